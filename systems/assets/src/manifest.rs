//! Reads and checks `game.toml`: every mistake is one error with its place and its cure.

mod actions;
mod table;

use crate::similar::suggest;
use crate::source::refuse_path;
use crate::text::Text;
use playground_core_assets::manifest::{PERMISSIONS, RUNTIME_VERSION, SEAT_COUNT_MAX};
use playground_core_assets::{Manifest, PluginName, Scaling, Seats, Window, image::SIDE_PIXELS_MAX};
use playground_core_types::{CoreResult, Place};
use std::collections::BTreeMap;
use table::{Field, Known, Table};
use toml::de::DeTable;

/// The name of the file, in every game.
pub(crate) const FILE: &str = "game.toml";

const TICK_RATE_HERTZ_MAX: u32 = 1000;
const NAME_CHARACTERS_MAX: usize = 100;

const GAME: Known = &[
    ("id", "id = \"org.example.storm\""),
    ("name", "name = \"Storm\""),
    ("version", "version = \"1.0.0\""),
    ("authors", "authors = [\"Ada\"]"),
    ("runtime", "runtime = 1"),
    ("scene", "scene = \"scenes/main.ron\""),
    ("plugins", "plugins = [\"storm\"]"),
    ("tick_rate_hertz", "tick_rate_hertz = 60"),
    ("seats", "seats = { min = 1, max = 4 }"),
    ("window", "[window]"),
    ("actions", "[actions]"),
    ("permissions", "[permissions]"),
];
const SEATS: Known = &[("min", "min = 1"), ("max", "max = 4")];
const WINDOW: Known =
    &[("size", "size = [320, 180]"), ("scaling", "scaling = \"integer\""), ("title", "title = \"Storm\"")];
const SCALINGS: &[(&str, Scaling)] =
    &[("integer", Scaling::Integer), ("fit", Scaling::Fit), ("stretch", Scaling::Stretch)];

/// Reads the text of a `game.toml`; `file` is what errors call it.
pub(crate) fn parse(file: &str, content: &str) -> CoreResult<Manifest> {
    let text = Text::new(file, content);
    let document = DeTable::parse(text.content).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let message = error.message().lines().next().unwrap_or("it cannot be read").to_owned();
        text.error(offset, format!("this is no TOML: {message}"))
            .cure("a line is `key = value`; text stands in quotes")
    })?;
    let game = Table::new(text, "game.toml", document.get_ref(), 0, GAME)?;
    Ok(Manifest {
        id: read_id(&game.require("id")?)?,
        name: read_name(&game.require("name")?)?,
        version: read_version(&game.require("version")?)?,
        authors: read_texts(game.find("authors"))?.into_iter().map(|(author, _)| author).collect(),
        runtime: read_runtime(&game.require("runtime")?)?,
        scene: read_scene(&game.require("scene")?)?,
        scene_place: game.require("scene")?.place(),
        plugins: read_texts(game.find("plugins"))?
            .into_iter()
            .map(|(name, place)| PluginName { name, place })
            .collect(),
        tick_rate_hertz: match game.find("tick_rate_hertz") {
            Some(field) => field.number(1, TICK_RATE_HERTZ_MAX)?,
            None => 60,
        },
        seats: game.find("seats").map_or(Ok(Seats::default()), |field| read_seats(&field))?,
        window: game.find("window").map_or(Ok(Window::default()), |field| read_window(&field))?,
        actions: game.find("actions").map_or(Ok(Vec::new()), |field| actions::read(&field))?,
        permissions: game
            .find("permissions")
            .map_or(Ok(BTreeMap::new()), |field| read_permissions(&field))?,
    })
}

/// The manifest of a lone scene.
pub(crate) fn bare(name: &str, scene: &str) -> Manifest {
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let part = if letters.is_empty() { "scene".to_owned() } else { letters.to_ascii_lowercase() };
    Manifest {
        id: format!("bare.{part}"),
        name: name.to_owned(),
        version: "0.0.0".to_owned(),
        authors: Vec::new(),
        runtime: RUNTIME_VERSION,
        scene: scene.to_owned(),
        scene_place: Place { file: scene.to_owned(), line: 0, column: 0 },
        plugins: Vec::new(),
        tick_rate_hertz: 60,
        seats: Seats::default(),
        window: Window::default(),
        actions: Vec::new(),
        permissions: BTreeMap::new(),
    }
}

