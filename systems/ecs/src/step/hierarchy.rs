//! Parents, children, and transforms that follow from them.

use bytemuck::bytes_of;
use playground_core_ecs::column::PAGE_ROWS;
use playground_core_ecs::world::Lineage;
use playground_core_ecs::{
    Children, ComponentId, Entity, GlobalTransform2d, Parent, Query, Transform2d, World,
};
use playground_core_types::math::Affine2;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::collections::{BTreeMap, BTreeSet};

/// Lineage of the world; newest write and rows of `Parent`, and of `Children`; last despawn.
type Stamp = (Lineage, (u64, usize), (u64, usize), u64);

/// What hangs from each entity, in ascending order.
type Families = BTreeMap<Entity, Vec<Entity>>;

/// The order in which transforms are propagated; rebuilt when a parent changed.
#[derive(Debug)]
pub(crate) struct Hierarchy {
    /// Every entity with a parent, parents before their children.
    order: Vec<(Entity, Entity)>,
    /// The state of the `Parent` columns for which `order` is true.
    stamp: Option<Stamp>,
    /// What has a transform and hangs from nothing.
    roots: Query,
    /// Archetype and number of the pages whose transforms moved; kept, so that a tick allocates nothing.
    moved: Vec<(usize, usize)>,
}

impl Default for Hierarchy {
    fn default() -> Self {
        let roots = Query::new().read(Transform2d::ID).write(GlobalTransform2d::ID).without(Parent::ID);
        Self { order: Vec::new(), stamp: None, roots, moved: Vec::new() }
    }
}

impl Hierarchy {
    /// Links what changed, then writes the global transforms that it moved.
    pub(crate) fn step(&mut self, world: &mut World) -> CoreResult<()> {
        if self.stamp != Some(stamp(world)) {
            self.link(world)?;
            self.stamp = Some(stamp(world));
        }
        self.propagate_roots(world)?;
        for (child, parent) in &self.order {
            propagate(world, *child, *parent);
        }
        Ok(())
    }

