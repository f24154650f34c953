//! Fades, pitches and buses: what the mixer is told of them.

use super::{HIT, Scene, check};
use playground_core_client::audio::{BUS_MUSIC, BusLevel, Voice};
use playground_core_ecs::Row;

#[test]
fn a_voice_through_another_bus_at_another_pitch_is_told_so() {
    let mut scene = Scene::new();
    scene.spawn(Voice::new(HIT, 0).pitch(1.5).bus(BUS_MUSIC));
    scene.ticks(1);
    scene.spawn(Voice::new(HIT, 0).pitch(f32::NAN).fade_in(0.1));
    check(scene.ticks(1), ["at 800: play 1 of slot 0 from 800, 1 at 0, rising from 0.16666667 in 4000"]);
    scene.follower.forget();
    scene.mixer_frame = 0;
    check(
        scene.ticks(0),
        [
            "load slot 0",
            "at 0: play 0 of slot 0 from 2400, 1 at 0, 1.5 times as fast from 0 on, through bus 1",
            "at 0: play 1 of slot 0 from 1600, 1 at 0, rising from 0.33333334 in 3200",
        ],
    );
    check(scene.ticks(1), []);
}

#[test]
fn a_voice_fades_out_from_its_tick_and_is_left_alone_when_it_goes() {
    let mut scene = Scene::new();
    let voice = Voice::new(HIT, 0).looped().fade_out(2, 0.05);
    let entity = scene.spawn(voice);
    check(scene.ticks(2), ["load slot 0", "at 0: play 0 of slot 0 from 0, 1 at 0"]);
    check(scene.ticks(1), ["at 1600: stop 0 in 2400"]);
    scene.world.set(entity, &voice.gain(0.5));
    check(scene.ticks(1), ["at 2400: set 0 to 0.5 at 0"]);
    scene.ticks(1);
    scene.world.despawn(entity);
    check(scene.ticks(1), []);
}

#[test]
fn a_voice_that_is_despawned_in_its_fade_is_stopped_at_once() {
    let mut scene = Scene::new();
    let entity = scene.spawn(Voice::new(HIT, 0).looped().fade_out(1, 1.0));
    scene.ticks(3);
    scene.world.despawn(entity);
    check(scene.ticks(1), ["at 2400: stop 0"]);
}

#[test]
fn a_voice_that_stops_without_a_fade_is_stopped_in_the_tick_in_which_it_leaves() {
    let mut scene = Scene::new();
    let entity = scene.spawn(Voice::new(HIT, 0).looped().fade_out(2, 0.0));
    scene.ticks(2);
    scene.world.despawn(entity);
    check(scene.ticks(1), ["at 1600: stop 0"]);
}

#[test]
fn a_voice_that_is_to_stop_later_goes_on_and_one_that_is_no_longer_to_begins_again() {
    let mut scene = Scene::new();
    let voice = Voice::new(HIT, 0).looped();
    let entity = scene.spawn(voice);
    scene.ticks(2);
    scene.world.set(entity, &voice.fade_out(3, 0.1));
    check(scene.ticks(1), []);
    check(scene.ticks(1), ["at 2400: stop 0 in 4800"]);
    scene.world.set(entity, &voice);
    check(scene.ticks(1), ["at 3200: stop 0", "at 3200: play 1 of slot 0 from 3200, 1 at 0"]);
}

#[test]
fn a_world_that_is_restored_in_a_fade_out_sounds_where_it_was() {
    let mut scene = Scene::new();
    scene.spawn(Voice::new(HIT, 0).looped().fade_out(2, 0.1));
    scene.ticks(5);
    scene.follower.forget();
    scene.mixer_frame = 0;
    // Three of the six ticks of the fade are over.
    check(
        scene.ticks(0),
        [
            "load slot 0",
            "at 0: play 0 of slot 0 from 4000, 1 at 0, rising from 0.5 in 1",
            "at 0: stop 0 in 2400",
        ],
    );
    scene.ticks(4);
    scene.follower.forget();
    scene.mixer_frame = 0;
    check(scene.ticks(0), []);
}

#[test]
fn a_bus_moves_with_the_world_in_its_tick() {
    let mut scene = Scene::new();
    scene.ticks(3);
    let level =
        scene.world.spawn(&Row::new().with(&BusLevel { bus: BUS_MUSIC, gain: 0.5, fade_seconds: 0.0 }));
    check(scene.ticks(1), ["at 2400: bus 1 to 0.5"]);
    scene.world.despawn(level.unwrap());
    check(scene.ticks(1), ["at 3200: bus 1 to 1"]);
}
