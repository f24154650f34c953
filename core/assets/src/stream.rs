//! Long music between the one who decodes it ahead and the one who plays it.
//!
//! The agreement: whoever lets a long sound play puts a [`StreamRequest`] into core and calls
//! [`PUMP_STREAMS`](crate::operations::PUMP_STREAMS). The stream has one writer (the decoder of `systems/assets`, on a
//! thread of its own or a slice a call) and one reader (a voice of the mixer), who share a [`StreamRing`] and nothing
//! else. Frames are counted as they are played: a looped stream counts on from pass to pass. A ring begins at one
//! frame and goes on from there; whoever wants to go elsewhere asks for another ring, and the old one may fade out
//! meanwhile. Neither waits for the other, and reading allocates nothing. What is not there in time is the reader's to
//! fade, and to count.

use crate::{LoopRegion, Sound};
use playground_core_types::Handle;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// How far ahead a stream is decoded: half a second. Unit: frames.
pub const STREAM_AHEAD_FRAMES: usize = 24_000;

/// How much of what was released still stays for a reader that is a block behind the other. Unit: frames.
pub const STREAM_BEHIND_FRAMES: u64 = 4_096;

/// The end of a stream that loops, or whose end nobody has seen yet.
pub const ENDLESS: u64 = u64::MAX;

const RING_FRAMES: usize = STREAM_AHEAD_FRAMES + STREAM_BEHIND_FRAMES as usize;

/// A wish for a sound to be decoded ahead.
#[derive(Debug, Clone)]
pub struct StreamRequest {
    /// A sound that is [`streamed`](Sound::streamed).
    pub sound: Handle<Sound>,
    /// The part that repeats, as often as it is heard; none for a sound that ends.
    pub region: Option<LoopRegion>,
    /// Where it is to be heard; it says where the stream begins.
    pub ring: Handle<StreamRing>,
}

/// Decoded frames of one stream, ahead of where it plays.
///
/// Shape: one or two channels of [`STREAM_AHEAD_FRAMES`] samples each, and [`STREAM_BEHIND_FRAMES`]. Unit: linear
/// amplitude at [`SAMPLE_RATE_HERTZ`](crate::SAMPLE_RATE_HERTZ), finite.
#[derive(Debug)]
pub struct StreamRing {
    /// The bits of the samples; frame `n` lies at `n` modulo the length.
    channels: Vec<Vec<AtomicU32>>,
    start: u64,
    /// The length of the sound; [`ENDLESS`] for a loop.
    length: u64,
    /// The frame after the last that was written.
    written: AtomicU64,
    /// The first frame that the reader still wants.
    wanted: AtomicU64,
    end: AtomicU64,
}

impl StreamRing {
    /// An empty ring of as many channels as the stream has, which begins at frame `start` of `length`; that is
    /// [`ENDLESS`] for a loop.
    pub fn new(channel_count: usize, start: u64, length: u64) -> Self {
        let channel = || (0..RING_FRAMES).map(|_| AtomicU32::new(0)).collect();
        Self {
            channels: (0..channel_count.clamp(1, 2)).map(|_| channel()).collect(),
            start,
            length,
            written: AtomicU64::new(start),
            wanted: AtomicU64::new(start),
            end: AtomicU64::new(ENDLESS),
        }
    }

    /// How many channels the stream has: one or two.
    pub fn channel_count(&self) -> usize {
        self.channels.len()
    }

    /// The first frame that is ever in it.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// How long the sound is; [`ENDLESS`] for a loop.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The frame behind the last that is there.
    pub fn written(&self) -> u64 {
        self.written.load(Ordering::Acquire)
    }

    /// The frame behind the last that there will ever be; [`ENDLESS`] while nobody knows.
    pub fn end(&self) -> u64 {
        self.end.load(Ordering::Acquire)
    }

