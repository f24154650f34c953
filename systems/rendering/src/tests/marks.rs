//! Shapes and texts into pixels, the whole way, with every interface that the machine has.

use super::{call, start};
use crate::golden::{check_golden, check_golden_roughly, pixel};
use crate::registration::register_rendering_handlers;
use playground_core_assets::{AssetId, Font};
use playground_core_client::Client;
use playground_core_client::rendering::operations::{self, Surface};
use playground_core_client::rendering::{
    ALIGN_CENTER, ALIGN_RIGHT, BLEND_ADD, BLEND_MULTIPLY, DrawList, Picture, RendererKind, ScreenSettings,
    Shape, TRANSPARENT, Text, WHITE, linear_of_srgb,
};
use playground_core_types::math::{Affine2, Vec2, cos, sin, vec2};
use playground_core_types::{Bytes, ErrorKind, handle};
use playground_core_vtable::VTableErrorKind;

const PIXEL: AssetId = AssetId::of("fonts/pixel.ttf");

/// The virtual screen of these pictures.
const SIZE: [u32; 2] = [160, 90];

/// Draws what `fill` pushes on a screen of so many real pixels for each virtual one, with every interface, and
/// compares by `compare` with the golden picture of that name.
async fn check(
    (name, scale): (&str, u32),
    fill: fn(&mut DrawList),
    compare: fn(&Picture, &str, &str),
) -> Option<Picture> {
    let mut last = None;
    for kind in [RendererKind::Vulkan, RendererKind::Metal, RendererKind::Dx12, RendererKind::Gl] {
        let client = Client::new();
        register_rendering_handlers(&client).expect("the executor is this test's");
        let surface = Surface::Offscreen { width: SIZE[0] * scale, height: SIZE[1] * scale };
        match start(&client, kind, surface).await {
            Err(error) if error.kind() == VTableErrorKind::Failed(ErrorKind::NoDevice) => {
                eprintln!("SKIPPED, no pixels of {name} were compared: {error}");
                continue;
            }
            started => started.expect("the renderer starts"),
        }
        *client.screen_settings.write().await =
            ScreenSettings { virtual_size: SIZE, ..ScreenSettings::default() };
        let font = Font { bytes: Bytes::from_static(include_bytes!("../../fonts/pixel.ttf")) };
        client.assets.fonts.write().await.insert(PIXEL, handle(font));
        let mut list = client.draw_list.write().await;
        list.begin(SIZE, linear_of_srgb([40, 44, 52, 255]));
        fill(&mut list);
        list.sort();
        drop(list);
        call(&client, operations::CAPTURE, &[]).expect("a frame is read back");
        let picture = client.capture.write().await.take().expect("the picture lies in core");
        let stats = client.render_stats.read().await.clone();
        // Before anything can fail: a device that is dropped with its thread takes the whole run along.
        let stopped = client.vtable.send_command(operations::SYSTEM, operations::STOP, Bytes::new()).await;
        stopped.expect("a renderer stops");
        compare(&picture, name, &stats.adapter);
        last = Some(picture);
    }
    last
}

fn at(x: f32, y: f32) -> Affine2 {
    Affine2::from_translation(vec2(x, y))
}

fn turned(x: f32, y: f32, angle: f32) -> Affine2 {
    Affine2::from_angle_translation(angle, vec2(x, y))
}

fn color(red: u8, green: u8, blue: u8, alpha: u8) -> [f32; 4] {
    linear_of_srgb([red, green, blue, alpha])
}

