//! Rows of all lengths that copies are compiled for, and of some others, come, go and move unharmed.

use super::{Frozen, labelled};
use crate::column::PAGE_ROWS;
use crate::{ComponentId, Entity, Row, Schema, World, component};

macro_rules! lengths {
    ($($name:ident $length:literal)*) => {
        $(
            /// So many bytes.
            #[component]
            pub(crate) struct $name {
                /// Whatever.
                pub bytes: [u8; $length],
            }

            impl Default for $name {
                fn default() -> Self {
                    Self { bytes: [0; $length] }
                }
            }
        )*

        const LENGTHS: &[&Schema] = &[$($name::SCHEMA),*];
    };
}

lengths!(L1 1 L4 4 L5 5 L8 8 L12 12 L16 16 L20 20 L24 24 L32 32 L48 48 L64 64 L65 65);

/// What the bytes of thing number `number` are.
fn fill(number: usize) -> u8 {
    (number % 251) as u8
}

fn row_of(number: usize) -> Row {
    let mut row = Row::new().with_blob(&labelled(&number.to_string())).unwrap();
    for schema in LENGTHS {
        row = row.with_bytes(schema, vec![fill(number); schema.size]).unwrap();
    }
    row
}

#[track_caller]
fn check_things(world: &World, things: &[(usize, Entity)], missing: Option<ComponentId>) {
    assert_eq!(world.len(), things.len());
    for (number, thing) in things {
        for schema in LENGTHS.iter().filter(|schema| Some(schema.id) != missing) {
            let expected = vec![fill(*number); schema.size];
            assert_eq!(world.bytes(*thing, schema.id), Some(&*expected), "{} of {number}", schema.name);
        }
        assert_eq!(world.blob(*thing), Some(labelled(&number.to_string())), "{number}");
    }
}

/// Two pages and a bit, of which every third is gone: from the front, over the ends of pages, and at the end.
fn thinned() -> (World, Vec<(usize, Entity)>) {
    let mut world = World::new();
    let all: Vec<(usize, Entity)> =
        (0..2 * PAGE_ROWS + 9).map(|number| (number, world.spawn(&row_of(number)).unwrap())).collect();
    let (gone, things): (Vec<_>, Vec<_>) = all.into_iter().partition(|(number, _)| number % 3 == 0);
    assert!(gone.iter().all(|(_, thing)| world.despawn(*thing)));
    (world, things)
}

#[test]
fn rows_close_the_gaps_of_others() {
    let (mut world, mut things) = thinned();
    check_things(&world, &things, None);
    // The last ones leave no gap.
    for (_, thing) in things.drain(things.len() - 20..).rev() {
        assert!(world.despawn(thing));
    }
    check_things(&world, &things, None);
}

#[test]
fn rows_move_with_all_that_they_have() {
    let (mut world, things) = thinned();
    let before = world.snapshot();
    for (_, thing) in &things {
        world.insert(*thing, &Frozen {}).unwrap();
    }
    check_things(&world, &things, None);
    // Out of pages that a snapshot shares.
    let frozen = world.snapshot();
    assert!(things.iter().rev().all(|(_, thing)| world.remove(*thing, L24::ID)));
    check_things(&world, &things, Some(L24::ID));
    for (number, thing) in &things {
        world.insert_bytes(*thing, L24::SCHEMA, &[fill(*number); 24]).unwrap();
        assert!(world.remove(*thing, Frozen::ID));
    }
    check_things(&world, &things, None);
    check_things(&before, &things, None);
    check_things(&frozen, &things, None);
}

#[test]
fn a_component_of_another_layout_is_refused_on_a_way_that_is_known() {
    let mut world = World::new();
    let thing = world.spawn(&row_of(1)).unwrap();
    world.insert(thing, &Frozen {}).unwrap();
    assert!(world.remove(thing, Frozen::ID));
    const OTHER: &Schema = &Schema { size: 4, fields: L4::SCHEMA.fields, ..*Frozen::SCHEMA };
    super::check_refused(
        world.insert_bytes(thing, OTHER, &[0; 4]),
        playground_core_types::ErrorKind::Conflict,
        "declared twice",
    );
}
