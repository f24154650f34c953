//! The one registry through which core calls systems.
//!
//! A system registers under a name with plain functions for what happens every tick (the direct
//! lane) and with a queue for what may wait (the seed's lane). Core resolves and calls, or sends
//! and awaits; neither side knows the other.
//!
//! Does NOT: know any system, hold state of one, start threads or tasks, read a clock.
//!
//! Reading order: [`error`], [`reply`], [`system`], [`vtable`], [`route`], [`queue`], [`served`], [`recorder`].

pub mod error;
pub mod queue;
pub mod recorder;
pub mod reply;
pub mod route;
pub mod served;
pub mod system;
pub mod vtable;

pub use error::{VTableError, VTableErrorKind, VTableResponse};
pub use queue::{Command, CommandReceiver, current_instance, serve};
pub use recorder::{Lane, RECORDED_COMMAND_COUNT_MAX, RecordedCommand, Recording};
pub use reply::Reply;
pub use route::Route;
pub use served::Served;
pub use system::{Handler, Operation, System};
pub use vtable::{InstanceId, OperationId, VTable};

#[cfg(test)]
mod tests;
