//! Decodes sounds, to one or two planar channels at the mixer's rate.

mod streamed;

use crate::budget::Budget;
use crate::resample::resample;
use playground_core_assets::limits::SOUND_SAMPLE_COUNT_MAX;
use playground_core_assets::{SAMPLE_RATE_HERTZ, Sound};
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind};
use std::io::{Cursor, ErrorKind as IoErrorKind};
use symphonia::core::audio::Channels;
use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, TrackType};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;
use symphonia::default::{get_codecs, get_probe};

/// The longest sound. Unit: seconds.
const DURATION_SECONDS_MAX: u64 = 20 * 60;
const RATE_HERTZ_MIN: u32 = 8_000;
const RATE_HERTZ_MAX: u32 = 192_000;
const CHANNEL_COUNT_MAX: usize = 8;

/// A sound as its file has it.
#[derive(Debug)]
struct Decoded {
    channels: Vec<Vec<f32>>,
    rate_hertz: u32,
}

/// Decodes a wav, ogg, flac or mp3 file that fits into `budget`; `file` is what errors call it.
pub(crate) fn decode(file: &str, bytes: &Bytes, budget: Budget) -> CoreResult<Sound> {
    let decoded = read(file, &streamed::with_sizes(bytes), budget)?;
    let mut channels = fold(decoded.channels);
    for channel in &mut channels {
        // Before the resampler, which would spread one bad sample over its neighbours.
        channel.iter_mut().filter(|sample| !sample.is_finite()).for_each(|sample| *sample = 0.0);
        *channel = resample(channel, decoded.rate_hertz, SAMPLE_RATE_HERTZ);
    }
    Sound::from_channels(channels)
        .map_err(|error| CoreError::new(ErrorKind::BadContent, error.message().to_owned()).at(file, 0, 0))
}

fn read(file: &str, bytes: &Bytes, budget: Budget) -> CoreResult<Decoded> {
    let stream =
        MediaSourceStream::new(Box::new(Cursor::new(bytes.clone())), MediaSourceStreamOptions::default());
    let mut hint = Hint::new();
    if let Some((_, extension)) = file.rsplit_once('.') {
        hint.with_extension(extension);
    }
    let probed = get_probe().probe(&hint, stream, FormatOptions::default(), MetadataOptions::default());
    let mut format = probed.map_err(|_| broken(file, "this is no wav, ogg, flac or mp3 that can be read"))?;
    let track = format.default_track(TrackType::Audio);
    let parameters = track.and_then(|track| track.codec_params.as_ref()).and_then(CodecParameters::audio);
    let (Some(track), Some(parameters)) = (track, parameters) else {
        return Err(broken(file, "the file has no sound in it"));
    };
    let rate_hertz = check_parameters(file, parameters)?;
    let (track_id, declared_frames) = (track.id, track.num_frames);
    let declared_channels = parameters.channels.as_ref().map_or(1, Channels::count);
    // A file that says how long it is, is refused before it is decoded; one that lies, while it is.
    let length = Length { file, rate_hertz, budget };
    length.check(declared_frames.unwrap_or(0), declared_channels)?;
    let decoder = get_codecs().make_audio_decoder(parameters, &AudioDecoderOptions::default());
    let mut decoder = decoder.map_err(|error| refuse(file, &error))?;
    let mut channels: Vec<Vec<f32>> = Vec::new();
    let mut planes: Vec<Vec<f32>> = Vec::new();
    while let Some(packet) = format.next_packet().map_err(|error| refuse(file, &error))? {
        if packet.track_id != track_id {
            continue;
        }
        let buffer = decoder.decode(&packet).map_err(|error| refuse(file, &error))?;
        buffer.copy_to_vecs_planar(&mut planes);
        if channels.is_empty() {
            channels = vec![Vec::new(); planes.len()];
        }
        if planes.len() != channels.len()
            || buffer.spec().rate() != rate_hertz
            || planes.len() > CHANNEL_COUNT_MAX
        {
            return Err(broken(file, "the sound changes its rate or channels, or has too many of them"));
        }
        for (channel, plane) in channels.iter_mut().zip(&planes) {
            channel.extend_from_slice(plane);
        }
        let frames = channels.first().map_or(0, Vec::len);
        length.check(frames as u64, channels.len())?;
    }
    finish(file, channels, rate_hertz, declared_frames)
}

