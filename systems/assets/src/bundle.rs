//! Bundles: games in one file each, a zip file of the plainest kind.
//!
//! Only the directory is read when a bundle is opened, and of the rest what is asked for: a large game begins as
//! quickly as a small one, and nothing is unpacked to the disk. Every bound is looked at before anything of its size
//! is allocated.
//!
//! # Source
//! PKWARE "APPNOTE.TXT - .ZIP File Format Specification", 4.3: local headers, central directory, its end.

mod collect;
mod directory;
mod path;
mod write;

pub use collect::list_files;
pub use write::{BundleWriter, write_bundle};

use crate::manifest;
use crate::open::read_manifest;
use crate::source::{FILE_BYTES_MAX, read, too_large};
use directory::{END_BYTES, LOCAL, LOCAL_BYTES, read_directory, read_end};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use playground_core_assets::bundle::{BUNDLE_EXTENSION, Method};
use playground_core_assets::{Bundle, BundleEntry, BundlePlace, Manifest, Source};
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind, handle};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// What a person does about a bundle that is not as it was written.
const CURE: &str = "copy it again, or pack the game anew: `playground pack GAME -o FILE`";

/// Opens the bundle at `path`, or the one that a program at `path` carries at its end. Blocks.
///
/// # Errors
/// A file that cannot be read, ends in no bundle, or in one that is broken or beyond its limits.
pub fn open_bundle(path: &Path) -> CoreResult<Bundle> {
    let length = path.metadata().map_err(|error| unreadable(path, &error))?.len();
    let place = BundlePlace::File { path: path.to_path_buf(), start: 0 };
    // Only a program has something in front of the bundle that it carries.
    let is_alone =
        path.extension().is_some_and(|extension| extension == BUNDLE_EXTENSION || extension == "zip");
    open(name_of(path), place, length, is_alone).map_err(|error| error.at(path.display().to_string(), 0, 0))
}

/// Opens a bundle in memory.
///
/// # Errors
/// Bytes that are no bundle, or one that is broken or beyond its limits.
pub fn open_bytes(name: &str, bytes: &Bytes) -> CoreResult<Bundle> {
    let place = BundlePlace::Memory(bytes.clone());
    open(name.to_owned(), place, bytes.len() as u64, true).map_err(|error| error.at(name, 0, 0))
}

/// Where the bundle begins that the program at `path` carries at its end; `None` where it carries none. Unit: bytes.
/// Blocks.
pub fn find_attached(path: &Path) -> Option<u64> {
    let length = path.metadata().ok().filter(std::fs::Metadata::is_file)?.len();
    let place = BundlePlace::File { path: path.to_path_buf(), start: 0 };
    let end = read_range(&place, length.checked_sub(END_BYTES)?, END_BYTES).ok()?;
    read_end(&end, length).ok().map(|end| end.start)
}

/// Whether the file at `path` is to be opened as a bundle, right or broken. Blocks.
pub(crate) fn is_bundle(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == BUNDLE_EXTENSION) || find_attached(path).is_some()
}

fn open(name: String, place: BundlePlace, length: u64, is_alone: bool) -> CoreResult<Bundle> {
    let read = |at, count| read_range(&place, at, count).map_err(|error| torn(&error));
    let at = length.checked_sub(END_BYTES).ok_or_else(|| broken("this is no bundle: it is too short"))?;
    let end = read_end(&read(at, END_BYTES)?, length)?;
    if is_alone && end.start != 0 {
        return Err(broken("the bundle does not begin where the file does"));
    }
    let directory = read(end.start + end.directory_offset, end.directory_bytes)?;
    let entries = read_directory(&directory, &end)?;
    let place = match place {
        BundlePlace::File { path, .. } => BundlePlace::File { path, start: end.start },
        memory @ BundlePlace::Memory(_) => memory,
    };
    Ok(Bundle { name, place, entries: handle(entries) })
}

