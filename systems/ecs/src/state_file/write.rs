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
    let (generations, free): (Vec<u32>, Vec<u32>) =
        (generations(entities).collect(), entities.free().collect());
    // An index whose generations are used up has no row and is not free; all others that have none wait for theirs.
    let is_used_up = |(index, generation): &(u32, u32)| {
        let entity = Entity { index: *index, generation: *generation };
        *generation == u32::MAX && entities.locate(entity).is_none() && !entities.is_reserved(entity)
    };
    let mut is_free = vec![false; generations.len()];
    for index in &free {
        is_free[*index as usize] = true;
    }
    let rows = (0..).zip(generations.iter().copied());
    let used_up = rows.filter(|row| !is_free[row.0 as usize] && is_used_up(row));
    let used_up: Vec<u32> = used_up.map(|(index, _)| index).collect();
    for list in [generations, free, used_up] {
        put_number(bytes, list.len() as u64);
        put_words(bytes, list);
    }
}

fn generations(entities: &Entities) -> impl Iterator<Item = u32> {
    (0..entities.page_count()).flat_map(|page| entities.generations(page))
}

fn put_words(bytes: &mut Vec<u8>, words: impl IntoIterator<Item = u32>) {
    words.into_iter().for_each(|word| bytes.extend_from_slice(&word.to_le_bytes()));
}

fn put_rows(world: &World, index: usize, archetype: &Archetype, bytes: &mut Vec<u8>) {
    put_number(bytes, archetype.signature().len() as u64);
    archetype.signature().iter().for_each(|component| bytes.extend_from_slice(&component.0.to_le_bytes()));
    put_number(bytes, archetype.len() as u64);
    put_words(bytes, archetype.entities().map(|entity| entity.index));
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
