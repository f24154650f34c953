//! The sound board, touched by mouse, keys and pad: what is dragged is heard to move.

use crate::place::{Place, Run};
use crate::sounds::read_wav;

const BOARD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/games/soundboard");

/// All emitters but the first fall silent, by keys.
const FIRST_ALONE: &str = "
2 key KeyE down
3 key KeyE up
4 key Space down
5 key Space up
6 key KeyE down
7 key KeyE up
8 key Space down
9 key Space up
10 key KeyE down
11 key KeyE up
12 key Space down
13 key Space up
";

/// The mouse drags the first emitter from the left of the ears to the right, far enough in 120 ticks.
const DRAG_BY_MOUSE: &str = "
20 mouse MoveX 84
20 mouse MoveY 92
120 mouse Left down
130 mouse MoveX 160
160 mouse Left up
";

/// A pad does the same: three times back to the first one, then the stick.
const DRAG_BY_PAD: &str = "
0 pad0 connect
110 pad0 LeftTrigger down
111 pad0 LeftTrigger up
112 pad0 LeftTrigger down
113 pad0 LeftTrigger up
114 pad0 LeftTrigger down
115 pad0 LeftTrigger up
120 pad0 LeftStickX 1
194 pad0 LeftStickX 0
";

/// Day by its button, then Night on the next bar; a fader, two effects, the wall, a hundred voices.
const PLAY: &str = "
20 mouse MoveX 46
20 mouse MoveY 256
21 mouse Left down
22 mouse Left up
100 mouse MoveX 219
101 mouse Left down
102 mouse Left up
104 mouse Left down
105 mouse Left up
110 mouse MoveX -151
111 mouse Left down
112 mouse Left up
130 mouse MoveX 246
130 mouse MoveY -49
131 mouse Left down
132 mouse Left up
140 mouse MoveX 60
141 mouse Left down
145 mouse MoveX -15
150 mouse Left up
200 mouse MoveX 192
200 mouse MoveY 95
201 mouse Left down
202 mouse Left up
";

#[track_caller]
fn play(place: &Place, script: &str, arguments: &str) -> Run {
    place.write("script.txt", script);
    let run = place
        .run(&format!("{BOARD} --headless --renderer null --hash --seed 3 --input script.txt {arguments}"));
    assert_eq!((run.status, run.complaint.as_str()), (0, ""), "it plays without an error");
    run
}

/// The amplitude of both sides, root of the mean square, from one tick to another.
fn levels(frames: &[[i16; 2]], ticks: std::ops::Range<usize>) -> [f64; 2] {
    let part = &frames[ticks.start * 800..ticks.end * 800];
    [0, 1].map(|side| {
        let power: f64 = part.iter().map(|frame| f64::from(frame[side]) * f64::from(frame[side])).sum();
        (power / part.len() as f64).sqrt()
    })
}

/// Drags the first emitter from left to right, and listens before and after.
#[track_caller]
fn check_drag(script: &str) {
    let place = Place::new();
    let run = play(&place, &format!("{FIRST_ALONE}{script}"), "--ticks 340 --wav sound.wav");
    let frames = read_wav(&place);
    let ([left, right], [left_after, right_after]) = (levels(&frames, 60..115), levels(&frames, 220..335));
    assert!(left > 1.8 * right && right > 10.0, "it is at the left: {left:.0} and {right:.0}");
    assert!(
        right_after > 1.8 * left_after && left_after > 10.0,
        "it is at the right: {left_after:.0} and {right_after:.0}"
    );
    let unheard = play(&place, &format!("{FIRST_ALONE}{script}"), "--ticks 340");
    assert_eq!(run.value("hash"), unheard.value("hash"), "nothing flows from the mixer into the world");
}

#[test]
fn an_emitter_that_the_mouse_drags_moves_from_left_to_right() {
    check_drag(DRAG_BY_MOUSE);
}

#[test]
fn an_emitter_that_a_pad_drags_moves_from_left_to_right() {
    check_drag(DRAG_BY_PAD);
}

#[test]
fn tunes_effects_and_cues_are_the_same_twice() {
    let place = Place::new();
    let (one, other) = (play(&place, PLAY, "--ticks 400"), play(&place, PLAY, "--ticks 400"));
    assert_eq!(one, other);
    assert_eq!(one.value("sounds"), "106", "four emitters, two tunes, a hundred voices");
    assert_ne!(one.value("hash"), play(&place, "", "--ticks 400").value("hash"));
}

#[test]
fn a_tune_that_is_cut_by_the_bar_goes_over_without_a_gap() {
    let place = Place::new();
    let silent = format!("{FIRST_ALONE}14 key KeyE down\n");
    // The effects bus falls silent by its name, then the tune begins.
    let script = format!(
        "{silent}
16 mouse MoveX 368
16 mouse MoveY 93
17 mouse Left down
18 mouse Left up
20 mouse MoveX -322
20 mouse MoveY 163
21 mouse Left down
22 mouse Left up
150 mouse MoveX 68
151 mouse Left down
152 mouse Left up
"
    );
    play(&place, &script, "--ticks 330 --wav sound.wav");
    let frames = read_wav(&place);
    for start in (40..320).step_by(10) {
        let [left, right] = levels(&frames, start..start + 10);
        assert!(left > 60.0 && right > 60.0, "ticks from {start}: {left:.0} and {right:.0}");
    }
}
