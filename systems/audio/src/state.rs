//! What the system keeps for each client: the way to its data, the follower, and the open backend.

use crate::backend::Backend;
use crate::backend::watch::{Verdict, Watch};
use crate::mixer::rings::MixerRemote;
use crate::step::Follower;
use playground_core_client::Client;
use playground_core_client::audio::operations::SYSTEM;
use playground_core_client::audio::{AudioAction, AudioCommand, AudioDevice, AudioSettings, AudioStats};
use playground_core_types::{CoreResult, Handle, read_now, write_now};
use playground_core_vtable::{InstanceId, VTableError, VTableErrorKind};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The private state of one client. All of it can be made anew from the world.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) client: Handle<Client>,
    pub(crate) backend: Backend,
    pub(crate) remote: MixerRemote,
    pub(crate) follower: Follower,
    pub(crate) watch: Watch,
    /// What `start` read: the device that is wanted, and whether a recording is.
    pub(crate) settings: AudioSettings,
    /// Commands that found no room on the ring yet, in order.
    pub(crate) commands: Vec<AudioCommand>,
    /// What the offline device mixed and nobody has taken yet.
    pub(crate) mixed: Vec<f32>,
    pub(crate) master_gain: f32,
    pub(crate) is_paused: bool,
    /// Ticks of calls that found the world busy.
    pub(crate) missed_ticks: u32,
    pub(crate) is_recording_full: bool,
}

// A device may not leave the thread that opened it on every platform, so the state does not either.
thread_local! {
    static STATES: RefCell<BTreeMap<InstanceId, State>> = const { RefCell::new(BTreeMap::new()) };
}

/// Begins with fresh state for `client`; a state that was there before goes, and closes its device.
pub(crate) fn insert(client: &Handle<Client>) {
    let state = State::new(client.clone());
    STATES.with_borrow_mut(|states| states.insert(client.vtable.instance(), state));
}

/// Runs `work` on the state of `instance`.
///
/// # Errors
/// [`VTableErrorKind::Closed`] when the system was registered on another thread, and those of `work`.
pub(crate) fn with_state<R>(
    instance: InstanceId,
    work: impl FnOnce(&mut State) -> Result<R, VTableError>,
) -> Result<R, VTableError> {
    STATES.with_borrow_mut(|states| match states.get_mut(&instance) {
        Some(state) => work(state),
        None => {
            let message = "the system has no state on this thread: call it on the thread that registered it";
            Err(VTableError::new(VTableErrorKind::Closed, SYSTEM, message))
        }
    })
}

impl State {
    fn new(client: Handle<Client>) -> Self {
        let (backend, remote) = Backend::null();
        Self {
            client,
            backend,
            remote,
            follower: Follower::new(),
            watch: Watch::default(),
            settings: AudioSettings::default(),
            commands: Vec::new(),
            mixed: Vec::new(),
            master_gain: 1.0,
            is_paused: false,
            missed_ticks: 0,
            is_recording_full: false,
        }
    }

    /// Opens what the settings name, or plays into silence.
    ///
    /// # Errors
    /// Busy data; a device that was asked for by name and is not there.
    pub(crate) fn start(&mut self) -> CoreResult<()> {
        self.settings = read_now(&self.client.audio_settings)?.clone();
        self.master_gain = self.settings.master_gain();
        write_now(&self.client.recorded_audio)?.clear();
        self.is_recording_full = false;
        self.follower = Follower::new();
        self.watch = Watch::default();
        // The old device is closed first: it may be the same one, and take one player only.
        self.connect(Backend::null());
        match Backend::open(&self.settings.device, self.master_gain) {
            Ok(opened) => {
                self.connect(opened);
                self.watch.opened();
                Ok(())
            }
            Err(error) => {
                log::warn!("{error}: the game plays without sound");
                self.connect(Backend::silent(self.master_gain));
                if matches!(self.settings.device, AudioDevice::Named(_)) { Err(error) } else { Ok(()) }
            }
        }
    }

    /// Closes the device; voices are only counted from here on.
    pub(crate) fn stop(&mut self) {
        self.watch = Watch::default();
        self.connect(Backend::null());
    }

    /// Fades all voices out and forgets all sounds.
    pub(crate) fn reset(&mut self) {
        self.follower.reset(&mut self.commands);
        self.send_commands();
    }

    /// Writes down what was counted.
    pub(crate) fn write_stats(&self, stats: &mut AudioStats) {
        let gauge = self.remote.gauge();
        stats.voices = gauge.voices();
        stats.peak = gauge.peak();
        stats.frames = gauge.frame();
        stats.played = gauge.played();
        stats.dropped = self.follower.dropped();
        let health = self.backend.health();
        stats.late_blocks = health.map_or(0, |health| health.late_blocks());
        stats.underruns = health.map_or(0, |health| health.underruns());
        if stats.device != self.backend.name() {
            self.backend.name().clone_into(&mut stats.device);
        }
    }

    /// Takes another backend in, with a mixer that knows nothing yet.
    pub(crate) fn connect(&mut self, (backend, remote): (Backend, MixerRemote)) {
        self.backend = backend;
        self.remote = remote;
        self.commands.clear();
        self.follower.forget();
        if self.is_paused {
            self.commands.push(AudioCommand { frame: 0, action: AudioAction::Pause });
        }
    }

    pub(crate) fn watch_device(&mut self, elapsed_micros: u64) {
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
                self.connect(Backend::silent(self.master_gain));
                self.watch.lost();
            }
            Verdict::Refuse => {
                log::warn!("the audio device {} does not keep time: silence instead", self.backend.name());
                self.connect(Backend::silent(self.master_gain));
                self.watch = Watch::default();
            }
            Verdict::TryAgain => match Backend::open(&self.settings.device, self.master_gain) {
                Ok(opened) => {
                    self.connect(opened);
                    self.watch.opened();
                    log::info!("the audio device {} plays", self.backend.name());
                }
                Err(error) => {
                    log::debug!("{error}");
                    self.watch.lost();
                }
            },
        }
    }
}
