//! One binding: which controls, with which others held, pressed how, and whom it counts for.

use super::action::SeatSet;
use super::event::Control;
use super::pad::PadAxis;
use super::seat::KeyboardPart;

/// The most controls that are held along with a binding.
pub const MODIFIER_COUNT_MAX: usize = 3;

/// The most buttons that are pressed together.
pub const CHORD_CONTROL_COUNT_MAX: usize = 4;

/// [`Trigger::Repeat`]: the delay is the player's own, of [`Tuning`](super::Tuning).
pub const REPEAT_DELAY_OF_PLAYER: u16 = 0;

/// The delay of a repeat where neither the game nor the player says one. Unit: milliseconds.
pub const REPEAT_DELAY_MILLIS: u16 = 400;

/// What a binding calls one side of a stick as a button: its axis, and whether the side is the positive one.
pub const PUSHES: [(&str, PadAxis, bool); 8] = [
    ("LeftStickUp", PadAxis::LeftStickY, true),
    ("LeftStickLeft", PadAxis::LeftStickX, false),
    ("LeftStickDown", PadAxis::LeftStickY, false),
    ("LeftStickRight", PadAxis::LeftStickX, true),
    ("RightStickUp", PadAxis::RightStickY, true),
    ("RightStickLeft", PadAxis::RightStickX, false),
    ("RightStickDown", PadAxis::RightStickY, false),
    ("RightStickRight", PadAxis::RightStickX, true),
];

/// One binding, and whom it counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bind {
    /// Whose action it moves. A pad's control is read from the seat's own pad.
    pub seats: SeatSet,
    /// The part of the keyboard that it belongs to, in a game whose players join by pressing: of `seats`, it
    /// counts for the one that this part has. `None` for pads, and for the keys of one seat.
    pub part: Option<KeyboardPart>,
    /// What moves it.
    pub source: BindSource,
    /// What must be held for it to count; of a button before it is pressed.
    pub modifiers: [Option<Modifier>; MODIFIER_COUNT_MAX],
    /// How it is pressed.
    pub trigger: Trigger,
}

impl Bind {
    /// A binding that is simply pressed or moved, for the whole keyboard and every pad.
    pub fn new(seats: SeatSet, source: BindSource) -> Self {
        Self { seats, part: None, source, modifiers: [None; MODIFIER_COUNT_MAX], trigger: Trigger::Press }
    }

    /// Everything that it reads, modifiers first; some may be repeated.
    pub fn controls(&self) -> impl Iterator<Item = Control> {
        let modifiers = self.modifiers.into_iter().flatten().flat_map(|modifier| modifier.controls);
        modifiers.chain(self.source.controls())
    }

    /// How many things are held for it: of two bindings that share controls, the longer one wins.
    pub fn length(&self) -> usize {
        let of_source = match self.source {
            BindSource::Chord(controls) => {
                let is_first = |place: &usize| !controls[..*place].contains(&controls[*place]);
                (0..controls.len()).filter(is_first).count()
            }
            _ => 1,
        };
        self.modifiers.iter().flatten().count() + of_source
    }
}

/// A key or button that is held while another is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Modifier {
    /// Either of the two, as the left and the right Shift; the same twice where it is one.
    pub controls: [Control; 2],
}

/// How the controls of a button action are pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Trigger {
    /// It is down while they are down.
    #[default]
    Press,
    /// It is pressed and released when they are let go soon.
    Tap {
        /// How long they may be down at most.
        most_millis: u16,
    },
    /// It is down once they were down for so long.
    Hold {
        /// After which time.
        after_millis: u16,
    },
    /// It is down with the second press of two.
    Double {
        /// How long after the first one the second comes at most.
        within_millis: u16,
    },
    /// It is pressed, and pressed again and again while they are down.
    Repeat {
        /// When the second press comes; [`REPEAT_DELAY_OF_PLAYER`] for the time that the player says.
        delay_millis: u16,
        /// How long after each press the next one comes.
        interval_millis: u16,
    },
    /// One press holds it down, the next one lets it go.
    Toggle,
}

/// The controls that one binding reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BindSource {
    /// A key or button; for an axis action its value, 0 to 1.
    Button(Control),
    /// Some keys or buttons together, at most [`CHORD_CONTROL_COUNT_MAX`], in any order; the last one is repeated in
    /// the places that are left. Its value is the least of theirs.
    Chord([Control; CHORD_CONTROL_COUNT_MAX]),
    /// One side of an axis of a pad as a button.
    Push {
        /// The axis.
        control: Control,
        /// Whether it is the right or upper side, as the pad reports it.
        is_positive: bool,
    },
    /// An axis of a pad; y axes are turned, so that down is positive as on the screen.
    Axis(Control),
    /// Two keys or buttons as one axis; both together are 0.
    Pair {
        /// Left or up.
        negative: Control,
        /// Right or down.
        positive: Control,
    },
    /// Two axes of a pad as a stick, with a radial dead zone.
    Stick {
        /// Positive to the right.
        x: Control,
        /// Positive up, as the pad reports it.
        y: Control,
    },
    /// Four keys or buttons as a stick; the diagonal has length 1 like the rest.
    Cross {
        /// Negative y.
        up: Control,
        /// Negative x.
        left: Control,
        /// Positive y.
        down: Control,
        /// Positive x.
        right: Control,
    },
}

impl BindSource {
    /// The controls that it reads; some of the four places may be repeated.
    pub fn controls(self) -> [Control; 4] {
        match self {
            Self::Button(control) | Self::Axis(control) | Self::Push { control, .. } => [control; 4],
            Self::Chord(controls) => controls,
            Self::Pair { negative, positive } => [negative, positive, negative, positive],
            Self::Stick { x, y } => [x, y, x, y],
            Self::Cross { up, left, down, right } => [up, left, down, right],
        }
    }
}
