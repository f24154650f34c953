//! Inside a tick: emitters that come begin, and what is over leaves the world.

use crate::step::course::{Extent, has_faded, is_through};
use playground_core_client::audio::{SoundEmitter, SoundLengths, SoundTone, Voice};
use playground_core_ecs::{Commands, Entity, Tick, TickRate, system};

/// Despawns the voices whose sound ends or that have faded out within this tick, and those whose sound is not loaded;
/// none in the tick of its beginning.
#[system(without(SoundTone))]
pub fn end_voices(
    voices: &[Voice],
    entities: &[Entity],
    lengths: &SoundLengths,
    tick: &Tick,
    rate: &TickRate,
    commands: &mut Commands,
) {
    for (voice, entity) in voices.iter().zip(entities) {
        if has_ended(voice, lengths.frames(voice.sound).map(Extent::whole), tick, rate) {
            commands.despawn(*entity);
        }
    }
}

/// Despawns the voices whose tone ends or that have faded out within this tick.
#[system]
pub fn end_tones(
    voices: &[Voice],
    tones: &[SoundTone],
    entities: &[Entity],
    tick: &Tick,
    rate: &TickRate,
    commands: &mut Commands,
) {
    for ((voice, tone), entity) in voices.iter().zip(tones).zip(entities) {
        if has_ended(voice, Some(Extent::of_tone(tone)), tick, rate) {
            commands.despawn(*entity);
        }
    }
}

/// Begins the emitters that have come.
#[system]
pub fn begin_emitters(emitters: &[SoundEmitter], entities: &[Entity], tick: &Tick, commands: &mut Commands) {
    for (emitter, entity) in emitters.iter().zip(entities) {
        if emitter.start_tick == SoundEmitter::NOW {
            commands.insert(*entity, &SoundEmitter { start_tick: tick.number, ..*emitter });
        }
    }
}

/// Despawns the emitters that leave with their sound, as [`end_voices()`].
#[system(without(SoundTone))]
pub fn end_emitters(
    emitters: &[SoundEmitter],
    entities: &[Entity],
    lengths: &SoundLengths,
    tick: &Tick,
    rate: &TickRate,
    commands: &mut Commands,
) {
    for (emitter, entity) in emitters.iter().zip(entities).filter(|(emitter, _)| emitter.leaves != 0) {
        let extent = lengths.frames(emitter.sound).map(Extent::whole);
        if has_ended(&emitter.voice(), extent, tick, rate) {
            commands.despawn(*entity);
        }
    }
}

/// Despawns the emitters that leave with their tone, as [`end_tones()`].
#[system]
pub fn end_emitter_tones(
    emitters: &[SoundEmitter],
    tones: &[SoundTone],
    entities: &[Entity],
    tick: &Tick,
    rate: &TickRate,
    commands: &mut Commands,
) {
    for ((emitter, tone), entity) in emitters.iter().zip(tones).zip(entities) {
        if emitter.leaves != 0 && has_ended(&emitter.voice(), Some(Extent::of_tone(tone)), tick, rate) {
            commands.despawn(*entity);
        }
    }
}

fn has_ended(voice: &Voice, extent: Option<Extent>, tick: &Tick, rate: &TickRate) -> bool {
    // It stays for the tick of its beginning, so that the follower sees it: what is shorter than a tick is heard too,
    // and what is missing is told.
    if tick.number <= voice.start_tick {
        return false;
    }
    let Some(extent) = extent else { return true };
    let next_tick = tick.number.saturating_add(1);
    is_through(voice, extent, next_tick, rate.hertz) || has_faded(voice, next_tick, rate.hertz)
}

#[cfg(test)]
mod tests;
