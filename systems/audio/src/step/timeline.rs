//! Ticks on the mixer's clock.

use playground_core_client::audio::{FollowFrame, frame_of_tick};

/// How far ahead of a device's clock the newest tick is put, so that a frame that comes a little late is
/// still on time: 5 ms.
pub const LEAD_FRAMES: u64 = 256;

/// How far ahead of its lead a tick may come to lie before the timeline is moved back at once.
const SLACK_TICKS: u64 = 2;

/// Of so many ticks none needs to lie further ahead than its lead: else all come to be heard later than they could be,
/// as behind a device that stood still for a moment, or one whose clock is slower.
const WATCHED_TICKS: u32 = 64;

/// The clock that the mixer runs by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// The mixer renders exactly the frames of the ticks, and stands at `mixer_frame`.
    Exact {
        /// Frames rendered so far.
        mixer_frame: u64,
    },
    /// The mixer renders in its own time, and was at `mixer_frame` a moment ago.
    Live {
        /// Frames rendered so far.
        mixer_frame: u64,
    },
}

/// Where the ticks lie, in frames of the mixer.
#[derive(Debug)]
pub struct Timeline {
    hertz: u32,
    first_tick: u64,
    next_tick: u64,
    /// The mixer's frame at which tick 0 would have been; `None` before the first tick.
    origin: Option<i64>,
    /// How far ahead of the device the ticks lay at least that were watched, and how many those are.
    least_lead: u64,
    watched_ticks: u32,
    /// Where the mixer was a moment ago, if it renders in its own time.
    live_frame: Option<u64>,
    /// For how many frames of those it held all voices.
    held_frames: u64,
    /// Since when the ticks have stayed where they are. Unit: ticks.
    steady_ticks: u32,
}

impl Default for Timeline {
    fn default() -> Self {
        Self {
            hertz: 60,
            first_tick: 0,
            next_tick: 0,
            origin: None,
            least_lead: u64::MAX,
            watched_ticks: 0,
            live_frame: None,
            held_frames: 0,
            steady_ticks: 0,
        }
    }
}

impl Timeline {
    /// Sets how many ticks a second has; the next frame is aligned anew when it changes.
    pub fn set_hertz(&mut self, hertz: u32) {
        let hertz = hertz.max(1);
        if hertz != self.hertz {
            self.hertz = hertz;
            self.origin = None;
        }
    }

    /// Notes for how many frames the mixer has held all voices so far.
    pub fn set_held(&mut self, frames: u64) {
        if frames != self.held_frames {
            (self.held_frames, self.steady_ticks) = (frames, 0);
        }
    }

    /// Goes on by the ticks of a frame; false when the world is not where the last frame left it.
    pub fn follow(&mut self, frame: FollowFrame, pace: Pace) -> bool {
        let first_tick = frame.next_tick.saturating_sub(u64::from(frame.ticks));
        let is_continuous = self.origin.is_some() && first_tick == self.next_tick;
        (self.first_tick, self.next_tick) = (first_tick, frame.next_tick);
        if !is_continuous {
            self.origin = None;
        }
        self.live_frame = match pace {
            Pace::Exact { .. } => None,
            Pace::Live { mixer_frame } => Some(mixer_frame),
        };
        self.steady_ticks = self.steady_ticks.saturating_add(frame.ticks);
        match pace {
            Pace::Exact { mixer_frame } => self.put(first_tick, mixer_frame),
            Pace::Live { mixer_frame } if frame.ticks > 0 || self.origin.is_none() => {
                let earliest = mixer_frame;
                let latest = mixer_frame + LEAD_FRAMES + self.frames_of(SLACK_TICKS);
                let planned = self.origin.map(|_| self.last_tick_frame());
                match planned.filter(|planned| (earliest..=latest).contains(planned)) {
                    Some(planned) => self.watch(planned - mixer_frame, frame.ticks),
                    None => self.put(self.last_tick(), mixer_frame + LEAD_FRAMES),
                }
            }
            Pace::Live { .. } => {}
        }
        is_continuous
    }

