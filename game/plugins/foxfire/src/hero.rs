//! The fox: how it runs, jumps, falls and lands.

use crate::body::{Body, Contact};
use crate::cues::{Cues, JUMP, LAND, STEP};
use crate::game::{Game, HURT, PLAYING, WON};
use crate::level::Level;
use crate::planks::Planks;
use playground_core_client::input::{ActionFrame, Grace};
use playground_core_ecs::{TickRate, component, system};
use playground_core_types::math::{Vec2, vec2};

/// Half of the box's width, and its height. Unit: virtual pixels.
pub const REACH: Vec2 = vec2(5.0, 13.0);

const RUN_SPEED: f32 = 112.0;
/// Unit: virtual pixels a second, each second.
const GROUND_ACCELERATION: f32 = 760.0;
const GROUND_BRAKING: f32 = 1050.0;
const AIR_ACCELERATION: f32 = 640.0;
const AIR_BRAKING: f32 = 420.0;
/// Three tiles and a half high: half of the speed's square by the gravity.
const JUMP_SPEED: f32 = 306.0;
const RISE_GRAVITY: f32 = 830.0;
const FALL_GRAVITY: f32 = 1080.0;
/// Around the top of a jump that is held, where there is time to aim.
const HANG_GRAVITY: f32 = 520.0;
const HANG_SPEED: f32 = 36.0;
const FALL_SPEED_MAX: f32 = 290.0;
/// What a jump keeps of its speed when the button is let go.
const CUT: f32 = 0.42;
/// Ticks after an edge in which a jump is still one from the ground.
pub const COYOTE_TICKS: u32 = 5;
/// Ticks before the ground in which a press is kept for it.
pub const BUFFER_TICKS: u32 = 7;
const DROP_TICKS: u32 = 10;
/// Ticks from step to step at full speed.
const STEP_TICKS: u32 = 14;
/// A landing that is slower makes no sound.
const LAND_SPEED: f32 = 120.0;

/// The fox: a resource; the entity with [`HeroBody`](crate::pose::HeroBody) looks like it.
#[component]
pub struct Hero {
    /// The middle of the lower edge. Unit: virtual pixels.
    pub place: Vec2,
    /// Unit: virtual pixels a second.
    pub velocity: Vec2,
    /// -1 to the left, 1 to the right.
    pub facing: f32,
    /// How fast it fell when it landed last. Unit: virtual pixels a second.
    pub landed_speed: f32,
    /// 1 while it stands on something.
    pub grounded: u32,
    /// The moving board that it stands on, from 1; 0 for none.
    pub plank: u32,
    /// 1 while it rises in a jump that ends when the button is let go.
    pub rising: u32,
    /// The ground from which it may jump, although it may be gone.
    pub footing: Grace,
    /// The press that makes it jump, as soon as it may.
    pub asked: Grace,
    /// Ticks in which it falls through boards.
    pub drop_ticks: u32,
    /// Ticks since it landed.
    pub landed_ticks: u32,
    /// Ticks until its next step is heard.
    pub step_ticks: u32,
}

impl Default for Hero {
    fn default() -> Self {
        Self::at(Vec2::ZERO)
    }
}

impl Hero {
    /// The fox standing at a place, looking to the right.
    pub fn at(place: Vec2) -> Self {
        Self {
            place,
            velocity: Vec2::ZERO,
            facing: 1.0,
            landed_speed: 0.0,
            grounded: 1,
            plank: 0,
            rising: 0,
            footing: Grace::default(),
            asked: Grace::default(),
            drop_ticks: 0,
            landed_ticks: 1000,
            step_ticks: 0,
        }
    }

    /// Its box.
    pub fn body(&self) -> Body {
        Body { place: self.place, reach: REACH }
    }

    /// Sends it up, off a spring or a foe.
    pub fn launch(&mut self, speed: f32) {
        self.velocity.y = -speed;
        (self.grounded, self.plank, self.rising) = (0, 0, 0);
        self.footing.take();
    }

    /// Hurts it, which ends its way until it is back at the last lantern.
    pub fn hurt(&mut self, game: &mut Game, cues: &mut Cues) {
        if game.phase != PLAYING {
            return;
        }
        cues.push(crate::cues::HURT, self.place, 1.0);
        self.launch(230.0);
        self.velocity.x = -self.facing * 70.0;
        game.falls += 1;
        game.shake = 1.0;
        game.freeze_ticks = 5;
        game.enter(HURT);
    }
}

/// What moves the fox in one tick.
#[derive(Debug, Clone, Copy)]
struct Wish {
    /// -1 to the left, 1 to the right.
    way: f32,
    jump_held: bool,
    down: bool,
    seconds: f32,
}

