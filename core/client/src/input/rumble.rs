//! Rumble: what the world wishes to be felt, seat by seat, and what the devices are told.
//!
//! The world holds effects with the tick at which they began; how strong they are is a pure function of the tick.
//! So a pause, a rewind and a replay are felt right without anybody thinking of them: nothing flows from a
//! motor into the world, and a pad without motors changes nothing.

use super::event::DeviceId;
use super::frame::SEAT_COUNT_MAX;
use bytemuck::{Pod, Zeroable};
use playground_core_ecs::component;

/// The most effects of a seat at a time; a further one takes the place of the one that began first.
pub const RUMBLE_COUNT_MAX: usize = 4;

/// How strong the player wants rumble unless they say otherwise. Unit: percent.
pub const RUMBLE_PERCENT: u8 = 100;

/// One effect: it swells, stays, and fades.
///
/// Shape: plain data of 24 bytes.
#[component]
#[derive(Default)]
pub struct RumbleEffect {
    /// The tick of its beginning.
    pub start_tick: u64,
    /// The level of the heavy motor while it stays. Range: 0 to 1.
    pub strong: f32,
    /// The level of the light motor while it stays. Range: 0 to 1.
    pub weak: f32,
    /// How long it swells. Unit: ticks.
    pub attack_ticks: u16,
    /// How long it stays. Unit: ticks.
    pub hold_ticks: u16,
    /// How long it fades. Unit: ticks.
    pub release_ticks: u16,
    /// 1 where there is an effect, else 0.
    pub is_on: u16,
}

impl RumbleEffect {
    /// An effect that is there at once, stays for a while and fades for as long again.
    pub fn thud(strong: f32, weak: f32, ticks: u16) -> Self {
        Self { strong, weak, hold_ticks: ticks, release_ticks: ticks, ..Self::default() }
    }

    /// How much of its level is felt in a tick. Range: 0 to 1.
    pub fn part(&self, tick: u64) -> f32 {
        let [attack, hold, release] = [self.attack_ticks, self.hold_ticks, self.release_ticks].map(u64::from);
        let Some(age) = tick.checked_sub(self.start_tick).filter(|_| self.is_on != 0) else { return 0.0 };
        if age < attack {
            (age + 1) as f32 / (attack + 1) as f32
        } else if age < attack + hold {
            1.0
        } else if age < attack + hold + release {
            1.0 - (age - attack - hold + 1) as f32 / (release + 1) as f32
        } else {
            0.0
        }
    }
}

/// What is to be felt at each seat; a resource of the world that plugins write.
#[component]
#[derive(Default)]
pub struct RumbleFrame {
    /// Seat after seat, effect after effect.
    pub effects: [RumbleEffect; SEAT_COUNT_MAX * RUMBLE_COUNT_MAX],
}

impl RumbleFrame {
    /// Begins an effect at a seat in a tick; nothing for a seat that does not exist.
    pub fn start(&mut self, seat: u32, tick: u64, effect: RumbleEffect) {
        let first = (seat as usize).wrapping_sub(1).wrapping_mul(RUMBLE_COUNT_MAX);
        let Some(effects) = self.effects.get_mut(first..first.wrapping_add(RUMBLE_COUNT_MAX)) else { return };
        let is_over = |effect: &RumbleEffect| effect.is_on == 0 || effect.part(tick) == 0.0;
        let place = effects.iter().position(is_over).or_else(|| {
            let starts = effects.iter().enumerate();
            starts.min_by_key(|(_, effect)| effect.start_tick).map(|(place, _)| place)
        });
        if let Some(place) = place {
            effects[place] = RumbleEffect { start_tick: tick, is_on: 1, ..effect };
        }
    }

    /// Ends all effects of a seat.
    pub fn stop(&mut self, seat: u32) {
        let first = (seat as usize).wrapping_sub(1).wrapping_mul(RUMBLE_COUNT_MAX);
        if let Some(effects) = self.effects.get_mut(first..first.wrapping_add(RUMBLE_COUNT_MAX)) {
            effects.fill(RumbleEffect::default());
        }
    }

    /// The levels of both motors at a seat in a tick: of several effects the strongest is felt. Range: 0 to 1.
    pub fn levels(&self, seat: u32, tick: u64) -> [f32; 2] {
        let first = (seat as usize).wrapping_sub(1).wrapping_mul(RUMBLE_COUNT_MAX);
        let effects = self.effects.get(first..first.wrapping_add(RUMBLE_COUNT_MAX)).unwrap_or_default();
        effects.iter().fold([0.0, 0.0], |[strong, weak]: [f32; 2], effect| {
            let part = effect.part(tick);
            let level = |level: f32| if level.is_finite() { level.clamp(0.0, 1.0) * part } else { 0.0 };
            [strong.max(level(effect.strong)), weak.max(level(effect.weak))]
        })
    }
}

/// What the operation [`RUMBLE`](super::operations::RUMBLE) takes: one effect for one pad, outside of any world.
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct RumblePayload {
    /// Which pad.
    pub device: DeviceId,
    /// The level of the heavy motor while it stays. Range: 0 to 1.
    pub strong: f32,
    /// The level of the light motor while it stays. Range: 0 to 1.
    pub weak: f32,
    /// How long it swells. Unit: milliseconds.
    pub attack_millis: u32,
    /// How long it stays. Unit: milliseconds.
    pub hold_millis: u32,
    /// How long it fades. Unit: milliseconds.
    pub release_millis: u32,
}

/// What the operation [`FEEL`](super::operations::FEEL) takes: what the world wishes to be felt now.
#[derive(Debug, Clone, Copy, PartialEq, Default, Pod, Zeroable)]
#[repr(C)]
pub struct FeelPayload {
    /// Both motors, strong and weak, of each seat. Range: 0 to 1.
    pub levels: [[f32; 2]; SEAT_COUNT_MAX],
}

/// What the player says of pads, for all games.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PadSettings {
    /// How strong rumble is for each seat; 0 is off. Unit: percent. Range: 0 to 100.
    pub rumble_percent: [u8; SEAT_COUNT_MAX],
    /// Whether nothing rumbles at all.
    pub is_rumble_off: bool,
    /// The player's own mappings, lines of SDL's format; they come before all others.
    pub mappings: String,
}

impl Default for PadSettings {
    fn default() -> Self {
        Self {
            rumble_percent: [RUMBLE_PERCENT; SEAT_COUNT_MAX],
            is_rumble_off: false,
            mappings: String::new(),
        }
    }
}
