//! Queries: which pages they find, and what a page hands out.

use super::{
    Frozen, Health, Label, Position, Velocity, at, check_refused, labelled, row_of_things, towards, x_of,
};
use crate::column::PAGE_ROWS;
use crate::{CoreResult, Entity, Query, Row, World};
use playground_core_types::ErrorKind;
use playground_core_types::math::Vec2;

/// Things with position only, with velocity too, and frozen ones with both.
fn traffic() -> (World, [Entity; 3]) {
    let mut world = World::new();
    let standing = Row::new().with(&at(1.0, 0.0));
    let moving = standing.clone().with(&at(2.0, 0.0)).with(&towards(10.0, 0.0));
    let frozen = moving.clone().with(&at(3.0, 0.0)).with(&Frozen {});
    let things = [standing, moving, frozen].map(|row| world.spawn(&row).unwrap());
    (world, things)
}

#[track_caller]
fn check_found(query: &Query, expected: &[f32]) {
    let (world, _) = traffic();
    let mut found = Vec::new();
    for page in world.pages(query) {
        let positions: &[Position] = page.read(Position::ID).unwrap();
        assert_eq!(positions.len(), page.entities().len());
        found.extend(positions.iter().map(|position| position.place.x));
    }
    assert_eq!(found, expected);
    let first = world.first(query).and_then(|thing| x_of(&world, thing));
    assert_eq!(first, expected.first().copied());
}

#[test]
fn a_query_finds_by_components() {
    check_found(&Query::new().read(Position::ID), &[1.0, 2.0, 3.0]);
    check_found(&Query::new().read(Position::ID).with(Velocity::ID), &[2.0, 3.0]);
    check_found(&Query::new().read(Position::ID).without(Velocity::ID), &[1.0]);
    check_found(&Query::new().with(Velocity::ID).without(Frozen::ID), &[2.0]);
    check_found(&Query::new().with(Health::ID), &[]);
}

#[test]
fn large_archetypes_come_in_pages() {
    let (mut world, things) = row_of_things(PAGE_ROWS * 2 + 10);
    let sizes = |world: &World| -> Vec<usize> {
        world.pages(&Query::new()).map(|page| page.entities().len()).collect()
    };
    assert_eq!(sizes(&world), [PAGE_ROWS, PAGE_ROWS, 10]);
    // Across pages: the last row moves from the third page into the first.
    world.despawn(things[5]);
    assert_eq!(world.archetypes()[0].entities().nth(5), Some(things[PAGE_ROWS * 2 + 9]));
    for gone in &things[PAGE_ROWS * 2 - 1..] {
        world.despawn(*gone);
    }
    assert_eq!(sizes(&world), [PAGE_ROWS, PAGE_ROWS - 2]);
    for (x, thing) in things.iter().enumerate().filter(|(_, thing)| world.contains(**thing)) {
        assert_eq!(x_of(&world, *thing), Some(x as f32));
    }
}

#[test]
fn blobs_move_across_pages_too() {
    let mut world = World::new();
    let signs: Vec<Entity> = (0..PAGE_ROWS + 2)
        .map(|number| world.spawn(&Row::new().with_blob(&labelled(&number.to_string())).unwrap()).unwrap())
        .collect();
    world.despawn(signs[0]);
    world.despawn(signs[1]);
    world.despawn(signs[PAGE_ROWS - 1]);
    for (number, sign) in signs.iter().enumerate().filter(|(_, sign)| world.contains(**sign)) {
        assert_eq!(world.blob(*sign), Some(labelled(&number.to_string())));
    }
    let query = Query::new().read(Label::ID);
    let counts: Vec<usize> = world.pages(&query).map(|page| page.blobs(Label::ID).unwrap().len()).collect();
    assert_eq!(counts, [PAGE_ROWS - 1]);
}

