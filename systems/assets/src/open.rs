//! Opens a game: finds its manifest, or a lone scene that runs bare.

use crate::budget::Budget;
use crate::load::{in_background, locate};
use crate::text::Text;
use crate::{bundle, image, manifest, source};
use playground_core_assets::limits::{ATTRACT_LOG_BYTES_MAX, MANIFEST_TEXT_BYTES_MAX};
use playground_core_assets::manifest::{ICON_PIXELS_MAX, ICON_PIXELS_MIN};
use playground_core_assets::{Assets, Attract, IconPath, Image, Manifest, Progress, Source};
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind, handle};
use std::path::PathBuf;

/// The largest icon, as a file and as pixels. Unit: bytes.
const ICON_BYTES_MAX: u64 = ICON_PIXELS_MAX as u64 * ICON_PIXELS_MAX as u64 * 4;

const LONE_SCENE: &str = "scenes/main.ron";

/// Reads the manifest of the request's source, and forgets all of the game that was open before.
pub(crate) async fn open(assets: &Assets, number: u64) -> CoreResult<()> {
    let chosen = chosen_source(assets, number).await?;
    *assets.manifest.write().await = None;
    *assets.icon.write().await = None;
    *assets.attract_log.write().await = None;
    *assets.scene.write().await = None;
    let resident = assets.resident.read().await.clone();
    assets.images.write().await.retain(|id, _| resident.contains(id));
    assets.sounds.write().await.clear();
    assets.fonts.write().await.clear();
    *assets.progress.write().await = Progress::default();
    let (source, manifest, icon, attract_log) = in_background(move || {
        let (source, manifest) = find_game(&chosen)?;
        let icon = read_icon(&source, &manifest).unwrap_or_else(|error| {
            log::warn!("{error}; the game has the program's icon");
            None
        });
        let attract_log = read_attract_log(&source, &manifest).unwrap_or_else(|error| {
            log::warn!("{error}; the game shows nothing while nobody plays");
            None
        });
        Ok((source, manifest, icon, attract_log))
    })
    .await?;
    publish(assets, number, source, manifest).await?;
    *assets.icon.write().await = icon.map(handle);
    *assets.attract_log.write().await = attract_log;
    Ok(())
}

/// The source of the request, unless a newer one took its place.
pub(crate) async fn chosen_source(assets: &Assets, number: u64) -> CoreResult<Source> {
    let request = assets.request.read().await;
    request.check(number)?;
    Ok(request.source().clone())
}

/// Lets a game be the open one, unless its request was given up while it was read.
async fn publish(assets: &Assets, number: u64, source: Source, manifest: Manifest) -> CoreResult<()> {
    assets.request.read().await.check(number)?;
    *assets.source.write().await = source;
    *assets.manifest.write().await = Some(manifest);
    Ok(())
}

/// The folder of the game, and what it says about itself.
fn find_game(chosen: &Source) -> CoreResult<(Source, Manifest)> {
    let (source, lone_scene) = find_files(chosen)?;
    let manifest = match lone_scene {
        Some(name) => manifest::bare(name.trim_end_matches(".ron"), &name),
        None => read_manifest(&source, manifest::read)?,
    };
    Ok((source, manifest))
}

/// The picture that stands for the game, where it has one.
pub(crate) fn read_icon(source: &Source, manifest: &Manifest) -> CoreResult<Option<Image>> {
    let Some(IconPath { path, place }) = &manifest.window.icon else { return Ok(None) };
    let bytes =
        source::read(source, path, ICON_BYTES_MAX).map_err(|error| locate(error, || Some(place.clone())))?;
    let sides = ICON_PIXELS_MIN..=ICON_PIXELS_MAX;
    let message = match image::decode(path, &bytes, Budget::new(ICON_BYTES_MAX)) {
        Ok(icon) if icon.width == icon.height && sides.contains(&icon.width) => return Ok(Some(icon)),
        Ok(icon) => format!("the icon has {}x{} pixels", icon.width, icon.height),
        Err(error) if error.kind() == ErrorKind::LimitReached => "the icon has too many pixels".to_owned(),
        Err(error) => return Err(error),
    };
    let cure =
        format!("make it a square, {ICON_PIXELS_MIN} to {ICON_PIXELS_MAX} pixels wide; 256 is a good size");
    Err(CoreError::new(ErrorKind::BadContent, message).at(path, 0, 0).cure(cure))
}

