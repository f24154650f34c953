//! The follower: compares the voices of the world with what the mixer plays, and tells it the difference.
//!
//! It decides nothing about sound. A voice's place in its sound follows from the tick, so a restored world,
//! another device or a mixer made anew all come to the same: play each voice from where the world says.
//!
//! Reading order: this file, [`timeline`](super::timeline), [`slots`](super::slots).

use super::slots::SoundSlots;
use super::timeline::{Pace, Timeline};
use crate::mixer::RAMP_FRAMES;
use playground_core_assets::{AssetId, Sound};
use playground_core_client::audio::{AudioAction, AudioCommand, FollowFrame, VOICE_COUNT_MAX, Voice};
use playground_core_ecs::{Entity, Query, TickRate, World};
use playground_core_types::{CoreResult, Handle};
use std::collections::{BTreeMap, BTreeSet};

/// A command for as soon as it arrives.
const AT_ONCE: u64 = 0;

/// The most missing sounds that are named: a game can make up as many names as it likes.
const MISSING_COUNT_MAX: usize = 64;

/// The sounds that are loaded.
pub type Sounds = BTreeMap<AssetId, Handle<Sound>>;

/// One voice of the world as it was last seen.
#[derive(Debug)]
struct Followed {
    model: Voice,
    /// `None` when the mixer is through with it.
    voice: Option<u16>,
    /// The length of its sound.
    frames: u64,
    /// The last round in which the world had it.
    round: u64,
}

/// What the follower believes about the mixer.
#[derive(Debug)]
pub struct Follower {
    timeline: Timeline,
    followed: BTreeMap<Entity, Followed>,
    /// For every voice of the mixer, the entity and the slot that it plays for; `None` when it is free.
    owners: Vec<Option<(Entity, u16)>>,
    slots: SoundSlots,
    /// Sounds that voices ask for and nobody has: told once.
    missing: BTreeSet<AssetId>,
    query: Query,
    round: u64,
    dropped: u64,
}

impl Follower {
    /// A follower of a mixer that is new.
    pub fn new() -> Self {
        Self {
            timeline: Timeline::default(),
            followed: BTreeMap::new(),
            owners: vec![None; VOICE_COUNT_MAX],
            slots: SoundSlots::default(),
            missing: BTreeSet::new(),
            query: Query::new().read(Voice::ID),
            round: 0,
            dropped: 0,
        }
    }

    /// Voices that stayed silent when they began, for want of a free one.
    pub fn dropped(&self) -> u64 {
        self.dropped
    }

    /// Starts over for a mixer that knows nothing; the next [`Follower::follow`] tells it all.
    pub fn forget(&mut self) {
        *self = Self { dropped: self.dropped, ..Self::new() };
    }

    /// Fades all voices out and lets go of all sounds: another game begins.
    pub fn reset(&mut self, commands: &mut Vec<AudioCommand>) {
        self.stop_all(commands);
        self.slots.retire_all();
        self.missing.clear();
        self.timeline = Timeline::default();
    }

    /// Where the ticks lie on the mixer's clock.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Notes that the mixer is through with a voice.
    pub fn voice_ended(&mut self, voice: u16) {
        let Some(owner) = self.owners.get_mut(usize::from(voice)) else { return };
        let Some((entity, slot)) = owner.take() else { return };
        self.slots.release(slot);
        if let Some(followed) = self.followed.get_mut(&entity)
            && followed.voice == Some(voice)
        {
            followed.voice = None;
        }
    }

    /// Writes what the mixer must be told after the ticks of `frame`, in the order of its due frames.
    ///
    /// # Errors
    /// None but a world whose voices are no [`Voice`]s.
    pub fn follow(
        &mut self,
        world: &World,
        sounds: &Sounds,
        frame: FollowFrame,
        pace: Pace,
        commands: &mut Vec<AudioCommand>,
    ) -> CoreResult<()> {
        let first = commands.len();
        let rate: TickRate = world.resource().unwrap_or_default();
        self.timeline.set_hertz(rate.hertz);
        if !self.timeline.follow(frame, pace) {
            self.stop_all(commands);
        } else if frame.ticks == 0 {
            // Between ticks the world does not change.
            self.slots.unload_retired(commands);
            return Ok(());
        }
        self.round += 1;
        let query = std::mem::take(&mut self.query);
        let result = self.follow_pages(world, &query, sounds, commands);
        self.query = query;
        self.stop_vanished(commands);
        self.slots.unload_retired(commands);
        commands[first..].sort_by_key(|command| command.frame);
        result
    }

    fn follow_pages(
        &mut self,
        world: &World,
        query: &Query,
        sounds: &Sounds,
        commands: &mut Vec<AudioCommand>,
    ) -> CoreResult<()> {
        for page in world.pages(query) {
            let voices: &[Voice] = page.read(Voice::ID)?;
            for (entity, voice) in page.entities().iter().zip(voices) {
                self.follow_voice(*entity, &sane(voice), sounds, commands);
            }
        }
        Ok(())
    }

