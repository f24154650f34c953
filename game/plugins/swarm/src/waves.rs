//! Waves: what comes, when, and from where; each is harder than the one before.

use crate::board::{BOSS_CAME, Board, PORTAL, WAVE_BEGAN, WAVE_DONE};
use crate::enemies::{BOSS, CLAM, KINDS, MITE, MOTH, WASP, kind, spawn_enemy};
use crate::game::{ARENA_MAX, ARENA_MIN, Game, LIVES_START, PHASE_PLAY, Round, SCREEN};
use crate::ships::spawn_ship;
use crate::sprites::{PORTAL_IMAGE, cell};
use playground_core_client::rendering::{BLEND_ADD, Sprite};
use playground_core_ecs::{Commands, Entity, Row, Transform2d, component, system};
use playground_core_types::math::{Vec2, vec2};

/// [`Waves::stage`]: the wave is announced.
pub const STAGE_BANNER: u32 = 0;
/// [`Waves::stage`]: enemies come.
pub const STAGE_FIGHT: u32 = 1;
/// [`Waves::stage`]: all are gone.
pub const STAGE_CLEAR: u32 = 2;

/// Every so many waves a boss comes.
pub const BOSS_EVERY: u32 = 5;

/// How long a portal warns. Unit: seconds.
pub const PORTAL_SECONDS: f32 = 0.9;
/// How long the portal of a boss warns. Unit: seconds.
pub const BOSS_PORTAL_SECONDS: f32 = 2.2;

const BANNER_SECONDS: f32 = 2.0;
const CLEAR_SECONDS: f32 = 1.6;
const WAVE_BONUS: u32 = 250;
/// How far from every ship enemies come. Unit: virtual pixels.
const FAIR_DISTANCE: f32 = 95.0;

/// The wave that goes on: a resource.
#[component]
#[derive(Default)]
pub struct Waves {
    /// One of the stages.
    pub stage: u32,
    /// How long the stage still lasts; in a fight, until the next group. Unit: seconds.
    pub seconds: f32,
    /// What may still come, in costs of kinds.
    pub budget: u32,
}

/// A place where an enemy is about to come.
#[component]
#[derive(Default)]
pub struct Portal {
    /// What comes.
    pub kind: u32,
    /// Until it comes. Unit: seconds.
    pub seconds: f32,
}

/// What a wave may cost.
pub fn budget_of(wave: u32, players: u32) -> u32 {
    let more = players.max(1) - 1;
    if wave.is_multiple_of(BOSS_EVERY) {
        return kind(BOSS).cost;
    }
    5 + 3 * wave + more * (3 + wave)
}

/// How many enemies may be there at once.
pub fn crowd_of(wave: u32, players: u32) -> u32 {
    (7 + 2 * wave + 4 * (players.max(1) - 1)).min(42)
}

/// Goes through the stages of a wave, and from wave to wave.
#[system]
pub fn advance(waves: &mut Waves, game: &mut Game, board: &mut Board, commands: &mut Commands) {
    let fresh = game.sweep == 1;
    game.sweep = 0;
    if game.phase != PHASE_PLAY {
        return;
    }
    if fresh {
        announce(waves, game, board, commands);
        return;
    }
    waves.seconds -= game.seconds;
    match waves.stage {
        STAGE_BANNER if waves.seconds <= 0.0 => (waves.stage, waves.seconds) = (STAGE_FIGHT, 0.0),
        STAGE_FIGHT => {
            let there = board.enemy_count_before + board.portal_count_before;
            if waves.budget == 0 && there == 0 {
                (waves.stage, waves.seconds) = (STAGE_CLEAR, CLEAR_SECONDS);
                game.score = game.score.saturating_add(WAVE_BONUS * game.wave);
                board.tell(WAVE_DONE, SCREEN / 2.0).value = WAVE_BONUS * game.wave;
            } else if waves.budget > 0 && waves.seconds <= 0.0 {
                let room = crowd_of(game.wave, game.player_count()).saturating_sub(there);
                send_group(waves, room, game, board, commands);
                waves.seconds = (2.3 - 0.09 * game.wave as f32).max(0.8);
            }
        }
        STAGE_CLEAR if waves.seconds <= 0.0 => announce(waves, game, board, commands),
        _ => {}
    }
}

