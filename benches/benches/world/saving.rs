//! A world to bytes, and back: ours as a game saves, hecs by its column format and bincode.

use crate::fixtures::{Matrix, Position, Rotation, Velocity, body};
use crate::report::{Report, Task};
use hecs::serialize::column::{DeserializeContext, SerializeContext};
use hecs::{Archetype, BatchWriter, ColumnBatchBuilder, ColumnBatchType, DynamicBundle, QueryBorrow};
use playground_benches::duel::steady;
use playground_core_ecs::api::{read_state, reset_world, write_state};
use playground_core_ecs::{CoreResult, Ecs};
use playground_core_types::{CoreError, ErrorKind, Handle, write_now};
use playground_systems_ecs::registration::register_ecs_handlers;
use serde::de::{DeserializeSeed, Deserializer, Error as _, SeqAccess, Visitor};
use serde::ser::{SerializeTuple, Serializer};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::fmt;

const COUNT: usize = 1_000;

/// As [`Matrix`], for serde.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Shape([f32; 16]);

/// As [`Position`], for serde.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Place([f32; 3]);

/// As [`Rotation`], for serde.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Turn([f32; 3]);

/// As [`Velocity`], for serde.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Speed([f32; 3]);

/// Measures saving and loading.
pub(crate) fn measure(report: &mut Report) -> CoreResult<()> {
    let task = Task { name: "save to bytes + load, 1k", peer: "hecs + bincode", bar: 0.25, aim: 0.10 };
    if !report.wants(task.name) {
        return Ok(());
    }
    let (own, other) = (served_world()?, hecs_world());
    check(&own, &other)?;
    report.compare(
        task,
        steady(|| write_state(&own).and_then(|saved| read_state(&own, saved.as_bytes()))),
        steady(|| saved_and_loaded(&other)),
    );
    Ok(())
}

/// Both sides have to bring back all that they saved.
fn check(own: &Handle<Ecs>, other: &hecs::World) -> CoreResult<()> {
    let saved = write_state(own)?;
    read_state(own, saved.as_bytes())?;
    let again = write_state(own)?;
    let loaded = saved_and_loaded(other).map_or(0, |world| world.len() as usize);
    if saved.as_bytes() == again.as_bytes() && saved.as_bytes().len() > COUNT * 100 && loaded == COUNT {
        return Ok(());
    }
    Err(CoreError::new(ErrorKind::Conflict, "what was loaded is not what was saved"))
}

/// A world of bodies as a game has it.
fn served_world() -> CoreResult<Handle<Ecs>> {
    let ecs = Ecs::new();
    for schema in [Matrix::SCHEMA, Position::SCHEMA, Rotation::SCHEMA, Velocity::SCHEMA] {
        write_now(&ecs.registry)?.component(schema);
    }
    register_ecs_handlers(&ecs)?;
    reset_world(&ecs, 1)?;
    let mut world = write_now(&ecs.world)?;
    (0..COUNT).try_for_each(|number| world.spawn(&body(number)).map(drop))?;
    drop(world);
    Ok(ecs)
}

fn hecs_body(number: usize) -> (Shape, Place, Turn, Speed) {
    let x = number as f32;
    (Shape([x; 16]), Place([x; 3]), Turn([1.0, 0.0, 0.0]), Speed([1.0, 0.0, 0.0]))
}

fn hecs_world() -> hecs::World {
    let mut world = hecs::World::new();
    for number in 0..COUNT {
        world.spawn(hecs_body(number));
    }
    world
}

/// Numbers of fixed width: the quicker one of bincode's two forms.
fn saved_and_loaded(world: &hecs::World) -> Option<hecs::World> {
    let config = bincode::config::legacy();
    let saved = bincode::serde::encode_to_vec(Saved(world), config).ok()?;
    let loaded: Result<(Loaded, usize), _> = bincode::serde::decode_from_slice(&saved, config);
    loaded.ok().map(|(loaded, _)| loaded.0)
}

/// A world of hecs on its way out.
struct Saved<'w>(&'w hecs::World);

impl Serialize for Saved<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        hecs::serialize::column::serialize(self.0, &mut Saving(self.0), serializer)
    }
}

/// What hecs asks for when it saves; one archetype has all rows.
struct Saving<'w>(&'w hecs::World);

