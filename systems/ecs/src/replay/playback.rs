//! A replay that is played: the next tick, and whether the world is what it was.

use super::read;
use crate::input_log::{Cursor, Segment};
use crate::state::State;
use crate::synctest::{self, copy_of};
use crate::{hash, history, step};
use playground_core_ecs::{Ecs, World};
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
    /// The world at the last tick at which it was as recorded.
    good: World,
}

impl Playback {
    /// Goes on with this tick: the world went back to it.
    pub(crate) fn seek(&mut self, tick: u64, world: &World) {
        while self.segment > 0 && self.segments[self.segment].first_tick > tick {
            self.segment -= 1;
        }
        self.tick = tick;
        self.good.restore(world);
    }
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
    let (tick, good) = (first.first_tick, copy_of(&*read_now(&ecs.world)?));
    state.playback = Some(Playback { segments, segment: 0, tick, cursor: Cursor::default(), good });
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
        playback.good = copy_of(&*read_now(&ecs.world)?);
        (playback.segment, playback.tick, playback.cursor) =
            (playback.segment + 1, next.first_tick, Cursor::default());
    }
    Ok(())
}

/// Compares the world with the hash that the replay has for it; answers with 1 where it has one.
///
/// # Errors
/// [`ErrorKind::Game`] for a difference, with what can be known of where it came from; [`ErrorKind::BadRequest`] when
/// no replay is open.
pub(crate) fn check(state: &mut State, ecs: &Ecs, reply: &mut Reply) -> CoreResult<()> {
    let State { schedule, hierarchy, playback, .. } = state;
    let playback = playback.as_mut().ok_or_else(no_replay)?;
    let world = read_now(&ecs.world)?;
    let tick = history::tick_of(&world)?;
    let Some(segment) = playback.segments.get(playback.segment) else { return Ok(()) };
    let Ok(index) = segment.hashes.binary_search_by_key(&tick, |(at, _)| *at) else { return Ok(()) };
    let (recorded, found) = (segment.hashes[index].1, hash::hash_world(&world));
    if recorded == found {
        playback.good.restore(&world);
        reply.write(&[1]);
        return Ok(());
    }
    let good = history::tick_of(&playback.good)?;
    let mut cursor = Cursor::default();
    let payloads =
        |tick| segment.payload(tick, &mut cursor).map(|payload| payload.unwrap_or_default().to_vec());
    let impure = synctest::find(ecs, (schedule, hierarchy), &playback.good, &world, payloads)?;
    let message = format!(
        "tick {tick}: the world is {found:016x}, and was {recorded:016x} when it was recorded; as late as tick {good} it was the same"
    );
    Err(match impure {
        Some(how) => CoreError::new(ErrorKind::Game, format!("{message}; {how}"))
            .cure("keep what a system knows in components and resources of the world"),
        None => CoreError::new(
            ErrorKind::Game,
            format!("{message}; here these ticks come out the same each time, so the program or the game is not the recorded one"),
        )
        .cure(format!("run `playground replay FILE --headless --hash systems` here and with the program that recorded it, and `diff` the lines of ticks {} to {tick}: the first that differs names tick and system; then `--hash systems@TICK` in its place names entity and field", good + 1)),
    })
}

#[cold]
fn no_replay() -> CoreError {
    CoreError::new(ErrorKind::BadRequest, "no replay is open").cure("call `ecs.open_replay` first")
}
