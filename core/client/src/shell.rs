//! The runtime's own screens as a contract: gallery, loading bar, pause menu, controllers, and the page of an error.
//!
//! A shell runs once a frame, outside the world, and draws through the client's overlay. The player
//! hands one to the platform, as it hands over its plugins.

mod performance;
mod surface;

pub use surface::{Drag, InHand, PIXELS_PER_MILLIMETRE, Pointing, Repeating, Surface, Touching};

pub use performance::{
    FRAME_COUNT_MAX, INPUT_COUNT_MAX, InputDelay, Performance, SYSTEM_COUNT_MAX, SystemMean,
};

use crate::input::{
    Capture, KeyLabels, PAD_SLOT_COUNT, PadAxis, PadButton, PadElement, Pads, RawEvent, Remap, TextWish,
    TouchPad, Wizard,
};
use crate::rendering::DrawList;
use crate::settings::Settings;
use playground_core_assets::{
    ActionDeclaration, ActionSetDeclaration, AssetId, EmbeddedGame, Image, Progress,
};
use playground_core_ecs::history::SAVE_SLOT_COUNT;

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
    /// It shows what every controller does.
    Pads,
}

/// What the player chose in this frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Nothing: go on.
    Stay,
    /// Play the game of this number in the gallery.
    Open(usize),
    /// Show the controllers.
    ShowPads,
    /// Try the motors of the controller in this slot.
    Rumble(u32),
    /// The line of [`ShellState::mapping`] for its controller from now on; one of 32 digits alone forgets what the
    /// player had for that model.
    Map,
    /// Wait.
    Pause,
    /// Go on after waiting.
    Resume,
    /// Begin the game anew.
    Restart,
    /// Write the whole world into the slot of this number.
    Save(u32),
    /// Go on with the world in the slot of this number.
    Load(u32),
    /// Simulate one tick, and wait.
    StepForward,
    /// Back to the tick before, and wait.
    StepBack,
    /// A report of what went on until now into a file.
    Report,
    /// Back to the gallery, or to the end where there is none.
    Leave,
    /// The binds of [`ShellState::remap`] for this game from now on.
    Rebind,
    /// Other settings from now on.
    Change(Settings),
    /// The output of this number in [`ShellView::outputs`] from now on; `None` for the machine's own.
    Output(Option<usize>),
    /// A picture of the frame into a file.
    Screenshot,
    /// Out of the window, or into it.
    ToggleFullscreen,
    /// End the program.
    Quit,
}

/// What the player is told of a saved world.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SavedWorld {
    /// Ticks that it had lived.
    pub ticks: u64,
    /// The same time of the game. Unit: seconds.
    pub seconds: u64,
}

/// The saved worlds of a game, by slot; `None` for a slot that is free.
pub type SavedWorlds = [Option<SavedWorld>; SAVE_SLOT_COUNT as usize];

/// What a shell sees of the program.
#[derive(Debug)]
pub struct ShellView<'a> {
    /// What the program is doing.
    pub phase: Phase,
    /// Whether the program is one game: there is no gallery to go back to.
    pub is_alone: bool,
    /// Whether the game shows itself, and waits for somebody who presses something.
    pub is_demo: bool,
    /// The titles of the gallery, in order.
    pub titles: &'a [String],
    /// How far loading is.
    pub progress: &'a Progress,
    /// What went wrong, for [`Phase::Failed`].
    pub message: &'a str,
    /// What the player is told for a while, such as where a picture went; empty for nothing.
    pub notice: &'a str,
    /// What happened on the devices since the last frame.
    pub events: &'a [RawEvent],
    /// Now. Unit: microseconds since the session started.
    pub now_micros: u64,
    /// The screen that is drawn for; it fills the window. Unit: virtual pixels.
    pub virtual_size: [u32; 2],
    /// The window.
    pub surface: Surface,
    /// What the player chose before.
    pub settings: &'a Settings,
    /// The names of the outputs of sound that the machine has.
    pub outputs: &'a [String],
    /// The one that the player chose; empty for the machine's own.
    pub output: &'a str,
    /// The actions of the game that is open, as its manifest has them.
    pub actions: &'a [ActionDeclaration],
    /// The sets that they are in.
    pub action_sets: &'a [ActionSetDeclaration],
    /// What the player bound otherwise.
    pub remap: &'a Remap,
    /// What is printed on the keys.
    pub labels: &'a KeyLabels,
    /// The controllers that are plugged in.
    pub pads: &'a Pads,
    /// How many seats the game that is open has. Range: 1 to 8.
    pub seat_count: u32,
    /// The touch pad on the screen.
    pub touch_pad: &'a TouchPad,
    /// What the last frames took and drew.
    pub performance: &'a Performance,
    /// The saved worlds of the game that is open.
    pub saved: &'a SavedWorlds,
    /// The tick that is next, in a game that is being made (played from a folder), which can go back in time; `None`
    /// in any other.
    pub next_tick: Option<u64>,
}

