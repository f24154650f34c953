//! The `[audio.buses]` of a game.

use super::table::{Field, Known};
use playground_core_assets::bus_effect::{
    BUS_EFFECT_COUNT_MAX, COUNTED_KINDS, EFFECT_KINDS, EffectKind, EffectNumber, SIDE_CHAIN_KIND,
};
use playground_core_assets::manifest::{BUILT_IN_BUSES, BUS_COUNT_MAX, BUS_SEND_COUNT_MAX};
use playground_core_assets::{BusDeclaration, BusEffect, BusSend};
use playground_core_ecs::Name;
use playground_core_types::CoreResult;
use playground_core_types::similar::suggest;

const EXAMPLE: &str = "music = { gain_decibels = -6 }";
const BUS: Known = &[
    ("parent", "parent = \"master\""),
    ("gain_decibels", "gain_decibels = -6"),
    ("sends", "sends = { room = -9 }"),
    ("effects", "effects = [{ kind = \"reverb\", wet = 0.3 }]"),
    ("limit", "limit = 16"),
];
const GAIN_DECIBELS_MIN: f64 = -96.0;
const GAIN_DECIBELS_MAX: f64 = 12.0;
const LIMIT_MAX: u32 = 1_024;

/// The names that a bus may refer to.
struct Names<'a> {
    /// Those that stand above it.
    above: Vec<&'a str>,
    all: Vec<&'a str>,
}

/// Reads the table of buses, in the order of the file.
pub(super) fn read(field: &Field<'_>) -> CoreResult<Vec<BusDeclaration>> {
    let entries = field.entries(EXAMPLE)?;
    if let Some(excess) = entries.get(BUS_COUNT_MAX) {
        let message = format!("is one too many: a game has at most {BUS_COUNT_MAX} buses");
        let error = excess.refuse_key(&message);
        field.note(error.cure("leave it out, and let what goes through it go through another one"))?;
    }
    // A bus may only go through one that stands above it, so that there is no way round in a circle.
    let above: Vec<&str> = BUILT_IN_BUSES.to_vec();
    let all = above.iter().copied().chain(entries.iter().map(|entry| entry.key)).collect();
    let mut names = Names { above, all };
    let mut buses = Vec::new();
    for entry in &entries {
        buses.extend(field.read_each(std::slice::from_ref(entry), |bus| read_bus(bus, &names))?);
        names.above.push(entry.key);
        note_excess(entry, &buses)?;
    }
    Ok(buses)
}

/// Notes a bus with which there are more effects of a kind than the mixer has memory for.
fn note_excess(field: &Field<'_>, buses: &[BusDeclaration]) -> CoreResult<()> {
    for (kind, most) in COUNTED_KINDS {
        let count =
            |bus: &BusDeclaration| bus.effects.iter().filter(|effect| effect.kind == Name::of(kind)).count();
        let all: usize = buses.iter().map(count).sum();
        let own = buses.iter().find(|bus| bus.name == field.key).map_or(0, count);
        if all > most && own > 0 {
            let error =
                field.refuse_key(&format!("has a {kind} too many: all buses of a game have at most {most}"));
            let cure = format!("leave it out, and send to a bus that has one: `sends = {{ {kind} = -9 }}`");
            field.note(error.cure(cure))?;
        }
    }
    Ok(())
}

fn read_bus(field: &Field<'_>, names: &Names<'_>) -> CoreResult<BusDeclaration> {
    let table = field.table(BUS)?;
    let parent = table.optional("parent", |parent| {
        let name = parent.string()?;
        if field.key == BUILT_IN_BUSES[0] {
            let error = parent.refuse_key("is not for `master`: everything goes through it");
            return Err(error.cure("leave it out"));
        }
        check_above(parent, name, field.key, names)?;
        Ok(name.to_owned())
    })?;
    let gain = table.optional("gain_decibels", read_decibels)?;
    let sends = table.optional("sends", |sends| read_sends(sends, field.key, names))?;
    let effects = table.optional("effects", |effects| read_effects(effects, field.key, names))?;
    Ok(BusDeclaration {
        parent: parent.unwrap_or_else(|| BUILT_IN_BUSES[0].to_owned()),
        place: field.key_place(),
        gain_millibels: gain.unwrap_or_default(),
        sends: sends.unwrap_or_default(),
        effects: effects.unwrap_or_default(),
        limit: table.optional("limit", |limit| limit.number(1, LIMIT_MAX))?.unwrap_or_default(),
        ..BusDeclaration::new(field.key, "")
    })
}

