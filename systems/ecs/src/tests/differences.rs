//! Two worlds that part: the first difference names entity, component, field and values.

use super::{MOVEMENT, Velocity, game, mover, spawn, with_world};
use crate::difference::first_difference;
use crate::hash::hash_world;
use playground_core_ecs::{Children, ComponentId, Entity, Parent, Row, Tick, Transform2d, World, component};
use playground_core_types::math::vec2;

/// Numbers of all kinds.
#[component]
#[derive(Default)]
pub(crate) struct Ledger {
    /// 8 bytes.
    pub debt: i64,
    /// Twice two.
    pub grid: [[u16; 2]; 2],
    /// 4 bytes.
    pub share: f32,
    /// 1 byte, four times.
    pub steps: [i8; 4],
}

/// Two things that move, and one of them hangs from the other.
fn world() -> (World, [Entity; 2]) {
    let ecs = game(MOVEMENT);
    let first = spawn(&ecs, &mover(1.0, 0.5).with(&Ledger::default()));
    let second = spawn(&ecs, &mover(2.0, 0.5).with(&Parent { entity: first }));
    with_world(&ecs, |world| world.insert_blob(first, &Children { entities: vec![second] })).unwrap();
    (with_world(&ecs, |world| world.clone()), [first, second])
}

#[track_caller]
fn check_difference(change: impl FnOnce(&mut World, [Entity; 2]), expected: &str) {
    let (left, things) = world();
    let mut right = left.clone();
    assert_eq!(first_difference(&left, &right), None);
    change(&mut right, things);
    let found = first_difference(&left, &right).map(|difference| difference.to_string());
    assert_eq!(found.as_deref(), Some(expected));
    assert_ne!(hash_world(&left), hash_world(&right));
    assert!(first_difference(&right, &left).is_some(), "from the other side too");
}

fn check_ledger(value: Ledger, expected: &str) {
    let expected = format!("entity 0v0, playground-systems-ecs::Ledger.{expected}");
    check_difference(|world, things| assert!(world.set(things[0], &value)), &expected);
}

#[test]
fn a_field_is_named_with_both_values() {
    check_difference(
        |world, things| assert!(world.set(things[1], &Velocity { step: vec2(0.5, -0.25) })),
        "entity 1v0, playground-systems-ecs::Velocity.step[1]: 0.0 or -0.25",
    );
    check_difference(
        |world, things| assert!(world.set(things[1], &Parent { entity: things[1] })),
        "entity 1v0, playground-core-ecs::Parent.entity: 0v0 or 1v0",
    );
    check_ledger(Ledger { debt: -7, ..Ledger::default() }, "debt: 0 or -7");
    check_ledger(Ledger { grid: [[0, 0], [0, 9]], ..Ledger::default() }, "grid[1][1]: 0 or 9");
    check_ledger(Ledger { share: -0.0, ..Ledger::default() }, "share: 0.0 or -0.0");
    check_ledger(Ledger { share: f32::NAN, ..Ledger::default() }, "share: 0.0 or no number (7fc00000)");
    check_ledger(Ledger { steps: [0, 0, 0, -1], ..Ledger::default() }, "steps[3]: 0 or -1");
}

#[test]
fn a_resource_comes_first() {
    let both = |world: &mut World, things: [Entity; 2]| {
        world.set_resource(&Tick { number: 3 });
        world.set(things[0], &Transform2d::at(9.0, 9.0));
    };
    check_difference(both, "resource playground-core-ecs::Tick.number: 0 or 3");
    check_difference(
        |world, _| world.set_resource(&Ledger::default()),
        "resource playground-systems-ecs::Ledger: absent or 24 bytes 000000000000000000000000000000000000000000000000",
    );
}

#[test]
fn what_only_one_world_has_is_named() {
    check_difference(
        |world, things| assert!(world.remove(things[1], Velocity::ID)),
        "entity 1v0, playground-systems-ecs::Velocity: 8 bytes 0000003f00000000 or absent",
    );
    check_difference(|world, things| assert!(world.despawn(things[0])), "entity 0v0, world: lives or absent");
    check_difference(
        |world, _| drop(world.spawn(&Row::new().with(&Velocity::default()))),
        "entity 2v0, world: absent or lives",
    );
    check_difference(
        |world, things| world.insert_blob(things[0], &Children::default()).unwrap(),
        "entity 0v0, playground-core-ecs::Children: 3 bytes 010100 or 1 bytes 00",
    );
}

#[test]
fn bytes_of_a_region_are_named_by_their_place() {
    let memory = ComponentId(77);
    let (mut left, _) = world();
    left.add_region(memory, 5000).unwrap();
    let mut right = left.clone();
    right.write_region(memory, 4500, &[9]).unwrap();
    let found = first_difference(&left, &right).map(|difference| difference.to_string());
    assert_eq!(found.as_deref(), Some("region 000000000000004d.[4500]: 0 or 9"));
    let found = first_difference(&world().0, &right).map(|difference| difference.to_string());
    assert_eq!(found.as_deref(), Some("region 000000000000004d: absent or 5000 bytes"));
}

#[test]
fn order_and_names_count() {
    let brief = |world: &mut World, _: [Entity; 2]| {
        let brief = world.spawn(&Row::new()).unwrap();
        assert!(world.despawn(brief));
    };
    check_difference(brief, "world.names: 2 given out, 2v0 is next or 2 given out, 2v1 is next");
    let (mut left, things) = world();
    let third = left.spawn(&mover(3.0, 0.5).with(&Parent { entity: things[0] })).unwrap();
    let mut right = left.clone();
    // Out of the archetype and in again: the same rows, the other way round.
    let velocity: Velocity = *left.get(things[1]).unwrap();
    assert!(right.remove(things[1], Velocity::ID));
    right.insert(things[1], &velocity).unwrap();
    let found = first_difference(&left, &right).map(|difference| difference.to_string());
    let expected = format!("world.order: row 0 is 1v0 or row 0 is {}v0", third.index);
    assert_eq!(found, Some(expected));
}