    /// Copies the frames from `frame` on into channels of equal length; those that are not there are silent.
    pub fn copy(&self, frame: u64, out: &mut [&mut [f32]]) {
        let written = self.written();
        for (channel, samples) in self.channels.iter().zip(out) {
            let before = self.start.saturating_sub(frame).min(samples.len() as u64) as usize;
            let until = written.saturating_sub(frame).min(samples.len() as u64) as usize;
            samples[..before].fill(0.0);
            samples[until.max(before)..].fill(0.0);
            let mut at = ((frame + before as u64) % RING_FRAMES as u64) as usize;
            for sample in samples.get_mut(before..until).unwrap_or_default() {
                *sample = f32::from_bits(channel[at].load(Ordering::Relaxed));
                at += 1;
                if at == RING_FRAMES {
                    at = 0;
                }
            }
        }
    }

    /// The reader wants nothing before a frame any more, but for what [`STREAM_BEHIND_FRAMES`] says.
    pub fn release(&self, frame: u64) {
        self.wanted.fetch_max(frame, Ordering::Release);
    }

    /// How many frames the writer may write.
    pub fn room(&self) -> usize {
        let wanted = self.wanted.load(Ordering::Acquire);
        let ahead = self.written.load(Ordering::Relaxed).saturating_sub(wanted) as usize;
        STREAM_AHEAD_FRAMES.saturating_sub(ahead)
    }

    /// The writer adds frames, channel by channel, as many as there is room for; returns how many.
    pub fn write<C: AsRef<[f32]>>(&self, block: &[C]) -> usize {
        let frames = block.iter().map(|channel| channel.as_ref().len()).min().unwrap_or(0);
        let count = frames.min(self.room());
        let written = self.written.load(Ordering::Relaxed);
        for (channel, samples) in self.channels.iter().zip(block) {
            for (index, sample) in samples.as_ref()[..count].iter().enumerate() {
                let at = ((written + index as u64) % RING_FRAMES as u64) as usize;
                channel[at].store(sample.to_bits(), Ordering::Relaxed);
            }
        }
        self.written.store(written + count as u64, Ordering::Release);
        count
    }

    /// The writer has written all that there is.
    pub fn finish(&self) {
        self.end.store(self.written.load(Ordering::Relaxed), Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::{ENDLESS, STREAM_AHEAD_FRAMES, StreamRing};

    fn ramp(from: usize, to: usize) -> Vec<f32> {
        (from..to).map(|frame| frame as f32).collect()
    }

    #[track_caller]
    fn check_copy(ring: &StreamRing, frame: u64, expected: &[f32]) {
        let mut out = vec![-1.0; expected.len()];
        ring.copy(frame, &mut [&mut out]);
        assert_eq!(out, expected);
    }

    #[test]
    fn what_is_there_is_copied_and_the_rest_is_silent() {
        let ring = StreamRing::new(1, 10, ENDLESS);
        assert_eq!(ring.write(&[[1.0, 2.0, 3.0]]), 3);
        check_copy(&ring, 10, &[1.0, 2.0, 3.0]);
        check_copy(&ring, 11, &[2.0, 3.0, 0.0, 0.0]);
        check_copy(&ring, 8, &[0.0, 0.0, 1.0, 2.0]);
        check_copy(&ring, 5, &[0.0, 0.0]);
        check_copy(&ring, 90_000, &[0.0, 0.0]);
        assert_eq!((ring.written(), ring.end(), ring.room()), (13, ENDLESS, STREAM_AHEAD_FRAMES - 3));
        ring.finish();
        assert_eq!(ring.end(), 13);
    }

    #[test]
    fn a_full_ring_takes_no_more_and_goes_round() {
        let ring = StreamRing::new(1, 0, ENDLESS);
        let mut written = 0;
        for released in (0..200_000).step_by(5_000) {
            ring.release(released as u64);
            written += ring.write(&[ramp(written, written + 50_000)]);
            assert_eq!(written, released + STREAM_AHEAD_FRAMES);
            assert_eq!(ring.write(&[[0.0]]), 0);
            let from = released.saturating_sub(4_000);
            check_copy(&ring, from as u64, &ramp(from, written));
        }
    }

    #[test]
    fn both_sides_are_kept_apart() {
        let ring = StreamRing::new(2, 0, 2);
        ring.write(&[[1.0, 2.0], [3.0, 4.0]]);
        let (mut left, mut right) = ([0.0], [0.0]);
        ring.copy(1, &mut [&mut left, &mut right]);
        assert_eq!((left, right, ring.length()), ([2.0], [4.0], 2));
    }
}
