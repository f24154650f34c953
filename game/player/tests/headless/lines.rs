//! The lines of a report: all of them, and the same ones for the same arguments.

use crate::place::Place;

const KEYS: [&str; 10] =
    ["game", "ticks", "tick", "entities", "hash", "draws", "sprites", "sounds", "peak", "seconds"];

/// Compares two runs of pong by all that they print.
#[track_caller]
fn check(one: &str, other: &str, are_same: bool) {
    let place = Place::new();
    let (one_run, other_run) = (place.play(one), place.play(other));
    assert_eq!(one_run == other_run, are_same, "`{one}`: {one_run:?}\n`{other}`: {other_run:?}");
}

#[test]
fn a_report_has_every_key_once_and_in_order() {
    let place = Place::new();
    let run = place.play("--ticks 300");
    let keys = run.lines.lines().map(|line| line.split_once(": ").unwrap().0);
    let keys: Vec<&str> = keys.collect();
    assert_eq!(keys, KEYS, "{}", run.lines);
    assert_eq!(
        (run.value("game"), run.value("ticks"), run.value("seconds")),
        ("playground.pong", "300", "5.000")
    );
    let hash = run.value("hash");
    assert!(hash.len() == 16 && hash.chars().all(|digit| digit.is_ascii_hexdigit()), "{hash}");
    assert_eq!(run.complaint, "", "a run that goes well says nothing else");
}

#[test]
fn the_same_arguments_give_the_same_lines() {
    check("--ticks 300 --hash --seed 7", "--seed 7 --hash --ticks 300", true);
}

#[test]
fn another_seed_or_another_length_gives_another_hash() {
    check("--ticks 100 --hash --seed 1", "--ticks 100 --hash --seed 2", false);
    check("--ticks 100 --hash", "--ticks 101 --hash", false);
}

#[test]
fn a_run_without_ticks_shows_the_scene_as_it_was_written() {
    let place = Place::new();
    let run = place.play("--ticks 0");
    assert_eq!((run.value("ticks"), run.value("entities"), run.value("sounds")), ("0", "14", "0"));
}
