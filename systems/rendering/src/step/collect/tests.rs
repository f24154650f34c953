//! Worlds into draw lists: what is drawn where, as text.

use super::*;
use playground_core_client::rendering::{Camera2d, TRANSPARENT};
use playground_core_ecs::Row;
use playground_core_types::handle;

const COIN: AssetId = AssetId::of("coin.png");

/// A world that knows sprites and cameras.
fn world() -> World {
    let mut world = World::new();
    world.register(Sprite::SCHEMA).expect("sprites register");
    world.register(Camera2d::SCHEMA).expect("cameras register");
    world
}

fn at(x: f32, y: f32) -> GlobalTransform2d {
    GlobalTransform2d::from_affine(Affine2::from_translation(vec2(x, y)))
}

fn rectangle(layer: i32) -> Sprite {
    Sprite { size: vec2(4.0, 2.0), layer, ..Sprite::default() }
}

fn spawn(world: &mut World, transform: GlobalTransform2d, sprite: Sprite) -> Entity {
    world.spawn(&Row::new().with(&transform).with(&sprite)).expect("the components are registered")
}

fn coin() -> BTreeMap<AssetId, Handle<Image>> {
    let image = Image::from_rgba(32, 16, vec![255; 32 * 16 * 4]).expect("four bytes a pixel");
    BTreeMap::from([(COIN, handle(image))])
}

fn list_of(previous: &World, world: &World, alpha: f32) -> DrawList {
    let mut list = DrawList::default();
    let moment = Moment { previous, world, alpha, sight: Sight::default() };
    collect(&moment, &coin(), [320, 180], &mut list).expect("the world is collected");
    list
}

/// Each sprite as `x,y WIDTHxHEIGHT`, in drawing order.
#[track_caller]
fn check((previous, world): (&World, &World), alpha: f32, expected: &str) {
    let list = list_of(previous, world, alpha);
    let sprites = list.instances().iter().map(|instance| {
        let [x, y] = instance.center;
        let (width, height) = (Vec2::from(instance.x_axis).length(), Vec2::from(instance.y_axis).length());
        format!("{x},{y} {width}x{height}")
    });
    let sprites: Vec<_> = sprites.collect();
    assert_eq!(sprites.join("; "), expected, "at alpha {alpha}");
}

#[test]
fn a_moving_sprite_is_between_two_ticks() {
    let mut previous = world();
    let entity = spawn(&mut previous, at(10.0, 20.0), rectangle(0));
    let mut world = previous.clone();
    world.set(entity, &at(20.0, 24.0));
    check((&previous, &world), 0.0, "10,20 4x2");
    check((&previous, &world), 0.5, "15,22 4x2");
    check((&previous, &world), 1.0, "20,24 4x2");
}

#[test]
fn a_turning_sprite_keeps_its_size() {
    let mut previous = world();
    let entity = spawn(&mut previous, at(0.0, 0.0), rectangle(0));
    let mut world = previous.clone();
    let quarter =
        Affine2 { matrix2: Mat2::from_cols(vec2(0.0, 1.0), vec2(-1.0, 0.0)), translation: Vec2::ZERO };
    world.set(entity, &GlobalTransform2d::from_affine(quarter));
    let halfway = list_of(&previous, &world, 0.5).instances()[0];
    let [x, y] = halfway.x_axis;
    assert!(
        (x - y).abs() < 1e-5 && x > 0.0,
        "half of a quarter turn to the right points down right: {x}, {y}"
    );
    assert!((Vec2::from(halfway.x_axis).length() - 4.0).abs() < 1e-5, "the width stays");
    let ends = [0.0, 1.0].map(|alpha| list_of(&previous, &world, alpha).instances()[0].x_axis);
    assert_eq!(ends, [[4.0, 0.0], [0.0, 4.0]], "both ends are exact");
}

#[test]
fn a_sprite_that_turns_right_round_does_not_break() {
    let mut previous = world();
    let entity = spawn(&mut previous, at(0.0, 0.0), rectangle(0));
    let mut world = previous.clone();
    world.set(entity, &GlobalTransform2d::from_affine(Affine2::from_scale(vec2(-1.0, -1.0))));
    check((&previous, &world), 0.5, "0,0 0x0");
    check((&previous, &world), 1.0, "0,0 4x2");
}

#[test]
fn a_new_sprite_stands_where_it_is_and_a_gone_one_is_not_drawn() {
    let mut previous = world();
    let gone = spawn(&mut previous, at(0.0, 0.0), rectangle(0));
    let stays = spawn(&mut previous, at(10.0, 0.0), rectangle(0));
    let mut world = previous.clone();
    assert!(world.despawn(gone), "it lives");
    world.set(stays, &at(20.0, 0.0));
    spawn(&mut world, at(50.0, 0.0), rectangle(0));
    check((&previous, &world), 0.5, "15,0 4x2; 50,0 4x2");
}

