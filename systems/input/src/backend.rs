//! Where pads come from: nowhere, gilrs, or a log.

mod family;
mod gilrs;
mod log;
mod motors;
mod null;
mod parts;
mod place;
mod reader;
mod slots;
mod stamp;

use self::gilrs::GilrsPads;
use self::log::LogPads;
use crate::mapping::database::Database;
use ::log::{info, warn};
use null::NullPads;
use playground_core_client::input::{
    Control, DeviceChange, DeviceId, InputLog, Pad, PadFeature, PadSource, RawEvent, RumblePayload,
};

/// The way to the pads of this machine.
pub(crate) enum Backend {
    /// No pads.
    Null(NullPads),
    /// The pads that gilrs finds; boxed, because it is large.
    Gilrs(Box<GilrsPads>),
    /// The pads of a log.
    Log(Box<LogPads>),
}

impl Backend {
    /// Before `start`: no pads, and no name.
    pub(crate) fn closed() -> Self {
        Self::Null(NullPads { name: "" })
    }

    /// Opens `source`; where pads cannot be opened there are none, and the log says why.
    pub(crate) fn open(source: PadSource, database: Database, log: &InputLog) -> Self {
        match source {
            PadSource::Null => Self::Null(NullPads { name: "null" }),
            PadSource::Log => Self::Log(Box::new(LogPads::new(log))),
            PadSource::Auto => match GilrsPads::open(database) {
                Ok(pads) => Self::Gilrs(Box::new(pads)),
                Err(reason) => {
                    warn!("no controllers: {reason}; keys work");
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
            Self::Log(_) => "log",
        }
    }

    /// Appends what happened since the last call, each at its own time; tells whether a pad came, went or is described
    /// otherwise.
    pub(crate) fn poll(&mut self, now_micros: u64, events: &mut Vec<RawEvent>) -> bool {
        match self {
            Self::Null(_) => NullPads::poll(),
            Self::Gilrs(pads) => pads.poll(now_micros, events),
            Self::Log(pads) => pads.poll(now_micros, events),
        }
    }

    /// The pads that are plugged in, in the order of their slots; their seats are not known here.
    pub(crate) fn pads(&self) -> Vec<Pad> {
        match self {
            Self::Null(_) => NullPads::pads(),
            Self::Gilrs(pads) => pads.pads(),
            Self::Log(pads) => pads.pads(),
        }
    }

    /// Lets the world's wish be felt by the pad in a slot; nothing where it cannot.
    pub(crate) fn feel(&mut self, slot: u32, levels: [f32; 2]) {
        if let Self::Gilrs(pads) = self {
            pads.feel(slot, levels);
        }
    }

    /// Lets a pad rumble.
    ///
    /// Fails, in words, where there is no such pad or it cannot.
    pub(crate) fn play(&mut self, effect: RumblePayload) -> Result<(), String> {
        let device = effect.device;
        let pad = self.pads().into_iter().find(|pad| Some(pad.slot) == device.pad_slot());
        let pad = pad.ok_or_else(|| format!("{device} is not plugged in"))?;
        if !pad.capabilities.supports(PadFeature::Rumble) {
            return Err(format!("rumble is not supported by {device} ({}) here", pad.name));
        }
        if let Self::Gilrs(pads) = self {
            pads.play(effect);
        }
        Ok(())
    }

    /// Other mappings count from now on.
    pub(crate) fn remap(&mut self, database: Database) {
        if let Self::Gilrs(pads) = self {
            info!("mappings are read anew");
            pads.remap(database);
        }
    }

    /// Whether unmapped parts are told too.
    pub(crate) fn want_raw(&mut self, is_wanted: bool) {
        if let Self::Gilrs(pads) = self {
            pads.want_raw(is_wanted);
        }
    }

    /// Appends the connection of each pad that is plugged in.
    pub(crate) fn announce(&self, micros: u64, events: &mut Vec<RawEvent>) {
        let devices = self.pads().into_iter().filter_map(|pad| DeviceId::pad(pad.slot));
        let connected = Control::Device(DeviceChange::Connected);
        events.extend(devices.map(|device| RawEvent::new(micros, device, connected, 0.0)));
    }
}
