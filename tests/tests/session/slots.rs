//! Whole worlds that are kept and gone on with: from the menu, and by the rules of a game.

use crate::keeping::Place;
use crate::player::Player;
use crate::rewind::game_folder;
use playground_core_client::input::ActionFrame;
use playground_core_client::shell::{Phase, SavedWorld};
use playground_core_ecs::{CoreResult, Plugin, Registry, SaveVerb, SaveWish, Stage, component, system};
use playground_core_types::{CoreError, ErrorKind, read_now};
use playground_platform_runner::Options;
use std::fs;

/// A game that counts ticks and presses, and saves and loads by itself.
pub(crate) const PLUGIN: Plugin = Plugin { name: "wisher", register };

#[component]
#[derive(Default)]
struct Counted {
    presses: u32,
    ticks: u32,
}

/// A slip of the rules: what a report is for.
#[system]
fn slip(input: &ActionFrame) -> CoreResult<()> {
    if input.pressed(1, "slip") {
        return Err(CoreError::new(ErrorKind::Game, "the rules slipped"));
    }
    Ok(())
}

#[system]
fn count(counted: &mut Counted, wish: &mut SaveWish, input: &ActionFrame) {
    counted.ticks += 1;
    counted.presses += u32::from(input.pressed(1, "count"));
    if input.pressed(1, "save") {
        *wish = SaveWish::new(SaveVerb::Save, 3);
    }
    if input.pressed(1, "load") {
        *wish = SaveWish::new(SaveVerb::Load, 3);
    }
}

fn register(registry: &mut Registry) -> CoreResult<()> {
    registry.resource(&Counted::default()).system(Stage::Update, count::SYSTEM)?;
    registry.system(Stage::Update, slip::SYSTEM).map(|_| ())
}

pub(crate) const MANIFEST: &str = r#"
id = "test.wisher"
name = "Wisher"
version = "1.0.0"
runtime = 1
scene = "main.ron"
plugins = ["wisher"]
[actions]
count = ["Space"]
save = ["KeyO"]
load = ["KeyP"]
slip = ["KeyX"]
"#;

fn counted(player: &Player) -> (u32, u32) {
    let counted: Counted = read_now(&player.session.client.ecs.world).unwrap().resource().unwrap();
    (counted.presses, counted.ticks)
}

/// The pages of the pause menu: the first slot of each.
const SAVE: &str = "ArrowDown ArrowDown Enter Enter";
const LOAD: &str = "ArrowDown ArrowDown ArrowDown Enter Enter";

fn wait_for_world(player: &mut Player) {
    player.wait_for(Phase::Playing);
}

#[test]
fn a_world_that_was_loaded_goes_on_as_it_did() {
    let place = Place::with_game(MANIFEST);
    let mut player = Player::in_folder(&game_folder("pong"), &place.store(""));
    player.hash_after(100);
    player.tap("Escape");
    player.tap_all(SAVE);
    let saved = player.session.ticks();
    player.tap("Escape");
    assert_eq!(player.session.phase, Phase::Playing);
    let expected = player.hash_after(saved + 100);
    assert_eq!(player.session.run_ticks(), player.session.ticks());
    player.press("KeyS");
    player.pass_frames(50);
    player.release("KeyS");
    player.tap("Escape");
    player.tap_all(LOAD);
    wait_for_world(&mut player);
    assert_eq!(player.hash_after(saved + 100), expected);
    // The world is that of an earlier tick; the run has all that it simulated.
    assert!(player.session.run_ticks() > player.session.ticks() + 100);
    player.end();
    assert!(place.store("playground.pong/slot-1.state").is_file());

    // Another run of the program goes on from there too.
    let mut player = Player::in_folder(&game_folder("pong"), &place.store(""));
    player.hash_after(30);
    player.tap("Escape");
    player.tap_all(LOAD);
    wait_for_world(&mut player);
    assert_eq!(player.hash_after(saved + 100), expected);
}

#[test]
fn rules_save_and_load_and_the_loaded_world_does_so_no_more() {
    let place = Place::with_game(MANIFEST);
    let mut player = place.play();
    player.tap_all("Space Space KeyO");
    let (presses, ticks) = counted(&player);
    player.tap_all("Space Space Space");
    assert_eq!(counted(&player).0, presses + 3);
    player.tap("KeyP");
    player.wait_for_notice("slot 4 loaded");
    player.pass_frames(200);
    let (again, later) = counted(&player);
    assert_eq!(again, presses, "as it was when it was saved");
    assert!(later > ticks + 100, "and on from there: {later} ticks");
    let wish: SaveWish = read_now(&player.session.client.ecs.world).unwrap().resource().unwrap();
    assert_eq!(wish, SaveWish::default());
    assert!(place.store("test.wisher/slot-4.state").is_file());
}

#[test]
fn a_run_that_loaded_is_recorded_whole() {
    let place = Place::with_game(MANIFEST);
    let (game, file) = (place.path("game"), place.path("run.replay"));
    let options = Options { record: Some(file.clone()), ..Options::default() };
    let mut player = Player::in_folder_with(options, &game, &place.store(""));
    player.tap_all("Space KeyO Space Space KeyP");
    player.wait_for_notice("slot 4 loaded");
    player.pass_frames(30);
    let (expected, counts) = (player.hash(), counted(&player));
    player.end();
    let mut other = Player::with_options(Options { game: Some(game), ..Options::default() });
    other.replay(&file);
    assert_eq!((other.hash(), counted(&other)), (expected, counts));
}

