//! How a player wants sticks and buttons to answer: settings that lie over those of the game.

use serde::{Deserialize, Serialize};

/// A setting that changes nothing. Unit: percent.
pub const TUNING_PERCENT: u16 = 100;

/// The least and the most that a percentage of a [`Tuning`] counts as.
pub const TUNING_PERCENT_RANGE: std::ops::RangeInclusive<u16> = 10..=1_000;

/// The players' settings for one game. A menu changes `client.tuning`, then calls
/// [`REBUILD`](super::operations::REBUILD); whoever keeps files keeps it beside the [`Remap`](super::Remap).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tuning {
    /// For all seats: how long a button is held until a repeat that has no time of its own begins; 0 is never, and
    /// `None` [`REPEAT_DELAY_MILLIS`](super::REPEAT_DELAY_MILLIS). Unit: milliseconds.
    pub repeat_delay_millis: Option<u16>,
    /// For whole seats; the last one for a seat counts.
    pub seats: Vec<SeatTuning>,
    /// For actions; the last one that is of the seat, or of all, counts.
    pub actions: Vec<ActionTuning>,
}

/// What counts for all actions of a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SeatTuning {
    /// Whose; 0 for all seats. Range: 0 to [`SEAT_COUNT_MAX`](super::SEAT_COUNT_MAX).
    pub seat: u32,
    /// Whether the left stick of the pad is the right one, and the other way round; their buttons too.
    pub are_sticks_swapped: bool,
    /// How slow hands may be: all times of tap, hold, double and repeat are so much of those that the game says. Range:
    /// [`TUNING_PERCENT_RANGE`].
    pub time_percent: u16,
}

/// What counts for one action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActionTuning {
    /// As in the manifest.
    pub action: String,
    /// Whose; 0 for all seats. Range: 0 to [`SEAT_COUNT_MAX`](super::SEAT_COUNT_MAX).
    pub seat: u32,
    /// For axes and sticks on pads: so much of the value. Range: [`TUNING_PERCENT_RANGE`].
    pub sensitivity_percent: u16,
    /// For axes and sticks: left is right; of an axis, less is more.
    pub is_x_inverted: bool,
    /// For sticks: up is down.
    pub is_y_inverted: bool,
    /// For axes and sticks on pads: in place of the game's. Unit: hundredths. Range: 0 to 90.
    pub dead_zone_hundredths: Option<u32>,
    /// For buttons: one press holds it down, the next one lets it go.
    pub is_toggled: bool,
}

impl Default for SeatTuning {
    /// Nothing is otherwise.
    fn default() -> Self {
        Self { seat: 0, are_sticks_swapped: false, time_percent: TUNING_PERCENT }
    }
}

impl Default for ActionTuning {
    /// Nothing is otherwise.
    fn default() -> Self {
        Self {
            action: String::new(),
            seat: 0,
            sensitivity_percent: TUNING_PERCENT,
            is_x_inverted: false,
            is_y_inverted: false,
            dead_zone_hundredths: None,
            is_toggled: false,
        }
    }
}

impl Tuning {
    /// What counts for a seat.
    pub fn of_seat(&self, seat: u32) -> SeatTuning {
        let entry = self.seats.iter().rev().find(|entry| entry.seat == 0 || entry.seat == seat);
        entry.copied().unwrap_or_default()
    }

    /// What counts for an action of a seat.
    pub fn of_action(&self, action: &str, seat: u32) -> ActionTuning {
        let is_of = |entry: &&ActionTuning| entry.action == action && (entry.seat == 0 || entry.seat == seat);
        self.actions.iter().rev().find(is_of).cloned().unwrap_or_default()
    }

    /// Sets what counts for a seat, in the place of what was set for it before.
    pub fn set_seat(&mut self, tuning: SeatTuning) {
        self.seats.retain(|entry| entry.seat != tuning.seat);
        self.seats.push(tuning);
    }

    /// Sets what counts for an action of a seat, in the place of what was set for it before.
    pub fn set_action(&mut self, tuning: ActionTuning) {
        self.actions.retain(|entry| (&entry.action, entry.seat) != (&tuning.action, tuning.seat));
        self.actions.push(tuning);
    }
}
