//! Layouts for one hand.

use super::*;

fn action(name: &str, kind: ActionKind, binds: &[&str]) -> ActionDeclaration {
    ActionDeclaration::new(name, kind).bound(binds)
}

/// Lays a game out for a hand, and compares the binds of each action.
#[track_caller]
fn check(actions: &[ActionDeclaration], hand: Hand, expected: &[&[&str]]) {
    let remap = laid_for(actions, hand, &Remap::default());
    assert_eq!(remap.hand, hand);
    let binds: Vec<Vec<String>> =
        actions.iter().map(|action| remap.binds_for(action, BindPlace::Shared, (0, "xbox"))).collect();
    assert_eq!(binds, expected);
}

#[test]
fn a_platformer_is_played_with_either_hand() {
    let game = [
        action("move", ActionKind::Axis, &["pad:LeftStickX", "keys:KeyA,KeyD"]),
        action("look", ActionKind::Axis, &["pad:LeftStickY", "keys:KeyW,KeyS"]),
        action("jump", ActionKind::Button, &["Space", "pad:South"]),
        action("start", ActionKind::Button, &["Enter"]),
    ];
    check(
        &game,
        Hand::Left,
        &[
            &["keys:KeyA,KeyD", "pad:LeftStickX"],
            &["keys:KeyW,KeyS", "pad:LeftStickY"],
            &["Space", "pad:LeftTrigger"],
            &["KeyE"],
        ],
    );
    check(
        &game,
        Hand::Right,
        &[
            &["keys:ArrowLeft,ArrowRight", "pad:RightStickX"],
            &["keys:ArrowUp,ArrowDown", "pad:RightStickY"],
            &["Enter", "pad:RightTrigger"],
            &["ShiftRight"],
        ],
    );
    let both: Vec<Vec<String>> =
        game.iter().map(|action| Remap::default().binds(action, BindPlace::Shared)).collect();
    let both: Vec<Vec<&str>> = both.iter().map(|binds| binds.iter().map(String::as_str).collect()).collect();
    let both: Vec<&[&str]> = both.iter().map(Vec::as_slice).collect();
    check(&game, Hand::Both, &both);
}

#[test]
fn what_a_hand_cannot_reach_stays_as_it_is() {
    let game = [
        action("move", ActionKind::Stick, &["pad:LeftStick"]),
        action("aim", ActionKind::Stick, &["pad:RightStick"]),
    ];
    check(&game, Hand::Left, &[&["pad:LeftStick"], &["pad:DPad"]]);
    check(&game, Hand::Right, &[&["pad:RightStick"], &["pad:RightStick"]]);
}

#[test]
fn no_two_actions_share_a_control_of_one_hand() {
    let names: Vec<String> = (0..8).map(|number| format!("action{number}")).collect();
    let game: Vec<ActionDeclaration> =
        names.iter().map(|name| action(name, ActionKind::Button, &["KeyX", "pad:South"])).collect();
    for hand in [Hand::Left, Hand::Right] {
        let remap = laid_for(&game, hand, &Remap::default());
        let mut keys: Vec<&String> = remap.entries.iter().map(|entry| &entry.binds[0]).collect();
        let mut pads: Vec<&String> = remap.pads.iter().map(|entry| &entry.binds[0]).collect();
        for binds in [&mut keys, &mut pads] {
            let count = binds.len();
            binds.sort_unstable();
            binds.dedup();
            assert_eq!(binds.len(), count, "{hand:?}");
        }
    }
}
