//! What a component is: its name, its id, and the layout of its bytes.

use crate::entity::Entity;
use bytemuck::{Pod, Zeroable};
use playground_core_types::hash::name_hash;
use playground_core_types::math::{Vec2, Vec3, Vec4};
use playground_core_types::random::Pcg32;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The stable name of a component: the xxh3 hash of `package::Name`, equal on every machine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Pod, Zeroable)]
#[repr(transparent)]
pub struct ComponentId(pub u64);

impl ComponentId {
    /// The id of a full component name.
    pub const fn of(full_name: &str) -> Self {
        Self(name_hash(full_name))
    }
}

/// What the bytes of a field mean. All kinds have a fixed width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Unsigned, 8 bits.
    U8,
    /// Unsigned, 16 bits.
    U16,
    /// Unsigned, 32 bits.
    U32,
    /// Unsigned, 64 bits.
    U64,
    /// Signed, 8 bits.
    I8,
    /// Signed, 16 bits.
    I16,
    /// Signed, 32 bits.
    I32,
    /// Signed, 64 bits.
    I64,
    /// IEEE 754, 32 bits.
    F32,
    /// IEEE 754, 64 bits.
    F64,
    /// An [`Entity`], 8 bytes.
    Entity,
    /// The id of an asset of the game: 64-bit hash of its path.
    Asset,
    /// The 64-bit hash of a name.
    Name,
    /// UTF-8 of at most so many bytes, the rest 0.
    Text(usize),
    /// So many of the same kind.
    Array(&'static FieldKind, usize),
    /// Fields of their own.
    Record(&'static [FieldSchema]),
}

impl FieldKind {
    /// How many bytes a value takes.
    pub const fn size(self) -> usize {
        match self {
            Self::U8 | Self::I8 => 1,
            Self::U16 | Self::I16 => 2,
            Self::U32 | Self::I32 | Self::F32 => 4,
            Self::U64 | Self::I64 | Self::F64 | Self::Entity | Self::Asset | Self::Name => 8,
            Self::Text(capacity) => capacity,
            Self::Array(element, count) => element.size() * count,
            Self::Record(fields) => fields_size(fields),
        }
    }
}

/// How many bytes fields take that lie without gaps.
pub const fn fields_size(fields: &[FieldSchema]) -> usize {
    let mut size = 0;
    let mut index = 0;
    while index < fields.len() {
        size += fields[index].kind.size();
        index += 1;
    }
    size
}

/// One field of a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSchema {
    /// The name that scenes use; a number for tuple fields.
    pub name: &'static str,
    /// What its bytes mean.
    pub kind: FieldKind,
    /// Where it begins, in bytes.
    pub offset: usize,
}

/// Where the values of a component are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// Plain bytes of a fixed size, in a column.
    Plain,
    /// Serialised bytes of any size, a blob for each row.
    Blob,
}

/// All that the runtime knows about a component.
#[derive(Debug)]
pub struct Schema {
    /// The stable name.
    pub id: ComponentId,
    /// `package::Name`.
    pub name: &'static str,
    /// Bytes for each row; 0 for tags and blobs.
    pub size: usize,
    /// Where values are kept.
    pub storage: Storage,
    /// The fields in order; empty for blobs.
    pub fields: &'static [FieldSchema],
    /// Appends the bytes of the default value.
    pub default: fn(&mut Vec<u8>),
    /// Components that are inserted along with this one, by their default.
    pub requires: &'static [&'static Schema],
    /// What is wrong with values that a scene wrote, as far as their kinds do not say it already.
    pub check: fn(&[u8]) -> Result<(), BadValue>,
}

/// A value of a field that means nothing. A scene with one is refused; a rule that writes one sees what the
/// component's page says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadValue {
    /// Which field.
    pub field: &'static str,
    /// What it must be, such as `"above 0"`.
    pub expected: &'static str,
}

impl BadValue {
    /// Fine where `is_good`; else `field` should be as `expected` says.
    ///
    /// # Errors
    /// The bad value.
    pub fn unless(is_good: bool, field: &'static str, expected: &'static str) -> Result<(), Self> {
        if is_good { Ok(()) } else { Err(Self { field, expected }) }
    }
}

impl Schema {
    /// The name without its package, as scenes write it.
    pub fn short_name(&self) -> &'static str {
        self.name.rsplit("::").next().unwrap_or(self.name)
    }

    /// Whether both describe the same component: the same name, layout and storage.
    pub fn is_same(&self, other: &Self) -> bool {
        self.name == other.name && self.fields == other.fields && self.storage == other.storage
    }
}

/// Plain data with a schema. Implemented by `#[component]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a component",
    label = "this type is not a component",
    note = "put `#[component]` on the struct and implement `Default` for it; a blob is no column: declare it with `reads(..)`"
)]
pub trait Component: Pod + Default {
    /// What the runtime knows about it.
    const SCHEMA: &'static Schema;
}

/// Serialised data with a schema. Implemented by `#[component(blob)]`.
pub trait Blob: Serialize + DeserializeOwned {
    /// What the runtime knows about it.
    const SCHEMA: &'static Schema;
}

/// A type that may be a field of a component.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not plain data, so it cannot be a field of a component",
    label = "this field is not plain data",
    note = "plain data: u8 to u64, i8 to i64, f32, f64, arrays of them, Vec2, Vec3, Vec4, Entity, AssetId, another #[component]",
    note = "a flag is a u8 or u32 of 0 or 1; text is a FixedText; lists belong in a #[component(blob)]"
)]
pub trait Field {
    /// What the bytes mean.
    const KIND: FieldKind;
}

macro_rules! fields {
    ($($kind:ident: $type:ty),*) => {
        $(impl Field for $type {
            const KIND: FieldKind = FieldKind::$kind;
        })*
    };
}

fields!(U8: u8, U16: u16, U32: u32, U64: u64, I8: i8, I16: i16, I32: i32, I64: i64, F32: f32, F64: f64, Entity: Entity, Name: ComponentId);

impl<T: Field, const COUNT: usize> Field for [T; COUNT] {
    const KIND: FieldKind = FieldKind::Array(&T::KIND, COUNT);
}

impl Field for Vec2 {
    const KIND: FieldKind = FieldKind::Array(&FieldKind::F32, 2);
}

impl Field for Vec3 {
    const KIND: FieldKind = FieldKind::Array(&FieldKind::F32, 3);
}

impl Field for Vec4 {
    const KIND: FieldKind = FieldKind::Array(&FieldKind::F32, 4);
}

impl Field for Pcg32 {
    const KIND: FieldKind = FieldKind::Array(&FieldKind::U64, 2);
}
