//! What each command does to the mixer.

use crate::mixer::pitch::Place;
use crate::mixer::rings::AudioEvent;
use crate::mixer::streams::{TAKEN_FRAMES_MAX, has};
use crate::mixer::voice::{MixerVoice, sound_frames};
use crate::mixer::{GAIN_MAX, Mixer, RAMP_FRAMES};
use playground_core_assets::{Sound, StreamRing};
use playground_core_client::audio::{AudioAction, Effect, MIXER_BUS_COUNT, Space, Tone, Tween, VoiceStart};
use playground_core_types::Handle;

/// Lets a command take effect before the next frame.
pub fn apply(mixer: &mut Mixer, action: AudioAction) {
    match action {
        AudioAction::Load { slot, sound } => exchange(mixer, slot, Some(sound)),
        AudioAction::Unload { slot } => exchange(mixer, slot, None),
        AudioAction::Play { voice, start } => play(mixer, voice, &start),
        AudioAction::PlayTone { voice, start, tone } => play_tone(mixer, voice, &start, &tone),
        AudioAction::PlayStream { voice, start, ring } => play_stream(mixer, voice, &start, ring),
        AudioAction::SeekStream { voice, offset_frames, offset_fraction, ring } => {
            let place = Place { frame: offset_frames, fraction: offset_fraction };
            seek_stream(mixer, voice, place, ring);
        }
        AudioAction::LoopStream { voice, offset_frames, ring } => {
            loop_stream(mixer, voice, offset_frames, ring);
        }
        AudioAction::Set { voice, gain, pan } => level(mixer, voice, [gain, pan], Tween::SHORT),
        AudioAction::Level { voice, gain, pan, tween } => level(mixer, voice, [gain, pan], tween),
        AudioAction::Pitch { voice, step, tween } => {
            if let Some(voice) = mixer.voices.audible_mut(voice) {
                voice.set_step(step, tween);
            }
        }
        AudioAction::Space { voice, space, step, frames } => go(mixer, voice, &space, (step, frames)),
        AudioAction::Seek { voice, offset_frames, offset_fraction } => {
            seek(mixer, voice, Place { frame: offset_frames, fraction: offset_fraction });
        }
        AudioAction::Loop { voice, looped, loop_start_frames, loop_end_frames, .. } => {
            set_loop(mixer, voice, looped, [loop_start_frames, loop_end_frames]);
        }
        AudioAction::Hold { voice } => hold(mixer, voice, true),
        AudioAction::Continue { voice } => hold(mixer, voice, false),
        AudioAction::Release { voice } => {
            let length = length_of(mixer, voice);
            if let Some(voice) = mixer.voices.audible_mut(voice).filter(|voice| voice.stream().is_none()) {
                voice.release(length);
            }
        }
        AudioAction::Stop { voice, fade_frames } => stop(mixer, voice, fade_frames),
        action => apply_to_buses(mixer, &action),
    }
}

fn apply_to_buses(mixer: &mut Mixer, action: &AudioAction) {
    match *action {
        AudioAction::Route { bus, parent } if parent < bus => {
            if let Some(bus) = mixer.buses.get_mut(bus) {
                bus.route(parent);
            }
        }
        AudioAction::Bus { bus, gain } => bus_level(mixer, bus, gain, Tween::SHORT),
        AudioAction::BusLevel { bus, gain, tween } => bus_level(mixer, bus, gain, tween),
        AudioAction::Send { bus, target, gain } if target < bus => {
            let is_silent = !mixer.voices.is_any_audible();
            if let Some(bus) = mixer.buses.get_mut(bus) {
                bus.send(target, sane_gain(gain), is_silent);
            }
        }
        AudioAction::Effect { bus, place, effect } => set_effect(mixer, (bus, place), &effect),
        AudioAction::Pause => mixer.running.start([0.0], RAMP_FRAMES),
        AudioAction::Resume => {
            // Where nothing is held nothing clicks, and what begins now begins with all its attack.
            let is_empty = !mixer.voices.is_any_audible();
            mixer.running.start([1.0], if is_empty { 0 } else { RAMP_FRAMES });
        }
        AudioAction::Master { gain } => mixer.master.start([sane_gain(gain)], RAMP_FRAMES),
        _ => {}
    }
}

fn play(mixer: &mut Mixer, voice: u16, start: &VoiceStart) {
    let sound = mixer.sounds.get(usize::from(start.slot));
    let Some(sound) = sound.filter(|_| usize::from(start.bus) < MIXER_BUS_COUNT) else {
        mixer.voices.leave_tail(usize::from(voice));
        mixer.voices.end(voice);
        return;
    };
    let playing = MixerVoice::playing(start, sound);
    begin(mixer, voice, playing);
}

fn play_tone(mixer: &mut Mixer, voice: u16, start: &VoiceStart, tone: &Tone) {
    if usize::from(start.bus) < MIXER_BUS_COUNT {
        begin(mixer, voice, MixerVoice::sounding(start, tone));
    } else {
        mixer.voices.leave_tail(usize::from(voice));
        mixer.voices.end(voice);
    }
}

fn play_stream(mixer: &mut Mixer, voice: u16, start: &VoiceStart, ring: Handle<StreamRing>) {
    if usize::from(start.bus) < MIXER_BUS_COUNT
        && let Some(index) = put_stream(mixer, ring)
        && let Some(ring) = mixer.streams.get(index)
    {
        let playing = MixerVoice::streaming(start, (index, ring));
        begin(mixer, voice, playing);
        return;
    }
    mixer.voices.leave_tail(usize::from(voice));
    mixer.voices.end(voice);
}

