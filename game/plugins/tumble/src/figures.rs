//! What players look like: a shape, a number and two eyes each, and what is seen around them.

use crate::arena::Arena;
use crate::body::{Body, RADIUS};
use crate::game::{Game, PHASE_LOBBY, PLACE_COUNT};
use crate::palette::{BRIGHT, DANGER, INK, color, faded, seat_color, sheer};
use playground_core_client::rendering::{ALIGN_CENTER, Shape, Text};
use playground_core_ecs::{Commands, Row, Tick, Transform2d, component, system};
use playground_core_types::math::{Vec2, cos, sin, vec2};

/// [`Part::kind`]: the shadow.
const SHADOW: u32 = 0;
/// [`Part::kind`]: the dark line around the hull.
const RIM: u32 = 1;
/// [`Part::kind`]: the hull.
const HULL: u32 = 2;
/// [`Part::kind`]: the left eye, its pupil, the right one and its pupil.
const EYES: [u32; 4] = [3, 4, 5, 6];
/// [`Part::kind`]: how far a dash is charged.
const CHARGE: u32 = 7;
/// [`Part::kind`]: it stands firm.
const BRACE: u32 = 8;
/// [`Part::kind`]: its controller is gone.
const BUBBLE: u32 = 9;
/// How many layers a player takes.
const LAYERS: i32 = 12;
/// What lies below all players.
const LAYER_FIRST: i32 = 100;

/// A part of a player that is a shape.
#[component]
#[derive(Default)]
pub struct Part {
    /// Whose, from 1.
    pub seat: u32,
    /// Which part.
    pub kind: u32,
}

/// A text that goes with a player.
#[component]
#[derive(Default)]
pub struct Tag {
    /// Whose, from 1.
    pub seat: u32,
    /// 0 for the number, 1 for a call, 2 for what is wrong with the controller.
    pub kind: u32,
}

/// The shape of a seat, of a size.
pub fn emblem(seat: u32, radius: f32, fill: [f32; 4]) -> Shape {
    let around = |count: u32, far: f32, near: f32| -> Vec<Vec2> {
        let turn = std::f32::consts::TAU / count as f32;
        let corner = |number: u32| {
            let angle = number as f32 * turn - std::f32::consts::FRAC_PI_2;
            vec2(cos(angle), sin(angle)) * radius * if number.is_multiple_of(2) { far } else { near }
        };
        (0..count).map(corner).collect()
    };
    // Rounded by a stroke of the same colour, which adds to their size.
    let soft = |shape: Shape| shape.stroked(radius * 0.36, fill);
    match seat {
        1 => Shape::circle(radius, fill),
        2 => Shape { radius: radius * 0.34, ..Shape::rectangle(vec2(1.8, 1.8) * radius, fill) },
        3 => {
            let corners = [vec2(0.0, -1.02), vec2(0.95, 0.7), vec2(-0.95, 0.7)].map(|corner| corner * radius);
            soft(Shape::polygon(&corners, fill))
        }
        _ => soft(Shape::polygon(&around(10, 1.08, 0.66), fill)),
    }
}

/// Builds all players in the first tick.
#[system]
pub fn build_figures(tick: &Tick, commands: &mut Commands) {
    if tick.number > 0 {
        return;
    }
    for seat in 1..=PLACE_COUNT as u32 {
        let mut put = |kind: u32, shape: Shape| {
            commands.spawn(Row::new().with(&Part { seat, kind }).with(&shape).with(&Transform2d::default()));
        };
        put(SHADOW, Shape { size: vec2(24.0, 10.0), ..Shape::circle(12.0, sheer(INK, 0.22)) });
        put(RIM, emblem(seat, RADIUS + 2.2, color(INK)));
        put(HULL, emblem(seat, RADIUS, seat_color(seat)));
        for (number, kind) in EYES.into_iter().enumerate() {
            let is_pupil = number % 2 == 1;
            put(
                kind,
                Shape::circle(if is_pupil { 1.7 } else { 3.3 }, color(if is_pupil { INK } else { BRIGHT })),
            );
        }
        put(CHARGE, Shape::circle(1.0, sheer(BRIGHT, 0.0)).stroked(2.4, color(BRIGHT)));
        put(
            BRACE,
            Shape { radius: 9.0, ..Shape::rectangle(vec2(34.0, 34.0), sheer(BRIGHT, 0.0)) }
                .stroked(3.0, color(INK)),
        );
        put(BUBBLE, Shape::circle(19.0, sheer(BRIGHT, 0.25)).stroked(1.5, color(BRIGHT)));
        for (kind, size) in [(0, 10.0), (1, 13.0), (2, 10.0)] {
            let text =
                Text { align: ALIGN_CENTER, outline: color(INK), outline_width: 1.3, ..Text::new("", size) };
            commands.spawn(Row::new().with(&Tag { seat, kind }).with(&text).with(&Transform2d::default()));
        }
    }
}

/// Where a player is drawn, how large, and how clearly.
struct Pose {
    place: Vec2,
    scale: Vec2,
    alpha: f32,
    layer: i32,
}

