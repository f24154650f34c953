//! What the world wants to be heard: its voices and its emitters, read from the columns once a tick.

use super::course::{fade_seconds, pitch_of};
use super::hearing::{Ears, Heard, hear};
use playground_core_client::audio::{SoundEmitter, SoundListener, SoundTone, Voice};
use playground_core_ecs::{Entity, GlobalTransform2d, Query, World};
use playground_core_types::CoreResult;
use playground_core_types::math::{Vec2, Vec3};
use std::collections::BTreeMap;

/// Whose a sound is; an entity may have a voice and an emitter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The entity.
    pub entity: Entity,
    /// Whether it is its emitter.
    pub is_emitter: bool,
}

/// One sound that is to be heard.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Whose it is.
    pub key: Key,
    /// Its course.
    pub voice: Voice,
    /// What plays in place of a sound.
    pub tone: Option<SoundTone>,
    /// How it is heard, for an emitter that is somewhere.
    pub heard: Option<Heard>,
}

impl Wanted {
    /// How loud it is for the one that listens.
    pub fn loudness(&self) -> f32 {
        self.voice.gain * self.heard.as_ref().map_or(1.0, Heard::gain)
    }
}

/// Where things were: listeners, and, with `true`, emitters.
type Places = BTreeMap<(Entity, bool), Vec3>;

/// Reads the world, and remembers where things were, so that it knows how they move.
#[derive(Debug)]
pub struct Watcher {
    voices: Query,
    placed: Query,
    unplaced: Query,
    listeners: Query,
    /// With how far they are in front of the picture.
    places: Places,
    /// The places of this tick, which become those of the last one.
    new_places: Places,
    ears: Vec<Ears>,
}

impl Watcher {
    /// Reads what the world wants into `wanted`; `seconds` have passed since the last time, or 0 when that is no
    /// matter because the world is another one.
    ///
    /// # Errors
    /// None but a world whose components are of other layouts.
    pub fn read(&mut self, world: &World, seconds: f32, wanted: &mut Vec<Wanted>) -> CoreResult<()> {
        if seconds <= 0.0 {
            self.places.clear();
        }
        wanted.clear();
        self.read_ears(world, seconds)?;
        for page in world.pages(&self.voices) {
            let voices: &[Voice] = page.read(Voice::ID)?;
            for (entity, voice) in page.entities().iter().zip(voices) {
                let key = Key { entity: *entity, is_emitter: false };
                wanted.push(Wanted { key, voice: sane(voice), tone: tone_of(world, *entity), heard: None });
            }
        }
        for page in world.pages(&self.placed) {
            let emitters: &[SoundEmitter] = page.read(SoundEmitter::ID)?;
            let transforms: &[GlobalTransform2d] = page.read(GlobalTransform2d::ID)?;
            for ((entity, emitter), transform) in page.entities().iter().zip(emitters).zip(transforms) {
                if emitter.start_tick == SoundEmitter::NOW {
                    continue;
                }
                let place = transform.translation.extend(emitter.height);
                let moved = moved(&self.places, (*entity, true), place);
                self.new_places.insert((*entity, true), place);
                let velocity = if seconds > 0.0 { moved / seconds } else { Vec3::ZERO };
                let heard = hear(emitter, transform, velocity, &self.ears);
                wanted.push(of_emitter(world, *entity, emitter, heard));
            }
        }
        for page in world.pages(&self.unplaced) {
            let emitters: &[SoundEmitter] = page.read(SoundEmitter::ID)?;
            for (entity, emitter) in page.entities().iter().zip(emitters) {
                if emitter.start_tick != SoundEmitter::NOW {
                    wanted.push(of_emitter(world, *entity, emitter, None));
                }
            }
        }
        self.places = std::mem::take(&mut self.new_places);
        Ok(())
    }

    fn read_ears(&mut self, world: &World, seconds: f32) -> CoreResult<()> {
        self.ears.clear();
        for page in world.pages(&self.listeners) {
            let listeners: &[SoundListener] = page.read(SoundListener::ID)?;
            let transforms: &[GlobalTransform2d] = page.read(GlobalTransform2d::ID)?;
            for ((entity, listener), transform) in page.entities().iter().zip(listeners).zip(transforms) {
                let mut ears = Ears::of(*entity, listener, transform);
                let place = ears.place.extend(0.0);
                let moved = moved(&self.places, (*entity, false), place).truncate();
                ears.velocity = if seconds > 0.0 { moved / seconds } else { Vec2::ZERO };
                self.new_places.insert((*entity, false), place);
                if ears.place.is_finite() {
                    self.ears.push(ears);
                }
            }
        }
        Ok(())
    }
}

impl Default for Watcher {
    fn default() -> Self {
        let emitters = || Query::new().read(SoundEmitter::ID);
        Self {
            voices: Query::new().read(Voice::ID),
            placed: emitters().read(GlobalTransform2d::ID),
            unplaced: emitters().without(GlobalTransform2d::ID),
            listeners: Query::new().read(SoundListener::ID).read(GlobalTransform2d::ID),
            places: BTreeMap::new(),
            new_places: BTreeMap::new(),
            ears: Vec::new(),
        }
    }
}

fn moved(places: &Places, thing: (Entity, bool), place: Vec3) -> Vec3 {
    places.get(&thing).map_or(Vec3::ZERO, |before| place - *before)
}

fn of_emitter(world: &World, entity: Entity, emitter: &SoundEmitter, heard: Option<Heard>) -> Wanted {
    let voice = emitter.voice();
    let key = Key { entity, is_emitter: true };
    Wanted { key, voice: sane(&voice), tone: tone_of(world, entity), heard }
}

/// What plays in place of a sound.
fn tone_of(world: &World, entity: Entity) -> Option<SoundTone> {
    world.get(entity).copied()
}

/// The voice with numbers that a mixer can take, whatever a game wrote.
fn sane(voice: &Voice) -> Voice {
    let finite = |value: f32, low, high| if value.is_nan() { 0.0 } else { value.clamp(low, high) };
    Voice {
        gain: finite(voice.gain, 0.0, 4.0),
        pan: finite(voice.pan, -1.0, 1.0),
        pitch: pitch_of(voice),
        fade_in_seconds: fade_seconds(voice.fade_in_seconds),
        fade_out_seconds: fade_seconds(voice.fade_out_seconds),
        ..*voice
    }
}
