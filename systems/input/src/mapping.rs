//! Mappings: which part of a controller is which button or axis, in the format of SDL's database.
//!
//! What a mapping is stands in core, and so does the wizard that makes one.
//!
//! Reading order: `line` (a line of text), [`database`] (whose line counts), [`translator`] (raw parts in, controls
//! out).

pub mod database;
mod line;
pub mod translator;

pub use line::{LINE_BYTES_MAX, parse_mapping};

#[cfg(test)]
mod tests;
