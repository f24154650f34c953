//! A system: a plain function, its name, and the list of what it touches.

use crate::query::Query;
use crate::schema::Schema;
use crate::scope::Scope;
use playground_core_types::{CoreError, CoreResult, ErrorKind};

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
    /// Whether it reads and writes nothing but the rows of the pages that it is given, reads resources and
    /// looks: its pages may then be visited in any order and at the same time.
    pub is_pure: bool,
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
        // Its own rows and those of others, both only to read.
        let both_read = matches!((self.mode, other.mode), (Mode::Read | Mode::With, Mode::Look))
            || matches!((self.mode, other.mode), (Mode::Look, Mode::Read | Mode::With));
        self.schema.id == other.schema.id && resource(self.mode) == resource(other.mode) && !both_read
    }
}