#[test]
fn rows_that_moved_between_pages_are_found_by_entity() {
    let mut previous = world();
    let first = spawn(&mut previous, at(0.0, 0.0), rectangle(0));
    let entities: Vec<_> =
        (1..2100).map(|index| spawn(&mut previous, at(index as f32, 0.0), rectangle(0))).collect();
    let mut world = previous.clone();
    for (index, entity) in (1..).zip(&entities) {
        world.set(*entity, &at(index as f32 + 10.0, 0.0));
    }
    let steady = list_of(&previous, &world, 0.5);
    assert!(
        steady.instances()[1..].iter().zip(1..).all(|(sprite, index)| sprite.center[0] == index as f32 + 5.0),
        "rows that coincide are halfway"
    );
    assert!(world.despawn(first), "it lives");
    let mut places: Vec<_> =
        list_of(&previous, &world, 0.5).instances().iter().map(|sprite| sprite.center[0]).collect();
    places.sort_by(f32::total_cmp);
    assert!(
        places.iter().zip(1..).all(|(place, index)| *place == index as f32 + 5.0),
        "so are rows that moved"
    );
    assert_eq!(places.len(), entities.len());
}

#[test]
fn layers_decide_and_ties_keep_the_order_of_spawning() {
    let mut world = world();
    for (x, layer) in [(0.0, 5), (1.0, 0), (2.0, 5), (3.0, -1), (4.0, 0)] {
        spawn(&mut world, at(x, 0.0), rectangle(layer));
    }
    check((&World::new(), &world), 0.5, "3,0 4x2; 1,0 4x2; 4,0 4x2; 0,0 4x2; 2,0 4x2");
}

#[test]
fn the_camera_moves_the_view_and_brings_the_background() {
    let mut previous = world();
    let background = [0.25, 0.5, 0.75, 1.0];
    let camera = Row::new().with(&Camera2d { position: vec2(100.0, 0.0), background, ..Camera2d::default() });
    let camera = previous.spawn(&camera).expect("cameras are registered");
    spawn(&mut previous, at(110.0, 5.0), rectangle(0));
    let mut world = previous.clone();
    world.set(camera, &Camera2d { position: vec2(104.0, 0.0), background, ..Camera2d::default() });
    check((&previous, &world), 0.5, "8,5 4x2");
    let list = list_of(&previous, &world, 0.5);
    assert_eq!((list.background, list.virtual_size), (background, [320, 180]));
    assert_ne!(list_of(&World::new(), &World::new(), 0.0).background, TRANSPARENT, "black without a camera");
}

/// The size and the part of the 32 by 16 image that a sprite shows.
#[track_caller]
fn check_part(sprite: Sprite, size: [f32; 2], uv: [f32; 4]) {
    let mut world = world();
    spawn(&mut world, at(0.0, 0.0), sprite);
    let list = list_of(&World::new(), &world, 1.0);
    let instance = list.instances()[0];
    assert_eq!(([instance.x_axis[0], instance.y_axis[1]], instance.uv), (size, uv));
}

#[test]
fn a_sprite_shows_its_part_of_the_image() {
    let sprite = Sprite { image: COIN, ..Sprite::default() };
    check_part(sprite, [32.0, 16.0], [0.0, 0.0, 1.0, 1.0]);
    let region = [8.0, 4.0, 16.0, 8.0];
    check_part(Sprite { region, ..sprite }, [16.0, 8.0], [0.25, 0.25, 0.75, 0.75]);
    check_part(Sprite { region, flip: FLIP_X, ..sprite }, [16.0, 8.0], [0.75, 0.25, 0.25, 0.75]);
    check_part(Sprite { region, flip: FLIP_X | FLIP_Y, ..sprite }, [16.0, 8.0], [0.75, 0.75, 0.25, 0.25]);
    check_part(Sprite { size: vec2(64.0, 64.0), ..sprite }, [64.0, 64.0], [0.0, 0.0, 1.0, 1.0]);
    check_part(Sprite { image: AssetId(1), ..sprite }, [16.0, 16.0], [0.0, 0.0, 1.0, 1.0]);
}

#[test]
fn a_sprite_without_image_and_size_is_nothing() {
    let mut world = world();
    spawn(&mut world, at(0.0, 0.0), Sprite::default());
    check((&World::new(), &world), 1.0, "");
}

mod camera;
