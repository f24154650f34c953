//! A clone of a world is a snapshot of it.

use super::{Label, Position, Score, at, labelled, row_of_things, x_of};
use crate::column::PAGE_ROWS;
use crate::{Entity, Query, Row, World};

/// Moves every thing by one to the right.
fn move_all(world: &mut World) {
    let query = Query::new().write(Position::ID);
    let step = |page: &mut crate::Page<'_>| {
        let positions: &mut [Position] = page.write(Position::ID)?;
        positions.iter_mut().for_each(|position| position.place.x += 1.0);
        Ok(())
    };
    world.each(&query, step).unwrap();
}

#[track_caller]
fn check_places(world: &World, things: &[Entity], first: f32) {
    for (index, thing) in things.iter().enumerate() {
        assert_eq!(x_of(world, *thing), Some(first + index as f32), "thing {index}");
    }
}

#[test]
fn writing_either_side_leaves_the_other() {
    let (mut world, things) = row_of_things(PAGE_ROWS + 5);
    let mut snapshot = world.clone();
    move_all(&mut world);
    check_places(&world, &things, 1.0);
    check_places(&snapshot, &things, 0.0);
    move_all(&mut snapshot);
    move_all(&mut snapshot);
    check_places(&world, &things, 1.0);
    check_places(&snapshot, &things, 2.0);
}

#[test]
fn structure_is_of_one_side_too() {
    let (mut world, things) = row_of_things(3);
    world.insert_blob(things[0], &labelled("first")).unwrap();
    world.set_resource(&Score { points: 1 });
    let snapshot = world.clone();
    world.despawn(things[1]);
    world.insert_blob(things[0], &labelled("changed")).unwrap();
    world.remove(things[2], Position::ID);
    world.set_resource(&Score { points: 2 });
    let newcomer = world.spawn(&Row::new().with(&at(9.0, 9.0))).unwrap();
    check_places(&snapshot, &things, 0.0);
    assert_eq!((snapshot.len(), snapshot.contains(newcomer)), (3, false));
    assert_eq!(snapshot.blob(things[0]), Some(labelled("first")));
    assert_eq!(snapshot.resource(), Ok(Score { points: 1 }));
    assert_eq!((world.len(), world.resource()), (3, Ok(Score { points: 2 })));
}

#[test]
fn a_snapshot_into_an_old_one_is_as_good_as_new() {
    let (mut world, things) = row_of_things(PAGE_ROWS + 5);
    world.set_resource(&Score { points: 1 });
    world.insert_blob(things[0], &labelled("first")).unwrap();
    // Of another world, larger in some ways and smaller in others.
    let (mut old, strangers) = row_of_things(3);
    old.insert_blob(strangers[1], &labelled("stranger")).unwrap();
    old.clone_from(&world);
    check_places(&old, &things, 0.0);
    assert_eq!((old.len(), old.resource()), (things.len(), Ok(Score { points: 1 })));
    assert_eq!((old.blob(things[0]), old.lineage()), (Some(labelled("first")), world.lineage()));
    assert_eq!(old.blob(things[1]), None as Option<Label>);
    move_all(&mut world);
    world.set_resource(&Score { points: 2 });
    check_places(&old, &things, 0.0);
    assert_eq!(old.resource(), Ok(Score { points: 1 }));
}

#[test]
fn a_restored_world_goes_on_counting() {
    let (mut world, things) = row_of_things(3);
    let snapshot = world.clone();
    let lineage = world.lineage().clone();
    move_all(&mut world);
    world.despawn(things[2]);
    let (writes, page_version) = (world.writes(), world.column(0, Position::ID).unwrap().page_version(0));
    world.restore(&snapshot);
    check_places(&world, &things, 0.0);
    assert!(world.writes() > writes, "a version that a cache has seen is not given out again");
    assert_ne!(world.lineage(), &lineage);
    move_all(&mut world);
    assert!(world.column(0, Position::ID).unwrap().page_version(0) > page_version);
    assert_eq!(snapshot.lineage(), &lineage, "the snapshot is as it was");
    world.restore(&snapshot);
    check_places(&world, &things, 0.0);
}

#[test]
fn every_world_has_a_lineage_of_its_own() {
    let (first, second) = (World::new(), World::new());
    assert_ne!(first.lineage(), second.lineage());
    assert_eq!(first.clone().lineage(), first.lineage());
}

#[test]
fn a_version_tells_which_page_was_written() {
    let (mut world, things) = row_of_things(PAGE_ROWS + 1);
    let versions = |world: &World| {
        let column = world.column(0, Position::ID).unwrap();
        [0, 1, 2].map(|page| column.page_version(page))
    };
    let before = versions(&world);
    world.set(things[PAGE_ROWS], &at(0.0, 0.0));
    let after = versions(&world);
    assert!(after[0] == before[0] && after[1] > before[1] && after[2] == 0);
    let _unread: Option<Label> = world.blob(things[0]);
    assert_eq!(versions(&world), after, "reading is no write");
}
