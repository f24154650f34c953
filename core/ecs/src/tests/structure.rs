//! Things come and go, and components with them.

use super::{
    Fighter, Frozen, Health, Label, Leader, Position, Score, Velocity, at, check_refused, labelled, towards,
    x_of,
};
use crate::{Component, Entity, Query, Row, World, component};
use playground_core_types::ErrorKind;

#[track_caller]
fn check_components(world: &World, thing: Entity, expected: &[&str]) {
    let named = |schema: &&&crate::Schema| world.has(thing, schema.id);
    let mut names: Vec<&str> =
        world.schemas().iter().filter(named).map(|schema| schema.short_name()).collect();
    names.sort_unstable();
    assert_eq!(names, expected);
}

#[test]
fn a_thing_gains_and_loses_components() {
    let mut world = World::new();
    let thing = world.spawn(&Row::new().with(&at(1.0, 2.0))).unwrap();
    check_components(&world, thing, &["Position"]);
    world.insert(thing, &towards(3.0, 4.0)).unwrap();
    check_components(&world, thing, &["Position", "Velocity"]);
    world.insert(thing, &towards(5.0, 6.0)).unwrap();
    assert_eq!(world.get(thing), Some(&towards(5.0, 6.0)), "inserted again is overwritten");
    assert_eq!(x_of(&world, thing), Some(1.0), "what was there moves along");
    assert!(world.remove(thing, Position::ID));
    assert!(!world.remove(thing, Position::ID), "gone is gone");
    check_components(&world, thing, &["Velocity"]);
    assert!(world.set(thing, &towards(7.0, 8.0)) && !world.set(thing, &at(0.0, 0.0)), "set adds nothing");
}

#[test]
fn the_last_thing_moves_into_the_gap() {
    let (mut world, things) = super::row_of_things(3);
    world.despawn(things[0]);
    assert_eq!((x_of(&world, things[1]), x_of(&world, things[2])), (Some(1.0), Some(2.0)));
    assert!(world.archetypes()[0].entities().eq([things[2], things[1]]));
}

#[test]
fn what_a_component_requires_comes_along_once() {
    let mut world = World::new();
    let leader = world.spawn(&Row::new().with(&Leader { followers: 2 })).unwrap();
    check_components(&world, leader, &["Fighter", "Health", "Leader"]);
    assert_eq!(world.get(leader), Some(&Health { points: 3 }), "by its default");
    let veteran = world.spawn(&Row::new().with(&Fighter::default()).with(&Health { points: 9 })).unwrap();
    assert_eq!(world.get(veteran), Some(&Health { points: 9 }), "what is given stays");
    let recruit = world.spawn(&Row::new().with(&Health { points: 1 })).unwrap();
    world.insert(recruit, &Leader::default()).unwrap();
    check_components(&world, recruit, &["Fighter", "Health", "Leader"]);
    assert_eq!(world.get(recruit), Some(&Health { points: 1 }));
}

#[test]
fn what_is_required_comes_back_with_the_new_value() {
    let mut world = World::new();
    let fighter = world.spawn(&(Fighter { strength: 1 },)).unwrap();
    assert!(world.remove(fighter, Health::ID));
    world.insert(fighter, &Fighter { strength: 2 }).unwrap();
    assert_eq!(world.get(fighter), Some(&Fighter { strength: 2 }));
    assert_eq!(world.get(fighter), Some(&Health::default()));
    assert!(world.remove(fighter, Health::ID));
    assert_eq!(world.insert_all(&Query::new(), &Fighter { strength: 3 }), Ok(1));
    assert_eq!(world.get(fighter), Some(&Fighter { strength: 3 }));
}

#[test]
fn text_is_a_blob() {
    let mut world = World::new();
    let door = world.spawn(&Row::new().with_blob(&labelled("exit")).unwrap()).unwrap();
    let gate = world.spawn(&Row::new().with_blob(&labelled("a much longer sign")).unwrap()).unwrap();
    world.insert_blob(door, &labelled("")).unwrap();
    world.insert(door, &at(1.0, 1.0)).unwrap();
    assert_eq!(
        (world.blob(door), world.blob(gate)),
        (Some(labelled("")), Some(labelled("a much longer sign")))
    );
    world.despawn(door);
    assert_eq!(world.blob(gate), Some(labelled("a much longer sign")));
    assert!(world.remove(gate, Label::ID));
    let gone: Option<Label> = world.blob(gate);
    assert_eq!(gone, None);
}

