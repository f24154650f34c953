//! What a program asks of the assets: each function only says so through the `VTable`.

use crate::{Assets, Source, operations};
use bytes::Bytes;
use once_cell::sync::Lazy;
use playground_core_ecs::get_ecs_instance;
use playground_core_types::{CoreResult, Handle};
use playground_core_vtable::Reply;

static ASSETS_INSTANCE: Lazy<CoreResult<Handle<Assets>>> =
    Lazy::new(|| Ok(Assets::with_ecs(get_ecs_instance()?)));

/// The assets of the process, of the global world; tests and a server beside it make their own.
///
/// # Errors
/// None today; the seed's signature leaves room for builds without assets.
pub fn get_assets_instance() -> CoreResult<Handle<Assets>> {
    ASSETS_INSTANCE.clone()
}

/// Opens the game at `source`: afterwards [`Assets::manifest`] holds what its `game.toml` says.
///
/// # Errors
/// A game that is missing or whose manifest is wrong, with file, line, column and cure; or a failure of
/// the `VTable`.
pub async fn open(assets: &Assets, source: Source) -> CoreResult<()> {
    *assets.source.write().await = source;
    assets.vtable.send_command(operations::SYSTEM, operations::OPEN, Bytes::new()).await?;
    Ok(())
}

/// Loads the first scene of the open game and all assets that it needs.
///
/// # Errors
/// A scene or an asset that is missing or wrong, by name and place; or a failure of the `VTable`.
pub async fn load(assets: &Assets) -> CoreResult<()> {
    assets.vtable.send_command(operations::SYSTEM, operations::LOAD, Bytes::new()).await?;
    Ok(())
}

/// Spawns the loaded scene into the world of the assets.
///
/// # Errors
/// When no scene is loaded, or the world is busy.
pub fn spawn_scene(assets: &Assets) -> CoreResult<()> {
    let id = assets.vtable.resolve(operations::SYSTEM, operations::SPAWN)?;
    Ok(assets.vtable.call(id, &[], &mut Reply::default())?)
}
