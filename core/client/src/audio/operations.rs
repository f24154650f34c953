//! The names of the system and of what it can be asked, with their payloads.

use bytemuck::{Pod, Zeroable};

/// The system's name on the VTable.
pub const SYSTEM: &str = "audio";

/// Queue: opens the device of `Client::audio_settings` and clears statistics and recording. No payload, no
/// answer. The machine's own output opens meanwhile; a device that was asked for by name is awaited, and
/// fails with `NoDevice` when none has that name. Without its device audio plays into silence, and tries
/// again every few seconds.
pub const START: &str = "start";

/// Queue: closes the device; voices are only counted afterwards. No payload, no answer.
pub const STOP: &str = "stop";

/// Queue: encodes `Client::recorded_audio` as a WAV file into `Client::recorded_wav`. No payload, no answer.
pub const WAV: &str = "wav";

/// Queue: writes the names of the machine's outputs into `Client::audio_devices`, as `AudioDevice::Named` takes them;
/// the machine's own choice comes first. No payload, no answer.
pub const LIST: &str = "list";

/// Direct, after the ticks of a frame: lets the mixer follow the world. Payload [`FollowFrame`], no reply.
pub const FOLLOW: &str = "follow";

/// Direct, when a game begins or is loaded again: fades all voices out and forgets all sounds; the
/// buses are those of `Assets::manifest` from here on. No payload, no reply.
pub const RESET: &str = "reset";

/// Direct: brings `Client::audio_stats` up to date. No payload, no reply.
pub const STATS: &str = "stats";

/// Which part of the game's time the mixer is to follow.
///
/// A frame without a tick is one too: it keeps the silent device's pace. Where a frame runs several ticks,
/// one call for each tick hears even the voices that live shorter than the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Pod, Zeroable)]
#[repr(C)]
pub struct FollowFrame {
    /// The number of the tick that will be simulated next; all before it are in the world.
    pub next_tick: u64,
    /// How much time passed since the last call.
    ///
    /// Unit: microseconds.
    pub elapsed_micros: u64,
    /// How many ticks were simulated since the last call. A world whose `next_tick` is not the last one
    /// plus these was restored: the mixer seeks.
    pub ticks: u32,
    /// 1 while the game is paused, 0 otherwise.
    pub paused: u32,
}
