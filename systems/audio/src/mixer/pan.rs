//! Where a sound stands between two loudspeakers.

use playground_core_types::math::{cos, sin};
use std::f32::consts::FRAC_PI_2;

/// How much of each channel of a sound goes to each loudspeaker.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gains {
    /// From the first channel to the left.
    pub left_to_left: f32,
    /// From the first channel to the right.
    pub left_to_right: f32,
    /// From the second channel to the left.
    pub right_to_left: f32,
    /// From the second channel to the right.
    pub right_to_right: f32,
}

impl Gains {
    /// The gains of a sound of one or two channels at a level and place, at equal power for every place.
    ///
    /// # Source
    /// W3C, "Web Audio API", section "`StereoPanner` algorithm".
    pub fn of(gain: f32, pan: f32, channels: usize) -> Self {
        let pan = pan.clamp(-1.0, 1.0);
        if channels < 2 {
            let (near, far) = equal_power((pan + 1.0) / 2.0);
            return Self::new([near, far, 0.0, 0.0], gain);
        }
        // The channel on the far side moves over; the near one stays whole.
        if pan <= 0.0 {
            let (near, far) = equal_power(pan + 1.0);
            Self::new([1.0, 0.0, near, far], gain)
        } else {
            let (near, far) = equal_power(pan);
            Self::new([near, far, 0.0, 1.0], gain)
        }
    }

    /// The gains in the order of [`Gains::of`]'s fields, for ramps.
    pub fn to_array(self) -> [f32; 4] {
        [self.left_to_left, self.left_to_right, self.right_to_left, self.right_to_right]
    }

    fn new(shares: [f32; 4], gain: f32) -> Self {
        let [left_to_left, left_to_right, right_to_left, right_to_right] = shares.map(|share| share * gain);
        Self { left_to_left, left_to_right, right_to_left, right_to_right }
    }
}

/// The shares of both sides, from all on the near one at 0 to all on the far one at 1.
fn equal_power(place: f32) -> (f32, f32) {
    // cos(π/2) is not quite 0 in binary; the far end is to be silent.
    if place >= 1.0 { (0.0, 1.0) } else { (cos(place * FRAC_PI_2), sin(place * FRAC_PI_2)) }
}