fn seek_stream(mixer: &mut Mixer, voice: u16, place: Place, ring: Handle<StreamRing>) {
    let Some(stream) = put_stream(mixer, ring) else { return };
    let is_stream = mixer.voices.audible_mut(voice).is_some_and(|voice| voice.stream().is_some());
    if !is_stream {
        return;
    }
    if !mixer.is_held()
        && let Some(ring) = mixer.streams.get(stream)
        && !has(ring, place.frame + 2 * TAKEN_FRAMES_MAX as u64)
        && let Some(voice) = mixer.voices.audible_mut(voice)
        && voice.is_fed()
    {
        // It goes on where it is until it can go on there: better than a gap.
        voice.await_stream(place.frame, stream);
        return;
    }
    leave_tail(mixer, voice);
    let Mixer { voices, streams, .. } = mixer;
    if let (Some(voice), Some(ring)) = (voices.audible_mut(voice), streams.get(stream)) {
        voice.seek_stream(place, (stream, ring));
    }
}

fn loop_stream(mixer: &mut Mixer, voice: u16, frame: u64, ring: Handle<StreamRing>) {
    let Some(stream) = put_stream(mixer, ring) else { return };
    let Mixer { voices, streams, .. } = mixer;
    let Some(voice) = voices.audible_mut(voice).filter(|voice| voice.stream().is_some()) else { return };
    voice.await_stream(frame, stream);
    if let Some(ring) = voice.awaited(streams) {
        // What is heard is the same in both.
        voice.take_awaited(ring);
    }
}

/// A ring that finds no place goes back: it must not be freed here. The caller of [`apply`] has made sure of room.
fn put_stream(mixer: &mut Mixer, ring: Handle<StreamRing>) -> Option<u16> {
    match mixer.streams.put(ring) {
        Ok(index) => Some(index),
        Err(ring) => {
            mixer.port.send(AudioEvent::StreamReleased { ring });
            None
        }
    }
}

fn begin(mixer: &mut Mixer, index: u16, voice: MixerVoice) {
    // What all voices are held for is silent: it must not fade out when they go on.
    if mixer.is_held() {
        mixer.voices.end(index);
    }
    if mixer.voices.start(index, voice) {
        mixer.port.gauge.count_played();
    }
}

fn level(mixer: &mut Mixer, voice: u16, [gain, pan]: [f32; 2], tween: Tween) {
    if let Some(voice) = mixer.voices.audible_mut(voice) {
        voice.set_level(gain, pan, tween);
    }
}

fn go(mixer: &mut Mixer, index: u16, space: &Space, (step, frames): (u64, u32)) {
    let Some(voice) = mixer.voices.audible_mut(index) else { return };
    voice.set_step(step, Tween::linear(frames));
    if !voice.lacks_ears(space) {
        voice.set_space(space, frames);
        return;
    }
    leave_tail(mixer, index);
    if let Some(voice) = mixer.voices.audible_mut(index) {
        voice.take_ears(space);
    }
}

fn seek(mixer: &mut Mixer, index: u16, place: Place) {
    if mixer.voices.audible_mut(index).is_none_or(|voice| voice.stream().is_some()) {
        return;
    }
    leave_tail(mixer, index);
    if let Some(voice) = mixer.voices.audible_mut(index) {
        voice.seek(place);
    }
}

fn set_loop(mixer: &mut Mixer, index: u16, looped: bool, [start, end]: [u64; 2]) {
    let length = length_of(mixer, index);
    let voice = mixer.voices.audible_mut(index).filter(|voice| voice.stream().is_none());
    let Some(voice) = voice else { return };
    let before = voice.clone();
    if voice.set_loop(looped, start, end, length) {
        let place = voice.place();
        let after = std::mem::replace(voice, before);
        leave_tail(mixer, index);
        if let Some(voice) = mixer.voices.audible_mut(index) {
            *voice = after;
            voice.seek(place);
        }
    }
}

fn leave_tail(mixer: &mut Mixer, voice: u16) {
    if !mixer.is_held() {
        mixer.voices.leave_tail(usize::from(voice));
    }
}

/// The length of the sound that a voice plays.
fn length_of(mixer: &mut Mixer, voice: u16) -> u64 {
    let slot = mixer.voices.audible_mut(voice).map(|voice| voice.slot());
    slot.and_then(|slot| mixer.sounds.get(slot)).map_or(0, sound_frames)
}

fn hold(mixer: &mut Mixer, voice: u16, is_held: bool) {
    if let Some(voice) = mixer.voices.audible_mut(voice) {
        voice.hold(is_held);
    }
}

fn stop(mixer: &mut Mixer, index: u16, fade_frames: u32) {
    // What is held is silent, and would fade only when it goes on.
    let fade_frames = if mixer.is_held() { 0 } else { fade_frames };
    if let Some(voice) = mixer.voices.audible_mut(index) {
        voice.stop(fade_frames);
    }
    mixer.voices.note_end(usize::from(index));
}

fn bus_level(mixer: &mut Mixer, bus: u16, gain: f32, tween: Tween) {
    let is_silent = !mixer.voices.is_any_audible();
    if let Some(bus) = mixer.buses.get_mut(bus) {
        bus.set(sane_gain(gain), tween, is_silent);
    }
}

fn set_effect(mixer: &mut Mixer, (bus, place): (u16, u16), effect: &Effect) {
    mixer.buses.set_effect(bus, place, effect);
}

fn exchange(mixer: &mut Mixer, slot: u16, sound: Option<Handle<Sound>>) {
    let is_held = mixer.is_held();
    let Mixer { sounds, voices, port, .. } = mixer;
    sounds.exchange((slot, sound), voices, is_held, port);
}

fn sane_gain(gain: f32) -> f32 {
    if gain.is_nan() { 0.0 } else { gain.clamp(0.0, GAIN_MAX) }
}