/// The file of the game's demonstration, where it has one.
pub(crate) fn read_attract_log(source: &Source, manifest: &Manifest) -> CoreResult<Option<Bytes>> {
    let Some(Attract { log, place, .. }) = &manifest.attract else { return Ok(None) };
    let read = source::read(source, log, ATTRACT_LOG_BYTES_MAX);
    read.map(Some).map_err(|error| locate(error, || Some(place.clone())))
}

/// The folder of the game, and the name of the lone scene in it that was chosen.
pub(crate) fn find_files(chosen: &Source) -> CoreResult<(Source, Option<String>)> {
    let Source::Folder(path) = chosen else {
        return Ok((chosen.clone(), None));
    };
    let shown = path.display();
    if !path.exists() {
        let error = CoreError::new(ErrorKind::File, format!("there is no game at `{shown}`"));
        return Err(error.cure("check the path; a game is a folder with a game.toml, or a bundle"));
    }
    if path.is_dir() {
        return Ok((chosen.clone(), None));
    }
    if bundle::is_bundle(path) {
        return Ok((Source::Bundle(bundle::open_bundle(path)?), None));
    }
    // A file stands for the folder that it lies in.
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        Some(_) | None => PathBuf::from("."),
    };
    let source = Source::Folder(folder);
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if name == manifest::FILE {
        return Ok((source, None));
    }
    if name.ends_with(".ron") {
        return Ok((source, Some(name.to_owned())));
    }
    let error = CoreError::new(ErrorKind::BadContent, format!("`{shown}` is no game"));
    Err(error.cure("choose a folder with a game.toml, a bundle, or a scene file that ends in .ron"))
}

/// What a game says about itself, as `read` takes it from the text; made up for a lone scene.
pub(crate) fn read_manifest(
    source: &Source,
    read: impl Fn(Text<'_>) -> CoreResult<Manifest>,
) -> CoreResult<Manifest> {
    let files = source::list(source);
    // Whatever stands there under the name is read, so that a broken link is told from a missing file.
    let has_manifest = match source {
        Source::Folder(folder) => folder.join(manifest::FILE).symlink_metadata().is_ok(),
        Source::Bundle(bundle) => bundle.find(manifest::FILE).is_some(),
        Source::Embedded(game) => game.files.contains_key(manifest::FILE),
    };
    if has_manifest {
        let text = source::read_text(source, manifest::FILE, MANIFEST_TEXT_BYTES_MAX)?;
        return read(Text::new(manifest::FILE, &text));
    }
    let scenes: Vec<&String> = files.iter().filter(|file| file.ends_with(".ron")).collect();
    let name = source_name(source);
    match scenes.as_slice() {
        [lone] => Ok(manifest::bare(&name, lone)),
        scenes if scenes.iter().any(|scene| *scene == LONE_SCENE) => Ok(manifest::bare(&name, LONE_SCENE)),
        _ => {
            let error =
                CoreError::new(ErrorKind::File, format!("`{name}` is no game: it has no {}", manifest::FILE));
            Err(error.cure("add a game.toml, or one scene as scenes/main.ron"))
        }
    }
}

fn source_name(source: &Source) -> String {
    match source {
        Source::Folder(folder) => {
            // `.` and the like have a name only as a whole path.
            let whole = folder.canonicalize().unwrap_or_else(|_| folder.clone());
            let name = whole.file_name().and_then(|name| name.to_str());
            name.unwrap_or("game").to_owned()
        }
        Source::Bundle(bundle) => bundle.name.clone(),
        Source::Embedded(game) => game.name.clone(),
    }
}

#[cfg(test)]
mod tests;
