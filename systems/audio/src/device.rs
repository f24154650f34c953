//! Which device plays: what `start` asked for, silence while that is opened or away, and the device again.
//!
//! Reading order: this file, [`output`].

pub(crate) mod output;

use crate::backend::Backend;
use crate::backend::opening::{Answer, Former, Opened, Opening, Purpose};
use crate::backend::watch::{Verdict, Watch};
use crate::state::State;
use crate::step::streams::StreamBook;
use playground_core_client::Client;
use playground_core_client::audio::{AudioAction, AudioCommand, AudioDevice};
use playground_core_types::{CoreError, CoreResult, read_now, write_now};

/// A device that was asked for by name: `start` ends when it is open.
#[derive(Debug)]
pub(crate) struct Awaited {
    pub(crate) opening: Opening,
    start_count: u64,
}

impl State {
    /// Begins to open what the settings name; silence plays until it is open.
    ///
    /// # Errors
    /// Busy data.
    pub(crate) fn start(&mut self, client: &Client) -> CoreResult<Option<Awaited>> {
        self.settings = read_now(&client.audio_settings)?.clone();
        self.master_gain = self.settings.master_gain();
        self.tell_limits();
        write_now(&client.recorded_audio)?.clear();
        self.is_recording_full = false;
        self.follower.start_over();
        let former = match self.settings.device {
            AudioDevice::Null => self.replace(Backend::null()),
            AudioDevice::Offline => self.replace(Backend::offline(self.master_gain)),
            AudioDevice::Auto | AudioDevice::Rodio | AudioDevice::Named(_) => {
                let former = self.replace(Backend::silent(self.master_gain));
                let opening = self.begin_opening(Purpose::Start, former);
                if matches!(self.settings.device, AudioDevice::Named(_)) {
                    return Ok(Some(Awaited { opening, start_count: self.start_count }));
                }
                self.opening = Some(opening);
                return Ok(None);
            }
        };
        former.close_aside();
        Ok(None)
    }

    /// Ends a `start` whose device somebody waited for.
    ///
    /// # Errors
    /// That of the device, which is tried again all the same.
    pub(crate) fn finish_start(&mut self, answer: CoreResult<Opened>, start_count: u64) -> CoreResult<()> {
        if start_count != self.start_count {
            if let Ok((backend, _)) = answer {
                Former { backend, opening: None }.close_aside();
            }
            return Ok(());
        }
        match answer {
            Ok(opened) => {
                self.install(opened, false);
                Ok(())
            }
            Err(error) => {
                // Whoever asked for the device by name is told, and needs no line in the log beside it.
                self.opening = None;
                self.watch.absent();
                Err(error)
            }
        }
    }

    /// Closes the device; voices are only counted from here on.
    pub(crate) fn stop(&mut self) {
        self.replace(Backend::null()).close_aside();
    }

    /// Looks after the device: one that has opened plays, one that is gone gives way to silence and is tried
    /// again.
    pub(crate) fn watch_device(&mut self, elapsed_micros: u64) {
        if let Some(opening) = &mut self.opening {
            let purpose = opening.purpose;
            if let Some(answer) = opening.take() {
                self.finish_opening(answer, purpose);
            }
            return;
        }
        if self.looks_for_output(elapsed_micros) {
            return;
        }
        let frame = self.remote.gauge().frame();
        let verdict = match self.backend.health() {
            Some(health) => self.watch.look(elapsed_micros, frame, health),
            None => self.watch.wait(elapsed_micros),
        };
        match verdict {
            Verdict::GoOn => {}
            Verdict::GiveUp => {
                let reason = self.backend.health().map(|health| health.reason()).unwrap_or_default();
                log::warn!(
                    "the audio device {} is gone ({reason}): silence until it is back",
                    self.backend.name()
                );
                self.connect(Backend::silent(self.master_gain)).close_aside();
                self.watch.lost();
            }
            Verdict::Refuse => {
                log::warn!("the audio device {} does not keep time: silence instead", self.backend.name());
                self.connect(Backend::silent(self.master_gain)).close_aside();
                self.watch = Watch::default();
            }
            Verdict::TryAgain => {
                self.opening = Some(self.begin_opening(Purpose::Retry, nothing()));
            }
        }
    }

    fn finish_opening(&mut self, answer: Answer, purpose: Purpose) {
        match (answer.result, purpose) {
            (Ok(opened), _) => {
                self.install(opened, answer.is_other);
                if purpose != Purpose::Start {
                    log::info!("the audio device {} plays", self.backend.name());
                }
            }
            (Err(error), Purpose::Start) => self.note_absent(&error),
            (Err(error), Purpose::Retry) => {
                self.opening = None;
                log::debug!("{error}");
                self.watch.lost();
            }
            (Err(_), Purpose::Return) => self.opening = None,
        }
    }

    /// Begins to open what is wanted.
    fn begin_opening(&self, purpose: Purpose, former: Former) -> Opening {
        Opening::begin(self.opener, self.wanted_devices(purpose), self.master_gain, purpose, former)
    }

    fn note_absent(&mut self, error: &CoreError) {
        self.opening = None;
        log::warn!("{error}: the game plays without sound");
        self.watch.absent();
    }

    /// Lets a device play that was opened a while ago.
    fn install(&mut self, opened: Opened, is_other: bool) {
        self.opening = None;
        self.connect(opened).close_aside();
        self.note_output(is_other);
        let gain = self.master_gain;
        // The level may have been moved while the device was opened.
        self.commands.push(AudioCommand { frame: 0, action: AudioAction::Master { gain } });
        self.watch.opened();
    }

    /// Begins anew with another backend; gives what played, or was about to.
    fn replace(&mut self, opened: Opened) -> Former {
        self.start_count += 1;
        self.watch = Watch::default();
        self.output.stop_looking();
        let former = self.connect(opened);
        Former { opening: self.opening.take(), ..former }
    }

    /// Takes another backend in, with a mixer that knows nothing yet; gives the one that was there.
    fn connect(&mut self, (backend, remote): Opened) -> Former {
        let former = std::mem::replace(&mut self.backend, backend);
        self.remote = remote;
        self.commands.clear();
        self.follower.forget();
        self.streams = StreamBook::default();
        if self.is_paused {
            self.commands.push(AudioCommand { frame: 0, action: AudioAction::Pause });
        }
        Former { backend: former, opening: None }
    }
}

/// What plays meanwhile plays on: there is nothing to close first.
fn nothing() -> Former {
    Former { backend: Backend::null().0, opening: None }
}

impl Awaited {
    /// Waits until the device is open or refuses; gives what [`State::finish_start`] takes.
    pub(crate) async fn wait(self) -> (CoreResult<Opened>, u64) {
        (self.opening.wait().await, self.start_count)
    }
}

#[cfg(test)]
mod tests;
