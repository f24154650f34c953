//! One number for a whole world: equal for equal worlds, on every machine.
//!
//! It is the hash of the hashes of pages, of which those are kept whose pages were not written since.

use playground_core_ecs::archetype::Archetype;
use playground_core_ecs::column::Column;
use playground_core_ecs::world::Lineage;
use playground_core_ecs::{PartHash, Region, World, WorldPart};
use playground_core_types::hash::{StableHasher, bytes_hash};
use std::collections::BTreeMap;

/// Hashes worlds, and keeps the hashes of their pages.
///
/// A version of a page stands for the same bytes within one line of worlds; another line begins with nothing kept.
#[derive(Debug, Default)]
pub struct WorldHasher {
    lineage: Option<Lineage>,
    /// By index of the archetype: entities and columns, page by page, as they lie.
    archetypes: Vec<Vec<Kept>>,
    slots: Vec<Kept>,
    free: Vec<Kept>,
    regions: Vec<Vec<Kept>>,
    /// Room for what is hashed in one go.
    bytes: Vec<u8>,
}

/// The hash of a page, and the write for which it is true; none is the write 0.
#[derive(Debug, Clone, Copy, Default)]
struct Kept {
    version: u64,
    hash: u64,
}

impl Kept {
    /// The hash, found again when the page was written since.
    #[inline]
    fn hash(kept: &mut Vec<Self>, place: usize, version: u64, find: impl FnOnce() -> u64) -> u64 {
        if place >= kept.len() {
            kept.resize(place + 1, Self::default());
        }
        let kept = &mut kept[place];
        if kept.version != version || version == 0 {
            *kept = Self { version, hash: find() };
        }
        kept.hash
    }
}

impl WorldHasher {
    /// The hash over resources, regions, entity names, and rows in signature order; empty archetypes do not count.
    pub fn hash(&mut self, world: &World) -> u64 {
        if self.lineage.as_ref() != Some(world.lineage()) {
            *self = Self { lineage: Some(world.lineage().clone()), ..Self::default() };
        }
        let mut hasher = StableHasher::new();
        for (id, bytes) in world.resources() {
            hasher.write_u64(id.0);
            hash_bytes(&mut hasher, bytes);
        }
        self.hash_regions(&mut hasher, world);
        self.hash_names(&mut hasher, world);
        self.archetypes.resize_with(world.archetypes().len(), Vec::new);
        for (index, archetype) in used_archetypes(world) {
            hash_archetype(&mut hasher, &mut self.archetypes[index], archetype);
        }
        hasher.finish()
    }

    fn hash_regions(&mut self, hasher: &mut StableHasher, world: &World) {
        for (number, (id, region)) in world.regions().enumerate() {
            if self.regions.len() <= number {
                self.regions.push(Vec::new());
            }
            hasher.write_u64(id.0);
            hash_region(hasher, &mut self.regions[number], region);
        }
    }

    fn hash_names(&mut self, hasher: &mut StableHasher, world: &World) {
        let entities = world.entities();
        hasher.write_u64(world.len() as u64);
        for page in 0..entities.page_count() {
            let bytes = &mut self.bytes;
            let find = || {
                bytes.clear();
                entities.generations(page).for_each(|generation| bytes.extend(generation.to_le_bytes()));
                bytes_hash(bytes)
            };
            hasher.write_u64(Kept::hash(&mut self.slots, page, entities.page_version(page), find));
        }
        for (page, (names, version)) in entities.free_pages().enumerate() {
            let hash = Kept::hash(&mut self.free, page, version, || bytes_hash(bytemuck::cast_slice(names)));
            hasher.write_u64(hash);
        }
    }
}

/// The hash of a world of which nothing is kept.
pub(crate) fn hash_world(world: &World) -> u64 {
    WorldHasher::default().hash(world)
}

fn hash_archetype(hasher: &mut StableHasher, kept: &mut Vec<Kept>, archetype: &Archetype) {
    hasher.write_u64(archetype.signature().len() as u64);
    archetype.signature().iter().for_each(|id| hasher.write_u64(id.0));
    hasher.write_u64(archetype.len() as u64);
    let width = archetype.signature().len() + 1;
    for page in 0..archetype.page_count() {
        let names = || bytes_hash(bytemuck::cast_slice(archetype.page_entities(page)));
        hasher.write_u64(Kept::hash(kept, page * width, archetype.page_version(page), names));
    }
    for (position, component) in archetype.signature().iter().enumerate() {
        let Some(column) = archetype.column(*component) else { continue };
        for page in 0..archetype.page_count() {
            let place = page * width + 1 + position;
            hasher.write_u64(Kept::hash(kept, place, column.page_version(page), || page_hash(column, page)));
        }
    }
}

fn hash_region(hasher: &mut StableHasher, kept: &mut Vec<Kept>, region: &Region) {
    hasher.write_u64(region.len() as u64);
    for page in 0..region.page_count() {
        let hash = Kept::hash(kept, page, region.page_version(page), || bytes_hash(region.page(page)));
        hasher.write_u64(hash);
    }
}

fn page_hash(column: Column<'_>, page: usize) -> u64 {
    let blobs = column.page_blobs(page);
    if blobs.is_empty() {
        return bytes_hash(column.page_bytes(page));
    }
    let mut hasher = StableHasher::new();
    blobs.iter().for_each(|blob| hash_bytes(&mut hasher, blob));
    hasher.finish()
}

/// The hash of each part of a world, in order of the parts.
pub(crate) fn part_hashes(world: &World) -> Vec<PartHash> {
    let mut hashers: BTreeMap<WorldPart, StableHasher> = BTreeMap::new();
    for (id, bytes) in world.resources() {
        hash_bytes(hashers.entry(WorldPart::Resource(id)).or_default(), bytes);
    }
    for (id, region) in world.regions() {
        hash_region(hashers.entry(WorldPart::Region(id)).or_default(), &mut Vec::new(), region);
    }
    WorldHasher::default().hash_names(hashers.entry(WorldPart::Names).or_default(), world);
    for (_, archetype) in used_archetypes(world) {
        let order = hashers.entry(WorldPart::Order).or_default();
        archetype.signature().iter().for_each(|id| order.write_u64(id.0));
        (0..archetype.page_count())
            .for_each(|page| hash_bytes(order, bytemuck::cast_slice(archetype.page_entities(page))));
        for component in archetype.signature() {
            if let Some(column) = archetype.column(*component) {
                let hasher = hashers.entry(WorldPart::Column(*component)).or_default();
                (0..archetype.page_count()).for_each(|page| hasher.write_u64(page_hash(column, page)));
            }
        }
    }
    hashers.into_iter().map(|(part, hasher)| PartHash { part, hash: hasher.finish() }).collect()
}

/// The archetypes with rows and their indices, in signature order.
pub(crate) fn used_archetypes(world: &World) -> Vec<(usize, &Archetype)> {
    let all = world.archetypes().iter().enumerate();
    let mut used: Vec<_> = all.filter(|(_, archetype)| !archetype.is_empty()).collect();
    used.sort_by_key(|(_, archetype)| archetype.signature());
    used
}

/// Bytes of any length, with the length first, so that neighbours cannot run into each other.
fn hash_bytes(hasher: &mut StableHasher, bytes: &[u8]) {
    hasher.write_u64(bytes.len() as u64);
    hasher.write(bytes);
}
