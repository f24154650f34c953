//! What one sees of what happened: specks, rings, words, a screen that shakes and flashes.
//!
//! Shaking and flashing are the camera's `offset` and `fade`, which the player may lessen for every game.

use crate::arena::{Arena, CENTER, RADII};
use crate::game::{Game, PHASE_PODIUM, PHASE_SCORES, SCREEN};
use crate::palette::{BRIGHT, DANGER, FIRE, GOLD, ICE, INK, SIDE, color, seat_color, seat_light};
use crate::particles::{Particle, spawn_particle, spawn_pop, spawn_ring};
use crate::told::{self, Happening, Told};
use playground_core_assets::AssetId;
use playground_core_client::rendering::Camera2d;
use playground_core_ecs::{Commands, FixedText, Random, component, system};
use playground_core_types::math::{Vec2, cos, sin, vec2};
use playground_core_types::random::Pcg32;
use std::fmt::Write;

/// How far the screen shakes at most. Unit: virtual pixels.
const SHAKE_MAX: f32 = 8.0;
/// How much of the shaking is lost. Unit: 1 a second.
const SHAKE_LOSS: f32 = 1.9;
const FLASH_LOSS: f32 = 2.6;

/// What shakes and flashes: a resource.
#[component]
pub struct Effects {
    /// Drawn over the screen. Shape: linear red, green, blue, alpha.
    pub flash: [f32; 4],
    /// How much the screen shakes. Range: 0 to 1.
    pub shake: f32,
    /// How large the floe is drawn: it follows what it is.
    pub floe_shown: f32,
    /// How long the game has been seen. Unit: seconds.
    pub seconds: f32,
    /// Always 0: fills the gap to the next row.
    pub reserved: u32,
    /// How many particles there are.
    pub particle_count: u32,
    /// How many floating words there are.
    pub pop_count: u32,
}

impl Default for Effects {
    fn default() -> Self {
        Self {
            flash: [0.0; 4],
            shake: 0.0,
            floe_shown: 1.0,
            seconds: 0.0,
            reserved: 0,
            particle_count: 0,
            pop_count: 0,
        }
    }
}

/// All that is at hand to make something seen.
struct Stage<'s> {
    luck: &'s mut Pcg32,
    effects: &'s mut Effects,
    commands: &'s mut Commands,
}

impl Stage<'_> {
    fn any_way(&mut self) -> Vec2 {
        let turn = self.luck.range_f32(0.0, std::f32::consts::TAU);
        vec2(cos(turn), sin(turn))
    }

    /// Specks to all sides.
    fn burst(&mut self, place: Vec2, color: [f32; 4], count: u32, speed: f32) {
        for _ in 0..count {
            let velocity = self.any_way() * self.luck.range_f32(0.25, 1.0) * speed;
            self.speck(place, velocity, color, 0.0);
        }
    }

    /// Specks that go one way, more or less.
    fn spray(&mut self, place: Vec2, to: Vec2, color: [f32; 4], count: u32) {
        for _ in 0..count {
            let side = self.any_way() * 45.0;
            let velocity = to.normalize_or_zero() * self.luck.range_f32(30.0, 150.0) + side;
            self.speck(place, velocity, color, 0.0);
        }
    }

    fn speck(&mut self, place: Vec2, velocity: Vec2, color: [f32; 4], weight: f32) {
        let particle = Particle {
            velocity,
            color,
            life_seconds: self.luck.range_f32(0.3, 0.75),
            size: self.luck.range_f32(2.5, 5.5),
            spin: self.luck.range_f32(-8.0, 8.0),
            drag: 2.4,
            weight,
            ..Particle::default()
        };
        spawn_particle(AssetId::NONE, place, particle, self.effects, self.commands);
    }

    fn ring(&mut self, place: Vec2, color: [f32; 4], reach: f32, seconds: f32) {
        spawn_ring(place, color, (reach, seconds), self.effects, self.commands);
    }

    fn pop(&mut self, words: &str, place: Vec2, color: [f32; 4], size: f32) {
        spawn_pop(words, place, (color, size), self.effects, self.commands);
    }

    fn shake(&mut self, strength: f32) {
        self.effects.shake = (self.effects.shake + strength).min(1.0);
    }

    fn flash(&mut self, hex: u32, alpha: f32) {
        if alpha > self.effects.flash[3] {
            let [red, green, blue, _] = color(hex);
            self.effects.flash = [red, green, blue, alpha];
        }
    }

    /// Paper that falls from above.
    fn confetti(&mut self) {
        let tone = [seat_light(1), seat_light(2), seat_light(3), seat_light(4), color(GOLD)]
            [self.luck.below(5) as usize];
        let place = vec2(self.luck.range_f32(0.0, SCREEN.x), -6.0);
        let particle = Particle {
            velocity: vec2(self.luck.range_f32(-25.0, 25.0), self.luck.range_f32(50.0, 110.0)),
            color: tone,
            life_seconds: self.luck.range_f32(2.0, 3.6),
            size: self.luck.range_f32(4.0, 7.5),
            spin: self.luck.range_f32(-6.0, 6.0),
            weight: 12.0,
            ..Particle::default()
        };
        spawn_particle(AssetId::NONE, place, particle, self.effects, self.commands);
    }
}

