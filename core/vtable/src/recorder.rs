//! The recorder's door: what came in from outside, stamped by tick.

use bytes::Bytes;
use tokio::sync::mpsc;

/// The lane on which a command came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// A plain call within a tick or frame.
    Direct,
    /// A queued command.
    Queued,
}

/// One command as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedCommand {
    /// The tick that was next when the command came.
    pub tick: u64,
    /// How it came.
    pub lane: Lane,
    /// The system that it was for.
    pub system: String,
    /// What was asked.
    pub operation: String,
    /// With what.
    pub payload: Bytes,
}

/// The reading end of a recorder; dropping it ends the recording.
#[derive(Debug)]
pub struct Recording {
    pub(crate) receiver: mpsc::UnboundedReceiver<RecordedCommand>,
}

impl Recording {
    /// The next command that came in, in order; `None` when there is none yet.
    pub fn next_command(&mut self) -> Option<RecordedCommand> {
        self.receiver.try_recv().ok()
    }
}

/// The writing end, kept by the VTable.
#[derive(Debug, Clone)]
pub(crate) struct Recorder {
    pub(crate) sender: mpsc::UnboundedSender<RecordedCommand>,
}

impl Recorder {
    /// Writes a command; a recording that nobody reads any more swallows it.
    pub(crate) fn write(&self, tick: u64, lane: Lane, target: (&str, &str), payload: Bytes) {
        let (system, operation) = (target.0.to_owned(), target.1.to_owned());
        self.sender.send(RecordedCommand { tick, lane, system, operation, payload }).unwrap_or_default();
    }
}
