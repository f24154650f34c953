//! How small a long recording is, and what its bytes do when they are forged.

use super::{put_segments, read_segments};
use crate::bytes::Reader;
use crate::input_log::{Cursor, InputLog};
use miniz_oxide::deflate::compress_to_vec_zlib;
use playground_core_types::random::Pcg32;

const TEN_MINUTES_TICKS: u64 = 36_000;

/// Input as a person's is: a stick and a mouse that move for a while and rest for a while, and keys a few times a
/// second, in a frame of 2,200 bytes.
struct Person {
    random: Pcg32,
    payload: Vec<u8>,
    /// Ticks for which stick and mouse still do what they do.
    left: [u32; 2],
    moves: [bool; 2],
    places: [f32; 4],
}

impl Person {
    fn new(seed: u64) -> Self {
        let payload = vec![0; 2_200];
        Self { random: Pcg32::new(seed, 0), payload, left: [0; 2], moves: [false; 2], places: [0.0; 4] }
    }

    fn below(&mut self, count: u32) -> u32 {
        self.random.next_u32() % count
    }

    fn put(&mut self, offset: usize, bytes: [u8; 4]) {
        self.payload[offset..offset + 4].copy_from_slice(&bytes);
    }

    fn next(&mut self) -> &[u8] {
        for hand in 0..2 {
            if self.left[hand] == 0 {
                self.left[hand] = 10 + self.below(90);
                self.moves[hand] = self.below(2) == 0;
            }
            self.left[hand] -= 1;
            for axis in [hand * 2, hand * 2 + 1] {
                if self.moves[hand] {
                    self.places[axis] += (self.below(2_001) as f32 - 1_000.0) / 977.0;
                    self.put(600 + 16 * axis, self.places[axis].to_le_bytes());
                }
            }
        }
        for key in 0..8 {
            // Pressed and let go are marks of one tick.
            self.put(1_000 + 32 * key, [0; 4]);
            if self.below(120) == 0 {
                let held = self.payload[1_004 + 32 * key] ^ 1;
                self.put(1_004 + 32 * key, [held, 0, 0, 0]);
                self.put(1_000 + 32 * key, [1, 0, 0, 0]);
            }
        }
        &self.payload
    }
}

fn recording(ticks: u64, seed: u64) -> InputLog {
    let (mut log, mut person) = (InputLog::default(), Person::new(seed));
    log.begin(0, Vec::new());
    for tick in 0..ticks {
        log.append(tick, person.next());
        if tick % 60 == 0 {
            log.note_hash(tick, u64::from(person.random.next_u32()) << 20);
        }
    }
    log
}

#[test]
fn ten_minutes_of_a_person_take_less_than_a_megabyte() {
    let log = recording(TEN_MINUTES_TICKS, 4);
    let body = put_segments(log.segments());
    let file = compress_to_vec_zlib(&body, super::LEVEL);
    println!("{TEN_MINUTES_TICKS} ticks take {} bytes in memory, {} in the file", log.bytes(), file.len());
    assert!(file.len() <= 1 << 20, "{} bytes", file.len());
}

#[test]
fn every_payload_comes_back_in_and_out_of_order() {
    let log = recording(1_000, 9);
    let body = put_segments(log.segments());
    let segments = read_segments(&mut Reader::new("test", &body)).unwrap();
    assert_eq!(segments, log.segments());
    let (mut person, mut cursor) = (Person::new(9), Cursor::default());
    let wanted: Vec<Vec<u8>> = (0..1_000)
        .map(|tick| {
            let payload = person.next().to_vec();
            if tick % 60 == 0 {
                person.random.next_u32();
            }
            payload
        })
        .collect();
    for tick in (0..1_000).chain([999, 3, 700, 256, 255, 257]) {
        let found = log.payload(tick, &mut cursor).unwrap();
        assert_eq!(found, Some(&*wanted[tick as usize]), "tick {tick}");
    }
    assert_eq!(log.payload(1_000, &mut cursor), Ok(None));
    for end in [999, 513, 512, 511, 1, 0] {
        let mut log = log.clone();
        log.truncate(end).unwrap();
        log.append(end, &[1, 2, 3]);
        log.append(end + 1, &wanted[0]);
        let mut found = |tick| log.payload(tick, &mut cursor).unwrap().map(<[u8]>::to_vec);
        assert_eq!(
            end.checked_sub(1).and_then(&mut found).as_ref(),
            end.checked_sub(1).map(|tick| &wanted[tick as usize])
        );
        cursor = Cursor::default();
        let mut found = |tick| log.payload(tick, &mut cursor).unwrap().map(<[u8]>::to_vec);
        assert_eq!(found(end), Some(vec![1, 2, 3]));
        assert_eq!(found(end + 1).as_ref(), Some(&wanted[0]));
        assert_eq!(found(end + 2), None);
    }
}
