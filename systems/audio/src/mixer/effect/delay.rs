//! Echoes.

use crate::mixer::RAMP_FRAMES;
use crate::mixer::bus::Sides;
use crate::mixer::effect::tap::Tap;
use crate::mixer::effect::{Lines, within};
use crate::mixer::ramp::Ramp;
use playground_core_client::audio::{DELAY_SECONDS_MAX, Delay, SAMPLE_RATE_HERTZ};

/// A power of two, so that places wrap around: more than two seconds.
const RING: usize = 1 << 17;

/// Below here an echo has ended.
const SILENCE: f32 = 1e-15;

/// The memory of an echo.
#[derive(Debug)]
pub struct DelayLine {
    sides: [Vec<f32>; 2],
    place: usize,
    /// How many frames were written: what lies before is of another echo.
    written: usize,
    is_held: bool,
}

impl Default for DelayLine {
    // Takes the memory, all of it: the audio thread is to find every page in place.
    fn default() -> Self {
        let mut sides = [vec![0.0; RING], vec![0.0; RING]];
        sides.iter_mut().for_each(|side| std::hint::black_box(side).fill(0.0));
        Self { sides, place: 0, written: 0, is_held: false }
    }
}

impl DelayLine {
    fn read(&self, frames: usize) -> [f32; 2] {
        if frames > self.written {
            return [0.0; 2];
        }
        let place = self.place.wrapping_sub(frames) % RING;
        [self.sides[0][place], self.sides[1][place]]
    }

    fn write(&mut self, sides: [f32; 2]) {
        for (side, sample) in self.sides.iter_mut().zip(sides) {
            side[self.place] = if sample.abs() < SILENCE { 0.0 } else { sample };
        }
        self.place = (self.place + 1) % RING;
        self.written = (self.written + 1).min(RING);
    }
}

/// An echo at work.
#[derive(Debug, Clone)]
pub struct DelayCourse {
    line: usize,
    /// Feedback, wet, dry.
    numbers: Ramp<3>,
    tap: Tap,
}

impl DelayCourse {
    /// An echo, where there is memory left for one.
    pub fn new(delay: &Delay, lines: &mut Lines) -> Option<Self> {
        let line = lines.delays.iter().position(|line| !line.is_held)?;
        lines.delays[line].is_held = true;
        lines.delays[line].written = 0;
        Some(Self { line, numbers: Ramp::steady(numbers(delay)), tap: Tap::at(frames(delay)) })
    }

    /// Gives the memory back.
    pub fn leave(&self, lines: &mut Lines) {
        lines.delays[self.line].is_held = false;
    }

    /// Moves to other numbers.
    pub fn aim(&mut self, delay: &Delay) {
        self.numbers.start(numbers(delay), RAMP_FRAMES);
        self.tap.aim(frames(delay));
    }

    /// How long it remembers.
    pub fn memory_frames(&self) -> u32 {
        self.tap.longest_frames() as u32
    }

    /// Adds the echoes to both sides.
    pub fn process(&mut self, (left, right): Sides<'_>, lines: &mut Lines) {
        let line = &mut lines.delays[self.line];
        let count = left.len() as u32;
        for (index, (left, right)) in left.iter_mut().zip(right).enumerate() {
            let [feedback, wet, dry] = self.numbers.value_at(index as u32);
            let echo = self.tap.next(|frames| line.read(frames));
            line.write([*left + feedback * echo[0], *right + feedback * echo[1]]);
            *left = dry * *left + wet * echo[0];
            *right = dry * *right + wet * echo[1];
        }
        self.numbers.advance(count);
    }

    /// Forgets what it heard.
    pub fn rest(&mut self, lines: &mut Lines) {
        lines.delays[self.line].written = 0;
    }
}

fn frames(delay: &Delay) -> usize {
    let seconds = within(delay.delay_seconds, Delay::default().delay_seconds, 0.001, DELAY_SECONDS_MAX);
    (seconds * SAMPLE_RATE_HERTZ as f32).round() as usize
}

fn numbers(delay: &Delay) -> [f32; 3] {
    let default = Delay::default();
    [
        within(delay.feedback, default.feedback, 0.0, 0.98),
        within(delay.wet, default.wet, 0.0, 1.0),
        within(delay.dry, default.dry, 0.0, 1.0),
    ]
}
