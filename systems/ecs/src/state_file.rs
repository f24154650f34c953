//! A whole world as the bytes of a file, and back.
//!
//! Shape: eight letters, the xxh3 hash of all behind it; then schemas, entity table, archetypes in the order in
//! which they came to be, with their rows, resources, regions. Columns lie in the file as they lie in pages, so that an equal layout is a copy.

mod convert;
mod layout;
mod read;
mod regions;
pub(crate) mod saved;
mod write;

pub(crate) use read::read;
pub(crate) use write::write;

/// The last letter is the version of the shape.
const MAGIC: &[u8; 8] = b"PLAYWRL1";

/// What errors call it.
const WHAT: &str = "saved world";