/// Reads a file of the bundle that has at most `bytes_max`. Blocks.
///
/// # Errors
/// A file that is larger, or not as it was packed; a bundle that cannot be read any more.
pub fn read_entry(bundle: &Bundle, entry: &BundleEntry, bytes_max: u64) -> CoreResult<Bytes> {
    if entry.bytes > bytes_max {
        return Err(too_large(&entry.path, bytes_max));
    }
    let head_bytes = LOCAL_BYTES + entry.path.len() as u64;
    let start = match &bundle.place {
        BundlePlace::File { start, .. } => *start,
        BundlePlace::Memory(_) => 0,
    };
    let whole = read_range(&bundle.place, start + entry.offset, head_bytes + entry.packed_bytes);
    let whole = whole.map_err(|error| torn(&error).at(&entry.path, 0, 0))?;
    let head = [LOCAL.as_slice(), &entry.head, entry.path.as_bytes()].concat();
    let refuse = |message: &str| Err(broken(message).at(&entry.path, 0, 0));
    if !whole.starts_with(&head) {
        return refuse("the bundle is broken: the head of this file is not what its directory says");
    }
    let packed = whole.slice(head.len()..);
    let bytes = match entry.method {
        Method::Stored => packed,
        Method::Deflated => match inflate(&packed, entry.bytes as usize) {
            Some(bytes) => Bytes::from(bytes),
            None => return refuse("the bundle is broken: this file cannot be unpacked"),
        },
    };
    if crc32fast::hash(&bytes) != entry.check {
        return refuse("the bundle is broken: this file is not as it was packed");
    }
    Ok(bytes)
}

/// Reads a file of a game, wherever the game comes from. Blocks.
///
/// # Errors
/// A path that leads out of the game, a file that is not there or larger than any may be.
pub fn read_game_file(source: &Source, path: &str) -> CoreResult<Bytes> {
    read(source, path, FILE_BYTES_MAX)
}

/// What a game says about itself. Blocks.
///
/// # Errors
/// A game without a manifest, or one that is wrong, with its place.
pub fn read_game_manifest(source: &Source) -> CoreResult<Manifest> {
    read_manifest(source, manifest::read)
}

/// What was deflated, if it has exactly `length` bytes, and nothing is left of what it was deflated to.
fn inflate(packed: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; length];
    let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let mut state = DecompressorOxide::new();
    let (status, read, written) = decompress(&mut state, packed, &mut bytes, 0, flags);
    (status == TINFLStatus::Done && read == packed.len() && written == length).then_some(bytes)
}

/// So many bytes from `at`; all of them, or an error. The caller has bounded them.
fn read_range(place: &BundlePlace, at: u64, count: u64) -> io::Result<Bytes> {
    let end = at.checked_add(count).ok_or(io::ErrorKind::UnexpectedEof)?;
    match place {
        BundlePlace::Memory(bytes) => {
            let is_inside = at <= end && end <= bytes.len() as u64;
            let inside = is_inside.then(|| bytes.slice(at as usize..end as usize));
            inside.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
        }
        BundlePlace::File { path, .. } => {
            let mut file = File::open(path)?;
            file.seek(SeekFrom::Start(at))?;
            let mut bytes = vec![0; count as usize];
            file.read_exact(&mut bytes)?;
            Ok(bytes.into())
        }
    }
}

fn name_of(path: &Path) -> String {
    path.file_stem().map_or_else(|| "game".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn broken(message: &str) -> CoreError {
    CoreError::new(ErrorKind::BadContent, message).cure(CURE)
}

fn torn(error: &io::Error) -> CoreError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => broken("the bundle ends too early"),
        _ => CoreError::new(ErrorKind::File, format!("the bundle cannot be read: {error}")).cure(CURE),
    }
}

fn unreadable(path: &Path, error: &io::Error) -> CoreError {
    let message = format!("`{}` cannot be read: {error}", path.display());
    CoreError::new(ErrorKind::File, message).cure("check the path, and that you may read it")
}

#[cfg(test)]
mod tests;
