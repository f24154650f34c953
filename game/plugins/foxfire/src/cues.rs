//! What happened in a tick, and the sounds and sparks that tell of it.

use crate::hero::Hero;
use crate::particles::{self, Burst};
use playground_core_assets::AssetId;
use playground_core_client::audio::Voice;
use playground_core_ecs::{Commands, Random, Row, Tick, component, system};
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

/// The sound of each kind, by number.
pub const FILES: &[&str] = &[
    "sounds/jump.wav",
    "sounds/land.wav",
    "sounds/step.wav",
    "sounds/gather.wav",
    "sounds/lantern.wav",
    "sounds/hurt.wav",
    "sounds/spring.wav",
    "sounds/stomp.wav",
    "sounds/goal.wav",
    "sounds/menu.wav",
    "sounds/crumble.wav",
];

/// Level, and how far the pitch may be from 1 by chance, of each kind.
const VOICES: [[f32; 2]; 11] = [
    [0.45, 0.05],
    [0.55, 0.08],
    [0.22, 0.15],
    [0.5, 0.0],
    [0.7, 0.02],
    [0.7, 0.04],
    [0.6, 0.05],
    [0.6, 0.08],
    [0.8, 0.0],
    [0.6, 0.0],
    [0.5, 0.1],
];

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
pub fn perform(cues: &mut Cues, hero: &Hero, random: &mut Random, tick: &Tick, commands: &mut Commands) {
    for cue in cues.iter() {
        let Some((file, [gain, chance])) = FILES.iter().zip(VOICES).nth(cue.kind as usize) else { continue };
        let pitch = match cue.kind {
            GATHER => pow(2.0, SCALE[(cue.strength as usize).min(SCALE.len() - 1)] / 12.0),
            _ => 1.0 + random.generator.range_f32(-1.0, 1.0) * chance,
        };
        let level = if cue.kind == LAND { gain * (0.3 + 0.7 * cue.strength) } else { gain };
        let pan = ((cue.place.x - hero.place.x) / 200.0).clamp(-0.6, 0.6);
        let voice = Voice::new(AssetId::of(file), tick.number).gain(level).pitch(pitch).pan(pan);
        commands.spawn(Row::new().with(&voice));
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
