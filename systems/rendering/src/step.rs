//! What rendering does in every frame, door included: the world becomes a draw list, the list a picture.

mod collect;

mod view;

use crate::backend::{Frame, Outcome};
use crate::letterbox::letterbox;
use crate::state::{State, with_state};
pub(crate) use collect::MISSING_SIDE;
use collect::Moment;
use playground_core_client::Client;
use playground_core_client::rendering::operations::Collect;
use playground_core_client::rendering::{RenderTarget, SCREEN_TARGET, ScreenSettings};
use playground_core_types::{CoreResult, read_now, write_now};
use playground_core_vtable::{InstanceId, Reply, VTableError};

/// Makes the draw list of a moment between the last two ticks.
///
/// # Errors
/// A malformed payload, or data that a task holds.
pub fn handle_collect(instance: InstanceId, payload: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    let Ok(Collect { alpha }) = bytemuck::try_pod_read_unaligned(payload) else {
        return Err(VTableError::malformed_payload("rendering.collect", "an f32 between 0 and 1"));
    };
    with_state(instance, |_, client| {
        let (world, previous) = (read_now(&client.ecs.world)?, read_now(&client.ecs.previous)?);
        let images = read_now(&client.assets.images)?;
        let ScreenSettings { virtual_size, sight, .. } = *read_now(&client.screen_settings)?;
        let moment = Moment { previous: &previous, world: &world, alpha, sight };
        collect::collect(&moment, &images, virtual_size, &mut *write_now(&client.draw_list)?)
    })
}

/// Draws a frame.
///
/// # Errors
/// A frame that cannot be read back, or data that a task holds.
pub fn handle_draw(instance: InstanceId, _: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    with_state(instance, draw)
}

/// Draws the client's draw list and overlay, and counts.
pub(crate) fn draw(state: &mut State, client: &Client) -> CoreResult<()> {
    let (list, overlay) = (read_now(&client.draw_list)?, read_now(&client.overlay)?);
    let (images, fonts) = (read_now(&client.assets.images)?, read_now(&client.assets.fonts)?);
    let settings = *read_now(&client.screen_settings)?;
    let frame = Frame { lists: [&list, &overlay], settings, images: &images, fonts: &fonts };
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
    stats.is_warm = state.backend.is_warm();
    if stats.adapter != state.backend.adapter() {
        stats.adapter = state.backend.adapter().to_owned();
    }
    if let Outcome::Captured(picture) = outcome {
        *write_now(&client.capture)? = Some(picture);
    }
    publish_target(state, client)
}

/// Where the screen is, for everyone who needs to find a place on it.
pub(crate) fn publish_target(state: &State, client: &Client) -> CoreResult<()> {
    let settings = *read_now(&client.screen_settings)?;
    let [width, height] = state.backend.size();
    let viewport = letterbox(settings.scaling, settings.virtual_size, [width, height]);
    let target = RenderTarget { width, height, viewport };
    write_now(&client.render_targets)?.insert(SCREEN_TARGET, target);
    Ok(())
}
