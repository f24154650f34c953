//! The component values of one entity to be: a tuple of components, or a [`Row`](crate::Row).

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

    /// Visits each value in order: what it is, and its bytes.
    fn visit(&self, visit: impl FnMut(&'static Schema, &[u8]));
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

            #[inline]
            fn visit(&self, mut visit: impl FnMut(&'static Schema, &[u8])) {
                $(visit($name::SCHEMA, bytemuck::bytes_of(&self.$place));)*
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
