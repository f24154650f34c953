//! Mappings: which part of a controller is which button or axis, in the words of SDL's database.
//!
//! A line is `GUID,name,TARGET:SOURCE,...,platform:NAME,`. A target is a button or an axis, or one half of an axis;
//! a source is `b0` (a button), `a0`, `+a0`, `-a0`, `a0~` (an axis, a half of it, or the whole upside down) or `h0.1`
//! (a direction of a hat). systems/input reads lines and applies mappings.

use super::device::{Guid, PadCapabilities};
use super::event::Control;
use super::pad::{PadAxis, PadButton};
use std::fmt;

/// What SDL calls the system that the program runs on.
pub const PLATFORM: &str = if cfg!(target_os = "windows") {
    "Windows"
} else if cfg!(target_os = "macos") {
    "Mac OS X"
} else if cfg!(target_os = "android") {
    "Android"
} else if cfg!(target_os = "ios") {
    "iOS"
} else {
    "Linux"
};

/// How much of an axis counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Half {
    /// From -1 to 1.
    Whole,
    /// From 0 to 1.
    Positive,
    /// From 0 to -1.
    Negative,
}

/// What a link moves. Directions are SDL's: right and down are positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A button, or a trigger with all values between.
    Button(PadButton),
    /// An axis, or one half of it.
    Axis(PadAxis, Half),
}

impl Target {
    /// The target of a word of SDL's; `None` for one that is unknown here.
    pub fn from_word(word: &str) -> Option<Self> {
        let (half, name) = half_of(word);
        let axis = AXES.iter().find(|(known, _)| *known == name);
        let button = BUTTONS.iter().find(|(known, _)| *known == name);
        match (axis, button) {
            (Some((_, axis)), _) => Some(Target::Axis(*axis, half)),
            (_, Some((_, button))) if half == Half::Whole => Some(Target::Button(*button)),
            _ => None,
        }
    }

    /// SDL's word.
    pub fn word(self) -> String {
        match self {
            Target::Button(button) => {
                let word = BUTTONS.iter().find(|(_, known)| *known == button);
                word.map_or_else(String::new, |(word, _)| (*word).to_owned())
            }
            Target::Axis(axis, half) => {
                let word = AXES.iter().find(|(_, known)| *known == axis).map_or("", |(word, _)| *word);
                format!("{}{word}", sign(half))
            }
        }
    }

    /// The control that it is a part of.
    pub fn control(self) -> Control {
        match self {
            Self::Button(button) => Control::PadButton(button),
            Self::Axis(axis, _) => Control::PadAxis(axis),
        }
    }
}

/// What a link reads: a part of the controller by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// `b0`.
    Button(u8),
    /// `a0`, `+a0`, `-a0`, and `a0~`.
    Axis {
        /// Which.
        number: u8,
        /// How much of it.
        half: Half,
        /// Whether its directions are changed.
        is_inverted: bool,
    },
    /// `h0.1`.
    Hat {
        /// Which.
        number: u8,
        /// The sum of 1 up, 2 right, 4 down, 8 left; any of them counts.
        directions: u8,
    },
}

/// One part of a controller that moves one control.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// What is moved.
    pub target: Target,
    /// By what.
    pub source: Source,
}

/// A line of the database.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// For which model.
    pub guid: Guid,
    /// What the controller is called.
    pub name: String,
    /// For which system; empty for any.
    pub platform: String,
    /// In the order of the line.
    pub links: Vec<Link>,
    /// Parts of the line that mean nothing here, each with the reason.
    pub left_out: Vec<String>,
}

impl Mapping {
    /// The buttons and axes that the mapping names.
    pub fn capabilities(&self) -> PadCapabilities {
        self.links.iter().fold(PadCapabilities::default(), |capabilities, link| match link.target {
            Target::Button(button) => capabilities.with_button(button),
            Target::Axis(axis, _) => capabilities.with_axis(axis),
        })
    }
}

