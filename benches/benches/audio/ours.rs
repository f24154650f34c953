//! Our mixer at work.

use crate::{BLOCK_FRAMES, VOICE_COUNT};
use playground_core_assets::Sound;
use playground_core_client::audio::{
    AudioAction, AudioCommand, Compressor, Delay, Effect, Equalizer, Reverb, Space, Tween, VoiceStart,
};
use playground_core_types::{CoreResult, Handle};
use playground_systems_audio::mixer::rings::{MixerRemote, connect};
use playground_systems_audio::mixer::{Mixer, render};
use std::hint::black_box;

/// A speed at which no sample falls on a frame: what 44.1 kHz would need.
const STEP: u64 = VoiceStart::STEP_ONE / 480 * 441;

/// Longer than any run, so that levels are under way all the time.
const RAMP_FRAMES: u32 = 1 << 30;

/// Blocks of a tick at 60 Hz.
const TICK_BLOCKS: u64 = 6;

/// What the voices do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Another pitch, moving levels.
    Cubic,
    /// The pitch of the sound, as after resampling at load.
    Recorded,
    /// Levels of each ear and speed move in every tick.
    Space,
    /// As that, with delays and shadows.
    Ears,
    /// As cubic, through eight buses with four effects.
    Effects,
}

/// A mixer and the far end of its rings.
pub(crate) struct OurMix {
    remote: MixerRemote,
    mixer: Mixer,
    kind: Kind,
    blocks: u64,
    out: [f32; 2 * BLOCK_FRAMES],
}

impl OurMix {
    /// All voices of a kind, begun.
    pub(crate) fn new(sounds: &[(u16, Vec<f32>)], kind: Kind) -> CoreResult<Self> {
        let (remote, port) = connect();
        let mixer = Mixer::new(port, 1.0);
        let mut mix = Self { remote, mixer, kind, blocks: 0, out: [0.0; 2 * BLOCK_FRAMES] };
        for (slot, (channels, samples)) in sounds.iter().enumerate() {
            let side = |side: u16| samples.iter().skip(usize::from(side)).step_by(usize::from(*channels));
            let planar = (0..*channels).map(|index| side(index).copied().collect()).collect();
            let sound = Handle::new(Sound::from_channels(planar)?);
            mix.tell(AudioAction::Load { slot: slot as u16, sound });
        }
        for voice in 0..VOICE_COUNT as u16 {
            mix.begin(voice, sounds.len() as u16);
        }
        if kind == Kind::Effects {
            let effects = [
                (1, Effect::Reverb(Reverb::default())),
                (2, Effect::Delay(Delay::default())),
                (3, Effect::Compressor(Compressor { side_chain: Some(4), ..Compressor::default() })),
                (4, Effect::Equalizer(Equalizer { low_decibels: 6.0, ..Equalizer::default() })),
            ];
            for (bus, effect) in effects {
                mix.tell(AudioAction::Effect { bus, place: 0, effect });
            }
        }
        Ok(mix)
    }

    /// Mixes so many blocks.
    pub(crate) fn work(&mut self, blocks: u64) {
        for _ in 0..blocks {
            if matches!(self.kind, Kind::Space | Kind::Ears) && self.blocks.is_multiple_of(TICK_BLOCKS) {
                (0..VOICE_COUNT as u16).for_each(|voice| self.move_voice(voice));
            }
            render(&mut self.mixer, &mut self.out);
            black_box(&self.out);
            self.blocks += 1;
        }
    }

    fn begin(&mut self, voice: u16, slots: u16) {
        let has_space = matches!(self.kind, Kind::Space | Kind::Ears);
        let start = VoiceStart {
            slot: voice % slots,
            bus: if self.kind == Kind::Effects { 1 + voice % 8 } else { 0 },
            gain: 0.01,
            pan: f32::from(voice % 9) / 4.0 - 1.0,
            looped: true,
            offset_frames: u64::from(voice) * 300,
            step: if self.kind == Kind::Recorded { VoiceStart::STEP_ONE } else { STEP },
            space: has_space.then(|| self.space(voice)),
            ..VoiceStart::default()
        };
        self.tell(AudioAction::Play { voice, start });
        if !has_space {
            let tween = Tween::linear(RAMP_FRAMES);
            self.tell(AudioAction::Level { voice, gain: 0.02, pan: start.pan, tween });
        }
    }

    fn space(&self, voice: u16) -> Space {
        let turn = ((self.blocks / TICK_BLOCKS + u64::from(voice)) % 100) as f32 / 100.0;
        let flat = Space::of_gains([0.5 + 0.5 * turn, 1.0 - 0.5 * turn]);
        if self.kind == Kind::Space {
            return flat;
        }
        let cutoffs_hertz = [2_000.0 + 10_000.0 * turn, 12_000.0 - 10_000.0 * turn];
        Space { delays_frames: [30.0 * turn, 30.0 - 30.0 * turn], cutoffs_hertz, ..flat }
    }

    fn move_voice(&mut self, voice: u16) {
        let space = self.space(voice);
        let step = STEP + (self.blocks % 1_000) * 10_000;
        self.tell(AudioAction::Space { voice, space, step, frames: 800 });
    }

    fn tell(&mut self, action: AudioAction) {
        // There is room for all of a tick.
        drop(self.remote.send(AudioCommand { frame: 0, action }));
    }
}
