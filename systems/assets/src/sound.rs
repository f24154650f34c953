//! Decodes sounds, to one or two planar channels at the mixer's rate.
//!
//! Reading order: `reader` and its `codec`; below them `riff`, `vorbis`, `tags` and `fold`; beside them `loudness`.

mod codec;
mod fold;
mod loudness;
pub(crate) mod reader;
mod riff;
mod tags;
mod vorbis;

pub use loudness::{loudness, peak};

use crate::budget::Budget;
use crate::load::SOUNDS;
use crate::resample::{Filter, Ratio, Surroundings, resample};
use crate::source::{self, FILE_BYTES_MAX};
use crate::stream::StreamDecoder;
use playground_core_assets::limits::SOUND_SAMPLE_COUNT_MAX;
use playground_core_assets::{
    Limits, LoopRegion, SAMPLE_RATE_HERTZ, STREAM_AHEAD_FRAMES, Sound, Source, Streamed,
};
use playground_core_types::panics::contain;
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind};
use reader::SoundReader;

/// The longest sound. Unit: seconds.
const DURATION_SECONDS_MAX: u64 = 20 * 60;

/// A sound, and what its file is.
#[derive(Debug, Clone, PartialEq)]
pub struct SoundFile {
    /// What is played.
    pub sound: Sound,
    /// The kind of file, such as `"ogg vorbis"`.
    pub format: &'static str,
    /// Unit: frames a second.
    pub rate_hertz: u32,
    /// Before they are folded to one or two.
    pub channel_count: usize,
    /// Unit: frames at `rate_hertz`.
    pub frames: u64,
    /// Whether samples of the file are no numbers or far beyond full scale; they are silent, or brought down.
    pub is_wild: bool,
}

/// The sound files of a game, by path, sorted.
pub fn list_sounds(source: &Source) -> Vec<String> {
    let is_sound = |file: &String| {
        let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
        SOUNDS.iter().any(|sound| extension.eq_ignore_ascii_case(sound))
    };
    source::list(source).into_iter().filter(is_sound).collect()
}

/// Reads and decodes one sound file of a game. Blocks.
///
/// # Errors
/// A file that is missing, broken or too large, by its name.
pub fn read_sound(source: &Source, path: &str) -> CoreResult<SoundFile> {
    let bytes = source::read(source, path, FILE_BYTES_MAX)?;
    decode_file(path, &bytes, Budget::new(Limits::default().loaded_bytes_max))
}

/// Decodes a wav, ogg, flac or mp3 file that fits into `budget`; `file` is what errors call it.
pub(crate) fn decode(file: &str, bytes: &Bytes, budget: Budget) -> CoreResult<Sound> {
    decode_file(file, bytes, budget).map(|decoded| decoded.sound)
}

/// Decodes a whole file as [`decode`]. Samples that a game would be played without are a mistake here.
///
/// # Errors
/// Those of [`decode`]; samples that are no numbers or far beyond full scale.
pub(crate) fn check(file: &str, bytes: &Bytes, budget: Budget) -> CoreResult<Sound> {
    let decoded = decode_file(file, bytes, budget)?;
    if decoded.is_wild {
        return Err(reader::broken(file, "samples are no numbers, or far beyond full scale"));
    }
    Ok(decoded.sound)
}

/// Decodes a file for a game: one that says that it lasts at least `stream_seconds_min` only at its beginning, for it
/// is decoded as it plays. That its end is there is made sure of.
pub(crate) fn load(file: &str, bytes: &Bytes, budget: Budget, stream_seconds_min: u64) -> CoreResult<Sound> {
    let begun = contain(|| begin_stream(file, bytes, budget, stream_seconds_min));
    match begun.unwrap_or_else(|_| Err(reader::broken(file, "this sound breaks its decoder")))? {
        Some(sound) => Ok(sound),
        None => decode(file, bytes, budget),
    }
}

