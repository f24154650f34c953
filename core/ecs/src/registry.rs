//! What a plugin adds to a game.

use crate::schema::{Component, ComponentId, Schema};
use crate::system::System;
use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// When in a tick a system runs; within a stage systems run in the order of registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Before the game's own logic.
    First,
    /// The game's logic.
    Update,
    /// After it: transforms, sounds that end.
    Last,
}

/// A game feature: a name and the function that registers its parts.
#[derive(Debug, Clone, Copy)]
pub struct Plugin {
    /// The name that `game.toml` lists under `plugins`.
    pub name: &'static str,
    /// Adds components, resources and systems.
    pub register: fn(&mut Registry) -> CoreResult<()>,
}

/// The components, resources and systems of one game.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    /// What scenes may name and rows may hold.
    pub schemas: Vec<&'static Schema>,
    /// The resources that a new world starts with.
    pub resources: Vec<(ComponentId, Vec<u8>)>,
    /// The resources that outlive a run: read before the first tick, written whenever they changed.
    pub saved: Vec<&'static Schema>,
    /// The regions of bytes that a new world starts with, all zero: name and length.
    pub regions: Vec<(ComponentId, usize)>,
    /// Paths of files that the game needs although no scene names them.
    pub assets: Vec<&'static str>,
    /// The cues of sound that the game calls; its `game.toml` or its scene must have them.
    pub cues: Vec<&'static str>,
    /// The schedule of a tick.
    pub systems: Vec<(Stage, System)>,
    /// What saved worlds call otherwise.
    pub renames: Vec<Rename>,
}

/// A name that files of an earlier version of the game use.
#[derive(Debug, Clone, Copy)]
pub struct Rename {
    /// The component as it is now.
    pub schema: &'static Schema,
    /// The field as it is now; `None` where the component itself was called otherwise.
    pub field: Option<&'static str>,
    /// `package::Name` of the component before, or the field's name before.
    pub old: &'static str,
}

impl Registry {
    /// Adds a component that scenes may name; two of one name are refused when the world is made.
    pub fn component(&mut self, schema: &'static Schema) -> &mut Self {
        if !self.schemas.iter().any(|known| known.is_same(schema)) {
            self.schemas.push(schema);
        }
        self
    }

    /// Adds a resource with its value at the start.
    pub fn resource<T: Component>(&mut self, value: &T) -> &mut Self {
        let bytes = bytemuck::bytes_of(value).to_vec();
        self.resources.retain(|(id, _)| *id != T::SCHEMA.id);
        self.resources.push((T::SCHEMA.id, bytes));
        self.component(T::SCHEMA)
    }

    /// Adds a resource that outlives the run: high scores, what is unlocked, how far the player came.
    ///
    /// It begins as it was saved, or as `value` where nothing was; of another layout it takes each field that is still
    /// there, by its name of today or the one that it had. When it changed, it is written soon after the tick, whole or not at all. Headless runs neither
    /// read nor write it unless a folder for saves is named.
    pub fn saved<T: Component>(&mut self, value: &T) -> &mut Self {
        if !self.saved.iter().any(|known| known.is_same(T::SCHEMA)) {
            self.saved.push(T::SCHEMA);
        }
        self.resource(value)
    }

    /// Reads saved worlds in which the component was called `old_name`, as `package::Name`.
    pub fn renamed_component(&mut self, old_name: &'static str, schema: &'static Schema) -> &mut Self {
        self.renames.push(Rename { schema, field: None, old: old_name });
        self.component(schema)
    }

    /// Reads saved worlds in which the component's field `new` was called `old`.
    pub fn renamed_field(
        &mut self,
        schema: &'static Schema,
        old: &'static str,
        new: &'static str,
    ) -> &mut Self {
        self.renames.push(Rename { schema, field: Some(new), old });
        self.component(schema)
    }

    /// Adds a region of bytes, all zero at the start: state that is no component, such as a script's memory or a
    /// physics engine's own. It is in every snapshot and in the hash.
    pub fn region(&mut self, name: &str, length: usize) -> &mut Self {
        let name = ComponentId::of(name);
        self.regions.retain(|(known, _)| *known != name);
        self.regions.push((name, length));
        self
    }

    /// Adds a file of the game that is loaded before the first tick, although no scene names it.
    pub fn asset(&mut self, path: &'static str) -> &mut Self {
        if !self.assets.contains(&path) {
            self.assets.push(path);
        }
        self
    }

    /// Tells that the game calls a cue of sound by this name, so that a game without it is refused.
    pub fn cue(&mut self, name: &'static str) -> &mut Self {
        if !self.cues.contains(&name) {
            self.cues.push(name);
        }
        self
    }

    /// Adds a system to a stage of the tick, and the components that it touches.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when its access list contradicts itself or its name is taken.
    pub fn system(&mut self, stage: Stage, system: System) -> CoreResult<&mut Self> {
        system.check()?;
        if self.systems.iter().any(|(_, known)| known.name == system.name) {
            let message = format!("two systems are called `{}`", system.name);
            return Err(CoreError::new(ErrorKind::Conflict, message).cure("rename one of them"));
        }
        for access in system.access {
            self.component(access.schema);
        }
        // A stable order: by stage, then by registration.
        let position = self.systems.partition_point(|(other, _)| *other <= stage);
        self.systems.insert(position, (stage, system));
        Ok(self)
    }
}
