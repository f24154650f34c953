//! What is kept of the ticks that were: snapshots to go back to, and the input to go on from there.

mod resimulate;
mod snapshots;

use crate::hash::{WorldHasher, hash_world};
use crate::input_log::InputLog;
use crate::state_file;
use playground_core_ecs::world::Lineage;
use playground_core_ecs::{HistorySettings, Tick, World};
use playground_core_types::hash::StableHasher;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
pub(crate) use resimulate::{range, rewind};
pub(crate) use snapshots::Snapshots;

/// What a recording may take where no bound is set. Unit: bytes.
const RECORDED_BYTES_MAX: usize = 64 << 20;

/// The history of one world.
#[derive(Debug, Default)]
pub(crate) struct History {
    pub(crate) snapshots: Snapshots,
    pub(crate) log: InputLog,
    /// The world as the last tick left it.
    stamp: Option<Stamp>,
    /// Whether the log has the beginning that a replay needs.
    is_recorded: bool,
    /// The tick that did not happen, if the last one did not, and its payload: a recording ends with it.
    failed: Option<(u64, Vec<u8>)>,
    /// Whether it was told that a recording became too long.
    told: bool,
    /// Whether the world that came last takes so much that its beginning alone fills a recording.
    is_too_large: bool,
}

/// Tells whether a world is as it was. Lineage, writes, and the hash of the resources, which are not counted as writes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    tick: u64,
    lineage: Lineage,
    writes: u64,
    resources: u64,
}

impl Stamp {
    fn of(world: &World) -> CoreResult<Self> {
        let mut hasher = StableHasher::new();
        for (id, bytes) in world.resources() {
            hasher.write_u64(id.0);
            hasher.write(bytes);
        }
        let (tick, resources) = (tick_of(world)?, hasher.finish());
        Ok(Self { tick, lineage: world.lineage().clone(), writes: world.writes(), resources })
    }
}

impl History {
    /// Before a tick: sees whether something else than the last tick made the world what it is.
    pub(crate) fn begin(
        &mut self,
        settings: &HistorySettings,
        hasher: &mut WorldHasher,
        world: &World,
    ) -> CoreResult<()> {
        self.failed = None;
        if settings.history_bytes_max == 0 {
            self.snapshots.clear();
        }
        if settings.history_bytes_max == 0 && !settings.recorded {
            self.log.clear();
            (self.stamp, self.is_recorded) = (None, false);
            return Ok(());
        }
        let tick = tick_of(world)?;
        self.follow(world)?;
        let is_new = self.stamp != Some(Stamp::of(world)?) || self.log.segments().is_empty();
        if !is_new && (settings.recorded && !self.is_too_large) == self.is_recorded {
            return Ok(());
        }
        let state = if settings.recorded { self.beginning(settings, world) } else { Vec::new() };
        let is_recorded = settings.recorded && !self.is_too_large;
        if is_recorded != self.is_recorded {
            // What was kept only for history is no part of a recording.
            self.snapshots.clear();
            self.log.clear();
            self.is_recorded = is_recorded;
        }
        self.log.begin(tick, state);
        if is_recorded && settings.hash_interval_ticks > 0 {
            self.log.note_hash(tick, hasher.hash(world));
        }
        Ok(())
    }

    /// The world as the beginning of a recording. None of one that would fill it at once: there is only a history then.
    fn beginning(&mut self, settings: &HistorySettings, world: &World) -> Vec<u8> {
        let mut state = Vec::new();
        state_file::write(world, &mut state);
        let was_too_large = self.is_too_large;
        self.is_too_large = state.len() > log_bytes_max(settings) / 2;
        if self.is_too_large {
            if !was_too_large {
                log::warn!("the world takes {} bytes as a file, too many to be recorded", state.len());
            }
            state.clear();
        }
        state
    }

    /// After a tick that did not happen: the world is put back to what it was.
    pub(crate) fn fail(&mut self, world: &World, payload: &[u8]) -> CoreResult<()> {
        if self.is_recorded {
            self.failed = Some((tick_of(world)?, payload.to_vec()));
        }
        self.stamp = Some(Stamp::of(world)?);
        Ok(())
    }

