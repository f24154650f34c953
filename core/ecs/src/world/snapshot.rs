//! Snapshots: copies of a world that share its pages.

use super::{Lineage, World};
use std::sync::Arc;

impl Clone for World {
    /// Copies what was written since the last snapshot, and shares the rest.
    fn clone(&self) -> Self {
        let mut world = Self::default();
        world.clone_from(self);
        world
    }

    /// Clones into an old copy. The lists keep their room, and what is the same on both sides is left alone, so that
    /// from one tick to the next nothing is allocated.
    fn clone_from(&mut self, source: &Self) {
        let Self { catalog, entities, archetypes, resources, regions, writes, lineage, despawned, .. } =
            source;
        if !Arc::ptr_eq(&self.catalog, catalog) {
            self.catalog.clone_from(catalog);
        }
        self.entities.clone_from(entities);
        // Where both go by one lineage, a version stands for the same bytes on both sides.
        let is_kin = self.lineage == *lineage;
        self.archetypes.truncate(archetypes.len());
        for (own, archetype) in self.archetypes.iter_mut().zip(archetypes) {
            if !is_kin || own.version() != archetype.version() {
                own.clone_from(archetype);
            }
        }
        self.archetypes.extend_from_slice(&archetypes[self.archetypes.len()..]);
        self.resources.clone_from(resources);
        self.regions.clone_from(regions);
        self.lineage.clone_from(lineage);
        (self.writes, self.despawned) = (*writes, *despawned);
        (self.shared, self.is_copy) = (0, true);
    }
}

impl World {
    /// A snapshot: it shares every page until either side writes it.
    #[must_use]
    pub fn snapshot(&mut self) -> Self {
        let mut snapshot = Self::default();
        self.snapshot_into(&mut snapshot);
        snapshot
    }

    /// Takes a snapshot into an old one, whose lists keep their room: from one tick to the next nothing is
    /// allocated for what rests.
    pub fn snapshot_into(&mut self, snapshot: &mut Self) {
        self.share();
        if self.lineage == snapshot.lineage {
            let pairs = self.archetypes.iter_mut().zip(&mut snapshot.archetypes);
            pairs.for_each(|(archetype, old)| archetype.recycle(old));
        }
        snapshot.clone_from(self);
        snapshot.shared = self.shared;
    }

    /// Makes clones cheap of what was written since the last snapshot.
    fn share(&mut self) {
        let since = self.shared;
        self.entities.share(since);
        self.archetypes.iter_mut().for_each(|archetype| archetype.share(since));
        self.regions.iter_mut().for_each(|(_, region)| region.share(since));
        self.shared = self.writes;
    }

    /// Makes this world equal to a snapshot of it; the write counter goes on.
    ///
    /// Names that were given out after the snapshot are given out again: whoever kept one, outside of the
    /// world, may hold the name of another entity then. What outlives a restore is to be looked up again.
    pub fn restore(&mut self, snapshot: &World) {
        let writes = self.writes.max(snapshot.writes) + 1;
        self.clone_from(snapshot);
        self.writes = writes;
        self.part();
    }

    /// Makes this world the other one, of which nothing is copied; the write counter goes on.
    pub fn become_other(&mut self, other: World) {
        let writes = self.writes.max(other.writes) + 1;
        *self = other;
        self.writes = writes;
        self.part();
    }

    /// From here on another than the world that it was copied from.
    #[cold]
    pub(super) fn part(&mut self) {
        (self.lineage, self.is_copy) = (Lineage::default(), false);
    }
}
