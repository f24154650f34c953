//! Pages that ran empty: used again, and bounded.

use super::{Health, Label, Position, at, labelled, row_of_things, x_of};
use crate::column::PAGE_ROWS;
use crate::{Entity, Query, World};

/// Where the rows of a component lie in memory, page by page.
fn places(world: &World) -> Vec<*const Position> {
    let query = Query::new().read(Position::ID);
    let pages = world.pages(&query).map(|page| {
        let positions: &[Position] = page.read(Position::ID).unwrap();
        positions.as_ptr()
    });
    pages.collect()
}

fn despawn_all(world: &mut World, things: &[Entity]) {
    assert!(things.iter().all(|thing| world.despawn(*thing)));
}

/// Spawns things at so many places, and looks whether they are there.
#[track_caller]
fn check_spawned(world: &mut World, count: usize) -> Vec<Entity> {
    let things: Vec<Entity> = (0..count).map(|x| world.spawn(&(at(x as f32, 0.0),)).unwrap()).collect();
    for (x, thing) in things.iter().enumerate() {
        assert_eq!(x_of(world, *thing), Some(x as f32));
    }
    things
}

#[test]
fn the_next_rows_come_where_the_last_ones_were() {
    let (mut world, things) = row_of_things(2 * PAGE_ROWS + 7);
    let before = places(&world);
    despawn_all(&mut world, &things);
    assert!(places(&world).is_empty());
    let things = check_spawned(&mut world, 2 * PAGE_ROWS + 7);
    assert_eq!(places(&world), before);
    despawn_all(&mut world, &things);
}

#[test]
fn a_snapshot_keeps_what_it_looks_at() {
    let (mut world, things) = row_of_things(PAGE_ROWS + 3);
    let snapshot = world.snapshot();
    despawn_all(&mut world, &things);
    check_spawned(&mut world, PAGE_ROWS + 3);
    assert_eq!(x_of(&snapshot, things[PAGE_ROWS + 2]), Some((PAGE_ROWS + 2) as f32));
    // A copy has spares of its own.
    let mut copy = world.clone();
    let names: Vec<Entity> = copy.archetypes()[0].entities().collect();
    despawn_all(&mut copy, &names);
    check_spawned(&mut copy, 3);
    assert_eq!(x_of(&world, names[2]), Some(2.0));
}

#[test]
fn another_kind_and_a_text_begin_anew() {
    let (mut world, things) = row_of_things(5);
    despawn_all(&mut world, &things);
    let healthy = world.spawn(&(Health { points: 7 },)).unwrap();
    let points: Option<&Health> = world.get(healthy);
    assert_eq!(points.map(|health| health.points), Some(7));
    let thing = world.spawn(&(at(1.0, 0.0),)).unwrap();
    for text in ["one", "two"] {
        world.insert_blob(thing, &labelled(text)).unwrap();
        assert_eq!(world.blob(thing), Some(labelled(text)));
        assert!(world.remove(thing, Label::ID));
    }
}
