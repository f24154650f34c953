//! What was so a moment ago and still counts: a press before the ground, the ground behind an edge.

use playground_core_ecs::{TickRate, component};

/// A moment that counts for some ticks, or until it is used. Plain data, for a field of a game's own component.
///
/// A jump that forgives both ways needs two of them: the press is kept for a while (a buffer), and so is the ground
/// (coyote time). Foxfire's `hero.rs` is this in whole:
///
/// ```
/// use playground_core_client::input::Grace;
///
/// let (mut asked, mut ground) = (Grace::default(), Grace::default());
/// // In every tick, with what the tick says:
/// let (is_pressed, is_grounded) = (true, false);
/// asked.note(is_pressed, 7);
/// ground.note(is_grounded, 5);
/// let jumps = Grace::take_both(&mut asked, &mut ground);
/// assert!(!jumps, "the press waits for the ground");
/// asked.note(false, 7);
/// ground.note(true, 5);
/// assert!(Grace::take_both(&mut asked, &mut ground), "here it is");
/// asked.note(false, 7);
/// assert!(!asked.is_on(), "one press is one jump");
/// ```
#[component]
#[derive(Default)]
pub struct Grace {
    /// For how many ticks it counts, this one included.
    pub left_ticks: u32,
}

impl Grace {
    /// Notes, once in every tick, whether it is so; it counts for so many ticks after the last one in which it was.
    pub fn note(&mut self, is_so: bool, ticks: u32) {
        self.left_ticks = if is_so { ticks.saturating_add(1) } else { self.left_ticks.saturating_sub(1) };
    }

    /// The same with a time in seconds, in a game whose rate may change; whole ticks, the nearest number.
    pub fn note_for(&mut self, is_so: bool, seconds: f32, rate: &TickRate) {
        // A cast of a float stays within the range of the number.
        self.note(is_so, (seconds * rate.hertz as f32).round() as u32);
    }

    /// Whether it counts.
    pub fn is_on(&self) -> bool {
        self.left_ticks > 0
    }

    /// Uses it up; whether it did count.
    pub fn take(&mut self) -> bool {
        std::mem::take(&mut self.left_ticks) > 0
    }

    /// Uses both up, if both count.
    pub fn take_both(one: &mut Self, other: &mut Self) -> bool {
        let are_on = one.is_on() && other.is_on();
        if are_on {
            (one.left_ticks, other.left_ticks) = (0, 0);
        }
        are_on
    }
}
