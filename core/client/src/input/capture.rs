//! From what a player presses to the text of a binding, for a menu that asks.

use super::bind::PUSHES;
use super::event::{Control, DeviceId, RawEvent};
use super::key::Key;
use super::pad::{PadAxis, PadButton};
use super::pointer::MouseControl;
use playground_core_assets::ActionKind;

/// From which value on a button is pressed and an axis pushed.
const PUSH_VALUE: f32 = 0.5;

/// From which value on an axis is pushed before anybody listens, and below which it is let go.
pub const CAPTURE_REST_VALUE: f32 = 0.3;

/// Which devices a [`Capture`] listens to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaptureFrom {
    /// Keyboard, mouse and pads.
    All,
    /// The keyboard: what a half of it can be bound to.
    Keys,
    /// Pads.
    Pads,
}

/// What an event was to a [`Capture`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Captured {
    /// Nothing that can be bound: a release, a movement, a key that was pressed already.
    Nothing,
    /// One of several presses; what the next one is for: `right` or `down`, `up`, `left`, ...
    More(&'static str),
    /// The binding, written as in a manifest.
    Bind(String),
}

/// Listens until a binding for an action is pressed.
///
/// A button takes one press, or one push of a stick. An axis takes an axis of a pad or a trigger at once, or two presses: left or up
/// first. A stick takes a stick or the four-way pad of a pad at once, or four keys: up, left, down, right. A press
/// on another kind of device begins anew. What cancels is for the menu to say, before it hands an event on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    kind: ActionKind,
    from: CaptureFrom,
    /// The presses so far, all of one kind of device.
    presses: Vec<Press>,
    /// Axes that were pushed before anybody listened, and are not let go yet.
    pushed: Vec<(DeviceId, PadAxis)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Press {
    Key(Key),
    Pad(PadButton),
}

impl Press {
    fn name(self) -> &'static str {
        match self {
            Self::Key(key) => key.name(),
            Self::Pad(button) => button.name(),
        }
    }

    fn is_key(self) -> bool {
        matches!(self, Self::Key(_))
    }
}

impl Capture {
    /// Listens for an action of `kind`. Axes that are `pushed` already count once they were let go.
    pub fn new(kind: ActionKind, from: CaptureFrom, pushed: Vec<(DeviceId, PadAxis)>) -> Self {
        Self { kind, from, presses: Vec::new(), pushed }
    }

    /// What the next press is for: empty for a button.
    pub fn awaits(&self) -> &'static str {
        let names: &[&str] = match self.kind {
            ActionKind::Button => &[],
            ActionKind::Axis => &["left or up", "right or down"],
            ActionKind::Stick => &["up", "left", "down", "right"],
        };
        names.get(self.presses.len()).copied().unwrap_or_default()
    }

    /// Takes in what happened.
    pub fn take(&mut self, event: &RawEvent) -> Captured {
        if let Some(Control::PadAxis(axis)) = event.control.control()
            && let Some(place) = self.pushed.iter().position(|pushed| *pushed == (event.device, axis))
        {
            if event.value.abs() < CAPTURE_REST_VALUE {
                self.pushed.remove(place);
            }
            return Captured::Nothing;
        }
        match event.control.control() {
            Some(Control::Key(key)) if self.from != CaptureFrom::Pads && event.value >= PUSH_VALUE => {
                self.press(Press::Key(key))
            }
            Some(Control::Mouse(mouse)) if self.from == CaptureFrom::All => self.mouse(mouse, event.value),
            Some(Control::PadButton(button))
                if self.from != CaptureFrom::Keys && event.value >= PUSH_VALUE =>
            {
                self.pad_button(button)
            }
            Some(Control::PadAxis(axis))
                if self.from != CaptureFrom::Keys && event.value.abs() >= PUSH_VALUE =>
            {
                self.pad_axis(axis, event.value > 0.0)
            }
            _ => Captured::Nothing,
        }
    }

    fn mouse(&self, mouse: MouseControl, value: f32) -> Captured {
        if self.kind != ActionKind::Button {
            return Captured::Nothing;
        }
        let name = match mouse {
            MouseControl::Left | MouseControl::Right | MouseControl::Middle if value >= PUSH_VALUE => {
                mouse.name()
            }
            MouseControl::Wheel if value > 0.0 => MouseControl::WheelUp.name(),
            MouseControl::Wheel if value < 0.0 => MouseControl::WheelDown.name(),
            _ => return Captured::Nothing,
        };
        Captured::Bind(format!("mouse:{name}"))
    }

    fn pad_button(&mut self, button: PadButton) -> Captured {
        use PadButton::{DPadDown, DPadLeft, DPadRight, DPadUp, LeftTrigger2, RightTrigger2};
        match (self.kind, button) {
            (ActionKind::Axis, LeftTrigger2 | RightTrigger2) => {
                Captured::Bind(format!("pad:{}", button.name()))
            }
            (ActionKind::Stick, DPadDown | DPadLeft | DPadRight | DPadUp) => {
                Captured::Bind("pad:DPad".to_owned())
            }
            (ActionKind::Stick, _) => Captured::Nothing,
            _ => self.press(Press::Pad(button)),
        }
    }

    fn pad_axis(&self, axis: PadAxis, is_positive: bool) -> Captured {
        let push = PUSHES.iter().find(|(_, of, side)| (*of, *side) == (axis, is_positive));
        match (self.kind, axis) {
            (ActionKind::Button, _) => {
                push.map_or(Captured::Nothing, |(name, ..)| Captured::Bind(format!("pad:{name}")))
            }
            (ActionKind::Axis, _) => Captured::Bind(format!("pad:{}", axis.name())),
            (ActionKind::Stick, PadAxis::LeftStickX | PadAxis::LeftStickY) => {
                Captured::Bind("pad:LeftStick".to_owned())
            }
            (ActionKind::Stick, PadAxis::RightStickX | PadAxis::RightStickY) => {
                Captured::Bind("pad:RightStick".to_owned())
            }
            _ => Captured::Nothing,
        }
    }

    fn press(&mut self, press: Press) -> Captured {
        if self.presses.contains(&press) {
            return Captured::Nothing;
        }
        self.presses.retain(|before| before.is_key() == press.is_key());
        self.presses.push(press);
        if !self.awaits().is_empty() {
            return Captured::More(self.awaits());
        }
        let names: Vec<_> = self.presses.drain(..).map(Press::name).collect();
        Captured::Bind(match (self.kind, press) {
            (ActionKind::Button, Press::Key(key)) => key.name().to_owned(),
            (_, Press::Key(_)) => format!("keys:{}", names.join(",")),
            (_, Press::Pad(_)) => format!("pad:{}", names.join(",")),
        })
    }
}