    /// Whether the mixer renders in its own time.
    pub fn is_live(&self) -> bool {
        self.live_frame.is_some()
    }

    /// For how many ticks all has stayed where it is.
    pub fn steady_ticks(&self) -> u32 {
        self.steady_ticks
    }

    /// How long before the mixer's own frame another one lies; 0 for one that is still to come.
    pub fn frames_late(&self, mixer_frame: u64) -> u64 {
        self.live_frame.map_or(0, |now| now.saturating_sub(mixer_frame))
    }

    /// Where tick 0 would lie on the clock of voices, which stands still while the mixer holds them. Unit: frames.
    pub fn voice_origin(&self) -> i64 {
        self.origin.unwrap_or(0) - self.held_frames as i64
    }

    /// The frame of that clock at which the newest tick begins.
    pub fn voice_frame(&self) -> i64 {
        self.last_tick_frame() as i64 - self.held_frames as i64
    }

    /// How many ticks a second has.
    pub fn hertz(&self) -> u32 {
        self.hertz
    }

    /// The first tick since the last frame, or the next one when there was none.
    pub fn first_tick(&self) -> u64 {
        self.first_tick
    }

    /// The tick that comes next.
    pub fn next_tick(&self) -> u64 {
        self.next_tick
    }

    /// The mixer's frame at which a tick begins; 0 for what lies before its first.
    pub fn frame_of_tick(&self, tick: u64) -> u64 {
        u64::try_from(self.origin.unwrap_or(0) + self.frames_of(tick) as i64).unwrap_or(0)
    }

    /// The mixer's frame that is a frame of the world, counted from the beginning of tick 0.
    pub fn mixer_frame(&self, world_frame: u64) -> u64 {
        u64::try_from(self.origin.unwrap_or(0) + world_frame.min(1 << 61) as i64).unwrap_or(0)
    }

    /// The frame of the world in which a tick begins.
    pub fn world_frame(&self, tick: u64) -> u64 {
        self.frames_of(tick)
    }

    /// The newest tick, or the next one where there was none.
    pub fn newest_tick(&self) -> u64 {
        self.last_tick()
    }

    /// The mixer's frame at which the newest tick begins: when its changes are to be heard.
    pub fn last_tick_frame(&self) -> u64 {
        self.frame_of_tick(self.last_tick())
    }

    /// Frames from one tick to a later one, as the world counts; 0 for an earlier one.
    pub fn frames_between(&self, from: u64, to: u64) -> u64 {
        self.frames_of(to).saturating_sub(self.frames_of(from))
    }

    fn last_tick(&self) -> u64 {
        self.next_tick.saturating_sub(1).max(self.first_tick)
    }

    fn put(&mut self, tick: u64, mixer_frame: u64) {
        self.origin = Some(mixer_frame as i64 - self.frames_of(tick) as i64);
        self.steady_ticks = 0;
        (self.least_lead, self.watched_ticks) = (u64::MAX, 0);
    }

    /// Moves all ticks nearer to the device where none of the last ones needed to lie so far ahead.
    fn watch(&mut self, lead: u64, ticks: u32) {
        self.least_lead = self.least_lead.min(lead);
        self.watched_ticks = self.watched_ticks.saturating_add(ticks);
        if self.watched_ticks < WATCHED_TICKS {
            return;
        }
        if self.least_lead > LEAD_FRAMES {
            let spared = (self.least_lead - LEAD_FRAMES / 2) as i64;
            self.origin = self.origin.map(|origin| origin - spared);
            self.steady_ticks = 0;
        }
        (self.least_lead, self.watched_ticks) = (u64::MAX, 0);
    }

    fn frames_of(&self, ticks: u64) -> u64 {
        frame_of_tick(ticks, self.hertz)
    }
}
