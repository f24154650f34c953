//! How rules ask for a sound: by the name of a cue, in one line.
//!
//! ```
//! # use playground_core_client::audio::{CueCall, Cues};
//! # use playground_core_types::math::Vec2;
//! fn land(cues: &mut Cues, place: Vec2, strength: f32) {
//!     cues.play("landed");
//!     cues.play_at("landed", place);
//!     cues.call(CueCall::new("landed").at(place).gain(strength).pitch(0.8));
//! }
//! ```

use crate::audio::music::Music;
use playground_core_assets::manifest::{BUILT_IN_BUSES, BUS_COUNT_MAX, CUE_COUNT_MAX};
use playground_core_assets::{Manifest, Scene, SoundCue};
use playground_core_ecs::{Name, component};
use playground_core_types::math::Vec2;

/// The calls of a tick, at most; what is beyond goes unheard.
pub const CUE_CALL_COUNT_MAX: usize = 64;

/// One call of a cue.
#[component]
pub struct CueCall {
    /// Which cue.
    pub cue: Name,
    /// Where, if [`is_placed`](Self::is_placed) says so. Unit: virtual pixels.
    pub place: Vec2,
    /// On top of the cue's own level. Unit: linear amplitude.
    pub gain: f32,
    /// On top of the cue's own pitch.
    pub pitch: f32,
    /// From -1 (left) to 1 (right); does not count for a call with a place.
    pub pan: f32,
    /// 1 when it comes from `place`, to be heard by the listener; 0 when from everywhere.
    pub is_placed: u32,
    /// When it begins: [`Music::AT_ONCE`], or the next beat or bar of the world's tempo.
    pub starts: u32,
    /// Always 0: fills the gap to the next row.
    pub reserved: u32,
}

impl CueCall {
    /// The call of a cue as it is.
    pub const fn new(cue: &str) -> Self {
        Self {
            cue: Name::of(cue),
            place: Vec2::ZERO,
            gain: 1.0,
            pitch: 1.0,
            pan: 0.0,
            is_placed: 0,
            starts: Music::AT_ONCE,
            reserved: 0,
        }
    }

    /// The same from a place.
    #[must_use]
    pub const fn at(self, place: Vec2) -> Self {
        Self { place, is_placed: 1, ..self }
    }

    /// The same at another level.
    #[must_use]
    pub const fn gain(self, gain: f32) -> Self {
        Self { gain, ..self }
    }

    /// The same, faster and higher.
    #[must_use]
    pub const fn pitch(self, pitch: f32) -> Self {
        Self { pitch, ..self }
    }

    /// The same, from -1 (left) to 1 (right).
    #[must_use]
    pub const fn pan(self, pan: f32) -> Self {
        Self { pan, ..self }
    }

    /// The same on the next beat.
    #[must_use]
    pub const fn on_beat(self) -> Self {
        Self { starts: Music::NEXT_BEAT, ..self }
    }

    /// The same at the next beginning of a bar.
    #[must_use]
    pub const fn on_bar(self) -> Self {
        Self { starts: Music::NEXT_BAR, ..self }
    }
}

impl Default for CueCall {
    fn default() -> Self {
        Self { cue: Name::NONE, ..Self::new("") }
    }
}

/// The calls of this tick: a resource. They are heard at the end of the tick and forgotten.
#[component]
pub struct Cues {
    /// How many of the calls count.
    pub count: u32,
    /// Calls beyond [`CUE_CALL_COUNT_MAX`], since the game began.
    pub dropped: u32,
    /// In the order in which they came.
    pub calls: [CueCall; CUE_CALL_COUNT_MAX],
}

impl Cues {
    /// Lets a cue sound.
    pub fn play(&mut self, cue: &str) {
        self.call(CueCall::new(cue));
    }

    /// Lets a cue sound from a place, in virtual pixels.
    pub fn play_at(&mut self, cue: &str, place: Vec2) {
        self.call(CueCall::new(cue).at(place));
    }

    /// Lets a cue sound as the call says.
    pub fn call(&mut self, call: CueCall) {
        match self.calls.get_mut(self.count as usize) {
            Some(free) => {
                *free = call;
                self.count += 1;
            }
            None => self.dropped = self.dropped.saturating_add(1),
        }
    }

