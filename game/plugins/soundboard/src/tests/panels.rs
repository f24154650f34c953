//! Space, buses, effects and meters.

use super::RATE;
use crate::board::Board;
use crate::buses::{NAMES, Strip, gain_of, set};
use crate::calls::{CUES, HUNDRED, call};
use crate::controls::{
    BUS_COUNT, BUSES, CONTROLS, CUE_COUNT, CUES as FIRST_CUE, EARS, EFFECT_COUNT, EFFECTS, SLOW, WALL,
};
use crate::meters::{Meters, begin, level_at, scale, settle, weigh_voices};
use crate::rack::{DUCKING, Slot, effect_of, patch};
use crate::space::{GLIDE_SPEED, Source, is_hidden, loudness, place};
use playground_core_assets::AssetId;
use playground_core_client::audio::{BusEffect, BusLevel, Cues, Effect, SoundEmitter, Voice};
use playground_core_ecs::{Name, Random, Tick, Transform2d};
use playground_core_types::math::{amplitude_of_decibels, vec2};

/// One tick of one emitter.
fn tick_of(number: u32, emitter: SoundEmitter, board: &mut Board) -> (SoundEmitter, Transform2d) {
    let (mut emitters, mut transforms) = ([emitter], [Transform2d::at(0.0, 0.0)]);
    place(&[Source { number }], &mut emitters, &mut transforms, board, &Tick { number: 3 }, &RATE);
    (emitters[0], transforms[0])
}

#[test]
fn an_emitter_follows_the_hand_without_a_jump() {
    let mut board = Board::default();
    let from = board.places[0];
    board.put(0, from + vec2(100.0, 0.0));
    let (_, transform) = tick_of(0, SoundEmitter::default(), &mut board);
    let step = transform.position.x - from.x;
    assert!((step - GLIDE_SPEED / 60.0).abs() < 1e-3, "{step}");
    for _ in 0..60 {
        tick_of(0, SoundEmitter::default(), &mut board);
    }
    assert!((board.seen[0] - board.places[0]).length() < 1e-3);
}

#[test]
fn the_wall_hides_what_is_behind_it() {
    for (x, y, expected) in
        [(260.0, 123.0, true), (180.0, 123.0, false), (60.0, 123.0, false), (205.0, 50.0, false)]
    {
        assert_eq!(is_hidden(vec2(x, y)), expected, "({x}, {y})");
    }
    let mut board = Board::default();
    board.places[1] = vec2(260.0, 123.0);
    board.homes[1] = board.places[1];
    assert_eq!(tick_of(1, SoundEmitter::default(), &mut board).0.occlusion, 0.0);
    board.on[WALL] = 1;
    assert_eq!(tick_of(1, SoundEmitter::default(), &mut board).0.occlusion, 1.0);
}

#[test]
fn an_emitter_that_is_off_is_silent() {
    let mut board = Board::default();
    board.on[0] = 0;
    assert_eq!(tick_of(0, SoundEmitter::default(), &mut board).0.gain, 0.0);
    assert_eq!(board.heard[0], 0.0);
}

#[test]
fn loudness_falls_as_the_page_about_sound_says() {
    let emitter = SoundEmitter::default().distances(20.0, 120.0);
    let inverse = SoundEmitter { attenuation: SoundEmitter::INVERSE, ..emitter };
    let cone =
        SoundEmitter { cone_inner_degrees: 60.0, cone_outer_degrees: 120.0, cone_outer_gain: 0.1, ..emitter };
    let third = 20.0 / 70.0;
    let end = 20.0 / 120.0;
    for (name, emitter, x, expected) in [
        ("near", emitter, 10.0, 1.0),
        ("half way", emitter, 70.0, 0.5),
        ("out of reach", emitter, 121.0, 0.0),
        ("inverse", inverse, 70.0, (third - end) / (1.0 - end)),
        ("before the cone", cone, -10.0, 1.0),
        ("behind the cone", cone, 10.0, 0.1),
    ] {
        let level = loudness(&emitter, &Transform2d::at(EARS.x + x, EARS.y));
        assert!((level - expected).abs() < 1e-4, "{name}: {level} and not {expected}");
    }
}

