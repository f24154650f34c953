//! Performance over the screens.

use super::{Program, words};
use crate::painter::{SMALL, width_of};
use crate::screens;
use playground_core_client::rendering::DrawList;
use playground_core_client::shell::{InputDelay, Phase, ShellState, SystemMean};

#[test]
fn the_times_of_systems_stand_below_the_graph() {
    let mut program = Program::new();
    program.performance.systems.push(SystemMean { name: "steer", mean_nanos: 1_234 });
    let shown = ShellState { performance_shown: true, ..ShellState::default() };
    let words = words(&shown, &program.view(Phase::Playing, &[]));
    assert!(["steer", "1 µs"].iter().all(|shown| words.iter().any(|words| words == shown)), "{words:?}");
}

#[test]
fn the_menu_of_a_pause_lies_over_the_times() {
    let mut program = Program::new();
    program.performance.systems.push(SystemMean { name: "steer", mean_nanos: 1_234 });
    let shown = ShellState { performance_shown: true, ..ShellState::default() };
    let mut list = DrawList::default();
    list.begin([320, 180], [0.0; 4]);
    screens::draw(&shown, &program.view(Phase::Paused, &[]), &mut list);
    list.sort();
    let layer = |words: &str| {
        let mut texts = list.texts().map(|(_, text)| text);
        texts.find(|text| text.content.as_str() == words).unwrap().layer
    };
    assert!(layer("steer") < layer("paused"));
}

/// Numbers of any size stay inside of the panel, which is as wide as its graph.
#[test]
fn numbers_of_any_size_stay_in_their_panel() {
    let check = |micros: u32, count: u64| {
        let mut program = Program::new();
        program.performance.push(micros, micros);
        program.performance.push_input(InputDelay { wait_micros: micros, work_micros: micros });
        (program.performance.ticks, program.performance.entities) = (count, count);
        program.performance.voices = u32::try_from(count).unwrap_or(u32::MAX);
        program.performance.late_blocks = count;
        program.performance.underruns = count;
        let shown = ShellState { performance_shown: true, ..ShellState::default() };
        let mut list = DrawList::default();
        list.begin([320, 180], [0.0; 4]);
        screens::draw(&shown, &program.view(Phase::Playing, &[]), &mut list);
        list.sort();
        for (_, text) in list.texts() {
            let words = text.content.as_str();
            assert!(width_of(words, text.size) <= 146.0, "{words} {}", text.size);
            assert!(text.size >= SMALL * 0.7, "{words}");
        }
    };
    check(1, 1);
    check(16_667, 100_000);
    check(123_456_789, u64::from(u32::MAX));
    check(u32::MAX, u64::MAX);
}
