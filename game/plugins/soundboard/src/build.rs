//! Puts the board on the screen: panels, and for each control its shapes and words.

use crate::controls::{
    BUS_COUNT, BUSES, CONTROLS, Control, EARS, EMITTER, FADER, FIELD_MAX, FIELD_MIN, NAME_WIDTH,
};
use crate::paint::{Part, role};
use crate::palette::{BRIGHT, DEEP, DIM, EDGE, INK, PANEL, WELL, accent, color, sheer};
use crate::space::WALL_ENDS;
use playground_core_client::rendering::{ALIGN_CENTER, ALIGN_LEFT, ALIGN_RIGHT, Shape, Text};
use playground_core_ecs::{Commands, Row, Tick, Transform2d, system};
use playground_core_types::math::{Vec2, vec2};

/// What hides the rings of emitters outside of the field, and all that lies on it.
const COVER: i32 = 8;
/// Wells, tracks and the like.
const LOW: i32 = 10;
/// What is filled.
const MIDDLE: i32 = 11;
/// Handles.
const HIGH: i32 = 12;
/// Words.
const WORDS: i32 = 14;

/// The panels: left, top, width, height, title, and a control whose colour they have.
const PANELS: [([f32; 4], &str, usize); 5] = [
    ([8.0, 28.0, 312.0, 196.0], "Space", 0),
    ([328.0, 28.0, 304.0, 114.0], "Buses", BUSES),
    ([328.0, 148.0, 304.0, 90.0], "Effects", crate::controls::EFFECTS),
    ([8.0, 230.0, 312.0, 92.0], "Music", crate::controls::DAY),
    ([328.0, 244.0, 304.0, 78.0], "Cues", crate::controls::CUES),
];

/// Where the bar of a tune is. Shape: left, middle of its height, width. Unit: virtual pixels.
pub const BAR: [f32; 3] = [15.0, 297.0, 296.0];

/// The first and the width of a meter. Shape: left, width. Unit: virtual pixels.
pub const METER: [f32; 2] = [548.0, 76.0];

/// Builds the board in the first tick.
#[system]
pub fn build(tick: &Tick, commands: &mut Commands) {
    if tick.number > 0 {
        return;
    }
    build_field(commands);
    build_panels(commands);
    for (index, control) in CONTROLS.iter().enumerate() {
        match control.kind {
            EMITTER => build_emitter(index, control, commands),
            FADER => build_fader(index, control, commands),
            _ => build_button(index, control, commands),
        }
    }
    build_meters(commands);
    build_tune(commands);
    build_words(commands);
}

fn put(shape: Shape, place: Vec2, layer: i32, commands: &mut Commands) {
    commands.spawn(Row::new().with(&shape.on_layer(layer)).with(&Transform2d::at(place.x, place.y)));
}

fn put_part(part: Part, shape: Shape, place: Vec2, layer: i32, commands: &mut Commands) {
    let part = Part { home: place, size: shape.size, ..part };
    let row = Row::new().with(&part).with(&shape.on_layer(layer));
    commands.spawn(row.with(&Transform2d::at(place.x, place.y)));
}

/// Words at a place: it is their left end, their middle or their right end.
fn write(text: Text, place: Vec2, part: Option<Part>, commands: &mut Commands) {
    let pivot = vec2([-0.5, 0.0, 0.5][text.align as usize], 0.0);
    let text = Text { pivot, layer: WORDS, ..text };
    let row = Row::new().with(&text).with(&Transform2d::at(place.x, place.y));
    commands.spawn(match part {
        Some(part) => row.with(&Part { home: place, ..part }),
        None => row,
    });
}

fn words(content: &str, size: f32, hex: u32, align: u32) -> Text {
    Text { color: color(hex), align, ..Text::new(content, size) }
}

/// A rectangle by its left top corner.
fn put_rectangle([left, top, wide, high]: [f32; 4], hex: u32, layer: i32, commands: &mut Commands) {
    let size = vec2(wide, high);
    put(Shape::rectangle(size, color(hex)), vec2(left, top) + size / 2.0, layer, commands);
}

