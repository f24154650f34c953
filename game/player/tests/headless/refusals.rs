//! What is wrong is said in one message that names the place and the cure, with a status of its own.

use crate::place::{Place, Run};
use std::fs;

const DONE: i32 = 0;
const FAILED: i32 = 1;
const USAGE: i32 = 2;
const NO_DEVICE: i32 = 3;

/// Checks how a run ends, and that its one message on the standard error holds all `words`.
#[track_caller]
fn check(run: &Run, status: i32, words: &[&str]) {
    assert_eq!(run.status, status, "{run:?}");
    let missing = words.iter().filter(|word| !run.complaint.contains(**word));
    let missing: Vec<_> = missing.collect();
    assert!(missing.is_empty(), "{missing:?} are not in: {}", run.complaint);
    if status != DONE {
        assert_eq!(run.lines, "", "a refusal is nothing for the standard output");
        assert_eq!(run.complaint.matches("cure: ").count(), 1, "one message: {}", run.complaint);
        assert!(run.complaint.starts_with("playground: "), "{}", run.complaint);
    }
}

/// Checks a run of the program in a fresh place.
#[track_caller]
fn check_arguments(arguments: &str, status: i32, words: &[&str]) {
    check(&Place::new().run(arguments), status, words);
}

/// Checks a game in which one text of a file was replaced.
#[track_caller]
fn check_game(file: &str, old: &str, new: &str, words: &[&str]) {
    let place = Place::new();
    place.edit(&format!("pong/{file}"), old, new);
    check(&place.run("pong --headless --ticks 1"), FAILED, words);
}

#[test]
fn a_wrong_command_line_is_usage() {
    check_arguments("pong --frobnicate", USAGE, &["--frobnicate", "--help"]);
    check_arguments("pong pong", USAGE, &["pong", "--help"]);
    check_arguments("pong --headless", USAGE, &["--ticks N"]);
    check_arguments("--headless --ticks 3", USAGE, &["PATH"]);
    check_arguments("pong --headless --ticks -1", USAGE, &["-1"]);
    check_arguments("pong --headless --ticks 18446744073709551616", USAGE, &["18446744073709551616"]);
    check_arguments("pong --headless --ticks 3 --scale 0", USAGE, &["--scale", "1 to 32"]);
    check_arguments(
        "pong --headless --ticks 3 --audio nix",
        USAGE,
        &["`nix`", "auto, offline or null", "--wav"],
    );
    check_arguments("pong --headless --ticks 3 --renderer crayon", USAGE, &["crayon", "vulkan"]);
    check_arguments("pong --headless --ticks 3 --screenshot shot.png@4", USAGE, &["4", "--ticks"]);
}

#[test]
fn help_and_version_are_answers() {
    check_arguments("--help", DONE, &[]);
    check_arguments("help", DONE, &[]);
    check_arguments("--version", DONE, &[]);
    let place = Place::new();
    assert!(place.run("--help").lines.contains("--screenshot FILE[@TICK]"));
    assert_eq!(place.run("--version").lines, concat!("playground ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_path_that_is_no_game_is_said_so() {
    check_arguments("nowhere --headless --ticks 1", FAILED, &["no game at `nowhere`"]);
    check_arguments("/dev/null --headless --ticks 1", FAILED, &["/dev/null"]);
    check_arguments("pong/sprites --headless --ticks 1", FAILED, &["game.toml"]);
    check_arguments("pong/sprites/ball.png --headless --ticks 1", FAILED, &["is no game"]);
}

#[test]
fn mistakes_in_a_game_are_named_by_file_line_and_column() {
    check_game("game.toml", "runtime = 1", "runtime = one", &["game.toml:5:11"]);
    check_game("game.toml", "tick_rate_hertz = 60", "tick_rate_hertz = 0", &["game.toml:9:19", "1 to 1000"]);
    check_game("game.toml", "version =", "versoin =", &["game.toml:3", "versoin", "version"]);
    check_game("game.toml", "[\"pong\"]", "[\"pnog\"]", &["game.toml", "no plugin `pnog`", "pong"]);
    check_game(
        "scenes/court.ron",
        "Paddle(seat: 1)",
        "Paddle(chair: 1)",
        &["court.ron:19:", "chair", "seat"],
    );
    check_game(
        "scenes/court.ron",
        "Paddle(seat: 2)",
        "Padle(seat: 2)",
        &["court.ron:20:", "`Padle`", "Paddle"],
    );
    check_game("scenes/court.ron", "format: 1,", "format 1,", &["court.ron:3:"]);
    check_game("scenes/court.ron", "(16, 90)", "(16, \"high\")", &["court.ron:19:"]);
}

#[test]
fn broken_files_of_a_game_are_named() {
    let broken: [(&str, &[u8]); 4] = [
        ("sprites/ball.png", b"\x89PNG\r\n\x1a\nno more"),
        ("sounds/hit.wav", b"RIFF\xff\xff\xff\xffWAVEfmt no more"),
        ("scenes/court.ron", b"Scene(format: 1, entities: \xff)"),
        ("game.toml", &[0; 100_000]),
    ];
    for (file, bytes) in broken {
        let place = Place::new();
        place.write(&format!("pong/{file}"), bytes);
        check(&place.run("pong --headless --ticks 1"), FAILED, &[file]);
    }
}

#[test]
fn files_that_a_game_lacks_are_named() {
    for file in ["sprites/ball.png", "sprites/paddle.png", "sounds/hit.wav", "scenes/court.ron"] {
        let place = Place::new();
        fs::remove_file(place.path(&format!("pong/{file}"))).unwrap();
        check(&place.run("pong --headless --ticks 1"), FAILED, &[file]);
    }
}

#[test]
fn a_bad_script_is_named_by_its_line() {
    let place = Place::new();
    place.write("keys.txt", "# fine\n1 key KeyW down\n2 key KeyWW down\n");
    check(&place.run("pong --headless --ticks 3 --input keys.txt"), FAILED, &["keys.txt:3:7", "KeyWW"]);
    check(&place.run("pong --headless --ticks 3 --input none.txt"), FAILED, &["none.txt"]);
}

#[test]
fn what_cannot_be_written_is_an_error() {
    check_arguments("pong --headless --ticks 1 --wav no/such/folder.wav", FAILED, &["no/such/folder.wav"]);
    let place = Place::new();
    for arguments in ["--wav /dev/full", "--screenshot /dev/full", "--screenshot no/such/folder.png"] {
        let run = place.run(&format!("pong --headless --ticks 1 {arguments}"));
        if run.status == NO_DEVICE {
            eprintln!("SKIPPED, no picture was written: {}", run.complaint);
        } else if cfg!(target_os = "linux") {
            check(&run.without_log(), FAILED, &["cannot be written"]);
        }
    }
}

#[test]
fn without_a_screen_the_way_out_is_named() {
    if cfg!(target_os = "linux") {
        check_arguments("pong", NO_DEVICE, &["no window", "DISPLAY", "--headless"]);
        check_arguments("", NO_DEVICE, &["no window", "DISPLAY", "--headless"]);
    }
}

#[test]
fn without_a_graphics_card_there_is_no_picture_but_a_run() {
    let place = Place::new();
    let run = place.run_without_drivers("pong --headless --ticks 1 --screenshot shot.png");
    if cfg!(target_os = "linux") && run.status == NO_DEVICE {
        check(&run, NO_DEVICE, &["no graphics adapter", "--headless"]);
    } else {
        eprintln!("SKIPPED, nothing was checked: the drivers of this machine cannot be hidden");
    }
    check(&place.run_without_drivers("pong --headless --ticks 1"), DONE, &[]);
}
