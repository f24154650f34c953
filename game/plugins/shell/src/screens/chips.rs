//! Binds as pictures: keys as caps, buttons of a pad as they look on the controller in hand.

use crate::menu::rebinding::family_in_hand;
use crate::painter::{BRIGHT, CENTERED, Color, Painter, SMALL, SOFT, fitted, width_of};
use playground_core_client::input::{PadButton, PadFamily, bind_label, is_on_pad};
use playground_core_client::shell::{ShellState, ShellView};
use playground_core_types::math::{Vec2, vec2};

/// How high a picture is. Unit: virtual pixels.
const HEIGHT: f32 = 10.0;
const GAP: f32 = 3.0;
/// The widest one. Unit: virtual pixels.
const WIDTH_MAX: f32 = 78.0;
/// The cap of a key.
const CAP: Color = [0.10, 0.15, 0.21, 1.0];
/// The face of a button.
const FACE: Color = [0.06, 0.09, 0.205, 1.0];

/// One picture.
struct Chip {
    words: String,
    color: Color,
    /// Whether it is round.
    is_round: bool,
    /// Unit: virtual pixels.
    width: f32,
    size: f32,
}

/// Draws as many of the binds as have room, from the right end to the left.
pub(super) fn draw(
    painter: &mut Painter<'_>,
    binds: &[String],
    (right, room): (Vec2, f32),
    is_chosen: bool,
    (state, view): (&ShellState, &ShellView<'_>),
) {
    let family = family_in_hand(state, view);
    let (mut chips, mut width) = (Vec::new(), 0.0);
    for bind in binds {
        let chip = chip(bind, family, view);
        if width + chip.width > room && !chips.is_empty() {
            break;
        }
        width += chip.width + GAP;
        chips.push(chip);
    }
    let is_cut = chips.len() < binds.len();
    let mut x = right.x - width + GAP - if is_cut { 7.0 } else { 0.0 };
    if is_cut {
        painter.words("…", right, SMALL, if is_chosen { BRIGHT } else { SOFT }, CENTERED);
    }
    for chip in chips {
        let middle = vec2(x + chip.width * 0.5, right.y);
        let radius = if chip.is_round { HEIGHT * 0.5 } else { 2.5 };
        let size = vec2(chip.width, HEIGHT);
        painter.panel(middle, size, radius, if chip.is_round { FACE } else { CAP });
        painter.words(&chip.words, middle, chip.size, chip.color, CENTERED);
        x += chip.width + GAP;
    }
}

fn chip(bind: &str, family: PadFamily, view: &ShellView<'_>) -> Chip {
    let button = bind.strip_prefix("pad:").and_then(PadButton::from_name);
    if let Some((words, color)) = button.and_then(|button| face(family, button)) {
        return Chip { words: words.to_owned(), color, is_round: true, width: HEIGHT, size: SMALL };
    }
    let label = bind_label(bind, view.labels, family);
    let (words, size) = fitted(&label, SMALL, WIDTH_MAX - 6.0);
    let width = (width_of(&words, size) + 6.0).max(HEIGHT);
    Chip { words, color: BRIGHT, is_round: is_on_pad(bind), width, size }
}

/// One of the four buttons under the right thumb, as it is printed, in its colour; `None` for all others.
fn face(family: PadFamily, button: PadButton) -> Option<(&'static str, Color)> {
    const GREEN: Color = [0.20, 0.75, 0.22, 1.0];
    const RED: Color = [0.90, 0.16, 0.14, 1.0];
    const BLUE: Color = [0.20, 0.50, 1.0, 1.0];
    const YELLOW: Color = [0.95, 0.68, 0.10, 1.0];
    const PINK: Color = [0.85, 0.38, 0.62, 1.0];
    let face = match (family, button) {
        (PadFamily::PlayStation, PadButton::South) => ("✕", BLUE),
        (PadFamily::PlayStation, PadButton::East) => ("○", RED),
        (PadFamily::PlayStation, PadButton::West) => ("□", PINK),
        (PadFamily::PlayStation, PadButton::North) => ("△", GREEN),
        (PadFamily::Xbox | PadFamily::Steam, PadButton::South) => ("A", GREEN),
        (PadFamily::Xbox | PadFamily::Steam, PadButton::East) => ("B", RED),
        (PadFamily::Xbox | PadFamily::Steam, PadButton::West) => ("X", BLUE),
        (PadFamily::Xbox | PadFamily::Steam, PadButton::North) => ("Y", YELLOW),
        (PadFamily::Nintendo, PadButton::South) => ("B", BRIGHT),
        (PadFamily::Nintendo, PadButton::East) => ("A", BRIGHT),
        (PadFamily::Nintendo, PadButton::West) => ("Y", BRIGHT),
        (PadFamily::Nintendo, PadButton::North) => ("X", BRIGHT),
        _ => return None,
    };
    Some(face)
}
