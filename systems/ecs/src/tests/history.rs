//! Going back in time, and on from there.

use super::{Velocity, check_refused, game_of, hanging, hash, spawn, with_world};
use playground_core_ecs::api::{history_of, reset_world, rewind_world, run_tick, write_replay};
use playground_core_ecs::operations::resource_payload;
use playground_core_ecs::{
    Children, Commands, CoreResult, Ecs, Entity, HistorySettings, Random, Registry, ReplayHead, Row, Stage,
    Transform2d, component, system,
};
use playground_core_types::math::Vec2;
use playground_core_types::{ErrorKind, Handle, read_now, write_now};

/// What the player steers by.
#[component]
#[derive(Default)]
pub(super) struct Steering {
    pub right: f32,
    pub padding: [u32; 31],
}

/// How many ticks a spark has left.
#[component]
#[derive(Default)]
pub(super) struct Spark {
    pub ticks: u32,
}

#[system]
fn steer(transforms: &mut [Transform2d], velocities: &[Velocity], steering: &Steering) {
    for (transform, velocity) in transforms.iter_mut().zip(velocities) {
        transform.position += velocity.step * steering.right;
    }
}

#[system]
fn spray(random: &mut Random, commands: &mut Commands) {
    let ticks = random.generator.next_u32() % 8;
    let row = Row::new().with(&Spark { ticks }).with(&Transform2d::at(ticks as f32, 0.0));
    commands.spawn(row);
}

#[system]
fn fade(entities: &[Entity], sparks: &mut [Spark], commands: &mut Commands) {
    for (entity, spark) in entities.iter().zip(sparks) {
        if spark.ticks == 0 {
            commands.despawn(*entity);
        }
        spark.ticks = spark.ticks.saturating_sub(1);
    }
}

pub(super) fn lively(registry: &mut Registry) -> CoreResult<()> {
    registry.resource(&Steering::default());
    registry.system(Stage::Update, steer::SYSTEM)?;
    registry.system(Stage::Update, spray::SYSTEM)?;
    registry.system(Stage::Update, fade::SYSTEM).map(|_| ())
}

/// A game with steered things, families, and sparks that come and go by chance.
pub(super) fn lively_game(settings: HistorySettings) -> Handle<Ecs> {
    let ecs = game_of(lively);
    *write_now(&ecs.history_settings).unwrap() = settings;
    populate(&ecs);
    ecs
}

fn populate(ecs: &Ecs) {
    for number in 0..20 {
        let step = Vec2::new(1.0, number as f32);
        let thing = Row::new().with(&Transform2d::at(number as f32, 0.0)).with(&Velocity { step });
        let thing = spawn(ecs, &thing);
        spawn(ecs, &hanging(1.0, thing));
    }
}

pub(super) const KEPT: HistorySettings =
    HistorySettings { history_bytes_max: 64 << 20, recorded: false, hash_interval_ticks: 0 };

/// The same input for the same tick, always.
pub(super) fn payload_of(tick: u64) -> Vec<u8> {
    let mut payload = Vec::new();
    let right = if tick % 7 < 3 { 1.0 } else { -0.5 };
    resource_payload(&mut payload, &Steering { right, padding: [0; 31] });
    payload
}

/// Simulates ticks `from..to`, and gives the hash after each.
pub(super) fn play(ecs: &Ecs, from: u64, to: u64) -> Vec<u64> {
    let each = |tick| {
        run_tick(ecs, &payload_of(tick)).unwrap();
        hash(ecs)
    };
    (from..to).map(each).collect()
}

/// The world goes back to `tick`, and everything from there on is as it was.
#[track_caller]
fn check_rewind(ecs: &Ecs, hashes: &[u64], tick: u64) {
    rewind_world(ecs, tick).unwrap();
    assert_eq!(history_of(ecs).unwrap().1, tick);
    if let Some(before) = tick.checked_sub(1) {
        assert_eq!(hash(ecs), hashes[before as usize], "after going back to tick {tick}");
    }
    let again = play(ecs, tick, hashes.len() as u64);
    assert!(again == hashes[tick as usize..], "another line of time from tick {tick} on");
}

#[test]
fn a_world_goes_back_and_on_as_it_was() {
    let ecs = lively_game(KEPT);
    let hashes = play(&ecs, 0, 200);
    assert_eq!(history_of(&ecs).unwrap(), (0, 200));
    for tick in [200, 199, 150, 64, 1, 0, 100] {
        check_rewind(&ecs, &hashes, tick);
    }
}

