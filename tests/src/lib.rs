//! The laws of this repository, as plain functions that a test can try on small bad inputs.
//!
//! `tests/laws.rs` applies each of them to the whole tree. A law gets text or small structs, and
//! answers with findings; a finding says where, what, and how to mend it.
//!
//! This package does not hold the tests of one package alone: those lie beside their source.

pub mod finding;
pub mod laws;
pub mod tokens;
pub mod tree;
pub mod workspace;

/// The examples of the README compile as they stand there.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
