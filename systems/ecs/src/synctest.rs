//! The last ticks once more, to see that they come out the same; and where they do not, who and what it was.

use crate::difference::first_difference;
use crate::hash::hash_world;
use crate::history::tick_of;
use crate::input_log::Cursor;
use crate::state::State;
use crate::step::{Hierarchy, Meter, Schedule, feed, simulate};
use playground_core_ecs::{Ecs, Registry, VTable, World};
use playground_core_types::{CoreError, CoreResult, ErrorKind, read_now};

/// Simulates the last `ticks` again, or all since something else than a tick changed the world, and compares.
///
/// # Errors
/// [`ErrorKind::Game`] with the first tick, system, entity and field that differ; [`ErrorKind::BadRequest`] when
/// nothing is kept, [`ErrorKind::LimitReached`] when less is kept than that.
pub(crate) fn run(state: &mut State, ecs: &Ecs, ticks: u64) -> CoreResult<()> {
    let settings = *read_now(&ecs.history_settings)?;
    if settings.history_bytes_max == 0 {
        let error =
            CoreError::new(ErrorKind::BadRequest, "no history is kept, so there is nothing to compare");
        return Err(error.cure("set `history_bytes_max` in the history settings"));
    }
    let world = read_now(&ecs.world)?;
    state.history.follow(&world)?;
    state.history.snapshots.want(usize::try_from(ticks).unwrap_or(usize::MAX).saturating_add(2));
    let now = tick_of(&world)?;
    let State { schedule, hierarchy, history, .. } = state;
    if !history.led_to(&world)? {
        // Somebody changed it since: the ticks do not lead here.
        return Ok(());
    }
    // What was changed from outside of a tick is not gone back over.
    let first = now.saturating_sub(ticks).max(history.log.last_seam());
    if first >= now {
        return Ok(());
    }
    let Some((from, start)) = history.snapshots.before(first) else {
        let reach = now - history.snapshots.first_tick().unwrap_or(now);
        return Err(out_of_reach(ticks, reach, settings.history_bytes_max));
    };
    let mut again = copy_of(start);
    let mut cursor = Cursor::default();
    for tick in from..now {
        let payload = history.payload(tick, &mut cursor)?;
        let steps = (&mut *schedule, &mut *hierarchy, &mut Meter::default());
        let result = simulate(steps, &mut again, &ecs.vtable, payload);
        let wanted = if tick + 1 == now { Some(&*world) } else { history.snapshots.at(tick + 1) };
        let differs = wanted.filter(|wanted| hash_world(wanted) != hash_world(&again));
        if result.is_ok() && differs.is_none() {
            continue;
        }
        let failure = result.err().map(|error| error.message().to_owned());
        let both = differs.or(wanted).and_then(|wanted| describe(wanted, &again));
        let start = history.snapshots.at(tick).filter(|_| both.is_some());
        let registry = read_now(&ecs.registry)?;
        let culprit = start.and_then(|start| find_system(&registry, &ecs.vtable, start, payload));
        let how = culprit.or(failure).or(both).unwrap_or_default();
        let error = CoreError::new(ErrorKind::Game, format!("synctest: tick {tick}, {how}"));
        return Err(error.cure("keep what a system knows in components and resources of the world"));
    }
    Ok(())
}

#[cold]
fn out_of_reach(ticks: u64, reach: u64, bytes: usize) -> CoreError {
    let message =
        format!("synctest: {bytes} bytes of history hold {reach} ticks of this world, and not {ticks}");
    CoreError::new(ErrorKind::LimitReached, message)
        .cure("go back fewer ticks, or let `history_bytes_max` be more")
}

/// Simulates from one world to another twice more, and says who and what comes out otherwise; `None` when nothing does.
/// `payload` gives that of a tick.
pub(crate) fn find(
    ecs: &Ecs,
    (schedule, hierarchy): (&mut Schedule, &mut Hierarchy),
    from: &World,
    to: &World,
    mut payload: impl FnMut(u64) -> CoreResult<Vec<u8>>,
) -> CoreResult<Option<String>> {
    let registry = read_now(&ecs.registry)?;
    let (mut again, end) = (copy_of(from), tick_of(to)?);
    for tick in tick_of(from)?..end {
        let payload = payload(tick)?;
        if let Some(how) = find_system(&registry, &ecs.vtable, &again, &payload) {
            return Ok(Some(format!("tick {tick}, {how}")));
        }
        simulate(
            (&mut *schedule, &mut *hierarchy, &mut Meter::default()),
            &mut again,
            &ecs.vtable,
            &payload,
        )?;
    }
    // It may be that only the first time was other.
    Ok(describe(to, &again).map(|how| format!("before tick {end}, {how}")))
}

/// Restored, so that nothing that is known of the one is taken for true of the other.
pub(crate) fn copy_of(world: &World) -> World {
    let mut copy = World::new();
    copy.restore(world);
    copy
}

/// The first entity and field that differ.
fn describe(first: &World, second: &World) -> Option<String> {
    first_difference(first, second).map(|difference| difference.as_second_time())
}

/// Simulates the tick twice side by side, and compares after each system.
fn find_system(registry: &Registry, vtable: &VTable, start: &World, payload: &[u8]) -> Option<String> {
    let (mut first, mut second) = (copy_of(start), copy_of(start));
    feed(&mut first, payload);
    feed(&mut second, payload);
    for (stage, system) in &registry.systems {
        let one = Registry { systems: vec![(*stage, *system)], ..Registry::default() };
        let results = [&mut first, &mut second].map(|world| Schedule::of(&one).run(world, vtable));
        if let Some(how) = part(&results, &first, &second) {
            return Some(format!("system `{}`, {how}", system.name));
        }
        if results.iter().any(CoreResult::is_err) {
            return None;
        }
    }
    let results = [&mut first, &mut second].map(|world| Hierarchy::default().step(world));
    part(&results, &first, &second).map(|how| format!("the hierarchy, {how}"))
}

/// How two runs of the same part.
fn part(results: &[CoreResult<()>; 2], first: &World, second: &World) -> Option<String> {
    match results {
        [Ok(()), Ok(())] if hash_world(first) == hash_world(second) => None,
        [Ok(()), Ok(())] => describe(first, second),
        [Err(error), Ok(())] | [Ok(()), Err(error)] => {
            Some(format!("fails only one of two times: {}", error.message()))
        }
        [Err(_), Err(_)] => None,
    }
}
