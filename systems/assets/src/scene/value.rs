//! Writes values of a scene's text into the bytes of a component, by the kinds of its fields.

use super::part::Part;
use crate::source::refuse_path;
use playground_core_assets::AssetId;
use playground_core_ecs::{FieldKind, FieldSchema};
use playground_core_types::hash::name_hash;
use playground_core_types::{CoreError, CoreResult};

/// The bytes of a component, and what in them is known only later.
#[derive(Debug, Clone, Default)]
pub(crate) struct Encoding<'a> {
    pub(crate) bytes: Vec<u8>,
    /// Fields that name an entity: offset, name, and where it is written.
    pub(crate) references: Vec<(usize, String, Part<'a>)>,
    /// Assets by path, and where each is written.
    pub(crate) assets: Vec<(String, Part<'a>)>,
    /// Names in fields that are called after buses, and where each is written.
    pub(crate) buses: Vec<(String, Part<'a>)>,
    /// The same of sets of actions.
    pub(crate) action_sets: Vec<(String, Part<'a>)>,
}

/// The fields of the runtime's components that name a bus.
const BUS_FIELDS: &[&str] = &["bus", "side_chain"];

/// The field of the runtime's components that names a set of actions.
const ACTION_SET_FIELD: &str = "set";

impl Encoding<'_> {
    /// What it takes in memory. Unit: bytes.
    pub(crate) fn held_bytes(&self) -> u64 {
        let lists = size_of_val(self.references.as_slice()) + size_of_val(self.assets.as_slice());
        let lists = lists + size_of_val(self.buses.as_slice()) + size_of_val(self.action_sets.as_slice());
        let names: usize = self.references.iter().map(|(_, name, _)| name.len()).sum();
        let paths: usize = self.assets.iter().map(|(path, _)| path.len()).sum();
        let buses: usize = self.buses.iter().chain(&self.action_sets).map(|(name, _)| name.len()).sum();
        (self.bytes.len() + lists + names + paths + buses) as u64
    }

    fn write(&mut self, offset: usize, bytes: &[u8]) {
        if let Some(target) = self.bytes.get_mut(offset..offset + bytes.len()) {
            target.copy_from_slice(bytes);
        }
    }
}

/// Writes `(field: value, ...)`, or `(value)` where that is clear; absent fields stay as they are.
pub(crate) fn encode_record<'a>(
    part: &Part<'a>,
    owner: &str,
    schema: &'static [FieldSchema],
    base: usize,
    encoding: &mut Encoding<'a>,
) -> CoreResult<()> {
    if let Some(items) = part.items_between('(', ')').filter(|items| !items.is_empty()) {
        let is_tuple =
            schema.iter().all(|field| field.name.starts_with(|letter: char| letter.is_ascii_digit()));
        if items.len() != schema.len() || !(is_tuple || schema.len() == 1) {
            let example = match schema {
                [] => format!("write `{owner}` alone"),
                _ if is_tuple => format!("write its {} values in `( )`", schema.len()),
                [first, ..] => format!("write it like `{owner}({}: ...)`", first.name),
            };
            return Err(part
                .error(format!("{} are not the fields of {owner}", part.excerpt()))
                .cure(example));
        }
        for (field, item) in schema.iter().zip(&items) {
            item.settle(encode(item, field.name, field.kind, base + field.offset, encoding))?;
        }
        return Ok(());
    }
    let known: Vec<&str> = schema.iter().map(|field| field.name).collect();
    for (name, value) in part.fields(owner, &known)?.list {
        if let Some(field) = schema.iter().find(|field| field.name == name.as_str()) {
            value.settle(encode(&value, field.name, field.kind, base + field.offset, encoding))?;
        }
    }
    Ok(())
}

fn encode<'a>(
    part: &Part<'a>,
    name: &str,
    kind: FieldKind,
    offset: usize,
    encoding: &mut Encoding<'a>,
) -> CoreResult<()> {
    match kind {
        FieldKind::F32 => {
            let number: Option<f32> = ron::from_str(part.as_str()).ok();
            let number =
                number.filter(|number| number.is_finite()).ok_or_else(|| part.refuse(name, "a number"))?;
            encoding.write(offset, &number.to_le_bytes());
        }
        FieldKind::F64 => {
            let number: Option<f64> = ron::from_str(part.as_str()).ok();
            let number =
                number.filter(|number| number.is_finite()).ok_or_else(|| part.refuse(name, "a number"))?;
            encoding.write(offset, &number.to_le_bytes());
        }
        FieldKind::Entity => {
            let target = read_reference(part, name)?;
            encoding.references.push((offset, target, *part));
        }
        FieldKind::Asset => {
            let path = part.string(name)?;
            encoding.write(offset, &asset_of(part, &path)?.0.to_le_bytes());
            if !path.is_empty() {
                encoding.assets.push((path, *part));
            }
        }
        FieldKind::Name => {
            let text = part.string(name)?;
            encoding.write(offset, &name_hash(&text).to_le_bytes());
            if BUS_FIELDS.contains(&name) {
                encoding.buses.push((text, *part));
            } else if name == ACTION_SET_FIELD {
                encoding.action_sets.push((text, *part));
            }
        }
        FieldKind::Text(capacity) => encode_text(part, name, capacity, offset, encoding)?,
        FieldKind::Array(element, count) => encode_array(part, name, (*element, count), offset, encoding)?,
        FieldKind::Record(fields) => {
            // The name of a nested component may be written or left out.
            let (_, body) = part.split_name();
            encode_record(&body, name, fields, offset, encoding)?;
        }
        FieldKind::U8 => encode_integer(part, name, (0, u8::MAX.into()), offset, encoding)?,
        FieldKind::U16 => encode_integer(part, name, (0, u16::MAX.into()), offset, encoding)?,
        FieldKind::U32 => encode_integer(part, name, (0, u32::MAX.into()), offset, encoding)?,
        FieldKind::U64 => encode_integer(part, name, (0, u64::MAX.into()), offset, encoding)?,
        FieldKind::I8 => encode_integer(part, name, (i8::MIN.into(), i8::MAX.into()), offset, encoding)?,
        FieldKind::I16 => encode_integer(part, name, (i16::MIN.into(), i16::MAX.into()), offset, encoding)?,
        FieldKind::I32 => encode_integer(part, name, (i32::MIN.into(), i32::MAX.into()), offset, encoding)?,
        FieldKind::I64 => encode_integer(part, name, (i64::MIN.into(), i64::MAX.into()), offset, encoding)?,
    }
    Ok(())
}

