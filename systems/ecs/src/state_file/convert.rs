//! Rows of an earlier layout into rows of the layout of today.

use super::layout::{Field, Kind, Layout, put_shape};
use playground_core_ecs::{FieldKind, FieldSchema, Rename, Schema};

/// How rows of the file become rows of a component.
#[derive(Debug)]
pub(super) struct Conversion<'f> {
    layout: &'f Layout<'f>,
    pub(super) schema: &'static Schema,
    renames: Vec<Rename>,
    /// Whether rows are copied as they are.
    pub(super) is_copy: bool,
    default: Vec<u8>,
}

impl<'f> Conversion<'f> {
    /// The conversion of a component of the file to one of today.
    pub(super) fn new(layout: &'f Layout<'f>, schema: &'static Schema, renames: &[Rename]) -> Self {
        let (mut shape, mut default) = (Vec::new(), Vec::new());
        put_shape(&mut shape, schema);
        (schema.default)(&mut default);
        default.resize(schema.size, 0);
        let own = renames.iter().filter(|rename| rename.schema.id == schema.id).copied();
        Self { layout, schema, renames: own.collect(), is_copy: shape == layout.shape, default }
    }

    /// The same, where fields that the file does not know begin as in `value`.
    pub(super) fn beginning_as(self, value: &[u8]) -> Self {
        Self { default: value.to_vec(), ..self }
    }

    /// Appends one row; false when a value of it could not be kept.
    pub(super) fn convert_row(&self, old: &[u8], rows: &mut Vec<u8>) -> bool {
        if self.is_copy {
            rows.extend_from_slice(old);
            return true;
        }
        let start = rows.len();
        rows.extend_from_slice(&self.default);
        self.convert_fields(&self.layout.fields, old, self.schema.fields, &mut rows[start..])
    }

    fn convert_fields(&self, from: &[Field<'_>], old: &[u8], to: &[FieldSchema], new: &mut [u8]) -> bool {
        let mut kept = true;
        for field in to {
            // What the file does not know keeps its default.
            let Some(source) = self.source(from, field.name) else { continue };
            let size = source.kind.size().unwrap_or_default();
            let old = old.get(source.offset..source.offset + size);
            let new = new.get_mut(field.offset..field.offset + field.kind.size());
            if let (Some(old), Some(new)) = (old, new) {
                kept &= self.convert(&source.kind, old, field.kind, new);
            }
        }
        kept
    }

    /// The field of the file by its name of today, else by the one that it had.
    fn source<'a>(&self, from: &'a [Field<'f>], name: &str) -> Option<&'a Field<'f>> {
        let by_name = |name: &str| from.iter().find(|field| field.name == name);
        let mut renames = self.renames.iter().filter(|rename| rename.field == Some(name));
        by_name(name).or_else(|| renames.find_map(|rename| by_name(rename.old)))
    }

    fn convert(&self, from: &Kind<'_>, old: &[u8], to: FieldKind, new: &mut [u8]) -> bool {
        match (from, to) {
            (Kind::Array(element, count), FieldKind::Array(to, to_count)) => {
                let (size, to_size) = (element.size().unwrap_or_default(), to.size());
                (0..*count.min(&to_count)).fold(true, |kept, index| {
                    let old = &old[index * size..(index + 1) * size];
                    self.convert(element, old, *to, &mut new[index * to_size..(index + 1) * to_size]) && kept
                })
            }
            (Kind::Record(fields), FieldKind::Record(to)) => self.convert_fields(fields, old, to, new),
            (Kind::Plain(FieldKind::Text(_)), FieldKind::Text(_)) => copy_text(old, new),
            (Kind::Plain(from), to) if *from == to => {
                new.copy_from_slice(old);
                true
            }
            (Kind::Plain(from), to) => {
                Number::read(*from, old).and_then(|number| number.write(to, new)).is_some()
            }
            _ => false,
        }
    }
}

/// Cuts behind the last character that fits.
fn copy_text(old: &[u8], new: &mut [u8]) -> bool {
    let used = old.iter().position(|byte| *byte == 0).unwrap_or(old.len());
    let mut fits = used.min(new.len());
    while fits < used && old[fits] & 0xc0 == 0x80 {
        fits -= 1;
    }
    new.fill(0);
    new[..fits].copy_from_slice(&old[..fits]);
    fits == used
}

/// A value of any of the number kinds, exact.
#[derive(Debug, Clone, Copy)]
enum Number {
    Whole(i128),
    Real(f64),
}

macro_rules! read_as {
    ($old:expr, $type:ty) => {
        <$type>::from_le_bytes($old.try_into().ok()?)
    };
}

macro_rules! write_as {
    ($new:expr, $value:expr) => {
        $new.copy_from_slice(&$value.to_le_bytes())
    };
}

impl Number {
    fn read(kind: FieldKind, old: &[u8]) -> Option<Self> {
        Some(match kind {
            FieldKind::U8 => Self::Whole(read_as!(old, u8).into()),
            FieldKind::U16 => Self::Whole(read_as!(old, u16).into()),
            FieldKind::U32 => Self::Whole(read_as!(old, u32).into()),
            FieldKind::U64 => Self::Whole(read_as!(old, u64).into()),
            FieldKind::I8 => Self::Whole(read_as!(old, i8).into()),
            FieldKind::I16 => Self::Whole(read_as!(old, i16).into()),
            FieldKind::I32 => Self::Whole(read_as!(old, i32).into()),
            FieldKind::I64 => Self::Whole(read_as!(old, i64).into()),
            FieldKind::F32 => Self::Real(read_as!(old, f32).into()),
            FieldKind::F64 => Self::Real(read_as!(old, f64)),
            _ => return None,
        })
    }

    /// Writes the number as another kind; `None`, and nothing written, where that has no such number.
    fn write(self, kind: FieldKind, new: &mut [u8]) -> Option<()> {
        match kind {
            FieldKind::U8 => write_as!(new, narrow(self.whole()?, u8::try_from)?),
            FieldKind::U16 => write_as!(new, narrow(self.whole()?, u16::try_from)?),
            FieldKind::U32 => write_as!(new, narrow(self.whole()?, u32::try_from)?),
            FieldKind::U64 => write_as!(new, narrow(self.whole()?, u64::try_from)?),
            FieldKind::I8 => write_as!(new, narrow(self.whole()?, i8::try_from)?),
            FieldKind::I16 => write_as!(new, narrow(self.whole()?, i16::try_from)?),
            FieldKind::I32 => write_as!(new, narrow(self.whole()?, i32::try_from)?),
            FieldKind::I64 => write_as!(new, narrow(self.whole()?, i64::try_from)?),
            FieldKind::F32 => {
                let (real, narrow) = (self.real()?, self.real()? as f32);
                // What is no number is none in any width.
                if f64::from(narrow) != real && !real.is_nan() {
                    return None;
                }
                write_as!(new, narrow);
            }
            FieldKind::F64 => write_as!(new, self.real()?),
            _ => return None,
        }
        Some(())
    }

    fn whole(self) -> Option<i128> {
        match self {
            Self::Whole(whole) => Some(whole),
            // Far inside of what i128 holds, so that the way there and back is exact.
            Self::Real(real) => (real.abs() < 1e20 && real.trunc() == real).then_some(real as i128),
        }
    }

    fn real(self) -> Option<f64> {
        match self {
            Self::Real(real) => Some(real),
            Self::Whole(whole) => Some(whole as f64).filter(|real| *real as i128 == whole),
        }
    }
}

fn narrow<T, E>(whole: i128, convert: fn(i128) -> Result<T, E>) -> Option<T> {
    convert(whole).ok()
}
