//! Buses: what is heard of a voice is its own level times that of every bus on its way.

use crate::measure::sound;
use crate::mixer::tests::{SECOND, left, load, mixer, play_with, tell};
use playground_core_client::audio::{AudioAction, VoiceStart};

/// Bus 4 goes through 3, that through 1; buses 1 and 2 go through 0. A voice on `bus` is heard at `expected`.
#[track_caller]
fn check(bus: u16, expected: f32) {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &sound(vec![vec![1.0; SECOND]]));
    tell(&mut remote, 0, AudioAction::Route { bus: 3, parent: 1 });
    tell(&mut remote, 0, AudioAction::Route { bus: 4, parent: 3 });
    // Halves and a quarter: their products are exact.
    for (bus, gain) in [0.5, 0.5, 0.25, 0.5, 0.25].into_iter().enumerate() {
        tell(&mut remote, 0, AudioAction::Bus { bus: bus as u16, gain });
    }
    tell(&mut remote, 0, play_with(0, VoiceStart { bus, ..VoiceStart::default() }));
    assert_eq!(left(&mut mixer, 1_000), [expected; 1_000], "through bus {bus}");
}

#[test]
fn a_voice_goes_through_all_buses_above_its_own() {
    check(0, 0.5);
    check(1, 0.25);
    check(2, 0.125);
    check(3, 0.125);
    check(4, 0.03125);
    check(9, 0.5);
}

#[test]
fn a_bus_moves_within_five_milliseconds_and_at_once_where_nothing_sounds() {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &sound(vec![vec![0.5; SECOND]]));
    tell(&mut remote, 0, AudioAction::Bus { bus: 1, gain: 0.5 });
    tell(&mut remote, 0, play_with(0, VoiceStart { bus: 1, ..VoiceStart::default() }));
    tell(&mut remote, 480, AudioAction::Bus { bus: 1, gain: 1.0 });
    let out = left(&mut mixer, 960);
    assert_eq!(out[..481], [0.25; 481]);
    assert_eq!((out[600], out[720], out[959]), (0.375, 0.5, 0.5));
}

#[test]
fn voices_of_several_buses_add_up() {
    let (mut remote, mut mixer) = mixer();
    for voice in 0..3 {
        load(&mut remote, voice, &sound(vec![vec![0.125; SECOND]]));
        tell(&mut remote, 0, play_with(voice, VoiceStart { bus: voice, ..VoiceStart::default() }));
    }
    assert_eq!(left(&mut mixer, 1_000), [0.375; 1_000]);
}

#[test]
fn a_send_is_heard_beside_the_way_to_the_parent_and_can_be_taken_back() {
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &sound(vec![vec![0.25; SECOND]]));
    // Bus 3 goes to master as it is, and at half its level through bus 1, which is at a half.
    tell(&mut remote, 0, AudioAction::Bus { bus: 1, gain: 0.5 });
    tell(&mut remote, 0, AudioAction::Send { bus: 3, target: 1, gain: 0.5 });
    tell(&mut remote, 0, AudioAction::Send { bus: 1, target: 3, gain: 1.0 });
    tell(&mut remote, 0, play_with(0, VoiceStart { bus: 3, ..VoiceStart::default() }));
    tell(&mut remote, 480, AudioAction::Send { bus: 3, target: 1, gain: 0.0 });
    let out = left(&mut mixer, 960);
    assert_eq!(out[..480], [0.3125; 480], "upwards nothing is sent");
    assert_eq!(out[720..], [0.25; 240]);
}
