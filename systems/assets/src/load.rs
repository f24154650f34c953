//! Loads the first scene and, one after the other, all that it needs.

use crate::budget::Budget;
use crate::scene::DeclaredNames;
use crate::source::FILE_BYTES_MAX;
use crate::text::Text;
use crate::{font, image, manifest, scene, sound, source};
use playground_core_assets::limits::{MANIFEST_TEXT_BYTES_MAX, SCENE_TEXT_BYTES_MAX};
use playground_core_assets::{
    AssetId, Assets, Font, Image, Limits, Manifest, Progress, Scene, Sound, Source,
};
use playground_core_types::hash::StableHasher;
use playground_core_types::{CoreError, CoreResult, ErrorKind, Handle, Place, handle};
use std::collections::BTreeMap;

/// Each extension that is read, by what it is.
const IMAGES: &[&str] = &["png"];
pub(crate) const SOUNDS: &[&str] = &["wav", "ogg", "flac", "mp3"];
const FONTS: &[&str] = &["ttf", "otf"];

/// A decoded file.
pub(crate) enum Asset {
    Image(Image),
    Sound(Sound),
    Font(Font),
}

/// A load under way.
struct Load<'a> {
    assets: &'a Assets,
    /// The request that it works for.
    number: u64,
    source: Source,
    budget: Budget,
    /// Of all files that were read, in this order: manifest, scene, assets by path.
    hasher: StableHasher,
}

/// Who names a file, and where.
#[derive(Clone, Copy)]
enum Wanted<'m> {
    Plugin,
    Manifest(&'m Place),
    /// Unit: bytes from the start of the text.
    Scene(usize),
}

/// A scene that was read, and its text, in which the places of its assets are looked up.
struct LoadedScene {
    path: String,
    text: String,
    scene: Scene,
    asset_offsets: BTreeMap<String, usize>,
}

/// Loads what the manifest names; what is loaded already stays. Ends early when another request came.
pub(crate) async fn load(assets: &Assets, number: u64) -> CoreResult<()> {
    assets.request.read().await.check(number)?;
    let source = assets.source.read().await.clone();
    let Some(manifest) = assets.manifest.read().await.clone() else {
        return Err(
            CoreError::new(ErrorKind::BadRequest, "no game is open").cure("send `open` before `load`")
        );
    };
    let limits = *assets.limits.read().await;
    let budget = Budget::new(limits.loaded_bytes_max);
    let mut load = Load { assets, number, source, budget, hasher: StableHasher::new() };
    load.hash_manifest().await?;
    let loaded = load.read_scene(&manifest, limits).await?;
    load.count_loaded().await?;
    let wanted_cues = assets.wanted_cues.read().await.clone();
    let in_scene = scene::cues_of(&loaded.scene).collect();
    let missing = scene::find_missing_cues(&wanted_cues, &manifest.cues, &in_scene);
    if let Some(error) = missing.into_iter().next() {
        return Err(error);
    }

    let mut wanted: BTreeMap<&str, Wanted<'_>> = BTreeMap::new();
    let by_plugins = assets.wanted.read().await.clone();
    wanted.extend(by_plugins.iter().map(|path| (path.as_str(), Wanted::Plugin)));
    let of_cues = manifest.cues.iter().flat_map(|cue| &cue.files);
    wanted.extend(of_cues.map(|(path, place)| (path.as_str(), Wanted::Manifest(place))));
    wanted.extend(loaded.asset_offsets.iter().map(|(path, at)| (path.as_str(), Wanted::Scene(*at))));
    let total = wanted.len() as u32;
    for (done, (path, wanted)) in wanted.into_iter().enumerate() {
        load.report(Progress { done: done as u32, total, current: path.to_owned() }).await?;
        let place = || match wanted {
            Wanted::Plugin => None,
            Wanted::Manifest(place) => Some(place.clone()),
            Wanted::Scene(offset) => Some(Text::new(&loaded.path, &loaded.text).place(offset)),
        };
        load.load_asset(path, place).await?;
    }
    load.report(Progress { done: total, total, current: String::new() }).await?;
    *assets.game_hash.write().await = load.hasher.finish();
    *assets.scene.write().await = Some(loaded.scene);
    Ok(())
}

