//! What a world says of its input: sets that rules or a scene chose, and seats that were left.

use super::*;
use playground_core_assets::Join;
use playground_core_client::input::{
    ActionSet, ActionSets, LeaveWish, SEAT_EMPTY, SEAT_PAD, SceneActionSet, SeatRules,
};
use playground_core_ecs::Name;
use playground_core_types::math::Vec2;

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

#[tokio::test]
async fn a_seat_that_rules_gave_up_is_free_in_the_next_tick() {
    let mut play = Play::new();
    let rules = SeatRules { join: Join::Press, ..SeatRules::default() };
    with_state(play.client.vtable.instance(), |state, _| {
        state.held.restart(&rules, Vec2::ZERO);
        Ok(())
    })
    .unwrap();
    let south = |play: &Play, value| play.push(pad(0), Control::PadButton(PadButton::South), value);
    south(&play, 1.0);
    assert_eq!(play.tick().seat_devices[0], SEAT_PAD);
    let mut leaves = LeaveWish::default();
    leaves.leave(1, play.tick - 1);
    play.world().set_resource(&leaves);
    assert_eq!(play.tick().seat_devices[0], SEAT_EMPTY);
    play.check_seats([0, 0, 0]);
    south(&play, 0.0);
    south(&play, 1.0);
    // The wish of a tick that is past holds nobody back.
    assert_eq!(play.tick().seat_devices[0], SEAT_PAD);
}
