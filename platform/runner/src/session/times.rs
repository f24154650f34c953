//! What the systems of the game take, for the overlay and the trace.

use super::Session;
use crate::trace::Lane;
use playground_core_client::shell::{InputDelay, SYSTEM_COUNT_MAX, SystemMean};
use playground_core_types::{CoreResult, read_now, write_now};

/// Sums over the ticks of about a second.
#[derive(Debug, Default)]
pub(super) struct SystemTimes {
    sums: Vec<SystemMean>,
    ticks: u32,
}

impl SystemTimes {
    fn add(&mut self, name: &'static str, nanos: u64) {
        match self.sums.iter_mut().find(|sum| sum.name == name) {
            Some(sum) => sum.mean_nanos += nanos,
            None => self.sums.push(SystemMean { name, mean_nanos: nanos }),
        }
    }

    /// The means, the slowest first; begins anew.
    fn take(&mut self) -> Vec<SystemMean> {
        let ticks = u64::from(std::mem::take(&mut self.ticks).max(1));
        let mut means = std::mem::take(&mut self.sums);
        means.iter_mut().for_each(|mean| mean.mean_nanos /= ticks);
        means.sort_by(|one, other| other.mean_nanos.cmp(&one.mean_nanos).then(one.name.cmp(other.name)));
        means.truncate(SYSTEM_COUNT_MAX);
        means
    }
}

impl Session {
    /// Times are taken while somebody looks at them.
    pub(crate) fn want_times(&mut self) -> CoreResult<()> {
        let is_wanted = self.shell_state.performance_shown || self.trace.is_some();
        let mut profile = write_now(&self.client.ecs.profile)?;
        if profile.times_wanted != is_wanted {
            profile.times_wanted = is_wanted;
            self.times = SystemTimes::default();
            self.performance.systems.clear();
        }
        Ok(())
    }

    /// Notes what the systems of a tick took; the tick began at `start_nanos` of the trace.
    pub(super) fn note_times(&mut self, start_nanos: u64) -> CoreResult<()> {
        let profile = read_now(&self.client.ecs.profile)?;
        if !profile.times_wanted {
            return Ok(());
        }
        profile.steps.iter().for_each(|step| self.times.add(step.name, step.nanos));
        self.times.ticks += 1;
        if self.times.ticks >= self.clock.hertz() {
            self.performance.systems = self.times.take();
        }
        let Some(trace) = &mut self.trace else { return Ok(()) };
        let nanos = trace.now_nanos().saturating_sub(start_nanos);
        trace.tick(self.clock.next_tick(), start_nanos, nanos)?;
        for step in &profile.steps {
            // A step that lasts longer than its tick would have a viewer draw it beside.
            let inside = step.nanos.min(nanos.saturating_sub(step.start_nanos));
            trace.span(Lane::Tick, step.name, start_nanos + step.start_nanos, inside)?;
        }
        Ok(())
    }

    /// Counts what the events of this frame took; the frame took `work_micros` so far, to the end of its picture.
    pub(super) fn count_inputs(&mut self, work_micros: u64) -> CoreResult<()> {
        let events = std::mem::take(&mut write_now(&self.client.input_times)?.event_micros);
        let short = |micros: u64| u32::try_from(micros).unwrap_or(u32::MAX);
        for event_micros in events {
            let wait_micros = self.frame_micros.saturating_sub(event_micros);
            let delay = InputDelay { wait_micros: short(wait_micros), work_micros: short(work_micros) };
            self.performance.push_input(delay);
            let Some(trace) = &mut self.trace else { continue };
            let end = trace.now_nanos();
            let begun = end.saturating_sub(work_micros * 1_000);
            let wait = (wait_micros * 1_000).min(begun);
            trace.span(Lane::Input, "wait", begun - wait, wait)?;
            trace.span(Lane::Input, "input", begun, end - begun)?;
        }
        Ok(())
    }

    /// Where the trace stands now; 0 without one. Unit: nanoseconds.
    pub(crate) fn trace_nanos(&self) -> u64 {
        self.trace.as_ref().map_or(0, |trace| trace.now_nanos())
    }

    /// Notes the frame that began at `start_nanos` of the trace.
    pub(crate) fn trace_frame(&mut self, start_nanos: u64) -> CoreResult<()> {
        let Some(trace) = &mut self.trace else { return Ok(()) };
        let nanos = trace.now_nanos().saturating_sub(start_nanos);
        trace.span(Lane::Frame, "frame", start_nanos, nanos)
    }
}
