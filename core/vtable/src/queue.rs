//! The seed's lane: a bounded queue per system, served by one task.

use crate::error::{VTableError, VTableErrorKind, VTableResponse};
use crate::vtable::InstanceId;
use bytes::Bytes;
use playground_core_types::panics::contain_future;
use tokio::sync::{mpsc, oneshot};

tokio::task_local! {
    static CURRENT_INSTANCE: InstanceId;
}

/// The instance whose command the running task handles; `None` outside of a queue's task.
pub fn current_instance() -> Option<InstanceId> {
    CURRENT_INSTANCE.try_with(|instance| *instance).ok()
}

/// One queued command.
#[derive(Debug)]
pub struct Command {
    /// What is asked.
    pub operation: String,
    /// With what.
    pub payload: Bytes,
    pub(crate) answer: oneshot::Sender<VTableResponse>,
}

/// The serving end of a system's queue; dropping it closes the system's lane.
#[derive(Debug)]
pub struct CommandReceiver {
    pub(crate) instance: InstanceId,
    pub(crate) system: &'static str,
    pub(crate) commands: mpsc::Receiver<Command>,
}

/// Serves a queue with `handler` until the system is replaced or closed.
///
/// A system's `registration.rs` hands this future to the executor that runs it. A handler that
/// panics answers [`VTableErrorKind::Panicked`] and the queue goes on.
pub async fn serve<H, F>(mut receiver: CommandReceiver, handler: H)
where
    H: Fn(String, Bytes) -> F,
    F: Future<Output = VTableResponse>,
{
    let instance = receiver.instance;
    while let Some(command) = receiver.commands.recv().await {
        // The handler is called inside the future, so that its first, synchronous part is contained too.
        let work =
            CURRENT_INSTANCE.scope(instance, async { handler(command.operation, command.payload).await });
        let response = contain_future(work).await;
        let response = response.unwrap_or_else(|message| Err(panicked(receiver.system, &message)));
        // A caller that no longer waits is no failure of the system's.
        command.answer.send(response).unwrap_or_default();
    }
}

/// The error for a handler that panicked.
#[cold]
pub(crate) fn panicked(target: &str, message: &str) -> VTableError {
    log::error!("{target}: the handler panicked: {message}");
    VTableError::new(VTableErrorKind::Panicked, target, format!("the handler panicked: {message}"))
}
