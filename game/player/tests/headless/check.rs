//! `playground check`: all mistakes of a game at once, and nothing but a line when there are none.

use crate::place::Place;

/// Checks pong after some of its texts were replaced: how it ends, and all that begins with a place.
#[track_caller]
fn check(edits: &[(&str, &str, &str)], expected: &[&str]) {
    let place = Place::new();
    for (file, old, new) in edits {
        place.edit(&format!("pong/{file}"), old, new);
    }
    let run = place.run_without_drivers("check pong");
    let told: Vec<&str> = run.complaint.lines().filter(|line| !line.starts_with("  cure: ")).collect();
    assert_eq!((run.status, told.as_slice(), run.lines.as_str()), (1, expected, ""));
    let cures = run.complaint.lines().filter(|line| line.starts_with("  cure: ")).count();
    assert_eq!(cures + 1, told.len(), "a cure for each, and one line that counts them");
}

#[test]
fn a_game_without_a_mistake_is_one_line() {
    let run = Place::new().run_without_drivers("check pong");
    assert_eq!((run.status, run.lines.as_str(), run.complaint.as_str()), (0, "ok: 10 files\n", ""));
}

#[test]
fn mistakes_of_all_files_are_told_in_their_order() {
    let edits = [
        ("game.toml", "playground.pong", "pong"),
        ("game.toml", "pad:LeftStickY", "pad:LeftStick"),
        ("game.toml", "keys:KeyW,KeyS", "keys:KeyW,Key"),
        ("game.toml", "plugins = [\"pong\"]", "plugins = [\"pnog\", \"pong\", \"tetris\"]"),
        ("scenes/court.ron", "Paddle(seat: 1)", "Paddle(seat: left)"),
        ("scenes/court.ron", "Digit(seat: 2)", "Digits(seat: 2)"),
        ("scenes/court.ron", "Camera2d(background:", "Camera2d(backgroud:"),
    ];
    let told = [
        "game.toml:1:6: `id` is `pong`, but must be two or more parts of a-z, 0-9 and `-`, joined by dots",
        "game.toml:8:12: this player has no plugin `pnog`",
        "game.toml:8:28: this player has no plugin `tetris`",
        "game.toml:18:33: `pad:LeftStick` cannot move the action `move`",
        "game.toml:18:88: `keys:KeyW,Key` cannot move the action `move`",
        "scenes/court.ron:9:46: `backgroud` is no field of Camera2d",
        "scenes/court.ron:19:128: `seat` is `left`, but must be a whole number",
        "scenes/court.ron:22:72: there is no component `Digits`",
        "mistakes: 8",
    ];
    check(&edits, &told);
}

#[test]
fn a_broken_manifest_hides_no_mistake_of_a_scene() {
    let edits = [
        ("game.toml", "name = \"Pong\"", "name = Pong"),
        ("scenes/court.ron", "Paddle(seat: 1)", "Paddle(set: 1)"),
    ];
    let told = [
        "game.toml:2:8: this is no TOML: string values must be quoted, expected literal string",
        "scenes/court.ron:19:122: `set` is no field of Paddle",
        "mistakes: 2",
    ];
    check(&edits, &told);
}

#[test]
fn the_log_of_a_demonstration_is_looked_into() {
    for (log, expected) in [
        ("60 key KeyW down\n70 key Key up\n", "demo.log:2:8: `Key` is no key"),
        ("playinp1\u{3c}", "demo.log: the log ends in the middle"),
        ("playinp0", "demo.log: this is no log of input, or one of another version"),
        ("# nothing yet\n", "game.toml:7:19: nobody does anything in `demo.log`"),
        ("1 pad0 connect\n", "game.toml:7:19: nobody does anything in `demo.log`"),
        ("1 key KeyQ down\n", "game.toml:7:19: nothing that is pressed is bound to an action in `demo.log`"),
    ] {
        let place = Place::new();
        let attract = "attract = { log = \"demo.log\" }\nscene = ";
        place.edit(
            "pong/game.toml",
            "icon = \"icon.png\"\nscene = ",
            &format!("icon = \"icon.png\"\n{attract}"),
        );
        std::fs::write(place.path("pong/demo.log"), log).unwrap();
        let run = place.run_without_drivers("check pong");
        assert_eq!(run.status, 1, "{run:?}");
        assert_eq!(run.complaint.lines().next(), Some(expected), "{run:?}");
        assert!(run.complaint.contains("\n  cure: "), "{run:?}");
    }
}

#[test]
fn what_is_not_there_is_one_mistake() {
    let run = Place::new().run("check nowhere");
    assert_eq!(run.status, 1, "{run:?}");
    assert!(run.complaint.starts_with("there is no game at `nowhere`\n  cure: "), "{run:?}");
}

/// Puts a component into the court, and compares what is said of it.
#[track_caller]
fn check_value(component: &str, expected: &str) {
    let place = Place::new();
    let entity = format!("  entities: [\n    ( components: [ {component} ] ),");
    place.edit("pong/scenes/court.ron", "  entities: [", &entity);
    let run = place.run_without_drivers("check pong");
    let said = format!("scenes/court.ron:9:21: {expected}\n");
    assert!(run.status == 1 && run.complaint.starts_with(&said), "{component}: {run:?}");
}

#[test]
fn a_value_that_nobody_could_see_or_hear_is_a_mistake() {
    for (component, expected) in [
        ("Text(size: -3)", "`size` of Text must be above 0 and at most 1000"),
        ("Text(align: 7)", "`align` of Text must be 0 (left), 1 (centre) or 2 (right)"),
        ("Text(wrap_width: -1)", "`wrap_width` of Text must be 0 or more"),
        ("Shape(kind: 99)", "`kind` of Shape must be 0 (rectangle), 1 (ellipse), 2 (polygon) or 3 (line)"),
        ("Shape(kind: 2)", "`point_count` of Shape must be 2 for a line or 3 for a polygon, up to 16"),
        ("Shape(stroke_width: -2)", "`stroke_width` of Shape must be 0 or more"),
        ("Sprite(blend: 3)", "`blend` of Sprite must be 0 (alpha), 1 (add) or 2 (multiply)"),
        ("Sprite(flip: 4)", "`flip` of Sprite must be 0, 1 (x), 2 (y) or 3 (both)"),
        ("Camera2d(zoom: 0)", "`zoom` of Camera2d must be above 0"),
        ("Voice(gain: -1)", "`gain` of Voice must be 0 to 4"),
        ("Voice(pitch: 0)", "`pitch` of Voice must be 0.125 to 8"),
        ("Voice(pan: 2)", "`pan` of Voice must be -1 (left) to 1 (right)"),
    ] {
        check_value(component, expected);
    }
}
