//! A triangle in a page, with wgpu alone: what the first frame of our page is measured against.

#[cfg(target_family = "wasm")]
#[expect(unreachable_pub, reason = "only what is public goes out of the module")]
mod triangle;