impl Load<'_> {
    /// Reads the scene that the manifest names, within its own limit and that of the load.
    async fn read_scene(&mut self, manifest: &Manifest, limits: Limits) -> CoreResult<LoadedScene> {
        let (path, place) = (manifest.scene.clone(), manifest.scene_place.clone());
        let declared = DeclaredNames::of(manifest);
        let schemas = self.assets.schemas.read().await.clone();
        let (source, budget) = (self.source.clone(), self.budget);
        let rows_max = limits.scene_bytes_max;
        let (loaded, bytes) = in_background(move || {
            let text = source::read_text(&source, &path, SCENE_TEXT_BYTES_MAX)
                .map_err(|error| locate(error, || Some(place)))?;
            let parsed = scene::read(&Text::new(&path, &text), &schemas, rows_max)?;
            scene::check_names(&Text::new(&path, &text), &parsed, &declared)?;
            budget.check(&path, parsed.bytes)?;
            let (scene, asset_offsets) = (parsed.scene, parsed.asset_offsets);
            Ok((LoadedScene { path, text, scene, asset_offsets }, parsed.bytes))
        })
        .await?;
        self.budget.take(bytes);
        self.feed(&loaded.path, hash_of(loaded.text.as_bytes()));
        Ok(loaded)
    }

    /// Feeds the manifest, which was read before; a lone scene has none.
    async fn hash_manifest(&mut self) -> CoreResult<()> {
        let source = self.source.clone();
        let hash = in_background(move || {
            let bytes = source::read(&source, manifest::FILE, MANIFEST_TEXT_BYTES_MAX);
            Ok(bytes.map_or(0, |bytes| hash_of(&bytes)))
        })
        .await?;
        self.feed(manifest::FILE, hash);
        Ok(())
    }

    fn feed(&mut self, path: &str, hash: u64) {
        self.hasher.write_u64(path.len() as u64);
        self.hasher.write(path.as_bytes());
        self.hasher.write_u64(hash);
    }

    /// What earlier loads left counts too; the program's own pictures do not.
    async fn count_loaded(&mut self) -> CoreResult<()> {
        let resident = self.assets.resident.read().await.clone();
        let images = self.assets.images.read().await.clone();
        for (_, image) in images.iter().filter(|(id, _)| !resident.contains(id)) {
            self.budget.take(image.rgba.len() as u64);
        }
        for sound in self.assets.sounds.read().await.values() {
            self.budget.take(sound_bytes(sound));
        }
        for font in self.assets.fonts.read().await.values() {
            self.budget.take(font.bytes.len() as u64);
        }
        self.check().await
    }

    /// Whether the request is still wanted; asked before each step and each result.
    async fn check(&self) -> CoreResult<()> {
        self.assets.request.read().await.check(self.number)
    }

    async fn report(&self, progress: Progress) -> CoreResult<()> {
        self.check().await?;
        *self.assets.progress.write().await = progress;
        Ok(())
    }

    /// Loads a file; `place` looks up where the scene names it, for an error only.
    async fn load_asset(&mut self, path: &str, place: impl Fn() -> Option<Place>) -> CoreResult<()> {
        let (assets, id) = (self.assets, AssetId::of(path));
        let is_loaded = assets.images.read().await.contains_key(&id)
            || assets.sounds.read().await.contains_key(&id)
            || assets.fonts.read().await.contains_key(&id);
        if is_loaded {
            return Ok(());
        }
        let (source, name, budget) = (self.source.clone(), path.to_owned(), self.budget);
        // The mixer of a page shares no memory with the game, so that it gets sounds whole.
        let is_whole = cfg!(target_family = "wasm");
        let streams = if is_whole { u64::MAX } else { assets.limits.read().await.stream_seconds_min };
        let asset = in_background(move || decode_hashed(&source, &name, budget, streams)).await;
        let (asset, hash) = asset.map_err(|error| locate(error, place))?;
        self.check().await?;
        self.feed(path, hash);
        self.budget.take(asset.held_bytes());
        match asset {
            Asset::Image(image) => insert(&mut *assets.images.write().await, id, image),
            Asset::Sound(sound) => insert(&mut *assets.sounds.write().await, id, sound),
            Asset::Font(font) => insert(&mut *assets.fonts.write().await, id, font),
        }
        Ok(())
    }
}

