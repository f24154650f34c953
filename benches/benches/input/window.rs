//! The way of a key through the whole program: from the X server, by a window, to the end of the picture.
//!
//! The program plays pong with the null renderer on an Xvfb of its own. Keys are pressed by XTEST; the time of each is
//! noted before it is sent. The program's trace says when each event was noticed, which frame's tick took it, and when
//! that frame's picture was handed over. What is left beside the wait for that frame is what input costs, from the event on;
//! how long the server takes until any window hears of the key, a bare listener beside it says in the same run.

use std::fmt::Display;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{sleep, spawn};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    ChangeWindowAttributesAux, ConnectionExt as _, EventMask, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT,
    Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
/// The most that 95 of 100 events may take beside the wait. Unit: milliseconds.
const MILLIS_MAX: f64 = 1.0;
const PRESS_COUNT: usize = 200;
/// X's number of the key W.
const KEY_W: u8 = 25;

pub(crate) fn measure() {
    let Some(program) = find_program() else {
        return println!("\nkey to picture: no program in target/release or target/debug");
    };
    let folder = std::env::temp_dir().join(format!("playground-bench-{}", std::process::id()));
    let measured =
        std::fs::create_dir_all(&folder).map_err(words).and_then(|()| measure_in(&program, &folder));
    if let Err(reason) = measured {
        println!("\nkey to picture: not measured: {reason}");
    }
    std::fs::remove_dir_all(&folder).unwrap_or_default();
}

fn words(error: impl Display) -> String {
    error.to_string()
}

/// The program that was built last: an older one may be of another time.
fn find_program() -> Option<PathBuf> {
    let programs =
        ["release", "debug"].map(|kind| Path::new(ROOT).join("target").join(kind).join("playground"));
    let built = |program: &PathBuf| std::fs::metadata(program).and_then(|file| file.modified()).ok();
    programs.into_iter().filter(|program| program.is_file()).max_by_key(built)
}

/// A process that ends with its value.
struct Guest(Child);

impl Guest {
    /// Why it ended, in its own words; `None` while it runs.
    fn last_words(&mut self) -> Option<String> {
        let status = self.0.try_wait().ok()??;
        let mut words = String::new();
        if let Some(mut complaint) = self.0.stderr.take() {
            complaint.read_to_string(&mut words).unwrap_or_default();
        }
        Some(format!("the program ended with {status}: {}", words.trim()))
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.0.kill().unwrap_or_default();
        self.0.wait().map(|_| ()).unwrap_or_default();
    }
}

fn measure_in(program: &Path, folder: &Path) -> Result<(), String> {
    let screen = ["-screen", "0", "1280x720x24", "-nolisten", "tcp", "-displayfd", "1"];
    let mut server = Command::new("Xvfb");
    server.args(screen).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut server = Guest(server.spawn().map_err(|error| format!("no Xvfb: {error}"))?);
    let mut number = String::new();
    let output = server.0.stdout.take().ok_or("Xvfb is silent")?;
    BufReader::new(output).read_line(&mut number).map_err(words)?;
    let display = format!(":{}", number.trim());
    let trace = folder.join("trace.json");
    let mut game = Command::new(program);
    game.arg(Path::new(ROOT).join("assets/games/pong")).args([
        "--renderer",
        "null",
        "--audio",
        "null",
        "--trace",
    ]);
    game.arg(&trace).env("DISPLAY", &display).env("XDG_RUNTIME_DIR", folder).env("HOME", folder);
    game.env("XDG_DATA_HOME", folder).env_remove("WAYLAND_DISPLAY").stderr(Stdio::piped());
    let mut game = Guest(game.spawn().map_err(words)?);
    let presses = press_keys(&display, &mut game)?;
    // Ended from outside: what is written is whole lines.
    sleep(Duration::from_millis(500));
    drop(game);
    report(program, &presses, &std::fs::read_to_string(&trace).map_err(words)?)
}

fn unix_micros() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64() * 1e6
}

/// A client of the X server that does nothing but hear the keys of a window, and tells when. Unit: microseconds since 1970.
fn listen(display: &str, window: Window) -> Result<Receiver<f64>, String> {
    let (connection, _) = RustConnection::connect(Some(display)).map_err(words)?;
    let mask = EventMask::KEY_PRESS | EventMask::KEY_RELEASE;
    let attributes = ChangeWindowAttributesAux::new().event_mask(mask);
    connection.change_window_attributes(window, &attributes).map_err(words)?.check().map_err(words)?;
    let (sender, heard) = channel();
    // It ends with the server.
    spawn(move || {
        while let Ok(event) = connection.wait_for_event() {
            if matches!(event, Event::KeyPress(_) | Event::KeyRelease(_))
                && sender.send(unix_micros()).is_err()
            {
                break;
            }
        }
    });
    Ok(heard)
}

