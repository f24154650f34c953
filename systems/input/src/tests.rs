//! The operations, called as the loop calls them.

use crate::register_input_handlers;
use bytes::Bytes;
use playground_core_assets::{ActionDeclaration, ActionKind, Join, Manifest, Seats};
use playground_core_client::Client;
use playground_core_client::input::operations::{
    FOCUS_LOST, LOAD_SCRIPT, POLL, REBUILD, RESET, RESOLVE, RESUME, START, SYSTEM,
};
use playground_core_client::input::{
    Action, ActionFrame, ActionMap, Bind, BindPlace, BindSource, Control, DeviceId, InputScript, Key,
    MouseControl, PadButton, PadSource, PollPayload, RawEvent, ResolvePayload, SEAT_EMPTY, SEAT_KEYBOARD,
    SEAT_PAD_LOST, SeatSet,
};
use playground_core_types::{Handle, write_now};
use playground_core_vtable::{Reply, VTableError, VTableErrorKind};
use std::sync::Arc;

/// A client whose one action `jump` is the space bar.
fn registered() -> Handle<Client> {
    let client = Client::new();
    register_input_handlers(&client).unwrap();
    let source = BindSource::Button(Control::Key(Key::Space));
    let binds = vec![Bind::new(SeatSet::only(1), source)];
    let jump = Action { binds, ..Action::new("jump", ActionKind::Button) };
    *write_now(&client.action_map).unwrap() = ActionMap { actions: vec![jump], ..ActionMap::default() };
    client
}

fn call(client: &Client, operation: &str, payload: &[u8]) -> Result<Reply, VTableError> {
    let mut reply = Reply::default();
    let id = client.vtable.resolve(SYSTEM, operation)?;
    client.vtable.call(id, payload, &mut reply)?;
    Ok(reply)
}

/// Checks how often `jump` is pressed in tick `tick`, whose window is the `tick`th thousand of microseconds.
#[track_caller]
fn check(client: &Client, tick: u64, pressed: u8) {
    let payload = ResolvePayload { tick, start_micros: tick * 1_000, end_micros: tick * 1_000 + 1_000 };
    let reply = call(client, RESOLVE, bytemuck::bytes_of(&payload)).unwrap();
    let frame: ActionFrame = reply.value().unwrap();
    assert_eq!(frame.state(1, "jump").pressed, pressed, "presses of tick {tick}");
}

fn push(client: &Client, events: &[RawEvent]) {
    write_now(&client.raw_events).unwrap().extend_from_slice(events);
}

#[tokio::test]
async fn each_event_goes_to_the_tick_of_its_time() {
    let client = registered();
    push(&client, &[RawEvent::key(100, Key::Space, true), RawEvent::key(2_100, Key::Space, false)]);
    push(&client, &[RawEvent::key(2_200, Key::Space, true)]);
    check(&client, 0, 1);
    check(&client, 1, 0);
    check(&client, 2, 1);
    assert!(write_now(&client.raw_events).unwrap().is_empty(), "a resolved event is gone");
}

#[tokio::test]
async fn a_script_plays_along_with_the_devices() {
    let client = registered();
    {
        let mut script = write_now(&client.input_script).unwrap();
        script.file = "run.input".to_owned();
        script.text = "1+200 key Space down\n1+300 key Space up\n3+999999 key Space down\n".to_owned();
    }
    call(&client, LOAD_SCRIPT, &[]).unwrap();
    push(&client, &[RawEvent::key(1_500, Key::Space, true), RawEvent::key(1_600, Key::Space, false)]);
    check(&client, 0, 0);
    check(&client, 1, 2);
    check(&client, 2, 0);
    check(&client, 3, 1);
    write_now(&client.input_script).unwrap().text = "1 key".to_owned();
    let error = call(&client, LOAD_SCRIPT, &[]).unwrap_err();
    assert!(error.to_string().starts_with("run.input:1:6: "), "{error}");
}