/// Runs `visit` on the pages of `query` over the traffic.
fn visit(query: &Query, visit: fn(&mut crate::Page<'_>) -> CoreResult<()>) -> CoreResult<World> {
    let (mut world, _) = traffic();
    world.each(query, visit)?;
    Ok(world)
}

#[test]
fn a_page_writes_several_columns_at_once() {
    let query = Query::new().write(Position::ID).write(Velocity::ID).without(Frozen::ID);
    let world = visit(&query, |page| {
        let positions: &mut [Position] = page.write(Position::ID)?;
        let velocities: &mut [Velocity] = page.write(Velocity::ID)?;
        for (position, velocity) in positions.iter_mut().zip(velocities) {
            position.place += velocity.step;
            velocity.step = Vec2::ZERO;
        }
        Ok(())
    });
    let world = world.unwrap();
    assert_eq!(x_of(&world, Entity { index: 1, generation: 0 }), Some(12.0));
    assert_eq!(world.get(Entity { index: 1, generation: 0 }), Some(&towards(0.0, 0.0)));
    assert_eq!(x_of(&world, Entity { index: 2, generation: 0 }), Some(3.0));
}

#[test]
fn one_page_is_edited_alone() {
    let (mut world, things) = row_of_things(PAGE_ROWS + 1);
    let query = Query::new().write(Position::ID);
    let mut visited = 0;
    for place in [(0, 1), (0, 2), (1, 0)] {
        let edit = |page: &mut crate::Page<'_>| {
            visited += page.entities().len();
            let positions: &mut [Position] = page.write(Position::ID)?;
            positions[0].place.x = -1.0;
            Ok(())
        };
        world.edit_page(&query, place, edit).unwrap();
    }
    assert_eq!(visited, 1, "pages that are not there are left alone");
    assert_eq!((x_of(&world, things[0]), x_of(&world, things[PAGE_ROWS])), (Some(0.0), Some(-1.0)));
}

#[test]
fn a_column_is_handed_out_to_write_once() {
    let query = Query::new().write(Position::ID);
    let twice = visit(&query, |page| {
        let _first: &mut [Position] = page.write(Position::ID)?;
        let _second: &mut [Position] = page.write(Position::ID)?;
        Ok(())
    });
    check_refused(twice, ErrorKind::Conflict, "handed out already");
    let read_too = visit(&query, |page| {
        let _column: &[Position] = page.read(Position::ID)?;
        Ok(())
    });
    check_refused(read_too, ErrorKind::Conflict, "not this system's to read");
}

#[test]
fn what_is_not_declared_is_not_handed_out() {
    let query = Query::new().read(Position::ID).with(Velocity::ID);
    let read = |page: &mut crate::Page<'_>| page.read(Velocity::ID).map(|_: &[Velocity]| ());
    check_refused(visit(&query, read), ErrorKind::Conflict, "not this system's to read");
    let write = |page: &mut crate::Page<'_>| page.write(Position::ID).map(|_: &mut [Position]| ());
    check_refused(visit(&query, write), ErrorKind::Conflict, "not this system's to write");
    let blobs = |page: &mut crate::Page<'_>| page.blobs(Label::ID).map(|_| ());
    check_refused(visit(&query, blobs), ErrorKind::Conflict, "not this system's to read");
}

#[test]
fn a_column_of_one_kind_is_flat_too() {
    let query = Query::new().write(Position::ID);
    let world = visit(&query, |page| {
        let numbers: &mut [f32] = page.write(Position::ID)?;
        numbers.iter_mut().for_each(|number| *number += 0.5);
        Ok(())
    });
    assert_eq!(world.unwrap().get(Entity { index: 0, generation: 0 }), Some(&at(1.5, 0.5)));
    let misfit = visit(&query, |page| page.write(Position::ID).map(|_: &mut [[u64; 3]]| ()));
    check_refused(misfit, ErrorKind::Conflict, "cannot be seen as a slice of that type");
}

#[test]
fn marks_are_as_many_as_the_things() {
    let mut world = World::new();
    for _ in 0..PAGE_ROWS + 3 {
        world.spawn(&Row::new().with(&Frozen {})).unwrap();
    }
    let query = Query::new().write(Frozen::ID);
    let mut counts = Vec::new();
    world
        .each(&query, |page| {
            let marks: &mut [Frozen] = page.write(Frozen::ID)?;
            counts.push(marks.len());
            Ok(())
        })
        .unwrap();
    assert_eq!(counts, [PAGE_ROWS, 3]);
    let page = world.pages(&query).next().unwrap();
    let marks: &[Frozen] = page.read(Frozen::ID).unwrap();
    assert_eq!(marks.len(), PAGE_ROWS);
    let bytes: CoreResult<&[u8]> = page.read(Frozen::ID);
    check_refused(bytes, ErrorKind::Conflict, "cannot be seen as a slice of that type");
}

#[test]
fn a_page_hands_out_so_many_columns() {
    let query = (0..17).fold(Query::new(), |query, number| query.read(crate::ComponentId(number)));
    check_refused(visit(&query, |_| Ok(())), ErrorKind::LimitReached, "more than 16 columns");
}
