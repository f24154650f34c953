//! Runs a program on the desktop, in a window or headless.

use crate::events::App;
use crate::signals;
use directories::{ProjectDirs, UserDirs};
use playground_core_client::api::{start_audio, start_input};
use playground_core_client::audio::AudioDevice;
use playground_core_client::get_client_instance;
use playground_core_types::{CoreError, CoreResult, ErrorKind, write_now};
use playground_platform_runner::check::{self, Findings};
use playground_platform_runner::new::{self, Made, Template};
use playground_platform_runner::pack::{self, Outcome, Packed};
use playground_platform_runner::report::{self, Report};
use playground_platform_runner::ship::{self, ShipOptions, Shipped};
use playground_platform_runner::sound::{self, SoundOptions, SoundReport};
use playground_platform_runner::web::{self, Showing, WebOptions};
use playground_platform_runner::{Options, Program, Session, headless, own_game};
use std::path::{Path, PathBuf};
use tokio::runtime::{Builder, Runtime};
use winit::event_loop::EventLoop;

/// Plays in a window until the player quits.
///
/// # Errors
/// No screen, no graphics card, a device that was asked for by name and is not there, a bad input script.
pub fn play(program: Program, options: Options) -> CoreResult<()> {
    let executor = executor()?;
    let options = with_own_game(options);
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
    executor()?.block_on(headless::run(program, with_own_game(options), signals::listen))
}

/// Makes one file of the game at `game`.
///
/// # Errors
/// Those of [`pack::run`]; the mistakes of the game are none.
pub fn run_pack(program: Program, game: &Path, output: &Path) -> CoreResult<Outcome<Packed>> {
    executor()?.block_on(pack::run(program, game, output))
}

/// Makes of a game what a stranger can run.
///
/// # Errors
/// Those of [`ship::run`]; the mistakes of the game are none.
pub fn run_ship(program: Program, options: &ShipOptions) -> CoreResult<Outcome<Shipped>> {
    executor()?.block_on(ship::run(program, options, &own_path()?))
}

/// Makes ready to show the page of a game.
///
/// # Errors
/// Those of [`web::prepare`]; the mistakes of the game are none.
pub fn prepare_web(program: Program, options: &WebOptions) -> CoreResult<Outcome<Showing>> {
    executor()?.block_on(web::prepare(program, options, &own_path()?))
}

fn own_path() -> CoreResult<PathBuf> {
    std::env::current_exe().map_err(|error| {
        CoreError::new(ErrorKind::File, format!("the program does not know where it lies: {error}"))
            .cure("name a player: `--player FILE`")
    })
}

/// Notes the game that the program is, where it is asked for no other.
fn with_own_game(mut options: Options) -> Options {
    if options.game.is_none() && !options.pads {
        // A program that does not know where it lies was shipped with nothing.
        options.own_game = std::env::current_exe().ok().and_then(|program| own_game::find(&program));
    }
    options
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
    options.pictures =
        options.saves.as_ref().map(|saves| saves.join("pictures")).or_else(|| pictures_folder(PROGRAM));
    write_now(&client.assets.store)?.folder = options.saves.clone().or_else(|| saves_folder(PROGRAM));
    let mut session = Session::new(client, program, options)?;
    if let Some(manifest) = session.read_own_game().await {
        let saves = session.options().saves.clone();
        let pictures = saves.as_ref().map(|saves| saves.join("pictures"));
        let pictures = pictures.or_else(|| pictures_folder(&manifest.id));
        session.set_folders(saves.or_else(|| saves_folder(&manifest.id)), pictures)?;
    }
    session.load_settings().await?;
    start_audio(&session.client).await?;
    session.load_pads().await?;
    let pads = session.open_pads_log()?;
    start_input(&session.client, pads).await?;
    report::load_input_script(&mut session)?;
    session.open_wanted()?;
    Ok(session)
}

/// The folders of a player of many games.
const PROGRAM: &str = "playground";

/// The system's folder for what the program of this name keeps for its user; `None` where a user has no home.
fn saves_folder(name: &str) -> Option<PathBuf> {
    ProjectDirs::from("", "", name).map(|folders| folders.data_dir().to_owned())
}

/// The system's folder for pictures, or that of the saves where a user has none.
fn pictures_folder(name: &str) -> Option<PathBuf> {
    let pictures = UserDirs::new().and_then(|folders| folders.picture_dir().map(|folder| folder.join(name)));
    pictures.or_else(|| saves_folder(name).map(|folder| folder.join("pictures")))
}

/// The one executor: tasks of the systems run on this thread, between frames.
fn executor() -> CoreResult<Runtime> {
    let built = Builder::new_current_thread().enable_time().build();
    built.map_err(|error| CoreError::new(ErrorKind::NoDevice, format!("no executor can be started: {error}")))
}
