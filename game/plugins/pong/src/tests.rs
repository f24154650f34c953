//! The rules of pong, played through the functions of its systems.

use super::*;
use playground_core_client::input::ActionState;
use playground_core_ecs::World;

const RATE: TickRate = TickRate { hertz: 60 };
const TICK: Tick = Tick { number: 0 };

/// A match with both paddles in the middle.
fn rally() -> Match {
    Match { paddles: [vec2(16.0, 90.0), vec2(304.0, 90.0)], serve_seconds: -1.0, ..Match::default() }
}

/// Flies a ball one tick, and compares whether it turned in x and in y, and how many sounds began.
#[track_caller]
fn check_flight(at: Vec2, velocity: Vec2, turns: (bool, bool), sounds: usize) {
    let (mut balls, mut transforms) = ([Ball { velocity }], [Transform2d::at(at.x, at.y)]);
    let mut commands = Commands::default();
    fly(&mut balls, &mut transforms, &rally(), &TICK, &RATE, &mut commands);
    let after = balls[0].velocity;
    assert_eq!((after.x * velocity.x < 0.0, after.y * velocity.y < 0.0), turns, "{at} {velocity} to {after}");
    assert_eq!(commands.changes().len(), sounds);
}

#[test]
fn a_ball_bounces_off_walls_and_paddles_and_nothing_else() {
    check_flight(vec2(160.0, 90.0), vec2(150.0, 20.0), (false, false), 0);
    check_flight(vec2(160.0, 4.0), vec2(150.0, -120.0), (false, true), 1);
    check_flight(vec2(160.0, 176.0), vec2(150.0, 120.0), (false, true), 1);
    check_flight(vec2(22.0, 90.0), vec2(-150.0, 0.0), (true, false), 1);
    check_flight(vec2(298.0, 90.0), vec2(150.0, 0.0), (true, false), 1);
    // Past the paddle's end, or leaving it behind.
    check_flight(vec2(22.0, 140.0), vec2(-150.0, 0.0), (false, false), 0);
    check_flight(vec2(18.0, 90.0), vec2(150.0, 0.0), (false, false), 0);
}

#[test]
fn a_hit_is_faster_and_aims_by_where_it_lands() {
    let (mut balls, mut transforms) =
        ([Ball { velocity: vec2(-150.0, 0.0) }], [Transform2d::at(22.0, 100.0)]);
    fly(&mut balls, &mut transforms, &rally(), &TICK, &RATE, &mut Commands::default());
    let after = balls[0].velocity;
    assert!((after.length() - 150.0 * SPEED_GAIN).abs() < 0.01, "{after}");
    assert!(after.y > 0.0, "below the middle goes down");
}

#[test]
fn a_paddle_follows_its_seat_and_stays_in_the_court() {
    let mut input = ActionFrame::default();
    input.names[0] = playground_core_types::hash::name_hash("move");
    input.set_state_at(1, 0, ActionState { x: -1.0, ..ActionState::default() });
    let paddles = [Paddle { seat: 1 }, Paddle { seat: 2 }];
    let mut transforms = [Transform2d::at(16.0, 90.0), Transform2d::at(304.0, 90.0)];
    let mut game = rally();
    for _ in 0..60 {
        steer(&paddles, &mut transforms, &mut game, &input, &RATE);
    }
    assert_eq!(transforms.map(|transform| transform.position.y), [PADDLE_HALF.y, 90.0]);
    assert_eq!(game.paddles[0], transforms[0].position);
}

/// Lets balls be out at `x` again and again, and compares the points after each.
#[track_caller]
fn check_points(outs: &[f32], expected: &[[u32; 2]]) {
    let mut game = rally();
    let points: Vec<[u32; 2]> = outs
        .iter()
        .map(|x| {
            score(&[Entity::NONE], &[Transform2d::at(*x, 90.0)], &mut game, &TICK, &mut Commands::default());
            game.points
        })
        .collect();
    assert_eq!(points, expected);
}

#[test]
fn a_ball_that_is_out_is_a_point_for_the_other_side() {
    check_points(&[160.0, -4.0, 324.0, 324.0], &[[0, 0], [0, 1], [1, 1], [2, 1]]);
    check_points(&[324.0; 10], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 1].map(|points| [points, 0]));
}

#[test]
fn the_loser_of_a_point_is_served_to() {
    let mut game = rally();
    score(&[Entity::NONE], &[Transform2d::at(-4.0, 90.0)], &mut game, &TICK, &mut Commands::default());
    assert_eq!((game.serve_side, game.serve_seconds), (1.0, SERVE_SECONDS));
    let mut commands = Commands::default();
    commands.begin(&mut World::new());
    let served = (1..=90).find(|_| {
        serve(&mut game, &mut Random::new(3), &RATE, &mut commands);
        !commands.is_empty()
    });
    assert_eq!(served, Some(61), "after a second");
}
