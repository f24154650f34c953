//! Whole worlds as files.

use super::history::{KEPT, Spark, lively, lively_game, play};
use super::{check_refused, game_of, hanging, hash, spawn, tick, with_world};
use playground_core_ecs::api::{history_of, read_state, reset_world, rewind_world, write_state};
use playground_core_ecs::{
    ComponentId, CoreResult, Ecs, Entity, FixedText, HistorySettings, Random, Registry, Row, Stage,
    Transform2d, component, system,
};
use playground_core_types::{ErrorKind, read_now};

fn file_of(ecs: &Ecs) -> Vec<u8> {
    write_state(ecs).unwrap().as_bytes().to_vec()
}

#[test]
fn a_world_comes_back_from_its_file_and_goes_on_as_it_would_have() {
    let ecs = lively_game(HistorySettings::default());
    play(&ecs, 0, 50);
    let (file, saved) = (file_of(&ecs), hash(&ecs));
    let wanted = play(&ecs, 50, 100);
    let other = game_of(lively);
    read_state(&other, &file).unwrap();
    assert_eq!(hash(&other), saved);
    assert_eq!(file_of(&other), file, "equal worlds are equal files");
    assert!(play(&other, 50, 100) == wanted, "another line of time");
    reset_world(&ecs, 9).unwrap();
    read_state(&ecs, &file).unwrap();
    assert!(play(&ecs, 50, 100) == wanted, "another line of time where it was");
}

#[test]
fn a_loaded_world_begins_a_history_of_its_own() {
    let ecs = lively_game(KEPT);
    play(&ecs, 0, 20);
    let file = file_of(&ecs);
    play(&ecs, 20, 60);
    read_state(&ecs, &file).unwrap();
    assert_eq!(history_of(&ecs).unwrap(), (20, 20));
    let hashes = play(&ecs, 20, 40);
    rewind_world(&ecs, 20).unwrap();
    assert!(play(&ecs, 20, 40) == hashes);
}

#[test]
fn a_torn_or_foreign_file_is_refused_and_changes_nothing() {
    let ecs = lively_game(HistorySettings::default());
    play(&ecs, 0, 10);
    let (file, before) = (file_of(&ecs), hash(&ecs));
    for end in 0..file.len() {
        check_refused(read_state(&ecs, &file[..end]), ErrorKind::BadContent, "this is no saved world");
    }
    for index in 0..file.len() {
        let mut changed = file.clone();
        changed[index] ^= 1 << (index % 8);
        check_refused(read_state(&ecs, &changed), ErrorKind::BadContent, "this is no saved world");
    }
    assert_eq!(hash(&ecs), before);
}

/// What is wrong behind a right checksum is found too, or it is right.
#[test]
fn a_forged_file_is_refused_or_read() {
    let ecs = lively_game(HistorySettings::default());
    play(&ecs, 0, 10);
    let file = file_of(&ecs);
    for index in 16..file.len() {
        let mut forged = file.clone();
        forged[index] ^= [1, 0x80, 0xff][index % 3];
        forge(&mut forged);
        if let Err(error) = read_state(&ecs, &forged) {
            assert_eq!(error.kind(), ErrorKind::BadContent, "{error}");
        }
    }
    for end in (16..file.len()).step_by(3) {
        let mut forged = file[..end].to_vec();
        forge(&mut forged);
        check_refused(read_state(&ecs, &forged), ErrorKind::BadContent, "this is no saved world");
    }
}

fn forge(file: &mut [u8]) {
    let hash = playground_core_types::hash::bytes_hash(&file[16..]);
    file[8..16].copy_from_slice(&hash.to_le_bytes());
}

/// A ship as the first version of the game had it.
mod before {
    use playground_core_ecs::component;

    #[component]
    #[derive(Default)]
    pub(super) struct Ship {
        pub(super) gone: u32,
        pub(super) fuel: u16,
        pub(super) slots: [u8; 2],
        pub(super) speed: f32,
    }

    #[component]
    #[derive(Default)]
    pub(super) struct Wreck {
        pub(super) age: u32,
    }

    #[component]
    #[derive(Default)]
    pub(super) struct Cargo {
        pub(super) tons: u64,
    }
}

/// What fields of a later version do: go, come, move, widen, and are called otherwise.
#[component]
pub(super) struct Ship {
    velocity: f64,
    fuel: u64,
    slots: [u16; 4],
    name: FixedText<8>,
}

impl Default for Ship {
    fn default() -> Self {
        Self { velocity: 1.0, fuel: 5, slots: [9; 4], name: FixedText::new("new") }
    }
}

/// A number that became smaller.
#[component]
#[derive(Default)]
pub(super) struct Load {
    tons: u8,
}

fn early(registry: &mut Registry) -> CoreResult<()> {
    registry
        .component(before::Ship::SCHEMA)
        .component(before::Wreck::SCHEMA)
        .component(before::Cargo::SCHEMA);
    Ok(())
}

