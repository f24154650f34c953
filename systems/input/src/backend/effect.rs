//! An effect of motors over its time: it swells, stays and fades.

use playground_core_client::input::RumblePayload;
use std::time::Duration;

/// How long an effect lasts.
pub(super) fn length_of(effect: &RumblePayload) -> Duration {
    let millis = [effect.attack_millis, effect.hold_millis, effect.release_millis].map(u64::from);
    Duration::from_millis(millis.iter().sum())
}

/// The levels of an effect at an age: strong and weak.
pub(super) fn levels_of(effect: &RumblePayload, age: Duration) -> [f32; 2] {
    let [attack, hold, release] =
        [effect.attack_millis, effect.hold_millis, effect.release_millis].map(|millis| millis as f32 * 1e-3);
    let age = age.as_secs_f32();
    let part = if age < attack {
        age / attack
    } else if age < attack + hold {
        1.0
    } else if age < attack + hold + release {
        1.0 - (age - attack - hold) / release
    } else {
        0.0
    };
    [effect.strong, effect.weak].map(|level| level * part)
}
