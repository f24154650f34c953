//! Keys from a file move the paddles.

use crate::pictures::Shot;
use crate::place::Place;

/// Where the left and the right paddle stand, in virtual pixels.
const COLUMNS: [u32; 2] = [16, 304];

/// Plays 40 ticks with a script, and checks which paddles are where they would be without it.
#[track_caller]
fn check(script: &str, moved: [bool; 2]) {
    let place = Place::new();
    place.write("keys.txt", script);
    let hash = |arguments: &str| place.play(arguments).value("hash").to_owned();
    let (with, without) = (hash("--ticks 40 --hash --input keys.txt"), hash("--ticks 40 --hash"));
    assert_eq!(with != without, moved != [false; 2], "the hash with `{script}`");
    let Some(still) = Shot::take(&place, "--ticks 40") else { return };
    let Some(shot) = Shot::take(&place, "--ticks 40 --input keys.txt") else { return };
    let tops = COLUMNS.map(|column| [still.paddle_top(column), shot.paddle_top(column)]);
    assert_eq!(tops.map(|[before, after]| before != after), moved, "{tops:?} with `{script}`");
}

#[test]
fn each_player_has_keys_of_their_own() {
    check("10 key KeyW down\n30 key KeyW up\n", [true, false]);
    check("# the right player\n10 key ArrowDown down\n", [false, true]);
    check("10 key KeyA down\n", [false, false]);
}

#[test]
fn a_press_within_one_tick_counts() {
    check("10+1000 key KeyS down\n10+5000 key KeyS up\n", [true, false]);
}

#[test]
fn opposite_keys_hold_the_paddle_where_it_is() {
    check("10 key KeyW down\n10 key KeyS down\n", [false, false]);
}

#[test]
fn a_key_that_is_held_longer_goes_further_and_to_the_wall() {
    let place = Place::new();
    let tops = [10, 20, 60].map(|ticks| {
        place.write("keys.txt", format!("0 key KeyW down\n{ticks} key KeyW up\n"));
        Shot::take(&place, "--ticks 60 --input keys.txt").map(|shot| shot.paddle_top(COLUMNS[0]))
    });
    let [Some(short), Some(long), Some(wall)] = tops else { return };
    assert!(short > long && long > wall && wall == 0, "{tops:?}");
}
