//! The same game, seed and input: the same world after every tick that is looked at, native and in the page's module.
//!
//! `PLAYGROUND_SOAK=1` plays 100,000 ticks instead of 2,000, another number that many.

use crate::{PROGRAM, Page, game, output};
use playground_core_assets::Source;
use playground_core_types::random::Pcg32;
use playground_platform_runner::Options;
use playground_platform_runner::headless::{Sample, sample_hashes};
use std::fmt::Write;
use tempfile::NamedTempFile;
use tokio::runtime::Builder;

/// The keys of a player who does anything.
const KEYS: &[&str] = &[
    "KeyW",
    "KeyA",
    "KeyS",
    "KeyD",
    "ArrowUp",
    "ArrowLeft",
    "ArrowDown",
    "ArrowRight",
    "Space",
    "KeyF",
    "Enter",
];

/// A press or two in every tenth of a second.
pub(crate) fn keys(seed: u64, ticks: u64) -> String {
    let mut dice = Pcg32::new(seed, 1);
    let mut text = String::new();
    for tick in (0..ticks).step_by(6) {
        let key = KEYS[dice.below(KEYS.len() as u32) as usize];
        let change = ["up", "down", "down"][dice.below(3) as usize];
        writeln!(text, "{} key {key} {change}", tick + u64::from(dice.below(6))).unwrap();
    }
    text
}

fn ticks() -> u64 {
    let soak = std::env::var("PLAYGROUND_SOAK").ok();
    match soak.map(|soak| soak.parse()) {
        None => 2_000,
        Some(Ok(ticks @ 2..)) => ticks,
        Some(_) => 100_000,
    }
}

/// Plays a game in both ways, and compares the worlds line by line.
#[track_caller]
fn check(name: &str, seed: u64) {
    let ticks = ticks();
    let Some(page) = Page::of(name, "sameness") else { return };
    let input = keys(seed, ticks);
    let file = NamedTempFile::new().unwrap();
    std::fs::write(&file, &input).unwrap();
    let mut there = page.script("hashes.mjs");
    there.args([seed.to_string(), ticks.to_string(), "1".to_owned()]).arg(file.path());
    let there = std::thread::spawn(move || output(&mut there));
    let options = Options { headless: true, seed, ..Options::default() };
    let sample = Sample { source: Source::Folder(game(name)), input, ticks, every: 1 };
    let executor = Builder::new_current_thread().build().unwrap();
    let here = executor.block_on(sample_hashes(PROGRAM, options, sample)).unwrap();
    let there = there.join().unwrap();
    for (here, there) in here.lines().zip(there.lines()) {
        assert_eq!(here, there, "{name}: native and web differ first here");
    }
    assert_eq!((here.lines().count(), here.len()), (ticks as usize, there.len()));
    println!("{name}: {ticks} ticks, native and web: {}", here.lines().last().unwrap_or_default());
}

#[test]
fn swarm_is_the_same_world() {
    check("swarm", 7);
}

#[test]
fn tumble_is_the_same_world() {
    check("tumble", 5);
}

#[test]
fn foxfire_is_the_same_world() {
    check("foxfire", 11);
}
