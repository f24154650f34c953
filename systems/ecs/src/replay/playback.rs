//! A replay that is played: the next tick, and whether the world is what it was.

use super::read;
use crate::input_log::{Cursor, Segment};
use crate::state::State;
use crate::{hash, history, step};
use playground_core_ecs::Ecs;
use playground_core_types::{CoreError, CoreResult, ErrorKind, read_now};
use playground_core_vtable::Reply;

/// A replay, and how far it was played.
#[derive(Debug)]
pub(crate) struct Playback {
    segments: Vec<Segment>,
    segment: usize,
    /// The tick that is next.
    tick: u64,
    cursor: Cursor,
}

/// Begins to play a file; answers with its head.
///
/// # Errors
/// [`ErrorKind::BadContent`] for a torn or foreign file, and nothing is changed.
pub(crate) fn open(state: &mut State, ecs: &Ecs, payload: &[u8], reply: &mut Reply) -> CoreResult<()> {
    let (head, segments) = read(payload)?;
    let first = segments.first().ok_or_else(no_replay)?;
    step::read_state(ecs, &first.state)?;
    reply.write(head);
    let tick = first.first_tick;
    state.playback = Some(Playback { segments, segment: 0, tick, cursor: Cursor::default() });
    Ok(())
}

/// Answers with 1 and the payload of the next tick; with nothing at the end.
///
/// # Errors
/// [`ErrorKind::BadRequest`] when no replay is open; [`ErrorKind::BadContent`] for one that is damaged.
pub(crate) fn next(state: &mut State, ecs: &Ecs, reply: &mut Reply) -> CoreResult<()> {
    let playback = state.playback.as_mut().ok_or_else(no_replay)?;
    while let Some(segment) = playback.segments.get(playback.segment) {
        if let Some(payload) = segment.payload(playback.tick, &mut playback.cursor)? {
            reply.write(&[1]);
            reply.write(payload);
            playback.tick += 1;
            return Ok(());
        }
        let Some(next) = playback.segments.get(playback.segment + 1) else { return Ok(()) };
        step::read_state(ecs, &next.state)?;
        (playback.segment, playback.tick, playback.cursor) =
            (playback.segment + 1, next.first_tick, Cursor::default());
    }
    Ok(())
}

/// Compares the world with the hash that the replay has for it.
///
/// # Errors
/// [`ErrorKind::Game`] for a difference; [`ErrorKind::BadRequest`] when no replay is open.
pub(crate) fn check(state: &State, ecs: &Ecs) -> CoreResult<()> {
    let playback = state.playback.as_ref().ok_or_else(no_replay)?;
    let world = read_now(&ecs.world)?;
    let tick = history::tick_of(&world)?;
    let hashes = playback.segments.get(playback.segment).map_or(&[][..], |segment| &segment.hashes);
    let Ok(index) = hashes.binary_search_by_key(&tick, |(at, _)| *at) else { return Ok(()) };
    let (recorded, found) = (hashes[index].1, hash::hash_world(&world));
    if recorded == found {
        return Ok(());
    }
    let message =
        format!("tick {tick}: the world is {found:016x}, and was {recorded:016x} when it was recorded");
    let cure = "play it with the program and the game that recorded it; `--synctest` finds the system";
    Err(CoreError::new(ErrorKind::Game, message).cure(cure))
}

#[cold]
fn no_replay() -> CoreError {
    CoreError::new(ErrorKind::BadRequest, "no replay is open").cure("call `ecs.open_replay` first")
}
