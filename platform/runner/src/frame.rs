//! The frame, read top to bottom: input in, ticks, sound out, picture out.

use crate::session::Session;
use playground_core_client::audio::FollowFrame;
use playground_core_client::shell::{Choice, Phase};
use playground_core_ecs::operations::resource_payload_bytes;
use playground_core_types::CoreResult;

/// What follows after a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// The next frame.
    Continue,
    /// The window changes to the whole screen, or back; then the next frame.
    ToggleFullscreen,
    /// The end: the player quit, or the ticks that were asked for are over.
    End,
}

/// Runs one frame at `now_micros` after the session's start.
///
/// # Errors
/// Only what leaves nothing to show: a lost graphics card, a missing system. A game that fails becomes
/// the phase [`Phase::Failed`].
pub fn frame(session: &mut Session, now_micros: u64) -> CoreResult<Flow> {
    session.input.poll(&session.client, now_micros)?;
    let choice = session.update_shell()?;
    let flow = session.choose(choice, now_micros)?;
    session.continue_loading(now_micros)?;

    let ticks = if session.phase == Phase::Playing { session.due_ticks(now_micros) } else { 0 };
    for _ in 0..ticks {
        if let Err(error) = tick(session) {
            session.fail(&error);
            break;
        }
    }
    session.note_events()?;
    session.follow_time(now_micros)?;

    let alpha = session.alpha(now_micros);
    session.rendering.collect(&session.client, alpha)?;
    session.draw_shell()?;
    session.rendering.draw(&session.client)?;
    Ok(if session.is_over() || choice == Choice::Quit { Flow::End } else { flow })
}

/// Runs one tick: the input of its span, the world, the sounds that began or ended in it.
///
/// # Errors
/// The failure of a system of the game.
pub fn tick(session: &mut Session) -> CoreResult<()> {
    let span = session.advance();
    let input = session.input.resolve(&session.client, span)?;
    session.payload.clear();
    resource_payload_bytes(&mut session.payload, session.input_resource, input);
    session.client.vtable.set_tick(span.tick);
    session.ecs.run_tick(&session.client.ecs, &session.payload)?;
    let elapsed_micros = span.end_micros - span.start_micros;
    let follow = FollowFrame { next_tick: span.tick + 1, elapsed_micros, ticks: 1, paused: 0 };
    session.audio.follow(&session.client, follow)
}