/// A page of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Page {
    /// The first one.
    #[default]
    Main,
    /// Levels of sound, and the screen.
    Settings,
    /// The outputs of sound; its way back leads to the settings.
    Outputs,
    /// What moves each action of the game.
    Controls,
    /// What makes games easier to see and to steer; its way back leads to the settings, as that of those below.
    Access,
    /// Which buttons stay down from one press to the next; its way back leads to what makes games easier.
    Toggles,
    /// How strong controllers rumble.
    Rumble,
    /// The touch pad.
    Touch,
    /// The slots for whole worlds, to save into.
    Save,
    /// The same, to load from.
    Load,
}

/// A bind that the player is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Asking {
    /// The row of the page.
    pub row: usize,
    /// What listens.
    pub capture: Capture,
    /// Since when it does. Unit: microseconds since the session started.
    pub since_micros: u64,
    /// The press of Start that may become a long one, which gives up.
    pub start: Option<RawEvent>,
}

/// What a controller did last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PadPicture {
    /// By number of the button. Range: 0 to 1.
    pub buttons: [f32; PadButton::ALL.len()],
    /// By number of the axis, as the pad reports it. Range: -1 to 1.
    pub axes: [f32; PadAxis::ALL.len()],
    /// What was pressed or pushed last, if anything.
    pub last: Option<PadControl>,
}

/// A button or an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PadControl {
    /// A button.
    Button(PadButton),
    /// An axis.
    Axis(PadAxis),
}

impl Default for PadPicture {
    /// Nothing is pressed.
    fn default() -> Self {
        Self { buttons: [0.0; PadButton::ALL.len()], axes: [0.0; PadAxis::ALL.len()], last: None }
    }
}

/// Presses of the same button, without another between.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Presses {
    /// The slot of the controller, and its button.
    pub last: Option<(u32, PadElement)>,
    /// How many.
    pub count: u32,
}

/// What a shell remembers between frames.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ShellState {
    /// The line that is chosen.
    pub selected: usize,
    /// The phase of the last frame.
    pub phase: Phase,
    /// The page of the screen.
    pub page: Page,
    /// Sticks that are held, so that one push is one step. Shape: x and y, each -1, 0 or 1, for each pad.
    pub stick_steps: [[i8; 2]; PAD_SLOT_COUNT],
    /// The bind that is asked for, if one is.
    pub asking: Option<Asking>,
    /// What the player chose with [`Choice::Rebind`].
    pub remap: Remap,
    /// Whether a screen wants text, outside of a game that plays.
    pub text_wish: TextWish,
    /// The seat whose controller is bound; 0 for all that have nothing of their own.
    pub remap_seat: u32,
    /// What the player is to be told of what they chose; the program takes it.
    pub said: String,
    /// What the player has in their hand.
    pub in_hand: InHand,
    /// The first line that is shown, where not all have room.
    pub first_line: usize,
    /// Mouse and finger.
    pub pointing: Pointing,
    /// The direction that is held.
    pub repeating: Option<Repeating>,
    /// The controller that is mapped anew, by slot, if one is.
    pub wizard: Option<(u32, Wizard)>,
    /// The slot of the controller that was heard last.
    pub pad_in_hand: u32,
    /// How often one button of a controller was pressed in a row.
    pub presses: Presses,
    /// What the player chose with [`Choice::Map`], a line of SDL's format.
    pub mapping: String,
    /// Whether Ctrl is held.
    pub control_held: bool,
    /// Whether Alt is held.
    pub alt_held: bool,
    /// Whether the key is held that goes back in time.
    pub rewind_held: bool,
    /// Whether the performance of the program is shown.
    pub performance_shown: bool,
    /// What the controllers do, by slot.
    pub pads: [PadPicture; PAD_SLOT_COUNT],
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
