//! What the ground looks like: each tile by its neighbours, and what grows on it.

use crate::level::{BOARD, GROUND, Level, OfLevel, SPIKES, SPIKES_DOWN, STONE, TILE, scatter};
use playground_core_assets::AssetId;
use playground_core_client::rendering::{FLIP_X, Sprite};
use playground_core_ecs::{Commands, Row, Transform2d};
use playground_core_types::math::{Vec2, vec2};

/// A tile of the sheet with its rim of one pixel, which keeps neighbours in the sheet out. Unit: image pixels.
const CELL: f32 = 18.0;
const TILE_LAYER: i32 = 0;
const OVER_LAYER: i32 = 1;
const BEHIND_LAYER: i32 = -10;

/// Rows of the sheet.
const GROUND_ROW: u32 = 0;
const STONE_ROW: u32 = 2;
const PARTS_ROW: u32 = 3;
const GROWTH_ROW: u32 = 4;
const SEAM_ROW: u32 = 5;
const DEEP_ROW: u32 = 6;

/// Columns of the row of parts.
const STONE_CORNER: u32 = 4;
const SPIKES_PART: u32 = 8;
const SPIKES_DOWN_PART: u32 = 10;
const BOARD_PART: u32 = 11;

/// Which neighbours are solid, as bits: above 1, right 2, below 4, left 8.
pub fn mask(level: &Level, column: i32, row: i32) -> u32 {
    let neighbours = [(0, -1), (1, 0), (0, 1), (-1, 0)];
    let bits = neighbours.iter().enumerate();
    bits.map(|(bit, (right, down))| u32::from(is_mass(level, column + right, row + down)) << bit).sum()
}

/// Solid, or beyond the picture, where the ground goes on.
fn is_mass(level: &Level, column: i32, row: i32) -> bool {
    level.is_solid(column.clamp(0, level.width as i32 - 1), row.clamp(0, level.height as i32 - 1))
}

/// Spawns a sprite for each tile that is seen.
pub fn spawn(level: &Level, commands: &mut Commands) {
    for row in 0..level.height as i32 {
        for column in 0..level.width as i32 {
            match level.tile(column, row) {
                GROUND | STONE => spawn_solid(level, column, row, commands),
                SPIKES => {
                    let part = SPIKES_PART + scatter(column, row) % 2;
                    spawn_cell(level, [column, row], [part, PARTS_ROW], OVER_LAYER, commands);
                }
                SPIKES_DOWN => {
                    spawn_cell(level, [column, row], [SPIKES_DOWN_PART, PARTS_ROW], OVER_LAYER, commands);
                }
                BOARD => {
                    let [left, right] = [-1, 1].map(|side| level.is_floor(column + side, row));
                    let part = BOARD_PART + [[3, 2], [0, 1]][usize::from(right)][usize::from(left)];
                    spawn_cell(level, [column, row], [part, PARTS_ROW], TILE_LAYER, commands);
                }
                letter => spawn_decor(level, letter, [column, row], commands),
            }
        }
    }
}

fn spawn_solid(level: &Level, column: i32, row: i32, commands: &mut Commands) {
    let is_stone = level.tile(column, row) == STONE;
    let (mask, chance) = (mask(level, column, row), scatter(column, row));
    let sheet_row = if is_stone { STONE_ROW } else { earth_row(level, column, row, chance) };
    spawn_cell(level, [column, row], [mask, sheet_row], TILE_LAYER, commands);
    // A corner that lies between two solid neighbours.
    let corners = [([1, -1], 0b0011), ([1, 1], 0b0110), ([-1, 1], 0b1100), ([-1, -1], 0b1001)];
    for (part, ([right, down], sides)) in (0..).zip(corners) {
        if mask & sides == sides && !is_mass(level, column + right, row + down) {
            let part = if is_stone { STONE_CORNER + part } else { part };
            spawn_cell(level, [column, row], [part, PARTS_ROW], OVER_LAYER, commands);
        }
    }
    if !is_stone && mask & 1 == 0 && level.tile(column, row - 1) != SPIKES && chance / 7 % 5 < 3 {
        spawn_cell(level, [column, row - 1], [chance / 64 % 6, GROWTH_ROW], OVER_LAYER, commands);
    }
    if !is_stone && mask & 4 == 0 && level.tile(column, row + 1) != SPIKES_DOWN && chance / 7 % 5 < 3 {
        spawn_cell(level, [column, row + 1], [6 + chance / 64 % 4, GROWTH_ROW], OVER_LAYER, commands);
    }
}

