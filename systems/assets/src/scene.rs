//! Reads a scene: RON text, checked against the schemas of the components, to entities as bytes.

mod component;
mod part;
mod value;

use crate::budget::{Budget, shown};
use crate::manifest;
use crate::text::Text;
use component::Component;
use part::{Fields, Part};
use playground_core_assets::manifest::BUILT_IN_BUSES;
use playground_core_assets::{
    ActionSetDeclaration, CueDeclaration, Manifest, Reference, Scene, SceneEntity, SoundCue,
};
use playground_core_ecs::{ComponentId, Name, Schema};
use playground_core_types::similar::suggest;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use serde::de::IgnoredAny;
use std::collections::{BTreeMap, BTreeSet};

/// The format version of scenes that this runtime reads.
const FORMAT_VERSION: u32 = 1;

/// How the names of the runtime's own components begin.
const RUNTIME_PACKAGES: &str = "playground-core-";

const SCENE_FIELDS: &[&str] = &["format", "prefabs", "entities"];
const ENTITY_FIELDS: &[&str] = &["name", "prefab", "components"];

/// What an entity takes beside its components. Unit: bytes.
const ENTITY_BYTES: u64 = 128;

/// A scene, and what reading it found out.
#[derive(Debug)]
pub(crate) struct ParsedScene {
    pub(crate) scene: Scene,
    /// Where each asset is named first. Unit: bytes from the start of the text.
    pub(crate) asset_offsets: BTreeMap<String, usize>,
    /// The buses that components of the runtime name, by the places of the names. Unit: as above.
    pub(crate) buses: BTreeMap<usize, String>,
    /// The sets of actions that they name, in the same way.
    pub(crate) action_sets: BTreeMap<usize, String>,
    /// What the scene takes in memory.
    pub(crate) bytes: u64,
}

/// The names that the manifest of a scene declares for it.
#[derive(Debug, Default)]
pub(crate) struct DeclaredNames {
    buses: Vec<String>,
    action_sets: Vec<ActionSetDeclaration>,
}

impl DeclaredNames {
    pub(crate) fn of(manifest: &Manifest) -> Self {
        let buses = manifest.buses.iter().map(|bus| bus.name.clone()).collect();
        Self { buses, action_sets: manifest.action_sets.clone() }
    }
}

/// What every part of a scene is read with.
struct Reader<'r> {
    schemas: &'r [&'static Schema],
    rows: Budget,
    /// Whether every prefab's name could be read: only then is it told that there is none.
    knows_prefabs: bool,
}

/// What is known about entities before references are resolved.
#[derive(Debug, Default)]
struct Draft<'a> {
    /// Name, index and where the name is written.
    names: BTreeMap<String, (usize, Part<'a>)>,
    entities: Vec<DraftEntity<'a>>,
    /// Whether some entity's name could not be read, so that a reference may mean that one.
    lacks_names: bool,
}

#[derive(Debug)]
struct DraftEntity<'a> {
    name: Option<String>,
    components: Vec<Component<'a>>,
}

/// Reads the text of a scene, whose file is its name, and whose entities may take `bytes_max` of memory; where
/// mistakes are gathered, what is wrong is left out of it.
pub(crate) fn read(text: &Text<'_>, schemas: &[&'static Schema], bytes_max: u64) -> CoreResult<ParsedScene> {
    check_grammar(*text)?;
    let whole = Part::new(text, text.content);
    let (name, body) = whole.split_name();
    if name != "Scene" {
        return Err(whole
            .error("a scene begins with `Scene(`")
            .cure("write `Scene(format: 1, entities: [ ... ])`"));
    }
    let fields = body.fields("Scene", SCENE_FIELDS)?;
    whole.settle(check_format(&whole, &fields))?;
    let mut reader = Reader { schemas, rows: Budget::new(bytes_max), knows_prefabs: fields.is_whole };
    let mut prefabs = BTreeMap::new();
    if let Some(field) = fields.find("prefabs") {
        for (name, components) in field.settle(field.entries("prefabs"))? {
            let read = reader.read_prefab(&name, &components, &mut prefabs);
            reader.knows_prefabs &= read.is_ok();
            field.settle(read)?;
        }
    }
    let mut draft = Draft::default();
    if let Some(field) = fields.find("entities") {
        for entity in field.settle(field.items("entities"))? {
            let read = reader.read_entity(&entity, &prefabs, &mut draft);
            draft.lacks_names |= read.is_err();
            field.settle(read)?;
        }
    }
    resolve(text.file, draft, reader.rows.taken)
}

