//! A system: a plain function, its name, and the list of what it touches.

use crate::commands::Commands;
use crate::entity::Entity;
use crate::query::{Page, Query};
use crate::schema::{Component, ComponentId, Schema};
use crate::world::World;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use playground_core_vtable::VTable;

/// How a system touches a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Reads its column.
    Read,
    /// Writes its column.
    Write,
    /// Only visits entities that have it.
    With,
    /// Only visits entities that lack it.
    Without,
    /// Reads the resource.
    ReadResource,
    /// Writes the resource.
    WriteResource,
    /// Reads it of entities that it does not visit.
    Look,
}

/// One line of a system's access list.
#[derive(Debug, Clone, Copy)]
pub struct Access {
    /// Which component or resource.
    pub schema: &'static Schema,
    /// How.
    pub mode: Mode,
}

impl Access {
    /// The access of `mode` to what `schema` describes.
    pub const fn new(schema: &'static Schema, mode: Mode) -> Self {
        Self { schema, mode }
    }
}

/// A unit of game or runtime logic.
#[derive(Debug, Clone, Copy)]
pub struct System {
    /// Its name in errors and profiles; unique within a schedule.
    pub name: &'static str,
    /// All that it touches.
    pub access: &'static [Access],
    /// What it does.
    pub run: fn(&mut Scope<'_>) -> CoreResult<()>,
}

impl System {
    /// What the system visits, from its access list.
    pub fn query(&self) -> Query {
        self.access.iter().fold(Query::new(), |query, access| match access.mode {
            Mode::Read => query.read(access.schema.id),
            Mode::Write => query.write(access.schema.id),
            Mode::With => query.with(access.schema.id),
            Mode::Without => query.without(access.schema.id),
            Mode::ReadResource | Mode::WriteResource | Mode::Look => query,
        })
    }

    /// Refuses an access list that contradicts itself.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when a component is named twice or is both looked at and written, and
    /// [`ErrorKind::LimitReached`] for more columns than a page hands out.
    pub fn check(&self) -> CoreResult<()> {
        for (index, access) in self.access.iter().enumerate() {
            if self.access[..index].iter().any(|other| other.clashes(access)) {
                let message = format!("system `{}` names `{}` twice", self.name, access.schema.name);
                return Err(
                    CoreError::new(ErrorKind::Conflict, message).cure("name it once, as what it does most")
                );
            }
        }
        self.query().check().map_err(|error| {
            let message = format!("system `{}`: {}", self.name, error.message());
            CoreError::new(error.kind(), message).cure("split the system")
        })
    }
}

impl Access {
    fn clashes(&self, other: &Self) -> bool {
        let resource = |mode| matches!(mode, Mode::ReadResource | Mode::WriteResource);
        self.schema.id == other.schema.id && resource(self.mode) == resource(other.mode)
    }
}

/// What a running system may touch.
#[derive(Debug)]
pub struct Scope<'w> {
    world: &'w mut World,
    vtable: &'w VTable,
    system: System,
    query: &'w Query,
    /// Indices of the archetypes that match.
    matched: &'w [u32],
    commands: &'w mut Commands,
}

impl<'w> Scope<'w> {
    /// The scope of one run; `matched` are the archetypes that match `query`.
    pub fn new(
        world: &'w mut World,
        vtable: &'w VTable,
        system: System,
        query: &'w Query,
        matched: &'w [u32],
        commands: &'w mut Commands,
    ) -> Self {
        Self { world, vtable, system, query, matched, commands }
    }

    /// Visits every page that matches, in order.
    ///
    /// # Errors
    /// The first error of `visit`; pages visited before keep their changes.
    pub fn each<F>(&mut self, mut visit: F) -> CoreResult<()>
    where
        F: FnMut(&mut Page<'_>) -> CoreResult<()>,
    {
        self.matched
            .iter()
            .try_for_each(|index| self.world.each_page(self.query, *index as usize, &mut visit))
    }

    /// A declared resource, copied out.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when it is not declared, [`ErrorKind::BadRequest`] when it is not there.
    pub fn resource<T: Component>(&self) -> CoreResult<T> {
        self.declared(T::SCHEMA.id, &[Mode::ReadResource, Mode::WriteResource])?;
        self.world.resource()
    }

    /// Overwrites a declared resource.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when it is not declared to be written.
    pub fn set_resource<T: Component>(&mut self, value: &T) -> CoreResult<()> {
        self.declared(T::SCHEMA.id, &[Mode::WriteResource])?;
        self.world.set_resource(value);
        Ok(())
    }

    /// A declared component of any entity.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when the component is not declared to be looked at.
    pub fn look<T: Component>(&self, entity: Entity) -> CoreResult<Option<T>> {
        self.declared(T::SCHEMA.id, &[Mode::Look, Mode::Read])?;
        Ok(self.world.get(entity).copied())
    }

    /// The way to the systems: direct operations that take a payload and answer at once.
    ///
    /// What they answer must follow from the payload, or the tick is not the same everywhere.
    pub fn vtable(&self) -> &'w VTable {
        self.vtable
    }

    /// The system's command buffer.
    pub fn commands(&mut self) -> &mut Commands {
        self.commands
    }

    /// Takes the command buffer out, so that pages and commands can be used side by side.
    pub fn take_commands(&mut self) -> Commands {
        std::mem::take(self.commands)
    }

    /// Puts the command buffer back.
    pub fn put_commands(&mut self, commands: Commands) {
        *self.commands = commands;
    }

    fn declared(&self, id: ComponentId, modes: &[Mode]) -> CoreResult<()> {
        let found =
            self.system.access.iter().any(|access| access.schema.id == id && modes.contains(&access.mode));
        if found {
            return Ok(());
        }
        let message = format!("system `{}` touches component {:016x} undeclared", self.system.name, id.0);
        Err(CoreError::new(ErrorKind::Conflict, message).cure("add it to the system's access list"))
    }
}