#[test]
fn buses_have_the_level_of_their_fader_and_none_when_they_are_off() {
    let mut board = Board::default();
    let mut levels = [BusLevel::default(); BUS_COUNT];
    let strips: [Strip; BUS_COUNT] = std::array::from_fn(|number| Strip { number: number as u32 });
    board.values[BUSES + 1] = 0.0;
    board.on[BUSES + 2] = 0;
    board.values[BUSES + 3] = 1.0;
    board.on[SLOW] = 1;
    set(&strips, &mut levels, &board);
    assert_eq!(levels.map(|level| level.bus), NAMES);
    assert_eq!([levels[1].gain, levels[2].gain], [0.0; 2]);
    assert!((levels[3].gain - amplitude_of_decibels(6.0)).abs() < 1e-5);
    assert!(levels.iter().all(|level| level.fade_seconds == 1.5));
}

#[test]
fn every_effect_is_there_when_it_is_on_and_within_its_range_at_both_ends() {
    let slots: [Slot; EFFECT_COUNT] = std::array::from_fn(|number| Slot { number: number as u32 });
    for share in [0.0, 1.0] {
        let mut board = Board::default();
        let mut effects = [BusEffect::default(); EFFECT_COUNT];
        patch(&slots, &mut effects, &board);
        assert!(
            effects.iter().all(|effect| Effect::of(effect, None) == Effect::None),
            "all are off at first"
        );
        for index in EFFECTS..EFFECTS + EFFECT_COUNT {
            board.on[index] = 1;
            board.values[index] = share;
        }
        patch(&slots, &mut effects, &board);
        for (number, effect) in effects.iter().enumerate() {
            let expected = effect_of(number, CONTROLS[EFFECTS + number].range.at(share));
            assert_eq!(Effect::of(effect, None), expected);
            let is_ducking = effect.side_chain == Name::of("speech");
            assert_eq!(is_ducking, number == DUCKING);
        }
        let mut places: Vec<(Name, u32)> = effects.iter().map(|effect| (effect.bus, effect.place)).collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), EFFECT_COUNT, "each has a place of its own");
    }
}

#[test]
fn each_button_calls_its_cue_and_the_last_one_a_hundred() {
    for (index, (cue, _)) in CUES.iter().enumerate() {
        let mut board = Board::default();
        board.press(FIRST_CUE + index);
        let (mut calls, mut random) = (0, Random::default());
        for _ in 0..60 {
            let mut cues = Cues::default();
            call(&mut board, &mut cues, &mut random);
            assert!(cues.iter().all(|call| call.cue == Name::of(cue)), "{cue}");
            calls += cues.count;
            board.pressed = crate::board::NOTHING;
        }
        assert_eq!(calls, if index == CUE_COUNT - 1 { HUNDRED } else { 1 }, "{cue}");
    }
}

#[test]
fn meters_show_what_the_world_plays() {
    let sound = AssetId::of("sounds/gong.wav");
    let mut meters = Meters::default();
    let board = Board::default();
    let tick = Tick { number: 6 };
    meters.gains = std::array::from_fn(|number| gain_of(&board, number));
    weigh_voices(&[Voice::new(sound, 0)], &mut meters, &tick, &RATE);
    let level = level_at(sound, 4_800, false);
    assert!(level > 0.1 && (meters.powers[2] - level * level).abs() < 1e-6, "it goes through effects");
    settle(&mut meters, &board, &RATE);
    assert!((meters.shown[2] - scale(level * level * meters.gains[2] * meters.gains[2])).abs() < 1e-5);
    assert!(
        meters.shown[0] > 0.0 && meters.shown[4] > 0.0 && meters.shown[1] == 0.0 && meters.shown[3] == 0.0
    );
    let before = meters.shown[2];
    begin(&mut meters);
    settle(&mut meters, &board, &RATE);
    assert!(meters.shown[2] < before && meters.shown[2] > 0.0, "it falls slowly");
    assert_eq!([scale(1.0), scale(0.0)], [1.0, 0.0]);
    assert!((scale(1e-2) - 28.0 / 48.0).abs() < 1e-4, "-20 dB");
}