    /// After a tick: `previous` is the world before it.
    pub(crate) fn end(
        &mut self,
        settings: &HistorySettings,
        hasher: &mut WorldHasher,
        (world, previous): (&World, &World),
        payload: &[u8],
    ) -> CoreResult<()> {
        if settings.history_bytes_max == 0 && !settings.recorded {
            return Ok(());
        }
        let tick = tick_of(previous)?;
        self.log.append(tick, payload);
        let next = tick_of(world)?;
        if self.is_recorded && settings.hash_interval_ticks > 0 && next % settings.hash_interval_ticks == 0 {
            self.log.note_hash(next, hasher.hash(world));
        }
        self.stamp = Some(Stamp::of(world)?);
        if settings.history_bytes_max > 0 {
            self.keep(settings, tick, previous);
        }
        self.bound(settings);
        Ok(())
    }

    /// Keeps a snapshot of the world before a tick, and thins out what that is too much.
    pub(crate) fn keep(&mut self, settings: &HistorySettings, tick: u64, world: &World) {
        self.snapshots.push(tick, world);
        // A part for what is not counted: the newest snapshot, and the room of lists.
        let room = settings.history_bytes_max - settings.history_bytes_max / 12;
        let room = room.saturating_sub(self.log.bytes());
        let log = &self.log;
        self.snapshots.thin(room, |tick| log.is_seam(tick));
        if !self.is_recorded
            && let Some(first) = self.snapshots.first_tick()
        {
            self.log.drop_before(first);
        }
    }

    /// A log that grows beyond its bound begins anew with the next tick.
    fn bound(&mut self, settings: &HistorySettings) {
        let bound = log_bytes_max(settings);
        if self.log.bytes() <= bound {
            return;
        }
        if self.is_recorded && !self.told {
            log::warn!("the recording takes more than {bound} bytes: it is dropped, and begins anew here");
            self.told = true;
        }
        self.snapshots.clear();
        self.log.clear();
        self.stamp = None;
    }

    /// Drops snapshots that do not lead to the world as it is: another was put in its place.
    pub(crate) fn follow(&mut self, world: &World) -> CoreResult<()> {
        let tick = tick_of(world)?;
        if self.stamp.as_ref().is_none_or(|stamp| stamp.tick != tick) {
            self.snapshots.clear();
            if !self.is_recorded {
                self.log.clear();
            }
        }
        Ok(())
    }

    /// After a rewind: the ticks from this one on did not happen.
    pub(crate) fn undo(&mut self, tick: u64, world: &World) -> CoreResult<()> {
        self.snapshots.truncate(tick);
        self.log.truncate(tick)?;
        self.stamp = Some(Stamp::of(world)?);
        Ok(())
    }

    /// Whether the world is as the last tick left it.
    pub(crate) fn led_to(&self, world: &World) -> CoreResult<bool> {
        Ok(self.stamp == Some(Stamp::of(world)?))
    }

    /// The recording as it is; the world is what it led to.
    ///
    /// # Errors
    /// [`ErrorKind::BadRequest`] when nothing is recorded.
    pub(crate) fn recording(&self, world: &World) -> CoreResult<InputLog> {
        let mut log = self.log.clone();
        if !self.is_recorded || log.segments().is_empty() {
            let error = CoreError::new(ErrorKind::BadRequest, "nothing is recorded");
            return Err(if self.is_too_large {
                error.cure("the world is too large for it: let `history_bytes_max` be more")
            } else {
                error.cure("set `recorded` in the history settings before the first tick")
            });
        }
        if self.led_to(world)? {
            let now = tick_of(world)?;
            log.note_hash(now, hash_world(world));
            if let Some((_, payload)) = self.failed.as_ref().filter(|(tick, _)| *tick == now) {
                log.append(now, payload);
            }
        }
        Ok(log)
    }
}

/// What a log may take. Unit: bytes.
fn log_bytes_max(settings: &HistorySettings) -> usize {
    match settings.history_bytes_max {
        0 => RECORDED_BYTES_MAX,
        bytes => bytes / 2,
    }
}

/// The tick that is next.
pub(crate) fn tick_of(world: &World) -> CoreResult<u64> {
    let tick: Tick = world.resource()?;
    Ok(tick.number)
}
