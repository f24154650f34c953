//! The VTable's contract: both lanes, every failure, replacing, recording.

use crate::{
    InstanceId, Lane, RECORDED_COMMAND_COUNT_MAX, RecordedCommand, Reply, Served, System, VTable,
    VTableError, VTableErrorKind, VTableResponse, current_instance, serve,
};
use bytes::Bytes;
use playground_core_types::{CoreError, ErrorKind};

fn double(_: InstanceId, payload: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    let number = payload.first().ok_or_else(|| VTableError::malformed_payload("maths.double", "one byte"))?;
    reply.write(&[number * 2]);
    Ok(())
}

fn triple(_: InstanceId, payload: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    reply.write(&[payload[0] * 3]);
    Ok(())
}

fn instance(instance: InstanceId, _: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    reply.write_value(&instance.0);
    Ok(())
}

fn maths() -> System {
    System::new("maths").input_operation("double", double).operation("triple", triple)
}

fn registered() -> VTable {
    let vtable = VTable::new();
    vtable.register(maths()).unwrap();
    vtable
}

/// Resolves and calls `maths.<operation>`, and compares the reply or the kind of the failure.
#[track_caller]
fn check(vtable: &VTable, operation: &str, payload: &[u8], expected: Result<&[u8], VTableErrorKind>) {
    let mut reply = Reply::default();
    let result = vtable.resolve("maths", operation).and_then(|id| vtable.call(id, payload, &mut reply));
    match (result, expected) {
        (Ok(()), Ok(bytes)) => assert_eq!(reply.as_bytes(), bytes),
        (Err(error), Err(kind)) => assert_eq!(error.kind(), kind, "{error}"),
        (result, expected) => panic!("{result:?}, expected {expected:?}"),
    }
}

#[test]
fn a_direct_call_runs_the_handler_or_says_why_not() {
    let vtable = registered();
    check(&vtable, "double", &[21], Ok(&[42]));
    check(&vtable, "double", &[], Err(VTableErrorKind::MalformedPayload));
    check(&vtable, "triple", &[], Err(VTableErrorKind::Panicked));
    check(&vtable, "halve", &[4], Err(VTableErrorKind::UnknownOperation));
    check(&VTable::new(), "double", &[4], Err(VTableErrorKind::UnknownSystem));
}

#[test]
fn a_handler_receives_its_instance() {
    for vtable in [VTable::new(), VTable::new()] {
        vtable.register(System::new("maths").operation("instance", instance)).unwrap();
        check(&vtable, "instance", &[], Ok(&vtable.instance().0.to_le_bytes()));
    }
}

#[test]
fn an_operation_of_a_replaced_system_is_stale_until_resolved_again() {
    let vtable = registered();
    let before = vtable.resolve("maths", "double").unwrap();
    vtable.register(System::new("maths").operation("double", triple)).unwrap();
    let error = vtable.call(before, &[2], &mut Reply::default()).unwrap_err();
    assert_eq!((error.kind(), error.target()), (VTableErrorKind::Stale, "maths.double"));
    check(&vtable, "double", &[2], Ok(&[6]));
    vtable.unregister("maths").unwrap();
    check(&vtable, "double", &[2], Err(VTableErrorKind::UnknownSystem));
}

#[test]
fn an_operation_of_another_instance_is_refused() {
    let foreign = registered().resolve("maths", "double").unwrap();
    let error = registered().call(foreign, &[2], &mut Reply::default()).unwrap_err();
    assert_eq!((error.kind(), error.target()), (VTableErrorKind::Stale, "double"));
}

#[test]
fn a_handlers_own_error_comes_through_whole() {
    let whole = CoreError::new(ErrorKind::BadContent, "no such bind").at("game.toml", 3, 7).cure("bind it");
    let carried = VTableError::from(whole.clone());
    assert_eq!(carried.kind(), VTableErrorKind::Failed(ErrorKind::BadContent));
    assert_eq!((carried.message(), carried.to_string()), ("no such bind", whole.to_string()));
    assert_eq!(CoreError::from(carried), whole);
}

