//! What happened in a tick, and the sounds and sparks that tell of it.

use crate::hero::Hero;
use crate::particles::{self, Burst};
use playground_core_client::audio::{self, CueCall};
use playground_core_ecs::{Commands, Random, component, system};
use playground_core_types::math::{Vec2, pow};

/// The most that is told of one tick; what is beyond goes untold.
pub const CUE_COUNT_MAX: usize = 24;

/// [`Cue::kind`]: the fox jumped.
pub const JUMP: u32 = 0;
/// [`Cue::kind`]: it landed; the strength is how hard.
pub const LAND: u32 = 1;
/// [`Cue::kind`]: a step.
pub const STEP: u32 = 2;
/// [`Cue::kind`]: a wisp was gathered; the strength is how many just before it.
pub const GATHER: u32 = 3;
/// [`Cue::kind`]: a lantern was lit.
pub const LANTERN: u32 = 4;
/// [`Cue::kind`]: the fox was hurt.
pub const HURT: u32 = 5;
/// [`Cue::kind`]: a mushroom threw it.
pub const SPRING: u32 = 6;
/// [`Cue::kind`]: a foe was jumped on.
pub const STOMP: u32 = 7;
/// [`Cue::kind`]: the shrine was reached.
pub const GOAL: u32 = 8;
/// [`Cue::kind`]: a button of the title or the end.
pub const MENU: u32 = 9;
/// [`Cue::kind`]: a board begins to fall.
pub const CRUMBLE: u32 = 10;

/// What `game.toml` calls the sound of each kind, by number.
pub const NAMES: &[&str] =
    &["jump", "land", "step", "gather", "lantern", "hurt", "spring", "stomp", "goal", "menu", "crumble"];

/// Semitones of the pentatonic scale: wisps in a row climb it.
const SCALE: [f32; 10] = [0.0, 2.0, 4.0, 7.0, 9.0, 12.0, 14.0, 16.0, 19.0, 21.0];

/// Something that happened.
#[component]
#[derive(Default)]
pub struct Cue {
    /// One of the constants of this module.
    pub kind: u32,
    /// How much of it.
    pub strength: f32,
    /// Where.
    pub place: Vec2,
}

/// What happened in this tick: a resource.
#[component]
#[derive(Default)]
pub struct Cues {
    /// How many of the entries count.
    pub count: u32,
    /// Always 0: fills the gap to the entries.
    pub reserved: u32,
    /// In the order in which they happened.
    pub entries: [Cue; CUE_COUNT_MAX],
}

impl Cues {
    /// Notes what happened.
    pub fn push(&mut self, kind: u32, place: Vec2, strength: f32) {
        if let Some(entry) = self.entries.get_mut(self.count as usize) {
            *entry = Cue { kind, strength, place };
            self.count += 1;
        }
    }

    /// What happened so far.
    pub fn iter(&self) -> impl Iterator<Item = &Cue> {
        self.entries.iter().take(self.count as usize)
    }
}

/// Makes sounds and sparks of what happened, and forgets it.
#[system]
pub fn perform(
    cues: &mut Cues,
    sounds: &mut audio::Cues,
    hero: &Hero,
    random: &mut Random,
    commands: &mut Commands,
) {
    for cue in cues.iter() {
        let Some(name) = NAMES.get(cue.kind as usize) else { continue };
        let pitch = match cue.kind {
            GATHER => pow(2.0, SCALE[(cue.strength as usize).min(SCALE.len() - 1)] / 12.0),
            _ => 1.0,
        };
        let gain = if cue.kind == LAND { 0.3 + 0.7 * cue.strength } else { 1.0 };
        let pan = ((cue.place.x - hero.place.x) / 200.0).clamp(-0.6, 0.6);
        sounds.call(CueCall::new(name).gain(gain).pitch(pitch).pan(pan));
        sparks(cue, random, commands);
    }
    *cues = Cues::default();
}

fn sparks(cue: &Cue, random: &mut Random, commands: &mut Commands) {
    let bursts: &[Burst] = match cue.kind {
        JUMP => &[particles::PUFF],
        LAND => &[particles::SPLASH],
        STEP => &[particles::SCUFF],
        GATHER => &[particles::SPARKLE, particles::FLASH],
        LANTERN => &[particles::EMBERS, particles::FLASH],
        HURT => &[particles::FUR],
        SPRING => &[particles::SPORES],
        STOMP => &[particles::SHELLS, particles::SPLASH],
        GOAL => &[particles::FEAST, particles::FLASH],
        CRUMBLE => &[particles::RUBBLE],
        _ => &[],
    };
    for burst in bursts {
        particles::burst(burst, cue.place, random, commands);
    }
}
