//! For a browser: the files of a page, which any web server serves from any path, and the same as a zip file for a site
//! that hosts games.

mod text;

use super::player::players_folder;
use super::{Shipment, gzip};
use crate::files::write_whole;
use crate::own_game::BUNDLE_FILE;
use crate::report::file_error;
use playground_core_types::hash::StableHasher;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use playground_systems_assets::bundle::BundleWriter;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use text::{escape_html, quote_json};

/// What a page without a game has at least.
const NEEDED: &[&str] = &[
    "index.html",
    "page.js",
    "player.js",
    "player.wasm",
    "mixer.js",
    "mixer.wasm",
    "worklet-scope.js",
    "worklet.js",
    "offline.js",
    "live.js",
];

/// What is large, and gets much smaller when it is packed.
const PACKED: &[&str] = &["player.wasm", "player.js", "mixer.wasm", "mixer.js", "page.js"];

/// The largest file that a page has. Unit: bytes.
const FILE_BYTES_MAX: u64 = 64 << 20;

/// What keeps the page for when there is no network.
const OFFLINE_FILE: &str = "offline.js";

/// What tells a system of the page, so that it can be installed like a program.
const INSTALL_FILE: &str = "manifest.webmanifest";

/// Files of a page by their names; there are no folders.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Who is to see a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Whoever plays: the page stays with them, also without a network.
    Players,
    /// Whoever makes the game: the page is fetched anew whenever the game is another.
    Makers,
}

/// Reads the page without a game: the folder that is named, or the one that lies beside the program.
///
/// # Errors
/// A folder that is not there, lacks a file, or has a game in it.
pub(crate) fn find_page(given: Option<&Path>, executable: &Path) -> CoreResult<Files> {
    let folder = given.map_or_else(|| players_folder(executable).join("web"), Path::to_path_buf);
    let none = |why: String| {
        let message = format!("there is no player for the web in `{}`: {why}", folder.display());
        Err(CoreError::new(ErrorKind::File, message).cure("fill it from a clone: `./dev players web`"))
    };
    let mut files = Files::new();
    for name in NEEDED.iter().flat_map(|name| [(*name).to_owned(), format!("{name}.br")]) {
        let file = folder.join(&name);
        match file.metadata() {
            Ok(data) if data.is_file() && data.len() > FILE_BYTES_MAX => {
                return none(format!("{name} is too large"));
            }
            Ok(data) if data.is_file() => {
                let bytes = fs::read(&file).map_err(|error| file_error(&file, "cannot be read", &error))?;
                files.insert(name, bytes);
            }
            _ if name.ends_with(".br") => {}
            _ => return none(format!("{name} is not there")),
        }
    }
    let has_place =
        |name: &str| files.get(name).is_some_and(|bytes| bytes.windows(2).any(|two| two == b"{{"));
    match ["index.html", OFFLINE_FILE].iter().find(|name| !has_place(name)) {
        None => Ok(files),
        Some(name) => none(format!("{name} has a game in it already")),
    }
}

/// The page with the game in it.
pub(crate) fn fill(page: &Files, shipment: &Shipment, audience: Audience) -> Files {
    let mut files = page.clone();
    let size = |name: &str| page.get(name).map_or(0, Vec::len);
    let about = format!(
        r#"{{"name":{},"id":{},"game":"{BUNDLE_FILE}","game_bytes":{},"player_bytes":{},"mixer_bytes":{},"is_live":{}}}"#,
        quote_json(&shipment.name),
        quote_json(&shipment.id),
        shipment.bundle.len(),
        size("player.wasm"),
        size("mixer.wasm"),
        audience == Audience::Makers,
    );
    replace(&mut files, "index.html", &[("{{name}}", &escape_html(&shipment.name)), ("{{about}}", &about)]);
    files.insert(BUNDLE_FILE.to_owned(), shipment.bundle.clone());
    files.insert("icon.png".to_owned(), shipment.icon.clone());
    files.insert(INSTALL_FILE.to_owned(), install_file(shipment).into_bytes());
    match audience {
        Audience::Players => {
            fill_offline(&mut files, &shipment.id);
            // By brotli, which takes seconds, they come packed with the page.
            for name in PACKED {
                let packed = page.get(*name).map(|bytes| gzip::pack(bytes));
                packed.map(|packed| files.insert(format!("{name}.gz"), packed));
            }
        }
        Audience::Makers => drop(files.remove(OFFLINE_FILE)),
    }
    files
}

