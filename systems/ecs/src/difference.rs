//! Where two worlds part first: the entity, the component, the field, and both values.

use crate::hash::used_archetypes;
use playground_core_ecs::archetype::Archetype;
use playground_core_ecs::region::REGION_PAGE_BYTES;
use playground_core_ecs::{ComponentId, Entity, FieldKind, FieldSchema, Region, Schema, Storage, World};
use std::collections::{BTreeMap, BTreeSet};
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
            None if self.is_of_resource() => write!(formatter, "resource ")?,
            None => {}
        }
        write!(formatter, "{component}{dot}{field}: {left} or {right}")
    }
}

impl Difference {
    /// The entity, with what separates it from what follows; empty where there is none.
    fn owner(&self, separator: &str) -> String {
        let Some(Entity { index, generation }) = self.entity else { return String::new() };
        format!("entity {index}v{generation}{separator}")
    }

    /// The component without its package, and the field.
    fn place(&self) -> String {
        let component = self.component.rsplit("::").next().unwrap_or_default();
        let dot = if self.field.is_empty() { "" } else { "." };
        format!("{component}{dot}{}", self.field)
    }

    /// As what one tick gave two times.
    pub(crate) fn as_second_time(&self) -> String {
        format!("{}{}: {} is {} the second time", self.owner(", "), self.place(), self.left, self.right)
    }

    /// As what a system made of the first.
    pub(crate) fn as_change(&self) -> String {
        let resource = if self.is_of_resource() { "resource " } else { "" };
        format!("{resource}{}{}: {} -> {}", self.owner(" "), self.place(), self.left, self.right)
    }

    fn is_of_resource(&self) -> bool {
        self.entity.is_none() && self.component != WORLD && !self.component.starts_with(REGION)
    }
}

const WORLD: &str = "world";
const REGION: &str = "region ";
const ABSENT: &str = "absent";

/// Compares two worlds as their hashes do: resources and regions by id, then rows in signature order, then names.
///
/// `None` exactly when both hash alike. Looks at every byte, so it is for who found the hashes to differ.
pub fn first_difference(left: &World, right: &World) -> Option<Difference> {
    differences(left, right).next()
}

/// All places at which two worlds differ, in the same order: every field, of a region the first byte of each page.
pub(crate) fn differences<'w>(left: &'w World, right: &'w World) -> impl Iterator<Item = Difference> + 'w {
    resource_differences(left, right)
        .chain(region_differences(left, right))
        .chain(rows_differences(left, right))
        .chain(order_differences(left, right))
        .chain(names_difference(left, right))
}

fn resource_differences<'w>(left: &'w World, right: &'w World) -> impl Iterator<Item = Difference> + 'w {
    let (own, other): (BTreeMap<_, _>, BTreeMap<_, _>) =
        (left.resources().collect(), right.resources().collect());
    let ids: BTreeSet<ComponentId> = own.keys().chain(other.keys()).copied().collect();
    ids.into_iter().flat_map(move |id| {
        let schema = left.schema(id).or_else(|| right.schema(id));
        value_differences(None, id, schema, (own.get(&id).copied(), other.get(&id).copied()))
    })
}

fn region_differences<'w>(left: &'w World, right: &'w World) -> impl Iterator<Item = Difference> + 'w {
    let ids = left.regions().chain(right.regions()).map(|(id, _)| id);
    let ids: BTreeSet<ComponentId> = ids.collect();
    ids.into_iter().flat_map(|id| region_difference(id, left.region(id), right.region(id)))
}

fn region_difference(id: ComponentId, left: Option<&Region>, right: Option<&Region>) -> Vec<Difference> {
    let of_region = |field: String, left: String, right: String| Difference {
        entity: None,
        component: format!("{REGION}{:016x}", id.0),
        field,
        left,
        right,
    };
    let length = |region: Option<&Region>| region.map(Region::len);
    let shown = |length: Option<usize>| length.map_or(ABSENT.to_owned(), |length| format!("{length} bytes"));
    let (Some(own), Some(other)) = (left, right) else {
        return vec![of_region(String::new(), shown(length(left)), shown(length(right)))];
    };
    if own.len() != other.len() {
        return vec![of_region(String::new(), shown(length(left)), shown(length(right)))];
    }
    let pages = (0..own.page_count()).filter_map(|page| {
        let mut bytes = own.page(page).iter().zip(other.page(page)).enumerate();
        let (place, (one, another)) = bytes.find(|(_, (one, another))| one != another)?;
        let field = format!("[{}]", page * REGION_PAGE_BYTES + place);
        Some(of_region(field, one.to_string(), another.to_string()))
    });
    pages.collect()
}

