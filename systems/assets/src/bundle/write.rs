//! Writes bundles: the same files give the same bytes, on every machine and at any time.

use super::directory::{CENTRAL, DEFLATED, END, FLAG_UTF8, LOCAL, LOCAL_BYTES, STORED, VERSION};
use super::path::refuse_entry_path;
use crate::source::{FILE_BYTES_MAX, read};
use miniz_oxide::deflate::compress_to_vec;
use playground_core_assets::Source;
use playground_core_assets::bundle::{BUNDLE_BYTES_MAX, ENTRY_COUNT_MAX, ENTRY_RATIO_MAX};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::io::{self, Write};

/// What is packed already, by extension: deflate would only cost time.
const PACKED_KINDS: &[&str] = &["png", "jpg", "jpeg", "webp", "ogg", "mp3", "flac", "pack", "gz"];

/// 1980-01-01, midnight, the first time of the format: no bundle hangs on a clock.
const TIME_AND_DATE: [u16; 2] = [0, 0x21];

/// From 0 to 10, as in zlib.
const LEVEL: u8 = 9;

/// A bundle that is being written, a file after the other.
#[derive(Debug)]
pub struct BundleWriter<W> {
    output: W,
    offset: u64,
    directory: Vec<u8>,
    count: usize,
    last: String,
}

impl<W: Write> BundleWriter<W> {
    /// An empty bundle.
    pub fn new(output: W) -> Self {
        Self { output, offset: 0, directory: Vec::new(), count: 0, last: String::new() }
    }

    /// Adds a file; paths come sorted.
    ///
    /// # Errors
    /// A path that no bundle has, or that is not behind the one before; a bundle that gets too large; an output that
    /// takes no more.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> CoreResult<()> {
        if let Some(reason) = refuse_entry_path(path) {
            let message = format!("`{path}` cannot be packed: {reason}");
            return Err(CoreError::new(ErrorKind::BadContent, message).cure("rename the file"));
        }
        if self.count > 0 && self.last.as_str() >= path {
            let message = format!("`{path}` is not behind `{}`", self.last);
            return Err(CoreError::new(ErrorKind::BadRequest, message));
        }
        let deflated = deflate(path, bytes);
        let packed = deflated.as_deref().unwrap_or(bytes);
        let end = self.offset + LOCAL_BYTES + (path.len() + packed.len()) as u64;
        if end > BUNDLE_BYTES_MAX || self.count == ENTRY_COUNT_MAX {
            return Err(too_much());
        }
        let method = if deflated.is_some() { DEFLATED } else { STORED };
        let mut head = Vec::new();
        let shorts = [VERSION, FLAG_UTF8, method, TIME_AND_DATE[0], TIME_AND_DATE[1]];
        shorts.iter().for_each(|part| head.extend(part.to_le_bytes()));
        let longs = [crc32fast::hash(bytes), packed.len() as u32, bytes.len() as u32];
        longs.iter().for_each(|part| head.extend(part.to_le_bytes()));
        [path.len() as u16, 0].iter().for_each(|part| head.extend(part.to_le_bytes()));
        for part in [LOCAL, head.as_slice(), path.as_bytes(), packed] {
            self.output.write_all(part).map_err(|error| unwritten(&error))?;
        }
        self.directory.extend([CENTRAL.as_slice(), &VERSION.to_le_bytes(), &head].concat());
        // No comment, the first disk, no attributes of any system.
        self.directory.extend([0; 10]);
        self.directory.extend((self.offset as u32).to_le_bytes());
        self.directory.extend(path.as_bytes());
        (self.offset, self.count) = (end, self.count + 1);
        path.clone_into(&mut self.last);
        Ok(())
    }

    /// Writes the directory, and gives the output back.
    ///
    /// # Errors
    /// A bundle that gets too large; an output that takes no more.
    pub fn finish(mut self) -> CoreResult<W> {
        if self.offset + self.directory.len() as u64 > BUNDLE_BYTES_MAX {
            return Err(too_much());
        }
        let mut end = END.to_vec();
        let count = self.count as u16;
        [0, 0, count, count].iter().for_each(|part| end.extend(part.to_le_bytes()));
        [self.directory.len() as u32, self.offset as u32]
            .iter()
            .for_each(|part| end.extend(part.to_le_bytes()));
        end.extend([0; 2]);
        for part in [self.directory.as_slice(), &end] {
            self.output.write_all(part).map_err(|error| unwritten(&error))?;
        }
        self.output.flush().map_err(|error| unwritten(&error))?;
        Ok(self.output)
    }
}

/// Writes the files of a game as a bundle; `paths` are sorted.
///
/// # Errors
/// Those of [`BundleWriter`], and a file that cannot be read.
pub fn write_bundle<W: Write>(source: &Source, paths: &[String], output: W) -> CoreResult<W> {
    let mut writer = BundleWriter::new(output);
    for path in paths {
        writer.add(path, &read(source, path, FILE_BYTES_MAX)?)?;
    }
    writer.finish()
}

/// The file in fewer bytes; `None` where it has none, or where so few that a reader would take it for a trap.
fn deflate(path: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    if PACKED_KINDS.contains(&extension.as_str()) {
        return None;
    }
    let packed = compress_to_vec(bytes, LEVEL);
    let is_modest = bytes.len() as u64 <= packed.len() as u64 * ENTRY_RATIO_MAX;
    (packed.len() < bytes.len() && is_modest).then_some(packed)
}

fn too_much() -> CoreError {
    let message = "the game is too large for a bundle: 4 GiB in at most 65534 files";
    CoreError::new(ErrorKind::LimitReached, message)
        .cure("leave files out, or pack music as ogg and pictures as png")
}

fn unwritten(error: &io::Error) -> CoreError {
    CoreError::new(ErrorKind::File, format!("the bundle cannot be written: {error}"))
        .cure("look whether the disk is full, and whether you may write there")
}
