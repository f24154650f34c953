//! Small games, and what one hears of them: against formulas, sample by sample where they can be.

mod cues;
mod music;
mod space;
mod streams;

use super::{Game, TICK_FRAMES};
use crate::measure::{amplitude_at, sound, tone};
use playground_core_assets::{AssetId, Sound};
use playground_core_client::audio::{BUS_EFFECTS, BusLevel, SoundEmitter, SoundListener, Voice};
use playground_core_ecs::Row;
use playground_core_types::Handle;
use playground_core_types::math::Vec2;

/// Whole periods of it are a tick long.
const HERTZ: f64 = 1_200.0;

/// A second of a sine, which repeats without a seam.
const BEEP: AssetId = AssetId::of("sounds/beep.ogg");

/// Ten seconds in which each sample tells its frame.
const RULER: AssetId = AssetId::of("sounds/ruler.ogg");

fn beep() -> (AssetId, Handle<Sound>) {
    (BEEP, tone(HERTZ, 0.5, 48_000))
}

fn ruler_at(frame: usize) -> f32 {
    (frame + 1) as f32 / (1 << 20) as f32
}

fn ruler() -> (AssetId, Handle<Sound>) {
    (RULER, sound(vec![(0..480_000).map(ruler_at).collect()]))
}

/// Which frame of the ruler a sample is.
fn frame_of(sample: f32) -> usize {
    (sample * (1 << 20) as f32).round() as usize - 1
}

/// The level of the beep on one side in a tick.
#[track_caller]
fn check_level(game: &Game, side: usize, tick: usize, expected: f64) {
    let level = amplitude_at(&game.side(side, tick..tick + 1), HERTZ) / 0.5;
    assert!((level - expected).abs() < 1e-4, "side {side} in tick {tick} is at {level}, not {expected}");
}

#[test]
fn what_is_one_too_many_goes_on_unheard_and_comes_back_where_it_would_be() {
    let mut game = Game::new(&[ruler(), beep()]);
    game.follower = std::mem::take(&mut game.follower).with_budget(1);
    game.spawn(&Row::new().with(&Voice { priority: 10, ..Voice::new(RULER, 0).pan(-1.0) }));
    game.run(4);
    let loud = game.spawn(&Row::new().with(&Voice { priority: 20, ..Voice::new(BEEP, 4).pan(1.0).looped() }));
    game.run(4);
    game.world.despawn(loud);
    game.run(4);
    let left = game.side(0, 0..12);
    assert_eq!(left[3 * TICK_FRAMES], ruler_at(3 * TICK_FRAMES));
    assert!(left[4 * TICK_FRAMES + 96..8 * TICK_FRAMES].iter().all(|sample| *sample == 0.0), "2 ms later");
    assert_eq!(frame_of(left[9 * TICK_FRAMES]), 9 * TICK_FRAMES, "where it would be");
}

#[test]
fn what_falls_silent_and_comes_back_counts_once() {
    let mut game = Game::new(&[beep()]);
    game.spawn_at(Vec2::ZERO, Row::new().with(&SoundListener::default()));
    let emitter = SoundEmitter { start_tick: 0, ..SoundEmitter::new(BEEP).looped().distances(10.0, 100.0) };
    let entity = game.spawn_at(Vec2::ZERO, Row::new().with(&emitter));
    for x in [0.0, 500.0, 0.0, 500.0, 50.0] {
        game.move_to(entity, Vec2::new(x, 0.0));
        game.run(3);
    }
    assert_eq!(game.follower.played(), 1);
}

#[test]
fn a_bus_is_where_it_shall_be_at_once_after_a_rewind() {
    let mut game = Game::new(&[beep()]);
    game.spawn(&Row::new().with(&Voice::new(BEEP, 0).pan(-1.0).looped()));
    game.run(4);
    let level = BusLevel { bus: BUS_EFFECTS, gain: 0.25, fade_seconds: 0.2 };
    let entity = game.spawn(&Row::new().with(&level));
    game.run(20);
    check_level(&game, 0, 23, 0.25);
    game.world.despawn(entity);
    game.next_tick = 3;
    game.run(4);
    check_level(&game, 0, 25, 1.0);
}

#[test]
fn a_loop_repeats_the_part_that_the_file_says_or_the_voice() {
    let part = |start_frame, end_frame| playground_core_assets::LoopRegion { start_frame, end_frame };
    let file = Sound::from_channels(vec![(0..2_000).map(ruler_at).collect()]).unwrap();
    let file = Handle::new(file.with_loop(part(500, 1_900)).unwrap());
    let check = |voice: Voice, start: usize, end: usize| {
        let mut game = Game::new(&[(RULER, Handle::clone(&file))]);
        game.spawn(&Row::new().with(&voice.pan(-1.0).looped()));
        game.run(5);
        // It is begun anew, in the midst of it.
        game.follower.forget();
        game.run(3);
        let left = game.side(0, 0..8);
        let expected =
            |frame: usize| if frame < end { frame } else { start + (frame - start) % (end - start) };
        for frame in (0..5 * TICK_FRAMES).chain(5 * TICK_FRAMES + 240..8 * TICK_FRAMES) {
            assert_eq!(frame_of(left[frame]), expected(frame), "frame {frame}");
        }
    };
    check(Voice::new(RULER, 0), 500, 1_900);
    check(Voice { loop_start_frames: 100, loop_end_frames: 700, ..Voice::new(RULER, 0) }, 100, 700);
}
