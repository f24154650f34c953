//! What a running system may touch.

use crate::commands::Commands;
use crate::entity::Entity;
use crate::loan::{Common, Pages};
use crate::matches::Matches;
use crate::page::{PageColumn, Rows};
use crate::query::Page;
use crate::schema::{Component, ComponentId};
use crate::system::{Mode, System};
use crate::view::{Looks, Views};
use crate::world::{World, resource_of};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use playground_core_vtable::VTable;
use std::marker::PhantomData;

/// What a running system may touch.
#[derive(Debug)]
pub struct Scope<'w> {
    reach: Reach<'w>,
    vtable: &'w VTable,
    system: System,
    commands: &'w mut Commands,
}

/// How far a system reaches.
#[derive(Debug)]
enum Reach<'w> {
    /// It runs alone.
    World(&'w mut World, &'w Matches),
    /// It runs on some of its pages, beside others.
    Pages(Pages<'w>, &'w Common<'w>),
}

impl<'w> Scope<'w> {
    /// The scope of one run over all that the system matches.
    pub fn new(
        world: &'w mut World,
        vtable: &'w VTable,
        system: System,
        matches: &'w Matches,
        commands: &'w mut Commands,
    ) -> Self {
        Self { reach: Reach::World(world, matches), vtable, system, commands }
    }

    /// The scope of one run of a pure system over some of its pages.
    pub fn of_pages(
        pages: Pages<'w>,
        common: &'w Common<'w>,
        vtable: &'w VTable,
        system: System,
        commands: &'w mut Commands,
    ) -> Self {
        Self { reach: Reach::Pages(pages, common), vtable, system, commands }
    }

    /// Visits every page that matches, in order.
    ///
    /// # Errors
    /// The first error of `visit`; pages visited before keep their changes. [`ErrorKind::Conflict`] in the
    /// scope of a pure system, whose columns come by position.
    pub fn each<F>(&mut self, mut visit: F) -> CoreResult<()>
    where
        F: FnMut(&mut Page<'_>) -> CoreResult<()>,
    {
        let Reach::World(world, matches) = &mut self.reach else { return Err(self.apart()) };
        matches
            .archetypes()
            .iter()
            .try_for_each(|index| world.each_page(matches.query(), *index as usize, &mut visit))
    }

    /// Visits every page that matches, in order, with its first `N` columns in the order of the access list,
    /// and the views of the components that `looks` names. `#[system]` writes the calls of it.
    ///
    /// # Errors
    /// The first error of `visit`; pages visited before keep their changes. [`ErrorKind::Conflict`] for more
    /// columns than the access list has, or other looks.
    #[inline]
    pub fn each_columns<const N: usize, L: Looks, F>(
        &mut self,
        written: [bool; N],
        looks: PhantomData<L>,
        mut visit: F,
    ) -> CoreResult<()>
    where
        F: FnMut(Rows<'_>, [PageColumn<'_>; N], L::All<'_>) -> CoreResult<()>,
    {
        match &mut self.reach {
            Reach::World(world, matches) if !matches.has_looks() => {
                let looks = L::nothing()?;
                world.next_write();
                matches.each(world.parts(), written, |rows, columns| visit(rows, columns, looks))
            }
            Reach::World(world, matches) => {
                let (mut pages, common) = world.lend_alone(matches)?;
                pages.each(&common, looks, visit)
            }
            Reach::Pages(pages, common) => pages.each(common, looks, visit),
        }
    }

    /// The views of the components that `looks` names, for a system that visits nothing. `#[system]` writes the
    /// calls of it.
    ///
    /// # Errors
    /// That of `run`. [`ErrorKind::Conflict`] when one of them is not declared to be looked at.
    pub fn with_looks<L: Looks, F>(&self, _looks: PhantomData<L>, run: F) -> CoreResult<()>
    where
        F: FnOnce(L::All<'_>) -> CoreResult<()>,
    {
        let views = self.views();
        let tables = L::tables(&views)?;
        run(L::all(&tables))
    }

    /// A declared resource, copied out.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when it is not declared, [`ErrorKind::BadRequest`] when it is not there.
    pub fn resource<T: Component>(&self) -> CoreResult<T> {
        self.declared(T::SCHEMA.id, &[Mode::ReadResource, Mode::WriteResource])?;
        match &self.reach {
            Reach::World(world, _) => world.resource(),
            Reach::Pages(_, common) => resource_of(common.resources),
        }
    }

    /// Overwrites a declared resource.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when it is not declared to be written.
    pub fn set_resource<T: Component>(&mut self, value: &T) -> CoreResult<()> {
        self.declared(T::SCHEMA.id, &[Mode::WriteResource])?;
        let Reach::World(world, _) = &mut self.reach else { return Err(self.apart()) };
        world.set_resource(value);
        Ok(())
    }

    /// A declared component of any entity. For more than a few, [`Scope::views`] are faster.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when the component is not declared to be looked at.
    pub fn look<T: Component>(&self, entity: Entity) -> CoreResult<Option<T>> {
        self.declared(T::SCHEMA.id, &[Mode::Look, Mode::Read])?;
        match &self.reach {
            Reach::World(world, _) => Ok(world.get(entity).copied()),
            Reach::Pages(_, common) => Ok(common.views.table()?.look().get(entity).copied()),
        }
    }

    /// All that the system looks at, as the world is now: `scope.views().table()?.look()` gives one component's view.
    pub fn views(&self) -> Views<'_> {
        match &self.reach {
            Reach::World(world, matches) => world.views(matches),
            Reach::Pages(_, common) => common.views.clone(),
        }
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

    #[cold]
    fn apart(&self) -> CoreError {
        let message = format!("system `{}` runs beside others and reaches only its rows", self.system.name);
        CoreError::new(ErrorKind::Conflict, message).cure("declare the system as not pure")
    }
}
