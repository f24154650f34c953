//! Who touches what: the mouse points and drags, keys and pads go from one control to the next and move that.

use crate::board::{Board, KEYS, MOUSE, NOTHING, PAD};
use crate::controls::{CONTROLS, COUNT, EMITTER, EMITTERS, FADER, NAME_WIDTH};
use playground_core_client::input::ActionFrame;
use playground_core_ecs::{Tick, TickRate, system};
use playground_core_types::math::{Vec2, vec2};

/// How fast the stick drags an emitter. Unit: virtual pixels a second.
const DRAG_SPEED: f32 = 130.0;

/// How fast the stick moves a fader. Unit: ways a second.
const FADER_SPEED: f32 = 0.7;

/// Takes what players do in this tick.
#[system]
pub fn steer(board: &mut Board, input: &ActionFrame, tick: &Tick, rate: &TickRate) {
    let seconds = rate.tick_seconds();
    board.pressed = NOTHING;
    board.lit.iter_mut().for_each(|lit| *lit = (*lit - seconds).max(0.0));
    note_hand(board, input, tick.number);
    move_focus(board, input);
    let focus = board.focus as usize;
    if input.any_pressed("press") {
        board.press(focus);
    }
    push(board, focus, input.any_stick("drag"), seconds);
    point(board, input);
}

/// Notes which device is in hand.
fn note_hand(board: &mut Board, input: &ActionFrame, tick: u64) {
    // A tap may be over before the tick is.
    let is_used = |action| input.any_button(action) || input.any_pressed(action);
    if tick > 0 && (input.pointer != board.pointer || is_used("grab")) {
        board.hand = MOUSE;
    }
    board.pointer = input.pointer;
    if is_used("by_pad") || input.any_stick("by_stick") != Vec2::ZERO {
        board.hand = PAD;
    }
    if is_used("by_keys") {
        board.hand = KEYS;
    }
}

fn move_focus(board: &mut Board, input: &ActionFrame) {
    let ways = [
        ("up", vec2(0.0, -1.0)),
        ("left", vec2(-1.0, 0.0)),
        ("down", vec2(0.0, 1.0)),
        ("right", vec2(1.0, 0.0)),
    ];
    for (action, way) in ways {
        if input.any_pressed(action) {
            board.focus = beside(board, board.focus as usize, way) as u32;
        }
    }
    let count = COUNT as u32;
    if input.any_pressed("next") {
        board.focus = (board.focus + 1) % count;
    }
    if input.any_pressed("back") {
        board.focus = (board.focus + count - 1) % count;
    }
}

/// The next control on a way: near, and rather ahead than at a side. The same one at the edge.
pub fn beside(board: &Board, from: usize, way: Vec2) -> usize {
    let mut best = (f32::MAX, from);
    for control in (0..COUNT).filter(|control| *control != from) {
        let apart = board.place(control) - board.place(from);
        let (ahead, aside) = (apart.dot(way), apart.perp_dot(way).abs());
        // What is wide is met along all of its width.
        let half = (CONTROLS[control].size + CONTROLS[from].size) / 2.0;
        let aside = (aside - half.dot(vec2(way.y.abs(), way.x.abs()))).max(0.0) + aside * 0.05;
        let ahead_edge = ahead - half.dot(way.abs()) * 0.8;
        if ahead > 4.0 && ahead_edge + 4.0 > aside * 0.2 {
            let score = ahead + 2.5 * aside;
            if score < best.0 {
                best = (score, control);
            }
        }
    }
    best.1
}

/// Moves a control by a stick.
fn push(board: &mut Board, control: usize, stick: Vec2, seconds: f32) {
    if stick == Vec2::ZERO {
        return;
    }
    match CONTROLS[control].kind {
        EMITTER => {
            let emitter = control - EMITTERS;
            board.put(emitter, board.places[emitter] + stick * (DRAG_SPEED * seconds));
        }
        FADER => board.set(control, board.values[control] + stick.x * (FADER_SPEED * seconds)),
        _ => {}
    }
}

/// Lets the mouse press and drag.
fn point(board: &mut Board, input: &ActionFrame) {
    let pointer = input.pointer;
    if input.any_pressed("grab")
        && let Some(control) = board.find(pointer)
    {
        board.focus = control as u32;
        let row = &CONTROLS[control];
        let is_name = pointer.x < row.place.x - row.size.x / 2.0 + NAME_WIDTH;
        match row.kind {
            EMITTER => {
                board.held = control as u32;
                board.grip = board.places[control - EMITTERS] - pointer;
            }
            FADER if !is_name => board.held = control as u32,
            _ => board.press(control),
        }
    }
    if board.held != NOTHING {
        let held = board.held as usize;
        match CONTROLS[held].kind {
            EMITTER => board.put(held - EMITTERS, pointer + board.grip),
            _ => {
                let (left, length) = CONTROLS[held].way();
                board.set(held, (pointer.x - left) / length);
            }
        }
    }
    if input.any_pressed("mute")
        && let Some(control) = board.find(pointer)
    {
        board.focus = control as u32;
        board.press(control);
    }
    if !input.any_button("grab") {
        board.held = NOTHING;
    }
}
