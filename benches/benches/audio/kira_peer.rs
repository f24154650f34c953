//! kira at work.

use crate::VOICE_COUNT;
use kira::backend::mock::{MockBackend, MockBackendSettings};
use kira::listener::ListenerHandle;
use kira::sound::static_sound::{StaticSoundData, StaticSoundHandle, StaticSoundSettings};
use kira::track::{MainTrackBuilder, SpatialTrackBuilder, SpatialTrackHandle};
use kira::{AudioManager, AudioManagerSettings, Capacities, Frame, Tween};
use mint::{Quaternion, Vector3};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

/// Blocks of a tick at 60 Hz.
const TICK_BLOCKS: u64 = 6;

/// A manager with all its voices.
pub(crate) struct KiraMix {
    manager: AudioManager<MockBackend>,
    tracks: Vec<SpatialTrackHandle>,
    _sounds: Vec<StaticSoundHandle>,
    _listener: Option<ListenerHandle>,
    blocks: u64,
}

impl KiraMix {
    /// Voices on the main track, whose levels move.
    pub(crate) fn flat(sounds: &[(u16, Vec<f32>)]) -> CoreResult<Self> {
        let mut mix = Self::empty()?;
        for voice in 0..VOICE_COUNT {
            let data = data(sounds, voice).panning((voice % 9) as f32 / 4.0 - 1.0);
            let mut sound = mix.manager.play(data).map_err(|error| failed(&error))?;
            let long = Tween { duration: Duration::from_secs(20_000), ..Tween::default() };
            sound.set_volume(-34.0, long);
            mix._sounds.push(sound);
        }
        Ok(mix)
    }

    /// Voices on a spatial track each, which move in every tick.
    pub(crate) fn space(sounds: &[(u16, Vec<f32>)]) -> CoreResult<Self> {
        let mut mix = Self::empty()?;
        let upright = Quaternion { v: Vector3 { x: 0.0, y: 0.0, z: 0.0 }, s: 1.0 };
        let middle = Vector3 { x: 0.0, y: 0.0, z: 0.0 };
        let listener = mix.manager.add_listener(middle, upright).map_err(|error| failed(&error))?;
        for voice in 0..VOICE_COUNT {
            let builder =
                SpatialTrackBuilder::new().distances((1.0, 100.0)).sound_capacity(1).sub_track_capacity(0);
            let track = mix.manager.add_spatial_sub_track(listener.id(), place(voice, 0), builder);
            let mut track = track.map_err(|error| failed(&error))?;
            mix._sounds.push(track.play(data(sounds, voice)).map_err(|error| failed(&error))?);
            mix.tracks.push(track);
        }
        mix._listener = Some(listener);
        Ok(mix)
    }

    fn empty() -> CoreResult<Self> {
        let settings = AudioManagerSettings {
            capacities: Capacities { sub_track_capacity: VOICE_COUNT, ..Capacities::default() },
            main_track_builder: MainTrackBuilder::new().sound_capacity(VOICE_COUNT),
            internal_buffer_size: crate::BLOCK_FRAMES,
            backend_settings: MockBackendSettings { sample_rate: 48_000 },
        };
        let manager = AudioManager::new(settings).map_err(|error| failed(&error))?;
        Ok(Self { manager, tracks: Vec::new(), _sounds: Vec::new(), _listener: None, blocks: 0 })
    }

    /// Mixes so many blocks.
    pub(crate) fn work(&mut self, blocks: u64) {
        for _ in 0..blocks {
            if self.blocks.is_multiple_of(TICK_BLOCKS) {
                let tick = Tween { duration: Duration::from_micros(16_667), ..Tween::default() };
                for (voice, track) in self.tracks.iter_mut().enumerate() {
                    track.set_position(place(voice, self.blocks), tick);
                }
            }
            let backend = self.manager.backend_mut();
            backend.on_start_processing();
            backend.process();
            self.blocks += 1;
        }
    }
}

fn place(voice: usize, blocks: u64) -> Vector3<f32> {
    let turn = ((blocks / TICK_BLOCKS + voice as u64) % 100) as f32 / 100.0;
    Vector3 { x: turn * 20.0 - 10.0, y: 0.0, z: 3.0 }
}

fn data(sounds: &[(u16, Vec<f32>)], voice: usize) -> StaticSoundData {
    let (channels, samples) = &sounds[voice % sounds.len()];
    let frames: Arc<[Frame]> = match channels {
        1 => samples.iter().map(|sample| Frame::from_mono(*sample)).collect(),
        _ => samples.chunks_exact(2).map(|pair| Frame::new(pair[0], pair[1])).collect(),
    };
    let data =
        StaticSoundData { sample_rate: 44_100, frames, settings: StaticSoundSettings::new(), slice: None };
    data.volume(-40.0).loop_region(..).start_position(voice as f64 * 300.0 / 44_100.0)
}

fn failed(error: &impl Debug) -> CoreError {
    CoreError::new(ErrorKind::NoDevice, format!("kira: {error:?}"))
}
