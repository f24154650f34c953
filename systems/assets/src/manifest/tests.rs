//! Manifests that are right and manifests that are wrong, with the exact words of each error.

mod actions;
mod audio;

use super::{FILE, bare, read};
use crate::text::Text;
use playground_core_assets::{ActionKind, Manifest, PointerMode, Scaling, Seats};

const SMALLEST: &str = r#"
id = "org.example.storm"
name = "Storm"
version = "1.0.0"
runtime = 1
scene = "scenes/main.ron"
"#;

const WHOLE: &str = r#"
id = "org.example.storm"
name = "Storm"
version = "1.2.3"
authors = ["Ada", "Bob"]
runtime = 1
scene = "scenes/title.ron"
plugins = ["storm", "weather"]
tick_rate_hertz = 120
seats = { min = 1, max = 4 }
[window]
size = [640, 360]
scaling = "fit"
title = "Storm at Sea"
[actions]
pause = ["Escape", "pad:Start"]
jump = { kind = "button", bind = ["Space"], buffer_ticks = 6 }
drive = { kind = "axis", bind = ["pad:LeftStickY"], seat = { 2 = ["keys:KeyW,KeyS"] } }
[permissions]
network = "to play together"
"#;

#[track_caller]
fn good(text: &str) -> Manifest {
    read(Text::new(FILE, text)).unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
fn check(text: &str, expected: &str) {
    match read(Text::new(FILE, text)) {
        Ok(manifest) => panic!("it is accepted: {manifest:?}"),
        Err(error) => assert_eq!(error.to_string(), expected),
    }
}

/// The smallest manifest with one line in another's place, or added behind.
#[track_caller]
fn check_line(line: &str, expected: &str) {
    let key = line.split('=').next().unwrap_or_default();
    let mut lines: Vec<&str> = SMALLEST.trim().lines().collect();
    match lines.iter().position(|other| other.starts_with(key)) {
        Some(index) => lines[index] = line,
        None => lines.extend(line.lines()),
    }
    check(&lines.join("\n"), expected);
}

#[test]
fn the_smallest_manifest_has_defaults() {
    let manifest = good(SMALLEST);
    assert_eq!((manifest.tick_rate_hertz, manifest.window.size), (60, [320, 180]));
    assert_eq!((manifest.seats, manifest.window.scaling), (Seats::default(), Scaling::Integer));
    assert!(manifest.plugins.is_empty() && manifest.actions.is_empty() && manifest.permissions.is_empty());
    assert_eq!(
        good(&format!("\u{feff}{}", SMALLEST.replace('\n', "\r\n"))),
        manifest,
        "as some editors save it"
    );
}

#[test]
fn the_whole_manifest_is_read() {
    let manifest = good(WHOLE);
    assert_eq!((manifest.id.as_str(), manifest.version.as_str()), ("org.example.storm", "1.2.3"));
    assert_eq!((manifest.authors.len(), manifest.plugins.len(), manifest.tick_rate_hertz), (2, 2, 120));
    assert_eq!(
        (manifest.seats.max, manifest.window.size, manifest.window.scaling),
        (4, [640, 360], Scaling::Fit)
    );
    assert_eq!(manifest.window.title.as_deref(), Some("Storm at Sea"));
    assert_eq!(manifest.permissions["network"], "to play together");
}

#[test]
fn a_game_says_what_becomes_of_the_pointer() {
    let pointer = |line: &str| good(&format!("{SMALLEST}[window]\n{line}")).window.pointer;
    assert_eq!(pointer("pointer = \"locked\""), PointerMode::Locked);
    assert_eq!(pointer("pointer = \"hidden\""), PointerMode::Hidden);
    assert_eq!(pointer(""), PointerMode::Free);
}

#[test]
fn what_is_looked_for_later_keeps_its_place() {
    let manifest = good(WHOLE);
    assert_eq!(manifest.scene_place.to_string(), "game.toml:7:9");
    let plugins: Vec<String> =
        manifest.plugins.iter().map(|plugin| format!("{} {}", plugin.name, plugin.place)).collect();
    assert_eq!(plugins, ["storm game.toml:8:12", "weather game.toml:8:21"]);
    assert_eq!(bare("Cave", "cave.ron").scene_place.to_string(), "cave.ron");
}

#[test]
fn only_known_permissions_are_asked_for() {
    check_line(
        "[permissions]\nnetwrok = \"to play together\"",
        "game.toml:7:1: `netwrok` is no permission that a game can ask for\n  cure: did you mean `network`?",
    );
    check_line(
        "[permissions]\ncamera = \"to see you\"",
        "game.toml:7:1: `camera` is no permission that a game can ask for\n  cure: choose from `network`",
    );
    check_line(
        "[permissions]\nnetwork = true",
        "game.toml:7:11: `network` is true or false, but must be a text in quotes\n  cure: write it like `network = \"why the game wants it\"`",
    );
}

#[test]
fn lists_have_an_end() {
    let names: String = (0..65).map(|index| format!("\"p{index}\",")).collect();
    check_line(
        &format!("plugins = [{names}]"),
        "game.toml:6:11: `plugins` has 65 elements, but may have 64\n  cure: write it like `plugins = [\"storm\"]`",
    );
}

#[test]
fn actions_keep_their_order_and_the_places_of_their_binds() {
    let actions = good(WHOLE).actions;
    let names: Vec<&str> = actions.iter().map(|action| action.name.as_str()).collect();
    assert_eq!(names, ["pause", "jump", "drive"]);
    let kinds: Vec<ActionKind> = actions.iter().map(|action| action.kind).collect();
    assert_eq!(kinds, [ActionKind::Button, ActionKind::Button, ActionKind::Axis]);
    assert_eq!((actions[1].buffer_ticks, actions[1].place.to_string().as_str()), (6, "game.toml:17:1"));
    let bind = &actions[0].binds[1];
    assert_eq!((bind.text.as_str(), bind.place.to_string().as_str()), ("pad:Start", "game.toml:16:20"));
    assert_eq!(actions[2].seat_binds[&2][0].text, "keys:KeyW,KeyS");
}

#[test]
fn a_lone_scene_has_a_manifest() {
    let manifest = bare("My Level!", "main.ron");
    assert_eq!((manifest.id.as_str(), manifest.name.as_str()), ("bare.mylevel", "My Level!"));
    assert_eq!(manifest.scene, "main.ron");
}

#[test]
fn what_is_no_toml_is_told_with_its_place() {
    check(
        "id = \"a.b\"\nname = Storm",
        "game.toml:2:8: this is no TOML: string values must be quoted, expected literal string\n  cure: a line is `key = value`; text stands in quotes",
    );
    check(
        "id = \"a.b\"\nid = \"a.b\"",
        "game.toml:2:1: this is no TOML: duplicate key\n  cure: a line is `key = value`; text stands in quotes",
    );
}

#[test]
fn missing_and_unknown_fields_are_told() {
    check(
        "name = \"Storm\"",
        "game.toml:1:1: `id` is missing in game.toml\n  cure: add `id = \"org.example.storm\"`",
    );
    check_line(
        "tick_rate = 60",
        "game.toml:6:1: `tick_rate` is no field of game.toml\n  cure: did you mean `tick_rate_hertz`?",
    );
    check_line(
        "nmae = \"Storm\"",
        "game.toml:6:1: `nmae` is no field of game.toml\n  cure: did you mean `name`?",
    );
    check_line(
        "[window]\nsise = [1, 1]",
        "game.toml:7:1: `sise` is no field of window\n  cure: did you mean `size`?",
    );
    check_line("seats = { min = 1 }", "game.toml:6:9: `max` is missing in seats\n  cure: add `max = 4`");
}

#[test]
fn wrong_types_are_told() {
    check_line(
        "name = 3",
        "game.toml:2:8: `name` is a whole number, but must be a text in quotes\n  cure: write it like `name = \"Storm\"`",
    );
    check_line(
        "tick_rate_hertz = 59.9",
        "game.toml:6:19: `tick_rate_hertz` is a number with a point, but must be a whole number\n  cure: write it like `tick_rate_hertz = 60`",
    );
    check_line(
        "plugins = \"pong\"",
        "game.toml:6:11: `plugins` is a text, but must be an array\n  cure: write it like `plugins = [\"storm\"]`",
    );
    check_line(
        "window = 1",
        "game.toml:6:10: `window` is a whole number, but must be a table\n  cure: write it like `[window]`",
    );
}

#[test]
fn bad_values_are_told() {
    check_line(
        "tick_rate_hertz = 0",
        "game.toml:6:19: `tick_rate_hertz` is 0, but must be 1 to 1000\n  cure: write it like `tick_rate_hertz = 60`",
    );
    check_line(
        "tick_rate_hertz = 99999999999999999999",
        "game.toml:6:19: `tick_rate_hertz` is 99999999999999999999, but must be 1 to 1000\n  cure: write it like `tick_rate_hertz = 60`",
    );
    check_line(
        "[window]\nsize = [0, 180]",
        "game.toml:7:9: `size` is 0, but must be 1 to 8192\n  cure: write it like `size = [320, 180]`",
    );
    check_line(
        "[window]\nsize = [320]",
        "game.toml:7:8: `size` has 1 numbers, but must have two: width and height\n  cure: write it like `size = [320, 180]`",
    );
    check_line(
        "[window]\nscaling = \"big\"",
        "game.toml:7:11: `scaling` is \"big\", but must be one of \"integer\", \"fit\", \"stretch\"\n  cure: write it like `scaling = \"integer\"`",
    );
    check_line(
        "[window]\npointer = \"lock\"",
        "game.toml:7:11: `pointer` is \"lock\", but must be one of \"free\", \"hidden\", \"locked\"\n  cure: write it like `pointer = \"locked\"`",
    );
    check_line(
        "seats = { min = 3, max = 2 }",
        "game.toml:6:26: `max` is 2, but must be at least `min`, which is 3\n  cure: write it like `max = 4`",
    );
    check_line(
        "plugins = [\"pong\", \"pong\"]",
        "game.toml:6:20: `plugins` has `pong` twice\n  cure: write it like `plugins = [\"storm\"]`",
    );
}

#[test]
fn identity_and_version_follow_their_rules() {
    let rule = "but must be two or more parts of a-z, 0-9 and `-`, joined by dots";
    for id in
        ["Storm", "storm", "org..storm", "org.example.", "org.-storm", "../storm", "org/storm", "org.Storm"]
    {
        let cure = "write it like `id = \"org.example.storm\"`";
        check_line(
            &format!("id = \"{id}\""),
            &format!("game.toml:1:6: `id` is `{id}`, {rule}\n  cure: {cure}"),
        );
    }
    check_line(
        "version = \"1.0\"",
        "game.toml:3:11: `version` is `1.0`, but must be three numbers joined by dots\n  cure: write it like `version = \"1.0.0\"`",
    );
    check_line(
        "runtime = 2",
        "game.toml:4:11: `runtime` is 2, but this program reads format 1\n  cure: get a newer playground, or the game's release for this one",
    );
    check_line(
        "scene = \"../other/main.ron\"",
        "game.toml:5:9: `scene` is `../other/main.ron`, which is no path inside the game: no part of it may be empty, `.` or `..`\n  cure: write it like `scene = \"scenes/main.ron\"`",
    );
    check_line(
        "scene = \"scenes/main.lua\"",
        "game.toml:5:9: `scene` is `scenes/main.lua`, but must be a `.ron` file\n  cure: write it like `scene = \"scenes/main.ron\"`",
    );
}

#[test]
fn broken_text_never_panics() {
    for end in 0..WHOLE.len() {
        let outcome = read(Text::new(FILE, &WHOLE[..end]));
        assert!(outcome.is_ok() || outcome.is_err_and(|error| error.place().is_some()), "{end} bytes");
    }
}