#[test]
fn an_empty_or_damaged_slot_is_told_and_the_game_goes_on() {
    let place = Place::with_game(MANIFEST);
    let mut player = place.play();
    player.tap("KeyP");
    player.wait_for_notice("slot 4 is empty");
    assert_eq!(player.session.phase, Phase::Playing);
    player.tap_all("Space KeyO");
    let file = place.store("test.wisher/slot-4.state");
    player.wait_until("the file", |_| file.exists());
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, &bytes[..bytes.len() - 1]).unwrap();
    player.tap("Space");
    let (presses, ticks) = counted(&player);
    player.tap("KeyP");
    player.wait_for_notice("slot 4 is not loaded");
    player.pass_frames(100);
    let (after, later) = counted(&player);
    assert_eq!((after, player.session.phase), (presses, Phase::Playing));
    assert!(later > ticks, "it goes on with the world that it has");
}

#[test]
fn of_a_damaged_slot_the_save_before_it_is_loaded() {
    let place = Place::with_game(MANIFEST);
    let mut player = place.play();
    player.tap_all("Space KeyO");
    let file = place.store("test.wisher/slot-4.state");
    player.wait_until("the file", |_| file.exists());
    let first = fs::read(&file).unwrap();
    player.tap_all("Space Space KeyO");
    player.wait_until("the second one", |_| fs::read(&file).unwrap() != first);
    fs::write(&file, b"PLAYSLT2 nonsense").unwrap();
    player.tap("KeyP");
    player.wait_for_notice("slot 4 is damaged; the save before it was loaded");
    assert_eq!(counted(&player).0, 1);
}

#[test]
fn a_world_of_another_game_is_refused_and_the_save_before_it_is_loaded() {
    let place = Place::with_game(MANIFEST);
    let mut player = place.play();
    player.tap_all("Space KeyO");
    let file = place.store("test.wisher/slot-4.state");
    player.wait_until("the file", |_| file.exists());
    let own = fs::read(&file).unwrap();
    player.end();
    let other = Place::with_game(&MANIFEST.replace("test.wisher", "test.second"));
    let mut player = other.play();
    let theirs = other.store("test.second/slot-4.state");
    fs::create_dir_all(theirs.parent().unwrap()).unwrap();
    fs::write(&theirs, &own).unwrap();
    player.tap("KeyP");
    player.wait_for_notice("slot 4 is not loaded: this is a saved world of the game `test.wisher`");
    assert_eq!(counted(&player).0, 0, "it goes on with its own world");
    // The player saves over it, and a copy takes the place of that again.
    player.tap_all("Space Space KeyO");
    player.wait_until("its own file", |_| fs::read(&theirs).unwrap() != own);
    player.tap_all("Space KeyO");
    player.wait_until("two of its own", |_| player_has_two(&theirs, &own));
    fs::write(&theirs, &own).unwrap();
    player.tap("KeyP");
    player.wait_for_notice("slot 4 is damaged; the save before it was loaded");
    assert_eq!(counted(&player).0, 2);
}

/// Whether the save before is one of the game too.
fn player_has_two(file: &std::path::Path, other: &[u8]) -> bool {
    let mut previous = file.as_os_str().to_owned();
    previous.push(".previous");
    fs::read(previous).is_ok_and(|bytes| bytes != other)
}

#[test]
fn the_list_shows_what_can_be_loaded() {
    let place = Place::with_game(MANIFEST);
    let mut player = place.play();
    player.tap_all("Space KeyO");
    let file = place.store("test.wisher/slot-4.state");
    player.wait_until("the file", |_| file.exists());
    let own = fs::read(&file).unwrap();
    player.end();
    // Torn to nothing, with the save before it at hand: its time is shown.
    fs::write(place.store("test.wisher/slot-4.state.previous"), &own).unwrap();
    fs::write(&file, b"").unwrap();
    // A head of which a number is another, and nothing to go back to: no time is made up.
    let mut forged = own.clone();
    forged[8] ^= 0x40;
    fs::write(place.store("test.wisher/slot-1.state"), &forged).unwrap();
    let player = place.play();
    let worlds = player.session.saved_worlds();
    assert!(worlds[3].is_some_and(|world| world.ticks > 0), "{worlds:?}");
    assert_eq!((worlds[0], worlds[1]), (Some(SavedWorld::default()), None));
}

#[test]
fn a_slot_stays_when_another_file_cannot_be_written() {
    let place = Place::with_game(MANIFEST);
    let mut player = place.play();
    player.tap_all("Space KeyO");
    let file = place.store("test.wisher/slot-4.state");
    player.wait_until("the file", |_| file.exists());
    player.pass_frames(3);
    let saved = player.session.saved_worlds()[3];
    assert!(saved.is_some());
    // A folder stands where the settings would be written.
    fs::create_dir_all(place.store("settings.toml/inside")).unwrap();
    player.tap_all("Escape ArrowUp ArrowUp ArrowUp ArrowUp Enter ArrowLeft Escape Escape");
    player.wait_for_notice("not saved");
    assert_eq!(player.session.saved_worlds()[3], saved);
}
