//! `playground pack` and `playground ship`: games in one file, and what a stranger can run.

use crate::place::Place;
use std::fs;
use std::path::Path;

const GAMES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/games");
const PLAYER: &str = env!("CARGO_BIN_EXE_playground");
/// Words by which a player is known.
const MARK: &[u8] = b"there is no game in this program, and no `";

/// What a run says of the world and its sound, without what the machine has to do with.
#[track_caller]
fn outcome(place: &Place, game: &str) -> Vec<String> {
    let run = place.run_without_drivers(&format!("{game} --headless --ticks 300 --seed 7"));
    assert_eq!(run.status, 0, "{}", run.complaint);
    run.lines.lines().filter(|line| !line.starts_with("wall")).map(str::to_owned).collect()
}

#[track_caller]
fn check_same(game: &str) {
    let place = Place::new();
    let folder = format!("{GAMES}/{game}");
    let packed = place.run_without_drivers(&format!("pack {folder} -o one.pack"));
    assert_eq!((packed.status, packed.complaint.as_str()), (0, ""));
    place.run_without_drivers(&format!("pack {folder} -o other.pack"));
    let (one, other) =
        (fs::read(place.path("one.pack")).unwrap(), fs::read(place.path("other.pack")).unwrap());
    assert!(one == other, "the same game is the same bytes");
    assert_eq!(packed.value("bytes"), one.len().to_string());
    let names = place.names();
    assert_eq!(outcome(&place, "one.pack"), outcome(&place, &folder), "{game} plays as its folder does");
    assert_eq!(place.names(), names, "nothing is unpacked");
    let again = place.run_without_drivers("pack one.pack -o again.pack");
    assert_eq!(again.status, 0, "{}", again.complaint);
    assert!(fs::read(place.path("again.pack")).unwrap() == one, "a bundle packs to itself");
}

#[test]
fn swarm_plays_from_a_bundle() {
    check_same("swarm");
}

#[test]
fn tumble_plays_from_a_bundle() {
    check_same("tumble");
}

#[test]
fn foxfire_plays_from_a_bundle() {
    check_same("foxfire");
}

#[test]
fn pong_plays_from_a_bundle() {
    check_same("pong");
}

#[test]
fn a_game_with_a_mistake_is_not_handed_on() {
    let place = Place::new();
    place.edit("pong/scenes/court.ron", "Paddle(seat: 1)", "Paddle(seet: 1)");
    for words in ["pack pong -o pong.pack", "ship pong --target linux -o out"] {
        let run = place.run_without_drivers(words);
        assert!(run.status == 1 && run.complaint.ends_with("mistakes: 1\n"), "{run:?}");
    }
    assert!(!place.path("pong.pack").exists() && !place.path("out").exists());
}

/// Says `words`, and expects their refusal.
#[track_caller]
fn check_refused(place: &Place, words: &str, status: i32, expected: &str) {
    let run = place.run_without_drivers(words);
    assert!(run.status == status && run.complaint.contains(expected), "`{words}`: {run:?}");
    assert!(run.complaint.contains("cure: "), "{run:?}");
}

#[test]
fn what_cannot_be_packed_is_told() {
    let place = Place::new();
    check_refused(&place, "pack pong -o pong.zip", 2, "is no name of a bundle");
    check_refused(&place, "pack nowhere -o a.pack", 1, "mistakes: 1");
    check_refused(&place, "pack pong/scenes/court.ron -o a.pack", 1, "mistakes: ");
    check_refused(&place, "pack pong -o pong/game.toml/a.pack", 1, "cannot be written");
    place.write("pong/Cover.png", b"x");
    check_refused(&place, "pack pong -o a.pack", 1, "some systems take it for `Cover.png`");
    assert!(!place.path("a.pack").exists());
}

#[test]
fn a_broken_bundle_is_told() {
    let place = Place::new();
    let packed = place.run_without_drivers("pack pong -o pong.pack");
    assert_eq!(packed.status, 0, "{}", packed.complaint);
    assert_eq!(place.run_without_drivers("check pong.pack").status, 0);
    let good = fs::read(place.path("pong.pack")).unwrap();
    let mut broken = good.clone();
    broken[good.len() / 2] ^= 1;
    place.write("broken.pack", &broken);
    check_refused(&place, "check broken.pack", 1, "the bundle is broken");
    place.write("cut.pack", &good[..good.len() - 100]);
    check_refused(&place, "check cut.pack", 1, "this is no bundle");
    check_refused(&place, "cut.pack --headless --ticks 1", 1, "cut.pack: this is no bundle");
}

#[test]
fn what_is_written_lies_beside_the_game_and_whole() {
    let place = Place::new();
    for folder in ["pong", "pong/out", "pong/a/b", "out/../pong"] {
        fs::create_dir_all(place.path("out")).unwrap();
        let words = format!("ship pong --target linux --player {PLAYER} -o {folder}");
        check_refused(&place, &words, 2, "lies in the game");
    }
    place.write("file", b"mine");
    check_refused(
        &place,
        &format!("ship pong --target linux --player {PLAYER} -o file"),
        1,
        "cannot be written",
    );
    assert_eq!(fs::read(place.path("file")).unwrap(), b"mine");
}

#[test]
fn a_fused_program_is_its_game() {
    let place = Place::new();
    let words = format!("ship {GAMES}/swarm --target linux --fused -o out --player {PLAYER}");
    let shipped = place.run_without_drivers(&words);
    assert_eq!((shipped.status, shipped.complaint.as_str()), (0, ""));
    let swarm = place.path("out/swarm");
    let alone = place.run_program(&swarm, "--headless --ticks 300 --seed 7");
    assert_eq!(alone.status, 0, "{}", alone.complaint);
    let lines: Vec<String> =
        alone.lines.lines().filter(|line| !line.starts_with("wall")).map(str::to_owned).collect();
    assert_eq!(lines, outcome(&place, &format!("{GAMES}/swarm")));
    // What it is shipped with next is the player alone.
    let next = place.run_program(&swarm, &format!("ship {GAMES}/pong --target linux --fused -o out"));
    assert_eq!(next.value("player bytes"), Path::new(PLAYER).metadata().unwrap().len().to_string());
}

