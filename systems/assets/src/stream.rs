//! Decodes long music ahead, in slices, into the rings of core.
//!
//! [`Streams::pump`] decodes a bounded number of frames: where there are threads a [`StreamThread`] calls it, on the
//! web whoever runs the frame.
//!
//! Reading order: this file, [`decoder`], [`thread`].

pub mod decoder;
pub mod thread;

pub use decoder::StreamDecoder;
pub use thread::StreamThread;

use playground_core_assets::operations::StreamPump;
use playground_core_assets::{LoopRegion, StreamRequest, StreamRing};
use playground_core_types::panics::contain;
use playground_core_types::{CoreError, CoreResult, ErrorKind, Handle};

/// How much is decoded at a time. Unit: frames.
pub(crate) const SLICE_FRAMES: usize = 1_024;

/// What one call decodes where there is no thread: six times what a frame of a game plays.
const CALL_FRAMES: usize = 4_800;

/// A part of at most so many frames is kept: to go back in the file for each pass costs more.
const KEPT_FRAMES_MAX: u64 = 96_000;

/// Streams that are asked for at once, at most; further ones are silent.
const STREAM_COUNT_MAX: usize = 256;

/// All streams that are decoded ahead together.
#[derive(Debug, Default)]
pub struct Streams {
    list: Vec<Stream>,
}

/// A file that is decoded into a ring, from where the ring begins.
#[derive(Debug)]
pub struct Stream {
    request: StreamRequest,
    /// Opened by whoever decodes, which may be another thread.
    decoder: Option<StreamDecoder>,
    /// The part that is repeated here; the decoder repeats what the file itself names.
    region: Option<LoopRegion>,
    /// A part that is short, once it was heard; then nothing is decoded any more.
    kept: Vec<Vec<f32>>,
    /// The frame of the sound that is written next.
    place: u64,
    is_ended: bool,
}

impl Stream {
    /// A stream that nobody has begun to decode.
    pub fn new(request: StreamRequest) -> Self {
        Self { request, decoder: None, region: None, kept: Vec::new(), place: 0, is_ended: false }
    }

    fn ring(&self) -> &StreamRing {
        &self.request.ring
    }

    /// How urgently it wants to be decoded: frames of room; none at its end and for a full ring.
    fn want(&self) -> usize {
        let room = self.ring().room();
        if self.is_ended || room < SLICE_FRAMES { 0 } else { room }
    }

    /// Decodes a slice; returns how many frames.
    fn decode(&mut self) -> CoreResult<usize> {
        if self.decoder.is_none() {
            self.open()?;
        }
        if let Some(region) = self.region
            && self.place == region.end_frame
        {
            self.place = region.start_frame;
            if let Some(decoder) = self.decoder.as_mut().filter(|_| self.kept.is_empty()) {
                if region.frames() <= KEPT_FRAMES_MAX {
                    self.kept = keep(decoder, region)?;
                } else {
                    decoder.seek(region.start_frame)?;
                }
            }
        }
        let Some(decoder) = &mut self.decoder else { return Ok(0) };
        let region = self.region;
        // A file may go on behind the end that it declares, and that the world counts with.
        let until_end = self.request.ring.length().saturating_sub(self.request.ring.written());
        let left = region.map_or(until_end, |region| region.end_frame - self.place);
        if left == 0 {
            self.end();
            return Ok(0);
        }
        let cut = |length: usize| length.min(usize::try_from(left).unwrap_or(usize::MAX));
        let begin = region.map_or(0, |region| self.place.saturating_sub(region.start_frame) as usize);
        let frames = if let Some(kept) = self.kept.first() {
            let frames = cut(SLICE_FRAMES.min(kept.len() - begin));
            let block: Vec<&[f32]> =
                self.kept.iter().map(|channel| &channel[begin..begin + frames]).collect();
            self.request.ring.write(&block)
        } else {
            let Some(slice) = decoder.next_slice()? else {
                self.end();
                return Ok(0);
            };
            let frames = cut(slice.first().map_or(0, Vec::len));
            let block: Vec<&[f32]> = slice.iter().map(|channel| &channel[..frames]).collect();
            self.request.ring.write(&block)
        };
        self.place += frames as u64;
        Ok(frames)
    }