/// The beginning of a sound that is long enough to be streamed.
fn begin_stream(
    file: &str,
    bytes: &Bytes,
    budget: Budget,
    stream_seconds_min: u64,
) -> CoreResult<Option<Sound>> {
    let mut reader = SoundReader::open(file, bytes)?;
    let (rate_hertz, channel_count) = (reader.rate_hertz(), reader.file_channel_count());
    let is_long = |frames: &u64| *frames >= stream_seconds_min.saturating_mul(rate_hertz.into()).max(1);
    let Some(source_frames) = reader.declared_frames().filter(is_long) else { return Ok(None) };
    Length { file, rate_hertz, budget }.check_length(source_frames, channel_count)?;
    budget.check(file, bytes.len() as u64)?;
    reader.seek(source_frames - 1)?;
    if reader.next_block()?.is_none() {
        return Err(reader::broken(file, "the sound ends too early"));
    }
    let source_loop = reader.loop_points().and_then(|points| loop_within(file, points, source_frames));
    let conversion = Conversion::new(rate_hertz, source_loop);
    let mut decoder = StreamDecoder::open(file, bytes, false)?;
    let mut channels = vec![Vec::new(); decoder.channel_count()];
    while channels.first().is_some_and(|channel: &Vec<f32>| channel.len() < STREAM_AHEAD_FRAMES) {
        let Some(slice) = decoder.next_slice()? else { break };
        for (channel, samples) in channels.iter_mut().zip(slice) {
            channel.extend_from_slice(samples);
        }
    }
    channels.iter_mut().for_each(|channel| channel.truncate(STREAM_AHEAD_FRAMES));
    let frames = conversion.ratio.output_length(source_frames);
    let rest = Streamed { file: file.to_owned(), bytes: bytes.clone(), frames };
    let sound = Sound::from_channels(channels)?.with_rest(rest);
    match conversion.region() {
        Some(region) => sound.with_loop(region).map(Some),
        None => Ok(Some(sound)),
    }
}

/// A panic of the decoder is told like every other broken file.
fn decode_file(file: &str, bytes: &Bytes, budget: Budget) -> CoreResult<SoundFile> {
    let panicked = |_| Err(reader::broken(file, "this sound breaks its decoder"));
    contain(|| decode_whole(file, bytes, budget)).unwrap_or_else(panicked)
}

fn decode_whole(file: &str, bytes: &Bytes, budget: Budget) -> CoreResult<SoundFile> {
    let mut reader = SoundReader::open(file, bytes)?;
    // A file that says how long it is, is refused before it is decoded; one that lies, while it is.
    let length = Length { file, rate_hertz: reader.rate_hertz(), budget };
    let file_channel_count = reader.file_channel_count();
    length.check(reader.declared_frames().unwrap_or(0), file_channel_count)?;
    let mut channels = vec![Vec::new(); reader.channel_count()];
    let mut frames = 0;
    while let Some(block) = reader.next_block()? {
        for (channel, plane) in channels.iter_mut().zip(block) {
            channel.extend_from_slice(plane);
        }
        frames = channels.first().map_or(0, |channel: &Vec<f32>| channel.len() as u64);
        length.check(frames, file_channel_count)?;
    }
    let source_loop = reader.loop_points().and_then(|points| loop_within(file, points, frames));
    let conversion = Conversion::new(reader.rate_hertz(), source_loop);
    for channel in &mut channels {
        *channel = conversion.apply(channel);
    }
    let sound = Sound::from_channels(channels);
    let sound = match conversion.region() {
        Some(region) => sound.and_then(|sound| sound.with_loop(region)),
        None => sound,
    };
    let sound = sound
        .map_err(|error| CoreError::new(ErrorKind::BadContent, error.message().to_owned()).at(file, 0, 0))?;
    let (format, rate_hertz) = (reader.format(), reader.rate_hertz());
    let is_wild = reader.is_wild();
    Ok(SoundFile { sound, format, rate_hertz, channel_count: file_channel_count, frames, is_wild })
}

