//! The program on a screen, watched.

use crate::folder::{Folder, Guest};
use crate::picture::Picture;
use crate::screen::Screen;
use std::io::{BufRead, BufReader};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub(crate) const PONG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/games/pong");

/// A software renderer takes all cores, so one program plays at a time.
static STAGE: Mutex<()> = Mutex::new(());

/// How long a look waits for a word of the program, and how many looks a change may take: half a minute.
const LOOK: Duration = Duration::from_millis(20);
const LOOK_COUNT_MAX: usize = 1_500;

/// So many looks would show a paddle that moves; how often they are tried.
const REST_LOOKS: usize = 8;
const REST_COUNT_MAX: usize = 50;

/// A program that plays; it ends with its value.
pub(crate) struct Player {
    pub(crate) screen: Screen,
    pub(crate) window: String,
    guest: Guest,
    words: Receiver<String>,
    said: Vec<String>,
    pub(crate) folder: Folder,
    _stage: MutexGuard<'static, ()>,
}

impl Player {
    /// Opens the program with `arguments`, silent, on a screen of its own.
    #[track_caller]
    pub(crate) fn open(arguments: &[&str]) -> Option<Self> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_playground"));
        command.args(arguments).args(["--audio", "null"]);
        Self::start(Folder::new(), command)
    }

    /// Starts a command that becomes the program; `None`, said aloud, where there is nothing to play on.
    #[track_caller]
    pub(crate) fn start(folder: Folder, mut command: Command) -> Option<Self> {
        let stage = STAGE.lock().unwrap_or_else(PoisonError::into_inner);
        let screen = Screen::open(&folder)?;
        command.env("DISPLAY", screen.display()).env("XDG_RUNTIME_DIR", folder.path());
        // What the player of this machine keeps is nobody's business here.
        command.env("HOME", folder.path()).env("XDG_DATA_HOME", folder.path());
        command.env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET").env("RUST_BACKTRACE", "1");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut guest = Guest(command.spawn().unwrap());
        let lines = BufReader::new(guest.0.stderr.take().unwrap()).lines().map_while(Result::ok);
        let (sender, words) = channel();
        std::thread::spawn(move || lines.for_each(|line| sender.send(line).unwrap_or_default()));
        let (window, said) = (String::new(), Vec::new());
        let mut player = Self { screen, window, guest, words, said, folder, _stage: stage };
        if !player.is_lit() {
            println!("SKIPPED, nothing was looked at: {}", player.said.join("\n"));
            return None;
        }
        player.window = player.screen.find_window();
        player.screen.focus(&player.window.clone());
        Some(player)
    }

    /// Waits for the first picture; false when there is no graphics card to draw it.
    #[track_caller]
    fn is_lit(&mut self) -> bool {
        let dark = self.screen.look();
        for _ in 0..LOOK_COUNT_MAX {
            if self.screen.look().bright_count() > dark.bright_count() {
                return true;
            }
            if !self.listen() {
                let words = self.said.join("\n");
                assert!(words.contains("no graphics adapter"), "the player ended: {words}");
                return false;
            }
        }
        panic!("nothing to see: {:?}", self.said);
    }

    /// Looks at the screen until it is as `is_so` says, and gives what it saw.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, what: &str, is_so: impl Fn(&Picture) -> bool) -> Picture {
        for _ in 0..LOOK_COUNT_MAX {
            let picture = self.screen.look();
            if is_so(&picture) {
                return picture;
            }
            assert!(self.listen(), "the player ended before {what}: {}", self.said.join("\n"));
        }
        let paddles = self.screen.look().paddles();
        panic!("never saw {what}; paddles at {paddles:?}; said: {:?}", self.said);
    }

    /// Waits until the court is on the screen, and gives where the paddles are.
    #[track_caller]
    pub(crate) fn wait_for_court(&mut self) -> [usize; 2] {
        self.wait_for("the court", |picture| picture.paddles().is_some()).paddles().unwrap()
    }

    /// Waits until no paddle moves any more, and gives where they are.
    #[track_caller]
    pub(crate) fn wait_for_rest(&mut self) -> [usize; 2] {
        let mut paddles = self.wait_for_court();
        for _ in 0..REST_COUNT_MAX {
            let later: Vec<_> = self.watch(REST_LOOKS).iter().filter_map(Picture::paddles).collect();
            if later.iter().all(|now| *now == paddles) {
                return paddles;
            }
            paddles = later.last().copied().unwrap_or(paddles);
        }
        panic!("the paddles are never at rest: {paddles:?}");
    }

    /// Looks so often, and gives the pictures.
    #[track_caller]
    pub(crate) fn watch(&mut self, looks: usize) -> Vec<Picture> {
        let look = |_| {
            assert!(self.listen(), "the player ended: {}", self.said.join("\n"));
            self.screen.look()
        };
        (0..looks).map(look).collect()
    }

    /// Presses and releases keys by xdotool's names.
    #[track_caller]
    pub(crate) fn tap(&self, keys: &str) {
        self.screen.hand(&format!("key {keys}"));
    }

    /// Waits for the end of the program.
    #[track_caller]
    pub(crate) fn wait_for_end(mut self) -> (ExitStatus, String) {
        let has_ended = (0..LOOK_COUNT_MAX).any(|_| !self.listen());
        assert!(has_ended, "the player goes on: {:?}", self.said);
        (self.guest.0.wait().unwrap(), self.said.join("\n"))
    }

    /// How much the program has computed. Unit: clock ticks, of which a second has 100.
    pub(crate) fn computed(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.guest.0.id())).unwrap();
        // The name before may have spaces; after it, user and system time are the fields 12 and 13.
        let fields = stat.rsplit_once(')').unwrap().1.split_whitespace().skip(11).take(2);
        fields.map(|field| field.parse().unwrap_or(0)).sum()
    }

    /// Waits a moment for a word; false when the program has ended.
    fn listen(&mut self) -> bool {
        match self.words.recv_timeout(LOOK) {
            Ok(line) => self.said.push(line),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return false,
        }
        true
    }
}