/// Refuses what is no bus above `own`.
fn check_above(field: &Field<'_>, name: &str, own: &str, names: &Names<'_>) -> CoreResult<()> {
    if name != own && names.above.contains(&name) {
        return Ok(());
    }
    let buses: Vec<String> = names.above.iter().map(|bus| format!("`{bus}`")).collect();
    let error = field.refuse(&format!("is `{name}`, which is no bus above this one"));
    Err(error.cure(format!("write one of {}, or declare it before", buses.join(", "))))
}

/// Millibels.
fn read_decibels(field: &Field<'_>) -> CoreResult<i32> {
    let decibels = field.real(GAIN_DECIBELS_MIN, GAIN_DECIBELS_MAX)?;
    Ok((decibels * 100.0).round() as i32)
}

fn read_sends(field: &Field<'_>, own: &str, names: &Names<'_>) -> CoreResult<Vec<BusSend>> {
    let entries = field.entries("sends = { room = -9 }")?;
    if let Some(excess) = entries.get(BUS_SEND_COUNT_MAX) {
        let message = format!("is one too many: a bus has at most {BUS_SEND_COUNT_MAX} sends");
        field.note(excess.refuse_key(&message))?;
    }
    if own == BUILT_IN_BUSES[0] {
        return Err(field.refuse_key("is not for `master`: nothing comes behind it"));
    }
    field.read_each(&entries, |send| {
        if send.key == own || !names.above.contains(&send.key) {
            let error = send.refuse_key("is no bus above this one");
            return Err(error.cure(suggest(send.key, names.above.iter().copied())));
        }
        Ok(BusSend { target: send.key.to_owned(), gain_millibels: read_decibels(send)? })
    })
}

fn read_effects(field: &Field<'_>, own: &str, names: &Names<'_>) -> CoreResult<Vec<BusEffect>> {
    let elements = field.elements()?;
    if let Some(excess) = elements.get(BUS_EFFECT_COUNT_MAX) {
        let message = format!("has one too many: a bus has at most {BUS_EFFECT_COUNT_MAX}");
        field.note(excess.refuse(&message))?;
    }
    let mut effects = Vec::new();
    for (place, element) in elements.iter().enumerate() {
        let read = field.read_each(std::slice::from_ref(element), |effect| read_effect(effect, names))?;
        let at = |effect| BusEffect { bus: Name::of(own), place: place as u32, ..effect };
        effects.extend(read.into_iter().map(at));
    }
    Ok(effects)
}

fn read_effect(field: &Field<'_>, names: &Names<'_>) -> CoreResult<BusEffect> {
    let fields = field.entries("effects = [{ kind = \"reverb\", wet = 0.3 }]")?;
    let Some(kind) = fields.iter().find(|own| own.key == "kind") else {
        return Err(field.refuse("has an effect without a `kind`"));
    };
    let kind = read_kind(kind)?;
    let (mut numbers, mut side_chain) = (kind.defaults(), Name::NONE);
    for own in fields.iter().filter(|own| own.key != "kind") {
        if let Some(place) = kind.numbers.iter().position(|number| number.name == own.key) {
            let number = &kind.numbers[place];
            numbers[place] = read_number(own, number)?;
        } else if own.key == "side_chain" && kind.name == SIDE_CHAIN_KIND {
            side_chain = read_bus_name(own, &names.all)?;
        } else {
            let known = kind.numbers.iter().map(|number| number.name);
            let error = own.refuse_key(&format!("is no field of `{}`", kind.name));
            return Err(error.cure(suggest(own.key, known)));
        }
    }
    Ok(BusEffect { kind: Name::of(kind.name), side_chain, numbers, ..BusEffect::default() })
}

fn read_number(field: &Field<'_>, number: &EffectNumber) -> CoreResult<f32> {
    let read = field.real(as_written(number.min), as_written(number.max));
    let cure = || format!("write it like `{} = {}`", number.name, number.default);
    Ok(read.map_err(|error| error.cure(cure()))? as f32)
}

/// The number of double precision that is written as this one is: 0.1, and not 0.10000000149.
fn as_written(number: f32) -> f64 {
    number.to_string().parse().unwrap_or(number.into())
}

fn read_kind(field: &Field<'_>) -> CoreResult<&'static EffectKind> {
    let name = field.string()?;
    EFFECT_KINDS.iter().find(|kind| kind.name == name).ok_or_else(|| {
        let error = field.refuse(&format!("is `{name}`, which is no effect"));
        error.cure(suggest(name, EFFECT_KINDS.iter().map(|kind| kind.name)))
    })
}

/// The name of a bus, which must be one of `all`.
pub(super) fn read_bus_name(field: &Field<'_>, all: &[&str]) -> CoreResult<Name> {
    let name = field.string()?;
    if !all.contains(&name) {
        let error = field.refuse(&format!("is `{name}`, which [audio.buses] does not declare"));
        return Err(error.cure(suggest(name, all.iter().copied())));
    }
    Ok(Name::of(name))
}
