//! Ships: they move, aim, fire, dash, and are hit.

use crate::board::{
    Board, DASHED, DOWN, ENTERED, HURT, SHIELD_BROKEN, SHOT, ShipSeen, THRUST, TRAIL, TURN, way,
};
use crate::bullets::spawn_bolt;
use crate::game::{ARENA_MAX, ARENA_MIN, Game, PHASE_FALLEN, PHASE_PLAY, Round, SEAT_COUNT};
use crate::sprites::{AURA, GLOW, SHIPS, glow_of, seat_color};
use playground_core_client::input::ActionFrame;
use playground_core_client::rendering::{BLEND_ADD, Sprite};
use playground_core_ecs::{Commands, Entity, Parent, Row, Transform2d, component, system};
use playground_core_types::math::{Vec2, atan2, vec2};

/// How far from its middle a ship can be hit: less than what is drawn. Unit: virtual pixels.
pub const SHIP_RADIUS: f32 = 3.5;

const SPEED: f32 = 128.0;
/// How fast the velocity follows the stick. Unit: 1 a second.
const GRIP: f32 = 11.0;
const DASH_SPEED: f32 = 400.0;
const DASH_SECONDS: f32 = 0.16;
const DASH_WAIT_SECONDS: f32 = 0.75;
const DASH_DAMAGE: f32 = 3.0;
const FIRE_WAIT_SECONDS: f32 = 0.15;
const RAPID_WAIT_SECONDS: f32 = 0.085;
const SPREAD_RADIANS: f32 = 0.2;
const TURN_SPEED: f32 = 14.0;
const AIM_SPEED: f32 = 7.0;
/// How far to the sides a locked aim looks for enemies. Unit: the cosine of the angle.
const AIM_CONE: f32 = 0.62;
const AIM_REACH: f32 = 190.0;
const SAFE_SECONDS: f32 = 2.0;
const KNOCK_BACK: f32 = 260.0;

/// A ship in the arena.
#[component]
#[derive(Default)]
pub struct Ship {
    /// Unit: virtual pixels a second.
    pub velocity: Vec2,
    /// Whose, from 1.
    pub seat: u32,
    /// Where it looks. Unit: radians, clockwise from the right.
    pub facing: f32,
    /// Until it can fire. Unit: seconds.
    pub fire_wait: f32,
    /// How long the dash still lasts. Unit: seconds.
    pub dash_seconds: f32,
    /// Until it can dash. Unit: seconds.
    pub dash_wait: f32,
    /// How long nothing harms it. Unit: seconds.
    pub safe_seconds: f32,
    /// How much the engine burns. Range: 0 to 1.
    pub thrust: f32,
    /// How long ago it came. Unit: seconds.
    pub age: f32,
    /// Until the engine shows again. Unit: seconds.
    pub puff_wait: f32,
}

/// What glows around a ship: the light under it, and the shield.
#[component]
#[derive(Default)]
pub struct Aura {
    /// Whose, from 1.
    pub seat: u32,
    /// 1 for the shield, 0 for the light.
    pub shield: u32,
}

/// Where the ship of a seat enters.
pub fn entrance(seat: u32) -> Vec2 {
    let (column, row) = ((seat.wrapping_sub(1)) % 2, (seat.wrapping_sub(1)) / 2);
    vec2(210.0 + 60.0 * column as f32, 118.0 + 46.0 * row as f32)
}

/// Lets the ship of a seat enter the arena.
pub fn spawn_ship(seat: u32, board: &mut Board, commands: &mut Commands) {
    let place = entrance(seat);
    let ship = Ship { seat, safe_seconds: SAFE_SECONDS, facing: -TURN / 4.0, ..Ship::default() };
    let sprite = Sprite { image: SHIPS, region: [0.0, 0.0, 24.0, 24.0], layer: 20, ..Sprite::default() };
    let at = Transform2d::at(place.x, place.y);
    let entity = commands.spawn(Row::new().with(&ship).with(&at).with(&sprite).with(&Round {}));
    for (image, shield) in [(GLOW, 0), (AURA, 1)] {
        let aura = Sprite { image, tint: [0.0; 4], layer: 18, blend: BLEND_ADD, ..Sprite::default() };
        let row = Row::new().with(&Aura { seat, shield }).with(&aura).with(&Transform2d::default());
        commands.spawn(row.with(&Parent { entity }).with(&Round {}));
    }
    board.tell(ENTERED, place).seat = seat;
}

