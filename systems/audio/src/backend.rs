//! Where the mixer's frames go: to a device, into a recording, nowhere at the same pace, or nowhere at all.
//!
//! Every backend is opened with a mixer of its own. When one takes another's place the follower forgets
//! what it told and tells the new mixer all that the world says: nothing else has to survive a device.
//!
//! Reading order: this file, [`null`], [`silent`], [`offline`], [`far`], [`opening`], [`output`],
//! [`format`](mod@format), [`cpal`], [`rodio`], [`timing`], [`watch`].

pub mod null;
pub mod silent;

pub mod offline;

pub mod far;

pub mod opening;

#[cfg(not(target_family = "wasm"))]
pub mod cpal;
#[cfg(not(target_family = "wasm"))]
pub mod format;
pub mod health;
#[cfg(not(target_family = "wasm"))]
pub mod output;
#[cfg(all(feature = "rodio", not(target_family = "wasm")))]
pub mod rodio;
#[cfg(not(target_family = "wasm"))]
pub mod timing;
pub mod watch;

#[cfg(not(target_family = "wasm"))]
use crate::backend::cpal::CpalBackend;
use crate::backend::far::FarBackend;
use crate::backend::health::Health;
use crate::backend::null::NullBackend;
use crate::backend::offline::OfflineBackend;
use crate::backend::opening::Opened;
#[cfg(all(feature = "rodio", not(target_family = "wasm")))]
use crate::backend::rodio::RodioBackend;
use crate::backend::silent::SilentBackend;
use crate::mixer::rings::connect;
use crate::step::timeline::Pace;
use playground_core_client::audio::AudioDevice;
use playground_core_types::CoreResult;

/// What takes the mixer's frames.
#[derive(Debug)]
pub enum Backend {
    /// Nothing is mixed.
    Null(NullBackend),
    /// Mixed in the game's own time and thrown away.
    Silent(SilentBackend),
    /// Mixed tick by tick and kept.
    Offline(OfflineBackend),
    /// Mixed elsewhere, by way of messages.
    Far(FarBackend),
    /// A device.
    #[cfg(not(target_family = "wasm"))]
    Cpal(CpalBackend),
    /// A device, by way of rodio.
    #[cfg(all(feature = "rodio", not(target_family = "wasm")))]
    Rodio(RodioBackend),
}

/// Time that passed, in both of the ways in which backends count it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Passed {
    /// By the clock.
    pub elapsed_micros: u64,
    /// By the ticks that were simulated.
    pub tick_frames: u64,
}

impl Backend {
    /// Opens what `device` names, with the end to steer its mixer by. A device of the machine may take seconds.
    ///
    /// # Errors
    /// [`NoDevice`](playground_core_types::ErrorKind::NoDevice) when there is no such device, or it refuses.
    pub fn open(device: &AudioDevice, master_gain: f32) -> CoreResult<Opened> {
        match device {
            AudioDevice::Null => Ok(Self::null()),
            AudioDevice::Offline => Ok(Self::offline(master_gain)),
            device => Self::open_device(device, master_gain),
        }
    }

    /// A browser plays nothing that it was not given by its own sound thread.
    #[cfg(target_family = "wasm")]
    fn open_device(_: &AudioDevice, master_gain: f32) -> CoreResult<Opened> {
        let (remote, port) = connect();
        Ok((Self::Far(FarBackend::new(port, master_gain)), remote))
    }

    #[cfg(not(target_family = "wasm"))]
    fn open_device(device: &AudioDevice, master_gain: f32) -> CoreResult<Opened> {
        #[cfg(feature = "rodio")]
        if *device == AudioDevice::Rodio {
            let (device, remote) = RodioBackend::open(master_gain)?;
            return Ok((Self::Rodio(device), remote));
        }
        let name = if let AudioDevice::Named(name) = device { Some(name.as_str()) } else { None };
        let (device, remote) = CpalBackend::open(name, master_gain)?;
        Ok((Self::Cpal(device), remote))
    }

    /// The backend that mixes tick by tick.
    pub fn offline(master_gain: f32) -> Opened {
        let (remote, port) = connect();
        (Self::Offline(OfflineBackend::new(port, master_gain)), remote)
    }

    /// The backend that only counts.
    pub fn null() -> Opened {
        let (remote, port) = connect();
        (Self::Null(NullBackend::new(port)), remote)
    }

    /// The backend that plays to nobody.
    pub fn silent(master_gain: f32) -> Opened {
        let (remote, port) = connect();
        (Self::Silent(SilentBackend::new(port, master_gain)), remote)
    }

    /// The clock that the mixer runs by, which stands at `mixer_frame`.
    pub fn pace(&self, mixer_frame: u64) -> Pace {
        match self {
            Self::Null(_) | Self::Offline(_) => Pace::Exact { mixer_frame },
            _ => Pace::Live { mixer_frame },
        }
    }

    /// Lets time pass; what an offline backend mixed is appended to `recorded`.
    pub fn advance(&mut self, passed: Passed, recorded: &mut Vec<f32>) {
        match self {
            Self::Null(null) => null.advance(passed.tick_frames),
            Self::Silent(silent) => silent.advance(passed.elapsed_micros),
            Self::Far(far) => far.advance(),
            Self::Offline(offline) => offline.advance(passed.tick_frames, recorded),
            // The device asks for its frames itself.
            #[cfg(not(target_family = "wasm"))]
            Self::Cpal(_) => {}
            #[cfg(all(feature = "rodio", not(target_family = "wasm")))]
            Self::Rodio(_) => {}
        }
    }

    /// How the device is doing, where there is one.
    pub fn health(&self) -> Option<&Health> {
        match self {
            #[cfg(not(target_family = "wasm"))]
            Self::Cpal(device) => Some(device.health()),
            #[cfg(all(feature = "rodio", not(target_family = "wasm")))]
            Self::Rodio(device) => Some(device.health()),
            _ => None,
        }
    }

    /// What it is, for people.
    pub fn name(&self) -> &str {
        match self {
            Self::Null(_) => "null",
            Self::Silent(_) => "silent",
            Self::Offline(_) => "offline",
            Self::Far(_) => "worklet",
            #[cfg(not(target_family = "wasm"))]
            Self::Cpal(device) => device.name(),
            #[cfg(all(feature = "rodio", not(target_family = "wasm")))]
            Self::Rodio(device) => device.name(),
        }
    }
}
