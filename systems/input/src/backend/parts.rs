//! The parts of a controller by their numbers in a mapping, and what its driver says that they are.

use gilrs_core::{EvCode, Gamepad, IS_Y_AXIS_REVERSED, native_ev_codes as native};
use playground_core_client::input::{
    Guid, Half, Link, Mapping, PadAxis, PadButton, PadElement, Source, Target,
};
use std::collections::BTreeMap;

/// evdev's first button of a joystick: SDL counts those from here on first.
const LINUX_JOYSTICK: u32 = 0x120;
/// evdev's axes that are hats, each two an x and a y.
const LINUX_HATS: std::ops::Range<u32> = 0x10..0x18;

/// One part as its driver reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Button(u8),
    Axis { number: u8, least: i32, most: i32 },
    HatX(u8),
    HatY(u8),
}

/// All parts of a controller.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    by_code: BTreeMap<u32, Part>,
    /// Where each hat points: right and down are positive.
    hats: BTreeMap<u8, [i8; 2]>,
}

impl Parts {
    /// Numbers the parts as SDL does.
    pub(super) fn new(pad: &Gamepad) -> Self {
        let mut parts = Self::default();
        let mut buttons: Vec<u32> = pad.buttons().iter().map(|code| code.into_u32()).collect();
        if cfg!(target_os = "linux") {
            buttons.sort_by_key(|code| (code & 0xffff < LINUX_JOYSTICK, *code));
        }
        for (number, code) in (0..=u8::MAX).zip(buttons) {
            parts.by_code.insert(code, Part::Button(number));
        }
        let mut number = 0_u8;
        for code in pad.axes() {
            let part = hat_of(*code).unwrap_or_else(|| {
                let (least, most) =
                    pad.axis_info(*code).map_or((-32_768, 32_767), |info| (info.min, info.max));
                let axis = Part::Axis { number, least, most };
                number = number.saturating_add(1);
                axis
            });
            parts.by_code.insert(code.into_u32(), part);
        }
        parts
    }

    /// The part of a button and what it is at.
    pub(super) fn button(&self, code: EvCode, is_down: bool) -> Option<(PadElement, f32)> {
        match self.by_code.get(&code.into_u32())? {
            Part::Button(number) => Some((PadElement::Button(*number), f32::from(u8::from(is_down)))),
            _ => None,
        }
    }

    /// The part of an axis and what it is at; a hat is told with all its directions.
    pub(super) fn axis(&mut self, code: EvCode, value: i32) -> Option<(PadElement, f32)> {
        let way = value.signum() as i8;
        match *self.by_code.get(&code.into_u32())? {
            Part::Axis { number, least, most } => {
                Some((PadElement::Axis(number), place_between(value, least, most)))
            }
            Part::HatX(number) => Some(self.point(number, |hat| hat[0] = way)),
            Part::HatY(number) => Some(self.point(number, |hat| hat[1] = way)),
            Part::Button(_) => None,
        }
    }

    fn point(&mut self, number: u8, change: impl FnOnce(&mut [i8; 2])) -> (PadElement, f32) {
        let hat = self.hats.entry(number).or_default();
        change(hat);
        let [x, y] = *hat;
        let directions = u8::from(y < 0) + 2 * u8::from(x > 0) + 4 * u8::from(y > 0) + 8 * u8::from(x < 0);
        (PadElement::Hat(number), directions.into())
    }

    /// What the driver calls the parts, as a mapping: for a controller that no line knows.
    pub(super) fn driver_mapping(&self, guid: Guid, name: &str) -> Mapping {
        let mut links = Vec::new();
        for (code, target) in NATIVE {
            if let Some(source) = self.source(*code) {
                links.push(Link { target: *target, source: upright(*target, source) });
            }
        }
        self.link_second_stick(&mut links);
        for (x, y) in [(native::AXIS_DPADX, native::AXIS_DPADY)] {
            if let (Some(Part::HatX(number)), Some(_)) = (self.part(x), self.part(y)) {
                let directions = [
                    (PadButton::DPadUp, 1),
                    (PadButton::DPadRight, 2),
                    (PadButton::DPadDown, 4),
                    (PadButton::DPadLeft, 8),
                ];
                links.extend(directions.map(|(button, directions)| Link {
                    target: Target::Button(button),
                    source: Source::Hat { number, directions },
                }));
            }
        }
        Mapping { guid, name: name.to_owned(), links, ..Mapping::default() }
    }

    /// The axes Z and RZ are triggers beside a second stick of their own, else they are that stick.
    fn link_second_stick(&self, links: &mut Vec<Link>) {
        let [x, y, z, rz] =
            [native::AXIS_RSTICKX, native::AXIS_RSTICKY, native::AXIS_LEFTZ, native::AXIS_RIGHTZ]
                .map(|code| self.source(code));
        let mut link = |target, source: Option<Source>| {
            let is_new = links.iter().all(|link| link.target != target);
            links.extend(
                source.filter(|_| is_new).map(|source| Link { target, source: upright(target, source) }),
            );
        };
        let axis = |axis| Target::Axis(axis, Half::Whole);
        if x.is_some() && y.is_some() {
            link(axis(PadAxis::RightStickX), x);
            link(axis(PadAxis::RightStickY), y);
            link(Target::Button(PadButton::LeftTrigger2), z);
            link(Target::Button(PadButton::RightTrigger2), rz);
        } else {
            link(axis(PadAxis::RightStickX), z);
            link(axis(PadAxis::RightStickY), rz);
        }
    }

