//! The window behind a shell's screen, and where mouse and fingers lie on it.

use crate::input::{DeviceId, RawEvent};
use crate::rendering::Viewport;
use playground_core_types::math::{Vec2, vec2};

/// How many pixels a millimetre has where nobody tells: 96 to the inch.
pub const PIXELS_PER_MILLIMETRE: f32 = 96.0 / 25.4;

/// The window that is drawn into.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Surface {
    /// The window. Unit: pixels.
    pub size: [u32; 2],
    /// Where the game's virtual screen lies in it.
    pub game: Viewport,
    /// The game's virtual screen: what mouse and fingers are told in. Unit: virtual pixels of the game.
    pub game_size: [u32; 2],
    /// How many pixels of the window a millimetre is long, as far as the system knows.
    pub pixels_per_millimetre: f32,
}

impl Surface {
    /// A window that is filled by a virtual screen of so many pixels.
    pub fn filled(size: [u32; 2]) -> Self {
        let game = Viewport { x: 0, y: 0, width: size[0], height: size[1] };
        Self { size, game, game_size: size, pixels_per_millimetre: PIXELS_PER_MILLIMETRE }
    }

    /// Where a place of the game's virtual screen lies in the window; outside of the game's screen too. Unit: pixels.
    pub fn pixel(&self, place: Vec2) -> Vec2 {
        let Viewport { x, y, width, height } = self.game;
        let along = |place: f32, start: u32, length: u32, virtual_length: u32| {
            start as f32 + place * length as f32 / virtual_length.max(1) as f32
        };
        vec2(along(place.x, x, width, self.game_size[0]), along(place.y, y, height, self.game_size[1]))
    }

    /// A pixel of the window on the shell's screen, which fills the window.
    pub fn on_shell(&self, pixel: Vec2, virtual_size: [u32; 2]) -> Vec2 {
        pixel * self.shell_scale(virtual_size)
    }

    /// How long a pixel of the window is on the shell's screen. Unit: virtual pixels of the shell.
    pub fn shell_scale(&self, virtual_size: [u32; 2]) -> Vec2 {
        let along = |index: usize| virtual_size[index] as f32 / self.size[index].max(1) as f32;
        vec2(along(0), along(1))
    }

    /// How long a millimetre is on the shell's screen. Unit: virtual pixels of the shell.
    pub fn millimetre(&self, virtual_size: [u32; 2]) -> f32 {
        self.pixels_per_millimetre * self.shell_scale(virtual_size).y
    }
}

/// What a player has in their hand: which words and sizes a screen has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum InHand {
    /// The keyboard.
    #[default]
    Keys,
    /// A controller.
    Pad,
    /// The mouse.
    Mouse,
    /// The screen itself.
    Touch,
}

/// A finger on a screen of the shell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Touching {
    /// Which one.
    pub finger: DeviceId,
    /// Where it came. Unit: virtual pixels of the shell.
    pub begin: Vec2,
    /// Where it is. Unit: virtual pixels of the shell.
    pub place: Vec2,
    /// The line on which it came.
    pub line: Option<usize>,
    /// The first line that was shown when it came.
    pub first_line: usize,
    /// What it moves.
    pub drag: Drag,
}

/// What is dragged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Drag {
    /// Nothing yet.
    #[default]
    Nothing,
    /// The lines.
    Lines,
    /// The value of this line.
    Value(usize),
}

/// Mouse and finger on the screens of a shell.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Pointing {
    /// The sum of the mouse's movements. Unit: virtual pixels of the game.
    pub mouse: Vec2,
    /// When the mouse told first where it is: it lay there, and nobody chose anything. Unit: microseconds.
    pub arrived_micros: Option<u64>,
    /// What the mouse drags while its button is down.
    pub drag: Drag,
    /// The finger that chooses.
    pub touching: Option<Touching>,
}

/// A direction that is held, and goes on by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Repeating {
    /// What was pressed.
    pub press: RawEvent,
    /// When it counts again. Unit: microseconds since the session started.
    pub next_micros: u64,
}
