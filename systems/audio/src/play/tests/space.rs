//! Emitters and ears: level, side, doppler, and silence beyond their range.

use super::{BEEP, HERTZ, RULER, beep, check_level, frame_of, ruler};
use crate::measure::amplitude_at;
use crate::mixer::pan::Gains;
use crate::play::{Game, TICK_FRAMES};
use playground_core_client::audio::{SoundEmitter, SoundListener, SoundTone};
use playground_core_ecs::Row;
use playground_core_types::math::{Vec2, vec2};

/// Ears on the picture itself: what is beside them is wholly at one side.
fn flat() -> SoundListener {
    SoundListener { height: 0.0, ..SoundListener::default() }
}

#[test]
fn an_emitter_that_moves_past_is_as_loud_at_each_ear_as_the_formulas_say() {
    let mut game = Game::new(&[beep()]);
    let ears = vec2(100.0, 50.0);
    game.spawn_at(ears, Row::new().with(&SoundListener::default()));
    let emitter = SoundEmitter::new(BEEP).looped().distances(40.0, 400.0);
    let emitter = game.spawn_at(vec2(0.0, 0.0), Row::new().with(&emitter));
    game.run(1);
    for place in [vec2(-200.0, 80.0), vec2(100.0, 50.0), vec2(150.0, 20.0), vec2(380.0, 50.0)] {
        game.move_to(emitter, place);
        // It takes a tick to get there.
        game.run(2);
        let way = place - ears;
        let distance = way.length();
        let level = (1.0 - (distance - 40.0) / 360.0).clamp(0.0, 1.0);
        let side = way.x / (distance * distance + 80.0 * 80.0).sqrt();
        let gains = Gains::of(level, side, 1);
        let tick = game.next_tick as usize - 1;
        check_level(&game, 0, tick, gains.left_to_left.into());
        check_level(&game, 1, tick, gains.left_to_right.into());
    }
}

#[test]
fn an_emitter_that_comes_nearer_sounds_higher_and_one_that_goes_lower() {
    let points = [[0.0, 1.0], [1_000.0, 1.0], [2_000.0, 1.0], [3_000.0, 1.0]];
    let (attenuation, doppler) = (SoundEmitter::POINTS, 1.0);
    let check = |speed: f32, ears_speed: f32, expected: f64| {
        let mut game = Game::new(&[beep()]);
        let ears = game.spawn_at(Vec2::ZERO, Row::new().with(&flat()));
        let emitter = SoundEmitter { attenuation, points, doppler, ..SoundEmitter::new(BEEP).looped() };
        let emitter = emitter.distances(1.0, 3_000.0);
        let emitter = game.spawn_at(vec2(1_500.0, 0.0), Row::new().with(&emitter));
        for tick in 0..10 {
            game.move_to(emitter, vec2(1_500.0 + speed * tick as f32 / 60.0, 0.0));
            game.move_to(ears, vec2(ears_speed * tick as f32 / 60.0, 0.0));
            game.run(1);
        }
        let right = game.side(1, 4..10);
        let at = |hertz: f64| amplitude_at(&right, hertz) / 0.5;
        assert!((at(expected) - 1.0).abs() < 0.01, "{} at {expected} Hz", at(expected));
        assert!(at(HERTZ) < 0.2 || expected == HERTZ, "{} at the pitch of rest", at(HERTZ));
    };
    check(0.0, 0.0, HERTZ);
    check(-343.0, 0.0, HERTZ / 0.9);
    check(343.0, 0.0, HERTZ / 1.1);
    check(0.0, 343.0, HERTZ * 1.1);
    check(343.0, 343.0, HERTZ);
}

#[test]
fn an_emitter_out_of_range_costs_no_voice_and_comes_back_where_it_would_be() {
    let mut game = Game::new(&[ruler()]);
    game.spawn_at(Vec2::ZERO, Row::new().with(&flat()));
    let emitter = game.spawn_at(vec2(10.0, 0.0), Row::new().with(&SoundEmitter::new(RULER)));
    game.run(5);
    assert_eq!(frame_of(game.side(1, 4..5)[0]), 4 * TICK_FRAMES);
    game.move_to(emitter, vec2(1_000.0, 0.0));
    game.run(5);
    assert_eq!(game.voices(), 0);
    game.move_to(emitter, vec2(10.0, 0.0));
    game.run(2);
    assert_eq!(frame_of(game.side(1, 11..12)[0]), 11 * TICK_FRAMES);
}

#[test]
fn the_nearest_ears_hear_and_without_any_it_is_heard_from_everywhere() {
    let mut game = Game::new(&[beep()]);
    game.spawn_at(vec2(500.0, 0.0), Row::new().with(&SoundEmitter::new(BEEP).looped()));
    game.run(2);
    for side in 0..2 {
        check_level(&game, side, 1, std::f64::consts::FRAC_1_SQRT_2);
    }
    game.spawn_at(Vec2::ZERO, Row::new().with(&flat()));
    let near = game.spawn_at(vec2(510.0, 0.0), Row::new().with(&flat()));
    game.run(3);
    check_level(&game, 0, 4, 1.0);
    check_level(&game, 1, 4, 0.0);
    game.world.despawn(near);
    game.run(3);
    check_level(&game, 0, 7, 0.0);
}

#[test]
fn an_emitter_begins_with_its_entity_leaves_with_its_sound_and_may_be_a_tone() {
    let mut game = Game::new(&[]);
    let (held_seconds, release_seconds) = (0.05, 0.01);
    let tone = SoundTone {
        hertz: 1_200.0,
        attack_seconds: 0.0,
        held_seconds,
        release_seconds,
        ..SoundTone::default()
    };
    game.run(3);
    let emitter = SoundEmitter { leaves: 1, ..SoundEmitter::default() };
    let entity = game.spawn(&Row::new().with(&emitter).with(&tone));
    game.run(1);
    check_tone(&game, 3);
    game.run(3);
    assert!(!game.world.contains(entity), "it is 3.6 ticks long");
    game.run(2);
    assert!(game.side(0, 8..9).iter().all(|sample| *sample == 0.0));
}

#[track_caller]
fn check_tone(game: &Game, tick: usize) {
    let level = amplitude_at(&game.side(0, tick..tick + 1), HERTZ);
    assert!((level - std::f64::consts::FRAC_1_SQRT_2).abs() < 0.01, "{level}");
}
