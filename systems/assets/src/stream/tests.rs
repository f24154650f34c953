//! Streams against whole sounds: the same samples, exact seeks, and loops without a seam.

use super::{SLICE_FRAMES, Stream, StreamDecoder, StreamDesk, Streams};
use crate::budget::Budget;
use crate::sound::{decode, load};
use playground_core_assets::operations::StreamPump;
use playground_core_assets::stream::ENDLESS;
use playground_core_assets::{LoopRegion, STREAM_AHEAD_FRAMES, Sound, StreamRequest, StreamRing, Streamed};
use playground_core_types::{Bytes, Handle, handle};

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

/// The song as a game loads it: its beginning, and its file.
fn streamed() -> Handle<Sound> {
    handle(load("song.ogg", &song(), Budget::new(1 << 30), 1).unwrap())
}

/// A stream of the song from a frame on, and its ring.
fn stream_of(sound: &Handle<Sound>, region: Option<LoopRegion>, frame: u64) -> (Stream, Handle<StreamRing>) {
    let length = region.map_or(sound.frames(), |_| ENDLESS);
    let ring = handle(StreamRing::new(1, frame, length));
    (Stream::new(StreamRequest { sound: sound.clone(), region, ring: ring.clone() }), ring)
}

/// What a reader hears in the first `count` frames that are in a ring.
fn hear(ring: &StreamRing, streams: &mut Streams, count: usize) -> Vec<f32> {
    let mut heard = Vec::new();
    while heard.len() < count {
        streams.pump(usize::MAX);
        let from = ring.start() + heard.len() as u64;
        let mut out = vec![0.0; (ring.written() - from) as usize];
        if out.is_empty() {
            break;
        }
        ring.copy(from, &mut [&mut out]);
        heard.append(&mut out);
        ring.release(ring.start() + heard.len() as u64);
    }
    heard.truncate(count);
    heard
}

#[track_caller]
fn check_stream(region: Option<LoopRegion>, frame: u64, expected: &[f32]) {
    let (stream, ring) = stream_of(&streamed(), region, frame);
    let mut streams = Streams::default();
    streams.add(stream);
    let heard = hear(&ring, &mut streams, expected.len());
    let first = heard.iter().zip(expected).position(|(heard, expected)| heard != expected);
    assert_eq!((heard.len(), first), (expected.len(), None), "{region:?} from {frame}");
}

/// What is heard of whole samples from a frame on, in a part that repeats.
fn unrolled(whole: &[f32], region: (usize, usize), frame: usize, count: usize) -> Vec<f32> {
    let (start, end) = region;
    let place = |at: usize| if at < end { at } else { start + (at - end) % (end - start) };
    (frame..frame + count).map(|at| whole[place(at)]).collect()
}

#[test]
fn a_long_sound_is_loaded_as_its_beginning_and_its_file() {
    let (sound, whole) = (streamed(), whole());
    assert_eq!((sound.frames(), sound.loop_region), (whole.frames(), whole.loop_region));
    assert_eq!(sound.channels[0], whole.channels[0][..STREAM_AHEAD_FRAMES]);
    assert!(sound.streamed.is_some());
    let short = load("song.ogg", &song(), Budget::new(1 << 30), 60).unwrap();
    assert_eq!((short.streamed.is_some(), short.frames()), (false, whole.frames()));
    // A file that says what it is not is found out before it plays.
    let mut cut = include_bytes!("../../tests/data/song.flac").to_vec();
    cut.truncate(cut.len() / 2);
    assert!(load("song.flac", &cut.into(), Budget::new(1 << 30), 1).is_err());
    assert!(load("song.ogg", &song(), Budget::new(1_000), 1).is_err(), "its file is held, and counts");
}

#[test]
fn a_ring_gets_the_whole_sound_from_any_frame_on() {
    let whole = &whole().channels[0];
    for frame in [0, 1, 100_000, whole.len() - 5] {
        let end = whole.len().min(frame + 120_000);
        check_stream(None, frame as u64, &whole[frame..end]);
    }
    check_stream(None, whole.len() as u64, &[]);
}