fn build_field(commands: &mut Commands) {
    let (min, max) = (FIELD_MIN, FIELD_MAX);
    put(Shape::rectangle(max - min, color(DEEP)), (min + max) / 2.0, 0, commands);
    for column in 1..10 {
        let x = min.x + column as f32 * 30.0;
        put(Shape::rectangle(vec2(0.5, max.y - min.y), sheer(EDGE, 0.4)), vec2(x, EARS.y), 1, commands);
    }
    for row in -2..=2 {
        let y = EARS.y + row as f32 * 30.0;
        put(Shape::rectangle(vec2(max.x - min.x, 0.5), sheer(EDGE, 0.4)), vec2(EARS.x, y), 1, commands);
    }
    let wall = Shape::line(&[Vec2::ZERO, WALL_ENDS[1] - WALL_ENDS[0]], 5.0, color(DIM));
    put_part(Part::of(crate::controls::WALL, role::WALL), wall, WALL_ENDS[0], 4, commands);
    // Ears: a head from above, looking up.
    for side in [-1.0, 1.0] {
        put(Shape::circle(3.0, color(BRIGHT)), EARS + vec2(side * 8.0, 0.0), 4, commands);
    }
    let nose = [vec2(-3.0, -6.0), vec2(0.0, -12.0), vec2(3.0, -6.0)];
    put(Shape::polygon(&nose, color(BRIGHT)), EARS, 4, commands);
    put(Shape::circle(8.0, color(BRIGHT)).stroked(1.5, color(DEEP)), EARS, 5, commands);
}

fn build_panels(commands: &mut Commands) {
    // Around the field, so that no ring leaves it.
    let (min, max) = (FIELD_MIN, FIELD_MAX);
    put_rectangle([0.0, 0.0, 640.0, min.y], INK, COVER - 2, commands);
    put_rectangle([0.0, max.y, 640.0, 360.0 - max.y], INK, COVER - 2, commands);
    put_rectangle([0.0, 0.0, min.x, 360.0], INK, COVER - 2, commands);
    put_rectangle([max.x, 0.0, 640.0 - max.x, 360.0], INK, COVER - 2, commands);
    let ([left, top, wide, high], ..) = PANELS[0];
    put_rectangle([left, top, wide, min.y - top], PANEL, COVER - 1, commands);
    put_rectangle([left, max.y, wide, top + high - max.y], PANEL, COVER - 1, commands);
    put_rectangle([left, min.y, min.x - left, max.y - min.y], PANEL, COVER - 1, commands);
    put_rectangle([max.x, min.y, left + wide - max.x, max.y - min.y], PANEL, COVER - 1, commands);
    for (index, ([left, top, wide, high], title, control)) in PANELS.into_iter().enumerate() {
        let size = vec2(wide, high);
        let fill = if index == 0 { sheer(PANEL, 0.0) } else { color(PANEL) };
        let panel = Shape { radius: 4.0, ..Shape::rectangle(size, fill) };
        put(panel.stroked(1.0, color(EDGE)), vec2(left, top) + size / 2.0, COVER, commands);
        put_rectangle([left + 7.0, top + 6.0, 2.5, 8.0], accent(control), LOW, commands);
        let title = words(title, 9.5, BRIGHT, ALIGN_LEFT);
        write(title, vec2(left + 13.0, top + 10.0), None, commands);
    }
    write(words("Sound Board", 14.0, BRIGHT, ALIGN_LEFT), vec2(9.0, 15.0), None, commands);
}

fn build_emitter(index: usize, control: &Control, commands: &mut Commands) {
    let bright = accent(index);
    let mut part = |role, shape: Shape, layer| {
        put_part(Part::of(index, role), shape, control.place, layer, commands);
    };
    part(role::RING_FAR, Shape::circle(10.0, sheer(bright, 0.03)).stroked(0.75, sheer(bright, 0.3)), 2);
    part(role::RING_NEAR, Shape::circle(10.0, sheer(bright, 0.07)).stroked(0.75, sheer(bright, 0.5)), 2);
    part(role::LINK, Shape::line(&[Vec2::ZERO, Vec2::ONE], 1.5, color(bright)), 3);
    if index == crate::space::RADIO {
        let cone = [vec2(0.0, 0.0), vec2(34.0, -16.0), vec2(38.0, 0.0), vec2(34.0, 16.0)];
        part(role::CONE, Shape::polygon(&cone, sheer(bright, 0.22)), 3);
    }
    part(role::DOT, Shape::circle(7.0, color(bright)), 5);
    let name =
        Text { outline: color(DEEP), outline_width: 1.0, ..words(control.name, 8.0, BRIGHT, ALIGN_CENTER) };
    let place = control.place + vec2(0.0, 14.0);
    let part = Part { home: place, ..Part::of(index, role::EMITTER_NAME) };
    let row = Row::new().with(&part).with(&Text { layer: 5, ..name });
    commands.spawn(row.with(&Transform2d::at(place.x, place.y)));
}

