//! What a program asks of the assets: each function only says so through the `VTable`.

use crate::store::PREVIOUS_SUFFIX;
use crate::{Assets, Source, operations};
use once_cell::sync::Lazy;
use playground_core_ecs::get_ecs_instance;
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind, Handle, write_now};
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

/// Opens the game at `source`: afterwards [`Assets::manifest`] holds what its `game.toml` says. What was
/// opened or loaded until now is given up at its next step.
///
/// # Errors
/// A game that is missing or whose manifest is wrong, with file, line, column and cure; the error of
/// [`Request::check`](crate::Request::check) when something else was asked for since; or a failure of the
/// `VTable`.
pub async fn open(assets: &Assets, source: Source) -> CoreResult<()> {
    let number = assets.request.write().await.supersede(source);
    let payload = operations::encode_number(number);
    assets.vtable.send_command(operations::SYSTEM, operations::OPEN, payload).await?;
    Ok(())
}

/// Loads the first scene of the open game and all assets that it needs.
///
/// # Errors
/// A scene or an asset that is missing, wrong or too large, by name and place; the error of
/// [`Request::check`](crate::Request::check) when something else was asked for since; or a failure of the
/// `VTable`.
pub async fn load(assets: &Assets) -> CoreResult<()> {
    let number = assets.request.read().await.number();
    let payload = operations::encode_number(number);
    assets.vtable.send_command(operations::SYSTEM, operations::LOAD, payload).await?;
    Ok(())
}

/// Looks for all mistakes of the game at `source`: its `game.toml`, every scene below `scenes/`, every asset
/// that they name. Scenes may name the components of [`Assets::schemas`]; how many files were looked at is
/// in [`Assets::progress`].
///
/// Shape: sorted by file, line and column; empty for a game without a mistake.
///
/// # Errors
/// The error of [`Request::check`](crate::Request::check) when something else was asked for since; or a
/// failure of the `VTable`. The mistakes themselves are no error.
pub async fn check(assets: &Assets, source: Source) -> CoreResult<Vec<CoreError>> {
    let number = assets.request.write().await.supersede(source);
    let payload = operations::encode_number(number);
    assets.vtable.send_command(operations::SYSTEM, operations::CHECK, payload).await?;
    Ok(assets.problems.read().await.clone())
}

/// Gives up what is being opened or loaded: it ends at its next step, and writes nothing any more. What
/// is open and loaded already stays until the next [`open`].
///
/// # Errors
/// When the request is being written at this moment, by another thread.
pub fn cancel(assets: &Assets) -> CoreResult<()> {
    write_now(&assets.request)?.supersede(Source::default());
    Ok(())
}

/// Replaces a file of the player's store.
///
/// # Errors
/// A bad name, too many bytes, a disk that takes none; or a failure of the `VTable`. The file is then as before.
pub async fn store(assets: &Assets, name: &str, bytes: &[u8]) -> CoreResult<()> {
    let payload = operations::StorePayload { name: name.to_owned(), bytes: bytes.to_vec() };
    let payload = postcard::to_allocvec(&payload);
    let payload = payload.map_err(|error| CoreError::new(ErrorKind::BadRequest, error.to_string()))?;
    assets.vtable.send_command(operations::SYSTEM, operations::STORE, Bytes::from(payload)).await?;
    Ok(())
}

/// The bytes of a file of the player's store; none where there is no such file.
///
/// # Errors
/// A bad name, a file that cannot be read; or a failure of the `VTable`.
pub async fn fetch(assets: &Assets, name: &str) -> CoreResult<Bytes> {
    let payload = Bytes::copy_from_slice(name.as_bytes());
    Ok(assets.vtable.send_command(operations::SYSTEM, operations::FETCH, payload).await?)
}

/// The first bytes of a file of the player's store, at most `bytes_max` of them; none where there is no such file.
///
/// # Errors
/// Those of [`fetch`], but for the size of the file.
pub async fn fetch_start(assets: &Assets, name: &str, bytes_max: u32) -> CoreResult<Bytes> {
    let payload = operations::FetchStartPayload { name: name.to_owned(), bytes_max };
    let payload = postcard::to_allocvec(&payload);
    let payload = payload.map_err(|error| CoreError::new(ErrorKind::BadRequest, error.to_string()))?;
    Ok(assets.vtable.send_command(operations::SYSTEM, operations::FETCH_START, Bytes::from(payload)).await?)
}

/// The bytes that a file of the player's store had before it was replaced last; none where it never was. For a file
/// that cannot be used.
///
/// # Errors
/// Those of [`fetch`].
pub async fn fetch_previous(assets: &Assets, name: &str) -> CoreResult<Bytes> {
    fetch(assets, &format!("{name}{PREVIOUS_SUFFIX}")).await
}

/// Renames a file of the player's store that cannot be used, so that it is not overwritten.
///
/// # Errors
/// Those of [`fetch`].
pub async fn set_aside(assets: &Assets, name: &str) -> CoreResult<()> {
    let payload = Bytes::copy_from_slice(name.as_bytes());
    assets.vtable.send_command(operations::SYSTEM, operations::SET_ASIDE, payload).await?;
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
