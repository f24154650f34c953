//! Where a direct handler writes its answer.

use bytemuck::Pod;

/// A byte buffer that the caller keeps and reuses, so that a call allocates nothing.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Reply {
    bytes: Vec<u8>,
}

impl Reply {
    /// A reply with room for `capacity` bytes before it grows.
    pub fn with_capacity(capacity: usize) -> Self {
        Self { bytes: Vec::with_capacity(capacity) }
    }

    /// Forgets what is written; keeps the room.
    pub fn clear(&mut self) {
        self.bytes.clear();
    }

    /// Appends bytes.
    pub fn write(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Appends a value of plain data.
    pub fn write_value(&mut self, value: &impl Pod) {
        self.write(bytemuck::bytes_of(value));
    }

    /// The list that the answer is appended to, for who has much to say and would copy it otherwise.
    pub fn bytes_mut(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// What is written.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What is written, as one value of plain data; `None` when the size differs.
    pub fn value<T: Pod>(&self) -> Option<T> {
        bytemuck::try_pod_read_unaligned(&self.bytes).ok()
    }
}
