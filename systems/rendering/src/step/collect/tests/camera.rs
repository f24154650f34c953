//! What cameras, pivots and parallax do to places.

use super::*;
use std::f32::consts::{FRAC_PI_2, PI, TAU};

/// Where `sprite` at `place` is seen, centre and right edge, through a camera that was `before`.
#[track_caller]
fn check_seen(
    (before, now): (Camera2d, Camera2d),
    alpha: f32,
    (place, sprite): (Vec2, Sprite),
    expected: [Vec2; 2],
) {
    let mut previous = world();
    let camera = previous.spawn(&Row::new().with(&before)).expect("cameras are registered");
    spawn(&mut previous, at(place.x, place.y), sprite);
    let mut world = previous.clone();
    world.set(camera, &now);
    let instance = list_of(&previous, &world, alpha).instances()[0];
    for (found, wanted) in [instance.center, instance.x_axis].into_iter().zip(expected) {
        assert!(Vec2::from(found).distance(wanted) < 1e-3, "{found:?}, not {wanted}, at alpha {alpha}");
    }
}

/// The same through a camera that stands.
#[track_caller]
fn check_still(camera: Camera2d, place: Vec2, sprite: Sprite, expected: [Vec2; 2]) {
    check_seen((camera, camera), 0.5, (place, sprite), expected);
}

fn camera() -> Camera2d {
    Camera2d { position: vec2(100.0, 50.0), ..Camera2d::default() }
}

#[test]
fn zoom_and_rotation_are_about_the_middle_of_the_screen() {
    let zoomed = Camera2d { zoom: 2.0, ..camera() };
    check_still(zoomed, vec2(260.0, 140.0), rectangle(0), [vec2(160.0, 90.0), vec2(8.0, 0.0)]);
    check_still(zoomed, vec2(270.0, 135.0), rectangle(0), [vec2(180.0, 80.0), vec2(8.0, 0.0)]);
    let turned = Camera2d { rotation: FRAC_PI_2, ..camera() };
    // Clockwise, the camera's right looks down: what lies below is seen at the right, and right is up.
    check_still(turned, vec2(260.0, 150.0), rectangle(0), [vec2(170.0, 90.0), vec2(0.0, -4.0)]);
    check_still(
        Camera2d { zoom: 2.0, ..turned },
        vec2(270.0, 140.0),
        rectangle(0),
        [vec2(160.0, 70.0), vec2(0.0, -8.0)],
    );
}

#[test]
fn numbers_that_nobody_can_look_through_count_as_none() {
    for (zoom, rotation) in [(0.0, 0.0), (-1.0, f32::NAN), (f32::NAN, f32::INFINITY), (f32::INFINITY, 0.0)] {
        let broken = Camera2d { zoom, rotation, ..camera() };
        check_still(broken, vec2(110.0, 60.0), rectangle(0), [vec2(10.0, 10.0), vec2(4.0, 0.0)]);
    }
}

#[test]
fn between_ticks_a_camera_zooms_and_turns_the_short_way() {
    let zoomed = (Camera2d { zoom: 1.0, ..camera() }, Camera2d { zoom: 3.0, ..camera() });
    check_seen(zoomed, 0.5, (vec2(270.0, 140.0), rectangle(0)), [vec2(180.0, 90.0), vec2(8.0, 0.0)]);
    // From just left of half a turn to just right of it: the middle is half a turn.
    for (from, to) in [(PI - 0.2, 0.2 - PI), (0.2 - PI, PI - 0.2), (PI - 0.2 + TAU, 0.2 + PI)] {
        let turned = (Camera2d { rotation: from, ..camera() }, Camera2d { rotation: to, ..camera() });
        let seen = [vec2(150.0, 90.0), vec2(-4.0, 0.0)];
        check_seen(turned, 0.5, (vec2(270.0, 140.0), rectangle(0)), seen);
    }
}

#[test]
fn a_followed_entity_is_in_the_middle_at_every_moment() {
    let mut previous = world();
    let hero = spawn(&mut previous, at(500.0, 300.0), rectangle(0));
    spawn(&mut previous, at(500.0, 300.0), rectangle(0));
    let follow = Camera2d { follow: hero, ..camera() };
    let camera = previous.spawn(&Row::new().with(&follow)).expect("cameras are registered");
    let mut world = previous.clone();
    world.set(hero, &at(520.0, 308.0));
    check((&previous, &world), 0.0, "160,90 4x2; 160,90 4x2");
    check((&previous, &world), 0.5, "160,90 4x2; 150,86 4x2");
    check((&previous, &world), 1.0, "160,90 4x2; 140,82 4x2");
    world.set(camera, &Camera2d { zoom: 2.0, ..follow });
    check((&previous, &world), 1.0, "160,90 8x4; 120,74 8x4");
    world.set(camera, &follow);
    assert!(world.despawn(hero), "it lives");
    check((&previous, &world), 1.0, "400,250 4x2");
}

#[test]
fn letting_go_cuts_to_the_position() {
    let mut previous = world();
    let hero = spawn(&mut previous, at(500.0, 300.0), rectangle(0));
    let before = Camera2d { position: Vec2::ZERO, follow: hero, ..camera() };
    let camera_entity = previous.spawn(&Row::new().with(&before)).expect("cameras are registered");
    let mut world = previous.clone();
    world.set(camera_entity, &camera());
    check((&previous, &world), 0.5, "400,250 4x2");
}

#[test]
fn a_pivot_lies_on_the_entity() {
    let sprite = |x, y| Sprite { pivot: vec2(x, y), ..rectangle(0) };
    let none = Camera2d::default();
    check_still(none, vec2(10.0, 10.0), sprite(-0.5, -0.5), [vec2(12.0, 11.0), vec2(4.0, 0.0)]);
    check_still(none, vec2(10.0, 10.0), sprite(0.0, 0.5), [vec2(10.0, 9.0), vec2(4.0, 0.0)]);
    let flipped = Sprite { flip: FLIP_X, ..sprite(0.5, 0.0) };
    check_still(none, vec2(10.0, 10.0), flipped, [vec2(8.0, 10.0), vec2(4.0, 0.0)]);
    let turned = Camera2d { rotation: FRAC_PI_2, ..none };
    check_still(turned, vec2(160.0, 90.0), sprite(-0.5, 0.0), [vec2(160.0, 88.0), vec2(0.0, -4.0)]);
}

#[test]
fn a_share_of_the_camera_moves_what_is_far() {
    let far = |parallax| Sprite { parallax, ..rectangle(0) };
    let zoomed = Camera2d { zoom: 3.0, ..camera() };
    check_still(camera(), vec2(110.0, 60.0), far(0.5), [vec2(60.0, 35.0), vec2(4.0, 0.0)]);
    check_still(zoomed, vec2(10.0, 20.0), far(0.0), [vec2(10.0, 20.0), vec2(4.0, 0.0)]);
    check_still(zoomed, vec2(220.0, 115.0), far(0.5), [vec2(180.0, 90.0), vec2(8.0, 0.0)]);
}
