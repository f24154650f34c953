//! A room: eight delays that feed one another.
//!
//! # Source
//! J.-M. Jot, A. Chaigne, "Digital delay networks for designing artificial reverberators", 1991: each delay loses
//! what its length would have lost in the decay, and a low-pass beside it lets the highs decay faster. What they
//! feed one another by is Hadamard's matrix, which keeps the power.

use crate::mixer::RAMP_FRAMES;
use crate::mixer::bus::Sides;
use crate::mixer::effect::tap::Tap;
use crate::mixer::effect::{Lines, within};
use crate::mixer::ramp::Ramp;
use playground_core_client::audio::{Reverb, SAMPLE_RATE_HERTZ};
use playground_core_types::math::{exp, pow};
use std::f32::consts::TAU;

const COUNT: usize = 8;

/// Powers of two, so that places wrap around.
const RING: usize = 4_096;
const BEFORE_RING: usize = 16_384;

/// Primes, 25 to 70 ms, so that no two echoes fall together for long.
const LENGTHS: [usize; COUNT] = [1_217, 1_447, 1_693, 1_951, 2_221, 2_557, 2_903, 3_371];

/// 1 / √8: keeps the power of what Hadamard's matrix mixes.
const MIX: f32 = 0.353_553_4;

/// Keeps the low-passes from ever smaller numbers, which processors are slow with.
const FLOOR: f32 = 1e-18;

/// The memory of a reverb.
#[derive(Debug)]
pub struct Room {
    /// By delay.
    lines: Vec<[f32; RING]>,
    before: [Vec<f32>; 2],
    place: usize,
    is_held: bool,
}

impl Default for Room {
    // Takes the memory, all of it: the audio thread is to find every page in place.
    fn default() -> Self {
        let mut room = Self {
            lines: vec![[0.0; RING]; COUNT],
            before: [vec![0.0; BEFORE_RING], vec![0.0; BEFORE_RING]],
            place: 0,
            is_held: false,
        };
        std::hint::black_box(&mut room).clear();
        room
    }
}

impl Room {
    fn clear(&mut self) {
        self.lines.iter_mut().for_each(|line| line.fill(0.0));
        self.before.iter_mut().for_each(|line| line.fill(0.0));
    }
}

/// A reverb at work.
#[derive(Debug, Clone)]
pub struct ReverbCourse {
    room: usize,
    /// What each delay keeps.
    kept: Ramp<COUNT>,
    /// Opening of the low-passes, wet, dry.
    numbers: Ramp<3>,
    before: Tap,
    dulled: [f32; COUNT],
}

impl ReverbCourse {
    /// A reverb, where there is memory left for one.
    pub fn new(reverb: &Reverb, lines: &mut Lines) -> Option<Self> {
        let room = lines.rooms.iter().position(|room| !room.is_held)?;
        lines.rooms[room].is_held = true;
        lines.rooms[room].clear();
        let (kept, numbers) = (Ramp::steady(kept(reverb)), Ramp::steady(numbers(reverb)));
        let before = Tap::at(before_frames(reverb));
        Some(Self { room, kept, numbers, before, dulled: [0.0; COUNT] })
    }

    /// Gives the memory back.
    pub fn leave(&self, lines: &mut Lines) {
        lines.rooms[self.room].is_held = false;
    }

    /// Moves to other numbers.
    pub fn aim(&mut self, reverb: &Reverb) {
        self.kept.start(kept(reverb), RAMP_FRAMES);
        self.numbers.start(numbers(reverb), RAMP_FRAMES);
        self.before.aim(before_frames(reverb));
    }

    /// How long it remembers.
    pub fn memory_frames(&self) -> u32 {
        (self.before.longest_frames() + LENGTHS[COUNT - 1]) as u32
    }

    /// Adds the room to both sides.
    pub fn process(&mut self, (left, right): Sides<'_>, lines: &mut Lines) {
        let room = &mut lines.rooms[self.room];
        let count = left.len() as u32;
        for (index, (left, right)) in left.iter_mut().zip(right).enumerate() {
            let ahead = index as u32;
            let [opening, wet, dry] = self.numbers.value_at(ahead);
            let kept = self.kept.value_at(ahead);
            let answer = self.take(room, [*left, *right], (opening, kept));
            *left = dry * *left + wet * answer[0];
            *right = dry * *right + wet * answer[1];
        }
        self.kept.advance(count);
        self.numbers.advance(count);
    }

    #[inline]
    fn take(&mut self, room: &mut Room, input: [f32; 2], (opening, kept): (f32, [f32; COUNT])) -> [f32; 2] {
        let place = room.place;
        for (line, sample) in room.before.iter_mut().zip(input) {
            line[place % BEFORE_RING] = sample;
        }
        let before = |frames| [0, 1].map(|side| room.before[side][place.wrapping_sub(frames) % BEFORE_RING]);
        let heard = self.before.next(before);
        for index in 0..COUNT {
            let come = room.lines[index][place.wrapping_sub(LENGTHS[index]) % RING] * kept[index];
            self.dulled[index] += opening * (come + FLOOR - self.dulled[index]);
        }
        let out = self.dulled;
        let fed = hadamard(out);
        for index in 0..COUNT {
            room.lines[index][place % RING] = fed[index] + heard[index % 2];
        }
        room.place = place.wrapping_add(1);
        // Opposite signs, so that the sides differ and nothing adds up in the middle.
        [(out[0] - out[2] + out[4] - out[6]) * MIX, (out[1] - out[3] + out[5] - out[7]) * MIX]
    }

    /// Forgets what it heard.
    pub fn rest(&mut self, lines: &mut Lines) {
        lines.rooms[self.room].clear();
        self.dulled = [0.0; COUNT];
    }
}

fn hadamard(mut values: [f32; COUNT]) -> [f32; COUNT] {
    for width in [1, 2, 4] {
        let from = values;
        for index in 0..COUNT {
            let other = from[index ^ width];
            values[index] = if index & width == 0 { from[index] + other } else { other - from[index] };
        }
    }
    values.map(|value| value * MIX)
}

/// What a delay keeps, so that all together lose 60 dB in the decay.
fn kept(reverb: &Reverb) -> [f32; COUNT] {
    let seconds = within(reverb.decay_seconds, Reverb::default().decay_seconds, 0.1, 20.0);
    LENGTHS.map(|length| pow(10.0, -3.0 * length as f32 / (SAMPLE_RATE_HERTZ as f32 * seconds)))
}

fn numbers(reverb: &Reverb) -> [f32; 3] {
    let default = Reverb::default();
    let damping = within(reverb.damping_hertz, default.damping_hertz, 200.0, 24_000.0);
    let opening =
        if damping >= 24_000.0 { 1.0 } else { 1.0 - exp(-TAU * damping / SAMPLE_RATE_HERTZ as f32) };
    [opening, within(reverb.wet, default.wet, 0.0, 1.0), within(reverb.dry, default.dry, 0.0, 1.0)]
}

fn before_frames(reverb: &Reverb) -> usize {
    let seconds = within(reverb.before_seconds, Reverb::default().before_seconds, 0.0, 0.2);
    (seconds * SAMPLE_RATE_HERTZ as f32).round() as usize
}
