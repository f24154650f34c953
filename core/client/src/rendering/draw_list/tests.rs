//! The order of drawing, with sprites named by the order in which they were pushed.

use super::*;
use crate::rendering::{WHITE, instance::WHOLE};
use playground_core_types::math::{Vec2, vec2};

/// Pushes `(layer, image)` pairs; `expected` is the drawing order and `|` between draw calls.
#[track_caller]
fn check(sprites: &[(i32, u64)], expected: &str) {
    let sprites: Vec<_> = sprites.iter().map(|&(layer, image)| (layer, image, Blend::Alpha)).collect();
    check_blended(&sprites, expected);
}

/// The same with the way of blending.
#[track_caller]
fn check_blended(sprites: &[(i32, u64, Blend)], expected: &str) {
    let mut list = DrawList::default();
    list.begin([8, 8], TRANSPARENT);
    for (index, &(layer, image, blend)) in sprites.iter().enumerate() {
        let place = vec2(index as f32, 0.0);
        let instance = SpriteInstance::rectangle(place, vec2(0.0, 0.0), WHOLE, WHITE);
        list.push_blended(layer, AssetId(image), blend, instance);
    }
    list.sort();
    let batches = list.batches().iter().map(|batch| {
        let range = batch.range.start as usize..batch.range.end as usize;
        let names = list.instances()[range].iter().map(|instance| instance.center[0].to_string());
        let names: Vec<_> = names.collect();
        names.join(" ")
    });
    let batches: Vec<_> = batches.collect();
    assert_eq!(batches.join(" | "), expected);
    assert_eq!(list.sprites() as usize, sprites.len(), "no sprite is lost");
    let state = |batch: &Batch| (batch.image, batch.blend);
    assert!(
        list.batches().windows(2).all(|pair| state(&pair[0]) != state(&pair[1])),
        "each draw call has a cause"
    );
}

#[test]
fn higher_layers_come_later() {
    check(&[(2, 1), (-1, 1), (0, 1)], "1 2 0");
}

#[test]
fn ties_keep_the_order_of_pushing() {
    check(&[(0, 1), (0, 1), (0, 1), (0, 1)], "0 1 2 3");
    check(&[(1, 1), (0, 1), (1, 1), (0, 1)], "1 3 0 2");
}

#[test]
fn a_layer_takes_one_draw_call_for_each_image() {
    check(&[(0, 7), (0, 3), (0, 7), (0, 3)], "1 3 | 0 2");
}

#[test]
fn an_image_goes_on_across_layers_in_one_draw_call() {
    check(&[(0, 3), (1, 3), (1, 7), (2, 3)], "0 1 | 2 | 3");
}

#[test]
fn a_draw_call_ends_where_the_image_or_the_blend_changes() {
    use Blend::{Add, Alpha, Multiply};
    check_blended(&[(0, 3, Add), (0, 3, Alpha), (0, 3, Add), (0, 3, Alpha)], "1 3 | 0 2");
    check_blended(&[(0, 3, Multiply), (0, 7, Alpha), (0, 3, Add)], "2 | 0 | 1");
    check_blended(&[(1, 3, Add), (0, 3, Add), (2, 3, Alpha)], "1 0 | 2");
}

#[test]
fn an_empty_list_draws_nothing() {
    check(&[], "");
}

#[test]
fn a_list_keeps_nothing_of_the_frame_before() {
    let mut list = DrawList::default();
    list.push(0, AssetId::NONE, SpriteInstance::rectangle(vec2(0.0, 0.0), vec2(1.0, 1.0), WHOLE, WHITE));
    list.sort();
    list.begin([320, 180], WHITE);
    list.sort();
    assert_eq!((list.draws(), list.sprites(), list.virtual_size), (0, 0, [320, 180]));
}

/// Pushes sprites `s`, shapes `h` and texts `t` on layers; `expected` is the draw calls, each with the layers.
#[track_caller]
fn check_kinds(pushed: &[(char, i32)], expected: &str) {
    let mut list = DrawList::default();
    list.begin([8, 8], TRANSPARENT);
    for &(kind, layer) in pushed {
        match kind {
            's' => {
                list.push(layer, AssetId(7), SpriteInstance::rectangle(Vec2::ZERO, Vec2::ONE, WHOLE, WHITE));
            }
            'h' => list.push_shape(Affine2::IDENTITY, &Shape::circle(1.0, WHITE).on_layer(layer)),
            _ => list.push_text(Affine2::IDENTITY, &Text { layer, ..Text::new("hi", 8.0) }),
        }
    }
    list.sort();
    let shapes: Vec<i32> = list.shapes().map(|(_, shape)| shape.layer).collect();
    let texts: Vec<i32> = list.texts().map(|(_, text)| text.layer).collect();
    let batches = list.batches().iter().map(|batch| {
        let range = batch.range.start as usize..batch.range.end as usize;
        match batch.kind {
            BatchKind::Sprites => format!("{} sprites", range.len()),
            BatchKind::Shapes => format!("shapes {:?}", &shapes[range]),
            BatchKind::Texts => format!("texts {:?}", &texts[range]),
        }
    });
    let batches: Vec<_> = batches.collect();
    assert_eq!((batches.join(" | ").as_str(), list.draws()), (expected, batches.len() as u32));
}

#[test]
fn texts_lie_over_shapes_and_shapes_over_sprites_of_their_layer() {
    check_kinds(&[('t', 0), ('h', 0), ('s', 0)], "1 sprites | shapes [0] | texts [0]");
    check_kinds(&[('t', 0), ('h', 1), ('s', 2)], "texts [0] | shapes [1] | 1 sprites");
    check_kinds(&[('h', 3), ('s', 0), ('h', 1), ('s', 0)], "2 sprites | shapes [1, 3]");
    check_kinds(&[('t', 2), ('t', 1), ('s', 1)], "1 sprites | texts [1, 2]");
}

#[test]
fn what_cannot_be_seen_is_left_out() {
    let mut list = DrawList::default();
    list.begin([8, 8], TRANSPARENT);
    let corner = vec2(f32::NAN, 0.0);
    let line = Shape::line(&[Vec2::ZERO, Vec2::ONE], 1.0, WHITE);
    for shape in [
        Shape::rectangle(vec2(0.0, 4.0), WHITE),
        Shape::circle(f32::NAN, WHITE),
        Shape::circle(4.0, TRANSPARENT),
        Shape::polygon(&[Vec2::ZERO, Vec2::ONE], WHITE),
        Shape::polygon(&[Vec2::ZERO, Vec2::ONE, corner], WHITE),
        Shape { stroke_width: 0.0, ..line },
        Shape { kind: 9, ..Shape::circle(4.0, WHITE) },
    ] {
        list.push_shape(Affine2::IDENTITY, &shape);
    }
    for text in [
        Text::new("", 8.0),
        Text::new(" \n ", 8.0),
        Text::new("hi", 0.0),
        Text::new("hi", f32::NAN),
        Text::new("hi", 1001.0),
        Text { color: TRANSPARENT, ..Text::new("hi", 8.0) },
    ] {
        list.push_text(Affine2::IDENTITY, &text);
    }
    list.push_text(Affine2::from_translation(corner), &Text::new("hi", 8.0));
    list.sort();
    assert_eq!((list.draws(), list.shapes().len(), list.texts().len()), (0, 0, 0));
}
