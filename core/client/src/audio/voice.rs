//! Sound as part of the world.

use crate::audio::music::Moment;
use playground_core_assets::{AssetId, Sound, SoundCue};
use playground_core_ecs::{BadValue, Name, component};
use playground_core_types::{CoreError, CoreResult, ErrorKind, Handle};
use std::collections::BTreeMap;

/// The most sounds that are loaded at once.
pub const SOUND_LENGTH_COUNT_MAX: usize = 1024;

/// The bus that everything goes through.
pub const BUS_MASTER: Name = Name::of("master");

/// The bus of music, below master.
pub const BUS_MUSIC: Name = Name::of("music");

/// The bus of all other sounds, below master.
pub const BUS_EFFECTS: Name = Name::of("effects");

/// A sound that plays: one entity for each. It is despawned when it has ended; despawn it earlier to
/// fade it out at once.
///
/// Its place in the sound follows from the tick alone, so a restored world sounds where it was.
#[component(check(check_voice))]
pub struct Voice {
    /// The sound that plays.
    pub sound: AssetId,
    /// The tick in which it began.
    pub start_tick: u64,
    /// The tick in which it begins to fade out, and at whose end, after `fade_out_seconds`, it has ended;
    /// [`Voice::NEVER`] lets it play to its end.
    pub stop_tick: u64,
    /// The bus that it goes through: one of the game's, [`BUS_MUSIC`] or [`BUS_EFFECTS`]. A name that is no bus is
    /// taken as [`BUS_EFFECTS`].
    pub bus: Name,
    /// Level.
    ///
    /// Unit: linear amplitude. Range: 0 to 4.
    pub gain: f32,
    /// Place between the loudspeakers.
    ///
    /// Range: -1 (left) to 1 (right).
    pub pan: f32,
    /// How fast it plays, and how much higher it sounds: 2 is an octave up.
    ///
    /// Range: 0.125 to 8; others count as the nearer end, what is no number as 1. It is fixed when the voice begins:
    /// its place in the sound follows from it.
    pub pitch: f32,
    /// How long it takes from silence to its level.
    ///
    /// Unit: seconds. Range: 0 to 60.
    pub fade_in_seconds: f32,
    /// How long it takes from its level to silence, from `stop_tick` on.
    ///
    /// Unit: seconds. Range: 0 to 60.
    pub fade_out_seconds: f32,
    /// 1 when it repeats its loop until it is stopped or despawned, 0 when it ends at its end.
    pub looped: u32,
    /// Where in the sound it began, in frames of 48 kHz.
    pub offset_frames: u32,
    /// How far behind the beginning of `start_tick` it began: see [`Voice::starting`]. Unit: frames of 48 kHz.
    pub start_frames: u32,
    /// Where in the sound the part begins that it repeats. Unit: frames of 48 kHz.
    pub loop_start_frames: u32,
    /// Where that part ends; 0 takes the part that the sound's file says, or else all of it.
    pub loop_end_frames: u32,
    /// What is heard where the mixer has not room for all: the higher, the rather. Range: 0 to 255.
    pub priority: u32,
    /// The shape of its fades: [`LINEAR`](Self::LINEAR), or [`EQUAL_POWER`](Self::EQUAL_POWER) for one that fades over
    /// into another sound.
    pub fade_curve: u32,
}

impl Voice {
    /// Fades in a straight line.
    pub const LINEAR: u32 = 0;

    /// Fades along a quarter of a sine.
    pub const EQUAL_POWER: u32 = 1;

    /// The [`stop_tick`](Self::stop_tick) of a voice that plays to its end.
    pub const NEVER: u64 = u64::MAX;