    fn part(&self, code: EvCode) -> Option<Part> {
        self.by_code.get(&code.into_u32()).copied()
    }

    fn source(&self, code: EvCode) -> Option<Source> {
        match self.part(code)? {
            Part::Button(number) => Some(Source::Button(number)),
            Part::Axis { number, .. } => Some(Source::Axis { number, half: Half::Whole, is_inverted: false }),
            Part::HatX(_) | Part::HatY(_) => None,
        }
    }
}

/// What the driver's own names mean.
const NATIVE: &[(EvCode, Target)] = &[
    (native::BTN_SOUTH, Target::Button(PadButton::South)),
    (native::BTN_EAST, Target::Button(PadButton::East)),
    (native::BTN_WEST, Target::Button(PadButton::West)),
    (native::BTN_NORTH, Target::Button(PadButton::North)),
    (native::BTN_C, Target::Button(PadButton::C)),
    (native::BTN_Z, Target::Button(PadButton::Z)),
    (native::BTN_LT, Target::Button(PadButton::LeftTrigger)),
    (native::BTN_RT, Target::Button(PadButton::RightTrigger)),
    (native::BTN_LT2, Target::Button(PadButton::LeftTrigger2)),
    (native::BTN_RT2, Target::Button(PadButton::RightTrigger2)),
    (native::AXIS_LT2, Target::Button(PadButton::LeftTrigger2)),
    (native::AXIS_RT2, Target::Button(PadButton::RightTrigger2)),
    (native::BTN_SELECT, Target::Button(PadButton::Select)),
    (native::BTN_START, Target::Button(PadButton::Start)),
    (native::BTN_MODE, Target::Button(PadButton::Mode)),
    (native::BTN_LTHUMB, Target::Button(PadButton::LeftThumb)),
    (native::BTN_RTHUMB, Target::Button(PadButton::RightThumb)),
    (native::BTN_DPAD_UP, Target::Button(PadButton::DPadUp)),
    (native::BTN_DPAD_DOWN, Target::Button(PadButton::DPadDown)),
    (native::BTN_DPAD_LEFT, Target::Button(PadButton::DPadLeft)),
    (native::BTN_DPAD_RIGHT, Target::Button(PadButton::DPadRight)),
    (native::AXIS_LSTICKX, Target::Axis(PadAxis::LeftStickX, Half::Whole)),
    (native::AXIS_LSTICKY, Target::Axis(PadAxis::LeftStickY, Half::Whole)),
];

/// A system whose sticks point up is turned to the words of a mapping, in which down is positive.
fn upright(target: Target, source: Source) -> Source {
    let points_down = matches!(target, Target::Axis(PadAxis::LeftStickY | PadAxis::RightStickY, _));
    match source {
        Source::Axis { number, half, .. } if points_down && !IS_Y_AXIS_REVERSED => {
            Source::Axis { number, half, is_inverted: true }
        }
        other => other,
    }
}

fn hat_of(code: EvCode) -> Option<Part> {
    let number = code.into_u32() & 0xffff;
    if cfg!(target_os = "linux") && LINUX_HATS.contains(&number) {
        let hat = ((number - LINUX_HATS.start) / 2) as u8;
        return Some(if number.is_multiple_of(2) { Part::HatX(hat) } else { Part::HatY(hat) });
    }
    if code == native::AXIS_DPADX {
        Some(Part::HatX(0))
    } else if code == native::AXIS_DPADY {
        Some(Part::HatY(0))
    } else {
        None
    }
}

/// Where a value lies between two ends, -1 to 1; the middle of a range around 0 is exactly 0, and so are both
/// middles of one with an even number of steps.
fn place_between(value: i32, least: i32, most: i32) -> f32 {
    let [value, least, most] = [value, least, most].map(f64::from);
    let place = if least < 0.0 && most > 0.0 {
        value / if value < 0.0 { -least } else { most }
    } else if most > least {
        let middle = (least + most) * 0.5;
        let reach = (most - least) * 0.5;
        if (value - middle).abs() < 1.0 { 0.0 } else { (value - middle) / reach }
    } else {
        0.0
    };
    place.clamp(-1.0, 1.0) as f32
}

#[cfg(test)]
mod tests {
    use super::place_between;

    #[test]
    fn the_ends_and_the_middle_of_a_range_are_exact() {
        let places = |least, most, values: [i32; 4]| values.map(|value| place_between(value, least, most));
        assert_eq!(places(-32_768, 32_767, [-32_768, 0, 32_767, 99_999]), [-1.0, 0.0, 1.0, 1.0]);
        assert_eq!(places(0, 255, [0, 127, 128, 255]), [-1.0, 0.0, 0.0, 1.0]);
        assert_eq!(places(0, 1_023, [0, 511, 512, 1_023]), [-1.0, 0.0, 0.0, 1.0]);
        assert_eq!(places(i32::MIN, i32::MAX, [i32::MIN, 0, i32::MAX, -1])[..3], [-1.0, 0.0, 1.0]);
        assert_eq!(places(5, 5, [0, 5, 6, i32::MAX]), [0.0; 4], "an axis without a range is at rest");
    }
}
