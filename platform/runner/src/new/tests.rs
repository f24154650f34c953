//! New games, in a folder of each test's own, and what is left behind when making one fails.

use super::*;
use std::collections::BTreeMap;
use tempfile::{TempDir, tempdir_in};

/// A folder of a test's own that goes with it. Not below the repository, which is a source tree itself.
struct Place(TempDir);

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
const LINKED: [&str; 3] = ["Cargo.toml", "game/player/Cargo.toml", "game/player/src/plugins.rs"];

impl Place {
    /// Below a path without links, as paths are told.
    fn new() -> Self {
        Self(tempdir_in(std::env::temp_dir().canonicalize().unwrap()).unwrap())
    }

    /// With a source tree in `tree`: of ours only what a plugin is linked into.
    fn with_tree() -> Self {
        let place = Self::new();
        for file in LINKED {
            place.write(&format!("tree/{file}"), &fs::read_to_string(Path::new(ROOT).join(file)).unwrap());
        }
        fs::create_dir_all(place.path("tree/game/plugins/pong")).unwrap();
        place
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.0.path().join(inside)
    }

    fn write(&self, inside: &str, text: &str) {
        let file = self.path(inside);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn read(&self, inside: &str) -> String {
        fs::read_to_string(self.path(inside)).unwrap()
    }

    /// Every file and folder with its content.
    fn picture(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut picture = BTreeMap::new();
        let mut folders = vec![self.path("")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path.clone());
                }
                picture.insert(path.clone(), fs::read(&path).unwrap_or_default());
            }
        }
        picture
    }

    /// Makes a game as from here, by a program that comes from nowhere.
    fn make(&self, inside: &str, template: Template) -> CoreResult<Made> {
        make(&self.path(inside), template, &Surroundings { here: self.path(""), source: None })
    }
}

/// Checks that a game is refused with `words`, and that nothing is changed.
#[track_caller]
fn check_refused(place: &Place, inside: &str, template: Template, words: &[&str]) {
    let before = place.picture();
    let error = place.make(inside, template).unwrap_err().to_string();
    assert!(words.iter().all(|word| error.contains(word)), "{words:?} in: {error}");
    assert_eq!(error.matches("cure: ").count(), 1, "{error}");
    assert_eq!(place.picture(), before, "something is left behind: {error}");
}

