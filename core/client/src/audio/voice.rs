//! Sound as part of the world.

use playground_core_assets::{AssetId, Sound};
use playground_core_ecs::component;
use playground_core_types::{CoreError, CoreResult, ErrorKind, Handle};
use std::collections::BTreeMap;

/// The most sounds that are loaded at once.
pub const SOUND_LENGTH_COUNT_MAX: usize = 1024;

/// A sound that plays: one entity for each. It is despawned when it has ended; despawn it earlier to
/// fade it out at once.
///
/// Its place in the sound follows from the tick alone, so a restored world sounds where it was.
#[component]
pub struct Voice {
    /// The sound that plays.
    pub sound: AssetId,
    /// The tick in which it began.
    pub start_tick: u64,
    /// Level.
    ///
    /// Unit: linear amplitude. Range: 0 to 4.
    pub gain: f32,
    /// Place between the loudspeakers.
    ///
    /// Range: -1 (left) to 1 (right).
    pub pan: f32,
    /// 1 when it starts over at its end, 0 when it ends there.
    pub looped: u32,
    /// Where in the sound it began, in frames of 48 kHz.
    pub offset_frames: u32,
}

impl Voice {
    /// A voice that plays `sound` once, in the middle and at its own level, beginning in `tick`.
    pub const fn new(sound: AssetId, tick: u64) -> Self {
        Self { sound, start_tick: tick, gain: 1.0, pan: 0.0, looped: 0, offset_frames: 0 }
    }

    /// The same voice at another level.
    #[must_use]
    pub const fn gain(self, gain: f32) -> Self {
        Self { gain, ..self }
    }

    /// The same voice at another place, from -1 (left) to 1 (right).
    #[must_use]
    pub const fn pan(self, pan: f32) -> Self {
        Self { pan, ..self }
    }

    /// The same voice, starting over at its end until it is despawned.
    #[must_use]
    pub const fn looped(self) -> Self {
        Self { looped: 1, ..self }
    }
}

impl Default for Voice {
    fn default() -> Self {
        Self::new(AssetId::NONE, 0)
    }
}

/// How long a sound is.
#[component]
#[derive(Default)]
pub struct SoundLength {
    /// The sound.
    pub sound: AssetId,
    /// Its length, in frames of 48 kHz.
    pub frames: u64,
}

/// The lengths of all sounds that are loaded: a resource, set before the first tick.
///
/// It is in the world so that a tick can tell when a voice has ended, on every machine in the same one.
#[component]
pub struct SoundLengths {
    /// How many of the entries are in use.
    pub count: u64,
    /// The sounds, in ascending order of their ids.
    pub entries: [SoundLength; SOUND_LENGTH_COUNT_MAX],
}

impl SoundLengths {
    /// The lengths of `sounds`.
    ///
    /// # Errors
    /// [`ErrorKind::LimitReached`] for more than [`SOUND_LENGTH_COUNT_MAX`] sounds.
    pub fn of(sounds: &BTreeMap<AssetId, Handle<Sound>>) -> CoreResult<Self> {
        if sounds.len() > SOUND_LENGTH_COUNT_MAX {
            let message =
                format!("{} sounds are loaded, at most {SOUND_LENGTH_COUNT_MAX} can be", sounds.len());
            return Err(CoreError::new(ErrorKind::LimitReached, message).cure("load fewer sounds at once"));
        }
        let mut lengths = Self { count: sounds.len() as u64, ..Self::default() };
        for (entry, (id, sound)) in lengths.entries.iter_mut().zip(sounds) {
            *entry = SoundLength { sound: *id, frames: sound.frames() };
        }
        Ok(lengths)
    }

    /// The length of a sound in frames of 48 kHz; `None` when it is not loaded.
    pub fn frames(&self, sound: AssetId) -> Option<u64> {
        let entries = self.entries.get(..self.count as usize)?;
        let position = entries.binary_search_by_key(&sound, |entry| entry.sound).ok()?;
        Some(entries[position].frames)
    }
}

impl Default for SoundLengths {
    fn default() -> Self {
        Self { count: 0, entries: [SoundLength { sound: AssetId::NONE, frames: 0 }; SOUND_LENGTH_COUNT_MAX] }
    }
}
