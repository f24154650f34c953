//! The registry: systems by name, operations by index, one atomic generation for each system.

use crate::error::{VTableError, VTableErrorKind, VTableResponse};
use crate::queue::{Command, CommandReceiver, panicked};
use crate::recorder::{Lane, Recorder, Recording};
use crate::reply::Reply;
use crate::system::{Handler, Operation, System};
use bytes::Bytes;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
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
    operation: u16,
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
    queue: Option<mpsc::Sender<Command>>,
}

impl Systems {
    fn find(&self, name: &str) -> Result<usize, VTableError> {
        self.entries.iter().position(|entry| entry.name == name).ok_or_else(|| {
            VTableError::new(VTableErrorKind::UnknownSystem, name, "no such system is registered")
        })
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
        self.entries.push(Entry { name: name.to_owned(), operations: Vec::new(), queue: None });
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

    /// Registers a system's direct operations, or replaces them while the game runs.
    ///
    /// # Errors
    /// [`VTableErrorKind::TooManySystems`].
    pub fn register(&self, system: System) -> Result<(), VTableError> {
        let mut systems = self.write();
        let index = systems.claim(system.name)?;
        systems.entries[index].operations = system.operations;
        self.registry.generations[index].fetch_add(1, Ordering::Release);
        Ok(())
    }

    /// Registers a system's queue of at most `capacity` commands, or replaces it; the end of the old
    /// queue is seen by whoever serves it.
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
        systems.entries[index].operations.clear();
        systems.entries[index].queue = None;
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
        let position = operations.iter().position(|candidate| candidate.name == operation);
        let position = position.ok_or_else(|| VTableError::unknown_operation(system, operation))?;
        let found = operations[position];
        Ok(OperationId {
            handler: found.handler,
            instance: self.instance(),
            generation: self.registry.generations[index].load(Ordering::Acquire),
            system: index as u16,
            operation: position as u16,
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
            return Err(stale());
        }
        if id.recorded {
            self.record_direct(id, payload);
        }
        match catch_unwind(AssertUnwindSafe(|| (id.handler)(id.instance, payload, reply))) {
            Ok(result) => result,
            Err(panic) => {
                let text: Option<&&str> = panic.downcast_ref();
                let owned: Option<&String> = panic.downcast_ref();
                Err(panicked(&self.name_of(id), text.copied().or(owned.map(String::as_str))))
            }
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
        let (sender, receiver) = mpsc::unbounded_channel();
        self.write().recorder = Some(Recorder { sender });
        self.outdate_all();
        Recording { receiver }
    }

    /// Closes the recorder's door.
    pub fn stop_recording(&self) {
        self.write().recorder = None;
        self.outdate_all();
    }

    /// Tells which tick comes next, for the recorder's stamps.
    pub fn set_tick(&self, tick: u64) {
        self.registry.tick.store(tick, Ordering::Relaxed);
    }

    fn enqueue(&self, system: &str, command: Command) -> Result<(), VTableError> {
        let systems = self.read();
        let entry = &systems.entries[systems.find(system)?];
        let Some(queue) = &entry.queue else { return Err(closed(system)) };
        if let Some(recorder) = &systems.recorder {
            let tick = self.registry.tick.load(Ordering::Relaxed);
            recorder.write(tick, Lane::Queued, (system, &command.operation), command.payload.clone());
        }
        queue.try_send(command).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => {
                let message = format!("the queue holds {} commands already", queue.max_capacity());
                VTableError::new(VTableErrorKind::QueueFull, system, message)
            }
            mpsc::error::TrySendError::Closed(_) => closed(system),
        })
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
        let entry = &systems.entries[usize::from(id.system)];
        if let (Some(recorder), Some(operation)) =
            (&systems.recorder, entry.operations.get(usize::from(id.operation)))
        {
            let tick = self.registry.tick.load(Ordering::Relaxed);
            let payload = Bytes::copy_from_slice(payload);
            recorder.write(tick, Lane::Direct, (&entry.name, operation.name), payload);
        }
    }

    fn name_of(&self, id: OperationId) -> String {
        let systems = self.read();
        let entry = &systems.entries[usize::from(id.system)];
        let operation = entry.operations.get(usize::from(id.operation)).map_or("?", |found| found.name);
        format!("{}.{operation}", entry.name)
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
fn stale() -> VTableError {
    VTableError::new(VTableErrorKind::Stale, "", "the system was replaced since; resolve the operation again")
}

#[cold]
fn closed(system: &str) -> VTableError {
    VTableError::new(VTableErrorKind::Closed, system, "the system serves no queue, or went away")
}
