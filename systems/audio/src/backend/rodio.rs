//! A device of the machine by way of rodio, whose output stream pulls the same mixer sample by sample.
//!
//! It is the second backend of one contract, chosen by `--audio rodio`: proof that the way out can be replaced, and
//! something to compare with. rodio looks for new sources before every frame and adds up those it has; here
//! that is a single one, in the channels and at the rate of the device already, so nothing is converted twice.

#![expect(clippy::disallowed_methods, reason = "how busy the audio thread is, is time")]

use crate::backend::cpal::{choose_device, open_or_own_size, refused};
use crate::backend::format::DeviceFormat;
use crate::backend::health::Health;
use crate::backend::output::{DeviceOutput, to_f32};
use crate::backend::timing::DeviceTiming;
use crate::mixer::rings::{MixerRemote, connect};
use crate::mixer::{BLOCK_FRAMES, Mixer};
use cpal::Device;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use rodio::{DeviceSinkBuilder, MixerDeviceSink, Source};
use std::num::NonZero;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// An open device that plays a mixer.
pub struct RodioBackend {
    // Dropping it stops the device.
    _sink: MixerDeviceSink,
    health: Arc<Health>,
    name: String,
}

impl RodioBackend {
    /// Opens the default device and starts it.
    ///
    /// # Errors
    /// [`ErrorKind::NoDevice`] when there is none, or it refuses every format.
    pub fn open(master_gain: f32) -> CoreResult<(Self, MixerRemote)> {
        let (device, format) = choose_device(None)?;
        open_or_own_size(format, |format| open_format(&device, format, master_gain))
    }

    /// How the device is doing.
    pub fn health(&self) -> &Health {
        &self.health
    }

    /// The device's name, for people.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl std::fmt::Debug for RodioBackend {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("RodioBackend")
            .field("name", &self.name)
            .field("health", &self.health)
            .finish_non_exhaustive()
    }
}

fn open_format(
    device: &Device,
    format: DeviceFormat,
    master_gain: f32,
) -> CoreResult<(RodioBackend, MixerRemote)> {
    let (remote, port) = connect();
    let health = Arc::new(Health::default());
    let source = MixerSource::new(Mixer::new(port, master_gain), format, &health)?;
    let errors = health.clone();
    let opened = DeviceSinkBuilder::default()
        .with_device(device.clone())
        .with_config(&format.config)
        .with_sample_format(format.sample)
        .with_error_callback(move |error: cpal::Error| errors.note(error.kind()))
        .open_stream();
    let mut sink = opened.map_err(|error| refused(device, &error))?;
    sink.log_on_drop(false);
    sink.mixer().add(source);
    let name = format!("{device} (rodio)");
    log::debug!("audio: {name}, {format:?}");
    Ok((RodioBackend { _sink: sink, health, name }, remote))
}

/// The mixer as a sound without end.
#[derive(Debug)]
pub struct MixerSource {
    output: DeviceOutput,
    channels: NonZero<u16>,
    rate_hertz: NonZero<u32>,
    /// All its memory is taken when it is made: the device's thread takes none.
    block: Vec<f32>,
    /// How many samples of the block are used up.
    used: usize,
    timing: DeviceTiming,
    health: Arc<Health>,
}

impl MixerSource {
    /// A source of the channels and the rate of `format`.
    ///
    /// # Errors
    /// [`ErrorKind::NoDevice`] for a format without channels or rate.
    pub fn new(mixer: Mixer, format: DeviceFormat, health: &Arc<Health>) -> CoreResult<Self> {
        let (channels, rate_hertz) = (format.config.channels, format.config.sample_rate);
        let (Some(channels), Some(rate_hertz)) = (NonZero::new(channels), NonZero::new(rate_hertz)) else {
            return Err(CoreError::new(ErrorKind::NoDevice, "the audio device has no channels"));
        };
        let samples = usize::from(channels.get()) * BLOCK_FRAMES;
        Ok(Self {
            output: DeviceOutput::new(mixer, channels.get(), rate_hertz.get()),
            channels,
            rate_hertz,
            block: vec![0.0; samples],
            used: samples,
            timing: DeviceTiming::new(rate_hertz.get()),
            health: health.clone(),
        })
    }
}

impl Iterator for MixerSource {
    type Item = f32;

    #[inline]
    fn next(&mut self) -> Option<f32> {
        if self.used == self.block.len() {
            let begun = Instant::now();
            self.output.fill(&mut self.block, to_f32);
            self.timing.look(begun, BLOCK_FRAMES, &self.health);
            self.used = 0;
        }
        self.used += 1;
        Some(self.block[self.used - 1])
    }
}

impl Source for MixerSource {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> NonZero<u16> {
        self.channels
    }

    fn sample_rate(&self) -> NonZero<u32> {
        self.rate_hertz
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}

#[cfg(test)]
mod tests;
