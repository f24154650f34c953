//! From the mixer's frames to a device's samples: its channels, its rate, its sample format.

pub mod between;

use crate::mixer::{BLOCK_FRAMES, Mixer, render};
use between::Between;

/// A mixer that fills the blocks of a device.
///
/// At the mixer's own rate samples pass unchanged. For another rate they are read between: [`between`].
#[derive(Debug)]
pub struct DeviceOutput {
    mixer: Box<Mixer>,
    channels: usize,
    /// Where its rate is not the mixer's.
    between: Option<Between>,
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
            between: Between::new(rate_hertz),
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
        let Self { mixer, channels, between, block, used } = self;
        let Some(between) = between else {
            for part in out.chunks_mut(*channels * BLOCK_FRAMES) {
                let frames = part.len() / *channels;
                render(mixer, &mut block[..2 * frames]);
                for (frame, stereo) in part.chunks_mut(*channels).zip(block.chunks_exact(2)) {
                    put([stereo[0], stereo[1]], frame, convert);
                }
            }
            return;
        };
        for frame in out.chunks_mut(*channels) {
            let mixed = || {
                if *used == block.len() {
                    render(mixer, block);
                    *used = 0;
                }
                *used += 2;
                [block[*used - 2], block[*used - 1]]
            };
            // Between samples a curve reaches beyond them, and a device goes to full scale.
            let stereo = between.next_frame(mixed).map(|sample| sample.clamp(-1.0, 1.0));
            put(stereo, frame, convert);
        }
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
