//! The follower: compares the voices of the world with what the mixer plays, and tells it the difference.
//!
//! It decides nothing about sound. A voice's place in its sound follows from the tick, so a restored world,
//! another device or a mixer made anew all come to the same: play each voice from where the world says.
//!
//! Reading order: this file, [`timeline`](super::timeline), [`wanted`](super::wanted),
//! [`choice`](super::choice), [`followed`](super::followed), [`drift`](super::drift), [`course`](super::course), [`slots`](super::slots),
//! [`buses`](super::buses).

use super::buses::Buses;
use super::choice::choose;
use super::course::{Extent, begin_frame, fade_at, has_faded, is_stopping, is_through, place_at, start_of};
use super::drift::Drift;
use super::followed::{Followed, fade_out};
use super::hearing::step_of as heard_step;
use super::slots::SoundSlots;
use super::timeline::{Pace, Timeline};
use super::wanted::{Key, Wanted, Watcher};
use crate::mixer::{RAMP_FRAMES, STEAL_FRAMES};
use playground_core_assets::{AssetId, BusDeclaration, Sound};
use playground_core_client::audio::{
    AudioAction, AudioCommand, AudioSettings, CueTimes, CueVoice, FollowFrame, Tone, VOICE_COUNT_MAX,
    VoiceStart,
};
use playground_core_ecs::{Name, TickRate, World};
use playground_core_types::{CoreResult, Handle};
use std::collections::{BTreeMap, BTreeSet};

/// A command for as soon as it arrives.
pub(super) const AT_ONCE: u64 = 0;

/// The most missing sounds that are named: a game can make up as many names as it likes.
const MISSING_COUNT_MAX: usize = 64;

/// The sounds that are loaded.
pub type Sounds = BTreeMap<AssetId, Handle<Sound>>;

