//! Makes a mapping by asking for one control after the other.
//!
//! The shell shows the question and hands the raw parts on; this is the part that thinks.

use super::device::Guid;
use super::mapping::{Half, Link, Mapping, Source, Target};
use super::pad::{PadAxis, PadButton, PadElement};
use std::collections::BTreeMap;

/// How far an axis must go from where it was to be meant.
const PUSH: f32 = 0.6;

/// How near to where it was an axis must come back before the next question.
const REST: f32 = 0.3;

/// What is asked for, in order.
pub const QUESTIONS: &[(Target, &str)] = &[
    (Target::Button(PadButton::South), "the lower of the four buttons"),
    (Target::Button(PadButton::East), "the right of the four buttons"),
    (Target::Button(PadButton::West), "the left of the four buttons"),
    (Target::Button(PadButton::North), "the upper of the four buttons"),
    (Target::Button(PadButton::DPadUp), "the d-pad up"),
    (Target::Button(PadButton::DPadDown), "the d-pad down"),
    (Target::Button(PadButton::DPadLeft), "the d-pad left"),
    (Target::Button(PadButton::DPadRight), "the d-pad right"),
    (Target::Button(PadButton::LeftTrigger), "the left shoulder button"),
    (Target::Button(PadButton::RightTrigger), "the right shoulder button"),
    (Target::Button(PadButton::LeftTrigger2), "the left trigger"),
    (Target::Button(PadButton::RightTrigger2), "the right trigger"),
    (Target::Axis(PadAxis::LeftStickX, Half::Whole), "the left stick to the right"),
    (Target::Axis(PadAxis::LeftStickY, Half::Whole), "the left stick down"),
    (Target::Axis(PadAxis::RightStickX, Half::Whole), "the right stick to the right"),
    (Target::Axis(PadAxis::RightStickY, Half::Whole), "the right stick down"),
    (Target::Button(PadButton::LeftThumb), "the left stick itself, as a button"),
    (Target::Button(PadButton::RightThumb), "the right stick itself, as a button"),
    (Target::Button(PadButton::Select), "Select, Back or View"),
    (Target::Button(PadButton::Start), "Start or Menu"),
    (Target::Button(PadButton::Mode), "the button of the maker, in the middle"),
];

/// A mapping that is being made.
#[derive(Debug, Clone, PartialEq)]
pub struct Wizard {
    mapping: Mapping,
    asked: usize,
    /// Where each axis is at rest: as it was heard first, or in the middle.
    rests: BTreeMap<u8, f32>,
    /// The part that answered last and is not let go yet.
    held: Option<PadElement>,
}

impl Wizard {
    /// Begins, for a controller of this model and name; `axes` are those that were heard, as they are at rest.
    pub fn new(guid: Guid, name: &str, axes: &[(u8, f32)]) -> Self {
        let mapping = Mapping { guid, name: name.to_owned(), ..Mapping::default() };
        Self { mapping, asked: 0, rests: axes.iter().copied().collect(), held: None }
    }

