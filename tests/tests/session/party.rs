//! Tumble, the party: two controllers join and leave, play from the lobby to the podium beside two computer players, and
//! one of them is pulled out in the midst of a round.

use crate::player::Player;
use crate::sameness::TUMBLE;
use playground_core_client::input::{
    ActionFrame, Control, DeviceId, PadAxis, PadButton, RumbleFrame, SEAT_PAD, SEAT_PAD_LOST,
};
use playground_core_client::shell::Phase;
use playground_core_ecs::Component;
use playground_core_types::read_now;
use playground_game_plugins_tumble::arena::Arena;
use playground_game_plugins_tumble::game::{
    Game, HUMAN, NOBODY, PHASE_CARD, PHASE_LOBBY, PHASE_PLAY, PHASE_PODIUM, PHASE_SCORES, ROBOT,
};
use playground_platform_runner::Options;

struct Party(Player);

impl Party {
    /// In the lobby, with so many controllers that nobody has pressed yet.
    fn new(pads: u32) -> Self {
        let mut party = Self(Player::in_carried(Options { seed: 3, ..Options::default() }, TUMBLE));
        (0..pads).for_each(|pad| party.plug(pad));
        party
    }

    fn plug(&mut self, pad: u32) {
        self.0.plug(pad);
        self.0.pass_frames(1);
    }

    /// Presses a button for some frames.
    fn press(&mut self, pad: u32, button: PadButton, frames: u32) {
        let device = DeviceId::pad(pad).unwrap();
        self.0.push(device, Control::PadButton(button), 1.0);
        self.0.pass_frames(frames);
        self.0.push(device, Control::PadButton(button), 0.0);
        self.0.pass_frames(2);
    }

    fn tilt(&mut self, pad: u32, axis: PadAxis, value: f32) {
        self.0.push(DeviceId::pad(pad).unwrap(), Control::PadAxis(axis), value);
    }

    fn resource<T: Component>(&self) -> T {
        read_now(&self.0.session.client.ecs.world).unwrap().resource().unwrap()
    }

    fn game(&self) -> Game {
        self.resource()
    }

    fn arena(&self) -> Arena {
        self.resource()
    }

    /// Until a phase comes, pressing on where cards wait for that.
    #[track_caller]
    fn wait_for(&mut self, phase: u32) {
        for _ in 0..900 {
            if self.game().phase == phase {
                return;
            }
            if matches!(self.game().phase, PHASE_CARD | PHASE_SCORES) {
                (0..2).for_each(|pad| self.press(pad, PadButton::South, 3));
            }
            self.0.pass_frames(10);
        }
        assert_eq!(self.game().phase, phase, "the phase does not come");
    }

    fn kinds(&self) -> [u32; 4] {
        self.game().players.map(|player| player.kind)
    }
}

#[test]
fn players_join_and_leave_the_lobby_with_their_controllers() {
    let mut party = Party::new(3);
    assert_eq!(party.kinds(), [NOBODY; 4]);
    party.press(2, PadButton::South, 3);
    party.press(0, PadButton::South, 3);
    assert_eq!(party.kinds(), [HUMAN, HUMAN, NOBODY, NOBODY], "in the order in which they press");
    party.press(2, PadButton::East, 3);
    assert_eq!(party.kinds(), [NOBODY, HUMAN, NOBODY, NOBODY]);
    party.press(2, PadButton::South, 3);
    assert_eq!(party.kinds(), [HUMAN, HUMAN, NOBODY, NOBODY], "their seat is still theirs");
    party.0.press("Space");
    party.0.pass_frames(2);
    party.0.release("Space");
    party.0.tap("Enter");
    assert_eq!(party.kinds(), [HUMAN; 4], "and both halves of a keyboard");
}

#[test]
fn a_party_goes_from_the_lobby_to_the_podium_and_a_controller_that_was_pulled_out_comes_back_to_its_player() {
    let mut party = Party::new(2);
    (0..2).for_each(|pad| party.press(pad, PadButton::South, 3));
    (0..2).for_each(|pad| party.press(pad, PadButton::South, 3));
    party.wait_for(PHASE_PLAY);
    assert_eq!(party.kinds(), [HUMAN, HUMAN, ROBOT, ROBOT]);

    // The first one charges and dashes, and feels it.
    party.press(0, PadButton::South, 20);
    assert!(party.arena().bodies[0].dash_seconds > 0.0);
    let (rumble, tick): (RumbleFrame, u64) = (party.resource(), party.0.session.ticks());
    assert!(rumble.levels(1, tick)[1] > 0.0);

    // The other one runs to the left until its cable gives way.
    party.tilt(1, PadAxis::LeftStickX, -1.0);
    party.0.pass_frames(12);
    let (before, points) = (party.arena().bodies[1], party.game().players[1].points);
    assert!(before.velocity.x < -20.0, "{before:?}");
    party.0.pull(1);
    assert_eq!(party.0.session.phase, Phase::Paused, "all wait for them");
    party.0.tap("Escape");
    party.0.pass_frames(2);
    let input = |party: &Party| {
        let frame: ActionFrame = party.resource();
        frame.seat_devices[1]
    };
    assert_eq!(input(&party), SEAT_PAD_LOST);
    party.0.pass_frames(60);
    let body = party.arena().bodies[1];
    assert_eq!((body.is_paused, body.lives), (1, before.lives), "it stands in its bubble");
    party.plug(1);
    assert_eq!(input(&party), SEAT_PAD);
    let (body, player) = (party.arena().bodies[1], party.game().players[1]);
    assert_eq!((body.is_paused, player.kind, player.points), (0, HUMAN, points));
    party.press(1, PadButton::South, 5);
    assert!(party.arena().bodies[1].dash_seconds > 0.0, "it plays on");

    party.wait_for(PHASE_PODIUM);
    let players = party.game().players;
    assert!(players.iter().all(|player| player.points >= 4 && player.rank >= 1), "{players:?}");
    assert!(players.iter().any(|player| player.rank == 1));
    party.0.pass_frames(200);
    party.press(1, PadButton::East, 3);
    assert_eq!((party.game().phase, party.kinds()), (PHASE_LOBBY, [HUMAN, HUMAN, NOBODY, NOBODY]));
}
