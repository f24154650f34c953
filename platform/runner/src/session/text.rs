//! Who wants text: the game that plays, or a screen of the runtime.

use super::Session;
use playground_core_client::input::TextWish;
use playground_core_client::shell::Phase;
use playground_core_types::{CoreResult, read_now, write_now};

impl Session {
    /// Tells the window what is wanted of it in this frame.
    pub(crate) fn want_text(&mut self) -> CoreResult<()> {
        let wish = match self.phase {
            Phase::Playing if self.is_demo() => TextWish::default(),
            Phase::Playing => read_now(&self.client.ecs.world)?.resource().unwrap_or_default(),
            // A log of a keyboard is to have all that can be typed on it.
            Phase::Pads => TextWish { is_wanted: 1, ..self.shell_state.text_wish },
            _ => self.shell_state.text_wish,
        };
        let mut entry = write_now(&self.client.text_entry)?;
        if wish.is_wanted == 0 {
            entry.preedit.clear();
            entry.preedit_cursor = None;
        }
        entry.wish = wish;
        Ok(())
    }
}
