//! What a player is made of, and what it was told on the command line.

use playground_core_client::audio::AudioDevice;
use playground_core_client::rendering::RendererKind;
use playground_core_client::shell::Shell;
use playground_core_ecs::Plugin;
use std::path::PathBuf;

/// The parts that a player brings along.
#[derive(Debug, Clone, Copy)]
pub struct Program {
    /// Game features, of which a game's `game.toml` picks.
    pub plugins: &'static [Plugin],
    /// The runtime's own screens.
    pub shell: Shell,
}

/// A picture to take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screenshot {
    /// The PNG file to write.
    pub file: PathBuf,
    /// After how many ticks; at the end of the run when it does not say.
    pub tick: Option<u64>,
}

/// Which hashes of the world a run tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Hashes {
    /// None was asked for; a headless run tells that of its end anyway.
    #[default]
    None,
    /// That of the end.
    End,
    /// That after every tick.
    Every,
    /// That of every part of the world after every system of every tick.
    Systems,
    /// The same of one tick alone, counted from 1, and every field that a system changed in it.
    Changes(u64),
}

/// What the command line says about a run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// The game; the gallery without one.
    pub game: Option<PathBuf>,
    /// The game that the program is, where it was shipped with one and is asked for no other: there is no gallery then.
    pub own_game: Option<PathBuf>,
    /// No window, no devices, lines of `key: value`.
    pub headless: bool,
    /// How many ticks to run; without a bound when it does not say.
    pub ticks: Option<u64>,
    /// The seed of the game's random numbers.
    pub seed: u64,
    /// It begins with the controllers instead of the gallery.
    pub pads: bool,
    /// The file into which all that devices say is written.
    pub pads_log: Option<PathBuf>,
    /// A log of devices that is shown again.
    pub pads_replay: Option<PathBuf>,
    /// How many players there are from the first tick on; as many as take a seat when it does not say.
    pub seats: Option<u32>,
    /// The folder of the player's files: saves, settings, binds. Without one a headless run keeps nothing, and a
    /// window takes the system's folder for such files.
    pub saves: Option<PathBuf>,
    /// The folder of the pictures that the player takes with a key; `None` takes none.
    pub pictures: Option<PathBuf>,
    /// Events that come from a file.
    pub input: Option<PathBuf>,
    /// Which hashes of the world are told.
    pub hashes: Hashes,
    /// How many ticks are simulated again after each, and compared.
    pub synctest: Option<u64>,
    /// The file into which the run is recorded.
    pub record: Option<PathBuf>,
    /// A recording, or a report with one, that is played instead of a game.
    pub replay: Option<PathBuf>,
    /// The file that times of frames, ticks and systems are written into.
    pub trace: Option<PathBuf>,
    /// The number of ticks after which the world stands still for whoever looks at it; `None` plays on.
    pub until: Option<u64>,
    /// A picture to take.
    pub screenshot: Option<Screenshot>,
    /// How many pixels of a headless picture a virtual pixel is wide; 0 is 1.
    pub scale: u32,
    /// A WAV file to write the sound into.
    pub wav: Option<PathBuf>,
    /// Which graphics interface.
    pub renderer: RendererKind,
    /// Which sound device.
    pub audio: AudioDevice,
    /// No sound to hear.
    pub mute: bool,
    /// The whole screen from the start.
    pub fullscreen: bool,
}