/// Makes what happened seen.
#[system]
pub fn react(
    told: &Told,
    effects: &mut Effects,
    random: &mut Random,
    game: &Game,
    arena: &Arena,
    commands: &mut Commands,
) {
    let shown = effects.floe_shown;
    let mut stage = Stage { luck: &mut random.generator, effects, commands };
    for happening in told.iter() {
        show_play(happening, &mut stage);
        show_round(happening, shown, &mut stage);
    }
    let is_party = game.phase == PHASE_PODIUM || (game.phase == PHASE_SCORES && game.phase_seconds < 0.6);
    if is_party && stage.luck.below(3) == 0 {
        stage.confetti();
    }
    effects.seconds += game.seconds;
    // The floe is drawn at its size soon after it has it.
    effects.floe_shown += (arena.floe - effects.floe_shown) * (10.0 * game.seconds).min(1.0);
    // Counted anew after this.
    (effects.particle_count, effects.pop_count) = (0, 0);
}

/// What players do to each other.
fn show_play(happening: &Happening, stage: &mut Stage<'_>) {
    let (place, power) = (happening.place, happening.strength);
    match happening.kind {
        told::JOINED | told::RETURNED | told::FOUND => {
            stage.ring(place, seat_color(happening.seat), 34.0, 0.4);
            stage.burst(place, seat_color(happening.seat), 10, 110.0);
        }
        told::LEFT | told::LOST => stage.burst(place, seat_color(happening.seat), 14, 120.0),
        told::READY => stage.ring(place, seat_color(happening.seat), 26.0, 0.3),
        told::CHARGED => stage.ring(place, color(DANGER), 22.0, 0.25),
        told::DASHED => stage.spray(place, -happening.way, color(SIDE), 5 + (6.0 * power) as u32),
        told::HIT => {
            stage.ring(place, color(BRIGHT), 22.0 + 22.0 * power, 0.28);
            stage.spray(place, happening.way, seat_color(happening.seat), 8 + (8.0 * power) as u32);
            stage.shake(0.22 + 0.28 * power);
        }
        told::PARRIED => {
            stage.ring(place, color(INK), 26.0, 0.3);
            stage.pop("Firm!", place, seat_light(happening.seat), 13.0);
            stage.shake(0.2);
        }
        told::BUMPED => stage.burst(place, color(SIDE), 3, 70.0),
        told::FELL => {
            stage.ring(place, color(ICE), 30.0, 0.5);
            for _ in 0..18 {
                let velocity = stage.any_way() * vec2(70.0, 40.0) - vec2(0.0, 120.0);
                stage.speck(place, velocity, color(ICE), 420.0);
            }
            if happening.other > 0 {
                stage.pop("Splash!", place, seat_light(happening.other), 14.0);
            }
            stage.shake(0.3);
        }
        _ => {}
    }
}

/// What the rounds bring.
fn show_round(happening: &Happening, shown: f32, stage: &mut Stage<'_>) {
    let place = happening.place;
    match happening.kind {
        told::BROKE => {
            for number in 0..28 {
                let turn = number as f32 * std::f32::consts::TAU / 28.0;
                let out = vec2(cos(turn), sin(turn));
                stage.speck(CENTER + out * RADII * shown, out * 60.0, color(ICE), 60.0);
            }
            stage.shake(0.45);
        }
        told::CRACKED => stage.shake(0.15),
        told::LIT | told::PASSED => {
            stage.ring(place, color(FIRE), 26.0, 0.3);
            stage.burst(place, color(GOLD), 5, 90.0);
        }
        told::TICKED => stage.burst(place - vec2(0.0, 36.0), color(GOLD), 2, 50.0),
        told::BOOMED => {
            stage.ring(place, color(FIRE), 105.0, 0.5);
            stage.ring(place, color(BRIGHT), 60.0, 0.35);
            stage.burst(place, color(FIRE), 34, 260.0);
            stage.burst(place, color(GOLD), 18, 170.0);
            stage.burst(place, color(INK), 14, 120.0);
            stage.flash(BRIGHT, 0.55);
            stage.shake(0.9);
        }
        told::CAUGHT => stage.burst(place, color(GOLD), 4, 70.0),
        told::BANKED => {
            let mut words: FixedText<8> = FixedText::default();
            write!(words, "+{}", happening.strength as u32).unwrap_or_default();
            stage.pop(words.as_str(), place, seat_light(happening.seat), 17.0);
            stage.ring(place, color(GOLD), 32.0, 0.4);
            stage.burst(place, color(GOLD), 10, 120.0);
        }
        told::SPILT => stage.burst(place, color(GOLD), 8, 130.0),
        told::QUEEN => {
            stage.ring(place, color(GOLD), 60.0, 0.7);
            stage.pop("Queen: 3", place, color(GOLD), 14.0);
        }
        told::WON | told::CROWNED => {
            stage.ring(place, color(GOLD), 50.0, 0.7);
            stage.burst(place, color(GOLD), 26, 190.0);
        }
        _ => {}
    }
}

/// Shakes the view, and lets flashes fade.
#[system]
pub fn shake(cameras: &mut [Camera2d], effects: &mut Effects, random: &mut Random, game: &Game) {
    effects.shake = (effects.shake - SHAKE_LOSS * game.seconds).max(0.0);
    effects.flash[3] = (effects.flash[3] - FLASH_LOSS * game.seconds * effects.flash[3].max(0.12)).max(0.0);
    let far = effects.shake * effects.shake * SHAKE_MAX;
    let luck = &mut random.generator;
    for camera in cameras {
        camera.offset = vec2(luck.range_f32(-far, far), luck.range_f32(-far, far));
        camera.fade = effects.flash;
    }
}
