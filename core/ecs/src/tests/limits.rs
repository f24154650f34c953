//! How much a world holds: kinds of things, and names.

use super::check_refused;
use crate::entity::{ENTITY_COUNT_MAX, Entities, Entity, Location};
use crate::{Batch, Row, World, component};
use playground_core_types::ErrorKind;

/// Kinds of things, a subset of the marks each. A million and more where a soak is asked for: `PLAYGROUND_SOAK=1`.
const KIND_COUNT: usize = 20_000;
const SOAK_KIND_COUNT: usize = 1 << 20;

macro_rules! marks {
    ($($name:ident)*) => {
        $(
            /// A mark without bytes.
            #[component]
            #[derive(Default)]
            pub(crate) struct $name {}
        )*

        /// A thing with the marks whose bits are set.
        fn marked(bits: usize) -> Row {
            let mut row = Row::new();
            let mut left = bits;
            $(
                if left & 1 == 1 {
                    row = row.with(&$name {});
                }
                left >>= 1;
            )*
            assert_eq!(left, 0, "there are too few marks");
            row
        }
    };
}

marks!(A B C D E F G H I J K L M N O P Q R S T);

#[test]
fn a_million_kinds_of_things_live_side_by_side() {
    let count = if std::env::var_os("PLAYGROUND_SOAK").is_some() { SOAK_KIND_COUNT } else { KIND_COUNT };
    let mut world = World::new();
    let things: Vec<Entity> = (0..count).map(|bits| world.spawn(&marked(bits)).unwrap()).collect();
    // A second one of each kind finds its archetype again.
    assert!((0..count).step_by(7).all(|bits| world.spawn(&marked(bits)).is_ok()));
    assert_eq!(world.archetypes().len(), count);
    // What one holds is bounded: its lists, which a snapshot takes too, and its rows.
    let bytes: usize = world.archetypes().iter().map(|kind| kind.list_bytes() + kind.bytes_apart(None)).sum();
    assert!(bytes <= count * 1024, "{} bytes a kind", bytes / count);
    assert!(things.iter().all(|thing| world.despawn(*thing)));
    assert_eq!(world.len(), count.div_ceil(7));
    // From one kind to the next by a mark.
    let thing = world.spawn(&marked(0)).unwrap();
    world.insert(thing, &B {}).unwrap();
    assert!(world.remove(thing, B::ID));
    assert_eq!(world.archetypes().len(), count, "all kinds were known");
}

#[test]
fn more_entities_than_names_are_refused() {
    let mut world = World::new();
    let thing = world.spawn(&Row::new()).unwrap();
    let most = Batch::new(ENTITY_COUNT_MAX);
    check_refused(world.spawn_batch(&most), ErrorKind::LimitReached, "at most 4294967295 entities");
    assert_eq!(world.len(), 1, "none of them was made");
    assert!(world.despawn(thing));
    assert_eq!(world.spawn_batch(&Batch::new(3)).map(|names| names.len()), Ok(3));
}

#[test]
fn an_index_whose_generations_are_used_up_is_not_given_out_again() {
    let last = Entity { index: 0, generation: u32::MAX };
    let place = Location { archetype: 0, row: 0 };
    let mut entities = Entities::of_names(&[last.generation], &[], &[], 1).unwrap();
    entities.relocate(last, place, 1);
    assert_eq!(entities.release(last, 1), Some(place));
    assert_eq!(entities.release(last, 1), None, "a name dies once");
    assert_eq!((entities.len(), entities.free().count()), (0, 0));
    assert_eq!(entities.allocate(place, 1), Entity { index: 1, generation: 0 });
}
