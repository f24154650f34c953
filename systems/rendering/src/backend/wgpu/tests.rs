//! Real pixels, offscreen. On a machine without any graphics adapter these say so and pass.

use super::*;
use crate::golden::{check_golden, pixel};
use playground_core_assets::{AssetId, Font, Image};
use playground_core_client::rendering::instance::WHOLE;
use playground_core_client::rendering::{
    BatchKind, Blend, DrawList, Picture, ScreenSettings, Shape, SpriteInstance, TRANSPARENT, Text, WHITE,
    linear_of_srgb,
};
use playground_core_types::math::{Affine2, Mat2, vec2};
use playground_core_types::{ErrorKind, Handle, handle};
use std::collections::BTreeMap;

const ATLAS: AssetId = AssetId(7);
const MISSING: AssetId = AssetId(8);

/// A scene of lists and images.
struct Scene {
    game: DrawList,
    overlay: DrawList,
    images: BTreeMap<AssetId, Handle<Image>>,
    fonts: BTreeMap<AssetId, Handle<Font>>,
    settings: ScreenSettings,
}

impl Scene {
    fn frame(&self) -> Frame<'_> {
        let Self { game, overlay, images, fonts, settings } = self;
        Frame { lists: [game, overlay], settings: *settings, images, fonts }
    }
}

/// An offscreen renderer, or `None`, said aloud, on a machine without an adapter.
fn open(size: [u32; 2]) -> Option<Renderer> {
    open_kind(RendererKind::Auto, size)
}

