//! A decoded sound.

use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// The rate of every sound in memory, and of the mixer.
pub const SAMPLE_RATE_HERTZ: u32 = 48_000;

/// A sound in memory.
///
/// Shape: one or two planar channels of equal length; of two, the first is the left one.
/// Unit: linear amplitude at [`SAMPLE_RATE_HERTZ`]; full scale is -1.0 to 1.0, and every sample is finite.
#[derive(Clone, PartialEq)]
pub struct Sound {
    /// The samples, channel by channel.
    pub channels: Vec<Vec<f32>>,
}

impl Sound {
    /// A sound of one or two channels; samples that are not finite become silence.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] for another number of channels, or channels that differ in length.
    pub fn from_channels(mut channels: Vec<Vec<f32>>) -> CoreResult<Self> {
        if !(1..=2).contains(&channels.len()) {
            let message = format!("a sound has 1 or 2 channels, not {}", channels.len());
            return Err(CoreError::new(ErrorKind::BadRequest, message));
        }
        if channels.iter().any(|channel| channel.len() != channels[0].len()) {
            return Err(CoreError::new(ErrorKind::BadRequest, "the channels of a sound are equally long"));
        }
        for sample in channels.iter_mut().flatten() {
            if !sample.is_finite() {
                *sample = 0.0;
            }
        }
        Ok(Self { channels })
    }

    /// The length in frames: samples of one channel.
    pub fn frames(&self) -> u64 {
        self.channels.first().map_or(0, |channel| channel.len() as u64)
    }
}

impl std::fmt::Debug for Sound {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Sound({} channels, {} frames)", self.channels.len(), self.frames())
    }
}
