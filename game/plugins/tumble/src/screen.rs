//! The panels that words stand on: one in each corner, and one in the midst.

use crate::figures::emblem;
use crate::game::{Game, NOBODY, PHASE_CARD, PHASE_LOBBY, PHASE_SCORES, PLACE_COUNT};
use crate::palette::{PANEL, SOFT, faded, seat_color, seat_light, sheer};
use crate::words::{Label, PANEL_PLACES, TABLE};
use playground_core_client::rendering::{ALIGN_CENTER, ALIGN_LEFT, Shape, Text};
use playground_core_ecs::{Commands, Row, Tick, Transform2d, component, system};
use playground_core_types::math::vec2;

/// How large the panel of a player is. Unit: virtual pixels.
const PANEL_SIZE: [f32; 2] = [150.0, 42.0];
const LAYER: i32 = 7_000;

/// A panel, or the sign on it.
#[component]
#[derive(Default)]
pub struct Panel {
    /// Whose, from 1; 0 for that in the midst.
    pub seat: u32,
    /// 1 for the sign.
    pub is_sign: u32,
}

/// Builds panels and words in the first tick.
#[system]
pub fn build_panels(tick: &Tick, commands: &mut Commands) {
    if tick.number > 0 {
        return;
    }
    for seat in 1..=PLACE_COUNT as u32 {
        let place = PANEL_PLACES[seat as usize - 1];
        let size = vec2(PANEL_SIZE[0], PANEL_SIZE[1]);
        let panel = Shape { radius: 9.0, ..Shape::rectangle(size, sheer(PANEL, 0.95)) };
        let panel = panel.stroked(2.0, seat_color(seat)).on_layer(LAYER);
        let row = Row::new().with(&Panel { seat, is_sign: 0 }).with(&panel);
        commands.spawn(row.with(&Transform2d::at(place.x, place.y)));
        let sign = emblem(seat, 11.0, seat_color(seat)).on_layer(LAYER + 1);
        let row = Row::new().with(&Panel { seat, is_sign: 1 }).with(&sign);
        commands.spawn(row.with(&Transform2d::at(place.x - 56.0, place.y)));
    }
    let card = Shape { radius: 14.0, ..Shape::rectangle(vec2(420.0, 226.0), sheer(PANEL, 0.985)) };
    let card = card.stroked(2.0, sheer(SOFT, 0.6)).on_layer(LAYER + 2);
    commands.spawn(Row::new().with(&Panel::default()).with(&card).with(&Transform2d::at(320.0, 186.0)));
    for (slot, place, size, align) in TABLE {
        let [x, y] = place;
        let pivot = vec2([-0.5, 0.0, 0.5][*align as usize], 0.0);
        let wrap_width = if *align == ALIGN_CENTER && *size < 16.0 { 392.0 } else { 0.0 };
        let text = Text {
            align: *align,
            pivot,
            wrap_width,
            line_height: 1.35,
            outline: [0.003, 0.006, 0.018, 1.0],
            outline_width: if *size > 24.0 { 3.0 } else { 1.0 },
            layer: LAYER + 10,
            ..Text::new("", *size)
        };
        let row = Row::new().with(&Label { slot: *slot }).with(&text);
        commands.spawn(row.with(&Transform2d::at(*x, *y)));
    }
    for seat in 1..=PLACE_COUNT as u32 {
        build_seat(seat, commands);
    }
}

/// The words of a player's panel.
fn build_seat(seat: u32, commands: &mut Commands) {
    let place = PANEL_PLACES[seat as usize - 1];
    let lines = [
        (crate::words::SEAT_NUMBER, vec2(-56.0, 0.0), 12.0, ALIGN_CENTER),
        (crate::words::SEAT_FIRST, vec2(-39.0, -8.5), 12.0, ALIGN_LEFT),
        (crate::words::SEAT_SECOND, vec2(-39.0, 8.5), 10.5, ALIGN_LEFT),
    ];
    for (slot, offset, size, align) in lines {
        let text = Text {
            align,
            pivot: vec2([-0.5, 0.0][align as usize], 0.0),
            outline: [0.003, 0.006, 0.018, 1.0],
            outline_width: if align == ALIGN_CENTER { 1.4 } else { 0.0 },
            layer: LAYER + 10,
            ..Text::new("", size)
        };
        let at = place + offset;
        let row = Row::new().with(&Label { slot: slot + seat }).with(&text);
        commands.spawn(row.with(&Transform2d::at(at.x, at.y)));
    }
}

/// Shows the panels that the phase has.
#[system]
pub fn show_panels(panels: &[Panel], shapes: &mut [Shape], game: &Game) {
    for (panel, shape) in panels.iter().zip(shapes) {
        if panel.seat == 0 {
            let is_seen = matches!(game.phase, PHASE_CARD | PHASE_SCORES);
            shape.fill[3] = if is_seen { 0.985 } else { 0.0 };
            shape.stroke[3] = if is_seen { 0.6 } else { 0.0 };
            continue;
        }
        let kind = game.players[(panel.seat as usize).wrapping_sub(1) % PLACE_COUNT].kind;
        let is_free = kind == NOBODY;
        if panel.is_sign == 1 {
            let color = faded(seat_color(panel.seat), if is_free { 0.25 } else { 1.0 });
            (shape.fill, shape.stroke) = (color, color);
            if is_free && game.phase != PHASE_LOBBY {
                (shape.fill[3], shape.stroke[3]) = (0.0, 0.0);
            }
            continue;
        }
        let is_seen = !is_free || game.phase == PHASE_LOBBY;
        shape.fill[3] = if is_seen { 0.95 } else { 0.0 };
        let rim = if is_free { faded(seat_light(panel.seat), 0.3) } else { seat_color(panel.seat) };
        shape.stroke = faded(rim, if is_seen { 1.0 } else { 0.0 });
    }
}
