//! A round: what ships, bolts, enemies and waves do to each other.

use super::*;
use crate::board::{DOWN, HURT, KILLED, PICKED, SHIELD_BROKEN, ShipSeen, WAVE_BEGAN, WAVE_DONE};
use crate::bullets::{Bullet, fly};
use crate::enemies::{BOSS, CLAM, Enemy, KINDS, MITE, boss_health, suffer};
use crate::game::{COMBO_STEP, LIVES_START, PHASE_FALLEN};
use crate::particles::{PARTICLE_COUNT_MAX, Particle, spawn_particle};
use crate::pickups::{self, Pickup, drift};
use crate::ships::{Ship, collide, steer};
use crate::waves::{STAGE_CLEAR, STAGE_FIGHT, Waves, advance, budget_of, crowd_of};
use playground_core_assets::AssetId;
use playground_core_ecs::{Entity, Transform2d};
use playground_core_types::math::vec2;

const PLACE: Vec2 = vec2(240.0, 135.0);

fn here() -> [Transform2d; 1] {
    [Transform2d::at(PLACE.x, PLACE.y)]
}

#[test]
fn a_ship_follows_its_stick_and_stays_in_the_arena() {
    let (mut ships, mut transforms) = ([Ship { seat: 2, ..Ship::default() }], here());
    let (game, mut board) = (round(2, 3), Board::default());
    for _ in 0..240 {
        steer(&mut ships, &mut transforms, &game, &mut board, &push(2, 1.0, 0.0), &mut commands());
    }
    assert_eq!(transforms[0].position, vec2(458.0, PLACE.y));
    assert_eq!((board.ships[1].alive, board.ships[1].place), (1, transforms[0].position));
}

/// Holds fire for a second, and compares how many bolts flew.
#[track_caller]
fn check_fire(player: Player, bolts: usize) {
    let (mut ships, mut transforms) = ([Ship { seat: 1, ..Ship::default() }], here());
    let mut game = round(1, 3);
    game.players[0] = Player { joined: 1, lives: 3, ..player };
    let mut commands = commands();
    for _ in 0..60 {
        steer(&mut ships, &mut transforms, &game, &mut Board::default(), &press(1, "fire"), &mut commands);
    }
    assert_eq!(commands.changes().len(), bolts);
}

#[test]
fn what_was_picked_up_makes_shots_more() {
    check_fire(Player::default(), 7);
    check_fire(Player { spread_seconds: 1.0, ..Player::default() }, 21);
    check_fire(Player { rapid_seconds: 1.0, ..Player::default() }, 10);
}

/// Lets a ship touch an enemy, and compares lives, shield and what happened.
#[track_caller]
fn check_touch(player: Player, ship: Ship, lives: u32, happened: Option<u32>) {
    let (mut ships, mut transforms) = ([Ship { seat: 1, ..ship }], here());
    let (mut game, mut board) = (round(1, 3), board_with_enemy(PLACE + 4.0, 7.0));
    game.players[0] = Player { joined: 1, ..player };
    board.ships[0] = ShipSeen { place: PLACE, alive: 1, ..ShipSeen::default() };
    board.ships[0].dashing = u32::from(ship.dash_seconds > 0.0);
    collide(&mut ships, &mut transforms, &[Entity::NONE], &mut game, &mut board, &mut commands());
    assert_eq!((game.players[0].lives, game.players[0].shield), (lives, 0));
    let told = [HURT, DOWN, SHIELD_BROKEN].into_iter().find(|kind| count_of(&board, *kind) > 0);
    assert_eq!(told, happened);
    assert_eq!(game.phase == PHASE_FALLEN, happened == Some(DOWN), "the last one ends the round");
}

#[test]
fn a_touch_costs_a_life_unless_something_keeps_the_ship_safe() {
    let player = |lives, shield| Player { lives, shield, ..Player::default() };
    check_touch(player(3, 0), Ship::default(), 2, Some(HURT));
    check_touch(player(1, 0), Ship::default(), 0, Some(DOWN));
    check_touch(player(3, 1), Ship::default(), 3, Some(SHIELD_BROKEN));
    check_touch(player(3, 0), Ship { safe_seconds: 1.0, ..Ship::default() }, 3, None);
    check_touch(player(3, 0), Ship { dash_seconds: 0.1, ..Ship::default() }, 3, None);
}

#[test]
fn the_round_goes_on_while_one_still_flies() {
    let (mut ships, mut transforms) = ([Ship { seat: 1, ..Ship::default() }], here());
    let (mut game, mut board) = (round(2, 1), board_with_enemy(PLACE, 7.0));
    collide(&mut ships, &mut transforms, &[Entity::NONE], &mut game, &mut board, &mut commands());
    assert_eq!((game.players[0].lives, game.players[1].lives, game.phase), (0, 1, PHASE_PLAY));
}

#[test]
fn a_bolt_meets_enemies_and_an_orb_meets_ships() {
    let mut board = board_with_enemy(PLACE, 7.0);
    board.ships[2] = ShipSeen { place: PLACE, alive: 1, ..ShipSeen::default() };
    let mut bullets = [1, 0].map(|seat| Bullet { velocity: Vec2::ZERO, seconds: 1.0, seat });
    let mut transforms = [here()[0]; 2];
    let mut commands = commands();
    fly(&mut bullets, &mut transforms, &[Entity::NONE; 2], &round(3, 3), &mut board, &mut commands);
    assert_eq!((board.enemies[0].damage, board.enemies[0].seat, board.ships[2].struck), (1.0, 1, 1));
    assert_eq!(commands.changes().len(), 2, "both are gone");
}