/// The id names the save folder, so it is made of what every file system takes.
fn read_id(field: &Field<'_>) -> CoreResult<String> {
    let id = field.string()?;
    let parts: Vec<&str> = id.split('.').collect();
    let is_part = |part: &&str| {
        let ends = part.starts_with('-') || part.ends_with('-') || part.is_empty();
        !ends
            && part
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
    };
    if parts.len() < 2 || !parts.iter().all(is_part) || id.len() > NAME_CHARACTERS_MAX {
        let rule = "two or more parts of a-z, 0-9 and `-`, joined by dots";
        return Err(field.refuse(&format!("is `{id}`, but must be {rule}")));
    }
    Ok(id.to_owned())
}

fn read_name(field: &Field<'_>) -> CoreResult<String> {
    let name = field.string()?;
    let count = name.chars().count();
    if name.trim().is_empty() || count > NAME_CHARACTERS_MAX || name.chars().any(char::is_control) {
        return Err(field.refuse(&format!("must be 1 to {NAME_CHARACTERS_MAX} characters on one line")));
    }
    Ok(name.to_owned())
}

fn read_version(field: &Field<'_>) -> CoreResult<String> {
    let version = field.string()?;
    let parts: Vec<&str> = version.split('.').collect();
    let is_number =
        |part: &&str| (1..=9).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.len() != 3 || !parts.iter().all(is_number) {
        return Err(field.refuse(&format!("is `{version}`, but must be three numbers joined by dots")));
    }
    Ok(version.to_owned())
}

fn read_runtime(field: &Field<'_>) -> CoreResult<u32> {
    let version = field.number(1, u32::MAX)?;
    if version != RUNTIME_VERSION {
        let message = format!("is {version}, but this program reads format {RUNTIME_VERSION}");
        let error = field.refuse(&message);
        return Err(error.cure("get a newer playground, or the game's release for this one"));
    }
    Ok(version)
}

fn read_scene(field: &Field<'_>) -> CoreResult<String> {
    let path = field.string()?;
    if let Some(reason) = refuse_path(path) {
        return Err(field.refuse(&format!("is `{path}`, which is no path inside the game: {reason}")));
    }
    if !path.ends_with(".ron") {
        return Err(field.refuse(&format!("is `{path}`, but must be a `.ron` file")));
    }
    Ok(path.to_owned())
}

/// Texts and their places, each text once.
fn read_texts(field: Option<Field<'_>>) -> CoreResult<Vec<(String, Place)>> {
    let Some(field) = field else { return Ok(Vec::new()) };
    let mut texts: Vec<(String, Place)> = Vec::new();
    for element in field.elements()? {
        let text = element.string()?;
        if texts.iter().any(|(other, _)| other == text) {
            return Err(element.refuse(&format!("has `{text}` twice")));
        }
        texts.push((text.to_owned(), element.place()));
    }
    Ok(texts)
}

fn read_seats(field: &Field<'_>) -> CoreResult<Seats> {
    let table = field.table(SEATS)?;
    let min = table.require("min")?.number(1, SEAT_COUNT_MAX)?;
    let max = table.require("max")?;
    let seats = Seats { min, max: max.number(1, SEAT_COUNT_MAX)? };
    if seats.min > seats.max {
        return Err(max.refuse(&format!("is {}, but must be at least `min`, which is {min}", seats.max)));
    }
    Ok(seats)
}

fn read_window(field: &Field<'_>) -> CoreResult<Window> {
    let table = field.table(WINDOW)?;
    let mut window = Window::default();
    if let Some(size) = table.find("size") {
        let sides = size.elements()?;
        let [width, height] = sides.as_slice() else {
            return Err(
                size.refuse(&format!("has {} numbers, but must have two: width and height", sides.len()))
            );
        };
        window.size = [width.number(1, SIDE_PIXELS_MAX)?, height.number(1, SIDE_PIXELS_MAX)?];
    }
    if let Some(scaling) = table.find("scaling") {
        window.scaling = scaling.choice(SCALINGS)?;
    }
    window.title = table.find("title").map(|title| read_name(&title)).transpose()?;
    Ok(window)
}

fn read_permissions(field: &Field<'_>) -> CoreResult<BTreeMap<String, String>> {
    let mut permissions = BTreeMap::new();
    for reason in field.entries("network = \"why the game wants it\"")? {
        if !PERMISSIONS.contains(&reason.key) {
            let error = reason.refuse_key("is no permission that a game can ask for");
            return Err(error.cure(suggest(reason.key, PERMISSIONS.iter().copied())));
        }
        permissions.insert(reason.key.to_owned(), reason.string()?.to_owned());
    }
    Ok(permissions)
}

#[cfg(test)]
mod tests;
