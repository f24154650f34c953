//! Loads the first scene and, one after the other, all that it needs.

use crate::{image, scene, sound, source};
use playground_core_assets::{AssetId, Assets, Image, Progress, Sound, Source};
use playground_core_types::{CoreError, CoreResult, ErrorKind, Handle, Place, handle};
use std::collections::BTreeMap;

/// Each extension that is read, and whether it is a picture's.
const IMAGES: &[&str] = &["png"];
const SOUNDS: &[&str] = &["wav", "ogg", "flac", "mp3"];

/// A decoded file.
enum Asset {
    Image(Image),
    Sound(Sound),
}

/// Loads what the manifest names; what is loaded already stays.
pub(crate) async fn load(assets: &Assets) -> CoreResult<()> {
    let source = assets.source.read().await.clone();
    let scene_path = assets.manifest.read().await.as_ref().map(|manifest| manifest.scene.clone());
    let Some(scene_path) = scene_path else {
        return Err(
            CoreError::new(ErrorKind::BadRequest, "no game is open").cure("send `open` before `load`")
        );
    };
    let schemas = assets.schemas.read().await.clone();
    let read_from = source.clone();
    let parsed = in_background(move || {
        let text = source::read_text(&read_from, &scene_path)?;
        scene::parse(&scene_path, &text, &schemas)
    })
    .await?;
    let mut wanted: BTreeMap<String, Option<Place>> = BTreeMap::new();
    wanted.extend(assets.wanted.read().await.iter().map(|path| (path.clone(), None)));
    wanted.extend(parsed.asset_places.into_iter().map(|(path, place)| (path, Some(place))));
    let total = wanted.len() as u32;
    for (done, (path, place)) in wanted.into_iter().enumerate() {
        *assets.progress.write().await = Progress { done: done as u32, total, current: path.clone() };
        load_asset(assets, &source, path, place).await?;
    }
    *assets.progress.write().await = Progress { done: total, total, current: String::new() };
    *assets.scene.write().await = Some(parsed.scene);
    Ok(())
}

async fn load_asset(assets: &Assets, source: &Source, path: String, place: Option<Place>) -> CoreResult<()> {
    let id = AssetId::of(&path);
    if assets.images.read().await.contains_key(&id) || assets.sounds.read().await.contains_key(&id) {
        return Ok(());
    }
    let source = source.clone();
    match in_background(move || decode(&source, &path, place.as_ref())).await? {
        Asset::Image(image) => insert(&mut *assets.images.write().await, id, image),
        Asset::Sound(sound) => insert(&mut *assets.sounds.write().await, id, sound),
    }
    Ok(())
}

fn insert<T>(loaded: &mut BTreeMap<AssetId, Handle<T>>, id: AssetId, value: T) {
    loaded.insert(id, handle(value));
}

/// Reads and decodes a file; `place` is where the scene names it.
fn decode(source: &Source, path: &str, place: Option<&Place>) -> CoreResult<Asset> {
    let located = |error: CoreError| match (place, error.place()) {
        (Some(place), None) => error.at(place.file.clone(), place.line, place.column),
        _ => error,
    };
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let extension = extension.to_ascii_lowercase();
    if IMAGES.contains(&extension.as_str()) {
        return image::decode(path, &source::read(source, path).map_err(located)?).map(Asset::Image);
    }
    if SOUNDS.contains(&extension.as_str()) {
        return sound::decode(path, &source::read(source, path).map_err(located)?).map(Asset::Sound);
    }
    let error = CoreError::new(ErrorKind::BadContent, format!("nothing reads `{path}`"));
    let known = [IMAGES, SOUNDS].concat().join(", ");
    Err(located(error.cure(format!("use a file of one of these kinds: {known}"))))
}

/// Does slow work beside the thread that draws; the web has no other thread, so there it is done here.
pub(crate) async fn in_background<T, F>(work: F) -> CoreResult<T>
where
    T: Send + 'static,
    F: FnOnce() -> CoreResult<T> + Send + 'static,
{
    if cfg!(target_family = "wasm") {
        return work();
    }
    let panicked = |_| CoreError::new(ErrorKind::BadContent, "a file of the game broke its decoder");
    tokio::task::spawn_blocking(work).await.map_err(panicked)?
}

#[cfg(test)]
mod tests;