/// Begins the next wave; who has fallen comes back with one life.
fn announce(waves: &mut Waves, game: &mut Game, board: &mut Board, commands: &mut Commands) {
    game.wave += 1;
    let lives = if game.wave == 1 { LIVES_START } else { 1 };
    for (seat, player) in (1..).zip(&mut game.players) {
        if player.joined == 1 && player.lives == 0 {
            player.lives = lives;
            spawn_ship(seat, board, commands);
        }
    }
    let budget = budget_of(game.wave, game.player_count());
    *waves = Waves { stage: STAGE_BANNER, seconds: BANNER_SECONDS, budget };
    let boss = game.wave.is_multiple_of(BOSS_EVERY);
    board.tell(if boss { BOSS_CAME } else { WAVE_BEGAN }, SCREEN / 2.0).value = game.wave;
}

fn send_group(waves: &mut Waves, room: u32, game: &Game, board: &mut Board, commands: &mut Commands) {
    if game.wave.is_multiple_of(BOSS_EVERY) {
        waves.budget = 0;
        spawn_portal(BOSS, vec2(SCREEN.x / 2.0, 90.0), commands);
        board.tell(PORTAL, vec2(SCREEN.x / 2.0, 90.0)).value = BOSS;
        return;
    }
    let number = choose(waves.budget, game.wave, board);
    let several = if matches!(number, MITE | WASP | MOTH) { 2 + board.luck.below(3) } else { 1 };
    let place = fair_place(board);
    for index in 0..several.min(room) {
        if waves.budget == 0 {
            return;
        }
        waves.budget = waves.budget.saturating_sub(kind(number).cost);
        let beside = if index == 0 { Vec2::ZERO } else { board.any_way() * 22.0 };
        let at = (place + beside).clamp(ARENA_MIN + 14.0, ARENA_MAX - 14.0);
        spawn_portal(number, at, commands);
        board.tell(PORTAL, at).value = number;
    }
}

/// A kind that the wave knows and can pay; the newest ones are the likeliest.
fn choose(budget: u32, wave: u32, board: &mut Board) -> u32 {
    let known: Vec<u32> = (MITE..=CLAM + 1)
        .filter(|number| kind(*number).wave_first <= wave && kind(*number).cost <= budget)
        .collect();
    let newest = known.iter().rev().find(|number| KINDS[**number as usize].wave_first == wave);
    match newest {
        Some(number) if board.luck.below(2) == 0 => *number,
        _ => known.get(board.luck.below(known.len() as u32) as usize).copied().unwrap_or(MITE),
    }
}

/// A place away from all ships; after some tries the best one found.
fn fair_place(board: &mut Board) -> Vec2 {
    let mut best = (ARENA_MIN + 24.0, -1.0);
    for _ in 0..12 {
        let place = vec2(
            board.luck.range_f32(ARENA_MIN.x + 16.0, ARENA_MAX.x - 16.0),
            board.luck.range_f32(ARENA_MIN.y + 16.0, ARENA_MAX.y - 16.0),
        );
        let distance = board.ship_distance_before(place).unwrap_or(FAIR_DISTANCE);
        if distance >= FAIR_DISTANCE {
            return place;
        }
        if distance > best.1 {
            best = (place, distance);
        }
    }
    best.0
}

/// Opens a place where an enemy is about to come.
pub fn spawn_portal(number: u32, place: Vec2, commands: &mut Commands) {
    let [red, green, blue] = kind(number).color;
    let (seconds, size) = if number == BOSS { (BOSS_PORTAL_SECONDS, 80.0) } else { (PORTAL_SECONDS, 32.0) };
    let sprite = Sprite {
        image: PORTAL_IMAGE,
        region: cell(0, 0, 32.0),
        size: vec2(size, size),
        tint: [red, green, blue, 1.0],
        layer: 12,
        blend: BLEND_ADD,
        ..Sprite::default()
    };
    let row = Row::new().with(&Portal { kind: number, seconds }).with(&sprite);
    commands.spawn(row.with(&Transform2d::at(place.x, place.y)).with(&Round {}));
}

/// Lets enemies come out of portals.
#[system]
pub fn open(
    portals: &mut [Portal],
    transforms: &[Transform2d],
    entities: &[Entity],
    game: &Game,
    board: &mut Board,
    commands: &mut Commands,
) {
    for ((portal, transform), entity) in portals.iter_mut().zip(transforms).zip(entities) {
        portal.seconds -= game.seconds;
        if portal.seconds <= 0.0 {
            commands.despawn(*entity);
            spawn_enemy(portal.kind, transform.position, game, board, commands);
        } else {
            board.portal_count += 1;
        }
    }
}
