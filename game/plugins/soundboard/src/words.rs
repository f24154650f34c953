//! The words: numbers of faders, what the control in focus does, and the keys of the device in hand.

use crate::board::{Board, KEYS, PAD};
use crate::controls::{CONTROLS, DECIBELS, HERTZ, START};
use crate::meters::Meters;
use crate::paint::{Part, role};
use crate::palette::{BRIGHT, DIM, color};
use crate::tunes::Deck;
use playground_core_client::audio::Music;
use playground_core_client::rendering::{TEXT_BYTES_MAX, Text};
use playground_core_ecs::{FixedText, Transform2d, system};
use playground_core_types::math::vec2;
use std::fmt::Write;

type Words = FixedText<TEXT_BYTES_MAX>;

/// Writes all parts that are texts.
#[system]
pub fn write(
    parts: &[Part],
    texts: &mut [Text],
    transforms: &mut [Transform2d],
    board: &Board,
    meters: &Meters,
    deck: &Deck,
) {
    for ((part, text), transform) in parts.iter().zip(texts).zip(transforms) {
        let control = part.control as usize;
        let mut words = Words::default();
        // A text takes what fits and never fails.
        let told = match part.role {
            role::NAME if control == START => write!(words, "{}", start_words(deck.starts)),
            role::NUMBER => tell_number(control, board, &mut words),
            role::HELP => {
                let row = &CONTROLS[board.focus as usize];
                write!(words, "{}: {}", row.name, row.help)
            }
            role::HINT => words.write_str(hint(board.hand)),
            role::COUNT => match meters.voices {
                1 => words.write_str("1 voice"),
                count => write!(words, "{count} voices"),
            },
            role::TOLD => tell_tune(deck, &mut words),
            role::EMITTER_NAME => {
                transform.position = board.seen[control] + vec2(0.0, 14.0);
                continue;
            }
            _ => continue,
        };
        told.unwrap_or_default();
        text.content = words;
        if part.role == role::NUMBER {
            text.color = color(if board.is_on(control) { BRIGHT } else { DIM });
        }
    }
}

fn start_words(starts: u32) -> &'static str {
    match starts {
        Music::NEXT_BEAT => "Start: next beat",
        Music::NEXT_BAR => "Start: next bar",
        _ => "Start: at once",
    }
}

fn tell_number(control: usize, board: &Board, words: &mut Words) -> std::fmt::Result {
    let number = board.number(control);
    match CONTROLS[control].range.unit {
        _ if control < crate::controls::SLOW && board.values[control] == 0.0 => words.write_str("silent"),
        HERTZ if number >= 1_000.0 => write!(words, "{:.1} kHz", number / 1_000.0),
        HERTZ => write!(words, "{number:.0} Hz"),
        DECIBELS => write!(words, "{:+.0} dB", number + 0.0),
        _ => write!(words, "{number:.2} s"),
    }
}

/// The keys of a device.
fn hint(hand: u32) -> &'static str {
    match hand {
        PAD => "D-pad or shoulders: choose    Left stick: drag    A or Cross: press    Start: menu",
        KEYS => "Arrows, or Q and E: choose    W A S D: drag    Space: press    Escape: menu",
        _ => "Drag emitters and faders    Click names and buttons    Right click: switch off",
    }
}

fn tell_tune(deck: &Deck, words: &mut Words) -> std::fmt::Result {
    if deck.progress < 0.0 {
        return words.write_str("120 beats a minute");
    }
    match (deck.jump_tick > 0, deck.next_part, deck.part) {
        (true, 0, _) => words.write_str("all of it on the next bar"),
        (true, next, _) => write!(words, "part {next} on the next bar"),
        (false, _, 0) => words.write_str("all of it, 120 beats a minute"),
        (false, _, part) => write!(words, "part {part} repeats, 120 beats a minute"),
    }
}
