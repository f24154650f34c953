//! What a game says about itself in `game.toml`.

use crate::action::{ActionDeclaration, ActionSetDeclaration};
use crate::bus_effect::BusEffect;
use crate::cue::SoundCue;
use playground_core_types::Place;
use std::collections::BTreeMap;

/// The format version of `game.toml` that this runtime reads.
pub const RUNTIME_VERSION: u32 = 1;

/// The buses that every game has: all goes through the first.
pub const BUILT_IN_BUSES: [&str; 3] = ["master", "music", "effects"];

/// The most buses that a game declares.
pub const BUS_COUNT_MAX: usize = 16;

/// The ways of a bus to others beside the one to its parent, at most.
pub const BUS_SEND_COUNT_MAX: usize = 4;

/// The most cues that a game declares.
pub const CUE_COUNT_MAX: usize = 64;

/// The most players on one machine.
pub const SEAT_COUNT_MAX: u32 = 8;

/// The smallest icon. Unit: pixels a side.
pub const ICON_PIXELS_MIN: u32 = 16;

/// The largest icon. Unit: pixels a side.
pub const ICON_PIXELS_MAX: u32 = 1024;

/// What a game can ask for beyond its own files.
pub const PERMISSIONS: &[&str] = &["network"];

/// A whole `game.toml`, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Manifest {
    /// Identity and save folder, such as `"org.example.storm"`.
    pub id: String,
    /// The title that the player reads.
    pub name: String,
    /// The game's own version, such as `"1.0.0"`.
    pub version: String,
    /// Who made it.
    pub authors: Vec<String>,
    /// The format version. Range: [`RUNTIME_VERSION`] only, so far.
    pub runtime: u32,
    /// The path of the first scene inside the game.
    pub scene: String,
    /// Where the path stands; line 0 of the scene itself when it runs bare.
    pub scene_place: Place,
    /// The plugins that the game runs with, each once.
    pub plugins: Vec<PluginName>,
    /// Ticks a second. Range: 1 to 1000.
    pub tick_rate_hertz: u32,
    /// How many play on one machine.
    pub seats: Seats,
    /// What is shown while nobody plays, where there is something.
    pub attract: Option<Attract>,
    /// How the game is shown.
    pub window: Window,
    /// What players can do, in the order of the file. Range: at most
    /// [`ACTION_COUNT_MAX`](crate::action::ACTION_COUNT_MAX).
    pub actions: Vec<ActionDeclaration>,
    /// The sets of its actions, in the order of the file; the first one is active when a game begins. Without any,
    /// all actions are always active. Range: at most [`ACTION_SET_COUNT_MAX`](crate::action::ACTION_SET_COUNT_MAX).
    pub action_sets: Vec<ActionSetDeclaration>,
    /// The buses of its sounds beside `master`, `music` and `effects`, in the order of the file; also levels for those
    /// three. Range: at most [`BUS_COUNT_MAX`].
    pub buses: Vec<BusDeclaration>,
    /// The sounds that rules ask for by name, in the order of the file. Range: at most [`CUE_COUNT_MAX`].
    pub cues: Vec<CueDeclaration>,
    /// What the game wants beyond its own files, each of [`PERMISSIONS`] with the reason that the player
    /// will read. They are only kept so far: nothing grants them yet, and nothing that they guard is there.
    pub permissions: BTreeMap<String, String>,
}

impl Manifest {
    /// A game of one scene for one player, without anything else; its scene is named nowhere.
    pub fn bare(id: &str, name: &str, scene: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            version: "0.0.0".to_owned(),
            authors: Vec::new(),
            runtime: RUNTIME_VERSION,
            scene: scene.to_owned(),
            scene_place: Place { file: scene.to_owned(), line: 0, column: 0 },
            plugins: Vec::new(),
            tick_rate_hertz: 60,
            seats: Seats::default(),
            attract: None,
            window: Window::default(),
            actions: Vec::new(),
            action_sets: Vec::new(),
            buses: Vec::new(),
            cues: Vec::new(),
            permissions: BTreeMap::new(),
        }
    }
}

/// A plugin that a game names, and where, so that an unknown one is reported at its line and column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PluginName {
    /// Such as `"storm"`.
    pub name: String,
    /// The place of the string.
    pub place: Place,
}

/// How many local players a game takes. Range: 1 to [`SEAT_COUNT_MAX`], `min` at most `max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seats {
    /// The fewest. Only kept so far: a game begins with however many there are.
    pub min: u32,
    /// The most.
    pub max: u32,
    /// How a player gets a seat.
    pub join: Join,
}

