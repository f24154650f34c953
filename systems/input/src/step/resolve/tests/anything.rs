//! Whatever a game declares and a player does: presses and releases match, what is not active rests, and the length
//! of ticks changes nothing.

use super::bound::{Bound, button, button_in, set, stick};
use playground_core_assets::ActionDeclaration;
use playground_core_client::input::Tuning;
use playground_core_types::random::Pcg32;
use std::fmt::Write;

const KEYS: [&str; 6] = ["KeyA", "KeyB", "ShiftLeft", "ControlLeft", "South", "East"];
const BINDS: [&str; 14] = [
    "KeyA",
    "KeyB",
    "Shift+KeyA",
    "Ctrl+KeyA",
    "Ctrl+Shift+KeyA",
    "KeyA&KeyB",
    "pad:South",
    "pad:South&East",
    "pad:East+South",
    "tap KeyA",
    "hold 0.05 KeyB",
    "double KeyA",
    "toggle KeyB",
    "ShiftLeft",
];
/// Those of which the longer one, where there is one, is a chord.
const LONE_BINDS: [&str; 9] = [
    "KeyA",
    "KeyA&KeyB",
    "KeyB",
    "tap KeyA",
    "hold 0.05 KeyB",
    "double KeyA",
    "toggle KeyB",
    "pad:South",
    "repeat 0.06 0.03 ShiftLeft",
];

/// Presses and releases of one second, some of them after the other.
fn mash(random: &mut Pcg32) -> String {
    let mut lines = String::new();
    let mut millis = 0;
    while millis < 1_000 {
        millis += random.below(40);
        let key = KEYS[random.below(KEYS.len() as u32) as usize];
        let what = ["down", "down", "up"][random.below(3) as usize];
        write!(lines, "{millis} {key} {what},").unwrap();
        if random.below(50) == 0 {
            write!(lines, "{millis} focus lost,").unwrap();
        }
    }
    lines
}

fn some<'a>(random: &mut Pcg32, binds: &[&'a str]) -> Vec<&'a str> {
    (0..=random.below(2)).map(|_| binds[random.below(binds.len() as u32) as usize]).collect()
}

#[test]
fn presses_and_releases_match_and_what_is_not_active_rests() {
    for seed in 0..150 {
        let mut random = Pcg32::new(seed, 6);
        let mut actions: Vec<ActionDeclaration> = (0..6)
            .map(|number| {
                let in_sets: &[&str] =
                    [&["play"][..], &["over"], &["play", "other"], &[]][random.below(4) as usize];
                button_in(in_sets, &format!("a{number}"), &some(&mut random, &BINDS))
            })
            .collect();
        actions.push(stick("move", &["Shift+keys:KeyA,KeyB,KeyC,KeyD", "keys:KeyB,KeyA,KeyC,KeyD"]));
        let sets = [set("play", &[], false), set("other", &[], false), set("over", &["play"], seed % 2 == 0)];
        let mut game = Bound::with(&actions, &sets, &Tuning::default()).in_ticks_of(1 + seed % 30);
        let mut balance = vec![0_i32; actions.len()];
        let mut end = 0;
        for _ in 0..4 {
            match random.below(4) {
                0 => game.sets.switch(1, ["play", "other"][random.below(2) as usize]),
                1 => game.sets.lay(1, "over"),
                2 => game.sets.lift(1, "over"),
                _ => {}
            }
            end += 300;
            for frame in game.play(&mash(&mut random), end) {
                for (action, balance) in actions.iter().zip(&mut balance) {
                    let state = frame.state(1, &action.name);
                    *balance += i32::from(state.pressed) - i32::from(state.released);
                    assert_eq!(*balance, i32::from(state.held), "{} of seed {seed}", action.name);
                    let is_off = action.sets == ["other"] && !game.sets.is_set(1, "other");
                    assert!(
                        !is_off || (state.held, state.pressed) == (0, 0),
                        "{} of seed {seed}",
                        action.name
                    );
                }
            }
        }
    }
}

#[test]
fn the_length_of_a_tick_changes_no_press() {
    for seed in 0..60 {
        let mut random = Pcg32::new(seed, 7);
        let actions: Vec<_> = (0..4)
            .map(|number| button(&format!("a{number}"), &some(&mut random, &LONE_BINDS)[..1]))
            .collect();
        let lines = mash(&mut random);
        let sums = |tick_millis| {
            let frames = Bound::new(&actions).in_ticks_of(tick_millis).play(&lines, 1_200);
            let sum = |count: fn(&super::ActionState) -> u8, name: &str| {
                let counts = frames.iter().map(|frame| u32::from(count(&frame.state(1, name))));
                let sum: u32 = counts.sum();
                sum
            };
            let of = |action: &ActionDeclaration| {
                (sum(|state| state.pressed, &action.name), sum(|state| state.released, &action.name))
            };
            let sums: Vec<_> = actions.iter().map(of).collect();
            sums
        };
        assert_eq!(sums(4), sums(200), "seed {seed}: {lines}");
    }
}
