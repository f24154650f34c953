//! What audio does in every frame, door included: the mixer is told how the world's voices differ from its own.
//!
//! Reading order: this file, [`follower`], [`timeline`], [`wanted`], [`hearing`], [`choice`], [`followed`],
//! [`drift`], [`course`], [`slots`], [`streams`], [`buses`]; and inside a tick [`ending`], [`conductor`], [`calls`].

pub mod follower;

pub mod timeline;

pub mod choice;
pub mod drift;
pub mod followed;
pub mod hearing;
pub mod wanted;

pub mod course;

pub mod slots;

pub mod streams;

pub mod buses;

pub mod calls;
pub mod conductor;
pub mod ending;

pub use follower::Follower;

use crate::backend::{Backend, Passed};
use crate::mixer::rings::AudioEvent;
use crate::state::{State, with_state};
use playground_core_client::Client;
use playground_core_client::audio::{AudioAction, AudioCommand, FollowFrame};
use playground_core_types::{CoreResult, read_now, write_now};
use playground_core_vtable::{InstanceId, Reply, VTableError};

/// The most that is kept of a recording: half an hour.
const RECORDED_SAMPLE_COUNT_MAX: usize = 2 * 48_000 * 60 * 30;

/// Lets the mixer follow the world after the ticks of a frame.
///
/// # Errors
/// A malformed payload; a busy world, whose ticks then count with the next call.
pub fn handle_follow(instance: InstanceId, payload: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    let frame: FollowFrame = bytemuck::try_pod_read_unaligned(payload)
        .map_err(|_| VTableError::malformed_payload("audio.follow", "a FollowFrame"))?;
    with_state(instance, |state, client| Ok(state.follow(client, frame)?))
}

impl State {
    /// Brings the mixer to where the world is, and lets it run as far as the frame took.
    ///
    /// # Errors
    /// A busy world: its ticks count with the next call.
    pub(crate) fn follow(&mut self, client: &Client, frame: FollowFrame) -> CoreResult<()> {
        self.watch_device(frame.elapsed_micros);
        self.take_events();
        self.follow_settings(client, frame.paused != 0);
        let frame = FollowFrame { ticks: frame.ticks.saturating_add(self.missed_ticks), ..frame };
        let result = self.follow_world(client, frame);
        self.missed_ticks = if result.is_ok() { 0 } else { frame.ticks };
        self.send_commands();
        let timeline = self.follower.timeline();
        let tick_frames = if result.is_ok() {
            timeline.frames_between(timeline.first_tick(), timeline.next_tick())
        } else {
            0
        };
        self.advance_backend(client, Passed { elapsed_micros: frame.elapsed_micros, tick_frames });
        self.record(client);
        result
    }

    fn follow_world(&mut self, client: &Client, frame: FollowFrame) -> CoreResult<()> {
        let world = read_now(&client.ecs.world)?;
        let sounds = read_now(&client.assets.sounds)?;
        let pace = self.backend.pace(self.remote.gauge().frame());
        self.follower.set_held(self.remote.gauge().held());
        self.follower.follow(&world, &sounds, frame, pace, &mut self.commands)
    }

    fn take_events(&mut self) {
        while let Some(event) = self.remote.next_event() {
            match event {
                AudioEvent::Ended { voice } => self.follower.voice_ended(voice),
                // Here, and not on the audio thread, is where it may be freed.
                AudioEvent::Released { sound } => drop(sound),
                AudioEvent::StreamReleased { ring } => {
                    drop(ring);
                    self.streams.released();
                }
            }
        }
    }

    fn follow_settings(&mut self, client: &Client, is_paused: bool) {
        if is_paused != self.is_paused {
            self.is_paused = is_paused;
            let action = if is_paused { AudioAction::Pause } else { AudioAction::Resume };
            self.commands.push(AudioCommand { frame: 0, action });
        }
        // While somebody writes the settings the old ones hold for one frame more.
        let Ok(settings) = read_now(&client.audio_settings) else { return };
        self.follow_output(&settings.output);
        self.follower.follow_settings(&settings, &mut self.commands);
        let gain = settings.master_gain();
        if gain != self.master_gain {
            self.master_gain = gain;
            self.commands.push(AudioCommand { frame: 0, action: AudioAction::Master { gain } });
        }
    }

    pub(crate) fn send_commands(&mut self) {
        if !matches!(self.backend, Backend::Null(_)) {
            self.streams.prepare(&mut self.commands);
        }
        let remote = &mut self.remote;
        let sent = self.commands.iter().take_while(|command| remote.send((*command).clone()).is_ok()).count();
        self.commands.drain(..sent);
    }

    fn record(&mut self, client: &Client) {
        if !self.settings.recorded {
            self.mixed.clear();
            return;
        }
        // While somebody reads the recording, what comes waits.
        let Ok(mut recorded) = write_now(&client.recorded_audio) else { return };
        let room = RECORDED_SAMPLE_COUNT_MAX.saturating_sub(recorded.len());
        recorded.extend_from_slice(&self.mixed[..self.mixed.len().min(room)]);
        if self.mixed.len() > room && !self.is_recording_full {
            self.is_recording_full = true;
            log::warn!("the recording of sound is half an hour long: it ends here");
        }
        self.mixed.clear();
    }
}
