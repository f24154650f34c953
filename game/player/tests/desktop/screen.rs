//! A screen without a monitor: an Xvfb of a test's own, and the hand on its keyboard.

use crate::folder::{Folder, Guest};
use crate::picture::Picture;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Command;

/// A screen; it goes dark with its value.
pub(crate) struct Screen {
    display: String,
    buffer: PathBuf,
    _server: Guest,
}

impl Screen {
    /// Lights a screen; `None`, said aloud, where there is no Xvfb or no xdotool.
    pub(crate) fn open(folder: &Folder) -> Option<Self> {
        // Asked first, and for nothing: without a hand a screen is of no use.
        let _hand = folder.start("xdotool", &["version"])?;
        let path = folder.path().display().to_string();
        let size = ["-screen", "0", "1280x720x24", "-br", "-nolisten", "tcp"];
        let places = ["-displayfd", "1", "-fbdir", &path];
        let mut server = folder.start("Xvfb", &[size.as_slice(), places.as_slice()].concat())?;
        let mut number = String::new();
        BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut number).unwrap();
        let display = format!(":{}", number.trim());
        assert_ne!(display, ":", "Xvfb says its number");
        Some(Self { display, buffer: folder.path().join("Xvfb_screen0"), _server: server })
    }

    /// Its name, for `DISPLAY`.
    pub(crate) fn display(&self) -> &str {
        &self.display
    }

    /// What is on it now.
    #[track_caller]
    pub(crate) fn look(&self) -> Picture {
        Picture::read(&self.buffer).expect("Xvfb keeps its picture")
    }

    /// The window of the player, which is waited for.
    #[track_caller]
    pub(crate) fn find_window(&self) -> String {
        let found = self.hand("search --sync --onlyvisible --classname ^playground$");
        found.lines().next().expect("a window").to_owned()
    }

    /// Gives a window the keyboard.
    #[track_caller]
    pub(crate) fn focus(&self, window: &str) {
        self.hand(&format!("windowfocus --sync {window}"));
    }

    /// Lets xdotool do what its words say; half a minute is enough for all that it waits for.
    #[track_caller]
    pub(crate) fn hand(&self, words: &str) -> String {
        let mut command = Command::new("timeout");
        command.args(["30", "xdotool"]).args(words.split(' ')).env("DISPLAY", &self.display);
        let output = command.output().unwrap();
        assert!(output.status.success(), "xdotool {words}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Gives the keyboard the layout of a country, so that its letters need no key that is laid out for a moment:
    /// such a key may be gone again before the window asks what it means.
    #[track_caller]
    pub(crate) fn lay_out(&self, country: &str) {
        let mut command = Command::new("setxkbmap");
        let output = command.args(["-display", &self.display, country]).output().unwrap();
        assert!(output.status.success(), "setxkbmap {country}: {output:?}");
    }
}
