//! The question for a bind: what is asked, how much time is left, and two buttons for mouse and fingers.

use crate::menu::controls;
use crate::menu::layout::Dialog;
use crate::menu::rebinding::family_in_hand;
use crate::painter::{ACCENT, BACKDROP, BRIGHT, CENTERED, DIM, Painter, SMALL, SOFT, WORDS};
use playground_core_client::input::PadButton;
use playground_core_client::shell::{Asking, InHand, ShellState, ShellView};
use playground_core_types::math::vec2;

/// Draws the question over the page of controls.
pub(super) fn draw(painter: &mut Painter<'_>, asking: &Asking, state: &ShellState, view: &ShellView<'_>) {
    painter.rise();
    let dialog = Dialog::of(view);
    let (middle, size) = (dialog.middle, dialog.size);
    painter.panel(middle, size, 6.0, ACCENT);
    painter.panel(middle, size - vec2(2.0, 2.0), 5.0, BACKDROP);
    let top = middle - vec2(0.0, size.y * 0.5);
    let question = controls::question(asking, state, view);
    let room = size.x - 12.0;
    painter.words_within(&question, top + vec2(0.0, WORDS * 1.3), (WORDS, room), BRIGHT, CENTERED);
    let help = match state.in_hand {
        InHand::Pad => {
            let start = family_in_hand(state, view).button_label(PadButton::Start);
            format!("{start}: leave it as it is · held: as the game has it")
        }
        _ => "Escape: leave it as it is · Delete: as the game has it".to_owned(),
    };
    painter.words_within(&help, top + vec2(0.0, WORDS * 2.9), (SMALL, room), SOFT, CENTERED);
    // The time that is left, as a bar and in seconds.
    let width = size.x - 60.0;
    let left = vec2(middle.x - width * 0.5 - 8.0, top.y + WORDS * 4.5 - 1.5);
    let rest = controls::rest(asking, view.now_micros);
    painter.rectangle(left, vec2(width, 3.0), DIM);
    painter.rectangle(left, vec2(width * rest, 3.0), ACCENT);
    let seconds = format!("{} s", controls::rest_seconds(asking, view.now_micros));
    let place = left + vec2(width + 14.0, 1.5);
    painter.words(&seconds, place, SMALL, BRIGHT, CENTERED);
    for (place, words) in dialog.buttons.into_iter().zip(["Cancel", "As the game has it"]) {
        painter.panel(place, dialog.button_size, 3.0, DIM);
        let room = dialog.button_size.x - 6.0;
        painter.words_within(words, place, (SMALL, room), BRIGHT, CENTERED);
    }
}
