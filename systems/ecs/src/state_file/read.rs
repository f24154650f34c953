//! A file into a world, as far as the game of today knows what is in it.

use super::convert::Conversion;
use super::layout::{Layout, read_layout};
use super::regions::read_regions;
use super::{MAGIC, WHAT};
use crate::bytes::Reader;
use playground_core_ecs::{ComponentId, LoadedColumn, LoadedRows, Rename, Schema, Storage, World};
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind};
use std::collections::BTreeMap;

/// How large rows may become that grow by what the file does not know. Unit: bytes.
const GROWN_BYTES_MAX: usize = 1 << 30;

/// The least that a component takes in the file: id, name, storage, size, fields. Unit: bytes.
const LAYOUT_BYTES_MIN: usize = 12;

/// Fills a world that has schemas and first resources but no entities.
///
/// # Errors
/// [`ErrorKind::BadContent`] for a torn or foreign file, and the world is to be thrown away.
pub(crate) fn read(world: &mut World, renames: &[Rename], bytes: &[u8]) -> CoreResult<()> {
    let mut reader = Reader::open(WHAT, MAGIC, bytes)?;
    let count = reader.count(LAYOUT_BYTES_MIN)?;
    let layouts: CoreResult<Vec<Layout<'_>>> = (0..count).map(|_| read_layout(&mut reader)).collect();
    let layouts = layouts?;
    let mut loading = Loading { known: BTreeMap::new(), grown: 0, lossy: Vec::new() };
    for layout in &layouts {
        let conversion =
            find_schema(world, renames, layout).map(|schema| Conversion::new(layout, schema, renames));
        loading.known.insert(layout.id, (layout, conversion));
    }
    read_names(world, &mut reader)?;
    for _ in 0..reader.count(2)? {
        loading.read_rows(world, &mut reader)?;
    }
    for _ in 0..reader.count(9)? {
        loading.read_resource(world, &mut reader)?;
    }
    read_regions(world, &mut reader)?;
    if !reader.is_at_end() {
        return Err(reader.damaged("it goes on behind its end"));
    }
    loading.warn();
    Ok(())
}

