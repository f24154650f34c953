//! Every controller, with each of its buttons and axes as it is now.

use crate::painter::{
    ACCENT, BACKDROP, BRIGHT, CENTERED, Color, DIM, FROM_LEFT, PANEL, Painter, SMALL, SOFT, TITLE, TO_RIGHT,
    WORDS,
};
use playground_core_client::input::{Pad, PadAxis, PadBattery, PadButton, PadFamily, PadFeature, Wizard};
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

/// Where the pictures of the controllers begin, and where they end from below. Unit: virtual pixels.
const TOP: f32 = 26.0;
const BOTTOM: f32 = 24.0;

/// How far a stick's dot goes from its middle. Unit: virtual pixels.
const STICK_REACH: f32 = 9.0;

/// The dead zone of an action that says nothing else.
const DEAD_ZONE: f32 = 0.15;

/// The picture on one of the four buttons; nothing on the others.
const fn face(family: PadFamily, button: PadButton) -> &'static str {
    let is_sony = matches!(family, PadFamily::PlayStation);
    match (button, family) {
        (_, PadFamily::Generic) => "",
        (PadButton::South, _) if is_sony => "✕",
        (PadButton::East, _) if is_sony => "○",
        (PadButton::West, _) if is_sony => "□",
        (PadButton::North, _) if is_sony => "△",
        (PadButton::South | PadButton::East | PadButton::West | PadButton::North, _) => {
            family.button_label(button)
        }
        _ => "",
    }
}

/// Draws the controller in hand, large and with all that is known of it, and the others small.
pub(super) fn draw(painter: &mut Painter<'_>, state: &ShellState, view: &ShellView<'_>) {
    let screen = painter.screen;
    painter.words("controllers", vec2(screen.x * 0.5, TITLE * 0.6), TITLE * 0.7, BRIGHT, CENTERED);
    let pads = &view.pads.connected;
    let Some(in_hand) = view.pads.in_slot(state.pad_in_hand).or_else(|| pads.first()) else {
        let words = none_there(&view.pads.source);
        painter.words(&words, screen * 0.5, SMALL * 1.4, SOFT, CENTERED);
        return;
    };
    let room = vec2(screen.x * 0.5, screen.y - TOP - BOTTOM);
    draw_card(painter, state, in_hand, vec2(0.0, TOP), room);
    let others: Vec<&Pad> = pads.iter().filter(|pad| pad.slot != in_hand.slot).collect();
    // The more there are, the less room is left for words.
    let small = vec2(room.x, if others.is_empty() { 0.0 } else { room.y * 0.45 });
    let corner = vec2(screen.x * 0.5, TOP);
    draw_details(painter, in_hand, corner, vec2(screen.x - 4.0, TOP + room.y - small.y));
    let columns = if others.len() < 3 { others.len().max(1) } else { others.len().div_ceil(2) };
    let rows = others.len().div_ceil(columns).max(1);
    let cell = vec2(small.x / columns as f32, small.y / rows as f32);
    for (index, pad) in others.into_iter().enumerate() {
        let place = vec2((index % columns) as f32 * cell.x, (index / columns) as f32 * cell.y);
        let corner = vec2(screen.x * 0.5, TOP + room.y - small.y) + place;
        draw_card(painter, state, pad, corner, cell);
    }
    if let Some((_, wizard)) = &state.wizard {
        draw_wizard(painter, wizard, in_hand.family);
    }
}

/// How the screen is used with what is in hand.
pub(super) fn foot(state: &ShellState, view: &ShellView<'_>) -> [String; 2] {
    if view.pads.connected.is_empty() {
        let how = if is_in_browser(&view.pads.source) { "" } else { "plug one in: it is seen at once" };
        return [how, "Escape: back"].map(str::to_owned);
    }
    let family = view.pads.in_slot(state.pad_in_hand).map(|pad| pad.family).unwrap_or_default();
    let label = |button| family.button_label(button);
    let line = format!(
        "with {}: {} rumble · {} map anew · {} forget · {} back",
        label(PadButton::Select),
        label(PadButton::South),
        label(PadButton::North),
        label(PadButton::West),
        label(PadButton::Start)
    );
    [line, "R: rumble · M: map anew · Delete: forget · Tab: the next one · Escape: back".to_owned()]
}

/// What is said where no controller is seen.
pub(crate) fn none_there(source: &str) -> String {
    if is_in_browser(source) {
        return "no controller is seen yet: press one of its buttons".to_owned();
    }
    format!("no controller is plugged in ({source})")
}

/// Browsers show a page no controller before one of its buttons is pressed.
fn is_in_browser(source: &str) -> bool {
    source == "web"
}

