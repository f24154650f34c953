//! From the mixer's frames to a device's samples: its channels, its rate, its sample format.

use crate::mixer::{BLOCK_FRAMES, Mixer, render};
use playground_core_client::audio::SAMPLE_RATE_HERTZ;

/// One frame of the mixer, in the 32.32 fixed point of [`DeviceOutput`]'s phase.
const ONE: u64 = 1 << 32;

/// A mixer that fills the blocks of a device.
///
/// At the mixer's own rate samples pass unchanged. For another rate they are read between by a straight
/// line, which is good enough for the rare device that refuses 48 kHz.
#[derive(Debug)]
pub struct DeviceOutput {
    mixer: Box<Mixer>,
    channels: usize,
    /// Frames of the mixer for each frame of the device.
    step: u64,
    /// How far the device is past `from`.
    phase: u64,
    from: [f32; 2],
    to: [f32; 2],
    block: [f32; 2 * BLOCK_FRAMES],
    /// How many samples of the block are used up.
    used: usize,
}

impl DeviceOutput {
    /// The output to a device of so many channels, at least one, and so many frames a second.
    pub fn new(mixer: Mixer, channels: u16, rate_hertz: u32) -> Self {
        Self {
            mixer: Box::new(mixer),
            channels: usize::from(channels.max(1)),
            step: u64::from(SAMPLE_RATE_HERTZ) * ONE / u64::from(rate_hertz.max(1)),
            // Two frames are fetched before the first is played.
            phase: 2 * ONE,
            from: [0.0; 2],
            to: [0.0; 2],
            block: [0.0; 2 * BLOCK_FRAMES],
            used: 2 * BLOCK_FRAMES,
        }
    }

    /// How many frames a block of so many samples holds.
    pub fn frames_of(&self, samples: usize) -> usize {
        samples / self.channels
    }

    /// Fills a block of the device; `convert` makes its samples.
    pub fn fill<S>(&mut self, out: &mut [S], convert: fn(f32) -> S) {
        if self.step == ONE {
            for part in out.chunks_mut(self.channels * BLOCK_FRAMES) {
                let frames = part.len() / self.channels;
                render(&mut self.mixer, &mut self.block[..2 * frames]);
                for (frame, stereo) in part.chunks_mut(self.channels).zip(self.block.chunks_exact(2)) {
                    put([stereo[0], stereo[1]], frame, convert);
                }
            }
            return;
        }
        for frame in out.chunks_mut(self.channels) {
            put(self.next_frame(), frame, convert);
        }
    }

    fn next_frame(&mut self) -> [f32; 2] {
        while self.phase >= ONE {
            self.phase -= ONE;
            self.from = self.to;
            self.to = self.next_mixed();
        }
        let fraction = self.phase as f32 / ONE as f32;
        self.phase += self.step;
        std::array::from_fn(|side| self.from[side] + (self.to[side] - self.from[side]) * fraction)
    }

    fn next_mixed(&mut self) -> [f32; 2] {
        if self.used == self.block.len() {
            render(&mut self.mixer, &mut self.block);
            self.used = 0;
        }
        self.used += 2;
        [self.block[self.used - 2], self.block[self.used - 1]]
    }
}

/// Both sides to the first two channels, their mean to a single one, silence to all others.
fn put<S>(stereo: [f32; 2], frame: &mut [S], convert: fn(f32) -> S) {
    match frame {
        [only] => *only = convert((stereo[0] + stereo[1]) / 2.0),
        [left, right, others @ ..] => {
            *left = convert(stereo[0]);
            *right = convert(stereo[1]);
            others.fill_with(|| convert(0.0));
        }
        [] => {}
    }
}

/// A sample of 16 bits.
pub fn to_i16(sample: f32) -> i16 {
    (sample * 32_767.0).round() as i16
}

/// A sample of 32 bits.
pub fn to_i32(sample: f32) -> i32 {
    (f64::from(sample) * 2_147_483_647.0).round() as i32
}

/// The sample as it is.
pub fn to_f32(sample: f32) -> f32 {
    sample
}

#[cfg(test)]
mod tests;
