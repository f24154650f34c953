//! Parents, children, and where things are because of them.

use super::{MOVEMENT, check_alive, check_refused, game, hanging, spawn, tick, with_world};
use playground_core_ecs::api::run_tick;
use playground_core_ecs::column::PAGE_ROWS;
use playground_core_ecs::{Children, Ecs, Entity, GlobalTransform2d, Parent, Row, Tick, Transform2d};
use playground_core_types::ErrorKind;
use playground_core_types::math::{Vec2, vec2};

#[track_caller]
fn check_children(ecs: &Ecs, parent: Entity, expected: &[Entity]) {
    let children: Option<Children> = with_world(ecs, |world| world.blob(parent));
    assert_eq!(children.unwrap_or_default().entities, expected);
    assert_eq!(with_world(ecs, |world| world.has(parent, Children::ID)), !expected.is_empty());
}

/// Where the point (1, 0) of a thing is in the scene.
#[track_caller]
fn check_tip(ecs: &Ecs, thing: Entity, expected: Vec2) {
    let global: GlobalTransform2d = with_world(ecs, |world| *world.get(thing).unwrap());
    let tip = global.as_affine().transform_point2(vec2(1.0, 0.0));
    assert!(tip.distance(expected) < 1e-4, "{tip} is not {expected}");
}

/// A ship, a turret on it, and a barrel on that.
fn ship() -> (playground_core_types::Handle<Ecs>, [Entity; 3]) {
    let ecs = game(MOVEMENT);
    let quarter = std::f32::consts::FRAC_PI_2;
    let hull = Transform2d { position: vec2(100.0, 50.0), rotation: quarter, scale: vec2(2.0, 2.0) };
    let ship = spawn(&ecs, &Row::new().with(&hull));
    // Made before its parent, so that order of making is not what propagates.
    let barrel = spawn(&ecs, &Row::new().with(&Transform2d::at(5.0, 0.0)));
    let turret = Transform2d { rotation: quarter, ..Transform2d::at(10.0, 0.0) };
    let turret = spawn(&ecs, &Row::new().with(&turret).with(&Parent { entity: ship }));
    with_world(&ecs, |world| world.insert(barrel, &Parent { entity: turret }).unwrap());
    (ecs, [ship, turret, barrel])
}

#[test]
fn transforms_reach_two_levels_down() {
    let (ecs, [ship, turret, barrel]) = ship();
    tick(&ecs, 1);
    // A quarter turn takes x to y (down); the ship doubles what hangs from it.
    check_tip(&ecs, ship, vec2(100.0, 52.0));
    check_tip(&ecs, turret, vec2(98.0, 70.0));
    check_tip(&ecs, barrel, vec2(88.0, 70.0));
    with_world(&ecs, |world| assert!(world.set(ship, &Transform2d::at(0.0, 0.0))));
    tick(&ecs, 1);
    check_tip(&ecs, barrel, vec2(10.0, 6.0));
}

#[test]
fn children_follow_parents() {
    let (ecs, [ship, turret, barrel]) = ship();
    tick(&ecs, 1);
    check_children(&ecs, ship, &[turret]);
    check_children(&ecs, turret, &[barrel]);
    with_world(&ecs, |world| assert!(world.set(barrel, &Parent { entity: ship })));
    tick(&ecs, 1);
    check_children(&ecs, ship, &[barrel, turret]);
    check_children(&ecs, turret, &[]);
    with_world(&ecs, |world| assert!(world.remove(barrel, Parent::ID)));
    tick(&ecs, 1);
    check_children(&ecs, ship, &[turret]);
    check_tip(&ecs, barrel, vec2(6.0, 0.0));
}

#[test]
fn who_hangs_from_nothing_stays() {
    let (ecs, [ship, turret, barrel]) = ship();
    with_world(&ecs, |world| assert!(world.set(turret, &Parent::default())));
    tick(&ecs, 1);
    check_alive(&ecs, &[ship, turret, barrel], &[]);
    check_tip(&ecs, barrel, vec2(10.0, 6.0));
    check_children(&ecs, ship, &[]);
}

#[test]
fn orphans_go_with_their_families() {
    let (ecs, [ship, turret, barrel]) = ship();
    // Before the first tick nobody has `Children` yet.
    with_world(&ecs, |world| assert!(world.despawn(ship)));
    tick(&ecs, 1);
    check_alive(&ecs, &[], &[ship, turret, barrel]);
}

