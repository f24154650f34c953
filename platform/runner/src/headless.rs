//! A run without window, screen and devices: what tests and servers use.

use crate::frame::tick;
use crate::own_game::carries_none;
use crate::program::{Options, Program};
use crate::report::{self, Report};
use crate::session::Session;
use crate::session::alone::is_without_game;
use bytemuck::bytes_of;
use playground_core_assets::Source;
use playground_core_client::api::{start_audio, start_input, start_renderer};
use playground_core_client::audio::AudioDevice;
use playground_core_client::input::PadSource;
use playground_core_client::rendering::RendererKind;
use playground_core_client::rendering::operations::{Collect, Start, Surface};
use playground_core_client::shell::Phase;
use playground_core_client::{Client, get_client_instance};
use playground_core_ecs::api::hash_world;
use playground_core_types::{CoreError, CoreResult, ErrorKind, Handle, read_now, write_now};
use std::fmt::Write;
use std::sync::atomic::AtomicBool;

/// Runs the ticks that `options` ask for, and returns what there is to report. `listen` gets what ends the run early
/// when somebody sets it.
///
/// # Errors
/// A run without game or ticks; a game that is wrong or fails; no adapter for a screenshot.
pub async fn run(
    program: Program,
    options: Options,
    listen: impl FnOnce(Handle<AtomicBool>),
) -> CoreResult<Report> {
    if options.ticks.is_some() && is_without_game(program, &options) {
        return Err(carries_none());
    }
    let has_game = options.game.is_some() || options.own_game.is_some();
    if options.replay.is_none() && (!has_game || options.ticks.is_none()) {
        let message = "a headless run needs a game and an end";
        return Err(CoreError::new(ErrorKind::BadRequest, message)
            .cure("write `playground run PATH --headless --ticks N`"));
    }
    let pictured = options.screenshot.as_ref().and_then(|shot| shot.tick);
    if let (Some(tick), Some(ticks)) = (pictured, options.ticks)
        && tick > ticks
    {
        let message = format!("the picture is to be taken after tick {tick}, but the run ends after {ticks}");
        return Err(CoreError::new(ErrorKind::BadRequest, message).cure("let `--ticks` be as many, or more"));
    }
    let client = get_client_instance()?;
    write_now(&client.assets.store)?.folder.clone_from(&options.saves);
    let mut session = Session::new(client, program, options)?;
    listen(session.ending());
    let report = simulate(&mut session).await;
    let closed = session.close().await;
    let report = report?;
    closed.map(|()| report)
}

async fn simulate(session: &mut Session) -> CoreResult<Report> {
    open_devices(session).await?;
    report::load_input_script(session)?;
    session.open_wanted()?;
    session.wait_for_loading().await;
    session.want_times()?;
    let mut result = session.failure.clone().map_or(Ok(()), Err);
    if result.is_ok() {
        open_renderer(session).await?;
        report::take_screenshot(session, false).await?;
    }
    // A replay ends in a pause.
    while result.is_ok() && session.phase == Phase::Playing && !session.is_over() {
        result = tick(session);
        session.wait_for_world(0).await?;
        report::take_screenshot(session, false).await?;
    }
    result?;
    report::take_screenshot(session, true).await?;
    let (vtable, reply) = (&session.client.vtable, &mut session.reply);
    session.routes.collect.call(vtable, bytes_of(&Collect { alpha: 1.0 }), reply)?;
    session.caption_texts()?;
    let (vtable, reply) = (&session.client.vtable, &mut session.reply);
    session.routes.draw.call(vtable, &[], reply)?;
    session.routes.stats.call(vtable, &[], reply)?;
    report::write_wav(session).await?;
    Report::of(session)
}

/// A run whose worlds are compared with those of another machine.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The game.
    pub source: Source,
    /// Its input, in the language of `--input`.
    pub input: String,
    /// How many ticks are simulated.
    pub ticks: u64,
    /// After how many ticks the world is hashed, again and again; at least 1.
    pub every: u64,
}

/// Simulates without devices, files and clock, and gives a line `tick N hash H` for each world that was looked at.
///
/// # Errors
/// A game that is wrong, fails or ends before its time, or a bad line of input.
pub async fn sample_hashes(program: Program, options: Options, sample: Sample) -> CoreResult<String> {
    let mut session = Session::new(Client::new(), program, options)?;
    open_devices(&session).await?;
    report::set_input_script(&mut session, "input".to_owned(), sample.input.into_bytes())?;
    session.open(sample.source);
    session.wait_for_loading().await;
    session.failure.clone().map_or(Ok(()), Err)?;
    open_renderer(&session).await?;
    let mut lines = String::new();
    while session.ticks() < sample.ticks {
        tick(&mut session)?;
        session.wait_for_world(0).await?;
        session.failure.clone().map_or(Ok(()), Err)?;
        if session.ticks().is_multiple_of(sample.every.max(1)) {
            let hash = hash_world(&session.client.ecs)?;
            // A text takes whatever is written into it.
            writeln!(lines, "tick {} hash {hash:016x}", session.ticks()).unwrap_or_default();
        }
    }
    session.close().await?;
    Ok(lines)
}

/// Pads and loudspeakers that are not there.
async fn open_devices(session: &Session) -> CoreResult<()> {
    let client = &session.client;
    {
        let mut settings = write_now(&client.audio_settings)?;
        settings.device = AudioDevice::Offline;
        settings.recorded = session.options.wav.is_some();
    }
    start_audio(client).await?;
    start_input(client, PadSource::Null).await
}

/// A picture in memory where one was asked for, of the virtual screen times `--scale`.
async fn open_renderer(session: &Session) -> CoreResult<()> {
    let renderer = match (&session.options.screenshot, session.options.renderer) {
        (None, _) => RendererKind::Null,
        // Somebody who wants a picture wants pixels.
        (Some(_), RendererKind::Null) => RendererKind::Auto,
        (Some(_), kind) => kind,
    };
    let [width, height] = read_now(&session.client.screen_settings)?.virtual_size;
    let scale = session.options.scale.max(1);
    let surface = Surface::Offscreen { width: width * scale, height: height * scale };
    start_renderer(&session.client, Start { renderer, surface }).await
}
