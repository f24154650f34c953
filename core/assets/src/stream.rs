//! Long music between the one who decodes it ahead and the one who plays it.
//!
//! The agreement: a stream has one writer (the decoder of `systems/assets`, on a thread of its own or a slice a
//! frame) and one reader (a voice of the mixer), who share a [`StreamRing`] and nothing else. Frames are counted as
//! they are played: a looped stream counts on from pass to pass, so that a place in it is one number, and follows
//! from the tick at which the music began. The reader asks for a place with [`StreamRing::seek`] and gets nothing
//! until the writer has gone there; from then on what it reads is exact to the frame. Neither waits for the other,
//! and reading allocates nothing. What is not there in time is counted, and the reader's to fade.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// How far ahead a stream is decoded: half a second. Unit: frames.
pub const STREAM_AHEAD_FRAMES: usize = 24_000;

/// The end of a stream that loops, or whose end nobody has seen yet.
const ENDLESS: u64 = u64::MAX;

/// Decoded frames of one stream, ahead of where it plays.
///
/// Shape: one or two channels of [`STREAM_AHEAD_FRAMES`] samples each. Unit: linear amplitude at
/// [`SAMPLE_RATE_HERTZ`](crate::SAMPLE_RATE_HERTZ), finite.
#[derive(Debug)]
pub struct StreamRing {
    /// The bits of the samples; frame `n` lies at `n` modulo the length.
    channels: Vec<Vec<AtomicU32>>,
    /// The frame after the last that was written.
    written: AtomicU64,
    /// The frame that is read next.
    read: AtomicU64,
    /// Where the reader wants to go, how often it asked for that, and which of these was answered.
    wanted: AtomicU64,
    asked: AtomicU32,
    answered: AtomicU32,
    end: AtomicU64,
    underruns: AtomicU64,
}

impl StreamRing {
    /// An empty ring at frame 0, of as many channels as the stream has.
    pub fn new(channel_count: usize) -> Self {
        let channel = || (0..STREAM_AHEAD_FRAMES).map(|_| AtomicU32::new(0)).collect();
        Self {
            channels: (0..channel_count.clamp(1, 2)).map(|_| channel()).collect(),
            written: AtomicU64::new(0),
            read: AtomicU64::new(0),
            wanted: AtomicU64::new(0),
            asked: AtomicU32::new(0),
            answered: AtomicU32::new(0),
            end: AtomicU64::new(ENDLESS),
            underruns: AtomicU64::new(0),
        }
    }

    /// How many channels the stream has: one or two.
    pub fn channel_count(&self) -> usize {
        self.channels.len()
    }

    /// The reader wants to go on at a frame. Until the writer is there, nothing is read.
    pub fn seek(&self, frame: u64) {
        self.wanted.store(frame, Ordering::Relaxed);
        self.asked.fetch_add(1, Ordering::Release);
    }

    /// Reads the next frames into channels of equal length, and returns how many; the rest of `out` stays as it is.
    /// Fewer than asked for, before the end and with no seek under way, are an underrun.
    pub fn read(&self, out: &mut [&mut [f32]]) -> usize {
        let wanted = out.iter().map(|channel| channel.len()).min().unwrap_or(0);
        if self.answered.load(Ordering::Acquire) != self.asked.load(Ordering::Relaxed) {
            return 0;
        }
        // The end before what is written up to it: who sees the end sees all before it.
        let end = self.end.load(Ordering::Acquire);
        let read = self.read.load(Ordering::Relaxed);
        let ready = self.written.load(Ordering::Acquire).saturating_sub(read) as usize;
        let count = wanted.min(ready);
        for (channel, samples) in self.channels.iter().zip(out) {
            for (index, sample) in samples[..count].iter_mut().enumerate() {
                let at = (read + index as u64) as usize % STREAM_AHEAD_FRAMES;
                *sample = f32::from_bits(channel[at].load(Ordering::Relaxed));
            }
        }
        self.read.store(read + count as u64, Ordering::Release);
        if count < wanted && read + (count as u64) < end {
            self.underruns.fetch_add(1, Ordering::Relaxed);
        }
        count
    }

    /// Whether the reader has read all that there is.
    pub fn is_over(&self) -> bool {
        self.answered.load(Ordering::Acquire) == self.asked.load(Ordering::Relaxed)
            && self.read.load(Ordering::Relaxed) >= self.end.load(Ordering::Acquire)
    }

    /// How often frames were not there in time.
    pub fn underruns(&self) -> u64 {
        self.underruns.load(Ordering::Relaxed)
    }

