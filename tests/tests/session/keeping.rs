//! What outlives a run: saves, settings, binds, each test with a game and a store of its own.

use crate::player::Player;
use playground_core_client::input::ActionFrame;
use playground_core_client::settings::Settings;
use playground_core_client::shell::Phase;
use playground_core_ecs::{CoreResult, Plugin, Registry, Stage, component, system};
use playground_core_types::read_now;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::{TempDir, tempdir};

/// A game that counts presses, and keeps the count.
pub(crate) const PLUGIN: Plugin = Plugin { name: "counter", register };

#[component]
#[derive(Default)]
struct Counter {
    presses: u32,
}

#[system]
fn count(counter: &mut Counter, input: &ActionFrame) {
    counter.presses += u32::from(input.pressed(1, "count"));
}

fn register(registry: &mut Registry) -> CoreResult<()> {
    registry.saved(&Counter::default()).system(Stage::Update, count::SYSTEM).map(|_| ())
}

/// That game: Space and the lower button count.
pub(crate) const MANIFEST: &str = r#"
id = "test.counter"
name = "Counter"
version = "1.0.0"
runtime = 1
scene = "main.ron"
plugins = ["counter"]
[actions]
count = ["Space", "pad:South"]
other = ["KeyX"]
"#;

/// A folder with the game and the store; it goes with its test.
pub(crate) struct Place(TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        Self::with_game(MANIFEST)
    }

    /// A game of this manifest, with a scene without anything in it.
    pub(crate) fn with_game(manifest: &str) -> Self {
        let place = Self(tempdir().unwrap());
        fs::create_dir_all(place.path("game")).unwrap();
        fs::write(place.path("game/game.toml"), manifest).unwrap();
        fs::write(place.path("game/main.ron"), "Scene(format: 1)").unwrap();
        place
    }

    pub(crate) fn play(&self) -> Player {
        Player::in_folder(&self.path("game"), &self.store(""))
    }

    pub(crate) fn store(&self, file: &str) -> PathBuf {
        self.path("store").join(file)
    }

    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.0.path().join(inside)
    }
}

/// How often the count was pressed in the world as it is.
pub(crate) fn presses(player: &Player) -> u32 {
    let counter: Counter = read_now(&player.session.client.ecs.world).unwrap().resource().unwrap();
    counter.presses
}

#[track_caller]
pub(crate) fn check_count(player: &Player, expected: u32) {
    assert_eq!(presses(player), expected);
}

