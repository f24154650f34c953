//! A world taken apart, for who borrows several of its parts at once.

use super::World;
use crate::archetype::Archetype;
use crate::entity::Entities;
use crate::schema::{Component, ComponentId};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::sync::Arc;

/// Told apart by where it lies in memory, which nobody else gets while it is held; never saved or hashed.
#[derive(Debug, Clone, Default)]
pub struct Lineage(Arc<u8>);

impl PartialEq for Lineage {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Lineage {}

/// A world taken apart, so that its parts can be borrowed side by side.
pub(crate) struct Parts<'w> {
    pub(crate) archetypes: &'w mut [Archetype],
    pub(crate) entities: &'w Entities,
    pub(crate) resources: &'w [(ComponentId, Arc<[u8]>)],
    /// The newest write.
    pub(crate) version: u64,
}

impl World {
    /// All parts at once.
    pub(crate) fn parts(&mut self) -> Parts<'_> {
        Parts {
            archetypes: &mut self.archetypes,
            entities: &self.entities,
            resources: &self.resources,
            version: self.writes,
        }
    }
}

/// A resource of a list in ascending order of id, copied out.
pub(crate) fn resource_of<T: Component>(resources: &[(ComponentId, Arc<[u8]>)]) -> CoreResult<T> {
    let place = resources.binary_search_by_key(&T::SCHEMA.id, |(id, _)| *id).ok();
    let value = place.and_then(|place| bytemuck::try_pod_read_unaligned(&resources[place].1).ok());
    value.ok_or_else(|| {
        let message = format!("the world has no resource `{}`", T::SCHEMA.name);
        CoreError::new(ErrorKind::BadRequest, message).cure("add it with `registry.resource(..)`")
    })
}
