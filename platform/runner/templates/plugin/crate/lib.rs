//! The rules of the game: a hero walks, and collects coins that come back elsewhere.
//!
//! Does NOT: draw, read a key or play a sound; it changes components, and the runtime follows.

use playground_core_assets::AssetId;
use playground_core_client::audio::Cues;
use playground_core_client::input::ActionFrame;
use playground_core_client::rendering::{Sprite, Text};
use playground_core_ecs::{
    Commands, CoreResult, Entity, FixedText, Plugin, Random, Registry, Row, Stage, TickRate, Transform2d,
    component, system,
};
use playground_core_types::math::{Vec2, cos, vec2};

/// These rules, for the player's list of plugins; `game.toml` names them.
pub const PLUGIN: Plugin = Plugin { name: "PLUGIN_NAME", register };

const COIN: AssetId = AssetId::of("sprites/coin.png");
/// The corners of what can be walked on. Unit: virtual pixels.
const FIRST: Vec2 = vec2(20.0, 20.0);
const LAST: Vec2 = vec2(300.0, 150.0);
/// How near the hero comes to a coin to have it. Unit: virtual pixels.
const REACH: f32 = 13.0;

/// Walks as the player wants.
#[component]
#[derive(Default)]
pub struct Hero {
    /// In virtual pixels a second.
    pub speed: f32,
}

/// Turns until it is collected.
#[component]
#[derive(Default)]
pub struct Coin {
    /// In radians.
    pub angle: f32,
}

/// A text that shows how many coins there are.
#[component]
#[derive(Default)]
pub struct Score {
    /// How many it shows.
    pub coins: u32,
}

/// What the rules tell each other: a resource, of which the world has one.
#[component]
#[derive(Default)]
pub struct Round {
    /// Where the hero is.
    pub hero: Vec2,
    /// How many coins were collected.
    pub coins: u32,
}

fn register(registry: &mut Registry) -> CoreResult<()> {
    registry.resource(&Round::default()).asset("sprites/coin.png").cue("clink");
    // In every tick they run in this order.
    registry
        .system(Stage::Update, walk::SYSTEM)?
        .system(Stage::Update, collect::SYSTEM)?
        .system(Stage::Update, turn::SYSTEM)?
        .system(Stage::Update, show::SYSTEM)?;
    Ok(())
}

/// A rule gets the columns of all entities that have what it names: here a `Hero` and a `Transform2d`.
#[system]
fn walk(
    heroes: &[Hero],
    transforms: &mut [Transform2d],
    round: &mut Round,
    input: &ActionFrame,
    rate: &TickRate,
) {
    for (hero, transform) in heroes.iter().zip(transforms) {
        let step = input.any_stick("move") * hero.speed * rate.tick_seconds();
        transform.position = (transform.position + step).clamp(FIRST, LAST);
        round.hero = transform.position;
    }
}

#[system(with(Coin))]
fn collect(
    entities: &[Entity],
    transforms: &[Transform2d],
    round: &mut Round,
    random: &mut Random,
    cues: &mut Cues,
    commands: &mut Commands,
) {
    for (entity, transform) in entities.iter().zip(transforms) {
        if transform.position.distance(round.hero) > REACH {
            continue;
        }
        round.coins += 1;
        commands.despawn(*entity);
        let chance = &mut random.generator;
        let place = Transform2d::at(chance.range_f32(FIRST.x, LAST.x), chance.range_f32(FIRST.y, LAST.y));
        let sprite = Sprite { image: COIN, layer: 1, ..Sprite::default() };
        commands.spawn(Row::new().with(&Coin::default()).with(&place).with(&sprite));
        cues.play("clink");
    }
}

#[system]
fn turn(coins: &mut [Coin], transforms: &mut [Transform2d], rate: &TickRate) {
    for (coin, transform) in coins.iter_mut().zip(transforms) {
        coin.angle += 4.0 * rate.tick_seconds();
        transform.scale.x = cos(coin.angle);
    }
}

#[system]
fn show(scores: &mut [Score], texts: &mut [Text], round: &Round) {
    for (score, text) in scores.iter_mut().zip(texts) {
        if score.coins != round.coins {
            score.coins = round.coins;
            text.content = FixedText::new(&format!("coins: {}", round.coins));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lets a coin lie so far from the hero, and compares how many coins there are then.
    #[track_caller]
    fn check(away: Vec2, coins: u32) {
        let mut round = Round { hero: vec2(100.0, 100.0), coins: 0 };
        let place = round.hero + away;
        let (mut random, mut commands) = (Random::new(1), Commands::default());
        let transforms = [Transform2d::at(place.x, place.y)];
        let mut cues = Cues::default();
        collect(&[Entity::NONE], &transforms, &mut round, &mut random, &mut cues, &mut commands);
        assert_eq!((round.coins, cues.count), (coins, coins));
        // The coin goes, and another comes.
        assert_eq!(commands.changes().len(), 2 * coins as usize);
    }

    #[test]
    fn a_coin_is_collected_by_a_hero_who_is_near() {
        check(vec2(0.0, 0.0), 1);
        check(vec2(REACH, 0.0), 1);
        check(vec2(REACH, REACH), 0);
    }
}