/// Lets the fox do what its player wants, as far as the level allows.
#[system]
pub fn steer(
    hero: &mut Hero,
    around: &Level,
    planks: &Planks,
    cues: &mut Cues,
    game: &Game,
    input: &ActionFrame,
) {
    hero.asked.note(input.pressed(1, "jump"), BUFFER_TICKS);
    if !game.is_moving() {
        return;
    }
    // Rules in ticks and seconds both: the game is made for 60 ticks a second, which its `game.toml` says.
    let seconds = TickRate::default().tick_seconds();
    match game.phase {
        PLAYING => {
            let wish = Wish {
                way: input.axis(1, "move").clamp(-1.0, 1.0),
                jump_held: input.button(1, "jump"),
                down: input.axis(1, "look") > 0.5,
                seconds,
            };
            hero.play(around, planks, cues, wish);
        }
        HURT => {
            hero.velocity.y += FALL_GRAVITY * 0.8 * seconds;
            hero.place += hero.velocity * seconds;
        }
        // It stands where it is, and falls when that is in the air.
        _ => {
            let leaps = game.phase == WON && game.phase_ticks % 34 == 12 && game.phase_ticks < 90;
            hero.asked = Grace::default();
            hero.asked.note(leaps, 0);
            let wish = Wish { way: 0.0, jump_held: game.phase_ticks % 34 < 18, down: false, seconds };
            hero.play(around, planks, cues, wish);
        }
    }
}

impl Hero {
    fn play(&mut self, level: &Level, planks: &Planks, cues: &mut Cues, wish: Wish) {
        self.count_down();
        self.ride(level, planks);
        self.run(wish);
        self.jump(cues, wish);
        self.fall(wish);
        if self.slide(level, self.velocity.x * wish.seconds) {
            self.velocity.x = 0.0;
        }
        self.lift(level, planks, cues, wish);
        self.step(cues);
    }

    fn count_down(&mut self) {
        for ticks in [&mut self.drop_ticks, &mut self.step_ticks] {
            *ticks = ticks.saturating_sub(1);
        }
        self.landed_ticks = self.landed_ticks.saturating_add(1);
    }

    /// Goes with the board that it stands on.
    fn ride(&mut self, level: &Level, planks: &Planks) {
        let Some(plank) = planks.get(self.plank) else { return };
        self.slide(level, plank.step.x);
        self.place.y = plank.top;
    }

    fn run(&mut self, wish: Wish) {
        let wanted = wish.way * RUN_SPEED;
        let speeds_up =
            wish.way != 0.0 && wanted * self.velocity.x >= 0.0 && wanted.abs() > self.velocity.x.abs();
        let rate = match (self.grounded != 0, speeds_up) {
            (true, true) => GROUND_ACCELERATION,
            (true, false) => GROUND_BRAKING,
            (false, _) if wish.way != 0.0 => AIR_ACCELERATION,
            (false, _) => AIR_BRAKING,
        };
        let change = wanted - self.velocity.x;
        self.velocity.x += change.clamp(-rate * wish.seconds, rate * wish.seconds);
        if wish.way != 0.0 {
            self.facing = wish.way.signum();
        }
    }

    fn jump(&mut self, cues: &mut Cues, wish: Wish) {
        let may_jump = self.grounded != 0 || self.footing.is_on();
        if !may_jump || !self.asked.take() {
            return;
        }
        if wish.down && self.grounded != 0 {
            // Falls through what lets it; solid ground does not.
            self.drop_ticks = DROP_TICKS;
            return;
        }
        self.launch(JUMP_SPEED);
        self.rising = 1;
        cues.push(JUMP, self.place, 1.0);
    }

    fn fall(&mut self, wish: Wish) {
        if self.rising != 0 && !wish.jump_held {
            self.velocity.y *= CUT;
            self.rising = 0;
        }
        if self.velocity.y >= 0.0 {
            self.rising = 0;
        }
        let gravity = match self.velocity.y {
            speed if speed.abs() < HANG_SPEED && wish.jump_held => HANG_GRAVITY,
            speed if speed < 0.0 => RISE_GRAVITY,
            _ => FALL_GRAVITY,
        };
        self.velocity.y = (self.velocity.y + gravity * wish.seconds).min(FALL_SPEED_MAX);
    }

    fn slide(&mut self, level: &Level, way: f32) -> bool {
        let mut body = self.body();
        let wall = body.slide(level, way);
        self.place = body.place;
        wall
    }

    fn lift(&mut self, level: &Level, planks: &Planks, cues: &mut Cues, wish: Wish) {
        let was_grounded = self.grounded != 0;
        let mut body = self.body();
        let way = self.velocity.y * wish.seconds;
        let contact: Contact = body.lift(level, planks, way, self.drop_ticks > 0);
        self.place = body.place;
        (self.grounded, self.plank) = (u32::from(contact.floor), contact.plank);
        if contact.floor {
            if !was_grounded {
                (self.landed_speed, self.landed_ticks) = (self.velocity.y, 0);
                if self.velocity.y > LAND_SPEED {
                    cues.push(LAND, self.place, self.velocity.y / FALL_SPEED_MAX);
                }
            }
            self.velocity.y = 0.0;
        }
        self.footing.note(contact.floor, COYOTE_TICKS);
        // Who was thrown up, or lets go of a board, has left the ground for good.
        if !contact.floor && (self.velocity.y < 0.0 || self.drop_ticks > 0) {
            self.footing.take();
        }
        if contact.ceiling {
            (self.velocity.y, self.rising) = (0.0, 0);
        }
    }

    fn step(&mut self, cues: &mut Cues) {
        let runs = self.grounded != 0 && self.velocity.x.abs() > RUN_SPEED * 0.5;
        if runs && self.step_ticks == 0 {
            self.step_ticks = STEP_TICKS;
            cues.push(STEP, self.place, 1.0);
        }
    }
}
