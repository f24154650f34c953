//! The formats and codecs of symphonia that sounds come in, each by its own type.
//!
//! Its registries would find them too, but hand out trait objects.

use super::{tags, vorbis};
use playground_core_types::Bytes;
use std::io::Cursor;
use symphonia::core::audio::GenericAudioBufferRef;
use symphonia::core::codecs::audio::well_known::{CODEC_ID_FLAC, CODEC_ID_MP3, CODEC_ID_VORBIS};
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::{Error, Result};
use symphonia::core::formats::{FormatOptions, FormatReader, SeekMode, SeekTo, Track, TrackType};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::packet::Packet;
use symphonia::default::codecs::{FlacDecoder, MpaDecoder, PcmDecoder, VorbisDecoder};
use symphonia::default::formats::{FlacReader, MpaReader, OggReader, WavReader};

/// The head of an ID3 tag, which may stand before an mp3 or a flac.
const ID3_HEAD_BYTES: usize = 10;

/// What takes a file apart into packets.
pub(super) enum Demuxer {
    Wav(Box<WavReader<'static>>),
    Ogg(Box<OggReader<'static>>),
    Flac(Box<FlacReader<'static>>),
    Mp3(Box<MpaReader<'static>>),
}

/// Does the same with each of them.
macro_rules! with_each {
    ($demuxer:expr, $inner:ident => $body:expr) => {
        match $demuxer {
            Demuxer::Wav($inner) => $body,
            Demuxer::Ogg($inner) => $body,
            Demuxer::Flac($inner) => $body,
            Demuxer::Mp3($inner) => $body,
        }
    };
}

impl Demuxer {
    /// Reads the head of a file, whose first bytes say what it is; none for one that is no sound.
    pub(super) fn open(file: &Bytes) -> Option<Result<Self>> {
        let sound = file.slice(id3_bytes(file)..);
        let stream = || {
            let cursor = Cursor::new(sound.clone());
            MediaSourceStream::new(Box::new(cursor), MediaSourceStreamOptions::default())
        };
        let options = FormatOptions::default();
        if sound.starts_with(b"RIFF") {
            return Some(WavReader::try_new(stream(), options).map(|reader| Self::Wav(Box::new(reader))));
        }
        if sound.starts_with(b"OggS") {
            return Some(OggReader::try_new(stream(), options).map(|reader| Self::Ogg(Box::new(reader))));
        }
        if sound.starts_with(b"fLaC") {
            return Some(FlacReader::try_new(stream(), options).map(|reader| Self::Flac(Box::new(reader))));
        }
        // An mp3 has no mark of its own: its reader looks for the first frame.
        let mp3 = MpaReader::try_new(stream(), options).ok()?;
        Some(Ok(Self::Mp3(Box::new(mp3))))
    }

    /// The kind of file, for people.
    pub(super) fn format(&self, decoder: &Decoder) -> &'static str {
        match (self, decoder) {
            (Self::Wav(_), _) => "wav",
            (Self::Ogg(_), Decoder::Flac(_)) => "ogg flac",
            (Self::Ogg(_), _) => "ogg vorbis",
            (Self::Flac(_), _) => "flac",
            (Self::Mp3(_), _) => "mp3",
        }
    }

    /// What of the file is its sound.
    pub(super) fn track(&self) -> Option<&Track> {
        with_each!(self, reader => reader.default_track(TrackType::Audio))
    }

    pub(super) fn next_packet(&mut self) -> Result<Option<Packet>> {
        with_each!(self, reader => reader.next_packet())
    }

    /// Goes to the packet in which a frame lies, or one before it.
    pub(super) fn seek(&mut self, goal: SeekTo) -> Result<()> {
        with_each!(self, reader => reader.seek(SeekMode::Accurate, goal)).map(|_| ())
    }

    /// The loop that the comments of the file name.
    pub(super) fn find_loop(&mut self) -> Option<(u64, u64)> {
        with_each!(self, reader => tags::find_loop(reader.as_mut()))
    }
}

/// How many bytes the ID3 tags before the sound take.
fn id3_bytes(file: &[u8]) -> usize {
    let mut start = 0;
    while let Some(head) = file.get(start..).and_then(|rest| rest.get(..ID3_HEAD_BYTES)) {
        let size = &head[6..];
        if !head.starts_with(b"ID3") || size.iter().any(|byte| *byte >= 0x80) {
            break;
        }
        // Seven bits a byte, the highest first; a footer is as long as the head.
        let size = size.iter().fold(0, |size, byte| size << 7 | usize::from(*byte));
        let footer = if head[5] & 0x10 == 0 { 0 } else { ID3_HEAD_BYTES };
        start += ID3_HEAD_BYTES + size + footer;
    }
    start.min(file.len())
}

/// What makes samples of packets.
pub(super) enum Decoder {
    Pcm(Box<PcmDecoder>),
    Vorbis(Box<VorbisDecoder>),
    Flac(Box<FlacDecoder>),
    Mp3(Box<MpaDecoder>),
}

impl Decoder {
    pub(super) fn new(parameters: &AudioCodecParameters, options: AudioDecoderOptions) -> Result<Self> {
        let head = parameters.extra_data.as_deref().unwrap_or_default();
        if parameters.codec == CODEC_ID_VORBIS && !vorbis::is_bearable(head) {
            return Err(Error::LimitError("its tables take too much memory"));
        }
        Ok(match parameters.codec {
            CODEC_ID_VORBIS => Self::Vorbis(Box::new(VorbisDecoder::try_new(parameters, &options)?)),
            CODEC_ID_FLAC => Self::Flac(Box::new(FlacDecoder::try_new(parameters, &options)?)),
            CODEC_ID_MP3 => Self::Mp3(Box::new(MpaDecoder::try_new(parameters, &options)?)),
            _ => Self::Pcm(Box::new(PcmDecoder::try_new(parameters, &options)?)),
        })
    }

    pub(super) fn decode(&mut self, packet: &Packet) -> Result<GenericAudioBufferRef<'_>> {
        match self {
            Self::Pcm(decoder) => decoder.decode(packet),
            Self::Vorbis(decoder) => decoder.decode(packet),
            Self::Flac(decoder) => decoder.decode(packet),
            Self::Mp3(decoder) => decoder.decode(packet),
        }
    }

    /// Forgets what came before, as after a seek.
    pub(super) fn reset(&mut self) {
        match self {
            Self::Pcm(decoder) => decoder.reset(),
            Self::Vorbis(decoder) => decoder.reset(),
            Self::Flac(decoder) => decoder.reset(),
            Self::Mp3(decoder) => decoder.reset(),
        }
    }
}