#[test]
fn a_registry_has_a_bound() {
    let vtable = VTable::new();
    let names: Vec<&'static str> =
        (0..65).map(|index| format!("system{index}").leak() as &'static str).collect();
    for name in &names[..64] {
        vtable.register(System::new(name)).unwrap();
    }
    let error = vtable.register(System::new(names[64])).unwrap_err();
    assert_eq!(error.kind(), VTableErrorKind::TooManySystems);
}

#[test]
fn a_recorder_keeps_what_comes_in_and_not_what_goes_out() {
    let vtable = registered();
    let mut recording = vtable.record();
    vtable.set_tick(7);
    check(&vtable, "double", &[1], Ok(&[2]));
    check(&vtable, "triple", &[1], Ok(&[3]));
    let command = recording.next_command().unwrap();
    assert_eq!((command.tick, command.lane, command.operation.as_str()), (7, Lane::Direct, "double"));
    assert_eq!(command.payload, [1].as_slice());
    assert_eq!(recording.next_command(), None, "an effect of the game is no input");
    vtable.stop_recording();
    check(&vtable, "double", &[1], Ok(&[2]));
    assert_eq!(recording.next_command(), None);
}

#[test]
fn a_recording_that_is_dropped_costs_nothing() {
    let vtable = registered();
    drop(vtable.record());
    let recorded = vtable.resolve("maths", "double").unwrap();
    vtable.call(recorded, &[1], &mut Reply::default()).unwrap();
    let stale = vtable.call(recorded, &[1], &mut Reply::default()).unwrap_err();
    assert_eq!(stale.kind(), VTableErrorKind::Stale, "ids that carry the recorder are outdated");
    check(&vtable, "double", &[1], Ok(&[2]));
    // A dropped recording takes no later one with it.
    let mut recording = vtable.record();
    check(&vtable, "double", &[1], Ok(&[2]));
    assert!(recording.next_command().is_some());
}

#[test]
fn a_recording_that_nobody_reads_has_a_bound() {
    let vtable = registered();
    let mut recording = vtable.record();
    for _ in 0..RECORDED_COMMAND_COUNT_MAX + 3 {
        check(&vtable, "double", &[1], Ok(&[2]));
    }
    assert_eq!(recording.lost(), 3);
    let kept = std::iter::from_fn(|| recording.next_command()).count();
    assert_eq!(kept, RECORDED_COMMAND_COUNT_MAX);
}

#[tokio::test]
async fn a_recorder_keeps_the_queued_commands_that_a_system_names() {
    let vtable = VTable::new();
    vtable.register(System::new("saves").input_command("load")).unwrap();
    let receiver = vtable.register_queue("saves", 2).unwrap();
    let mut recording = vtable.record();
    let mut waiting = Vec::new();
    for (tick, operation) in [(3, "store"), (4, "load"), (5, "load")] {
        vtable.set_tick(tick);
        let vtable = vtable.clone();
        let send = async move { vtable.send_command("saves", operation, Bytes::from_static(b"1")).await };
        waiting.push(tokio::spawn(send));
        tokio::task::yield_now().await;
    }
    let expected = RecordedCommand {
        tick: 4,
        lane: Lane::Queued,
        system: "saves".to_owned(),
        operation: "load".to_owned(),
        payload: Bytes::from_static(b"1"),
    };
    assert_eq!(recording.next_command(), Some(expected), "an effect is no input");
    assert_eq!(recording.next_command(), None, "what the full queue refused did not come in");
    drop(receiver);
    let closed = vtable.send_command("saves", "load", Bytes::new()).await.unwrap_err();
    assert_eq!(closed.kind(), VTableErrorKind::Closed);
    assert_eq!(recording.next_command(), None, "nor did what the closed one refused");
}

async fn handle_maths_operations(operation: String, payload: Bytes) -> VTableResponse {
    match operation.as_str() {
        "negate" => Ok(payload.iter().map(|byte| !byte).collect()),
        "instance" => Ok(Bytes::copy_from_slice(&current_instance().unwrap().0.to_le_bytes())),
        "fall" => panic!("fell"),
        _ => Err(VTableError::unknown_operation("maths", &operation)),
    }
}

#[tokio::test]
async fn a_queued_command_is_answered_or_says_why_not() {
    let vtable = registered();
    let unserved = vtable.send_command("maths", "negate", Bytes::new()).await.unwrap_err();
    assert_eq!(unserved.kind(), VTableErrorKind::Closed, "no queue yet");
    let task = tokio::spawn(serve(vtable.register_queue("maths", 4).unwrap(), handle_maths_operations));
    let answer = vtable.send_command("maths", "negate", Bytes::from_static(&[0x0f])).await.unwrap();
    assert_eq!(answer, [0xf0].as_slice());
    let instance = vtable.send_command("maths", "instance", Bytes::new()).await.unwrap();
    assert_eq!(instance, vtable.instance().0.to_le_bytes().as_slice());
    let unknown = vtable.send_command("maths", "halve", Bytes::new()).await.unwrap_err();
    assert_eq!(unknown.kind(), VTableErrorKind::UnknownOperation);
    let fallen = vtable.send_command("maths", "fall", Bytes::new()).await.unwrap_err();
    assert_eq!((fallen.kind(), fallen.message()), (VTableErrorKind::Panicked, "the handler panicked: fell"));
    let after = vtable.send_command("maths", "negate", Bytes::new()).await;
    assert!(after.is_ok(), "the queue outlives a panic");
    vtable.unregister("maths").unwrap();
    task.await.unwrap();
    let gone = vtable.send_command("maths", "negate", Bytes::new()).await.unwrap_err();
    assert_eq!(gone.kind(), VTableErrorKind::Closed);
}

#[tokio::test]
async fn a_full_queue_refuses_and_a_dropped_one_closes() {
    let vtable = VTable::new();
    let receiver = vtable.register_queue("maths", 1).unwrap();
    let waiting = {
        let vtable = vtable.clone();
        tokio::spawn(async move { vtable.send_command("maths", "negate", Bytes::new()).await })
    };
    tokio::task::yield_now().await;
    let refused = vtable.send_command("maths", "negate", Bytes::new()).await.unwrap_err();
    assert_eq!(refused.kind(), VTableErrorKind::QueueFull);
    drop(receiver);
    assert_eq!(waiting.await.unwrap().unwrap_err().kind(), VTableErrorKind::Closed);
}

#[tokio::test]
async fn a_new_queue_replaces_the_old_one() {
    let vtable = VTable::new();
    let old = tokio::spawn(serve(vtable.register_queue("maths", 4).unwrap(), handle_maths_operations));
    let _new = tokio::spawn(serve(vtable.register_queue("maths", 4).unwrap(), handle_maths_operations));
    old.await.unwrap();
    assert!(vtable.send_command("maths", "negate", Bytes::new()).await.is_ok());
}

#[test]
fn a_route_follows_its_system_when_that_is_replaced() {
    let vtable = VTable::new();
    let mut route = crate::Route::new("maths", "double");
    let mut reply = Reply::default();
    let error = route.call(&vtable, &[2], &mut reply).unwrap_err();
    assert_eq!(error.kind(), VTableErrorKind::UnknownSystem);
    vtable.register(maths()).unwrap();
    route.call(&vtable, &[2], &mut reply).unwrap();
    assert_eq!(reply.as_bytes(), [4]);
    vtable.register(System::new("maths").operation("double", triple)).unwrap();
    route.call(&vtable, &[2], &mut reply).unwrap();
    assert_eq!(reply.as_bytes(), [6]);
}

/// Two objects that a system serves, and what it counts for each.
fn counted() -> (Served<String, u32>, [playground_core_types::Handle<String>; 2]) {
    let served = Served::new("counter");
    let owners = ["one", "two"].map(|name| playground_core_types::handle(name.to_owned()));
    for (index, owner) in (0..).zip(&owners) {
        served.serve(InstanceId(index), owner, || 0);
    }
    (served, owners)
}

/// Counts up for an instance, and compares the count or the kind of the failure.
#[track_caller]
fn check_count(served: &Served<String, u32>, instance: u32, expected: Result<u32, VTableErrorKind>) {
    let count = served.with(InstanceId(instance), |count, _| {
        *count += 1;
        Ok(*count)
    });
    assert_eq!(count.map_err(|error| error.kind()), expected);
}

#[test]
fn every_instance_has_a_state_of_its_own() {
    let (served, _owners) = counted();
    check_count(&served, 0, Ok(1));
    check_count(&served, 0, Ok(2));
    check_count(&served, 1, Ok(1));
    check_count(&served, 7, Err(VTableErrorKind::Closed));
}

#[test]
fn a_state_is_handed_over_or_replaced() {
    let (served, owners) = counted();
    check_count(&served, 0, Ok(1));
    served.serve(InstanceId(0), &owners[0], || 100);
    check_count(&served, 0, Ok(2));
    served.replace(InstanceId(0), &owners[0], 100);
    check_count(&served, 0, Ok(101));
}

#[test]
fn a_state_goes_with_its_owner() {
    let (served, [one, two]) = counted();
    drop(one);
    check_count(&served, 0, Err(VTableErrorKind::Closed));
    served.serve(InstanceId(2), &two, || 0);
    assert_eq!(format!("{served:?}"), "Served(counter, 2 instances)");
}

#[test]
fn a_state_on_loan_is_lent_once_and_comes_back_from_a_panic() {
    let (served, owners) = counted();
    let nested = served.with(InstanceId(0), |_, _| {
        check_count(&served, 0, Err(VTableErrorKind::Closed));
        check_count(&served, 1, Ok(1));
        Ok(())
    });
    assert_eq!(nested, Ok(()));
    let fallen = playground_core_types::panics::contain(|| {
        served.with(InstanceId(0), |count, owner| -> VTableResponse {
            *count = 41;
            panic!("{owner} fell")
        })
    });
    assert_eq!(fallen.map_err(|message| message.contains("one fell")), Err(true));
    check_count(&served, 0, Ok(42));
    drop(owners);
}