fn draw_card(painter: &mut Painter<'_>, state: &ShellState, pad: &Pad, corner: Vec2, room: Vec2) {
    let scale = (room.x / CARD.x).min(room.y / CARD.y);
    let picture = state.pads.get(pad.slot as usize).copied().unwrap_or_default();
    Card { painter, middle: corner + room * 0.5, scale, picture }.draw(pad);
}

/// What is known of a controller, in words.
fn draw_details(painter: &mut Painter<'_>, pad: &Pad, corner: Vec2, end: Vec2) {
    let [supported, missing]: [Vec<&str>; 2] = [true, false].map(|is_there| {
        let features = PadFeature::ALL.into_iter();
        features
            .filter(|feature| pad.capabilities.supports(*feature) == is_there)
            .map(PadFeature::name)
            .collect()
    });
    let battery = match pad.battery {
        PadBattery::Unknown => "unknown".to_owned(),
        PadBattery::Wired => "on a cable".to_owned(),
        PadBattery::Discharging(percent) => format!("{percent} %"),
        PadBattery::Charging(percent) => format!("{percent} %, charging"),
        PadBattery::Full => "full".to_owned(),
    };
    let place = if pad.identity.place.is_empty() { "port unknown" } else { &pad.identity.place };
    let lines = [
        (format!("family: {} · battery: {battery}", pad.family.name()), BRIGHT),
        (format!("supported: {}", list(&supported)), BRIGHT),
        (format!("not supported: {}", list(&missing)), SOFT),
        (format!("model {}", pad.identity.guid), SOFT),
        (format!("number {} of its kind, {place}", pad.identity.order + 1), SOFT),
        (format!("mapping: {}", pad.mapping_origin.words()), BRIGHT),
    ];
    let mut y = corner.y + 2.0;
    for (line, color) in lines {
        y = painter.paragraph(&line, vec2(corner.x + 2.0, y), end, DETAIL, color) - DETAIL * 0.6;
    }
    // A line of SDL's format has no spaces at which it could be broken.
    let parts: Vec<&str> = pad.mapping.split(',').skip(2).filter(|part| !part.is_empty()).collect();
    let mapping = parts.join(" ");
    painter.paragraph_within(&mapping, vec2(corner.x + 2.0, y), end, DETAIL * 0.9, SOFT);
}

/// The size of words of a detail. Unit: virtual pixels.
const DETAIL: f32 = 6.0;

fn list(words: &[&str]) -> String {
    if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
}

fn draw_wizard(painter: &mut Painter<'_>, wizard: &Wizard, family: PadFamily) {
    painter.rise();
    let middle = painter.screen * 0.5;
    let size = vec2((painter.screen.x - 16.0).min(290.0), WORDS * 7.0);
    painter.panel(middle, size, 6.0, ACCENT);
    painter.panel(middle, size - vec2(2.0, 2.0), 5.0, BACKDROP);
    let (asked, count) = wizard.progress();
    let title = format!("{} of {count}: press or push", asked + 1);
    painter.words(&title, middle - vec2(0.0, WORDS * 2.1), SMALL, SOFT, CENTERED);
    let question = wizard.question().unwrap_or_default();
    painter.words(question, middle - vec2(0.0, WORDS * 0.7), WORDS, BRIGHT, CENTERED);
    let [south, east] = [PadButton::South, PadButton::East].map(|button| family.button_label(button));
    let help = format!("there is none: the lower button ({south}) once more, or Enter");
    painter.words(&help, middle + vec2(0.0, WORDS * 0.8), SMALL, SOFT, CENTERED);
    let help = format!("one back: the right button ({east}) once more, or Backspace · Escape ends");
    painter.words(&help, middle + vec2(0.0, WORDS * 2.0), SMALL, SOFT, CENTERED);
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
            self.words(face(pad.family, *button), *place, BRIGHT, CENTERED);
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

    /// A stick as a dot in its range; what lies in the ring around the middle is the usual dead zone.
    fn draw_sticks(&mut self) {
        for (x, y, thumb, place) in STICKS {
            let color = self.lit(thumb);
            self.circle(place, 11.0, color);
            self.circle(place, STICK_REACH * DEAD_ZONE + 1.0, DIM);
            let [x, y] = [x, y].map(|axis| self.picture.axes[axis.number() as usize]);
            let push = vec2(x, y);
            // The pad reports up as positive.
            let dot = if push.length() > DEAD_ZONE { BRIGHT } else { SOFT };
            self.circle(place + vec2(x, -y) * STICK_REACH, 2.2, dot);
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
