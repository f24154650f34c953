//! The world into a file.

use super::regions::put_regions;
use super::{MAGIC, layout};
use crate::bytes::{put_bytes, put_number};
use playground_core_ecs::archetype::Archetype;
use playground_core_ecs::column::PAGE_ROWS;
use playground_core_ecs::entity::Entities;
use playground_core_ecs::{ComponentId, Entity, Storage, World};
use playground_core_types::hash::bytes_hash;
use std::collections::BTreeSet;

/// Schemas and all else that a small world has beside its rows. Unit: bytes.
const SMALL_FILE_BYTES: usize = 4096;

/// Appends the world as a file.
pub(crate) fn write(world: &World, bytes: &mut Vec<u8>) {
    let start = bytes.len();
    bytes.reserve(size_about(world));
    bytes.extend_from_slice(MAGIC);
    let sum = bytes.len()..bytes.len() + 8;
    bytes.extend_from_slice(&[0; 8]);
    put_schemas(world, bytes);
    put_names(world, bytes);
    // All of them, in the order in which they came to be: systems visit rows in that order, so a world that was
    // loaded goes on as the one that was saved.
    put_number(bytes, world.archetypes().len() as u64);
    for (index, archetype) in world.archetypes().iter().enumerate() {
        put_rows(world, index, archetype, bytes);
    }
    put_number(bytes, world.resources().count() as u64);
    for (id, value) in world.resources() {
        bytes.extend_from_slice(&id.0.to_le_bytes());
        put_bytes(bytes, value);
    }
    put_regions(world, bytes);
    let hash = bytes_hash(&bytes[start + MAGIC.len() + 8..]);
    bytes[sum].copy_from_slice(&hash.to_le_bytes());
}

/// Room for most files, so that a growing list does not copy what is written already. Unit: bytes.
fn size_about(world: &World) -> usize {
    let rows = |archetype: &Archetype| {
        let row = archetype.schemas().iter().fold(4, |size, schema| size + schema.size);
        archetype.len() * row
    };
    let names = world.entities().page_count() * PAGE_ROWS * 4;
    let regions: usize = world.regions().map(|(_, region)| region.len()).sum();
    world
        .archetypes()
        .iter()
        .fold(SMALL_FILE_BYTES + names + regions, |size, archetype| size + rows(archetype))
}

fn put_schemas(world: &World, bytes: &mut Vec<u8>) {
    let mut ids: BTreeSet<ComponentId> = world.resources().map(|(id, _)| id).collect();
    ids.extend(world.archetypes().iter().flat_map(Archetype::signature));
    let schemas: Vec<_> = ids.into_iter().filter_map(|id| world.schema(id)).collect();
    put_number(bytes, schemas.len() as u64);
    schemas.into_iter().for_each(|schema| layout::put_schema(bytes, schema));
}

fn put_names(world: &World, bytes: &mut Vec<u8>) {
    let entities = world.entities();
    let pages = || (0..entities.page_count()).map(|page| entities.generations(page));
    put_number(bytes, pages().map(|page| page.len() as u64).sum());
    pages().for_each(|page| put_words(bytes, page));
    put_number(bytes, entities.free_pages().map(|(names, _)| names.len() as u64).sum());
    entities.free_pages().for_each(|(names, _)| put_words(bytes, names.iter().map(|name| name.index)));
    let used_up = used_up(entities);
    put_number(bytes, used_up.len() as u64);
    put_words(bytes, used_up.into_iter());
}

/// The indices whose generations are used up: they have no row and are not free. All others without a row wait for
/// theirs.
fn used_up(entities: &Entities) -> Vec<u32> {
    let mut found = Vec::new();
    for page in 0..entities.page_count() {
        let first = (page * PAGE_ROWS) as u32;
        let last_ones = (first..).zip(entities.generations(page)).filter(|row| row.1 == u32::MAX);
        found.extend(last_ones.map(|(index, _)| index));
    }
    // Rare enough that this is not done for every world.
    if !found.is_empty() {
        let free: BTreeSet<u32> = entities.free().collect();
        found.retain(|index| {
            let entity = Entity { index: *index, generation: u32::MAX };
            !free.contains(index) && entities.locate(entity).is_none() && !entities.is_reserved(entity)
        });
    }
    found
}

/// Room for all of them first, so that none of them looks whether it has room.
fn put_words(bytes: &mut Vec<u8>, words: impl ExactSizeIterator<Item = u32>) {
    let start = bytes.len();
    bytes.resize(start + words.len() * 4, 0);
    let (room, _): (&mut [[u8; 4]], &mut [u8]) = bytes[start..].as_chunks_mut();
    for (room, word) in room.iter_mut().zip(words) {
        *room = word.to_le_bytes();
    }
}

fn put_rows(world: &World, index: usize, archetype: &Archetype, bytes: &mut Vec<u8>) {
    put_number(bytes, archetype.signature().len() as u64);
    archetype.signature().iter().for_each(|component| bytes.extend_from_slice(&component.0.to_le_bytes()));
    put_number(bytes, archetype.len() as u64);
    for page in 0..archetype.page_count() {
        put_words(bytes, archetype.page_entities(page).iter().map(|entity| entity.index));
    }
    for component in archetype.signature() {
        let Some(column) = world.column(index, *component) else { continue };
        let pages = 0..column.len().div_ceil(PAGE_ROWS);
        match column.schema().storage {
            Storage::Plain => pages.for_each(|page| bytes.extend_from_slice(column.page_bytes(page))),
            Storage::Blob => {
                pages.flat_map(|page| column.page_blobs(page)).for_each(|blob| put_bytes(bytes, blob));
            }
        }
    }
}
