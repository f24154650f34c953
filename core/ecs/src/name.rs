//! Names that components hold: a bus, a level, a team.

use crate::schema::{Field, FieldKind};
use bytemuck::{Pod, Zeroable};
use playground_core_types::hash::name_hash;

/// A name by its hash, equal on every machine; a scene writes it as a string.
///
/// Shape: plain data, 8 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Pod, Zeroable)]
#[repr(transparent)]
pub struct Name(pub u64);

impl Name {
    /// No name.
    pub const NONE: Self = Self(0);

    /// The name that `text` spells; upper and lower case differ.
    pub const fn of(text: &str) -> Self {
        Self(name_hash(text))
    }
}

impl Field for Name {
    const KIND: FieldKind = FieldKind::Name;
}
