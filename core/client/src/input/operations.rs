//! The operations of the system `input`: their names and what they take and answer.
//!
//! | operation | lane | payload | answer |
//! |---|---|---|---|
//! | [`POLL`] | direct | [`PollPayload`] | nothing; the pads' events are in `raw_events` |
//! | [`TOUCH`] | direct | [`TouchPayload`](super::TouchPayload) | nothing; of `raw_events` what fingers do on the `touch_pad` is that of a virtual pad |
//! | [`RESOLVE`] | direct | [`ResolvePayload`] | one [`ActionFrame`](super::ActionFrame); `gestures` are those of the tick |
//! | [`OBSERVE`] | direct | nothing | nothing; `raw_events` is empty |
//! | [`RESUME`] | direct | nothing | nothing; `raw_events` is empty |
//! | [`RESET`] | direct | nothing | nothing; `action_map` is built from the manifest and `remap` |
//! | [`REBUILD`] | direct | nothing | nothing; `action_map` is built from the manifest and `remap` |
//! | [`FOCUS_LOST`] | direct | [`PollPayload`] | nothing; the event is in `raw_events` |
//! | [`LOAD_SCRIPT`] | direct | nothing | nothing; `input_script` has its events |
//! | [`RUMBLE`] | direct | [`RumblePayload`](super::RumblePayload) | nothing |
//! | [`FEEL`] | direct | [`FeelPayload`](super::FeelPayload) | nothing |
//! | [`LOAD_PADS`] | direct | nothing | nothing; `pad_settings` counts |
//! | [`READ_LOG`] | direct | the bytes of a log | nothing; `input_log` has its events |
//! | [`WRITE_LOG`] | direct | nothing | the bytes of `input_log` as a file |
//! | [`START`] | queue | [`PadSource::as_bytes`] | nothing; `pads` says what there is |

use bytemuck::{Pod, Zeroable};

/// The system's name on the `VTable`.
pub const SYSTEM: &str = "input";
/// Opens the pads.
pub const START: &str = "start";
/// Reads the pads.
pub const POLL: &str = "poll";
/// Lets fingers steer by the touch pad on the screen: once a frame, before anybody looks at the new events.
///
/// What a finger does on the pad is taken out of `raw_events`, and what the virtual pad
/// [`TOUCH_PAD_NUMBER`](super::TOUCH_PAD_NUMBER) says is put in its place, at the same time.
pub const TOUCH: &str = "touch";
/// Makes the [`ActionFrame`](super::ActionFrame) of a tick.
pub const RESOLVE: &str = "resolve";
/// Takes in the events of a frame in which no tick can run: a menu, a pause, the loading of a game.
///
/// They reach no action. What is down is remembered for [`RESUME`]; a pad that comes or goes is seated or
/// gives its seat up at once. To be called after those who look at `raw_events`, for it empties them; a
/// frame of a running game that merely has no tick due leaves them where they are.
pub const OBSERVE: &str = "observe";
/// Goes on after frames that were observed: actions hold what is down now on keyboard, mouse and pads.
///
/// It observes what waits in `raw_events` first. What was let go meanwhile counts as released in the next
/// tick; what is down counts as held and not as pressed, for the press was meant for somebody else. After
/// [`RESET`] too, where a stick that is held already is to move the new game.
pub const RESUME: &str = "resume";
/// Begins a new game: nothing is held, actions are those of its manifest under the client's `remap`, and the
/// `input_settings` count. In a game that seats by itself the pads that are plugged in have their seats at once,
/// in the order of their slots; in one whose players join by pressing they have those that are ready. Events that
/// wait are observed; `raw_events` then begins with the pads' connections and the place of the mouse, for whoever
/// records it, and must not be cleared.
pub const RESET: &str = "reset";
/// The client's `remap` changed: the bindings of the running game are built anew.
///
/// Seats stay, and so does what is held: what is down under a new binding counts as held and not as pressed, and
/// what nothing holds any more counts as released in the next tick.
pub const REBUILD: &str = "rebuild";
/// The window lost the focus.
pub const FOCUS_LOST: &str = "focus_lost";
/// Parses the text of `input_script`, or reads its log.
pub const LOAD_SCRIPT: &str = "load_script";
/// Lets one pad rumble, outside of any world: a test, a menu.
///
/// Fails with a clear error where the pad cannot, or is not there.
pub const RUMBLE: &str = "rumble";
/// Lets all pads feel what the world wishes, seat by seat; it holds until the next call, and for a second at most.
///
/// A pad that cannot rumble feels nothing. Levels are scaled by the player's settings.
pub const FEEL: &str = "feel";
/// The client's `pad_settings` changed: mappings and rumble are as they say from now on.
pub const LOAD_PADS: &str = "load_pads";
/// Reads a log of input.
pub const READ_LOG: &str = "read_log";
/// Writes the log of input as a file.
pub const WRITE_LOG: &str = "write_log";

/// What [`POLL`] and [`FOCUS_LOST`] take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct PollPayload {
    /// Now. Unit: microseconds since the session started.
    pub now_micros: u64,
}

/// What [`RESOLVE`] takes: a tick and its window of time.
///
/// Events before the end of the window belong to the tick, late ones too; the rest wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct ResolvePayload {
    /// The number of the tick, for the script.
    pub tick: u64,
    /// Unit: microseconds since the session started.
    pub start_micros: u64,
    /// Unit: microseconds since the session started; excluded.
    pub end_micros: u64,
}

/// Where pads come from; what [`START`] takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PadSource {
    /// The pads of this machine, or none where it has no way to them.
    Auto,
    /// No pads.
    Null,
    /// The pads of the client's `input_log`, at the pace of the log.
    Log,
}

impl PadSource {
    /// The payload.
    pub const fn as_bytes(self) -> &'static [u8] {
        match self {
            Self::Auto => b"auto",
            Self::Null => b"null",
            Self::Log => b"log",
        }
    }

    /// The source that a payload names.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        [Self::Auto, Self::Null, Self::Log].into_iter().find(|source| source.as_bytes() == bytes)
    }
}
