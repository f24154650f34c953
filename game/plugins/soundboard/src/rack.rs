//! The effects: each on a place of a bus, with one number on its fader.

use crate::board::Board;
use crate::buses::BUS_SPEECH;
use crate::controls::{EFFECT_COUNT, EFFECTS};
use playground_core_client::audio::{
    BUS_EFFECTS, BUS_MASTER, BUS_MUSIC, BusEffect, Compressor, Delay, Distortion, Effect, Equalizer, Filter,
    Limiter, Reverb,
};
use playground_core_ecs::{Name, component, system};

/// The number of the effect that ducks music.
pub const DUCKING: usize = 2;

/// Where each effect is.
const PLACES: [(Name, u32); EFFECT_COUNT] = [
    (BUS_MUSIC, 0),
    (BUS_MUSIC, 1),
    (BUS_MUSIC, 2),
    (BUS_MASTER, 0),
    (BUS_EFFECTS, 0),
    (BUS_EFFECTS, 1),
    (BUS_EFFECTS, 2),
    (BUS_EFFECTS, 3),
];

/// An effect of the board.
#[component]
#[derive(Default)]
pub struct Slot {
    /// Which one, from 0.
    pub number: u32,
}

/// The effect of a number, with what its fader says.
pub fn effect_of(number: usize, value: f32) -> Effect {
    match number {
        0 => Effect::Filter(Filter { cutoff_hertz: value, ..Filter::default() }),
        1 => Effect::Equalizer(Equalizer {
            low_decibels: -value,
            high_decibels: value,
            ..Equalizer::default()
        }),
        2 => Effect::Compressor(Compressor {
            threshold_decibels: value,
            ratio: 4.0,
            attack_seconds: 0.02,
            release_seconds: 0.4,
            ..Compressor::default()
        }),
        3 => Effect::Limiter(Limiter { ceiling_decibels: value, ..Limiter::default() }),
        4 => Effect::Distortion(Distortion { drive_decibels: value, ..Distortion::default() }),
        5 => {
            Effect::Compressor(Compressor { threshold_decibels: value, ratio: 5.0, ..Compressor::default() })
        }
        6 => Effect::Delay(Delay { delay_seconds: value, wet: 0.5, feedback: 0.5, ..Delay::default() }),
        _ => Effect::Reverb(Reverb { decay_seconds: value, wet: 0.45, ..Reverb::default() }),
    }
}

/// Puts on the buses what is on; what is off is no effect.
#[system]
pub fn patch(slots: &[Slot], effects: &mut [BusEffect], board: &Board) {
    for (slot, effect) in slots.iter().zip(effects) {
        let number = (slot.number as usize).min(EFFECT_COUNT - 1);
        let ((bus, place), control) = (PLACES[number], EFFECTS + number);
        let wanted = match board.is_on(control) {
            true => effect_of(number, board.number(control)),
            false => Effect::None,
        };
        let side_chain = if number == DUCKING { BUS_SPEECH } else { Name::NONE };
        *effect = BusEffect { side_chain, ..wanted.on(bus, place) };
    }
}
