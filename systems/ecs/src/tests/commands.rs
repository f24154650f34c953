//! Structural change from within a tick.

use super::{Velocity, check_alive, game_of, hanging, mover, spawn, tick, with_world, x_of};
use playground_core_ecs::{
    Commands, CoreResult, Entity, Parent, Registry, Row, Stage, Tick, Transform2d, component, system,
};

/// The names that a system was promised.
#[component]
#[derive(Default)]
pub(crate) struct Promised {
    /// In order.
    pub names: [Entity; 4],
}

/// Two newcomers for each thing that goes.
#[system(with(Velocity))]
fn replace(entities: &[Entity], promised: &mut Promised, commands: &mut Commands) {
    let mut names = promised.names.iter_mut();
    for entity in entities {
        commands.despawn(*entity);
        for x in [1.0, 2.0] {
            let newcomer = commands.spawn(Row::new().with(&Transform2d::at(x, 0.0)));
            if let Some(name) = names.next() {
                *name = newcomer;
            }
            commands.insert(newcomer, &Parent { entity: Entity::NONE });
        }
    }
}

fn replacing(registry: &mut Registry) -> CoreResult<()> {
    registry.resource(&Promised::default()).system(Stage::Update, replace::SYSTEM).map(|_| ())
}

#[test]
fn names_are_as_promised_while_others_go() {
    let ecs = game_of(replacing);
    let old = [spawn(&ecs, &mover(0.0, 0.0)), spawn(&ecs, &mover(0.0, 0.0))];
    // A free index of before is used first.
    let before = spawn(&ecs, &mover(0.0, 0.0));
    with_world(&ecs, |world| assert!(world.despawn(before)));
    tick(&ecs, 1);
    let promised: Promised = with_world(&ecs, |world| world.resource()).unwrap();
    check_alive(&ecs, &promised.names, &old);
    assert_eq!(promised.names.map(|name| x_of(&ecs, name)), [Some(1.0), Some(2.0), Some(1.0), Some(2.0)]);
    assert_eq!(promised.names[0], Entity { index: before.index, generation: 1 });
    assert_eq!(with_world(&ecs, |world| world.len()), 4);
    tick(&ecs, 2);
}

#[system]
fn first(velocities: &mut [Velocity]) {
    velocities.iter_mut().for_each(|velocity| velocity.step.x += 1.0);
}

#[system]
fn second(entities: &[Entity], velocities: &[Velocity], commands: &mut Commands) {
    for (entity, velocity) in entities.iter().zip(velocities) {
        commands.insert(*entity, &Transform2d::at(velocity.step.x, 0.0));
        commands.remove(*entity, Velocity::ID);
    }
}

/// Sees what `second` asked for.
#[system(without(Velocity))]
fn third(transforms: &mut [Transform2d]) {
    transforms.iter_mut().for_each(|transform| transform.position.x *= 10.0);
}

fn in_order(registry: &mut Registry) -> CoreResult<()> {
    registry.system(Stage::First, first::SYSTEM)?.system(Stage::First, second::SYSTEM)?;
    registry.system(Stage::Last, third::SYSTEM).map(|_| ())
}

#[test]
fn a_systems_commands_come_before_the_next_system() {
    let ecs = game_of(in_order);
    let thing = spawn(&ecs, &Row::new().with(&Velocity::default()));
    tick(&ecs, 1);
    assert_eq!(x_of(&ecs, thing), Some(10.0));
    assert!(with_world(&ecs, |world| !world.has(thing, Velocity::ID)));
}

#[system(with(Velocity))]
fn despawn_twice(entities: &[Entity], commands: &mut Commands) {
    for entity in entities {
        commands.despawn(*entity);
        commands.despawn(*entity);
        commands.insert(*entity, &Velocity::default());
        commands.remove(*entity, Velocity::ID);
        let brief = commands.spawn(Row::new());
        commands.despawn(brief);
    }
}

fn despawning(registry: &mut Registry) -> CoreResult<()> {
    registry.system(Stage::Update, despawn_twice::SYSTEM).map(|_| ())
}

#[test]
fn changes_to_what_is_gone_do_nothing() {
    let ecs = game_of(despawning);
    let thing = spawn(&ecs, &mover(0.0, 0.0));
    tick(&ecs, 2);
    check_alive(&ecs, &[], &[thing]);
    assert!(with_world(&ecs, |world| world.is_empty()));
}

#[test]
fn a_family_goes_together() {
    let ecs = game_of(despawning);
    let grandparent = spawn(&ecs, &Row::new().with(&Transform2d::default()));
    let parent = spawn(&ecs, &hanging(0.0, grandparent));
    let child = spawn(&ecs, &hanging(0.0, parent));
    let other = spawn(&ecs, &hanging(0.0, grandparent));
    tick(&ecs, 1);
    with_world(&ecs, |world| world.insert(parent, &Velocity::default()).unwrap());
    tick(&ecs, 1);
    check_alive(&ecs, &[grandparent, other], &[parent, child]);
}

#[system(with(Velocity))]
fn give_away_and_despawn(entities: &[Entity], heirs: &Heirs, commands: &mut Commands) {
    for entity in entities {
        commands.insert(heirs.children[0], &Parent { entity: heirs.guardian });
        commands.remove(heirs.children[1], Parent::ID);
        commands.despawn(*entity);
    }
}

/// Who is given away, and to whom.
#[component]
#[derive(Default)]
pub(crate) struct Heirs {
    /// Two of a family.
    pub children: [Entity; 2],
    /// Who takes the first; the second is let go.
    pub guardian: Entity,
}

fn inheriting(registry: &mut Registry) -> CoreResult<()> {
    registry.resource(&Heirs::default()).system(Stage::Update, give_away_and_despawn::SYSTEM).map(|_| ())
}

#[test]
fn who_was_given_away_stays() {
    let ecs = game_of(inheriting);
    let [guardian, parent] = [0.0, 1.0].map(|x| spawn(&ecs, &Row::new().with(&Transform2d::at(x, 0.0))));
    let [given, released, kept] = [2.0, 3.0, 4.0].map(|x| spawn(&ecs, &hanging(x, parent)));
    with_world(&ecs, |world| world.set_resource(&Heirs { children: [given, released], guardian }));
    tick(&ecs, 1);
    with_world(&ecs, |world| world.insert(parent, &Velocity::default()).unwrap());
    tick(&ecs, 1);
    check_alive(&ecs, &[guardian, given, released], &[parent, kept]);
    assert_eq!(with_world(&ecs, |world| world.resource()), Ok(Tick { number: 2 }));
}
