//! Going back in time, in a game that is being made: while a key is held, and by a tick in a pause.

use super::Session;
use bytemuck::bytes_of;
use playground_core_client::audio::FollowFrame;
use playground_core_client::shell::Phase;
use playground_core_ecs::Tick;
use playground_core_types::{CoreResult, read_now};

impl Session {
    /// Goes back a tick while the key is held; whether it is.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub(crate) fn goes_back(&mut self, now_micros: u64) -> CoreResult<bool> {
        let is_held = self.phase == Phase::Playing
            && self.shell_state.rewind_held
            && self.is_in_development()
            && !self.is_replaying();
        if is_held {
            // What is pressed meanwhile is meant for no tick; what is held afterwards counts again.
            self.attempt(|routes| &mut routes.observe, &[]);
            self.note_events()?;
            self.step_back(now_micros)?;
            let elapsed_micros = now_micros.saturating_sub(self.frame_micros);
            self.sound(elapsed_micros, 0);
        } else if self.is_rewinding {
            self.attempt(|routes| &mut routes.resume_input, &[]);
            self.note_events()?;
            // The next tick is that of this frame, and shows what was shown.
            self.clock.jump(self.clock.next_tick(), now_micros);
        }
        self.is_rewinding = is_held;
        Ok(is_held)
    }

    /// Goes back by one tick, as far as the history reaches; whether it did.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub(super) fn step_back(&mut self, now_micros: u64) -> CoreResult<bool> {
        // The clock stands still at the earliest tick too: time that passes there is not made up for.
        let next_tick = self.clock.next_tick();
        if self.reachable_ticks()? == 0 {
            self.clock.jump(next_tick, now_micros);
            self.tell("this is as far back as it goes");
            return Ok(false);
        }
        let tick = next_tick.saturating_sub(1).to_le_bytes();
        self.routes.rewind.call(&self.client.vtable, &tick, &mut self.reply)?;
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
