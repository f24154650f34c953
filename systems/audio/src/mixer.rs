//! The mixer: a pure function of its state and its commands, safe to run on an audio thread.
//!
//! Inside, sound is planar `f32` at 48 kHz; out come interleaved stereo frames. A block is split wherever a
//! command is due, and ramps are functions of the frame and not of the block, so the output is the same,
//! bit for bit, however it is cut into blocks. Nothing here allocates, locks or frees: sounds come in by
//! one ring and go back by another.
//!
//! Reading order: this file, [`rings`], [`voice`], [`pitch`], [`ramp`], [`pan`], [`bus`], [`ceiling`].

pub mod rings;
pub mod voice;

pub mod bus;
pub mod ceiling;
pub mod pan;
pub mod pitch;
pub mod ramp;

#[cfg(test)]
mod tests;

use bus::{MixerBus, mix_down};
use ceiling::apply_ceiling;
use pan::Gains;
use playground_core_assets::Sound;
use playground_core_client::audio::{
    AudioAction, MIXER_BUS_COUNT, SOUND_COUNT_MAX, VOICE_COUNT_MAX, VoiceStart,
};
use playground_core_types::Handle;
use ramp::Ramp;
use rings::{AudioEvent, MixerPort};
use voice::MixerVoice;

/// Frames that are mixed at a time, at most: two blocks of this size stay in the fastest cache.
pub const BLOCK_FRAMES: usize = 256;

/// How long a change of level takes, so that it does not click: 5 ms.
pub const RAMP_FRAMES: u32 = 240;

/// Everything that sounds, and the way in and out. All its memory is taken when it is made.
#[derive(Debug)]
pub struct Mixer {
    port: MixerPort,
    /// Frames rendered so far: the clock that commands are stamped by.
    frame: u64,
    sounds: Vec<Option<Handle<Sound>>>,
    voices: Vec<MixerVoice>,
    master: Ramp<1>,
    /// 1 while voices go on, 0 while they are held.
    running: Ramp<1>,
    /// Each goes through one of a lower number; the first is what is heard.
    buses: Vec<MixerBus>,
}

impl Mixer {
    /// A silent mixer at the far end of `port`, whose level is `master_gain` from the first frame on.
    pub fn new(port: MixerPort, master_gain: f32) -> Self {
        Self {
            port,
            frame: 0,
            sounds: vec![None; SOUND_COUNT_MAX],
            voices: vec![MixerVoice::default(); VOICE_COUNT_MAX],
            master: Ramp::steady([master_gain]),
            running: Ramp::steady([1.0]),
            buses: vec![MixerBus::default(); MIXER_BUS_COUNT],
        }
    }
}

/// Fills `out` with the next frames, interleaved left and right; an odd last sample becomes silence.
pub fn render(mixer: &mut Mixer, out: &mut [f32]) {
    let mut rest = out;
    while rest.len() >= 2 {
        apply_due_commands(mixer);
        let frames = segment_frames(mixer, rest.len() / 2);
        let (segment, behind) = rest.split_at_mut(frames * 2);
        mix(mixer, segment);
        mixer.frame += frames as u64;
        rest = behind;
    }
    rest.fill(0.0);
    report_ended_voices(mixer);
    let voices = mixer.voices.iter().filter(|voice| voice.is_audible()).count();
    mixer.port.gauge.publish(mixer.frame, voices as u32);
}

/// How many frames can be mixed before a command is due or all voices come to be held.
fn segment_frames(mixer: &Mixer, wanted: usize) -> usize {
    let mut frames = wanted.min(BLOCK_FRAMES);
    if let Some(due) = mixer.port.next_due_frame()
        && due > mixer.frame
    {
        frames = frames.min(usize::try_from(due - mixer.frame).unwrap_or(BLOCK_FRAMES));
    }
    match mixer.running.remaining() {
        0 => frames,
        remaining => frames.min(remaining as usize),
    }
}

/// Whether all voices stay where they are.
fn is_held(mixer: &Mixer) -> bool {
    mixer.running.remaining() == 0 && mixer.running.value() == [0.0]
}

fn mix(mixer: &mut Mixer, out: &mut [f32]) {
    let frames = out.len() / 2;
    let is_held = is_held(mixer);
    if !is_held {
        for voice in mixer.voices.iter_mut().filter(|voice| voice.is_audible()) {
            let sound = mixer.sounds.get(voice.slot()).and_then(Option::as_deref);
            let Some(bus) = mixer.buses.get_mut(voice.bus()) else { continue };
            let (left, right) = bus.sides(frames);
            voice.add(sound, left, right);
        }
    }
    mix_down(&mut mixer.buses, frames);
    if let Some(heard) = mixer.buses.first_mut() {
        heard.begin(frames);
        let peak = write_out(heard, &mixer.master, &mixer.running, out);
        mixer.port.gauge.raise_peak(peak);
    }
    mixer.buses.iter_mut().for_each(|bus| bus.advance(frames));
    mixer.master.advance(frames as u32);
    mixer.running.advance(frames as u32);
}

