//! What a component was when the file was written.

use crate::bytes::{Reader, put_bytes, put_number};
use playground_core_ecs::{FieldKind, FieldSchema, Schema, Storage};
use playground_core_types::CoreResult;

/// How deep fields may hold fields in a file.
const DEPTH_MAX: usize = 16;

/// The largest row that a file may speak of. Unit: bytes.
const ROW_BYTES_MAX: usize = 64 << 20;

/// A component of the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout<'f> {
    pub(super) id: u64,
    /// Empty for a resource that no schema describes.
    pub(super) name: &'f str,
    pub(super) storage: Storage,
    pub(super) size: usize,
    pub(super) fields: Vec<Field<'f>>,
    /// The description without id and name, as it lies in the file: equal where rows can be copied.
    pub(super) shape: &'f [u8],
}

/// A field of a component of the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Field<'f> {
    pub(super) name: &'f str,
    pub(super) kind: Kind<'f>,
    pub(super) offset: usize,
}

/// As [`FieldKind`], of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind<'f> {
    /// One without parts.
    Plain(FieldKind),
    /// So many of the same.
    Array(Box<Kind<'f>>, usize),
    /// Fields of their own.
    Record(Vec<Field<'f>>),
}

impl Kind<'_> {
    /// How many bytes a value takes; `None` where that is no number any more.
    pub(super) fn size(&self) -> Option<usize> {
        let size = match self {
            Self::Plain(kind) => kind.size(),
            Self::Array(element, count) => element.size()?.checked_mul(*count)?,
            Self::Record(fields) => fields_size(fields)?,
        };
        Some(size).filter(|size| *size <= ROW_BYTES_MAX)
    }
}

fn fields_size(fields: &[Field<'_>]) -> Option<usize> {
    fields
        .iter()
        .try_fold(0_usize, |size, field| Some(size.max(field.offset.checked_add(field.kind.size()?)?)))
}

/// Appends the description of a component.
pub(super) fn put_schema(bytes: &mut Vec<u8>, schema: &Schema) {
    bytes.extend_from_slice(&schema.id.0.to_le_bytes());
    put_bytes(bytes, schema.name.as_bytes());
    put_shape(bytes, schema);
}

/// Appends the description without id and name.
pub(super) fn put_shape(bytes: &mut Vec<u8>, schema: &Schema) {
    bytes.push(match schema.storage {
        Storage::Plain => 0,
        Storage::Blob => 1,
    });
    put_number(bytes, schema.size as u64);
    put_fields(bytes, schema.fields);
}

fn put_fields(bytes: &mut Vec<u8>, fields: &[FieldSchema]) {
    put_number(bytes, fields.len() as u64);
    for field in fields {
        put_bytes(bytes, field.name.as_bytes());
        put_number(bytes, field.offset as u64);
        put_kind(bytes, field.kind);
    }
}

/// A number for each kind; it stands in files, so that new kinds go to the end.
fn put_kind(bytes: &mut Vec<u8>, kind: FieldKind) {
    let number = match kind {
        FieldKind::Array(..) => ARRAY,
        FieldKind::Record(_) => RECORD,
        FieldKind::Text(_) => TEXT,
        plain => PLAIN.iter().position(|known| *known == plain).unwrap_or_default() as u8,
    };
    bytes.push(number);
    match kind {
        FieldKind::Array(element, count) => {
            put_number(bytes, count as u64);
            put_kind(bytes, *element);
        }
        FieldKind::Record(fields) => put_fields(bytes, fields),
        FieldKind::Text(capacity) => put_number(bytes, capacity as u64),
        _ => {}
    }
}

const PLAIN: [FieldKind; 13] = [
    FieldKind::U8,
    FieldKind::U16,
    FieldKind::U32,
    FieldKind::U64,
    FieldKind::I8,
    FieldKind::I16,
    FieldKind::I32,
    FieldKind::I64,
    FieldKind::F32,
    FieldKind::F64,
    FieldKind::Entity,
    FieldKind::Asset,
    FieldKind::Name,
];
const ARRAY: u8 = 13;
const RECORD: u8 = 14;
const TEXT: u8 = 15;

/// Reads the description of a component, and sees that its fields lie inside of its rows.
pub(super) fn read_layout<'f>(reader: &mut Reader<'f>) -> CoreResult<Layout<'f>> {
    let (id, name) = (reader.word()?, reader.text()?);
    let before = reader.rest();
    let storage = match reader.byte()? {
        0 => Storage::Plain,
        1 => Storage::Blob,
        _ => return Err(reader.damaged("it keeps a component in an unknown way")),
    };
    let size = usize::try_from(reader.number()?).unwrap_or(usize::MAX);
    let fields = read_fields(reader, DEPTH_MAX)?;
    let needed = fields_size(&fields);
    if size > ROW_BYTES_MAX || needed.is_none_or(|needed| needed > size) {
        return Err(reader.damaged("the fields of a component are larger than it"));
    }
    let shape = &before[..before.len() - reader.rest().len()];
    Ok(Layout { id, name, storage, size, fields, shape })
}

fn read_fields<'f>(reader: &mut Reader<'f>, depth: usize) -> CoreResult<Vec<Field<'f>>> {
    let count = reader.count(3)?;
    let mut fields = Vec::with_capacity(count);
    for _ in 0..count {
        let (name, offset) = (reader.text()?, usize::try_from(reader.number()?).unwrap_or(usize::MAX));
        fields.push(Field { name, kind: read_kind(reader, depth)?, offset });
    }
    Ok(fields)
}

fn read_kind<'f>(reader: &mut Reader<'f>, depth: usize) -> CoreResult<Kind<'f>> {
    let depth = depth.checked_sub(1).ok_or_else(|| reader.damaged("its fields hold fields too deep"))?;
    let number = reader.byte()?;
    if let Some(kind) = PLAIN.get(usize::from(number)) {
        return Ok(Kind::Plain(*kind));
    }
    match number {
        ARRAY => {
            let count = usize::try_from(reader.number()?).unwrap_or(usize::MAX);
            Ok(Kind::Array(Box::new(read_kind(reader, depth)?), count))
        }
        RECORD => Ok(Kind::Record(read_fields(reader, depth)?)),
        TEXT => {
            let capacity = usize::try_from(reader.number()?).unwrap_or(usize::MAX);
            Ok(Kind::Plain(FieldKind::Text(capacity)))
        }
        _ => Err(reader.damaged("a field of it is of an unknown kind")),
    }
}
