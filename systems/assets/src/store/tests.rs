//! What a player's files go through, each test in a folder of its own.

mod kills;

use super::*;
use playground_core_assets::store::MemoryStore;
use playground_core_types::Handle;

/// A folder that goes with its test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("playground-store-{name}-{}", std::process::id()));
        fs::remove_dir_all(&path).unwrap_or_default();
        Self(path)
    }

    fn names(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.0.join("org.example.storm")) else { return Vec::new() };
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

const NAME: &str = "org.example.storm/saved.bin";

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn assets(folder: Option<&Folder>) -> Handle<Assets> {
    let assets = Assets::new();
    run(async { assets.store.write().await.folder = folder.map(|folder| folder.0.clone()) });
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
    let folder = Folder::new("start");
    check_start(&assets(Some(&folder)));
    let in_memory = assets(None);
    run(async { in_memory.store.write().await.memory = Some(MemoryStore::default()) });
    check_start(&in_memory);
}

#[test]
fn what_is_stored_is_fetched_and_nothing_stays_beside_it() {
    let folder = Folder::new("whole");
    let assets = assets(Some(&folder));
    assert_eq!(get(&assets, NAME).unwrap(), Bytes::new(), "nothing was stored yet");
    put(&assets, NAME, b"one").unwrap();
    put(&assets, NAME, b"second").unwrap();
    assert_eq!(get(&assets, NAME).unwrap(), Bytes::from_static(b"second"));
    assert_eq!(folder.names(), ["saved.bin", "saved.bin.previous"]);
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
    let folder = Folder::new("generations");
    let assets = assets(Some(&folder));
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
    let folder = Folder::new("nothing");
    let assets = assets(Some(&folder));
    put(&assets, NAME, b"one").unwrap();
    put(&assets, NAME, b"two").unwrap();
    fs::write(folder.0.join(NAME), b"").unwrap();
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
    let folder = Folder::new("pipe");
    let assets = assets(Some(&folder));
    let file = folder.0.join(NAME);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&file).status();
    if made.is_ok_and(|status| status.success()) {
        get(&assets, NAME).unwrap_err();
    }
}

#[test]
fn what_cannot_be_used_is_put_aside() {
    let folder = Folder::new("aside");
    let assets = assets(Some(&folder));
    put(&assets, NAME, b"damaged").unwrap();
    run(set_aside(&assets, NAME.to_owned())).unwrap();
    assert_eq!(get(&assets, NAME).unwrap(), Bytes::new());
    put(&assets, NAME, b"damaged again").unwrap();
    run(set_aside(&assets, NAME.to_owned())).unwrap();
    assert_eq!(folder.names(), ["saved.bin.old", "saved.bin.old2"], "what was put aside stays");
}

#[test]
fn a_store_that_fails_leaves_the_file_before() {
    let folder = Folder::new("fails");
    let assets = assets(Some(&folder));
    put(&assets, NAME, b"before").unwrap();
    put(&assets, NAME, &vec![0; STORED_BYTES_MAX + 1]).unwrap_err();
    // A folder stands where the file beside would be: nothing can be written there.
    let beside = format!("{NAME}.{}.new", std::process::id());
    fs::create_dir_all(folder.0.join(beside)).unwrap();
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
