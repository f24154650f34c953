//! The follower: compares the voices of the world with what the mixer plays, and tells it the difference.
//!
//! It decides nothing about sound. A voice's place in its sound follows from the tick, so a restored world,
//! another device or a mixer made anew all come to the same: play each voice from where the world says.
//!
//! Reading order: this file, [`timeline`](super::timeline), [`course`](super::course), [`slots`](super::slots),
//! [`buses`](super::buses).

use super::buses::Buses;
use super::course::{
    fade_at, fade_seconds, has_faded, is_stopping, is_through, pitch_of, place_at, start_of, stop_tick,
};
use super::slots::SoundSlots;
use super::timeline::{Pace, Timeline};
use crate::mixer::RAMP_FRAMES;
use playground_core_assets::{AssetId, BusDeclaration, Sound};
use playground_core_client::audio::{
    AudioAction, AudioCommand, AudioSettings, FollowFrame, VOICE_COUNT_MAX, Voice, VoiceStart,
};
use playground_core_ecs::{Entity, Query, TickRate, World};
use playground_core_types::{CoreResult, Handle};
use std::collections::{BTreeMap, BTreeSet};

/// A command for as soon as it arrives.
pub(super) const AT_ONCE: u64 = 0;

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
    /// Whether the mixer was told to fade it out.
    is_stopping: bool,
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
    buses: Buses,
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
            buses: Buses::of(&[]),
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
        let mut buses = std::mem::replace(&mut self.buses, Buses::of(&[]));
        buses.forget();
        *self = Self { dropped: self.dropped, buses, ..Self::new() };
    }

    /// Forgets what was counted too.
    pub fn start_over(&mut self) {
        self.dropped = 0;
        self.forget();
    }

    /// Takes the player's levels of buses; the mixer is told those that are others.
    pub fn follow_settings(&mut self, settings: &AudioSettings, commands: &mut Vec<AudioCommand>) {
        self.buses.set_player(settings);
        self.buses.tell(AT_ONCE, commands);
    }

    /// Fades all voices out and lets go of all sounds: another game begins, whose buses these are.
    pub fn reset(&mut self, declarations: &[BusDeclaration], commands: &mut Vec<AudioCommand>) {
        self.buses.declare(declarations);
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
        self.buses.set_world(world)?;
        self.buses.tell(self.timeline.last_tick_frame(), commands);
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
        let next_tick = self.timeline.next_tick();
        if let Some(followed) = self.followed.get_mut(&entity) {
            followed.round = self.round;
            if followed.goes_on_as(voice) {
                let frame = self.timeline.last_tick_frame();
                if let Some(index) = followed.voice {
                    followed.tell_level(voice, index, frame, commands);
                    if is_stopping(voice, next_tick) && !followed.is_stopping {
                        followed.is_stopping = true;
                        commands.push(fade_out(&self.timeline, voice, index));
                    }
                }
                followed.model = *voice;
                return;
            }
            stop(followed.voice, self.timeline.last_tick_frame(), commands);
            self.followed.remove(&entity);
        }
        // A voice of a later tick waits for it: commands are taken in order, and it would hold back the others.
        if voice.start_tick < next_tick {
            self.start(entity, voice, sounds, commands);
        }
    }

    fn start(&mut self, entity: Entity, voice: &Voice, sounds: &Sounds, commands: &mut Vec<AudioCommand>) {
        let Some(sound) = sounds.get(&voice.sound) else {
            self.warn_missing(voice.sound);
            return;
        };
        let frames = sound.frames();
        let timeline = &self.timeline;
        let is_new = voice.start_tick >= timeline.first_tick();
        let tick = voice.start_tick.max(timeline.first_tick());
        let place = place_at(voice, timeline.frames_between(voice.start_tick, tick), frames);
        let fade = fade_at(voice, tick, timeline.hertz());
        let is_over = place.frame >= frames || fade.out_frames == Some(0);
        let (is_stopping, round) = (is_stopping(voice, timeline.next_tick()), self.round);
        let mut followed = Followed { model: *voice, voice: None, frames, is_stopping, round };
        if !is_over {
            let free = self.owners.iter().position(Option::is_none);
            let slot = self.slots.slot_of(voice.sound, sound, commands);
            let (Some(free), Some(slot)) = (free, slot) else {
                self.dropped += u64::from(is_new);
                return;
            };
            self.slots.hold(slot);
            self.owners[free] = Some((entity, slot));
            let index = free as u16;
            followed.voice = Some(index);
            let start = start_of(voice, place, fade);
            let start = VoiceStart { slot, bus: self.buses.number_of(voice.bus), ..start };
            let action = AudioAction::Play { voice: index, start };
            commands.push(AudioCommand { frame: timeline.frame_of_tick(tick), action });
            if is_stopping {
                commands.push(fade_out(timeline, voice, index));
            }
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

    /// Fades out what the world no longer has, unless it is over anyway.
    fn stop_vanished(&mut self, commands: &mut Vec<AudioCommand>) {
        let (timeline, round) = (&self.timeline, self.round);
        let (next_tick, hertz) = (timeline.next_tick(), timeline.hertz());
        self.followed.retain(|_, followed| {
            if followed.round == round {
                return true;
            }
            let model = &followed.model;
            if is_through(model, followed.frames, next_tick, hertz) {
                return false;
            }
            match followed.voice {
                // It left when its fade was over, and that is within these ticks.
                Some(index) if has_faded(model, next_tick, hertz) => {
                    if !followed.is_stopping {
                        commands.push(fade_out(timeline, model, index));
                    }
                }
                voice => stop(voice, timeline.last_tick_frame(), commands),
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

impl Followed {
    /// Whether the mixer can make it into `voice` while it plays.
    fn goes_on_as(&self, voice: &Voice) -> bool {
        let Voice { gain, pan, stop_tick, fade_out_seconds, .. } = self.model;
        let is_same = Voice { gain, pan, stop_tick, fade_out_seconds, ..*voice } == self.model;
        let has_same_end = (stop_tick, fade_out_seconds) == (voice.stop_tick, voice.fade_out_seconds);
        // What fades out does not come back; a voice that is no longer to stop is another one.
        is_same && (has_same_end || !self.is_stopping)
    }

    fn tell_level(&self, voice: &Voice, index: u16, frame: u64, commands: &mut Vec<AudioCommand>) {
        let (gain, pan) = (voice.gain, voice.pan);
        if (self.model.gain, self.model.pan) != (gain, pan) {
            commands.push(AudioCommand { frame, action: AudioAction::Set { voice: index, gain, pan } });
        }
    }
}

/// Fades a voice out as it wants: from its tick on, or from where it must be by the first tick.
fn fade_out(timeline: &Timeline, voice: &Voice, index: u16) -> AudioCommand {
    let tick = stop_tick(voice).max(timeline.first_tick());
    let rest = fade_at(voice, tick, timeline.hertz()).out_frames.unwrap_or_default();
    // A shorter one would click.
    let action = AudioAction::Stop { voice: index, fade_frames: rest.max(RAMP_FRAMES) };
    AudioCommand { frame: timeline.frame_of_tick(tick), action }
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

#[cfg(test)]
mod tests;