    /// Writes only pages that differ from what they would become: a page at rest is not copied for the
    /// snapshot that shares it, and keeps its version.
    fn propagate_roots(&mut self, world: &mut World) -> CoreResult<()> {
        self.moved.clear();
        for page in world.pages(&self.roots) {
            let transforms: &[Transform2d] = page.read(Transform2d::ID)?;
            let globals: &[GlobalTransform2d] = page.read(GlobalTransform2d::ID)?;
            let mut rows = globals.iter().zip(transforms);
            if rows.any(|(global, transform)| !is_same(global, &global_of(transform))) {
                self.moved.push((page.archetype(), page.page()));
            }
        }
        for place in &self.moved {
            world.edit_page(&self.roots, *place, |page| {
                let transforms: &[Transform2d] = page.read(Transform2d::ID)?;
                write_globals(page.write(GlobalTransform2d::ID)?, transforms);
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Despawns orphans, brings every `Children` up to date, and sorts by depth.
    fn link(&mut self, world: &mut World) -> CoreResult<()> {
        let mut families = families(world)?;
        despawn_orphans(world, &mut families);
        self.order = sorted_by_depth(world, &families)?;
        // Who hangs from nothing is nobody's child.
        families.remove(&Entity::NONE);
        for childless in with_children(world).into_iter().filter(|entity| !families.contains_key(entity)) {
            world.remove(childless, Children::ID);
        }
        for (parent, entities) in families {
            let (listed, known): (_, Option<Children>) = (Children { entities }, world.blob(parent));
            if known.as_ref() != Some(&listed) {
                world.insert_blob(parent, &listed)?;
            }
        }
        Ok(())
    }
}

/// Changes whenever a `Parent` or `Children` is given, taken or written, or an entity of the world goes.
fn stamp(world: &World) -> Stamp {
    let [parents, children] = [Parent::ID, Children::ID].map(|component| newest_write(world, component));
    (world.lineage().clone(), parents, children, world.despawned())
}

/// The newest write to a component's rows, and how many there are.
fn newest_write(world: &World, component: ComponentId) -> (u64, usize) {
    let (mut newest, mut rows) = (0, 0);
    for index in 0..world.archetypes().len() {
        if let Some(column) = world.column(index, component) {
            rows += column.len();
            let pages = 0..column.len().div_ceil(PAGE_ROWS);
            newest = pages.map(|page| column.page_version(page)).fold(newest, u64::max);
        }
    }
    (newest, rows)
}

fn families(world: &World) -> CoreResult<Families> {
    let mut families = Families::new();
    for page in world.pages(&Query::new().read(Parent::ID)) {
        let column: &[Parent] = page.read(Parent::ID)?;
        for (child, parent) in page.entities().iter().zip(column) {
            families.entry(parent.entity).or_default().push(*child);
        }
    }
    families.values_mut().for_each(|children| children.sort_unstable());
    Ok(families)
}

/// Despawns what hangs from an entity that is gone, with all that hangs from it.
fn despawn_orphans(world: &mut World, families: &mut Families) {
    let is_gone = |parent: &&Entity| **parent != Entity::NONE && !world.contains(**parent);
    let mut gone: Vec<Entity> = families.keys().filter(is_gone).copied().collect();
    while let Some(parent) = gone.pop() {
        for orphan in families.remove(&parent).unwrap_or_default() {
            world.despawn(orphan);
            gone.push(orphan);
        }
    }
}

fn with_children(world: &World) -> Vec<Entity> {
    let query = Query::new().with(Children::ID);
    world.pages(&query).flat_map(|page| page.entities().iter().copied()).collect()
}

/// Every child with its parent, one generation after the other.
fn sorted_by_depth(world: &World, families: &Families) -> CoreResult<Vec<(Entity, Entity)>> {
    let is_top = |parent: &&Entity| !world.has(**parent, Parent::ID);
    let mut generation: Vec<Entity> = families.keys().filter(is_top).copied().collect();
    let mut sorted = Vec::new();
    while !generation.is_empty() {
        let start = sorted.len();
        for parent in &generation {
            let children = families.get(parent).map_or([].as_slice(), Vec::as_slice);
            sorted.extend(children.iter().map(|child| (*child, *parent)));
        }
        generation = sorted[start..].iter().map(|(child, _)| *child).collect();
    }
    if sorted.len() < families.values().map(Vec::len).sum() {
        return Err(circle(families, &sorted));
    }
    Ok(sorted)
}

#[cold]
fn circle(families: &Families, sorted: &[(Entity, Entity)]) -> CoreError {
    let reached: BTreeSet<Entity> = sorted.iter().map(|(child, _)| *child).collect();
    let Some(entity) = families.values().flatten().find(|child| !reached.contains(child)) else {
        return CoreError::new(ErrorKind::Game, "an entity hangs from itself");
    };
    let message = format!("entity {}v{} hangs from itself", entity.index, entity.generation);
    CoreError::new(ErrorKind::Game, message).cure("take one `Parent` of the circle away")
}

fn write_globals(globals: &mut [GlobalTransform2d], transforms: &[Transform2d]) {
    for (global, transform) in globals.iter_mut().zip(transforms) {
        *global = global_of(transform);
    }
}

fn propagate(world: &mut World, child: Entity, parent: Entity) {
    let transform: Option<&Transform2d> = world.get(child);
    let Some(transform) = transform else { return };
    let above: Option<&GlobalTransform2d> = world.get(parent);
    let above = above.map_or(Affine2::IDENTITY, GlobalTransform2d::as_affine);
    let global = GlobalTransform2d::from_affine(above * local(transform));
    let known: Option<&GlobalTransform2d> = world.get(child);
    if known.is_some_and(|known| !is_same(known, &global)) {
        world.set(child, &global);
    }
}

fn global_of(transform: &Transform2d) -> GlobalTransform2d {
    GlobalTransform2d::from_affine(local(transform))
}

/// By bits: a zero of another sign is another state of the world, and what is no number equals itself.
fn is_same(left: &GlobalTransform2d, right: &GlobalTransform2d) -> bool {
    bytes_of(left) == bytes_of(right)
}

fn local(transform: &Transform2d) -> Affine2 {
    Affine2::from_scale_angle_translation(transform.scale, transform.rotation, transform.position)
}
