//! The sets that a world has chosen: by rules, or by a scene.

use super::*;
use playground_core_client::input::{ActionSet, ActionSets, SceneActionSet};
use playground_core_ecs::Name;

impl Play {
    /// `jump` only in `play`; `drive` is another set.
    fn with_sets() -> Self {
        let play = Self::new();
        let mut map = write_now(&play.client.action_map).unwrap();
        let set = |name| ActionSet { name: Name::of(name), ..ActionSet::default() };
        map.sets = vec![set("play"), set("drive")];
        map.actions[0].sets = 0b01;
        drop(map);
        play
    }

    fn world(&self) -> impl std::ops::DerefMut<Target = playground_core_ecs::World> {
        write_now(&self.client.ecs.world).unwrap()
    }
}

#[tokio::test]
async fn the_world_says_which_set_is_active() {
    let mut play = Play::with_sets();
    play.space(true);
    play.check(1, (1, 0, 1));
    let mut sets = ActionSets::default();
    sets.switch(1, "drive");
    play.world().set_resource(&sets);
    play.check(1, (0, 1, 0));
    // Time goes back: the world that has not switched yet knows it, and the space bar is down still.
    play.world().set_resource(&ActionSets::default());
    play.call(RESUME, &[]);
    play.check(1, (0, 0, 1));
}

#[tokio::test]
async fn a_scene_says_it_where_no_rule_does() {
    let mut play = Play::with_sets();
    let scene = SceneActionSet { set: Name::of("drive") };
    let entity = {
        let mut world = play.world();
        world.register(SceneActionSet::SCHEMA).unwrap();
        world.spawn(&(scene,)).unwrap()
    };
    play.space(true);
    play.check(1, (0, 0, 0));
    play.world().despawn(entity);
    play.space(false);
    play.check(1, (0, 0, 0));
    play.space(true);
    play.check(1, (1, 0, 1));
}

#[tokio::test]
async fn what_was_pressed_in_a_pause_is_no_press_though_the_set_changes() {
    let mut play = Play::with_sets();
    let mut sets = ActionSets::default();
    sets.switch_all("drive");
    play.world().set_resource(&sets);
    play.check(1, (0, 0, 0));
    play.space(true);
    play.observe();
    play.world().set_resource(&ActionSets::default());
    play.call(RESUME, &[]);
    play.check(1, (0, 0, 1));
    play.space(false);
    play.check(1, (0, 1, 0));
}