#[test]
fn a_thin_history_reaches_as_far_and_simulates_between() {
    let ecs = lively_game(HistorySettings { history_bytes_max: 600_000, ..KEPT });
    let hashes = play(&ecs, 0, 600);
    assert_eq!(history_of(&ecs).unwrap(), (0, 600));
    for tick in [599, 301, 37, 500] {
        check_rewind(&ecs, &hashes, tick);
    }
    // Held, a tick back each frame.
    for tick in (500..600).rev() {
        rewind_world(&ecs, tick).unwrap();
        assert_eq!(hash(&ecs), hashes[tick as usize - 1], "tick {tick}");
    }
    play(&ecs, 500, 600);
    assert_eq!(hash(&ecs), hashes[599]);
}

#[test]
fn a_step_back_simulates_few_ticks_again() {
    let ecs = lively_game(HistorySettings { history_bytes_max: 600_000, ..KEPT });
    play(&ecs, 0, 3000);
    let first = history_of(&ecs).unwrap().0;
    let held_down = (2700..3000).rev();
    let jumps = (first..2700).rev().step_by(97);
    let counts: Vec<u64> = held_down.chain(jumps).map(|tick| rewind_world(&ecs, tick).unwrap()).collect();
    let most = counts.iter().max();
    assert!(most < Some(&64), "{most:?} ticks for one step back");
    let sum: u64 = counts[..300].iter().sum();
    assert!(sum < 600, "{sum} ticks for 300 steps, each of which keeps what it simulates");
}

#[test]
fn a_history_without_room_forgets_what_was_long_ago() {
    let ecs = lively_game(HistorySettings { history_bytes_max: 100_000, ..KEPT });
    let hashes = play(&ecs, 0, 2000);
    let (first, last) = history_of(&ecs).unwrap();
    assert!(first > 0 && last == 2000 && first < 2000, "{first} to {last}");
    check_refused(rewind_world(&ecs, first - 1), ErrorKind::LimitReached, "there is no way to tick");
    check_refused(rewind_world(&ecs, 2001), ErrorKind::LimitReached, "there is no way to tick");
    assert_eq!(hash(&ecs), hashes[1999], "what is refused changes nothing");
    check_rewind(&ecs, &hashes, first);
}

#[test]
fn without_history_there_is_no_way_back() {
    let ecs = lively_game(HistorySettings::default());
    play(&ecs, 0, 3);
    assert_eq!(history_of(&ecs).unwrap(), (3, 3));
    check_refused(rewind_world(&ecs, 2), ErrorKind::LimitReached, "there is no way to tick 2");
    rewind_world(&ecs, 3).unwrap();
}

#[test]
fn what_was_done_between_ticks_is_kept_where_one_goes_back_behind_it() {
    let ecs = lively_game(HistorySettings { history_bytes_max: 600_000, ..KEPT });
    play(&ecs, 0, 100);
    let late = spawn(&ecs, &Row::new().with(&Transform2d::at(5.0, 5.0)));
    let hashes = play(&ecs, 100, 400);
    rewind_world(&ecs, 130).unwrap();
    assert_eq!(hash(&ecs), hashes[29]);
    super::check_alive(&ecs, &[late], &[]);
    rewind_world(&ecs, 100).unwrap();
    super::check_alive(&ecs, &[late], &[]);
    assert!(play(&ecs, 100, 400) == hashes);
    rewind_world(&ecs, 99).unwrap();
    super::check_alive(&ecs, &[], &[late]);
}

#[test]
fn a_new_world_has_a_history_of_its_own() {
    let ecs = lively_game(KEPT);
    play(&ecs, 0, 50);
    reset_world(&ecs, 1).unwrap();
    assert_eq!(history_of(&ecs).unwrap(), (0, 0));
    populate(&ecs);
    let hashes = play(&ecs, 0, 20);
    assert_eq!(history_of(&ecs).unwrap(), (0, 20));
    check_rewind(&ecs, &hashes, 5);
}

#[test]
fn a_rewind_leaves_versions_and_names_in_order() {
    let ecs = lively_game(KEPT);
    play(&ecs, 0, 30);
    let writes = with_world(&ecs, |world| world.writes());
    rewind_world(&ecs, 10).unwrap();
    let world = read_now(&ecs.world).unwrap();
    assert!(world.writes() > writes, "a version of an undone future is not given again");
    let parents = world.pages(&playground_core_ecs::Query::new().with(Children::ID)).count();
    assert!(parents > 0);
}

#[test]
fn a_world_that_is_too_large_for_a_recording_keeps_its_way_back() {
    let ecs = lively_game(HistorySettings { history_bytes_max: 1 << 12, recorded: true, ..KEPT });
    play(&ecs, 0, 20);
    let (first, last) = history_of(&ecs).unwrap();
    assert!(first < last && last == 20, "{first} to {last}");
    let refused = write_replay(&ecs, &ReplayHead::default());
    check_refused(refused, ErrorKind::BadRequest, "nothing is recorded");
}
