//! Resources that outlive a run.

use super::*;
use playground_core_ecs::api::{read_save, reset_world_with, save_resources};
use playground_core_ecs::{FixedText, Tick};
use playground_core_vtable::Reply;

#[component]
#[derive(Default)]
struct Scores {
    points: [u32; 3],
    best: FixedText<12>,
}

/// The same name in a later version of the game.
mod later {
    use playground_core_ecs::{FixedText, component};

    #[component]
    #[derive(Default)]
    pub(super) struct Scores {
        pub(super) level: u32,
        pub(super) name: FixedText<12>,
        pub(super) points: [u32; 4],
    }
}

fn keeping(registry: &mut Registry) -> CoreResult<()> {
    registry.saved(&Scores { points: [1, 2, 3], ..Scores::default() });
    Ok(())
}

fn save(ecs: &Ecs) -> Vec<u8> {
    let mut reply = Reply::default();
    save_resources(ecs, &mut reply).unwrap();
    reply.as_bytes().to_vec()
}

fn scores(ecs: &Ecs) -> Scores {
    read_now(&ecs.world).unwrap().resource().unwrap()
}

/// A new run that begins with a save.
fn begin(ecs: &Ecs, bytes: &[u8]) {
    let resources = read_save(ecs, bytes).unwrap();
    reset_world_with(ecs, 1, resources.as_bytes()).unwrap();
}

#[test]
fn what_was_saved_is_there_in_the_next_run() {
    let ecs = game_of(keeping);
    let wanted = Scores { points: [9, 8, 7], best: FixedText::new("Ada") };
    with_world(&ecs, |world| world.set_resource(&wanted));
    tick(&ecs, 2);
    let bytes = save(&ecs);
    reset_world(&ecs, 1).unwrap();
    assert_eq!(scores(&ecs).points, [1, 2, 3], "a run without the save begins as registered");
    begin(&ecs, &bytes);
    assert_eq!(scores(&ecs), wanted);
    let tick: Tick = read_now(&ecs.world).unwrap().resource().unwrap();
    assert_eq!(tick.number, 0, "nothing else comes back");
    assert_eq!(save(&ecs), bytes, "equal resources are equal files");
}

#[test]
fn a_game_without_saved_resources_has_no_file() {
    assert_eq!(save(&game_of(|_| Ok(()))), []);
}

#[test]
fn a_later_version_of_the_game_reads_field_by_field() {
    let ecs = game_of(keeping);
    with_world(&ecs, |world| {
        world.set_resource(&Scores { points: [9, 8, 7], best: FixedText::new("Ada") });
    });
    let bytes = save(&ecs);
    let ecs = game_of(|registry| {
        registry.saved(&later::Scores { level: 5, points: [0, 0, 0, 6], ..later::Scores::default() });
        registry.renamed_field(later::Scores::SCHEMA, "best", "name");
        Ok(())
    });
    begin(&ecs, &bytes);
    let found: later::Scores = read_now(&ecs.world).unwrap().resource().unwrap();
    let name = FixedText::new("Ada");
    assert_eq!(found, later::Scores { level: 5, name, points: [9, 8, 7, 6] }, "what is new is as registered");
}

#[test]
fn a_save_of_another_game_is_left_out() {
    let bytes = save(&game_of(keeping));
    assert_eq!(read_save(&game_of(|_| Ok(())), &bytes).unwrap().as_bytes(), []);
}

#[test]
fn a_damaged_save_is_an_error_with_a_cure() {
    let ecs = game_of(keeping);
    let bytes = save(&ecs);
    for end in 0..bytes.len() {
        check_refused(read_save(&ecs, &bytes[..end]), ErrorKind::BadContent, "damaged");
    }
    for index in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[index] ^= 1;
        check_refused(read_save(&ecs, &changed), ErrorKind::BadContent, "damaged");
    }
}
