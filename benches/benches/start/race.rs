//! Both starts in turn, and what they say.

use crate::bare;
use crate::screen::Screen;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
/// How often each is started; the first time of each is not counted, for it warms the disk.
const ROUNDS: usize = 15;
/// How many times as long as the bare window the program may take.
const RATIO_MAX: f64 = 2.0;

pub(crate) fn measure() {
    let folder = std::env::temp_dir().join(format!("playground-start-{}", std::process::id()));
    let made = std::fs::create_dir_all(&folder).map_err(|error| error.to_string());
    if let Err(reason) = made.and_then(|()| measure_in(&folder)) {
        println!("start: not measured: {reason}");
    }
    std::fs::remove_dir_all(&folder).unwrap_or_default();
}

/// The player that games are shipped with where it was built, else the program.
fn find_program() -> Option<PathBuf> {
    let programs = ["players/linux/playground", "playground"]
        .map(|program| Path::new(ROOT).join("target/release").join(program));
    programs.into_iter().find(|program| program.is_file())
}

fn measure_in(folder: &Path) -> Result<(), String> {
    let program = find_program().ok_or("no program in target/release")?;
    let peer = std::env::current_exe().map_err(|error| error.to_string())?;
    let screen = Screen::open(folder)?;
    let commands = || {
        let mut bare = Command::new(&peer);
        bare.arg(bare::ARGUMENT);
        let mut game = Command::new(&program);
        game.arg(Path::new(ROOT).join("assets/games/pong"));
        let mut silent = Command::new(&program);
        silent.arg(Path::new(ROOT).join("assets/games/pong")).args(["--audio", "null"]);
        [bare, game, silent].map(|mut command| {
            command.env("DISPLAY", &screen.display).env("XDG_RUNTIME_DIR", folder).env("HOME", folder);
            command.env("XDG_DATA_HOME", folder).env_remove("WAYLAND_DISPLAY");
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            command
        })
    };
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for round in 0..=ROUNDS {
        for (times, mut command) in times.iter_mut().zip(commands()) {
            let millis = screen.time(&mut command)?;
            if round > 0 {
                times.push(millis);
            }
        }
    }
    let [bare, game, silent] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        (times[0], times[times.len() / 2])
    });
    println!("from the start to the first picture, {ROUNDS} times in turn, by {}", program.display());
    println!("{:<44} {:>10} {:>10} {:>8}", "task", "least ms", "median ms", "ratio");
    for (name, (least, median)) in [("bare window", bare), ("pong", game), ("pong without sound", silent)] {
        println!("{name:<44} {least:>10.1} {median:>10.1} {:>8.2}", median / bare.1);
    }
    let ratio = game.1 / bare.1;
    let verdict = if ratio <= RATIO_MAX { "holds" } else { "MISSED" };
    println!(
        "bar {verdict}: the first picture takes {ratio:.2} times that of a bare window, at most {RATIO_MAX}"
    );
    Ok(())
}
