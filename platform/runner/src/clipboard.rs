//! Where copied text lies: the machine's clipboard, or a page's own.

#[cfg(not(target_family = "wasm"))]
mod machine;
#[cfg(target_family = "wasm")]
mod page;

#[cfg(not(target_family = "wasm"))]
pub(crate) use machine::Clipboard;
#[cfg(target_family = "wasm")]
pub(crate) use page::Clipboard;
