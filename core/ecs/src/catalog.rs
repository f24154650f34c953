//! What a world knows besides its state: schemas, which archetype has which signature, how bundles lie in them.

use crate::bundle::Bundle;
use crate::schema::{ComponentId, Schema};
use crate::table::{Table, mixed};
use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// Changes rarely, and is shared whole between a world and its snapshots.
#[derive(Debug, Clone, Default)]
pub(crate) struct Catalog {
    schemas: Vec<&'static Schema>,
    by_id: Table,
    by_signature: Table,
    layouts: Vec<Layout>,
    by_key: Table,
}

/// How a bundle of certain components lies in its archetype.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    /// The components in the bundle's order.
    pub(crate) schemas: Vec<&'static Schema>,
    /// The same as the bundle's list, which is known by its place; empty where it has none.
    pub(crate) list: &'static [&'static Schema],
    /// Index of the archetype.
    pub(crate) archetype: u32,
    /// Where each component of the bundle stands in the archetype's signature.
    pub(crate) places: Vec<u32>,
    /// What the bundle's components require and it lacks: place in the signature, and bytes.
    pub(crate) defaults: Vec<(u32, Vec<u8>)>,
}

/// Layouts are forgotten past so many, for they are found again.
const LAYOUT_COUNT_MAX: usize = 4096;

impl Catalog {
    pub(crate) fn schemas(&self) -> &[&'static Schema] {
        &self.schemas
    }

    pub(crate) fn schema(&self, component: ComponentId) -> Option<&'static Schema> {
        let index = self.by_id.find(component.0, |index| self.schemas[index as usize].id == component)?;
        Some(self.schemas[index as usize])
    }

    /// Whether the schema is known, and no other under its name.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when another schema has the same id.
    pub(crate) fn knows(&self, schema: &'static Schema) -> CoreResult<bool> {
        match self.schema(schema.id) {
            Some(known) if std::ptr::eq(known, schema) || known.is_same(schema) => Ok(true),
            Some(_) => {
                let message = format!("component `{}` is declared twice with different fields", schema.name);
                Err(CoreError::new(ErrorKind::Conflict, message).cure("rename one of them"))
            }
            None => Ok(false),
        }
    }

    /// Adds a schema that is not known.
    pub(crate) fn add_schema(&mut self, schema: &'static Schema) {
        self.by_id.insert(schema.id.0, self.schemas.len() as u32);
        self.schemas.push(schema);
    }

    /// The archetype of a sorted signature; `is_of` says whether an archetype has it.
    pub(crate) fn archetype(&self, signature: &[ComponentId], is_of: impl Fn(u32) -> bool) -> Option<u32> {
        self.by_signature.find(signature_hash(signature), is_of)
    }

    pub(crate) fn add_archetype(&mut self, signature: &[ComponentId], index: u32) {
        self.by_signature.insert(signature_hash(signature), index);
    }

    /// Which layout a bundle has, if it is known.
    #[inline]
    pub(crate) fn layout_of(&self, bundle: &impl Bundle) -> Option<usize> {
        let is_wanted = |index: u32| {
            let (list, known) = (bundle.list(), &self.layouts[index as usize]);
            (!list.is_empty() && std::ptr::eq(list, known.list)) || bundle.is_of(&known.schemas)
        };
        self.by_key.find(bundle.key(), is_wanted).map(|index| index as usize)
    }

    pub(crate) fn layout(&self, index: usize) -> &Layout {
        &self.layouts[index]
    }

    pub(crate) fn add_layout(&mut self, key: u64, layout: Layout) -> usize {
        if self.layouts.len() >= LAYOUT_COUNT_MAX {
            self.layouts.clear();
            self.by_key = Table::default();
        }
        self.by_key.insert(key, self.layouts.len() as u32);
        self.layouts.push(layout);
        self.layouts.len() - 1
    }
}

fn signature_hash(signature: &[ComponentId]) -> u64 {
    signature.iter().fold(signature.len() as u64, |hash, id| mixed(hash, id.0))
}
