//! Who a pad is by the words of a browser, and how its parts lie there.
//!
//! A browser says no more of a model than maker and product, in a text for people; neither how it is connected nor its
//! version. What the parts of a pad are that it does not know, it leaves open: buttons and axes in the order of the
//! machine's driver, and a hat as axes.

use super::PadState;
use playground_core_client::input::{
    Guid, Half, Link, Mapping, PadAxis, PadButton, PadElement, Source, Target,
};

/// The longest name of a pad that is kept. Unit: characters.
const NAME_LENGTH_MAX: usize = 64;

/// So many parts of a pad are heard.
const BUTTON_COUNT_MAX: usize = 128;
const AXIS_COUNT_MAX: usize = 32;

/// What SDL's database calls Linux, where a hat is two axes behind all others.
const LINUX: &str = "Linux";

/// Elsewhere Chromium has a place for each axis that there may be, and the hat is the last of them.
const HAT_PLACE: usize = 9;

/// The directions of such a hat, clockwise from up: sums of 1 up, 2 right, 4 down, 8 left.
const DIRECTIONS: [u8; 8] = [1, 3, 2, 6, 4, 12, 8, 9];

/// The buttons of the web's standard mapping, by their place in it.
pub const STANDARD_BUTTONS: [PadButton; 17] = [
    PadButton::South,
    PadButton::East,
    PadButton::West,
    PadButton::North,
    PadButton::LeftTrigger,
    PadButton::RightTrigger,
    PadButton::LeftTrigger2,
    PadButton::RightTrigger2,
    PadButton::Select,
    PadButton::Start,
    PadButton::LeftThumb,
    PadButton::RightThumb,
    PadButton::DPadUp,
    PadButton::DPadDown,
    PadButton::DPadLeft,
    PadButton::DPadRight,
    PadButton::Mode,
];

/// Its axes, by their place in it.
const STANDARD_AXES: [PadAxis; 4] =
    [PadAxis::LeftStickX, PadAxis::LeftStickY, PadAxis::RightStickX, PadAxis::RightStickY];

/// A pad by the text that a browser has for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Model {
    /// By their USB numbers; 0 where the browser does not tell them.
    pub(super) vendor: u16,
    pub(super) product: u16,
    pub(super) name: String,
}

impl Model {
    /// Reads what Chromium, Firefox and Safari write.
    pub(super) fn of(id: &str) -> Self {
        let (vendor, product, name) = chromium(id).or_else(|| firefox(id)).unwrap_or((0, 0, id));
        let name = name.chars().filter(|letter| !letter.is_control()).take(NAME_LENGTH_MAX);
        let name: String = name.collect();
        let name = if name.trim().is_empty() { "controller" } else { name.trim() };
        Self { vendor, product, name: name.to_owned() }
    }

    /// As SDL would make it of a device of this model at a cable, without a version; of letters where there is no number.
    pub(super) fn guid(&self) -> Guid {
        let mut bytes = [0; 16];
        bytes[0] = 3;
        if self.vendor == 0 && self.product == 0 {
            let letters = self.name.as_bytes();
            let count = letters.len().min(11);
            bytes[4..4 + count].copy_from_slice(&letters[..count]);
        } else {
            bytes[4..6].copy_from_slice(&self.vendor.to_le_bytes());
            bytes[8..10].copy_from_slice(&self.product.to_le_bytes());
        }
        Guid(bytes)
    }
}

/// What a pad is called for people, by the text that a browser has for it.
pub fn pad_name(id: &str) -> String {
    Model::of(id).name
}

/// `Wireless Controller (STANDARD GAMEPAD Vendor: 054c Product: 09cc)`; of Windows' own controllers there are no numbers.
fn chromium(id: &str) -> Option<(u16, u16, &str)> {
    let (name, about) = id.trim().strip_suffix(')')?.rsplit_once('(')?;
    let number = |word: &str| {
        let (_, rest) = about.split_once(word)?;
        u16::from_str_radix(rest.trim_start().get(..4)?, 16).ok()
    };
    match (number("Vendor:"), number("Product:")) {
        (Some(vendor), Some(product)) => Some((vendor, product, name)),
        _ => about.contains("STANDARD GAMEPAD").then_some((0, 0, name)),
    }
}

/// `054c-09cc-Wireless Controller`; on some machines without the zeros in front.
fn firefox(id: &str) -> Option<(u16, u16, &str)> {
    let mut parts = id.splitn(3, '-');
    let mut number = || {
        let digits = parts.next()?;
        let is_number =
            (1..=4).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        u16::from_str_radix(digits, 16).ok().filter(|_| is_number)
    };
    let (vendor, product) = (number()?, number()?);
    Some((vendor, product, parts.next()?))
}

/// What SDL's database calls the machine of a browser that says `machine` of it.
pub(super) fn system_of(machine: &str) -> &'static str {
    let machine = machine.to_ascii_lowercase();
    let words = [
        ("win", "Windows"),
        ("mac", "Mac OS X"),
        ("android", "Android"),
        ("iphone", "iOS"),
        ("ipad", "iOS"),
        ("ios", "iOS"),
    ];
    words.iter().find(|(word, _)| machine.contains(word)).map_or(LINUX, |(_, system)| system)
}

/// How the parts of a pad lie in what a browser tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    buttons: usize,
    axes: usize,
    hats: Hats,
}

/// Where hats are among the axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hats {
    /// Two axes each, behind all others.
    Pairs(usize),
    /// One axis, behind all others, beyond whose ends it is at rest.
    Turn,
}

