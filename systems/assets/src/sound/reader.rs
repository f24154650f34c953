//! Decodes a sound's file block by block, to one or two channels at the file's own rate.

use super::codec::{Decoder, Demuxer};
use super::fold::Fold;
use super::riff;
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind};
use std::io::ErrorKind as IoErrorKind;
use symphonia::core::audio::Channels;
use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::well_known::CODEC_ID_MP3;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::SeekTo;
use symphonia::core::units::Timestamp;

const RATE_HERTZ_MIN: u32 = 8_000;
const RATE_HERTZ_MAX: u32 = 192_000;
const CHANNEL_COUNT_MAX: usize = 8;

/// The loudest that a sample is, 36 dB over full scale: louder ones are a mistake of whoever wrote the file.
const LOUDEST: f32 = 64.0;

/// How far before its goal a seek begins, so that what is decoded there knows all that came before it: vorbis
/// overlaps blocks of up to 8,192 frames, mp3 borrows from a dozen frames before. Unit: frames.
const LEAD_FRAMES: u64 = 32 * 1_152;

/// A sound's file that is being decoded.
pub(crate) struct SoundReader {
    file: String,
    bytes: Bytes,
    demuxer: Demuxer,
    decoder: Decoder,
    track_id: u32,
    rate_hertz: u32,
    /// Of the file, before they are folded.
    file_channels: Channels,
    fold: Fold,
    /// What the file says, where it has to be right.
    frames: Option<u64>,
    loop_points: Option<(u64, u64)>,
    planes: Vec<Vec<f32>>,
    /// Where the file begins by its own count.
    start: i64,
    /// The frame after the last that was returned.
    position: u64,
    /// Whether the planes hold frames that were not returned yet.
    is_held: bool,
    /// Whether it was told that samples are no numbers, or absurd ones.
    is_wild_told: bool,
}

impl SoundReader {
    /// Reads the head of a wav, ogg, flac or mp3 file, whatever its name; `file` is what errors call it.
    pub(crate) fn open(file: &str, bytes: &Bytes) -> CoreResult<Self> {
        let bytes = riff::with_sizes(bytes);
        // Before the demuxer, which multiplies with it.
        check_channels(file, riff::find_channel_count(&bytes).map_or(1, usize::from))?;
        let Some(demuxer) = Demuxer::open(&bytes) else {
            return Err(broken(file, "this is no wav, ogg, flac or mp3 that can be read"));
        };
        let mut demuxer = demuxer.map_err(|error| refuse(file, &error))?;
        let Some(track) = demuxer.track().cloned() else {
            return Err(broken(file, "the file has no sound in it"));
        };
        let parameters = track.codec_params.as_ref().and_then(CodecParameters::audio);
        let Some(parameters) = parameters else {
            return Err(broken(file, "the file has no sound in it"));
        };
        let rate_hertz = check_rate(file, parameters)?;
        let file_channels = parameters.channels.clone().unwrap_or(Channels::Discrete(1));
        check_channels(file, file_channels.count())?;
        // An mp3 without the encoder's tag does not say how long it is; its length is a guess from its size.
        let is_guess = parameters.codec == CODEC_ID_MP3 && track.delay.is_none();
        let decoder = Decoder::new(parameters, AudioDecoderOptions::default().gapless(!is_guess));
        let loop_points = riff::find_loop(&bytes).or_else(|| demuxer.find_loop());
        Ok(Self {
            file: file.to_owned(),
            demuxer,
            decoder: decoder.map_err(|error| refuse(file, &error))?,
            track_id: track.id,
            rate_hertz,
            fold: Fold::new(&file_channels),
            file_channels,
            frames: track.num_frames.filter(|_| !is_guess),
            loop_points,
            planes: Vec::new(),
            start: track.start_ts.get().max(0),
            position: 0,
            is_held: false,
            is_wild_told: false,
            bytes,
        })
    }

