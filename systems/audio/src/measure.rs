//! Tones to play and ways to measure what came out, for tests.

use playground_core_assets::Sound;
use playground_core_types::Handle;
use playground_core_types::math::{cos_f64, sin_f64};
use std::f64::consts::TAU;

/// A mono sine of `frames` at 48 kHz.
pub(crate) fn tone(hertz: f64, amplitude: f64, frames: usize) -> Handle<Sound> {
    let sample = |frame: usize| (amplitude * sin_f64(TAU * hertz * frame as f64 / 48_000.0)) as f32;
    sound(vec![(0..frames).map(sample).collect()])
}

/// A sound of these channels.
pub(crate) fn sound(channels: Vec<Vec<f32>>) -> Handle<Sound> {
    Handle::new(Sound::from_channels(channels).unwrap())
}

/// The amplitude of the sine of `hertz` in samples at 48 kHz: one bin of a discrete Fourier transform.
///
/// Exact when the samples are whole periods.
pub(crate) fn amplitude_at(samples: &[f32], hertz: f64) -> f64 {
    let (mut real, mut imaginary) = (0.0, 0.0);
    for (frame, sample) in samples.iter().enumerate() {
        let angle = TAU * hertz * frame as f64 / 48_000.0;
        real += f64::from(*sample) * cos_f64(angle);
        imaginary += f64::from(*sample) * sin_f64(angle);
    }
    2.0 * (real * real + imaginary * imaginary).sqrt() / samples.len() as f64
}

/// One side of interleaved stereo: 0 is the left one.
pub(crate) fn side(interleaved: &[f32], side: usize) -> Vec<f32> {
    interleaved.chunks_exact(2).map(|frame| frame[side]).collect()
}

/// The largest second difference: small for anything smooth, large for a click.
pub(crate) fn roughness(samples: &[f32]) -> f32 {
    let second = samples.windows(3).map(|three| (three[0] - 2.0 * three[1] + three[2]).abs());
    second.fold(0.0, f32::max)
}