fn late(registry: &mut Registry) -> CoreResult<()> {
    registry.renamed_field(Ship::SCHEMA, "speed", "velocity");
    // Tests share a package, so that a module is no part of a name.
    registry.renamed_component("playground-systems-ecs::Cargo", Load::SCHEMA);
    Ok(())
}

#[test]
fn a_world_of_an_earlier_version_is_read_as_far_as_it_goes() {
    let ecs = game_of(early);
    let ship = before::Ship { fuel: 700, gone: 1, slots: [3, 4], speed: -2.5 };
    let row = |tons| {
        let row = Row::new().with(&ship).with(&before::Wreck { age: 7 });
        row.with(&before::Cargo { tons }).with(&Transform2d::at(1.0, 2.0))
    };
    let (light, heavy) = (spawn(&ecs, &row(200)), spawn(&ecs, &row(1 << 40)));
    let file = file_of(&ecs);
    let ecs = game_of(late);
    read_state(&ecs, &file).unwrap();
    let world = read_now(&ecs.world).unwrap();
    for (entity, tons) in [(light, 200), (heavy, 0)] {
        let wanted = Ship { velocity: -2.5, fuel: 700, slots: [3, 4, 9, 9], name: FixedText::new("new") };
        assert_eq!(world.get(entity), Some(&wanted));
        assert_eq!(world.get(entity), Some(&Load { tons }), "what does not fit begins anew");
        assert!(!world.has(entity, ComponentId::of("playground-systems-ecs::Wreck")));
        let transform: Option<&Transform2d> = world.get(entity);
        assert_eq!(transform.map(|transform| transform.position.x), Some(1.0));
    }
}

#[test]
fn names_are_given_on_as_they_would_have_been() {
    let ecs = game_of(lively);
    let row = Row::new().with(&Spark { ticks: 1 });
    let names: Vec<Entity> = (0..5).map(|_| spawn(&ecs, &row)).collect();
    with_world(&ecs, |world| [1, 3].map(|index| world.despawn(names[index])));
    let file = file_of(&ecs);
    let wanted: Vec<Entity> = (0..3).map(|_| spawn(&ecs, &row)).collect();
    read_state(&ecs, &file).unwrap();
    let found: Vec<Entity> = (0..3).map(|_| spawn(&ecs, &row)).collect();
    assert_eq!(found, wanted);
}

#[test]
fn regions_are_in_the_file_with_what_is_written_in_them() {
    let (memory, empty) = (ComponentId::of("test::memory"), ComponentId::of("test::empty"));
    let ecs = game_of(lively);
    with_world(&ecs, |world| {
        world.add_region(memory, 100_000).unwrap();
        world.add_region(empty, 1 << 29).unwrap();
        world.write_region(memory, 99_990, b"the end").unwrap();
        world.write_region(memory, 4_090, b"over the edge").unwrap();
    });
    let file = file_of(&ecs);
    assert!(file.len() < 16_384, "what is zero takes no room");
    let other = game_of(lively);
    read_state(&other, &file).unwrap();
    let world = read_now(&other.world).unwrap();
    let mut found = [0; 13];
    world.region(memory).unwrap().read(4_090, &mut found).unwrap();
    assert_eq!(&found, b"over the edge");
    assert_eq!(world.region(empty).map(|region| region.len()), Some(1 << 29));
    drop(world);
    assert_eq!(file_of(&other), file);
}

fn with_memory(registry: &mut Registry, length: usize) -> CoreResult<()> {
    registry.region("test::memory", length);
    Ok(())
}

#[test]
fn a_region_that_is_longer_today_stays_so() {
    let memory = ComponentId::of("test::memory");
    let before = game_of(|registry| with_memory(registry, 10_000));
    with_world(&before, |world| world.write_region(memory, 5_000, b"kept")).unwrap();
    let today = game_of(|registry| with_memory(registry, 20_000));
    read_state(&today, &file_of(&before)).unwrap();
    let world = read_now(&today.world).unwrap();
    let (mut found, region) = ([0; 4], world.region(memory).unwrap());
    region.read(5_000, &mut found).unwrap();
    assert_eq!((&found, region.len()), (b"kept", 20_000));
}

/// Who draws first gets the first number: rows are visited in the order in which archetypes came to be.
#[system]
fn wander(transforms: &mut [Transform2d], random: &mut Random) {
    for transform in transforms {
        transform.position.x += random.generator.next_f32();
    }
}

fn wandering(registry: &mut Registry) -> CoreResult<()> {
    registry.system(Stage::Update, wander::SYSTEM).map(|_| ())
}

#[test]
fn a_loaded_world_visits_its_rows_in_the_order_of_the_saved_one() {
    let (plain, hanging) = (Row::new().with(&Transform2d::default()), hanging(0.0, Entity::NONE));
    for rows in [[&plain, &hanging], [&hanging, &plain]] {
        let (ecs, other) = (game_of(wandering), game_of(wandering));
        for row in rows {
            spawn(&ecs, row);
        }
        tick(&ecs, 3);
        read_state(&other, &file_of(&ecs)).unwrap();
        tick(&ecs, 3);
        tick(&other, 3);
        assert_eq!(hash(&ecs), hash(&other));
    }
}