/// What a sound's length is held to, whatever its file says.
struct Length<'a> {
    file: &'a str,
    rate_hertz: u32,
    budget: Budget,
}

impl Length<'_> {
    /// Refuses what lasts too long, has too many samples, or takes more memory in the end than is left.
    fn check(&self, frames: u64, channel_count: usize) -> CoreResult<()> {
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
        let frames = (frames * u64::from(SAMPLE_RATE_HERTZ)).div_ceil(self.rate_hertz.into());
        self.budget.check(self.file, frames * channel_count.min(2) as u64 * size_of_val(&0_f32) as u64)
    }
}

fn check_parameters(file: &str, parameters: &AudioCodecParameters) -> CoreResult<u32> {
    match parameters.sample_rate {
        Some(rate) if (RATE_HERTZ_MIN..=RATE_HERTZ_MAX).contains(&rate) => Ok(rate),
        Some(rate) => {
            let message =
                format!("the sound has {rate} samples a second, not {RATE_HERTZ_MIN} to {RATE_HERTZ_MAX}");
            Err(CoreError::new(ErrorKind::LimitReached, message).at(file, 0, 0).cure("export it at 48000"))
        }
        None => Err(broken(file, "the file does not say how many samples a second it has")),
    }
}

/// Holds the file to the length that it declares: an early end is a broken copy.
fn finish(
    file: &str,
    channels: Vec<Vec<f32>>,
    rate_hertz: u32,
    declared_frames: Option<u64>,
) -> CoreResult<Decoded> {
    let frames = channels.first().map_or(0, |channel| channel.len() as u64);
    if channels.is_empty() {
        return Err(broken(file, "the file has no samples"));
    }
    if declared_frames.is_some_and(|declared| frames < declared) {
        return Err(broken(file, "the sound ends too early"));
    }
    Ok(Decoded { channels, rate_hertz })
}

/// One or two channels: of more, each side hears its own and the shared ones.
fn fold(channels: Vec<Vec<f32>>) -> Vec<Vec<f32>> {
    if channels.len() <= 2 {
        return channels;
    }
    // Channels come in the order left, right, centre, low, then pairs of left and right.
    let mut sides = [Vec::new(), Vec::new()];
    for (index, side) in sides.iter_mut().enumerate() {
        let shares_side = |channel: usize| matches!(channel, 2 | 3) || channel % 2 == index;
        let heard: Vec<&Vec<f32>> = channels
            .iter()
            .enumerate()
            .filter(|(channel, _)| shares_side(*channel))
            .map(|(_, samples)| samples)
            .collect();
        let gain = 1.0 / heard.len() as f32;
        let frames = channels.first().map_or(0, Vec::len);
        *side = (0..frames)
            .map(|frame| gain * heard.iter().map(|samples| samples[frame]).fold(0.0, |a, b| a + b))
            .collect();
    }
    sides.into()
}

fn refuse(file: &str, error: &Error) -> CoreError {
    let message = match error {
        Error::IoError(failure) if failure.kind() == IoErrorKind::UnexpectedEof => {
            "the sound ends too early".to_owned()
        }
        Error::Unsupported(feature) => format!("this kind of sound cannot be read: {feature}"),
        other => format!("this is no sound that can be read: {other}"),
    };
    broken(file, &message)
}

fn broken(file: &str, message: &str) -> CoreError {
    CoreError::new(ErrorKind::BadContent, message)
        .at(file, 0, 0)
        .cure("export it as wav, ogg, flac or mp3 again")
}

#[cfg(test)]
mod tests;
