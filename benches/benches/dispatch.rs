//! What a call through the VTable costs, next to the same call without it.

use playground_benches::race::{Clock, Race};
use playground_benches::table::{print_tasks, print_verdict};
use playground_benches::{INSTRUMENTED_SYSTEM, StatsAlloc};
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind};
use playground_core_vtable::{
    Handler, InstanceId, OperationId, Recording, Reply, Route, System, VTable, VTableError, VTableResponse,
    serve,
};
use std::alloc::System as SystemAllocator;
use std::hint::black_box;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{mpsc, oneshot};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<SystemAllocator> = &INSTRUMENTED_SYSTEM;

const PAYLOAD: [u8; 16] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
const QUEUE_CAPACITY: usize = 16;

const DIRECT: usize = 0;
const POINTER: usize = 1;
const LANE: usize = 2;
const ROUTE: usize = 3;
const RECORDED: usize = 4;
const BARE_SAME: usize = 5;
const SEED_SAME: usize = 6;
const BARE_ACROSS: usize = 7;
const SEED_ACROSS: usize = 8;

/// What all tasks do: adds the two numbers of the payload.
#[inline(never)]
fn add(_: InstanceId, payload: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    let (left, right) = payload.split_at_checked(8).ok_or_else(|| malformed(payload))?;
    let left = u64::from_le_bytes(left.try_into().map_err(|_| malformed(payload))?);
    let right = u64::from_le_bytes(right.try_into().map_err(|_| malformed(payload))?);
    reply.write_value(&left.wrapping_add(right));
    Ok(())
}

#[cold]
fn malformed(_: &[u8]) -> VTableError {
    VTableError::malformed_payload("maths.add", "two u64")
}

async fn handle_maths_operations(operation: String, payload: Bytes) -> VTableResponse {
    match operation.as_str() {
        "echo" => Ok(payload),
        _ => Err(VTableError::unknown_operation("maths", &operation)),
    }
}

/// What the bare channel carries: the least that a request and its answer need.
type BareRequest = (Bytes, oneshot::Sender<Bytes>);

async fn serve_bare(mut requests: mpsc::Receiver<BareRequest>) {
    while let Some((payload, answer)) = requests.recv().await {
        drop(answer.send(payload));
    }
}

async fn ask_bare(server: &mpsc::Sender<BareRequest>, payload: Bytes) -> Option<Bytes> {
    let (answer, response) = oneshot::channel();
    server.try_send((payload, answer)).ok()?;
    response.await.ok()
}

/// The direct lane and what it is compared with.
struct Direct {
    vtable: VTable,
    recorded: VTable,
    id: OperationId,
    route: Route,
    recorded_id: OperationId,
    recording: Recording,
    pointer: Handler,
    reply: Reply,
}

impl Direct {
    fn new() -> Result<Self, VTableError> {
        let (vtable, recorded) = (VTable::new(), VTable::new());
        let system = || System::new("maths").input_operation("add", add);
        vtable.register(system())?;
        recorded.register(system())?;
        let recording = recorded.record();
        let (id, recorded_id) = (vtable.resolve("maths", "add")?, recorded.resolve("maths", "add")?);
        let (route, reply) = (Route::new("maths", "add"), Reply::with_capacity(8));
        Ok(Self { vtable, recorded, id, route, recorded_id, recording, pointer: black_box(add), reply })
    }

    fn work(&mut self, task: usize, repeats: u64) {
        let instance = self.vtable.instance();
        for _ in 0..repeats {
            let payload = black_box(PAYLOAD.as_slice());
            let reply = &mut self.reply;
            reply.clear();
            let result = match task {
                DIRECT => add(instance, payload, reply),
                POINTER => (self.pointer)(instance, payload, reply),
                LANE => self.vtable.call(self.id, payload, reply),
                ROUTE => self.route.call(&self.vtable, payload, reply),
                _ => {
                    let result = self.recorded.call(self.recorded_id, payload, reply);
                    black_box(self.recording.next_command());
                    result
                }
            };
            black_box((result.is_ok(), reply.as_bytes()));
        }
    }
}

/// The seed's lane and what it is compared with, on one runtime.
struct Queued {
    runtime: Runtime,
    vtable: VTable,
    bare: mpsc::Sender<BareRequest>,
}

impl Queued {
    fn new(runtime: Runtime) -> Result<Self, VTableError> {
        let vtable = VTable::new();
        runtime.spawn(serve(vtable.register_queue("maths", QUEUE_CAPACITY)?, handle_maths_operations));
        let (bare, requests) = mpsc::channel(QUEUE_CAPACITY);
        runtime.spawn(serve_bare(requests));
        Ok(Self { runtime, vtable, bare })
    }

    fn work(&self, is_bare: bool, repeats: u64) {
        let payload = Bytes::from_static(&PAYLOAD);
        self.runtime.block_on(async {
            for _ in 0..repeats {
                let payload = black_box(payload.clone());
                if is_bare {
                    black_box(ask_bare(&self.bare, payload).await);
                } else {
                    black_box(self.vtable.send_command("maths", "echo", payload).await.is_ok());
                }
            }
        });
    }
}

fn main() -> CoreResult<()> {
    let same = Builder::new_current_thread().build().map_err(|error| no_runtime(&error))?;
    let across = Builder::new_multi_thread().worker_threads(1).build().map_err(|error| no_runtime(&error))?;
    let (mut direct, same, across) = (Direct::new()?, Queued::new(same)?, Queued::new(across)?);
    let race = Race::default()
        .enter("direct call, not inlined", Clock::Thread)
        .enter("fn pointer", Clock::Thread)
        .enter("direct lane", Clock::Thread)
        .enter("direct lane by a route", Clock::Thread)
        .enter("direct lane, recorded", Clock::Thread)
        .enter("bare mpsc + oneshot, same thread", Clock::Thread)
        .enter("seed's lane, same thread", Clock::Thread)
        .enter("bare mpsc + oneshot, across threads", Clock::Process)
        .enter("seed's lane, across threads", Clock::Process);
    let tasks = race.run(|task, repeats| match task {
        BARE_SAME | SEED_SAME => same.work(task == BARE_SAME, repeats),
        BARE_ACROSS | SEED_ACROSS => across.work(task == BARE_ACROSS, repeats),
        _ => direct.work(task, repeats),
    });
    let compared = [(POINTER, DIRECT), (LANE, DIRECT), (ROUTE, DIRECT), (RECORDED, DIRECT)];
    print_tasks(
        &tasks,
        &[compared.as_slice(), &[(SEED_SAME, BARE_SAME), (SEED_ACROSS, BARE_ACROSS)]].concat(),
    );
    print_verdict(&tasks, (LANE, DIRECT), 1.5, Some(0.0));
    print_verdict(&tasks, (ROUTE, DIRECT), 1.5, Some(0.0));
    print_verdict(&tasks, (SEED_SAME, BARE_SAME), 2.0, None);
    Ok(())
}

fn no_runtime(error: &std::io::Error) -> CoreError {
    CoreError::new(ErrorKind::NoDevice, format!("tokio has no runtime here: {error}"))
}
