//! Which ticks a frame has, and what is looked at after each.

use super::Session;
use playground_core_client::input::ResolvePayload;
use playground_core_client::shell::Phase;
use playground_core_ecs::operations::resource_payload;
use playground_core_types::{CoreResult, read_now};

impl Session {
    /// How many ticks are due: none but while somebody plays, no more than were asked for, and none beyond that of a
    /// picture to take.
    pub(crate) fn due_ticks(&mut self, now_micros: u64) -> u64 {
        if self.phase != Phase::Playing || self.is_fetching_world() {
            return 0;
        }
        let due = self.clock.due(now_micros);
        let pictured = self.options.screenshot.as_ref().and_then(|shot| shot.tick);
        let rest = self.options.ticks.map(|ticks| ticks.saturating_sub(self.run_ticks));
        let left = |until: u64| until.saturating_sub(self.clock.next_tick());
        [rest, pictured.map(left), self.options.until.map(left)].into_iter().flatten().fold(due, u64::min)
    }

    /// Whether the world stands still because it was to be played up to here only.
    pub(crate) fn is_standing(&self) -> bool {
        self.options.until.is_some_and(|until| self.clock.next_tick() >= until)
    }

    /// The next tick's span of time.
    pub(crate) fn advance(&mut self) -> ResolvePayload {
        self.clock.advance()
    }

    /// Whether nothing stands between this tick and the next one.
    pub(crate) fn is_going_on(&self) -> bool {
        self.phase == Phase::Playing && !self.is_fetching_world()
    }

    /// Whether the ticks that were asked for are over, or will never come.
    pub(crate) fn is_over(&self) -> bool {
        let has_failed = self.phase == Phase::Failed;
        let is_enough = |ticks| self.phase == Phase::Playing && self.run_ticks >= ticks;
        match self.options.ticks {
            _ if self.is_ending() => true,
            Some(ticks) => has_failed || is_enough(ticks),
            // Who looks for a difference wants to know of it.
            None => has_failed && self.options.synctest.is_some(),
        }
    }

    /// Before a tick: what is to be noted down of it.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub(crate) fn prepare_tick(&self) -> CoreResult<()> {
        let next = self.clock.next_tick() + 1;
        self.hash_printer.as_ref().map_or(Ok(()), |printer| printer.prepare(&self.client.ecs, next))
    }

    /// Adds what fingers did to the payload of a tick; nothing where they do and did nothing.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub(crate) fn add_gestures(&mut self) -> CoreResult<()> {
        let gestures = *read_now(&self.client.gestures)?;
        let has_any = gestures.all().next().is_some();
        if std::mem::replace(&mut self.has_gestures, has_any) || has_any {
            resource_payload(&mut self.payload, &gestures);
        }
        Ok(())
    }

    /// Looks at what a tick left: hashes, times, what the game wishes; `start_nanos` is when it began in the trace.
    ///
    /// # Errors
    /// A difference that was looked for; lines or a trace that cannot be written.
    pub(crate) fn finish_tick(&mut self, start_nanos: u64) -> CoreResult<()> {
        let ticks = self.clock.next_tick();
        self.run_ticks += 1;
        self.client.vtable.set_tick(ticks);
        self.note_times(start_nanos)?;
        if let Some(printer) = &mut self.hash_printer {
            printer.print(&self.client.ecs, ticks)?;
        }
        self.check_replayed()?;
        self.check_again()?;
        self.keep_recording();
        self.grant_save_wish()
    }

    /// Lets the lines of hashes go out.
    pub(super) fn flush_hashes(&mut self) -> CoreResult<()> {
        self.hash_printer.as_mut().map_or(Ok(()), |printer| printer.flush())
    }
}
