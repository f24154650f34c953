//! The registry: systems by name, operations by index, one atomic generation for each system.

use crate::error::{VTableError, VTableErrorKind, VTableResponse};
use crate::queue::{Command, CommandReceiver, panicked};
use crate::recorder::{Lane, Recorder, Recording};
use crate::reply::Reply;
use crate::system::{Handler, Operation, System};
use bytes::Bytes;
use playground_core_types::panics::contain;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot};

/// The most systems that one VTable holds. A power of two: an index is masked, not checked.
pub const SYSTEM_COUNT_MAX: usize = 64;

static NEXT_INSTANCE: AtomicU32 = AtomicU32::new(0);

/// Names one VTable, and with it the client, server or world that owns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstanceId(pub u32);

/// A resolved operation of the direct lane. It goes stale when its system is replaced.
#[derive(Debug, Clone, Copy)]
pub struct OperationId {
    handler: Handler,
    instance: InstanceId,
    generation: u32,
    system: u16,
    /// For errors and records; by now another operation may stand in its place.
    operation: &'static str,
    // Set at resolve time, so that a call without a recorder pays nothing for the door.
    recorded: bool,
}

/// The registry of one instance. A clone is another reference to the same registry.
#[derive(Clone)]
pub struct VTable {
    registry: Arc<Registry>,
}

struct Registry {
    instance: InstanceId,
    /// Bumped on every change of a system, by its index.
    generations: [AtomicU32; SYSTEM_COUNT_MAX],
    /// The next tick, for the recorder's stamps.
    tick: AtomicU64,
    systems: RwLock<Systems>,
}

#[derive(Default)]
struct Systems {
    entries: Vec<Entry>,
    recorder: Option<Recorder>,
}

struct Entry {
    name: String,
    operations: Vec<Operation>,
    recorded_commands: Vec<&'static str>,
    queue: Option<mpsc::Sender<Command>>,
}

impl Systems {
    fn find(&self, name: &str) -> Result<usize, VTableError> {
        self.entries.iter().position(|entry| entry.name == name).ok_or_else(|| unknown_system(name))
    }

    /// The index of `name`, made when it is new.
    fn claim(&mut self, name: &str) -> Result<usize, VTableError> {
        if let Ok(index) = self.find(name) {
            return Ok(index);
        }
        if self.entries.len() == SYSTEM_COUNT_MAX {
            let message = format!("a VTable holds at most {SYSTEM_COUNT_MAX} systems");
            return Err(VTableError::new(VTableErrorKind::TooManySystems, name, message));
        }
        let (operations, recorded_commands) = (Vec::new(), Vec::new());
        self.entries.push(Entry { name: name.to_owned(), operations, recorded_commands, queue: None });
        Ok(self.entries.len() - 1)
    }
}

impl Default for VTable {
    fn default() -> Self {
        Self::new()
    }
}

impl VTable {
    /// An empty registry with an id of its own.
    pub fn new() -> Self {
        let registry = Registry {
            instance: InstanceId(NEXT_INSTANCE.fetch_add(1, Ordering::Relaxed)),
            generations: [const { AtomicU32::new(0) }; SYSTEM_COUNT_MAX],
            tick: AtomicU64::new(0),
            systems: RwLock::default(),
        };
        Self { registry: Arc::new(registry) }
    }

    /// The id that handlers receive.
    pub fn instance(&self) -> InstanceId {
        self.registry.instance
    }

    /// Registers what a system declares, or replaces it while the game runs; its queue stays.
    ///
    /// # Errors
    /// [`VTableErrorKind::TooManySystems`].
    pub fn register(&self, system: System) -> Result<(), VTableError> {
        let mut systems = self.write();
        let index = systems.claim(system.name)?;
        let entry = &mut systems.entries[index];
        (entry.operations, entry.recorded_commands) = (system.operations, system.recorded_commands);
        self.registry.generations[index].fetch_add(1, Ordering::Release);
        Ok(())
    }