fn open_kind(kind: RendererKind, size: [u32; 2]) -> Option<Renderer> {
    match ready_now(Renderer::open(kind, None, size)).expect("native requests do not wait") {
        Ok(renderer) => Some(renderer),
        Err(error) if error.kind() == ErrorKind::NoDevice => {
            eprintln!("SKIPPED, no pixels were compared: {error}");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

#[track_caller]
fn capture(renderer: &mut Renderer, scene: &Scene) -> Picture {
    match renderer.draw(&scene.frame(), true) {
        Ok(Outcome::Captured(picture)) => picture,
        other => panic!("no picture was captured: {other:?}"),
    }
}

/// Eight by eight pixels, all different; the right half is half transparent.
fn atlas() -> Image {
    let pixels = (0..64_u8).flat_map(|index| {
        let (x, y) = (index % 8, index / 8);
        [x * 36, y * 36, 255 - x * 30, if x < 4 { 255 } else { 128 }]
    });
    let pixels: Vec<u8> = pixels.collect();
    Image::from_rgba(8, 8, pixels).expect("four bytes a pixel")
}

/// All that a sprite can do, with every edge on a whole pixel.
fn scene() -> Scene {
    let mut game = DrawList::default();
    game.begin([64, 48], linear_of_srgb([40, 44, 52, 255]));
    let whole = |x: f32, y: f32| SpriteInstance::rectangle(vec2(x, y), vec2(8.0, 8.0), WHOLE, WHITE);
    game.push(0, ATLAS, whole(2.0, 2.0));
    let flips = [[1.0, 0.0, 0.0, 1.0], [0.0, 1.0, 1.0, 0.0]];
    for (index, uv) in flips.into_iter().enumerate() {
        let place = vec2(12.0 + index as f32 * 10.0, 2.0);
        game.push(0, ATLAS, SpriteInstance::rectangle(place, vec2(8.0, 8.0), uv, WHITE));
    }
    let red = linear_of_srgb([255, 90, 90, 255]);
    game.push(0, ATLAS, SpriteInstance::rectangle(vec2(32.0, 2.0), vec2(8.0, 8.0), WHOLE, red));
    let corner = [0.25, 0.5, 0.75, 1.0];
    game.push(0, ATLAS, SpriteInstance::rectangle(vec2(42.0, 2.0), vec2(16.0, 16.0), corner, WHITE));
    // A quarter turn to the right: x becomes down.
    let turned = Mat2::from_cols(vec2(0.0, 1.0), vec2(-1.0, 0.0));
    let turned = Affine2 { matrix2: turned, translation: vec2(6.0, 20.0) };
    game.push(0, ATLAS, SpriteInstance::new(turned, vec2(8.0, 8.0), WHOLE, WHITE));
    // Layers: the later pushed green lies below, half transparent blue above.
    let (green, blue) = (linear_of_srgb([0, 160, 60, 255]), linear_of_srgb([60, 90, 255, 128]));
    game.push(2, AssetId::NONE, SpriteInstance::rectangle(vec2(20.0, 20.0), vec2(12.0, 12.0), WHOLE, blue));
    game.push(1, AssetId::NONE, SpriteInstance::rectangle(vec2(14.0, 16.0), vec2(12.0, 12.0), WHOLE, green));
    // Half outside of the virtual screen, so that the bars have to cut it.
    game.push(0, AssetId::NONE, SpriteInstance::rectangle(vec2(60.0, 30.0), vec2(20.0, 6.0), WHOLE, red));
    game.push(0, MISSING, SpriteInstance::rectangle(vec2(42.0, 24.0), vec2(16.0, 16.0), WHOLE, WHITE));
    game.sort();
    let mut overlay = DrawList::default();
    overlay.begin([32, 24], TRANSPARENT);
    overlay.push(0, AssetId::NONE, SpriteInstance::rectangle(vec2(1.0, 20.0), vec2(6.0, 3.0), WHOLE, WHITE));
    overlay.sort();
    let settings = ScreenSettings { virtual_size: [64, 48], ..ScreenSettings::default() };
    let images = BTreeMap::from([(ATLAS, handle(atlas()))]);
    Scene { game, overlay, images, fonts: BTreeMap::new(), settings }
}

#[test]
fn a_scene_looks_as_its_golden_picture_with_every_interface() {
    for kind in [RendererKind::Vulkan, RendererKind::Metal, RendererKind::Dx12, RendererKind::Gl] {
        let Some(mut renderer) = open_kind(kind, [160, 120]) else { continue };
        let picture = capture(&mut renderer, &scene());
        check_golden(&picture, "sprites", renderer.adapter());
    }
}

#[test]
fn opaque_pixels_of_an_image_arrive_unchanged() {
    let Some(mut renderer) = open([64, 48]) else { return };
    let picture = capture(&mut renderer, &scene());
    let image = atlas();
    for y in 0..8_u32 {
        for x in 0..4_u32 {
            let start = ((y * 8 + x) * 4) as usize;
            assert_eq!(pixel(&picture, 2 + x, 2 + y), image.rgba[start..start + 4], "texel ({x}, {y})");
        }
    }
}

#[test]
fn bars_are_black_and_the_background_keeps_inside() {
    let Some(mut renderer) = open([160, 120]) else { return };
    let picture = capture(&mut renderer, &scene());
    assert_eq!(pixel(&picture, 15, 60), [0, 0, 0, 255], "the left bar");
    assert_eq!(pixel(&picture, 16, 13), [40, 44, 52, 255], "the first pixel of the virtual screen");
    assert_eq!(pixel(&picture, 144, 76), [0, 0, 0, 255], "the right bar cuts the sprite that leaves");
}

#[test]
fn a_lost_device_is_rebuilt_and_draws_the_same() {
    let Some(mut renderer) = open([160, 120]) else { return };
    let mut scene = scene();
    let place = |x, y| Affine2::from_translation(vec2(x, y));
    let sprites_only = capture(&mut renderer, &scene);
    scene.game.push_text(place(20.0, 40.0), &Text { outline_width: 1.0, ..Text::new("Text", 8.0) });
    scene.game.push_shape(place(50.0, 40.0), &Shape::circle(4.0, WHITE).stroked(1.0, TRANSPARENT));
    scene.game.sort();
    assert_ne!(capture(&mut renderer, &scene).rgba, sprites_only.rgba, "there is a text and a shape");
    let before = capture(&mut renderer, &scene);
    for loss in 1..=3 {
        renderer.gpu.as_ref().expect("a device is open").destroy_device();
        // Losses that follow each other at once wait; this one is told that the time has passed.
        renderer.next_rebuild_frame = 0;
        assert_eq!(capture(&mut renderer, &scene).rgba, before.rgba, "the picture after loss {loss}");
        assert_eq!(renderer.rebuilt(), loss);
    }
}

#[test]
fn what_no_frame_needed_yet_is_made_one_after_the_other() {
    let Some(mut renderer) = open([64, 48]) else { return };
    capture(&mut renderer, &scene());
    let unmade = renderer.gpu.as_mut().expect("a device is open").warm_up();
    let others = BatchKind::ALL.len() * Blend::ALL.len() - 1;
    assert_eq!(unmade, 1 + others, "a frame of sprites needs one, and makes no other");
    assert!(renderer.is_warm());
}

#[test]
fn a_device_that_is_lost_again_at_once_is_left_alone_for_a_while() {
    let Some(mut renderer) = open([64, 48]) else { return };
    let scene = scene();
    let mut lose = |expected: Outcome| {
        renderer.gpu.as_ref().expect("a device is open").destroy_device();
        assert_eq!(renderer.draw(&scene.frame(), false), Ok(expected));
    };
    lose(Outcome::Drawn);
    lose(Outcome::Skipped);
    for _ in 2..FRAMES_BETWEEN_REBUILDS {
        assert_eq!(renderer.draw(&scene.frame(), false), Ok(Outcome::Skipped));
    }
    assert_eq!((renderer.draw(&scene.frame(), false), renderer.rebuilt()), (Ok(Outcome::Drawn), 2));
}

#[test]
fn a_device_that_never_drew_makes_room_for_the_next_interface() {
    let Some(mut renderer) = open([64, 48]) else { return };
    let (scene, first) = (scene(), renderer.adapter().to_owned());
    let lose = |renderer: &mut Renderer| {
        renderer.gpu.as_ref().expect("a device is open").destroy_device();
        renderer.next_rebuild_frame = 0;
    };
    lose(&mut renderer);
    capture(&mut renderer, &scene);
    let second = renderer.adapter().to_owned();
    let interfaces = [RendererKind::Vulkan, RendererKind::Metal, RendererKind::Dx12, RendererKind::Gl];
    if interfaces.into_iter().filter(|kind| open_kind(*kind, [64, 48]).is_some()).count() > 1 {
        assert_ne!(second, first, "the next interface");
    }
    lose(&mut renderer);
    capture(&mut renderer, &scene);
    assert_eq!(renderer.adapter(), second, "one that has drawn is opened again");
}

#[test]
fn a_target_without_size_is_not_drawn() {
    let Some(mut renderer) = open([64, 48]) else { return };
    for size in [[0, 0], [0, 48], [64, 0]] {
        renderer.resize(size);
        assert_eq!(renderer.draw(&scene().frame(), true), Ok(Outcome::Skipped));
    }
    renderer.resize([1, 1]);
    assert_eq!(capture(&mut renderer, &scene()).rgba.len(), 4);
}

#[test]
fn a_picture_larger_than_the_adapter_draws_is_an_error() {
    let Some(mut renderer) = open([1 << 20, 1]) else { return };
    let error = renderer.draw(&scene().frame(), true).expect_err("no adapter draws a million pixels a side");
    assert_eq!(error.kind(), ErrorKind::LimitReached);
}

#[test]
fn sprites_that_find_no_room_are_left_out() {
    let Some(mut renderer) = open([64, 48]) else { return };
    let scene = scene();
    let whole = capture(&mut renderer, &scene);
    // A background and a fade of each, the overlay's sprite, and one of the game.
    renderer.gpu.as_mut().expect("a device is open").limit_instances(6);
    let picture = capture(&mut renderer, &scene);
    let kept = [(3, 41), (62, 32)];
    for (x, y) in kept {
        assert_eq!(
            pixel(&picture, x, y),
            pixel(&whole, x, y),
            "the overlay and the game's first: ({x}, {y})"
        );
    }
    assert_eq!(pixel(&picture, 3, 3), [40, 44, 52, 255], "the background, where the others were");
    assert_eq!(renderer.rebuilt(), 0, "the device is whole");
}

#[test]
fn an_image_is_uploaded_anew_when_the_asset_is() {
    let Some(mut renderer) = open([64, 48]) else { return };
    let mut scene = scene();
    let before = capture(&mut renderer, &scene);
    let white = Image::from_rgba(8, 8, vec![255; 256]).expect("four bytes a pixel");
    scene.images.insert(ATLAS, handle(white));
    assert_eq!(pixel(&capture(&mut renderer, &scene), 2, 2), [255; 4], "the new image");
    scene.images.clear();
    assert_eq!(pixel(&capture(&mut renderer, &scene), 2, 2), [255, 0, 255, 255], "the checker");
    renderer.reset();
    scene.images.insert(ATLAS, handle(atlas()));
    assert_eq!(capture(&mut renderer, &scene).rgba, before.rgba, "the first image again");
}