fn insert<T>(loaded: &mut BTreeMap<AssetId, Handle<T>>, id: AssetId, value: T) {
    loaded.insert(id, handle(value));
}

impl Asset {
    /// What it takes in memory. Unit: bytes.
    pub(crate) fn held_bytes(&self) -> u64 {
        match self {
            Self::Image(image) => image.rgba.len() as u64,
            Self::Sound(sound) => sound_bytes(sound),
            Self::Font(font) => font.bytes.len() as u64,
        }
    }
}

fn sound_bytes(sound: &Sound) -> u64 {
    let file = sound.streamed.as_ref().map_or(0, |streamed| streamed.bytes.len() as u64);
    let samples: u64 = sound.channels.iter().map(|channel| size_of_val(channel.as_slice()) as u64).sum();
    file + samples
}

/// Puts an error that has no place to where the file is named.
pub(crate) fn locate(error: CoreError, place: impl FnOnce() -> Option<Place>) -> CoreError {
    if error.place().is_some() {
        return error;
    }
    match place() {
        Some(place) => error.at(place.file, place.line, place.column),
        None => {
            CoreError::new(error.kind(), format!("{}; a plugin of the game asks for it", error.message()))
                .cure("put the file there, or play with a player whose plugin does without")
        }
    }
}

/// Reads and decodes a whole file, if it fits into what is left of `budget`; what a game would be played with although
/// it is wrong is an error.
pub(crate) fn check(source: &Source, path: &str, budget: Budget) -> CoreResult<Asset> {
    if extension_of(path).is_some_and(|extension| SOUNDS.contains(&extension.as_str())) {
        let bytes = source::read(source, path, FILE_BYTES_MAX)?;
        return sound::check(path, &bytes, budget).map(Asset::Sound);
    }
    decode_hashed(source, path, budget, u64::MAX).map(|(asset, _)| asset)
}

fn extension_of(path: &str) -> Option<String> {
    path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase())
}

/// The same, and the hash of the file; of sounds that last so many seconds only the beginning.
fn decode_hashed(
    source: &Source,
    path: &str,
    budget: Budget,
    stream_seconds_min: u64,
) -> CoreResult<(Asset, u64)> {
    let extension = extension_of(path).unwrap_or_default();
    let is_of = |extensions: &[&str]| extensions.contains(&extension.as_str());
    if [IMAGES, SOUNDS, FONTS].into_iter().any(is_of) {
        let bytes = source::read(source, path, FILE_BYTES_MAX)?;
        let hash = hash_of(&bytes);
        let asset = if is_of(IMAGES) {
            image::decode(path, &bytes, budget).map(Asset::Image)
        } else if is_of(SOUNDS) {
            sound::load(path, &bytes, budget, stream_seconds_min).map(Asset::Sound)
        } else {
            font::read(path, bytes, budget).map(Asset::Font)
        };
        return asset.map(|asset| (asset, hash));
    }
    let error = CoreError::new(ErrorKind::BadContent, format!("nothing reads `{path}`"));
    let known = [IMAGES, SOUNDS, FONTS].concat().join(", ");
    Err(error.cure(format!("use a file of one of these kinds: {known}")))
}

fn hash_of(bytes: &[u8]) -> u64 {
    let mut hasher = StableHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

/// Does slow work beside the thread that draws; the web has no other thread, so there it is done here, and frames are
/// drawn between one piece of it and the next.
pub(crate) async fn in_background<T, F>(work: F) -> CoreResult<T>
where
    T: Send + 'static,
    F: FnOnce() -> CoreResult<T> + Send + 'static,
{
    if cfg!(target_family = "wasm") {
        tokio::task::yield_now().await;
        return work();
    }
    let panicked = |_| CoreError::new(ErrorKind::BadContent, "a file of the game broke its decoder");
    tokio::task::spawn_blocking(work).await.map_err(panicked)?
}

#[cfg(test)]
mod tests;
