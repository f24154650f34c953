//! What each ear hears of a voice: a little later, and less bright.

use crate::mixer::BLOCK_FRAMES;
use crate::mixer::pitch::{Place, curve, read_inner};
use crate::mixer::ramp::Ramp;
use playground_core_client::audio::{SAMPLE_RATE_HERTZ, Space};
use playground_core_types::math::exp;
use std::f32::consts::TAU;

/// What is kept of the past: the longest delay, and what the curve reaches beyond it.
const PAST_FRAMES: usize = 64;

/// 2^32, as a factor.
const ONE: f32 = 4_294_967_296.0;

/// Keeps the low-pass from ever smaller numbers, which processors are slow with; far below all that is heard.
const FLOOR: f32 = 1e-18;

/// The two ways to the ears.
#[derive(Debug, Clone, Copy)]
pub struct Ears {
    /// Of this frame. Unit: 2^-32 frames.
    delays: [i64; 2],
    slopes: [i64; 2],
    goals: [i64; 2],
    left: u32,
    /// How much of the way to its input the low-pass goes in a frame: 1 is all of it.
    openings: Ramp<2>,
    heard: [f32; 2],
    /// How much of the source they hear.
    fed: Ramp<1>,
    past: [f32; PAST_FRAMES],
}

impl Ears {
    /// Whether a space needs them: it has delays or shadows.
    pub fn are_needed(space: &Space) -> bool {
        space.delays_frames != [0.0; 2] || space.cutoffs_hertz.map(opening) != [1.0; 2]
    }

    /// Ears that have heard nothing yet.
    pub fn new(space: &Space) -> Self {
        let delays = space.delays_frames.map(fixed);
        let openings = Ramp::steady(space.cutoffs_hertz.map(opening));
        let (past, heard) = ([0.0; PAST_FRAMES], [0.0; 2]);
        let fed = Ramp::steady([1.0]);
        Self { delays, slopes: [0; 2], goals: delays, left: 0, openings, heard, fed, past }
    }

    /// The same, in the midst of a sound: the source rises in front of them, so that the ear that hears it later
    /// hears it rise later too.
    pub fn rising(space: &Space, frames: u32) -> Self {
        let mut fed = Ramp::steady([0.0]);
        fed.start([1.0], frames);
        Self { fed, ..Self::new(space) }
    }

    /// Goes to another space in so many frames.
    pub fn start(&mut self, space: &Space, frames: u32) {
        self.goals = space.delays_frames.map(fixed);
        self.left = frames;
        self.slopes = [0; 2];
        if frames == 0 {
            self.delays = self.goals;
        } else {
            let way = |ear: usize| (self.goals[ear] - self.delays[ear]) / i64::from(frames);
            self.slopes = [way(0), way(1)];
        }
        self.openings.start(space.cutoffs_hertz.map(opening), frames);
    }

    /// How many of `frames` pass before the next corner.
    pub fn cut(&self, frames: usize) -> usize {
        let frames = if self.left == 0 { frames } else { frames.min(self.left as usize) };
        self.openings.cut(frames)
    }

    /// Fills the ears with what they hear of `source`, at most a block and at most to the next corner.
    ///
    /// The curve through the samples needs one behind the place, so all is heard one frame later.
    pub fn hear(&mut self, source: &[f32], ears: &mut [[f32; BLOCK_FRAMES]; 2]) {
        let count = source.len();
        // Without a delay the curve reaches one sample too far, and does not weigh it.
        let mut line = [0.0; PAST_FRAMES + BLOCK_FRAMES + 1];
        line[..PAST_FRAMES].copy_from_slice(&self.past);
        for (place, sample) in line[PAST_FRAMES..].iter_mut().zip(source) {
            // What is no number would stay here for ever.
            *place = if sample.abs() < 1e6 { *sample } else { 0.0 };
        }
        if self.fed.remaining() > 0 {
            for (ahead, place) in line[PAST_FRAMES..][..count].iter_mut().enumerate() {
                let [fed] = self.fed.value_at(ahead as u32);
                *place *= fed;
            }
            self.fed.advance(count as u32);
        }
        for (ear, out) in ears.iter_mut().enumerate() {
            self.read(ear, &line, &mut out[..count]);
        }
        self.dull(count, ears);
        self.past.copy_from_slice(&line[count..count + PAST_FRAMES]);
        self.advance(count as u32);
    }

    /// What an ear hears without its shadow.
    fn read(&self, ear: usize, line: &[f32], out: &mut [f32]) {
        let mut at = ((PAST_FRAMES as i64 - 1) << 32) - self.delays[ear];
        let speed = (1_i64 << 32) - self.slopes[ear];
        if let Ok(step) = u64::try_from(speed) {
            let mut place = Place { frame: (at >> 32) as u64, fraction: at as u32 };
            read_inner(line, &mut place, (&mut { step }, 0), out);
            return;
        }
        // It comes nearer faster than sound: the line is read backwards.
        for sample in out {
            let frame = (at >> 32) as usize;
            if let Some(taps) = line.get(frame - 1..frame + 3) {
                *sample = curve([taps[0], taps[1], taps[2], taps[3]], at as u32);
            }
            at += speed;
        }
    }

    /// Takes from both ears what their shadows take.
    fn dull(&mut self, count: usize, ears: &mut [[f32; BLOCK_FRAMES]; 2]) {
        let openings = self.openings.line();
        let [mut left, mut right] = self.heard;
        let [to_left, to_right] = ears;
        let sides = to_left[..count].iter_mut().zip(&mut to_right[..count]);
        for (index, (to_left, to_right)) in sides.enumerate() {
            let openings = openings.at(index);
            left = dulled(*to_left, left, openings[0]);
            right = dulled(*to_right, right, openings[1]);
            (*to_left, *to_right) = (left, right);
        }
        self.heard = [left, right];
    }

    fn advance(&mut self, frames: u32) {
        self.openings.advance(frames);
        if self.left == 0 {
            return;
        }
        self.left = self.left.saturating_sub(frames);
        if self.left == 0 {
            (self.delays, self.slopes) = (self.goals, [0; 2]);
        } else {
            let moved = |ear: usize| self.delays[ear] + self.slopes[ear] * i64::from(frames);
            self.delays = [moved(0), moved(1)];
        }
    }
}

#[inline]
fn dulled(sample: f32, heard: f32, opening: f32) -> f32 {
    if opening >= 1.0 { sample } else { heard + opening * (sample + FLOOR - heard) }
}

fn fixed(delay_frames: f32) -> i64 {
    f64::from(delay_frames * ONE) as i64
}

/// How far a low-pass of one pole goes towards its input in a frame.
///
/// # Source
/// 1 - e^(-2π·f/rate), the step response of an RC circuit.
fn opening(cutoff_hertz: f32) -> f32 {
    if cutoff_hertz >= Space::OPEN_HERTZ {
        return 1.0;
    }
    1.0 - exp(-TAU * cutoff_hertz / SAMPLE_RATE_HERTZ as f32)
}
