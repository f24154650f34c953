//! The one thing that audio does inside a tick: voices that are over leave the world.

use crate::step::course::{has_faded, is_through};
use playground_core_client::audio::{SoundLengths, Voice};
use playground_core_ecs::{Commands, Entity, Tick, TickRate, system};

/// Despawns the voices whose sound ends or that have faded out within this tick, and those whose sound is not loaded.
#[system]
pub fn end_voices(
    voices: &[Voice],
    entities: &[Entity],
    lengths: &SoundLengths,
    tick: &Tick,
    rate: &TickRate,
    commands: &mut Commands,
) {
    for (voice, entity) in voices.iter().zip(entities) {
        if has_ended(voice, lengths.frames(voice.sound), tick, rate) {
            commands.despawn(*entity);
        }
    }
}

fn has_ended(voice: &Voice, length: Option<u64>, tick: &Tick, rate: &TickRate) -> bool {
    let Some(length) = length else {
        // It stays for the tick of its beginning, so that the follower sees it and can say what is missing.
        return tick.number > voice.start_tick;
    };
    let next_tick = tick.number.saturating_add(1);
    is_through(voice, length, next_tick, rate.hertz) || has_faded(voice, next_tick, rate.hertz)
}

#[cfg(test)]
mod tests;
