//! Looks through the tables of a vorbis file before its decoder makes them: a few bytes of its head can ask for
//! gigabytes.

/// The most that all codebooks of a file may take once they are unpacked. What encoders write takes less than a
/// megabyte. Unit: bytes.
const CODEBOOK_BYTES_MAX: u64 = 64 << 20;

/// What an entry of a codebook takes beside its values, with all that the decoder builds of it. Unit: bytes.
const ENTRY_BYTES: u64 = 32;

/// Where the setup packet begins behind the identification, both of which the demuxer keeps.
const SETUP_OFFSET: usize = 30;

/// The packet's kind and the letters `vorbis`.
const SETUP_HEAD_BYTES: usize = 7;

/// Whether the decoder may make its tables; heads that are broken it refuses itself.
pub(super) fn is_bearable(head: &[u8]) -> bool {
    let Some(setup) = head.get(SETUP_OFFSET + SETUP_HEAD_BYTES..) else { return true };
    codebook_bytes(&mut Bits { bytes: setup, offset: 0 }).is_none_or(|bytes| bytes <= CODEBOOK_BYTES_MAX)
}

/// How much memory the codebooks take, as far as they are over the limit; none for a head that ends early.
///
/// # Source
/// Vorbis I specification, sections 3.2.1 and 4.2.4.
fn codebook_bytes(bits: &mut Bits<'_>) -> Option<u64> {
    let count = bits.read(8)? + 1;
    let mut bytes = 0;
    for _ in 0..count {
        bits.read(24)?;
        let (dimensions, entries) = (u64::from(bits.read(16)?), u64::from(bits.read(24)?));
        bytes += entries * ENTRY_BYTES;
        if bytes > CODEBOOK_BYTES_MAX {
            break;
        }
        skip_lengths(bits, entries)?;
        let kind = bits.read(4)?;
        if kind == 0 {
            continue;
        }
        bytes += entries * dimensions * size_of_val(&0_f32) as u64;
        if bytes > CODEBOOK_BYTES_MAX {
            break;
        }
        bits.skip(64);
        let value_bits = u64::from(bits.read(4)?) + 1;
        bits.skip(1);
        let values = if kind == 1 { root(entries, dimensions) } else { entries * dimensions };
        bits.skip(values * value_bits);
    }
    Some(bytes)
}

/// Goes past the lengths of a codebook's words.
fn skip_lengths(bits: &mut Bits<'_>, entries: u64) -> Option<()> {
    if bits.read(1)? == 1 {
        bits.skip(5);
        let mut entry = 0;
        while entry < entries {
            let width = (entries - entry).ilog2() + 1;
            entry += u64::from(bits.read(width)?);
        }
        return Some(());
    }
    if bits.read(1)? == 0 {
        bits.skip(entries * 5);
        return Some(());
    }
    for _ in 0..entries {
        if bits.read(1)? == 1 {
            bits.skip(5);
        }
    }
    Some(())
}

/// The largest number whose power of `dimensions` is at most `entries`.
fn root(entries: u64, dimensions: u64) -> u64 {
    let fits = |value: u64| {
        let power = value.checked_pow(dimensions.min(64) as u32);
        power.is_some_and(|power| power <= entries)
    };
    (1..=entries).take_while(|value| fits(*value)).last().unwrap_or(0)
}

/// Bits of bytes, the lowest first.
struct Bits<'a> {
    bytes: &'a [u8],
    offset: u64,
}

impl Bits<'_> {
    /// A number of at most 32 bits; none behind the end.
    fn read(&mut self, width: u32) -> Option<u32> {
        let mut value = 0;
        for bit in 0..width {
            let byte = self.bytes.get((self.offset / 8) as usize)?;
            value |= u32::from(byte >> (self.offset % 8) & 1) << bit;
            self.offset += 1;
        }
        Some(value)
    }

    fn skip(&mut self, width: u64) {
        self.offset = self.offset.saturating_add(width);
    }
}

#[cfg(test)]
mod tests {
    use super::{CODEBOOK_BYTES_MAX, SETUP_HEAD_BYTES, SETUP_OFFSET, is_bearable, root};

    /// Writes numbers, each with its width, the lowest bit first.
    fn head(fields: &[(u32, u32)]) -> Vec<u8> {
        let mut bytes = vec![0; SETUP_OFFSET + SETUP_HEAD_BYTES];
        let bits = fields.iter().flat_map(|(value, width)| (0..*width).map(move |bit| value >> bit & 1));
        let bits: Vec<u32> = bits.collect();
        bytes.extend(bits.chunks(8).map(|byte| byte.iter().rev().fold(0, |sum, bit| sum << 1 | *bit as u8)));
        bytes
    }

    /// A codebook of 17 bits for each of its 2^17 words, as ordered words say it in 24 bits, with 32 values each.
    const LARGE: [(u32, u32); 10] = [
        (0x56_4342, 24),
        (32, 16),
        (1 << 17, 24),
        (1, 1),
        (16, 5),
        (1 << 17, 18),
        (1, 4),
        (0, 32),
        (0, 32),
        (0, 4),
    ];

    #[test]
    fn a_small_head_cannot_ask_for_much_memory() {
        // One such takes 20 MiB, and is all right.
        let (values, sequence) = ((0, 1), (0, 1));
        let book: Vec<(u32, u32)> = [&LARGE[..], &[sequence, values]].concat();
        let count = |count: usize| [&[(count as u32 - 1, 8)][..], &book.repeat(count)].concat();
        assert!(is_bearable(&head(&count(1))));
        assert!(is_bearable(&head(&count(3))));
        let bomb = head(&count(200));
        assert!(!is_bearable(&bomb), "{} bytes ask for more than {CODEBOOK_BYTES_MAX}", bomb.len());
        // What ends early is no bomb: the decoder tells it.
        for length in 0..head(&count(1)).len() {
            assert!(is_bearable(&bomb[..length]));
        }
    }

    #[test]
    fn roots_are_whole() {
        assert_eq!(
            [root(0, 2), root(1, 1), root(7, 1), root(8, 3), root(26, 3), root(5, 0)],
            [0, 1, 7, 2, 2, 5]
        );
        assert_eq!(root(1 << 17, 32), 1);
    }
}
