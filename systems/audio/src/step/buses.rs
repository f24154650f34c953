//! The buses of the game that is played: their ways, levels and effects, as its manifest, its player and its world
//! say.

use super::course::{fade_frames, fade_seconds};
use super::follower::AT_ONCE;
use crate::mixer::RAMP_FRAMES;
use playground_core_assets::manifest::BUILT_IN_BUSES;
use playground_core_assets::{BusDeclaration, BusSend};
use playground_core_client::audio::{
    AudioAction, AudioCommand, AudioSettings, BUS_EFFECTS, BUS_MUSIC, BusEffect, BusLevel, DELAY_COUNT_MAX,
    EFFECT_PLACE_COUNT, Effect, MIXER_BUS_COUNT, REVERB_COUNT_MAX, Tween,
};
use playground_core_ecs::{Name, Query, World};
use playground_core_types::CoreResult;
use playground_core_types::math::amplitude_of_decibels;

/// One bus, at its number in the mixer.
#[derive(Debug, Clone, PartialEq)]
struct Bus {
    name: Name,
    parent: u16,
    /// What the manifest says.
    declared_gain: f32,
    /// What the player says.
    player_gain: f32,
    /// What the world says.
    world_gain: f32,
    /// How long the world lets its level take.
    fade_seconds: f32,
    /// The buses that it goes to beside its parent, and how loud.
    sends: Vec<(u16, f32)>,
    /// What the manifest has on its places.
    declared_effects: Effects,
    /// What the world has there.
    world_effects: Effects,
}

/// What is on the places of a bus.
type Effects = [Option<BusEffect>; EFFECT_PLACE_COUNT];

/// What the mixer was told of one bus.
#[derive(Debug, Clone, PartialEq)]
struct Told {
    parent: u16,
    gain: f32,
    fade_seconds: f32,
    sends: Vec<(u16, f32)>,
    effects: [Effect; EFFECT_PLACE_COUNT],
}

impl Default for Told {
    /// What holds for a mixer that was told nothing.
    fn default() -> Self {
        let effects = [Effect::None; EFFECT_PLACE_COUNT];
        Self { parent: 0, gain: 1.0, fade_seconds: 0.0, sends: Vec::new(), effects }
    }
}

/// All buses, each behind the one that it goes through.
#[derive(Debug)]
pub struct Buses {
    buses: Vec<Bus>,
    /// What the mixer was told of each number.
    told: Vec<Told>,
    levels: Query,
    effects: Query,
    /// Whether it was told that there are more effects than the mixer has memory for.
    is_excess_told: bool,
}

impl Buses {
    /// The buses that every game has and those that one declares.
    pub fn of(declarations: &[BusDeclaration]) -> Self {
        let mut waiting: Vec<Wanted<'_>> = BUILT_IN_BUSES.map(Wanted::of).to_vec();
        for declaration in declarations {
            let wanted = Wanted::declared(declaration);
            match waiting.iter_mut().find(|known| known.name == wanted.name) {
                Some(known) => *known = wanted,
                None => waiting.push(wanted),
            }
        }
        waiting.truncate(MIXER_BUS_COUNT);
        Self {
            buses: numbered(waiting),
            told: vec![Told::default(); MIXER_BUS_COUNT],
            levels: Query::new().read(BusLevel::ID),
            effects: Query::new().read(BusEffect::ID),
            is_excess_told: false,
        }
    }

    /// The number of a bus; a name that is none is that of effects.
    pub fn number_of(&self, name: Name) -> u16 {
        let find = |name| self.buses.iter().position(|bus| bus.name == name);
        find(name).or_else(|| find(BUS_EFFECTS)).unwrap_or_default() as u16
    }

    /// Takes the buses of another game; the mixer is told the difference.
    pub fn declare(&mut self, declarations: &[BusDeclaration]) {
        let told = std::mem::take(&mut self.told);
        *self = Self { told, ..Self::of(declarations) };
    }

    /// Forgets what the mixer was told: it is another one.
    pub fn forget(&mut self) {
        self.told = vec![Told::default(); MIXER_BUS_COUNT];
        self.forget_fades();
    }

    /// Takes the player's levels. That of master is not among them: it holds for the mixer as a whole.
    pub fn set_player(&mut self, settings: &AudioSettings) {
        for bus in &mut self.buses {
            bus.player_gain = match bus.name {
                BUS_MUSIC => settings.music_gain(),
                BUS_EFFECTS => settings.effects_gain(),
                _ => 1.0,
            };
        }
    }

