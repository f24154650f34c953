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

/// Where the middle of the screen lies in the world, by what a sprite in it shows.
#[track_caller]
fn check_shown(camera: Camera2d, expected: Vec2) {
    check_still(camera, expected, rectangle(0), [vec2(160.0, 90.0), vec2(4.0 * camera.zoom, 0.0)]);
}

#[test]
fn the_view_does_not_leave_its_bounds() {
    // A world of 1000 by 200: the view is 320 by 180.
    let bounded = |x, y| Camera2d {
        position: vec2(x, y),
        bounds: [-100.0, 20.0, 1000.0, 200.0],
        ..Camera2d::default()
    };
    check_shown(bounded(0.0, 30.0), vec2(160.0, 120.0));
    check_shown(bounded(-500.0, 0.0), vec2(60.0, 110.0));
    check_shown(bounded(5000.0, 500.0), vec2(740.0, 130.0));
    check_shown(Camera2d { zoom: 2.0, ..bounded(-500.0, 500.0) }, vec2(-20.0, 175.0));
    check_shown(Camera2d { zoom: 0.5, ..bounded(-500.0, 500.0) }, vec2(220.0, 120.0));
    let unbounded = Camera2d { bounds: [f32::NAN, 0.0, 0.0, -1.0], ..bounded(-500.0, 0.0) };
    check_shown(unbounded, vec2(-340.0, 90.0));
}

#[test]
fn the_offset_leads_the_view_out_of_its_bounds() {
    let bounds = [0.0, 0.0, 320.0, 180.0];
    let shaken = Camera2d { offset: vec2(3.0, -2.0), bounds, ..camera() };
    check_shown(shaken, vec2(163.0, 88.0));
    check_shown(Camera2d { offset: vec2(f32::NAN, 0.0), ..shaken }, vec2(160.0, 90.0));
    let back = (shaken, Camera2d { offset: Vec2::ZERO, ..shaken });
    check_seen(back, 0.5, (vec2(161.5, 89.0), rectangle(0)), [vec2(160.0, 90.0), vec2(4.0, 0.0)]);
}

#[test]
fn a_fade_rises_between_two_ticks() {
    let mut previous = world();
    let fade = |alpha| Camera2d { fade: [1.0, 0.5, 0.0, alpha], ..Camera2d::default() };
    let camera = previous.spawn(&Row::new().with(&fade(0.0))).expect("cameras are registered");
    let mut world = previous.clone();
    world.set(camera, &fade(1.0));
    for alpha in [0.0, 0.25, 1.0] {
        assert_eq!(list_of(&previous, &world, alpha).fade, [1.0, 0.5, 0.0, alpha]);
    }
    assert_eq!(list_of(&World::new(), &World::new(), 1.0).fade, TRANSPARENT);
}

#[test]
fn shapes_and_texts_move_and_turn_as_sprites_do() {
    let mut previous = world();
    previous.register(Shape::SCHEMA).expect("shapes register");
    previous.register(Text::SCHEMA).expect("texts register");
    let row = |x, y| Row::new().with(&at(x, y));
    let shape = previous.spawn(&row(0.0, 0.0).with(&Shape::circle(4.0, [1.0; 4])));
    let text = previous.spawn(&row(10.0, 0.0).with(&Text { parallax: 0.0, ..Text::new("hi", 8.0) }));
    previous.spawn(&Row::new().with(&Camera2d { zoom: 2.0, ..camera() })).expect("cameras are registered");
    let mut world = previous.clone();
    world.set(shape.expect("shapes are registered"), &at(520.0, 280.0));
    world.set(text.expect("texts are registered"), &at(20.0, 0.0));
    let list = list_of(&previous, &world, 0.5);
    let [shape, text] =
        [list.shapes().next().map(|placed| placed.0), list.texts().next().map(|placed| placed.0)];
    let zoomed = Affine2 { translation: vec2(160.0, 90.0), ..Affine2::from_scale(vec2(2.0, 2.0)) };
    assert_eq!(shape, Some(zoomed), "halfway, and twice as large");
    assert_eq!(text, Some(Affine2::from_translation(vec2(15.0, 0.0))), "sticks to the screen");
}

#[test]
fn a_screen_shakes_as_far_as_the_player_wants() {
    let mut world = world();
    let shaken = Camera2d { offset: vec2(8.0, -4.0), fade: [1.0, 1.0, 1.0, 0.5], ..camera() };
    world.spawn(&Row::new().with(&shaken)).expect("cameras are registered");
    spawn(&mut world, at(110.0, 60.0), rectangle(0));
    for (percent, place, alpha) in
        [(100, vec2(2.0, 14.0), 0.5), (50, vec2(6.0, 12.0), 0.25), (0, vec2(10.0, 10.0), 0.0)]
    {
        let sight = Sight { shake_percent: percent, flash_percent: percent, ..Sight::default() };
        let mut list = DrawList::default();
        let moment = Moment { previous: &world, world: &world, alpha: 1.0, sight };
        collect(&moment, &coin(), [320, 180], &mut list).expect("the world is collected");
        assert_eq!((Vec2::from(list.instances()[0].center), list.fade[3]), (place, alpha), "{percent} %");
    }
}
