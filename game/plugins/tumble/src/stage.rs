//! The water, the floe and all that stands on it: lanterns, the fuse, fireflies, the podium.

use crate::arena::{Arena, CENTER, RADII, lantern};
use crate::effects::Effects;
use crate::figures::emblem;
use crate::game::{Game, NOBODY, PHASE_LOBBY, PHASE_PODIUM, PLACE_COUNT, ROUND_FLIES};
use crate::palette::{
    DANGER, DANGER_PALE, FIRE, GOLD, ICE, INK, MARK, NIGHT, SIDE, SNOW, WAVE, color, faded, seat_color, sheer,
};
use crate::rounds::{podium_place, podium_top};
use playground_core_client::rendering::Shape;
use playground_core_ecs::{Commands, Row, Tick, Transform2d, component, system};
use playground_core_types::math::{Vec2, cos, sin, vec2};

/// [`Prop::kind`]: a wave on the water.
const WAVES: u32 = 0;
/// [`Prop::kind`]: the side of the floe.
const FLOE_SIDE: u32 = 1;
/// [`Prop::kind`]: the floe, with the rim that is about to break.
const FLOE_TOP: u32 = 2;
/// [`Prop::kind`]: what of the floe is going to stay.
const FLOE_SAFE: u32 = 3;
/// [`Prop::kind`]: a mark on the ice.
const FLOE_MARK: u32 = 4;
/// [`Prop::kind`]: the snow around it.
const FLOE_RIM: u32 = 5;
/// [`Prop::kind`]: a lantern's foot.
const LANTERN: u32 = 6;
/// [`Prop::kind`]: the sign on it.
const LANTERN_SIGN: u32 = 7;
/// [`Prop::kind`]: the charge on a fuse.
const BOMB: u32 = 8;
/// [`Prop::kind`]: what is left of the fuse.
const WICK: u32 = 9;
/// [`Prop::kind`]: a ring around whoever has it.
const ALARM: u32 = 10;
/// [`Prop::kind`]: a block of the podium.
const BLOCK: u32 = 11;

/// How many waves there are.
const WAVE_COUNT: u32 = 14;

/// Something on the stage that is a shape.
#[component]
#[derive(Default)]
pub struct Prop {
    /// What it is.
    pub kind: u32,
    /// Which one of them, or whose, from 1.
    pub number: u32,
}

/// Builds the stage in the first tick.
#[system]
pub fn build_stage(tick: &Tick, commands: &mut Commands) {
    if tick.number > 0 {
        return;
    }
    let mut put = |kind: u32, number: u32, shape: Shape, layer: i32| {
        let row = Row::new().with(&Prop { kind, number }).with(&shape.on_layer(layer));
        commands.spawn(row.with(&Transform2d::at(CENTER.x, CENTER.y)));
    };
    for number in 0..WAVE_COUNT {
        put(
            WAVES,
            number,
            Shape::line(
                &[vec2(-16.0, 0.0), vec2(-5.0, -2.5), vec2(6.0, 0.0), vec2(16.0, -2.0)],
                2.0,
                color(WAVE),
            ),
            2,
        );
    }
    let ellipse = |fill: u32| Shape { size: RADII * 2.0, ..Shape::circle(1.0, color(fill)) };
    put(FLOE_SIDE, 0, ellipse(SIDE), 10);
    put(FLOE_TOP, 0, ellipse(ICE), 11);
    put(FLOE_SAFE, 0, ellipse(ICE), 12);
    for number in 0..3 {
        put(FLOE_MARK, number, ellipse(ICE).stroked(2.0, color(MARK)), 13);
    }
    put(FLOE_RIM, 0, ellipse(ICE).stroked(9.0, color(SNOW)), 14);
    for seat in 1..=PLACE_COUNT as u32 {
        put(LANTERN, seat, Shape::circle(20.0, seat_color(seat)), 20);
        put(LANTERN_SIGN, seat, emblem(seat, 9.0, color(SNOW)), 21);
        put(BLOCK, seat, Shape { radius: 5.0, ..Shape::rectangle(vec2(76.0, 100.0), seat_color(seat)) }, 30);
    }
    put(ALARM, 0, Shape::circle(18.0, sheer(FIRE, 0.0)).stroked(3.0, color(FIRE)), 60);
    put(BOMB, 0, Shape::circle(8.0, color(INK)).stroked(1.5, color(SNOW)), 6001);
    put(WICK, 0, Shape::line(&[Vec2::ZERO, vec2(4.0, -8.0)], 2.0, color(GOLD)), 6000);
}

/// Shows the stage as it is.
#[system]
pub fn show_stage(
    props: &[Prop],
    transforms: &mut [Transform2d],
    shapes: &mut [Shape],
    game: &Game,
    arena: &Arena,
    effects: &Effects,
) {
    let time = effects.seconds;
    for ((prop, transform), shape) in props.iter().zip(transforms).zip(shapes) {
        match prop.kind {
            WAVES => {
                let number = prop.number as f32;
                let home = vec2((number * 137.0) % 660.0 - 10.0, (number * 83.0) % 350.0 + 8.0);
                transform.position =
                    home + vec2(sin(time * 0.5 + number) * 8.0, cos(time * 0.7 + number * 2.0) * 2.0);
                shape.stroke = sheer(WAVE, 0.5 + 0.4 * sin(time * 0.8 + number * 1.7));
            }
            FLOE_SIDE..=FLOE_RIM => {
                show_floe(prop, &mut transform.position, shape, (game, arena, effects), time);
            }
            LANTERN | LANTERN_SIGN => show_lantern(prop, &mut transform.position, shape, game, time),
            BLOCK => show_block(prop.number, transform, shape, game),
            _ => show_fuse(prop.kind, &mut transform.position, shape, arena, time),
        }
    }
}

