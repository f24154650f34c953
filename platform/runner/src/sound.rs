//! `playground sound`: what a sound file is and how loud, with its wave in characters; or all sounds of a game.

mod play;
mod wave;

use crate::program::Program;
use crate::session::title_of;
use playground_core_assets::{EmbeddedGame, SAMPLE_RATE_HERTZ, Source};
use playground_core_client::audio::AudioDevice;
use playground_core_types::math::ln;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use playground_systems_assets::sound::{SoundFile, list_sounds, loudness, peak, read_sound};
use std::fmt;
use std::path::{Path, PathBuf};

/// What the command line says about a look at sounds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SoundOptions {
    /// A sound file, or a game; of no use where the outputs are listed.
    pub path: PathBuf,
    /// Whether the machine's outputs are listed instead.
    pub devices: bool,
    /// Whether the file is played too.
    pub play: bool,
    /// On which device.
    pub audio: AudioDevice,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct SoundReport {
    /// Lines for people and programs: `key: value` and a wave for a file, a table for a game.
    pub lines: String,
    /// Every sound that cannot be played, and why.
    pub problems: Vec<CoreError>,
}

/// Looks at the sound file or the game that `options` name, and plays the file where that was asked for.
///
/// # Errors
/// A file that is missing or broken; a game without sounds; a device that was asked for by name and is not there. Broken
/// sounds of a game are no error of the whole.
pub async fn run(program: Program, options: SoundOptions) -> CoreResult<SoundReport> {
    if options.devices {
        return Ok(SoundReport { lines: play::list(program).await?, problems: Vec::new() });
    }
    let path = &options.path;
    if let Some(game) = path.to_str().filter(|_| !path.exists()).and_then(|name| find_game(program, name)) {
        return if options.play { Err(no_file()) } else { describe_game(&Source::Embedded(game)) };
    }
    let is_game = path.is_dir() || path.extension().is_some_and(|extension| extension == "toml");
    if is_game && options.play {
        return Err(no_file());
    }
    let folder = folder_of(path, is_game);
    if is_game {
        return describe_game(&Source::Folder(folder));
    }
    let shown = path.display().to_string();
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return Err(CoreError::new(ErrorKind::BadRequest, format!("`{shown}` is no file")));
    };
    if !path.is_file() {
        return Err(
            CoreError::new(ErrorKind::File, format!("there is no sound at `{shown}`")).cure("check the path")
        );
    }
    let file = read_sound(&Source::Folder(folder.clone()), name)?;
    let mut lines = format!("sound: {shown}\n{}", Described(&file));
    if options.play {
        let device = play::play(program, &options, &folder, name, file.sound.frames()).await?;
        lines.push_str(&format!("played: {device}\n"));
    }
    Ok(SoundReport { lines, problems: Vec::new() })
}

/// A game that the program carries, by its name in the gallery or that of its folder.
fn find_game(program: Program, name: &str) -> Option<EmbeddedGame> {
    let is_called = |game: &EmbeddedGame| [title_of(game).as_str(), &game.name].contains(&name);
    (program.shell.games)().into_iter().find(is_called)
}

fn no_file() -> CoreError {
    CoreError::new(ErrorKind::BadRequest, "--play plays one file, and this is a game")
        .cure("name a file of it, such as `sounds/hit.wav`")
}

/// The folder that a path is, or lies in.
fn folder_of(path: &Path, is_game: bool) -> PathBuf {
    if is_game && path.is_dir() {
        return path.to_owned();
    }
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        Some(_) | None => PathBuf::from("."),
    }
}

/// All sounds of a game in a table; those that cannot be played stand in it too, and their errors below.
fn describe_game(source: &Source) -> CoreResult<SoundReport> {
    let files = list_sounds(source);
    if files.is_empty() {
        let name = match source {
            Source::Folder(folder) => folder.display().to_string(),
            Source::Embedded(game) => game.name.clone(),
            Source::Bundle(_) => "the bundle".to_owned(),
        };
        let message = format!("`{name}` has no sounds");
        return Err(CoreError::new(ErrorKind::File, message).cure("sounds are wav, ogg, flac and mp3 files"));
    }
    let mut rows: Vec<Vec<String>> = vec![
        ["sound", "seconds", "rate", "channels", "peak", "loudness", "loop"].map(str::to_owned).to_vec(),
    ];
    let mut problems = Vec::new();
    for path in files {
        let row = match read_sound(source, &path) {
            Ok(file) => row_of(path, &file),
            Err(error) => {
                problems.push(error);
                vec![path, "broken".to_owned()]
            }
        };
        rows.push(row);
    }
    Ok(SoundReport { lines: align(&rows), problems })
}

fn row_of(path: String, file: &SoundFile) -> Vec<String> {
    let loops = file.sound.loop_region.map_or("-".to_owned(), |region| {
        format!("{:.3}-{:.3}", seconds(region.start_frame), seconds(region.end_frame))
    });
    vec![
        path,
        format!("{:.3}", seconds(file.sound.frames())),
        file.rate_hertz.to_string(),
        file.channel_count.to_string(),
        decibels(peak(&file.sound)),
        level(loudness(&file.sound)),
        loops,
    ]
}

/// Columns as wide as their widest cell: the first to the left, the others to the right.
fn align(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            match column {
                0 => text.push_str(&format!("{cell:<width$}")),
                _ => text.push_str(&format!("  {cell:>width$}")),
            }
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// One `key: value` a line, then the wave.
struct Described<'a>(&'a SoundFile);

impl fmt::Display for Described<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SoundFile { sound, format, rate_hertz, channel_count, frames, is_wild } = self.0;
        writeln!(formatter, "format: {format}")?;
        writeln!(formatter, "seconds: {:.3}", *frames as f64 / f64::from(*rate_hertz))?;
        writeln!(formatter, "frames: {frames}")?;
        writeln!(formatter, "rate: {rate_hertz}")?;
        writeln!(formatter, "channels: {channel_count}")?;
        writeln!(formatter, "peak: {} dBFS", decibels(peak(sound)))?;
        writeln!(formatter, "loudness: {} LUFS", level(loudness(sound)))?;
        if *is_wild {
            writeln!(
                formatter,
                "samples: no numbers, or far beyond full scale; they are silent or smaller here"
            )?;
        }
        if let Some(region) = sound.loop_region {
            let (start, end) = (seconds(region.start_frame), seconds(region.end_frame));
            writeln!(formatter, "loop: {start:.3} to {end:.3} s")?;
        }
        formatter.write_str(&wave::draw(sound))
    }
}

fn seconds(frames: u64) -> f64 {
    frames as f64 / f64::from(SAMPLE_RATE_HERTZ)
}

/// A linear amplitude as a level below full scale.
fn decibels(amplitude: f32) -> String {
    level((amplitude > 0.0).then(|| 20.0 * ln(amplitude) / ln(10.0)))
}

fn level(decibels: Option<f32>) -> String {
    // A tenth below nothing is nothing.
    decibels.map_or("-inf".to_owned(), |level| format!("{:.1}", if level.abs() < 0.05 { 0.0 } else { level }))
}

#[cfg(test)]
mod tests;