    /// Takes the levels and effects of the world.
    ///
    /// # Errors
    /// None but a world whose levels are no [`BusLevel`]s or whose effects no [`BusEffect`]s.
    pub fn set_world(&mut self, world: &World) -> CoreResult<()> {
        for bus in &mut self.buses {
            (bus.world_gain, bus.fade_seconds) = (1.0, 0.0);
            bus.world_effects = [None; EFFECT_PLACE_COUNT];
        }
        for page in world.pages(&self.levels) {
            let levels: &[BusLevel] = page.read(BusLevel::ID)?;
            for level in levels {
                let gain = if level.gain.is_nan() { 0.0 } else { level.gain.clamp(0.0, 4.0) };
                for bus in self.buses.iter_mut().filter(|bus| bus.name == level.bus) {
                    bus.world_gain = (bus.world_gain * gain).min(GAIN_MAX);
                    bus.fade_seconds = bus.fade_seconds.max(fade_seconds(level.fade_seconds));
                }
            }
        }
        for page in world.pages(&self.effects) {
            let effects: &[BusEffect] = page.read(BusEffect::ID)?;
            for effect in effects {
                for bus in self.buses.iter_mut().filter(|bus| bus.name == effect.bus) {
                    if let Some(place) = bus.world_effects.get_mut(effect.place as usize) {
                        *place = Some(*effect);
                    }
                }
            }
        }
        Ok(())
    }

    /// What the world says counts without its fades, until it is asked again: it is another one, in the midst of them.
    pub fn forget_fades(&mut self) {
        let fades = self.buses.iter_mut().map(|bus| &mut bus.fade_seconds);
        let told = self.told.iter_mut().map(|told| &mut told.fade_seconds);
        fades.chain(told).for_each(|seconds| *seconds = 0.0);
    }

    /// Writes what the mixer does not know yet, to take effect at `frame`.
    pub fn tell(&mut self, frame: u64, commands: &mut Vec<AudioCommand>) {
        let mut now: Vec<Told> = self.buses.iter().map(|bus| self.wanted(bus)).collect();
        self.warn_excess(&now);
        // What no bus has any more holds neither echoes nor rooms, of which the mixer has few.
        let unused = self.told.iter().skip(now.len());
        now.extend(unused.map(|told| Told { parent: told.parent, gain: told.gain, ..Told::default() }));
        for ((number, now), told) in now.into_iter().enumerate().zip(&mut self.told) {
            let bus = number as u16;
            if told.parent != now.parent {
                let action = AudioAction::Route { bus, parent: now.parent };
                commands.push(AudioCommand { frame: AT_ONCE, action });
            }
            for (target, _) in &told.sends {
                if !now.sends.iter().any(|(kept, _)| kept == target) {
                    let action = AudioAction::Send { bus, target: *target, gain: 0.0 };
                    commands.push(AudioCommand { frame: AT_ONCE, action });
                }
            }
            for (target, gain) in now.sends.iter().filter(|send| !told.sends.contains(send)) {
                let action = AudioAction::Send { bus, target: *target, gain: *gain };
                commands.push(AudioCommand { frame: AT_ONCE, action });
            }
            for (place, (effect, before)) in now.effects.iter().zip(&told.effects).enumerate() {
                if effect != before {
                    let action = AudioAction::Effect { bus, place: place as u16, effect: *effect };
                    commands.push(AudioCommand { frame, action });
                }
            }
            if told.gain != now.gain {
                // One that goes takes as long as it took to come.
                let frames = fade_frames(now.fade_seconds.max(told.fade_seconds));
                let action = match frames {
                    ..=RAMP_FRAMES => AudioAction::Bus { bus, gain: now.gain },
                    frames => AudioAction::BusLevel { bus, gain: now.gain, tween: Tween::linear(frames) },
                };
                commands.push(AudioCommand { frame, action });
            }
            *told = now;
        }
    }

    /// Says once that an effect stays silent, because there are too many of its kind.
    fn warn_excess(&mut self, wanted: &[Told]) {
        let effects = || wanted.iter().flat_map(|bus| &bus.effects);
        let delays = effects().filter(|effect| matches!(effect, Effect::Delay(_))).count();
        let reverbs = effects().filter(|effect| matches!(effect, Effect::Reverb(_))).count();
        if (delays > DELAY_COUNT_MAX || reverbs > REVERB_COUNT_MAX) && !self.is_excess_told {
            self.is_excess_told = true;
            log::warn!(
                "buses have {delays} delays and {reverbs} reverbs with those of the world: beyond {DELAY_COUNT_MAX} \
                 and {REVERB_COUNT_MAX} a bus sounds as without"
            );
        }
    }

