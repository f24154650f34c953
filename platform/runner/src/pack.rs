//! Makes one file of a game: a bundle.

use crate::check::{self, Findings};
use crate::files::write_whole_by;
use crate::program::Program;
use crate::report::file_error;
use playground_core_assets::bundle::BUNDLE_EXTENSION;
use playground_core_assets::{Manifest, Source};
use playground_core_client::get_client_instance;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use playground_systems_assets::bundle::{list_files, write_bundle};
use std::fmt;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

/// What came of a game that was to be handed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome<T> {
    /// It was.
    Done(T),
    /// It has mistakes, and is not handed on with them.
    Refused(Findings),
}

/// A bundle that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The bundle.
    pub file: PathBuf,
    /// How many files it has.
    pub files: usize,
    /// How large it is. Unit: bytes.
    pub bytes: u64,
}

impl fmt::Display for Packed {
    /// One `key: value` a line.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, files, bytes } = self;
        writeln!(formatter, "file: {}\nfiles: {files}\nbytes: {bytes}", file.display())
    }
}

/// A game without mistakes that can be handed on.
#[derive(Debug, Clone)]
pub(crate) struct Whole {
    pub(crate) source: Source,
    pub(crate) manifest: Manifest,
    /// All its files, sorted.
    pub(crate) paths: Vec<String>,
}

/// Packs the game at `game` into `output`, which is replaced as a whole or not at all.
///
/// # Errors
/// A game without a `game.toml`, a file that no bundle has, a file that cannot be written. Its mistakes are no error.
pub async fn run(program: Program, game: &Path, output: &Path) -> CoreResult<Outcome<Packed>> {
    let whole = match look(program, game).await? {
        Outcome::Done(whole) => whole,
        Outcome::Refused(findings) => return Ok(Outcome::Refused(findings)),
    };
    if output.extension().is_none_or(|extension| extension != BUNDLE_EXTENSION) {
        let message = format!("`{}` is no name of a bundle", output.display());
        return Err(CoreError::new(ErrorKind::BadRequest, message)
            .cure(format!("let it end in `.{BUNDLE_EXTENSION}`: `playground pack GAME -o FILE.pack`")));
    }
    write_whole_by(output, |file| {
        write_bundle(&whole.source, &whole.paths, BufWriter::new(file))?;
        Ok(())
    })?;
    let bytes = output.metadata().map_err(|error| file_error(output, "cannot be read", &error))?.len();
    Ok(Outcome::Done(Packed { file: output.to_owned(), files: whole.paths.len(), bytes }))
}

/// Looks whether a game can be handed on.
pub(crate) async fn look(program: Program, game: &Path) -> CoreResult<Outcome<Whole>> {
    let findings = check::run(program, game.to_path_buf()).await?;
    if !findings.problems.is_empty() {
        return Ok(Outcome::Refused(findings));
    }
    let assets = get_client_instance()?.assets.clone();
    let source = assets.source.read().await.clone();
    let manifest = assets.manifest.read().await.clone();
    let paths = paths_of(&source)?;
    let is_named = game.extension().is_none_or(|extension| extension != "ron");
    match manifest {
        Some(manifest) if is_named && paths.iter().any(|path| path == "game.toml") => {
            Ok(Outcome::Done(Whole { source, manifest, paths }))
        }
        _ => {
            let message = format!("`{}` has no game.toml: nobody would know what it is", game.display());
            Err(CoreError::new(ErrorKind::BadContent, message)
                .cure("write one: `playground new PATH` makes a game to copy it from"))
        }
    }
}

/// The files of a game that go into a bundle, sorted.
///
/// # Errors
/// A file that no bundle has.
pub(crate) fn paths_of(source: &Source) -> CoreResult<Vec<String>> {
    match source {
        Source::Folder(folder) => list_files(folder),
        Source::Bundle(bundle) => Ok(bundle.entries.iter().map(|entry| entry.path.clone()).collect()),
        Source::Embedded(_) => Ok(Vec::new()),
    }
}
