//! Names: given out, taken back, never mistaken for one another.

use crate::column::PAGE_ROWS;
use crate::entity::{Entities, Location};
use crate::{Commands, Entity, Row, World};

const SOMEWHERE: Location = Location { archetype: 0, row: 0 };

/// Peeks at as many names as are then given out, and compares.
#[track_caller]
fn check_promises(entities: &mut Entities, count: usize) {
    let mut promises = entities.promises();
    let promised: Vec<Entity> = (0..count).map(|_| promises.next()).collect();
    let given: Vec<Entity> = (0..count).map(|_| entities.allocate(SOMEWHERE, 1)).collect();
    assert_eq!(promised, given);
}

#[test]
fn promised_names_are_those_given_out() {
    let mut entities = Entities::default();
    check_promises(&mut entities, 5);
    for index in [3, 0, 4] {
        assert_eq!(entities.release(Entity { index, generation: 0 }, 1), Some(SOMEWHERE));
    }
    check_promises(&mut entities, 0);
    // Three used names, then fresh ones.
    check_promises(&mut entities, 6);
    assert_eq!(entities.len(), 8);
}

#[test]
fn a_reused_index_is_another_name() {
    let mut world = World::new();
    let old = world.spawn(&Row::new()).unwrap();
    assert!(world.despawn(old));
    let new = world.spawn(&Row::new()).unwrap();
    assert_eq!(new.index, old.index);
    assert_ne!(new, old);
    assert!(world.contains(new) && !world.contains(old));
    assert!(!world.despawn(old), "a name dies once");
    assert_eq!(world.len(), 1);
}

#[test]
fn no_name_is_nobody() {
    let (world, _) = super::row_of_things(3);
    assert!(!world.contains(Entity::NONE));
    assert!(!world.contains(Entity { index: 3, generation: 0 }), "not given out yet");
    assert!(!world.contains(Entity { index: 0, generation: 1 }), "not given out again yet");
    assert_eq!(Entity::default(), Entity::NONE);
}

#[test]
fn a_reserved_name_lives_with_its_row() {
    let mut world = World::new();
    let thing = world.reserve();
    assert!(!world.contains(thing) && !world.despawn(thing), "it has no row yet");
    assert_eq!(world.len(), 1, "the name is taken all the same");
    assert_ne!(world.spawn(&Row::new()).unwrap(), thing);
    world.spawn_reserved(thing, &Row::new().with(&super::at(1.0, 2.0))).unwrap();
    assert_eq!(super::x_of(&world, thing), Some(1.0));
    assert!(world.spawn_reserved(thing, &Row::new()).is_err(), "once");
    assert!(world.spawn_reserved(Entity::NONE, &Row::new()).is_err());
    assert!(world.despawn(thing));
    assert!(world.spawn_reserved(thing, &Row::new()).is_err(), "never again");
}

/// How many names wait for their rows, of which those of index 3 and [`USED_UP`] do not.
const WAITING: usize = 2 * PAGE_ROWS + 9;
const USED_UP: u32 = 8;

/// Settles names that wait, by their indices, from row 5 on: each lies where its turn was, and the others wait on.
#[track_caller]
fn check_settled(indices: &[u32], expected: Result<(), u32>) {
    let generations: Vec<u32> = (0..WAITING as u32).map(|index| index % 7).collect();
    let mut entities = Entities::of_names(&generations, &[3], &[USED_UP], 1).unwrap();
    let settled = entities.settle_all(indices, Location { archetype: 2, row: 5 }, 2);
    assert_eq!(settled.as_ref().map(|_| ()).map_err(|index| *index), expected);
    let Ok(names) = settled else { return };
    let wanted = indices.iter().map(|index| Entity { index: *index, generation: index % 7 });
    assert!(names.iter().copied().eq(wanted));
    for (row, name) in (5..).zip(&names) {
        assert_eq!(entities.locate(*name), Some(Location { archetype: 2, row }), "{name:?}");
    }
    let waiting = (0..WAITING as u32).map(|index| Entity { index, generation: index % 7 });
    let waiting = waiting.filter(|name| entities.is_reserved(*name)).count();
    assert_eq!(waiting, WAITING - 2 - names.len());
}

#[test]
fn names_settle_in_any_order() {
    let page = PAGE_ROWS as u32;
    check_settled(&[], Ok(()));
    check_settled(&[0, 1, 2], Ok(()));
    check_settled(&[2, 1, 0], Ok(()));
    // Runs with gaps, back again, and over the ends of pages.
    check_settled(&[0, 1, 5, 6, 7, 2, 4], Ok(()));
    check_settled(&[page - 2, page - 1, page, page + 1, 0, 2 * page, page - 3], Ok(()));
    let every_second: Vec<u32> = (10..2 * page).step_by(2).collect();
    check_settled(&every_second, Ok(()));
    let backwards: Vec<u32> = (10..2 * page + 9).rev().collect();
    check_settled(&backwards, Ok(()));
}

#[test]
fn what_does_not_wait_is_not_settled() {
    check_settled(&[0, 1, 0], Err(0));
    check_settled(&[0, 1, 1], Err(1));
    check_settled(&[1, 2, 3, 4], Err(3));
    check_settled(&[4, USED_UP], Err(USED_UP));
    check_settled(&[0, WAITING as u32], Err(WAITING as u32));
    check_settled(&[WAITING as u32 - 1, WAITING as u32], Err(WAITING as u32));
    check_settled(&[u32::MAX], Err(u32::MAX));
    check_settled(&[u32::MAX - 1, u32::MAX, 0], Err(u32::MAX - 1));
}

#[test]
fn a_commands_buffer_begins_empty() {
    let mut commands = Commands::default();
    commands.begin(&mut World::new());
    let first = commands.spawn(Row::new());
    assert_eq!((first.index, commands.spawn(Row::new()).index), (0, 1));
    commands.despawn(first);
    assert_eq!(commands.changes().len(), 3);
    commands.begin(&mut World::new());
    assert!(commands.is_empty(), "what an earlier system left is not applied twice");
    assert_eq!(commands.spawn(Row::new()), first);
}
