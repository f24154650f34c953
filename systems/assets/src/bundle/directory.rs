//! The directory at the end of a bundle, from its bytes: no file is opened here.
//!
//! What is not understood is refused, so that no two readers can see different files in one bundle.

use super::path::{Folded, find_twin, refuse_entry_path};
use super::{CURE, broken};
use crate::budget::shown;
use playground_core_assets::BundleEntry;
use playground_core_assets::bundle::{
    BUNDLE_BYTES_MAX, ENTRY_BYTES_MAX, ENTRY_COUNT_MAX, ENTRY_HEAD_BYTES, ENTRY_PATH_BYTES_MAX,
    ENTRY_RATIO_MAX, Method,
};
use playground_core_types::{CoreError, CoreResult, ErrorKind};

pub(super) const LOCAL: &[u8; 4] = b"PK\x03\x04";
pub(super) const CENTRAL: &[u8; 4] = b"PK\x01\x02";
pub(super) const END: &[u8; 4] = b"PK\x05\x06";

/// The head in front of a file, without its name. Unit: bytes.
pub(super) const LOCAL_BYTES: u64 = 30;
/// What the directory has of a file, without its name. Unit: bytes.
const CENTRAL_BYTES: u64 = 46;
/// The end of the directory. Unit: bytes.
pub(super) const END_BYTES: u64 = 22;

/// The version of the format that has deflate and no more.
pub(super) const VERSION: u16 = 20;
/// Names are UTF-8.
pub(super) const FLAG_UTF8: u16 = 1 << 11;
pub(super) const STORED: u16 = 0;
pub(super) const DEFLATED: u16 = 8;

/// The kind of a file among its Unix mode, and that of a regular file.
const MODE_KIND: u32 = 0o170_000;
const MODE_REGULAR: u32 = 0o100_000;
/// The bit of a folder among the attributes of DOS.
const DOS_FOLDER: u32 = 0x10;

/// Where the directory lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    /// Where the bundle begins in its file. Unit: bytes.
    pub(super) start: u64,
    /// Where its directory begins. Unit: bytes from `start`.
    pub(super) directory_offset: u64,
    pub(super) directory_bytes: u64,
    pub(super) count: usize,
}

/// Numbers of bytes that lie behind one another, the lowest first.
struct Numbers<'b>(&'b [u8]);

impl Numbers<'_> {
    fn next(&mut self, size: usize) -> u32 {
        let (number, rest) = self.0.split_at(size.min(self.0.len()));
        self.0 = rest;
        number.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte))
    }
}

/// Reads the last [`END_BYTES`] of a file of `length`.
pub(super) fn read_end(end: &[u8], length: u64) -> CoreResult<End> {
    let Some(numbers) = end.strip_prefix(END).filter(|numbers| numbers.len() as u64 == END_BYTES - 4) else {
        return Err(broken("this is no bundle: it does not end as one"));
    };
    let mut numbers = Numbers(numbers);
    let (disk, directory_disk) = (numbers.next(2), numbers.next(2));
    let (count_here, count) = (numbers.next(2), numbers.next(2));
    let (directory_bytes, directory_offset) = (u64::from(numbers.next(4)), u64::from(numbers.next(4)));
    let comment = numbers.next(2);
    if (disk, directory_disk, comment) != (0, 0, 0) || count_here != count {
        return Err(broken("the bundle is broken: its end is not one that is written"));
    }
    if count as usize > ENTRY_COUNT_MAX {
        return Err(limit(&format!("the bundle has more than {ENTRY_COUNT_MAX} files")));
    }
    let (fewest, most) = (CENTRAL_BYTES + 1, CENTRAL_BYTES + ENTRY_PATH_BYTES_MAX as u64);
    let fits = directory_bytes >= u64::from(count) * fewest && directory_bytes <= u64::from(count) * most;
    let start = length.checked_sub(END_BYTES + directory_bytes + directory_offset);
    match start {
        Some(start) if fits => Ok(End { start, directory_offset, directory_bytes, count: count as usize }),
        _ => Err(broken("the bundle is broken or cut: its directory does not lie where its end says")),
    }
}

