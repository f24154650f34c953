//! Rows stay where they are while somebody goes over them.

use playground_core_ecs::{Page, Query, World};

fn over_pages(world: &mut World, query: &Query) {
    for page in world.pages(query) {
        for entity in page.entities() {
            world.despawn(*entity);
        }
    }
}

fn inside_a_visit(world: &mut World, query: &Query) {
    let visited = world.each(query, |page: &mut Page<'_>| {
        for entity in page.entities() {
            world.despawn(*entity);
        }
        Ok(())
    });
    drop(visited);
}

fn over_names(world: &mut World) {
    for name in world.archetypes().iter().flat_map(|archetype| archetype.entities()) {
        world.despawn(name);
    }
}

fn main() {}
