//! What a player's files go through, each test in a folder of its own.

mod kills;

use super::*;
use playground_core_assets::store::MemoryStore;
use playground_core_types::Handle;
use tempfile::{TempDir, tempdir};

/// What lies in the folder of the game.
fn names(folder: &TempDir) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder.path().join("org.example.storm")) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

const NAME: &str = "org.example.storm/saved.bin";

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn assets(folder: Option<&Path>) -> Handle<Assets> {
    let assets = Assets::new();
    run(async { assets.store.write().await.folder = folder.map(Path::to_owned) });
    assets
}

fn put(assets: &Assets, name: &str, bytes: &[u8]) -> CoreResult<()> {
    run(store(assets, StorePayload { name: name.to_owned(), bytes: bytes.to_vec() }))
}

fn get(assets: &Assets, name: &str) -> CoreResult<Bytes> {
    run(fetch(assets, name.to_owned()))
}

/// The beginning of what is stored, in a folder and in memory.
#[track_caller]
fn check_start(assets: &Assets) {
    let start =
        |bytes_max| run(fetch_start(assets, FetchStartPayload { name: NAME.to_owned(), bytes_max })).unwrap();
    assert_eq!(start(4), Bytes::new(), "nothing was stored yet");
    put(assets, NAME, b"beginning").unwrap();
    assert_eq!(start(5), Bytes::from("begin"));
    assert_eq!(start(100), Bytes::from("beginning"));
}

#[test]
fn the_beginning_of_a_file_is_fetched_alone() {
    let folder = tempdir().unwrap();
    check_start(&assets(Some(folder.path())));
    let in_memory = assets(None);
    run(async { in_memory.store.write().await.memory = Some(MemoryStore::default()) });
    check_start(&in_memory);
}

#[test]
fn what_is_stored_is_fetched_and_nothing_stays_beside_it() {
    let folder = tempdir().unwrap();
    let assets = assets(Some(folder.path()));
    assert_eq!(get(&assets, NAME).unwrap(), Bytes::new(), "nothing was stored yet");
    put(&assets, NAME, b"one").unwrap();
    put(&assets, NAME, b"second").unwrap();
    assert_eq!(get(&assets, NAME).unwrap(), Bytes::from_static(b"second"));
    assert_eq!(names(&folder), ["saved.bin", "saved.bin.previous"]);
}

#[test]
fn a_platform_without_a_disk_is_told_what_to_write_down() {
    let assets = assets(None);
    run(async { assets.store.write().await.memory = Some(MemoryStore::default()) });
    assert_eq!(get(&assets, NAME).unwrap(), Bytes::new(), "nothing was stored yet");
    put(&assets, NAME, b"one").unwrap();
    put(&assets, NAME, b"second").unwrap();
    let previous = format!("{NAME}{PREVIOUS_SUFFIX}");
    assert_eq!(get(&assets, NAME).unwrap(), Bytes::from_static(b"second"));
    assert_eq!(get(&assets, &previous).unwrap(), Bytes::from_static(b"one"));
    run(set_aside(&assets, NAME.to_owned())).unwrap();
    assert_eq!(get(&assets, NAME).unwrap(), Bytes::new());
    let store = run(async { assets.store.read().await.memory.clone().unwrap_or_default() });
    let aside = format!("{NAME}.old");
    assert!(store.changed.iter().eq([NAME, &aside, &previous]), "{:?}", store.changed);
}

#[test]
fn the_generation_before_stays() {
    let folder = tempdir().unwrap();
    let assets = assets(Some(folder.path()));
    let previous = format!("{NAME}{PREVIOUS_SUFFIX}");
    for generation in 0..4_u8 {
        put(&assets, NAME, &[generation; 100]).unwrap();
        assert_eq!(get(&assets, NAME).unwrap(), Bytes::from(vec![generation; 100]));
        let before = generation.checked_sub(1).map_or(Bytes::new(), |before| Bytes::from(vec![before; 100]));
        assert_eq!(get(&assets, &previous).unwrap(), before);
    }
    run(set_aside(&assets, NAME.to_owned())).unwrap();
    put(&assets, NAME, b"anew").unwrap();
    assert_eq!(get(&assets, &previous).unwrap(), Bytes::from(vec![2; 100]), "nothing was replaced");
}

#[test]
fn a_file_torn_to_nothing_does_not_take_the_place_of_the_generation_before() {
    let folder = tempdir().unwrap();
    let assets = assets(Some(folder.path()));
    put(&assets, NAME, b"one").unwrap();
    put(&assets, NAME, b"two").unwrap();
    fs::write(folder.path().join(NAME), b"").unwrap();
    put(&assets, NAME, b"three").unwrap();
    assert_eq!(get(&assets, &format!("{NAME}{PREVIOUS_SUFFIX}")).unwrap(), Bytes::from("one"));
}

#[test]
fn in_memory_nothing_takes_the_place_of_the_generation_before_either() {
    let assets = assets(None);
    run(async { assets.store.write().await.memory = Some(MemoryStore::default()) });
    put(&assets, NAME, b"one").unwrap();
    put(&assets, NAME, b"").unwrap();
    put(&assets, NAME, b"three").unwrap();
    assert_eq!(get(&assets, &format!("{NAME}{PREVIOUS_SUFFIX}")).unwrap(), Bytes::from("one"));
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_refused() {
    let folder = tempdir().unwrap();
    let assets = assets(Some(folder.path()));
    let file = folder.path().join(NAME);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&file).status();
    if made.is_ok_and(|status| status.success()) {
        get(&assets, NAME).unwrap_err();
    }
}

#[test]
fn what_cannot_be_used_is_put_aside() {
    let folder = tempdir().unwrap();
    let assets = assets(Some(folder.path()));
    put(&assets, NAME, b"damaged").unwrap();
    run(set_aside(&assets, NAME.to_owned())).unwrap();
    assert_eq!(get(&assets, NAME).unwrap(), Bytes::new());
    put(&assets, NAME, b"damaged again").unwrap();
    run(set_aside(&assets, NAME.to_owned())).unwrap();
    assert_eq!(names(&folder), ["saved.bin.old", "saved.bin.old2"], "what was put aside stays");
}

#[test]
fn a_store_that_fails_leaves_the_file_before() {
    let folder = tempdir().unwrap();
    let assets = assets(Some(folder.path()));
    put(&assets, NAME, b"before").unwrap();
    put(&assets, NAME, &vec![0; STORED_BYTES_MAX + 1]).unwrap_err();
    // A folder stands where the file beside would be: nothing can be written there.
    let beside = format!("{NAME}.{}.new", std::process::id());
    fs::create_dir_all(folder.path().join(beside)).unwrap();
    let error = put(&assets, NAME, b"after").unwrap_err();
    assert!(error.to_string().contains("saved.bin") && error.to_string().contains("cure"), "{error}");
    assert_eq!(get(&assets, NAME).unwrap(), Bytes::from_static(b"before"));
}

#[test]
fn without_a_folder_nothing_is_kept_and_names_are_checked_all_the_same() {
    let assets = assets(None);
    put(&assets, NAME, b"one").unwrap();
    assert_eq!(get(&assets, NAME).unwrap(), Bytes::new());
    get(&assets, "../other").unwrap_err();
}
