//! Makes a new game: a folder that runs at once and, where it is asked for, a plugin with its rules.
//!
//! All is checked before anything is written, and what was written is undone when something fails.

mod files;
mod journal;
mod linking;
mod names;

use files::File;
use journal::{Journal, file_error};
use linking::Linking;
use names::Names;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// What a new game begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Template {
    /// A scene.
    #[default]
    Empty,
    /// A scene, and a plugin in playground's source tree that moves it.
    Plugin,
}

impl FromStr for Template {
    type Err = CoreError;

    fn from_str(text: &str) -> CoreResult<Self> {
        match text {
            "empty" => Ok(Self::Empty),
            "plugin" => Ok(Self::Plugin),
            _ => Err(CoreError::new(ErrorKind::BadRequest, format!("there is no template `{text}`"))
                .cure("choose from `empty`, `plugin`")),
        }
    }
}

/// What was made, and what comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The new files.
    pub files: Vec<PathBuf>,
    /// The files of the source tree that name the plugin now.
    pub linked: Vec<PathBuf>,
    /// Commands to type.
    pub next: Vec<String>,
}

impl fmt::Display for Made {
    /// One `key: value` a line.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for file in &self.files {
            writeln!(formatter, "made: {}", file.display())?;
        }
        for file in &self.linked {
            writeln!(formatter, "linked: {}", file.display())?;
        }
        for command in &self.next {
            writeln!(formatter, "next: {command}")?;
        }
        Ok(())
    }
}

/// Makes a game at `path`, where nothing is yet, or an empty folder.
///
/// # Errors
/// A path that is taken, a name that a plugin cannot have, no source tree for a plugin, a disk that refuses.
/// Nothing is changed then.
pub fn run(path: &Path, template: Template) -> CoreResult<Made> {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let here = here.map_err(|error| file_error(Path::new("."), "cannot be used", &error))?;
    // Cargo says where the program comes from that it runs.
    let source = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    make(path, template, &Surroundings { here, source })
}

/// Where the program runs.
#[derive(Debug)]
struct Surroundings {
    /// The real path of the current folder.
    here: PathBuf,
    /// A folder of the source tree that the program comes from, where that is known.
    source: Option<PathBuf>,
}

fn make(path: &Path, template: Template, around: &Surroundings) -> CoreResult<Made> {
    check_target(path)?;
    let name = folder_name(path)?;
    let names = Names::of(&name);
    let linking = match template {
        Template::Empty => None,
        Template::Plugin => Some(plan_plugin(path, &name, around)?),
    };
    let tree = linking.as_ref().map(|linking| linking.tree.clone());
    let tree = tree.or_else(|| around.source.as_deref().and_then(linking::find_tree));
    let plugin = linking.as_ref().map_or("", |linking| linking.plugin.as_str());
    let fill = |(inside, content): &(&'static str, File)| (*inside, content.fill(inside, &names, plugin));
    let game: Vec<_> = files::game(template).iter().map(fill).collect();
    let rules: Vec<_> = files::RULES.iter().map(fill).collect();

    let mut journal = Journal::default();
    if let Err(error) = write(&mut journal, path, &game, linking.as_ref(), &rules) {
        journal.undo();
        return Err(error);
    }
    let mut made = Made {
        files: game.iter().map(|(inside, _)| path.join(inside)).collect(),
        linked: Vec::new(),
        next: next_commands(path, tree.as_deref(), &around.here),
    };
    if let Some(linking) = linking {
        let shown = |file: &Path| file.strip_prefix(&around.here).unwrap_or(file).to_path_buf();
        made.files.extend(rules.iter().map(|(inside, _)| shown(&linking.folder.join(inside))));
        made.linked.extend(linking.links.iter().map(|link| shown(&link.file)));
    }
    Ok(made)
}

/// The game last: as long as it is not there, another try is as good as the first.
fn write(
    journal: &mut Journal,
    path: &Path,
    game: &[(&str, Vec<u8>)],
    linking: Option<&Linking>,
    rules: &[(&str, Vec<u8>)],
) -> CoreResult<()> {
    if let Some(linking) = linking {
        journal.add_folder(&linking.folder, rules)?;
        for link in &linking.links {
            journal.rewrite(&link.file, &link.old, &link.new)?;
        }
    }
    journal.add_folder(path, game)
}

/// Refuses a path where something is.
fn check_target(path: &Path) -> CoreResult<()> {
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    let is_empty = path.is_dir() && fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
    if is_empty {
        return Ok(());
    }
    let message = format!("there is something at `{}` already", path.display());
    Err(CoreError::new(ErrorKind::File, message).cure("choose a path where nothing is, or an empty folder"))
}

fn folder_name(path: &Path) -> CoreResult<String> {
    let name = match path.file_name() {
        Some(name) => Some(name.to_owned()),
        // `.` and the like have a name only as a whole path.
        None => {
            let whole = path.canonicalize().map_err(|error| file_error(path, "cannot be used", &error))?;
            whole.file_name().map(ToOwned::to_owned)
        }
    };
    Ok(name.unwrap_or_default().to_string_lossy().into_owned())
}

/// Looks for the source tree upwards from the game, then from here, then where the program comes from.
fn plan_plugin(path: &Path, name: &str, around: &Surroundings) -> CoreResult<Linking> {
    let starts = [Some(path), Some(around.here.as_path()), around.source.as_deref()];
    let Some(tree) = starts.into_iter().flatten().find_map(linking::find_tree) else {
        let message =
            "a plugin is Rust that becomes part of the player, and playground's source tree is not here";
        return Err(CoreError::new(ErrorKind::File, message)
            .cure("clone playground and type this in its folder, or make a game with `--template empty`"));
    };
    linking::plan(tree, &names::plugin_name(name)?)
}

/// How the game is run and checked: by `./dev` of the source tree, which builds what is new, or as it is.
fn next_commands(path: &Path, tree: Option<&Path>, here: &Path) -> Vec<String> {
    let program = match tree {
        None => "playground".to_owned(),
        Some(tree) if cfg!(windows) => {
            format!("cargo run --release --manifest-path {} --", quoted(&tree.join("Cargo.toml")))
        }
        Some(tree) if tree == here => "./dev".to_owned(),
        Some(tree) => quoted(&tree.join("dev")),
    };
    ["run", "check"].map(|verb| format!("{program} {verb} {}", quoted(path))).to_vec()
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let is_plain = |letter: char| letter.is_alphanumeric() || "/\\._-:~".contains(letter);
    if text.chars().all(is_plain) { text } else { format!("'{text}'") }
}

#[cfg(test)]
mod tests;
