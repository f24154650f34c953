//! Recordings as files, and the playing of them.

use super::history::{lively, lively_game, payload_of, play};
use super::synctests::impure_game;
use super::{check_refused, game_of, hash, spawn, tick, with_world};
use playground_core_ecs::api::{open_replay, read_state, rewind_world, run_tick, write_replay, write_state};
use playground_core_ecs::operations::{CHECK_REPLAYED, NEXT_REPLAYED, SYSTEM};
use playground_core_ecs::{CoreResult, Ecs, HistorySettings, ReplayHead, Row, Stage, TickRate, Transform2d};
use playground_core_types::{ErrorKind, write_now};
use playground_core_vtable::Reply;

const RECORDED: HistorySettings =
    HistorySettings { history_bytes_max: 1 << 20, recorded: true, hash_interval_ticks: 10 };

fn head() -> ReplayHead {
    let settings = vec![("volume".to_owned(), "7".to_owned())];
    ReplayHead { game: "org.example.lively".to_owned(), seed: 1, settings, ..ReplayHead::default() }
}

fn file_of(ecs: &Ecs) -> Vec<u8> {
    write_replay(ecs, &head()).unwrap().as_bytes().to_vec()
}

fn call(ecs: &Ecs, operation: &str) -> CoreResult<Vec<u8>> {
    let id = ecs.vtable.resolve(SYSTEM, operation)?;
    let mut reply = Reply::default();
    ecs.vtable.call(id, &[], &mut reply)?;
    Ok(reply.as_bytes().to_vec())
}

/// Plays a file to its end, checking as it goes; gives the number of its ticks.
fn replay(ecs: &Ecs, file: &[u8]) -> CoreResult<usize> {
    assert_eq!(open_replay(ecs, file)?, head());
    let mut ticks = 0;
    loop {
        call(ecs, CHECK_REPLAYED)?;
        let next = call(ecs, NEXT_REPLAYED)?;
        let Some((1, payload)) = next.split_first() else { return Ok(ticks) };
        call(ecs, CHECK_REPLAYED)?;
        run_tick(ecs, payload)?;
        ticks += 1;
    }
}

#[track_caller]
fn check_replay(file: &[u8], ticks: usize, wanted: u64) {
    let other = game_of(lively);
    assert_eq!(replay(&other, file), Ok(ticks));
    assert_eq!(hash(&other), wanted);
}

#[test]
fn a_recording_plays_to_the_same_end() {
    let ecs = lively_game(RECORDED);
    play(&ecs, 0, 700);
    check_replay(&file_of(&ecs), 700, hash(&ecs));
}

#[test]
fn a_replay_tells_which_ticks_were_compared() {
    let ecs = lively_game(RECORDED);
    play(&ecs, 0, 35);
    let other = game_of(lively);
    open_replay(&other, &file_of(&ecs)).unwrap();
    let (mut tick, mut compared) = (0, Vec::new());
    while let Some((1, payload)) = call(&other, NEXT_REPLAYED).unwrap().split_first() {
        run_tick(&other, payload).unwrap();
        tick += 1;
        compared.extend(call(&other, CHECK_REPLAYED).unwrap().first().map(|_| tick));
    }
    assert_eq!(compared, [10, 20, 30, 35], "each tenth tick and the last");
}

#[test]
fn a_rewind_is_as_if_the_undone_had_not_been() {
    let ecs = lively_game(RECORDED);
    play(&ecs, 0, 300);
    rewind_world(&ecs, 290).unwrap();
    run_tick(&ecs, &payload_of(5)).unwrap();
    play(&ecs, 291, 400);
    check_replay(&file_of(&ecs), 400, hash(&ecs));
    rewind_world(&ecs, 0).unwrap();
    check_replay(&file_of(&ecs), 0, hash(&ecs));
}

