//! Where a voice is heard from, as numbers for each ear.

use serde::{Deserialize, Serialize};

/// What the way from an emitter to the ears does to a voice.
///
/// Shape: pairs are left and right. A voice with a space is one point: both channels of its sound are added, at
/// half their level, and its pan does not count. Delays and cutoffs cost; a voice that never had any is mixed as
/// fast as one without a space.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Space {
    /// The level at each ear: attenuation, cone, occlusion and pan, multiplied.
    ///
    /// Unit: linear amplitude. Range: 0 to 64.
    pub gains: [f32; 2],
    /// How much later it arrives at each ear.
    ///
    /// Unit: frames of 48 kHz, with fractions. Range: 0 to [`Space::DELAY_FRAMES_MAX`].
    pub delays_frames: [f32; 2],
    /// What each ear hears less of: the head's shadow and occlusion, a low-pass of 6 dB an octave.
    ///
    /// Unit: hertz. Range: 20 to [`Space::OPEN_HERTZ`], which takes nothing away.
    pub cutoffs_hertz: [f32; 2],
}

impl Space {
    /// The largest delay: 1 ms, more than the way round any head.
    pub const DELAY_FRAMES_MAX: f32 = 48.0;

    /// The cutoff of an ear that hears all.
    pub const OPEN_HERTZ: f32 = 24_000.0;

    /// At these levels, with no delay and no shadow.
    pub const fn of_gains(gains: [f32; 2]) -> Self {
        Self { gains, delays_frames: [0.0; 2], cutoffs_hertz: [Self::OPEN_HERTZ; 2] }
    }
}