/// A demonstration that begins when nobody has played for a while, and ends with the first press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attract {
    /// The path of its input inside the game: a log of input, or a script as `--input` takes it.
    pub log: String,
    /// The place of the path.
    pub place: Place,
    /// How long nothing is pressed before it begins. Unit: seconds. Range: [`IDLE_SECONDS_MIN`] to
    /// [`IDLE_SECONDS_MAX`].
    pub idle_seconds: u32,
}

/// The shortest time without input before a game shows itself. Unit: seconds.
pub const IDLE_SECONDS_MIN: u32 = 5;

/// The longest. Unit: seconds.
pub const IDLE_SECONDS_MAX: u32 = 3_600;

/// How a player gets a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Join {
    /// A pad has the next free seat as soon as it is plugged in; keys drive the seats that their binds name.
    #[default]
    Auto,
    /// Pads and halves of the keyboard have no seat until a button of theirs is pressed; then they have the next free
    /// one. The press counts as pressed.
    Press,
}

impl Default for Seats {
    /// One player.
    fn default() -> Self {
        Self { min: 1, max: 1, join: Join::Auto }
    }
}

/// One entry of `[audio.buses]`.
#[derive(Debug, Clone, PartialEq)]
pub struct BusDeclaration {
    /// What voices call it.
    pub name: String,
    /// The place of its key.
    pub place: Place,
    /// The bus that it goes through; `master` where the file does not say. A bus is declared after its parent.
    pub parent: String,
    /// Its level. Unit: hundredths of a decibel (millibels). Range: -9,600 to 1,200.
    pub gain_millibels: i32,
    /// Where it goes beside its parent. Range: at most [`BUS_SEND_COUNT_MAX`].
    pub sends: Vec<BusSend>,
    /// What it does to its sound, in order; each names the bus and its place.
    pub effects: Vec<BusEffect>,
    /// How many cues sound on it at once, at most; 0 is no limit.
    pub limit: u32,
}

impl BusDeclaration {
    /// A bus below `parent` that changes nothing.
    pub fn new(name: &str, parent: &str) -> Self {
        Self {
            name: name.to_owned(),
            place: Place { file: String::new(), line: 0, column: 0 },
            parent: parent.to_owned(),
            gain_millibels: 0,
            sends: Vec::new(),
            effects: Vec::new(),
            limit: 0,
        }
    }
}

/// A way from a bus to another one, behind its effects and its level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusSend {
    /// Where to: a bus that is declared before, or one that every game has.
    pub target: String,
    /// Its level. Unit: hundredths of a decibel (millibels). Range: -9,600 to 1,200.
    pub gain_millibels: i32,
}

/// One entry of `[audio.cues]`.
#[derive(Debug, Clone, PartialEq)]
pub struct CueDeclaration {
    /// What rules call it.
    pub name: String,
    /// The place of its key.
    pub place: Place,
    /// What it plays, and how.
    pub cue: SoundCue,
    /// The paths of its sounds, and where each stands.
    pub files: Vec<(String, Place)>,
}

/// How a game is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Width and height of the picture. Unit: virtual pixels. Range: 1 to 8192 each.
    pub size: [u32; 2],
    /// How the picture fills the real window.
    pub scaling: Scaling,
    /// What becomes of the pointer while the game plays, until its rules say otherwise.
    pub pointer: PointerMode,
    /// The window's title; the game's name where there is none.
    pub title: Option<String>,
    /// The picture that stands for the game on a desktop; the program's own where there is none.
    pub icon: Option<IconPath>,
}

/// A picture that stands for the game, and where it is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IconPath {
    /// A square PNG inside the game. Range: 16 to [`ICON_PIXELS_MAX`] pixels wide.
    pub path: String,
    /// The place of the string.
    pub place: Place,
}

impl Default for Window {
    /// 320 by 180 virtual pixels, scaled by whole numbers, with a free pointer.
    fn default() -> Self {
        Self {
            size: [320, 180],
            scaling: Scaling::Integer,
            pointer: PointerMode::Free,
            title: None,
            icon: None,
        }
    }
}

/// What becomes of the pointer over the window of a game that plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PointerMode {
    /// It is seen, and may leave the window.
    #[default]
    Free,
    /// It is not seen, and may leave the window: the game draws its own.
    Hidden,
    /// It is not seen and stays where it is: the game hears how far the mouse is moved.
    Locked,
}

/// How virtual pixels become real ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scaling {
    /// By the largest whole number that fits; bars around the rest.
    #[default]
    Integer,
    /// As large as fits in the same shape; bars on two sides.
    Fit,
    /// To the whole window, whatever its shape.
    Stretch,
}