/// Lets an enemy die of seat 2, and compares the score and how many came out of it.
#[track_caller]
fn check_death(kind: u32, combo: u32, score: u32, came: usize) {
    let mut enemies = [Enemy { kind, health: 1.0, health_start: 1.0, ..Enemy::default() }];
    let (mut game, mut board) = (Game { combo, ..round(2, 3) }, board_with_enemy(PLACE, 7.0));
    board.strike(0, 1.0, Vec2::ZERO, 2);
    let mut commands = commands();
    suffer(&mut enemies, &here(), &[Entity::NONE], &mut game, &mut board, &mut commands);
    assert_eq!((game.score, game.players[1].points, game.combo), (score, score, combo + 1));
    assert_eq!(commands.changes().len(), 1 + came);
}

#[test]
fn a_death_brings_points_times_the_multiplier() {
    check_death(MITE, 0, 50, 0);
    check_death(MITE, COMBO_STEP - 1, 100, 0);
    check_death(MITE, 1_000, 450, 0);
    check_death(CLAM, 0, 300, 3);
    check_death(BOSS, 0, 3_000, 3);
}

#[test]
fn a_hit_that_does_not_kill_is_kept() {
    let mut enemies = [Enemy { health: 2.0, ..Enemy::default() }];
    let (mut game, mut board) = (round(1, 3), board_with_enemy(PLACE, 7.0));
    board.strike(0, 1.0, vec2(50.0, 0.0), 1);
    suffer(&mut enemies, &here(), &[Entity::NONE], &mut game, &mut board, &mut commands());
    assert_eq!((enemies[0].health, game.score, count_of(&board, KILLED)), (1.0, 0, 0));
    assert!(enemies[0].hurt_seconds > 0.0 && enemies[0].velocity.x > 0.0, "it is seen and pushed");
}

#[test]
fn waves_follow_each_other_and_bring_back_the_fallen() {
    let mut game = Game { sweep: 1, wave: 0, ..round(2, 0) };
    let (mut waves, mut board) = (Waves::default(), Board::default());
    advance(&mut waves, &mut game, &mut board, &mut commands());
    assert_eq!((game.wave, game.sweep, count_of(&board, WAVE_BEGAN)), (1, 0, 1));
    assert_eq!(game.players.map(|player| player.lives), [LIVES_START, LIVES_START, 0, 0]);
    game.players[0].lives = 0;
    waves = Waves { stage: STAGE_FIGHT, ..Waves::default() };
    let mut done = 0;
    for _ in 0..240 {
        board.begin(board.luck);
        advance(&mut waves, &mut game, &mut board, &mut commands());
        done += count_of(&board, WAVE_DONE);
        if game.wave == 2 {
            break;
        }
        assert_eq!(waves.stage, STAGE_CLEAR);
    }
    assert_eq!((done, game.wave, game.players[0].lives, game.score), (1, 2, 1, 250));
}

#[test]
fn a_wave_is_not_over_while_an_enemy_is_there_or_about_to_come() {
    for (enemy_count_before, portal_count_before) in [(1, 0), (0, 1)] {
        let mut board = Board { enemy_count_before, portal_count_before, ..Board::default() };
        let mut waves = Waves { stage: STAGE_FIGHT, ..Waves::default() };
        advance(&mut waves, &mut round(1, 3), &mut board, &mut commands());
        assert_eq!(waves.stage, STAGE_FIGHT);
    }
}

#[test]
fn waves_get_harder_and_so_do_bosses() {
    let budgets = [1, 2, 3, 4, 6, 7].map(|wave| budget_of(wave, 1));
    assert!(budgets.is_sorted() && budgets[0] < budgets[5]);
    assert!(budget_of(3, 4) > budget_of(3, 1) && crowd_of(9, 4) > crowd_of(1, 1));
    assert_eq!(budget_of(5, 1), KINDS[BOSS as usize].cost, "the boss comes alone");
    assert!(boss_health(10, 1) > boss_health(5, 1) && boss_health(5, 4) > boss_health(5, 1));
}

#[test]
fn what_is_picked_up_helps_at_once() {
    for (kind, expected) in [
        (pickups::SHIELD, Player { shield: 1, ..round(1, 3).players[0] }),
        (pickups::LIFE, Player { lives: 4, ..round(1, 3).players[0] }),
    ] {
        let (mut game, mut board) = (round(1, 3), Board::default());
        board.ships[0] = ShipSeen { place: PLACE, alive: 1, ..ShipSeen::default() };
        let mut pickup = [Pickup { kind, seconds: 9.0, ..Pickup::default() }];
        drift(&mut pickup, &mut here(), &[Entity::NONE], &mut game, &mut board, &mut commands());
        assert_eq!((game.players[0], count_of(&board, PICKED)), (expected, 1));
    }
}

#[test]
fn particles_and_happenings_never_become_too_many() {
    let (mut effects, mut commands) = (crate::effects::Effects::default(), commands());
    for _ in 0..2 * PARTICLE_COUNT_MAX {
        spawn_particle(AssetId::NONE, PLACE, Particle::default(), &mut effects, &mut commands);
    }
    assert_eq!(commands.changes().len() as u32, PARTICLE_COUNT_MAX);
    let mut board = Board::default();
    for _ in 0..1_000 {
        board.tell(HURT, PLACE);
    }
    assert_eq!(board.told().len(), crate::board::HAPPENING_COUNT_MAX);
}
