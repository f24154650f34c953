//! The runtime's own screens as a contract: gallery, loading bar, pause, and the page of an error.
//!
//! A shell runs once a frame, outside the world, and draws through the client's overlay. The player
//! hands one to the platform, as it hands over its plugins.

use crate::input::RawEvent;
use crate::rendering::DrawList;
use playground_core_assets::{AssetId, EmbeddedGame, Image, Progress};

/// What the program is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Phase {
    /// It shows the games that it carries.
    #[default]
    Gallery,
    /// It loads a game; no tick runs.
    Loading,
    /// It plays.
    Playing,
    /// It waits; no tick runs.
    Paused,
    /// A game could not be opened, or failed.
    Failed,
}

/// What the player chose in this frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Nothing: go on.
    Stay,
    /// Play the game of this number in the gallery.
    Open(usize),
    /// Wait.
    Pause,
    /// Go on after waiting.
    Resume,
    /// Begin the game anew.
    Restart,
    /// Back to the gallery.
    Leave,
    /// Out of the window, or into it.
    ToggleFullscreen,
    /// End the program.
    Quit,
}

/// What a shell sees of the program.
#[derive(Debug)]
pub struct ShellView<'a> {
    /// What the program is doing.
    pub phase: Phase,
    /// The titles of the gallery, in order.
    pub titles: &'a [String],
    /// How far loading is.
    pub progress: &'a Progress,
    /// What went wrong, for [`Phase::Failed`].
    pub message: &'a str,
    /// What happened on the devices since the last frame.
    pub events: &'a [RawEvent],
    /// The screen that is drawn for. Unit: virtual pixels.
    pub virtual_size: [u32; 2],
}

/// What a shell remembers between frames.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShellState {
    /// The line that is chosen.
    pub selected: usize,
    /// The phase of the last frame.
    pub phase: Phase,
    /// Sticks that are held, so that one push is one step. Shape: -1, 0 or 1 for each pad.
    pub stick_steps: [i8; 8],
}

/// The functions of a shell.
#[derive(Debug, Clone, Copy)]
pub struct Shell {
    /// The games that the program carries.
    pub games: fn() -> Vec<EmbeddedGame>,
    /// The pictures of its screens.
    pub images: fn() -> Vec<(AssetId, Image)>,
    /// Reads what the player did.
    pub update: fn(&mut ShellState, &ShellView<'_>) -> Choice,
    /// Draws the screen of the phase; the list is begun before and sorted after.
    pub draw: fn(&ShellState, &ShellView<'_>, &mut DrawList),
}
