//! The components of an entity to be, put together at run time.

use crate::bundle::{Bundle, BundleRow, is_same};
use crate::schema::{Blob, Component, Schema, Storage};
use crate::table::mixed;
use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// One component value of a row.
#[derive(Debug, Clone, Copy)]
pub struct RowValue<'a> {
    /// What it is.
    pub schema: &'static Schema,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// Component values for one entity; a later value of the same component takes the earlier one's place.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// In ascending order of component id.
    values: Vec<Part>,
    /// The bytes of all values.
    arena: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
struct Part {
    schema: &'static Schema,
    start: usize,
    end: usize,
}

/// Room for the bytes of most rows, taken at once.
const ROW_BYTES: usize = 128;

impl Row {
    /// A row without components.
    pub fn new() -> Self {
        Self::default()
    }

    /// The row with a component.
    #[must_use]
    pub fn with<T: Component>(mut self, value: &T) -> Self {
        self.put(T::SCHEMA, bytemuck::bytes_of(value));
        self
    }

    /// The row with a blob component.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] when the value does not serialise.
    pub fn with_blob<T: Blob>(mut self, value: &T) -> CoreResult<Self> {
        self.put(T::SCHEMA, &serialised(value)?);
        Ok(self)
    }

    /// The row with the bytes of a component.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] when the size is not the schema's.
    pub fn with_bytes(mut self, schema: &'static Schema, bytes: impl AsRef<[u8]>) -> CoreResult<Self> {
        check_size(schema, bytes.as_ref())?;
        self.put(schema, bytes.as_ref());
        Ok(self)
    }

    /// The values, in ascending order of component id.
    pub fn values(&self) -> impl Iterator<Item = RowValue<'_>> {
        self.values
            .iter()
            .map(|part| RowValue { schema: part.schema, bytes: &self.arena[part.start..part.end] })
    }

    /// Forgets all values; keeps the room, for the next entity of many.
    pub fn clear(&mut self) {
        self.values.clear();
        self.arena.clear();
    }

    fn put(&mut self, schema: &'static Schema, bytes: &[u8]) {
        if self.arena.capacity() == 0 {
            self.arena.reserve(ROW_BYTES);
        }
        let start = self.arena.len();
        self.arena.extend_from_slice(bytes);
        let part = Part { schema, start, end: self.arena.len() };
        match self.values.binary_search_by_key(&schema.id, |value| value.schema.id) {
            // With its schema: where two components share a name, the world tells them apart by it.
            Ok(index) => self.values[index] = part,
            Err(index) => self.values.insert(index, part),
        }
    }
}

impl Bundle for Row {
    fn key(&self) -> u64 {
        self.values.iter().fold(0, |key, value| mixed(key, value.schema.id.0))
    }

    fn is_of(&self, schemas: &[&'static Schema]) -> bool {
        let same = |(value, known): (&Part, &&'static Schema)| is_same(known, value.schema);
        self.values.len() == schemas.len() && self.values.iter().zip(schemas).all(same)
    }

    fn schemas(&self) -> Vec<&'static Schema> {
        self.values.iter().map(|value| value.schema).collect()
    }

    fn push(&self, row: &mut BundleRow<'_>) {
        row.extend(self.values().map(|value| value.bytes));
    }
}

/// A blob's value as bytes.
pub(crate) fn serialised<T: Blob>(value: &T) -> CoreResult<Vec<u8>> {
    let bytes = postcard::to_allocvec(value);
    bytes.map_err(|error| CoreError::new(ErrorKind::BadRequest, error.to_string()))
}

/// Refuses plain bytes of another size than the schema's.
#[inline(always)]
pub(crate) fn check_size(schema: &'static Schema, bytes: &[u8]) -> CoreResult<()> {
    if schema.storage == Storage::Blob || schema.size == bytes.len() {
        return Ok(());
    }
    Err(misfit(schema, bytes))
}

#[cold]
fn misfit(schema: &'static Schema, bytes: &[u8]) -> CoreError {
    let message = format!("component `{}` takes {} bytes, not {}", schema.name, schema.size, bytes.len());
    CoreError::new(ErrorKind::BadRequest, message)
}