/// Brings what is heard to its level and into `out`; gives the largest amplitude.
fn write_out(heard: &MixerBus, master: &Ramp<1>, running: &Ramp<1>, out: &mut [f32]) -> f32 {
    let mut peak = 0.0_f32;
    for (index, pair) in out.chunks_exact_mut(2).enumerate() {
        let ahead = index as u32;
        let ([master], [running]) = (master.value_at(ahead), running.value_at(ahead));
        let gain = heard.gain_at(ahead) * master * running;
        let [left, right] = heard.frame(index);
        pair[0] = apply_ceiling(left * gain);
        pair[1] = apply_ceiling(right * gain);
        peak = peak.max(pair[0].abs()).max(pair[1].abs());
    }
    peak
}

fn apply_due_commands(mixer: &mut Mixer) {
    // A command may send a sound back, and a sound must not be freed here: without room on the ring
    // commands wait.
    while mixer.port.next_due_frame().is_some_and(|due| due <= mixer.frame) && mixer.port.has_room() {
        let Some(command) = mixer.port.take_command() else { return };
        apply(mixer, command.action);
    }
}

fn apply(mixer: &mut Mixer, action: AudioAction) {
    match action {
        AudioAction::Load { slot, sound } => exchange_sound(mixer, slot, Some(sound)),
        AudioAction::Unload { slot } => exchange_sound(mixer, slot, None),
        AudioAction::Play { voice, start } => play(mixer, voice, &start),
        AudioAction::Set { voice, gain, pan } => {
            if let Some(voice) = mixer.voices.get_mut(usize::from(voice)) {
                let sound = mixer.sounds.get(voice.slot()).and_then(Option::as_deref);
                voice.set(Gains::of(gain, pan, sound.map_or(1, |sound| sound.channels.len())));
            }
        }
        AudioAction::Stop { voice, fade_frames } => {
            // What is held is silent, and would fade only when it goes on.
            let fade_frames = if is_held(mixer) { 0 } else { fade_frames };
            if let Some(voice) = mixer.voices.get_mut(usize::from(voice)) {
                voice.stop(fade_frames);
            }
        }
        AudioAction::Route { bus, parent } if parent < bus => {
            if let Some(bus) = mixer.buses.get_mut(usize::from(bus)) {
                bus.route(parent);
            }
        }
        AudioAction::Route { .. } => {}
        AudioAction::Bus { bus, gain } => {
            let is_silent = !is_anything_audible(mixer);
            if let Some(bus) = mixer.buses.get_mut(usize::from(bus)) {
                bus.set(gain, is_silent);
            }
        }
        AudioAction::Pause => mixer.running.start([0.0], RAMP_FRAMES),
        AudioAction::Resume => {
            // Where nothing is held nothing clicks, and what begins now begins with all its attack.
            let is_empty = !is_anything_audible(mixer);
            mixer.running.start([1.0], if is_empty { 0 } else { RAMP_FRAMES });
        }
        AudioAction::Master { gain } => mixer.master.start([gain], RAMP_FRAMES),
        _ => {}
    }
}

fn play(mixer: &mut Mixer, voice: u16, start: &VoiceStart) {
    let sound = mixer.sounds.get(usize::from(start.slot)).and_then(Option::as_deref);
    let Some(sound) = sound.filter(|_| usize::from(start.bus) < MIXER_BUS_COUNT) else {
        end_voice(mixer, voice);
        return;
    };
    if let Some(voice) = mixer.voices.get_mut(usize::from(voice)) {
        *voice = MixerVoice::playing(start, Gains::of(start.gain, start.pan, sound.channels.len()));
        mixer.port.gauge.count_played();
    }
}

fn is_anything_audible(mixer: &Mixer) -> bool {
    mixer.voices.iter().any(MixerVoice::is_audible)
}

fn end_voice(mixer: &mut Mixer, voice: u16) {
    if let Some(voice) = mixer.voices.get_mut(usize::from(voice)) {
        voice.end();
    }
}

/// Puts a sound into a slot and sends what lay there back to where it may be freed.
fn exchange_sound(mixer: &mut Mixer, slot: u16, sound: Option<Handle<Sound>>) {
    let old = match mixer.sounds.get_mut(usize::from(slot)) {
        Some(place) => std::mem::replace(place, sound),
        None => sound,
    };
    let Some(old) = old else { return };
    for voice in
        mixer.voices.iter_mut().filter(|voice| voice.is_audible() && voice.slot() == usize::from(slot))
    {
        voice.end();
    }
    mixer.port.send(AudioEvent::Released { sound: old });
}

/// Tells which voices have ended; what finds no room on the ring is told after the next block.
fn report_ended_voices(mixer: &mut Mixer) {
    for (index, voice) in mixer.voices.iter_mut().enumerate() {
        if voice.has_ended() && mixer.port.has_room() {
            mixer.port.send(AudioEvent::Ended { voice: index as u16 });
            voice.free();
        }
    }
}
