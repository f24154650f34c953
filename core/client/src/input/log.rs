//! The log of input: what devices said, as a file.
//!
//! It is what `playground pads --log` writes and `--input` plays: the same events, the same ticks, the same actions.
//! A recording of the world (`--record`) holds something else, the actions of each tick, because a
//! recording must not depend on how a player has bound their keys.

use super::device::{MappingOrigin, PadCapabilities, PadFamily, PadIdentity};
use super::event::DeviceId;
use super::script::ScriptEvent;
use std::collections::BTreeMap;

/// A log that is being written or was read. What a device said in one tick is coalesced: of an axis the turning
/// points and the last value stay, a mouse's movements are summed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InputLog {
    /// Whether events are to be kept.
    pub is_wanted: bool,
    /// Whether pads are to send their unmapped elements too.
    pub is_raw_wanted: bool,
    /// Ticks in a second. Unit: hertz.
    pub hertz: u32,
    /// Who the pads were, by device.
    pub devices: BTreeMap<DeviceId, LoggedDevice>,
    /// The events, sorted by tick and time.
    pub events: Vec<ScriptEvent>,
}

/// What a log says of a pad.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoggedDevice {
    /// As it was named.
    pub name: String,
    /// Who it was.
    pub identity: PadIdentity,
    /// Whose pictures its buttons have.
    pub family: PadFamily,
    /// What it could do.
    pub capabilities: PadCapabilities,
    /// Where its mapping came from.
    pub mapping_origin: MappingOrigin,
    /// Its mapping, a line of SDL's format.
    pub mapping: String,
}

/// When the events of the last frame happened, for those who measure: the events that its ticks took from devices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InputTimes {
    /// Unit: microseconds since the session started. Shape: at most [`INPUT_TIME_COUNT_MAX`]; whoever reads empties it.
    pub event_micros: Vec<u64>,
}

/// The most events of a frame whose times are kept.
pub const INPUT_TIME_COUNT_MAX: usize = 64;
