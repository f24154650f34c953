//! Many things at once, bytes beside the things, and what changed.

use super::{
    Fighter, Frozen, Health, Leader, Position, Velocity, at, check_refused, row_of_things, towards, x_of,
};
use crate::column::PAGE_ROWS;
use crate::region::{REGION_BYTES_MAX, REGION_PAGE_BYTES};
use crate::{Batch, ComponentId, Entity, Query, Row, World};
use playground_core_types::ErrorKind;

#[test]
fn a_tuple_is_spawned_as_a_row_is() {
    let mut world = World::new();
    let tuple = world.spawn(&(towards(1.0, 0.0), at(2.0, 0.0))).unwrap();
    let row = world.spawn(&Row::new().with(&at(2.0, 0.0)).with(&towards(1.0, 0.0))).unwrap();
    assert_eq!((world.archetypes().len(), x_of(&world, tuple)), (1, x_of(&world, row)));
    let leader = world.spawn(&(Leader::default(),)).unwrap();
    assert_eq!(world.get(leader), Some(&Health::default()), "what is required comes along");
    let twice = world.spawn(&(at(0.0, 0.0), at(1.0, 0.0)));
    check_refused(twice, ErrorKind::Conflict, "`playground-core-ecs::Position` is there twice");
    assert_eq!(world.len(), 3);
}

#[test]
fn a_batch_is_so_many_things() {
    for before in [0, 1, PAGE_ROWS - 1, PAGE_ROWS] {
        let (mut world, things) = row_of_things(before + 2);
        world.despawn(things[0]);
        let count = 2 * PAGE_ROWS + 5;
        let places: Vec<Position> = (0..count).map(|x| at(x as f32, 0.0)).collect();
        let names = world.spawn_batch(&Batch::new(count).column(&places).unwrap()).unwrap();
        assert_eq!(names.len(), count);
        let names: Vec<Entity> = names.collect();
        assert_eq!((names.len(), names[0].index), (count, things[0].index), "free names first");
        for (x, name) in names.iter().enumerate() {
            assert_eq!(x_of(&world, *name), Some(x as f32));
        }
        assert_eq!(world.archetypes()[0].len(), before + 1 + count);
    }
    let mut world = World::new();
    let mut fighters =
        world.spawn_batch(&Batch::new(3).column(&[Fighter { strength: 1 }; 3]).unwrap()).unwrap();
    assert_eq!(fighters.nth(2).and_then(|last| world.get(last)), Some(&Health::default()));
    check_refused(Batch::new(2).column(&[at(0.0, 0.0)]), ErrorKind::BadRequest, "1 values of");
}

/// So many things, of which the later ones get a velocity: all move there, by pages or by rows.
#[track_caller]
fn check_moved(count: usize, moving: usize) {
    let (mut world, things) = row_of_things(count + moving);
    things[count..].iter().for_each(|thing| world.insert(*thing, &towards(9.0, 0.0)).unwrap());
    let still = Query::new().without(Velocity::ID);
    assert_eq!(world.insert_all(&still, &towards(1.0, 0.0)), Ok(count));
    for (x, thing) in things.iter().enumerate() {
        let expected = if x < count { 1.0 } else { 9.0 };
        assert_eq!(
            (x_of(&world, *thing), world.get(*thing)),
            (Some(x as f32), Some(&towards(expected, 0.0)))
        );
    }
    let all = Query::new();
    assert_eq!(world.insert_all(&all, &towards(2.0, 0.0)), Ok(count + moving), "overwritten in place");
    assert_eq!(world.remove_all(&all, Velocity::ID), count + moving);
    assert!(things.iter().enumerate().all(|(x, thing)| x_of(&world, *thing) == Some(x as f32)));
    assert!(things.iter().all(|thing| !world.has(*thing, Velocity::ID) && world.despawn(*thing)));
}

#[test]
fn all_things_gain_and_lose_a_component() {
    check_moved(5, 0);
    check_moved(2 * PAGE_ROWS + 5, 0);
    check_moved(PAGE_ROWS + 5, 7);
    check_moved(PAGE_ROWS + 5, PAGE_ROWS);
}

