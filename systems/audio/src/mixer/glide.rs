//! Values on the way of a tween, in straight pieces.
//!
//! A line is one piece; any other curve is a chain of short ones. Where the corners lie depends on how many frames
//! have passed since the way began and on nothing else.

use crate::mixer::ramp::{Line, Ramp};
use playground_core_client::audio::{Curve, Tween};
use playground_core_types::math::{atan2, pow, sin};

/// The frames of a piece of a curve.
const PIECE_FRAMES: u32 = 64;

/// What stands for silence on an exponential way: -80 dB.
const SILENCE: f32 = 1e-4;

/// `COUNT` values that go where they are sent, in the shape of a tween.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glide<const COUNT: usize> {
    piece: Ramp<COUNT>,
    begin: [f32; COUNT],
    goal: [f32; COUNT],
    tween: Tween,
    /// Frames of the tween that lie before the end of the piece.
    planned: u32,
}

impl<const COUNT: usize> Glide<COUNT> {
    /// Values that stay.
    pub const fn steady(values: [f32; COUNT]) -> Self {
        Self { piece: Ramp::steady(values), begin: values, goal: values, tween: Tween::JUMP, planned: 0 }
    }

    /// Sends the values from where they are now to `goal`.
    pub fn start(&mut self, goal: [f32; COUNT], tween: Tween) {
        *self = Self { piece: self.piece, begin: self.value(), goal, tween, planned: 0 };
        if tween.frames == 0 {
            self.piece = Ramp::steady(goal);
        } else {
            self.plan();
        }
    }

    /// The values of this frame.
    pub fn value(&self) -> [f32; COUNT] {
        self.piece.value()
    }

    /// The values from this frame to the next corner, as a straight line.
    pub fn line(&self) -> Line<COUNT> {
        self.piece.line()
    }

    /// Frames until the next corner of the way; 0 when the values stay.
    pub fn remaining(&self) -> u32 {
        self.piece.remaining()
    }

    /// Frames until the values have arrived.
    pub fn remaining_in_all(&self) -> u32 {
        self.piece.remaining() + (self.tween.frames - self.planned)
    }

    /// Lets frames pass.
    pub fn advance(&mut self, mut frames: u32) {
        while frames > 0 && self.piece.remaining() > 0 {
            let now = frames.min(self.piece.remaining());
            self.piece.advance(now);
            frames -= now;
            if self.piece.remaining() == 0 && self.planned < self.tween.frames {
                self.plan();
            }
        }
    }

    fn plan(&mut self) {
        let left = self.tween.frames - self.planned;
        let frames = if self.tween.curve == Curve::Linear { left } else { left.min(PIECE_FRAMES) };
        self.planned += frames;
        let corner = if self.planned == self.tween.frames {
            self.goal
        } else {
            let part = self.planned as f32 / self.tween.frames as f32;
            std::array::from_fn(|index| between(self.begin[index], self.goal[index], part, self.tween.curve))
        };
        self.piece.start(corner, frames);
    }
}

/// What lies between two values on a curve, from 0 to 1.
pub fn between(from: f32, to: f32, part: f32, curve: Curve) -> f32 {
    if from == to {
        return to;
    }
    match curve {
        Curve::Exponential if from >= 0.0 && to >= 0.0 => {
            let low = from.max(SILENCE);
            low * pow(to.max(SILENCE) / low, part)
        }
        Curve::Smooth => from + (to - from) * (part * part * (3.0 - 2.0 * part)),
        Curve::EqualPower if from >= 0.0 && to >= 0.0 => {
            let most = from.max(to).max(1.0);
            let (from, to) = (power_angle(from / most), power_angle(to / most));
            most * sin(from + (to - from) * part)
        }
        Curve::Linear | Curve::Exponential | Curve::EqualPower => from + (to - from) * part,
    }
}

/// The angle whose sine is a level from 0 to 1. Unit: radians.
pub fn power_angle(level: f32) -> f32 {
    atan2(level, (1.0 - level * level).max(0.0).sqrt())
}

/// A speed on the way of a tween: whole numbers, one for each frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepGlide {
    /// Of this frame. Unit: 2^-32 frames.
    step: u64,
    /// What each frame of the piece adds to it.
    slope: i64,
    corner: u64,
    left: u32,
    begin: u64,
    goal: u64,
    tween: Tween,
    planned: u32,
}

impl StepGlide {
    /// A speed that stays.
    pub const fn steady(step: u64) -> Self {
        let (slope, left, planned) = (0, 0, 0);
        Self { step, slope, corner: step, left, begin: step, goal: step, tween: Tween::JUMP, planned }
    }

    /// Sends the speed from where it is now to `goal`.
    pub fn start(&mut self, goal: u64, tween: Tween) {
        let step = self.step;
        *self = Self { begin: step, goal, tween, planned: 0, left: 0, slope: 0, ..*self };
        if tween.frames == 0 || step == goal {
            *self = Self::steady(goal);
        } else {
            self.plan();
        }
    }

    /// The speed of this frame.
    pub fn step(&self) -> u64 {
        self.step
    }

    /// What each frame adds to it until the next corner.
    pub fn slope(&self) -> i64 {
        self.slope
    }

    /// Frames until the next corner; 0 when the speed stays.
    pub fn remaining(&self) -> u32 {
        self.left
    }

    /// Lets frames pass, at most those to the next corner.
    pub fn advance(&mut self, frames: u32) {
        if self.left == 0 {
            return;
        }
        let now = frames.min(self.left);
        self.left -= now;
        self.step = self.step.saturating_add_signed(self.slope * i64::from(now));
        if self.left == 0 {
            self.step = self.corner;
            if self.planned < self.tween.frames {
                self.plan();
            } else {
                self.slope = 0;
            }
        }
    }

    fn plan(&mut self) {
        let left = self.tween.frames - self.planned;
        let frames = if self.tween.curve == Curve::Linear { left } else { left.min(PIECE_FRAMES) };
        self.planned += frames;
        self.corner = if self.planned == self.tween.frames {
            self.goal
        } else {
            let part = self.planned as f32 / self.tween.frames as f32;
            // 24 bits are enough for a corner; the frames between are exact.
            f64::from(between(self.begin as f32, self.goal as f32, part, self.tween.curve)) as u64
        };
        self.left = frames;
        // Both are below 2^36.
        self.slope = (self.corner as i64 - self.step as i64) / i64::from(frames);
    }
}
