//! Zip files whose entries are stored as they are: any zip tool opens them.
//!
//! # Source
//! PKWARE "APPNOTE.TXT - .ZIP File Format Specification", 4.3: local headers, central directory, its end.

use playground_core_types::{CoreError, CoreResult, ErrorKind};

const LOCAL: &[u8; 4] = b"PK\x03\x04";
const CENTRAL: &[u8; 4] = b"PK\x01\x02";
const END: &[u8; 4] = b"PK\x05\x06";

/// The version that a tool needs: the first one.
const VERSION: u16 = 10;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
/// No method: stored.
const STORED: u16 = 0;
/// 1980-01-01, midnight: no report hangs on a clock.
const DATE: [u16; 2] = [0, 0x21];

/// Packs files by name.
pub(crate) fn pack(entries: &[(&str, Vec<u8>)]) -> CoreResult<Vec<u8>> {
    let too_large = |_| CoreError::new(ErrorKind::LimitReached, "it is too large for a zip file");
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in entries {
        let offset = u32::try_from(file.len()).map_err(too_large)?;
        let length = u32::try_from(bytes.len()).map_err(too_large)?;
        let name_length = u16::try_from(name.len()).map_err(too_large)?;
        let mut head = Vec::new();
        [VERSION, FLAGS, STORED, DATE[0], DATE[1]].iter().for_each(|part| head.extend(part.to_le_bytes()));
        [crc32fast::hash(bytes), length, length].iter().for_each(|part| head.extend(part.to_le_bytes()));
        [name_length, 0].iter().for_each(|part| head.extend(part.to_le_bytes()));
        file.extend([LOCAL, head.as_slice(), name.as_bytes(), bytes].concat());
        directory.extend([CENTRAL.as_slice(), &VERSION.to_le_bytes(), &head].concat());
        // No comment, the first disk, no attributes of any system.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let offset = u32::try_from(file.len()).map_err(too_large)?;
    let length = u32::try_from(directory.len()).map_err(too_large)?;
    let count = entries.len() as u16;
    file.extend(directory);
    file.extend(END);
    [0, 0, count, count].iter().for_each(|part| file.extend(part.to_le_bytes()));
    [length, offset].iter().for_each(|part| file.extend(part.to_le_bytes()));
    file.extend([0; 2]);
    Ok(file)
}

/// Whether a file begins as a zip file with something in it does.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(LOCAL)
}

/// The bytes of the entry `name`; `None` where there is none that is whole and stored, as [`pack`] writes them.
pub(crate) fn find<'b>(bytes: &'b [u8], name: &str) -> Option<&'b [u8]> {
    let mut rest = bytes;
    loop {
        let (entry, behind) = Entry::read(rest)?;
        if entry.name == name.as_bytes() {
            return entry.content();
        }
        rest = behind;
    }
}

/// All entries with their names, in their order; `None` where the file is not to the byte what [`pack`] makes of them,
/// or where there are more than `count_max`.
pub(crate) fn entries(bytes: &[u8], count_max: usize) -> Option<Vec<(&str, &[u8])>> {
    let (mut found, mut rest) = (Vec::new(), bytes);
    while rest.starts_with(LOCAL) && found.len() < count_max {
        let (entry, behind) = Entry::read(rest)?;
        found.push((std::str::from_utf8(entry.name).ok()?, entry.content()?));
        rest = behind;
    }
    let again: Vec<(&str, Vec<u8>)> = found.iter().map(|(name, content)| (*name, content.to_vec())).collect();
    (pack(&again).ok()? == bytes).then_some(found)
}

/// An entry as its local header tells of it.
struct Entry<'b> {
    name: &'b [u8],
    method: u16,
    check: u32,
    packed: &'b [u8],
}

impl<'b> Entry<'b> {
    /// The entry at the beginning of `bytes`, and what is behind it.
    fn read(bytes: &'b [u8]) -> Option<(Self, &'b [u8])> {
        let head = bytes.strip_prefix(LOCAL)?;
        let short = |at: usize| Some(u16::from_le_bytes(head.get(at..at + 2)?.try_into().ok()?));
        let long = |at: usize| Some(u32::from_le_bytes(head.get(at..at + 4)?.try_into().ok()?));
        let (method, check, length) = (short(4)?, long(10)?, long(14)? as usize);
        let (name_length, extra_length) = (usize::from(short(22)?), usize::from(short(24)?));
        let (name, behind) = head.get(26..)?.split_at_checked(name_length)?;
        let (packed, behind) = behind.get(extra_length..)?.split_at_checked(length)?;
        Some((Self { name, method, check, packed }, behind))
    }

    fn content(&self) -> Option<&'b [u8]> {
        (self.method == STORED && crc32fast::hash(self.packed) == self.check).then_some(self.packed)
    }
}

#[cfg(test)]
mod tests {
    use super::{find, is_archive, pack};

    #[test]
    fn an_entry_comes_out_as_it_went_in() {
        let packed = pack(&[("log.txt", b"a line".to_vec()), ("run.replay", vec![7; 1000])]).unwrap();
        assert!(is_archive(&packed));
        assert_eq!(find(&packed, "run.replay").unwrap(), [7; 1000]);
        assert_eq!(find(&packed, "log.txt").unwrap(), b"a line");
    }

    #[test]
    fn what_is_torn_or_not_there_is_not_found() {
        let packed = pack(&[("run.replay", vec![7; 1000])]).unwrap();
        assert_eq!(find(&packed, "other.txt"), None);
        for length in [0, 3, 20, 500] {
            assert_eq!(find(&packed[..length], "run.replay"), None, "{length} bytes");
        }
        let mut changed = packed;
        changed[500] ^= 1;
        assert_eq!(find(&changed, "run.replay"), None, "its check sum tells");
    }

    #[test]
    fn the_parts_lie_where_the_specification_puts_them() {
        let packed = pack(&[("a", b"bc".to_vec())]).unwrap();
        let (local, rest) = packed.split_at(30 + 1 + 2);
        let (central, end) = rest.split_at(46 + 1);
        assert_eq!(
            (&local[30..], &central[..4], &central[46..]),
            (b"abc".as_slice(), b"PK\x01\x02".as_slice(), b"a".as_slice())
        );
        assert_eq!((&end[..4], end.len(), end[16]), (b"PK\x05\x06".as_slice(), 22, 33));
    }
}
