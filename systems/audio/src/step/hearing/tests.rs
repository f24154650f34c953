//! Distances, cones, heads and movement, in numbers.

use super::{Ears, HEAD_FRAMES, attenuation, doppler, hear};
use playground_core_client::audio::{SoundEmitter, SoundListener, Space};
use playground_core_ecs::{Entity, GlobalTransform2d};
use playground_core_types::math::{Vec2, Vec3, cos, sin, vec2, vec3};
use std::f32::consts::FRAC_PI_2;

/// Ears at the origin, on the picture itself.
fn ears() -> Ears {
    let listener = SoundListener { height: 0.0, ..SoundListener::default() };
    Ears::of(Entity::NONE, &listener, &GlobalTransform2d::default())
}

fn at(place: Vec2) -> GlobalTransform2d {
    GlobalTransform2d { translation: place, ..GlobalTransform2d::default() }
}

#[track_caller]
fn near(actual: f32, expected: f32) {
    assert!((actual - expected).abs() < 1e-5, "{actual} is not {expected}");
}

#[test]
fn each_attenuation_is_whole_up_to_min_and_silent_from_max_on() {
    let levels = |attenuation_of, distances: [f32; 4]| {
        let points = [[0.0, 1.0], [100.0, 0.5], [200.0, 0.8], [300.0, 0.0]];
        let emitter = SoundEmitter { attenuation: attenuation_of, points, ..SoundEmitter::default() };
        distances.map(|distance| attenuation(&emitter.distances(50.0, 450.0), distance))
    };
    for kind in [SoundEmitter::LINEAR, SoundEmitter::INVERSE, SoundEmitter::EXPONENTIAL] {
        let [zero, min, max, beyond] = levels(kind, [0.0, 50.0, 450.0, 1e9]);
        assert_eq!([zero, min, max, beyond], [1.0, 1.0, 0.0, 0.0]);
    }
    near(levels(SoundEmitter::LINEAR, [250.0; 4])[0], 0.5);
    // 50 / 100 and 50 / 450, and the one is shifted by the other.
    near(levels(SoundEmitter::INVERSE, [100.0; 4])[0], (0.5 - 1.0 / 9.0) / (1.0 - 1.0 / 9.0));
    near(levels(SoundEmitter::EXPONENTIAL, [100.0; 4])[0], (0.5 - 1.0 / 9.0) / (1.0 - 1.0 / 9.0));
    assert_eq!(levels(SoundEmitter::POINTS, [0.0, 100.0, 300.0, 449.0]), [1.0, 0.5, 0.0, 0.0]);
    near(levels(SoundEmitter::POINTS, [150.0; 4])[0], 0.65);
}

#[test]
fn a_cone_points_where_its_emitter_does() {
    let (cone_inner_degrees, cone_outer_degrees, cone_outer_gain) = (90.0, 180.0, 0.2);
    let emitter =
        SoundEmitter { cone_inner_degrees, cone_outer_degrees, cone_outer_gain, ..SoundEmitter::default() };
    let level = |place: Vec2| hear(&emitter, &at(place), Vec3::ZERO, &[ears()]).unwrap().gain();
    // It looks to the right: ears to its right are before it.
    let before = level(vec2(-10.0, 0.0));
    near(before, 1.0);
    near(level(vec2(10.0, 0.0)), 0.2);
    // 67.5 degrees off: in the middle between 45 and 90.
    let off = hear(&emitter, &at(vec2(-3.826_834, -9.238_795)), Vec3::ZERO, &[ears()]).unwrap().space.gains;
    near((off[0] * off[0] + off[1] * off[1]).sqrt(), 0.6);
}

