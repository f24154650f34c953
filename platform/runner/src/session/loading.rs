//! From a folder or an embedded game to a world before its first tick.

use super::Session;
use super::controls::CONTROLS_FILE;
use super::saves::{SAVE_FILE, stored_name};
use super::slots;
use crate::clock::TickClock;
use crate::program::Program;
use crate::wiring;
use playground_core_assets::Source;
use playground_core_assets::api::{fetch, fetch_previous, set_aside};
use playground_core_client::Client;
use playground_core_client::audio::{CueTable, SoundLengths};
use playground_core_client::input::PointerWish;
use playground_core_client::rendering::ScreenSettings;
use playground_core_client::shell::{Phase, SavedWorlds};
use playground_core_ecs::api::reset_world_with;
use playground_core_ecs::operations::resource_payload;
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind, Handle, read_now, write_now};
use tokio::runtime;
use tokio::sync::oneshot;
use tokio::sync::oneshot::error::TryRecvError;
use tokio::task::AbortHandle;

/// What the player's store has of a game.
#[derive(Debug)]
struct Stored {
    save: [Bytes; 2],
    controls: Bytes,
    worlds: SavedWorlds,
}

/// A game that is being loaded beside the frames.
#[derive(Debug)]
pub(super) struct Loading {
    task: AbortHandle,
    answer: oneshot::Receiver<CoreResult<Stored>>,
    /// The answer, where somebody looked at it before its time.
    seen: Option<CoreResult<Stored>>,
}

impl Loading {
    fn begin(executor: &runtime::Handle, client: Handle<Client>, program: Program, source: Source) -> Self {
        let (sender, answer) = oneshot::channel();
        let task = executor.spawn(async move {
            // A session that opened another game meanwhile does not wait for this one any more.
            sender.send(load(&client, &program, source).await).unwrap_or_default();
        });
        Self { task: task.abort_handle(), answer, seen: None }
    }
}

impl Drop for Loading {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Reads a game: manifest, plugins, first scene, and all that it references.
async fn load(client: &Client, program: &Program, source: Source) -> CoreResult<Stored> {
    playground_core_assets::open(&client.assets, source).await?;
    let manifest = client.assets.manifest.read().await.clone().ok_or_else(unopened)?;
    wiring::register_game(client, program, &manifest)?;
    playground_core_assets::load(&client.assets).await?;
    let save_name = stored_name(&manifest, SAVE_FILE);
    let before = fetch_previous(&client.assets, &save_name).await;
    let save = [fetch_or_set_aside(client, &save_name).await, before.unwrap_or_default()];
    let controls = fetch_or_set_aside(client, &stored_name(&manifest, CONTROLS_FILE)).await;
    let worlds = slots::list(client, &manifest).await;
    Ok(Stored { save, controls, worlds })
}

/// A file of the player's; one that cannot be read stands in no game's way.
async fn fetch_or_set_aside(client: &Client, name: &str) -> Bytes {
    match fetch(&client.assets, name).await {
        Ok(bytes) => bytes,
        Err(error) => {
            log::warn!("{error}; the game begins without it");
            set_aside(&client.assets, name).await.unwrap_or_else(|error| log::warn!("{error}"));
            Bytes::new()
        }
    }
}

impl Session {
    /// Opens a game; the phase is loading from now on. What was loading before is given up.
    pub fn open(&mut self, source: Source) {
        // A game that was played until now is over: its pictures and sounds go with its files.
        if matches!(self.phase, Phase::Playing | Phase::Paused | Phase::Failed)
            && let Err(error) = self.end_game()
        {
            return self.fail(&error);
        }
        self.forget_recording();
        let client = Handle::clone(&self.client);
        self.loading = Some(Loading::begin(&self.executor, client, self.program, source));
        self.failure = None;
        self.phase = Phase::Loading;
    }

    /// Goes on to play when all is loaded, or to the page of the error.
    pub(crate) fn continue_loading(&mut self, now_micros: u64) {
        let Some(loading) = &mut self.loading else { return };
        match loading.seen.take().map_or_else(|| loading.answer.try_recv(), Ok) {
            Ok(answer) => self.finish_loading(answer, now_micros),
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Closed) => self.finish_loading(Err(ended_early()), now_micros),
        }
    }

    /// Whether a game's files are still being read.
    pub fn is_loading(&self) -> bool {
        self.loading.as_ref().is_some_and(|loading| loading.seen.is_none() && loading.answer.is_empty())
    }

    /// Why the game that is being loaded cannot be played, once that is known.
    pub fn refusal(&mut self) -> Option<CoreError> {
        let loading = self.loading.as_mut()?;
        if loading.seen.is_none() {
            loading.seen = loading.answer.try_recv().ok();
        }
        loading.seen.as_ref()?.as_ref().err().cloned()
    }

