//! Decoded sounds.

use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind};

/// The rate of every decoded sound and of the mixer. Unit: hertz.
pub const SAMPLE_RATE_HERTZ: u32 = 48_000;

/// A decoded sound: planar amplitudes at the mixer's rate.
///
/// Shape: one or two channels, equally long; in each one amplitude a frame. Unit: linear
/// amplitude at [`SAMPLE_RATE_HERTZ`]; full scale is -1.0 to 1.0, and every sample is finite.
#[derive(Clone, PartialEq)]
pub struct Sound {
    /// The samples, channel by channel; of a sound that is streamed those of its beginning.
    pub channels: Vec<Vec<f32>>,
    /// The part that its file says is to be repeated, after all before it was heard once.
    pub loop_region: Option<LoopRegion>,
    /// The rest of a long sound, which is decoded as it plays; none for one that is all there.
    pub streamed: Option<Streamed>,
}

/// A long sound's file, which is decoded as it plays.
#[derive(Debug, Clone, PartialEq)]
pub struct Streamed {
    /// What errors call it.
    pub file: String,
    /// All of the file.
    pub bytes: Bytes,
    /// The length of the whole sound. Unit: frames at [`SAMPLE_RATE_HERTZ`].
    pub frames: u64,
}

/// The part of a sound that repeats: after the frame before `end_frame` comes `start_frame`.
///
/// Range: `start_frame` is below `end_frame`, and that is at most the length of the sound. Unit: frames at
/// [`SAMPLE_RATE_HERTZ`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoopRegion {
    /// The first frame that repeats.
    pub start_frame: u64,
    /// The frame after the last that repeats.
    pub end_frame: u64,
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
        Ok(Self { channels, loop_region: None, streamed: None })
    }

    /// The same sound with a part that repeats.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] for a region that is empty or reaches out of the sound.
    pub fn with_loop(mut self, region: LoopRegion) -> CoreResult<Self> {
        if region.start_frame >= region.end_frame || region.end_frame > self.frames() {
            let LoopRegion { start_frame, end_frame } = region;
            let message =
                format!("a sound of {} frames cannot repeat {start_frame} to {end_frame}", self.frames());
            return Err(CoreError::new(ErrorKind::BadRequest, message));
        }
        self.loop_region = Some(region);
        Ok(self)
    }

    /// The same sound, of which its channels are the beginning.
    pub fn with_rest(mut self, streamed: Streamed) -> Self {
        self.streamed = Some(streamed);
        self
    }

    /// The length in frames: samples of one channel, or of the whole of a sound that is streamed.
    pub fn frames(&self) -> u64 {
        if let Some(streamed) = &self.streamed {
            return streamed.frames;
        }
        self.channels.first().map_or(0, |channel| channel.len() as u64)
    }
}

impl LoopRegion {
    /// How many frames one pass has.
    pub fn frames(&self) -> u64 {
        self.end_frame - self.start_frame
    }
}

impl std::fmt::Debug for Sound {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Sound({} channels, {} frames)", self.channels.len(), self.frames())
    }
}
