//! What the program takes, over whatever is shown: a graph of the last frames, and counts.

use crate::painter::{ACCENT, ALARM, BRIGHT, Color, FROM_LEFT, GOOD, PANEL, Painter, SMALL, SOFT, TO_RIGHT};
use playground_core_client::shell::{FRAME_COUNT_MAX, Performance};
use playground_core_types::math::vec2;

/// The length of a frame that reaches the top of the graph. Unit: microseconds.
const GRAPH_MICROS: f32 = 40_000.0;
const GRAPH_HEIGHT: f32 = 36.0;
/// The width of one frame. Unit: virtual pixels.
const BAR_WIDTH: f32 = 1.2;
const MARGIN: f32 = 4.0;
/// Unit: characters.
const NAME_LENGTH_MAX: usize = 36;
const SYSTEM_NAME_LENGTH_MAX: usize = 11;
/// A frame that is longer than two of a usual screen is seen as a stumble. Unit: microseconds.
const STUMBLE_MICROS: u32 = 34_000;
/// Where a line marks a frame of a usual screen. Unit: microseconds.
const USUAL_MICROS: f32 = 16_667.0;

/// Draws the graph in the top-left corner, and the counts below it.
pub(super) fn draw(painter: &mut Painter<'_>, performance: &Performance) {
    let lines = describe(performance);
    let row = SMALL * 1.3;
    let width = FRAME_COUNT_MAX as f32 * BAR_WIDTH;
    let rows = lines.len() + performance.systems.len().div_ceil(2);
    let size = vec2(width + 2.0 * MARGIN, GRAPH_HEIGHT + row * rows as f32 + 3.0 * MARGIN);
    painter.panel(size * 0.5 + vec2(2.0, 2.0), size, 3.0, PANEL);
    let bottom = 2.0 + MARGIN + GRAPH_HEIGHT;
    let left = 2.0 + MARGIN;
    painter.rise();
    for (index, (frame, work)) in performance.frame_micros.iter().zip(&performance.work_micros).enumerate() {
        let x = left + index as f32 * BAR_WIDTH;
        bar(painter, [x, bottom], *frame, if *frame > STUMBLE_MICROS { ALARM } else { GOOD });
        bar(painter, [x, bottom], *work, ACCENT);
    }
    let usual = bottom - GRAPH_HEIGHT * USUAL_MICROS / GRAPH_MICROS;
    painter.rectangle(vec2(left, usual), vec2(width, 0.5), SOFT);
    for (index, line) in lines.iter().enumerate() {
        let y = bottom + MARGIN + (index as f32 + 0.5) * row;
        painter.words_within(line, vec2(left, y), (SMALL, width), BRIGHT, FROM_LEFT);
    }
    // Two in a row: the name from the left, its time to the right.
    for (index, system) in performance.systems.iter().enumerate() {
        let column = left + (index % 2) as f32 * (width + MARGIN) * 0.5;
        let y = bottom + MARGIN + ((lines.len() + index / 2) as f32 + 0.5) * row;
        let name = shorten(system.name, SYSTEM_NAME_LENGTH_MAX);
        painter.words(&name, vec2(column, y), SMALL, SOFT, FROM_LEFT);
        let time = format!("{:.0} µs", system.mean_nanos as f64 / 1e3);
        painter.words(&time, vec2(column + (width - MARGIN) * 0.5, y), SMALL, BRIGHT, TO_RIGHT);
    }
}

fn bar(painter: &mut Painter<'_>, [x, bottom]: [f32; 2], micros: u32, color: Color) {
    let height = (GRAPH_HEIGHT * micros as f32 / GRAPH_MICROS).min(GRAPH_HEIGHT);
    if height > 0.0 {
        painter.rectangle(vec2(x, bottom - height), vec2(BAR_WIDTH, height), color);
    }
}

fn describe(performance: &Performance) -> Vec<String> {
    let [frame, work] = performance.mean_micros();
    let rate = if frame == 0 { 0.0 } else { 1e6 / f64::from(frame) };
    let [wait, late] = performance.input_micros();
    vec![
        format!("{rate:.0} frames/s   {}   work {}", time(frame), time(work)),
        format!("ticks {}   entities {}", performance.ticks, performance.entities),
        format!("draws {}   sprites {}", performance.draws, performance.sprites),
        format!(
            "voices {}   late blocks {}   dry {}",
            performance.voices, performance.late_blocks, performance.underruns
        ),
        format!("input {} for a tick, {} beside", time(wait), time(late)),
        shorten(&performance.adapter, NAME_LENGTH_MAX),
    ]
}

/// A time with as many digits as tell something; never more than seven letters below a thousand seconds.
fn time(micros: u32) -> String {
    let millis = f64::from(micros) / 1e3;
    match micros {
        0..10_000 => format!("{millis:.2} ms"),
        10_000..100_000 => format!("{millis:.1} ms"),
        100_000..1_000_000 => format!("{millis:.0} ms"),
        _ => format!("{:.1} s", millis / 1e3),
    }
}

/// What of a long name fits into the panel.
fn shorten(name: &str, length_max: usize) -> String {
    if name.chars().count() <= length_max {
        return name.to_owned();
    }
    let start: String = name.chars().take(length_max - 1).collect();
    format!("{}…", start.trim_end_matches([' ', '(', ',']))
}
