//! Where two worlds part first: the entity, the component, the field, and both values.

use crate::hash::used_archetypes;
use playground_core_ecs::archetype::Archetype;
use playground_core_ecs::{ComponentId, Entity, FieldKind, FieldSchema, Schema, Storage, World};
use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter, Write};

/// The first place at which two worlds differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Whose value; `None` for a resource and for what is of the world as a whole.
    pub entity: Option<Entity>,
    /// Full name of the component or resource; `world` for what belongs to none.
    pub component: String,
    /// Path of the field, such as `position[0]`; empty for a whole component.
    pub field: String,
    /// The value in the first world.
    pub left: String,
    /// The value in the second world.
    pub right: String,
}

impl Display for Difference {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self { entity, component, field, left, right } = self;
        let dot = if field.is_empty() { "" } else { "." };
        match entity {
            Some(Entity { index, generation }) => write!(formatter, "entity {index}v{generation}, ")?,
            None if component == WORLD => {}
            None => write!(formatter, "resource ")?,
        }
        write!(formatter, "{component}{dot}{field}: {left} or {right}")
    }
}

const WORLD: &str = "world";
const ABSENT: &str = "absent";

/// Compares two worlds as their hashes do: resources by id, then rows in signature order, then names.
///
/// `None` exactly when both hash alike. Looks at every byte, so it is for who found the hashes to differ.
pub fn first_difference(left: &World, right: &World) -> Option<Difference> {
    resource_difference(left, right)
        .or_else(|| rows_difference(left, right))
        .or_else(|| order_difference(left, right))
        .or_else(|| names_difference(left, right))
}

fn resource_difference(left: &World, right: &World) -> Option<Difference> {
    let (own, other): (BTreeMap<_, _>, BTreeMap<_, _>) =
        (left.resources().collect(), right.resources().collect());
    let ids = own.keys().chain(other.keys().filter(|id| !own.contains_key(*id)));
    let mut ids: Vec<ComponentId> = ids.copied().collect();
    ids.sort_unstable();
    ids.into_iter().find_map(|id| {
        let schema = left.schema(id).or_else(|| right.schema(id));
        value_difference(None, id, schema, (own.get(&id).copied(), other.get(&id).copied()))
    })
}

/// The rows of both worlds, by entity.
fn rows_difference(left: &World, right: &World) -> Option<Difference> {
    let own = used_archetypes(left).into_iter().map(|(_, archetype)| archetype).flat_map(Archetype::entities);
    let missing =
        used_archetypes(right).into_iter().map(|(_, archetype)| archetype).flat_map(Archetype::entities);
    let missing = missing.filter(|entity| !left.contains(*entity));
    own.chain(missing).find_map(|entity| row_difference(left, right, entity))
}

fn row_difference(left: &World, right: &World, entity: Entity) -> Option<Difference> {
    let life = |world: &World| if world.contains(entity) { "lives" } else { ABSENT };
    if life(left) != life(right) {
        return Some(of_world(Some(entity), "", life(left), life(right)));
    }
    let (own, other) = (signature(left, entity), signature(right, entity));
    let mut ids: Vec<ComponentId> = own.iter().chain(other).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().find_map(|id| {
        let schema = left.schema(id).or_else(|| right.schema(id));
        value_difference(Some(entity), id, schema, (left.bytes(entity, id), right.bytes(entity, id)))
    })
}

/// Equal rows in another order: a tick walks them in it.
fn order_difference(left: &World, right: &World) -> Option<Difference> {
    used_archetypes(left)
        .into_iter()
        .map(|(_, archetype)| archetype)
        .zip(used_archetypes(right).into_iter().map(|(_, archetype)| archetype))
        .find_map(|(own, other)| {
            let mut rows = own.entities().zip(other.entities()).enumerate();
            let (row, (one, another)) = rows.find(|(_, (one, another))| one != another)?;
            let value = |entity: Entity| format!("row {row} is {}v{}", entity.index, entity.generation);
            Some(of_world(None, "order", &value(one), &value(another)))
        })
}

fn names_difference(left: &World, right: &World) -> Option<Difference> {
    let (own, other) = (left.entities().allocation_state(), right.entities().allocation_state());
    let same = left.len() == right.len() && own.eq(other);
    let next = |world: &World| {
        let Entity { index, generation } = world.entities().peek(0);
        format!("{} given out, {index}v{generation} is next", world.len())
    };
    (!same).then(|| of_world(None, "names", &next(left), &next(right)))
}

fn signature(world: &World, entity: Entity) -> &[ComponentId] {
    let place = world.entities().locate(entity);
    let archetype = place.and_then(|place| world.archetypes().get(place.archetype as usize));
    archetype.map_or(&[], Archetype::signature)
}

