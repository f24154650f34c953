//! Which of the formats that a device offers suits the mixer best.

use cpal::{BufferSize, SampleFormat, StreamConfig, SupportedBufferSize, SupportedStreamConfigRange};
use playground_core_client::audio::SAMPLE_RATE_HERTZ;

/// Frames that a device asks for at a time: 8 ms. The default of some hosts is two seconds.
const DEVICE_BLOCK_FRAMES: u32 = 384;

/// A format that a device takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DeviceFormat {
    /// Channels, rate and block size.
    pub config: StreamConfig,
    /// How one sample is written.
    pub sample: SampleFormat,
}

/// The best of the offered formats; `None` when there is none that samples can be written in.
///
/// The mixer's own rate comes first, then stereo, then the finer sample format.
pub fn choose_format<I>(offered: I) -> Option<DeviceFormat>
where
    I: IntoIterator<Item = SupportedStreamConfigRange>,
{
    let usable = offered.into_iter().filter(|range| range.channels() > 0 && sample_rank(range) > 0);
    let best = usable.max_by_key(|range| {
        let has_rate = range.contains_rate(SAMPLE_RATE_HERTZ);
        // A mono device loses one side; one with more than two channels only leaves some silent.
        let channel_rank = match range.channels() {
            2 => u16::MAX,
            1 => 0,
            more => u16::MAX - more,
        };
        (has_rate, channel_rank, sample_rank(range))
    })?;
    let rate = SAMPLE_RATE_HERTZ.clamp(best.min_sample_rate(), best.max_sample_rate());
    let block = match *best.buffer_size() {
        SupportedBufferSize::Range { min, max } => DEVICE_BLOCK_FRAMES.max(min).min(max),
        SupportedBufferSize::Unknown => DEVICE_BLOCK_FRAMES,
    };
    let config =
        StreamConfig { channels: best.channels(), sample_rate: rate, buffer_size: BufferSize::Fixed(block) };
    Some(DeviceFormat { config, sample: best.sample_format() })
}

fn sample_rank(range: &SupportedStreamConfigRange) -> u8 {
    match range.sample_format() {
        SampleFormat::F32 => 3,
        SampleFormat::I32 => 2,
        SampleFormat::I16 => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
