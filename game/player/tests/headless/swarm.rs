//! Swarm, played by four pads that press what a fixed rule says.

use crate::place::{Place, Run};
use std::fmt::Write;

const SWARM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/games/swarm");

/// Four pads join, begin, and then steer about with fire held and a dash now and then.
fn script(ticks: u32) -> String {
    let mut lines = String::new();
    for pad in 0..4 {
        writeln!(lines, "0 pad{pad} connect").unwrap();
    }
    for (tick, value) in [(10, "down"), (12, "up"), (40, "down"), (42, "up"), (70, "down")] {
        for pad in 0..4 {
            writeln!(lines, "{tick} pad{pad} South {value}").unwrap();
        }
    }
    for tick in (90..ticks).step_by(25) {
        let pad = tick / 25 % 4;
        let (x, y) = ((tick * 7 % 21) as f32 / 10.0 - 1.0, (tick * 11 % 21) as f32 / 10.0 - 1.0);
        writeln!(lines, "{tick} pad{pad} LeftStickX {x:.1}\n{tick} pad{pad} LeftStickY {y:.1}").unwrap();
        writeln!(lines, "{} pad{pad} West down\n{} pad{pad} West up", tick + 5, tick + 8).unwrap();
        writeln!(lines, "{} pad{pad} South up\n{} pad{pad} South down", tick + 10, tick + 12).unwrap();
    }
    lines
}

#[track_caller]
fn play(place: &Place, arguments: &str) -> Run {
    let run = place.run(&format!("{SWARM} --headless --renderer null --hash --input pads.txt {arguments}"));
    assert_eq!((run.status, run.complaint.as_str()), (0, ""), "it plays without an error");
    run
}

#[test]
fn four_players_for_3000_ticks_are_the_same_twice_and_the_world_does_not_grow() {
    let place = Place::new();
    place.write("pads.txt", script(3000));
    let (one, other) = (play(&place, "--ticks 3000 --seed 5"), play(&place, "--ticks 3000 --seed 5"));
    assert_eq!(one, other);
    assert_ne!(one.value("hash"), play(&place, "--ticks 3000 --seed 6").value("hash"));
    let entities: u32 = one.value("entities").parse().unwrap();
    assert!(entities < 1_500, "{entities} entities");
    let sounds: u32 = one.value("sounds").parse().unwrap();
    assert!(sounds > 0, "they were heard");
}
