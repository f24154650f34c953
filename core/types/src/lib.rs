//! The vocabulary that every layer shares: handles, errors, mathematics, random numbers, hashes.
//!
//! Does NOT: hold game or engine state, perform I/O, read a clock, start a thread.
//!
//! Reading order: [`handle`](mod@handle), [`error`], [`panics`], [`math`], [`random`], [`hash`],
//! [`similar`].

pub mod error;
pub mod handle;
pub mod hash;
pub mod math;
pub mod panics;
pub mod random;
pub mod similar;

pub use bytes::Bytes;
pub use error::{CoreError, CoreResult, ErrorKind, Place};
pub use handle::{Handle, Shared, handle, read_now, shared, write_now};