/// The rows of both worlds, by entity.
fn rows_differences<'w>(left: &'w World, right: &'w World) -> impl Iterator<Item = Difference> + 'w {
    let entities = |world: &'w World| {
        let archetypes = used_archetypes(world).into_iter().map(|(_, archetype)| archetype);
        archetypes.flat_map(Archetype::entities)
    };
    let missing = entities(right).filter(|entity| !left.contains(*entity));
    entities(left).chain(missing).flat_map(|entity| row_differences(left, right, entity))
}

fn row_differences(left: &World, right: &World, entity: Entity) -> Vec<Difference> {
    let life = |world: &World| if world.contains(entity) { "lives" } else { ABSENT };
    let mut found = Vec::new();
    if life(left) != life(right) {
        found.push(of_world(Some(entity), "", life(left), life(right)));
    }
    let (own, other) = (signature(left, entity), signature(right, entity));
    let mut ids: Vec<ComponentId> = own.iter().chain(other).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let schema = left.schema(id).or_else(|| right.schema(id));
        let both = (left.bytes(entity, id), right.bytes(entity, id));
        found.extend(value_differences(Some(entity), id, schema, both));
    }
    found
}

/// Equal rows in another order: a tick walks them in it. Of each archetype the first.
fn order_differences<'w>(left: &'w World, right: &'w World) -> impl Iterator<Item = Difference> + 'w {
    let others = used_archetypes(right);
    used_archetypes(left).into_iter().filter_map(move |(_, own)| {
        let place = others.binary_search_by_key(&own.signature(), |(_, other)| other.signature());
        let (_, other) = others.get(place.ok()?)?;
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

/// A value that only one side has is told as a whole first, then field by field.
fn value_differences(
    entity: Option<Entity>,
    id: ComponentId,
    schema: Option<&Schema>,
    (left, right): (Option<&[u8]>, Option<&[u8]>),
) -> Vec<Difference> {
    if left == right {
        return Vec::new();
    }
    let component = schema.map_or_else(|| format!("{:016x}", id.0), |schema| schema.name.to_owned());
    let mut fields = Fields { path: String::new(), found: Vec::new() };
    let plain =
        schema.filter(|schema| [left, right].into_iter().flatten().all(|side| is_whole(schema, side)));
    if left.is_none() || right.is_none() || plain.is_none() {
        fields.note(left.map(show_bytes), right.map(show_bytes));
    }
    if let Some(schema) = plain {
        fields.follow_fields(schema.fields, left, right);
    }
    let found = fields.found.into_iter();
    found
        .map(|(field, left, right)| Difference { entity, component: component.clone(), field, left, right })
        .collect()
}

fn is_whole(schema: &Schema, bytes: &[u8]) -> bool {
    schema.storage == Storage::Plain && schema.size == bytes.len()
}

/// The fields that differ: path, and both values.
struct Fields {
    path: String,
    found: Vec<(String, String, String)>,
}

impl Fields {
    fn note(&mut self, left: Option<String>, right: Option<String>) {
        let shown = |value: Option<String>| value.unwrap_or_else(|| ABSENT.to_owned());
        self.found.push((self.path.clone(), shown(left), shown(right)));
    }

    fn follow_fields(&mut self, fields: &[FieldSchema], left: Option<&[u8]>, right: Option<&[u8]>) {
        let (length, count) = (self.path.len(), self.found.len());
        for field in fields {
            let range = field.offset..field.offset + field.kind.size();
            let [own, other] = [left, right].map(|side| side.map(|bytes| &bytes[range.clone()]));
            if own != other {
                let dot = if self.path.is_empty() { "" } else { "." };
                self.path.push_str(dot);
                self.path.push_str(field.name);
                self.follow(field.kind, own, other);
                self.path.truncate(length);
            }
        }
        if self.found.len() == count {
            // Plain data has no bytes between its fields; should it ever, they are shown whole.
            self.note(left.map(show_bytes), right.map(show_bytes));
        }
    }

    fn follow(&mut self, kind: FieldKind, left: Option<&[u8]>, right: Option<&[u8]>) {
        let length = self.path.len();
        match kind {
            FieldKind::Record(fields) => self.follow_fields(fields, left, right),
            FieldKind::Array(element, count) if element.size() > 0 => {
                for index in 0..count {
                    let range = index * element.size()..(index + 1) * element.size();
                    let [own, other] = [left, right].map(|side| side.map(|bytes| &bytes[range.clone()]));
                    if own != other {
                        self.path.push_str(&format!("[{index}]"));
                        self.follow(*element, own, other);
                        self.path.truncate(length);
                    }
                }
            }
            _ => {
                let show = |bytes: &[u8]| show_value(kind, bytes);
                self.note(left.map(show), right.map(show));
            }
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
