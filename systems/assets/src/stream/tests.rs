//! Streams against whole sounds: the same samples, exact seeks, and loops without a seam.

use super::{Stream, StreamDecoder, StreamThread, Streams};
use crate::budget::Budget;
use crate::sound::decode;
use playground_core_assets::{STREAM_AHEAD_FRAMES, Sound, StreamRing};
use playground_core_types::Bytes;

/// Six seconds at 22.05 kHz, with a loop from the first second to the fourth.
fn song() -> Bytes {
    Bytes::from_static(include_bytes!("../../tests/data/song.ogg"))
}

const LOOP_START: usize = 48_000;
const LOOP_END: usize = 4 * 48_000;

fn open(is_looped: bool) -> StreamDecoder {
    StreamDecoder::open("song.ogg", &song(), is_looped).unwrap()
}

fn whole() -> Sound {
    decode("song.ogg", &song(), Budget::new(1 << 30)).unwrap()
}

/// As many frames as there are, up to `count`.
fn listen(decoder: &mut StreamDecoder, count: usize) -> Vec<f32> {
    let mut heard = Vec::new();
    while heard.len() < count {
        let Some(slice) = decoder.next_slice().unwrap() else { break };
        heard.extend_from_slice(&slice[0]);
    }
    heard.truncate(count);
    heard
}

#[test]
fn a_stream_is_the_whole_sound() {
    let whole = whole();
    assert_eq!(listen(&mut open(false), usize::MAX), whole.channels[0]);
    // At the mixer's own rate nothing is filtered; of files that do not say how long they are the end is found.
    for (name, file) in [
        ("song.flac", Bytes::from_static(include_bytes!("../../tests/data/song.flac"))),
        ("song.mp3", Bytes::from_static(include_bytes!("../../tests/data/song.mp3"))),
    ] {
        let whole = decode(name, &file, Budget::new(1 << 30)).unwrap();
        let mut decoder = StreamDecoder::open(name, &file, false).unwrap();
        assert_eq!(listen(&mut decoder, usize::MAX), whole.channels[0], "{name}");
    }
}

#[test]
fn a_loop_is_exact_to_the_frame() {
    let whole = whole();
    let passes = 3;
    let heard = listen(&mut open(true), LOOP_END + passes * (LOOP_END - LOOP_START));
    assert_eq!(heard.len(), LOOP_END + passes * (LOOP_END - LOOP_START), "it never ends");
    // The filter hears the end of the loop before its start; away from the seam all is the sound itself.
    let near = 200;
    assert_eq!(heard[..LOOP_END - near], whole.channels[0][..LOOP_END - near]);
    for pass in 0..passes {
        let start = LOOP_END + pass * (LOOP_END - LOOP_START);
        let expected = &whole.channels[0][LOOP_START + near..LOOP_END - near];
        assert_eq!(heard[start + near..][..expected.len()], *expected, "pass {pass}");
    }
    // Each pass is the one before, to the last bit, seam and all.
    let length = LOOP_END - LOOP_START;
    assert_eq!(heard[LOOP_END..][..length], heard[LOOP_END + length..][..length]);
}

#[test]
fn a_seek_is_exact_to_the_frame() {
    let length = LOOP_END + 2 * (LOOP_END - LOOP_START);
    let heard = listen(&mut open(true), length);
    let mut decoder = open(true);
    for place in [0, 1, 47_999, LOOP_END - 1, LOOP_END, LOOP_END + 1, 250_007, 400_000, 33] {
        decoder.seek(place as u64).unwrap();
        assert_eq!(listen(&mut decoder, 3_000), heard[place..place + 3_000], "from {place}");
    }
    let mut once = open(false);
    let end = listen(&mut once, usize::MAX).len();
    once.seek(end as u64 - 5).unwrap();
    assert_eq!(listen(&mut once, usize::MAX).len(), 5);
    for place in [end as u64, end as u64 + 1, u64::from(u32::MAX)] {
        once.seek(place).unwrap();
        assert_eq!(listen(&mut once, usize::MAX).len(), 0, "{place}");
    }
}

