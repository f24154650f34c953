//! Parts of a controller in, buttons and axes out.

use playground_core_client::input::{
    Control, Half, Link, Mapping, PadAxis, PadButton, PadElement, Source, Target,
};
use std::collections::BTreeMap;

/// From which level on a button that is made of an axis is pressed.
const PRESS_LEVEL: f32 = 0.5;

/// One controller under its mapping.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Translator {
    links: Vec<Link>,
    /// What was heard of each part; a part that was not heard yet is at rest, wherever that is.
    parts: BTreeMap<PadElement, f32>,
    /// What each control was told to be at last.
    told: BTreeMap<Control, f32>,
}

impl Translator {
    /// A controller at rest.
    pub fn new(mapping: &Mapping) -> Self {
        Self { links: mapping.links.clone(), ..Self::default() }
    }

    /// Takes in what a part is at, and appends each control that this moved, with its new value.
    ///
    /// Up is positive, as everywhere in the contract; SDL has down.
    pub fn change(&mut self, part: PadElement, value: f32, moved: &mut Vec<(Control, f32)>) {
        self.parts.insert(part, value);
        for index in 0..self.links.len() {
            let Link { target, source } = self.links[index];
            if part_of(source) == part {
                self.tell(target.control(), moved);
            }
        }
    }

    /// Changes the mapping; appends what that moves.
    pub fn remap(&mut self, mapping: &Mapping, moved: &mut Vec<(Control, f32)>) {
        self.links.clone_from(&mapping.links);
        let old: Vec<Control> = self.told.keys().copied().collect();
        let new: Vec<Control> = self.links.iter().map(|link| link.target.control()).collect();
        old.into_iter().chain(new).for_each(|control| self.tell(control, moved));
    }

    /// All that is pressed or pushed is let go; appends what that moves.
    pub fn release(&mut self, moved: &mut Vec<(Control, f32)>) {
        self.parts.clear();
        let told = std::mem::take(&mut self.told);
        moved.extend(told.into_iter().filter(|(_, value)| *value != 0.0).map(|(control, _)| (control, 0.0)));
    }

    fn tell(&mut self, control: Control, moved: &mut Vec<(Control, f32)>) {
        let value = self.value(control);
        let before = self.told.insert(control, value).unwrap_or_default();
        if before != value {
            moved.push((control, value));
        }
    }

    fn value(&self, control: Control) -> f32 {
        let links = self.links.iter().filter(|link| link.target.control() == control);
        match control {
            Control::PadButton(button) => {
                let level = links.map(|link| self.level(link.source)).fold(0.0, f32::max);
                let is_pressed = f32::from(u8::from(level > PRESS_LEVEL));
                if is_trigger(button) { level } else { is_pressed }
            }
            Control::PadAxis(axis) => {
                let value = links.fold(0.0, |sum: f32, link| {
                    sum + match link.target {
                        Target::Axis(_, Half::Positive) => self.level(link.source),
                        Target::Axis(_, Half::Negative) => -self.level(link.source),
                        _ => self.place(link.source),
                    }
                });
                let value = value.clamp(-1.0, 1.0);
                if points_down(axis) && value != 0.0 { -value } else { value }
            }
            _ => 0.0,
        }
    }

    /// What a source is at as something that is pressed. Range: 0 to 1.
    fn level(&self, source: Source) -> f32 {
        let Some(value) = self.parts.get(&part_of(source)).copied() else { return 0.0 };
        match source {
            Source::Button(_) => value,
            Source::Axis { half, is_inverted, .. } => {
                let value = if is_inverted { -value } else { value };
                match half {
                    Half::Whole => (value + 1.0) * 0.5,
                    Half::Positive => value.max(0.0),
                    Half::Negative => (-value).max(0.0),
                }
            }
            Source::Hat { directions, .. } => f32::from(u8::from(value as u8 & directions != 0)),
        }
    }

    /// What a source is at as something that is pushed. Range: -1 to 1.
    fn place(&self, source: Source) -> f32 {
        match source {
            Source::Axis { number, half: Half::Whole, is_inverted } => {
                let value = self.parts.get(&PadElement::Axis(number)).copied().unwrap_or_default();
                if is_inverted { -value } else { value }
            }
            other => self.level(other),
        }
    }
}

/// The part that a source reads.
fn part_of(source: Source) -> PadElement {
    match source {
        Source::Button(number) => PadElement::Button(number),
        Source::Axis { number, .. } => PadElement::Axis(number),
        Source::Hat { number, .. } => PadElement::Hat(number),
    }
}

fn is_trigger(button: PadButton) -> bool {
    matches!(button, PadButton::LeftTrigger2 | PadButton::RightTrigger2)
}

fn points_down(axis: PadAxis) -> bool {
    matches!(axis, PadAxis::LeftStickY | PadAxis::RightStickY)
}