#[test]
fn a_program_beside_a_bundle_is_its_game() {
    let place = Place::new();
    fs::create_dir(place.path("storm")).unwrap();
    let packed = place.run_without_drivers("pack pong -o storm/game.pack");
    assert_eq!(packed.status, 0, "{}", packed.complaint);
    let program = place.path("storm/storm");
    fs::copy(PLAYER, &program).unwrap();
    let alone = place.run_program(&program, "--headless --ticks 10");
    assert_eq!((alone.status, alone.value("game")), (0, "playground.pong"));
    place.write("storm/game.pack", b"nothing");
    let broken = place.run_program(&program, "--headless --ticks 10");
    assert!(broken.status == 1 && broken.complaint.contains("game.pack: this is no bundle"), "{broken:?}");
}

#[test]
fn archives_open_with_the_tools_of_the_system() {
    let place = Place::new();
    place.write("elf", [b"\x7fELF".as_slice(), MARK].concat());
    place.write("exe", [b"MZ".as_slice(), MARK].concat());
    place.write("mach", [b"\xcf\xfa\xed\xfe".as_slice(), MARK].concat());
    for (target, player, file) in [
        ("linux", "elf", "pong-1.0.0-linux.tar.gz"),
        ("windows", "exe", "pong-1.0.0-windows.zip"),
        ("macos", "mach", "pong-1.0.0-macos.tar.gz"),
    ] {
        let run = place.run_without_drivers(&format!("ship pong --target {target} --player {player} -o out"));
        assert_eq!((run.status, run.complaint.as_str()), (0, ""), "{target}");
        assert!(place.path("out").join(file).is_file(), "{file}: {:?}", place.names());
    }
    check_page(&place);
    let listed =
        std::process::Command::new("tar").arg("tzvf").arg(place.path("out/pong-1.0.0-linux.tar.gz")).output();
    let Ok(listed) = listed else { return println!("SKIPPED: tar is not there, so nothing was looked at") };
    let listed = String::from_utf8(listed.stdout).unwrap();
    for (mode, name) in
        [("-rwxr-xr-x", "pong/pong"), ("-rw-r--r--", "pong/game.pack"), ("-rwxr-xr-x", "pong/install.sh")]
    {
        let is_so = |line: &str| line.starts_with(mode) && line.ends_with(&format!(" {name}"));
        assert!(listed.lines().any(is_so), "{mode} {name} is not in\n{listed}");
    }
}

/// Ships with a page that is none, but has the names of one.
#[track_caller]
fn check_page(place: &Place) {
    fs::create_dir(place.path("page")).unwrap();
    let scripts = "page.js live.js offline.js player.js mixer.js worklet.js worklet-scope.js";
    for name in scripts.split(' ').chain(["index.html", "player.wasm", "mixer.wasm", "player.wasm.br"]) {
        place.write(&format!("page/{name}"), "{{name}} {{about}}");
    }
    let run = place.run_without_drivers("ship pong --target web --player page -o out");
    assert_eq!((run.status, run.complaint.as_str()), (0, ""));
    let html = fs::read_to_string(place.path("out/pong-1.0.0-web/index.html")).unwrap();
    assert!(html.starts_with("Pong {\"name\":\"Pong\","), "{html}");
    assert!(place.path("out/pong-1.0.0-web/player.wasm.gz").is_file());
    assert!(place.path("out/pong-1.0.0-web.zip").is_file());
    // A server would send this one in place of the module that is beside it now.
    let old = place.path("out/pong-1.0.0-web/mixer.js.br");
    fs::write(&old, "of another version").unwrap();
    assert_eq!(place.run_without_drivers("ship pong --target web --player page -o out").status, 0);
    assert!(!old.exists(), "packed copies of another version go");
    let shipped = "ship pong --target web --player out/pong-1.0.0-web -o out";
    check_refused(place, shipped, 1, "index.html has a game in it already");
}

#[test]
fn a_player_that_is_not_there_is_named_with_what_fills_its_place() {
    let place = Place::new();
    check_refused(&place, "ship pong --target windows -o out", 1, "./dev players windows");
    check_refused(&place, "ship pong --target web -o out", 1, "./dev players web");
    check_refused(&place, "web pong", 1, "./dev players web");
    check_refused(&place, "web", 2, "needs the PATH");
    check_refused(&place, "web pong --fused", 2, "writes nothing");
    check_refused(&place, "ship pong --target web --open -o out", 2, "are for `web`");
    check_refused(&place, "ship pong --target macos -o out", 1, "--player FILE");
    check_refused(
        &place,
        &format!("ship pong --target windows --player {PLAYER} -o out"),
        2,
        "is no program for windows",
    );
    check_refused(&place, "ship pong --target macos --fused --player mach -o out", 1, "cannot be read");
    place.write("other", b"\x7fELF and so on");
    check_refused(&place, "ship pong --target linux --player other -o out", 2, "no player of games");
    place.write("text", MARK);
    check_refused(&place, "ship pong --target linux --player text -o out", 2, "is no program for linux");
    check_refused(&place, "ship pong --target beos -o out", 2, "there is no target `beos`");
    check_refused(&place, "ship pong -o out", 2, "needs a target");
    check_refused(&place, "pack pong", 2, "-o FILE.pack");
    check_refused(&place, "pong --fused", 2, "are for `pack` and `ship`");
}
