//! What one feels of what happened in one's controller: each blow at the seat that it meets.

use crate::told::{self, Happening, Told};
use playground_core_client::input::{RumbleEffect, RumbleFrame};
use playground_core_ecs::{Tick, system};

/// What a happening feels like for its seat, and for the other one.
fn effects(happening: &Happening) -> [Option<RumbleEffect>; 2] {
    let power = happening.strength;
    match happening.kind {
        told::JOINED | told::READY | told::FOUND => [Some(RumbleEffect::thud(0.0, 0.4, 4)), None],
        told::CHARGED => [Some(RumbleEffect::thud(0.0, 0.25, 3)), None],
        told::DASHED => [Some(RumbleEffect::thud(0.15 + 0.25 * power, 0.2, 4)), None],
        told::HIT => {
            let hit = RumbleEffect::thud(0.6 + 0.4 * power, 0.6, 9);
            [Some(hit), Some(RumbleEffect::thud(0.3, 0.2, 4))]
        }
        told::PARRIED => [Some(RumbleEffect::thud(0.2, 0.6, 5)), Some(RumbleEffect::thud(0.9, 0.3, 12))],
        // Going down: it swells and fades.
        told::FELL => {
            let fall = RumbleEffect {
                strong: 0.8,
                weak: 0.2,
                attack_ticks: 6,
                hold_ticks: 6,
                release_ticks: 30,
                ..RumbleEffect::default()
            };
            [Some(fall), Some(RumbleEffect::thud(0.0, 0.5, 6))]
        }
        told::LIT | told::PASSED => {
            [Some(RumbleEffect::thud(0.5, 0.8, 6)), Some(RumbleEffect::thud(0.0, 0.3, 3))]
        }
        told::TICKED => [Some(RumbleEffect::thud(0.2 * power, 0.15 + 0.5 * power, 2)), None],
        told::BOOMED => {
            let boom = RumbleEffect {
                strong: 1.0,
                weak: 1.0,
                hold_ticks: 12,
                release_ticks: 36,
                ..RumbleEffect::default()
            };
            [Some(boom), None]
        }
        told::CAUGHT => [Some(RumbleEffect::thud(0.0, 0.2, 2)), None],
        told::BANKED => [Some(RumbleEffect::thud(0.1, 0.5, 7)), None],
        told::SPILT => [Some(RumbleEffect::thud(0.3, 0.5, 6)), None],
        // A long swell for who won.
        told::WON | told::CROWNED => {
            let win = RumbleEffect {
                strong: 0.4,
                weak: 0.9,
                attack_ticks: 20,
                hold_ticks: 20,
                release_ticks: 40,
                ..RumbleEffect::default()
            };
            [Some(win), None]
        }
        _ => [None, None],
    }
}

/// Makes what happened felt. A blast is felt by all, most by who has it in hand.
#[system]
pub fn feel(told: &Told, rumble: &mut RumbleFrame, tick: &Tick) {
    for happening in told.iter() {
        let [own, others] = effects(happening);
        for (seat, effect) in [(happening.seat, own), (happening.other, others)] {
            if let (1.., Some(effect)) = (seat, effect) {
                rumble.start(seat, tick.number, effect);
            }
        }
        if matches!(happening.kind, told::BOOMED | told::BROKE) {
            for seat in (1..=4).filter(|seat| *seat != happening.seat) {
                rumble.start(seat, tick.number, RumbleEffect::thud(0.45, 0.1, 10));
            }
        }
    }
}
