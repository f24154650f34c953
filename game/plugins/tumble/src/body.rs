//! A player on the ice: it walks and slides, charges a dash, stands firm, stumbles.

use crate::arena::{Arena, CENTER, RADII, entrance, reach};
use crate::game::{Game, PHASE_WHISTLE};
use crate::hands::Wish;
use crate::told::{CALLED, CHARGED, DASHED, RETURNED, Told};
use playground_core_client::input::Grace;
use playground_core_ecs::{component, system};
use playground_core_types::math::Vec2;

/// How large a player is. Unit: virtual pixels.
pub const RADIUS: f32 = 12.0;

/// How long a dash is charged until it is full. Unit: seconds.
pub const CHARGE_SECONDS: f32 = 0.65;

/// How long one stands firm at most. Unit: seconds.
pub const BRACE_SECONDS: f32 = 0.7;

/// How long a press that comes too early still counts. Unit: ticks.
pub const ASKED_TICKS: u32 = 9;

const SPEED: f32 = 132.0;
/// How fast the velocity follows the stick: this is ice. Unit: 1 a second.
const GRIP: f32 = 5.5;
const DASH_SPEED: f32 = 250.0;
const DASH_SPEED_CHARGED: f32 = 210.0;
const DASH_SECONDS: f32 = 0.22;
const DASH_WAIT_SECONDS: f32 = 0.35;
const BRACE_WAIT_SECONDS: f32 = 0.8;
/// How much of the speed one keeps who charges.
const CHARGING_PACE: f32 = 0.4;
/// How far out a body gets while the rim holds.
const RIM: f32 = 0.9;

/// A player on the ice.
#[component]
pub struct Body {
    /// Unit: virtual pixels.
    pub place: Vec2,
    /// Unit: virtual pixels a second.
    pub velocity: Vec2,
    /// Where it looks. Shape: a unit vector.
    pub facing: Vec2,
    /// 1 for one who plays.
    pub is_in: u32,
    /// 1 once it is out of the round.
    pub is_out: u32,
    /// 1 while its controller is gone: it stands in a bubble, and nobody meets it.
    pub is_paused: u32,
    /// 1 while a dash is charged.
    pub is_charging: u32,
    /// 1 while it stands firm.
    pub is_braced: u32,
    /// How long the dash was charged so far. Unit: seconds.
    pub charge_seconds: f32,
    /// How long the dash still lasts. Unit: seconds.
    pub dash_seconds: f32,
    /// Until the next one can be charged. Unit: seconds.
    pub dash_wait: f32,
    /// How far the dash was charged. Range: 0 to 1.
    pub power: f32,
    /// How long it still stumbles. Unit: seconds.
    pub stun_seconds: f32,
    /// How long it has stood firm. Unit: seconds.
    pub brace_seconds: f32,
    /// Until it can again. Unit: seconds.
    pub brace_wait: f32,
    /// How long nobody meets it. Unit: seconds.
    pub safe_seconds: f32,
    /// How long it is still away after a fall. Unit: seconds.
    pub away_seconds: f32,
    /// How long its call is still seen. Unit: seconds.
    pub call_seconds: f32,
    /// How fast it is: 1 is the usual.
    pub pace: f32,
    /// Who hit it last, by seat; 0 for nobody.
    pub hit_by: u32,
    /// How long that still counts. Unit: seconds.
    pub hit_seconds: f32,
    /// How often it may still fall.
    pub lives: u32,
    /// What it is ranked by: more is better.
    pub rank_key: u32,
    /// How many it pushed into the water.
    pub pushes: u32,
    /// The fireflies that it carries.
    pub carried: u32,
    /// Those that are home.
    pub banked: u32,
    /// A press that waits until it can be done.
    pub asked: Grace,
    /// The ice below, for a moment behind the edge too.
    pub footing: Grace,
}