    /// Registers a system's queue of at most `capacity` commands, or replaces it; the end of the old
    /// queue is seen by whoever serves it. Its commands are recorded where the system declares it, by
    /// [`System::input_command`].
    ///
    /// # Errors
    /// [`VTableErrorKind::TooManySystems`].
    pub fn register_queue(
        &self,
        name: &'static str,
        capacity: usize,
    ) -> Result<CommandReceiver, VTableError> {
        let (sender, commands) = mpsc::channel(capacity.max(1));
        let mut systems = self.write();
        let index = systems.claim(name)?;
        systems.entries[index].queue = Some(sender);
        Ok(CommandReceiver { instance: self.instance(), system: name, commands })
    }

    /// Takes a system away: later calls to it find no operation and no queue.
    ///
    /// # Errors
    /// [`VTableErrorKind::UnknownSystem`].
    pub fn unregister(&self, name: &str) -> Result<(), VTableError> {
        let mut systems = self.write();
        let index = systems.find(name)?;
        // The index stays claimed: ids that were resolved before must go stale, not point elsewhere.
        let entry = &mut systems.entries[index];
        entry.operations.clear();
        entry.recorded_commands.clear();
        entry.queue = None;
        self.registry.generations[index].fetch_add(1, Ordering::Release);
        Ok(())
    }

    /// Looks an operation of the direct lane up, once.
    ///
    /// # Errors
    /// [`VTableErrorKind::UnknownSystem`], [`VTableErrorKind::UnknownOperation`].
    pub fn resolve(&self, system: &str, operation: &str) -> Result<OperationId, VTableError> {
        let systems = self.read();
        let index = systems.find(system)?;
        let operations = &systems.entries[index].operations;
        if operations.is_empty() && systems.entries[index].queue.is_none() {
            // Its index stays claimed when a system goes, its name does not.
            return Err(unknown_system(system));
        }
        let position = operations.iter().position(|candidate| candidate.name == operation);
        let position = position.ok_or_else(|| VTableError::unknown_operation(system, operation))?;
        let found = operations[position];
        Ok(OperationId {
            handler: found.handler,
            instance: self.instance(),
            generation: self.registry.generations[index].load(Ordering::Acquire),
            system: index as u16,
            operation: found.name,
            recorded: found.recorded && systems.recorder.is_some(),
        })
    }

    /// Calls a resolved operation on this thread: one compared generation and one plain function.
    ///
    /// `reply` is not cleared: the caller says when.
    ///
    /// # Errors
    /// [`VTableErrorKind::Stale`] when the system was replaced, [`VTableErrorKind::Panicked`] when
    /// the handler did, and whatever the handler answers.
    #[inline]
    pub fn call(&self, id: OperationId, payload: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
        let slot = usize::from(id.system) & (SYSTEM_COUNT_MAX - 1);
        let generation = self.registry.generations[slot].load(Ordering::Acquire);
        if generation != id.generation || id.instance != self.registry.instance {
            return Err(self.stale(id));
        }
        if id.recorded {
            self.record_direct(id, payload);
        }
        match contain(|| (id.handler)(id.instance, payload, reply)) {
            Ok(result) => result,
            Err(message) => Err(panicked(&self.name_of(id), &message)),
        }
    }

    /// Queues a command for a system and waits for its answer.
    ///
    /// # Errors
    /// [`VTableErrorKind::UnknownSystem`], [`VTableErrorKind::QueueFull`],
    /// [`VTableErrorKind::Closed`], and whatever the handler answers.
    pub async fn send_command(&self, system: &str, operation: &str, payload: Bytes) -> VTableResponse {
        let (answer, response) = oneshot::channel();
        self.enqueue(system, Command { operation: operation.to_owned(), payload, answer })?;
        response.await.unwrap_or_else(|_| Err(closed(system)))
    }

    /// Opens the recorder's door; a second recorder takes the first one's place.
    pub fn record(&self) -> Recording {
        let (recorder, recording) = Recorder::open();
        self.write().recorder = Some(recorder);
        self.outdate_all();
        recording
    }

