//! The component values of one entity to be: a tuple of components, or a [`Row`](crate::Row).

use crate::archetype::NewRow;
use crate::column::{Push, Segment};
use crate::schema::{Component, Schema};
use crate::table::mixed;

/// Component values for one entity.
///
/// A tuple of components is the quickest way to spawn, for its layout is known when it is compiled:
/// `world.spawn(&(Position::default(), Velocity::default()))`. A [`Row`](crate::Row) is put together at run time.
pub trait Bundle {
    /// A number that bundles of the same components in the same order have in common.
    fn key(&self) -> u64;

    /// Whether these are the components, in order.
    fn is_of(&self, schemas: &[&'static Schema]) -> bool;

    /// What the components are, in order.
    fn schemas(&self) -> Vec<&'static Schema>;

    /// The same as a list that always lies in one place, where there is such a list.
    fn list(&self) -> &'static [&'static Schema] {
        &[]
    }

    /// Pushes each value in order.
    fn push(&self, row: &mut BundleRow<'_>);
}

/// A new row of an archetype, to which a bundle pushes its values.
#[derive(Debug)]
pub struct BundleRow<'a> {
    segments: &'a mut [Segment],
    places: &'a [u32],
    row: usize,
    push: Push,
}

impl<'a> BundleRow<'a> {
    /// `places` says where each value of the bundle stands in the archetype's signature.
    pub(crate) fn new(new: NewRow<'a>, places: &'a [u32]) -> Self {
        let NewRow { segments, row, push, .. } = new;
        Self { segments, places, row, push }
    }

    /// The next value; where its length is known, so is the copy.
    #[inline(always)]
    fn next(&mut self, bytes: &[u8]) {
        if let Some((place, rest)) = self.places.split_first()
            && let Some(segment) = self.segments.get_mut(*place as usize)
        {
            segment.push(self.row, bytes, self.push);
            self.places = rest;
        }
    }

    /// The values of a bundle that is put together at run time.
    pub(crate) fn extend<'b>(&mut self, values: impl Iterator<Item = &'b [u8]>) {
        values.for_each(|bytes| self.next(bytes));
    }

    /// A value that no bundle gave.
    pub(crate) fn push_default(&mut self, place: u32, bytes: &[u8]) {
        if let Some(segment) = self.segments.get_mut(place as usize) {
            segment.push(self.row, bytes, self.push);
        }
    }
}

/// Whether both are the same component, declared in the same place; quick for the same place.
#[inline]
pub(crate) fn is_same(known: &'static Schema, schema: &'static Schema) -> bool {
    std::ptr::eq(known, schema) || (known.id == schema.id && known.is_same(schema))
}

macro_rules! bundles {
    ($($name:ident $place:tt),*) => {
        impl<$($name: Component),*> Bundle for ($($name,)*) {
            #[inline]
            fn key(&self) -> u64 {
                const { const_key(&[$($name::SCHEMA.id.0),*]) }
            }

            #[inline]
            fn is_of(&self, schemas: &[&'static Schema]) -> bool {
                let own = [$($name::SCHEMA),*];
                own.len() == schemas.len() && own.iter().zip(schemas).all(|(own, known)| is_same(known, own))
            }

            fn schemas(&self) -> Vec<&'static Schema> {
                vec![$($name::SCHEMA),*]
            }

            #[inline]
            fn list(&self) -> &'static [&'static Schema] {
                const { &[$($name::SCHEMA),*] }
            }

            #[inline]
            fn push(&self, row: &mut BundleRow<'_>) {
                $(row.next(bytemuck::bytes_of(&self.$place));)*
            }
        }
    };
}

bundles!(A 0);
bundles!(A 0, B 1);
bundles!(A 0, B 1, C 2);
bundles!(A 0, B 1, C 2, D 3);
bundles!(A 0, B 1, C 2, D 3, E 4);
bundles!(A 0, B 1, C 2, D 3, E 4, F 5);
bundles!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
bundles!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);

/// The key of components in order.
pub(crate) const fn const_key(ids: &[u64]) -> u64 {
    let (mut key, mut index) = (0, 0);
    while index < ids.len() {
        key = mixed(key, ids[index]);
        index += 1;
    }
    key
}