#[test]
fn a_new_game_has_its_folders_name() {
    let place = Place::new();
    let made = place.make("games/Storm \"Rider\"", Template::Empty).unwrap();
    let manifest = place.read("games/Storm \"Rider\"/game.toml");
    assert!(manifest.contains(r#"id = "org.example.storm-rider""#), "{manifest}");
    assert!(manifest.contains(r#"name = "Storm \"Rider\"""#), "{manifest}");
    assert!(made.files.iter().all(|file| file.is_file()), "{made:?}");
    let known = ["sounds", "sprites"];
    assert!(known.iter().all(|folder| place.path("games/Storm \"Rider\"").join(folder).is_dir()));
    let path = place.path("games/Storm \"Rider\"");
    assert_eq!(made.next[0], format!("playground run '{}'", path.display()));
    assert!(made.to_string().ends_with(&format!("next: {}\n", made.next[1])), "{made}");
}

#[test]
fn an_empty_folder_is_filled_and_stays_the_same() {
    let place = Place::new();
    fs::create_dir(place.path("storm")).unwrap();
    let made = place.make("storm/.", Template::Empty).unwrap();
    assert!(made.files.iter().all(|file| file.is_file()), "{made:?}");
    let left = fs::read_dir(place.path("storm")).unwrap().count();
    assert_eq!(left, 5, "README.md, game.toml, scenes, sounds, sprites, and nothing staged");
}

#[test]
fn a_path_that_is_taken_is_left_alone() {
    let place = Place::new();
    place.write("full/letter.txt", "dear");
    place.write("file", "");
    for template in [Template::Empty, Template::Plugin] {
        check_refused(&place, "full", template, &["something at", "full"]);
        check_refused(&place, "file", template, &["something at", "file"]);
    }
    check_refused(&place, "file/storm", Template::Empty, &["file/storm", "cannot be made"]);
}

#[test]
fn a_plugin_is_a_crate_and_three_lines() {
    let place = Place::with_tree();
    let made = place.make("tree/games/my-storm", Template::Plugin).unwrap();
    assert!(place.read("tree/games/my-storm/game.toml").contains(r#"plugins = ["my_storm"]"#));
    let rules = place.read("tree/game/plugins/my_storm/src/lib.rs");
    assert!(rules.contains(r#"Plugin { name: "my_storm", register }"#), "{rules}");
    let manifest = place.read("tree/game/plugins/my_storm/Cargo.toml");
    assert!(manifest.contains(r#"name = "playground-game-plugins-my_storm""#), "{manifest}");
    let lines = [
        r#"playground-game-plugins-my_storm = { path = "game/plugins/my_storm" }"#,
        "playground-game-plugins-my_storm.workspace = true",
        "    playground_game_plugins_my_storm::PLUGIN,",
    ];
    for (file, line) in LINKED.iter().zip(lines) {
        let text = place.read(&format!("tree/{file}"));
        assert_eq!(text.lines().filter(|other| *other == line).count(), 1, "{text}");
    }
    assert_eq!(made.linked.len(), 3, "{made:?}");
    let program = if cfg!(windows) { "Cargo.toml --" } else { "tree/dev" };
    assert!(made.next[0].contains(&format!("{program} run ")), "{made}");
    for text in place.picture().values().filter_map(|bytes| std::str::from_utf8(bytes).ok()) {
        assert!(!["GAME_ID", "GAME_NAME", "PLUGIN_NAME"].iter().any(|hole| text.contains(hole)), "{text}");
    }
}

#[test]
fn a_line_that_is_left_from_before_is_not_added_again() {
    let place = Place::with_tree();
    place.make("tree/storm", Template::Plugin).unwrap();
    let before: Vec<String> = LINKED.iter().map(|file| place.read(&format!("tree/{file}"))).collect();
    fs::remove_dir_all(place.path("tree/storm")).unwrap();
    fs::remove_dir_all(place.path("tree/game/plugins/storm")).unwrap();
    let made = place.make("tree/storm", Template::Plugin).unwrap();
    assert!(made.linked.is_empty(), "{made:?}");
    let after: Vec<String> = LINKED.iter().map(|file| place.read(&format!("tree/{file}"))).collect();
    assert_eq!(after, before);
}

#[test]
fn a_plugin_that_cannot_be_is_refused_before_anything_is_written() {
    let place = Place::with_tree();
    let plugin = Template::Plugin;
    check_refused(&place, "tree/2048", plugin, &["`2048`", "Rust identifier", "letter first"]);
    check_refused(&place, "tree/h\u{e9}ros", plugin, &["`h\u{e9}ros`"]);
    check_refused(&place, "tree/pong", plugin, &["plugin `pong` already", "another name"]);
    check_refused(&place, "storm", plugin, &["source tree is not here", "clone", "--template empty"]);
    for file in LINKED {
        let inside = format!("tree/{file}");
        let text = place.read(&inside);
        place.write(&inside, &text.replace("above this line", "somewhere"));
        let told = Path::new(file).display().to_string();
        check_refused(&place, "tree/storm", plugin, &[&told, "line is missing", "behind the last plugin"]);
        fs::remove_file(place.path(&inside)).unwrap();
        check_refused(&place, "tree/storm", plugin, &[&told, "cannot be read"]);
        place.write(&inside, &text);
    }
}

#[test]
fn what_fails_half_way_leaves_nothing() {
    let place = Place::with_tree();
    let before = place.picture();
    // A file inside of a file cannot be: the third folder fails, when all else is done.
    let mut journal = Journal::default();
    let linking = linking::plan(place.path("tree"), "storm").unwrap();
    let rules = [("Cargo.toml", Vec::new()), ("src/lib.rs", Vec::new())];
    let game = [("game.toml", Vec::new()), ("game.toml/inside", Vec::new())];
    let path = place.path("some/where/storm");
    write(&mut journal, &path, &game, Some(&linking), &rules).unwrap_err();
    assert_ne!(place.picture(), before, "the plugin was there");
    journal.undo();
    assert_eq!(place.picture(), before);
}

#[test]
fn a_folder_that_is_filled_half_is_emptied_again() {
    let place = Place::new();
    fs::create_dir(place.path("storm")).unwrap();
    let before = place.picture();
    let mut journal = Journal::default();
    journal.add_folder(&place.path("storm"), &[("a", Vec::new()), ("b/c", Vec::new())]).unwrap();
    assert!(place.path("storm/b/c").is_file());
    journal.undo();
    assert_eq!(place.picture(), before);
}

#[test]
fn the_nearest_tree_upwards_counts() {
    let place = Place::with_tree();
    fs::create_dir_all(place.path("tree/inner/game/plugins")).unwrap();
    fs::create_dir_all(place.path("tree/inner/game/player/src")).unwrap();
    let find = |inside: &str| linking::find_tree(&place.path(inside));
    assert_eq!(find("tree/games/not/there"), Some(place.path("tree")));
    assert_eq!(find("tree/inner/storm"), Some(place.path("tree/inner")));
    assert_eq!(find("tree/inner/../storm"), Some(place.path("tree")));
    assert_eq!(find("storm"), None);
}