/// Writes an integer between the ends of `range`; its highest end tells its width.
fn encode_integer(
    part: &Part<'_>,
    name: &str,
    range: (i128, i128),
    offset: usize,
    encoding: &mut Encoding<'_>,
) -> CoreResult<()> {
    let unsigned: Option<u64> = ron::from_str(part.as_str()).ok();
    let signed: Option<i64> = ron::from_str(part.as_str()).ok();
    let number = match part.as_str() {
        // A flag is a number of 0 or 1; scenes may say it in words.
        "true" => Some(1),
        "false" => Some(0),
        _ => unsigned.map(i128::from).or(signed.map(i128::from)),
    };
    let (min, max) = range;
    let number = number.filter(|number| (min..=max).contains(number)).ok_or_else(|| {
        let error = part.error(format!("`{name}` is {}, but must be a whole number", part.excerpt()));
        error.cure(format!("write a whole number from {min} to {max}"))
    })?;
    // Columns are little-endian on every machine that the runtime has; a span of 2^n-1 takes n bits.
    let size = ((max - min).count_ones() / u8::BITS) as usize;
    encoding.write(offset, &number.to_le_bytes()[..size]);
    Ok(())
}

/// Writes a text; what is behind it stays 0.
fn encode_text(
    part: &Part<'_>,
    name: &str,
    capacity: usize,
    offset: usize,
    encoding: &mut Encoding<'_>,
) -> CoreResult<()> {
    let text = part.string(name)?;
    if text.len() > capacity || text.contains('\0') {
        let error = part.error(format!("`{name}` has {} bytes, but room for {capacity}", text.len()));
        return Err(error.cure("shorten the text; letters with accents take two bytes or more"));
    }
    let mut bytes = vec![0; capacity];
    bytes[..text.len()].copy_from_slice(text.as_bytes());
    encoding.write(offset, &bytes);
    Ok(())
}

fn encode_array<'a>(
    part: &Part<'a>,
    name: &str,
    (element, count): (FieldKind, usize),
    offset: usize,
    encoding: &mut Encoding<'a>,
) -> CoreResult<()> {
    let items = part.items_between('(', ')').or_else(|| part.items_between('[', ']'));
    let Some(items) = items else {
        return Err(part.refuse(name, &format!("{count} values in `( )`")));
    };
    if items.len() != count {
        let error = part.error(format!("`{name}` has {} values, but must have {count}", items.len()));
        return Err(error.cure(format!("write {count} values in `( )`")));
    }
    for (index, item) in items.iter().enumerate() {
        item.settle(encode(item, name, element, offset + index * element.size(), encoding))?;
    }
    Ok(())
}

/// The name in `entity("name")`.
fn read_reference(part: &Part<'_>, field: &str) -> CoreResult<String> {
    let (function, body) = part.split_name();
    match body.items_between('(', ')').as_deref() {
        Some([name]) if function == "entity" => name.string(field),
        Some(_) | None => Err(part.refuse(field, "`entity(\"name\")`")),
    }
}

fn asset_of(part: &Part<'_>, path: &str) -> CoreResult<AssetId> {
    if path.is_empty() {
        return Ok(AssetId::NONE);
    }
    match refuse_path(path) {
        None => Ok(AssetId::of(path)),
        Some(reason) => Err(bad_path(part, path, reason)),
    }
}

fn bad_path(part: &Part<'_>, path: &str, reason: &str) -> CoreError {
    let error = part.error(format!("`{path}` is no path inside the game: {reason}"));
    error.cure("write it like `sprites/hero.png`")
}
