//! Ticks that come out the same the second time, and one that does not.

use super::history::{KEPT, lively_game, play};
use super::{check_refused, game_of, hash, spawn, tick};
use playground_core_ecs::api::synctest;
use playground_core_ecs::system::Mode;
use playground_core_ecs::{
    Access, CoreResult, Ecs, HistorySettings, Registry, Row, Stage, System, component, system,
};
use playground_core_types::{ErrorKind, Handle, write_now};
use playground_core_vtable::{InstanceId, Reply, VTableError};
use std::cell::Cell;

#[test]
fn a_pure_game_is_the_same_the_second_time() {
    let ecs = lively_game(KEPT);
    synctest(&ecs, 8).unwrap();
    for tick in 0..60 {
        play(&ecs, tick, tick + 1);
        let before = hash(&ecs);
        synctest(&ecs, 8).unwrap();
        assert_eq!(hash(&ecs), before);
    }
    spawn(&ecs, &Row::new());
    synctest(&ecs, 8).unwrap();
    play(&ecs, 60, 63);
    synctest(&ecs, 8).unwrap();
}

#[test]
fn without_history_there_is_nothing_to_compare() {
    let ecs = lively_game(HistorySettings::default());
    check_refused(synctest(&ecs, 8), ErrorKind::BadRequest, "no history is kept");
}

#[test]
fn more_ticks_than_the_history_holds_are_refused() {
    let ecs = lively_game(HistorySettings { history_bytes_max: 100_000, ..KEPT });
    play(&ecs, 0, 2000);
    synctest(&ecs, 4).unwrap();
    check_refused(synctest(&ecs, 1999), ErrorKind::LimitReached, "100000 bytes of history hold");
    // What was changed from outside is where it begins.
    spawn(&ecs, &Row::new());
    play(&ecs, 2000, 2003);
    synctest(&ecs, 1999).unwrap();
}

/// What a system should not ask: it answers something else each time.
fn answer(_: InstanceId, _: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    thread_local! {
        static ASKED: Cell<f32> = const { Cell::new(0.0) };
    }
    ASKED.set(ASKED.get() + 0.25);
    reply.write_value(&ASKED.get());
    Ok(())
}

/// What rolls.
#[component]
#[derive(Default)]
struct Ball {
    speed: f32,
}

/// A game with a system that asks, and a thing that rolls.
pub(super) fn impure_game(settings: HistorySettings) -> Handle<Ecs> {
    let ecs = game_of(impure);
    *write_now(&ecs.history_settings).unwrap() = settings;
    ecs.vtable.register(playground_core_vtable::System::new("oracle").operation("ask", answer)).unwrap();
    spawn(&ecs, &Row::new().with(&Ball::default()));
    ecs
}

#[system]
fn roll(balls: &mut [Ball]) {
    balls.iter_mut().for_each(|ball| ball.speed += 1.0);
}

const STRAY: System = System {
    name: "stray",
    access: &[Access::new(Ball::SCHEMA, Mode::Write)],
    run: |scope| {
        let mut reply = Reply::default();
        let vtable = scope.vtable();
        vtable.call(vtable.resolve("oracle", "ask")?, &[], &mut reply)?;
        let answer: f32 = reply.value().unwrap_or_default();
        scope.each(|page| {
            let balls: &mut [Ball] = page.write(Ball::ID)?;
            balls.iter_mut().for_each(|ball| ball.speed = answer);
            Ok(())
        })
    },
    ..roll::SYSTEM
};

fn impure(registry: &mut Registry) -> CoreResult<()> {
    registry.system(Stage::First, STRAY)?;
    registry.system(Stage::Update, roll::SYSTEM).map(|_| ())
}

#[test]
fn an_impure_system_is_found_with_entity_and_field() {
    let ecs = impure_game(KEPT);
    tick(&ecs, 3);
    let error = synctest(&ecs, 2).unwrap_err();
    let wanted = "synctest: tick 1, system `stray`, entity 0v0, Ball.speed: 1.25 is 1.5 the second time";
    assert_eq!(error.message(), wanted);
}
