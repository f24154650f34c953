//! Makes of a game what a stranger can run: a player of a system, the game's bundle, its name and icon.
//!
//! Nothing is compiled: the player comes from beside the program, or is the program itself.

mod gzip;
mod layout;
mod linux;
mod macos;
mod names;
mod player;
mod tar;
pub(crate) mod web;
mod windows;

use crate::files::write_whole_by;
use crate::icon::DEFAULT_ICON;
use crate::pack::{Outcome, Whole, look};
use crate::program::Program;
use crate::report::file_error;
use layout::{Layout, Mode};
use names::file_name;
use playground_core_assets::{Manifest, Source};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use playground_systems_assets::bundle::write_bundle;
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use web::Audience;

/// The system that a game is shipped for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Linux on the processor of the player.
    Linux,
    /// Windows.
    Windows,
    /// macOS.
    Macos,
    /// A browser.
    Web,
}

impl Target {
    /// As the command line and the folders of players call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linux => "linux",
            Self::Windows => "windows",
            Self::Macos => "macos",
            Self::Web => "web",
        }
    }
}

impl FromStr for Target {
    type Err = CoreError;

    fn from_str(name: &str) -> CoreResult<Self> {
        let all = [Self::Linux, Self::Windows, Self::Macos, Self::Web];
        all.into_iter().find(|target| target.name() == name).ok_or_else(|| {
            CoreError::new(ErrorKind::BadRequest, format!("there is no target `{name}`"))
                .cure("take one of linux, windows, macos, web")
        })
    }
}

/// What the command line says about a shipment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShipOptions {
    /// The game: a folder or a bundle.
    pub game: PathBuf,
    /// For which system.
    pub target: Target,
    /// The folder that it is written into.
    pub output: PathBuf,
    /// Whether player and game are one file.
    pub fused: bool,
    /// The player; where it is not named, one that lies beside the program.
    pub player: Option<PathBuf>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipped {
    /// The file to hand on.
    pub file: PathBuf,
    /// Its size. Unit: bytes.
    pub bytes: u64,
    /// Of which the player is. Unit: bytes, before they are packed.
    pub player_bytes: u64,
    /// And the game. Unit: bytes.
    pub game_bytes: u64,
    /// What whoever hands it on should know.
    pub note: &'static str,
}

impl fmt::Display for Shipped {
    /// One `key: value` a line.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, bytes, player_bytes, game_bytes, note } = self;
        writeln!(formatter, "file: {}\nbytes: {bytes}", file.display())?;
        writeln!(formatter, "player bytes: {player_bytes}\ngame bytes: {game_bytes}")?;
        if note.is_empty() { Ok(()) } else { writeln!(formatter, "note: {note}") }
    }
}

/// A game and its player, ready to be laid out.
#[derive(Debug, Default)]
pub(crate) struct Shipment {
    /// What the player of the game reads.
    pub(crate) name: String,
    /// The same as a name of files: `a-z`, `0-9` and `-`.
    pub(crate) file_name: String,
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) player: Vec<u8>,
    pub(crate) bundle: Vec<u8>,
    /// A PNG.
    pub(crate) icon: Vec<u8>,
    /// How wide and high it is. Unit: pixels.
    pub(crate) icon_pixels: u32,
}

/// Ships the game for the target; `program` is what runs now, and where it lies.
///
/// # Errors
/// A game that cannot be packed, a player that is not there, a file that cannot be written. The mistakes of the game are
/// no error.
pub async fn run(program: Program, options: &ShipOptions, executable: &Path) -> CoreResult<Outcome<Shipped>> {
    if options.target == Target::Web {
        return ship_page(program, options, executable).await;
    }
    refuse_inside(&options.game, &options.output)?;
    let player = player::find(options.target, options.player.as_deref(), executable)?;
    let whole = match look(program, &options.game).await? {
        Outcome::Done(whole) => whole,
        Outcome::Refused(findings) => return Ok(Outcome::Refused(findings)),
    };
    let shipment = gather(&whole, player)?;
    let (file_name, bytes, mode) = match (options.target, options.fused) {
        (Target::Linux, false) => linux::folder(&shipment).into_tar_gz("linux"),
        (Target::Linux, true) => (shipment.file_name.clone(), shipment.fused(), Mode::Program),
        (Target::Windows, false) => windows::folder(&shipment).into_zip("windows")?,
        (Target::Windows, true) => {
            (format!("{}.exe", shipment.file_name), windows::fused(&shipment), Mode::Program)
        }
        (Target::Macos, false) => macos::folder(&shipment).into_tar_gz("macos"),
        (Target::Macos | Target::Web, _) => return Err(cannot_fuse(options.target)),
    };
    let file = options.output.join(file_name);
    write_whole_by(&file, |mut part| {
        let written = part.write_all(&bytes).and_then(|()| mode.set(part));
        written.map_err(|error| file_error(&file, "cannot be written", &error))
    })?;
    let note = match options.target {
        Target::Macos => "it is not signed, and was never tested on a Mac",
        Target::Windows => "it is not signed; look at it on Windows before you hand it on",
        Target::Linux | Target::Web => "",
    };
    Ok(Outcome::Done(Shipped {
        bytes: bytes.len() as u64,
        player_bytes: shipment.player.len() as u64,
        game_bytes: shipment.bundle.len() as u64,
        file,
        note,
    }))
}