/// What the follower believes about the mixer.
#[derive(Debug)]
pub struct Follower {
    timeline: Timeline,
    followed: BTreeMap<Key, Followed>,
    /// For every voice of the mixer, whose it is and the slot that it plays from; `None` when it is free.
    owners: Vec<Option<(Key, Option<u16>)>>,
    slots: SoundSlots,
    buses: Buses,
    watcher: Watcher,
    /// What the world wants, kept so that no tick allocates it.
    wanted: Vec<Wanted>,
    /// How many are heard at most.
    budget: usize,
    /// Sounds that voices ask for and nobody has: told once.
    missing: BTreeSet<AssetId>,
    /// The cue that nobody declares and that was told last.
    unknown_cue: Name,
    round: u64,
    /// Sounds that the mixer was told to play.
    played: u64,
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
            watcher: Watcher::default(),
            wanted: Vec::new(),
            budget: VOICE_COUNT_MAX,
            missing: BTreeSet::new(),
            unknown_cue: Name::NONE,
            round: 0,
            played: 0,
            dropped: 0,
        }
    }

    /// The same, letting at most so many be heard at once.
    #[must_use]
    pub fn with_budget(self, voices: usize) -> Self {
        Self { budget: voices.min(VOICE_COUNT_MAX), ..self }
    }

    /// Sounds that were heard; one that fell silent and came back counts once.
    pub fn played(&self) -> u64 {
        self.played
    }

    /// Voices that stayed silent when they began, for want of a free one.
    pub fn dropped(&self) -> u64 {
        self.dropped
    }

    /// Starts over for a mixer that knows nothing; the next [`Follower::follow`] tells it all.
    pub fn forget(&mut self) {
        let mut buses = std::mem::replace(&mut self.buses, Buses::of(&[]));
        buses.forget();
        let Self { played, dropped, budget, .. } = *self;
        *self = Self { played, dropped, budget, buses, ..Self::new() };
    }

    /// Forgets what was counted too.
    pub fn start_over(&mut self) {
        (self.played, self.dropped) = (0, 0);
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

    /// Notes for how many frames the mixer has held all voices so far: in those nothing came further.
    pub fn set_held(&mut self, frames: u64) {
        self.timeline.set_held(frames);
    }

    /// Notes that the mixer is through with a voice.
    pub fn voice_ended(&mut self, voice: u16) {
        let Some(owner) = self.owners.get_mut(usize::from(voice)) else { return };
        let Some((key, slot)) = owner.take() else { return };
        if let Some(slot) = slot {
            self.slots.release(slot);
        }
        if let Some(followed) = self.followed.get_mut(&key)
            && followed.voice == Some(voice)
        {
            followed.voice = None;
        }
    }

    /// Writes what the mixer must be told after the ticks of `frame`, in the order of its due frames.
    ///
    /// # Errors
    /// None but a world whose voices are no voices.
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
        let is_continuous = self.timeline.follow(frame, pace);
        if !is_continuous {
            self.stop_all(commands);
        } else if frame.ticks == 0 {
            // Between ticks the world does not change.
            self.slots.unload_retired(commands);
            return Ok(());
        }
        self.buses.set_world(world)?;
        if !is_continuous {
            // The world does not say when a level began to fade: it is there at once.
            self.buses.forget_fades();
        }
        self.buses.tell(self.timeline.last_tick_frame(), commands);
        self.round += 1;
        let seconds = if is_continuous { frame.ticks as f32 / rate.hertz.max(1) as f32 } else { 0.0 };
        let mut wanted = std::mem::take(&mut self.wanted);
        let result = self.watcher.read(world, seconds, &mut wanted);
        self.follow_wanted(world, &wanted, sounds, commands);
        self.wanted = wanted;
        self.stop_vanished(commands);
        self.slots.unload_retired(commands);
        self.warn_unknown_cue(world);
        commands[first..].sort_by_key(|command| command.frame);
        result
    }

    fn follow_wanted(
        &mut self,
        world: &World,
        wanted: &[Wanted],
        sounds: &Sounds,
        commands: &mut Vec<AudioCommand>,
    ) {
        let next_frame = self.timeline.world_frame(self.timeline.next_tick());
        let hertz = self.timeline.hertz();
        // A voice of a later tick waits for it: commands are taken in order, and it would hold back the others.
        let has_begun = |wanted: &Wanted| begin_frame(&wanted.voice, hertz) < next_frame;
        let chosen = choose(wanted, self.budget, |wanted| {
            let is_audible = wanted.heard.is_none_or(|heard| !heard.is_silent());
            let followed = self.followed.get(&wanted.key);
            // What the mixer is through with takes nobody's place.
            let is_over = followed.is_some_and(|one| one.voice.is_none() && !one.is_virtual);
            (is_audible && !is_over && has_begun(wanted))
                .then(|| followed.is_some_and(|one| one.voice.is_some()))
        });
        // Those that fall silent first: they make room.
        for (wanted, is_chosen) in wanted.iter().zip(&chosen) {
            if let Some(followed) = self.followed.get_mut(&wanted.key) {
                followed.round = self.round;
                if followed.is_looped_otherwise(wanted)
                    && let Some(sound) = sounds.get(&wanted.voice.sound)
                {
                    let extent = Extent::of(&wanted.voice, sound);
                    if let Some(place) = followed.relooped_at(wanted, extent, &self.timeline) {
                        followed.reloop(wanted, (extent, place), &self.timeline, commands);
                    }
                }
                if followed.goes_on_as(wanted) {
                    followed.go_on(wanted, *is_chosen, &self.timeline, commands);
                    continue;
                }
                followed.stop(self.timeline.last_tick_frame(), commands);
                self.followed.remove(&wanted.key);
            }
        }
        for (wanted, is_chosen) in wanted.iter().zip(&chosen) {
            let (is_known, is_virtual) = match self.followed.get(&wanted.key) {
                Some(followed) => (true, followed.is_virtual),
                None => (false, false),
            };
            if (!is_known && has_begun(wanted)) || (is_virtual && *is_chosen) {
                self.start(world, wanted, *is_chosen, sounds, commands);
            }
        }
    }

    /// Lets the mixer play something from where it is by now, or lets it go on unheard.
    fn start(
        &mut self,
        world: &World,
        wanted: &Wanted,
        is_chosen: bool,
        sounds: &Sounds,
        commands: &mut Vec<AudioCommand>,
    ) {
        let (voice, sound) = (&wanted.voice, sounds.get(&wanted.voice.sound));
        let extent = match (&wanted.tone, sound) {
            (Some(tone), _) => Extent::of_tone(tone),
            (None, Some(sound)) => Extent::of(voice, sound),
            (None, None) => return self.warn_missing(voice.sound),
        };
        let before = self.followed.get(&wanted.key);
        let was_heard = before.is_some_and(|followed| followed.was_heard);
        let (timeline, was_virtual) = (&self.timeline, before.is_some());
        let (begin, hertz) = (begin_frame(voice, timeline.hertz()), timeline.hertz());
        let tick = if was_virtual { timeline.newest_tick() } else { timeline.first_tick() };
        let from = timeline.world_frame(tick).max(begin);
        let is_new = !was_virtual && from == begin;
        let place = place_at(voice, from - begin, extent);
        let fade = fade_at(voice, from, hertz);
        let is_held = extent.is_tone && voice.looped != 0;
        let is_over = (place.frame >= extent.frames && !is_held) || fade.out_frames == Some(0);
        let is_stopping = is_stopping(voice, timeline.next_tick());
        let is_cue = world.has(wanted.key.entity, CueVoice::ID);
        let cut_frames = if is_cue { STEAL_FRAMES } else { RAMP_FRAMES };
        let unheard = Followed::unheard(*wanted, extent, Drift::beginning(timeline, from), self.round);
        let mut followed = Followed { is_virtual: !is_over, is_stopping, was_heard, cut_frames, ..unheard };
        let free = self.owners.iter().position(Option::is_none).filter(|_| is_chosen && !is_over);
        let slot = match (free, sound) {
            (Some(_), Some(sound)) if wanted.tone.is_none() => {
                self.slots.slot_of(voice.sound, sound, commands)
            }
            _ => None,
        };
        if let Some(free) = free.filter(|_| slot.is_some() || wanted.tone.is_some()) {
            if let Some(slot) = slot {
                self.slots.hold(slot);
            }
            self.owners[free] = Some((wanted.key, slot));
            let index = free as u16;
            (followed.voice, followed.is_virtual, followed.was_heard) = (Some(index), false, true);
            self.played += u64::from(!was_heard);
            let start = start_of(voice, extent, place, fade);
            let start = VoiceStart {
                slot: slot.unwrap_or_default(),
                bus: self.buses.number_of(voice.bus),
                space: wanted.heard.map(|heard| heard.space),
                step: heard_step(wanted.heard.as_ref(), start.step),
                ..start
            };
            let action = match &wanted.tone {
                Some(tone) => {
                    AudioAction::PlayTone { voice: index, start, tone: Tone::of(tone, voice.looped != 0) }
                }
                None => AudioAction::Play { voice: index, start },
            };
            commands.push(AudioCommand { frame: self.timeline.mixer_frame(from), action });
            if is_stopping {
                commands.push(fade_out(&self.timeline, voice, index));
            }
        } else if !is_over && wanted.heard.is_none_or(|heard| !heard.is_silent()) {
            self.dropped += u64::from(is_new);
        }
        self.followed.insert(wanted.key, followed);
    }

    /// Says once that a rule calls a cue which nobody declares.
    fn warn_unknown_cue(&mut self, world: &World) {
        let unknown = world.resource().map_or(Name::NONE, |times: CueTimes| times.unknown);
        if unknown != self.unknown_cue && unknown != Name::NONE {
            log::warn!("a rule calls cue {:016x}, which neither game.toml nor the scene declares", unknown.0);
        }
        self.unknown_cue = unknown;
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
            let model = &followed.model.voice;
            if is_through(model, followed.extent, next_tick, hertz) {
                return false;
            }
            match followed.voice {
                // It left when its fade was over, and that is within these ticks.
                Some(index) if has_faded(model, next_tick, hertz) => {
                    if !followed.is_stopping {
                        commands.push(fade_out(timeline, model, index));
                    }
                }
                _ => followed.stop(timeline.last_tick_frame(), commands),
            }
            false
        });
    }

    fn stop_all(&mut self, commands: &mut Vec<AudioCommand>) {
        for followed in self.followed.values() {
            followed.stop(AT_ONCE, commands);
        }
        self.followed.clear();
    }
}

impl Default for Follower {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests;