/// Moves ships by the sticks, and lets them fire and dash.
#[system]
pub fn steer(
    ships: &mut [Ship],
    transforms: &mut [Transform2d],
    game: &Game,
    board: &mut Board,
    input: &ActionFrame,
    commands: &mut Commands,
) {
    for (ship, transform) in ships.iter_mut().zip(transforms) {
        let place = &mut transform.position;
        ship.pass(game.seconds);
        let stick = input.stick(ship.seat, "move");
        ship.turn(stick, input, *place, board, game.seconds);
        if game.phase == PHASE_PLAY && game.seconds > 0.0 {
            if input.buffered(ship.seat, "dash") && ship.dash_wait <= 0.0 {
                ship.dash(stick);
                board.tell(DASHED, *place).seat = ship.seat;
            }
            let firing = input.button(ship.seat, "fire") || aims(ship.seat, input);
            if firing && ship.fire_wait <= 0.0 && ship.dash_seconds <= 0.0 {
                ship.fire(*place, game, board, commands);
            }
        }
        ship.fly(stick, place, game.seconds);
        ship.leave_traces(*place, board);
        if let Some(seen) = board.ships.get_mut((ship.seat as usize).wrapping_sub(1)) {
            let safe = u32::from(ship.safe_seconds > 0.0 || ship.dash_seconds > 0.0);
            let dashing = u32::from(ship.dash_seconds > 0.0);
            *seen = ShipSeen { place: *place, alive: 1, safe, dashing, ..ShipSeen::default() };
        }
    }
}

fn aims(seat: u32, input: &ActionFrame) -> bool {
    input.stick(seat, "aim").length_squared() > 0.2
}

impl Ship {
    fn pass(&mut self, seconds: f32) {
        for timer in [
            &mut self.fire_wait,
            &mut self.dash_seconds,
            &mut self.dash_wait,
            &mut self.safe_seconds,
            &mut self.puff_wait,
        ] {
            *timer = (*timer - seconds).max(0.0);
        }
        self.age += seconds;
    }

    /// Free, it looks where it goes; while it fires, its aim is locked and follows what it has in sight.
    fn turn(&mut self, stick: Vec2, input: &ActionFrame, place: Vec2, board: &Board, seconds: f32) {
        let (wanted, speed) = if aims(self.seat, input) {
            (input.stick(self.seat, "aim"), TURN_SPEED * 2.0)
        } else if input.button(self.seat, "fire") {
            (self.sight(place, board).unwrap_or(Vec2::ZERO), AIM_SPEED)
        } else {
            (stick, TURN_SPEED)
        };
        if wanted.length_squared() > 0.04 {
            let apart = turn_between(self.facing, atan2(wanted.y, wanted.x));
            let step = speed * seconds;
            self.facing = wrap(self.facing + apart.clamp(-step, step));
        }
    }

    /// The way to the enemy that lies nearest to where it looks.
    fn sight(&self, place: Vec2, board: &Board) -> Option<Vec2> {
        let looks = way(self.facing);
        let ways = board.sights.iter().take(board.enemy_count_before as usize).map(|seen| *seen - place);
        let seen = ways.filter(|to| {
            let distance = to.length();
            distance < AIM_REACH && to.dot(looks) > AIM_CONE * distance
        });
        seen.min_by(|one, other| rank(*one, looks).total_cmp(&rank(*other, looks)))
    }

    fn dash(&mut self, stick: Vec2) {
        let to = if stick.length_squared() > 0.04 { stick.normalize_or_zero() } else { way(self.facing) };
        self.velocity = to * DASH_SPEED;
        self.dash_seconds = DASH_SECONDS;
        self.dash_wait = DASH_WAIT_SECONDS;
    }

    fn fire(&mut self, place: Vec2, game: &Game, board: &mut Board, commands: &mut Commands) {
        let player = game.player(self.seat);
        self.fire_wait = if player.rapid_seconds > 0.0 { RAPID_WAIT_SECONDS } else { FIRE_WAIT_SECONDS };
        let spread = player.spread_seconds > 0.0;
        let sides: &[f32] = if spread { &[-SPREAD_RADIANS, 0.0, SPREAD_RADIANS] } else { &[0.0] };
        let wobble = board.luck.range_f32(-0.025, 0.025);
        for side in sides {
            spawn_bolt(self.seat, place + way(self.facing) * 9.0, self.facing + side + wobble, commands);
        }
        // A little kick, so that one feels the gun.
        self.velocity -= way(self.facing) * 9.0;
        let shot = board.tell(SHOT, place + way(self.facing) * 11.0);
        (shot.seat, shot.way) = (self.seat, way(self.facing));
        shot.strength = if spread { 1.0 } else { 0.0 };
    }

