//! One pad that a browser tells of: its mapping, and what was heard of it.

use super::PadState;
use super::model::{Model, Shape, standard_mapping, system_of};
use crate::backend::family::family_of;
use crate::mapping::database::Database;
use crate::mapping::translator::Translator;
use playground_core_client::input::{
    Control, Mapping, MappingOrigin, Pad, PadElement, PadFeature, PadIdentity, grid_steps, grid_value,
};
use std::collections::BTreeMap;

/// A pad, and how it stood when it was read last.
#[derive(Debug)]
pub(super) struct Reading {
    /// What it was when it came; another one in its slot is another pad.
    id: String,
    machine: String,
    is_standard: bool,
    can_rumble: bool,
    /// Without the hats of a mapping.
    bare: Shape,
    shape: Shape,
    model: Model,
    translator: Translator,
    /// What of its parts was not at 0.
    values: BTreeMap<PadElement, f32>,
    pad: Pad,
}

impl Reading {
    /// A pad that came just now, at rest.
    pub(super) fn new(state: &PadState, database: &Database) -> Self {
        let bare = Shape::of(state, system_of(&state.machine));
        let mut reading = Self {
            id: state.id.clone(),
            machine: state.machine.clone(),
            is_standard: state.is_standard,
            can_rumble: state.can_rumble,
            bare,
            shape: bare,
            model: Model::of(&state.id),
            translator: Translator::default(),
            values: BTreeMap::new(),
            pad: Pad::default(),
        };
        let mapping = reading.describe(database);
        reading.translator = Translator::new(&mapping);
        log::info!("{} connected: {}", reading.pad.name, reading.pad.mapping_origin.words());
        reading
    }

    /// Whether this is still the same pad.
    pub(super) fn is_of(&self, state: &PadState) -> bool {
        self.id == state.id
            && self.is_standard == state.is_standard
            && self.bare == Shape::of(state, system_of(&self.machine))
    }

    /// The pad, without its slot.
    pub(super) fn pad(&self) -> &Pad {
        &self.pad
    }

    /// Tells what is other than before; parts too where they are wanted.
    pub(super) fn read(
        &mut self,
        state: &PadState,
        is_raw_wanted: bool,
        tell: &mut impl FnMut(Control, f32),
    ) {
        let mut moved = Vec::new();
        for (part, value) in self.shape.elements(state) {
            let value = if matches!(part, PadElement::Hat(_)) { value } else { on_grid(value) };
            // What never moved is at rest, wherever that is: a trigger rests at an end, and is told to be in the middle.
            let before = self.values.get(&part).copied();
            if before.unwrap_or_default() == value {
                continue;
            }
            self.values.insert(part, value);
            if is_raw_wanted {
                tell(Control::PadElement(part), value);
            }
            moved.clear();
            self.translator.change(part, value, &mut moved);
            moved.iter().for_each(|(control, value)| tell(*control, on_grid(*value)));
        }
    }

    /// Looks its mapping up anew; tells what that moves.
    pub(super) fn remap(&mut self, database: &Database, tell: &mut impl FnMut(Control, f32)) {
        let mapping = self.describe(database);
        let mut moved = Vec::new();
        self.translator.remap(&mapping, &mut moved);
        moved.iter().for_each(|(control, value)| tell(*control, on_grid(*value)));
    }

    /// Finds the mapping, and writes down what it makes of the pad.
    fn describe(&mut self, database: &Database) -> Mapping {
        let (guid, name, system) = (self.model.guid(), self.model.name.as_str(), system_of(&self.machine));
        let fits = |mapping: &Mapping| self.bare.fits(mapping);
        let (mapping, origin) = if self.is_standard {
            // The browser knows the pad by a database of its own; the player knows better.
            let own = database.find_own(guid);
            own.unwrap_or_else(|| {
                (self.bare.within_reach(standard_mapping(guid, name)), MappingOrigin::Database)
            })
        } else {
            let found = database.find_own(guid).or_else(|| database.find_model(guid, system, fits));
            found.unwrap_or_else(|| (self.bare.guess(guid, name, system), MappingOrigin::Driver))
        };
        self.shape = self.bare.with_hats_of(&mapping);
        let named = if mapping.name.is_empty() { name } else { &mapping.name };
        let capabilities = mapping.capabilities();
        self.pad = Pad {
            name: named.to_owned(),
            identity: PadIdentity { guid, ..PadIdentity::default() },
            family: family_of(self.model.vendor, [name, &mapping.name]),
            capabilities: if self.can_rumble {
                capabilities.with_feature(PadFeature::Rumble)
            } else {
                capabilities
            },
            mapping_origin: origin,
            mapping: mapping.to_string(),
            ..Pad::default()
        };
        mapping
    }
}

fn on_grid(value: f32) -> f32 {
    grid_value(grid_steps(value))
}