/// A loop as far as it lies in the sound. One that does not is told, and the sound plays without it.
pub(crate) fn loop_within(file: &str, (start, end): (u64, u64), frames: u64) -> Option<LoopRegion> {
    let end = end.min(frames);
    if start < end {
        return Some(LoopRegion { start_frame: start, end_frame: end });
    }
    log::warn!("{file}: its loop begins at frame {start}, and there are {end} before its end");
    None
}

/// How the frames of a file become those of the mixer.
pub(crate) struct Conversion {
    pub(crate) filter: Filter,
    pub(crate) ratio: Ratio,
    /// In frames of the file.
    source_loop: Option<LoopRegion>,
}

impl Conversion {
    /// A loop becomes a whole number of frames long, for which the sound's pitch gives way by less than half a frame
    /// a pass: then each pass begins exactly where the one before ends.
    pub(crate) fn new(rate_hertz: u32, source_loop: Option<LoopRegion>) -> Self {
        let rates = Ratio::new(rate_hertz.into(), SAMPLE_RATE_HERTZ.into());
        let ratio = match source_loop.map(|region| region.frames()) {
            Some(frames) => Ratio::new(frames, rates.output_length(frames).max(1)),
            None => rates,
        };
        Self { filter: Filter::new(ratio), ratio, source_loop }
    }

    /// A channel at the mixer's rate.
    fn apply(&self, channel: &[f32]) -> Vec<f32> {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        if let Some(LoopRegion { start_frame, end_frame }) = self.source_loop {
            let region = &channel[start_frame as usize..end_frame as usize];
            let count = self.filter.reach();
            // What is heard after the last frame of a loop is its first one, not the silence after the file.
            if end_frame == channel.len() as u64 {
                after = region.iter().copied().cycle().take(count).collect();
            }
            if start_frame == 0 {
                before = region.iter().rev().copied().cycle().take(count).collect();
                before.reverse();
            }
        }
        let around = Surroundings { before: &before, after: &after };
        resample(channel, &self.filter, around)
    }

    /// The loop in frames of the mixer.
    fn region(&self) -> Option<LoopRegion> {
        let region = self.source_loop?;
        let start_frame = self.ratio.output_length(region.start_frame);
        let end_frame = start_frame + self.ratio.output_length(region.frames());
        Some(LoopRegion { start_frame, end_frame })
    }
}

/// What a sound's length is held to, whatever its file says.
struct Length<'a> {
    file: &'a str,
    rate_hertz: u32,
    budget: Budget,
}

impl Length<'_> {
    /// Refuses what takes more memory in the end than is left, too.
    fn check(&self, frames: u64, channel_count: usize) -> CoreResult<()> {
        self.check_length(frames, channel_count)?;
        let frames = (frames * u64::from(SAMPLE_RATE_HERTZ)).div_ceil(self.rate_hertz.into());
        self.budget.check(self.file, frames * channel_count.min(2) as u64 * size_of_val(&0_f32) as u64)
    }

    /// Refuses what lasts too long, or has too many samples.
    fn check_length(&self, frames: u64, channel_count: usize) -> CoreResult<()> {
        let refuse = |message: String, cure: &str| {
            Err(CoreError::new(ErrorKind::LimitReached, message).at(self.file, 0, 0).cure(cure))
        };
        if frames > DURATION_SECONDS_MAX * u64::from(self.rate_hertz) {
            let message = format!("the sound is longer than {} minutes", DURATION_SECONDS_MAX / 60);
            return refuse(message, "cut it into several");
        }
        if frames * channel_count as u64 > SOUND_SAMPLE_COUNT_MAX {
            let message = format!("the sound has more than {SOUND_SAMPLE_COUNT_MAX} samples");
            return refuse(message, "export it with two channels at 48000, or cut it into several");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
