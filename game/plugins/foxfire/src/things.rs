//! What stands and moves in a level, by the letters of its map.

use crate::foes::{BEETLE, Foe, MOTH};
use crate::lanterns::Lantern;
use crate::level::{COLUMN_COUNT_MAX, Level, OfLevel, TILE, middle_of_floor, scatter};
use crate::planks::{self, ACROSS, FALLING, PLANK_COUNT_MAX, Plank, PlankTop, Planks, UPWARDS};
use crate::shrine::Shrine;
use crate::springs::Spring;
use crate::wisps::Wisp;
use playground_core_assets::AssetId;
use playground_core_client::rendering::{BLEND_ADD, Sprite};
use playground_core_ecs::{Commands, Row, Tick, Transform2d, component, system};
use playground_core_types::math::{Vec2, sin, vec2};

/// Where the fox begins.
pub const START: u8 = b'@';
/// A wisp.
pub const WISP: u8 = b'o';
/// A lantern.
pub const LANTERN: u8 = b'L';
/// The gate at the end.
pub const GATE: u8 = b'G';
/// A mushroom that throws.
pub const SPRING: u8 = b'M';
/// A beetle.
pub const WALKER: u8 = b'e';
/// A moth.
pub const FLYER: u8 = b'w';
/// A board that goes to the right and back; so many letters, so long.
pub const PLANK_ACROSS: u8 = b'>';
/// A board that goes down and back.
pub const PLANK_UPWARDS: u8 = b'!';
/// A board that falls.
pub const PLANK_FALLING: u8 = b'%';

const SHEET: AssetId = AssetId::of("sprites/things.png");
const GLOW: AssetId = AssetId::of("sprites/glow.png");
const LOWER_EDGE: Vec2 = vec2(0.0, 0.5);
const UPPER_EDGE: Vec2 = vec2(0.0, -0.5);
/// Layers, from the back to the front.
const GATE_LAYER: i32 = -6;
const PLANK_LAYER: i32 = 2;
const THING_LAYER: i32 = 3;
const FOE_LAYER: i32 = 4;
const GLOW_LAYER: i32 = 7;

/// Frames of a sheet that lie side by side, shown one after the other.
#[component]
#[derive(Default)]
pub struct Strip {
    /// The top of the row in the sheet. Unit: image pixels.
    pub top: f32,
    /// Of one frame. Unit: image pixels.
    pub width: f32,
    /// Of one frame. Unit: image pixels.
    pub height: f32,
    /// The first frame that is shown.
    pub first: u32,
    /// How many are shown.
    pub count: u32,
    /// How long each is shown.
    pub frame_ticks: u32,
    /// By how much it is ahead of others. Unit: frames.
    pub phase: u32,
}

/// A light that breathes.
#[component]
#[derive(Default)]
pub struct Glow {
    /// How bright. Range: 0 to 1.
    pub alpha: f32,
    /// By how much it is ahead of others. Unit: radians.
    pub phase: f32,
}

const WISP_STRIP: Strip = strip(0.0, [16.0, 16.0], 6, 6);
const LANTERN_STRIP: Strip = strip(16.0, [16.0, 32.0], 1, 7);
const SPRING_STRIP: Strip = strip(48.0, [24.0, 20.0], 1, 1);
const BEETLE_STRIP: Strip = strip(68.0, [20.0, 14.0], 4, 7);
const MOTH_STRIP: Strip = strip(82.0, [20.0, 16.0], 4, 5);
const GATE_STRIP: Strip = strip(120.0, [64.0, 64.0], 4, 10);
const PLANK_TOP: f32 = 98.0;
const PLANK_ROW_HEIGHT: f32 = 11.0;

const fn strip(top: f32, [width, height]: [f32; 2], count: u32, frame_ticks: u32) -> Strip {
    Strip { top, width, height, first: 0, count, frame_ticks, phase: 0 }
}

/// Spawns everything that the letters name.
pub fn spawn(level: &Level, planks: &mut Planks, commands: &mut Commands) {
    let mut plank_count = 0;
    for row in 0..level.height as i32 {
        for column in 0..level.width.min(COLUMN_COUNT_MAX as u32) as i32 {
            let floor = middle_of_floor(column, row);
            match level.tile(column, row) {
                WISP => spawn_wisp(floor - vec2(0.0, TILE / 2.0), scatter(column, row), commands),
                LANTERN => {
                    spawn_thing(floor, LANTERN_STRIP, THING_LAYER, &Lantern::default(), commands);
                    spawn_glow(floor - vec2(0.0, 21.0), [1.0, 0.5, 0.15], 54.0, 0.12, commands);
                }
                GATE => {
                    spawn_thing(floor, GATE_STRIP, GATE_LAYER, &Shrine {}, commands);
                    spawn_glow(floor - vec2(0.0, 26.0), [1.0, 0.45, 0.2], 120.0, 0.3, commands);
                }
                SPRING => spawn_thing(floor, SPRING_STRIP, THING_LAYER, &Spring::default(), commands),
                WALKER => spawn_foe(BEETLE, floor, commands),
                FLYER => spawn_foe(MOTH, floor - vec2(0.0, 3.0), commands),
                letter @ (PLANK_ACROSS | PLANK_UPWARDS | PLANK_FALLING)
                    if planks::begins_at(level, column, row) && plank_count < PLANK_COUNT_MAX =>
                {
                    plank_count += 1;
                    let plank = plank_of(level, [column, row], letter, plank_count as u32);
                    spawn_plank(plank, planks, commands);
                }
                _ => {}
            }
        }
    }
}

