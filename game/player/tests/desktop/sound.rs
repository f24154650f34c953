//! From a game to a loudspeaker: the sound of a point, played into a PulseAudio server and recorded there.

use crate::folder::{Folder, Guest};
use crate::player::{PONG, Player};
use playground_core_types::math::{cos_f64, sin_f64};
use std::f64::consts::TAU;
use std::io::{BufRead, BufReader, Read};
use std::process::{ChildStdout, Command};

const POINT: &[u8] = include_bytes!("../../../../assets/games/pong/sounds/point.wav");

/// The two tones of the sound: from which frame to which, and how high.
const TONES: [(usize, usize, f64); 2] = [(0, 6_720, 392.0), (6_720, 21_120, 293.66)];

const HERTZ: usize = 48_000;

/// A busy machine makes a device run dry now and then, so one point of a few has to be right.
const POINT_COUNT_MAX: usize = 4;

#[test]
fn a_point_is_heard_as_it_was_recorded() {
    let folder = Folder::new();
    let Some(_server) = start_server(&folder) else { return };
    let mut command = Command::new(env!("CARGO_BIN_EXE_playground"));
    command.arg(PONG).env("PULSE_SERVER", address(&folder)).env("PULSE_COOKIE", folder.path().join("cookie"));
    let Some(mut player) = Player::start(folder, command) else { return };
    let Some(mut recorder) = start_recorder(&player.folder) else { return };
    player.wait_for_court();
    check(recorder.0.stdout.as_mut().unwrap());
}

/// Nobody plays, so a point is made every few seconds: both its tones are as loud as in the file.
#[track_caller]
fn check(tape: &mut ChildStdout) {
    let samples: Vec<f32> = POINT[44..].chunks_exact(2).map(|bytes| sample(bytes[0], bytes[1])).collect();
    let expected = TONES.map(|(start, end, hertz)| amplitude_at(&samples[start..end], hertz));
    assert!(expected.iter().all(|amplitude| *amplitude > 0.1), "the file has its tones: {expected:?}");
    let is_right = (0..POINT_COUNT_MAX).any(|_| {
        let [left, right] = listen(tape, samples.len());
        let heard = TONES.map(|(start, end, hertz)| {
            // Wherever a sound is placed, its power is the same.
            let (left, right) =
                (amplitude_at(&left[start..end], hertz), amplitude_at(&right[start..end], hertz));
            (left * left + right * right).sqrt()
        });
        println!("heard {heard:.4?}, in the file {expected:.4?}");
        heard.iter().zip(expected).all(|(heard, expected)| (heard / expected - 1.0).abs() < 0.1)
    });
    assert!(is_right, "no point was heard as it should be");
}

/// Skips silence, and gives the left and the right side of so many frames from the first sound on.
#[track_caller]
fn listen(tape: &mut ChildStdout, frames: usize) -> [Vec<f32>; 2] {
    let mut frame = [0; 8];
    let sounds = (0..30 * HERTZ).any(|_| {
        tape.read_exact(&mut frame).unwrap();
        frame != [0; 8]
    });
    assert!(sounds, "half a minute of silence");
    let mut bytes = vec![0; 8 * frames];
    tape.read_exact(&mut bytes).unwrap();
    let side = |start: usize| {
        let side = bytes.chunks_exact(8).map(|frame| &frame[start..start + 4]);
        side.map(|bytes| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])).collect()
    };
    [side(0), side(4)]
}

/// A sample of sixteen bits.
fn sample(low: u8, high: u8) -> f32 {
    f32::from(i16::from_le_bytes([low, high])) / 32_768.0
}

/// One bin of a discrete Fourier transform.
fn amplitude_at(samples: &[f32], hertz: f64) -> f64 {
    let (mut real, mut imaginary) = (0.0, 0.0);
    for (frame, sample) in samples.iter().enumerate() {
        let angle = TAU * hertz * frame as f64 / HERTZ as f64;
        real += f64::from(*sample) * cos_f64(angle);
        imaginary += f64::from(*sample) * sin_f64(angle);
    }
    2.0 * (real * real + imaginary * imaginary).sqrt() / samples.len() as f64
}

fn address(folder: &Folder) -> String {
    format!("unix:{}", folder.path().join("native").display())
}

/// A server with one sink that goes nowhere but keeps time.
fn start_server(folder: &Folder) -> Option<Guest> {
    let socket = folder.path().join("native");
    let protocol = format!("module-native-protocol-unix socket={} auth-anonymous=1", socket.display());
    let sink = "module-null-sink sink_name=rec rate=48000 channels=2 format=float32le norewinds=1";
    let quiet = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--log-level=info"];
    let modest = ["--realtime=no", "--high-priority=no", "-L", sink, "-L", &protocol];
    let mut server = folder.start("pulseaudio", &[quiet.as_slice(), modest.as_slice()].concat())?;
    let mut words = BufReader::new(server.0.stderr.take().unwrap()).lines().map_while(Result::ok);
    if !words.any(|line| line.contains("Daemon startup complete")) {
        println!("SKIPPED: pulseaudio does not start here, so nothing was heard");
        return None;
    }
    // Its further words are of no interest, but it must not wait for a reader.
    std::thread::spawn(|| words.for_each(drop));
    Some(server)
}

/// A recorder of what the server's sink is given.
fn start_recorder(folder: &Folder) -> Option<Guest> {
    let server = format!("--server={}", address(folder));
    let format = ["--raw", "--rate=48000", "--channels=2", "--format=float32le", "--latency-msec=20"];
    folder.start("parec", &[[server.as_str(), "--device=rec.monitor"].as_slice(), format.as_slice()].concat())
}
