//! A device of the machine.
//!
//! The mixer moves into the device's callback and stays there. When the device goes away both are dropped
//! together, and another backend with another mixer goes on from what the world says.

#![expect(clippy::disallowed_methods, reason = "how busy the audio thread is, is time")]

use crate::backend::format::{DeviceFormat, choose_format};
use crate::backend::health::Health;
use crate::backend::output::{DeviceOutput, to_f32, to_i16, to_i32};
use crate::backend::timing::DeviceTiming;
use crate::mixer::Mixer;
use crate::mixer::rings::{MixerRemote, connect};
use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{BufferSize, Device, OutputCallbackInfo, SampleFormat, Stream};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a device may take to open.
const OPEN_TIMEOUT: Duration = Duration::from_secs(2);

/// An open device that plays a mixer.
pub struct CpalBackend {
    // Dropping it stops the device.
    _stream: Stream,
    health: Arc<Health>,
    name: String,
}

impl CpalBackend {
    /// Opens the default device, or the one whose name holds `name`, and starts it.
    ///
    /// # Errors
    /// [`ErrorKind::NoDevice`] when there is none, or none of that name, or it refuses every format.
    pub fn open(name: Option<&str>, master_gain: f32) -> CoreResult<(Self, MixerRemote)> {
        let (device, format) = choose_device(name)?;
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

impl std::fmt::Debug for CpalBackend {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("CpalBackend").field("name", &self.name).field("health", &self.health).finish()
    }
}

/// Plug-ins of ALSA that play nowhere, or lead to an output that is listed by a name of its own.
const PLUGINS: [&str; 12] = [
    "null",
    "lavrate",
    "samplerate",
    "speexrate",
    "speex",
    "upmix",
    "vdownmix",
    "a52",
    "plughw",
    "dmix",
    "dsnoop",
    "usbstream",
];

/// Whether a person would choose an output, by its id.
fn is_for_people(id: &str) -> bool {
    let Some(output) = id.strip_prefix("alsa:") else { return true };
    let plugin = output.split_once(':').map_or(output, |(plugin, _)| plugin);
    // Two channels are all that there is to hear.
    !PLUGINS.contains(&plugin) && !plugin.starts_with("surround")
}

/// The names of the outputs that a person would choose, that of the default one first; none where there is none.
///
/// # Errors
/// [`ErrorKind::NoDevice`] when the machine does not tell.
pub(super) fn list_devices() -> CoreResult<Vec<String>> {
    quiet_alsa();
    let host = cpal::default_host();
    let listed =
        host.output_devices().map_err(|error| CoreError::new(ErrorKind::NoDevice, error.to_string()))?;
    let own = host.default_output_device().map(|device| device.to_string());
    let mut names: Vec<String> = own.into_iter().collect();
    let is_listed = |device: &Device| device.id().map_or(true, |id| is_for_people(&id.to_string()));
    for name in listed.filter(is_listed).map(|device| device.to_string()) {
        // Several devices of one name cannot be told apart by it.
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

/// The default device, or the one whose name holds `name`, and the best of its formats.
///
/// # Errors
/// [`ErrorKind::NoDevice`] when there is none, or none of that name or with a format that can be written.
pub(super) fn choose_device(name: Option<&str>) -> CoreResult<(Device, DeviceFormat)> {
    quiet_alsa();
    let device = find_device(name)?;
    let offered = device.supported_output_configs().map_err(|error| refused(&device, &error))?;
    match choose_format(offered) {
        Some(format) => Ok((device, format)),
        None => {
            let message = format!("the audio device {device} offers no sample format that is supported");
            Err(CoreError::new(ErrorKind::NoDevice, message))
        }
    }
}

/// What `open` makes of a format; where that fails, of the same one with the device's own block size.
///
/// # Errors
/// Those of the second try.
pub(super) fn open_or_own_size<T>(
    format: DeviceFormat,
    open: impl Fn(DeviceFormat) -> CoreResult<T>,
) -> CoreResult<T> {
    open(format).or_else(|_| {
        // Some devices refuse every size but their own.
        let config = cpal::StreamConfig { buffer_size: BufferSize::Default, ..format.config };
        open(DeviceFormat { config, ..format })
    })
}

/// The default device is that of PulseAudio or `PipeWire` where one of them runs, as cpal decides.
fn find_device(name: Option<&str>) -> CoreResult<Device> {
    let host = cpal::default_host();
    let Some(name) = name else {
        return host
            .default_output_device()
            .ok_or_else(|| CoreError::new(ErrorKind::NoDevice, "this machine has no audio output"));
    };
    let listed =
        host.output_devices().map_err(|error| CoreError::new(ErrorKind::NoDevice, error.to_string()))?;
    let devices: Vec<Device> = listed.collect();
    let wanted = name.to_lowercase();
    // One name may be the beginning of another.
    let exact = devices.iter().find(|device| device.to_string() == name);
    let found = exact.or_else(|| {
        devices.iter().find(|device| {
            let id = device.id().map(|id| id.to_string()).unwrap_or_default();
            device.to_string().to_lowercase().contains(&wanted) || id.to_lowercase().contains(&wanted)
        })
    });
    found.cloned().ok_or_else(|| {
        let names: Vec<String> = devices.iter().map(ToString::to_string).collect();
        let known = if names.is_empty() { "there is none".to_owned() } else { names.join(", ") };
        CoreError::new(ErrorKind::NoDevice, format!("no audio output is called `{name}`"))
            .cure(format!("choose auto, rodio, null or one of these: {known}"))
    })
}

/// Without a sound card ALSA writes eight lines to the terminal; our one warning says as much.
#[cfg(target_os = "linux")]
fn quiet_alsa() {
    // The handler holds for this thread, and what it keeps goes with the next one that is set.
    drop(alsa::Output::local_error_handler());
}

#[cfg(not(target_os = "linux"))]
fn quiet_alsa() {}

fn open_format(
    device: &Device,
    format: DeviceFormat,
    master_gain: f32,
) -> CoreResult<(CpalBackend, MixerRemote)> {
    let (remote, port) = connect();
    let output =
        DeviceOutput::new(Mixer::new(port, master_gain), format.config.channels, format.config.sample_rate);
    let health = Arc::new(Health::default());
    let stream = match format.sample {
        SampleFormat::I16 => build(device, format, output, to_i16, &health),
        SampleFormat::I32 => build(device, format, output, to_i32, &health),
        _ => build(device, format, output, to_f32, &health),
    };
    let stream = stream.map_err(|error| refused(device, &error))?;
    stream.play().map_err(|error| refused(device, &error))?;
    let name = device.to_string();
    log::debug!("audio: {name}, {format:?}");
    Ok((CpalBackend { _stream: stream, health, name }, remote))
}

/// Builds the stream; the sample type is that of `convert`.
fn build<S>(
    device: &Device,
    format: DeviceFormat,
    mut output: DeviceOutput,
    convert: fn(f32) -> S,
    health: &Arc<Health>,
) -> Result<Stream, cpal::Error>
where
    S: cpal::SizedSample + Send + 'static,
{
    let (timing, errors) = (health.clone(), health.clone());
    let mut pace = DeviceTiming::new(format.config.sample_rate);
    device.build_output_stream(
        format.config,
        move |data: &mut [S], _: &OutputCallbackInfo| {
            let begun = Instant::now();
            output.fill(data, convert);
            pace.look(begun, output.frames_of(data.len()), &timing);
        },
        move |error: cpal::Error| errors.note(error.kind()),
        Some(OPEN_TIMEOUT),
    )
}

pub(super) fn refused(device: &Device, error: &impl std::fmt::Display) -> CoreError {
    CoreError::new(ErrorKind::NoDevice, format!("the audio device {device} cannot be opened: {error}"))
}

#[cfg(test)]
mod tests {
    use super::is_for_people;

    #[test]
    fn plugins_that_lead_nowhere_are_not_listed() {
        for id in [
            "alsa:default",
            "alsa:pulse",
            "alsa:jack",
            "alsa:sysdefault:CARD=PCH",
            "alsa:hdmi:CARD=PCH,DEV=0",
        ] {
            assert!(is_for_people(id), "{id}");
        }
        for id in ["alsa:null", "alsa:upmix", "alsa:plughw:CARD=PCH,DEV=0", "alsa:surround51:CARD=PCH,DEV=0"]
        {
            assert!(!is_for_people(id), "{id}");
        }
        assert!(is_for_people("pulseaudio:null"), "a sink may be called anything");
    }
}
