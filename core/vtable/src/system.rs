//! What a system offers when it registers.

use crate::error::VTableError;
use crate::reply::Reply;
use crate::vtable::InstanceId;

/// A handler of the direct lane.
///
/// It runs on the caller's thread, in a tick or a frame: it does not wait, and it queues what must.
pub type Handler = fn(InstanceId, &[u8], &mut Reply) -> Result<(), VTableError>;

/// One operation of the direct lane.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// The name that callers resolve.
    pub name: &'static str,
    /// The function that does it.
    pub handler: Handler,
    /// Whether calls are commands from outside, which a recorder keeps for the replay.
    pub recorded: bool,
}

/// A system as it registers: its name and its direct operations.
#[derive(Debug, Clone)]
pub struct System {
    /// The name that callers use, such as `"rendering"`.
    pub name: &'static str,
    /// Its operations on the direct lane.
    pub operations: Vec<Operation>,
    /// The operations of its queue whose commands a recorder keeps for the replay.
    pub recorded_commands: Vec<&'static str>,
}

impl System {
    /// A system without operations yet.
    pub fn new(name: &'static str) -> Self {
        Self { name, operations: Vec::new(), recorded_commands: Vec::new() }
    }

    /// Adds an operation whose calls are effects of the game.
    #[must_use]
    pub fn operation(mut self, name: &'static str, handler: Handler) -> Self {
        self.operations.push(Operation { name, handler, recorded: false });
        self
    }

    /// Adds an operation whose calls enter the game from outside, and belong in a replay.
    #[must_use]
    pub fn input_operation(mut self, name: &'static str, handler: Handler) -> Self {
        self.operations.push(Operation { name, handler, recorded: true });
        self
    }

    /// Names an operation of the queue whose commands enter the game from outside, and belong in a replay.
    /// Others of the queue are effects, such as opening a device, and are not recorded.
    #[must_use]
    pub fn input_command(mut self, name: &'static str) -> Self {
        self.recorded_commands.push(name);
        self
    }
}
