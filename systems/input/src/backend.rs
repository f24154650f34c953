//! Where pads come from: nowhere, gilrs, a log, or the platform, which tells of them.

mod effect;
mod family;
#[cfg(not(target_family = "wasm"))]
mod gilrs;
mod log;
#[cfg(not(target_family = "wasm"))]
mod motors;
mod null;
#[cfg(not(target_family = "wasm"))]
mod parts;
#[cfg(not(target_family = "wasm"))]
mod place;
#[cfg(not(target_family = "wasm"))]
mod reader;
#[cfg(not(target_family = "wasm"))]
mod slots;
#[cfg(not(target_family = "wasm"))]
mod stamp;
pub(crate) mod told;

#[cfg(not(target_family = "wasm"))]
use self::gilrs::GilrsPads;
use self::log::LogPads;
use self::told::{PadState, ToldPads};
use crate::mapping::database::Database;
use null::NullPads;
use playground_core_client::input::{
    Control, DeviceChange, DeviceId, InputLog, Pad, PadFeature, PadSource, RawEvent, RumblePayload,
};

/// The way to the pads of this machine.
pub(crate) enum Backend {
    /// No pads.
    Null(NullPads),
    /// The pads that gilrs finds; boxed, because it is large.
    #[cfg(not(target_family = "wasm"))]
    Gilrs(Box<GilrsPads>),
    /// The pads of a log.
    Log(Box<LogPads>),
    /// The pads that the platform tells of; boxed, because they are large.
    #[cfg_attr(not(target_family = "wasm"), expect(dead_code, reason = "only a page tells of pads"))]
    Told(Box<ToldPads>),
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
            PadSource::Auto => Self::open_auto(database),
        }
    }

    #[cfg(target_family = "wasm")]
    fn open_auto(database: Database) -> Self {
        Self::Told(Box::new(ToldPads::new(database)))
    }

    #[cfg(not(target_family = "wasm"))]
    fn open_auto(database: Database) -> Self {
        match GilrsPads::open(database) {
            Ok(pads) => Self::Gilrs(Box::new(pads)),
            Err(reason) => {
                ::log::warn!("no controllers: {reason}; keys work");
                Self::Null(NullPads { name: "null" })
            }
        }
    }

    /// The platform tells how the pad of a slot stands, or that it is gone; those that come another way stay.
    pub(crate) fn tell(&mut self, slot: usize, pad: Option<PadState>) {
        if let Self::Told(pads) = self {
            pads.tell(slot, pad);
        }
    }

    /// As [`Pads::source`](playground_core_client::input::Pads::source) has it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Null(pads) => pads.name,
            #[cfg(not(target_family = "wasm"))]
            Self::Gilrs(_) => "gilrs",
            Self::Log(_) => "log",
            Self::Told(_) => "web",
        }
    }

    /// Appends what happened since the last call, each at its own time; tells whether a pad came, went or is described
    /// otherwise.
    pub(crate) fn poll(&mut self, now_micros: u64, events: &mut Vec<RawEvent>) -> bool {
        match self {
            Self::Null(_) => NullPads::poll(),
            #[cfg(not(target_family = "wasm"))]
            Self::Gilrs(pads) => pads.poll(now_micros, events),
            Self::Log(pads) => pads.poll(now_micros, events),
            Self::Told(pads) => pads.poll(now_micros, events),
        }
    }

    /// The pads that are plugged in, in the order of their slots; their seats are not known here.
    pub(crate) fn pads(&self) -> Vec<Pad> {
        match self {
            Self::Null(_) => NullPads::pads(),
            #[cfg(not(target_family = "wasm"))]
            Self::Gilrs(pads) => pads.pads(),
            Self::Log(pads) => pads.pads(),
            Self::Told(pads) => pads.pads(),
        }
    }

    /// What the pad in a slot is to feel, weak and strong, by the platform that moves its motors.
    pub(crate) fn felt(&self, slot: usize) -> [f32; 2] {
        if let Self::Told(pads) = self { pads.felt(slot) } else { [0.0; 2] }
    }

    /// Lets the world's wish be felt by the pad in a slot; nothing where it cannot.
    pub(crate) fn feel(&mut self, slot: u32, levels: [f32; 2]) {
        match self {
            #[cfg(not(target_family = "wasm"))]
            Self::Gilrs(pads) => pads.feel(slot, levels),
            Self::Told(pads) => pads.feel(slot as usize, levels),
            Self::Null(_) | Self::Log(_) => {}
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
        match self {
            #[cfg(not(target_family = "wasm"))]
            Self::Gilrs(pads) => pads.play(effect),
            Self::Told(pads) => pads.play(effect),
            Self::Null(_) | Self::Log(_) => {}
        }
        Ok(())
    }

    /// Other mappings count from now on.
    pub(crate) fn remap(&mut self, database: Database) {
        match self {
            #[cfg(not(target_family = "wasm"))]
            Self::Gilrs(pads) => {
                ::log::info!("mappings are read anew");
                pads.remap(database);
            }
            Self::Told(pads) => pads.remap(database),
            Self::Null(_) | Self::Log(_) => drop(database),
        }
    }

    /// Whether unmapped parts are told too; a log has those that it has.
    pub(crate) fn want_raw(&mut self, is_wanted: bool) {
        match self {
            #[cfg(not(target_family = "wasm"))]
            Self::Gilrs(pads) => pads.want_raw(is_wanted),
            Self::Told(pads) => pads.want_raw(is_wanted),
            Self::Null(_) | Self::Log(_) => _ = is_wanted,
        }
    }

    /// Appends the connection of each pad that is plugged in.
    pub(crate) fn announce(&self, micros: u64, events: &mut Vec<RawEvent>) {
        let devices = self.pads().into_iter().filter_map(|pad| DeviceId::pad(pad.slot));
        let connected = Control::Device(DeviceChange::Connected);
        events.extend(devices.map(|device| RawEvent::new(micros, device, connected, 0.0)));
    }
}
