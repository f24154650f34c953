//! Shows what the controls are at.

use crate::board::Board;
use crate::build::{BAR, METER};
use crate::controls::{BUSES, CONTROLS, DAY, EARS, EMITTER_COUNT, NIGHT, SILENCE, SWITCH, WALL};
use crate::meters::Meters;
use crate::palette::{BRIGHT, CORAL, DEEP, DIM, EDGE, WELL, accent, color, sheer};
use crate::tunes::{Deck, PART_COUNT, region};
use playground_core_assets::AssetId;
use playground_core_client::rendering::Shape;
use playground_core_ecs::{Transform2d, component, system};
use playground_core_types::math::{Vec2, vec2};

/// A shape or a text of a control.
#[component]
#[derive(Default)]
pub struct Part {
    /// Of which control; a number of its own where it belongs to none.
    pub control: u32,
    /// What it shows: one of [`role`].
    pub role: u32,
    /// Where it was put. Unit: virtual pixels.
    pub home: Vec2,
    /// How large it was made. Unit: virtual pixels.
    pub size: Vec2,
}

impl Part {
    /// A part of a control.
    pub fn of(control: usize, role: u32) -> Self {
        Self { control: control as u32, role, ..Self::default() }
    }
}

/// What parts show.
pub mod role {
    /// A button or a switch.
    pub const BUTTON: u32 = 1;
    /// The rim of a fader.
    pub const FRAME: u32 = 2;
    /// The switch of a fader.
    pub const SWITCH: u32 = 3;
    /// How far a fader is.
    pub const FILL: u32 = 4;
    /// What is dragged of a fader.
    pub const HANDLE: u32 = 5;
    /// The middle of an emitter.
    pub const DOT: u32 = 6;
    /// Where an emitter begins to fall.
    pub const RING_NEAR: u32 = 7;
    /// Where an emitter is silent.
    pub const RING_FAR: u32 = 8;
    /// From an emitter to the ears.
    pub const LINK: u32 = 9;
    /// Whither an emitter sounds.
    pub const CONE: u32 = 10;
    /// The wall.
    pub const WALL: u32 = 11;
    /// The level of a bus.
    pub const METER: u32 = 12;
    /// The loudest moment of a bus.
    pub const PEAK: u32 = 13;
    /// How far a tune is.
    pub const PROGRESS: u32 = 14;
    /// The part of a tune that repeats.
    pub const REGION: u32 = 15;
    /// Where a tune is.
    pub const NEEDLE: u32 = 16;
    /// A beat of the bar.
    pub const BEAT: u32 = 17;
    /// The name of a control.
    pub const NAME: u32 = 18;
    /// The name of an emitter.
    pub const EMITTER_NAME: u32 = 19;
    /// The number of a fader.
    pub const NUMBER: u32 = 20;
    /// What the control in focus does.
    pub const HELP: u32 = 21;
    /// The keys of the device in hand.
    pub const HINT: u32 = 22;
    /// How many voices there are.
    pub const COUNT: u32 = 23;
    /// What the tunes are at.
    pub const TOLD: u32 = 24;
}

/// How far the rings of each emitter reach: as in the scene. Shape: near, far. Unit: virtual pixels.
pub const RINGS: [[f32; 2]; EMITTER_COUNT] = [[22.0, 120.0], [14.0, 150.0], [26.0, 140.0], [18.0, 130.0]];

/// Paints all parts that are shapes.
#[system]
pub fn paint(
    parts: &[Part],
    shapes: &mut [Shape],
    transforms: &mut [Transform2d],
    board: &Board,
    meters: &Meters,
    deck: &Deck,
) {
    for ((part, shape), transform) in parts.iter().zip(shapes).zip(transforms) {
        match part.role {
            role::BUTTON..=role::HANDLE => paint_control(part, shape, transform, board, deck),
            role::DOT..=role::WALL => paint_space(part, shape, transform, board),
            role::METER | role::PEAK => paint_meter(part, shape, transform, meters),
            _ => paint_tune(part, shape, transform, deck),
        }
    }
}

fn paint_control(part: &Part, shape: &mut Shape, transform: &mut Transform2d, board: &Board, deck: &Deck) {
    let control = part.control as usize;
    let bright = accent(control);
    let (is_focus, is_on) = (board.focus == part.control, board.is_on(control));
    let is_lit = board.lit[control] > 0.0;
    let tint = if is_on { color(bright) } else { color(DIM) };
    let (left, length) = CONTROLS[control].way();
    let reach = length * board.values[control];
    match part.role {
        role::BUTTON | role::SWITCH => {
            let is_chosen = is_on || tune_is(control, deck);
            let is_switch = part.role == role::SWITCH || CONTROLS[control].kind == SWITCH;
            shape.fill = match (is_lit && !is_switch, is_chosen) {
                (true, _) => color(bright),
                (false, true) => sheer(bright, 0.42),
                (false, false) => color(WELL),
            };
            let rim = if part.role == role::SWITCH { sheer(EDGE, 0.0) } else { color(EDGE) };
            (shape.stroke_width, shape.stroke) =
                if is_focus && part.role == role::BUTTON { (1.5, color(BRIGHT)) } else { (0.75, rim) };
        }
        role::FRAME => {
            (shape.stroke_width, shape.stroke) =
                (1.5, if is_focus { color(BRIGHT) } else { sheer(EDGE, 0.0) });
        }
        role::FILL => {
            shape.points[1].x = reach;
            shape.stroke = tint;
        }
        _ => {
            transform.position = vec2(left + reach, part.home.y);
            shape.fill = if is_on { color(BRIGHT) } else { color(DIM) };
        }
    }
}