    /// What to press or push now; `None` when all is asked.
    pub fn question(&self) -> Option<&'static str> {
        QUESTIONS.get(self.asked).map(|(_, words)| *words)
    }

    /// How many questions are behind, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.asked, QUESTIONS.len())
    }

    /// The controller has no such part: the next question.
    pub fn skip(&mut self) {
        self.asked = (self.asked + 1).min(QUESTIONS.len());
    }

    /// Back to the question before.
    pub fn back(&mut self) {
        self.asked = self.asked.saturating_sub(1);
        if let Some((target, _)) = QUESTIONS.get(self.asked) {
            self.mapping.links.retain(|link| link.target != *target);
        }
    }

    /// Takes in what a part is at; true when that answered a question.
    pub fn take(&mut self, part: PadElement, value: f32) -> bool {
        if let PadElement::Axis(number) = part {
            // A trigger rests at an end, and is heard first when it has hardly moved.
            let is_trigger = matches!(QUESTIONS.get(self.asked), Some((Target::Button(_), _)));
            let rest = if is_trigger && value < -PUSH { -1.0 } else { 0.0 };
            self.rests.entry(number).or_insert(rest);
        }
        if let Some(held) = self.held {
            if held == part && (self.is_at_rest(part, value) || self.is_trigger_at_its_end(part, value)) {
                self.held = None;
            }
            return false;
        }
        let (Some((target, _)), Some(source)) = (QUESTIONS.get(self.asked), self.source(part, value)) else {
            return false;
        };
        if self.mapping.links.iter().any(|link| link.source == source) {
            return false;
        }
        self.mapping.links.push(Link { target: *target, source: fitted(*target, source) });
        self.held = Some(part);
        self.skip();
        true
    }

    /// Whether the trigger that answered last is let go at an end of its way. It was heard first when it was pressed, so
    /// that its rest was taken for the middle; the mapping has all of its way then.
    fn is_trigger_at_its_end(&mut self, part: PadElement, value: f32) -> bool {
        let (PadElement::Axis(number), Some(link)) = (part, self.mapping.links.last_mut()) else {
            return false;
        };
        let Source::Axis { number: of_link, half, .. } = link.source else { return false };
        let is_trigger = matches!(
            link.target,
            Target::Button(PadButton::LeftTrigger2) | Target::Button(PadButton::RightTrigger2)
        );
        let is_back = match half {
            Half::Positive => value < -PUSH,
            Half::Negative => value > PUSH,
            Half::Whole => false,
        };
        let is_found = is_trigger && of_link == number && is_back;
        if is_found {
            link.source = Source::Axis { number, half: Half::Whole, is_inverted: half == Half::Negative };
            self.rests.insert(number, value.signum());
        }
        is_found
    }

    /// What a part is mapped to already, where it is pressed or pushed now and was at rest before: with a controller
    /// alone such a press is the only way to say something else.
    pub fn known(&mut self, part: PadElement, value: f32) -> Option<Target> {
        if self.held.is_some() {
            return None;
        }
        let source = self.source(part, value)?;
        let target = self.mapping.links.iter().find(|link| link.source == source).map(|link| link.target)?;
        self.held = Some(part);
        Some(target)
    }

    /// The mapping as far as it is made.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    fn is_at_rest(&self, part: PadElement, value: f32) -> bool {
        match part {
            PadElement::Axis(number) => (value - self.rest(number)).abs() < REST,
            PadElement::Button(_) | PadElement::Hat(_) => value == 0.0,
        }
    }

    fn rest(&self, number: u8) -> f32 {
        self.rests.get(&number).copied().unwrap_or_default()
    }

    /// What an axis, a hat or a button means at this value; nothing where it may be noise.
    fn source(&self, part: PadElement, value: f32) -> Option<Source> {
        match part {
            PadElement::Button(number) => (value > 0.5).then_some(Source::Button(number)),
            PadElement::Hat(number) => {
                let directions = value as u8;
                directions.is_power_of_two().then_some(Source::Hat { number, directions })
            }
            PadElement::Axis(number) => {
                let (rest, way) = (self.rest(number), value - self.rest(number));
                if way.abs() < PUSH {
                    return None;
                }
                // What rests at an end is a trigger: all of it counts.
                let half = match (rest.abs() > PUSH, way > 0.0) {
                    (true, _) => Half::Whole,
                    (_, true) => Half::Positive,
                    (_, false) => Half::Negative,
                };
                Some(Source::Axis { number, half, is_inverted: half == Half::Whole && way < 0.0 })
            }
        }
    }
}

/// A stick is asked for by one direction, and its whole axis is meant.
fn fitted(target: Target, source: Source) -> Source {
    match (target, source) {
        (Target::Axis(_, Half::Whole), Source::Axis { number, half, is_inverted }) => {
            Source::Axis { number, half: Half::Whole, is_inverted: is_inverted || half == Half::Negative }
        }
        _ => source,
    }
}
