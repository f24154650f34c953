//! Many entities of the same components at once, column by column.

use crate::schema::{Component, Schema};
use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// The columns of entities to be; what they require comes along by default.
///
/// ```
/// # use playground_core_ecs::{Batch, Transform2d, World, CoreResult};
/// # fn main() -> CoreResult<()> {
/// let places: Vec<Transform2d> = (0..100).map(|x| Transform2d::at(x as f32, 0.0)).collect();
/// let things = World::new().spawn_batch(&Batch::new(100).column(&places)?)?;
/// # assert_eq!(things.len(), 100);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Batch<'a> {
    count: usize,
    columns: Vec<(&'static Schema, &'a [u8])>,
}

impl<'a> Batch<'a> {
    /// So many entities without components.
    pub fn new(count: usize) -> Self {
        Self { count, columns: Vec::new() }
    }

    /// The batch with a value of a component for each entity, in order.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] for another number of values than of entities.
    pub fn column<T: Component>(mut self, values: &'a [T]) -> CoreResult<Self> {
        if values.len() != self.count {
            let (name, found) = (T::SCHEMA.name, values.len());
            let message = format!("{found} values of `{name}` for {} entities", self.count);
            return Err(CoreError::new(ErrorKind::BadRequest, message));
        }
        self.columns.push((T::SCHEMA, bytemuck::cast_slice(values)));
        Ok(self)
    }

    /// How many entities.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The columns in the order in which they were added: what they are, and the bytes of all rows.
    pub fn columns(&self) -> &[(&'static Schema, &'a [u8])] {
        &self.columns
    }
}
