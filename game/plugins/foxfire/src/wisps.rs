//! The lights that the fox gathers.

use crate::cues::{Cues, GATHER};
use crate::game::{Game, PLAYING};
use crate::hero::Hero;
use playground_core_ecs::{Scope, Tick, Transform2d, component, system};
use playground_core_types::CoreResult;
use playground_core_types::math::{Vec2, sin, vec2};

/// Generous: what looks near is gathered. Unit: virtual pixels.
const REACH: f32 = 8.0;
/// Ticks in which the next wisp sounds higher than the last.
const CHAIN_TICKS: u32 = 50;

/// A wisp, and the middle of where it hovers.
#[component]
#[derive(Default)]
pub struct Wisp {
    /// Unit: virtual pixels.
    pub home: Vec2,
}

/// Gathers what the fox touches, and lets the others hover.
///
/// # Errors
/// When the runtime hands out other columns than those that are declared.
#[system(reads(Wisp), writes(Transform2d), reads_resource(Hero, Tick), writes_resource(Game, Cues))]
pub fn gather(scope: &mut Scope<'_>) -> CoreResult<()> {
    let (hero, tick): (Hero, Tick) = (scope.resource()?, scope.resource()?);
    let (mut game, mut cues): (Game, Cues) = (scope.resource()?, scope.resource()?);
    let mut commands = scope.take_commands();
    let result = scope.each(|page| {
        let wisps: &[Wisp] = page.read(Wisp::ID)?;
        let transforms: &mut [Transform2d] = page.write(Transform2d::ID)?;
        for (row, entity) in page.entities().iter().enumerate() {
            let phase = tick.number as f32 * 0.06 + wisps[row].home.x * 0.05;
            let place = wisps[row].home + vec2(0.0, sin(phase) * 2.0);
            transforms[row].position = place;
            if touch(&hero, place, &mut game, &mut cues) {
                commands.despawn(*entity);
            }
        }
        Ok(())
    });
    scope.put_commands(commands);
    scope.set_resource(&game)?;
    scope.set_resource(&cues)?;
    result
}

/// Counts a wisp when the fox touches it.
pub fn touch(hero: &Hero, place: Vec2, game: &mut Game, cues: &mut Cues) -> bool {
    let reach = vec2(REACH, REACH);
    if game.phase != PLAYING || !hero.body().touches(place - reach, place + reach) {
        return false;
    }
    game.chain = if game.chain_ticks > 0 { game.chain + 1 } else { 0 };
    game.chain_ticks = CHAIN_TICKS;
    game.wisps += 1;
    cues.push(GATHER, place, game.chain as f32);
    true
}
