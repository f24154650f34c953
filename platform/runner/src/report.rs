//! What a run leaves behind: lines, pictures, sound files.

use crate::files::write_whole;
use crate::program::Screenshot;
use crate::session::Session;
use bytemuck::bytes_of;
use playground_core_client::api::encode_recording;
use playground_core_client::rendering::Picture;
use playground_core_client::rendering::operations::Collect;
use playground_core_client::shell::Phase;
use playground_core_ecs::TickRate;
use playground_core_ecs::api::hash_world;
use playground_core_types::{CoreError, CoreResult, ErrorKind, read_now, write_now};
use std::fmt;
use std::path::{Path, PathBuf};

/// What a headless run prints: one `key: value` a line, the same for the same arguments.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    game: String,
    ticks: u64,
    tick: u64,
    entities: usize,
    hash: u64,
    draws: u32,
    sprites: u32,
    sounds: u64,
    peak: f32,
    seconds: f64,
    compared: Option<u64>,
    /// Whether somebody ended the run before its time.
    pub was_ended: bool,
}

impl Report {
    /// The report of a session, as it is now: the ticks that it ran, and the tick of its world, which is another one
    /// where a saved world was loaded.
    ///
    /// # Errors
    /// When the world is busy.
    pub fn of(session: &Session) -> CoreResult<Self> {
        let client = &session.client;
        let hash = hash_world(&client.ecs)?;
        let world = read_now(&client.ecs.world)?;
        let rate: TickRate = world.resource()?;
        let (render, audio) = (read_now(&client.render_stats)?, read_now(&client.audio_stats)?);
        let manifest = read_now(&client.assets.manifest)?;
        Ok(Self {
            game: manifest.as_ref().map(|manifest| manifest.id.clone()).unwrap_or_default(),
            ticks: session.run_ticks(),
            tick: session.ticks(),
            entities: world.len(),
            hash,
            draws: render.draws,
            sprites: render.sprites,
            sounds: audio.played,
            peak: audio.peak,
            compared: session.compared_hashes(),
            was_ended: session.is_ending(),
            seconds: session.run_ticks() as f64 / f64::from(rate.hertz),
        })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "game: {}", self.game)?;
        writeln!(formatter, "ticks: {}", self.ticks)?;
        writeln!(formatter, "tick: {}", self.tick)?;
        writeln!(formatter, "entities: {}", self.entities)?;
        writeln!(formatter, "hash: {:016x}", self.hash)?;
        writeln!(formatter, "draws: {}", self.draws)?;
        writeln!(formatter, "sprites: {}", self.sprites)?;
        writeln!(formatter, "sounds: {}", self.sounds)?;
        writeln!(formatter, "peak: {:.4}", self.peak)?;
        writeln!(formatter, "seconds: {:.3}", self.seconds)?;
        // A run that differs from its recording ends with an error, and has no report.
        match self.compared {
            None => Ok(()),
            Some(0) => writeln!(formatter, "replay: ended before the first hash of the recording"),
            Some(1) => writeln!(formatter, "replay: as recorded, by one hash"),
            Some(count) => writeln!(formatter, "replay: as recorded, by {count} hashes"),
        }
    }
}

/// Reads the file of `--input` into the client's script.
///
/// # Errors
/// A file that cannot be read, or a bad line with its number.
pub fn load_input_script(session: &mut Session) -> CoreResult<()> {
    let Some(file) = session.options.input.clone() else { return Ok(()) };
    let bytes = read_script(&file)?;
    set_input_script(session, file.display().to_string(), bytes)
}

/// Lets a text, or a log of input, be the client's script; errors call it `name`.
///
/// # Errors
/// A bad line with its number.
pub fn set_input_script(session: &mut Session, name: String, bytes: Vec<u8>) -> CoreResult<()> {
    {
        let mut script = write_now(&session.client.input_script)?;
        script.file = name;
        // A log has bytes that no text has.
        match String::from_utf8(bytes) {
            Ok(text) if !text.starts_with(LOG_START) => script.text = text,
            Ok(text) => script.log = text.into_bytes(),
            Err(error) => script.log = error.into_bytes(),
        }
    }
    let vtable = &session.client.vtable;
    Ok(session.routes.load_script.call(vtable, &[], &mut session.reply)?)
}

/// A script of a day's play is smaller.
const SCRIPT_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// With what every log of input begins.
const LOG_START: &str = "playinp";

/// The bytes of a regular file of a bearable size: a pipe would never end, a device never stop.
fn read_script(file: &Path) -> CoreResult<Vec<u8>> {
    let metadata = std::fs::metadata(file).map_err(|error| file_error(file, "cannot be read", &error))?;
    if !metadata.is_file() || metadata.len() > SCRIPT_BYTES_MAX {
        let message = format!("an input script is a regular file of at most {SCRIPT_BYTES_MAX} bytes");
        return Err(CoreError::new(ErrorKind::BadRequest, message).at(file.display().to_string(), 0, 0));
    }
    std::fs::read(file).map_err(|error| file_error(file, "cannot be read", &error))
}