fn spawn_thing<T: playground_core_ecs::Component>(
    floor: Vec2,
    strip: Strip,
    layer: i32,
    what: &T,
    commands: &mut Commands,
) {
    let sprite =
        Sprite { image: SHEET, pivot: LOWER_EDGE, layer, region: region_of(&strip, 0), ..Sprite::default() };
    let transform = Transform2d { position: floor, ..Transform2d::default() };
    commands.spawn(Row::new().with(what).with(&strip).with(&sprite).with(&transform).with(&OfLevel {}));
}

fn spawn_wisp(place: Vec2, number: u32, commands: &mut Commands) {
    let strip = Strip { phase: number % WISP_STRIP.count, ..WISP_STRIP };
    let sprite =
        Sprite { image: SHEET, layer: THING_LAYER, region: region_of(&strip, 0), ..Sprite::default() };
    let transform = Transform2d { position: place, ..Transform2d::default() };
    let row = Row::new().with(&Wisp { home: place }).with(&strip).with(&sprite).with(&transform);
    commands.spawn(row.with(&OfLevel {}));
}

fn spawn_glow(place: Vec2, [red, green, blue]: [f32; 3], size: f32, alpha: f32, commands: &mut Commands) {
    let glow = Glow { alpha, phase: place.x };
    let sprite = Sprite {
        image: GLOW,
        tint: [red, green, blue, alpha],
        size: vec2(size, size),
        layer: GLOW_LAYER,
        blend: BLEND_ADD,
        ..Sprite::default()
    };
    let transform = Transform2d { position: place, ..Transform2d::default() };
    commands.spawn(Row::new().with(&glow).with(&sprite).with(&transform).with(&OfLevel {}));
}

fn spawn_foe(kind: u32, floor: Vec2, commands: &mut Commands) {
    let foe = Foe { kind, facing: -1.0, age: floor.x * 0.01, reserved: 0, home: floor };
    let strip = if kind == BEETLE { BEETLE_STRIP } else { MOTH_STRIP };
    spawn_thing(floor, strip, FOE_LAYER, &foe, commands);
}

fn plank_of(level: &Level, [column, row]: [i32; 2], letter: u8, number: u32) -> Plank {
    let length = planks::run_length(level, column, row).clamp(2, 4);
    let (kind, path) = match letter {
        PLANK_ACROSS => (ACROSS, planks::path_length(level, [column + length - 1, row], [1, 0])),
        PLANK_UPWARDS => (UPWARDS, planks::path_length(level, [column, row], [0, 1])),
        _ => (FALLING, 0.0),
    };
    let home = planks::middle_of_run(column, row, length);
    Plank { number, kind, width: length as f32 * TILE, path: path * TILE, home, ..Plank::default() }
}

fn spawn_plank(plank: Plank, planks: &mut Planks, commands: &mut Commands) {
    let row = PLANK_TOP + if plank.kind == FALLING { PLANK_ROW_HEIGHT } else { 0.0 };
    // Of two, three and four tiles, side by side.
    let tiles = (plank.width / TILE).round();
    let left = [0.0, 32.0, 80.0][(tiles as usize).saturating_sub(2).min(2)];
    let sprite = Sprite {
        image: SHEET,
        region: [left, row, plank.width, 10.0],
        pivot: UPPER_EDGE,
        layer: PLANK_LAYER,
        ..Sprite::default()
    };
    if let Some(top) = planks.tops.get_mut((plank.number as usize).wrapping_sub(1)) {
        let [left, right] = [-0.5, 0.5].map(|side| plank.home.x + side * plank.width);
        *top = PlankTop { left, right, top: plank.home.y, holds: 1, step: Vec2::ZERO };
    }
    let transform = Transform2d { position: plank.home, ..Transform2d::default() };
    commands.spawn(Row::new().with(&plank).with(&sprite).with(&transform).with(&OfLevel {}));
}

fn region_of(strip: &Strip, tick: u64) -> [f32; 4] {
    let shown = tick / u64::from(strip.frame_ticks.max(1)) + u64::from(strip.phase);
    let frame = strip.first + (shown % u64::from(strip.count.max(1))) as u32;
    [frame as f32 * strip.width, strip.top, strip.width, strip.height]
}

/// Shows the frame of the tick.
#[system]
pub fn animate(strips: &[Strip], sprites: &mut [Sprite], tick: &Tick) {
    for (strip, sprite) in strips.iter().zip(sprites) {
        sprite.region = region_of(strip, tick.number);
    }
}

/// Lets lights breathe.
#[system]
pub fn breathe(glows: &[Glow], sprites: &mut [Sprite], tick: &Tick) {
    for (glow, sprite) in glows.iter().zip(sprites) {
        let breath = sin(tick.number as f32 * 0.05 + glow.phase) * 0.7 + sin(tick.number as f32 * 0.17) * 0.3;
        sprite.tint[3] = glow.alpha * (1.0 + 0.25 * breath);
    }
}