#[test]
fn what_changed_the_world_between_ticks_is_in_the_recording() {
    let ecs = lively_game(RECORDED);
    play(&ecs, 0, 20);
    let saved = write_state(&ecs).unwrap();
    play(&ecs, 20, 50);
    spawn(&ecs, &Row::new().with(&Transform2d::at(3.0, 3.0)));
    play(&ecs, 50, 60);
    read_state(&ecs, saved.as_bytes()).unwrap();
    play(&ecs, 20, 30);
    with_world(&ecs, |world| world.set_resource(&TickRate { hertz: 30 }));
    play(&ecs, 30, 35);
    check_replay(&file_of(&ecs), 75, hash(&ecs));
}

#[test]
fn a_tick_that_failed_is_not_in_the_recording() {
    let ecs = lively_game(RECORDED);
    play(&ecs, 0, 20);
    check_refused(run_tick(&ecs, &[1]), ErrorKind::BadRequest, "not a list");
    play(&ecs, 20, 40);
    check_replay(&file_of(&ecs), 40, hash(&ecs));
}

#[test]
fn a_recording_may_begin_late_and_needs_no_history() {
    let ecs = lively_game(HistorySettings::default());
    play(&ecs, 0, 20);
    check_refused(write_replay(&ecs, &head()), ErrorKind::BadRequest, "nothing is recorded");
    *write_now(&ecs.history_settings).unwrap() = HistorySettings { history_bytes_max: 0, ..RECORDED };
    play(&ecs, 20, 40);
    check_replay(&file_of(&ecs), 20, hash(&ecs));
}

#[test]
fn another_game_is_told_with_the_tick_and_with_what_finds_the_rest() {
    let ecs = lively_game(RECORDED);
    play(&ecs, 0, 60);
    let other = game_of(|registry| {
        lively(registry)?;
        registry.system(Stage::Last, super::movement::SYSTEM).map(|_| ())
    });
    let error = replay(&other, &file_of(&ecs)).unwrap_err();
    assert!(error.message().starts_with("tick 10: the world is "), "{error}");
    assert!(error.message().contains("the program or the game is not the recorded one"), "{error}");
    assert!(error.to_string().contains("the lines of ticks 1 to 10:"), "{error}");
    assert!(error.to_string().contains("--hash systems@TICK"), "{error}");
}

#[test]
fn a_torn_or_foreign_file_is_refused() {
    let ecs = lively_game(RECORDED);
    play(&ecs, 0, 60);
    let (file, before) = (file_of(&ecs), hash(&ecs));
    for end in 0..file.len() {
        check_refused(open_replay(&ecs, &file[..end]), ErrorKind::BadContent, "this is no replay");
    }
    for index in 0..file.len() {
        let mut changed = file.clone();
        changed[index] ^= 1 << (index % 8);
        check_refused(open_replay(&ecs, &changed), ErrorKind::BadContent, "this is no replay");
    }
    assert_eq!(hash(&ecs), before, "nothing is changed");
    check_refused(call(&game_of(lively), NEXT_REPLAYED), ErrorKind::BadRequest, "no replay is open");
}

#[test]
fn a_system_that_is_other_each_time_is_named_with_entity_and_field() {
    let ecs = impure_game(RECORDED);
    tick(&ecs, 25);
    let error = replay(&impure_game(RECORDED), &file_of(&ecs)).unwrap_err();
    let message = error.message();
    assert!(message.starts_with("tick 10: the world is "), "{message}");
    assert!(
        message
            .contains("as late as tick 0 it was the same; tick 0, system `stray`, entity 0v0, Ball.speed: ")
    );
}

#[test]
fn a_replay_goes_on_from_the_tick_to_which_one_goes_back() {
    let ecs = lively_game(RECORDED);
    play(&ecs, 0, 100);
    let file = file_of(&ecs);
    let other = game_of(lively);
    *write_now(&other.history_settings).unwrap() = RECORDED;
    open_replay(&other, &file).unwrap();
    let step = || {
        let next = call(&other, NEXT_REPLAYED).unwrap();
        let Some((_, payload)) = next.split_first() else { return false };
        run_tick(&other, payload).unwrap();
        call(&other, CHECK_REPLAYED).unwrap();
        true
    };
    assert!((0..50).all(|_| step()));
    rewind_world(&other, 13).unwrap();
    assert!((13..100).all(|_| step()) && !step());
    assert_eq!(hash(&other), hash(&ecs));
}
