//! The output that the player chose: it plays whenever it is there, and the machine's own one while it is not.

use super::nothing;
use crate::backend::Backend;
use crate::backend::opening::Purpose;
use crate::state::State;
use playground_core_client::audio::AudioDevice;

/// How often the chosen output is looked for while another one plays.
const LOOK_MICROS: u64 = 2_000_000;

/// How it is with the chosen output.
#[derive(Debug, Default)]
pub(crate) struct OutputChoice {
    /// Time until it is looked for again; `None` while it plays, or none is chosen.
    wait_micros: Option<u64>,
    /// Whether the player was told that it is not there.
    is_told: bool,
}

impl OutputChoice {
    /// Something else is wanted.
    pub(crate) fn stop_looking(&mut self) {
        self.wait_micros = None;
    }
}

impl State {
    /// Takes what the player chose in the menu: another choice plays as soon as it is open.
    pub(crate) fn follow_output(&mut self, output: &str) {
        if output == self.settings.output {
            return;
        }
        output.clone_into(&mut self.settings.output);
        self.output = OutputChoice::default();
        self.tell_limits();
        let is_started = !matches!(self.backend, Backend::Null(_));
        if self.settings.device == AudioDevice::Auto && is_started {
            let former = self.replace(Backend::silent(self.master_gain));
            self.opening = Some(self.begin_opening(Purpose::Start, former));
        }
    }

    /// Says what a backend cannot do of what is chosen.
    pub(super) fn tell_limits(&self) {
        if self.settings.device == AudioDevice::Rodio && !cfg!(feature = "rodio") {
            log::warn!("this player was built without rodio: it plays as it always does");
        }
        if self.settings.device == AudioDevice::Rodio && !self.settings.output.is_empty() {
            log::warn!("by way of rodio the machine's own output plays, and not {}", self.settings.output);
        }
    }

    /// What is to be opened, in order.
    pub(super) fn wanted_devices(&self, purpose: Purpose) -> Vec<AudioDevice> {
        let device = self.settings.device.clone();
        if device != AudioDevice::Auto || self.settings.output.is_empty() {
            return vec![device];
        }
        let chosen = AudioDevice::Named(self.settings.output.clone());
        if purpose == Purpose::Return { vec![chosen] } else { vec![chosen, device] }
    }

    /// Notes whether what plays is another output than the chosen one; the player is told so once.
    pub(super) fn note_output(&mut self, is_other: bool) {
        if !is_other {
            self.output = OutputChoice::default();
            return;
        }
        if !std::mem::replace(&mut self.output.is_told, true) {
            let (output, name) = (&self.settings.output, self.backend.name());
            log::warn!("the audio output {output} is not there: {name} plays until it is");
        }
        self.output.wait_micros = Some(LOOK_MICROS);
    }

    /// Looks now and then whether the chosen output has come; true when it does so now.
    pub(super) fn looks_for_output(&mut self, elapsed_micros: u64) -> bool {
        let Some(wait) = &mut self.output.wait_micros else { return false };
        *wait = wait.saturating_sub(elapsed_micros);
        if *wait > 0 {
            return false;
        }
        *wait = LOOK_MICROS;
        self.opening = Some(self.begin_opening(Purpose::Return, nothing()));
        true
    }
}