impl SerializeContext for Saving<'_> {
    fn component_count(&self, _: &Archetype) -> usize {
        4
    }

    fn serialize_component_ids<S: SerializeTuple>(
        &mut self,
        _: &Archetype,
        mut out: S,
    ) -> Result<S::Ok, S::Error> {
        (0..4_u8).try_for_each(|id| out.serialize_element(&id))?;
        out.end()
    }

    fn serialize_components<S: SerializeTuple>(
        &mut self,
        _: &Archetype,
        mut out: S,
    ) -> Result<S::Ok, S::Error> {
        let shapes: QueryBorrow<'_, &Shape> = self.0.query();
        let places: QueryBorrow<'_, &Place> = self.0.query();
        let turns: QueryBorrow<'_, &Turn> = self.0.query();
        let speeds: QueryBorrow<'_, &Speed> = self.0.query();
        put(shapes, &mut out)?;
        put(places, &mut out)?;
        put(turns, &mut out)?;
        put(speeds, &mut out)?;
        out.end()
    }
}

/// Writes a column as hecs's own `try_serialize` does.
fn put<T: hecs::Component + Serialize, S: SerializeTuple>(
    mut column: QueryBorrow<'_, &T>,
    out: &mut S,
) -> Result<(), S::Error> {
    out.serialize_element(&Column(RefCell::new(column.iter())))
}

struct Column<I>(RefCell<I>);

impl<I: ExactSizeIterator> Serialize for Column<I>
where
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut values = self.0.borrow_mut();
        let mut tuple = serializer.serialize_tuple(values.len())?;
        for value in &mut *values {
            tuple.serialize_element(&value)?;
        }
        tuple.end()
    }
}

/// A world of hecs that came in.
struct Loaded(hecs::World);

impl<'de> Deserialize<'de> for Loaded {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        hecs::serialize::column::deserialize(&mut Loading { ids: Vec::new() }, deserializer).map(Self)
    }
}

/// What hecs asks for when it loads.
struct Loading {
    ids: Vec<u8>,
}

impl DeserializeContext for Loading {
    fn deserialize_component_ids<'de, A: SeqAccess<'de>>(
        &mut self,
        mut seq: A,
    ) -> Result<ColumnBatchType, A::Error> {
        self.ids.clear();
        while let Some(id) = seq.next_element()? {
            self.ids.push(id);
        }
        let mut kinds = ColumnBatchType::new();
        for kind in hecs_body(0).type_info() {
            kinds.add_dynamic(kind);
        }
        Ok(kinds)
    }

    fn deserialize_components<'de, A: SeqAccess<'de>>(
        &mut self,
        count: u32,
        mut seq: A,
        batch: &mut ColumnBatchBuilder,
    ) -> Result<(), A::Error> {
        for id in &self.ids {
            match id {
                0 => {
                    let shapes: Option<BatchWriter<'_, Shape>> = batch.writer();
                    take(count, &mut seq, shapes)?;
                }
                1 => {
                    let places: Option<BatchWriter<'_, Place>> = batch.writer();
                    take(count, &mut seq, places)?;
                }
                2 => {
                    let turns: Option<BatchWriter<'_, Turn>> = batch.writer();
                    take(count, &mut seq, turns)?;
                }
                _ => {
                    let speeds: Option<BatchWriter<'_, Speed>> = batch.writer();
                    take(count, &mut seq, speeds)?;
                }
            }
        }
        Ok(())
    }
}

/// Reads a column as hecs's own `deserialize_column` does.
fn take<'de, T, A>(count: u32, seq: &mut A, out: Option<BatchWriter<'_, T>>) -> Result<(), A::Error>
where
    T: hecs::Component + Deserialize<'de>,
    A: SeqAccess<'de>,
{
    let out = out.ok_or_else(|| A::Error::custom("a component that is in no batch"))?;
    let taken = seq.next_element_seed(Values { count, out })?;
    taken.ok_or_else(|| A::Error::custom("a column is missing"))
}

struct Values<'b, T> {
    count: u32,
    out: BatchWriter<'b, T>,
}

impl<'de, T: hecs::Component + Deserialize<'de>> DeserializeSeed<'de> for Values<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_tuple(self.count as usize, self)
    }
}

impl<'de, T: hecs::Component + Deserialize<'de>> Visitor<'de> for Values<'_, T> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} values", self.count)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        while let Some(value) = seq.next_element()? {
            if self.out.push(value).is_err() {
                return Err(A::Error::custom("too many values"));
            }
        }
        if self.out.fill() < self.count {
            return Err(A::Error::custom("too few values"));
        }
        Ok(())
    }
}
