//! The resources that outlive a run, as the bytes of a file, and back.
//!
//! Shape: eight letters, the xxh3 hash of all behind it, then a postcard list of name, layout and bytes.

use crate::bytes::damaged;
use playground_core_ecs::operations::resource_payload_bytes;
use playground_core_ecs::{FieldKind, FieldSchema, Registry, Schema, World};
use playground_core_types::hash::{StableHasher, bytes_hash};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use playground_core_vtable::Reply;
use serde::{Deserialize, Serialize};

const MAGIC: &[u8; 8] = b"PLAYSAV1";

/// What errors call it.
const WHAT: &str = "save";

/// One resource. Its name and layout say whether the program that reads it means the same.
#[derive(Serialize, Deserialize)]
struct Entry<'a> {
    name: &'a str,
    layout: u64,
    bytes: &'a [u8],
}

/// Writes the saved resources of the world; nothing where the registry lists none.
pub(crate) fn write(registry: &Registry, world: &World, reply: &mut Reply) -> CoreResult<()> {
    let mut entries = Vec::new();
    for schema in &registry.saved {
        // A world that was not reset for this registry yet lacks it.
        if let Some((_, bytes)) = world.resources().find(|(id, _)| *id == schema.id) {
            entries.push(Entry { name: schema.name, layout: layout(schema), bytes });
        }
    }
    if entries.is_empty() {
        return Ok(());
    }
    let body = postcard::to_allocvec(&entries);
    let body = body.map_err(|error| CoreError::new(ErrorKind::BadRequest, error.to_string()))?;
    reply.write(MAGIC);
    reply.write_value(&bytes_hash(&body));
    reply.write(&body);
    Ok(())
}

/// Turns a save into resources for a new world, as far as the registry knows them.
pub(crate) fn read(registry: &Registry, payload: &[u8], reply: &mut Reply) -> CoreResult<()> {
    let rest = payload.strip_prefix(MAGIC).ok_or_else(|| damaged(WHAT, "it does not begin like one"))?;
    let (sum, body) = rest.split_first_chunk().ok_or_else(|| damaged(WHAT, "it is cut off"))?;
    if u64::from_le_bytes(*sum) != bytes_hash(body) {
        return Err(damaged(WHAT, "some of its bytes have changed"));
    }
    let entries: Vec<Entry<'_>> =
        postcard::from_bytes(body).map_err(|_| damaged(WHAT, "its list cannot be read"))?;
    let mut resources = Vec::new();
    for entry in entries {
        let known = registry.saved.iter().find(|schema| schema.name == entry.name);
        match known {
            Some(schema) if layout(schema) == entry.layout && schema.size == entry.bytes.len() => {
                resource_payload_bytes(&mut resources, schema.id, entry.bytes);
            }
            Some(_) => {
                log::warn!("the saved `{}` has another layout; the game begins without it", entry.name);
            }
            None => log::warn!("the game no longer has the saved `{}`", entry.name),
        }
    }
    reply.write(&resources);
    Ok(())
}

/// A number for the fields of a component: their names, kinds and order.
fn layout(schema: &Schema) -> u64 {
    let mut hasher = StableHasher::new();
    feed_fields(&mut hasher, schema.fields);
    hasher.finish()
}

fn feed_fields(hasher: &mut StableHasher, fields: &[FieldSchema]) {
    hasher.write_u64(fields.len() as u64);
    for field in fields {
        hasher.write_u64(field.name.len() as u64);
        hasher.write(field.name.as_bytes());
        feed_kind(hasher, field.kind);
    }
}

/// A number for each kind; it stands in files, so that new kinds go to the end.
fn feed_kind(hasher: &mut StableHasher, kind: FieldKind) {
    let number = match kind {
        FieldKind::U8 => 0,
        FieldKind::U16 => 1,
        FieldKind::U32 => 2,
        FieldKind::U64 => 3,
        FieldKind::I8 => 4,
        FieldKind::I16 => 5,
        FieldKind::I32 => 6,
        FieldKind::I64 => 7,
        FieldKind::F32 => 8,
        FieldKind::F64 => 9,
        FieldKind::Entity => 10,
        FieldKind::Asset => 11,
        FieldKind::Name => 12,
        FieldKind::Array(..) => 13,
        FieldKind::Record(_) => 14,
        FieldKind::Text(_) => 15,
    };
    hasher.write_u64(number);
    match kind {
        FieldKind::Array(element, count) => {
            hasher.write_u64(count as u64);
            feed_kind(hasher, *element);
        }
        FieldKind::Record(fields) => feed_fields(hasher, fields),
        FieldKind::Text(capacity) => hasher.write_u64(capacity as u64),
        _ => {}
    }
}