impl fmt::Display for Mapping {
    /// The line again, for this system where it names none.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{},{}", self.guid, self.name.replace([',', '\n', '\r'], " "))?;
        for Link { target, source } in &self.links {
            write!(formatter, ",{}:{source}", target.word())?;
        }
        let platform = if self.platform.is_empty() { PLATFORM } else { &self.platform };
        write!(formatter, ",platform:{platform},")
    }
}

impl Source {
    /// The source of a word of SDL's; `None` for one that is no part of a controller.
    pub fn from_word(word: &str) -> Option<Self> {
        let (half, word) = half_of(word);
        if let Some(axis) = word.strip_prefix('a') {
            let (digits, is_inverted) = axis.strip_suffix('~').map_or((axis, false), |digits| (digits, true));
            return Some(Source::Axis { number: number(digits)?, half, is_inverted });
        }
        if half != Half::Whole {
            return None;
        }
        if let Some(digits) = word.strip_prefix('b') {
            return Some(Source::Button(number(digits)?));
        }
        let (hat, directions) = word.strip_prefix('h')?.split_once('.')?;
        let directions = number(directions).filter(|directions| (1..=15).contains(directions))?;
        Some(Source::Hat { number: number(hat)?, directions })
    }
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Button(number) => write!(formatter, "b{number}"),
            Self::Axis { number, half, is_inverted } => {
                let mark = if is_inverted { "~" } else { "" };
                write!(formatter, "{}a{number}{mark}", sign(half))
            }
            Self::Hat { number, directions } => write!(formatter, "h{number}.{directions}"),
        }
    }
}

/// The words of SDL for buttons.
const BUTTONS: &[(&str, PadButton)] = &[
    ("a", PadButton::South),
    ("b", PadButton::East),
    ("x", PadButton::West),
    ("y", PadButton::North),
    ("back", PadButton::Select),
    ("start", PadButton::Start),
    ("guide", PadButton::Mode),
    ("leftshoulder", PadButton::LeftTrigger),
    ("rightshoulder", PadButton::RightTrigger),
    ("lefttrigger", PadButton::LeftTrigger2),
    ("righttrigger", PadButton::RightTrigger2),
    ("leftstick", PadButton::LeftThumb),
    ("rightstick", PadButton::RightThumb),
    ("dpup", PadButton::DPadUp),
    ("dpdown", PadButton::DPadDown),
    ("dpleft", PadButton::DPadLeft),
    ("dpright", PadButton::DPadRight),
    ("misc1", PadButton::Misc1),
    ("misc2", PadButton::Misc2),
    ("paddle1", PadButton::Paddle1),
    ("paddle2", PadButton::Paddle2),
    ("paddle3", PadButton::Paddle3),
    ("paddle4", PadButton::Paddle4),
    ("touchpad", PadButton::Touchpad),
    // SDL has no word for these: a mapping of ours may still keep them.
    ("c", PadButton::C),
    ("z", PadButton::Z),
];

/// The words of SDL for axes; the last two are ours.
const AXES: &[(&str, PadAxis)] = &[
    ("leftx", PadAxis::LeftStickX),
    ("lefty", PadAxis::LeftStickY),
    ("rightx", PadAxis::RightStickX),
    ("righty", PadAxis::RightStickY),
    ("leftz", PadAxis::LeftZ),
    ("rightz", PadAxis::RightZ),
];

fn half_of(word: &str) -> (Half, &str) {
    match (word.strip_prefix('+'), word.strip_prefix('-')) {
        (Some(rest), _) => (Half::Positive, rest),
        (_, Some(rest)) => (Half::Negative, rest),
        _ => (Half::Whole, word),
    }
}

fn number(digits: &str) -> Option<u8> {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

/// The sign that stands before a half of an axis.
const fn sign(half: Half) -> &'static str {
    match half {
        Half::Whole => "",
        Half::Positive => "+",
        Half::Negative => "-",
    }
}
