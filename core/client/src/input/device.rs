//! What a device is: its kind, who it is when it comes back, what it can do, and whose pictures its buttons have.

use super::pad::{PadAxis, PadButton};
use std::fmt;

/// What kind of thing sends events; all of them send the same [`RawEvent`](super::RawEvent)s into the same log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeviceKind {
    /// All keyboards as one.
    Keyboard,
    /// All mice as one.
    Mouse,
    /// The window: its focus.
    Window,
    /// A controller.
    Pad,
    /// A controller that is none: the touch pad on the screen, a script, a test.
    VirtualPad,
    /// A finger.
    Touch,
}

/// The model of a controller, as SDL's database of mappings names it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Guid(pub [u8; 16]);

impl Guid {
    /// The GUID of 32 hexadecimal digits; `None` for anything else.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 32 {
            return None;
        }
        let mut bytes = [0; 16];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let digit = |digit: u8| char::from(digit).to_digit(16);
            *byte = u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok()?;
        }
        Some(Self(bytes))
    }

    /// The maker and the model by their USB numbers; 0 where the GUID does not hold them.
    pub fn vendor_product(self) -> [u16; 2] {
        let word = |index: usize| u16::from_le_bytes([self.0[index], self.0[index + 1]]);
        // SDL puts letters of the name in their place where a device has no numbers.
        let has_numbers = word(6) == 0 && word(10) == 0;
        if has_numbers { [word(4), word(8)] } else { [0, 0] }
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// Who a controller is, whatever slot it lies in and however often it was pulled out.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PadIdentity {
    /// Its model.
    pub guid: Guid,
    /// Its serial number, or the port it hangs on; empty where the system tells neither.
    pub place: String,
    /// Which of several that are alike in all of the above, in the order in which they came. Range: 0 to 7.
    pub order: u8,
}

/// Whose pictures and words the buttons of a controller have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PadFamily {
    /// A, B, X, Y as on a controller of an Xbox.
    Xbox,
    /// Cross, circle, square, triangle.
    PlayStation,
    /// B, A, Y, X: the letters of Xbox, each at another place.
    Nintendo,
    /// A Steam Controller or a Steam Deck.
    Steam,
    /// Nobody knows: the places are told.
    #[default]
    Generic,
}

impl PadFamily {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Xbox, Self::PlayStation, Self::Nintendo, Self::Steam, Self::Generic];

    /// The name, as settings per family are kept under.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Xbox => "xbox",
            Self::PlayStation => "playstation",
            Self::Nintendo => "nintendo",
            Self::Steam => "steam",
            Self::Generic => "generic",
        }
    }

    /// What is printed on a button; its place where the family prints nothing that a word can say.
    pub const fn button_label(self, button: PadButton) -> &'static str {
        match self {
            Self::Xbox => xbox_label(button),
            Self::PlayStation => playstation_label(button),
            Self::Nintendo => nintendo_label(button),
            Self::Steam => steam_label(button),
            Self::Generic => button.name(),
        }
    }
}

const fn xbox_label(button: PadButton) -> &'static str {
    match button {
        PadButton::South => "A",
        PadButton::East => "B",
        PadButton::West => "X",
        PadButton::North => "Y",
        PadButton::LeftTrigger => "LB",
        PadButton::RightTrigger => "RB",
        PadButton::LeftTrigger2 => "LT",
        PadButton::RightTrigger2 => "RT",
        PadButton::Select => "View",
        PadButton::Start => "Menu",
        PadButton::Mode => "Xbox",
        PadButton::LeftThumb => "LS",
        PadButton::RightThumb => "RS",
        other => shared_label(other),
    }
}

const fn playstation_label(button: PadButton) -> &'static str {
    match button {
        PadButton::South => "Cross",
        PadButton::East => "Circle",
        PadButton::West => "Square",
        PadButton::North => "Triangle",
        PadButton::LeftTrigger => "L1",
        PadButton::RightTrigger => "R1",
        PadButton::LeftTrigger2 => "L2",
        PadButton::RightTrigger2 => "R2",
        PadButton::Select => "Create",
        PadButton::Start => "Options",
        PadButton::Mode => "PS",
        PadButton::LeftThumb => "L3",
        PadButton::RightThumb => "R3",
        other => shared_label(other),
    }
}

