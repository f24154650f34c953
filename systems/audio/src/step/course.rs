//! The course of a voice: where it is in its sound, how loud its fades let it be, and when it is over.
//!
//! All of it follows from the voice, the tick and the length of its sound, so every machine agrees, and a world
//! that is restored sounds where it was. Whether a voice is over decides what is in the world: that is whole
//! numbers alone, and single operations of IEEE 754, which round alike everywhere.

use crate::mixer::glide::between;
use crate::mixer::pitch::Place;
use playground_core_assets::Sound;
use playground_core_client::audio::{
    Curve, SAMPLE_RATE_HERTZ, SoundLength, SoundTone, Tone, Voice, VoiceStart, frame_of_tick,
};

const PITCH_MIN: f32 = 0.125;
const PITCH_MAX: f32 = 8.0;
const FADE_SECONDS_MAX: f32 = 60.0;

/// 2^32: a frame of the sound, as a factor.
const ONE: f64 = 4_294_967_296.0;

/// How far a voice has come in its fades.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fade {
    /// Its level now, 0 to 1.
    pub level: f32,
    /// Frames until its fade in is at 1; 0 when it is.
    pub in_frames: u32,
    /// Frames until its fade out is at 0; `None` while it does not fade out.
    pub out_frames: Option<u32>,
}

/// How long what a voice plays is, and which part of it a loop repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Its length, in frames of 48 kHz.
    pub frames: u64,
    /// Where the part begins that repeats.
    pub loop_start: u64,
    /// Where it ends; behind `loop_start` unless the whole is empty.
    pub loop_end: u64,
    /// Whether it is a tone, whose length does not depend on its pitch.
    pub is_tone: bool,
}

impl Extent {
    /// A sound that repeats as a whole.
    pub const fn whole(frames: u64) -> Self {
        Self { frames, loop_start: 0, loop_end: frames, is_tone: false }
    }

    /// The extent of a voice's sound: the voice says which part repeats, or else the sound's file, or it is all.
    pub fn of(voice: &Voice, sound: &Sound) -> Self {
        Self::of_length(voice, &SoundLength::of(voice.sound, sound))
    }

    /// The same, by what the world knows of the sound.
    pub fn of_length(voice: &Voice, length: &SoundLength) -> Self {
        let whole = Self::whole(length.frames);
        let own = (voice.loop_start_frames.into(), voice.loop_end_frames.into());
        let of_file = (length.loop_start_frames, length.loop_end_frames);
        let (loop_start, loop_end) = if voice.loop_end_frames > 0 { own } else { of_file };
        let loop_end = loop_end.min(whole.frames);
        if loop_start < loop_end { Self { loop_start, loop_end, ..whole } } else { whole }
    }

    /// The extent of a tone.
    pub fn of_tone(tone: &SoundTone) -> Self {
        Self { is_tone: true, ..Self::whole(Tone::frames_of(tone)) }
    }
}

/// How far a voice goes in its sound in each frame, in 2^-32 frames; exact, as a pitch has 24 bits.
pub fn step_of(voice: &Voice) -> u64 {
    (f64::from(pitch_of(voice)) * ONE) as u64
}

/// The pitch of a voice, whatever a game wrote.
pub fn pitch_of(voice: &Voice) -> f32 {
    if voice.pitch.is_nan() { 1.0 } else { voice.pitch.clamp(PITCH_MIN, PITCH_MAX) }
}

/// A fade in seconds, whatever a game wrote.
pub fn fade_seconds(seconds: f32) -> f32 {
    if seconds.is_nan() { 0.0 } else { seconds.clamp(0.0, FADE_SECONDS_MAX) }
}

/// How many frames a fade takes.
pub fn fade_frames(seconds: f32) -> u32 {
    (f64::from(fade_seconds(seconds)) * f64::from(SAMPLE_RATE_HERTZ)) as u32
}

/// Where in its sound a voice is, `passed` frames after it began; in a loop it has gone round.
pub fn place_at(voice: &Voice, passed: u64, extent: Extent) -> Place {
    let step = if extent.is_tone { VoiceStart::STEP_ONE } else { step_of(voice) };
    let moved = u128::from(passed) * u128::from(step);
    let place = (u128::from(voice.offset_frames) << 32) + moved;
    let (start, end) = (u128::from(extent.loop_start) << 32, u128::from(extent.loop_end) << 32);
    // A tone that repeats is held: it goes on.
    let is_round = voice.looped != 0 && !extent.is_tone && start < end && place >= end;
    let place = if is_round { start + (place - start) % (end - start) } else { place };
    Place { frame: u64::try_from(place >> 32).unwrap_or(u64::MAX), fraction: place as u32 }
}