    /// Closes the recorder's door.
    pub fn stop_recording(&self) {
        self.write().recorder = None;
        self.outdate_all();
    }

    /// Tells which tick comes next, for the recorder's stamps: 0 before the first, n + 1 when tick n is over.
    pub fn set_tick(&self, tick: u64) {
        self.registry.tick.store(tick, Ordering::Relaxed);
    }

    fn enqueue(&self, system: &str, command: Command) -> Result<(), VTableError> {
        let systems = self.read();
        let entry = &systems.entries[systems.find(system)?];
        let Some(queue) = &entry.queue else { return Err(closed(system)) };
        let is_recorded = entry.recorded_commands.iter().any(|name| *name == command.operation);
        let recorder = systems.recorder.as_ref().filter(|_| is_recorded);
        let record = recorder.map(|recorder| (recorder, command.operation.clone(), command.payload.clone()));
        queue.try_send(command).map_err(|error| match error {
            TrySendError::Full(_) => {
                let message = format!("the queue holds {} commands already", queue.max_capacity());
                VTableError::new(VTableErrorKind::QueueFull, system, message)
            }
            TrySendError::Closed(_) => closed(system),
        })?;
        // Only now: a command that was refused did not come in.
        if let Some((recorder, operation, payload)) = record
            && !recorder.write(self.next_tick(), Lane::Queued, (system, &operation), payload)
        {
            drop(systems);
            self.detach_recorder();
        }
        Ok(())
    }

    fn next_tick(&self) -> u64 {
        self.registry.tick.load(Ordering::Relaxed)
    }

    /// Forgets a recorder that nobody reads any more, so that it costs nothing from here on.
    #[cold]
    fn detach_recorder(&self) {
        let mut systems = self.write();
        // Another one may have been opened in the meantime.
        if systems.recorder.as_ref().is_some_and(Recorder::is_closed) {
            systems.recorder = None;
            self.outdate_all();
        }
    }

    /// Resolved ids carry whether a recorder listens, so a change of recorder outdates them all.
    fn outdate_all(&self) {
        for generation in &self.registry.generations {
            generation.fetch_add(1, Ordering::Release);
        }
    }

    #[cold]
    fn record_direct(&self, id: OperationId, payload: &[u8]) {
        let systems = self.read();
        let Some(recorder) = &systems.recorder else { return };
        let target = (systems.entries[usize::from(id.system)].name.as_str(), id.operation);
        if !recorder.write(self.next_tick(), Lane::Direct, target, Bytes::copy_from_slice(payload)) {
            drop(systems);
            self.detach_recorder();
        }
    }

    /// The system and the operation; the latter alone for an id of another instance, whose systems are
    /// others.
    fn name_of(&self, id: OperationId) -> String {
        if id.instance != self.instance() {
            return id.operation.to_owned();
        }
        let systems = self.read();
        format!("{}.{}", systems.entries[usize::from(id.system)].name, id.operation)
    }

    #[cold]
    fn stale(&self, id: OperationId) -> VTableError {
        let message = if id.instance == self.instance() {
            "the system was replaced since; resolve the operation again"
        } else {
            "the operation was resolved on another instance; resolve it on this one"
        };
        VTableError::new(VTableErrorKind::Stale, self.name_of(id), message)
    }

    // A poisoned lock only says that a registering thread panicked; the registry is whole all the same.
    fn read(&self) -> RwLockReadGuard<'_, Systems> {
        self.registry.systems.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Systems> {
        self.registry.systems.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for VTable {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let systems = self.read();
        let names: Vec<&str> = systems.entries.iter().map(|entry| entry.name.as_str()).collect();
        formatter.debug_struct("VTable").field("instance", &self.instance()).field("systems", &names).finish()
    }
}

#[cold]
fn closed(system: &str) -> VTableError {
    VTableError::new(VTableErrorKind::Closed, system, "the system serves no queue, or went away")
}

#[cold]
fn unknown_system(name: &str) -> VTableError {
    VTableError::new(VTableErrorKind::UnknownSystem, name, "no such system is registered")
}
