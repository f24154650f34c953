//! What becomes of the pointer: the wish of the game that plays; in every screen of the runtime it is free.

use super::Session;
use playground_core_client::input::PointerWish;
use playground_core_client::shell::Phase;
use playground_core_types::{CoreResult, read_now, write_now};

impl Session {
    /// Tells the window what is wanted of the pointer in this frame. Who only watches keeps theirs.
    pub(crate) fn want_pointer(&self) -> CoreResult<()> {
        let is_played = self.phase == Phase::Playing && !self.is_demo() && !self.is_replaying();
        let wish: PointerWish = if is_played {
            read_now(&self.client.ecs.world)?.resource().unwrap_or_default()
        } else {
            PointerWish::default()
        };
        *write_now(&self.client.pointer_wish)? = wish;
        Ok(())
    }

    /// The player took the pointer from a game that holds it: the game waits.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub fn lose_pointer(&mut self, now_micros: u64) -> CoreResult<()> {
        if self.phase == Phase::Playing { self.hide(now_micros) } else { Ok(()) }
    }
}
