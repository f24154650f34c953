//! No sound at all: commands are counted and forgotten.

use crate::mixer::rings::{AudioEvent, MixerPort};
use playground_core_client::audio::AudioAction;

/// The mixer's place without a mixer.
#[derive(Debug)]
pub struct NullBackend {
    port: MixerPort,
    frame: u64,
}

impl NullBackend {
    /// Listens at `port`.
    pub fn new(port: MixerPort) -> Self {
        Self { port, frame: 0 }
    }

    /// Takes all commands; a voice that starts has ended.
    pub fn advance(&mut self, frames: u64) {
        while self.port.has_room(1) {
            let Some(command) = self.port.take_command() else { break };
            if let AudioAction::Play { voice, .. }
            | AudioAction::PlayTone { voice, .. }
            | AudioAction::PlayStream { voice, .. } = command.action
            {
                self.port.gauge.count_played();
                self.port.send(AudioEvent::Ended { voice });
            }
        }
        self.frame += frames;
        self.port.gauge.publish(self.frame, 0, 0);
    }
}