/// The deeper, the darker.
fn earth_row(level: &Level, column: i32, row: i32, chance: u32) -> u32 {
    let depth = (1..=3).take_while(|up| is_mass(level, column, row - up)).count();
    match depth {
        0 | 1 => GROUND_ROW + chance % 2,
        2 => SEAM_ROW,
        _ => DEEP_ROW + chance % 2,
    }
}

fn spawn_cell(level: &Level, [column, row]: [i32; 2], cell: [u32; 2], layer: i32, commands: &mut Commands) {
    let [left, top] = cell.map(|index| index as f32 * CELL + 1.0);
    let image = if level.mood == 2 { NIGHT_TILES } else { DUSK_TILES };
    let sprite = Sprite { image, region: [left, top, TILE, TILE], layer, ..Sprite::default() };
    let place = vec2(column as f32 + 0.5, row as f32 + 0.5) * TILE;
    let transform = Transform2d { position: place, ..Transform2d::default() };
    commands.spawn(Row::new().with(&sprite).with(&transform).with(&OfLevel {}));
}

const DUSK_TILES: AssetId = AssetId::of("sprites/tiles_dusk.png");
const NIGHT_TILES: AssetId = AssetId::of("sprites/tiles_night.png");
const DUSK_DECOR: AssetId = AssetId::of("sprites/decor_dusk.png");
const NIGHT_DECOR: AssetId = AssetId::of("sprites/decor_night.png");

/// The pictures that a letter stands for: left, top, width, height in the sheet.
fn decor_of(letter: u8) -> &'static [[f32; 4]] {
    match letter {
        b't' => &[[0.0, 0.0, 64.0, 80.0], [64.0, 0.0, 64.0, 80.0]],
        b'p' => &[[128.0, 0.0, 48.0, 80.0]],
        b'b' => &[[0.0, 80.0, 36.0, 22.0], [36.0, 80.0, 36.0, 22.0]],
        b'r' => &[[72.0, 80.0, 24.0, 16.0], [96.0, 80.0, 24.0, 16.0]],
        b'f' => &[[120.0, 80.0, 12.0, 14.0], [132.0, 80.0, 12.0, 14.0], [144.0, 80.0, 12.0, 14.0]],
        b's' => &[[156.0, 80.0, 18.0, 20.0]],
        b'n' => &[[174.0, 80.0, 20.0, 16.0]],
        _ => &[],
    }
}

fn spawn_decor(level: &Level, letter: u8, [column, row]: [i32; 2], commands: &mut Commands) {
    let regions = decor_of(letter);
    let chance = scatter(column, row);
    let Some(region) = regions.get(chance as usize % regions.len().max(1)) else { return };
    let sprite = Sprite {
        image: if level.mood == 2 { NIGHT_DECOR } else { DUSK_DECOR },
        region: *region,
        pivot: vec2(0.0, 0.5),
        layer: BEHIND_LAYER,
        flip: if letter != b's' && (chance / 16).is_multiple_of(2) { FLIP_X } else { 0 },
        ..Sprite::default()
    };
    let place: Vec2 = crate::level::middle_of_floor(column, row) + vec2(0.0, 1.0);
    let transform = Transform2d { position: place, ..Transform2d::default() };
    commands.spawn(Row::new().with(&sprite).with(&transform).with(&OfLevel {}));
}
