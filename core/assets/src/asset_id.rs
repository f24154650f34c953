//! How components and commands name an asset.

use bytemuck::{Pod, Zeroable};
use playground_core_ecs::{Field, FieldKind};
use playground_core_types::hash::name_hash;

/// An asset of the game that runs, by the hash of its path inside the game.
///
/// Shape: plain data, 8 bytes, equal on every machine. A scene writes the path as a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Pod, Zeroable)]
#[repr(transparent)]
pub struct AssetId(pub u64);

impl AssetId {
    /// No asset; what a component's asset field is before anyone fills it.
    pub const NONE: Self = Self(0);

    /// The asset at `path` inside the game, with `/` between folders: `"sprites/coin.png"`.
    pub const fn of(path: &str) -> Self {
        Self(name_hash(path))
    }

    /// Whether it names no asset.
    pub const fn is_none(self) -> bool {
        self.0 == Self::NONE.0
    }
}

impl Field for AssetId {
    const KIND: FieldKind = FieldKind::Asset;
}
