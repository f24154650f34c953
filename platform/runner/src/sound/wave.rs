//! A sound's wave in characters.

use playground_core_assets::Sound;

/// How wide a wave is drawn, and how high each channel. Unit: characters.
const COLUMNS: usize = 80;
const ROWS: usize = 4;

/// How many steps a character has from empty to full.
const STEPS: usize = 8;
const BLOCKS: [char; STEPS + 1] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Each channel as the highest amplitude of each part of its length, full scale at the top; below them the loop.
pub(super) fn draw(sound: &Sound) -> String {
    let frames = sound.frames() as usize;
    if frames == 0 {
        return String::new();
    }
    let mut text = String::new();
    for channel in &sound.channels {
        let heights: Vec<usize> = (0..COLUMNS).map(|column| height(part(channel, column))).collect();
        for row in (0..ROWS).rev() {
            let line: String =
                heights.iter().map(|height| BLOCKS[height.saturating_sub(row * STEPS).min(STEPS)]).collect();
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    if let Some(region) = sound.loop_region {
        let column = |frame: u64| (frame * COLUMNS as u64 / frames as u64).min(COLUMNS as u64 - 1) as usize;
        let (start, end) = (column(region.start_frame), column(region.end_frame - 1));
        let line: String = (0..=end).map(|column| mark(column, start, end)).collect();
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn mark(column: usize, start: usize, end: usize) -> char {
    match column {
        _ if column < start => ' ',
        _ if start == end => '|',
        _ if column == start => '[',
        _ if column == end => ']',
        _ => '-',
    }
}

/// What of a channel lies under a column: at least one sample, also where there are fewer samples than columns.
fn part(channel: &[f32], column: usize) -> &[f32] {
    let start = (column * channel.len() / COLUMNS).min(channel.len() - 1);
    let end = ((column + 1) * channel.len() / COLUMNS).max(start + 1);
    &channel[start..end]
}

/// The steps that a part reaches; whatever is not silent has one.
fn height(samples: &[f32]) -> usize {
    let peak = samples.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
    (peak.min(1.0) * (ROWS * STEPS) as f32).ceil() as usize
}

#[cfg(test)]
mod tests {
    use super::draw;
    use playground_core_assets::{LoopRegion, Sound};

    fn sound(channels: Vec<Vec<f32>>) -> Sound {
        Sound::from_channels(channels).unwrap()
    }

    #[test]
    fn a_wave_is_as_high_as_it_is_loud() {
        // Half of the time full scale, then a quarter of it, then nothing; one channel over the other.
        let left = [vec![1.0; 40], vec![-0.25; 20], vec![0.0; 20]].concat();
        let right = vec![0.5; 80];
        let full = "█".repeat(40);
        let expected = format!(
            "{full}\n{full}\n{full}\n{}\n\n\n{half}\n{half}\n",
            "█".repeat(60),
            half = "█".repeat(80)
        );
        assert_eq!(draw(&sound(vec![left, right])), expected);
    }

    #[test]
    fn steps_are_eighths_of_a_character() {
        let rising: Vec<f32> = (0..8_u8).map(|step| f32::from(step) / 32.0).collect();
        let expected: String = " ▁▂▃▄▅▆▇".chars().flat_map(|block| [block; 10]).collect();
        assert_eq!(draw(&sound(vec![rising])), format!("\n\n\n{expected}\n"));
    }

    #[test]
    fn a_loop_is_marked_below() {
        let region = LoopRegion { start_frame: 400, end_frame: 800 };
        let looped = sound(vec![vec![0.0; 800]]).with_loop(region).unwrap();
        assert_eq!(draw(&looped), format!("\n\n\n\n{}[{}]\n", " ".repeat(40), "-".repeat(38)));
        let short = sound(vec![vec![0.0; 8]]).with_loop(LoopRegion { start_frame: 0, end_frame: 1 }).unwrap();
        assert_eq!(draw(&short), "\n\n\n\n|\n");
        assert_eq!(draw(&sound(vec![Vec::new()])), "");
    }
}
