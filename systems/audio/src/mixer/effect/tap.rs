//! A place of a delay that is read: it moves without a jump, by going over to another one.

use crate::mixer::ramp::Ramp;

/// How long it takes to go over to another place: 50 ms.
const MOVE_FRAMES: u32 = 2_400;

/// Where a delay is read, and where it goes over to.
#[derive(Debug, Clone)]
pub struct Tap {
    frames: usize,
    next_frames: usize,
    moved: Ramp<1>,
    /// Where it goes over to after that.
    wanted_frames: usize,
}

impl Tap {
    /// A tap so many frames back, which stays there.
    pub fn at(frames: usize) -> Self {
        Self { frames, next_frames: frames, moved: Ramp::steady([0.0]), wanted_frames: frames }
    }

    /// Goes over to another place, as soon as it has arrived where it was sent before.
    pub fn aim(&mut self, frames: usize) {
        self.wanted_frames = frames;
    }

    /// How far back it reads, or is about to.
    pub fn longest_frames(&self) -> usize {
        self.frames.max(self.next_frames)
    }

    /// What is heard in the next frame; `read` tells what lies so many frames back.
    #[inline]
    pub fn next(&mut self, read: impl Fn(usize) -> [f32; 2]) -> [f32; 2] {
        let here = read(self.frames);
        if self.frames == self.next_frames {
            if self.wanted_frames == self.frames {
                return here;
            }
            self.next_frames = self.wanted_frames;
            self.moved = Ramp::steady([0.0]);
            self.moved.start([1.0], MOVE_FRAMES);
        }
        let there = read(self.next_frames);
        let [moved] = self.moved.value();
        self.moved.advance(1);
        if self.moved.remaining() == 0 {
            self.frames = self.next_frames;
        }
        std::array::from_fn(|side| here[side] + (there[side] - here[side]) * moved)
    }
}
