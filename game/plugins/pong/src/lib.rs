//! The rules of pong: two paddles, a ball that gets faster, nine points to win.
//!
//! Does NOT: draw, read a key or play a sound; it moves components, and the runtime follows.

use playground_core_assets::AssetId;
use playground_core_client::audio::Voice;
use playground_core_client::input::ActionFrame;
use playground_core_client::rendering::Sprite;
use playground_core_ecs::{
    Commands, CoreResult, Entity, Plugin, Random, Registry, Row, Stage, Tick, TickRate, Transform2d,
    component, system,
};
use playground_core_types::math::{Vec2, lerp, vec2};

/// Pong, for the player's list of plugins.
pub const PLUGIN: Plugin = Plugin { name: "pong", register };

const COURT: Vec2 = vec2(320.0, 180.0);
const PADDLE_HALF: Vec2 = vec2(3.0, 16.0);
const BALL_HALF: Vec2 = vec2(3.0, 3.0);
const PADDLE_SPEED: f32 = 190.0;
const SERVE_SPEED: f32 = 150.0;
const SPEED_MAX: f32 = 420.0;
/// How much faster each hit makes the ball.
const SPEED_GAIN: f32 = 1.06;
const SERVE_SECONDS: f32 = 1.0;
const POINTS_TO_WIN: u32 = 9;

const BALL: AssetId = AssetId::of("sprites/ball.png");
const HIT: AssetId = AssetId::of("sounds/hit.wav");
const WALL: AssetId = AssetId::of("sounds/wall.wav");
const POINT: AssetId = AssetId::of("sounds/point.wav");
const WIN: AssetId = AssetId::of("sounds/win.wav");

/// A player's paddle.
#[component]
#[derive(Default)]
pub struct Paddle {
    /// Whose it is. Range: 1 (left) or 2 (right).
    pub seat: u32,
}

/// A ball in play.
#[component]
#[derive(Default)]
pub struct Ball {
    /// In virtual pixels a second.
    pub velocity: Vec2,
}

/// A digit of the score board.
#[component]
#[derive(Default)]
pub struct Digit {
    /// Whose points it shows. Range: 1 or 2.
    pub seat: u32,
}

/// The state of the match: a resource.
#[component]
pub struct Match {
    /// Where the paddles are, by seat. Unit: virtual pixels.
    pub paddles: [Vec2; 2],
    /// Points by seat.
    pub points: [u32; 2],
    /// Which way the next ball goes: -1 to the left, 1 to the right.
    pub serve_side: f32,
    /// Seconds until the next ball; below 0 while one is in play.
    pub serve_seconds: f32,
}

impl Default for Match {
    fn default() -> Self {
        Self { paddles: [Vec2::ZERO; 2], points: [0; 2], serve_side: 1.0, serve_seconds: SERVE_SECONDS }
    }
}

fn register(registry: &mut Registry) -> CoreResult<()> {
    registry.asset("sprites/ball.png").asset("sounds/hit.wav").asset("sounds/wall.wav");
    registry.asset("sounds/point.wav").asset("sounds/win.wav").resource(&Match::default());
    registry
        .system(Stage::Update, steer::SYSTEM)?
        .system(Stage::Update, serve::SYSTEM)?
        .system(Stage::Update, fly::SYSTEM)?
        .system(Stage::Update, score::SYSTEM)?
        .system(Stage::Update, show::SYSTEM)?;
    Ok(())
}

#[system]
fn steer(
    paddles: &[Paddle],
    transforms: &mut [Transform2d],
    game: &mut Match,
    input: &ActionFrame,
    rate: &TickRate,
) {
    for (paddle, transform) in paddles.iter().zip(transforms) {
        let way = input.axis(paddle.seat, "move") * PADDLE_SPEED * rate.tick_seconds();
        let y = (transform.position.y + way).clamp(PADDLE_HALF.y, COURT.y - PADDLE_HALF.y);
        transform.position.y = y;
        game.paddles[side(paddle.seat)] = transform.position;
    }
}