    /// Draws nothing, so that the renderer makes what draws before somebody waits for it; whether there is more to make.
    ///
    /// # Errors
    /// When core's data is held by somebody else, which is a mistake in the wiring.
    pub fn warm_up(&mut self) -> CoreResult<bool> {
        self.attempt(|routes| &mut routes.draw, &[]);
        Ok(!read_now(&self.client.render_stats)?.is_warm)
    }

    /// Waits until all is loaded, where there is no frame to draw meanwhile.
    pub(crate) async fn wait_for_loading(&mut self) {
        if let Some(loading) = &mut self.loading {
            let answer = match loading.seen.take() {
                Some(answer) => answer,
                None => (&mut loading.answer).await.unwrap_or_else(|_| Err(ended_early())),
            };
            self.finish_loading(answer, 0);
        }
    }

    fn finish_loading(&mut self, answer: CoreResult<Stored>, now_micros: u64) {
        self.loading = None;
        if let Err(error) = answer.and_then(|stored| self.begin_first(&stored, now_micros)) {
            self.fail(&error);
        }
    }

    fn begin_first(&mut self, stored: &Stored, now_micros: u64) -> CoreResult<()> {
        let manifest = read_now(&self.client.assets.manifest)?.clone().ok_or_else(unopened)?;
        // What was chosen as a file may be a bundle.
        let is_folder = matches!(*read_now(&self.client.assets.source)?, Source::Folder(_));
        self.recording.is_looked_into = is_folder || self.is_replaying();
        self.take_save(&manifest, stored.save.clone());
        self.take_controls(&manifest, &stored.controls)?;
        self.take_slots(stored.worlds);
        self.attract.forget_game();
        write_now(&self.client.input_settings)?.seats = self.options.seats;
        self.begin(now_micros)?;
        self.put_aside_what_is_left_out();
        Ok(())
    }

    /// Begins the loaded game for its players.
    pub(crate) fn begin(&mut self, now_micros: u64) -> CoreResult<()> {
        self.end_demo()?;
        self.begin_world(now_micros)
    }

    /// A new world, its scene, and systems that know nothing of the last one.
    pub(super) fn begin_world(&mut self, now_micros: u64) -> CoreResult<()> {
        let manifest = read_now(&self.client.assets.manifest)?.clone().ok_or_else(unopened)?;
        self.write_recording()?;
        self.set_history()?;
        // Before the commands that make the world, which a recorder keeps.
        self.client.vtable.set_tick(0);
        let lengths = SoundLengths::of(&*read_now(&self.client.assets.sounds)?)?;
        let mut resources = Vec::new();
        resource_payload(&mut resources, &lengths);
        let cues = CueTable::of(&manifest, read_now(&self.client.assets.scene)?.as_ref());
        resource_payload(&mut resources, &cues);
        resource_payload(&mut resources, &PointerWish::of(manifest.window.pointer));
        if !self.is_demo() {
            resources.extend(self.read_saved_resources()?);
        }
        reset_world_with(&self.client.ecs, self.seed(), &resources)?;
        playground_core_assets::api::spawn_scene(&self.client.assets)?;
        self.begin_recording(&manifest)?;
        let window = &manifest.window;
        let (virtual_size, scaling) = (window.size, window.scaling);
        self.set_screen(ScreenSettings { virtual_size, scaling, ..ScreenSettings::default() })?;
        self.forget_game()?;
        self.attempt(|routes| &mut routes.resume_input, &[]);
        self.note_events()?;
        self.title = manifest.window.title.unwrap_or(manifest.name);
        self.clock = TickClock::new(manifest.tick_rate_hertz, 0, now_micros);
        self.clock.set_pace(self.settings.access.speed_percent, now_micros);
        self.sounded_tick = 0;
        self.phase = Phase::Playing;
        Ok(())
    }

    /// Another virtual screen; how it is seen, and whether frames wait for the real one, is the player's.
    pub(super) fn set_screen(&self, settings: ScreenSettings) -> CoreResult<()> {
        let mut slot = write_now(&self.client.screen_settings)?;
        *slot = ScreenSettings { vsync: slot.vsync, sight: slot.sight, ..settings };
        Ok(())
    }

    /// The systems forget what they hold, show and sound of the game before.
    pub(super) fn forget_game(&mut self) -> CoreResult<()> {
        let routes = &mut self.routes;
        for route in [&mut routes.reset_input, &mut routes.reset_audio, &mut routes.reset_rendering] {
            route.call(&self.client.vtable, &[], &mut self.reply)?;
        }
        Ok(())
    }
}

fn unopened() -> CoreError {
    CoreError::new(ErrorKind::NotInitialized, "no game is open")
}

fn ended_early() -> CoreError {
    CoreError::new(ErrorKind::Dispatch, "loading ended early: its task panicked")
}
