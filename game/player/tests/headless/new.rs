//! `playground new`: a game in one command, which checks and runs as it is.

use crate::place::Place;
use std::fs;

/// Makes a game, which has to succeed, checks it, and plays it twice.
#[track_caller]
fn check(place: &Place, path: &str) {
    let made = place.run(&format!("new {path}"));
    assert_eq!((made.status, made.complaint.as_str()), (0, ""), "{made:?}");
    let run = place.run(&format!("check {path}"));
    assert_eq!((run.status, run.lines.as_str()), (0, "ok: 5 files\n"), "{run:?}");
    let play = || place.run(&format!("run {path} --headless --ticks 90 --hash"));
    let (one, other) = (play(), play());
    assert_eq!((one.status, one.complaint.as_str()), (0, ""), "{one:?}");
    assert_eq!(one, other);
    assert_eq!((one.value("ticks"), one.value("sounds")), ("90", "1"), "{one:?}");
}

/// Checks that a game is refused in one message with all `words`, and that no file comes or goes.
#[track_caller]
fn check_refused(place: &Place, arguments: &str, status: i32, words: &[&str]) {
    let before = place.names();
    let run = place.run(&format!("new {arguments}"));
    assert_eq!((run.status, run.lines.as_str()), (status, ""), "{run:?}");
    assert!(words.iter().all(|word| run.complaint.contains(word)), "{words:?} in: {}", run.complaint);
    assert_eq!(run.complaint.matches("cure: ").count(), 1, "one message: {}", run.complaint);
    assert_eq!(place.names(), before, "`new {arguments}`");
}

#[test]
fn a_new_game_checks_and_runs_as_it_is() {
    let place = Place::new();
    check(&place, "storm");
    check(&place, "./My-Games/Storm_2");
    fs::create_dir(place.path("empty")).unwrap();
    check(&place, "empty/");
    let run = place.run("run My-Games/Storm_2 --headless --ticks 1");
    assert_eq!(run.value("game"), "org.example.storm-2");
}

#[test]
fn it_says_what_it_made_and_what_comes_next() {
    let lines = Place::new().run("new storm").lines;
    let keys: Vec<&str> = lines.lines().map(|line| line.split_once(": ").unwrap().0).collect();
    assert_eq!(keys, ["made", "made", "made", "made", "made", "made", "next", "next"]);
    assert!(lines.starts_with("made: storm"), "{lines}");
    assert!(lines.ends_with("next: playground run storm\nnext: playground check storm\n"), "{lines}");
}

#[test]
fn what_cannot_be_made_is_refused_and_changes_nothing() {
    // The repository is a source tree, and the place of this test lies in it: one of its own is nearer.
    let place = Place::new();
    for folder in ["game/plugins/taken", "game/player/src"] {
        fs::create_dir_all(place.path(folder)).unwrap();
    }
    place.write("file", "");
    check_refused(&place, "", 2, &["`new` needs the PATH"]);
    check_refused(&place, "pong", 1, &["something at `pong`", "empty folder"]);
    check_refused(&place, ".", 1, &["something at `.`"]);
    check_refused(&place, "file", 1, &["something at `file`"]);
    check_refused(&place, "file/storm", 1, &["`file/storm` cannot be made"]);
    check_refused(&place, "storm --template platformer", 2, &["no template `platformer`", "`plugin`"]);
    check_refused(&place, "storm --headless", 2, &["no option but --template"]);
    check_refused(&place, "2048 --template plugin", 2, &["`2048`", "Rust identifier"]);
    check_refused(&place, "taken --template plugin", 1, &["plugin `taken` already"]);
    check_refused(&place, "storm --template plugin", 1, &["Cargo.toml", "cannot be read"]);
}
