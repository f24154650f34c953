//! Bytes that come from anywhere: what reads files answers, and neither falls nor grows.
//!
//! Random worlds go out and come back; files are changed at random, with a checksum that is right again. Small
//! counts; with `PLAYGROUND_SOAK` set to a number of seconds, for so long.

use super::history::{KEPT, Spark, lively, lively_game, play};
use super::{Velocity, game_of, hash, spawn, with_world};
use crate::bytes::{Reader, put_bytes, put_number};
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib;
use playground_core_ecs::api::{
    open_replay, read_save, read_state, reset_world_with, run_tick, save_resources, write_replay, write_state,
};
use playground_core_ecs::operations::{NEXT_REPLAYED, SYSTEM};
use playground_core_ecs::{
    Children, ComponentId, CoreResult, Ecs, Entity, HistorySettings, Parent, Registry, ReplayHead, Row,
    Transform2d, component,
};
use playground_core_types::Handle;
use playground_core_types::hash::bytes_hash;
use playground_core_types::math::Vec2;
use playground_core_types::random::Pcg32;
use playground_core_vtable::Reply;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Nothing but that it is there.
#[component]
#[derive(Default)]
struct Mark;

fn below(random: &mut Pcg32, count: usize) -> usize {
    random.next_u32() as usize % count.max(1)
}

/// A row of any of the kinds of storage.
fn random_row(random: &mut Pcg32, living: &[Entity]) -> Row {
    let mut row = Row::new();
    let number = random.next_u32();
    if number & 1 != 0 {
        row = row.with(&Transform2d::at(number as f32, 1.0));
    }
    if number & 2 != 0 {
        row = row.with(&Velocity { step: Vec2::new(0.5, number as f32) });
    }
    if number & 4 != 0 {
        row = row.with(&Mark);
    }
    if number & 8 != 0 {
        row = row.with(&Spark { ticks: number });
    }
    if number & 16 != 0 {
        let count = below(random, 5);
        row = row.with_blob(&Children { entities: living.iter().copied().take(count).collect() }).unwrap();
    }
    if number & 32 != 0 && !living.is_empty() {
        row = row.with(&Parent { entity: living[below(random, living.len())] });
    }
    row
}

/// A world of what came, went and changed at random.
fn random_world(ecs: &Ecs, random: &mut Pcg32) {
    let mut living = Vec::new();
    let steps = below(random, 400);
    for _ in 0..steps {
        let place = below(random, living.len());
        match random.next_u32() % 8 {
            0..4 => {
                let row = random_row(random, &living);
                living.push(spawn(ecs, &row));
            }
            4 | 5 if !living.is_empty() => {
                let entity = living.swap_remove(place);
                with_world(ecs, |world| world.despawn(entity));
            }
            6 if !living.is_empty() => {
                with_world(ecs, |world| world.insert(living[place], &Spark { ticks: 3 })).unwrap();
            }
            _ if !living.is_empty() => {
                with_world(ecs, |world| world.remove(living[place], Velocity::ID));
            }
            _ => {}
        }
    }
    if steps.is_multiple_of(3) {
        let memory = ComponentId::of("test::memory");
        with_world(ecs, |world| {
            world.add_region(memory, 10_000).unwrap();
            world.write_region(memory, steps * 10, b"something").unwrap();
        });
    }
}

#[test]
fn any_world_comes_back_as_it_was_and_gives_the_next_names() {
    for seed in 0..60 {
        let (ecs, mut random) = (game_of(lively), Pcg32::new(seed, 1));
        random_world(&ecs, &mut random);
        let file = write_state(&ecs).unwrap();
        let wanted = hash(&ecs);
        read_state(&ecs, file.as_bytes()).unwrap();
        assert_eq!(hash(&ecs), wanted, "seed {seed}");
        assert_eq!(write_state(&ecs).unwrap(), file, "seed {seed}");
        let other = game_of(lively);
        with_world(&other, |world| world.register(Mark::SCHEMA)).unwrap();
        read_state(&other, file.as_bytes()).unwrap();
        assert_eq!(hash(&other), wanted, "seed {seed}");
        let names = [&ecs, &other].map(|ecs| [0; 8].map(|_| spawn(ecs, &Row::new())));
        assert_eq!(names[0], names[1], "seed {seed}");
    }
}

/// Ticks that are run of a replay at most.
const TICKS_MAX: usize = 200;

/// A served world, and what files it is given.
struct Target {
    name: &'static str,
    ecs: Handle<Ecs>,
    read: fn(&Ecs, &[u8]),
}

/// A game of which something outlives the run.
fn keeping(registry: &mut Registry) -> CoreResult<()> {
    registry.saved(&Velocity { step: Vec2::new(1.0, 2.0) });
    registry.saved(&Spark { ticks: 3 });
    Ok(())
}

