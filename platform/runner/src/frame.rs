//! The frame, read top to bottom: input in, ticks, sound out, picture out.

use crate::session::Session;
use bytemuck::bytes_of;
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
    let start_nanos = session.trace_nanos();
    session.attempt(|routes| &mut routes.poll, bytes_of(&PollPayload { now_micros }));
    let flow = session.update_shell(now_micros)?;
    session.continue_loading(now_micros);
    session.continue_fetching(now_micros)?;
    session.attract(now_micros)?;
    session.want_times()?;
    session.want_raw()?;
    session.keep_pads_log(now_micros)?;
    session.want_text()?;
    session.want_pointer()?;

    let ticks = if session.goes_back(now_micros)? { 0 } else { session.due_ticks(now_micros) };
    for _ in 0..ticks {
        if let Err(error) = tick(session) {
            session.fail(&error);
        }
        if !session.is_going_on() {
            break;
        }
    }
    session.feel()?;
    session.rest(now_micros)?;
    session.save(now_micros, ticks > 0)?;

    if session.is_worth_drawing() {
        let alpha = session.alpha(now_micros);
        session.attempt(|routes| &mut routes.collect, bytes_of(&Collect { alpha }));
        session.caption_texts()?;
        session.draw_shell()?;
        session.attempt(|routes| &mut routes.draw, &[]);
    }
    session.trace_frame(start_nanos)?;
    Ok(if session.is_over() { Flow::End } else { flow })
}

/// Runs one tick: the input of its span, or that of a recording; the world, the sounds that began or ended in it.
///
/// # Errors
/// The failure of a system of the game, or a difference that was looked for.
pub fn tick(session: &mut Session) -> CoreResult<()> {
    if !session.take_replayed()? {
        return Ok(());
    }
    session.prepare_tick()?;
    let (span, start_nanos) = (session.advance(), session.trace_nanos());
    session.attempt(|routes| &mut routes.resolve, bytes_of(&span));
    if !session.is_replaying() {
        session.payload.clear();
        // Without an answer nothing is pressed; else the world would keep the input of the tick before.
        let input: ActionFrame = session.reply.value().unwrap_or_default();
        resource_payload(&mut session.payload, &input);
        session.add_gestures()?;
        session.clear_save_wish()?;
    }
    session.routes.tick.call(&session.client.vtable, &session.payload, &mut session.reply)?;

    if session.phase == Phase::Playing {
        session.sound(span.end_micros - span.start_micros, 1);
    }
    session.finish_tick(start_nanos)
}
