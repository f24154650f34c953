//! Sounds that are decoded ahead: whatever the world does with them, they sound as if they were all there, bit for bit.

use super::{RULER, ruler};
use crate::measure::sound;
use crate::play::Game;
use playground_core_assets::{AssetId, LoopRegion, Sound};
use playground_core_client::audio::{Music, SoundEmitter, SoundListener, Tempo, Voice};
use playground_core_ecs::{Entity, Row};
use playground_core_types::Handle;
use playground_core_types::math::Vec2;

/// Three seconds in stereo whose file says which part repeats.
const WAVES: AssetId = AssetId::of("music/waves.ogg");

/// Behind what is kept of a sound and a filter's reach there is much that is not.
const KEPT_FRAMES: usize = 4_000;

fn waves() -> (AssetId, Handle<Sound>) {
    let side = |period: usize| (0..144_000).map(|frame| (frame * 7 % period) as f32 / 4_096.0).collect();
    let region = LoopRegion { start_frame: 50_000, end_frame: 90_000 };
    let waves = Sound::from_channels(vec![side(1_201), side(997)]).unwrap().with_loop(region).unwrap();
    (WAVES, Handle::new(waves))
}

/// What `play` lets a game do sounds alike whether its sounds are all there or not, and is heard at all.
#[track_caller]
fn check(play: impl Fn(&mut Game)) {
    let sounds = [ruler(), waves()];
    let mut whole = Game::new(&sounds);
    let mut streamed = Game::streaming(&sounds, KEPT_FRAMES);
    play(&mut whole);
    play(&mut streamed);
    assert!(whole.heard.iter().any(|sample| *sample != 0.0), "something is heard");
    let pairs = whole.heard.iter().zip(&streamed.heard);
    let other = pairs.map(|(one, other)| one.to_bits() == other.to_bits()).position(|is_same| !is_same);
    assert_eq!(other.map(|sample| sample / 2), None, "the first frame that differs");
    assert_eq!(whole.heard.len(), streamed.heard.len());
}

fn play_music(game: &mut Game, music: Music) -> Entity {
    game.spawn(&Row::new().with(&music))
}

/// Goes back to a tick, as a rewind or a load does.
fn go_to(game: &mut Game, tick: u64) {
    game.next_tick = tick;
}

#[test]
fn music_with_an_intro_and_a_loop() {
    check(|game| {
        play_music(game, Music::new(WAVES));
        game.run(240);
    });
    check(|game| {
        let music = Music { loop_start_frames: 3_000, loop_end_frames: 21_000, ..Music::new(RULER) };
        play_music(game, music);
        game.run(120);
    });
    check(|game| {
        play_music(game, Music { once: 1, ..Music::new(WAVES) });
        game.run(200);
        assert_eq!(game.voices(), 0, "it is over");
    });
}

#[test]
fn music_that_fades_over_and_begins_on_a_bar() {
    check(|game| {
        game.world.set_resource(&Tempo { beats_per_minute: 100.0, ..Tempo::default() });
        let entity = play_music(game, Music { fade_in_seconds: 0.3, ..Music::new(WAVES) });
        game.run(50);
        let next = Music { fade_in_seconds: 0.5, starts: Music::NEXT_BAR, ..Music::new(RULER) };
        game.world.set(entity, &next);
        game.run(250);
        game.world.set(entity, &Music { gain: 0.5, ..next });
        game.run(30);
        game.world.despawn(entity);
        game.run(80);
        assert_eq!(game.voices(), 0, "all have faded out");
    });
}

#[test]
fn music_whose_loop_changes() {
    check(|game| {
        let looped =
            |start, end| Music { loop_start_frames: start, loop_end_frames: end, ..Music::new(WAVES) };
        let entity = play_music(game, Music { fade_in_seconds: 0.2, ..Music::new(WAVES) });
        game.run(70);
        game.world.set(entity, &looped(10_000, 120_000));
        game.run(70);
        // Behind the end of the part; of one that is kept; of none.
        game.world.set(entity, &looped(1_000, 60_000));
        game.run(70);
        game.world.set(entity, &looped(500, 3_000));
        game.run(30);
        game.world.set(entity, &Music { once: 1, ..looped(500, 3_000) });
        game.run(190);
        assert_eq!(game.voices(), 0, "it is over");
    });
}

#[test]
fn a_rewind_a_load_and_another_mixer_have_it_where_it_was() {
    check(|game| {
        play_music(game, Music::new(WAVES));
        game.run(200);
        go_to(game, 40);
        game.run(30);
        go_to(game, 190);
        game.run(30);
        game.follower.forget();
        game.run(30);
    });
}

#[test]
fn what_is_one_too_many_goes_on_unheard() {
    check(|game| {
        game.follower = std::mem::take(&mut game.follower).with_budget(1);
        game.spawn(&Row::new().with(&Voice { priority: 10, ..Voice::new(RULER, 0) }));
        game.run(7);
        let loud =
            game.spawn(&Row::new().with(&Voice { priority: 20, ..Voice::new(WAVES, 7).pitch(1.3).looped() }));
        game.run(130);
        game.world.despawn(loud);
        game.run(30);
    });
}

#[test]
fn emitters_that_pass_by_with_a_head_and_doppler_and_leave_their_range() {
    check(|game| {
        let ears = SoundListener { head: 1.0, ..SoundListener::default() };
        game.spawn_at(Vec2::new(0.0, 0.0), Row::new().with(&ears));
        let emitter = SoundEmitter {
            sound: WAVES,
            start_tick: 0,
            looped: 1,
            max_distance: 300.0,
            pitch: 0.75,
            doppler: 1.0,
            ..SoundEmitter::default()
        };
        let entity = game.spawn_at(Vec2::new(-500.0, 20.0), Row::new().with(&emitter));
        for tick in 0..200 {
            game.move_to(entity, Vec2::new(-500.0 + 5.0 * tick as f32, 20.0));
            game.run(1);
        }
        go_to(game, 100);
        game.move_to(entity, Vec2::new(0.0, 20.0));
        game.run(20);
    });
}

#[test]
fn a_pitched_voice_that_ends_and_one_that_is_stopped() {
    check(|game| {
        game.spawn(&Row::new().with(&Voice::new(WAVES, 3).pitch(2.7)));
        let voice = Voice { offset_frames: 30_000, ..Voice::new(RULER, 5).pitch(0.3) };
        game.spawn(&Row::new().with(&voice.fade_out(60, 0.25)));
        game.run(100);
        assert_eq!(game.voices(), 0, "both are over");
    });
}

#[test]
fn more_streams_than_the_mixer_takes_are_silent_and_nothing_else() {
    let quiet = (RULER, sound(vec![vec![0.001; 96_000]]));
    let mut game = Game::streaming(&[quiet], KEPT_FRAMES);
    for _ in 0..100 {
        game.spawn(&Row::new().with(&Voice::new(RULER, 0).looped()));
    }
    game.run(200);
    assert_eq!(game.voices(), 64);
}