/// The frame in which a voice begins, from the beginning of tick 0.
pub fn begin_frame(voice: &Voice, hertz: u32) -> u64 {
    frame_of_tick(voice.start_tick, hertz) + u64::from(voice.start_frames)
}

/// Whether a voice is at the end of its sound before `next_tick`.
pub fn is_through(voice: &Voice, extent: Extent, next_tick: u64, hertz: u32) -> bool {
    if voice.looped != 0 {
        return extent.frames == 0;
    }
    let passed = frame_of_tick(next_tick, hertz).saturating_sub(begin_frame(voice, hertz));
    place_at(voice, passed, extent).frame >= extent.frames
}

/// Whether a voice is to fade out, or is doing so, before `next_tick`.
pub fn is_stopping(voice: &Voice, next_tick: u64) -> bool {
    stop_tick(voice) < next_tick
}

/// Whether a voice has faded out before `next_tick`; at the soonest in the tick in which it stops.
pub fn has_faded(voice: &Voice, next_tick: u64, hertz: u32) -> bool {
    let passed = frame_of_tick(next_tick, hertz).saturating_sub(stop_frame(voice, hertz));
    is_stopping(voice, next_tick) && passed >= u64::from(fade_frames(voice.fade_out_seconds))
}

/// The fades of a voice at `frame`, counted from the beginning of tick 0.
///
/// It fades out from whatever its fade in has come to by then, along its curve.
pub fn fade_at(voice: &Voice, frame: u64, hertz: u32) -> Fade {
    let in_frames = u64::from(fade_frames(voice.fade_in_seconds));
    let stop = stop_frame(voice, hertz);
    let risen = stop.min(frame).saturating_sub(begin_frame(voice, hertz)).min(in_frames);
    let curve = fade_curve(voice);
    let level =
        if risen == in_frames { 1.0 } else { between(0.0, 1.0, risen as f32 / in_frames as f32, curve) };
    if stop > frame {
        return Fade { level, in_frames: (in_frames - risen) as u32, out_frames: None };
    }
    let out_frames = u64::from(fade_frames(voice.fade_out_seconds));
    let rest = out_frames - (frame - stop).min(out_frames);
    let level = match out_frames - rest {
        0 => level,
        _ if curve == Curve::Linear => level * (rest as f32 / out_frames as f32),
        passed => between(level, 0.0, passed as f32 / out_frames as f32, curve),
    };
    Fade { level, in_frames: 0, out_frames: Some(rest as u32) }
}

/// The shape of a voice's fades.
fn fade_curve(voice: &Voice) -> Curve {
    if voice.fade_curve == Voice::EQUAL_POWER { Curve::EqualPower } else { Curve::Linear }
}

/// The start of a voice at `place` in its sound with `fade`; its slot and bus are left to the caller.
pub fn start_of(voice: &Voice, extent: Extent, place: Place, fade: Fade) -> VoiceStart {
    VoiceStart {
        gain: voice.gain,
        pan: voice.pan,
        looped: voice.looped != 0,
        loop_start_frames: extent.loop_start,
        loop_end_frames: extent.loop_end,
        offset_frames: place.frame,
        offset_fraction: place.fraction,
        step: step_of(voice),
        fade_from: fade.level,
        // One that only fades out holds its level until it is told to, at the same frame.
        fade_frames: if fade.level < 1.0 { fade.in_frames.max(1) } else { 0 },
        fade_curve: fade_curve(voice),
        ..VoiceStart::default()
    }
}

/// A voice cannot stop before it begins.
pub fn stop_tick(voice: &Voice) -> u64 {
    voice.stop_tick.max(voice.start_tick)
}

/// The frame in which a voice begins to fade out, from the beginning of tick 0.
pub fn stop_frame(voice: &Voice, hertz: u32) -> u64 {
    frame_of_tick(stop_tick(voice), hertz).max(begin_frame(voice, hertz))
}

#[cfg(test)]
mod tests;
