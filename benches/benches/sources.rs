//! What sounds cost before they are heard: decoded and resampled at load, and ahead as streams. CPU time of one core.

use playground_benches::race::Clock;
use playground_benches::table::print_tasks;
use playground_benches::{INSTRUMENTED_SYSTEM, Race, StatsAlloc};
use playground_core_assets::{EmbeddedGame, Source};
use playground_core_types::{Bytes, CoreError, CoreResult};
use playground_systems_assets::sound::read_sound;
use playground_systems_assets::stream::StreamDecoder;
use std::alloc::System;
use std::collections::BTreeMap;
use std::hint::black_box;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Four seconds of two channels at 44.1 kHz, quality 5.
const VORBIS: &[u8] = include_bytes!("../../systems/assets/tests/data/stereo.ogg");

const NANOSECONDS: f64 = 1e9;
const SECONDS: u32 = 4;
const RATE_HERTZ: u32 = 44_100;

/// The streams that are to be decoded ahead on one core.
const STREAM_COUNT_MIN: f64 = 200.0;

/// As long a wav of two channels of 16 bits, at a rate that is resampled or not.
fn wav(rate_hertz: u32) -> Vec<u8> {
    let bytes = SECONDS * rate_hertz * 4;
    let mut file = b"RIFF".to_vec();
    file.extend_from_slice(&(36 + bytes).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x02\0");
    for number in [rate_hertz, rate_hertz * 4] {
        file.extend_from_slice(&number.to_le_bytes());
    }
    file.extend_from_slice(b"\x04\0\x10\0data");
    file.extend_from_slice(&bytes.to_le_bytes());
    file.extend((0..bytes).map(|index| (index.wrapping_mul(2_654_435_761) >> 24) as u8));
    file
}

/// Goes through a stream from its start, and returns how many frames it has.
fn listen(decoder: &mut StreamDecoder) -> CoreResult<usize> {
    let mut frames = 0;
    decoder.seek(0)?;
    while let Some(slice) = decoder.next_slice()? {
        frames += black_box(slice)[0].len();
    }
    Ok(frames)
}

fn main() -> CoreResult<()> {
    let files = [
        ("same.wav", Bytes::from(wav(48_000))),
        ("other.wav", Bytes::from(wav(RATE_HERTZ))),
        ("song.ogg", Bytes::from_static(VORBIS)),
    ];
    let files: BTreeMap<String, Bytes> = files.map(|(name, file)| (name.to_owned(), file)).into();
    let source = Source::Embedded(EmbeddedGame { name: "bench".to_owned(), files });
    let mut decoder = StreamDecoder::open("song.ogg", &Bytes::from_static(VORBIS), false)?;
    let race = Race::default()
        .enter("load 4 s wav at 48 kHz", Clock::Thread)
        .enter("load 4 s wav, 44.1 to 48 kHz", Clock::Thread)
        .enter("load 4 s vorbis, 44.1 to 48 kHz", Clock::Thread)
        .enter("stream 4 s vorbis, 44.1 to 48 kHz", Clock::Thread);
    let mut failure: Option<CoreError> = None;
    let tasks = race.run(|task, repeats| {
        for _ in 0..repeats {
            let done = match task {
                0 => read_sound(&source, "same.wav").map(|file| file.sound.frames() as usize),
                1 => read_sound(&source, "other.wav").map(|file| file.sound.frames() as usize),
                2 => read_sound(&source, "song.ogg").map(|file| file.sound.frames() as usize),
                _ => listen(&mut decoder),
            };
            failure = failure.take().or(black_box(done).err());
        }
    });
    failure.map_or(Ok(()), Err)?;
    print_tasks(&tasks, &[(1, 0), (3, 2)]);
    let resampling = tasks[1].median_nanoseconds() - tasks[0].median_nanoseconds();
    let song = resampling / NANOSECONDS * 180.0 / f64::from(SECONDS);
    println!("a song of three minutes is resampled in {song:.2} s");
    let streams = f64::from(SECONDS) * NANOSECONDS / tasks[3].median_nanoseconds();
    let verdict = if streams >= STREAM_COUNT_MIN { "holds" } else { "MISSED" };
    println!(
        "bar {verdict}: {streams:.0} streams are decoded ahead on one core, at least {STREAM_COUNT_MIN}"
    );
    Ok(())
}
