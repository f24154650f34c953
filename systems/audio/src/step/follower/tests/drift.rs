//! What plays on a device whose clock is not the world's: it comes back to where the world has it.

use super::{HIT, Scene};
use crate::measure::tone;
use crate::step::timeline::{LEAD_FRAMES, Pace};
use playground_core_client::audio::{AudioAction, Voice, VoiceStart};

/// What a looped voice of ten seconds is told after the device went on by so many frames more than the ticks did, and
/// for how many of those it held all voices: the lines, and the tick of each.
fn told_after(jump: u64, held: u64, ticks: u64) -> Vec<(u64, String)> {
    let mut scene = Scene::new();
    scene.sounds.insert(HIT, tone(440.0, 0.5, 480_000));
    scene.spawn(Voice::new(HIT, 0).looped());
    let mut lines = Vec::new();
    for tick in 0..ticks {
        scene.next_tick = tick + 1;
        let more = if tick >= 10 { (jump, held) } else { (0, 0) };
        scene.follower.set_held(more.1);
        let told = scene.follow(1, Pace::Live { mixer_frame: 10_000 + 800 * tick + more.0 });
        lines.extend(told.into_iter().map(|line| (tick, line)));
    }
    lines.split_off(2)
}

#[test]
fn a_device_that_keeps_time_tells_a_voice_nothing() {
    assert_eq!(told_after(0, 0, 100), []);
    assert_eq!(told_after(LEAD_FRAMES, 0, 63), [], "within the lead no tick is moved");
}

#[test]
fn a_voice_that_is_far_from_the_world_seeks_once() {
    let told = told_after(3_000, 0, 300);
    let (tick, frame) = (14, 10_000 + 3_000 + LEAD_FRAMES + 800 * 14);
    let one = VoiceStart::STEP_ONE;
    let tween = playground_core_client::audio::Tween::SHORT;
    let speed = format!("at {frame}: {:?}", AudioAction::Pitch { voice: 0, step: one, tween });
    let offset_frames = 800 * 14;
    let seek = AudioAction::Seek { voice: 0, offset_frames, offset_fraction: 0 };
    assert_eq!(told[..2], [(tick, speed), (tick, format!("at {frame}: {seek:?}"))]);
    assert!(told.iter().skip(2).all(|(_, line)| !line.contains("Seek")), "{told:?}");
}

#[test]
fn a_voice_that_is_a_little_off_is_a_little_slower_until_it_is_back() {
    let told = told_after(1_100, 0, 600);
    assert_eq!(told.len(), 2, "{told:?}");
    let slowed = VoiceStart::STEP_ONE / 1_000 * 997;
    assert!(told[0].1.contains(&format!("step: {slowed}")), "{told:?}");
    assert!(told[1].1.contains(&format!("step: {}", VoiceStart::STEP_ONE)), "{told:?}");
    // What the ticks were moved by, at three thousandths a frame.
    let off = (told[1].0 - told[0].0) * 800 * 3 / 1_000;
    assert!(off.abs_diff(1_100) < 10, "{off} frames were made good");
}

#[test]
fn a_pause_is_no_drift() {
    assert_eq!(told_after(96_000, 96_000 - LEAD_FRAMES, 300), []);
}
