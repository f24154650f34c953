//! The buses of the game that is played, and their levels: what its manifest, its player and its world say, multiplied.

use super::follower::AT_ONCE;
use playground_core_assets::BusDeclaration;
use playground_core_assets::manifest::BUILT_IN_BUSES;
use playground_core_client::audio::{
    AudioAction, AudioCommand, AudioSettings, BUS_EFFECTS, BUS_MUSIC, BusLevel, MIXER_BUS_COUNT,
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
}

/// All buses, each behind the one that it goes through.
#[derive(Debug)]
pub struct Buses {
    buses: Vec<Bus>,
    /// What the mixer was told of each number: the bus that it goes through, and its level.
    told: [(u16, f32); MIXER_BUS_COUNT],
    query: Query,
}

/// What holds for a mixer that was told nothing.
const UNTOLD: (u16, f32) = (0, 1.0);

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
            told: [UNTOLD; MIXER_BUS_COUNT],
            query: Query::new().read(BusLevel::ID),
        }
    }

    /// The number of a bus; a name that is none is that of effects.
    pub fn number_of(&self, name: Name) -> u16 {
        let find = |name| self.buses.iter().position(|bus| bus.name == name);
        find(name).or_else(|| find(BUS_EFFECTS)).unwrap_or_default() as u16
    }

    /// Takes the buses of another game; the mixer is told the difference.
    pub fn declare(&mut self, declarations: &[BusDeclaration]) {
        *self = Self { told: self.told, ..Self::of(declarations) };
    }

    /// Forgets what the mixer was told: it is another one.
    pub fn forget(&mut self) {
        self.told = [UNTOLD; MIXER_BUS_COUNT];
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

    /// Takes the levels of the world.
    ///
    /// # Errors
    /// None but a world whose levels are no [`BusLevel`]s.
    pub fn set_world(&mut self, world: &World) -> CoreResult<()> {
        for bus in &mut self.buses {
            bus.world_gain = 1.0;
        }
        for page in world.pages(&self.query) {
            let levels: &[BusLevel] = page.read(BusLevel::ID)?;
            for level in levels {
                let gain = if level.gain.is_nan() { 0.0 } else { level.gain.clamp(0.0, 4.0) };
                for bus in self.buses.iter_mut().filter(|bus| bus.name == level.bus) {
                    bus.world_gain = (bus.world_gain * gain).min(GAIN_MAX);
                }
            }
        }
        Ok(())
    }

    /// Writes what the mixer does not know yet, to take effect at `frame`.
    pub fn tell(&mut self, frame: u64, commands: &mut Vec<AudioCommand>) {
        for ((number, bus), told) in self.buses.iter().enumerate().zip(&mut self.told) {
            let gain = (bus.declared_gain * bus.player_gain * bus.world_gain).min(GAIN_MAX);
            let number = number as u16;
            if told.0 != bus.parent {
                let action = AudioAction::Route { bus: number, parent: bus.parent };
                commands.push(AudioCommand { frame: AT_ONCE, action });
            }
            if told.1 != gain {
                commands.push(AudioCommand { frame, action: AudioAction::Bus { bus: number, gain } });
            }
            *told = (bus.parent, gain);
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
        buses.push(wanted.bus(parents[next].unwrap_or_default()));
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
}

impl<'a> Wanted<'a> {
    fn of(name: &'a str) -> Self {
        Self { name, parent: BUILT_IN_BUSES[0], gain: 1.0 }
    }

    fn declared(declaration: &'a BusDeclaration) -> Self {
        let gain = match declaration.gain_millibels {
            0 => 1.0,
            millibels => amplitude_of_decibels(millibels as f32 / 100.0),
        };
        Self { name: &declaration.name, parent: &declaration.parent, gain }
    }

    /// The number of the bus that it goes through, once that has one; the first of all needs none.
    fn parent_in(&self, buses: &[Bus]) -> Option<u16> {
        if buses.is_empty() {
            return Some(0);
        }
        let parent = Name::of(self.parent);
        buses.iter().position(|bus| bus.name == parent).map(|number| number as u16)
    }

    fn bus(self, parent: u16) -> Bus {
        let (player_gain, world_gain) = (1.0, 1.0);
        Bus { name: Name::of(self.name), parent, declared_gain: self.gain, player_gain, world_gain }
    }
}

#[cfg(test)]
mod tests;