fn of_world(entity: Option<Entity>, field: &str, left: &str, right: &str) -> Difference {
    Difference {
        entity,
        component: WORLD.to_owned(),
        field: field.to_owned(),
        left: left.to_owned(),
        right: right.to_owned(),
    }
}

fn value_difference(
    entity: Option<Entity>,
    id: ComponentId,
    schema: Option<&Schema>,
    (left, right): (Option<&[u8]>, Option<&[u8]>),
) -> Option<Difference> {
    if left == right {
        return None;
    }
    let component = schema.map_or_else(|| format!("{:016x}", id.0), |schema| schema.name.to_owned());
    let mut path = Path { text: String::new(), left: ABSENT.to_owned(), right: ABSENT.to_owned() };
    match (left, right, schema) {
        (Some(left), Some(right), Some(schema)) if is_whole(schema, left) && is_whole(schema, right) => {
            path.follow_fields(schema.fields, left, right);
        }
        _ => {
            let shown = |bytes: Option<&[u8]>| bytes.map_or_else(|| ABSENT.to_owned(), show_bytes);
            (path.left, path.right) = (shown(left), shown(right));
        }
    }
    Some(Difference { entity, component, field: path.text, left: path.left, right: path.right })
}

fn is_whole(schema: &Schema, bytes: &[u8]) -> bool {
    schema.storage == Storage::Plain && schema.size == bytes.len()
}

/// The way to the first field that differs, and its two values.
struct Path {
    text: String,
    left: String,
    right: String,
}

impl Path {
    fn follow_fields(&mut self, fields: &[FieldSchema], left: &[u8], right: &[u8]) {
        for field in fields {
            let range = field.offset..field.offset + field.kind.size();
            let (own, other) = (&left[range.clone()], &right[range]);
            if own != other {
                let dot = if self.text.is_empty() { "" } else { "." };
                self.text.push_str(dot);
                self.text.push_str(field.name);
                return self.follow(field.kind, own, other);
            }
        }
        // Plain data has no bytes between its fields; should it ever, they are shown whole.
        (self.left, self.right) = (show_bytes(left), show_bytes(right));
    }

    fn follow(&mut self, kind: FieldKind, left: &[u8], right: &[u8]) {
        match kind {
            FieldKind::Record(fields) => self.follow_fields(fields, left, right),
            FieldKind::Array(element, count) if element.size() > 0 => {
                let size = element.size();
                let mut parts = left.chunks_exact(size).zip(right.chunks_exact(size)).take(count).enumerate();
                if let Some((index, (own, other))) = parts.find(|(_, (own, other))| own != other) {
                    self.text.push_str(&format!("[{index}]"));
                    self.follow(*element, own, other);
                }
            }
            _ => (self.left, self.right) = (show_value(kind, left), show_value(kind, right)),
        }
    }
}

/// A value as people read it. Two that differ in any bit look different.
fn show_value(kind: FieldKind, bytes: &[u8]) -> String {
    let unsigned = number(bytes);
    let unused = 64 - 8 * bytes.len().clamp(1, 8) as u32;
    match kind {
        FieldKind::U8 | FieldKind::U16 | FieldKind::U32 | FieldKind::U64 => unsigned.to_string(),
        FieldKind::I8 | FieldKind::I16 | FieldKind::I32 | FieldKind::I64 => {
            // The sign bit moved to the top and back fills up with itself.
            ((unsigned << unused).cast_signed() >> unused).to_string()
        }
        FieldKind::F32 => {
            let value = f32::from_bits(unsigned as u32);
            if value.is_nan() { format!("no number ({unsigned:08x})") } else { format!("{value:?}") }
        }
        FieldKind::F64 => {
            let value = f64::from_bits(unsigned);
            if value.is_nan() { format!("no number ({unsigned:016x})") } else { format!("{value:?}") }
        }
        FieldKind::Entity => format!("{}v{}", unsigned as u32, unsigned >> 32),
        FieldKind::Asset | FieldKind::Name => format!("{unsigned:016x}"),
        FieldKind::Text(_) => format!("{:?}", String::from_utf8_lossy(bytes).trim_end_matches('\0')),
        FieldKind::Array(..) | FieldKind::Record(_) => show_bytes(bytes),
    }
}

fn number(bytes: &[u8]) -> u64 {
    let mut wide = [0; 8];
    wide.iter_mut().zip(bytes).for_each(|(target, byte)| *target = *byte);
    u64::from_le_bytes(wide)
}

/// Bytes without fields: their number, and the first of them.
fn show_bytes(bytes: &[u8]) -> String {
    const SHOWN_COUNT: usize = 32;
    let mut text = format!("{} bytes", bytes.len());
    let separator = if bytes.is_empty() { "" } else { " " };
    text.push_str(separator);
    for byte in bytes.iter().take(SHOWN_COUNT) {
        // Writing into a text cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    if bytes.len() > SHOWN_COUNT {
        text.push_str("..");
    }
    text
}