fn pose(body: &Body, game: &Game, tick: u64) -> Pose {
    let time = tick as f32 / 60.0;
    let charge = body.charge();
    let shiver = if charge >= 1.0 { vec2(sin(time * 70.0) * 0.8, 0.0) } else { Vec2::ZERO };
    let squash = vec2(1.0 + 0.16 * charge, 1.0 - 0.16 * charge);
    let dizzy = if body.stun_seconds > 0.0 { vec2(sin(time * 40.0) * 1.2, 0.0) } else { Vec2::ZERO };
    let hop = if game.phase == crate::game::PHASE_PODIUM { cos(time * 9.0).abs() * 9.0 } else { 0.0 };
    let first = body.place - if hop > 0.0 { vec2(0.0, hop) } else { Vec2::ZERO };
    // Whoever falls sinks, and is not seen until it comes back.
    let sinking = if body.away_seconds > 0.0 || body.is_out == 1 {
        ((body.away_seconds - 1.1) / 0.4).clamp(0.0, 1.0)
    } else {
        1.0
    };
    let blinks = body.safe_seconds > 0.0 && (body.safe_seconds * 10.0) as u32 % 2 == 1;
    let is_seen = body.is_in == 1 && sinking > 0.0;
    Pose {
        place: first + shiver + dizzy,
        scale: squash * sinking.max(0.01),
        alpha: if is_seen { if blinks { 0.4 } else { sinking } } else { 0.0 },
        layer: LAYER_FIRST + (body.place.y.clamp(0.0, 400.0) as i32) * LAYERS,
    }
}

/// Shows the shapes of players.
#[system]
pub fn show_figures(
    parts: &[Part],
    transforms: &mut [Transform2d],
    shapes: &mut [Shape],
    game: &Game,
    arena: &Arena,
    tick: &Tick,
) {
    for ((part, transform), shape) in parts.iter().zip(transforms).zip(shapes) {
        let Some(body) = arena.bodies.get((part.seat as usize).wrapping_sub(1)) else { continue };
        let pose = pose(body, game, tick.number);
        shape.layer = pose.layer + part.kind as i32;
        (transform.position, transform.scale) = (pose.place, pose.scale);
        let place = &mut transform.position;
        match part.kind {
            SHADOW => {
                *place = body.place + vec2(0.0, RADIUS);
                shape.fill = sheer(INK, 0.22 * pose.alpha);
            }
            RIM => tint(shape, faded(color(INK), pose.alpha)),
            HULL => {
                let grey = if body.is_paused == 1 { 0.45 } else { 1.0 };
                tint(shape, faded(seat_color(part.seat), pose.alpha).map(|part| part * grey));
                shape.fill[3] = pose.alpha;
                shape.stroke[3] = pose.alpha;
            }
            CHARGE => show_charge(shape, body, pose.alpha),
            BRACE => {
                shape.stroke = sheer(BRIGHT, if body.is_braced == 1 { pose.alpha } else { 0.0 });
                transform.rotation = std::f32::consts::FRAC_PI_4;
            }
            BUBBLE => {
                let alpha = if body.is_paused == 1 { pose.alpha } else { 0.0 };
                (shape.fill, shape.stroke) = (sheer(BRIGHT, 0.25 * alpha), sheer(BRIGHT, alpha));
            }
            kind => show_eye(shape, place, kind, body, pose.alpha),
        }
    }
}

fn tint(shape: &mut Shape, color: [f32; 4]) {
    (shape.fill, shape.stroke) = (color, color);
}

fn show_charge(shape: &mut Shape, body: &Body, alpha: f32) {
    let charge = body.charge();
    let side = 2.0 * (RADIUS + 12.0 - 7.0 * charge);
    shape.size = vec2(side, side);
    shape.stroke = sheer(
        if charge >= 1.0 { DANGER } else { INK },
        if charge > 0.0 { alpha * (0.3 + 0.7 * charge) } else { 0.0 },
    );
}

fn show_eye(shape: &mut Shape, place: &mut Vec2, kind: u32, body: &Body, alpha: f32) {
    let (side, is_pupil) = (if kind < EYES[2] { -1.0 } else { 1.0 }, kind.is_multiple_of(2));
    let sleeps = body.is_paused == 1 || body.stun_seconds > 0.0;
    let look = if is_pupil { body.facing * 1.4 } else { Vec2::ZERO };
    *place += vec2(side * 4.3, -3.4) + body.facing * vec2(2.2, 1.4) + look;
    shape.size = match (is_pupil, sleeps) {
        (true, _) => vec2(3.4, if sleeps { 1.2 } else { 3.4 }),
        (false, true) => vec2(6.6, 2.6),
        (false, false) => vec2(6.6, 6.6),
    };
    shape.fill[3] = alpha;
}

/// Shows the words that go with players.
#[system]
pub fn show_tags(
    tags: &[Tag],
    transforms: &mut [Transform2d],
    texts: &mut [Text],
    game: &Game,
    arena: &Arena,
    tick: &Tick,
) {
    for ((tag, transform), text) in tags.iter().zip(transforms).zip(texts) {
        let index = (tag.seat as usize).wrapping_sub(1);
        let Some(body) = arena.bodies.get(index) else { continue };
        let pose = pose(body, game, tick.number);
        text.layer = pose.layer + LAYERS - 1;
        let (words, offset) = match tag.kind {
            0 => (["1", "2", "3", "4"][index], vec2(0.0, 6.2)),
            1 if body.call_seconds > 0.0 => (["Hey!", "Oho!", "Grr!", "Yip!"][index], vec2(0.0, -25.0)),
            2 if body.is_paused == 1 => ("Controller?", vec2(0.0, 27.0)),
            1 if game.phase == PHASE_LOBBY && game.players[index].is_ready == 1 => {
                ("Ready", vec2(0.0, -23.0))
            }
            _ => ("", Vec2::ZERO),
        };
        text.content = playground_core_ecs::FixedText::new(words);
        (text.color[3], text.outline[3]) = (pose.alpha, pose.alpha);
        transform.position = pose.place + offset;
    }
}
