//! Exactly as much sound as the ticks are long: for recordings, measurements and tests.

use crate::mixer::rings::MixerPort;
use crate::mixer::{BLOCK_FRAMES, Mixer, render};

/// A mixer that runs by ticks.
#[derive(Debug)]
pub struct OfflineBackend {
    mixer: Box<Mixer>,
}

impl OfflineBackend {
    /// An offline device with a mixer at `port`.
    pub fn new(port: MixerPort, master_gain: f32) -> Self {
        Self { mixer: Box::new(Mixer::new(port, master_gain)) }
    }

    /// Mixes the frames of the ticks that passed and appends them, interleaved.
    pub fn advance(&mut self, frames: u64, recorded: &mut Vec<f32>) {
        let mut rest = frames as usize;
        let mut block = [0.0; 2 * BLOCK_FRAMES];
        while rest > 0 {
            let now = rest.min(BLOCK_FRAMES);
            render(&mut self.mixer, &mut block[..2 * now]);
            recorded.extend_from_slice(&block[..2 * now]);
            rest -= now;
        }
    }
}