    fn fly(&mut self, stick: Vec2, place: &mut Vec2, seconds: f32) {
        if self.dash_seconds <= 0.0 {
            let share = (GRIP * seconds).min(1.0);
            self.velocity += (stick * SPEED - self.velocity) * share;
        }
        self.thrust += (stick.length() - self.thrust) * (10.0 * seconds).min(1.0);
        let wanted = *place + self.velocity * seconds;
        *place = wanted.clamp(ARENA_MIN + 6.0, ARENA_MAX - 6.0);
        if wanted.x != place.x {
            self.velocity.x = 0.0;
        }
        if wanted.y != place.y {
            self.velocity.y = 0.0;
        }
    }

    fn leave_traces(&mut self, place: Vec2, board: &mut Board) {
        let (kind, wait) = match (self.dash_seconds > 0.0, self.velocity.length_squared() > 900.0) {
            (true, _) => (TRAIL, 0.02),
            (false, true) => (THRUST, 0.045),
            (false, false) => return,
        };
        if self.puff_wait <= 0.0 {
            self.puff_wait = wait;
            let puff = board.tell(kind, place - self.velocity.normalize_or_zero() * 7.0);
            (puff.seat, puff.way, puff.strength) = (self.seat, self.velocity, self.facing);
        }
    }
}

/// Near counts, and straight ahead counts more.
fn rank(to: Vec2, looks: Vec2) -> f32 {
    let distance = to.length();
    distance * (2.0 - to.dot(looks) / distance.max(1.0))
}

/// The short way from one angle to another. Range: -π to π.
fn turn_between(from: f32, to: f32) -> f32 {
    wrap(to - from)
}

fn wrap(radians: f32) -> f32 {
    radians - TURN * (radians / TURN + 0.5).floor()
}

/// Lets ships meet enemies and what enemies fired.
#[system]
pub fn collide(
    ships: &mut [Ship],
    transforms: &mut [Transform2d],
    entities: &[Entity],
    game: &mut Game,
    board: &mut Board,
    commands: &mut Commands,
) {
    for ((ship, transform), entity) in ships.iter_mut().zip(transforms).zip(entities) {
        let place = transform.position;
        let seen = board.ships[(ship.seat as usize).wrapping_sub(1).min(SEAT_COUNT - 1)];
        let met = board.enemy_at(place, if seen.dashing == 1 { 9.0 } else { SHIP_RADIUS - 1.5 });
        if let (1, Some(index)) = (seen.dashing, met) {
            let away = ship.velocity.normalize_or_zero() * 220.0;
            board.strike(index, DASH_DAMAGE * game.seconds * 12.0, away, ship.seat);
            continue;
        }
        if ship.safe_seconds > 0.0 || seen.dashing == 1 || game.phase != PHASE_PLAY {
            continue;
        }
        let blow = match (met, seen.struck) {
            (Some(index), _) => place - board.enemies[index].place,
            (None, 1) => seen.blow,
            _ => continue,
        };
        if let Some(index) = met {
            board.strike(index, 1.0, -blow.normalize_or_zero() * 200.0, ship.seat);
        }
        ship.velocity = blow.normalize_or_zero() * KNOCK_BACK;
        ship.safe_seconds = SAFE_SECONDS;
        if hit(ship.seat, place, game, board) {
            commands.despawn(*entity);
        }
    }
}

/// Takes the shield or a life of a player; returns whether that was the last one.
fn hit(seat: u32, place: Vec2, game: &mut Game, board: &mut Board) -> bool {
    let Some(player) = game.player_mut(seat) else { return false };
    if player.shield == 1 {
        player.shield = 0;
        board.tell(SHIELD_BROKEN, place).seat = seat;
        game.freeze(0.05);
        return false;
    }
    player.lives = player.lives.saturating_sub(1);
    let down = player.lives == 0;
    if down {
        (player.spread_seconds, player.rapid_seconds) = (0.0, 0.0);
    }
    game.combo /= 2;
    board.tell(if down { DOWN } else { HURT }, place).seat = seat;
    game.freeze(if down { 0.16 } else { 0.1 });
    game.slow(if down { 0.9 } else { 0.25 });
    if game.players.iter().all(|player| player.lives == 0) {
        board.tell(crate::board::GAME_OVER, place);
        game.enter(PHASE_FALLEN);
    }
    down
}

/// The light of a ship's aura.
pub fn aura_tint(aura: &Aura, game: &Game) -> [f32; 4] {
    match (aura.shield, game.player(aura.seat).shield) {
        (0, _) => glow_of(seat_color(aura.seat), 0.32),
        (_, 1) => glow_of(seat_color(aura.seat), 0.85),
        _ => [0.0; 4],
    }
}
