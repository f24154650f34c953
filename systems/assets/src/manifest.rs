//! Reads and checks `game.toml`: every mistake is one error with its place and its cure.

mod action_sets;
mod actions;
mod audio;
mod buses;
mod cues;
mod table;

use crate::source::refuse_path;
use crate::text::Text;
use playground_core_assets::manifest::{
    IDLE_SECONDS_MAX, IDLE_SECONDS_MIN, PERMISSIONS, RUNTIME_VERSION, SEAT_COUNT_MAX,
};
use playground_core_assets::{
    Attract, IconPath, Join, Manifest, PluginName, PointerMode, Scaling, Seats, Window,
    image::SIDE_PIXELS_MAX,
};
use playground_core_types::similar::suggest;
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
    ("icon", "icon = \"icon.png\""),
    ("plugins", "plugins = [\"storm\"]"),
    ("tick_rate_hertz", "tick_rate_hertz = 60"),
    ("seats", "seats = { min = 1, max = 4 }"),
    ("attract", "attract = { log = \"demo.log\", idle_seconds = 30 }"),
    ("window", "[window]"),
    ("action_sets", "[action_sets]"),
    ("actions", "[actions]"),
    ("audio", "[audio.buses]"),
    ("permissions", "[permissions]"),
];
const SEATS: Known = &[("min", "min = 1"), ("max", "max = 4"), ("join", "join = \"press\"")];
const JOINS: &[(&str, Join)] = &[("auto", Join::Auto), ("press", Join::Press)];
const ATTRACT: Known = &[("log", "log = \"demo.log\""), ("idle_seconds", "idle_seconds = 30")];
const IDLE_SECONDS: u32 = 30;
const WINDOW: Known = &[
    ("size", "size = [320, 180]"),
    ("scaling", "scaling = \"integer\""),
    ("pointer", "pointer = \"locked\""),
    ("title", "title = \"Storm\""),
];
const SCALINGS: &[(&str, Scaling)] =
    &[("integer", Scaling::Integer), ("fit", Scaling::Fit), ("stretch", Scaling::Stretch)];
const POINTERS: &[(&str, PointerMode)] =
    &[("free", PointerMode::Free), ("hidden", PointerMode::Hidden), ("locked", PointerMode::Locked)];

/// Reads the text of a `game.toml`; where mistakes are gathered, what is wrong has some value in the manifest.
pub(crate) fn read(text: Text<'_>) -> CoreResult<Manifest> {
    let document = DeTable::parse(text.content).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let message = error.message().lines().next().unwrap_or("it cannot be read").to_owned();
        text.error(offset, format!("this is no TOML: {message}"))
            .cure("a line is `key = value`; text stands in quotes")
    })?;
    let game = Table::new(text, "game.toml", document.get_ref(), 0, GAME)?;
    let audio = game.optional("audio", audio::read)?.unwrap_or_default();
    let window = game.optional("window", read_window)?.unwrap_or_default();
    let action_sets = game.optional("action_sets", action_sets::read)?.unwrap_or_default();
    Ok(Manifest {
        id: game.required("id", read_id)?.unwrap_or_default(),
        name: game.required("name", read_name)?.unwrap_or_default(),
        version: game.required("version", read_version)?.unwrap_or_default(),
        authors: read_texts(&game, "authors")?.into_iter().map(|(author, _)| author).collect(),
        runtime: game.required("runtime", read_runtime)?.unwrap_or_default(),
        scene: game.required("scene", read_scene)?.unwrap_or_default(),
        scene_place: game.find("scene").map_or_else(|| text.place(0), |field| field.place()),
        plugins: read_texts(&game, "plugins")?
            .into_iter()
            .map(|(name, place)| PluginName { name, place })
            .collect(),
        tick_rate_hertz: game
            .optional("tick_rate_hertz", |field| field.number(1, TICK_RATE_HERTZ_MAX))?
            .unwrap_or(60),
        seats: game.optional("seats", read_seats)?.unwrap_or_default(),
        attract: game.optional("attract", read_attract)?.flatten(),
        window: Window { icon: game.optional("icon", read_icon)?, ..window },
        actions: game.optional("actions", |field| actions::read(field, &action_sets))?.unwrap_or_default(),
        action_sets,
        buses: audio.buses,
        cues: audio.cues,
        permissions: game.optional("permissions", read_permissions)?.unwrap_or_default(),
    })
}