impl Default for Body {
    fn default() -> Self {
        Self {
            place: CENTER,
            velocity: Vec2::ZERO,
            facing: Vec2::Y,
            is_in: 0,
            is_out: 0,
            is_paused: 0,
            is_charging: 0,
            is_braced: 0,
            charge_seconds: 0.0,
            dash_seconds: 0.0,
            dash_wait: 0.0,
            power: 0.0,
            stun_seconds: 0.0,
            brace_seconds: 0.0,
            brace_wait: 0.0,
            safe_seconds: 0.0,
            away_seconds: 0.0,
            call_seconds: 0.0,
            pace: 1.0,
            hit_by: 0,
            hit_seconds: 0.0,
            lives: 0,
            rank_key: 0,
            pushes: 0,
            carried: 0,
            banked: 0,
            asked: Grace::default(),
            footing: Grace { left_ticks: 2 },
        }
    }
}

impl Body {
    /// A player at a place, who looks at the middle.
    pub fn at(place: Vec2) -> Self {
        Self { place, facing: (CENTER - place).normalize_or(Vec2::Y), is_in: 1, ..Self::default() }
    }

    /// Whether it is there.
    pub fn is_here(&self) -> bool {
        self.is_in == 1 && self.is_out == 0 && self.away_seconds <= 0.0
    }

    /// Whether others meet it.
    pub fn is_solid(&self) -> bool {
        self.is_here() && self.is_paused == 0
    }

    /// Whether it can be hit, and can have the fuse.
    pub fn is_open(&self) -> bool {
        self.is_solid() && self.safe_seconds <= 0.0 && self.is_braced == 0
    }

    /// How far a dash is charged. Range: 0 to 1.
    pub fn charge(&self) -> f32 {
        if self.is_charging == 1 { (self.charge_seconds / CHARGE_SECONDS).min(1.0) } else { 0.0 }
    }

    /// Goes down: it is away for a while, or for good without a further life.
    pub fn fall(&mut self, away_seconds: f32, out_count: u32) {
        self.lives = self.lives.saturating_sub(1);
        self.away_seconds = away_seconds;
        (self.is_charging, self.is_braced, self.dash_seconds) = (0, 0, 0.0);
        if self.lives == 0 {
            (self.is_out, self.rank_key) = (1, out_count);
        }
    }

    /// Stumbles, and loses what it was about to do.
    pub fn stun(&mut self, seconds: f32) {
        (self.is_charging, self.is_braced, self.dash_seconds) = (0, 0, 0.0);
        self.stun_seconds = self.stun_seconds.max(seconds);
    }

    /// Lets time pass; whether it came back from a fall just now.
    fn pass(&mut self, seconds: f32) -> bool {
        for left in [
            &mut self.dash_seconds,
            &mut self.dash_wait,
            &mut self.stun_seconds,
            &mut self.brace_wait,
            &mut self.safe_seconds,
            &mut self.call_seconds,
            &mut self.hit_seconds,
        ] {
            *left = (*left - seconds).max(0.0);
        }
        let was_away = self.away_seconds > 0.0;
        self.away_seconds = (self.away_seconds - seconds).max(0.0);
        was_away && self.away_seconds == 0.0 && self.is_out == 0
    }

    fn is_free(&self) -> bool {
        self.stun_seconds <= 0.0 && self.dash_seconds <= 0.0
    }

    /// Does what is wished for, as far as it can.
    fn act(&mut self, wish: &Wish, seat: u32, seconds: f32, told: &mut Told) {
        self.asked.note(wish.is_pressed == 1, ASKED_TICKS);
        if wish.calls == 1 && self.call_seconds <= 0.0 {
            self.call_seconds = 0.9;
            told.tell_of(CALLED, seat, self.place);
        }
        self.brace(wish, seconds);
        let can_charge = self.is_free() && self.dash_wait <= 0.0 && self.is_braced == 0;
        if self.is_charging == 0 && can_charge && self.asked.take() {
            (self.is_charging, self.charge_seconds) = (1, 0.0);
        }
        if self.is_charging == 0 {
            return;
        }
        let before = self.charge_seconds;
        self.charge_seconds += seconds;
        if before < CHARGE_SECONDS && self.charge_seconds >= CHARGE_SECONDS {
            told.tell_of(CHARGED, seat, self.place);
        }
        // A press so short that it is over within the tick is a dash too.
        if wish.is_held == 0 {
            self.dash(wish.stick, seat, told);
        }
    }

