//! Reads a scene: RON text, checked against the schemas of the components, to entities as bytes.

mod component;
mod part;
mod value;

use crate::similar::suggest;
use crate::text::Text;
use component::Component;
use part::{Fields, Part};
use playground_core_assets::{Reference, Scene, SceneEntity};
use playground_core_ecs::Schema;
use playground_core_types::{CoreError, CoreResult, Place};
use serde::de::IgnoredAny;
use std::collections::BTreeMap;

/// The format version of scenes that this runtime reads.
const FORMAT_VERSION: u32 = 1;

const SCENE_FIELDS: &[&str] = &["format", "prefabs", "entities"];
const ENTITY_FIELDS: &[&str] = &["name", "prefab", "components"];

/// A scene, and where it names each of its assets first.
#[derive(Debug)]
pub(crate) struct ParsedScene {
    pub(crate) scene: Scene,
    pub(crate) asset_places: BTreeMap<String, Place>,
}

/// What is known about entities before references are resolved.
#[derive(Debug, Default)]
struct Draft<'a> {
    /// Name, index and place of the name.
    names: BTreeMap<String, (usize, Place)>,
    entities: Vec<DraftEntity<'a>>,
}

#[derive(Debug)]
struct DraftEntity<'a> {
    name: Option<String>,
    components: Vec<Component<'a>>,
}

/// Reads the text of a scene; `file` is its path and the name of the scene.
pub(crate) fn parse(file: &str, content: &str, schemas: &[&'static Schema]) -> CoreResult<ParsedScene> {
    let text = Text::new(file, content);
    check_grammar(text)?;
    let whole = Part::new(text, text.content);
    let (name, body) = whole.split_name();
    if name != "Scene" {
        return Err(whole
            .error("a scene begins with `Scene(`")
            .cure("write `Scene(format: 1, entities: [ ... ])`"));
    }
    let fields = body.fields("Scene", SCENE_FIELDS)?;
    check_format(&whole, &fields)?;
    let mut prefabs = BTreeMap::new();
    if let Some(field) = fields.find("prefabs") {
        for (name, components) in field.entries("prefabs")? {
            let components = component::read_list(&components, schemas)?;
            if prefabs.insert(name.string("the name of a prefab")?, components).is_some() {
                return Err(name
                    .error(format!("there is a prefab {} already", name.excerpt()))
                    .cure("choose another name"));
            }
        }
    }
    let mut draft = Draft::default();
    if let Some(field) = fields.find("entities") {
        for entity in field.items("entities")? {
            read_entity(&entity, schemas, &prefabs, &mut draft)?;
        }
    }
    resolve(file, draft)
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
    let error = CoreError::new(playground_core_types::ErrorKind::BadContent, message);
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

fn read_entity<'a>(
    part: &Part<'a>,
    schemas: &[&'static Schema],
    prefabs: &BTreeMap<String, Vec<Component<'a>>>,
    draft: &mut Draft<'a>,
) -> CoreResult<()> {
    let fields = part.fields("an entity", ENTITY_FIELDS)?;
    let mut name = None;
    if let Some(field) = fields.find("name") {
        let text = field.string("name")?;
        if let Some((_, place)) = draft.names.get(&text) {
            let message = format!("there is an entity `{text}` already, in line {}", place.line);
            return Err(field.error(message).cure("give one of them another name"));
        }
        draft.names.insert(text.clone(), (draft.entities.len(), field.place()));
        name = Some(text);
    }
    let mut components = Vec::new();
    if let Some(field) = fields.find("prefab") {
        let prefab = field.string("prefab")?;
        let Some(found) = prefabs.get(&prefab) else {
            let cure = suggest(&prefab, prefabs.keys().map(String::as_str));
            return Err(field.error(format!("there is no prefab `{prefab}`")).cure(cure));
        };
        components.clone_from(found);
    }
    if let Some(field) = fields.find("components") {
        // A component of the entity takes the place of the prefab's as a whole.
        for own in component::read_list(&field, schemas)? {
            components.retain(|component: &Component<'a>| component.schema.id != own.schema.id);
            components.push(own);
        }
    }
    draft.entities.push(DraftEntity { name, components });
    Ok(())
}

/// Turns names of entities into their indices, now that all names are known.
fn resolve(file: &str, draft: Draft<'_>) -> CoreResult<ParsedScene> {
    let mut scene = Scene { name: file.to_owned(), ..Scene::default() };
    let mut asset_places = BTreeMap::new();
    for drafted in draft.entities {
        let mut entity = SceneEntity { name: drafted.name, ..SceneEntity::default() };
        for component in drafted.components {
            for (offset, name, part) in component.encoding.references {
                let Some((target, _)) = draft.names.get(&name) else {
                    let cure = suggest(&name, draft.names.keys().map(String::as_str));
                    return Err(part.error(format!("there is no entity `{name}` in this scene")).cure(cure));
                };
                entity.references.push(Reference { component: component.schema.id, offset, target: *target });
            }
            for (path, part) in component.encoding.assets {
                asset_places.entry(path).or_insert_with(|| part.place());
            }
            entity.components.push((component.schema.id, component.encoding.bytes));
        }
        scene.entities.push(entity);
    }
    scene.assets = asset_places.keys().cloned().collect();
    Ok(ParsedScene { scene, asset_places })
}

#[cfg(test)]
mod tests;