#[tokio::test]
async fn losing_the_focus_and_a_new_game_release_the_keys() {
    let client = registered();
    push(&client, &[RawEvent::key(0, Key::Space, true)]);
    check(&client, 0, 1);
    call(&client, FOCUS_LOST, bytemuck::bytes_of(&PollPayload { now_micros: 1_000 })).unwrap();
    push(&client, &[RawEvent::key(1_001, Key::Space, true)]);
    check(&client, 1, 1);
    push(&client, &[RawEvent::key(1_500, Key::Space, false)]);
    call(&client, RESET, &[]).unwrap();
    assert!(write_now(&client.raw_events).unwrap().is_empty());
    assert_eq!(write_now(&client.action_map).unwrap().actions, [], "no game is open");
}

/// A manifest whose one action `jump` is the space bar, in a game of four seats.
fn manifest(join: Join) -> Manifest {
    Manifest {
        seats: Seats { min: 1, max: 4, join },
        actions: vec![ActionDeclaration::new("jump", ActionKind::Button).bound(&["Space"])],
        ..Manifest::bare("org.example.jump", "Jump", "scene.ron")
    }
}

fn resolve(client: &Client, tick: u64) -> ActionFrame {
    let payload = ResolvePayload { tick, start_micros: tick * 1_000, end_micros: tick * 1_000 + 1_000 };
    call(client, RESOLVE, bytemuck::bytes_of(&payload)).unwrap().value().unwrap()
}

#[tokio::test]
async fn a_key_of_the_players_own_plays_in_the_running_game() {
    let client = registered();
    *write_now(&client.assets.manifest).unwrap() = Some(manifest(Join::Press));
    call(&client, RESET, &[]).unwrap();
    push(&client, &[RawEvent::key(0, Key::Space, true), RawEvent::key(1, Key::KeyJ, true)]);
    check(&client, 0, 1);
    write_now(&client.remap).unwrap().set("jump", BindPlace::Shared, vec!["KeyJ".to_owned()]);
    call(&client, REBUILD, &[]).unwrap();
    let frame = resolve(&client, 1);
    assert!(frame.button(1, "jump") && !frame.pressed(1, "jump"), "the new key is down already");
    assert_eq!(frame.seat_devices[0], SEAT_KEYBOARD, "who has a seat keeps it");
    push(&client, &[RawEvent::key(2_000, Key::KeyJ, false), RawEvent::key(2_001, Key::Space, false)]);
    assert!(resolve(&client, 2).released(1, "jump"));
    push(&client, &[RawEvent::key(3_000, Key::Space, true), RawEvent::key(3_001, Key::KeyJ, true)]);
    check(&client, 3, 1);
    write_now(&client.remap).unwrap().clear("jump", BindPlace::Shared);
    push(&client, &[RawEvent::key(4_000, Key::Space, false)]);
    resolve(&client, 4);
    call(&client, REBUILD, &[]).unwrap();
    assert!(resolve(&client, 5).released(1, "jump"), "nothing holds it any more");
}

#[tokio::test]
async fn a_new_game_has_the_seats_that_were_asked_for_and_the_mouse_where_it_is() {
    let client = registered();
    push(&client, &[RawEvent::new(0, DeviceId::MOUSE, Control::Mouse(MouseControl::MoveX), 12.0)]);
    *write_now(&client.assets.manifest).unwrap() = Some(manifest(Join::Press));
    write_now(&client.input_settings).unwrap().seats = Some(2);
    call(&client, RESET, &[]).unwrap();
    assert_eq!(write_now(&client.raw_events).unwrap().len(), 1, "the log says where the mouse is");
    let frame = resolve(&client, 0);
    assert_eq!(frame.seat_devices[..3], [SEAT_KEYBOARD, SEAT_PAD_LOST, SEAT_EMPTY]);
    assert_eq!(frame.pointer.to_array(), [12.0, 0.0]);
}

