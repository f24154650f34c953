//! What a player writes and sets.

use super::{AudioDevice, AudioSettings, BusGains};

#[track_caller]
fn check(text: &str, expected: AudioDevice) {
    assert_eq!(text.parse(), Ok(expected), "{text}");
}

#[test]
fn a_device_is_a_word_of_ours_or_a_name() {
    check("auto", AudioDevice::Auto);
    check("rodio", AudioDevice::Rodio);
    check("null", AudioDevice::Null);
    check("offline", AudioDevice::Offline);
    check("USB headset", AudioDevice::Named("USB headset".to_owned()));
}

#[test]
fn levels_multiply_within_their_range_and_mute_is_silence() {
    let bus_gains = BusGains { master: 0.5, music: 9.0, effects: f32::NAN };
    let settings = AudioSettings { gain: 0.5, bus_gains, ..AudioSettings::default() };
    assert_eq!((settings.master_gain(), settings.music_gain(), settings.effects_gain()), (0.25, 4.0, 0.0));
    let muted = AudioSettings { muted: true, ..settings };
    assert_eq!((muted.master_gain(), muted.music_gain()), (0.0, 4.0));
}