#[test]
fn a_head_delays_and_dulls_the_far_ear() {
    let listener = SoundListener { head: 1.0, height: 0.0, ..SoundListener::default() };
    let head = Ears { listener, ..ears() };
    let heard = |place: Vec2| hear(&SoundEmitter::default(), &at(place), Vec3::ZERO, &[head]).unwrap().space;
    let Space { gains, delays_frames, cutoffs_hertz } = heard(vec2(20.0, 0.0));
    assert_eq!((gains[0], delays_frames[1], cutoffs_hertz[1]), (0.0, 0.0, Space::OPEN_HERTZ));
    near(delays_frames[0], HEAD_FRAMES * (FRAC_PI_2 + 1.0));
    near(cutoffs_hertz[0] / 1_500.0, 1.0);
    assert_eq!(heard(vec2(0.0, 20.0)).delays_frames, [0.0; 2], "before it both are alike");
    assert_eq!(heard(vec2(-20.0, 0.0)).delays_frames[0], 0.0);
    let shut = SoundEmitter { occlusion: 1.0, ..SoundEmitter::default() };
    let shut = hear(&shut, &at(vec2(0.0, 20.0)), Vec3::ZERO, &[ears()]).unwrap();
    near(shut.gain(), 0.251_188_64 * std::f32::consts::FRAC_1_SQRT_2);
    near(shut.space.cutoffs_hertz[0] / 400.0, 1.0);
}

#[test]
fn right_turns_with_the_listener() {
    let turned = GlobalTransform2d { x_axis: vec2(0.0, 3.0), ..GlobalTransform2d::default() };
    let ears = Ears::of(Entity::NONE, &ears().listener, &turned);
    let heard = hear(&SoundEmitter::default(), &at(vec2(0.0, 20.0)), Vec3::ZERO, &[ears]).unwrap();
    assert_eq!(heard.space.gains, [0.0, 1.0]);
}

#[test]
fn movement_bends_the_pitch_within_bounds() {
    let bend = |velocity: f32, of_ears: f32| {
        let ears = Ears { velocity: vec2(of_ears, 0.0), ..ears() };
        doppler(1.0, vec3(100.0, 0.0, 0.0), vec3(velocity, 0.0, 0.0), &ears)
    };
    near(bend(-343.0, 0.0), 1.0 / 0.9);
    near(bend(0.0, 343.0), 1.1);
    near(bend(0.0, -343.0), 0.9);
    assert_eq!([bend(-9e9, 0.0), bend(9e9, 0.0), bend(0.0, -9e9)], [4.0, 0.25, 0.25]);
    assert_eq!(doppler(0.0, Vec3::X, vec3(500.0, 0.0, 0.0), &ears()), 1.0);
}

#[test]
fn what_is_before_the_picture_is_further_away_and_less_at_a_side() {
    let heard = |place: Vec2, height: f32, velocity: Vec3| {
        let emitter = SoundEmitter { height, doppler: 1.0, ..SoundEmitter::default().distances(10.0, 110.0) };
        hear(&emitter, &at(place), velocity, &[ears()]).unwrap()
    };
    for height in [40.0, -40.0] {
        // Three, four, five: at three fifths of its level, and at a side by as much.
        let [left, right] = heard(vec2(30.0, 0.0), height, Vec3::ZERO).space.gains;
        near((left * left + right * right).sqrt(), 0.6);
        let angle = (0.6 + 1.0) * std::f32::consts::FRAC_PI_4;
        near(right * cos(angle), left * sin(angle));
    }
    near(heard(Vec2::ZERO, 60.0, vec3(0.0, 0.0, -343.0)).doppler, 1.0 / 0.9);
    near(heard(Vec2::ZERO, -60.0, vec3(0.0, 0.0, -343.0)).doppler, 1.0 / 1.1);
    assert!(heard(Vec2::ZERO, 110.0, Vec3::ZERO).is_silent(), "out of its range");
    let cone = SoundEmitter {
        cone_inner_degrees: 60.0,
        cone_outer_degrees: 120.0,
        height: 30.0,
        ..SoundEmitter::default()
    };
    assert!(
        hear(&cone, &at(vec2(-1.0, 0.0)), Vec3::ZERO, &[ears()]).unwrap().is_silent(),
        "it looks past the ears"
    );
}
