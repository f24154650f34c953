//! What one sees of what happened: sparks, rings, words, a screen that shakes and flashes.

use crate::board::{
    BOSS_CAME, BOSS_DIED, Board, COMBO_UP, DASHED, DOWN, ENEMY_SHOT, ENTERED, FIZZLED, HURT, Happening,
    JOINED, KILLED, NOVA, PICKED, PORTAL, SHIELD_BROKEN, SHOT, STRUCK, THRUST, TRAIL, WAVE_DONE, way,
};
use crate::enemies::kind;
use crate::game::{Game, PHASE_TITLE, SCREEN};
use crate::particles::{Particle, spawn_particle, spawn_pop};
use crate::pickups;
use crate::sprites::{GLOW, RING, seat_color};
use playground_core_assets::AssetId;
use playground_core_client::rendering::Camera2d;
use playground_core_ecs::{Commands, FixedText, component, system};
use playground_core_types::math::{Vec2, vec2};
use std::fmt::Write;

/// How far the screen shakes at most. Unit: virtual pixels.
const SHAKE_MAX: f32 = 9.0;
/// How much of the shaking is lost. Unit: 1 a second.
const SHAKE_LOSS: f32 = 1.7;
const FLASH_LOSS: f32 = 3.2;
/// How much of the way of the ships the view goes along.
const VIEW_SHARE: f32 = 0.055;

const WHITE: [f32; 3] = [1.0, 1.0, 1.0];
const GOLD: [f32; 3] = [1.0, 0.62, 0.12];

/// What shakes and flashes: a resource.
#[component]
#[derive(Default)]
pub struct Effects {
    /// Where the view is.
    pub view: Vec2,
    /// Drawn over the screen. Shape: linear red, green, blue, alpha.
    pub flash: [f32; 4],
    /// How much the screen shakes. Range: 0 to 1.
    pub shake: f32,
    /// How many particles there are.
    pub particle_count: u32,
    /// How many floating words there are.
    pub pop_count: u32,
    /// Always 0: fills the gap to the next row.
    pub reserved: u32,
}

impl Effects {
    fn shake(&mut self, strength: f32) {
        self.shake = (self.shake + strength).min(1.0);
    }

    fn flash(&mut self, [red, green, blue]: [f32; 3], alpha: f32) {
        if alpha > self.flash[3] {
            self.flash = [red, green, blue, alpha];
        }
    }
}

/// All that is at hand to make something seen.
struct Stage<'s> {
    board: &'s mut Board,
    effects: &'s mut Effects,
    commands: &'s mut Commands,
}

impl Stage<'_> {
    /// Sparks to all sides.
    fn burst(&mut self, place: Vec2, color: [f32; 3], count: u32, speed: f32) {
        for _ in 0..count {
            let out = self.board.any_way() * self.board.luck.range_f32(0.2, 1.0) * speed;
            self.spark(place, out, color, (0.25, 0.7));
        }
    }

    /// Sparks that go one way, more or less.
    fn spray(&mut self, place: Vec2, to: Vec2, color: [f32; 3], count: u32) {
        for _ in 0..count {
            let side = self.board.any_way() * 55.0;
            let out = to.normalize_or_zero() * self.board.luck.range_f32(30.0, 130.0) + side;
            self.spark(place, out, color, (0.1, 0.3));
        }
    }

    fn spark(&mut self, place: Vec2, velocity: Vec2, color: [f32; 3], (short, long): (f32, f32)) {
        let white = self.board.luck.next_f32() * 0.5;
        let [red, green, blue] = color.map(|part| part + (1.0 - part) * white);
        let particle = Particle {
            velocity,
            color: [red, green, blue, 1.0],
            life_seconds: self.board.luck.range_f32(short, long),
            size: self.board.luck.range_f32(1.4, 3.2),
            ..Particle::default()
        };
        spawn_particle(AssetId::NONE, place, particle, self.effects, self.commands);
    }

    /// A light that blooms and is gone.
    fn bloom(&mut self, place: Vec2, [red, green, blue]: [f32; 3], size: f32, life_seconds: f32) {
        let color = [red, green, blue, 0.9];
        let particle = Particle { color, life_seconds, size, growth: 1.0, ..Particle::default() };
        spawn_particle(GLOW, place, particle, self.effects, self.commands);
    }

    /// A ring that grows.
    fn ring(&mut self, place: Vec2, [red, green, blue]: [f32; 3], reach: f32, life_seconds: f32) {
        let growth = 2.0 * reach / life_seconds;
        let color = [red, green, blue, 0.85];
        let particle = Particle { color, life_seconds, size: 6.0, growth, ..Particle::default() };
        spawn_particle(RING, place, particle, self.effects, self.commands);
    }

    fn pop(&mut self, words: &str, place: Vec2, [red, green, blue]: [f32; 3], size: f32) {
        spawn_pop(words, place, ([red, green, blue, 1.0], size), self.effects, self.commands);
    }
}

