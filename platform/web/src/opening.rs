//! What is opened for a page before there is a canvas: the executor, sound, pads, and the game's files.

use playground_core_assets::Source;
use playground_core_assets::store::MemoryStore;
use playground_core_client::Client;
use playground_core_client::api::{start_audio, start_input};
use playground_core_client::input::PadSource;
use playground_core_types::{CoreError, CoreResult, ErrorKind, write_now};
use playground_platform_runner::saves_file::StoredFiles;
use playground_platform_runner::{Options, Program, Session, report};
use tokio::runtime::{Builder, Runtime};

/// A game's files, the player's files, and a script of input.
pub(crate) type Given = (Source, StoredFiles, String);

/// Sound and pads are opened before the canvas.
pub(crate) async fn open_session(program: Program, options: Options, given: Given) -> CoreResult<Session> {
    let (source, files, input) = given;
    let client = Client::new();
    write_now(&client.assets.store)?.memory = Some(MemoryStore { files, ..MemoryStore::default() });
    let mut session = Session::new(client, program, options)?;
    session.load_settings().await?;
    start_audio(&session.client).await?;
    session.load_pads().await?;
    start_input(&session.client, PadSource::Auto).await?;
    report::set_input_script(&mut session, "input".to_owned(), input.into_bytes())?;
    session.open(source);
    Ok(session)
}

/// The one executor: tasks of the systems run on the page's thread, between frames.
pub(crate) fn executor() -> CoreResult<Runtime> {
    let built = Builder::new_current_thread().build();
    built.map_err(|error| CoreError::new(ErrorKind::NoDevice, format!("no executor can be started: {error}")))
}
