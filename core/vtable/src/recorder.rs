//! The recorder's door: what came in from outside, stamped by tick.

use bytes::Bytes;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;

/// How many recorded commands may wait to be read: minutes of a game whose reader looks every frame.
pub const RECORDED_COMMAND_COUNT_MAX: usize = 16_384;

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

/// The reading end of a recorder; dropping it ends the recording with the next command that comes in.
#[derive(Debug)]
pub struct Recording {
    receiver: mpsc::Receiver<RecordedCommand>,
    lost: Arc<AtomicU64>,
}

impl Recording {
    /// The next command that came in, in order; `None` when there is none yet.
    pub fn next_command(&mut self) -> Option<RecordedCommand> {
        self.receiver.try_recv().ok()
    }

    /// How many commands came in while [`RECORDED_COMMAND_COUNT_MAX`] of them waited to be read, and are
    /// in no replay. A recording that lost any does not play back to the same world.
    pub fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }
}

/// The writing end, kept by the VTable.
#[derive(Debug, Clone)]
pub(crate) struct Recorder {
    sender: mpsc::Sender<RecordedCommand>,
    lost: Arc<AtomicU64>,
}

impl Recorder {
    /// A recorder and its reading end.
    pub(crate) fn open() -> (Self, Recording) {
        let (sender, receiver) = mpsc::channel(RECORDED_COMMAND_COUNT_MAX);
        let lost = Arc::new(AtomicU64::new(0));
        (Self { sender, lost: lost.clone() }, Recording { receiver, lost })
    }

    /// Whether nobody reads any more.
    pub(crate) fn is_closed(&self) -> bool {
        self.sender.is_closed()
    }

    /// Writes a command, or counts it as lost; false when nobody reads any more.
    pub(crate) fn write(&self, tick: u64, lane: Lane, target: (&str, &str), payload: Bytes) -> bool {
        let (system, operation) = (target.0.to_owned(), target.1.to_owned());
        match self.sender.try_send(RecordedCommand { tick, lane, system, operation, payload }) {
            Ok(()) => true,
            Err(TrySendError::Full(_)) => {
                self.lost.fetch_add(1, Ordering::Relaxed);
                true
            }
            Err(TrySendError::Closed(_)) => false,
        }
    }
}