    /// The kind of file, for people.
    pub(crate) fn format(&self) -> &'static str {
        self.demuxer.format(&self.decoder)
    }

    /// Unit: frames a second, of the file.
    pub(crate) fn rate_hertz(&self) -> u32 {
        self.rate_hertz
    }

    /// How many channels the file has.
    pub(crate) fn file_channel_count(&self) -> usize {
        self.file_channels.count()
    }

    /// How many channels a block has: one or two.
    pub(crate) fn channel_count(&self) -> usize {
        self.fold.channel_count(self.file_channels.count())
    }

    /// How long the file says that it is; none where it does not.
    pub(crate) fn declared_frames(&self) -> Option<u64> {
        self.frames
    }

    /// The loop that the file names: its first frame and the one after its last, whatever they are.
    pub(crate) fn loop_points(&self) -> Option<(u64, u64)> {
        self.loop_points
    }

    /// The next frames, channel by channel, all finite; none at the end.
    pub(crate) fn next_block(&mut self) -> CoreResult<Option<&[Vec<f32>]>> {
        while self.is_held || self.read_packet()?.is_some() {
            self.is_held = false;
            let frames = self.planes.first().map_or(0, Vec::len);
            if frames > 0 {
                self.position += frames as u64;
                return Ok(Some(&self.planes));
            }
        }
        // An early end is a broken copy.
        if self.position == 0 && self.frames.unwrap_or(0) == 0 {
            return Err(broken(&self.file, "the file has no samples"));
        }
        if self.frames.is_some_and(|declared| self.position < declared) {
            return Err(broken(&self.file, "the sound ends too early"));
        }
        Ok(None)
    }

    /// Goes to a frame of the file: the next block begins exactly there. At or after the end there is no block.
    pub(crate) fn seek(&mut self, frame: u64) -> CoreResult<()> {
        let from = frame.saturating_sub(LEAD_FRAMES);
        if from > 0 && self.seek_before(from, frame) {
            return self.skip_to(frame);
        }
        // From the start there is a way to every frame, if a long one.
        let fresh = Self::open(&self.file, &self.bytes)?;
        *self = Self { is_wild_told: self.is_wild_told, ..fresh };
        self.skip_to(frame)
    }

    /// Whether the demuxer finds its way to `from`, and the first block after it begins before `frame`.
    fn seek_before(&mut self, from: u64, frame: u64) -> bool {
        let goal = self.start + from as i64;
        let goal = SeekTo::Timestamp { ts: Timestamp::from(goal), track_id: self.track_id };
        if self.demuxer.seek(goal).is_err() {
            return false;
        }
        self.decoder.reset();
        while let Ok(Some(pts)) = self.read_packet() {
            if self.planes.iter().all(Vec::is_empty) {
                continue;
            }
            // What lies before the start is cut off by the decoder.
            self.position = (pts - self.start).max(0) as u64;
            self.is_held = true;
            return self.position <= frame;
        }
        false
    }

    /// Drops what comes before a frame; the block that it lies in is held for the next call.
    fn skip_to(&mut self, frame: u64) -> CoreResult<()> {
        loop {
            if !self.is_held && self.read_packet()?.is_none() {
                return Ok(());
            }
            self.is_held = true;
            let frames = self.planes.first().map_or(0, Vec::len) as u64;
            if self.position + frames > frame {
                let before = (frame - self.position) as usize;
                for plane in &mut self.planes {
                    plane.drain(..before);
                }
                self.position = frame;
                return Ok(());
            }
            self.position += frames;
            self.is_held = false;
        }
    }

    /// Whether samples that were decoded are no numbers, or absurd ones.
    pub(crate) fn is_wild(&self) -> bool {
        self.is_wild_told
    }

    /// Decodes the next packet into the planes, and returns where it begins by its file.
    fn read_packet(&mut self) -> CoreResult<Option<i64>> {
        let file = &self.file;
        let refuse = |error: Error| refuse(file, &error);
        loop {
            let Some(packet) = self.demuxer.next_packet().map_err(refuse)? else { return Ok(None) };
            if packet.track_id != self.track_id {
                continue;
            }
            let buffer = self.decoder.decode(&packet).map_err(refuse)?;
            if buffer.spec().rate() != self.rate_hertz
                || buffer.spec().channels().count() != self.file_channels.count()
            {
                return Err(broken(file, "the sound changes its rate or channels"));
            }
            buffer.copy_to_vecs_planar(&mut self.planes);
            // Before the fold, which would spread one bad sample over both sides.
            self.is_wild_told |= calm(file, &mut self.planes, self.is_wild_told);
            self.fold.apply(&mut self.planes);
            return Ok(Some(packet.pts.get()));
        }
    }
}

/// Brings samples that are no number to silence and absurd ones to [`LOUDEST`], and says so once a file; whether there
/// were any.
fn calm(file: &str, planes: &mut [Vec<f32>], is_told: bool) -> bool {
    let mut count = 0;
    for sample in planes.iter_mut().flatten().filter(|sample| !(-LOUDEST..=LOUDEST).contains(*sample)) {
        count += 1;
        *sample = if sample.is_finite() { sample.clamp(-LOUDEST, LOUDEST) } else { 0.0 };
    }
    if count > 0 && !is_told {
        log::warn!("{file}: has samples that are no number or far beyond full scale; export it again");
    }
    count > 0
}

fn check_channels(file: &str, count: usize) -> CoreResult<()> {
    if (1..=CHANNEL_COUNT_MAX).contains(&count) {
        return Ok(());
    }
    Err(broken(file, &format!("the sound has {count} channels, not 1 to {CHANNEL_COUNT_MAX}")))
}

fn check_rate(file: &str, parameters: &AudioCodecParameters) -> CoreResult<u32> {
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

/// The error of a file that is no sound.
pub(super) fn broken(file: &str, message: &str) -> CoreError {
    CoreError::new(ErrorKind::BadContent, message)
        .at(file, 0, 0)
        .cure("export it as wav, ogg, flac or mp3 again")
}
