//! One frame: from core's draw lists to the backend, and what became of it back into core.

use crate::backend::null::NullRenderer;
use crate::backend::wgpu::AttachedWindow;
use crate::backend::{Backend, CaptureTime, Frame, Outcome};
use crate::letterbox::letterbox;
use crate::state::State;
use crate::step::{Moment, collect_sprites};
use playground_core_client::rendering::{RenderStats, RenderTarget, SCREEN_TARGET};
use playground_core_types::{CoreResult, read_now, write_now};

/// Makes the client's draw list from its world and the world one tick before.
pub(crate) fn collect(state: &mut State, alpha: f32) -> CoreResult<()> {
    let client = &state.client;
    let (world, previous) = (read_now(&client.ecs.world)?, read_now(&client.ecs.previous)?);
    let images = read_now(&client.assets.images)?;
    let virtual_size = read_now(&client.screen_settings)?.virtual_size;
    let moment = Moment { previous: &previous, world: &world, alpha };
    collect_sprites(&moment, &images, virtual_size, &mut *write_now(&client.draw_list)?)
}

/// Draws the client's draw list and overlay, and counts.
pub(crate) fn draw(state: &mut State) -> CoreResult<()> {
    let client = state.client.clone();
    let (list, overlay) = (read_now(&client.draw_list)?, read_now(&client.overlay)?);
    let images = read_now(&client.assets.images)?;
    let settings = *read_now(&client.screen_settings)?;
    let frame = Frame { lists: [&list, &overlay], settings, images: &images };
    // Before the draw: whatever becomes of it, a capture is tried once.
    let pixels = std::mem::take(&mut state.capture_wanted);
    let outcome = state.backend.draw(&frame, pixels)?;
    if pixels && outcome == Outcome::Skipped {
        state.capture_wanted = true;
    }
    let mut stats = write_now(&client.render_stats)?;
    stats.draws = list.draws() + overlay.draws();
    stats.sprites = list.sprites() + overlay.sprites();
    stats.frames += u64::from(outcome != Outcome::Skipped);
    stats.rebuilt = state.backend.rebuilt();
    if stats.adapter != state.backend.adapter() {
        stats.adapter = state.backend.adapter().to_owned();
    }
    if let Outcome::Captured(picture) = outcome {
        *write_now(&client.capture)? = Some(picture);
    }
    publish_target(state)
}

/// Takes another size of the window or picture.
pub(crate) fn resize(state: &mut State, size: [u32; 2]) -> CoreResult<()> {
    state.backend.resize(size);
    publish_target(state)
}

/// Has the next frame read back; draws it here and now where no window would.
pub(crate) fn capture(state: &mut State) -> CoreResult<()> {
    let time = state.backend.capture()?;
    state.capture_wanted = true;
    match time {
        CaptureTime::Now => draw(state),
        CaptureTime::NextFrame => Ok(()),
    }
}

/// Lets go of the renderer, so that the window is free for the next one.
pub(crate) fn close(state: &mut State) -> CoreResult<Option<AttachedWindow>> {
    state.backend = Backend::Null(NullRenderer { size: state.backend.size() });
    Ok(state.window.clone())
}

/// Begins to draw with another renderer.
pub(crate) fn install(state: &mut State, backend: Backend) -> CoreResult<()> {
    let stats = RenderStats { adapter: backend.adapter().to_owned(), ..RenderStats::default() };
    state.backend = backend;
    *write_now(&state.client.render_stats)? = stats;
    publish_target(state)
}

/// Where the screen is, for everyone who needs to find a place on it.
fn publish_target(state: &State) -> CoreResult<()> {
    let client = &state.client;
    let settings = *read_now(&client.screen_settings)?;
    let [width, height] = state.backend.size();
    let viewport = letterbox(settings.scaling, settings.virtual_size, [width, height]);
    let target = RenderTarget { width, height, viewport };
    write_now(&client.render_targets)?.insert(SCREEN_TARGET, target);
    Ok(())
}
