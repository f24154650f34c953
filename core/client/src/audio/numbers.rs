//! Effects and tones of the world as those of the mixer, and back.

use crate::audio::SAMPLE_RATE_HERTZ;
use crate::audio::effect::{
    Compressor, Delay, Distortion, Effect, Equalizer, Filter, FilterKind, Limiter, Reverb,
};
use crate::audio::tone::{Envelope, Tone, Wave};
use crate::audio::tween::{Curve, Tween};
use playground_core_assets::bus_effect::EFFECT_NUMBER_COUNT_MAX;
use playground_core_assets::{BusEffect, SoundTone};
use playground_core_ecs::Name;

impl Effect {
    /// The effect of the world's numbers; `side_chain` is the number of the bus that it listens to. A kind that is
    /// none is no effect.
    pub fn of(effect: &BusEffect, side_chain: Option<u16>) -> Self {
        let [a, b, c, d, e, f, g] = effect.numbers;
        let filter = |kind| Self::Filter(Filter { kind, cutoff_hertz: a, resonance: b });
        let is = |name| effect.kind == Name::of(name);
        if is("low_pass") {
            filter(FilterKind::Low)
        } else if is("high_pass") {
            filter(FilterKind::High)
        } else if is("band_pass") {
            filter(FilterKind::Band)
        } else if is("equalizer") {
            Self::Equalizer(Equalizer {
                low_hertz: a,
                low_decibels: b,
                middle_hertz: c,
                middle_decibels: d,
                middle_resonance: e,
                high_hertz: f,
                high_decibels: g,
            })
        } else if is("compressor") {
            Self::Compressor(Compressor {
                threshold_decibels: a,
                ratio: b,
                knee_decibels: c,
                attack_seconds: d,
                release_seconds: e,
                makeup_decibels: f,
                side_chain,
            })
        } else if is("delay") {
            Self::Delay(Delay { delay_seconds: a, feedback: b, wet: c, dry: d })
        } else if is("reverb") {
            Self::Reverb(Reverb { decay_seconds: a, damping_hertz: b, before_seconds: c, wet: d, dry: e })
        } else if is("distortion") {
            Self::Distortion(Distortion { drive_decibels: a, level_decibels: b, wet: c })
        } else if is("limiter") {
            Self::Limiter(Limiter { ceiling_decibels: a, release_seconds: b })
        } else {
            Self::None
        }
    }

    /// The component that puts the effect on a place of a bus. Which bus a compressor listens to, is a name there:
    /// set [`BusEffect::side_chain`].
    pub fn on(self, bus: Name, place: u32) -> BusEffect {
        let numbers = |given: &[f32]| {
            let mut numbers = [0.0; EFFECT_NUMBER_COUNT_MAX];
            numbers[..given.len()].copy_from_slice(given);
            numbers
        };
        let (kind, numbers) = match self {
            Self::None => ("", numbers(&[])),
            Self::Filter(Filter { kind, cutoff_hertz, resonance }) => {
                let name = match kind {
                    FilterKind::Low => "low_pass",
                    FilterKind::High => "high_pass",
                    FilterKind::Band => "band_pass",
                };
                (name, numbers(&[cutoff_hertz, resonance]))
            }
            Self::Equalizer(own) => {
                let (lows, highs) = ([own.low_hertz, own.low_decibels], [own.high_hertz, own.high_decibels]);
                let middles = [own.middle_hertz, own.middle_decibels, own.middle_resonance];
                ("equalizer", numbers(&[lows.as_slice(), &middles, &highs].concat()))
            }
            Self::Compressor(own) => {
                let levels = [own.threshold_decibels, own.ratio, own.knee_decibels];
                let times = [own.attack_seconds, own.release_seconds, own.makeup_decibels];
                ("compressor", numbers(&[levels, times].concat()))
            }
            Self::Delay(own) => ("delay", numbers(&[own.delay_seconds, own.feedback, own.wet, own.dry])),
            Self::Reverb(own) => {
                let room = [own.decay_seconds, own.damping_hertz, own.before_seconds, own.wet, own.dry];
                ("reverb", numbers(&room))
            }
            Self::Distortion(own) => {
                ("distortion", numbers(&[own.drive_decibels, own.level_decibels, own.wet]))
            }
            Self::Limiter(own) => ("limiter", numbers(&[own.ceiling_decibels, own.release_seconds])),
        };
        BusEffect { bus, kind: Name::of(kind), side_chain: Name::NONE, place, numbers }
    }
}

impl Tone {
    /// The tone of the world's numbers; one that is `looped` is held until it stops.
    pub fn of(tone: &SoundTone, looped: bool) -> Self {
        let wave = match tone.wave {
            SoundTone::SQUARE => Wave::Square,
            SoundTone::SAW => Wave::Saw,
            SoundTone::TRIANGLE => Wave::Triangle,
            SoundTone::NOISE => Wave::Noise,
            _ => Wave::Sine,
        };
        let sweep_hertz = if tone.sweep_hertz > 0.0 { tone.sweep_hertz } else { tone.hertz };
        Self {
            wave,
            hertz: tone.hertz,
            sweep_hertz,
            sweep: Tween { frames: tone_frames(tone.sweep_seconds), curve: Curve::Exponential },
            duty: tone.duty,
            seed: tone.seed,
            envelope: Envelope {
                attack_frames: tone_frames(tone.attack_seconds),
                decay_frames: tone_frames(tone.decay_seconds),
                sustain: tone.sustain,
                held_frames: if looped { Envelope::HELD } else { tone_frames(tone.held_seconds) },
                release_frames: tone_frames(tone.release_seconds),
            },
        }
    }

    /// How long a tone is until it is silent, in frames of 48 kHz; whole numbers alone, so that every machine agrees.
    pub fn frames_of(tone: &SoundTone) -> u64 {
        u64::from(tone_frames(tone.held_seconds)) + u64::from(tone_frames(tone.release_seconds))
    }
}

/// A time of a tone in frames, whatever a game wrote.
fn tone_frames(seconds: f32) -> u32 {
    let seconds = if seconds.is_nan() { 0.0 } else { seconds.clamp(0.0, 60.0) };
    (f64::from(seconds) * f64::from(SAMPLE_RATE_HERTZ)) as u32
}
