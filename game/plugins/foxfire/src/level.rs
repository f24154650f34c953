//! The level: letters of the scene, and what the tiles among them mean.

use crate::game::{Game, PLAYING};
use crate::hero::Hero;
use crate::planks::Planks;
use crate::{scenery, things, tiles};
use playground_core_ecs::{Commands, Entity, FixedText, component, system};
use playground_core_types::math::{Vec2, vec2};

/// The side of a tile. Unit: virtual pixels.
pub const TILE: f32 = 16.0;
/// The widest level. Unit: tiles.
pub const COLUMN_COUNT_MAX: usize = 256;
/// The highest level. Unit: tiles.
pub const ROW_COUNT_MAX: usize = 32;
/// The longest text of a level: all tiles, and the ends of lines.
pub const MAP_BYTES_MAX: usize = 8704;

/// Nothing.
pub const AIR: u8 = b'.';
/// Earth with grass on it.
pub const GROUND: u8 = b'#';
/// Hewn stone.
pub const STONE: u8 = b'=';
/// A board that one jumps through from below.
pub const BOARD: u8 = b'-';
/// Thorns on the ground.
pub const SPIKES: u8 = b'^';
/// Thorns under a ceiling.
pub const SPIKES_DOWN: u8 = b'v';
/// Where moving boards turn; nothing is seen of it.
pub const POST: u8 = b'|';

/// A level as the scene writes it: one line of letters for each row of tiles.
#[component]
pub struct LevelMap {
    /// The rows from top to bottom. An empty first line is left out.
    pub map: FixedText<MAP_BYTES_MAX>,
    /// What the player reads when the level begins.
    pub name: FixedText<32>,
    /// Its place in the order of levels, from 1.
    pub number: u32,
    /// 1 dusk, 2 night: colours, background and music.
    pub mood: u32,
}

impl Default for LevelMap {
    fn default() -> Self {
        Self { map: FixedText::default(), name: FixedText::default(), number: 1, mood: 1 }
    }
}

/// The level that is played: a resource.
#[component]
pub struct Level {
    /// Letters, row after row, [`COLUMN_COUNT_MAX`] each.
    pub tiles: [u8; COLUMN_COUNT_MAX * ROW_COUNT_MAX],
    /// What the player reads when it begins.
    pub name: FixedText<32>,
    /// Its place in the order of levels; 0 before one was read.
    pub number: u32,
    /// 1 dusk, 2 night.
    pub mood: u32,
    /// Unit: tiles.
    pub width: u32,
    /// Unit: tiles.
    pub height: u32,
    /// How many wisps there are.
    pub wisps: u32,
    /// Where the fox begins: the middle of its lower edge.
    pub start: Vec2,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            tiles: [AIR; COLUMN_COUNT_MAX * ROW_COUNT_MAX],
            name: FixedText::default(),
            number: 0,
            mood: 1,
            width: 0,
            height: 0,
            wisps: 0,
            start: Vec2::ZERO,
        }
    }
}

impl Level {
    /// Reads the letters of a map; what lies beyond the largest level is left out.
    pub fn of(map: &LevelMap) -> Self {
        let mut level = Self { name: map.name, number: map.number, mood: map.mood, ..Self::default() };
        let text = map.map.as_str();
        let text = text.strip_prefix('\n').unwrap_or(text);
        for (row, line) in text.lines().take(ROW_COUNT_MAX).enumerate() {
            for (column, letter) in line.trim_end().bytes().take(COLUMN_COUNT_MAX).enumerate() {
                level.tiles[row * COLUMN_COUNT_MAX + column] = letter;
                level.width = level.width.max(column as u32 + 1);
                level.height = level.height.max(row as u32 + 1);
                match letter {
                    things::START => level.start = middle_of_floor(column as i32, row as i32),
                    things::WISP => level.wisps += 1,
                    _ => {}
                }
            }
        }
        level
    }

    /// The letter at a place. The sides of a level are walls, above and below it is air.
    pub fn tile(&self, column: i32, row: i32) -> u8 {
        if column < 0 || column >= self.width as i32 {
            return STONE;
        }
        if row < 0 || row >= self.height as i32 {
            return AIR;
        }
        self.tiles[row as usize * COLUMN_COUNT_MAX + column as usize]
    }

    /// Whether nothing passes through the tile at a place.
    pub fn is_solid(&self, column: i32, row: i32) -> bool {
        matches!(self.tile(column, row), GROUND | STONE)
    }

    /// Whether a body stands on the tile at a place when it comes from above.
    pub fn is_floor(&self, column: i32, row: i32) -> bool {
        self.is_solid(column, row) || self.tile(column, row) == BOARD
    }

    /// Whether a wall is anywhere in a rectangle of the world.
    pub fn is_blocked(&self, left_top: Vec2, right_bottom: Vec2) -> bool {
        let (columns, rows) = (
            index_of(left_top.x)..=index_of(right_bottom.x - 0.01),
            index_of(left_top.y)..=index_of(right_bottom.y - 0.01),
        );
        rows.into_iter().any(|row| columns.clone().any(|column| self.is_solid(column, row)))
    }

    /// Width and height. Unit: virtual pixels.
    pub fn size(&self) -> Vec2 {
        vec2(self.width as f32, self.height as f32) * TILE
    }
}

/// The column or row of a coordinate of the world.
pub fn index_of(coordinate: f32) -> i32 {
    (coordinate / TILE).floor() as i32
}

/// The middle of a tile's lower edge.
pub fn middle_of_floor(column: i32, row: i32) -> Vec2 {
    vec2(column as f32 + 0.5, row as f32 + 1.0) * TILE
}

/// A number that looks like chance, but is the same for the same tile.
pub fn scatter(column: i32, row: i32) -> u32 {
    let mixed = (column as u32).wrapping_mul(0x9e37_79b1) ^ (row as u32).wrapping_mul(0x85eb_ca77);
    let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x2c1b_3c6d);
    mixed ^ (mixed >> 13)
}

/// Marks what goes when another level comes.
#[component]
#[derive(Default)]
pub struct OfLevel {}

/// Takes the old level away when another is asked for.
#[system(with(OfLevel))]
pub fn clear(entities: &[Entity], game: &Game, commands: &mut Commands) {
    if game.load != 0 {
        entities.iter().for_each(|entity| commands.despawn(*entity));
    }
}

/// Reads the letters of the level that is asked for.
#[system]
pub fn read_map(maps: &[LevelMap], game: &mut Game, level: &mut Level) {
    for map in maps {
        game.level_count = game.level_count.max(map.number);
        if game.load != 0 && map.number == game.load {
            *level = Level::of(map);
        }
    }
}

/// Makes everything of the level that was read.
#[system]
pub fn build(game: &mut Game, level: &Level, hero: &mut Hero, planks: &mut Planks, commands: &mut Commands) {
    if game.load == 0 {
        return;
    }
    game.load = 0;
    game.level_ticks = 0;
    game.cut = 1;
    game.checkpoint = level.start;
    game.level = level.number;
    let seen = if game.phase == PLAYING { game.wisps_seen } else { 0 };
    game.wisps_seen = seen + level.wisps;
    *hero = Hero::at(level.start);
    *planks = Planks::default();
    scenery::spawn(level, commands);
    tiles::spawn(level, commands);
    things::spawn(level, planks, commands);
}