    fn brace(&mut self, wish: &Wish, seconds: f32) {
        let was_braced = self.is_braced == 1;
        let can = self.is_free() && (was_braced || self.brace_wait <= 0.0) && self.is_charging == 0;
        let is_braced = wish.braces == 1 && can && self.brace_seconds < BRACE_SECONDS;
        self.is_braced = u32::from(is_braced);
        if is_braced {
            self.brace_seconds += seconds;
        } else if was_braced {
            (self.brace_wait, self.brace_seconds) = (BRACE_WAIT_SECONDS, 0.0);
        }
    }

    fn dash(&mut self, stick: Vec2, seat: u32, told: &mut Told) {
        self.power = self.charge();
        let to = if stick.length_squared() > 0.04 { stick.normalize_or_zero() } else { self.facing };
        self.facing = to;
        self.velocity = to * (DASH_SPEED + DASH_SPEED_CHARGED * self.power);
        self.dash_seconds = DASH_SECONDS;
        self.dash_wait = DASH_SECONDS + DASH_WAIT_SECONDS;
        self.is_charging = 0;
        let dashed = told.tell_of(DASHED, seat, self.place);
        (dashed.way, dashed.strength) = (self.velocity, self.power);
    }

    fn slide(&mut self, wish: &Wish, seconds: f32) {
        let stick = wish.stick.clamp_length_max(1.0);
        if stick.length_squared() > 0.04 && self.is_free() {
            self.facing = stick.normalize_or(self.facing);
        }
        let (wanted, grip) = if self.is_braced == 1 {
            (Vec2::ZERO, GRIP * 2.5)
        } else if self.dash_seconds > 0.0 {
            (self.velocity, 0.0)
        } else if self.stun_seconds > 0.0 {
            (Vec2::ZERO, GRIP * 0.45)
        } else {
            let pace = if self.is_charging == 1 { self.pace * CHARGING_PACE } else { self.pace };
            (stick * SPEED * pace, GRIP)
        };
        self.velocity += (wanted - self.velocity) * (grip * seconds).min(1.0);
        self.place += self.velocity * seconds;
    }

    /// Bounces off the rim.
    fn stay(&mut self, floe: f32) {
        let out = reach(self.place) / (RIM * floe);
        if out <= 1.0 {
            return;
        }
        let normal = ((self.place - CENTER) / (RADII * RADII)).normalize_or_zero();
        self.place = CENTER + (self.place - CENTER) / out;
        let away = self.velocity.dot(normal).max(0.0);
        self.velocity -= normal * away * 1.5;
    }
}

/// Moves all who are there.
#[system]
pub fn steer(arena: &mut Arena, game: &Game, told: &mut Told) {
    if game.phase == PHASE_WHISTLE {
        // Who fell last still sinks, and is not seen again.
        for body in arena.bodies.iter_mut().filter(|body| body.away_seconds > 0.0) {
            body.away_seconds = (body.away_seconds - game.seconds).max(game.seconds);
        }
    }
    if !game.is_moving() {
        return;
    }
    let (floe, has_rim) = (arena.floe, arena.has_rim == 1);
    for (index, body) in arena.bodies.iter_mut().enumerate().filter(|(_, body)| body.is_in == 1) {
        let (seat, wish) = (index as u32 + 1, arena.wishes[index]);
        if body.pass(game.seconds) {
            let place = CENTER + (entrance(index) - CENTER) * 0.5 * floe;
            let kept = *body;
            *body = Body { safe_seconds: 1.6, lives: kept.lives, rank_key: kept.rank_key, ..Body::at(place) };
            (body.is_paused, body.pushes) = (kept.is_paused, kept.pushes);
            told.tell_of(RETURNED, seat, place);
        }
        if body.is_solid() {
            body.act(&wish, seat, game.seconds, told);
            body.slide(&wish, game.seconds);
        } else {
            body.velocity = Vec2::ZERO;
        }
        if has_rim && body.is_here() {
            body.stay(floe);
        }
    }
}