/// When keys were sent, and when the bare listener heard them. Unit: microseconds since 1970.
struct Presses {
    sent: Vec<f64>,
    heard: Vec<f64>,
}

/// Presses and releases a key at uneven times.
fn press_keys(display: &str, game: &mut Guest) -> Result<Presses, String> {
    let (connection, screen) = RustConnection::connect(Some(display)).map_err(words)?;
    let root = connection.setup().roots.get(screen).ok_or("no screen")?.root;
    let mut window = None;
    for _ in 0..200 {
        sleep(Duration::from_millis(100));
        let tree = connection.query_tree(root).map_err(words)?.reply().map_err(words)?;
        window = tree.children.last().copied();
        if window.is_some() {
            break;
        }
        if let Some(words) = game.last_words() {
            return Err(words);
        }
    }
    let window = window.ok_or("the program opened no window within 20 s")?;
    // The game is loaded, and its first frames are behind.
    sleep(Duration::from_secs(4));
    connection.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME).map_err(words)?;
    connection.flush().map_err(words)?;
    sleep(Duration::from_millis(200));
    let listener = listen(display, window)?;
    let mut sent = Vec::new();
    for press in 0..PRESS_COUNT {
        for kind in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
            sent.push(unix_micros());
            connection.xtest_fake_input(kind, KEY_W, 0, root, 0, 0, 0).map_err(words)?;
            connection.flush().map_err(words)?;
            // Never in step with the frames.
            sleep(Duration::from_micros(21_000 + (press as u64 * 1_733) % 9_000));
        }
    }
    Ok(Presses { sent, heard: listener.try_iter().collect() })
}

/// A span of the trace: its name, its beginning, how long it took. Unit: microseconds.
fn span(line: &str) -> Option<(&str, f64, f64)> {
    let field = |name: &str| {
        let rest = line.split_once(&format!("\"{name}\":"))?.1;
        Some(rest.split([',', '}']).next()?.trim_matches('"'))
    };
    (field("tid")? == "3").then_some(())?;
    Some((field("name")?, field("ts")?.parse().ok()?, field("dur")?.parse().ok()?))
}

fn report(program: &Path, presses: &Presses, trace: &str) -> Result<(), String> {
    let begun = trace.split_once("\"unix_micros\":").and_then(|(_, rest)| rest.split('}').next());
    let begun: f64 =
        begun.and_then(|micros| micros.parse().ok()).ok_or("the trace does not say when it began")?;
    let spans: Vec<_> = trace.lines().filter_map(span).collect();
    let (mut waits, mut costs, mut noticed, mut works) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut events = spans.chunks_exact(2).map(|pair| (begun + pair[0].1, pair[0].2, pair[1].2)).peekable();
    for sent in &presses.sent {
        // What came before belongs to somebody else, such as the pointer.
        while events.next_if(|(at, ..)| *at < sent - 500.0).is_some() {}
        let Some((at, wait, work)) = events.next_if(|(at, ..)| *at < sent + 20_000.0) else { continue };
        noticed.push((at - sent).max(0.0) / 1e3);
        waits.push(wait / 1e3);
        works.push(work / 1e3);
        costs.push(((at - sent).max(0.0) + work) / 1e3);
    }
    let mut rest = presses.heard.iter().peekable();
    let mut heard = Vec::new();
    for sent in &presses.sent {
        // What it heard before is another's, as when the window came.
        while rest.next_if(|heard| *heard < sent).is_some() {}
        heard.extend(rest.next_if(|heard| **heard < sent + 20_000.0).map(|heard| (heard - sent) / 1e3));
    }
    for list in [&mut waits, &mut costs, &mut noticed, &mut works, &mut heard] {
        list.sort_by(f64::total_cmp);
    }
    let at = |list: &[f64], share: usize| list.get(list.len() * share / 100).copied().unwrap_or(f64::NAN);
    let kind = program.parent().and_then(Path::file_name).unwrap_or_default().display();
    println!(
        "\nkey to picture ({kind} build, X11, null renderer), {} of {} events found",
        costs.len(),
        presses.sent.len()
    );
    println!("the wait for a tick: median {:.1} ms", at(&waits, 50));
    for (what, list) in [
        (format!("from the event on, beside the wait (at most {MILLIS_MAX})"), &works),
        ("noticed after it was sent".to_owned(), &noticed),
        (format!("heard by a bare listener after it was sent ({} events)", heard.len()), &heard),
        ("all from sending on, beside the wait".to_owned(), &costs),
    ] {
        println!("{what}: median {:.2} ms, 95 % {:.2} ms", at(list, 50), at(list, 95));
    }
    Ok(())
}
