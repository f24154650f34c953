//! From a loaded scene to entities of the world.

use playground_core_assets::{Assets, Scene, SceneEntity};
use playground_core_ecs::{Entity, Row, World};
use playground_core_types::{CoreError, CoreResult, ErrorKind, read_now, write_now};

/// Spawns the loaded scene into the world of the assets.
pub(crate) fn spawn(assets: &Assets) -> CoreResult<()> {
    let scene = read_now(&assets.scene)?;
    let scene =
        scene.as_ref().ok_or_else(|| CoreError::new(ErrorKind::NotInitialized, "no scene is loaded"))?;
    spawn_into(&mut *write_now(&assets.ecs.world)?, scene)
}

/// Spawns every entity in the order of the file, then lets references name what they mean.
fn spawn_into(world: &mut World, scene: &Scene) -> CoreResult<()> {
    let mut spawned = Vec::with_capacity(scene.entities.len());
    for entity in &scene.entities {
        let row = row(world, entity)?;
        spawned.push(world.spawn(&row)?);
    }
    for (entity, described) in spawned.iter().zip(&scene.entities) {
        for reference in &described.references {
            let target = spawned.get(reference.target).copied().unwrap_or(Entity::NONE);
            let Some(bytes) = world.bytes(*entity, reference.component) else { continue };
            let mut bytes = bytes.to_vec();
            let end = reference.offset + size_of_val(&target);
            if let Some(field) = bytes.get_mut(reference.offset..end) {
                field.copy_from_slice(bytemuck::bytes_of(&target));
            }
            world.set_bytes(*entity, reference.component, &bytes);
        }
    }
    Ok(())
}

fn row(world: &World, entity: &SceneEntity) -> CoreResult<Row> {
    entity.components.iter().try_fold(Row::new(), |row, (component, bytes)| {
        let schema = world.schema(*component).ok_or_else(|| {
            let message = format!("the world does not know component {:016x}", component.0);
            CoreError::new(ErrorKind::BadContent, message)
        })?;
        row.with_bytes(schema, bytes.clone())
    })
}
