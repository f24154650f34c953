//! The meters: how loud each bus is by what the world says is playing.
//!
//! Nothing flows from the mixer into the world, so a meter adds up the voices and emitters of the world: the level of
//! each sound at its place (the table of [`levels`](crate::levels)), its gain and its way to the ears. It is the same
//! on every machine, and knows nothing of what effects do.

use crate::board::Board;
use crate::buses::{MASTER, NAMES, OF_EFFECTS, ROOM, SLOW_SECONDS, fade_seconds, gain_of};
use crate::controls::BUS_COUNT;
use crate::levels::{LEVELS, PART_FRAMES};
use crate::space::loudness;
use crate::tunes::place_of;
use playground_core_assets::AssetId;
use playground_core_client::audio::{SoundEmitter, SoundTone, Voice, frame_of_tick};
use playground_core_ecs::{Name, Tick, TickRate, Transform2d, component, system};
use playground_core_types::math::{amplitude_of_decibels, ln};

/// What effects send to the room: -8 dB, as in `game.toml`. Unit: linear amplitude.
const ROOM_SEND: f32 = 0.398;

/// What `game.toml` sets each bus to. Unit: decibels.
const DECLARED_DECIBELS: [f32; BUS_COUNT] = [0.0, -2.0, 0.0, -3.0, 0.0];

/// How loud a tone is. Unit: linear amplitude, root of the mean square.
const TONE_LEVEL: f32 = 0.6;

/// The lowest level that a meter shows. Unit: decibels.
const FLOOR_DECIBELS: f32 = -48.0;

/// How fast a meter falls. Unit: whole scales a second.
const FALL: f32 = 1.2;

/// How fast the mark of the loudest moment falls. Unit: whole scales a second.
const PEAK_FALL: f32 = 0.25;

/// What the meters show: a resource.
#[component]
#[derive(Default)]
pub struct Meters {
    /// What sounds on each bus in this tick, before its level. Unit: square of an amplitude.
    pub powers: [f32; BUS_COUNT],
    /// The level of each bus on its way. Unit: linear amplitude.
    pub gains: [f32; BUS_COUNT],
    /// How far each meter is out. Range: 0 to 1.
    pub shown: [f32; BUS_COUNT],
    /// How far each was lately. Range: 0 to 1.
    pub peaks: [f32; BUS_COUNT],
    /// How many sound, heard or not.
    pub voices: u32,
}

impl Meters {
    fn add(&mut self, bus: Name, level: f32) {
        // Whatever is below effects is counted there.
        let index = NAMES.iter().position(|name| *name == bus).unwrap_or(OF_EFFECTS);
        self.powers[index] += level * level;
        self.voices += 1;
    }
}

/// How loud a sound is at a place in it. Unit: linear amplitude.
pub fn level_at(sound: AssetId, frame: u64, is_looped: bool) -> f32 {
    let Some(levels) = LEVELS.iter().find(|levels| levels.sound == sound) else { return 0.0 };
    let frame = if is_looped { frame % levels.frames.max(1) } else { frame };
    let part = usize::try_from(frame / PART_FRAMES).unwrap_or(usize::MAX);
    levels.parts.get(part).map_or(0.0, |level| f32::from(*level) / 255.0)
}

/// How far a level is on the scale of a meter. Range: 0 to 1.
pub fn scale(power: f32) -> f32 {
    // Ten decades are 23.03 natural ones.
    let decibels = 10.0 / std::f32::consts::LN_10 * ln(power.max(1e-12));
    (1.0 - decibels / FLOOR_DECIBELS).clamp(0.0, 1.0)
}

/// Begins a tick.
#[system]
pub fn begin(meters: &mut Meters) {
    (meters.powers, meters.voices) = ([0.0; BUS_COUNT], 0);
}

/// Adds voices of files.
#[system(without(SoundTone))]
pub fn weigh_voices(voices: &[Voice], meters: &mut Meters, tick: &Tick, rate: &TickRate) {
    for voice in voices {
        let level = level_at(voice.sound, place_of(voice, tick.number, rate.hertz), voice.looped != 0);
        meters.add(voice.bus, level * voice.gain * fade_of(voice, tick.number, rate.hertz));
    }
}

