//! Runs a program on the desktop, in a window or headless.

use crate::events::App;
use crate::signals;
use directories::{ProjectDirs, UserDirs};
use playground_core_assets::Source;
use playground_core_client::api::{start_audio, start_input};
use playground_core_client::audio::AudioDevice;
use playground_core_client::get_client_instance;
use playground_core_types::{CoreError, CoreResult, ErrorKind, write_now};
use playground_platform_runner::check::{self, Findings};
use playground_platform_runner::new::{self, Made, Template};
use playground_platform_runner::report::{self, Report};
use playground_platform_runner::sound::{self, SoundOptions, SoundReport};
use playground_platform_runner::{Options, Program, Session, headless};
use std::path::{Path, PathBuf};
use tokio::runtime::{Builder, Runtime};
use winit::event_loop::EventLoop;

/// Plays in a window until the player quits.
///
/// # Errors
/// No screen, no graphics card, a device that was asked for by name and is not there, a bad input script.
pub fn play(program: Program, options: Options) -> CoreResult<()> {
    let executor = executor()?;
    let event_loop = EventLoop::new().map_err(|error| {
        let message = format!("no window can be opened: {}", reason(&error));
        CoreError::new(ErrorKind::NoDevice, message)
            .cure("start it on a desktop (with DISPLAY or WAYLAND_DISPLAY set), or add --headless --ticks N")
    })?;
    let session = executor.block_on(open_session(program, options))?;
    signals::listen(session.ending());
    let mut app = App::new(executor, session);
    let ended = event_loop.run_app(&mut app);
    app.finish()?;
    ended.map_err(|error| {
        CoreError::new(ErrorKind::NoDevice, format!("the window system failed: {}", reason(&error)))
    })
}

/// What the window system says, without the line of winit's source in which it was noticed.
pub(crate) fn reason(error: &impl ToString) -> String {
    let text = error.to_string();
    let said = text.split_once(".rs:").and_then(|(_, rest)| rest.split_once(": "));
    said.map_or(text.clone(), |(_, said)| said.to_owned())
}

/// Runs without window and devices, and returns what there is to report.
///
/// # Errors
/// Those of [`headless::run`].
pub fn run_headless(program: Program, options: Options) -> CoreResult<Report> {
    executor()?.block_on(headless::run(program, options, signals::listen))
}

/// Looks for all mistakes of the game at `path`; needs neither window nor devices.
///
/// # Errors
/// Those of [`check::run`]; the mistakes of the game are none.
pub fn run_check(program: Program, path: PathBuf) -> CoreResult<Findings> {
    executor()?.block_on(check::run(program, path))
}

/// Looks at a sound or at all of a game, and plays one where that was asked for.
///
/// # Errors
/// Those of [`sound::run`].
pub fn run_sound(program: Program, options: SoundOptions) -> CoreResult<SoundReport> {
    executor()?.block_on(sound::run(program, options))
}

/// Makes a new game at `path`.
///
/// # Errors
/// Those of [`new::run`].
pub fn run_new(path: &Path, template: Template) -> CoreResult<Made> {
    new::run(path, template)
}

/// Sound and pads are opened before the window; the graphics card needs the window and comes after it.
async fn open_session(program: Program, mut options: Options) -> CoreResult<Session> {
    // The global one, so that what asks for the client of the process gets the one that is played.
    let client = get_client_instance()?;
    {
        let mut settings = write_now(&client.audio_settings)?;
        // What a device plays it does not give back; a run that is recorded is not heard.
        settings.device = if options.wav.is_some() { AudioDevice::Offline } else { options.audio.clone() };
        settings.muted = options.mute;
        settings.recorded = options.wav.is_some();
    }
    options.pictures = options.saves.as_ref().map(|saves| saves.join("pictures")).or_else(pictures_folder);
    write_now(&client.assets.store)?.folder = options.saves.clone().or_else(saves_folder);
    let mut session = Session::new(client, program, options)?;
    session.load_settings().await?;
    start_audio(&session.client).await?;
    session.load_pads().await?;
    let pads = session.open_pads_log()?;
    start_input(&session.client, pads).await?;
    report::load_input_script(&mut session)?;
    match (session.options().replay.clone(), session.options().game.clone()) {
        (Some(replay), _) => session.replay(&replay)?,
        (None, Some(game)) => session.open(Source::Folder(game)),
        (None, None) => {}
    }
    Ok(session)
}

/// The system's folder for what programs keep for their user; `None` where a user has no home.
fn saves_folder() -> Option<PathBuf> {
    ProjectDirs::from("", "", "playground").map(|folders| folders.data_dir().to_owned())
}

/// The system's folder for pictures, or that of the saves where a user has none.
fn pictures_folder() -> Option<PathBuf> {
    let pictures =
        UserDirs::new().and_then(|folders| folders.picture_dir().map(|folder| folder.join("playground")));
    pictures.or_else(|| saves_folder().map(|folder| folder.join("pictures")))
}

/// The one executor: tasks of the systems run on this thread, between frames.
fn executor() -> CoreResult<Runtime> {
    let built = Builder::new_current_thread().enable_time().build();
    built.map_err(|error| CoreError::new(ErrorKind::NoDevice, format!("no executor can be started: {error}")))
}
