//! One file that is decoded block by block at the mixer's rate, from any frame on.
//!
//! What comes out is the sequence of samples as it is heard: the file once, then its loop over and over. That sequence
//! is resampled as a whole, so a seam is no seam to the filter, and the frame of any pass is the same however one gets
//! there.

use super::SLICE_FRAMES;
use crate::sound::reader::SoundReader;
use crate::sound::{Conversion, loop_within};
use playground_core_assets::LoopRegion;
use playground_core_types::{Bytes, CoreResult};
use std::fmt;

/// One file that is being decoded, from any frame on.
pub struct StreamDecoder {
    source: Source,
    conversion: Conversion,
    /// Samples of the sequence around the next output sample, channel by channel.
    window: Vec<Vec<f32>>,
    /// Where in the sequence the window begins; before 0 there is silence.
    window_start: i64,
    /// The next output sample: its number, and where in the sequence it lies.
    frame: u64,
    position: (u64, u64),
    slice: Vec<Vec<f32>>,
}

/// The samples of a file in the order in which they are heard.
struct Source {
    reader: SoundReader,
    /// Of the file; the whole of it for a stream that loops without saying which part.
    region: Option<LoopRegion>,
    /// Where in the file the next block begins.
    file_frame: u64,
    /// How long the sequence is; known at its end, and never of one that loops.
    length: Option<u64>,
}

impl StreamDecoder {
    /// Opens a file at its start; `file` is what errors call it. One that is looped never ends: it repeats the loop
    /// that its file names, or all of it.
    ///
    /// # Errors
    /// A file that is no sound, or is broken in its head.
    pub fn open(file: &str, bytes: &Bytes, is_looped: bool) -> CoreResult<Self> {
        let reader = SoundReader::open(file, bytes)?;
        let frames = reader.declared_frames().unwrap_or(u64::MAX);
        let named = reader.loop_points().and_then(|points| loop_within(file, points, frames));
        // A file that does not say how long it is cannot be stretched to a whole number of frames.
        let whole = reader.declared_frames().filter(|frames| *frames > 0);
        let whole = whole.map(|end_frame| LoopRegion { start_frame: 0, end_frame });
        let region = if is_looped { named.or(whole) } else { None };
        let conversion = Conversion::new(reader.rate_hertz(), named.or(region));
        let channel_count = reader.channel_count();
        let source = Source { reader, region, file_frame: 0, length: None };
        let mut decoder = Self {
            source,
            conversion,
            window: vec![Vec::new(); channel_count],
            window_start: 0,
            frame: 0,
            position: (0, 0),
            slice: vec![Vec::new(); channel_count],
        };
        decoder.seek(0)?;
        Ok(decoder)
    }

    /// How many channels there are: one or two.
    pub fn channel_count(&self) -> usize {
        self.window.len()
    }

    /// Goes to a frame as it is heard: one after the first pass lies in the loop.
    ///
    /// # Errors
    /// A file that is broken before that frame.
    pub fn seek(&mut self, frame: u64) -> CoreResult<()> {
        self.frame = frame;
        self.position = self.conversion.ratio.position(frame);
        self.window_start = self.position.0 as i64 + 1 - self.conversion.filter.reach() as i64;
        let silence = (-self.window_start).max(0) as usize;
        for channel in &mut self.window {
            channel.clear();
            channel.resize(silence, 0.0);
        }
        self.source.seek(self.window_start.max(0) as u64)
    }

    /// The next frames as they are heard, at the mixer's rate, all finite; none at the end.
    ///
    /// # Errors
    /// A file that is broken there.
    pub fn next_slice(&mut self) -> CoreResult<Option<&[Vec<f32>]>> {
        let (ratio, filter) = (self.conversion.ratio, &self.conversion.filter);
        let reach = filter.reach() as u64;
        self.slice.iter_mut().for_each(Vec::clear);
        let last = ratio.position(self.frame + SLICE_FRAMES as u64 - 1).0;
        self.source.fill(&mut self.window, self.window_start, last + reach + 1)?;
        let end = self.source.length.map_or(u64::MAX, |length| ratio.output_length(length));
        let count = end.saturating_sub(self.frame).min(SLICE_FRAMES as u64);
        if count == 0 {
            return Ok(None);
        }
        let start = self.window_start;
        for (channel, slice) in self.window.iter().zip(&mut self.slice) {
            let mut position = self.position;
            slice.extend((0..count).map(|_| {
                let (whole, phase) = position;
                position = ratio.advance(position);
                let first = (whole as i64 + 1 - reach as i64 - start) as usize;
                let neighbours = &channel[first..first + 2 * reach as usize];
                let sample = if ratio.is_one() {
                    neighbours[reach as usize - 1]
                } else {
                    filter.apply(neighbours, phase)
                };
                // Between numbers that are too large lies none.
                if sample.is_finite() { sample } else { 0.0 }
            }));
        }
        self.frame += count;
        self.position = ratio.position(self.frame);
        let first = self.position.0 as i64 + 1 - reach as i64;
        for channel in &mut self.window {
            channel.drain(..(first - start) as usize);
        }
        self.window_start = first;
        Ok(Some(&self.slice))
    }
}

impl Source {
    /// Goes to a place in the sequence.
    fn seek(&mut self, place: u64) -> CoreResult<()> {
        self.length = None;
        self.file_frame = match self.region {
            Some(region) if place >= region.end_frame => {
                region.start_frame + (place - region.end_frame) % region.frames()
            }
            _ => place,
        };
        self.reader.seek(self.file_frame)
    }

    /// Adds samples until the window, which begins at `start`, reaches up to `end`; behind the end of the sequence
    /// it is silent.
    fn fill(&mut self, window: &mut [Vec<f32>], start: i64, end: u64) -> CoreResult<()> {
        let wanted = (end as i64 - start) as usize;
        while window[0].len() < wanted {
            if self.length.is_some() {
                window.iter_mut().for_each(|channel| channel.resize(wanted, 0.0));
                return Ok(());
            }
            if let Some(region) = self.region
                && self.file_frame == region.end_frame
            {
                self.file_frame = region.start_frame;
                self.reader.seek(region.start_frame)?;
            }
            let until_loop = self.region.map_or(u64::MAX, |region| region.end_frame - self.file_frame);
            let Some(block) = self.reader.next_block()? else {
                self.length = Some((start + window[0].len() as i64).max(0) as u64);
                continue;
            };
            let frames = block[0].len().min(usize::try_from(until_loop).unwrap_or(usize::MAX));
            for (channel, plane) in window.iter_mut().zip(block) {
                channel.extend_from_slice(&plane[..frames]);
            }
            self.file_frame += frames as u64;
        }
        Ok(())
    }
}

impl fmt::Debug for StreamDecoder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "StreamDecoder({} channels, at frame {})", self.channel_count(), self.frame)
    }
}