#[test]
fn an_orphan_is_found_though_the_count_is_the_same() {
    let (ecs, [ship, turret, barrel]) = ship();
    tick(&ecs, 1);
    let stranger = with_world(&ecs, |world| {
        world.despawn(ship);
        world.spawn(&Row::new()).unwrap()
    });
    tick(&ecs, 1);
    check_alive(&ecs, &[stranger], &[ship, turret, barrel]);
}

#[test]
fn a_circle_is_refused_until_it_is_opened() {
    let (ecs, [ship, turret, barrel]) = ship();
    tick(&ecs, 1);
    for (child, parent) in [(ship, barrel), (ship, ship)] {
        with_world(&ecs, |world| world.insert(child, &Parent { entity: parent }).unwrap());
        check_refused(run_tick(&ecs, &[]), ErrorKind::Game, "hangs from itself");
        check_alive(&ecs, &[ship, turret, barrel], &[]);
    }
    assert_eq!(with_world(&ecs, |world| world.resource()), Ok(Tick { number: 1 }));
    with_world(&ecs, |world| assert!(world.remove(ship, Parent::ID)));
    tick(&ecs, 1);
    check_children(&ecs, ship, &[turret]);
}

/// The versions of the globals' pages of every thing.
fn global_versions(ecs: &Ecs) -> Vec<u64> {
    with_world(ecs, |world| {
        let columns =
            (0..world.archetypes().len()).filter_map(|index| world.column(index, GlobalTransform2d::ID));
        let pages = columns.flat_map(|column| {
            (0..column.len().div_ceil(PAGE_ROWS)).map(move |page| column.page_version(page))
        });
        pages.collect()
    })
}

#[test]
fn only_pages_that_move_are_written() {
    let ecs = game(MOVEMENT);
    let stones: Vec<Entity> = (0..PAGE_ROWS * 2)
        .map(|number| spawn(&ecs, &Row::new().with(&Transform2d::at(number as f32, 0.0))))
        .collect();
    let moss = spawn(&ecs, &hanging(1.0, stones[0]));
    tick(&ecs, 1);
    let before = global_versions(&ecs);
    assert_eq!(before.len(), 4, "two pages of stones, what hangs from one, and that one");
    let snapshot = with_world(&ecs, |world| world.clone());
    tick(&ecs, 2);
    assert_eq!(global_versions(&ecs), before, "a world at rest is not written");
    with_world(&ecs, |world| assert!(world.set(stones[PAGE_ROWS], &Transform2d::at(0.0, 7.0))));
    tick(&ecs, 1);
    let after = global_versions(&ecs);
    assert!(after[0] == before[0] && after[1] > before[1] && after[2..] == before[2..]);
    check_tip(&ecs, stones[PAGE_ROWS], vec2(1.0, 7.0));
    with_world(&ecs, |world| assert!(world.set(stones[0], &Transform2d::at(0.0, 9.0))));
    tick(&ecs, 1);
    check_tip(&ecs, moss, vec2(2.0, 9.0));
    with_world(&ecs, |world| world.restore(&snapshot));
    tick(&ecs, 1);
    check_tip(&ecs, stones[PAGE_ROWS], vec2(PAGE_ROWS as f32 + 1.0, 0.0));
    check_tip(&ecs, moss, vec2(2.0, 0.0));
}

#[test]
fn a_long_chain_hangs_together() {
    let ecs = game(MOVEMENT);
    let mut last = spawn(&ecs, &Row::new().with(&Transform2d::at(1.0, 0.0)));
    let top = last;
    for _ in 0..5_000 {
        last = spawn(&ecs, &hanging(1.0, last));
    }
    tick(&ecs, 1);
    check_tip(&ecs, last, vec2(5_002.0, 0.0));
    with_world(&ecs, |world| assert!(world.despawn(top)));
    tick(&ecs, 1);
    assert!(with_world(&ecs, |world| world.is_empty()));
}

#[test]
fn children_that_a_rule_takes_away_are_listed_again() {
    let (ecs, [hull, turret, _]) = ship();
    tick(&ecs, 1);
    assert!(with_world(&ecs, |world| world.remove(hull, Children::ID)));
    tick(&ecs, 1);
    check_children(&ecs, hull, &[turret]);
}
