//! The one thing that audio does inside a tick: voices whose sound is over leave the world.

use crate::step::timeline::frames_of_ticks;
use playground_core_client::audio::{SoundLengths, Voice};
use playground_core_ecs::{Commands, Entity, Tick, TickRate, system};

/// Despawns the voices whose sound ends within this tick, and those whose sound is not loaded.
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
    if voice.looped != 0 {
        return length == 0;
    }
    let next = tick.number.saturating_add(1);
    let passed =
        frames_of_ticks(next, rate.hertz).saturating_sub(frames_of_ticks(voice.start_tick, rate.hertz));
    passed.saturating_add(u64::from(voice.offset_frames)) >= length
}

#[cfg(test)]
mod tests;
