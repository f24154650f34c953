//! The mixer as a source of rodio; a device plays it in `tests/pulse`.

use super::MixerSource;
use crate::backend::format::DeviceFormat;
use crate::backend::health::Health;
use crate::measure::tone;
use crate::mixer::Mixer;
use crate::mixer::rings::{MixerRemote, connect};
use cpal::{BufferSize, SampleFormat, StreamConfig};
use playground_core_client::audio::{AudioAction, AudioCommand, VoiceStart};
use playground_core_types::{CoreResult, ErrorKind};
use rodio::Source;
use std::sync::Arc;

/// A tone of 440 Hz wholly on the left, as a source for a device; the remote keeps its ring open.
fn source(channels: u16, sample_rate: u32) -> (MixerRemote, CoreResult<MixerSource>) {
    let (mut remote, port) = connect();
    let start = VoiceStart { pan: -1.0, looped: true, ..VoiceStart::default() };
    let load = AudioAction::Load { slot: 0, sound: tone(440.0, 0.5, 48_000) };
    for action in [load, AudioAction::Play { voice: 0, start }] {
        remote.send(AudioCommand { frame: 0, action }).unwrap();
    }
    let config = StreamConfig { channels, sample_rate, buffer_size: BufferSize::Fixed(512) };
    let format = DeviceFormat { config, sample: SampleFormat::F32 };
    (remote, MixerSource::new(Mixer::new(port, 1.0), format, &Arc::new(Health::default())))
}

/// The first samples of the tone in each of `channels`; `expected` tells which of them it is in, and how loud.
#[track_caller]
fn check(channels: u16, expected: &[f32]) {
    let (_remote, source) = source(channels, 48_000);
    let mut source = source.unwrap();
    assert_eq!((source.channels().get(), source.sample_rate().get()), (channels, 48_000));
    assert_eq!((source.current_span_len(), source.total_duration()), (None, None), "it never ends");
    for frame in &tone(440.0, 0.5, 1_000).channels[0] {
        for gain in expected {
            assert_eq!(source.next(), Some(frame * gain), "{channels} channels");
        }
    }
}

#[test]
fn rodio_is_given_what_the_mixer_renders() {
    check(1, &[0.5]);
    check(2, &[1.0, 0.0]);
    check(6, &[1.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
}

#[test]
fn a_device_without_channels_or_rate_is_none() {
    for (channels, rate_hertz) in [(0, 48_000), (2, 0)] {
        assert_eq!(source(channels, rate_hertz).1.unwrap_err().kind(), ErrorKind::NoDevice);
    }
}