/// Adds voices of tones.
#[system]
pub fn weigh_tones(voices: &[Voice], tones: &[SoundTone], meters: &mut Meters, tick: &Tick, rate: &TickRate) {
    for (voice, tone) in voices.iter().zip(tones) {
        meters.add(voice.bus, tone_level(voice, tone, tick.number, rate.hertz) * voice.gain);
    }
}

/// Adds emitters of files.
#[system(without(SoundTone))]
pub fn weigh_emitters(
    emitters: &[SoundEmitter],
    transforms: &[Transform2d],
    meters: &mut Meters,
    tick: &Tick,
    rate: &TickRate,
) {
    for (emitter, transform) in emitters.iter().zip(transforms) {
        let voice = emitter.voice();
        let level = level_at(voice.sound, place_of(&voice, tick.number, rate.hertz), voice.looped != 0);
        meters.add(voice.bus, level * voice.gain * loudness(emitter, transform));
    }
}

/// Adds emitters of tones.
#[system]
pub fn weigh_emitter_tones(
    emitters: &[SoundEmitter],
    tones: &[SoundTone],
    transforms: &[Transform2d],
    meters: &mut Meters,
    tick: &Tick,
    rate: &TickRate,
) {
    for ((emitter, tone), transform) in emitters.iter().zip(tones).zip(transforms) {
        let voice = emitter.voice();
        let level = tone_level(&voice, tone, tick.number, rate.hertz);
        meters.add(voice.bus, level * voice.gain * loudness(emitter, transform));
    }
}

/// A tone falls from its beginning to its end; one that is held stays.
fn tone_level(voice: &Voice, tone: &SoundTone, tick: u64, hertz: u32) -> f32 {
    if voice.looped != 0 {
        return TONE_LEVEL;
    }
    let seconds = place_of(voice, tick, hertz) as f32 / 48_000.0;
    let length = (tone.held_seconds + tone.release_seconds).max(0.01);
    TONE_LEVEL * (1.0 - seconds / length).clamp(0.0, 1.0)
}

/// How far the fades of a voice let it be heard.
fn fade_of(voice: &Voice, tick: u64, hertz: u32) -> f32 {
    let now = frame_of_tick(tick, hertz);
    let begin = frame_of_tick(voice.start_tick, hertz) + u64::from(voice.start_frames);
    let share = |from: u64, seconds: f32| {
        let passed = now.saturating_sub(from) as f32 / 48_000.0;
        if seconds > 0.0 { (passed / seconds).min(1.0) } else { 1.0 }
    };
    let come = if now < begin { 0.0 } else { share(begin, voice.fade_in_seconds) };
    let stop = frame_of_tick(voice.stop_tick, hertz);
    if now < stop { come } else { come * (1.0 - share(stop, voice.fade_out_seconds)) }
}

/// Goes through the buses, and lets the meters rise at once and fall slowly.
#[system]
pub fn settle(meters: &mut Meters, board: &Board, rate: &TickRate) {
    let seconds = rate.tick_seconds();
    let step = if fade_seconds(board) > 0.0 { seconds / SLOW_SECONDS } else { 2.0 };
    for number in 0..BUS_COUNT {
        let apart = gain_of(board, number) - meters.gains[number];
        meters.gains[number] += apart.clamp(-step, step);
    }
    let mut out = meters.powers;
    for (number, power) in out.iter_mut().enumerate() {
        let gain = meters.gains[number] * amplitude_of_decibels(DECLARED_DECIBELS[number]);
        *power *= gain * gain;
    }
    let sent = meters.powers[OF_EFFECTS] * meters.gains[OF_EFFECTS] * meters.gains[OF_EFFECTS];
    let room = meters.gains[ROOM] * ROOM_SEND;
    out[ROOM] = sent * room * room;
    let master = meters.gains[MASTER];
    out[MASTER] = out.iter().fold(0.0, |sum, power| sum + power) * master * master;
    for (number, power) in out.iter().enumerate() {
        let level = scale(*power);
        meters.shown[number] = level.max(meters.shown[number] - FALL * seconds);
        meters.peaks[number] = level.max(meters.peaks[number] - PEAK_FALL * seconds);
    }
}