#[test]
fn a_file_without_a_loop_repeats_as_a_whole() {
    let file = Bytes::from_static(include_bytes!("../../tests/data/tone.flac"));
    let heard = listen(&mut StreamDecoder::open("tone.flac", &file, true).unwrap(), 48_000);
    assert_eq!(heard[4_800..9_600], heard[9_600..14_400]);
    // 441 Hz in a tenth of a second: not a whole number of periods, but none is left out and none is added.
    assert_eq!(heard.len(), 48_000);
}

fn read(ring: &StreamRing, count: usize) -> Vec<f32> {
    let mut out = vec![0.0; count];
    let count = ring.read(&mut [&mut out]);
    out.truncate(count);
    out
}

#[test]
fn pumping_fills_the_emptiest_ring_first_and_keeps_to_its_budget() {
    let mut streams = Streams::default();
    let (first, first_ring) = Stream::new(open(false));
    let (second, second_ring) = Stream::new(open(true));
    streams.add(first);
    streams.add(second);
    assert_eq!(streams.pump(4_000), 4_096, "slices of 1,024");
    assert_eq!(
        (first_ring.room(), second_ring.room()),
        (STREAM_AHEAD_FRAMES - 2_048, STREAM_AHEAD_FRAMES - 2_048)
    );
    streams.pump(usize::MAX);
    assert!(first_ring.room() < 1_024 && second_ring.room() < 1_024, "both are full, and the call ends");
    let whole = whole();
    assert_eq!(read(&first_ring, 10_000), whole.channels[0][..10_000]);
    // Wherever the reader goes, the next call brings it there.
    first_ring.seek(100_000);
    assert_eq!(read(&first_ring, 10), []);
    streams.pump(1);
    assert_eq!(read(&first_ring, 10), whole.channels[0][100_000..100_010]);
    assert_eq!(first_ring.underruns(), 0);
    drop(second_ring);
    streams.pump(0);
    assert_eq!(streams.len(), 1, "a stream that nobody hears is forgotten");
}

#[test]
fn a_stream_ends_and_can_go_back() {
    let mut streams = Streams::default();
    let (stream, ring) = Stream::new(open(false));
    streams.add(stream);
    let end = whole().frames();
    ring.seek(end - 100);
    streams.pump(usize::MAX);
    assert_eq!(read(&ring, 1_000).len(), 100);
    assert_eq!((ring.is_over(), ring.underruns(), streams.pump(usize::MAX)), (true, 0, 0));
    ring.seek(0);
    streams.pump(1);
    assert_eq!((ring.is_over(), read(&ring, 1_000).len()), (false, 1_000));
}

#[test]
fn a_stream_that_breaks_ends() {
    // Broken in its middle: the first packets are whole.
    let mut file = include_bytes!("../../tests/data/song.flac").to_vec();
    let middle = file.len() / 2;
    file.truncate(middle);
    let (stream, ring) = Stream::new(StreamDecoder::open("song.flac", &file.into(), true).unwrap());
    let mut streams = Streams::default();
    streams.add(stream);
    let mut heard = 0;
    while !ring.is_over() {
        streams.pump(usize::MAX);
        heard += read(&ring, STREAM_AHEAD_FRAMES).len();
        assert!(heard < 6 * 48_000, "half a file is not heard for ever");
    }
    assert!(heard > 48_000, "{heard}");
    assert!(StreamDecoder::open("a.ogg", &Bytes::from_static(b"no sound"), false).is_err());
}

#[test]
fn a_thread_keeps_the_rings_full() {
    let thread = StreamThread::start().unwrap();
    let (stream, ring) = Stream::new(open(true));
    thread.add(stream);
    let expected = listen(&mut open(true), 100_000);
    let mut heard = Vec::new();
    while heard.len() < expected.len() {
        heard.extend(read(&ring, 500));
        std::thread::yield_now();
    }
    assert_eq!(heard[..expected.len()], expected);
    drop(thread);
    assert!(ring.room() > 0, "the ring outlives the thread");
}
