//! Going back in time, in a game that is being made: while a key is held, and by a tick in a pause.

use super::Session;
use crate::clock::CATCH_UP_MICROS_MAX;
use bytemuck::bytes_of;
use playground_core_client::audio::FollowFrame;
use playground_core_client::shell::Phase;
use playground_core_ecs::Tick;
use playground_core_types::{CoreResult, read_now};

impl Session {
    /// Goes back while the key is held, a tick for each that would have passed; whether it is.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub(crate) fn goes_back(&mut self, now_micros: u64) -> CoreResult<bool> {
        let is_held = self.phase == Phase::Playing
            && self.shell_state.rewind_held
            && self.may_go_back()
            && !self.is_fetching_world();
        if is_held {
            // What is pressed meanwhile is meant for no tick; what is held afterwards counts again.
            self.attempt(|routes| &mut routes.observe, &[]);
            self.note_events()?;
            let ticks = self.undone_ticks(now_micros);
            self.step_back(ticks, now_micros)?;
            let elapsed_micros = now_micros.saturating_sub(self.frame_micros);
            self.sound(elapsed_micros, 0);
        } else if self.rewound_micros.take().is_some() {
            self.attempt(|routes| &mut routes.resume_input, &[]);
            self.note_events()?;
            // The next tick is that of this frame, and shows what was shown.
            self.clock.jump(self.clock.next_tick(), now_micros);
        }
        Ok(is_held)
    }

    /// How many ticks of time have passed that are still to be gone back over: one at once, then as many as would
    /// have been simulated, at any frame rate.
    fn undone_ticks(&mut self, now_micros: u64) -> u64 {
        let Some(since) = self.rewound_micros else {
            self.rewound_micros = Some(now_micros);
            return 1;
        };
        // What a stall took is let go here too.
        let since = since.max(now_micros.saturating_sub(CATCH_UP_MICROS_MAX));
        let ticks = self.clock.ticks_within(now_micros.saturating_sub(since));
        self.rewound_micros = Some(since + self.clock.micros_of(ticks));
        ticks
    }

    /// Goes back by so many ticks, as far as the history reaches; whether it did.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub(super) fn step_back(&mut self, ticks: u64, now_micros: u64) -> CoreResult<bool> {
        // The clock stands still at the earliest tick too: time that passes there is not made up for.
        let next_tick = self.clock.next_tick();
        if ticks == 0 {
            self.clock.jump(next_tick, now_micros);
            return Ok(false);
        }
        let ticks = ticks.min(self.reachable_ticks()?);
        if ticks == 0 {
            self.clock.jump(next_tick, now_micros);
            self.tell("this is as far back as it goes");
            return Ok(false);
        }
        let tick = next_tick.saturating_sub(ticks).to_le_bytes();
        if let Err(error) = self.routes.rewind.call(&self.client.vtable, &tick, &mut self.reply) {
            // A tick that came out otherwise the second time: the world is as it was, and the game goes on.
            log::error!("there is no way back: {error}");
            self.clock.jump(next_tick, now_micros);
            self.tell("there is no way back: a tick came out otherwise");
            return Ok(false);
        }
        self.land(now_micros)?;
        Ok(true)
    }

    /// Simulates one tick in a pause.
    ///
    /// # Errors
    /// When core's data is held by somebody else; a game that fails becomes the phase of it.
    pub(super) fn step_forward(&mut self, now_micros: u64) -> CoreResult<()> {
        self.attempt(|routes| &mut routes.resume_input, &[]);
        self.clock.jump(self.clock.next_tick(), now_micros);
        if let Err(error) = crate::frame::tick(self) {
            self.fail(&error);
        }
        self.alpha = 1.0;
        self.note_events()
    }

    /// The world is one of another tick: the clock, the recorder and the picture are there too.
    pub(super) fn land(&mut self, now_micros: u64) -> CoreResult<()> {
        let tick: Tick = read_now(&self.client.ecs.world)?.resource()?;
        self.clock.jump(tick.number, now_micros);
        self.client.vtable.set_tick(tick.number);
        self.alpha = 1.0;
        self.still_frames = 0;
        Ok(())
    }

    /// Lets the sound follow the world while somebody plays; a mixer whose tick is another one seeks.
    pub(crate) fn sound(&mut self, elapsed_micros: u64, ticks: u32) {
        self.sounded_tick = self.clock.next_tick();
        let follow = FollowFrame { next_tick: self.sounded_tick, elapsed_micros, ticks, paused: 0 };
        self.attempt(|routes| &mut routes.follow, bytes_of(&follow));
    }
}
