//! Applies the structural changes that a system asked for, in the order in which it asked.

use playground_core_ecs::commands::Change;
use playground_core_ecs::{Children, Commands, Entity, Parent, World};
use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// Applies every change; one that concerns an entity which is gone by now does nothing.
pub(crate) fn apply(world: &mut World, commands: &Commands) -> CoreResult<()> {
    reserve_promised(world, commands)?;
    for change in commands.changes() {
        match change {
            Change::Spawn { entity, row } => {
                world.spawn_reserved(*entity, commands.row(*row))?;
            }
            Change::Insert { entity, schema, start, end } if world.contains(*entity) => {
                world.insert_bytes(*entity, schema, commands.bytes(*start, *end))?;
            }
            Change::Insert { .. } => {}
            Change::Remove { entity, component } => {
                world.remove(*entity, *component);
            }
            Change::Despawn { entity } => despawn_family(world, *entity),
        }
    }
    Ok(())
}

/// Gives the promised names out before anything else: a despawn among the changes would free another first.
fn reserve_promised(world: &mut World, commands: &Commands) -> CoreResult<()> {
    for change in commands.changes() {
        if let Change::Spawn { entity, .. } = change
            && world.reserve() != *entity
        {
            let message = "a system's entities were given out in another order than promised";
            return Err(CoreError::new(ErrorKind::Conflict, message));
        }
    }
    Ok(())
}

/// Removes an entity and all that hangs from it.
pub(crate) fn despawn_family(world: &mut World, entity: Entity) {
    let mut pending = vec![entity];
    while let Some(next) = pending.pop() {
        let children: Option<Children> = world.blob(next);
        // `Children` is of the last tick's end; a child that was given away or let go since stays.
        let still_hangs = |child: &Entity| parent_of(world, *child) == Some(next);
        pending.extend(children.unwrap_or_default().entities.into_iter().filter(still_hangs));
        world.despawn(next);
    }
}

fn parent_of(world: &World, child: Entity) -> Option<Entity> {
    let parent: Option<&Parent> = world.get(child);
    parent.map(|parent| parent.entity)
}
