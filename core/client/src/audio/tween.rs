//! How a value goes from where it is to where it shall be.

use serde::{Deserialize, Serialize};

/// The way from one value to another, in frames of 48 kHz.
///
/// A value that is sent elsewhere while it is under way leaves from where it has come to, so nothing jumps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tween {
    /// How long it takes; 0 jumps.
    pub frames: u32,
    /// Its shape.
    pub curve: Curve,
}

/// The shape of a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Curve {
    /// A straight line.
    #[default]
    Linear,
    /// Even steps of decibels, and of semitones: what the ear takes for a straight line. From and to silence it
    /// passes through -80 dB.
    Exponential,
    /// Slow at both ends: 3·t² - 2·t³.
    Smooth,
    /// A quarter of a sine: two sounds that pass each other on it are together as loud as each of them.
    EqualPower,
}

impl Tween {
    /// The way that every change takes unless another is asked for: 5 ms, long enough not to click.
    pub const SHORT: Self = Self { frames: 240, curve: Curve::Linear };

    /// At once. What sounds may click.
    pub const JUMP: Self = Self { frames: 0, curve: Curve::Linear };

    /// A straight line of so many frames.
    pub const fn linear(frames: u32) -> Self {
        Self { frames, curve: Curve::Linear }
    }
}

impl Default for Tween {
    fn default() -> Self {
        Self::SHORT
    }
}
