//! The field: emitters round the ears.

use crate::board::Board;
use crate::controls::{DOPPLER, EARS, EMITTER_COUNT, EMITTERS, HEAD, WALL};
use playground_core_client::audio::{SoundEmitter, SoundListener};
use playground_core_ecs::{Tick, TickRate, Transform2d, component, system};
use playground_core_types::math::{Vec2, amplitude_of_decibels, atan2, cos, pow, sin, vec2};
use std::f32::consts::{PI, TAU};

/// The number of the emitter with a cone.
pub const RADIO: usize = 2;
/// The number of the emitter that flies.
pub const BEE: usize = 3;

/// How loud each emitter is. Unit: linear amplitude.
const GAINS: [f32; EMITTER_COUNT] = [0.9, 0.22, 0.8, 0.6];

/// How far the bee flies from where it was put. Unit: virtual pixels.
pub const FLIGHT_RADIUS: f32 = 30.0;
/// How fast emitters follow the hand: doppler bends no pitch by more than an octave. Unit: virtual pixels a second.
pub const GLIDE_SPEED: f32 = 300.0;
/// How long the bee takes round. Unit: seconds.
const FLIGHT_SECONDS: f32 = 2.4;
/// How long the cone takes round. Unit: seconds.
const TURN_SECONDS: f32 = 9.0;

/// The ends of the wall. Unit: virtual pixels.
pub const WALL_ENDS: [Vec2; 2] = [vec2(200.0, 62.0), vec2(200.0, 184.0)];

/// What full occlusion takes away. Unit: decibels.
const OCCLUSION_DECIBELS: f32 = -12.0;

/// An emitter of the board.
#[component]
#[derive(Default)]
pub struct Source {
    /// Which one, from 0.
    pub number: u32,
}

/// Puts emitters where they are, and sets what the switches say.
#[system]
pub fn place(
    sources: &[Source],
    emitters: &mut [SoundEmitter],
    transforms: &mut [Transform2d],
    board: &mut Board,
    tick: &Tick,
    rate: &TickRate,
) {
    // Whole rounds are taken away first: a share of one is exact at any age.
    let round = |seconds: f32| {
        let ticks = (seconds * rate.hertz as f32) as u64;
        TAU * ((tick.number % ticks.max(1)) as f32 / ticks.max(1) as f32)
    };
    board.turn = round(TURN_SECONDS);
    let flight = round(FLIGHT_SECONDS);
    for ((source, emitter), transform) in sources.iter().zip(emitters).zip(transforms) {
        let number = (source.number as usize).min(EMITTER_COUNT - 1);
        let way = board.places[number] - board.homes[number];
        board.homes[number] += way.clamp_length_max(GLIDE_SPEED * rate.tick_seconds());
        let mut place = board.homes[number];
        if number == BEE {
            place += vec2(cos(flight), sin(flight)) * FLIGHT_RADIUS;
        }
        if number == RADIO {
            transform.rotation = board.turn;
        }
        transform.position = place;
        emitter.gain = if board.is_on(EMITTERS + number) { GAINS[number] } else { 0.0 };
        emitter.occlusion = f32::from(board.is_on(WALL) && is_hidden(place));
        emitter.doppler = f32::from(board.is_on(DOPPLER));
        board.seen[number] = place;
        board.heard[number] = emitter.gain.min(1.0).sqrt() * loudness(emitter, transform);
    }
}

/// Sets what is between the ears.
#[system]
pub fn listen(listeners: &mut [SoundListener], board: &Board) {
    for listener in listeners {
        listener.head = f32::from(board.is_on(HEAD));
    }
}

/// Whether the wall is between a place and the ears.
pub fn is_hidden(place: Vec2) -> bool {
    let [top, bottom] = WALL_ENDS;
    let (from, to) = (EARS.x - top.x, place.x - top.x);
    if from * to >= 0.0 {
        return false;
    }
    let crossing = EARS.y + (place.y - EARS.y) * (from / (from - to));
    (top.y..=bottom.y).contains(&crossing)
}

/// How much of an emitter the ears hear, in the middle between both; the formulas of docs/audio.md. Range: 0 to 1.
pub fn loudness(emitter: &SoundEmitter, transform: &Transform2d) -> f32 {
    let way = EARS - transform.position;
    let (distance, min, max) = (way.length(), emitter.min_distance, emitter.max_distance);
    let inverse = |distance: f32| min / (min + emitter.rolloff * (distance - min));
    let near = match emitter.attenuation {
        _ if distance >= max => 0.0,
        _ if distance <= min => 1.0,
        SoundEmitter::INVERSE => (inverse(distance) - inverse(max)) / (1.0 - inverse(max)),
        SoundEmitter::EXPONENTIAL => {
            let end = pow(max / min, -emitter.rolloff);
            (pow(distance / min, -emitter.rolloff) - end) / (1.0 - end)
        }
        _ => 1.0 - (distance - min) / (max - min),
    };
    let (inner, outer) = (emitter.cone_inner_degrees, emitter.cone_outer_degrees);
    let forward = vec2(cos(transform.rotation), sin(transform.rotation));
    let angle = atan2(forward.perp_dot(way), forward.dot(way)).abs() * (360.0 / PI);
    let in_front = if angle <= inner || inner >= 360.0 {
        1.0
    } else {
        let share = ((angle - inner) / (outer - inner).max(1.0)).min(1.0);
        1.0 + (emitter.cone_outer_gain - 1.0) * share
    };
    near * in_front * amplitude_of_decibels(OCCLUSION_DECIBELS * emitter.occlusion)
}
