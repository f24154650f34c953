//! Registers the system with a client: its direct operations and its queue; and with a game: its systems.

use crate::backend::Backend;
use crate::backend::far::FarReport;
use crate::state;
use crate::step::calls::play_cues;
use crate::step::conductor::conduct;
use crate::step::ending::{begin_emitters, end_emitter_tones, end_emitters, end_tones, end_voices};
use crate::vtable_handlers::{handle_audio_operations, handle_follow, handle_reset, handle_stats};
use playground_core_client::audio::operations::{FOLLOW, RESET, STATS, SYSTEM};
use playground_core_client::audio::{
    BusEffect, BusLevel, CueTable, CueTimes, CueVoice, Cues, Music, MusicPlaying, SoundCue, SoundEmitter,
    SoundLengths, SoundListener, SoundTone, Tempo, Voice,
};
use playground_core_client::{Client, get_client_instance};
use playground_core_ecs::{Registry, Stage};
use playground_core_types::{CoreResult, Handle};
use playground_core_vtable::{InstanceId, System, serve};

/// Commands that may wait at a time: `start`, and room for a few more.
const QUEUE_CAPACITY: usize = 8;

/// Registers with the global client; to be called inside a tokio runtime.
///
/// # Errors
/// Those of [`register_audio_handlers`].
pub async fn initialize() -> CoreResult<()> {
    register_audio_handlers(&get_client_instance()?)
}

/// Registers with `client`, or replaces the system there; to be called inside a tokio runtime.
///
/// Until `start` voices are only counted. A device that is open already plays on.
///
/// # Errors
/// [`ErrorKind::Dispatch`](playground_core_types::ErrorKind::Dispatch) when the VTable is full.
pub fn register_audio_handlers(client: &Handle<Client>) -> CoreResult<()> {
    let system = System::new(SYSTEM)
        .operation(FOLLOW, handle_follow)
        .operation(RESET, handle_reset)
        .operation(STATS, handle_stats);
    client.vtable.register(system)?;
    let queue = client.vtable.register_queue(SYSTEM, QUEUE_CAPACITY)?;
    state::insert(client);
    tokio::spawn(serve(queue, handle_audio_operations));
    Ok(())
}

/// Adds the components, the resource and the system of audio to a game; the runtime calls it for every game
/// and sets the resources [`SoundLengths`] and [`CueTable`] when the sounds are loaded.
///
/// # Errors
/// As [`Registry::system`], when a plugin took the system's name.
pub fn register_systems(registry: &mut Registry) -> CoreResult<()> {
    registry.component(Voice::SCHEMA).component(BusLevel::SCHEMA).component(BusEffect::SCHEMA);
    registry.component(SoundEmitter::SCHEMA).component(SoundListener::SCHEMA).component(SoundCue::SCHEMA);
    registry.component(Music::SCHEMA).component(SoundTone::SCHEMA).component(CueVoice::SCHEMA);
    registry.resource(&SoundLengths::default()).resource(&CueTable::default()).resource(&CueTimes::default());
    registry.resource(&MusicPlaying::default()).resource(&Cues::default());
    // A plugin may have set the beat that its game begins with.
    if !registry.resources.iter().any(|(id, _)| *id == Tempo::ID) {
        registry.resource(&Tempo::default());
    }
    for system in [
        end_voices::SYSTEM,
        end_tones::SYSTEM,
        begin_emitters::SYSTEM,
        end_emitters::SYSTEM,
        end_emitter_tones::SYSTEM,
        conduct::SYSTEM,
        play_cues::SYSTEM,
    ] {
        registry.system(Stage::Last, system)?;
    }
    Ok(())
}

/// Exchanges messages with a mixer that is elsewhere: takes its report where there is one, and gives what it is to be
/// told. Empty when there is nothing to say, or another device plays.
///
/// # Errors
/// [`ErrorKind::Dispatch`](playground_core_types::ErrorKind::Dispatch) when this thread serves no such client.
pub fn exchange_far(instance: InstanceId, report: Option<FarReport>) -> CoreResult<Vec<u8>> {
    Ok(state::with_state(instance, |state, _| {
        let Backend::Far(far) = &mut state.backend else { return Ok(Vec::new()) };
        if let Some(report) = report {
            far.take_report(&report);
        }
        Ok(far.take_message())
    })?)
}
