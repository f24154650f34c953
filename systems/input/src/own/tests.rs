//! Bindings of families and seats.

use super::*;
use crate::binding::build_action_map;
use playground_core_assets::{ActionDeclaration, ActionKind};
use playground_core_client::input::{Control, PadButton};

fn declaration(name: &str, kind: ActionKind, binds: &[&str]) -> ActionDeclaration {
    ActionDeclaration::new(name, kind).bound(binds)
}

fn game() -> Vec<ActionDeclaration> {
    vec![
        declaration("jump", ActionKind::Button, &["Space", "pad:South"]),
        declaration("move", ActionKind::Stick, &["pad:LeftStick"]),
    ]
}

/// The buttons and keys that move the action at a seat, where every seat but the second has an Xbox pad.
#[track_caller]
fn check(remap: &Remap, seat: u32, expected: &[Control]) {
    let mut families = [PadFamily::Xbox; SEAT_COUNT_MAX];
    families[1] = PadFamily::PlayStation;
    let mut map = build_action_map(&game()).unwrap();
    lay_over(&mut map, remap, &families);
    let binds = map.actions[0].binds.iter().filter(|bind| bind.seats.contains(seat));
    let controls: Vec<Control> = binds.map(|bind| bind.source.controls()[0]).collect();
    assert_eq!(controls, expected);
}

fn remap(entries: &[(&str, u32, &[&str])]) -> Remap {
    let mut remap = Remap::default();
    for (family, seat, binds) in entries {
        remap.set_pads("jump", (*seat, family), binds.iter().map(|bind| (*bind).to_owned()).collect());
    }
    remap
}

const SPACE: Control = Control::Key(playground_core_client::input::Key::Space);
const SOUTH: Control = Control::PadButton(PadButton::South);
const NORTH: Control = Control::PadButton(PadButton::North);
const EAST: Control = Control::PadButton(PadButton::East);

#[test]
fn a_family_has_its_own_buttons_and_others_the_games() {
    let remap = remap(&[("playstation", 0, &["pad:North"])]);
    check(&remap, 1, &[SPACE, SOUTH]);
    check(&remap, 2, &[NORTH]);
    check(&Remap::default(), 2, &[SOUTH]);
}

#[test]
fn what_is_said_of_a_seat_comes_before_what_is_said_of_all() {
    let remap = remap(&[("xbox", 0, &["pad:North"]), ("xbox", 3, &["pad:East"]), ("", 0, &["pad:West"])]);
    check(&remap, 1, &[SPACE, NORTH]);
    check(&remap, 3, &[EAST]);
    check(&remap, 2, &[Control::PadButton(PadButton::West)]);
}

#[test]
fn what_means_nothing_is_left_out() {
    let mut remap = remap(&[("xbox", 0, &["pad:Nowhere", "KeyQ", "pad:North"])]);
    remap.set_pads("fly", (0, "xbox"), vec!["pad:North".to_owned()]);
    check(&remap, 1, &[SPACE, NORTH]);
    check(&self::remap(&[("xbox", 0, &[])]), 1, &[SPACE]);
}
