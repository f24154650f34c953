//! Two controllers without hardware, plugged into the playing program: see `tests/fakepad`.

use crate::folder::Folder;
use crate::player::{PONG, Player};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const LAUNCHER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fakepad/run.sh");

/// The hands on the pads.
struct Hands(PathBuf);

impl Hands {
    /// Does to a pad what the words say: `South down`, `LeftStickY 0.8`, `connect`.
    #[track_caller]
    fn pad(&self, pad: u32, words: &str) {
        let mut hand = Command::new(self.0.join("pad_event"));
        hand.arg(self.0.join(format!("event{pad}"))).args(words.split(' '));
        assert!(hand.status().unwrap().success(), "pad {pad} {words}");
    }

    #[track_caller]
    fn press(&self, pad: u32, button: &str) {
        self.pad(pad, &format!("{button} down"));
        self.pad(pad, &format!("{button} up"));
    }

    /// Pushes a stick until a paddle has moved, and lets it go.
    #[track_caller]
    fn check(
        &self,
        player: &mut Player,
        pad: u32,
        push: &str,
        has_moved: fn([usize; 2], [usize; 2]) -> bool,
    ) {
        let start = player.wait_for_rest();
        self.pad(pad, &format!("LeftStickY {push}"));
        player.wait_for(&format!("a paddle moved by pad {pad} at {push}"), |picture| {
            picture.paddles().is_some_and(|now| has_moved(start, now))
        });
        self.pad(pad, "LeftStickY 0");
    }
}

#[test]
fn two_pads_play_pause_and_quit() {
    if let Some(reason) = missing() {
        println!("SKIPPED: {reason}, so no pad was plugged in");
        return;
    }
    let folder = Folder::new();
    let hands = Hands(folder.path().join("pads"));
    let Some(mut player) = start(folder, &hands.0) else { return };
    player.wait_for_court();

    hands.pad(0, "connect");
    hands.press(0, "South");
    hands.check(&mut player, 0, "1", |start, now| now[0] < start[0] && now[1] == start[1]);
    hands.pad(1, "connect");
    hands.press(1, "South");
    hands.check(&mut player, 1, "-1", |start, now| now[0] == start[0] && now[1] > start[1]);
    hands.check(&mut player, 0, "-1", |start, now| now[0] > start[0] && now[1] == start[1]);

    hands.pad(0, "disconnect");
    player.wait_for("the pause of a pad that is gone", |picture| picture.paddles().is_none());
    hands.press(1, "South");
    player.wait_for_court();
    hands.check(&mut player, 1, "1", |start, now| now[0] == start[0] && now[1] < start[1]);

    hands.press(1, "Start");
    player.wait_for("the pause", |picture| picture.paddles().is_none());
    hands.press(1, "DPadUp");
    hands.press(1, "South");
    let (status, said) = player.wait_for_end();
    assert!(status.success() && !said.contains("panicked"), "{status}: {said}");
}

/// The program where pads of `pads` are found.
#[track_caller]
fn start(folder: Folder, pads: &Path) -> Option<Player> {
    std::fs::create_dir(pads).unwrap();
    let mut command = Command::new(LAUNCHER);
    command.args(["-n", "0", env!("CARGO_BIN_EXE_playground"), PONG, "--audio", "null"]);
    command.env("FAKEPAD_DIR", pads);
    Player::start(folder, command)
}

/// Why fake pads cannot be had here, if so.
fn missing() -> Option<&'static str> {
    let can_run = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    if !can_run("cc", &["--version"]) {
        Some("there is no C compiler")
    } else if !can_run("unshare", &["-m", "true"]) {
        Some("this is not root, who alone has a mount namespace of its own")
    } else {
        None
    }
}
