//! The world: columns of bytes with schemas, and the contracts of schedule, commands and hierarchy.
//!
//! State is bytes with a schema. A component is plain data with a [`Schema`]; the [`World`] keeps
//! one column of bytes for each component of each archetype, in copy-on-write pages of 4,096 rows,
//! so that a clone of the world is a snapshot. A system is a plain function with a declared
//! [`Access`] list; it sees one page of one archetype at a time as typed slices.
//!
//! A game feature, whole:
//!
//! ```
//! use playground_core_ecs::{CoreResult, Plugin, Registry, Stage, Transform2d, component, system};
//! use playground_core_types::math::Vec2;
//!
//! /// Virtual pixels in a tick.
//! #[component]
//! #[derive(Default)]
//! pub struct Velocity {
//!     /// To the right and down.
//!     pub step: Vec2,
//! }
//!
//! #[system]
//! fn movement(transforms: &mut [Transform2d], velocities: &[Velocity]) {
//!     for (transform, velocity) in transforms.iter_mut().zip(velocities) {
//!         transform.position += velocity.step;
//!     }
//! }
//!
//! fn register(registry: &mut Registry) -> CoreResult<()> {
//!     registry.system(Stage::Update, movement::SYSTEM).map(|_| ())
//! }
//!
//! pub const PLUGIN: Plugin = Plugin { name: "movement", register };
//! # assert!((PLUGIN.register)(&mut Registry::default()).is_ok());
//! ```
//!
//! Does NOT: run schedules, apply commands, propagate transforms, hash or save (systems/ecs does);
//! know what a window, a sound or a key is.
//!
//! Reading order: [`entity`], [`schema`], [`name`], [`text`], [`column`](mod@column), [`archetype`], [`region`], [`world`], [`page`], [`query`], [`bundle`], [`row`], [`batch`],
//! [`commands`], [`system`](mod@system), [`matches`](mod@matches), [`view`], [`loan`], [`scope`], [`registry`], [`settings`], [`hierarchy`], [`time`], [`history`], [`profile`], [`ecs`], [`operations`], [`api`].

extern crate self as playground_core_ecs;

pub mod api;
pub mod archetype;
pub mod batch;
pub mod bundle;
mod catalog;
pub mod column;
pub mod commands;
pub mod ecs;
pub mod entity;
mod held;
pub mod hierarchy;
pub mod history;
pub mod loan;
pub mod matches;
pub mod name;
pub mod operations;
pub mod page;
mod paged;
pub mod profile;
pub mod query;
pub mod region;
pub mod registry;
pub mod row;
pub mod schema;
pub mod scope;
pub mod settings;
mod shortcut;
pub mod system;
mod table;
pub mod text;
pub mod time;
pub mod view;
pub mod world;

pub use api::get_ecs_instance;
pub use batch::Batch;
pub use bundle::Bundle;
pub use bytemuck;
pub use commands::Commands;
pub use ecs::Ecs;
pub use entity::{Entity, Names};
pub use hierarchy::{Children, GlobalTransform2d, Parent, Transform2d};
pub use history::{HistorySettings, ReplayHead, SaveVerb, SaveWish};
pub use matches::Matches;
pub use name::Name;
pub use playground_core_ecs_derive::{component, system};
pub use playground_core_types::CoreResult;
pub use playground_core_vtable::VTable;
pub use postcard;
pub use profile::{PartHash, Profile, StepProfile, WorldPart};
pub use query::{Page, PageRef, Query};
pub use region::Region;
pub use registry::{Plugin, Registry, Rename, Stage};
pub use row::Row;
pub use schema::{BadValue, Blob, Component, ComponentId, Field, FieldKind, FieldSchema, Schema, Storage};
pub use scope::Scope;
pub use serde;
pub use settings::ScheduleSettings;
pub use system::{Access, System};
pub use text::FixedText;
pub use time::{Random, Tick, TickRate};
pub use view::Look;
pub use world::{LoadedColumn, LoadedRows, World};

#[cfg(test)]
mod tests;