#[system]
fn serve(game: &mut Match, random: &mut Random, rate: &TickRate, commands: &mut Commands) {
    if game.serve_seconds < 0.0 {
        return;
    }
    game.serve_seconds -= rate.tick_seconds();
    if game.serve_seconds < 0.0 {
        let slope = random.generator.range_f32(-0.6, 0.6);
        let velocity = vec2(game.serve_side, slope).normalize_or_zero() * SERVE_SPEED;
        let place = Transform2d::at(COURT.x / 2.0, COURT.y / 2.0);
        let sprite = Sprite { image: BALL, layer: 1, ..Sprite::default() };
        // A new entity, not the old one moved: what is new is not drawn on its way from elsewhere.
        commands.spawn(Row::new().with(&Ball { velocity }).with(&place).with(&sprite));
    }
}

#[system]
fn fly(
    balls: &mut [Ball],
    transforms: &mut [Transform2d],
    game: &Match,
    tick: &Tick,
    rate: &TickRate,
    commands: &mut Commands,
) {
    for (ball, transform) in balls.iter_mut().zip(transforms) {
        let place = &mut transform.position;
        *place += ball.velocity * rate.tick_seconds();
        if place.y < BALL_HALF.y || place.y > COURT.y - BALL_HALF.y {
            place.y = place.y.clamp(BALL_HALF.y, COURT.y - BALL_HALF.y);
            ball.velocity.y = -ball.velocity.y;
            sound(commands, WALL, tick, place.x);
        }
        for paddle in game.paddles {
            let apart = *place - paddle;
            let reach = PADDLE_HALF + BALL_HALF;
            let towards = apart.x * ball.velocity.x < 0.0;
            if towards && apart.x.abs() < reach.x && apart.y.abs() < reach.y {
                // The nearer to the paddle's end, the steeper; so that a player can aim.
                let away = vec2(apart.x.signum(), lerp(0.0, 1.1, apart.y / reach.y)).normalize_or_zero();
                let speed = (ball.velocity.length() * SPEED_GAIN).min(SPEED_MAX);
                ball.velocity = away * speed;
                sound(commands, HIT, tick, place.x);
            }
        }
    }
}

#[system(with(Ball))]
fn score(
    entities: &[Entity],
    transforms: &[Transform2d],
    game: &mut Match,
    tick: &Tick,
    commands: &mut Commands,
) {
    for (entity, transform) in entities.iter().zip(transforms) {
        let x = transform.position.x;
        if (-BALL_HALF.x..=COURT.x + BALL_HALF.x).contains(&x) {
            continue;
        }
        commands.despawn(*entity);
        let winner = if x < 0.0 { 2 } else { 1 };
        if game.points[side(winner)] >= POINTS_TO_WIN {
            game.points = [0; 2];
        }
        game.points[side(winner)] += 1;
        game.serve_side = if winner == 1 { -1.0 } else { 1.0 };
        let won = game.points[side(winner)] == POINTS_TO_WIN;
        game.serve_seconds = if won { 3.0 * SERVE_SECONDS } else { SERVE_SECONDS };
        sound(commands, if won { WIN } else { POINT }, tick, x);
    }
}

#[system]
fn show(digits: &[Digit], sprites: &mut [Sprite], game: &Match) {
    for (digit, sprite) in digits.iter().zip(sprites) {
        let points = game.points[side(digit.seat)];
        sprite.region = [points as f32 * 16.0, 0.0, 16.0, 24.0];
    }
}

fn side(seat: u32) -> usize {
    usize::from(seat == 2)
}

fn sound(commands: &mut Commands, sound: AssetId, tick: &Tick, x: f32) {
    let pan = (x / COURT.x * 2.0 - 1.0).clamp(-1.0, 1.0) * 0.7;
    commands.spawn(Row::new().with(&Voice::new(sound, tick.number).pan(pan)));
}

#[cfg(test)]
mod tests;
