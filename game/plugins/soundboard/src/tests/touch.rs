//! Mouse, keys and pads at the controls.

use super::{DOWN, RATE, step};
use crate::board::{Board, KEYS, MOUSE, NOTHING, PAD};
use crate::controls::{CONTROLS, COUNT, EMITTER, FADER, FIELD_MAX, SLOW, WALL};
use crate::steer::beside;
use playground_core_client::input::ActionState;
use playground_core_types::math::{Vec2, vec2};
use std::collections::BTreeSet;

const HELD: ActionState = ActionState { pressed: 0, ..DOWN };

#[test]
fn every_control_is_found_where_it_is_and_lies_over_no_other() {
    let board = Board::default();
    for (index, control) in CONTROLS.iter().enumerate() {
        assert_eq!(board.find(control.place), Some(index), "{}", control.name);
    }
    for (index, control) in CONTROLS.iter().enumerate() {
        for other in &CONTROLS[index + 1..] {
            let (apart, room) = ((control.place - other.place).abs(), (control.size + other.size) / 2.0);
            assert!(apart.x >= room.x || apart.y >= room.y, "{} lies over {}", control.name, other.name);
        }
        let (min, max) = (control.place - control.size / 2.0, control.place + control.size / 2.0);
        assert!(min.x >= 0.0 && min.y >= 0.0 && max.x <= 640.0 && max.y <= 326.0, "{}", control.name);
    }
}

#[test]
fn arrows_lead_to_every_control() {
    let board = Board::default();
    let mut reached = BTreeSet::from([0]);
    let mut waiting = vec![0];
    while let Some(from) = waiting.pop() {
        for way in [Vec2::X, Vec2::NEG_X, Vec2::Y, Vec2::NEG_Y] {
            let next = beside(&board, from, way);
            if reached.insert(next) {
                waiting.push(next);
            }
        }
    }
    let missed: Vec<&str> =
        (0..COUNT).filter(|index| !reached.contains(index)).map(|index| CONTROLS[index].name).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn shoulders_go_round() {
    let mut board = Board::default();
    step(&mut board, Vec2::ZERO, &[("back", DOWN)]);
    assert_eq!(board.focus as usize, COUNT - 1);
    step(&mut board, Vec2::ZERO, &[("next", DOWN)]);
    assert_eq!(board.focus, 0);
}

#[test]
fn a_press_switches_what_can_be_on_and_is_one_for_a_tick() {
    let mut board = Board { focus: WALL as u32, ..Board::default() };
    step(&mut board, Vec2::ZERO, &[("press", DOWN), ("by_keys", DOWN)]);
    assert!(board.is_on(WALL) && board.was_pressed(WALL) && board.lit[WALL] > 0.0);
    assert_eq!(board.hand, KEYS);
    step(&mut board, Vec2::ZERO, &[("press", HELD)]);
    assert!(board.is_on(WALL) && board.pressed == NOTHING);
}

#[test]
fn a_tap_that_is_shorter_than_a_tick_tells_which_device_is_in_hand() {
    let tap = ActionState { held: 0, released: 1, ..DOWN };
    let mut board = Board::default();
    for (action, hand) in [("by_keys", KEYS), ("by_pad", PAD), ("grab", MOUSE)] {
        step(&mut board, Vec2::ZERO, &[(action, tap)]);
        assert_eq!(board.hand, hand, "{action}");
    }
}

#[test]
fn the_mouse_drags_emitters_and_faders_and_lets_them_go() {
    for (index, control) in CONTROLS.iter().enumerate().filter(|(_, row)| matches!(row.kind, EMITTER | FADER))
    {
        let mut board = Board::default();
        let from = if control.kind == FADER { control.place + vec2(10.0, 0.0) } else { control.place };
        step(&mut board, from, &[("grab", DOWN)]);
        assert_eq!(
            (board.focus, board.held, board.hand),
            (index as u32, index as u32, MOUSE),
            "{}",
            control.name
        );
        step(&mut board, vec2(9_000.0, 123.0), &[("grab", HELD)]);
        match control.kind {
            FADER => assert_eq!(board.values[index], 1.0, "{}", control.name),
            _ => assert_eq!(board.places[index], vec2(FIELD_MAX.x - 10.0, 123.0), "{}", control.name),
        }
        step(&mut board, Vec2::ZERO, &[]);
        assert_eq!(board.held, NOTHING, "{}", control.name);
    }
}

#[test]
fn a_click_on_the_name_of_a_fader_switches_it_and_leaves_it_where_it_is() {
    let (index, control) = (SLOW - 1, &CONTROLS[SLOW - 1]);
    let mut board = Board::default();
    let before = board.values[index];
    step(&mut board, control.place - vec2(control.size.x / 2.0 - 8.0, 0.0), &[("grab", DOWN)]);
    assert_eq!((board.is_on(index), board.values[index], board.held), (false, before, NOTHING));
}

#[test]
fn a_stick_drags_what_is_in_focus() {
    let mut board = Board::default();
    let before = board.places[0];
    step(&mut board, Vec2::ZERO, &[("drag", HELD), ("by_stick", HELD)]);
    assert!(board.places[0].x > before.x && board.places[0].y == before.y);
    assert_eq!(board.hand, PAD);
    let fader = SLOW - 1;
    let mut board = Board { focus: fader as u32, ..Board::default() };
    let before = board.values[fader];
    for _ in 0..RATE.hertz {
        step(&mut board, Vec2::ZERO, &[("drag", HELD)]);
    }
    assert!(before < board.values[fader] && board.values[fader] <= 1.0);
}