/// The component of today that one of the file is.
fn find_schema(world: &World, renames: &[Rename], layout: &Layout<'_>) -> Option<&'static Schema> {
    let same = world.schema(ComponentId(layout.id)).filter(|schema| schema.name == layout.name);
    let renamed = || renames.iter().find(|rename| rename.field.is_none() && rename.old == layout.name);
    let found = same.or_else(|| renamed().map(|rename| rename.schema));
    found.filter(|schema| schema.storage == layout.storage)
}

fn read_names(world: &mut World, reader: &mut Reader<'_>) -> CoreResult<()> {
    let mut lists = [Vec::new(), Vec::new(), Vec::new()];
    for list in &mut lists {
        let count = reader.count(4)?;
        *list = words(reader.take(count * 4)?);
    }
    let [generations, free, used_up] = lists;
    world.load_names(&generations, &free, &used_up).map_err(|error| reader.damaged(error.message()))
}

fn words(bytes: &[u8]) -> Vec<u32> {
    let (words, _) = bytes.as_chunks();
    words.iter().map(|word| u32::from_le_bytes(*word)).collect()
}

/// The components of the file, and what became of them.
struct Loading<'f> {
    known: BTreeMap<u64, (&'f Layout<'f>, Option<Conversion<'f>>)>,
    /// Bytes of rows of another layout than the file's.
    grown: usize,
    /// Components of which a value could not be kept.
    lossy: Vec<&'static str>,
}

impl Loading<'_> {
    fn read_rows(&mut self, world: &mut World, reader: &mut Reader<'_>) -> CoreResult<()> {
        let count = reader.count(8)?;
        let signature: CoreResult<Vec<u64>> = (0..count).map(|_| reader.word()).collect();
        let rows = reader.count(4)?;
        let indices = words(reader.take(rows * 4)?);
        let mut converted = Vec::new();
        for id in signature? {
            if let Some((schema, rows)) = self.read_column(reader, id, rows)? {
                converted.push((schema, rows));
            }
        }
        converted.sort_by_key(|(schema, _)| schema.id);
        converted.dedup_by_key(|(schema, _)| schema.id);
        let columns: Vec<LoadedColumn<'_>> =
            converted.iter().map(|(schema, rows)| LoadedColumn { schema, rows: rows.lend() }).collect();
        world.load_rows(&indices, &columns).map_err(|error| reader.damaged(error.message()))
    }

    /// The rows of one component as they are today; `None` when nothing knows it any more.
    fn read_column<'r>(
        &mut self,
        reader: &mut Reader<'r>,
        id: u64,
        rows: usize,
    ) -> CoreResult<Option<(&'static Schema, Rows<'r>)>> {
        let found = self.known.get(&id).ok_or_else(|| reader.damaged("it does not describe a component"))?;
        let (layout, conversion) = found;
        if layout.storage == Storage::Blob {
            let mut blobs = Vec::with_capacity(rows.min(reader.rest().len()));
            for _ in 0..rows {
                blobs.push(Bytes::copy_from_slice(reader.bytes()?));
            }
            return Ok(conversion.as_ref().map(|conversion| (conversion.schema, Rows::Blob(blobs))));
        }
        let size = layout.size.saturating_mul(rows);
        let bytes = reader.take(size)?;
        let Some(conversion) = conversion else { return Ok(None) };
        let schema = conversion.schema;
        if conversion.is_copy {
            return Ok(Some((schema, Rows::Copied(bytes))));
        }
        self.grown = self.grown.saturating_add(schema.size.saturating_mul(rows));
        if self.grown > GROWN_BYTES_MAX {
            let message = format!("the rows of `{}` grow beyond all bounds", schema.name);
            return Err(CoreError::new(ErrorKind::LimitReached, message));
        }
        let mut converted = Vec::with_capacity(schema.size * rows);
        for row in 0..rows {
            let kept =
                conversion.convert_row(&bytes[row * layout.size..(row + 1) * layout.size], &mut converted);
            if !kept && !self.lossy.contains(&schema.name) {
                self.lossy.push(schema.name);
            }
        }
        Ok(Some((schema, Rows::Converted(converted))))
    }

    fn read_resource(&mut self, world: &mut World, reader: &mut Reader<'_>) -> CoreResult<()> {
        let (id, value) = (reader.word()?, reader.bytes()?);
        let Some((layout, conversion)) = self.known.get(&id) else {
            // What no schema describes is taken as it is, where it does not clash with one of today.
            if world.schema(ComponentId(id)).is_none_or(|schema| schema.size == value.len()) {
                world.set_resource_bytes(ComponentId(id), value);
            }
            return Ok(());
        };
        if layout.storage != Storage::Plain || layout.size != value.len() {
            return Err(reader.damaged("a resource does not have the size of its kind"));
        }
        if let Some(conversion) = conversion {
            let (mut converted, schema) = (Vec::new(), conversion.schema);
            if !conversion.convert_row(value, &mut converted) && !self.lossy.contains(&schema.name) {
                self.lossy.push(schema.name);
            }
            world.set_resource_bytes(schema.id, &converted);
        }
        Ok(())
    }

    fn warn(&self) {
        let unknown = self.known.values().filter(|(_, conversion)| conversion.is_none());
        let unknown: Vec<&str> = unknown.map(|(layout, _)| layout.name).collect();
        if !unknown.is_empty() {
            log::warn!("the game no longer has these parts of the saved world: {}", unknown.join(", "));
        }
        if !self.lossy.is_empty() {
            let names = self.lossy.join(", ");
            log::warn!("some values of the saved world have no place any more, and begin anew: {names}");
        }
    }
}

/// The rows of one component, in the file or beside it.
enum Rows<'r> {
    Copied(&'r [u8]),
    Converted(Vec<u8>),
    Blob(Vec<Bytes>),
}

impl Rows<'_> {
    fn lend(&self) -> LoadedRows<'_> {
        match self {
            Self::Copied(bytes) => LoadedRows::Plain(bytes),
            Self::Converted(bytes) => LoadedRows::Plain(bytes),
            Self::Blob(blobs) => LoadedRows::Blob(blobs.clone()),
        }
    }
}
