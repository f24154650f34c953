//! Worlds before ticks, dense for what was just now and evenly thin before that, within a bound.

use playground_core_ecs::World;
use std::collections::VecDeque;

/// How many ticks may lie between two snapshots that are kept: a step back simulates at most so many once more.
const GAP_TICKS_MAX: u64 = 64;

/// So many of the newest are never thinned out, however large.
const NEWEST_COUNT_MIN: usize = 8;

/// So many are not, where they are small.
const NEWEST_COUNT_MAX: usize = 32;

/// More are not kept, however small: they are looked through when one has to go.
const COUNT_MAX: usize = 4096;

/// The world before a tick.
#[derive(Debug)]
struct Snapshot {
    tick: u64,
    world: World,
    /// What it holds that the next one does not.
    bytes: usize,
}

/// Snapshots in ascending order of tick.
#[derive(Debug, Default)]
pub(crate) struct Snapshots {
    kept: VecDeque<Snapshot>,
    bytes: usize,
    /// How many of the newest somebody asked for.
    wanted: usize,
    /// One that was thrown away: its lists keep their room.
    spare: Option<World>,
}

impl Snapshots {
    /// The oldest tick to which there is a way back.
    pub(crate) fn first_tick(&self) -> Option<u64> {
        self.kept.front().map(|snapshot| snapshot.tick)
    }

    /// The newest.
    pub(crate) fn last_tick(&self) -> Option<u64> {
        self.kept.back().map(|snapshot| snapshot.tick)
    }

    /// Keeps at least so many of the newest from now on.
    pub(crate) fn want(&mut self, count: usize) {
        self.wanted = self.wanted.max(count.min(COUNT_MAX / 2));
    }

    /// The newest world that is before or at the tick, and its tick.
    pub(crate) fn before(&self, tick: u64) -> Option<(u64, &World)> {
        let index = self.kept.partition_point(|snapshot| snapshot.tick <= tick).checked_sub(1)?;
        self.kept.get(index).map(|snapshot| (snapshot.tick, &snapshot.world))
    }

    /// The world before exactly this tick.
    pub(crate) fn at(&self, tick: u64) -> Option<&World> {
        self.before(tick).filter(|(found, _)| *found == tick).map(|(_, world)| world)
    }

    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        self.kept.clear();
        self.bytes = 0;
    }

    /// Keeps the world before a tick that is newer than all others; one that is not newer is left out.
    pub(crate) fn push(&mut self, tick: u64, world: &World) {
        if self.last_tick().is_some_and(|last| last >= tick) {
            return;
        }
        if let Some(last) = self.kept.back_mut() {
            last.bytes = last.world.bytes_apart(world);
            self.bytes += last.bytes;
        }
        let mut kept = self.spare.take().unwrap_or_default();
        kept.clone_from(world);
        self.kept.push_back(Snapshot { tick, world: kept, bytes: 0 });
    }

    /// Forgets the tick and all after it.
    pub(crate) fn truncate(&mut self, tick: u64) {
        while self.last_tick().is_some_and(|last| last >= tick) {
            self.spare = self.kept.pop_back().map(|snapshot| snapshot.world);
        }
        if let Some(last) = self.kept.back_mut() {
            last.bytes = 0;
        }
        self.bytes = self.kept.iter().fold(0, |bytes, snapshot| bytes + snapshot.bytes);
    }

    /// Throws away until `room` suffices: first from between others, where the smallest gap is left, then the oldest.
    /// What lies at a seam stays as long as something before it does.
    pub(crate) fn thin(&mut self, room: usize, is_seam: impl Fn(u64) -> bool) {
        while (self.bytes > room || self.kept.len() > COUNT_MAX) && self.kept.len() > 1 {
            let index = self.least_missed(room, &is_seam);
            self.remove(index.unwrap_or_default());
        }
    }

    fn least_missed(&self, room: usize, is_seam: impl Fn(u64) -> bool) -> Option<usize> {
        let end = self.kept.len().saturating_sub(self.dense_count(room));
        let gap = |index: usize| self.kept[index + 1].tick - self.kept[index - 1].tick;
        let may_go = |index: &usize| gap(*index) <= GAP_TICKS_MAX && !is_seam(self.kept[*index].tick);
        // Of equal ones the oldest.
        (1..end).filter(may_go).min_by_key(|index| gap(*index))
    }

    /// How many of the newest stay: a quarter of the room is theirs.
    fn dense_count(&self, room: usize) -> usize {
        let last = self.kept.len().checked_sub(2).map_or(1, |index| self.kept[index].bytes.max(1));
        (room / 4 / last).clamp(NEWEST_COUNT_MIN, NEWEST_COUNT_MAX).max(self.wanted)
    }

    fn remove(&mut self, index: usize) {
        let Some(removed) = self.kept.remove(index) else { return };
        self.bytes -= removed.bytes;
        self.spare = Some(removed.world);
        if let Some(before) = index.checked_sub(1)
            && let Some(next) = self.kept.get(index)
        {
            let apart = self.kept[before].world.bytes_apart(&next.world);
            self.bytes = self.bytes - self.kept[before].bytes + apart;
            self.kept[before].bytes = apart;
        }
    }
}