#[test]
fn a_mark_takes_no_bytes() {
    let (mut world, things) = super::row_of_things(2);
    world.insert(things[1], &Frozen {}).unwrap();
    assert_eq!((world.has(things[0], Frozen::ID), world.has(things[1], Frozen::ID)), (false, true));
    assert_eq!(world.get(things[1]), Some(&Frozen {}));
    assert_eq!(Frozen::SCHEMA.size, 0);
    world.insert(things[1], &Frozen {}).unwrap();
    assert!(world.remove(things[1], Frozen::ID));
}

/// A map of a level: 1 MiB.
#[component]
pub(crate) struct Terrain {
    /// One byte for each segment.
    pub segments: [u8; 1 << 20],
}

impl Default for Terrain {
    fn default() -> Self {
        Self { segments: [0; 1 << 20] }
    }
}

#[test]
fn a_component_may_be_a_mebibyte() {
    let mut world = World::new();
    let map = |fill| Row::new().with_bytes(Terrain::SCHEMA, vec![fill; 1 << 20]).unwrap();
    let maps: Vec<Entity> = (0..5).map(|fill| world.spawn(&map(fill)).unwrap()).collect();
    world.despawn(maps[1]);
    let before = world.clone();
    assert!(world.set_bytes(maps[4], Terrain::ID, &vec![9; 1 << 20]));
    let first_segment = |world: &World, map| world.bytes(map, Terrain::ID).map(|segments| segments[0]);
    assert_eq!((first_segment(&world, maps[4]), first_segment(&before, maps[4])), (Some(9), Some(4)));
    assert_eq!((first_segment(&world, maps[1]), first_segment(&world, maps[0])), (None, Some(0)));
}

#[test]
fn bytes_of_another_size_are_refused() {
    let mut world = World::new();
    let thing = world.spawn(&Row::new().with(&at(0.0, 0.0))).unwrap();
    let insert = world.insert_bytes(thing, Velocity::SCHEMA, &[0; 7]);
    check_refused(insert, ErrorKind::BadRequest, "Velocity` takes 8 bytes, not 7");
    check_refused(
        Row::new().with_bytes(Velocity::SCHEMA, vec![]),
        ErrorKind::BadRequest,
        "takes 8 bytes, not 0",
    );
    assert!(!world.set_bytes(thing, Position::ID, &[0; 9]));
    world.despawn(thing);
    check_refused(world.insert(thing, &at(0.0, 0.0)), ErrorKind::BadRequest, "0v0 does not live");
}

mod other {
    //! Another part of the game, whose author likes the same names.

    use crate::component;

    /// Not where a thing is, but which place it took.
    #[component]
    #[derive(Default)]
    pub(crate) struct Position {
        /// From 1.
        pub rank: u32,
    }
}

#[test]
fn two_components_of_one_name_are_refused() {
    let mut world = World::new();
    world.register(Position::SCHEMA).unwrap();
    world.register(Position::SCHEMA).unwrap();
    let message = "`playground-core-ecs::Position` is declared twice";
    check_refused(world.register(other::Position::SCHEMA), ErrorKind::Conflict, message);
    let spawn = world.spawn(&Row::new().with(&at(0.0, 0.0)).with(&other::Position::default()));
    check_refused(spawn, ErrorKind::Conflict, message);
    assert_eq!(world.len(), 0, "a refused spawn leaves nothing");
}

#[test]
fn a_component_of_later_is_not_taken_for_an_earlier_one() {
    // Fill a row of the column table to its end, so that a later component has no place in it.
    let mut world = World::new();
    for schema in [Position::SCHEMA, Velocity::SCHEMA] {
        world.register(schema).unwrap();
    }
    let thing = world.spawn(&Row::new().with(&at(1.0, 1.0))).unwrap();
    world.spawn(&Row::new().with(&at(2.0, 2.0)).with(&towards(0.0, 0.0))).unwrap();
    for schema in [Score::SCHEMA, Health::SCHEMA, Frozen::SCHEMA] {
        world.register(schema).unwrap();
        assert!(!world.has(thing, schema.id), "{}", schema.name);
    }
    world.insert(thing, &Fighter::default()).unwrap();
    assert_eq!(world.get(thing), Some(&Health::default()));
    assert_eq!(Fighter::ID, <Fighter as Component>::SCHEMA.id);
}

#[test]
fn an_emptied_archetype_is_filled_again() {
    let (mut world, things) = super::row_of_things(1500);
    things.iter().for_each(|thing| assert!(world.despawn(*thing)));
    assert_eq!((world.len(), world.archetypes().len()), (0, 1));
    let column = world.column(0, Position::ID).unwrap();
    assert!(column.is_empty() && column.page_bytes(0).is_empty(), "an emptied column holds no memory");
    let again = world.spawn(&Row::new().with(&at(5.0, 0.0))).unwrap();
    assert_eq!((x_of(&world, again), world.archetypes().len()), (Some(5.0), 1));
}
