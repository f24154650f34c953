//! The frame, read top to bottom: input in, ticks, sound out, picture out.

use crate::session::Session;
use bytemuck::bytes_of;
use playground_core_client::audio::FollowFrame;
use playground_core_client::input::{ActionFrame, PollPayload};
use playground_core_client::rendering::operations::Collect;
use playground_core_client::shell::Phase;
use playground_core_ecs::operations::resource_payload;
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
/// A system that fails is told once and done without; a game that fails becomes the phase
/// [`Phase::Failed`].
///
/// # Errors
/// When core's data is held by somebody else, which is a mistake in the wiring.
pub fn frame(session: &mut Session, now_micros: u64) -> CoreResult<Flow> {
    session.attempt(|routes| &mut routes.poll, bytes_of(&PollPayload { now_micros }));
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
    if ticks > 0 {
        session.save(now_micros)?;
    }

    if session.is_worth_drawing() {
        let alpha = session.alpha(now_micros);
        session.attempt(|routes| &mut routes.collect, bytes_of(&Collect { alpha }));
        session.draw_shell()?;
        session.attempt(|routes| &mut routes.draw, &[]);
    }
    Ok(if session.is_over() { Flow::End } else { flow })
}

/// Runs one tick: the input of its span, the world, the sounds that began or ended in it.
///
/// # Errors
/// The failure of a system of the game.
pub fn tick(session: &mut Session) -> CoreResult<()> {
    let span = session.advance();
    session.attempt(|routes| &mut routes.resolve, bytes_of(&span));

    session.payload.clear();
    // Without an answer nothing is pressed; else the world would keep the input of the tick before.
    let input: ActionFrame = session.reply.value().unwrap_or_default();
    resource_payload(&mut session.payload, &input);
    let vtable = &session.client.vtable;
    session.routes.tick.call(vtable, &session.payload, &mut session.reply)?;
    vtable.set_tick(span.tick + 1);

    let elapsed_micros = span.end_micros - span.start_micros;
    let follow = FollowFrame { next_tick: span.tick + 1, elapsed_micros, ticks: 1, paused: 0 };
    session.attempt(|routes| &mut routes.follow, bytes_of(&follow));
    Ok(())
}