#[test]
fn a_region_is_bytes_of_the_world() {
    let (mut world, name) = (World::new(), ComponentId::of("test::memory"));
    world.add_region(name, 2 * REGION_PAGE_BYTES + 3).unwrap();
    let snapshot = world.snapshot();
    let versions = |world: &World| [0, 1, 2, 3].map(|page| world.region(name).unwrap().page_version(page));
    let before = versions(&world);
    world.write_region(name, REGION_PAGE_BYTES - 1, &[7; REGION_PAGE_BYTES + 2]).unwrap();
    world.write_region(name, 0, &[0; 5]).unwrap();
    let after = versions(&world);
    assert!(after[0] > before[0] && after[1] == after[0] && after[2] == after[0] && after[3] == 0);
    let mut bytes = [1; 4];
    world.region(name).unwrap().read(REGION_PAGE_BYTES - 2, &mut bytes).unwrap();
    assert_eq!(bytes, [0, 7, 7, 7]);
    assert_eq!(world.region(name).unwrap().page(2), [7, 0, 0]);
    snapshot.region(name).unwrap().read(REGION_PAGE_BYTES - 2, &mut bytes).unwrap();
    assert_eq!(bytes, [0; 4], "the snapshot is as it was");
    world.restore(&snapshot);
    assert_eq!(world.region(name).unwrap().page(2), [0, 0, 0]);
    let past = world.write_region(name, 2 * REGION_PAGE_BYTES, &[0; 4]);
    check_refused(past, ErrorKind::BadRequest, "4 bytes from 8192 on, of a region of 8195");
    check_refused(world.add_region(name, REGION_BYTES_MAX + 1), ErrorKind::LimitReached, "at most");
    let other = world.write_region(ComponentId::of("test::other"), 0, &[]);
    check_refused(other, ErrorKind::BadRequest, "has no region");
}

#[test]
fn what_changed_is_found_by_pages_and_by_rows() {
    let (mut world, things) = row_of_things(2 * PAGE_ROWS);
    let (earlier, since) = (world.snapshot(), world.writes());
    let query = Query::new().read(Position::ID);
    let pages = |world: &World| {
        Vec::from_iter(world.pages_since(&query, Position::ID, since).map(|page| page.page()))
    };
    let rows = |world: &World| {
        let mut found = Vec::new();
        world.each_changed(&earlier, |thing, position: &Position| found.push((thing, position.place.x)));
        found
    };
    assert_eq!((pages(&world), rows(&world)), (vec![], vec![]));
    world.set(things[3], &at(3.0, 0.0));
    assert_eq!((pages(&world), rows(&world)), (vec![0], vec![]), "written as it was");
    world.set(things[PAGE_ROWS], &at(-1.0, 0.0));
    assert_eq!((pages(&world), rows(&world)), (vec![0, 1], vec![(things[PAGE_ROWS], -1.0)]));
    let fresh = world.spawn(&(at(5.0, 0.0),)).unwrap();
    world.despawn(things[0]);
    assert_eq!(rows(&world), vec![(fresh, 5.0), (things[PAGE_ROWS], -1.0)], "a row that moved is no change");
}

#[test]
fn a_copy_that_is_written_is_another_line() {
    let (mut world, things) = row_of_things(3);
    let mut copy = world.snapshot();
    assert_eq!(copy.lineage(), world.lineage());
    copy.set(things[0], &at(7.0, 0.0));
    world.set(things[0], &at(8.0, 0.0));
    assert_ne!(copy.lineage(), world.lineage(), "the same version is of other bytes");
    world.snapshot_into(&mut copy);
    assert_eq!((x_of(&copy, things[0]), copy.lineage() == world.lineage()), (Some(8.0), true));
}

#[test]
fn a_name_of_an_undone_future_may_come_again() {
    let (mut world, _) = row_of_things(1);
    let snapshot = world.snapshot();
    let undone = world.spawn(&(at(1.0, 0.0),)).unwrap();
    world.restore(&snapshot);
    assert!(!world.contains(undone), "it never was");
    let another = world.spawn(&(at(2.0, 0.0),)).unwrap();
    assert_eq!(another, undone, "whoever kept the name holds another's: see `World::restore`");
}

#[test]
fn many_kinds_of_things_take_little_each() {
    // Every subset of five components is a kind.
    let mut world = World::new();
    let marks = [Frozen::SCHEMA, Position::SCHEMA, Velocity::SCHEMA, Health::SCHEMA, Fighter::SCHEMA];
    let things: Vec<Entity> = (0..32_usize)
        .map(|kind| {
            let chosen = marks.iter().enumerate().filter(|(place, _)| kind >> place & 1 == 1);
            let row = chosen
                .fold(Row::new(), |row, (_, schema)| row.with_bytes(schema, vec![0; schema.size]).unwrap());
            world.spawn(&row).unwrap()
        })
        .collect();
    assert_eq!(world.archetypes().len(), 24, "a fighter has health in any case");
    assert!(things.iter().all(|thing| world.despawn(*thing)));
    assert!(world.archetypes().iter().all(|kind| kind.is_empty() && kind.page_count() == 0));
}