    fn open(&mut self) -> CoreResult<()> {
        let StreamRequest { sound, region, ring } = &self.request;
        let Some(streamed) = &sound.streamed else {
            return Err(CoreError::new(ErrorKind::BadRequest, "this sound is no stream"));
        };
        let is_short = region.is_some_and(|region| region.frames() <= KEPT_FRAMES_MAX);
        // The decoder's own loop goes on through the filter; others are cut where they are heard.
        let is_own = region.is_some() && *region == sound.loop_region && !is_short;
        let mut decoder = StreamDecoder::open(&streamed.file, &streamed.bytes, is_own)?;
        self.region = region.filter(|_| !is_own);
        self.place = match self.region {
            Some(region) if ring.written() >= region.end_frame => {
                region.start_frame + (ring.written() - region.end_frame) % region.frames()
            }
            _ => ring.written(),
        };
        decoder.seek(self.place)?;
        self.decoder = Some(decoder);
        Ok(())
    }

    fn end(&mut self) {
        self.is_ended = true;
        self.ring().finish();
    }
}

/// The samples of a part of a sound, channel by channel; silent where the sound is over before.
fn keep(decoder: &mut StreamDecoder, region: LoopRegion) -> CoreResult<Vec<Vec<f32>>> {
    let frames = region.frames() as usize;
    let mut kept = vec![Vec::with_capacity(frames); decoder.channel_count()];
    decoder.seek(region.start_frame)?;
    while kept.first().is_some_and(|channel| channel.len() < frames) {
        let Some(slice) = decoder.next_slice()? else { break };
        for (channel, samples) in kept.iter_mut().zip(slice) {
            channel.extend_from_slice(samples);
        }
    }
    for channel in &mut kept {
        channel.resize(frames, 0.0);
    }
    Ok(kept)
}

impl Streams {
    /// Adds a stream; it is forgotten when nobody else holds its ring any more.
    pub fn add(&mut self, stream: Stream) {
        if self.list.len() < STREAM_COUNT_MAX {
            self.list.push(stream);
        } else {
            log::warn!("more than {STREAM_COUNT_MAX} streams at once: one stays silent");
        }
    }

    /// How many streams there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Decodes at most `budget_frames`, and one slice more, where it is most urgent first; returns how many. A stream
    /// that breaks ends there, and is told once.
    pub fn pump(&mut self, budget_frames: usize) -> usize {
        self.list.retain(|stream| Handle::strong_count(&stream.request.ring) > 1);
        let mut decoded = 0;
        while decoded < budget_frames {
            let urgent = self.list.iter_mut().max_by_key(|stream| stream.want());
            let Some(stream) = urgent.filter(|stream| stream.want() > 0) else { break };
            let frames = contain(|| stream.decode()).unwrap_or_else(|panic| {
                Err(CoreError::new(ErrorKind::BadContent, format!("a sound breaks its decoder: {panic}")))
            });
            decoded += frames.unwrap_or_else(|error| {
                log::error!("{error}");
                stream.end();
                0
            });
        }
        decoded
    }
}

/// The streams of an instance: those that a thread decodes, and those that are decoded in its calls.
#[derive(Debug, Default)]
pub struct StreamDesk {
    called: Streams,
    thread: Option<StreamThread>,
    /// Whether the machine gives no thread.
    is_alone: bool,
}

impl StreamDesk {
    /// Takes new streams in, and decodes those that no thread decodes.
    pub fn pump(&mut self, requests: Vec<StreamRequest>, pump: StreamPump) {
        for request in requests {
            let stream = Stream::new(request);
            match self.thread_for(pump) {
                Some(thread) => thread.add(stream),
                None => self.called.add(stream),
            }
        }
        match pump {
            StreamPump::Ahead => self.called.pump(CALL_FRAMES),
            StreamPump::InStep => self.called.pump(usize::MAX),
        };
    }

    fn thread_for(&mut self, pump: StreamPump) -> Option<&StreamThread> {
        if pump == StreamPump::InStep || self.is_alone {
            return None;
        }
        if self.thread.is_none() {
            match StreamThread::start() {
                Ok(thread) => self.thread = Some(thread),
                Err(error) => {
                    log::debug!("{error}: streams are decoded frame by frame");
                    self.is_alone = true;
                }
            }
        }
        self.thread.as_ref()
    }
}

#[cfg(test)]
mod tests;
