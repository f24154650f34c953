//! The buses of a game, their numbers, and what the mixer is told of them.

use super::Buses;
use playground_core_assets::{BusDeclaration, BusSend};
use playground_core_client::audio::{
    AudioAction, AudioCommand, AudioSettings, BUS_EFFECTS, BUS_MASTER, BUS_MUSIC, BusGains, BusLevel, Effect,
    MIXER_BUS_COUNT, Reverb,
};
use playground_core_ecs::{Name, Row, World};

fn bus(name: &str, parent: &str, gain_millibels: i32) -> BusDeclaration {
    BusDeclaration { gain_millibels, ..BusDeclaration::new(name, parent) }
}

/// What the mixer is told, as text; levels to three places.
fn told(buses: &mut Buses) -> Vec<String> {
    let mut commands: Vec<AudioCommand> = Vec::new();
    buses.tell(7, &mut commands);
    let line = |command: &AudioCommand| match command.action {
        AudioAction::Route { bus, parent } => format!("{bus} through {parent}"),
        AudioAction::Bus { bus, gain } => format!("at {}: {bus} to {gain:.3}", command.frame),
        _ => format!("{:?}", command.action),
    };
    commands.iter().map(line).collect()
}

#[track_caller]
fn check<const COUNT: usize>(buses: &mut Buses, expected: [&str; COUNT]) {
    assert_eq!(told(buses), expected);
}

#[test]
fn a_game_without_buses_has_three_that_the_mixer_knows() {
    let mut buses = Buses::of(&[]);
    check(&mut buses, []);
    let numbers = [BUS_MASTER, BUS_MUSIC, BUS_EFFECTS, Name::of("drums"), Name::NONE];
    assert_eq!(numbers.map(|name| buses.number_of(name)), [0, 1, 2, 2, 2]);
}

#[test]
fn declared_buses_go_through_theirs_at_their_levels() {
    let mut buses =
        Buses::of(&[bus("drums", "music", -600), bus("snare", "drums", 0), bus("music", "master", 600)]);
    check(&mut buses, ["at 7: 1 to 1.995", "3 through 1", "at 7: 3 to 0.501", "4 through 3"]);
    check(&mut buses, []);
    assert_eq!(buses.number_of(Name::of("snare")), 4);
    buses.forget();
    assert_eq!(told(&mut buses).len(), 4, "another mixer is told all of it");
    // The next game has none of them.
    buses.declare(&[]);
    check(&mut buses, ["at 7: 1 to 1.000"]);
    buses.declare(&[bus("rain", "effects", -2_000)]);
    check(&mut buses, ["3 through 2", "at 7: 3 to 0.100"]);
}

#[test]
fn a_bus_always_has_a_number_above_that_of_the_one_that_it_goes_through() {
    let mut buses = Buses::of(&[bus("music", "effects", 0)]);
    check(&mut buses, ["2 through 1"]);
    assert_eq!([BUS_EFFECTS, BUS_MUSIC].map(|name| buses.number_of(name)), [1, 2]);
    // Round in a circle, which one of them leaves.
    let mut buses = Buses::of(&[bus("music", "effects", 0), bus("effects", "music", 0)]);
    check(&mut buses, ["2 through 1"]);
    let many: Vec<BusDeclaration> = (0..40).map(|number| bus(&number.to_string(), "music", 0)).collect();
    assert_eq!(
        told(&mut Buses::of(&many)).len(),
        MIXER_BUS_COUNT - 3,
        "more than the mixer has are left out"
    );
}

#[test]
fn manifest_player_and_world_multiply() {
    let mut buses = Buses::of(&[bus("effects", "master", -2_000)]);
    let bus_gains = BusGains { master: 0.1, music: 0.5, effects: 0.5 };
    buses.set_player(&AudioSettings { bus_gains, ..AudioSettings::default() });
    check(&mut buses, ["at 7: 1 to 0.500", "at 7: 2 to 0.050"]);
    let mut world = World::new();
    let mut spawn =
        |bus, gain| world.spawn(&Row::new().with(&BusLevel { bus, gain, fade_seconds: 0.0 })).unwrap();
    spawn(BUS_EFFECTS, 0.5);
    spawn(BUS_EFFECTS, 0.5);
    spawn(BUS_MASTER, 9.0);
    let mute = spawn(BUS_MUSIC, f32::NAN);
    spawn(Name::of("nothing"), 0.0);
    buses.set_world(&world).unwrap();
    check(&mut buses, ["at 7: 0 to 4.000", "at 7: 1 to 0.000", "at 7: 2 to 0.013"]);
    world.despawn(mute);
    buses.set_world(&world).unwrap();
    check(&mut buses, ["at 7: 1 to 0.500"]);
}

#[test]
fn levels_without_end_stay_a_number() {
    let mut world = World::new();
    for _ in 0..100 {
        world.spawn(&Row::new().with(&BusLevel { bus: BUS_MUSIC, gain: 4.0, fade_seconds: 0.0 })).unwrap();
    }
    let mut buses = Buses::of(&[]);
    buses.set_world(&world).unwrap();
    check(&mut buses, ["at 7: 1 to 64.000"]);
}

#[test]
fn sends_and_effects_are_told_once_and_taken_away_with_the_game() {
    let room = BusDeclaration {
        effects: vec![Effect::Reverb(Reverb::default()).on(Name::of("room"), 0)],
        ..bus("room", "master", 0)
    };
    let sends = vec![BusSend { target: "room".to_owned(), gain_millibels: -2_000 }];
    // Music stands above the room that it sends to, so it gets a number behind it.
    let mut buses = Buses::of(&[BusDeclaration { sends, ..bus("music", "master", 0) }, room]);
    let numbers = [BUS_EFFECTS, BUS_MUSIC, Name::of("room")].map(|name| buses.number_of(name));
    assert_eq!(numbers, [1, 3, 2]);
    let reverb = format!("{:?}", Effect::Reverb(Reverb::default()));
    let effect = format!("Effect {{ bus: 2, place: 0, effect: {reverb} }}");
    check(&mut buses, [&effect, "Send { bus: 3, target: 2, gain: 0.1 }"]);
    check(&mut buses, []);
    buses.declare(&[]);
    check(&mut buses, ["Effect { bus: 2, place: 0, effect: None }", "Send { bus: 3, target: 2, gain: 0.0 }"]);
}
