//! A bus: voices meet in it, and it goes with a level of its own through another one.

use crate::mixer::ramp::Ramp;
use crate::mixer::{BLOCK_FRAMES, RAMP_FRAMES};

/// One bus of the mixer, with the block that is mixed in it.
#[derive(Debug, Clone)]
pub struct MixerBus {
    parent: u16,
    gain: Ramp<1>,
    /// Whether anything was added to it in this block; one that is not used costs nothing.
    is_used: bool,
    left: [f32; BLOCK_FRAMES],
    right: [f32; BLOCK_FRAMES],
}

impl Default for MixerBus {
    fn default() -> Self {
        let silence = [0.0; BLOCK_FRAMES];
        Self { parent: 0, gain: Ramp::steady([1.0]), is_used: false, left: silence, right: silence }
    }
}

impl MixerBus {
    /// Goes through another bus from here on.
    pub fn route(&mut self, parent: u16) {
        self.parent = parent;
    }

    /// Moves to another level, or jumps there where nobody hears it.
    pub fn set(&mut self, gain: f32, is_silent: bool) {
        self.gain.start([gain], if is_silent { 0 } else { RAMP_FRAMES });
    }

    /// The block as far as `frames`, both sides of it, to add to.
    pub fn sides(&mut self, frames: usize) -> (&mut [f32], &mut [f32]) {
        self.begin(frames);
        (&mut self.left[..frames], &mut self.right[..frames])
    }

    /// Makes the block silent, as far as `frames`, where nothing was added yet.
    pub fn begin(&mut self, frames: usize) {
        if !self.is_used {
            self.left[..frames].fill(0.0);
            self.right[..frames].fill(0.0);
            self.is_used = true;
        }
    }

    /// What one frame of the block holds, left and right.
    #[inline]
    pub fn frame(&self, index: usize) -> [f32; 2] {
        [self.left[index], self.right[index]]
    }

    /// Lets a block be over.
    pub fn advance(&mut self, frames: usize) {
        self.gain.advance(frames as u32);
        self.is_used = false;
    }

    /// Its level, `ahead` frames from now.
    #[inline]
    pub fn gain_at(&self, ahead: u32) -> f32 {
        let [gain] = self.gain.value_at(ahead);
        gain
    }
}

/// Adds every bus to the one that it goes through, from the last to the first, which holds all in the end.
pub fn mix_down(buses: &mut [MixerBus], frames: usize) {
    for index in (1..buses.len()).rev() {
        let (above, below) = buses.split_at_mut(index);
        let Some(bus) = below.first() else { continue };
        if !bus.is_used {
            continue;
        }
        let Some(parent) = above.get_mut(usize::from(bus.parent)) else { continue };
        let sides = parent.sides(frames);
        add(bus, frames, sides);
    }
}

// Out of line, over slices: in this form the compiler turns the steady loop into vector code.
#[inline(never)]
fn add(bus: &MixerBus, frames: usize, (left, right): (&mut [f32], &mut [f32])) {
    let sources = bus.left[..frames].iter().zip(&bus.right[..frames]);
    if bus.gain.remaining() == 0 {
        let [gain] = bus.gain.value();
        for (((from_left, from_right), left), right) in sources.zip(left).zip(right) {
            *left += from_left * gain;
            *right += from_right * gain;
        }
        return;
    }
    for (index, (((from_left, from_right), left), right)) in sources.zip(left).zip(right).enumerate() {
        let gain = bus.gain_at(index as u32);
        *left += from_left * gain;
        *right += from_right * gain;
    }
}

#[cfg(test)]
mod tests;