/// Reads a whole directory: files lie behind one another from the beginning, without gaps, sorted by their paths.
pub(super) fn read_directory(directory: &[u8], end: &End) -> CoreResult<Vec<BundleEntry>> {
    let mut entries: Vec<BundleEntry> = Vec::with_capacity(end.count);
    let (mut rest, mut offset, mut total) = (directory, 0, 0);
    let mut folded = Folded::default();
    for _ in 0..end.count {
        let entry;
        (entry, rest) = read_entry(rest, offset)?;
        let refuse = |message: &str| Err(broken(&format!("`{}`: {message}", entry.path)));
        if entries.last().is_some_and(|last| last.path >= entry.path) {
            return refuse("the bundle is broken: its files are not sorted, or this one is there twice");
        }
        if !folded.add(&entry.path) {
            let other = find_twin(entries.iter().map(|entry| entry.path.as_str()), &entry.path);
            return refuse(&format!("the bundle also has `{other}`, which some systems take for this one"));
        }
        total += entry.bytes;
        if total > BUNDLE_BYTES_MAX {
            return Err(limit(&format!(
                "the files of the bundle have more than {}",
                shown(BUNDLE_BYTES_MAX)
            )));
        }
        offset += LOCAL_BYTES + entry.path.len() as u64 + entry.packed_bytes;
        if offset > end.directory_offset {
            return refuse("the bundle is broken: this file reaches into the directory");
        }
        entries.push(entry);
    }
    if !rest.is_empty() || offset != end.directory_offset {
        return Err(broken("the bundle is broken: there are bytes that belong to no file"));
    }
    Ok(entries)
}

/// The first file of a directory, which lies at `offset`, and what is behind it.
fn read_entry(directory: &[u8], offset: u64) -> CoreResult<(BundleEntry, &[u8])> {
    let cut = || broken("the bundle is broken: its directory is cut");
    let (fixed, behind) = directory.split_at_checked(CENTRAL_BYTES as usize).ok_or_else(cut)?;
    let numbers = fixed.strip_prefix(CENTRAL).ok_or_else(cut)?;
    let (made_by, common) = numbers.split_at(2);
    let (head, last) = common.split_at(ENTRY_HEAD_BYTES);
    let mut of_head = Numbers(head);
    let (version, flags, method) = (of_head.next(2), of_head.next(2), of_head.next(2));
    let _time_and_date = of_head.next(4);
    let check = of_head.next(4);
    let (packed_bytes, bytes) = (u64::from(of_head.next(4)), u64::from(of_head.next(4)));
    let (path_bytes, extra_bytes) = (of_head.next(2) as usize, of_head.next(2));
    let (path, rest) = behind.split_at_checked(path_bytes).ok_or_else(cut)?;
    let path = std::str::from_utf8(path).map_err(|_| broken("a file of the bundle has no name in UTF-8"))?;
    if let Some(reason) = refuse_entry_path(path) {
        return Err(broken(&format!("the bundle has a file `{}`: {reason}", path.escape_debug())));
    }
    let refuse = |message: &str| Err(broken(&format!("`{path}`: {message}")));
    let mut of_last = Numbers(last);
    let (comment, disk, _text) = (of_last.next(2), of_last.next(2), of_last.next(2));
    let (attributes, said_offset) = (of_last.next(4), u64::from(of_last.next(4)));
    let is_plain = flags & !u32::from(FLAG_UTF8) == 0 && version <= u32::from(VERSION);
    if !is_plain || (extra_bytes, comment, disk) != (0, 0, 0) {
        return refuse("this file is encrypted, or written in a way that no bundle is");
    }
    if is_no_file(made_by, attributes) {
        return refuse("this is a link or a folder, and a bundle has files only");
    }
    if said_offset != offset {
        return refuse("the bundle is broken: this file does not lie behind the one before");
    }
    let method = match u16::try_from(method) {
        Ok(STORED) if packed_bytes == bytes => Method::Stored,
        Ok(DEFLATED) => Method::Deflated,
        _ => return refuse("this file is packed in a way that no bundle is"),
    };
    if bytes > ENTRY_BYTES_MAX || bytes > packed_bytes.saturating_mul(ENTRY_RATIO_MAX) {
        return Err(limit(&format!(
            "`{path}`: once it is unpacked this file is larger than a bundle may have it"
        )));
    }
    let mut kept = [0; ENTRY_HEAD_BYTES];
    kept.copy_from_slice(head);
    Ok((BundleEntry { path: path.to_owned(), offset, head: kept, method, check, packed_bytes, bytes }, rest))
}

/// Whether the attributes speak of a link, a folder or a device.
fn is_no_file(made_by: &[u8], attributes: u32) -> bool {
    /// The system behind which the upper half of the attributes is a Unix mode.
    const UNIX: u8 = 3;
    let kind = (attributes >> 16) & MODE_KIND;
    let is_other = made_by.get(1) == Some(&UNIX) && kind != 0 && kind != MODE_REGULAR;
    is_other || attributes & DOS_FOLDER != 0
}

fn limit(message: &str) -> CoreError {
    CoreError::new(ErrorKind::LimitReached, message).cure(CURE)
}
