//! The two ways to share a value: a [`Handle`] to an object, and [`Shared`] data inside one.

use crate::error::{CoreError, CoreResult, ErrorKind};
use std::sync::Arc;
use tokio::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

/// An external reference to an object that keeps its own state.
pub type Handle<T> = Arc<T>;

/// Mutable data inside an object; touched between ticks only.
pub type Shared<T> = Arc<RwLock<T>>;

/// Wraps an object for sharing.
pub fn handle<T>(value: T) -> Handle<T> {
    Arc::new(value)
}

/// Wraps a data field for sharing and mutation.
pub fn shared<T>(value: T) -> Shared<T> {
    Arc::new(RwLock::new(value))
}

/// Reads shared data without waiting, for callers on the direct lane.
///
/// # Errors
/// [`ErrorKind::Busy`] while a writer holds the data; the caller skips its turn.
pub fn read_now<T>(data: &Shared<T>) -> CoreResult<RwLockReadGuard<'_, T>> {
    data.try_read().map_err(|_| busy("read"))
}

/// Writes shared data without waiting, for callers on the direct lane.
///
/// # Errors
/// [`ErrorKind::Busy`] while anyone else holds the data; the caller skips its turn.
pub fn write_now<T>(data: &Shared<T>) -> CoreResult<RwLockWriteGuard<'_, T>> {
    data.try_write().map_err(|_| busy("written"))
}

fn busy(verb: &str) -> CoreError {
    CoreError::new(ErrorKind::Busy, format!("data cannot be {verb} now: a task holds it across an await"))
}