/// Makes what happened seen.
#[system]
pub fn react(board: &mut Board, effects: &mut Effects, game: &Game, commands: &mut Commands) {
    let told = *board;
    let mut stage = Stage { board, effects, commands };
    for happening in told.told() {
        match happening.kind {
            KILLED | BOSS_DIED => show_death(happening, &mut stage),
            HURT | DOWN | SHIELD_BROKEN => show_blow(happening, &mut stage),
            _ => show(happening, game, &mut stage),
        }
    }
    // Counted anew after this.
    (effects.particle_count, effects.pop_count) = (0, 0);
}

fn show(happening: &Happening, game: &Game, stage: &mut Stage<'_>) {
    let (place, color) = (happening.place, seat_color(happening.seat));
    match happening.kind {
        SHOT => stage.bloom(place, color, 14.0, 0.07),
        STRUCK if happening.strength > 0.0 => {
            stage.spray(place, happening.way, color, 4);
            stage.bloom(place, WHITE, 12.0, 0.08);
        }
        STRUCK => stage.spray(place, happening.way, color, 2),
        DASHED => {
            stage.ring(place, color, 16.0, 0.25);
            stage.burst(place, color, 6, 90.0);
        }
        TRAIL => stage.bloom(place, color, 18.0, 0.3),
        THRUST => stage.spray(place, -happening.way, color, 1),
        PICKED => {
            let [red, green, blue] = pickup_color(happening.value);
            stage.ring(place, [red, green, blue], 22.0, 0.35);
            stage.burst(place, [red, green, blue], 14, 120.0);
            let name = pickups::NAMES.get(happening.value as usize).copied().unwrap_or_default();
            stage.pop(name, place, [red, green, blue], 8.0);
        }
        NOVA => {
            stage.ring(place, WHITE, 260.0, 0.55);
            stage.ring(place, color, 210.0, 0.7);
            stage.effects.flash(WHITE, 0.45);
            stage.effects.shake(0.6);
        }
        BOSS_CAME => stage.effects.flash([0.7, 0.0, 0.12], 0.35),
        WAVE_DONE => {
            let mut words: FixedText<24> = FixedText::default();
            write!(words, "+{}", happening.value).unwrap_or_default();
            stage.pop(words.as_str(), place + vec2(0.0, 26.0), GOLD, 16.0);
        }
        ENTERED => {
            stage.ring(place, color, 34.0, 0.5);
            stage.burst(place, color, 16, 140.0);
        }
        JOINED if game.phase == PHASE_TITLE => stage.ring(place, color, 30.0, 0.4),
        ENEMY_SHOT => stage.bloom(place, [1.0, 0.2, 0.45], 16.0, 0.1),
        PORTAL => stage.bloom(place, kind(happening.value).color, 30.0, 0.4),
        COMBO_UP => {
            let mut words: FixedText<8> = FixedText::default();
            write!(words, "X{}", happening.value).unwrap_or_default();
            stage.pop(words.as_str(), place + vec2(0.0, -10.0), GOLD, 16.0);
        }
        FIZZLED => stage.bloom(place, [1.0, 0.3, 0.5], 12.0, 0.2),
        _ => {}
    }
}