    fn follow_voice(
        &mut self,
        entity: Entity,
        voice: &Voice,
        sounds: &Sounds,
        commands: &mut Vec<AudioCommand>,
    ) {
        if let Some(followed) = self.followed.get_mut(&entity) {
            followed.round = self.round;
            let level = (followed.model.gain, followed.model.pan);
            let same = Voice { gain: level.0, pan: level.1, ..*voice } == followed.model;
            if same {
                if level != (voice.gain, voice.pan)
                    && let Some(index) = followed.voice
                {
                    let action = AudioAction::Set { voice: index, gain: voice.gain, pan: voice.pan };
                    commands.push(AudioCommand { frame: self.timeline.last_tick_frame(), action });
                }
                followed.model = *voice;
                return;
            }
            stop(followed.voice, self.timeline.last_tick_frame(), commands);
            self.followed.remove(&entity);
        }
        // A voice of a later tick waits for it: commands are taken in order, and it would hold back the others.
        if voice.start_tick < self.timeline.next_tick() {
            self.start(entity, voice, sounds, commands);
        }
    }

    fn start(&mut self, entity: Entity, voice: &Voice, sounds: &Sounds, commands: &mut Vec<AudioCommand>) {
        let Some(sound) = sounds.get(&voice.sound) else {
            self.warn_missing(voice.sound);
            return;
        };
        let frames = sound.frames();
        let is_new = voice.start_tick >= self.timeline.first_tick();
        let mut offset_frames = u64::from(voice.offset_frames);
        let mut frame = self.timeline.frame_of_tick(voice.start_tick);
        if !is_new {
            offset_frames += self.timeline.frames_between(voice.start_tick, self.timeline.first_tick());
            frame = self.timeline.frame_of_tick(self.timeline.first_tick());
        }
        if voice.looped != 0 && frames > 0 {
            offset_frames %= frames;
        }
        let mut followed = Followed { model: *voice, voice: None, frames, round: self.round };
        if offset_frames < frames {
            let free = self.owners.iter().position(Option::is_none);
            let slot = self.slots.slot_of(voice.sound, sound, commands);
            let (Some(free), Some(slot)) = (free, slot) else {
                self.dropped += u64::from(is_new);
                return;
            };
            self.slots.hold(slot);
            self.owners[free] = Some((entity, slot));
            followed.voice = Some(free as u16);
            let action = AudioAction::Play {
                voice: free as u16,
                slot,
                gain: voice.gain,
                pan: voice.pan,
                looped: voice.looped != 0,
                offset_frames,
            };
            commands.push(AudioCommand { frame, action });
        }
        self.followed.insert(entity, followed);
    }

    /// Names a sound that nobody has, once; a game that makes up names is told so and no more.
    fn warn_missing(&mut self, sound: AssetId) {
        if self.missing.len() > MISSING_COUNT_MAX || !self.missing.insert(sound) {
            return;
        }
        if self.missing.len() > MISSING_COUNT_MAX {
            log::warn!(
                "voices ask for more than {MISSING_COUNT_MAX} sounds that are not loaded: the others go unnamed"
            );
        } else {
            log::warn!("a voice asks for sound {:016x}, which is not loaded: it is silent", sound.0);
        }
    }

    /// Fades out what the world no longer has, unless it is at its end anyway.
    fn stop_vanished(&mut self, commands: &mut Vec<AudioCommand>) {
        let (timeline, round) = (&self.timeline, self.round);
        self.followed.retain(|_, followed| {
            if followed.round == round {
                return true;
            }
            let passed = timeline.frames_between(followed.model.start_tick, timeline.next_tick());
            let is_through = passed + u64::from(followed.model.offset_frames) >= followed.frames;
            if followed.model.looped != 0 || !is_through {
                stop(followed.voice, timeline.last_tick_frame(), commands);
            }
            false
        });
    }

    fn stop_all(&mut self, commands: &mut Vec<AudioCommand>) {
        for followed in self.followed.values() {
            stop(followed.voice, AT_ONCE, commands);
        }
        self.followed.clear();
    }
}

impl Default for Follower {
    fn default() -> Self {
        Self::new()
    }
}

fn stop(voice: Option<u16>, frame: u64, commands: &mut Vec<AudioCommand>) {
    if let Some(voice) = voice {
        commands.push(AudioCommand { frame, action: AudioAction::Stop { voice, fade_frames: RAMP_FRAMES } });
    }
}

/// The voice with a level and a place that a mixer can take, whatever a game wrote.
fn sane(voice: &Voice) -> Voice {
    let finite = |value: f32, low, high| if value.is_nan() { 0.0 } else { value.clamp(low, high) };
    Voice { gain: finite(voice.gain, 0.0, 4.0), pan: finite(voice.pan, -1.0, 1.0), ..*voice }
}

#[cfg(test)]
mod tests;
