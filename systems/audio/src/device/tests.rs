//! Devices that take their time, are not there, come later, or are no longer wanted.

use super::*;
use crate::registration::register_audio_handlers;
use crate::state::with_state;
use playground_core_client::api::{start_audio, stop_audio};
use playground_core_client::audio::FollowFrame;
use playground_core_types::{ErrorKind, Handle};
use std::sync::atomic::{AtomicBool, Ordering};

/// How often a device is asked for before it counts as silent: some seconds, which only a failure waits for.
const LOOK_COUNT_MAX: u32 = 2_000_000;

const FRAME_MICROS: u64 = 16_667;

/// A client whose devices `opener` opens; the offline backend stands for a device that plays.
fn client(device: AudioDevice, opener: fn(&AudioDevice, f32) -> CoreResult<Opened>) -> Handle<Client> {
    let client = Client::new();
    register_audio_handlers(&client).unwrap();
    write_now(&client.audio_settings).unwrap().device = device;
    look(&client, |state| state.opener = opener);
    client
}

fn look<R>(client: &Client, work: impl FnOnce(&mut State) -> R) -> R {
    with_state(client.vtable.instance(), |state, _| Ok(work(state))).unwrap()
}

/// One frame of `elapsed_micros`; gives what plays after it.
fn frame(client: &Client, elapsed_micros: u64) -> String {
    let frame = FollowFrame { elapsed_micros, ..FollowFrame::default() };
    with_state(client.vtable.instance(), |state, client| Ok(state.follow(client, frame)?)).unwrap();
    look(client, |state| state.backend.name().to_owned())
}

/// Runs frames that take no time until the device that is being opened has answered.
#[track_caller]
fn wait_for_answer(client: &Client) {
    let is_answered = (0..LOOK_COUNT_MAX).any(|_| {
        std::thread::yield_now();
        frame(client, 0);
        look(client, |state| state.opening.is_none())
    });
    assert!(is_answered, "the device never answered");
}

/// Checks what plays after a frame.
#[track_caller]
fn check(client: &Client, elapsed_micros: u64, expected: &str) {
    assert_eq!(frame(client, elapsed_micros), expected);
}

fn absent() -> CoreError {
    CoreError::new(ErrorKind::NoDevice, "no loudspeaker is there")
}

/// A driver that answers while this is true.
static ANSWERS: AtomicBool = AtomicBool::new(false);

fn open_late(_: &AudioDevice, master_gain: f32) -> CoreResult<Opened> {
    while !ANSWERS.load(Ordering::Acquire) {
        std::thread::yield_now();
    }
    open_at_once(&AudioDevice::Auto, master_gain)
}

fn open_at_once(_: &AudioDevice, master_gain: f32) -> CoreResult<Opened> {
    Ok(Backend::offline(master_gain))
}

#[tokio::test]
async fn no_frame_waits_for_a_device_and_nobody_who_stopped_gets_one() {
    let client = client(AudioDevice::Auto, open_late);
    start_audio(&client).await.unwrap();
    check(&client, FRAME_MICROS, "silent");
    check(&client, 10_000_000, "silent");
    // A second start gives the first device up, and waits until it is closed.
    start_audio(&client).await.unwrap();
    check(&client, FRAME_MICROS, "silent");
    ANSWERS.store(true, Ordering::Release);
    wait_for_answer(&client);
    check(&client, FRAME_MICROS, "offline");

    ANSWERS.store(false, Ordering::Release);
    start_audio(&client).await.unwrap();
    stop_audio(&client).await.unwrap();
    ANSWERS.store(true, Ordering::Release);
    check(&client, 10_000_000, "null");
    assert!(look(&client, |state| state.opening.is_none()), "nothing is being opened");
}

static IS_THERE: AtomicBool = AtomicBool::new(false);

fn open_if_there(_: &AudioDevice, master_gain: f32) -> CoreResult<Opened> {
    if IS_THERE.load(Ordering::Acquire) { Ok(Backend::offline(master_gain)) } else { Err(absent()) }
}

