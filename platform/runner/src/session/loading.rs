//! From a folder or an embedded game to a world before its first tick.

use super::Session;
use crate::clock::TickClock;
use crate::program::Program;
use crate::wiring;
use playground_core_assets::Source;
use playground_core_client::Client;
use playground_core_client::audio::SoundLengths;
use playground_core_client::rendering::ScreenSettings;
use playground_core_client::shell::Phase;
use playground_core_ecs::api::reset_world;
use playground_core_types::{CoreError, CoreResult, ErrorKind, Handle, read_now, write_now};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Reads a game: manifest, plugins, first scene, and all that it references.
pub(super) async fn load(client: Handle<Client>, program: Program, source: Source) -> CoreResult<()> {
    playground_core_assets::open(&client.assets, source).await?;
    let manifest = client.assets.manifest.read().await.clone().ok_or_else(unopened)?;
    wiring::register_game(&client, &program, &manifest)?;
    playground_core_assets::load(&client.assets).await
}

impl Session {
    /// Goes on to play when all is loaded, or to the page of the error.
    pub(crate) fn continue_loading(&mut self, now_micros: u64) -> CoreResult<()> {
        let Some(task) = self.loading.take_if(|task| task.is_finished()) else { return Ok(()) };
        // The task is finished, so that one look has its answer.
        let answer = match pin!(task).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(joined) => joined.unwrap_or_else(|error| Err(failed_task(&error.to_string()))),
            Poll::Pending => Err(failed_task("it was finished, and is not")),
        };
        if let Err(error) = answer.and_then(|()| self.begin(now_micros)) {
            self.fail(&error);
        }
        Ok(())
    }

    /// Begins the loaded game: a new world, its scene, and systems that know nothing of the last one.
    pub(crate) fn begin(&mut self, now_micros: u64) -> CoreResult<()> {
        let manifest = read_now(&self.client.assets.manifest)?.clone().ok_or_else(unopened)?;
        reset_world(&self.client.ecs, self.options.seed)?;
        let lengths = SoundLengths::of(&*read_now(&self.client.assets.sounds)?)?;
        write_now(&self.client.ecs.world)?.set_resource(&lengths);
        playground_core_assets::api::spawn_scene(&self.client.assets)?;
        let vsync = read_now(&self.client.screen_settings)?.vsync;
        *write_now(&self.client.screen_settings)? =
            ScreenSettings { virtual_size: manifest.window.size, scaling: manifest.window.scaling, vsync };
        let routes = &mut self.routes;
        for route in [&mut routes.reset_input, &mut routes.reset_audio, &mut routes.reset_rendering] {
            route.call(&self.client.vtable, &[], &mut self.reply)?;
        }
        self.release_all(now_micros)?;
        self.clock = TickClock::new(manifest.tick_rate_hertz, 0, now_micros);
        self.phase = Phase::Playing;
        Ok(())
    }
}

fn unopened() -> CoreError {
    CoreError::new(ErrorKind::NotInitialized, "no game is open")
}

fn failed_task(message: &str) -> CoreError {
    CoreError::new(ErrorKind::Dispatch, format!("loading ended early: {message}"))
}
