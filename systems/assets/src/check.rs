//! Looks for all mistakes of a game: manifest, every scene, every asset that one of them names.

use crate::budget::Budget;
use crate::bundle::read_entry;
use crate::load::{self, in_background, locate};
use crate::open::{chosen_source, find_files, read_attract_log, read_icon, read_manifest};
use crate::problems::Problems;
use crate::scene::DeclaredNames;
use crate::source::FILE_BYTES_MAX;
use crate::text::Text;
use crate::{manifest, scene, source};
use playground_core_assets::limits::SCENE_TEXT_BYTES_MAX;
use playground_core_assets::{Assets, Limits, Manifest, Progress, Source};
use playground_core_ecs::{Name, Schema};
use playground_core_types::{Bytes, CoreError, CoreResult, Place};
use std::collections::{BTreeMap, BTreeSet};

/// Where the scenes of a game lie, all of which are looked at.
const SCENES: &str = "scenes/";

/// A check under way.
struct Check {
    source: Source,
    schemas: Vec<&'static Schema>,
    limits: Limits,
    problems: Problems,
    /// What each file that was decoded takes in memory, or why it is none; each is decoded once.
    decoded: BTreeMap<String, CoreResult<u64>>,
    /// The cues that scenes declare.
    cues: BTreeSet<Name>,
    files: u32,
}

/// Leaves all mistakes of the request's source in the assets, unless another request came meanwhile.
pub(crate) async fn check(assets: &Assets, number: u64) -> CoreResult<()> {
    let chosen = chosen_source(assets, number).await?;
    let schemas = assets.schemas.read().await.clone();
    let wanted = assets.wanted.read().await.clone();
    let wanted_cues = assets.wanted_cues.read().await.clone();
    let limits = *assets.limits.read().await;
    let (problems, manifest, files, attract_log) = in_background(move || {
        let problems = Problems::default();
        let (decoded, cues) = (BTreeMap::new(), BTreeSet::new());
        let mut check = Check { source: chosen, schemas, limits, problems, decoded, cues, files: 0 };
        let manifest = check.check_game(&wanted);
        let declared = manifest.as_ref().map_or([].as_slice(), |manifest| manifest.cues.as_slice());
        let missing = scene::find_missing_cues(&wanted_cues, declared, &check.cues);
        missing.into_iter().for_each(|error| check.problems.add(error));
        let attract_log = manifest.as_ref().and_then(|manifest| check.check_attract(manifest));
        Ok((check.problems.into_sorted(), manifest, check.files, attract_log))
    })
    .await?;
    assets.request.read().await.check(number)?;
    *assets.problems.write().await = problems;
    *assets.checked.write().await = manifest;
    *assets.attract_log.write().await = attract_log;
    *assets.progress.write().await = Progress { done: files, total: files, current: String::new() };
    Ok(())
}

impl Check {
    /// Checks all files, and returns what the manifest says.
    fn check_game(&mut self, wanted: &BTreeSet<String>) -> Option<Manifest> {
        let (source, lone_scene) = self.problems.keep(find_files(&self.source))?;
        self.source = source;
        let is_bare = lone_scene.is_some();
        let mut manifest = None;
        let mut scenes: BTreeMap<String, Option<Place>> = BTreeMap::new();
        if let Some(lone_scene) = lone_scene {
            scenes.insert(lone_scene, None);
        } else {
            let files = source::list(&self.source);
            let is_scene = |file: &String| file.starts_with(SCENES) && file.ends_with(".ron");
            scenes.extend(files.into_iter().filter(is_scene).map(|file| (file, None)));
            manifest = self.check_manifest();
            // A scene that could not be read from the manifest is told there.
            let named = manifest.iter().filter(|manifest| !manifest.scene.is_empty());
            scenes.extend(named.map(|named| (named.scene.clone(), Some(named.scene_place.clone()))));
        }
        self.check_bundle();
        self.check_icon(manifest.as_ref());
        let mut wanted: u64 = wanted.iter().map(|path| self.check_asset(path, || None)).sum();
        for (path, place) in manifest.iter().flat_map(|named| &named.cues).flat_map(|cue| &cue.files) {
            let is_new = !self.decoded.contains_key(path);
            let bytes = self.check_asset(path, || Some(place.clone()));
            wanted += if is_new { bytes } else { 0 };
        }
        let declared =
            if is_bare { Some(DeclaredNames::default()) } else { manifest.as_ref().map(DeclaredNames::of) };
        for (path, place) in scenes {
            self.check_scene(&path, place, (wanted, declared.as_ref()));
        }
        manifest
    }