/// Whether a control is the tune that plays.
fn tune_is(control: usize, deck: &Deck) -> bool {
    match control {
        DAY => deck.progress >= 0.0 && deck.intro_bars > 0,
        NIGHT => deck.progress >= 0.0 && deck.intro_bars == 0,
        SILENCE => deck.progress < 0.0,
        _ => false,
    }
}

fn paint_space(part: &Part, shape: &mut Shape, transform: &mut Transform2d, board: &Board) {
    let number = part.control as usize;
    if part.role == role::WALL {
        shape.stroke = if board.is_on(WALL) { color(DIM) } else { sheer(DIM, 0.15) };
        return;
    }
    let emitter = number.min(EMITTER_COUNT - 1);
    let (place, heard, bright) = (board.seen[emitter], board.heard[emitter], accent(number));
    transform.position = place;
    let is_on = board.is_on(number);
    let weight = if is_on { 1.0 } else { 0.25 };
    let is_focus = board.focus == part.control;
    match part.role {
        role::RING_NEAR | role::RING_FAR => {
            let radius = RINGS[emitter][usize::from(part.role == role::RING_FAR)];
            shape.size = vec2(radius, radius) * 2.0;
            shape.stroke[3] = weight * if is_focus { 0.75 } else { 0.22 };
            shape.fill[3] = weight * if is_focus { 0.05 } else { 0.02 };
        }
        role::LINK => {
            transform.position = EARS;
            shape.points[1] = place - EARS;
            shape.stroke = sheer(bright, heard.clamp(0.0, 1.0) * 0.9);
        }
        role::CONE => {
            transform.rotation = board.turn;
            shape.fill = sheer(bright, 0.28 * weight);
        }
        _ => {
            shape.fill = if is_on { color(bright) } else { color(WELL) };
            let rim = if is_focus { color(BRIGHT) } else { sheer(DEEP, 0.9) };
            (shape.stroke_width, shape.stroke) = (if is_focus { 2.0 } else { 1.0 }, rim);
        }
    }
}

/// Lets a bar reach so far from its left end, which stays where it is: sizes do not glide between ticks as places do.
fn stretch(bar: &mut Shape, reach: f32) {
    (bar.points[1].x, bar.points[2].x) = (reach, reach);
}

fn paint_meter(part: &Part, shape: &mut Shape, transform: &mut Transform2d, meters: &Meters) {
    let [left, wide] = METER;
    let bus = part.control as usize - BUSES;
    if part.role == role::PEAK {
        transform.position.x = left + wide * meters.peaks[bus];
        shape.fill[3] = if meters.peaks[bus] > 0.01 { 0.9 } else { 0.0 };
        return;
    }
    stretch(shape, wide * meters.shown[bus]);
    // The last 6 dB glow.
    shape.fill = color(if meters.shown[bus] > 0.875 { CORAL } else { accent(part.control as usize) });
}

fn paint_tune(part: &Part, shape: &mut Shape, transform: &mut Transform2d, deck: &Deck) {
    let [left, _, wide] = BAR;
    let is_playing = deck.progress >= 0.0;
    match part.role {
        role::BEAT => {
            let beat = deck.beat.max(0.0);
            let is_now = is_playing && beat as u32 % 4 == part.control;
            let glow = 1.0 - (beat - beat.floor());
            shape.fill = if is_now { sheer(CORAL, 0.35 + 0.65 * glow) } else { color(WELL) };
        }
        role::PROGRESS | role::NEEDLE => {
            let reach = wide * deck.progress.clamp(0.0, 1.0);
            shape.fill[3] = f32::from(is_playing);
            if part.role == role::NEEDLE {
                transform.position.x = left + reach;
            } else {
                stretch(shape, reach);
            }
        }
        _ => {
            let tune = AssetId::of(if deck.intro_bars > 0 {
                crate::tunes::DAY_PATH
            } else {
                crate::tunes::NIGHT_PATH
            });
            let whole = region(tune, 0).1 as f32;
            let (start, end) = region(tune, deck.part.min(PART_COUNT));
            let (from, to) = (start as f32 / whole, end as f32 / whole);
            shape.size.x = wide * (to - from);
            transform.position.x = left + wide * (from + to) / 2.0;
            shape.fill[3] = if is_playing { 0.3 } else { 0.0 };
        }
    }
}