fn targets() -> [Target; 3] {
    let state: fn(&Ecs, &[u8]) = |ecs, bytes| read_state(ecs, bytes).unwrap_or_default();
    let replay: fn(&Ecs, &[u8]) = |ecs, bytes| {
        if open_replay(ecs, bytes).is_err() {
            return;
        }
        let next = ecs.vtable.resolve(SYSTEM, NEXT_REPLAYED).unwrap();
        for _ in 0..TICKS_MAX {
            let mut reply = Reply::default();
            let answer = ecs.vtable.call(next, &[], &mut reply);
            let Some((_, payload)) = reply.as_bytes().split_first().filter(|_| answer.is_ok()) else {
                return;
            };
            if run_tick(ecs, payload).is_err() {
                return;
            }
        }
    };
    let saved: fn(&Ecs, &[u8]) = |ecs, bytes| {
        if let Ok(resources) = read_save(ecs, bytes) {
            reset_world_with(ecs, 1, resources.as_bytes()).unwrap();
        }
    };
    let target = |name, ecs, read| Target { name, ecs, read };
    [
        target("state", game_of(lively), state),
        target("replay", game_of(lively), replay),
        target("saved", game_of(keeping), saved),
    ]
}

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(name)
}

/// The files of a target's corpus, in order of name.
fn corpus_files(name: &str) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(corpus(name)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 1, "the corpus of {name} is not there");
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Changes a file as a fuzzer does, and makes its checksum right again for the most part.
fn mutate(random: &mut Pcg32, files: &[Vec<u8>]) -> Vec<u8> {
    let mut file = files[below(random, files.len())].clone();
    let packed = unpack(&file).filter(|_| !random.next_u32().is_multiple_of(4));
    if let Some((head, mut body)) = packed {
        change(random, &mut body, files);
        return pack(&head, &body);
    }
    change(random, &mut file, files);
    if file.len() >= 16 && !random.next_u32().is_multiple_of(8) {
        let sum = bytes_hash(&file[16..]);
        file[8..16].copy_from_slice(&sum.to_le_bytes());
    }
    file
}

/// The head and the body of a replay: in what is packed, a change is seldom more than a wrong byte.
fn unpack(file: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut reader = Reader::open("replay", b"PLAYRPL1", file).ok()?;
    let head = reader.bytes().ok()?.to_vec();
    reader.number().ok()?;
    Some((head, decompress_to_vec_zlib(reader.rest()).ok()?))
}

fn pack(head: &[u8], body: &[u8]) -> Vec<u8> {
    let mut rest = Vec::new();
    put_bytes(&mut rest, head);
    put_number(&mut rest, body.len() as u64);
    rest.extend(compress_to_vec_zlib(body, 1));
    [&b"PLAYRPL1"[..], &bytes_hash(&rest).to_le_bytes(), &rest].concat()
}

fn change(random: &mut Pcg32, file: &mut Vec<u8>, files: &[Vec<u8>]) {
    for _ in 0..=below(random, 4) {
        let place = below(random, file.len());
        match random.next_u32() % 6 {
            _ if file.is_empty() => file.push(0),
            0 => file[place] ^= 1 << (random.next_u32() % 8),
            1 => file[place] = [0, 1, 0x7f, 0x80, 0xff][below(random, 5)],
            2 => file.truncate(place),
            3 => file.insert(place, random.next_u32() as u8),
            4 => {
                file.remove(place);
            }
            _ => {
                let other = &files[below(random, files.len())];
                let start = below(random, other.len());
                file.truncate(place);
                file.extend_from_slice(&other[start..]);
            }
        }
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a soak ends by the clock; no tick of it reads one")]
fn the_corpus_and_what_becomes_of_it_is_read_or_refused() {
    let seconds = std::env::var("PLAYGROUND_SOAK").ok().and_then(|text| text.parse().ok());
    let limit = seconds.map(Duration::from_secs);
    for target in targets() {
        let files = corpus_files(target.name);
        files.iter().for_each(|file| (target.read)(&target.ecs, file));
        let (mut random, began, mut count) = (Pcg32::new(11, 0), Instant::now(), 0_u64);
        while limit.map_or(count < 1_000, |limit| began.elapsed() < limit / 3) {
            (target.read)(&target.ecs, &mutate(&mut random, &files));
            count += 1;
        }
        println!("{}: {count} changed files without a finding", target.name);
    }
}

/// Writes the corpus anew where `PLAYGROUND_CORPUS` is set: after the shape of files has changed.
#[test]
fn write_the_corpus() {
    if std::env::var_os("PLAYGROUND_CORPUS").is_none() {
        return;
    }
    let settings = HistorySettings { recorded: true, hash_interval_ticks: 10, ..KEPT };
    for (number, ticks) in [0, 3, 40].into_iter().enumerate() {
        let ecs = lively_game(settings);
        play(&ecs, 0, ticks);
        let mut random = Pcg32::new(number as u64, 2);
        random_world(&ecs, &mut random);
        play(&ecs, ticks, ticks + 20);
        let head = ReplayHead { game: "org.example.lively".to_owned(), ..ReplayHead::default() };
        let replay = write_replay(&ecs, &head).unwrap();
        let keeping = game_of(keeping);
        with_world(&keeping, |world| world.set_resource(&Spark { ticks: ticks as u32 }));
        let mut saved = Reply::default();
        save_resources(&keeping, &mut saved).unwrap();
        for (name, file) in [("state", write_state(&ecs).unwrap()), ("replay", replay), ("saved", saved)] {
            fs::create_dir_all(corpus(name)).unwrap();
            fs::write(corpus(name).join(format!("{number}.bin")), file.as_bytes()).unwrap();
        }
    }
}
