//! Reads the components of an entity: `Name`, `Name(field: value)` or `Name(value)`.

use super::part::Part;
use super::value::{Encoding, encode_record};
use playground_core_ecs::{Schema, Storage};
use playground_core_types::CoreResult;
use playground_core_types::similar::suggest;

/// One component as the bytes of its column.
#[derive(Debug, Clone)]
pub(crate) struct Component<'a> {
    pub(crate) schema: &'static Schema,
    pub(crate) encoding: Encoding<'a>,
}

/// What components take in memory, along with those that a row gets because of them. Unit: bytes.
pub(crate) fn held_bytes(components: &[Component<'_>]) -> u64 {
    let values = components.iter().map(|own| own.encoding.held_bytes() + required_bytes(own.schema));
    values.fold(size_of_val(components) as u64, u64::saturating_add)
}

/// The sizes of all that `schema` requires; what is required twice counts twice.
fn required_bytes(schema: &Schema) -> u64 {
    schema.requires.iter().map(|required| required.size as u64 + required_bytes(required)).sum()
}

/// Reads `[A, B(...)]`: each component at most once.
pub(crate) fn read_list<'a>(list: &Part<'a>, schemas: &[&'static Schema]) -> CoreResult<Vec<Component<'a>>> {
    let mut components: Vec<Component<'a>> = Vec::new();
    for part in list.items("components")? {
        let Some(component) = part.settle(read(&part, schemas).map(Some))? else { continue };
        if components.iter().any(|other| other.schema.id == component.schema.id) {
            let message = format!("the entity has a `{}` already", component.schema.short_name());
            part.note(part.error(message).cure("remove one of them"))?;
            continue;
        }
        components.push(component);
    }
    Ok(components)
}

fn read<'a>(part: &Part<'a>, schemas: &[&'static Schema]) -> CoreResult<Component<'a>> {
    let (name, body) = part.split_name();
    let schema = find_schema(part, name, schemas)?;
    if schema.storage == Storage::Blob {
        let error = part.error(format!("`{name}` has no fields that a scene could write"));
        return Err(error.cure("leave it out; a plugin makes it"));
    }
    let mut encoding = Encoding::default();
    (schema.default)(&mut encoding.bytes);
    // The default of a schema is a function of the plugin's; the fields below rely on the size.
    encoding.bytes.resize(schema.size, 0);
    if !body.as_str().is_empty() {
        part.settle(encode_record(&body, schema.short_name(), schema.fields, 0, &mut encoding))?;
    }
    if let Err(bad) = (schema.check)(&encoding.bytes) {
        let error = part.error(format!("`{}` of {name} must be {}", bad.field, bad.expected));
        part.note(error.cure(format!("write `{name}({}: ...)` with a value {}", bad.field, bad.expected)))?;
    }
    Ok(Component { schema, encoding })
}

/// The schema of a short name, or of a full one written as `r#package.Name`.
fn find_schema(part: &Part<'_>, name: &str, schemas: &[&'static Schema]) -> CoreResult<&'static Schema> {
    if name.is_empty() {
        let error = part.error(format!("{} is no component", part.excerpt()));
        return Err(error.cure("write it like `Transform2d(position: (40, 96))`"));
    }
    let raw_name = |schema: &Schema| schema.name.replace("::", ".");
    let mut found: Vec<&'static Schema> = Vec::new();
    for schema in schemas {
        let is_named = schema.short_name() == name || raw_name(schema) == name;
        if is_named && !found.iter().any(|other| other.id == schema.id) {
            found.push(schema);
        }
    }
    match found.as_slice() {
        [schema] => Ok(schema),
        [] => {
            let error = part.error(format!("there is no component `{name}`"));
            Err(error.cure(suggest(name, schemas.iter().map(|schema| schema.short_name()))))
        }
        [_, _, ..] => {
            let full: Vec<String> = found.iter().map(|schema| format!("`r#{}`", raw_name(schema))).collect();
            let error = part.error(format!("`{name}` is the name of {} components", full.len()));
            Err(error.cure(format!("write {}", full.join(" or "))))
        }
    }
}
