//! Plays a sound through the same systems as a game: a world with one voice in it.

#![expect(clippy::disallowed_methods, reason = "a sound is heard at its own pace")]

use super::SoundOptions;
use crate::frame::tick;
use crate::program::{Options, Program};
use crate::session::Session;
use playground_core_assets::{EmbeddedGame, SAMPLE_RATE_HERTZ, Source};
use playground_core_client::api::{list_audio_devices, start_audio, start_input, start_renderer};
use playground_core_client::get_client_instance;
use playground_core_client::input::PadSource;
use playground_core_client::rendering::RendererKind;
use playground_core_client::rendering::operations::{Start, Surface};
use playground_core_ecs::TickRate;
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind, read_now, write_now};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

/// What the end of a sound takes on its way to the loudspeaker, and a device to open. Unit: seconds.
const TAIL_SECONDS: f64 = 0.5;

/// Plays the file `name` of a folder once, and returns where it was heard.
pub(super) async fn play(
    program: Program,
    options: &SoundOptions,
    folder: &Path,
    name: &str,
    frames: u64,
) -> CoreResult<String> {
    let client = get_client_instance()?;
    write_now(&client.audio_settings)?.device = options.audio.clone();
    let mut session = Session::new(client, program, Options { headless: true, ..Options::default() })?;
    let played = play_in(&mut session, folder, name, frames).await;
    let closed = session.close().await;
    let device = played?;
    closed.map(|()| device)
}

/// The machine's outputs, one a line: what `--audio` takes. The first is the machine's own choice.
pub(super) async fn list(program: Program) -> CoreResult<String> {
    let client = get_client_instance()?;
    let mut session = Session::new(client, program, Options { headless: true, ..Options::default() })?;
    let listed = list_audio_devices(&session.client).await;
    session.close().await.unwrap_or_else(|error| log::warn!("{error}"));
    listed?;
    let names = read_now(&session.client.audio_devices)?;
    let mut lines = format!("devices: {}\n", names.len());
    for (index, name) in names.iter().enumerate() {
        let own = if index == 0 { " (auto)" } else { "" };
        lines.push_str(&format!("device: {name}{own}\n"));
    }
    Ok(lines)
}

async fn play_in(session: &mut Session, folder: &Path, name: &str, frames: u64) -> CoreResult<String> {
    start_audio(&session.client).await?;
    start_input(&session.client, PadSource::Null).await?;
    let surface = Surface::Offscreen { width: 1, height: 1 };
    start_renderer(&session.client, Start { renderer: RendererKind::Null, surface }).await?;
    session.open(Source::Embedded(game_of(folder, name)?));
    session.wait_for_loading().await;
    session.failure.clone().map_or(Ok(()), Err)?;
    let hertz = f64::from(TickRate::default().hertz);
    let ticks = ((frames as f64 / f64::from(SAMPLE_RATE_HERTZ) + TAIL_SECONDS) * hertz).ceil() as u64;
    let begin = Instant::now();
    for index in 0..ticks {
        tick(session)?;
        let due = Duration::from_secs_f64((index + 1) as f64 / hertz);
        tokio::time::sleep(due.saturating_sub(begin.elapsed())).await;
    }
    session.routes.stats.call(&session.client.vtable, &[], &mut session.reply)?;
    Ok(read_now(&session.client.audio_stats)?.device.clone())
}

/// A game of one voice, which plays the file.
fn game_of(folder: &Path, name: &str) -> CoreResult<EmbeddedGame> {
    let bytes = std::fs::read(folder.join(name)).map_err(|error| {
        CoreError::new(ErrorKind::File, format!("the file cannot be read: {error}")).at(name, 0, 0)
    })?;
    // A name of letters, whatever the file is called.
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    let sound = format!("sound.{extension}");
    let scene = format!(
        "Scene(format: 1, entities: [ ( name: \"voice\", components: [ Voice(sound: \"{sound}\") ] ) ])"
    );
    let files =
        BTreeMap::from([("scenes/main.ron".to_owned(), Bytes::from(scene)), (sound, Bytes::from(bytes))]);
    Ok(EmbeddedGame { name: name.to_owned(), files })
}