/// Rectangles with every edge on a whole pixel.
fn rectangles(list: &mut DrawList) {
    let (red, gold) = (color(220, 60, 60, 255), color(255, 200, 60, 255));
    list.push_shape(at(20.0, 20.0), &Shape::rectangle(vec2(20.0, 20.0), red));
    list.push_shape(at(50.0, 20.0), &Shape::rectangle(vec2(20.0, 20.0), red).stroked(2.0, gold));
    list.push_shape(at(80.0, 20.0), &Shape::rectangle(vec2(20.0, 20.0), TRANSPARENT).stroked(4.0, gold));
    let glass = color(60, 140, 255, 128);
    list.push_shape(at(110.0, 20.0), &Shape::rectangle(vec2(30.0, 20.0), glass));
    list.push_shape(at(115.0, 25.0), &Shape::rectangle(vec2(30.0, 20.0), glass));
    let multiplied = Shape { blend: BLEND_MULTIPLY, ..Shape::rectangle(vec2(100.0, 10.0), gold) };
    list.push_shape(at(80.0, 45.0), &multiplied);
    let added = Shape { blend: BLEND_ADD, ..Shape::rectangle(vec2(10.0, 80.0), color(60, 60, 60, 255)) };
    list.push_shape(at(20.0, 45.0), &added);
}

/// Everything that a shape can be, round, slanted and turned.
fn shapes(list: &mut DrawList) {
    let (red, gold) = (color(220, 60, 60, 255), color(255, 200, 60, 255));
    let (blue, glass) = (color(70, 130, 255, 255), color(60, 220, 140, 128));
    list.push_shape(at(18.0, 18.0), &Shape::circle(12.0, red));
    list.push_shape(at(48.0, 18.0), &Shape::circle(12.0, blue).stroked(3.0, WHITE));
    let ellipse = Shape { size: vec2(34.0, 14.0), ..Shape::circle(1.0, gold) };
    list.push_shape(turned(82.0, 18.0, 0.4), &ellipse.stroked(2.0, red));
    let card = Shape { radius: 5.0, ..Shape::rectangle(vec2(28.0, 20.0), blue) };
    list.push_shape(at(118.0, 18.0), &card.stroked(1.5, WHITE));
    list.push_shape(turned(145.0, 18.0, 0.3), &Shape::rectangle(vec2(14.0, 14.0), glass));
    let star: Vec<Vec2> = (0..10)
        .map(|index| {
            let (angle, radius) = (index as f32 * 0.628_318_5, if index % 2 == 0 { 14.0 } else { 6.0 });
            vec2(sin(angle), -cos(angle)) * radius
        })
        .collect();
    list.push_shape(at(18.0, 50.0), &Shape::polygon(&star, gold).stroked(1.0, red));
    // A pentagram of five corners: it crosses itself, and its middle is filled.
    let crossed: Vec<Vec2> = (0..5).map(|index| star[index * 4 % 10]).collect();
    list.push_shape(at(50.0, 50.0), &Shape::polygon(&crossed, glass));
    let arrow = [(-12.0, -10.0), (12.0, 0.0), (-12.0, 10.0), (-5.0, 0.0)].map(|(x, y)| vec2(x, y));
    list.push_shape(turned(80.0, 50.0, -0.5), &Shape::polygon(&arrow, red));
    let zigzag = [(-16.0, 8.0), (-8.0, -8.0), (0.0, 8.0), (8.0, -8.0), (16.0, 8.0)].map(|(x, y)| vec2(x, y));
    list.push_shape(at(118.0, 50.0), &Shape::line(&zigzag, 4.0, glass));
    list.push_shape(at(118.0, 74.0), &Shape::line(&zigzag, 1.0, WHITE));
    list.push_shape(at(148.0, 60.0), &Shape::line(&[vec2(0.0, -20.0), vec2(0.0, 20.0)], 0.5, WHITE));
    let skewed = Affine2 { translation: vec2(20.0, 78.0), ..Affine2::from_scale(vec2(1.5, 0.5)) };
    list.push_shape(skewed * Affine2::from_angle(0.6), &Shape::circle(10.0, blue).stroked(2.0, gold));
    let wide = Affine2 { translation: vec2(60.0, 78.0), ..Affine2::from_scale(vec2(2.0, 1.0)) };
    list.push_shape(wide, &Shape { radius: 3.0, ..Shape::rectangle(vec2(20.0, 10.0), red) });
}