#[tokio::test]
async fn a_device_that_is_plugged_in_later_plays() {
    let client = client(AudioDevice::Auto, open_if_there);
    start_audio(&client).await.unwrap();
    wait_for_answer(&client);
    for _ in 0..3 {
        check(&client, 4_999_999, "silent");
        assert!(look(&client, |state| state.opening.is_none()), "it is tried every few seconds only");
        check(&client, 1, "silent");
        wait_for_answer(&client);
    }
    IS_THERE.store(true, Ordering::Release);
    check(&client, 5_000_000, "silent");
    wait_for_answer(&client);
    check(&client, FRAME_MICROS, "offline");
}

#[tokio::test]
async fn rodio_without_a_device_is_silence_and_no_error() {
    let client = client(AudioDevice::Rodio, |_, _| Err(absent()));
    start_audio(&client).await.unwrap();
    wait_for_answer(&client);
    check(&client, FRAME_MICROS, "silent");
}

static IS_NAMED_THERE: AtomicBool = AtomicBool::new(false);

fn open_if_named(device: &AudioDevice, master_gain: f32) -> CoreResult<Opened> {
    let is_meant = *device == AudioDevice::Named("headset".to_owned());
    let is_there = is_meant && IS_NAMED_THERE.load(Ordering::Acquire);
    if is_there { Ok(Backend::offline(master_gain)) } else { Err(absent()) }
}

#[tokio::test]
async fn a_device_that_was_asked_for_by_name_is_awaited() {
    let client = client(AudioDevice::Named("headset".to_owned()), open_if_named);
    assert_eq!(start_audio(&client).await.unwrap_err().kind(), ErrorKind::NoDevice);
    check(&client, FRAME_MICROS, "silent");
    IS_NAMED_THERE.store(true, Ordering::Release);
    check(&client, 5_000_000, "silent");
    wait_for_answer(&client);
    check(&client, FRAME_MICROS, "offline");
    start_audio(&client).await.unwrap();
    assert_eq!(look(&client, |state| state.backend.name().to_owned()), "offline", "at once");
}

#[tokio::test]
async fn a_device_that_comes_after_another_choice_is_closed() {
    let client = client(AudioDevice::Named("headset".to_owned()), open_at_once);
    let instance = client.vtable.instance();
    let awaited = with_state(instance, |state, client| Ok(state.start(client)?)).unwrap();
    let (answer, start_count) = awaited.unwrap().wait().await;
    stop_audio(&client).await.unwrap();
    look(&client, |state| state.finish_start(answer, start_count)).unwrap();
    check(&client, FRAME_MICROS, "null");
}

static IS_HEADSET_THERE: AtomicBool = AtomicBool::new(false);

/// The machine's own output plays for nobody in these tests: silence at the same pace stands for it.
fn open_headset_or_own(device: &AudioDevice, master_gain: f32) -> CoreResult<Opened> {
    match device {
        AudioDevice::Named(name) if name == "headset" && IS_HEADSET_THERE.load(Ordering::Acquire) => {
            Ok(Backend::offline(master_gain))
        }
        AudioDevice::Auto => Ok(Backend::silent(master_gain)),
        _ => Err(absent()),
    }
}

#[tokio::test]
async fn the_output_that_the_player_chose_plays_whenever_it_is_there() {
    let client = client(AudioDevice::Auto, open_headset_or_own);
    let choose = |output: &str| {
        output.clone_into(&mut write_now(&client.audio_settings).unwrap().output);
        frame(&client, 0);
    };
    IS_HEADSET_THERE.store(true, Ordering::Release);
    choose("headset");
    check(&client, FRAME_MICROS, "null");
    start_audio(&client).await.unwrap();
    wait_for_answer(&client);
    check(&client, FRAME_MICROS, "offline");
    choose("");
    wait_for_answer(&client);
    check(&client, FRAME_MICROS, "silent");

    IS_HEADSET_THERE.store(false, Ordering::Release);
    choose("headset");
    wait_for_answer(&client);
    for _ in 0..3 {
        check(&client, 1_999_999, "silent");
        assert!(look(&client, |state| state.opening.is_none()), "it is looked for now and then only");
        check(&client, 1, "silent");
        wait_for_answer(&client);
    }
    IS_HEADSET_THERE.store(true, Ordering::Release);
    check(&client, 2_000_000, "silent");
    wait_for_answer(&client);
    check(&client, FRAME_MICROS, "offline");
}
