//! Going back: the newest snapshot before a tick, and the ticks between once more.

use super::{History, tick_of};
use crate::input_log::Cursor;
use crate::state::State;
use crate::step::{Meter, simulate};
use playground_core_ecs::{Ecs, HistorySettings, World};
use playground_core_types::{CoreError, CoreResult, ErrorKind, read_now, write_now};

/// The first and the last tick to which a rewind can go.
pub(crate) fn range(state: &mut State, ecs: &Ecs) -> CoreResult<(u64, u64)> {
    let world = read_now(&ecs.world)?;
    state.history.follow(&world)?;
    let now = tick_of(&world)?;
    Ok((state.history.snapshots.first_tick().unwrap_or(now), now))
}

/// Takes the world back to before `tick`; gives how many ticks were simulated again for it. A replay goes on from there.
///
/// # Errors
/// [`ErrorKind::LimitReached`] when the history does not reach so far; that of a system that fails where it did not
/// before; and the world is as it was.
pub(crate) fn rewind(state: &mut State, ecs: &Ecs, tick: u64) -> CoreResult<u64> {
    let settings = *read_now(&ecs.history_settings)?;
    let (first, now) = range(state, ecs)?;
    if tick == now {
        return Ok(0);
    }
    let (mut world, mut previous) = (write_now(&ecs.world)?, write_now(&ecs.previous)?);
    let found = state.history.snapshots.before(tick).filter(|_| tick < now);
    let Some((from, snapshot)) = found else { return Err(out_of_reach(tick, first, now)) };
    let undo = world.snapshot();
    world.restore(snapshot);
    if let Err(error) = simulate_again(state, ecs, &settings, &mut world, from..tick) {
        world.restore(&undo);
        state.history.snapshots.clear();
        return Err(error);
    }
    state.history.undo(tick, &world)?;
    world.snapshot_into(&mut previous);
    if let Some(playback) = &mut state.playback {
        playback.seek(tick, &world);
    }
    Ok(tick - from)
}

/// Simulates ticks once more and keeps each, so that the next step back finds it.
fn simulate_again(
    state: &mut State,
    ecs: &Ecs,
    settings: &HistorySettings,
    world: &mut World,
    ticks: std::ops::Range<u64>,
) -> CoreResult<()> {
    state.history.snapshots.truncate(ticks.start + 1);
    let mut cursor = Cursor::default();
    for tick in ticks.clone() {
        if tick > ticks.start {
            let before = world.snapshot();
            state.history.keep(settings, tick, &before);
        }
        let State { schedule, hierarchy, history, .. } = state;
        let payload = history.payload(tick, &mut cursor)?;
        simulate((schedule, hierarchy, &mut Meter::default()), world, &ecs.vtable, payload)?;
    }
    Ok(())
}

impl History {
    /// The payload with which a tick was simulated.
    ///
    /// # Errors
    /// [`ErrorKind::LimitReached`] when it is not kept.
    pub(crate) fn payload<'c>(&self, tick: u64, cursor: &'c mut Cursor) -> CoreResult<&'c [u8]> {
        self.log.payload(tick, cursor)?.ok_or_else(|| {
            CoreError::new(ErrorKind::LimitReached, format!("the input of tick {tick} is not kept"))
        })
    }
}

#[cold]
fn out_of_reach(tick: u64, first: u64, now: u64) -> CoreError {
    let message = format!("there is no way to tick {tick}: the history has ticks {first} to {now}");
    CoreError::new(ErrorKind::LimitReached, message).cure("raise `history_bytes_max` to keep more")
}
