//! The components of an entity to be.

use crate::schema::{Blob, Component, Schema, Storage};
use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// One component value of a row.
#[derive(Debug, Clone)]
pub struct RowValue {
    /// What it is.
    pub schema: &'static Schema,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Component values for one entity; a later value of the same component takes the earlier one's place.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// In ascending order of component id.
    values: Vec<RowValue>,
}

impl Row {
    /// A row without components.
    pub fn new() -> Self {
        Self::default()
    }

    /// The row with a component.
    #[must_use]
    pub fn with<T: Component>(mut self, value: &T) -> Self {
        self.put(T::SCHEMA, bytemuck::bytes_of(value).to_vec());
        self
    }

    /// The row with a blob component.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] when the value does not serialise.
    pub fn with_blob<T: Blob>(mut self, value: &T) -> CoreResult<Self> {
        let bytes = postcard::to_allocvec(value);
        let bytes = bytes.map_err(|error| CoreError::new(ErrorKind::BadRequest, error.to_string()))?;
        self.put(T::SCHEMA, bytes);
        Ok(self)
    }

    /// The row with the bytes of a component.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] when the size is not the schema's.
    pub fn with_bytes(mut self, schema: &'static Schema, bytes: Vec<u8>) -> CoreResult<Self> {
        check_size(schema, &bytes)?;
        self.put(schema, bytes);
        Ok(self)
    }

    /// The values, in ascending order of component id.
    pub fn values(&self) -> &[RowValue] {
        &self.values
    }

    /// The values along with the defaults of all that they require.
    pub(crate) fn complete(&self) -> Vec<RowValue> {
        let mut row = self.clone();
        let mut pending: Vec<&'static Schema> = row.values.iter().map(|value| value.schema).collect();
        while let Some(schema) = pending.pop() {
            for required in schema.requires {
                if row.find(required).is_err() {
                    let mut bytes = Vec::with_capacity(required.size);
                    (required.default)(&mut bytes);
                    row.put(required, bytes);
                    pending.push(required);
                }
            }
        }
        row.values
    }

    fn find(&self, schema: &'static Schema) -> Result<usize, usize> {
        self.values.binary_search_by_key(&schema.id, |value| value.schema.id)
    }

    fn put(&mut self, schema: &'static Schema, bytes: Vec<u8>) {
        match self.find(schema) {
            // With its schema: where two components share a name, the world tells them apart by it.
            Ok(index) => self.values[index] = RowValue { schema, bytes },
            Err(index) => self.values.insert(index, RowValue { schema, bytes }),
        }
    }
}

/// Refuses plain bytes of another size than the schema's.
pub(crate) fn check_size(schema: &'static Schema, bytes: &[u8]) -> CoreResult<()> {
    if schema.storage == Storage::Blob || schema.size == bytes.len() {
        return Ok(());
    }
    let message = format!("component `{}` takes {} bytes, not {}", schema.name, schema.size, bytes.len());
    Err(CoreError::new(ErrorKind::BadRequest, message))
}
