//! What the motors of one controller are at: an effect that swells, stays and fades, and what the world wishes.

use super::effect::{length_of, levels_of};
use playground_core_client::input::RumblePayload;
use std::time::{Duration, Instant};

/// What the world wished last holds so long: a program that hangs does not rumble on.
const FELT_TIME: Duration = Duration::from_secs(1);

/// A motor that does not change is told again after this time.
const REFRESH_TIME: Duration = Duration::from_millis(250);

/// A motor goes on so long without being told again.
pub(super) const PLAY_TIME: Duration = Duration::from_millis(500);

/// How much a motor has to change to be told between two refreshes. Of 65,535.
const STEP: u16 = 512;

/// The motors of one controller.
#[derive(Debug, Clone, Default)]
pub(super) struct Motors {
    effect: Option<(Instant, RumblePayload)>,
    felt: Option<(Instant, [f32; 2])>,
    told: Option<(Instant, [u16; 2])>,
}

impl Motors {
    /// Begins an effect in the place of the one before.
    pub(super) fn play(&mut self, now: Instant, effect: RumblePayload) {
        self.effect = Some((now, effect));
    }

    /// What the world wishes from now on.
    pub(super) fn feel(&mut self, now: Instant, levels: [f32; 2]) {
        self.felt = Some((now, levels));
    }

    /// Whether anything is to be done at all.
    pub(super) fn is_at_rest(&self) -> bool {
        self.effect.is_none() && self.felt.is_none() && self.told.is_none_or(|(_, levels)| levels == [0; 2])
    }

    /// What the motors are to be told now: strong and weak; `None` while they are right as they are.
    pub(super) fn step(&mut self, now: Instant) -> Option<[u16; 2]> {
        let effect = self.effect.map_or([0.0; 2], |(start, effect)| levels_of(&effect, now - start));
        if self.effect.is_some_and(|(start, effect)| now - start >= length_of(&effect)) {
            self.effect = None;
        }
        self.felt = self.felt.filter(|(start, levels)| now - *start < FELT_TIME && *levels != [0.0; 2]);
        let felt = self.felt.map_or([0.0; 2], |(_, levels)| levels);
        let wanted = [0, 1].map(|motor| steps_of(effect[motor].max(felt[motor])));
        let (told, before) = self.told.map_or((None, [0; 2]), |(at, levels)| (Some(at), levels));
        let is_far = |motor: usize| wanted[motor].abs_diff(before[motor]) >= STEP;
        let is_end = wanted == [0; 2] && before != [0; 2];
        let is_due = wanted != [0; 2] && told.is_none_or(|at| now - at >= REFRESH_TIME);
        if is_far(0) || is_far(1) || is_end || is_due {
            self.told = Some((now, wanted));
            return Some(wanted);
        }
        None
    }
}

fn steps_of(level: f32) -> u16 {
    // A cast of a float stays within the range of the number, and what is none is 0.
    (level.clamp(0.0, 1.0) * f32::from(u16::MAX)) as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use playground_core_client::input::DeviceId;

    fn effect(attack_millis: u32, hold_millis: u32, release_millis: u32) -> RumblePayload {
        let device = DeviceId::pad(0).unwrap();
        RumblePayload { device, strong: 1.0, weak: 0.5, attack_millis, hold_millis, release_millis }
    }

    /// What the heavy motor is told at each of these times. Unit: milliseconds.
    fn told(motors: &mut Motors, start: Instant, times: &[u64]) -> Vec<Option<u16>> {
        let tell =
            |millis: &u64| motors.step(start + Duration::from_millis(*millis)).map(|[strong, _]| strong);
        times.iter().map(tell).collect()
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "motors live in the time of the machine")]
    fn an_effect_swells_stays_is_refreshed_and_fades() {
        let (start, mut motors) = (Instant::now(), Motors::default());
        assert!(motors.is_at_rest());
        motors.play(start, effect(100, 300, 100));
        let found = told(&mut motors, start, &[0, 50, 50, 100, 200, 350, 450, 500, 501]);
        let expected =
            [None, Some(32_767), None, Some(65_535), None, Some(65_535), Some(32_767), Some(0), None];
        assert_eq!(found, expected);
        assert!(motors.is_at_rest());
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "motors live in the time of the machine")]
    fn the_stronger_of_world_and_effect_is_felt_and_a_world_that_is_silent_is_forgotten() {
        let (start, mut motors) = (Instant::now(), Motors::default());
        motors.feel(start, [0.5, 0.0]);
        motors.play(start, RumblePayload { strong: 0.25, ..effect(0, 100, 0) });
        assert_eq!(motors.step(start), Some([32_767, 32_767]));
        assert_eq!(motors.step(start + Duration::from_millis(100)), Some([32_767, 0]));
        assert_eq!(motors.step(start + Duration::from_millis(999)), Some([32_767, 0]), "told again");
        assert_eq!(motors.step(start + Duration::from_secs(1)), Some([0, 0]));
        motors.feel(start, [f32::NAN, 9.0]);
        assert_eq!(motors.step(start), Some([0, 65_535]), "what is no number is not felt");
        motors.feel(start, [0.0, 0.0]);
        assert_eq!(motors.step(start), Some([0, 0]));
    }
}