/// Writes the page into a folder below `output`, and beside it as a zip file; gives the latter and its size.
pub(super) fn write(files: &Files, shipment: &Shipment, output: &Path) -> CoreResult<(PathBuf, u64)> {
    let name = format!("{}-{}-web", shipment.file_name, shipment.version);
    let folder = output.join(&name);
    fs::create_dir_all(&folder).map_err(|error| file_error(&folder, "cannot be made", &error))?;
    let mut zip = BundleWriter::new(Vec::new());
    for (path, bytes) in files {
        write_whole(&folder.join(path), bytes)?;
        // A site that takes zip files packs again by itself, and may count files.
        if !is_packed(path) {
            zip.add(path, bytes)?;
        }
    }
    remove_old_copies(files, &folder)?;
    let (zip, file) = (zip.finish()?, output.join(format!("{name}.zip")));
    write_whole(&file, &zip)?;
    Ok((file, zip.len() as u64))
}

/// Packed copies that are another version's would be sent in place of the files of this one.
fn remove_old_copies(files: &Files, folder: &Path) -> CoreResult<()> {
    for name in files.keys().flat_map(|name| [format!("{name}.br"), format!("{name}.gz")]) {
        let file = folder.join(&name);
        if !files.contains_key(&name) && file.exists() {
            fs::remove_file(&file).map_err(|error| file_error(&file, "cannot be removed", &error))?;
        }
    }
    Ok(())
}

/// A copy of another file of the page, for servers that send what is packed already.
pub(super) fn is_packed(path: &str) -> bool {
    [".br", ".gz"].iter().any(|end| path.ends_with(end))
}

/// What the page is called and looks like where it is installed.
fn install_file(shipment: &Shipment) -> String {
    let name = quote_json(&shipment.name);
    let pixels = shipment.icon_pixels;
    let icon = format!(r#"{{"src":"icon.png","sizes":"{pixels}x{pixels}","type":"image/png"}}"#);
    format!(
        concat!(
            r#"{{"name":{name},"short_name":{name},"start_url":".","scope":".","display":"fullscreen","#,
            r##""background_color":"#000000","theme_color":"#000000","icons":[{icon}]}}"##,
            "\n"
        ),
        name = name,
        icon = icon
    )
}

/// Names the files that stay with a player; another file makes another version.
fn fill_offline(files: &mut Files, id: &str) {
    let mut hasher = StableHasher::new();
    let mut names = Vec::new();
    for (path, bytes) in files.iter().filter(|(path, _)| !is_packed(path) && *path != OFFLINE_FILE) {
        hasher.write(path.as_bytes());
        hasher.write(bytes);
        names.push(quote_json(path));
    }
    let version = format!("{:016x}", hasher.finish());
    let places =
        [("{{id}}", quote_json(id)), ("{{version}}", quote_json(&version)), ("{{files}}", names.join(","))];
    let places: Vec<(&str, &str)> = places.iter().map(|(place, text)| (*place, text.as_str())).collect();
    replace(files, OFFLINE_FILE, &places);
}

/// Puts texts into their places in a file; one that is no text stays as it is.
fn replace(files: &mut Files, name: &str, places: &[(&str, &str)]) {
    if let Some(bytes) = files.get_mut(name)
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        // In one go: what is put in may look like a place.
        let (mut filled, mut rest) = (String::new(), text);
        let next = |rest: &str| {
            let found = places.iter().filter_map(|(place, with)| Some((rest.find(place)?, *place, *with)));
            found.min_by_key(|(at, ..)| *at)
        };
        while let Some((at, place, with)) = next(rest) {
            filled = filled + &rest[..at] + with;
            rest = &rest[at + place.len()..];
        }
        *bytes = (filled + rest).into_bytes();
    }
}

#[cfg(test)]
mod tests;
