//! The touch pad over a game: seen through, brighter where a finger is.

use crate::painter::{ACCENT, BRIGHT, CENTERED, Color, LETTER_WIDTH, Painter, SMALL, width_of};
use playground_core_client::input::{TouchSpot, TouchTarget};
use playground_core_client::shell::ShellView;
use playground_core_types::math::{Vec2, vec2};

/// How much of a control at rest covers the game.
const REST_ALPHA: f32 = 0.28;
const HELD_ALPHA: f32 = 0.62;

/// Draws the touch pad, while it is shown.
pub(super) fn draw(painter: &mut Painter<'_>, view: &ShellView<'_>) {
    if !view.touch_pad.is_shown {
        return;
    }
    let scale = view.surface.shell_scale(view.virtual_size);
    for spot in &view.touch_pad.spots {
        let middle = view.surface.on_shell(spot.middle, view.virtual_size);
        draw_spot(painter, spot, middle, spot.radius * scale.y);
    }
}

fn draw_spot(painter: &mut Painter<'_>, spot: &TouchSpot, middle: Vec2, radius: f32) {
    let is_held = spot.push != Vec2::ZERO;
    let alpha = if is_held { HELD_ALPHA } else { REST_ALPHA };
    let with = |color: Color, alpha: f32| [color[0], color[1], color[2], alpha];
    // A light rim on a dark disc: it is seen on bright games and on dark ones.
    painter.circle(middle, radius, with(BRIGHT, alpha * 0.7));
    painter.circle(middle, radius - 1.0, with([0.01, 0.02, 0.04, 1.0], alpha));
    match spot.target {
        TouchTarget::Stick { .. } | TouchTarget::Cross => {
            let knob = middle + spot.push * radius * 0.6;
            painter.circle(knob, radius * 0.42, with(if is_held { ACCENT } else { BRIGHT }, alpha));
        }
        TouchTarget::Button(_) | TouchTarget::Key(_) => {
            if is_held {
                painter.circle(middle, radius - 1.0, with(ACCENT, alpha));
            }
            let wanted = spot.label.chars().count() as f32 * LETTER_WIDTH;
            let size = (radius * 1.75 / wanted.max(1.0)).min(SMALL * 1.3);
            painter.words(&spot.label, middle, size, BRIGHT, CENTERED);
        }
    }
    if matches!(spot.target, TouchTarget::Stick { .. } | TouchTarget::Cross) {
        // The name of a stick in a corner may be wider than the stick.
        let half = width_of(&spot.label, SMALL * 0.8) * 0.5 + 2.0;
        let x = middle.x.clamp(half, (painter.screen.x - half).max(half));
        let place = vec2(x, middle.y - radius - SMALL * 0.6);
        painter.words(&spot.label, place, SMALL * 0.8, with(BRIGHT, 0.6), CENTERED);
    }
}
