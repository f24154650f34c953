//! Worlds into pixels, the whole way, with every interface that the machine has.

use super::{call, start};
use crate::golden::{check_golden, pixel};
use crate::registration::register_rendering_handlers;
use playground_core_assets::{AssetId, Image};
use playground_core_client::Client;
use playground_core_client::rendering::operations::{self, Collect, Surface};
use playground_core_client::rendering::{
    BLEND_ADD, BLEND_ALPHA, BLEND_MULTIPLY, Camera2d, Picture, RendererKind, ScreenSettings, Sprite,
    linear_of_srgb,
};
use playground_core_ecs::{Entity, GlobalTransform2d, Row, World};
use playground_core_types::math::{Affine2, Vec2, vec2};
use playground_core_types::{Bytes, ErrorKind, handle};
use playground_core_vtable::VTableErrorKind;
use std::f32::consts::FRAC_PI_2;

const TILE: AssetId = AssetId(7);

/// Draws the world that `fill` makes, on a virtual screen of 64 by 48 pixels, with every interface, and
/// compares with the golden picture of that name.
async fn check(name: &str, fill: fn(&mut World)) -> Option<Picture> {
    let mut last = None;
    for kind in [RendererKind::Vulkan, RendererKind::Metal, RendererKind::Dx12, RendererKind::Gl] {
        let client = Client::new();
        register_rendering_handlers(&client).expect("the executor is this test's");
        let surface = Surface::Offscreen { width: 64, height: 48 };
        match start(&client, kind, surface).await {
            Err(error) if error.kind() == VTableErrorKind::Failed(ErrorKind::NoDevice) => {
                eprintln!("SKIPPED, no pixels of {name} were compared: {error}");
                continue;
            }
            started => started.expect("the renderer starts"),
        }
        *client.screen_settings.write().await =
            ScreenSettings { virtual_size: [64, 48], ..ScreenSettings::default() };
        client.assets.images.write().await.insert(TILE, handle(tile()));
        let mut world = client.ecs.world.write().await;
        world.register(Sprite::SCHEMA).expect("sprites register");
        world.register(Camera2d::SCHEMA).expect("cameras register");
        fill(&mut world);
        drop(world);
        call(&client, operations::COLLECT, bytemuck::bytes_of(&Collect { alpha: 1.0 })).expect("collected");
        call(&client, operations::CAPTURE, &[]).expect("a frame is read back");
        let picture = client.capture.write().await.take().expect("the picture lies in core");
        let adapter = client.render_stats.read().await.adapter.clone();
        // Before anything can fail: a device that is dropped with its thread takes the whole run along.
        let stopped = client.vtable.send_command(operations::SYSTEM, operations::STOP, Bytes::new()).await;
        stopped.expect("a renderer stops");
        check_golden(&picture, name, &adapter);
        last = Some(picture);
    }
    last
}

/// Eight by eight pixels, all different and opaque.
fn tile() -> Image {
    let pixels: Vec<u8> =
        (0..64_u8).flat_map(|index| [index % 8 * 36, index / 8 * 36, 255 - index % 8 * 30, 255]).collect();
    Image::from_rgba(8, 8, pixels).expect("four bytes a pixel")
}

fn place(world: &mut World, position: Vec2, sprite: Sprite) -> Entity {
    let transform = GlobalTransform2d::from_affine(Affine2::from_translation(position));
    world.spawn(&Row::new().with(&transform).with(&sprite)).expect("sprites are registered")
}

fn film(world: &mut World, camera: Camera2d) {
    world.spawn(&Row::new().with(&camera)).expect("cameras are registered");
}

/// A column for each blend; across them white, grey, black and a half transparent orange.
fn blends(world: &mut World) {
    film(world, Camera2d { background: linear_of_srgb([60, 110, 160, 255]), ..Camera2d::default() });
    let colors = [[255, 255, 255, 255], [128, 128, 128, 255], [0, 0, 0, 255], [255, 140, 0, 128]];
    for (column, blend) in [BLEND_ALPHA, BLEND_ADD, BLEND_MULTIPLY, 9].into_iter().enumerate() {
        for (row, color) in colors.into_iter().enumerate() {
            let tint = linear_of_srgb(color);
            let sprite = Sprite { size: vec2(12.0, 8.0), tint, blend, layer: 1, ..Sprite::default() };
            place(world, vec2(8.0 + 16.0 * column as f32, 8.0 + 10.0 * row as f32), sprite);
        }
    }
    place(world, vec2(32.0, 24.0), Sprite { image: TILE, size: vec2(64.0, 8.0), ..Sprite::default() });
}

/// The hero in the middle, a neighbour at its right, one by its corner, and a score that stays where it is.
fn scene(world: &mut World, zoom: f32, rotation: f32) {
    let tile = Sprite { image: TILE, ..Sprite::default() };
    let hero = place(world, vec2(200.0, 100.0), tile);
    place(world, vec2(210.0, 100.0), Sprite { tint: linear_of_srgb([255, 90, 90, 255]), ..tile });
    place(world, vec2(200.0, 104.0), Sprite { pivot: vec2(-0.5, -0.5), ..tile });
    place(world, vec2(6.0, 6.0), Sprite { parallax: 0.0, ..tile });
    let background = linear_of_srgb([40, 44, 52, 255]);
    film(world, Camera2d { background, zoom, rotation, follow: hero, ..Camera2d::default() });
}

#[tokio::test]
async fn light_is_added_and_multiplied() {
    let Some(picture) = check("blends", blends).await else { return };
    let behind = pixel(&picture, 0, 0);
    assert_eq!(pixel(&picture, 24, 8), [255; 4], "white added is white");
    assert_eq!(pixel(&picture, 24, 31), behind, "black added changes nothing");
    assert_eq!(pixel(&picture, 40, 8), behind, "multiplied by white nothing changes");
    assert_eq!(pixel(&picture, 40, 31), [0, 0, 0, 255], "multiplied by black all is black");
    for y in 28..48 {
        assert_eq!(pixel(&picture, 8, y), pixel(&picture, 56, y), "an unknown number is alpha");
    }
}

#[tokio::test]
async fn a_zoom_of_two_doubles_every_pixel() {
    let Some(picture) = check("zoom", |world| scene(world, 2.0, 0.0)).await else { return };
    let image = tile();
    for y in 0..8_u32 {
        for x in 0..8_u32 {
            let start = ((y * 8 + x) * 4) as usize;
            let texel = &image.rgba[start..start + 4];
            for (right, down) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                assert_eq!(pixel(&picture, 24 + 2 * x + right, 16 + 2 * y + down), texel, "({x}, {y})");
            }
            assert_eq!(pixel(&picture, 2 + x, 2 + y), texel, "the score at ({x}, {y})");
        }
    }
}

#[tokio::test]
async fn a_camera_that_turns_clockwise_sees_the_world_turn_back() {
    let Some(picture) = check("turned", |world| scene(world, 1.0, FRAC_PI_2)).await else { return };
    let image = tile();
    for (x, y) in [(1_u32, 1_u32), (6, 1), (1, 6), (4, 3)] {
        let start = ((y * 8 + x) * 4) as usize;
        let seen = pixel(&picture, 28 + y, 20 + 7 - x);
        assert_eq!(seen, image.rgba[start..start + 4], "right of the image is up: ({x}, {y})");
    }
}