/// The manifest of a lone scene.
pub(crate) fn bare(name: &str, scene: &str) -> Manifest {
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let part = if letters.is_empty() { "scene".to_owned() } else { letters.to_ascii_lowercase() };
    Manifest::bare(&format!("bare.{part}"), name, scene)
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

fn read_icon(field: &Field<'_>) -> CoreResult<IconPath> {
    let path = field.string()?;
    if let Some(reason) = refuse_path(path) {
        return Err(field.refuse(&format!("is `{path}`, which is no path inside the game: {reason}")));
    }
    if !path.ends_with(".png") {
        return Err(field.refuse(&format!("is `{path}`, but must be a `.png` file")));
    }
    Ok(IconPath { path: path.to_owned(), place: field.place() })
}

/// A demonstration; `None` where it has a mistake that is noted.
fn read_attract(field: &Field<'_>) -> CoreResult<Option<Attract>> {
    let table = field.table(ATTRACT)?;
    let log = table.required("log", |log| {
        let path = log.string()?;
        match refuse_path(path) {
            Some(reason) => {
                Err(log.refuse(&format!("is `{path}`, which is no path inside the game: {reason}")))
            }
            None => Ok((path.to_owned(), log.place())),
        }
    })?;
    let seconds = table.optional("idle_seconds", |idle| idle.number(IDLE_SECONDS_MIN, IDLE_SECONDS_MAX))?;
    let idle_seconds = seconds.unwrap_or(IDLE_SECONDS);
    Ok(log.map(|(log, place)| Attract { log, place, idle_seconds }))
}

/// Texts and their places, each text once.
fn read_texts(game: &Table<'_>, key: &str) -> CoreResult<Vec<(String, Place)>> {
    let texts = game.optional(key, |field| {
        let mut texts: Vec<(String, Place)> = Vec::new();
        field.read_each(&field.elements()?, |element| Ok((element.string()?.to_owned(), element.place())))?;
        for element in field.elements()? {
            let Ok(text) = element.string() else { continue };
            if texts.iter().any(|(other, _)| other == text) {
                field.note(element.refuse(&format!("has `{text}` twice")))?;
            } else {
                texts.push((text.to_owned(), element.place()));
            }
        }
        Ok(texts)
    })?;
    Ok(texts.unwrap_or_default())
}

fn read_seats(field: &Field<'_>) -> CoreResult<Seats> {
    let table = field.table(SEATS)?;
    let min = table.required("min", |min| min.number(1, SEAT_COUNT_MAX))?;
    let max = table.required("max", |max| {
        let most = max.number(1, SEAT_COUNT_MAX)?;
        match min {
            Some(min) if min > most => {
                Err(max.refuse(&format!("is {most}, but must be at least `min`, which is {min}")))
            }
            Some(_) | None => Ok(most),
        }
    })?;
    let join = table.optional("join", |join| join.choice(JOINS))?;
    let default = Seats::default();
    Ok(Seats {
        min: min.unwrap_or(default.min),
        max: max.unwrap_or(default.max),
        join: join.unwrap_or_default(),
    })
}

fn read_window(field: &Field<'_>) -> CoreResult<Window> {
    let table = field.table(WINDOW)?;
    let default = Window::default();
    let size = table.optional("size", |size| {
        let sides = size.elements()?;
        let sides_read = size.read_each(&sides, |side| side.number(1, SIDE_PIXELS_MAX));
        let [_, _] = sides.as_slice() else {
            let message = format!("has {} numbers, but must have two: width and height", sides.len());
            return Err(size.refuse(&message));
        };
        Ok(sides_read?.try_into().unwrap_or(default.size))
    })?;
    let scaling = table.optional("scaling", |scaling| scaling.choice(SCALINGS))?;
    let pointer = table.optional("pointer", |pointer| pointer.choice(POINTERS))?;
    Ok(Window {
        size: size.unwrap_or(default.size),
        scaling: scaling.unwrap_or_default(),
        pointer: pointer.unwrap_or_default(),
        title: table.optional("title", read_name)?,
        icon: None,
    })
}

fn read_permissions(field: &Field<'_>) -> CoreResult<BTreeMap<String, String>> {
    let reasons = field.entries("network = \"why the game wants it\"")?;
    let permissions = field.read_each(&reasons, |reason| {
        if !PERMISSIONS.contains(&reason.key) {
            let error = reason.refuse_key("is no permission that a game can ask for");
            return Err(error.cure(suggest(reason.key, PERMISSIONS.iter().copied())));
        }
        Ok((reason.key.to_owned(), reason.string()?.to_owned()))
    })?;
    Ok(permissions.into_iter().collect())
}

#[cfg(test)]
mod tests;
