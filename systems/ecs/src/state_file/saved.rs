//! The resources that outlive a run, as the bytes of a file, and back.
//!
//! Shape: eight letters, the xxh3 hash of all behind it, then of each resource its schema and its bytes. So a later
//! version of the game reads it field by field, as it does a whole world.

use super::convert::Conversion;
use super::layout::{Layout, put_schema, read_layout};
use crate::bytes::{Reader, put_bytes, put_number};
use playground_core_ecs::operations::resource_payload_bytes;
use playground_core_ecs::{Registry, Schema, Storage, World};
use playground_core_types::CoreResult;
use playground_core_types::hash::bytes_hash;
use playground_core_vtable::Reply;

/// The last letter is the version of the shape.
const MAGIC: &[u8; 8] = b"PLAYSAV2";

/// What errors call it.
const WHAT: &str = "save";

/// The least that a resource takes in the file: its schema, and the length of its bytes. Unit: bytes.
const ENTRY_BYTES_MIN: usize = 13;

/// Writes the saved resources of the world; nothing where the registry lists none.
pub(crate) fn write(registry: &Registry, world: &World, reply: &mut Reply) {
    let mut entries = Vec::new();
    for schema in &registry.saved {
        // A world that was not reset for this registry yet lacks it.
        if let Some((_, bytes)) = world.resources().find(|(id, _)| *id == schema.id) {
            entries.push((*schema, bytes));
        }
    }
    if entries.is_empty() {
        return;
    }
    let mut body = Vec::new();
    put_number(&mut body, entries.len() as u64);
    for (schema, bytes) in entries {
        put_schema(&mut body, schema);
        put_bytes(&mut body, bytes);
    }
    reply.write(MAGIC);
    reply.write_value(&bytes_hash(&body));
    reply.write(&body);
}

/// Turns a save into resources for a new world, as far as the registry knows them.
///
/// # Errors
/// [`ErrorKind::BadContent`](playground_core_types::ErrorKind::BadContent) for a torn or foreign file.
pub(crate) fn read(registry: &Registry, payload: &[u8], reply: &mut Reply) -> CoreResult<()> {
    let mut reader = Reader::open(WHAT, MAGIC, payload)?;
    let mut resources = Vec::new();
    for _ in 0..reader.count(ENTRY_BYTES_MIN)? {
        let (layout, bytes) = (read_layout(&mut reader)?, reader.bytes()?);
        if layout.storage != Storage::Plain || layout.size != bytes.len() {
            return Err(reader.damaged("a resource does not have the size of its kind"));
        }
        let Some(schema) = find_schema(registry, &layout) else {
            log::warn!("the game no longer has the saved `{}`", layout.name);
            continue;
        };
        let mut conversion = Conversion::new(&layout, schema, &registry.renames);
        if let Some((_, value)) = registry.resources.iter().find(|(id, _)| *id == schema.id) {
            conversion = conversion.beginning_as(value);
        }
        let mut converted = Vec::new();
        if !conversion.convert_row(bytes, &mut converted) {
            log::warn!("some values of the saved `{}` have no place any more, and begin anew", layout.name);
        }
        resource_payload_bytes(&mut resources, schema.id, &converted);
    }
    if !reader.is_at_end() {
        return Err(reader.damaged("it goes on behind its end"));
    }
    reply.write(&resources);
    Ok(())
}

/// The saved resource of today that one of the file is.
fn find_schema(registry: &Registry, layout: &Layout<'_>) -> Option<&'static Schema> {
    let by_name = |name: &str| registry.saved.iter().find(|schema| schema.name == name).copied();
    let mut renames =
        registry.renames.iter().filter(|rename| rename.field.is_none() && rename.old == layout.name);
    by_name(layout.name).or_else(|| renames.find_map(|rename| by_name(rename.schema.name)))
}
