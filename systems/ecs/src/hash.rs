//! One number for a whole world: equal for equal worlds, on every machine.

use playground_core_ecs::archetype::Archetype;
use playground_core_ecs::column::{Column, PAGE_ROWS};
use playground_core_ecs::{ColumnHash, ComponentId, World};
use playground_core_types::hash::StableHasher;
use std::collections::BTreeMap;

/// The hash over resources, entity names, and rows in signature order; empty archetypes do not count.
pub(crate) fn hash_world(world: &World) -> u64 {
    let mut hasher = StableHasher::new();
    for (id, bytes) in world.resources() {
        hasher.write_u64(id.0);
        hash_bytes(&mut hasher, bytes);
    }
    hasher.write_u64(world.len() as u64);
    world.entities().allocation_state().for_each(|number| hasher.write(&number.to_le_bytes()));
    for (index, archetype) in used_archetypes(world) {
        hash_archetype(&mut hasher, world, index, archetype);
    }
    hasher.finish()
}

/// The hash of each component, over all archetypes in signature order, and of each resource; ascending by id.
pub(crate) fn column_hashes(world: &World) -> Vec<ColumnHash> {
    let mut hashers: BTreeMap<ComponentId, StableHasher> = BTreeMap::new();
    for (id, bytes) in world.resources() {
        hash_bytes(hashers.entry(id).or_default(), bytes);
    }
    for (index, archetype) in used_archetypes(world) {
        for component in archetype.signature() {
            if let Some(column) = world.column(index, *component) {
                hash_column(hashers.entry(*component).or_default(), column);
            }
        }
    }
    let hashes =
        hashers.into_iter().map(|(component, hasher)| ColumnHash { component, hash: hasher.finish() });
    hashes.collect()
}

/// The archetypes with rows and their indices, in signature order.
fn used_archetypes(world: &World) -> Vec<(usize, &Archetype)> {
    let all = world.archetypes().iter().enumerate();
    let mut used: Vec<_> = all.filter(|(_, archetype)| !archetype.is_empty()).collect();
    used.sort_by_key(|(_, archetype)| archetype.signature());
    used
}

fn hash_archetype(hasher: &mut StableHasher, world: &World, index: usize, archetype: &Archetype) {
    hasher.write_u64(archetype.signature().len() as u64);
    hasher.write_u64(archetype.len() as u64);
    for entity in archetype.entities() {
        hasher.write(&entity.index.to_le_bytes());
        hasher.write(&entity.generation.to_le_bytes());
    }
    for component in archetype.signature() {
        hasher.write_u64(component.0);
        if let Some(column) = world.column(index, *component) {
            hash_column(hasher, column);
        }
    }
}

fn hash_column(hasher: &mut StableHasher, column: Column<'_>) {
    for page in 0..column.len().div_ceil(PAGE_ROWS) {
        hasher.write(column.page_bytes(page));
        column.page_blobs(page).iter().for_each(|blob| hash_bytes(hasher, blob));
    }
}

/// Bytes of any length, with the length first, so that neighbours cannot run into each other.
fn hash_bytes(hasher: &mut StableHasher, bytes: &[u8]) {
    hasher.write_u64(bytes.len() as u64);
    hasher.write(bytes);
}
