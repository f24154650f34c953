//! Numbers and byte strings in files: written one after the other, and read with every length held against what is
//! there.

use playground_core_types::hash::bytes_hash;
use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// Appends a number in seven bits a byte, small ones short.
pub(crate) fn put_number(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Appends a byte string with its length first.
pub(crate) fn put_bytes(bytes: &mut Vec<u8>, value: &[u8]) {
    put_number(bytes, value.len() as u64);
    bytes.extend_from_slice(value);
}

/// The error of a file of `what` that cannot be used.
#[cold]
pub(crate) fn damaged(what: &str, how: &str) -> CoreError {
    CoreError::new(ErrorKind::BadContent, format!("this is no {what}, or it is damaged: {how}"))
        .cure("take the file as it was written, or a copy of it; this one cannot be mended")
}

/// Reads what a file of a kind has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'f> {
    rest: &'f [u8],
    /// What the file is, for errors.
    what: &'static str,
}

impl<'f> Reader<'f> {
    /// A reader of bytes that are held to be `what`.
    pub(crate) fn new(what: &'static str, bytes: &'f [u8]) -> Self {
        Self { rest: bytes, what }
    }

    /// The body of a file that begins with `magic` and the hash of all behind it.
    pub(crate) fn open(what: &'static str, magic: &[u8], bytes: &'f [u8]) -> CoreResult<Self> {
        let rest = bytes.strip_prefix(magic).ok_or_else(|| damaged(what, "it does not begin like one"))?;
        let (sum, body) = rest.split_first_chunk().ok_or_else(|| damaged(what, "it is cut off"))?;
        if u64::from_le_bytes(*sum) != bytes_hash(body) {
            return Err(damaged(what, "it is cut off, or some of its bytes have changed"));
        }
        Ok(Self::new(what, body))
    }

    /// The error of what does not fit together.
    pub(crate) fn damaged(&self, how: &str) -> CoreError {
        damaged(self.what, how)
    }

    /// Whether nothing is left.
    pub(crate) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// What is left.
    pub(crate) fn rest(&self) -> &'f [u8] {
        self.rest
    }

    /// So many bytes.
    pub(crate) fn take(&mut self, count: usize) -> CoreResult<&'f [u8]> {
        let split = self.rest.split_at_checked(count);
        let (taken, rest) = split.ok_or_else(|| self.damaged("it ends too early"))?;
        self.rest = rest;
        Ok(taken)
    }

    /// One byte.
    pub(crate) fn byte(&mut self) -> CoreResult<u8> {
        Ok(self.take(1)?[0])
    }

    /// Eight bytes as a number.
    pub(crate) fn word(&mut self) -> CoreResult<u64> {
        let taken = self.take(8)?;
        Ok(taken.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)))
    }

    /// A number as [`put_number`] writes it.
    pub(crate) fn number(&mut self) -> CoreResult<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(self.damaged("a number in it is too long"))
    }

    /// How many things follow that take at least `size` bytes each.
    pub(crate) fn count(&mut self, size: usize) -> CoreResult<usize> {
        let count = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        let bytes = count.checked_mul(size.max(1)).filter(|bytes| *bytes <= self.rest.len());
        bytes.map(|_| count).ok_or_else(|| self.damaged("a count in it is larger than the file"))
    }

    /// A byte string as [`put_bytes`] writes it.
    pub(crate) fn bytes(&mut self) -> CoreResult<&'f [u8]> {
        let count = self.count(1)?;
        self.take(count)
    }

    /// A byte string that is text.
    pub(crate) fn text(&mut self) -> CoreResult<&'f str> {
        let bytes = self.bytes()?;
        std::str::from_utf8(bytes).map_err(|_| self.damaged("a name in it is no text"))
    }
}
