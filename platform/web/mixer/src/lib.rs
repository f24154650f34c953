//! The mixer as a module of its own: an AudioWorklet calls it for each block, on the browser's sound thread.
//!
//! It has no other memory than its own, so no page needs the headers that shared memory asks for; commands come as
//! messages, and the samples of a sound come once. On other targets there is nothing here.

#[cfg(target_family = "wasm")]
pub mod exports;
