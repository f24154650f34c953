//! What goes into a bundle comes out of it; what is not as it was written is told.

mod folders;
mod forged;
mod mutations;

use super::{BundleWriter, find_attached, open_bundle, open_bytes, read_entry};
use crate::source::{FILE_BYTES_MAX, list, read};
use playground_core_assets::bundle::Method;
use playground_core_assets::{Bundle, Source};
use playground_core_types::Bytes;
use std::fs;
use tempfile::{Builder, NamedTempFile};

/// A small game: text that deflates, a picture that is stored, a file without a byte.
pub(super) fn sample() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("game.toml", b"id = \"a.b\"\nname = \"B\"\nname = \"B\"\nname = \"B\"\n".repeat(4)),
        ("scenes/main.ron", b"Scene(format: 1, entities: [])".to_vec()),
        ("sounds/empty.txt", Vec::new()),
        ("sprites/hero.png", (0..200).collect()),
        ("sprites/\u{fc}ber.txt", b"a name beyond ASCII".to_vec()),
    ]
}

/// The files as a bundle.
pub(super) fn pack(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = BundleWriter::new(Vec::new());
    for (path, bytes) in files {
        writer.add(path, bytes).unwrap();
    }
    writer.finish().unwrap()
}

/// All files of a bundle, or the first thing that is wrong.
pub(super) fn read_all(bundle: &Bundle) -> Result<Vec<(String, Bytes)>, String> {
    let read = bundle.entries.iter().map(|entry| {
        let bytes = read_entry(bundle, entry, FILE_BYTES_MAX).map_err(|error| error.to_string())?;
        Ok((entry.path.clone(), bytes))
    });
    read.collect()
}

/// A file that is there for one test, and whose name ends so.
fn file(suffix: &str, bytes: &[u8]) -> NamedTempFile {
    let file = Builder::new().suffix(suffix).tempfile().unwrap();
    fs::write(&file, bytes).unwrap();
    file
}

#[test]
fn files_come_out_as_they_went_in() {
    let bytes = Bytes::from(pack(&sample()));
    let bundle = open_bytes("sample", &bytes).unwrap();
    let files: Vec<(String, Bytes)> =
        sample().into_iter().map(|(path, bytes)| (path.to_owned(), bytes.into())).collect();
    assert_eq!(read_all(&bundle).unwrap(), files);
    let methods: Vec<Method> = bundle.entries.iter().map(|entry| entry.method).collect();
    let stored = Method::Stored;
    assert_eq!(
        methods,
        [Method::Deflated, stored, stored, stored, stored],
        "what does not get smaller is stored"
    );
    assert_eq!(pack(&sample()), bytes, "the same files are the same bytes");
}

#[test]
fn a_bundle_is_read_through_the_door_of_folders() {
    let source = Source::Bundle(open_bytes("sample", &pack(&sample()).into()).unwrap());
    let paths: Vec<String> = sample().iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(list(&source), paths);
    assert_eq!(read(&source, "scenes/main.ron", 100).unwrap(), "Scene(format: 1, entities: [])");
    assert_eq!(
        read(&source, "scenes/man.ron", 100).unwrap_err().to_string(),
        "the game has no file `scenes/man.ron`\n  cure: did you mean `scenes/main.ron`?"
    );
    assert_eq!(
        read(&source, "scenes/main.ron", 29).unwrap_err().to_string(),
        "scenes/main.ron: the file is larger than 29 bytes\n  cure: make it smaller, or part it into several"
    );
    assert!(read(&source, "../scenes/main.ron", 100).is_err());
}

#[test]
fn a_program_carries_a_bundle_at_its_end() {
    let program = vec![7; 5_000];
    let plain = file("", &program);
    assert_eq!(find_attached(plain.path()), None);
    let fused = file("", &[program, pack(&sample())].concat());
    assert_eq!(find_attached(fused.path()), Some(5_000));
    let bundle = open_bundle(fused.path()).unwrap();
    let inside = open_bytes("sample", &pack(&sample()).into()).unwrap();
    assert_eq!(read_all(&bundle), read_all(&inside));
    let alone = file(".pack", &[vec![7; 5_000], pack(&sample())].concat());
    let error = open_bundle(alone.path()).unwrap_err().to_string();
    assert!(error.contains("does not begin where the file does"), "{error}");
}

/// What this thread has read from files until now. Unit: bytes.
#[cfg(target_os = "linux")]
fn bytes_read() -> u64 {
    let counts = fs::read_to_string("/proc/thread-self/io").unwrap();
    counts.lines().find_map(|line| line.strip_prefix("rchar: ")).unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn of_a_large_bundle_only_what_is_needed_is_read() {
    let noise: Vec<u8> = (0..1_000_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let names: Vec<String> = (0..50).map(|index| format!("music/{index:02}.ogg")).collect();
    let mut files: Vec<(&str, Vec<u8>)> = vec![("game.toml", b"id = \"a.b\"".to_vec())];
    files.extend(names.iter().map(|name| (name.as_str(), noise.clone())));
    let fused = file("", &[vec![7; 10_000_000], pack(&files)].concat());
    assert!(fused.path().metadata().unwrap().len() > 60_000_000);
    let before = bytes_read();
    let bundle = open_bundle(fused.path()).unwrap();
    let entry = bundle.find("game.toml").unwrap();
    assert_eq!(read_entry(&bundle, entry, FILE_BYTES_MAX).unwrap(), "id = \"a.b\"");
    let opened = bytes_read() - before;
    assert!(opened < 20_000, "{opened} bytes were read of 60,000,000");
    let entry = bundle.find("music/07.ogg").unwrap();
    assert_eq!(read_entry(&bundle, entry, FILE_BYTES_MAX).unwrap(), noise);
    let more = bytes_read() - before - opened;
    assert!((1_000_000..1_010_000).contains(&more), "{more} bytes were read for one file of 1,000,000");
}