#[test]
fn a_ring_repeats_any_part_as_the_whole_sound_would() {
    let whole = &whole().channels[0];
    // Long, short enough to be kept, and one frame; from before it, within it and its very end.
    for (start, end) in [(30_000_usize, 130_000), (0, whole.len()), (5_000, 5_777), (60_000, 60_001)] {
        let region = LoopRegion { start_frame: start as u64, end_frame: end as u64 };
        for frame in [start.saturating_sub(1_000), start, (start + end) / 2, end - 1] {
            let expected = unrolled(whole, (start, end), frame, 200_000);
            check_stream(Some(region), frame as u64, &expected);
        }
    }
}

#[test]
fn a_ring_repeats_the_loop_of_its_file_through_the_filter() {
    let region = streamed().loop_region;
    let expected = listen(&mut open(true), LOOP_END + 200_000);
    check_stream(region, 0, &expected);
    check_stream(region, 150_000, &expected[150_000..]);
}

#[test]
fn pumping_fills_the_emptiest_ring_first_and_keeps_to_its_budget() {
    let mut streams = Streams::default();
    let sound = streamed();
    let (first, first_ring) = stream_of(&sound, None, 0);
    let (second, second_ring) = stream_of(&sound, sound.loop_region, 0);
    streams.add(first);
    streams.add(second);
    assert_eq!(streams.pump(4_000), 4_096, "slices of 1,024");
    let room = STREAM_AHEAD_FRAMES - 2_048;
    assert_eq!((first_ring.room(), second_ring.room()), (room, room));
    streams.pump(usize::MAX);
    assert!(first_ring.room() < 1_024 && second_ring.room() < 1_024, "both are full, and the call ends");
    drop(second_ring);
    streams.pump(0);
    assert_eq!(streams.len(), 1, "a stream that nobody hears is forgotten");
}

#[test]
fn a_stream_that_breaks_ends() {
    // Broken in its middle, after it was loaded: the first packets are whole.
    let mut file = include_bytes!("../../tests/data/song.flac").to_vec();
    file.truncate(file.len() / 2);
    let sound = Sound::from_channels(vec![vec![0.0]]).unwrap();
    let rest = Streamed { file: "song.flac".to_owned(), bytes: file.into(), frames: 288_000 };
    for region in [None, Some(LoopRegion { start_frame: 0, end_frame: 288_000 })] {
        let (stream, ring) = stream_of(&handle(sound.clone().with_rest(rest.clone())), region, 0);
        let mut streams = Streams::default();
        streams.add(stream);
        let heard = hear(&ring, &mut streams, 1 << 24).len();
        assert!((48_000..288_000).contains(&heard), "{heard}");
        assert_eq!(ring.end(), heard as u64);
    }
    assert!(StreamDecoder::open("a.ogg", &Bytes::from_static(b"no sound"), false).is_err());
}

#[test]
fn a_desk_decodes_in_its_calls_or_on_a_thread() {
    let sound = streamed();
    let mut desk = StreamDesk::default();
    let request = |frame| {
        let ring = handle(StreamRing::new(1, frame, sound.frames()));
        (StreamRequest { sound: sound.clone(), region: None, ring: ring.clone() }, ring)
    };
    let (called, called_ring) = request(0);
    desk.pump(vec![called], StreamPump::InStep);
    assert!(called_ring.room() < SLICE_FRAMES, "it is there when the call ends");
    let (ahead, ahead_ring) = request(7);
    desk.pump(vec![ahead], StreamPump::Ahead);
    while ahead_ring.room() >= SLICE_FRAMES {
        std::thread::yield_now();
    }
    let mut heard = [0.0; 1_000];
    ahead_ring.copy(7, &mut [&mut heard]);
    assert_eq!(heard, whole().channels[0][7..1_007]);
    drop(desk);
    assert_eq!(Handle::strong_count(&ahead_ring), 1, "the thread is over");
}
