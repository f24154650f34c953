//! Tumble, a whole party of four controllers that do what a fixed rule says; one is pulled out in the first round.

use crate::place::{Place, Run};
use std::fmt::Write;

const TUMBLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/games/tumble");

/// From the lobby to the podium, and on into the next party.
const TICKS: u32 = 10_000;

/// Four controllers join, are ready, and then run, dash and stand firm; a press goes on where a card waits for it.
fn script(lost: Option<[u32; 2]>) -> String {
    let mut events: Vec<(u32, String)> = Vec::new();
    for pad in 0..4 {
        events.push((0, format!("pad{pad} connect")));
        for start in [20 + pad * 5, 120 + pad * 5] {
            events.push((start, format!("pad{pad} South down")));
            events.push((start + 2, format!("pad{pad} South up")));
        }
    }
    for tick in (420..TICKS - 60).step_by(30) {
        let pad = tick / 30 % 4;
        let (x, y) = ((tick * 7 % 21) as f32 / 10.0 - 1.0, (tick * 11 % 21) as f32 / 10.0 - 1.0);
        let button = if tick % 210 == 0 { "West" } else { "South" };
        events.push((tick, format!("pad{pad} LeftStickX {x:.1}\n{tick} pad{pad} LeftStickY {y:.1}")));
        events.push((tick + 10, format!("pad{pad} LeftStickX 0\n{} pad{pad} LeftStickY 0", tick + 10)));
        events.push((tick + 4, format!("pad{pad} {button} down")));
        events.push((tick + 24, format!("pad{pad} {button} up")));
    }
    if let Some([gone, back]) = lost {
        events.push((gone, "pad2 disconnect".to_owned()));
        events.push((back, "pad2 connect".to_owned()));
    }
    events.sort();
    let mut lines = String::new();
    for (tick, event) in events {
        writeln!(lines, "{tick} {event}").unwrap();
    }
    lines
}

#[track_caller]
fn play(place: &Place, file: &str, arguments: &str) -> Run {
    let run = place.run(&format!("{TUMBLE} --headless --renderer null --input {file} {arguments}"));
    assert_eq!((run.status, run.complaint.as_str()), (0, ""), "it plays without an error");
    run
}

#[test]
fn a_party_of_four_is_the_same_twice_and_the_world_does_not_grow() {
    let place = Place::new();
    place.write("pads.txt", script(None));
    let arguments = format!("--ticks {TICKS} --seed 5");
    let (one, other) = (play(&place, "pads.txt", &arguments), play(&place, "pads.txt", &arguments));
    assert_eq!(one, other);
    let entities: u32 = one.value("entities").parse().unwrap();
    assert!(entities < 700, "{entities} entities");
    let sounds: u32 = one.value("sounds").parse().unwrap();
    assert!(sounds > 100, "a party is heard: {sounds} sounds");
}

#[test]
fn a_controller_that_is_pulled_out_and_plugged_in_again_is_the_same_twice_too() {
    let place = Place::new();
    place.write("lost.txt", script(Some([900, 1_200])));
    place.write("kept.txt", script(None));
    let (one, other) = (play(&place, "lost.txt", "--ticks 1500"), play(&place, "lost.txt", "--ticks 1500"));
    assert_eq!(one, other);
    assert_ne!(one.value("hash"), play(&place, "kept.txt", "--ticks 1500").value("hash"));
}