impl Shape {
    /// The parts of a pad, of which nothing is known but how many there are.
    pub(super) fn of(state: &PadState, system: &str) -> Self {
        let is_turn = !state.is_standard && system != LINUX && state.axes.len() == HAT_PLACE + 1;
        let hats = if is_turn { Hats::Turn } else { Hats::Pairs(0) };
        Self {
            buttons: state.buttons.len().min(BUTTON_COUNT_MAX),
            axes: state.axes.len().min(AXIS_COUNT_MAX),
            hats,
        }
    }

    /// The same with the hats that a mapping reads.
    pub(super) fn with_hats_of(self, mapping: &Mapping) -> Self {
        match self.hats {
            Hats::Turn => self,
            Hats::Pairs(_) => Self { hats: Hats::Pairs(hat_count(mapping)), ..self },
        }
    }

    /// Whether a pad of this shape has all that a mapping reads.
    pub(super) fn fits(self, mapping: &Mapping) -> bool {
        let shape = self.with_hats_of(mapping);
        let has_hats = match shape.hats {
            Hats::Turn => hat_count(mapping) <= 1,
            Hats::Pairs(count) => 2 * count <= shape.axes,
        };
        has_hats
            && mapping.links.iter().all(|link| match link.source {
                Source::Button(number) => usize::from(number) < shape.buttons,
                Source::Axis { number, .. } => usize::from(number) < shape.plain_axes(),
                Source::Hat { .. } => true,
            })
    }

    /// What each part is at.
    pub(super) fn elements(self, state: &PadState) -> Vec<(PadElement, f32)> {
        let sane = |value: f32, least: f32| if value.is_nan() { 0.0 } else { value.clamp(least, 1.0) };
        let numbers = 0..=u8::MAX;
        let buttons = numbers.clone().zip(&state.buttons).take(self.buttons);
        let mut elements: Vec<(PadElement, f32)> =
            buttons.map(|(number, value)| (PadElement::Button(number), sane(*value, 0.0))).collect();
        let (axes, hats) = state.axes[..self.axes].split_at(self.plain_axes());
        let axes = numbers.clone().zip(axes);
        elements.extend(axes.map(|(number, value)| (PadElement::Axis(number), sane(*value, -1.0))));
        match self.hats {
            Hats::Turn => elements.extend(hats.first().map(|turn| (PadElement::Hat(0), turned(*turn)))),
            Hats::Pairs(_) => {
                let pairs = numbers.zip(hats.as_chunks().0);
                elements.extend(pairs.map(|(number, [x, y])| (PadElement::Hat(number), pointed(*x, *y))));
            }
        }
        elements
    }

    /// The mapping of a pad that nobody knows: as if it had the standard one, as far as its parts reach.
    pub(super) fn guess(self, guid: Guid, name: &str, system: &str) -> Mapping {
        let mut mapping = standard_mapping(guid, name);
        let has_hat = matches!(self.hats, Hats::Turn) || (system == LINUX && self.axes >= 6);
        if has_hat {
            let directions =
                [PadButton::DPadUp, PadButton::DPadRight, PadButton::DPadDown, PadButton::DPadLeft];
            for (button, place) in directions.into_iter().zip(0..) {
                let target = Target::Button(button);
                mapping.links.retain(|link| link.target != target);
                mapping
                    .links
                    .push(Link { target, source: Source::Hat { number: 0, directions: 1 << place } });
            }
        }
        self.within_reach(mapping)
    }

    /// The mapping without what a pad of this shape has not.
    pub(super) fn within_reach(self, mut mapping: Mapping) -> Mapping {
        mapping.links.retain(|link| self.fits(&Mapping { links: vec![*link], ..Mapping::default() }));
        mapping
    }

    /// The axes that are no hats.
    fn plain_axes(self) -> usize {
        match self.hats {
            Hats::Turn => HAT_PLACE,
            Hats::Pairs(count) => self.axes.saturating_sub(2 * count),
        }
    }
}

/// The web's standard mapping as a line of SDL's.
pub(super) fn standard_mapping(guid: Guid, name: &str) -> Mapping {
    let buttons = STANDARD_BUTTONS.into_iter().zip(0..);
    let axes = STANDARD_AXES.into_iter().zip(0..);
    let links = buttons
        .map(|(button, number)| Link { target: Target::Button(button), source: Source::Button(number) })
        .chain(axes.map(|(axis, number)| Link {
            target: Target::Axis(axis, Half::Whole),
            source: Source::Axis { number, half: Half::Whole, is_inverted: false },
        }));
    Mapping { guid, name: name.to_owned(), links: links.collect(), ..Mapping::default() }
}

fn hat_count(mapping: &Mapping) -> usize {
    let numbers = mapping.links.iter().filter_map(|link| match link.source {
        Source::Hat { number, .. } => Some(usize::from(number) + 1),
        Source::Button(_) | Source::Axis { .. } => None,
    });
    numbers.max().unwrap_or_default()
}

/// The directions of a hat that is one axis: its eight places lie between -1 and 1, its rest beyond.
fn turned(value: f32) -> f32 {
    if !(-1.05..=1.05).contains(&value) {
        return 0.0;
    }
    // A cast of a float stays within the range of the number.
    let place = ((value + 1.0) * 3.5).round() as usize;
    f32::from(DIRECTIONS[place.min(DIRECTIONS.len() - 1)])
}

/// The directions of a hat that is two axes; right and down are positive.
fn pointed(x: f32, y: f32) -> f32 {
    let [left, right, up, down] = [x < -0.5, x > 0.5, y < -0.5, y > 0.5].map(u8::from);
    f32::from(up + 2 * right + 4 * down + 8 * left)
}

#[cfg(test)]
mod tests;