/// The runtime's own font in every dress.
fn texts(list: &mut DrawList) {
    let left = vec2(-0.5, -0.5);
    let say = |content: &str, size| Text { pivot: left, ..Text::new(content, size) };
    list.push_text(at(4.0, 2.0), &say("Hamburgefonstiv 0123", 12.0));
    list.push_text(at(4.0, 18.0), &say("Ångström, Ελλάδα, Привет → ★", 8.0));
    let gold = color(255, 200, 60, 255);
    let rimmed = Text { outline_width: 1.5, color: gold, ..say("Level 3", 18.0) };
    list.push_text(at(4.0, 30.0), &rimmed);
    let shadowed = Text { shadow: color(0, 0, 0, 200), ..say("Shadow", 14.0) };
    list.push_text(at(86.0, 30.0), &shadowed);
    let wrapped =
        Text { wrap_width: 60.0, align: ALIGN_CENTER, ..say("words that are broken into lines", 7.0) };
    list.push_text(at(4.0, 56.0), &wrapped);
    let right = Text { align: ALIGN_RIGHT, line_height: 1.5, ..say("right\naligned", 7.0) };
    list.push_text(at(72.0, 54.0), &right);
    list.push_text(turned(130.0, 68.0, -0.4), &Text { pivot: Vec2::ZERO, ..say("Turned", 12.0) });
}

/// A font of squares whose dots are whole pixels.
fn dots(list: &mut DrawList) {
    let say = |content: &str, size| Text { font: PIXEL, pivot: vec2(-0.5, -0.5), ..Text::new(content, size) };
    list.push_text(at(4.0, 4.0), &say("HELLO, WORLD: 1234", 8.0));
    let gold = color(255, 200, 60, 255);
    list.push_text(at(4.0, 16.0), &Text { color: gold, outline_width: 1.0, ..say("RIM", 16.0) });
    let shadow = color(0, 0, 0, 255);
    list.push_text(at(64.0, 16.0), &Text { shadow, shadow_offset: vec2(2.0, 2.0), ..say("SHADE", 16.0) });
    let middle = Text { align: ALIGN_CENTER, pivot: vec2(0.0, -0.5), ..say("CENTRED\nODD LINES\nA", 8.0) };
    list.push_text(at(80.0, 40.0), &middle);
    list.push_text(at(4.3, 75.4), &say("BETWEEN PIXELS", 8.0));
}

fn faded(list: &mut DrawList) {
    shapes(list);
    texts(list);
    list.fade = color(120, 0, 160, 160);
}

#[tokio::test]
async fn rectangles_on_whole_pixels_are_exact() {
    let Some(picture) = check(("rectangles", 2), rectangles, check_golden).await else { return };
    assert_eq!(pixel(&picture, 20, 20), [220, 60, 60, 255], "the first pixel inside");
    assert_eq!(pixel(&picture, 19, 20), [40, 44, 52, 255], "the last outside");
    assert_eq!(pixel(&picture, 78, 18), [255, 200, 60, 255], "the stroke's outer corner is sharp");
    assert_eq!(pixel(&picture, 82, 22), [220, 60, 60, 255], "the fill inside of the stroke");
}

#[tokio::test]
async fn shapes_are_smooth_and_round() {
    check(("shapes", 3), shapes, check_golden_roughly).await;
}

#[tokio::test]
async fn texts_are_set_in_the_runtimes_own_font() {
    check(("texts", 3), texts, check_golden_roughly).await;
}

#[tokio::test]
async fn letters_of_squares_are_crisp() {
    let Some(picture) = check(("dots", 3), dots, check_golden).await else { return };
    // The H of HELLO: dots of three pixels, its bar in the fourth row.
    let is_white = |x, y| pixel(&picture, 12 + x, 12 + y) == [255; 4];
    let is_black = |x, y| pixel(&picture, 12 + x, 12 + y) == [40, 44, 52, 255];
    for y in 0..21 {
        for x in 0..15 {
            let is_inside = x < 3 || x >= 12 || (9..12).contains(&y);
            assert!(if is_inside { is_white(x, y) } else { is_black(x, y) }, "({x}, {y})");
        }
    }
}

#[tokio::test]
async fn a_fade_lies_over_everything_of_the_game() {
    let Some(picture) = check(("faded", 2), faded, check_golden_roughly).await else { return };
    let around = pixel(&picture, 0, 0);
    assert_ne!(around, [40, 44, 52, 255], "the background is faded");
}
