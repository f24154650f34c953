//! The frame, read top to bottom: input in, ticks, sound out, picture out.

use crate::session::Session;
use bytemuck::bytes_of;
use playground_core_client::audio::FollowFrame;
use playground_core_client::input::{ActionFrame, PollPayload};
use playground_core_client::rendering::operations::Collect;
use playground_core_client::shell::Phase;
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
    let vtable = session.client.vtable.clone();
    session.routes.poll.call(&vtable, bytes_of(&PollPayload { now_micros }), &mut session.reply)?;
    let choice = session.update_shell()?;
    let flow = session.choose(choice, now_micros)?;
    session.continue_loading(now_micros);

    let ticks = if session.phase == Phase::Playing { session.due_ticks(now_micros) } else { 0 };
    for _ in 0..ticks {
        if let Err(error) = tick(session) {
            session.fail(&error);
            break;
        }
    }
    session.rest(now_micros)?;

    let alpha = session.alpha(now_micros);
    session.routes.collect.call(&vtable, bytes_of(&Collect { alpha }), &mut session.reply)?;
    session.draw_shell()?;
    session.routes.draw.call(&vtable, &[], &mut session.reply)?;
    Ok(if session.is_over() { Flow::End } else { flow })
}

/// Runs one tick: the input of its span, the world, the sounds that began or ended in it.
///
/// # Errors
/// The failure of a system of the game.
pub fn tick(session: &mut Session) -> CoreResult<()> {
    let vtable = session.client.vtable.clone();
    let span = session.advance();
    session.routes.resolve.call(&vtable, bytes_of(&span), &mut session.reply)?;

    session.payload.clear();
    resource_payload_bytes(&mut session.payload, ActionFrame::ID, session.reply.as_bytes());
    vtable.set_tick(span.tick);
    session.routes.tick.call(&vtable, &session.payload, &mut session.reply)?;

    let elapsed_micros = span.end_micros - span.start_micros;
    let follow = FollowFrame { next_tick: span.tick + 1, elapsed_micros, ticks: 1, paused: 0 };
    Ok(session.routes.follow.call(&vtable, bytes_of(&follow), &mut session.reply)?)
}