/// Refuses names that neither every game has nor this one declares.
pub(crate) fn check_names(text: &Text<'_>, parsed: &ParsedScene, declared: &DeclaredNames) -> CoreResult<()> {
    check_buses(text, parsed, &declared.buses)?;
    let sets = &declared.action_sets;
    for (offset, name) in parsed.action_sets.iter().filter(|(_, name)| !name.is_empty()) {
        let message = match sets.iter().find(|set| set.name == *name) {
            Some(set) if set.is_layer() => format!("`{name}` is a layer: a scene names what lies below it"),
            Some(_) => continue,
            None => format!("there is no set of actions `{name}`: [action_sets] does not declare it"),
        };
        let names = sets.iter().filter(|set| !set.is_layer()).map(|set| set.name.as_str());
        text.note(text.error(*offset, message).cure(suggest(name, names)))?;
    }
    Ok(())
}

fn check_buses(text: &Text<'_>, parsed: &ParsedScene, declared: &[String]) -> CoreResult<()> {
    let names = || BUILT_IN_BUSES.into_iter().chain(declared.iter().map(String::as_str));
    for (offset, name) in &parsed.buses {
        if name.is_empty() || names().any(|known| known == name) {
            continue;
        }
        let error =
            text.error(*offset, format!("there is no bus `{name}`: [audio.buses] does not declare it"));
        text.note(error.cure(suggest(name, names())))?;
    }
    Ok(())
}

/// The cues that a scene declares.
pub(crate) fn cues_of(scene: &Scene) -> impl Iterator<Item = Name> {
    let components = scene.entities.iter().flat_map(|entity| &entity.components);
    let of_cue = |(id, bytes): &(ComponentId, Vec<u8>)| {
        let cue: SoundCue = bytemuck::try_pod_read_unaligned(bytes).ok().filter(|_| *id == SoundCue::ID)?;
        Some(cue.name)
    };
    components.filter_map(of_cue)
}

/// The mistakes of a game that lacks cues which its plugins call.
pub(crate) fn find_missing_cues(
    wanted: &BTreeSet<String>,
    declared: &[CueDeclaration],
    in_scenes: &BTreeSet<Name>,
) -> Vec<CoreError> {
    let is_missing = |name: &&String| {
        !declared.iter().any(|cue| cue.name == **name) && !in_scenes.contains(&Name::of(name))
    };
    let missing = wanted.iter().filter(is_missing).map(|name| {
        let message = format!("a plugin of the game calls the cue `{name}`, which the game does not declare");
        let error = CoreError::new(ErrorKind::BadContent, message).at(manifest::FILE, 0, 0);
        error.cure(format!("add `{name} = {{ sound = \"sounds/{name}.ogg\" }}` under [audio.cues]"))
    });
    missing.collect()
}

/// Finds what is no RON at all; whatever is looked at afterwards has its brackets closed.
fn check_grammar(text: Text<'_>) -> CoreResult<()> {
    let parsed: Result<IgnoredAny, _> = ron::from_str(text.content);
    let Err(error) = parsed else { return Ok(()) };
    let message = error.code.to_string();
    let mut letters = message.chars();
    let first: String = letters.next().map(|letter| letter.to_lowercase().collect()).unwrap_or_default();
    let (line, column) = (error.span.end.line as u32, error.span.end.col as u32);
    let message = format!("this is no RON: {first}{}", letters.as_str());
    let error = CoreError::new(ErrorKind::BadContent, message);
    Err(error.at(text.file, line, column).cure("look here and just before for a bracket, comma or quote"))
}

fn check_format(scene: &Part<'_>, fields: &Fields<'_>) -> CoreResult<()> {
    let Some(field) = fields.find("format") else {
        return Err(scene.error("`format` is missing in Scene").cure("add `format: 1`"));
    };
    let format: u32 = field.whole_number("format", u32::MAX)?;
    if format != FORMAT_VERSION {
        let message = format!("`format` is {format}, but this program reads format {FORMAT_VERSION}");
        return Err(field.error(message).cure("get a newer playground, or the scene's release for this one"));
    }
    Ok(())
}

