//! The laws, one file each: what must be true of all source of ours.
//!
//! Each has a `check` over text or small structs, and tests of its own on small bad inputs. To change
//! a law, change the table at the top of its file.

/// Which layer may depend on which.
pub mod layers;

/// Which package may use which crate of others.
pub mod externals;

/// Packages are named after their folders and inherit what is shared.
pub mod packages;

/// Every system has its contract in core.
pub mod twins;

/// No `unsafe`, no `dyn`, no `Any`, no turbofish, in macro bodies and examples too.
pub mod invariants;

/// A tick reads and writes nothing but the world; core does nothing but hold data.
pub mod purity;

/// Nothing half done is left behind.
pub mod leftovers;

/// Files and functions fit a reader.
pub mod lengths;

/// Files say what they are, by name and in their first line.
pub mod heads;

/// No text names a machine of ours or a registry's host.
pub mod places;
