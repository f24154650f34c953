//! Filters and equalizer: their gain at every frequency is that of the analogue circuit.

use super::{check_near, decibels, gain_at, response};
use playground_core_client::audio::{Effect, Equalizer, Filter, FilterKind};
use playground_core_types::math::{cos_f64, sin_f64};

/// How far a frequency is from the cutoff, as the bilinear transform bends both.
fn bent(hertz: f64, cutoff_hertz: f32) -> f64 {
    let tangent = |hertz: f64| {
        let angle = std::f64::consts::PI * hertz / 48_000.0;
        sin_f64(angle) / cos_f64(angle)
    };
    tangent(hertz) / tangent(f64::from(cutoff_hertz))
}

/// A filter has the gain of its formula at a frequency, in decibels.
#[track_caller]
fn check(kind: FilterKind, cutoff_hertz: f32, resonance: f32, hertz: f64) {
    let w = bent(hertz, cutoff_hertz);
    let band = w / f64::from(resonance);
    let below = ((1.0 - w * w) * (1.0 - w * w) + band * band).sqrt();
    let above = match kind {
        FilterKind::Low => 1.0,
        FilterKind::High => w * w,
        FilterKind::Band => band,
    };
    let heard = gain_at(hertz, Effect::Filter(Filter { kind, cutoff_hertz, resonance }));
    let what = format!("{kind:?} of {cutoff_hertz} Hz, Q {resonance}, at {hertz} Hz");
    check_near(heard, decibels(above / below), 0.05, &what);
}

#[test]
fn a_filter_has_the_gain_of_its_formula() {
    for kind in [FilterKind::Low, FilterKind::High, FilterKind::Band] {
        for hertz in [100.0, 500.0, 1_000.0, 2_000.0, 9_000.0] {
            check(kind, 1_000.0, std::f32::consts::FRAC_1_SQRT_2, hertz);
        }
        check(kind, 200.0, 8.0, 200.0);
        check(kind, 12_000.0, 2.0, 11_000.0);
    }
}

#[test]
fn a_filter_falls_by_twelve_decibels_an_octave_and_a_band_by_six() {
    let fall = |kind, near, far| {
        let effect = Effect::Filter(Filter { kind, cutoff_hertz: 500.0, ..Filter::default() });
        gain_at(near, effect) - gain_at(far, effect)
    };
    check_near(fall(FilterKind::Low, 2_000.0, 4_000.0), 12.0, 0.4, "low");
    check_near(fall(FilterKind::High, 60.0, 30.0), 12.0, 0.4, "high");
    check_near(fall(FilterKind::Band, 60.0, 30.0), 6.0, 0.4, "band");
}

#[test]
fn an_equalizer_lifts_each_band_by_what_it_is_told() {
    let equalizer = Equalizer {
        low_hertz: 100.0,
        low_decibels: 6.0,
        middle_hertz: 1_000.0,
        middle_decibels: -9.0,
        middle_resonance: 4.0,
        high_hertz: 8_000.0,
        high_decibels: 3.0,
    };
    let effect = Effect::Equalizer(equalizer);
    for (hertz, expected) in [(10.0, 6.0), (1_000.0, -9.0), (20_000.0, 3.0), (100.0, 3.0), (400.0, 0.0)] {
        check_near(gain_at(hertz, effect), expected, 0.3, &format!("at {hertz} Hz"));
    }
}

#[test]
fn an_equalizer_that_changes_nothing_changes_no_bit() {
    let out = response(Effect::Equalizer(Equalizer::default()), 100);
    assert_eq!(out[0], 1.0);
    assert!(out[1..].iter().all(|sample| *sample == 0.0));
}