fn show_death(happening: &Happening, stage: &mut Stage<'_>) {
    let (place, color) = (happening.place, kind(happening.enemy).color);
    let radius = happening.strength;
    let mut words: FixedText<12> = FixedText::default();
    write!(words, "{}", happening.value).unwrap_or_default();
    stage.burst(place, color, 6 + radius as u32, 70.0 + radius * 6.0);
    stage.bloom(place, color, 20.0 + 2.0 * radius, 0.22);
    stage.ring(place, color, radius * 2.2, 0.3);
    stage.effects.shake(0.05 + radius * 0.012);
    if happening.kind == BOSS_DIED {
        for turn in 0..6 {
            let beside = place + way(turn as f32) * 24.0;
            stage.burst(beside, if turn % 2 == 0 { color } else { WHITE }, 14, 220.0);
            stage.ring(beside, color, 40.0 + 16.0 * turn as f32, 0.5 + 0.1 * turn as f32);
        }
        stage.effects.shake(1.0);
        stage.effects.flash(WHITE, 0.8);
        stage.pop(words.as_str(), place, GOLD, 16.0);
    } else {
        stage.pop(words.as_str(), place, color, 8.0);
    }
}

fn show_blow(happening: &Happening, stage: &mut Stage<'_>) {
    let (place, color) = (happening.place, seat_color(happening.seat));
    match happening.kind {
        DOWN => {
            stage.burst(place, color, 44, 230.0);
            stage.burst(place, WHITE, 14, 120.0);
            stage.ring(place, color, 80.0, 0.6);
            stage.ring(place, WHITE, 46.0, 0.45);
            stage.effects.flash(WHITE, 0.5);
            stage.effects.shake(0.9);
        }
        HURT => {
            stage.burst(place, color, 20, 170.0);
            stage.ring(place, color, 40.0, 0.4);
            stage.effects.flash([0.9, 0.05, 0.08], 0.3);
            stage.effects.shake(0.55);
        }
        _ => {
            stage.ring(place, [0.3, 0.75, 1.0], 34.0, 0.4);
            stage.burst(place, [0.3, 0.75, 1.0], 18, 150.0);
            stage.effects.shake(0.3);
        }
    }
}

/// The colour of what is picked up.
fn pickup_color(kind: u32) -> [f32; 3] {
    match kind {
        pickups::SPREAD => [1.0, 0.55, 0.1],
        pickups::RAPID => [1.0, 0.9, 0.15],
        pickups::SHIELD => [0.2, 0.7, 1.0],
        pickups::BLAST => [0.75, 0.3, 1.0],
        _ => [1.0, 0.15, 0.35],
    }
}

/// Shakes the view, lets it go along with the ships, and lets flashes fade.
#[system]
pub fn shake(cameras: &mut [Camera2d], effects: &mut Effects, game: &Game, board: &mut Board) {
    // The flash goes on in a hit-stop, and so does the shaking: that is what makes it felt.
    let seconds = 1.0 / 60.0;
    effects.shake = (effects.shake - SHAKE_LOSS * seconds).max(0.0);
    effects.flash[3] = (effects.flash[3] - FLASH_LOSS * seconds * effects.flash[3].max(0.12)).max(0.0);
    let aim =
        if game.phase == PHASE_TITLE { Vec2::ZERO } else { (board.middle() - SCREEN / 2.0) * VIEW_SHARE };
    effects.view += (aim - effects.view) * (3.0 * seconds);
    let far = effects.shake * effects.shake * SHAKE_MAX;
    for camera in cameras {
        camera.position = effects.view;
        camera.offset = vec2(board.luck.range_f32(-far, far), board.luck.range_f32(-far, far));
        camera.fade = effects.flash;
    }
}
