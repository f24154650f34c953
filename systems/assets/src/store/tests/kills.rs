//! A program that stores without end is killed again and again: what it stored is there, and whole.
//!
//! Ten times; with `PLAYGROUND_SOAK` set, a thousand times.

use super::{NAME, assets, get, put};
use playground_core_assets::store::PREVIOUS_SUFFIX;
use playground_core_types::random::Pcg32;
use std::hint::spin_loop;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use tempfile::tempdir;

/// Where the child stores.
const FOLDER: &str = "PLAYGROUND_STORE_FOLDER";

/// Longer than a disk's block, so that it can be torn.
const STORED_BYTES: usize = 200_000;

/// What one generation is; every byte follows from its number.
fn bytes_of(generation: u32) -> Vec<u8> {
    let mut random = Pcg32::new(u64::from(generation), 0);
    let words = generation.to_le_bytes().into_iter();
    words.chain((1..STORED_BYTES / 4).flat_map(|_| random.next_u32().to_le_bytes())).collect()
}

/// The number of a generation that is whole; none where nothing is stored.
#[track_caller]
fn generation_of(bytes: &[u8]) -> Option<u32> {
    let number = u32::from_le_bytes(*bytes.first_chunk()?);
    assert!(bytes == bytes_of(number), "generation {number} is torn");
    Some(number)
}

/// The child: no test of its own.
#[test]
fn a_child_stores_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let assets = assets(Some(Path::new(&folder)));
    let first = generation_of(&get(&assets, NAME).unwrap()).map_or(0, |last| last + 1);
    for generation in first.. {
        put(&assets, NAME, &bytes_of(generation)).unwrap();
        // Not by `println`, which a test's runner keeps to itself.
        writeln!(std::io::stdout(), "\nstored {generation}").unwrap();
    }
}

fn start_child(folder: &Path) -> Child {
    let test = "store::tests::kills::a_child_stores_until_it_is_killed";
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([test, "--exact", "--nocapture"]).env(FOLDER, folder);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap()
}

/// Reads until so many generations are stored; gives the last. The pipe stays open: the child is to end by the kill.
fn wait_for(pipe: &mut BufReader<ChildStdout>, count: u32) -> u32 {
    let lines = pipe.lines().map_while(Result::ok);
    let mut stored = lines.filter_map(|line| line.strip_prefix("stored ")?.parse().ok());
    stored.nth(count as usize).unwrap()
}

#[test]
fn no_store_is_lost_to_a_kill() {
    let is_soak = std::env::var_os("PLAYGROUND_SOAK").is_some();
    let kills = if is_soak { 1_000 } else { 10 };
    let (folder, mut random) = (tempdir().unwrap(), Pcg32::new(7, 0));
    let reading = assets(Some(folder.path()));
    let mut stored = 0;
    for kill in 0..kills {
        let mut child = start_child(folder.path());
        let mut pipe = BufReader::new(child.stdout.take().unwrap());
        stored = wait_for(&mut pipe, random.next_u32() % 4);
        // Somewhere in the middle of the next one.
        (0..random.next_u32() % 2_000_000).for_each(|_| spin_loop());
        child.kill().unwrap();
        child.wait().unwrap();
        let found = generation_of(&get(&reading, NAME).unwrap());
        assert!(found >= Some(stored), "kill {kill}: generation {stored} was stored, {found:?} is there");
        let previous = generation_of(&get(&reading, &format!("{NAME}{PREVIOUS_SUFFIX}")).unwrap());
        assert!(
            previous.map(|previous| previous + 1) >= Some(stored),
            "kill {kill}: {previous:?} was before"
        );
    }
    println!("{kills} kills in {} stores: none lost", stored + 1);
}
