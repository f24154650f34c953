//! Where pads come from: nowhere, or gilrs.

mod gilrs;
mod null;
mod stamp;

use self::gilrs::GilrsPads;
use null::NullPads;
use playground_core_client::input::{Control, DeviceChange, DeviceId, Pad, PadSource, RawEvent};

/// The way to the pads of this machine.
pub(crate) enum Backend {
    /// No pads.
    Null(NullPads),
    /// The pads that gilrs finds; boxed, because it is large.
    Gilrs(Box<GilrsPads>),
}

impl Backend {
    /// Before `start`: no pads, and no name.
    pub(crate) fn closed() -> Self {
        Self::Null(NullPads { name: "" })
    }

    /// Opens `source`; where pads cannot be opened there are none, and the log says why.
    pub(crate) fn open(source: PadSource) -> Self {
        match source {
            PadSource::Null => Self::Null(NullPads { name: "null" }),
            PadSource::Auto => match GilrsPads::open() {
                Ok(pads) => Self::Gilrs(Box::new(pads)),
                Err(reason) => {
                    log::warn!("no controllers: {reason}; keys work");
                    Self::Null(NullPads { name: "null" })
                }
            },
        }
    }

    /// As [`Pads::source`](playground_core_client::input::Pads::source) has it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Null(pads) => pads.name,
            Self::Gilrs(_) => "gilrs",
        }
    }

    /// Appends what happened since the last call, each at its own time; tells whether a pad came or went.
    pub(crate) fn poll(&mut self, now_micros: u64, events: &mut Vec<RawEvent>) -> bool {
        match self {
            Self::Null(_) => NullPads::poll(),
            Self::Gilrs(pads) => pads.poll(now_micros, events),
        }
    }

    /// The pads that are plugged in, in the order of their slots; their seats are not known here.
    pub(crate) fn pads(&self) -> Vec<Pad> {
        match self {
            Self::Null(_) => NullPads::pads(),
            Self::Gilrs(pads) => pads.pads(),
        }
    }

    /// Appends the connection of each pad that is plugged in.
    pub(crate) fn announce(&self, micros: u64, events: &mut Vec<RawEvent>) {
        let devices = self.pads().into_iter().filter_map(|pad| DeviceId::pad(pad.slot));
        let connected = Control::Device(DeviceChange::Connected);
        events.extend(devices.map(|device| RawEvent::new(micros, device, connected, 0.0)));
    }
}