    /// The writer's question: the frame that the reader wants to go to, and the number of the wish for
    /// [`Self::begin`]; none while it goes on as it does.
    pub fn wish(&self) -> Option<(u64, u32)> {
        let asked = self.asked.load(Ordering::Acquire);
        let is_new = asked != self.answered.load(Ordering::Relaxed);
        is_new.then(|| (self.wanted.load(Ordering::Relaxed), asked))
    }

    /// The writer is at a frame, by a wish; what was written before is gone.
    pub fn begin(&self, frame: u64, wish: u32) {
        self.written.store(frame, Ordering::Relaxed);
        self.read.store(frame, Ordering::Relaxed);
        self.end.store(ENDLESS, Ordering::Relaxed);
        self.answered.store(wish, Ordering::Release);
    }

    /// How many frames the writer may write.
    pub fn room(&self) -> usize {
        let read = self.read.load(Ordering::Acquire);
        STREAM_AHEAD_FRAMES - self.written.load(Ordering::Relaxed).saturating_sub(read) as usize
    }

    /// The writer adds frames, channel by channel, as many as there is room for; returns how many.
    pub fn write<C: AsRef<[f32]>>(&self, block: &[C]) -> usize {
        let frames = block.iter().map(|channel| channel.as_ref().len()).min().unwrap_or(0);
        let count = frames.min(self.room());
        let written = self.written.load(Ordering::Relaxed);
        for (channel, samples) in self.channels.iter().zip(block) {
            for (index, sample) in samples.as_ref()[..count].iter().enumerate() {
                let at = (written + index as u64) as usize % STREAM_AHEAD_FRAMES;
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
    use super::{STREAM_AHEAD_FRAMES, StreamRing};

    fn write(ring: &StreamRing, samples: &[f32]) -> usize {
        ring.write(&[samples])
    }

    #[track_caller]
    fn check_read(ring: &StreamRing, count: usize, expected: &[f32]) {
        let mut out = vec![-1.0; count];
        assert_eq!(ring.read(&mut [&mut out]), expected.len());
        assert_eq!(&out[..expected.len()], expected);
        assert!(out[expected.len()..].iter().all(|sample| *sample == -1.0), "the rest stays as it was");
    }

    #[test]
    fn what_is_written_is_read_in_order() {
        let ring = StreamRing::new(1);
        assert_eq!(write(&ring, &[1.0, 2.0, 3.0]), 3);
        check_read(&ring, 2, &[1.0, 2.0]);
        assert_eq!((ring.underruns(), ring.room()), (0, STREAM_AHEAD_FRAMES - 1));
        check_read(&ring, 2, &[3.0]);
        assert_eq!((ring.underruns(), ring.is_over()), (1, false));
    }

    #[test]
    fn a_full_ring_takes_no_more_and_goes_round() {
        let ring = StreamRing::new(1);
        let block: Vec<f32> = (0..STREAM_AHEAD_FRAMES).map(|index| index as f32).collect();
        assert_eq!(write(&ring, &block[..20_000]), 20_000);
        assert_eq!(write(&ring, &block[..20_000]), 4_000);
        assert_eq!(write(&ring, &block), 0);
        check_read(&ring, 20_000, &block[..20_000]);
        assert_eq!(write(&ring, &block[4_000..10_000]), 6_000);
        check_read(&ring, 10_000, &block[..10_000]);
        assert_eq!(ring.underruns(), 0);
    }

    #[test]
    fn after_a_seek_nothing_is_read_until_the_writer_is_there() {
        let ring = StreamRing::new(2);
        ring.write(&[[1.0], [2.0]]);
        ring.seek(7_000);
        let (mut left, mut right) = ([0.0], [0.0]);
        assert_eq!(ring.read(&mut [&mut left, &mut right]), 0);
        // A second wish before the first was answered.
        let first = ring.wish().unwrap();
        ring.seek(9_000);
        ring.begin(first.0, first.1);
        assert_eq!(ring.read(&mut [&mut left, &mut right]), 0);
        let (frame, wish) = ring.wish().unwrap();
        assert_eq!(frame, 9_000);
        ring.begin(frame, wish);
        assert_eq!((ring.wish(), ring.underruns(), ring.room()), (None, 0, STREAM_AHEAD_FRAMES));
        ring.write(&[[3.0], [4.0]]);
        assert_eq!(ring.read(&mut [&mut left, &mut right]), 1);
        assert_eq!((left, right), ([3.0], [4.0]));
    }

    #[test]
    fn the_end_is_no_underrun() {
        let ring = StreamRing::new(1);
        write(&ring, &[1.0]);
        ring.finish();
        check_read(&ring, 4, &[1.0]);
        assert_eq!((ring.underruns(), ring.is_over()), (0, true));
        check_read(&ring, 4, &[]);
        ring.seek(0);
        assert!(!ring.is_over(), "whoever goes back is not at the end");
    }
}