impl Reader<'_> {
    fn read_prefab<'a>(
        &mut self,
        name: &Part<'a>,
        components: &Part<'a>,
        prefabs: &mut BTreeMap<String, Vec<Component<'a>>>,
    ) -> CoreResult<()> {
        let components = components.settle(component::read_list(components, self.schemas))?;
        self.take(name, ENTITY_BYTES + component::held_bytes(&components))?;
        if prefabs.insert(name.string("the name of a prefab")?, components).is_some() {
            let error = name.error(format!("there is a prefab {} already", name.excerpt()));
            return Err(error.cure("choose another name"));
        }
        Ok(())
    }

    fn read_entity<'a>(
        &mut self,
        part: &Part<'a>,
        prefabs: &BTreeMap<String, Vec<Component<'a>>>,
        draft: &mut Draft<'a>,
    ) -> CoreResult<()> {
        let fields = part.fields("an entity", ENTITY_FIELDS)?;
        self.take(part, ENTITY_BYTES)?;
        let name = match fields.find("name") {
            Some(field) => part.settle(draft.add_name(field).map(Some))?,
            None => {
                draft.lacks_names |= !fields.is_whole;
                None
            }
        };
        let mut components = Vec::new();
        if let Some(field) = fields.find("prefab") {
            let found = find_prefab(&field, prefabs);
            let found = if self.knows_prefabs { part.settle(found.map(Some))? } else { found.ok() };
            let found = found.map_or([].as_slice(), Vec::as_slice);
            // Before the copy: a few letters may name a large prefab.
            self.take(part, component::held_bytes(found))?;
            components.extend_from_slice(found);
        }
        if let Some(field) = fields.find("components") {
            let own = field.settle(component::read_list(&field, self.schemas))?;
            self.take(part, component::held_bytes(&own))?;
            // A component of the entity takes the place of the prefab's as a whole.
            for own in own {
                components.retain(|component: &Component<'a>| component.schema.id != own.schema.id);
                components.push(own);
            }
        }
        draft.entities.push(DraftEntity { name, components });
        Ok(())
    }

    /// Counts what `part` takes; components that an override makes needless count too.
    fn take(&mut self, part: &Part<'_>, bytes: u64) -> CoreResult<()> {
        self.rows.take(bytes);
        if !self.rows.is_exceeded() {
            return Ok(());
        }
        let message = format!("the scene takes more than {} of memory", shown(self.rows.max));
        let place = part.place();
        let error = CoreError::new(ErrorKind::LimitReached, message);
        let error = error.at(place.file, place.line, place.column);
        Err(error.cure("use fewer entities, or smaller components"))
    }
}

impl<'a> Draft<'a> {
    /// Notes the name of the entity that comes next.
    fn add_name(&mut self, field: Part<'a>) -> CoreResult<String> {
        let name = field.string("name").inspect_err(|_| self.lacks_names = true)?;
        if let Some((_, first)) = self.names.get(&name) {
            let line = first.place().line;
            let message = format!("there is an entity `{name}` already, in line {line}");
            return Err(field.error(message).cure("give one of them another name"));
        }
        self.names.insert(name.clone(), (self.entities.len(), field));
        Ok(name)
    }
}

fn find_prefab<'p, 'a>(
    field: &Part<'a>,
    prefabs: &'p BTreeMap<String, Vec<Component<'a>>>,
) -> CoreResult<&'p Vec<Component<'a>>> {
    let prefab = field.string("prefab")?;
    prefabs.get(&prefab).ok_or_else(|| {
        let cure = suggest(&prefab, prefabs.keys().map(String::as_str));
        field.error(format!("there is no prefab `{prefab}`")).cure(cure)
    })
}

/// Turns names of entities into their indices, now that all names are known.
fn resolve(file: &str, draft: Draft<'_>, bytes: u64) -> CoreResult<ParsedScene> {
    let mut scene = Scene { name: file.to_owned(), ..Scene::default() };
    let (mut asset_offsets, mut buses) = (BTreeMap::new(), BTreeMap::new());
    let mut action_sets = BTreeMap::new();
    for drafted in draft.entities {
        let mut entity = SceneEntity { name: drafted.name, ..SceneEntity::default() };
        for component in drafted.components {
            for (offset, name, part) in component.encoding.references {
                let Some((target, _)) = draft.names.get(&name) else {
                    if draft.lacks_names {
                        continue;
                    }
                    let cure = suggest(&name, draft.names.keys().map(String::as_str));
                    part.note(part.error(format!("there is no entity `{name}` in this scene")).cure(cure))?;
                    continue;
                };
                entity.references.push(Reference { component: component.schema.id, offset, target: *target });
            }
            // A game's own component may mean something else by the word.
            if component.schema.name.starts_with(RUNTIME_PACKAGES) {
                let placed = |(name, part): (String, Part<'_>)| (part.start(), name);
                buses.extend(component.encoding.buses.into_iter().map(placed));
                action_sets.extend(component.encoding.action_sets.into_iter().map(placed));
            }
            for (path, part) in component.encoding.assets {
                asset_offsets.entry(path).or_insert_with(|| part.start());
            }
            entity.components.push((component.schema.id, component.encoding.bytes));
        }
        scene.entities.push(entity);
    }
    scene.assets = asset_offsets.keys().cloned().collect();
    Ok(ParsedScene { scene, asset_offsets, buses, action_sets, bytes })
}

#[cfg(test)]
mod tests;