/// Takes the picture of `--screenshot` once, when its tick has come, or at the end of the run.
///
/// # Errors
/// A renderer without pixels, or a file that cannot be written.
pub async fn take_screenshot(session: &mut Session, at_end: bool) -> CoreResult<()> {
    let (is_playing, ticks) = (session.phase == Phase::Playing, session.ticks());
    let is_due = |shot: &mut Screenshot| shot.tick.map_or(at_end, |tick| is_playing && ticks >= tick);
    let Some(screenshot) = session.options.screenshot.take_if(is_due) else {
        if at_end && let Some(tick) = session.options.screenshot.take().and_then(|shot| shot.tick) {
            log::warn!("the run ended before tick {tick}, so there is no picture of it");
        }
        return Ok(());
    };
    let vtable = &session.client.vtable;
    session.routes.collect.call(vtable, bytes_of(&Collect { alpha: 1.0 }), &mut session.reply)?;
    session.caption_texts()?;
    let picture = capture(session)?;
    write_png(&screenshot.file, &picture)
}

/// Draws the frame as it is, and reads it back.
pub(crate) fn capture(session: &mut Session) -> CoreResult<Picture> {
    let vtable = &session.client.vtable;
    session.routes.capture.call(vtable, &[], &mut session.reply)?;
    if read_now(&session.client.capture)?.is_none() {
        // A window gives the picture of its next frame.
        session.routes.draw.call(vtable, &[], &mut session.reply)?;
    }
    let picture = write_now(&session.client.capture)?.take();
    picture.ok_or_else(|| CoreError::new(ErrorKind::NoDevice, "the renderer gave no picture"))
}

/// Writes the picture that the player asked for with a key, and tells where it is. What fails is told too, and the
/// game goes on.
pub fn take_player_picture(session: &mut Session) {
    if !std::mem::take(&mut session.picture_wanted) {
        return;
    }
    let Some(folder) = session.options.pictures.clone() else {
        session.tell("there is no folder for pictures");
        return;
    };
    let written = capture(session).and_then(|picture| {
        let file = unused_file(&folder, &session.title, ".png")?;
        write_png(&file, &picture)?;
        Ok(file)
    });
    match written {
        Ok(file) => session.tell(&format!("picture: {}", file.display())),
        Err(error) => {
            log::error!("{error}");
            session.tell(error.message());
        }
    }
}

/// Draws the frame as it is once more where the player asked for a picture, and the platform itself hands on what is in
/// the window; tells whether it did.
pub fn show_player_picture(session: &mut Session) -> bool {
    let is_wanted = std::mem::take(&mut session.picture_wanted);
    if is_wanted {
        draw_again(session);
    }
    is_wanted
}

/// Draws the frame as it is once more.
pub fn draw_again(session: &mut Session) {
    session.attempt(|routes| &mut routes.draw, &[]);
}

/// The most files of one game in a folder of pictures.
const PICTURE_COUNT_MAX: u32 = 10_000;

/// The first file of `folder` that is not there yet: the title in letters that every system takes, a number, `end`.
pub(crate) fn unused_file(folder: &Path, title: &str, end: &str) -> CoreResult<PathBuf> {
    std::fs::create_dir_all(folder).map_err(|error| file_error(folder, "cannot be made", &error))?;
    let letters: String =
        title.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).collect();
    let names = (1..PICTURE_COUNT_MAX).map(|number| folder.join(format!("{letters}-{number:04}{end}")));
    names.into_iter().find(|file| !file.exists()).ok_or_else(|| {
        let message = format!("there are {PICTURE_COUNT_MAX} of them already");
        CoreError::new(ErrorKind::LimitReached, message).at(folder.display().to_string(), 0, 0)
    })
}

/// Writes a picture as a PNG file.
///
/// # Errors
/// A file that cannot be written.
pub fn write_png(file: &Path, picture: &Picture) -> CoreResult<()> {
    write_whole(file, &encode_png(picture)?)
}

/// A picture as the bytes of a PNG file. In memory first: a disk that is full is noticed at the write, not behind a
/// buffer.
pub(crate) fn encode_png(picture: &Picture) -> CoreResult<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let encoded = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&picture.rgba)?;
        writer.finish()
    });
    let failed = |error| CoreError::new(ErrorKind::File, format!("the picture cannot be encoded: {error}"));
    encoded.map_err(failed)?;
    Ok(bytes)
}

/// Writes the sound of the run into the file of `--wav`.
///
/// # Errors
/// A file that cannot be written.
pub async fn write_wav(session: &Session) -> CoreResult<()> {
    let Some(file) = &session.options.wav else { return Ok(()) };
    encode_recording(&session.client).await?;
    let bytes = read_now(&session.client.recorded_wav)?.clone();
    write_whole(file, &bytes)
}

pub(crate) fn file_error(file: &Path, what: &str, error: &std::io::Error) -> CoreError {
    CoreError::new(ErrorKind::File, format!("the file {what}: {error}"))
        .at(file.display().to_string(), 0, 0)
        .cure("check the path, its permissions and the room on the disk")
}