#[tokio::test]
async fn a_script_that_plays_alone_is_touched_by_nobody() {
    let client = registered();
    *write_now(&client.assets.manifest).unwrap() = Some(manifest(Join::Auto));
    write_now(&client.remap).unwrap().set("jump", BindPlace::Shared, vec!["KeyJ".to_owned()]);
    {
        let mut script = write_now(&client.input_script).unwrap();
        (script.text, script.is_alone) = ("1 key Space down\n".to_owned(), true);
    }
    call(&client, RESET, &[]).unwrap();
    push(&client, &[RawEvent::key(0, Key::KeyJ, true), RawEvent::key(1, Key::Space, true)]);
    check(&client, 0, 0);
    check(&client, 1, 1);
    // The player's hands are as they were, and the script's are gone.
    *write_now(&client.input_script).unwrap() = InputScript::default();
    call(&client, RESET, &[]).unwrap();
    call(&client, RESUME, &[]).unwrap();
    let frame = resolve(&client, 2);
    assert!(frame.button(1, "jump") && !frame.pressed(1, "jump"), "KeyJ is down");
    push(&client, &[RawEvent::key(3_000, Key::KeyJ, false)]);
    assert!(resolve(&client, 3).released(1, "jump"));
}

#[tokio::test]
async fn pads_are_opened_by_the_queue() {
    let client = registered();
    call(&client, POLL, bytemuck::bytes_of(&PollPayload { now_micros: 0 })).unwrap();
    assert_eq!(write_now(&client.pads).unwrap().source, "", "nothing is open before the start");
    let null = Bytes::from_static(PadSource::Null.as_bytes());
    client.vtable.send_command(SYSTEM, START, null).await.unwrap();
    assert_eq!(write_now(&client.pads).unwrap().source, "null");
    let auto = Bytes::from_static(PadSource::Auto.as_bytes());
    client.vtable.send_command(SYSTEM, START, auto).await.unwrap();
    call(&client, POLL, bytemuck::bytes_of(&PollPayload { now_micros: 5 })).unwrap();
    assert_ne!(write_now(&client.pads).unwrap().source, "", "with or without pads");
}

#[tokio::test]
async fn a_system_that_is_replaced_reads_on() {
    let client = registered();
    let null = Bytes::from_static(PadSource::Null.as_bytes());
    client.vtable.send_command(SYSTEM, START, null).await.unwrap();
    push(&client, &[RawEvent::key(0, Key::Space, true)]);
    check(&client, 0, 1);
    register_input_handlers(&client).unwrap();
    // The repeat of a key that is held already is no press.
    push(&client, &[RawEvent::key(1_000, Key::Space, true)]);
    check(&client, 1, 0);
    // A pad that is heard has the pads written down anew, with their source.
    let pad = DeviceId::pad(0).unwrap();
    push(&client, &[RawEvent::new(2_000, pad, Control::PadButton(PadButton::South), 1.0)]);
    check(&client, 2, 0);
    assert_eq!(write_now(&client.pads).unwrap().source, "null");
}

#[tokio::test]
async fn a_client_that_is_dropped_is_gone() {
    let client = registered();
    let (vtable, observed) = (client.vtable.clone(), Arc::downgrade(&client));
    let reset = vtable.resolve(SYSTEM, RESET).unwrap();
    drop(client);
    assert!(observed.upgrade().is_none(), "the system holds no client");
    let error = vtable.call(reset, &[], &mut Reply::default()).unwrap_err();
    assert_eq!(error.kind(), VTableErrorKind::Closed);
}

#[tokio::test]
async fn a_wrong_call_says_what_is_wrong() {
    let client = registered();
    let malformed = call(&client, RESOLVE, &[1, 2, 3]).unwrap_err();
    assert_eq!(malformed.kind(), VTableErrorKind::MalformedPayload);
    let unknown = client.vtable.send_command(SYSTEM, "stop", Bytes::new()).await.unwrap_err();
    assert_eq!(unknown.kind(), VTableErrorKind::UnknownOperation);
    let usb = client.vtable.send_command(SYSTEM, START, Bytes::from_static(b"usb")).await.unwrap_err();
    assert_eq!(usb.kind(), VTableErrorKind::MalformedPayload);
    let elsewhere = std::thread::spawn(move || call(&client, RESET, &[]).map(|_| ()).unwrap_err().kind());
    assert_eq!(elsewhere.join().unwrap(), VTableErrorKind::Closed, "the state stays on its thread");
}
