//! State that is of no entity: resources, and regions of bytes.

use super::{World, resource_of};
use crate::region::Region;
use crate::schema::{Component, ComponentId};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::sync::Arc;

impl World {
    /// A resource, copied out; its type follows from what the caller does with it.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] when the world has no such resource.
    pub fn resource<T: Component>(&self) -> CoreResult<T> {
        resource_of(&self.resources)
    }

    /// Puts a resource into the world, or overwrites it.
    pub fn set_resource<T: Component>(&mut self, value: &T) {
        self.set_resource_bytes(T::SCHEMA.id, bytemuck::bytes_of(value));
    }

    /// Puts the bytes of a resource into the world, or overwrites them.
    pub fn set_resource_bytes(&mut self, resource: ComponentId, value: &[u8]) {
        let place = match self.find_resource(resource) {
            Ok(place) => place,
            Err(place) => return self.resources.insert(place, (resource, value.into())),
        };
        let bytes = &mut self.resources[place].1;
        if **bytes == *value {
            return;
        }
        match Arc::get_mut(bytes) {
            // In place, where no snapshot looks at it.
            Some(own) if own.len() == value.len() => own.copy_from_slice(value),
            _ => *bytes = value.into(),
        }
    }

    pub(super) fn find_resource(&self, resource: ComponentId) -> Result<usize, usize> {
        self.resources.binary_search_by_key(&resource, |(id, _)| *id)
    }

    /// All resources, in ascending order of id.
    pub fn resources(&self) -> impl Iterator<Item = (ComponentId, &[u8])> {
        self.resources.iter().map(|(id, bytes)| (*id, &**bytes))
    }

    /// Gives the world a region of so many zero bytes, in the place of one of the same name.
    ///
    /// # Errors
    /// [`ErrorKind::LimitReached`] past [`REGION_BYTES_MAX`](crate::region::REGION_BYTES_MAX).
    pub fn add_region(&mut self, name: ComponentId, length: usize) -> CoreResult<()> {
        let region = Region::new(length, self.next_write())?;
        match self.find_region(name) {
            Ok(place) => self.regions[place].1 = region,
            Err(place) => self.regions.insert(place, (name, region)),
        }
        Ok(())
    }

    /// A region, to read.
    pub fn region(&self, name: ComponentId) -> Option<&Region> {
        self.find_region(name).ok().map(|place| &self.regions[place].1)
    }

    /// Overwrites bytes of a region from `offset` on. Pages that already hold what is written stay as they are.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] when there is no such region, or it ends before the bytes do.
    pub fn write_region(&mut self, name: ComponentId, offset: usize, bytes: &[u8]) -> CoreResult<()> {
        let write = self.next_write();
        let place = self.find_region(name).map_err(|_| {
            let message = format!("the world has no region {:016x}", name.0);
            CoreError::new(ErrorKind::BadRequest, message).cure("add it with `registry.region(..)`")
        })?;
        self.regions[place].1.write(offset, bytes, write)
    }

    /// All regions, in ascending order of id.
    pub fn regions(&self) -> impl Iterator<Item = (ComponentId, &Region)> {
        self.regions.iter().map(|(id, region)| (*id, region))
    }

    fn find_region(&self, name: ComponentId) -> Result<usize, usize> {
        self.regions.binary_search_by_key(&name, |(id, _)| *id)
    }
}
