//! Every controller, with each of its buttons and axes as it is now.

use crate::painter::{
    ACCENT, BRIGHT, CENTERED, Color, DIM, FROM_LEFT, PANEL, Painter, SMALL, SOFT, TITLE, TO_RIGHT,
};
use playground_core_client::input::{Pad, PadAxis, PadButton};
use playground_core_client::shell::{PadControl, PadPicture, ShellState, ShellView};
use playground_core_types::math::{Vec2, lerp, vec2};

/// The size for which a controller is drawn; it is scaled to the room that there is. Unit: virtual pixels.
const CARD: Vec2 = vec2(150.0, 128.0);

/// Where each button lies on the card, from its middle, and how large it is. Triggers are drawn apart.
const BUTTONS: &[(PadButton, Vec2, f32)] = &[
    (PadButton::South, vec2(38.0, 3.0), 4.5),
    (PadButton::East, vec2(47.0, -6.0), 4.5),
    (PadButton::West, vec2(29.0, -6.0), 4.5),
    (PadButton::North, vec2(38.0, -15.0), 4.5),
    (PadButton::DPadUp, vec2(-38.0, -13.0), 3.6),
    (PadButton::DPadDown, vec2(-38.0, 1.0), 3.6),
    (PadButton::DPadLeft, vec2(-45.0, -6.0), 3.6),
    (PadButton::DPadRight, vec2(-31.0, -6.0), 3.6),
    (PadButton::Select, vec2(-10.0, -9.0), 2.6),
    (PadButton::Mode, vec2(0.0, -15.0), 3.2),
    (PadButton::Start, vec2(10.0, -9.0), 2.6),
    (PadButton::C, vec2(-4.0, 2.0), 2.0),
    (PadButton::Z, vec2(4.0, 2.0), 2.0),
];

/// Each stick: its axes, its button, and where it lies.
const STICKS: [(PadAxis, PadAxis, PadButton, Vec2); 2] = [
    (PadAxis::LeftStickX, PadAxis::LeftStickY, PadButton::LeftThumb, vec2(-20.0, 12.0)),
    (PadAxis::RightStickX, PadAxis::RightStickY, PadButton::RightThumb, vec2(20.0, 12.0)),
];

/// Each shoulder: the button above, the trigger, and its side.
const SHOULDERS: [(PadButton, PadButton, f32); 2] = [
    (PadButton::LeftTrigger, PadButton::LeftTrigger2, -38.0),
    (PadButton::RightTrigger, PadButton::RightTrigger2, 38.0),
];

/// Draws a card for each controller; what to do where there is none.
pub(super) fn draw(painter: &mut Painter<'_>, state: &ShellState, view: &ShellView<'_>) {
    let screen = painter.screen;
    painter.words("controllers", vec2(screen.x * 0.5, TITLE * 0.8), TITLE * 0.8, BRIGHT, CENTERED);
    let pads = &view.pads.connected;
    if pads.is_empty() {
        let source = &view.pads.source;
        let words = format!("no controller is plugged in ({source})");
        painter.words(&words, screen * 0.5, SMALL * 1.4, SOFT, CENTERED);
        return;
    }
    let columns = match pads.len() {
        1 => 1,
        2..=4 => 2,
        _ => 4,
    };
    let rows = pads.len().div_ceil(columns);
    let top = TITLE * 1.5;
    let cell = vec2(screen.x / columns as f32, (screen.y - top - SMALL * 2.5) / rows as f32);
    let scale = (cell.x / CARD.x).min(cell.y / CARD.y);
    for (index, pad) in pads.iter().enumerate() {
        let (column, row) = ((index % columns) as f32, (index / columns) as f32);
        let middle = vec2((column + 0.5) * cell.x, top + (row + 0.5) * cell.y);
        let picture = state.pads.get(pad.slot as usize).copied().unwrap_or_default();
        Card { painter, middle, scale, picture }.draw(pad);
    }
}

/// One controller that is being drawn.
struct Card<'p, 'l> {
    painter: &'p mut Painter<'l>,
    middle: Vec2,
    scale: f32,
    picture: PadPicture,
}