/// Ships the game for a browser, whose player is a page.
async fn ship_page(
    program: Program,
    options: &ShipOptions,
    executable: &Path,
) -> CoreResult<Outcome<Shipped>> {
    if options.fused {
        return Err(cannot_fuse(options.target));
    }
    refuse_inside(&options.game, &options.output)?;
    let page = web::find_page(options.player.as_deref(), executable)?;
    let whole = match look(program, &options.game).await? {
        Outcome::Done(whole) => whole,
        Outcome::Refused(findings) => return Ok(Outcome::Refused(findings)),
    };
    let shipment = gather(&whole, Vec::new())?;
    let (file, bytes) =
        web::write(&web::fill(&page, &shipment, Audience::Players), &shipment, &options.output)?;
    let plain = page.iter().filter(|(name, _)| !web::is_packed(name));
    let player_bytes = plain.map(|(_, bytes)| bytes.len() as u64).sum();
    Ok(Outcome::Done(Shipped {
        file,
        bytes,
        player_bytes,
        game_bytes: shipment.bundle.len() as u64,
        note: "the folder of the same name holds the same, for any web server and from any path",
    }))
}

pub(crate) fn gather(whole: &Whole, player: Vec<u8>) -> CoreResult<Shipment> {
    let bundle = write_bundle(&whole.source, &whole.paths, Vec::new())?;
    let mut shipment = Shipment { player, bundle, ..Shipment::default() };
    shipment.describe(&whole.source, &whole.manifest)?;
    Ok(shipment)
}

impl Shipment {
    /// Takes what the game says of itself: names, version, icon.
    ///
    /// # Errors
    /// An icon that cannot be read.
    pub(crate) fn describe(&mut self, source: &Source, manifest: &Manifest) -> CoreResult<()> {
        self.icon = match &manifest.window.icon {
            Some(icon) => playground_systems_assets::bundle::read_game_file(source, &icon.path)?.to_vec(),
            None => DEFAULT_ICON.to_vec(),
        };
        // The width of a PNG, which `check` has read before.
        let width = self.icon.get(16..20);
        self.icon_pixels =
            width.map_or(0, |width| width.iter().fold(0, |pixels, byte| pixels << 8 | u32::from(*byte)));
        self.name = manifest.name.clone();
        self.file_name = file_name(&manifest.name, &manifest.id);
        self.id = manifest.id.clone();
        self.version = manifest.version.clone();
        Ok(())
    }

    /// The player with the bundle behind it.
    fn fused(&self) -> Vec<u8> {
        [self.player.as_slice(), &self.bundle].concat()
    }

    /// An empty layout with a folder of the game's name.
    fn layout(&self) -> Layout {
        Layout::new(&self.file_name, &self.version)
    }
}

/// What is written into a game would be a part of it the next time.
fn refuse_inside(game: &Path, output: &Path) -> CoreResult<()> {
    let is_there = |folder: &&Path| !folder.as_os_str().is_empty() && folder.exists();
    let nearest = output.ancestors().find(is_there).unwrap_or(Path::new("."));
    let (Ok(game), Ok(nearest)) = (game.canonicalize(), nearest.canonicalize()) else { return Ok(()) };
    if !game.is_dir() || !nearest.starts_with(game) {
        return Ok(());
    }
    let message = format!("`{}` lies in the game, and would be a part of it", output.display());
    Err(CoreError::new(ErrorKind::BadRequest, message).cure("name a folder beside the game: `-o DIR`"))
}

fn cannot_fuse(target: Target) -> CoreError {
    let message = format!("for {} a game and its player cannot be one file", target.name());
    CoreError::new(ErrorKind::BadRequest, message).cure("leave --fused out")
}

#[cfg(test)]
mod tests;