    /// A voice that plays `sound` once, in the middle and at its own level, beginning in `tick`.
    pub const fn new(sound: AssetId, tick: u64) -> Self {
        Self {
            sound,
            start_tick: tick,
            stop_tick: Self::NEVER,
            bus: BUS_EFFECTS,
            gain: 1.0,
            pan: 0.0,
            pitch: 1.0,
            fade_in_seconds: 0.0,
            fade_out_seconds: 0.0,
            looped: 0,
            offset_frames: 0,
            start_frames: 0,
            loop_start_frames: 0,
            loop_end_frames: 0,
            priority: SoundCue::PRIORITY,
            fade_curve: Self::LINEAR,
        }
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

    /// The same voice, faster and higher: 2 is an octave up. Range: 0.125 to 8.
    #[must_use]
    pub const fn pitch(self, pitch: f32) -> Self {
        Self { pitch, ..self }
    }

    /// The same voice through another bus.
    #[must_use]
    pub const fn bus(self, bus: Name) -> Self {
        Self { bus, ..self }
    }

    /// The same voice, coming from silence in so many seconds.
    #[must_use]
    pub const fn fade_in(self, fade_in_seconds: f32) -> Self {
        Self { fade_in_seconds, ..self }
    }

    /// The same voice, going to silence in so many seconds from `stop_tick` on.
    #[must_use]
    pub const fn fade_out(self, stop_tick: u64, fade_out_seconds: f32) -> Self {
        Self { stop_tick, fade_out_seconds, ..self }
    }

    /// The same voice, beginning exactly there: at a beat of a [`Tempo`](crate::audio::Tempo).
    #[must_use]
    pub const fn starting(self, moment: Moment) -> Self {
        Self { start_tick: moment.tick, start_frames: moment.frames, ..self }
    }

    /// The same voice, repeating its loop until it is stopped or despawned.
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

fn check_voice(voice: &Voice) -> Result<(), BadValue> {
    BadValue::unless((0.0..=4.0).contains(&voice.gain), "gain", "0 to 4")?;
    BadValue::unless((-1.0..=1.0).contains(&voice.pan), "pan", "-1 (left) to 1 (right)")?;
    BadValue::unless((0.125..=8.0).contains(&voice.pitch), "pitch", "0.125 to 8")?;
    BadValue::unless((0.0..=60.0).contains(&voice.fade_in_seconds), "fade_in_seconds", "0 to 60")?;
    BadValue::unless((0.0..=60.0).contains(&voice.fade_out_seconds), "fade_out_seconds", "0 to 60")?;
    BadValue::unless(voice.fade_curve <= Voice::EQUAL_POWER, "fade_curve", "0 (linear) or 1 (equal power)")?;
    BadValue::unless(voice.priority <= 255, "priority", "0 to 255")
}

/// The level of a bus, while the entity lives; several on one bus multiply. It comes on top of what `game.toml` and
/// the player set.
#[component(check(check_level))]
pub struct BusLevel {
    /// The bus.
    pub bus: Name,
    /// Unit: linear amplitude. Range: 0 to 4.
    pub gain: f32,
    /// How long the bus takes there when this comes, changes or goes; 5 ms at least.
    ///
    /// Unit: seconds. Range: 0 to 60.
    pub fade_seconds: f32,
}

impl Default for BusLevel {
    fn default() -> Self {
        Self { bus: BUS_MASTER, gain: 1.0, fade_seconds: 0.0 }
    }
}

fn check_level(level: &BusLevel) -> Result<(), BadValue> {
    BadValue::unless((0.0..=4.0).contains(&level.gain), "gain", "0 to 4")?;
    BadValue::unless((0.0..=60.0).contains(&level.fade_seconds), "fade_seconds", "0 to 60")
}

/// How long a sound is, and which part of it its file wants repeated.
#[component]
#[derive(Default)]
pub struct SoundLength {
    /// The sound.
    pub sound: AssetId,
    /// Its length, in frames of 48 kHz.
    pub frames: u64,
    /// Where the part begins that its file says. Unit: frames of 48 kHz.
    pub loop_start_frames: u64,
    /// Where that part ends; 0 where the file says none.
    pub loop_end_frames: u64,
}

impl SoundLength {
    /// What a tick knows of a sound.
    pub fn of(id: AssetId, sound: &Sound) -> Self {
        let (loop_start_frames, loop_end_frames) =
            sound.loop_region.map_or((0, 0), |region| (region.start_frame, region.end_frame));
        Self { sound: id, frames: sound.frames(), loop_start_frames, loop_end_frames }
    }
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
            *entry = SoundLength::of(*id, sound);
        }
        Ok(lengths)
    }

    /// The length of a sound in frames of 48 kHz; `None` when it is not loaded.
    pub fn frames(&self, sound: AssetId) -> Option<u64> {
        self.find(sound).map(|length| length.frames)
    }

    /// What is known of a sound; `None` when it is not loaded.
    pub fn find(&self, sound: AssetId) -> Option<&SoundLength> {
        let entries = self.entries.get(..self.count as usize)?;
        let position = entries.binary_search_by_key(&sound, |entry| entry.sound).ok()?;
        entries.get(position)
    }
}

impl Default for SoundLengths {
    fn default() -> Self {
        Self { count: 0, entries: [SoundLength::default(); SOUND_LENGTH_COUNT_MAX] }
    }
}
