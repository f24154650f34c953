//! How long a sound takes from the tick that begins it to the output: claps, recorded. All must be heard; the times are
//! told, and held to nothing.

use crate::player::now_micros;
use crate::server::Folder;
use crate::{by_cpal, skip_silence, wait_for};
use std::io::{Read, Write};
use std::process::ChildStdout;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

/// More than the two seconds in which the mixer comes to lie as near to the device as it can.
const CLAP_COUNT: usize = 160;

/// Claps that are told together.
const PART_COUNT: usize = 40;

/// What takes longer never comes.
const WAIT: Duration = Duration::from_secs(30);

/// Frames that the recorder is asked for at a time: 2 ms.
const PIECE_FRAMES: usize = 96;

/// Above what the tones reach, and below a clap on top of them.
const LOUD: f32 = 0.4;

/// Frames within which a clap is over.
const PAUSE_FRAMES: u64 = 240;

#[test]
fn a_clap_is_heard_after_its_tick_and_its_way_is_told() {
    let folder = Folder::new();
    let Some(_server) = folder.start_server() else { return };
    let (mut player, mut lines) = folder.start_player("auto");
    wait_for(&mut lines, by_cpal);
    let Some(mut recorder) = folder.start_recorder("rec", 5) else { return };
    let mut sound = recorder.0.stdout.take().unwrap();
    skip_silence(&mut sound);
    let (sender, claps) = channel();
    let listening = std::thread::spawn(move || listen(&mut sound, &sender));
    let (mut told, mut heard): (Vec<i64>, Vec<u64>) = (Vec::new(), Vec::new());
    for _ in 0..CLAP_COUNT {
        player.0.stdin.as_mut().unwrap().write_all(b"clap\n").unwrap();
        let line = lines.find_map(|line| line.unwrap().strip_prefix("clap: ").map(str::to_owned));
        told.push(line.unwrap().parse().unwrap());
        heard.push(claps.recv_timeout(WAIT).unwrap());
    }
    let buffers = folder.control("list sink-inputs").unwrap_or_default();
    drop(recorder);
    let begun_micros = listening.join().unwrap();
    let when = |frame: u64| begun_micros + frame as i64 * 1_000_000 / 48_000;
    let ways: Vec<i64> = told.iter().zip(&heard).map(|(told, heard)| when(*heard) - told).collect();
    println!("from the tick to the record, in microseconds:");
    for part in ways.chunks(PART_COUNT) {
        let mut sorted = part.to_vec();
        sorted.sort_unstable();
        println!("least {}, middle {}, most {}", sorted[0], sorted[part.len() / 2], sorted[part.len() - 1]);
    }
    buffers.lines().filter(|line| line.contains("Latency")).for_each(|line| println!("{}", line.trim()));
}

/// Reads to the end of the recording and tells the frames in which claps begin on the left. Gives the time of its first
/// frame in microseconds, as the piece says that came with the least delay.
fn listen(sound: &mut ChildStdout, claps: &Sender<u64>) -> i64 {
    let (mut piece, mut frame, mut quiet_until) = ([0; 8 * PIECE_FRAMES], 0_u64, 0);
    let mut begun_micros = i64::MAX;
    while sound.read_exact(&mut piece).is_ok() {
        let behind = frame + PIECE_FRAMES as u64;
        begun_micros = begun_micros.min(now_micros() - behind as i64 * 1_000_000 / 48_000);
        for bytes in piece.chunks_exact(8) {
            let left = f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            if left.abs() > LOUD && frame >= quiet_until {
                claps.send(frame).unwrap_or_default();
                quiet_until = frame + PAUSE_FRAMES;
            }
            frame += 1;
        }
    }
    begun_micros
}