    /// All that the mixer is to know of a bus.
    fn wanted(&self, bus: &Bus) -> Told {
        let mut effects = [Effect::None; EFFECT_PLACE_COUNT];
        let places = bus.world_effects.iter().zip(&bus.declared_effects);
        for (place, (of_world, declared)) in effects.iter_mut().zip(places) {
            if let Some(effect) = of_world.as_ref().or(declared.as_ref()) {
                let side_chain = (effect.side_chain != Name::NONE).then(|| self.number_of(effect.side_chain));
                *place = Effect::of(effect, side_chain);
            }
        }
        Told {
            parent: bus.parent,
            gain: (bus.declared_gain * bus.player_gain * bus.world_gain).min(GAIN_MAX),
            fade_seconds: bus.fade_seconds,
            sends: bus.sends.clone(),
            effects,
        }
    }
}

/// Gives every bus a number above that of the one that it goes through.
fn numbered(mut waiting: Vec<Wanted<'_>>) -> Vec<Bus> {
    let mut buses: Vec<Bus> = Vec::new();
    while !waiting.is_empty() {
        let parents: Vec<Option<u16>> = waiting.iter().map(|wanted| wanted.parent_in(&buses)).collect();
        let next = parents.iter().position(Option::is_some).unwrap_or_else(|| {
            // `music` below `effects` and the other way round: nothing hangs.
            log::warn!("the bus `{}` goes through itself: it goes through `master` instead", waiting[0].name);
            0
        });
        let wanted = waiting.remove(next);
        let bus = wanted.bus(parents[next].unwrap_or_default(), &buses);
        buses.push(bus);
    }
    buses
}

/// Levels multiply; this keeps their product a number.
const GAIN_MAX: f32 = 64.0;

/// A bus that has no number yet.
#[derive(Debug, Clone, Copy)]
struct Wanted<'a> {
    name: &'a str,
    parent: &'a str,
    gain: f32,
    declaration: Option<&'a BusDeclaration>,
}

impl<'a> Wanted<'a> {
    fn of(name: &'a str) -> Self {
        Self { name, parent: BUILT_IN_BUSES[0], gain: 1.0, declaration: None }
    }

    fn declared(declaration: &'a BusDeclaration) -> Self {
        let (name, parent) = (declaration.name.as_str(), declaration.parent.as_str());
        let gain = amplitude_of_millibels(declaration.gain_millibels);
        Self { name, parent, gain, declaration: Some(declaration) }
    }

    /// The number of the bus that it goes through, once that and all that it sends to have one; the first of all
    /// needs none.
    fn parent_in(&self, buses: &[Bus]) -> Option<u16> {
        if buses.is_empty() {
            return Some(0);
        }
        let sends = self.declaration.iter().flat_map(|declared| &declared.sends);
        if sends.clone().any(|send| number_in(buses, &send.target).is_none()) {
            return None;
        }
        number_in(buses, self.parent)
    }

    fn bus(self, parent: u16, buses: &[Bus]) -> Bus {
        let mut declared_effects = [None; EFFECT_PLACE_COUNT];
        for effect in self.declaration.iter().flat_map(|declared| &declared.effects) {
            if let Some(place) = declared_effects.get_mut(effect.place as usize) {
                *place = Some(*effect);
            }
        }
        let sends = self.declaration.iter().flat_map(|declared| &declared.sends);
        let number = |send: &BusSend| number_in(buses, &send.target);
        let level = |send: &BusSend| amplitude_of_millibels(send.gain_millibels);
        Bus {
            name: Name::of(self.name),
            parent,
            declared_gain: self.gain,
            player_gain: 1.0,
            world_gain: 1.0,
            fade_seconds: 0.0,
            sends: sends.filter_map(|send| Some((number(send)?, level(send)))).collect(),
            declared_effects,
            world_effects: [None; EFFECT_PLACE_COUNT],
        }
    }
}

fn number_in(buses: &[Bus], name: &str) -> Option<u16> {
    let name = Name::of(name);
    buses.iter().position(|bus| bus.name == name).map(|number| number as u16)
}

/// 0 is 1 exactly.
fn amplitude_of_millibels(millibels: i32) -> f32 {
    if millibels == 0 { 1.0 } else { amplitude_of_decibels(millibels as f32 / 100.0) }
}

#[cfg(test)]
mod tests;
