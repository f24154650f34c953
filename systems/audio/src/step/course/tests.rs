//! Where a voice is, how loud, and when it is over.

use super::{Extent, Fade, fade_at, fade_frames, has_faded, is_through, place_at, start_of, step_of};
use crate::mixer::pitch::Place;
use playground_core_assets::AssetId;
use playground_core_client::audio::{Voice, VoiceStart, frame_of_tick};

const ONE: u64 = VoiceStart::STEP_ONE;

/// At 60 ticks a second a tick is 800 frames.
const HERTZ: u32 = 60;

/// A voice that begins in tick 10.
fn voice() -> Voice {
    Voice::new(AssetId::of("sounds/hit.ogg"), 10)
}

#[test]
fn a_pitch_is_a_step_exactly_and_within_bounds() {
    let step = |pitch| step_of(&voice().pitch(pitch));
    assert_eq!([1.0, 2.0, 0.5, 8.0].map(step), [ONE, 2 * ONE, ONE / 2, 8 * ONE]);
    assert_eq!([0.0, -3.0, 100.0, f32::INFINITY].map(step), [ONE / 8, ONE / 8, 8 * ONE, 8 * ONE]);
    assert_eq!(step(f32::NAN), ONE);
    assert_eq!(step(1.0 + f32::EPSILON), ONE + (1 << 9), "2^-23 of a frame is 2^9 of 2^32");
}

#[test]
fn a_place_follows_from_the_frames_that_passed() {
    let place = |voice: Voice, passed, length| place_at(&voice, passed, Extent::whole(length));
    assert_eq!(place(voice(), 800, 5_000), Place { frame: 800, fraction: 0 });
    assert_eq!(place(voice().pitch(1.5), 801, 5_000), Place { frame: 1_201, fraction: 1 << 31 });
    assert_eq!(place(voice().pitch(1.5).looped(), 801, 1_000), Place { frame: 201, fraction: 1 << 31 });
    assert_eq!(place(Voice { offset_frames: 7, ..voice() }, 0, 5_000), Place { frame: 7, fraction: 0 });
    assert_eq!(place(voice().pitch(8.0), u64::MAX, 10).frame, u64::MAX, "an absurd tick is no overflow");
    assert_eq!(place(voice().looped(), 99, 0).frame, 99, "a loop of nothing");
}

#[test]
fn fades_in_seconds_become_frames_whatever_a_game_writes() {
    assert_eq!([0.5, 0.0, -1.0, f32::NAN, 1e9].map(fade_frames), [24_000, 0, 0, 0, 2_880_000]);
}

/// The fades of a voice that rises over 4 ticks from tick 10, and falls over 8 from `stop_tick`.
#[track_caller]
fn check(stop_tick: u64, tick: u64, expected: (f32, u32, Option<u32>)) {
    let voice = voice().fade_in(3_200.0 / 48_000.0).fade_out(stop_tick, 6_400.0 / 48_000.0);
    let (level, in_frames, out_frames) = expected;
    let fade = fade_at(&voice, frame_of_tick(tick, HERTZ), HERTZ);
    assert_eq!(fade, Fade { level, in_frames, out_frames }, "stopped in tick {stop_tick}, in tick {tick}");
}

#[test]
fn fades_follow_from_the_tick() {
    check(Voice::NEVER, 10, (0.0, 3_200, None));
    check(Voice::NEVER, 11, (0.25, 2_400, None));
    check(Voice::NEVER, 14, (1.0, 0, None));
    check(20, 19, (1.0, 0, None));
    check(20, 20, (1.0, 0, Some(6_400)));
    check(20, 24, (0.5, 0, Some(3_200)));
    check(20, 28, (0.0, 0, Some(0)));
    check(20, 1_000, (0.0, 0, Some(0)));
    // From what the fade in has come to.
    check(12, 12, (0.5, 0, Some(6_400)));
    check(12, 16, (0.25, 0, Some(3_200)));
    // Nothing stops before it begins.
    check(3, 10, (0.0, 0, Some(6_400)));
}

#[test]
fn a_voice_is_over_at_the_end_of_its_sound_or_of_its_fade() {
    let through = |voice: &Voice, next_tick| is_through(voice, Extent::whole(8_000), next_tick, HERTZ);
    let faded = |voice: &Voice, next_tick| has_faded(voice, next_tick, HERTZ);
    let first = |voice: Voice, is_over: fn(&Voice, u64) -> bool| (0..100).find(|tick| is_over(&voice, *tick));
    assert_eq!(first(voice(), through), Some(20));
    assert_eq!(first(voice().pitch(2.0), through), Some(15));
    assert_eq!(first(voice().pitch(2.01), through), Some(15), "4.98 ticks");
    assert_eq!(first(voice().pitch(1.99), through), Some(16), "5.03 ticks");
    assert_eq!(first(voice(), faded), None);
    assert_eq!(first(voice().fade_out(30, 0.0), faded), Some(31), "at the end of the tick in which it stops");
    assert_eq!(first(voice().fade_out(30, 0.1), faded), Some(36));
    assert_eq!(first(voice().looped().fade_out(2, 0.0), faded), Some(11));
}

#[test]
fn a_voice_in_the_midst_of_its_fade_in_is_started_there() {
    let voice = voice().fade_in(0.1).gain(0.5).pitch(2.0);
    let fade = fade_at(&voice, frame_of_tick(13, HERTZ), HERTZ);
    let start = start_of(&voice, Extent::whole(8_000), place_at(&voice, 2_400, Extent::whole(8_000)), fade);
    let expected = VoiceStart { gain: 0.5, step: 2 * ONE, offset_frames: 4_800, fade_from: 0.5, ..start };
    assert_eq!((start, start.fade_frames), (expected, 2_400));
}