    /// The calls so far.
    pub fn iter(&self) -> impl Iterator<Item = &CueCall> {
        self.calls.iter().take(self.count as usize)
    }
}

impl Default for Cues {
    fn default() -> Self {
        Self { count: 0, dropped: 0, calls: [CueCall::default(); CUE_CALL_COUNT_MAX] }
    }
}

/// How many cues sound on a bus at once.
#[component]
#[derive(Default)]
pub struct BusLimit {
    /// The bus.
    pub bus: Name,
    /// At most so many; 0 is no limit.
    pub limit: u32,
    /// Always 0: fills the gap to the next row.
    pub reserved: u32,
}

/// The cues and the limits of a game: a resource, set before the first tick from its manifest and scene.
#[component]
pub struct CueTable {
    /// How many of the cues are in use.
    pub count: u64,
    /// The cues, in the order of the file.
    pub cues: [SoundCue; CUE_COUNT_MAX],
    /// The limits of buses; those that have none are [`BusLimit::default`].
    pub limits: [BusLimit; BUILT_IN_BUSES.len() + BUS_COUNT_MAX],
}

impl CueTable {
    /// What a manifest and its scene say; the scene's cues come before those of the same name.
    ///
    /// Cues beyond the most that a table holds are left out.
    pub fn of(manifest: &Manifest, scene: Option<&Scene>) -> Self {
        let mut table = Self::default();
        for declared in &manifest.cues {
            table.put(&declared.cue);
        }
        let components = scene.iter().flat_map(|scene| &scene.entities).flat_map(|entity| &entity.components);
        for (_, bytes) in components.filter(|(id, _)| *id == SoundCue::ID) {
            // Scenes are checked when they are read: the bytes are those of a cue.
            let cue: SoundCue = bytemuck::try_pod_read_unaligned(bytes).unwrap_or_default();
            table.put(&cue);
        }
        let limited = manifest.buses.iter().filter(|bus| bus.limit > 0);
        for (place, bus) in table.limits.iter_mut().zip(limited) {
            *place = BusLimit { bus: Name::of(&bus.name), limit: bus.limit, reserved: 0 };
        }
        table
    }

    fn put(&mut self, cue: &SoundCue) {
        let known = self.cues.iter().take(self.count as usize).position(|known| known.name == cue.name);
        let index = known.unwrap_or(self.count as usize);
        if let Some(place) = self.cues.get_mut(index) {
            *place = *cue;
            self.count += u64::from(known.is_none());
        }
    }

    /// The cue of a name.
    pub fn find(&self, name: Name) -> Option<&SoundCue> {
        self.cues.iter().take(self.count as usize).find(|cue| cue.name == name)
    }

    /// How many cues sound on a bus at once, at most; 0 is no limit.
    pub fn limit(&self, bus: Name) -> u32 {
        let limited = self.limits.iter().find(|limit| limit.bus == bus && limit.limit > 0);
        limited.map_or(0, |limit| limit.limit)
    }
}

impl Default for CueTable {
    fn default() -> Self {
        Self {
            count: 0,
            cues: [SoundCue::default(); CUE_COUNT_MAX],
            limits: [BusLimit::default(); BUILT_IN_BUSES.len() + BUS_COUNT_MAX],
        }
    }
}

/// Marks what a cue made, so that limits can count it.
#[component]
#[derive(Default)]
pub struct CueVoice {
    /// The cue.
    pub cue: Name,
    /// The bus that it goes through.
    pub bus: Name,
    /// When it began.
    pub start_tick: u64,
    /// Its level. Unit: linear amplitude.
    pub gain: f32,
    /// The cue's priority.
    pub priority: u32,
}

/// When each cue was called last: a resource of the runtime's own.
#[component]
pub struct CueTimes {
    /// The cues, in no order.
    pub entries: [CueTime; 2 * CUE_COUNT_MAX],
    /// A cue that was called and that nobody declares; [`Name::NONE`] while there was none.
    pub unknown: Name,
}

/// When a cue was called last.
#[component]
#[derive(Default)]
pub struct CueTime {
    /// The cue; [`Name::NONE`] for an entry that is free.
    pub cue: Name,
    /// When it was heard last.
    pub tick: u64,
}

impl Default for CueTimes {
    fn default() -> Self {
        Self { entries: [CueTime::default(); 2 * CUE_COUNT_MAX], unknown: Name::NONE }
    }
}
