//! What the system keeps for each client: the follower, and the open backend.

use crate::backend::Backend;
use crate::backend::opening::{Opener, Opening};
use crate::backend::watch::Watch;
use crate::device::output::OutputChoice;
use crate::mixer::rings::MixerRemote;
use crate::step::Follower;
use crate::step::streams::StreamBook;
use playground_core_client::Client;
use playground_core_client::audio::operations::SYSTEM;
use playground_core_client::audio::{AudioCommand, AudioSettings, AudioStats};
use playground_core_types::{CoreResult, Handle, read_now};
use playground_core_vtable::{InstanceId, Served, VTableError};

/// The private state of one client. All of it can be made anew from the world.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) backend: Backend,
    pub(crate) remote: MixerRemote,
    pub(crate) follower: Follower,
    pub(crate) streams: StreamBook,
    pub(crate) watch: Watch,
    /// The output that the player chose.
    pub(crate) output: OutputChoice,
    pub(crate) opener: Opener,
    /// The device that is to play as soon as it is open.
    pub(crate) opening: Option<Opening>,
    /// How often `start` and `stop` were called: a device that was opened for an earlier one is not wanted.
    pub(crate) start_count: u64,
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

thread_local! {
    static STATES: Served<Client, State> = const { Served::new(SYSTEM) };
}

/// Begins to serve `client`; the devices of a system that served it before are handed over.
pub(crate) fn insert(client: &Handle<Client>) {
    STATES.with(|states| states.serve(client.vtable.instance(), client, State::new));
}

/// Runs `work` on the state of an instance.
///
/// # Errors
/// [`Closed`](playground_core_vtable::VTableErrorKind::Closed) when this thread serves no such client, and
/// those of `work`.
pub(crate) fn with_state<R>(
    instance: InstanceId,
    work: impl FnOnce(&mut State, &Client) -> Result<R, VTableError>,
) -> Result<R, VTableError> {
    STATES.with(|states| states.with(instance, |state, client| work(state, client)))
}

impl State {
    fn new() -> Self {
        let (backend, remote) = Backend::null();
        Self {
            backend,
            remote,
            follower: Follower::new(),
            streams: StreamBook::default(),
            watch: Watch::default(),
            output: OutputChoice::default(),
            opener: Backend::open,
            opening: None,
            start_count: 0,
            settings: AudioSettings::default(),
            commands: Vec::new(),
            mixed: Vec::new(),
            master_gain: 1.0,
            is_paused: false,
            missed_ticks: 0,
            is_recording_full: false,
        }
    }

    /// Fades all voices out and forgets all sounds; the buses are those of the game that is open.
    ///
    /// # Errors
    /// Busy data.
    pub(crate) fn reset(&mut self, client: &Client) -> CoreResult<()> {
        let manifest = read_now(&client.assets.manifest)?;
        let declarations = manifest.as_ref().map_or([].as_slice(), |manifest| manifest.buses.as_slice());
        self.follower.reset(declarations, &mut self.commands);
        self.send_commands();
        Ok(())
    }

    /// Writes down what was counted.
    pub(crate) fn write_stats(&self, stats: &mut AudioStats) {
        let gauge = self.remote.gauge();
        stats.voices = gauge.voices();
        stats.peak = gauge.peak();
        stats.frames = gauge.frame();
        stats.played = self.follower.played();
        stats.dropped = self.follower.dropped();
        let health = self.backend.health();
        stats.late_blocks = health.map_or(0, |health| health.late_blocks());
        stats.underruns = gauge.underruns() + health.map_or(0, |health| health.underruns());
        if stats.device != self.backend.name() {
            self.backend.name().clone_into(&mut stats.device);
        }
    }
}
