//! Runs that end before their time: by Ctrl+C, by the system's word, and killed.

#![cfg(unix)]

use crate::place::Place;
use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};

/// A run that takes long, and what it says.
struct Long {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Drop for Long {
    fn drop(&mut self) {
        self.child.kill().unwrap_or_default();
        self.child.wait().map(drop).unwrap_or_default();
    }
}

impl Long {
    /// Plays pong for so long, recorded, that `tick` is over.
    fn run(place: &Place, tick: u64) -> Self {
        place.write("keys.txt", "20 key KeyW down\n80 key KeyW up\n90 key ArrowUp down\n");
        let arguments =
            "pong --headless --ticks 1000000000 --hash every --input keys.txt --record run.replay";
        let mut command = place.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let words = format!("tick {tick} ");
        assert!(lines.any(|line| line.unwrap().starts_with(&words)), "tick {tick} comes");
        Self { child, lines }
    }

    fn signal(&self, name: &str) {
        let number = self.child.id().to_string();
        assert!(Command::new("kill").args([name, &number]).status().unwrap().success());
    }

    /// Hears it out; gives how it ended, and the rest of its lines.
    fn end(mut self) -> (ExitStatus, Vec<String>) {
        let rest = self.lines.by_ref().map_while(Result::ok).collect();
        (self.child.wait().unwrap(), rest)
    }
}

#[track_caller]
fn check_told(signal: &str) {
    let place = Place::new();
    let run = Long::run(&place, 100);
    run.signal(signal);
    let (status, lines) = run.end();
    assert_eq!(status.code(), Some(130), "{signal}");
    let value = |key: &str| {
        let line = lines.iter().find_map(|line| line.strip_prefix(&format!("{key}: ")));
        line.unwrap_or_else(|| panic!("{signal}: no `{key}` in the report")).to_owned()
    };
    let played = place.run("replay run.replay --headless");
    assert_eq!(played.status, 0, "{signal}: {}", played.complaint);
    assert_eq!((played.value("ticks"), played.value("hash")), (&*value("ticks"), &*value("hash")));
}

#[test]
fn a_run_that_is_told_to_end_leaves_its_recording_and_its_report() {
    check_told("-INT");
    check_told("-TERM");
    check_told("-HUP");
}

#[test]
fn a_killed_run_leaves_a_recording_of_all_but_the_last_seconds() {
    let place = Place::new();
    let run = Long::run(&place, 2000);
    run.signal("-KILL");
    run.end();
    let played = place.run("replay run.replay --headless");
    assert_eq!(played.status, 0, "{}", played.complaint);
    let ticks: u64 = played.value("ticks").parse().unwrap();
    assert!(ticks >= 1800, "{ticks} ticks are left");
}
