//! Which of a device's formats is taken.

use super::choose_format;
use cpal::{BufferSize, SampleFormat, SupportedBufferSize, SupportedStreamConfigRange};

fn offer(channels: u16, rates: (u32, u32), sample: SampleFormat) -> SupportedStreamConfigRange {
    SupportedStreamConfigRange::new(channels, rates.0, rates.1, SupportedBufferSize::Unknown, sample)
}

#[track_caller]
fn check(offered: &[SupportedStreamConfigRange], expected: (u16, u32, SampleFormat)) {
    let format = choose_format(offered.iter().copied()).unwrap();
    assert_eq!((format.config.channels, format.config.sample_rate, format.sample), expected);
}

#[test]
fn the_mixers_own_rate_comes_first_then_stereo_then_the_finer_samples() {
    let wide = (8_000, 192_000);
    check(
        &[
            offer(1, wide, SampleFormat::F32),
            offer(2, wide, SampleFormat::I16),
            offer(2, wide, SampleFormat::F32),
            offer(6, wide, SampleFormat::F32),
        ],
        (2, 48_000, SampleFormat::F32),
    );
    check(
        &[offer(2, (44_100, 44_100), SampleFormat::F32), offer(6, (48_000, 48_000), SampleFormat::I16)],
        (6, 48_000, SampleFormat::I16),
    );
    check(&[offer(2, (8_000, 44_100), SampleFormat::I32)], (2, 44_100, SampleFormat::I32));
}

#[test]
fn a_device_without_a_known_sample_format_has_none() {
    assert_eq!(choose_format([offer(2, (48_000, 48_000), SampleFormat::U8)]), None);
    assert_eq!(choose_format([]), None);
}

#[test]
fn a_block_is_about_ten_milliseconds_long_where_the_device_takes_it() {
    for ((min, max), expected) in [((64, 8192), 384), ((1024, 8192), 1024), ((16, 256), 256)] {
        let size = SupportedBufferSize::Range { min, max };
        let range = SupportedStreamConfigRange::new(2, 48_000, 48_000, size, SampleFormat::F32);
        assert_eq!(choose_format([range]).unwrap().config.buffer_size, BufferSize::Fixed(expected));
    }
}
