//! The picture and the world of a tick in a real browser, next to those of the desktop; and each game in the hands of a
//! player. What the browser does is in `tests/web/plays.mjs`.

use crate::sameness::keys;
use crate::{PROGRAM, Page, SHIPPING, game, has_browser, output};
use playground_core_assets::Source;
use playground_core_types::ErrorKind;
use playground_platform_runner::headless::{self, Sample, sample_hashes};
use playground_platform_runner::{Options, Screenshot};
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use tokio::runtime::Builder;

const SEED: u64 = 3;

/// How far the picture of a browser may be off.
#[derive(Debug, Clone, Copy)]
enum Likeness {
    /// All pixels are the same but those of the clear colour: whole pixels lie on whole pixels.
    Exact,
    /// So many of a thousand pixels may be off by more than 3 %: each card rounds edges and gradients in its own way.
    Thousandths(u32),
}

/// The hash of the world after so many ticks.
#[track_caller]
fn world(name: &str, seed: u64, ticks: u64, input: &str) -> String {
    let options = Options { headless: true, seed, ..Options::default() };
    let sample = Sample { source: Source::Folder(game(name)), input: input.to_owned(), ticks, every: ticks };
    let executor = Builder::new_current_thread().build().unwrap();
    let line = executor.block_on(sample_hashes(PROGRAM, options, sample)).unwrap();
    line.trim().rsplit(' ').next().unwrap().to_owned()
}

/// Draws the world after so many ticks into a file; `false`, told, where nothing draws.
#[track_caller]
fn draw(name: &str, ticks: u64, input: &Path, file: PathBuf) -> bool {
    let _one = SHIPPING.lock().unwrap_or_else(PoisonError::into_inner);
    let options = Options {
        game: Some(game(name)),
        headless: true,
        seed: SEED,
        ticks: Some(ticks),
        input: Some(input.to_owned()),
        screenshot: Some(Screenshot { file, tick: None }),
        ..Options::default()
    };
    let executor = Builder::new_current_thread().build().unwrap();
    let drawn = executor.block_on(headless::run(PROGRAM, options, |_| {}));
    if let Err(error) = &drawn
        && error.kind() == ErrorKind::NoDevice
    {
        println!("SKIPPED: {name}: nothing draws here: {error}");
        return false;
    }
    drawn.unwrap();
    true
}

/// The page stands still at a tick, and shows what the desktop shows.
#[track_caller]
fn check(name: &str, ticks: u64, [width, height]: [u32; 2], likeness: Likeness) {
    if !has_browser(name, "picture") {
        return;
    }
    let Some(page) = Page::of(name, "picture") else { return };
    let (input, file) = (page.folder().join("input.txt"), page.folder().join("native.png"));
    let text = keys(SEED, ticks);
    std::fs::write(&input, &text).unwrap();
    if !draw(name, ticks, &input, file.clone()) {
        return;
    }
    let allowed = match likeness {
        Likeness::Exact => "exact".to_owned(),
        Likeness::Thousandths(count) => count.to_string(),
    };
    let mut command = page.script("browser.mjs");
    command
        .args(["picture", &ticks.to_string(), &SEED.to_string(), &world(name, SEED, ticks, &text)])
        .arg(file);
    print!("{}", output(command.args([width.to_string(), height.to_string(), allowed])));
}

#[test]
fn pong_looks_as_on_the_desktop() {
    check("pong", 200, [320, 180], Likeness::Exact);
}

#[test]
fn foxfire_looks_as_on_the_desktop() {
    check("foxfire", 300, [320, 180], Likeness::Thousandths(2));
}

#[test]
fn swarm_looks_as_on_the_desktop() {
    check("swarm", 600, [480, 270], Likeness::Thousandths(2));
}

/// Keys, a pad and fingers are felt by its world, it is heard, and what is saved is there again.
#[track_caller]
fn check_played(name: &str) {
    if !has_browser(name, "plays") {
        return;
    }
    let Some(page) = Page::of(name, "plays") else { return };
    print!("{}", output(page.script("browser.mjs").arg("plays")));
}

#[test]
fn pong_is_played() {
    check_played("pong");
}

#[test]
fn swarm_is_played() {
    check_played("swarm");
}

#[test]
fn foxfire_is_played() {
    check_played("foxfire");
}

#[test]
fn tumble_is_played() {
    check_played("tumble");
}

#[test]
fn the_sound_board_is_played() {
    check_played("soundboard");
}
