//! A device that nobody hears: mixed at the game's own pace, so that all goes on as with a real one.

use crate::mixer::rings::MixerPort;
use crate::mixer::{BLOCK_FRAMES, Mixer, render};
use playground_core_client::audio::SAMPLE_RATE_HERTZ;

/// The most that is mixed at once: after a longer stall the rest is skipped.
const CATCH_UP_FRAMES: u64 = SAMPLE_RATE_HERTZ as u64;

const MICROS_PER_SECOND: u64 = 1_000_000;

/// A mixer whose frames are thrown away.
#[derive(Debug)]
pub struct SilentBackend {
    /// What the mixer is made of, until time passes: where a device opens at once nobody needs its memory.
    unmade: Option<(MixerPort, f32)>,
    mixer: Option<Box<Mixer>>,
    /// What is left of the time that was mixed so far: less than a frame.
    ///
    /// Unit: microseconds times the sample rate.
    remainder: u64,
}

impl SilentBackend {
    /// A silent device with a mixer at `port`.
    pub fn new(port: MixerPort, master_gain: f32) -> Self {
        Self { unmade: Some((port, master_gain)), mixer: None, remainder: 0 }
    }

    fn mixer(&mut self) -> Option<&mut Mixer> {
        if let Some((port, master_gain)) = self.unmade.take() {
            self.mixer = Some(Box::new(Mixer::new(port, master_gain)));
        }
        self.mixer.as_deref_mut()
    }

    /// Lets time pass.
    pub fn advance(&mut self, elapsed_micros: u64) {
        let owed = elapsed_micros.saturating_mul(u64::from(SAMPLE_RATE_HERTZ)).saturating_add(self.remainder);
        self.remainder = owed % MICROS_PER_SECOND;
        let mut frames = (owed / MICROS_PER_SECOND).min(CATCH_UP_FRAMES) as usize;
        let mut block = [0.0; 2 * BLOCK_FRAMES];
        if frames == 0 {
            return;
        }
        let Some(mixer) = self.mixer() else { return };
        while frames > 0 {
            let now = frames.min(BLOCK_FRAMES);
            render(mixer, &mut block[..2 * now]);
            frames -= now;
        }
    }
}
