//! The lines of a file and of a game.

use super::{align, decibels, level};

#[test]
fn levels_are_told_in_tenths() {
    assert_eq!([decibels(1.0), decibels(0.5), decibels(0.0)], ["0.0", "-6.0", "-inf"]);
    assert_eq!([level(Some(-0.04)), level(Some(-23.06)), level(None)], ["0.0", "-23.1", "-inf"]);
}

#[test]
fn columns_stand_below_each_other() {
    let rows =
        [vec!["sound", "seconds"], vec!["a.wav", "1.000"], vec!["b", "broken"], vec!["sounds/ü.ogg", "10.5"]];
    let rows: Vec<Vec<String>> = rows.map(|row| row.into_iter().map(str::to_owned).collect()).to_vec();
    let expected = "\
sound         seconds
a.wav           1.000
b              broken
sounds/ü.ogg     10.5
";
    assert_eq!(align(&rows), expected);
}