fn show_floe(
    prop: &Prop,
    place: &mut Vec2,
    shape: &mut Shape,
    (game, arena, effects): (&Game, &Arena, &Effects),
    time: f32,
) {
    let is_seen = game.phase != PHASE_PODIUM;
    let alpha = if is_seen { 1.0 } else { 0.0 };
    let cracks = arena.floe_next < arena.floe;
    let shiver = if cracks { vec2(sin(time * 47.0), cos(time * 53.0)) * 0.7 } else { Vec2::ZERO };
    let (size, safe) = (effects.floe_shown, arena.floe_next.min(effects.floe_shown));
    let by_night = game.round == ROUND_FLIES && !matches!(game.phase, PHASE_LOBBY | PHASE_PODIUM);
    let [ice, mark, side, snow] = if by_night { NIGHT } else { [ICE, MARK, SIDE, SNOW] };
    *place = CENTER;
    match prop.kind {
        FLOE_SIDE => {
            *place += vec2(0.0, 9.0) + shiver;
            (shape.size, shape.fill) = (RADII * 2.0 * size, sheer(side, alpha));
        }
        FLOE_TOP => {
            *place += shiver;
            let blinks = ((time * 5.0) as u32).is_multiple_of(2);
            let hex = if !cracks {
                ice
            } else if blinks {
                DANGER
            } else {
                DANGER_PALE
            };
            (shape.size, shape.fill) = (RADII * 2.0 * size, sheer(hex, alpha));
        }
        FLOE_SAFE => (shape.size, shape.fill) = (RADII * 2.0 * safe, sheer(ice, alpha)),
        FLOE_MARK => {
            let share = [0.28, 0.55, 0.8][prop.number as usize % 3];
            (shape.size, shape.fill) = (RADII * 2.0 * safe * share, [0.0; 4]);
            shape.stroke = sheer(mark, alpha);
        }
        _ => {
            let is_held = is_seen && arena.has_rim == 1;
            (shape.size, shape.fill) = (RADII * 2.0 * size * 0.975, [0.0; 4]);
            shape.stroke = sheer(snow, if is_held { 1.0 } else { 0.0 });
        }
    }
}

fn show_lantern(prop: &Prop, place: &mut Vec2, shape: &mut Shape, game: &Game, time: f32) {
    let index = (prop.number as usize).wrapping_sub(1) % PLACE_COUNT;
    let is_played = game.round == ROUND_FLIES && !matches!(game.phase, PHASE_LOBBY | PHASE_PODIUM);
    let alpha = if is_played && game.players[index].kind != NOBODY { 1.0 } else { 0.0 };
    *place = lantern(index);
    if prop.kind == LANTERN {
        let breath = 0.35 + 0.08 * sin(time * 2.0 + index as f32);
        shape.fill = faded(seat_color(prop.number), alpha * breath);
        shape.stroke = faded(seat_color(prop.number), alpha);
        shape.stroke_width = 3.0;
    } else {
        let sign = faded(seat_color(prop.number), alpha);
        (shape.fill, shape.stroke) = (sign, sign);
    }
}

fn show_block(seat: u32, transform: &mut Transform2d, shape: &mut Shape, game: &Game) {
    let index = (seat as usize).wrapping_sub(1) % PLACE_COUNT;
    let player = game.players[index];
    let is_seen = game.phase == PHASE_PODIUM && player.kind != NOBODY;
    shape.fill = faded(seat_color(seat), if is_seen { 1.0 } else { 0.0 });
    let top = podium_top(player.rank);
    shape.size.y = 314.0 - top;
    transform.position = vec2(podium_place(index, game).x, (314.0 + top) / 2.0);
}

fn show_fuse(kind: u32, place: &mut Vec2, shape: &mut Shape, arena: &Arena, time: f32) {
    let Some(body) = arena.bodies.get((arena.holder as usize).wrapping_sub(1)) else {
        (shape.fill[3], shape.stroke[3]) = (0.0, 0.0);
        return;
    };
    let share = (arena.fuse_seconds / arena.fuse_whole_seconds).clamp(0.0, 1.0);
    let hurry = 1.0 - share;
    let beat = sin(time * (6.0 + 22.0 * hurry)) * 0.5 + 0.5;
    *place = body.place + vec2(0.0, -27.0 - beat * 2.0);
    match kind {
        BOMB => {
            let side = 16.0 + 3.0 * hurry * beat;
            shape.size = vec2(side, side);
            shape.fill = if hurry > 0.6 && beat > 0.5 { color(FIRE) } else { color(INK) };
            shape.stroke = color(SNOW);
        }
        WICK => {
            shape.points[0] = vec2(0.0, -7.0);
            shape.points[1] = vec2(0.0, -7.0) + vec2(7.0, -9.0) * share;
            shape.stroke = color(GOLD);
        }
        _ => {
            *place = body.place;
            shape.size = vec2(36.0, 36.0) + beat * 6.0;
            shape.stroke = sheer(FIRE, 0.5 + 0.5 * beat);
        }
    }
}
