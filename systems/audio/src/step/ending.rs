//! Inside a tick: emitters that come begin, and voices and emitters that are over leave the world.

use crate::step::course::{Extent, has_faded, is_through};
use playground_core_client::audio::{SoundEmitter, SoundLengths, SoundTone, Voice};
use playground_core_ecs::{Commands, Entity, Look, Tick, TickRate, system};

/// Despawns the voices whose sound ends or that have faded out within this tick, and those whose sound is not loaded.
#[system]
pub fn end_voices(
    voices: &[Voice],
    entities: &[Entity],
    tones: Look<'_, SoundTone>,
    lengths: &SoundLengths,
    tick: &Tick,
    rate: &TickRate,
    commands: &mut Commands,
) {
    for (voice, entity) in voices.iter().zip(entities) {
        if has_ended(voice, extent_of(voice, tones.get(*entity), lengths), tick, rate) {
            commands.despawn(*entity);
        }
    }
}

/// Begins the emitters that have come, and despawns those that are to leave with their sound.
#[system]
pub fn tend_emitters(
    emitters: &[SoundEmitter],
    entities: &[Entity],
    tones: Look<'_, SoundTone>,
    lengths: &SoundLengths,
    tick: &Tick,
    rate: &TickRate,
    commands: &mut Commands,
) {
    for (emitter, entity) in emitters.iter().zip(entities) {
        if emitter.start_tick == SoundEmitter::NOW {
            commands.insert(*entity, &SoundEmitter { start_tick: tick.number, ..*emitter });
            continue;
        }
        let voice = emitter.voice();
        let is_leaving = emitter.leaves != 0;
        if is_leaving && has_ended(&voice, extent_of(&voice, tones.get(*entity), lengths), tick, rate) {
            commands.despawn(*entity);
        }
    }
}

/// How long what a voice plays is; which part of it repeats does not count here.
fn extent_of(voice: &Voice, tone: Option<&SoundTone>, lengths: &SoundLengths) -> Option<Extent> {
    match tone {
        Some(tone) if voice.sound.is_none() => Some(Extent::of_tone(tone)),
        _ => lengths.frames(voice.sound).map(Extent::whole),
    }
}

fn has_ended(voice: &Voice, extent: Option<Extent>, tick: &Tick, rate: &TickRate) -> bool {
    let Some(extent) = extent else {
        // It stays for the tick of its beginning, so that the follower sees it and can say what is missing.
        return tick.number > voice.start_tick;
    };
    let next_tick = tick.number.saturating_add(1);
    is_through(voice, extent, next_tick, rate.hertz) || has_faded(voice, next_tick, rate.hertz)
}

#[cfg(test)]
mod tests;