const fn nintendo_label(button: PadButton) -> &'static str {
    match button {
        PadButton::South => "B",
        PadButton::East => "A",
        PadButton::West => "Y",
        PadButton::North => "X",
        PadButton::LeftTrigger => "L",
        PadButton::RightTrigger => "R",
        PadButton::LeftTrigger2 => "ZL",
        PadButton::RightTrigger2 => "ZR",
        PadButton::Select => "Minus",
        PadButton::Start => "Plus",
        PadButton::Mode => "Home",
        PadButton::LeftThumb => "L stick",
        PadButton::RightThumb => "R stick",
        other => shared_label(other),
    }
}

const fn steam_label(button: PadButton) -> &'static str {
    match button {
        PadButton::Mode => "Steam",
        PadButton::LeftTrigger => "L1",
        PadButton::RightTrigger => "R1",
        PadButton::LeftTrigger2 => "L2",
        PadButton::RightTrigger2 => "R2",
        PadButton::LeftThumb => "L3",
        PadButton::RightThumb => "R3",
        other => xbox_label(other),
    }
}

const fn shared_label(button: PadButton) -> &'static str {
    match button {
        PadButton::DPadUp => "D-pad up",
        PadButton::DPadDown => "D-pad down",
        PadButton::DPadLeft => "D-pad left",
        PadButton::DPadRight => "D-pad right",
        other => other.name(),
    }
}

/// Something that only some controllers have, or that only some systems let us reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PadFeature {
    /// Two motors.
    Rumble,
    /// Motors in the triggers. No backend reaches them today.
    TriggerRumble,
    /// A sensor of turns and pushes. No backend reaches it today.
    Gyro,
    /// A surface for fingers. No backend reaches it today.
    Touchpad,
    /// A light that has a colour. No backend reaches it today.
    Light,
    /// The state of a battery.
    Battery,
}

impl PadFeature {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Rumble, Self::TriggerRumble, Self::Gyro, Self::Touchpad, Self::Light, Self::Battery];

    /// The name, for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rumble => "rumble",
            Self::TriggerRumble => "trigger rumble",
            Self::Gyro => "gyro",
            Self::Touchpad => "touchpad",
            Self::Light => "light",
            Self::Battery => "battery",
        }
    }
}

/// What a controller can do, as far as the backend reaches it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct PadCapabilities {
    buttons: u32,
    axes: u32,
    features: u32,
}

impl PadCapabilities {
    /// The same with a button.
    #[must_use]
    pub fn with_button(self, button: PadButton) -> Self {
        Self { buttons: self.buttons | (1 << button.number()), ..self }
    }

    /// The same with an axis.
    #[must_use]
    pub fn with_axis(self, axis: PadAxis) -> Self {
        Self { axes: self.axes | (1 << axis.number()), ..self }
    }

    /// The same with a feature.
    #[must_use]
    pub fn with_feature(self, feature: PadFeature) -> Self {
        Self { features: self.features | (1 << feature as u32), ..self }
    }

    /// As three sets of bits, for a file: buttons, axes, features.
    pub fn bits(self) -> [u32; 3] {
        [self.buttons, self.axes, self.features]
    }

    /// The abilities of three sets of bits.
    pub fn from_bits([buttons, axes, features]: [u32; 3]) -> Self {
        Self { buttons, axes, features }
    }

    /// Whether the controller has a button, mapped or by itself.
    pub fn has_button(self, button: PadButton) -> bool {
        self.buttons & (1 << button.number()) != 0
    }

    /// Whether the controller has an axis, mapped or by itself.
    pub fn has_axis(self, axis: PadAxis) -> bool {
        self.axes & (1 << axis.number()) != 0
    }

    /// Whether a feature works here; what does not is "not supported", and asking for it does nothing.
    pub fn supports(self, feature: PadFeature) -> bool {
        self.features & (1 << feature as u32) != 0
    }
}

/// How long a controller will go on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PadBattery {
    /// Nobody tells.
    #[default]
    Unknown,
    /// It hangs on a cable and has none.
    Wired,
    /// It runs on it. Unit: percent. Range: 0 to 100.
    Discharging(u8),
    /// It is being filled. Unit: percent. Range: 0 to 100.
    Charging(u8),
    /// It is full.
    Full,
}

/// Where the mapping of a controller comes from, the strongest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum MappingOrigin {
    /// The player's own: the wizard, or their file.
    Player,
    /// The variable `SDL_GAMECONTROLLERCONFIG`.
    Environment,
    /// The database that the program carries.
    Database,
    /// None: buttons are where the driver says they are.
    #[default]
    Driver,
}

impl MappingOrigin {
    /// In words for people.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Player => "your own mapping",
            Self::Environment => "SDL_GAMECONTROLLERCONFIG",
            Self::Database => "database",
            Self::Driver => "as the driver says",
        }
    }
}
