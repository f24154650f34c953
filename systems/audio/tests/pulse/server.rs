//! A PulseAudio server that nobody else knows, and the processes that know no other.

use crate::player::PLAYER;
use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use tempfile::{TempDir, tempdir};

/// A process that ends with its value, and only that process.
pub(crate) struct Guest(pub(crate) Child);

impl Drop for Guest {
    fn drop(&mut self) {
        self.0.kill().unwrap_or_default();
        self.0.wait().map(drop).unwrap_or_default();
    }
}

/// A private folder that goes with the test.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempdir().unwrap())
    }

    /// A server with one sink that goes nowhere but keeps time; `None`, said aloud, where there is none.
    pub(crate) fn start_server(&self) -> Option<Guest> {
        let socket = self.0.path().join("native");
        let protocol = format!("module-native-protocol-unix socket={} auth-anonymous=1", socket.display());
        let sink = "module-null-sink sink_name=rec rate=48000 channels=2 format=float32le norewinds=1";
        let quiet = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--log-level=info"];
        let modest = ["--realtime=no", "--high-priority=no", "-L", sink, "-L", &protocol];
        let mut server = self.start("pulseaudio", &[quiet.as_slice(), modest.as_slice()].concat())?;
        let mut words = BufReader::new(server.0.stderr.take().unwrap()).lines().map_while(Result::ok);
        if !words.any(|line| line.contains("Daemon startup complete")) {
            println!("SKIPPED: pulseaudio does not start here, so no device was played");
            return None;
        }
        // Its further words are of no interest, but it must not wait for a reader.
        std::thread::spawn(|| words.for_each(drop));
        Some(server)
    }

    /// A recorder of what one of the server's sinks is given, which hears of it within so many milliseconds.
    pub(crate) fn start_recorder(&self, sink: &str, milliseconds: u32) -> Option<Guest> {
        let format = ["--raw", "--rate=48000", "--channels=2", "--format=float32le"];
        let own = [format!("--device={sink}.monitor"), format!("--latency-msec={milliseconds}")];
        self.start("parec", &[format.as_slice(), &[own[0].as_str(), own[1].as_str()]].concat())
    }

    /// Tells the server something and waits until it is done; what it says, or `None` where `pactl` is not there.
    pub(crate) fn control(&self, words: &str) -> Option<String> {
        let mut command = self.command(Path::new("pactl"));
        let said = command.args(words.split_whitespace()).output();
        let Ok(said) = said else {
            println!("SKIPPED: pactl is not there, so no output came or went");
            return None;
        };
        assert!(said.status.success(), "pactl {words}: {said:?}");
        Some(String::from_utf8(said.stdout).unwrap())
    }

    /// Plugs one more output in; gives the words that take it away again.
    pub(crate) fn plug_in(&self, sink: &str) -> Option<String> {
        let format = "rate=48000 channels=2 format=float32le norewinds=1";
        let module = self.control(&format!("load-module module-null-sink sink_name={sink} {format}"))?;
        Some(format!("unload-module {}", module.trim()))
    }

    /// This program again, as the player of the other module on `device`, and the lines that it says.
    pub(crate) fn start_player(&self, device: &str) -> (Guest, Lines<BufReader<ChildStdout>>) {
        let mut command = self.command(&std::env::current_exe().unwrap());
        command
            .args(["--exact", "player::the_player", "--nocapture"])
            .env(PLAYER, device)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut player = Guest(command.spawn().unwrap());
        let lines = BufReader::new(player.0.stdout.take().unwrap()).lines();
        (player, lines)
    }

    fn start(&self, program: &str, arguments: &[&str]) -> Option<Guest> {
        let mut command = self.command(Path::new(program));
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        match command.spawn() {
            Ok(child) => Some(Guest(child)),
            Err(error) => {
                println!("SKIPPED: {program} is not there ({error}), so no device was played");
                None
            }
        }
    }

    /// A command that knows no other server than that of the folder.
    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env("LC_ALL", "C")
            .env("XDG_RUNTIME_DIR", self.0.path())
            .env("HOME", self.0.path())
            .env("PULSE_SERVER", format!("unix:{}", self.0.path().join("native").display()))
            .env("PULSE_COOKIE", self.0.path().join("cookie"));
        command
    }
}