fn build_fader(index: usize, control: &Control, commands: &mut Commands) {
    let Control { place, size, .. } = *control;
    let left = place.x - size.x / 2.0;
    let frame = Shape { radius: 3.0, ..Shape::rectangle(size, sheer(PANEL, 0.0)) };
    put_part(Part::of(index, role::FRAME), frame, place, LOW, commands);
    let switch = Shape { radius: 3.0, ..Shape::rectangle(vec2(NAME_WIDTH, size.y - 3.0), color(WELL)) };
    let place_of_name = vec2(left + 1.5 + NAME_WIDTH / 2.0, place.y);
    put_part(Part::of(index, role::SWITCH), switch, place_of_name, MIDDLE, commands);
    let name = words(control.name, 8.0, BRIGHT, ALIGN_CENTER);
    write(name, place_of_name, Some(Part::of(index, role::NAME)), commands);
    let (way, length) = control.way();
    let track = Shape { radius: 1.5, ..Shape::rectangle(vec2(length, 3.0), color(WELL)) };
    put(track, vec2(way + length / 2.0, place.y), LOW, commands);
    let fill = Shape::line(&[Vec2::ZERO, vec2(length, 0.0)], 3.0, color(accent(index)));
    put_part(Part::of(index, role::FILL), fill, vec2(way, place.y), MIDDLE, commands);
    put_part(
        Part::of(index, role::HANDLE),
        Shape::circle(3.6, color(BRIGHT)),
        vec2(way, place.y),
        HIGH,
        commands,
    );
    let number = words("", 7.5, DIM, ALIGN_RIGHT);
    let right = vec2(place.x + size.x / 2.0 - 3.0, place.y);
    write(number, right, Some(Part::of(index, role::NUMBER)), commands);
}

fn build_button(index: usize, control: &Control, commands: &mut Commands) {
    let shape = Shape { radius: 3.0, ..Shape::rectangle(control.size, color(WELL)) };
    put_part(Part::of(index, role::BUTTON), shape, control.place, LOW, commands);
    let name = words(control.name, 8.0, BRIGHT, ALIGN_CENTER);
    write(name, control.place, Some(Part::of(index, role::NAME)), commands);
}

/// A bar that begins at its place and is stretched to the right.
fn bar(high: f32, hex: u32) -> Shape {
    let half = vec2(0.0, high / 2.0);
    Shape::polygon(&[-half, vec2(1.0, 0.0) - half, vec2(1.0, 0.0) + half, half], color(hex))
}

fn build_meters(commands: &mut Commands) {
    let [left, wide] = METER;
    for index in 0..BUS_COUNT {
        let control = BUSES + index;
        let place = vec2(left, CONTROLS[control].place.y);
        let size = vec2(wide, 6.0);
        put(Shape::rectangle(size, color(DEEP)), place + vec2(wide / 2.0, 0.0), LOW, commands);
        let bar = bar(6.0, accent(control));
        put_part(Part::of(control, role::METER), bar, place, MIDDLE, commands);
        let peak = Shape::rectangle(vec2(1.0, 6.0), color(BRIGHT));
        put_part(Part::of(control, role::PEAK), peak, place, HIGH, commands);
        // A stroke each 12 dB.
        for mark in 1..4 {
            let x = left + wide * mark as f32 / 4.0;
            put_rectangle([x, place.y - 3.0, 0.75, 6.0], PANEL, HIGH, commands);
        }
    }
}

fn build_tune(commands: &mut Commands) {
    let [left, y, wide] = BAR;
    put(Shape::rectangle(vec2(wide, 8.0), color(DEEP)), vec2(left + wide / 2.0, y), LOW, commands);
    let tune = crate::controls::DAY;
    let bright = accent(tune);
    for (role, shape, layer) in [
        (role::REGION, Shape::rectangle(vec2(wide, 8.0), sheer(bright, 0.3)), LOW + 1),
        (role::PROGRESS, bar(3.0, bright), MIDDLE + 1),
        (role::NEEDLE, Shape::rectangle(vec2(1.5, 11.0), color(BRIGHT)), HIGH),
    ] {
        put_part(Part::of(tune, role), shape, vec2(left, y), layer, commands);
    }
    for beat in 0..4 {
        let place = vec2(left + 5.0 + beat as f32 * 13.0, 312.0);
        put_part(Part::of(beat, role::BEAT), Shape::circle(4.0, color(WELL)), place, MIDDLE, commands);
    }
    let told = words("", 8.0, DIM, ALIGN_RIGHT);
    write(told, vec2(left + wide, 312.0), Some(Part::of(tune, role::TOLD)), commands);
}

fn build_words(commands: &mut Commands) {
    let help = Text { wrap_width: 0.0, ..words("", 9.0, BRIGHT, ALIGN_LEFT) };
    write(help, vec2(9.0, 334.0), Some(Part::of(0, role::HELP)), commands);
    write(words("", 8.0, DIM, ALIGN_LEFT), vec2(9.0, 349.0), Some(Part::of(0, role::HINT)), commands);
    write(words("", 8.0, DIM, ALIGN_RIGHT), vec2(631.0, 15.0), Some(Part::of(0, role::COUNT)), commands);
}
