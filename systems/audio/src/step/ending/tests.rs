//! When a voice leaves the world.

use super::{Extent, has_ended};
use playground_core_assets::AssetId;
use playground_core_client::audio::Voice;
use playground_core_ecs::{Tick, TickRate};

/// At 60 ticks a second a tick is 800 frames; the voice begins in tick 10.
#[track_caller]
fn check(voice: fn(Voice) -> Voice, length: Option<u64>, last_tick: u64) {
    let voice = voice(Voice::new(AssetId::of("sounds/hit.ogg"), 10));
    let ended = (10..100).find(|number| {
        has_ended(&voice, length.map(Extent::whole), &Tick { number: *number }, &TickRate { hertz: 60 })
    });
    assert_eq!(ended.unwrap_or(u64::MAX), last_tick, "a sound of {length:?} frames");
}

#[test]
fn a_voice_ends_within_the_tick_that_its_sound_ends_in() {
    check(|voice| voice, Some(801), 11);
    check(|voice| voice, Some(8_000), 19);
    check(|voice| Voice { offset_frames: 7_000, ..voice }, Some(8_000), 11);
}

#[test]
fn a_voice_stays_for_the_tick_of_its_beginning_so_that_it_is_heard() {
    check(|voice| voice, Some(0), 11);
    check(|voice| voice, Some(10), 11);
    check(|voice| voice, Some(800), 11);
}

#[test]
fn a_looped_voice_ends_only_without_a_sound() {
    check(Voice::looped, Some(800), u64::MAX);
    check(Voice::looped, Some(0), 11);
}

#[test]
fn a_voice_of_a_sound_that_is_not_loaded_ends_after_the_tick_of_its_beginning() {
    check(|voice| voice, None, 11);
    check(Voice::looped, None, 11);
}

#[test]
fn a_voice_that_has_faded_out_leaves_the_world() {
    check(|voice| voice.looped().fade_out(12, 0.0), Some(800), 12);
    check(|voice| voice.looped().fade_out(12, 0.05), Some(800), 14);
    check(|voice| voice.fade_out(12, 1.0), Some(8_000), 19);
    check(|voice| voice.fade_out(0, 0.0), Some(8_000), 11);
}

#[test]
fn a_voice_at_another_pitch_lives_so_much_shorter_or_longer() {
    check(|voice| voice.pitch(2.0), Some(8_000), 14);
    check(|voice| voice.pitch(0.5), Some(8_000), 29);
    check(|voice| voice.pitch(f32::NAN), Some(8_000), 19);
    check(|voice| voice.pitch(1000.0), Some(8_000), 11);
}