fn settings(file: &Path) -> Settings {
    toml::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

#[test]
fn what_a_game_saves_is_there_when_the_program_starts_again() {
    let place = Place::new();
    let mut player = place.play();
    player.tap_all("Space Space");
    check_count(&player, 2);
    player.end();
    let mut player = place.play();
    check_count(&player, 2);
    player.tap("Space");
    player.tap_all("Escape ArrowDown Enter");
    check_count(&player, 3);
    player.tap_all("Space Escape ArrowUp ArrowUp Enter");
    assert_eq!(player.session.phase, Phase::Gallery);
    player.end();
    check_count(&place.play(), 4);
}

#[test]
fn a_damaged_save_is_kept_aside_and_the_game_begins_without_it() {
    let place = Place::new();
    fs::create_dir_all(place.store("test.counter")).unwrap();
    fs::write(place.store("test.counter/saved.bin"), b"PLAYSAV2 nonsense").unwrap();
    let mut player = place.play();
    check_count(&player, 0);
    player.tap("Space");
    player.end();
    assert_eq!(fs::read(place.store("test.counter/saved.bin.old")).unwrap(), b"PLAYSAV2 nonsense");
    check_count(&place.play(), 1);
}

#[test]
fn of_a_damaged_save_the_one_before_it_counts() {
    let place = Place::new();
    for _ in 0..2 {
        let mut player = place.play();
        player.tap("Space");
        player.end();
    }
    fs::write(place.store("test.counter/saved.bin"), b"torn").unwrap();
    let mut player = place.play();
    check_count(&player, 1);
    player.tap("Space");
    player.end();
    assert_eq!(fs::read(place.store("test.counter/saved.bin.old")).unwrap(), b"torn");
    check_count(&place.play(), 2);
}

/// A game that was played twice, whose save was lost then.
#[track_caller]
fn check_lost(lose: impl Fn(&Path)) {
    let place = Place::new();
    for _ in 0..2 {
        let mut player = place.play();
        player.tap("Space");
        player.end();
    }
    lose(&place.store("test.counter/saved.bin"));
    let mut player = place.play();
    check_count(&player, 1);
    player.tap("Space");
    player.end();
    check_count(&place.play(), 2);
}

#[test]
fn of_a_lost_save_the_one_before_it_counts() {
    check_lost(|file| fs::write(file, b"").unwrap());
    check_lost(|file| fs::remove_file(file).unwrap());
}

#[test]
fn a_save_of_another_version_is_kept_aside() {
    let place = Place::new();
    let mut player = place.play();
    player.tap("Space");
    player.end();
    // As if a version with another resource had written it: the name in it is changed, and the hash with it.
    let file = place.store("test.counter/saved.bin");
    let mut bytes = fs::read(&file).unwrap();
    let name = bytes.windows(7).position(|window| window == b"Counter").unwrap();
    bytes[name] = b'K';
    let hash = playground_core_types::hash::StableHasher::new();
    let hash = {
        let mut hash = hash;
        hash.write(&bytes[16..]);
        hash.finish()
    };
    bytes[8..16].copy_from_slice(&hash.to_le_bytes());
    fs::write(&file, &bytes).unwrap();
    let player = place.play();
    check_count(&player, 0);
    player.end();
    assert_eq!(fs::read(place.store("test.counter/saved.bin.old")).unwrap(), bytes);
}

#[test]
fn a_save_that_cannot_be_read_or_written_is_told_and_the_game_goes_on() {
    let place = Place::new();
    fs::create_dir_all(place.store("test.counter/saved.bin/inside")).unwrap();
    let mut player = place.play();
    player.tap("Space");
    check_count(&player, 1);
    player.end();
    assert!(place.store("test.counter/saved.bin.old/inside").exists(), "what stood in the way is kept");
    check_count(&place.play(), 1);
    // A file stands where the folder of the saves was.
    fs::remove_dir_all(place.store("test.counter")).unwrap();
    fs::write(place.store("test.counter"), "in the way").unwrap();
    let mut player = place.play();
    player.tap("Space");
    player.end_unkept("cannot be written");
}

#[test]
fn settings_are_kept_for_all_games() {
    let place = Place::new();
    let mut player = place.play();
    player.tap_all("Escape ArrowUp ArrowUp ArrowUp ArrowUp Enter ArrowLeft ArrowLeft ArrowDown ArrowLeft");
    player.end();
    let kept = settings(&place.store("settings.toml"));
    assert_eq!((kept.master_percent, kept.music_percent), (80, 90));
    let player = place.play();
    let gain = read_now(&player.session.client.audio_settings).unwrap().gain;
    assert!((gain - 0.64).abs() < 1e-6, "the level is that of 80 %: {gain}");
}

#[test]
fn settings_that_cannot_be_read_are_kept_aside() {
    let place = Place::new();
    fs::create_dir_all(place.store("")).unwrap();
    fs::write(place.store("settings.toml"), "master_percent = \"loud\"").unwrap();
    place.play().end();
    assert!(place.store("settings.toml.old").exists());
}

#[test]
fn a_key_is_bound_otherwise_in_the_running_game_and_stays_so() {
    let place = Place::new();
    let mut player = place.play();
    // The first line of the controls is `count`; another key takes the place of Space.
    player.tap_all("Escape ArrowUp ArrowUp ArrowUp Enter Enter KeyC Escape Escape");
    assert_eq!(player.session.phase, Phase::Playing);
    player.tap_all("Space KeyC");
    check_count(&player, 1);
    player.end();
    let mut player = place.play();
    player.tap_all("KeyC Space");
    check_count(&player, 2);
    // What is bound to another action is taken from it; Delete gives it back.
    player.tap_all("Escape ArrowUp ArrowUp ArrowUp Enter Enter KeyX Escape Escape KeyX");
    check_count(&player, 3);
    player.tap_all("Escape ArrowUp ArrowUp ArrowUp Enter Enter Delete Escape Escape Space");
    check_count(&player, 4);
}
