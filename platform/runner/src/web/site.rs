//! The files that are shown, made anew whenever the game is another one.

#![expect(clippy::disallowed_methods, reason = "files are looked at now and then, by the machine's clock")]

use crate::pack::paths_of;
use crate::ship::Shipment;
use crate::ship::web::{Audience, Files, fill};
use playground_core_assets::Source;
use playground_core_types::CoreResult;
use playground_core_types::hash::{StableHasher, bytes_hash};
use playground_systems_assets::bundle::{open_bundle, read_game_manifest, write_bundle};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// How often the game's files are looked at, at most.
const LOOK_INTERVAL: Duration = Duration::from_millis(250);

/// What the page asks for to learn whether the game is another one.
const VERSION_PATH: &str = "version";

/// A page with a game that changes.
#[derive(Debug)]
pub(super) struct Site {
    page: Files,
    source: Source,
    /// Where the game lies.
    path: PathBuf,
    shown: Mutex<Shown>,
}

#[derive(Debug)]
struct Shown {
    shipment: Shipment,
    files: Files,
    /// What the game's files looked like.
    stamp: u64,
    looked: Instant,
}

/// A file of the page, and how it is packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) bytes: Vec<u8>,
    /// The same packed by brotli, for whoever can unpack it.
    pub(super) brotli: Option<Vec<u8>>,
}

impl Site {
    pub(super) fn new(page: Files, shipment: Shipment, source: Source, path: PathBuf) -> Self {
        let files = fill(&page, &shipment, Audience::Makers);
        let stamp = stamp(&source, &path);
        let shown = Mutex::new(Shown { shipment, files, stamp, looked: Instant::now() });
        Self { page, source, path, shown }
    }

    /// A file by its name in the page.
    pub(super) fn file(&self, name: &str) -> Option<Found> {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if shown.looked.elapsed() >= LOOK_INTERVAL {
            shown.looked = Instant::now();
            self.look(&mut shown);
        }
        if name == VERSION_PATH {
            let version = format!("{:016x}", bytes_hash(&shown.shipment.bundle));
            return Some(Found { bytes: version.into_bytes(), brotli: None });
        }
        let bytes = shown.files.get(name)?.clone();
        Some(Found { bytes, brotli: shown.files.get(&format!("{name}.br")).cloned() })
    }

    /// Packs the game again where a file of it is another one.
    fn look(&self, shown: &mut Shown) {
        let stamp = stamp(&self.source, &self.path);
        if stamp == shown.stamp {
            return;
        }
        shown.stamp = stamp;
        match self.pack() {
            Ok(bundle) => {
                shown.shipment.bundle = bundle;
                // What is wrong in a manifest the page tells in place of the game.
                let described = self.describe(&mut shown.shipment);
                described.unwrap_or_else(|error| log::error!("name and icon stay as they were: {error}"));
                shown.files = fill(&self.page, &shown.shipment, Audience::Makers);
            }
            // The next change may mend it.
            Err(error) => log::error!("the page stays as it was: {error}"),
        }
    }

    fn describe(&self, shipment: &mut Shipment) -> CoreResult<()> {
        let source = match &self.source {
            Source::Bundle(_) => Source::Bundle(open_bundle(&self.path)?),
            source => source.clone(),
        };
        shipment.describe(&source, &read_game_manifest(&source)?)
    }

    fn pack(&self) -> CoreResult<Vec<u8>> {
        match &self.source {
            Source::Folder(_) => write_bundle(&self.source, &paths_of(&self.source)?, Vec::new()),
            _ => Ok(std::fs::read(&self.path)
                .map_err(|error| crate::report::file_error(&self.path, "cannot be read", &error))?),
        }
    }
}

/// What the files of a game look like from outside: another number as soon as one is written, comes, goes or is called
/// otherwise.
fn stamp(source: &Source, path: &Path) -> u64 {
    let mut hasher = StableHasher::new();
    let mut note = |name: &str, data: Option<Metadata>| {
        hasher.write(name.as_bytes());
        let time = data.as_ref().and_then(|data| data.modified().ok());
        let since = time.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        hasher.write_u64(since.map_or(0, |since| since.as_nanos() as u64));
        hasher.write_u64(data.map_or(0, |data| data.len()));
    };
    note("", path.metadata().ok());
    if let Source::Folder(folder) = source {
        for file in paths_of(source).unwrap_or_default() {
            let data = folder.join(&file).metadata().ok();
            note(&file, data);
        }
    }
    hasher.finish()
}