    /// What the manifest says, as far as it can be read.
    fn check_manifest(&mut self) -> Option<Manifest> {
        let problems = &self.problems;
        let manifest = problems.keep(read_manifest(&self.source, |text| {
            manifest::read(Text::new(text.file, text.content).gathered(problems))
        }));
        let is_made_up = manifest.as_ref().is_some_and(|manifest| manifest.scene_place.line == 0);
        self.files += u32::from(!is_made_up);
        manifest
    }

    /// Reads every file of a bundle: one that is not as it was packed is told, whether a scene names it or not.
    fn check_bundle(&mut self) {
        let Source::Bundle(bundle) = &self.source else { return };
        for entry in bundle.entries.iter() {
            let read = read_entry(bundle, entry, FILE_BYTES_MAX);
            self.problems.keep(read.map(drop));
        }
    }

    fn check_icon(&mut self, manifest: Option<&Manifest>) {
        let Some(manifest) = manifest.filter(|manifest| manifest.window.icon.is_some()) else { return };
        self.files += 1;
        self.problems.keep(read_icon(&self.source, manifest));
    }

    /// The file of the demonstration; whoever knows input looks into it.
    fn check_attract(&mut self, manifest: &Manifest) -> Option<Bytes> {
        self.files += u32::from(manifest.attract.is_some());
        self.problems.keep(read_attract_log(&self.source, manifest)).flatten()
    }

    /// Checks a scene, which may take what the `wanted` bytes of plugins and cues leave; `place` is where the
    /// manifest names it, and `declared` is what it declares, unless it could not be read.
    fn check_scene(
        &mut self,
        path: &str,
        place: Option<Place>,
        (wanted, declared): (u64, Option<&DeclaredNames>),
    ) {
        self.files += 1;
        let text = source::read_text(&self.source, path, SCENE_TEXT_BYTES_MAX);
        let Some(content) = self.problems.keep(text.map_err(|error| locate_scene(error, path, place))) else {
            return;
        };
        let text = Text::new(path, &content).gathered(&self.problems);
        let parsed = scene::read(&text, &self.schemas, self.limits.scene_bytes_max);
        let Some(parsed) = self.problems.keep(parsed) else { return };
        self.cues.extend(scene::cues_of(&parsed.scene));
        if let Some(declared) = declared {
            self.problems.keep(scene::check_names(&text, &parsed, declared));
        }
        let mut budget = Budget::new(self.limits.loaded_bytes_max);
        budget.take(wanted);
        let mut fits = self.problems.keep(budget.check(path, parsed.bytes)).is_some();
        budget.take(parsed.bytes);
        for (asset, offset) in parsed.asset_offsets {
            let bytes = self.check_asset(&asset, || Some(Text::new(path, &content).place(offset)));
            // Whatever comes after the first file that is too much would be too much as well.
            fits = fits && self.problems.keep(budget.check(&asset, bytes)).is_some();
            budget.take(bytes);
        }
    }

    /// Decodes a file once, and returns what it takes in memory; `place` is where it is named.
    fn check_asset(&mut self, path: &str, place: impl Fn() -> Option<Place>) -> u64 {
        let (source, bytes_max) = (&self.source, self.limits.loaded_bytes_max);
        let files = &mut self.files;
        let decoded = self.decoded.entry(path.to_owned()).or_insert_with(|| {
            *files += 1;
            load::check(source, path, Budget::new(bytes_max)).map(|asset| asset.held_bytes())
        });
        let decoded = decoded.clone().map_err(|error| locate(error, place));
        self.problems.keep(decoded).unwrap_or_default()
    }
}

/// Puts an error that has no place to where the manifest names the scene, or to the scene itself.
fn locate_scene(error: CoreError, path: &str, place: Option<Place>) -> CoreError {
    locate(error, || Some(place.unwrap_or_else(|| Place { file: path.to_owned(), line: 0, column: 0 })))
}

#[cfg(test)]
mod tests;