impl Card<'_, '_> {
    fn draw(&mut self, pad: &Pad) {
        self.panel(Vec2::ZERO, CARD - vec2(4.0, 4.0), 5.0, PANEL);
        let seat = if pad.seat > 0 { format!("seat {}", pad.seat) } else { "no seat".to_owned() };
        let name: String = pad.name.chars().take(26).collect();
        self.words(&format!("pad{}  {name}", pad.slot), vec2(-70.0, -56.0), BRIGHT, FROM_LEFT);
        self.words(&seat, vec2(70.0, -56.0), SOFT, TO_RIGHT);
        // The two grips, and what joins them.
        for side in [-1.0, 1.0] {
            self.panel(vec2(side * 42.0, 2.0), vec2(34.0, 50.0), 15.0, DIM);
        }
        self.panel(vec2(0.0, -4.0), vec2(100.0, 38.0), 12.0, DIM);
        self.draw_shoulders();
        for (button, place, radius) in BUTTONS {
            let color = self.lit(*button);
            self.circle(*place, *radius, color);
        }
        self.draw_sticks();
        self.draw_numbers();
    }

    fn draw_shoulders(&mut self) {
        for (shoulder, trigger, x) in SHOULDERS {
            let color = self.lit(shoulder);
            self.panel(vec2(x, -29.0), vec2(30.0, 5.0), 2.0, color);
            let value = self.picture.buttons[trigger.number() as usize].clamp(0.0, 1.0);
            self.panel(vec2(x, -41.0), vec2(12.0, 14.0), 2.0, SOFT_DARK);
            let height = 14.0 * value;
            self.panel(vec2(x, -34.0 - height * 0.5), vec2(12.0, height), 2.0, ACCENT);
        }
    }

    fn draw_sticks(&mut self) {
        for (x, y, thumb, place) in STICKS {
            self.circle(place, 9.5, SOFT_DARK);
            let [x, y] = [x, y].map(|axis| self.picture.axes[axis.number() as usize]);
            let color = self.lit(thumb);
            // The pad reports up as positive.
            self.circle(place + vec2(x, -y) * 5.5, 5.0, if color == SOFT_DARK { SOFT } else { color });
        }
    }

    fn draw_numbers(&mut self) {
        for (index, axis) in PadAxis::ALL.iter().enumerate() {
            let place = vec2(-70.0 + (index % 2) as f32 * 74.0, 31.0 + (index / 2) as f32 * 7.5);
            let value = self.picture.axes[axis.number() as usize];
            self.words(&format!("{} {value:+.2}", axis.name()), place, SOFT, FROM_LEFT);
        }
        let pressed =
            PadButton::ALL.iter().filter(|button| self.picture.buttons[button.number() as usize] > 0.0);
        let names: Vec<String> = pressed
            .map(|button| {
                let value = self.picture.buttons[button.number() as usize];
                if value < 1.0 { format!("{} {value:.2}", button.name()) } else { button.name().to_owned() }
            })
            .collect();
        let words = match (names.as_slice(), self.picture.last) {
            ([], Some(PadControl::Button(button))) => format!("last: {}", button.name()),
            ([], Some(PadControl::Axis(axis))) => format!("last: {}", axis.name()),
            ([], None) => String::new(),
            (names, _) => names.join(" "),
        };
        let words: String = words.chars().take(40).collect();
        self.words(&words, vec2(-70.0, 55.0), BRIGHT, FROM_LEFT);
    }

    /// The colour of a button: brighter the further it is pressed.
    fn lit(&self, button: PadButton) -> Color {
        let value = self.picture.buttons[button.number() as usize].clamp(0.0, 1.0);
        [0, 1, 2, 3].map(|channel| lerp(SOFT_DARK[channel], ACCENT[channel], value))
    }

    fn words(&mut self, text: &str, place: Vec2, color: Color, pivot: Vec2) {
        self.painter.words(text, self.middle + place * self.scale, 6.0 * self.scale, color, pivot);
    }

    fn panel(&mut self, place: Vec2, size: Vec2, radius: f32, color: Color) {
        let middle = self.middle + place * self.scale;
        self.painter.panel(middle, size * self.scale, radius * self.scale, color);
    }

    fn circle(&mut self, place: Vec2, radius: f32, color: Color) {
        self.painter.circle(self.middle + place * self.scale, radius * self.scale, color);
    }
}

/// A control at rest.
const SOFT_DARK: Color = [0.07, 0.11, 0.16, 1.0];
