//! A set of components that some entities have in common.

use crate::entity::Entity;
use crate::schema::ComponentId;
use std::sync::Arc;

/// The entities with exactly one set of components, and where their columns lie. A clone shares all lists.
#[derive(Debug, Clone)]
pub struct Archetype {
    /// The components in ascending order of id: the same on every machine.
    pub(crate) signature: Arc<[ComponentId]>,
    /// The archetype's columns are contiguous in the world, in signature order, from here.
    pub(crate) first_column: usize,
    pub(crate) entities: Arc<Vec<Entity>>,
    /// Where a row goes when a component is inserted or removed, filled on first use.
    pub(crate) edges: Arc<Vec<(ComponentId, Edge)>>,
}

/// The two neighbours of an archetype along one component.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Edge {
    pub(crate) inserted: Option<u32>,
    pub(crate) removed: Option<u32>,
}

impl Archetype {
    pub(crate) fn new(signature: &[ComponentId], first_column: usize) -> Self {
        Self { signature: signature.into(), first_column, entities: Arc::default(), edges: Arc::default() }
    }

    /// The components, in ascending order of id.
    pub fn signature(&self) -> &[ComponentId] {
        &self.signature
    }

    /// The entities, in row order.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// Where the component stands in the signature.
    pub fn position(&self, component: ComponentId) -> Option<usize> {
        self.signature.binary_search(&component).ok()
    }

    /// Whether the component is one of the signature.
    pub fn has(&self, component: ComponentId) -> bool {
        self.position(component).is_some()
    }

    /// What is known of the neighbours along a component.
    pub(crate) fn edge(&self, component: ComponentId) -> Edge {
        let known = self.edges.iter().find(|(id, _)| *id == component);
        known.map_or_else(Edge::default, |(_, edge)| *edge)
    }

    /// The neighbours along a component, to note one down.
    pub(crate) fn edge_mut(&mut self, component: ComponentId) -> &mut Edge {
        let edges = Arc::make_mut(&mut self.edges);
        let index = match edges.iter().position(|(id, _)| *id == component) {
            Some(index) => index,
            None => {
                edges.push((component, Edge::default()));
                edges.len() - 1
            }
        };
        &mut edges[index].1
    }
}
