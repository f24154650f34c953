//! Fast voices: what would lie above half of the rate is taken out before it folds down.
//!
//! A voice an octave up reads the sound without its upper half, which is taken out on the spot, two octaves up without
//! the upper half of every second sample of that, and so on; and between two octaves there is one more rung, with a third
//! taken out of what is left. So it needs no other sound, a loop has no seam, and a glide goes over from one rung to the
//! next without a step.

use super::{Place, Track, curve};
use crate::mixer::half_band::{SHORT, middle_of};
use playground_core_client::audio::VoiceStart;

/// Up to here voices are read out of their samples.
pub(super) const FAST: u64 = VoiceStart::STEP_ONE / 8 * 10;

/// Octaves above a sound.
const OCTAVE_COUNT: usize = 3;

/// Rungs above a sound, whose own samples are rung 0; two for each octave.
const RUNG_COUNT: usize = 2 * OCTAVE_COUNT;

/// The speeds from which on each rung is heard beside the one below, and at which it is heard alone: what a rung does not
/// hold back would begin to fold down there.
const TURNS: [[u64; 2]; RUNG_COUNT] = [
    [FAST, VoiceStart::STEP_ONE / 8 * 11],
    [VoiceStart::STEP_ONE / 64 * 91, VoiceStart::STEP_ONE / 64 * 100],
    [VoiceStart::STEP_ONE / 64 * 131, VoiceStart::STEP_ONE / 64 * 144],
    [VoiceStart::STEP_ONE / 32 * 91, VoiceStart::STEP_ONE / 32 * 100],
    [VoiceStart::STEP_ONE / 32 * 131, VoiceStart::STEP_ONE / 32 * 144],
    [VoiceStart::STEP_ONE / 16 * 91, VoiceStart::STEP_ONE / 16 * 100],
];

/// One side of the filter of the rungs between octaves, and its middle at the front.
///
/// # Source
/// A sinc under Kaiser's window for 70 dB: flat to 0.14 of the rate, -66 dB from 0.222 on.
const THIRD: [f32; 23] = [
    0.352_058_2,
    0.282_892_05,
    0.124_615_46,
    -0.017_610_071,
    -0.069_375_955,
    -0.037_552_323,
    0.014_739_536,
    0.033_636_004,
    0.014_745_874,
    -0.010_853_633,
    -0.017_134_948,
    -0.005_322_909,
    0.006_912_264_5,
    0.008_061_79,
    0.001_425_234_7,
    -0.003_687_23,
    -0.003_231_135_7,
    -0.000_127_644_73,
    0.001_542_844_7,
    0.000_988_746,
    -0.000_095_192_05,
    -0.000_425_365_6,
    -0.000_172_499_95,
];

/// Samples that are made from one stretch of the sound.
const CHUNK: usize = 32;

/// What a half-band filter reaches to either side.
const REACH: i64 = 2 * SHORT.len() as i64 - 1;

/// What the filter between octaves reaches.
const THIRD_REACH: i64 = THIRD.len() as i64 - 1;

/// What a chunk needs at eight times its speed, rounded up: of the sound, and of each octave the half.
const STRETCH: usize = 576;

/// The sound around a chunk, and what is left of it on each rung.
struct Stretch {
    /// The sound, its octave made of every second sample, and the next one.
    coarse: [[f32; STRETCH]; OCTAVE_COUNT],
    /// The rungs above rung 0, with twice as many samples as they need, so that a cubic goes through them well.
    fine: [[f32; STRETCH]; RUNG_COUNT],
    /// The first sample of each of the coarse ones, in its own samples from frame 0 on.
    coarse_firsts: [i64; OCTAVE_COUNT],
    fine_firsts: [i64; RUNG_COUNT],
}

const EMPTY: Stretch = Stretch {
    coarse: [[0.0; STRETCH]; OCTAVE_COUNT],
    fine: [[0.0; STRETCH]; RUNG_COUNT],
    coarse_firsts: [0; OCTAVE_COUNT],
    fine_firsts: [0; RUNG_COUNT],
};

/// As [`read_between`](super::read_between), for a part that does not go over a seam.
pub(super) fn read(
    samples: &[f32],
    track: &Track,
    (place, step, slope): (&mut Place, &mut u64, i64),
    out: &mut [f32],
) {
    let mut stretch = EMPTY;
    for chunk in out.chunks_mut(CHUNK) {
        let count = chunk.len();
        let last = step.saturating_add_signed(slope.saturating_mul(count as i64));
        let mut end = *place;
        end.advance(*step, slope, count - 1);
        let rungs = (lowest_of((*step).min(last)), rung_of((*step).max(last)).0);
        stretch.fill((samples, track), (*place, end), rungs);
        for sample in chunk {
            *sample = stretch.sample(*place, *step);
            let moved = u64::from(place.fraction).saturating_add(*step);
            *place = Place { frame: place.frame.saturating_add(moved >> 32), fraction: moved as u32 };
            *step = step.saturating_add_signed(slope);
        }
    }
}

/// The rung of a speed, and how much of it is heard in place of the one below.
fn rung_of(step: u64) -> (usize, f32) {
    let rung = TURNS.iter().take_while(|[from, _]| step > *from).count();
    if rung == 0 {
        return (0, 1.0);
    }
    let [from, alone] = TURNS[rung - 1];
    let share = (step - from) as f64 / (alone - from) as f64;
    (rung, share.min(1.0) as f32)
}

/// The lowest rung that is heard at a speed.
fn lowest_of(step: u64) -> usize {
    let (rung, share) = rung_of(step);
    if share < 1.0 { rung - 1 } else { rung }
}

/// Which octave's samples a rung is made of; those of the sound are octave 0.
fn octave_of(rung: usize) -> usize {
    rung.saturating_sub(1) / 2
}

impl Stretch {
    /// Takes what lies between two places, and what the rungs from the lowest to the highest need around it.
    fn fill(
        &mut self,
        (samples, track): (&[f32], &Track),
        (from, to): (Place, Place),
        (lowest, highest): (usize, usize),
    ) {
        let bounds = |shift: usize| ((from.frame >> shift) as i64 - 1, (to.frame >> shift) as i64 + 2);
        let top = octave_of(highest);
        let (first, last) = bounds(top);
        let mut all = [(0, 0); OCTAVE_COUNT];
        all[top] = (first - THIRD_REACH, last + THIRD_REACH);
        for octave in (0..top).rev() {
            let (first, last) = all[octave + 1];
            all[octave] = (2 * first - REACH, 2 * last + REACH);
        }
        self.coarse_firsts = all.map(|(first, _)| first);
        let offset = all[0].0 - from.frame as i64;
        track.fill(samples, from.frame, offset, &mut self.coarse[0][..count_of(all[0])]);
        for octave in 1..=top {
            let (below, above) = self.coarse.split_at_mut(octave);
            let start = 2 * all[octave].0 - all[octave - 1].0;
            halve(&below[octave - 1], start, &mut above[0][..count_of(all[octave])]);
        }
        for rung in lowest.max(1)..=highest {
            let octave = octave_of(rung);
            let (first, last) = bounds(octave);
            self.fine_firsts[rung - 1] = first;
            let fine = &mut self.fine[rung - 1][..count_of((first, last))];
            soften(&self.coarse[octave], first - all[octave].0, rung, fine);
        }
    }

    fn sample(&self, place: Place, step: u64) -> f32 {
        let (rung, share) = rung_of(step);
        let upper = self.sample_of(rung, place);
        if share == 1.0 {
            return upper;
        }
        let lower = self.sample_of(rung - 1, place);
        lower + (upper - lower) * share
    }

    fn sample_of(&self, rung: usize, place: Place) -> f32 {
        let shift = octave_of(rung);
        let (samples, start) = match rung {
            0 => (&self.coarse[0], self.coarse_firsts[0]),
            _ => (&self.fine[rung - 1], self.fine_firsts[rung - 1]),
        };
        let first = usize::try_from((place.frame >> shift) as i64 - 1 - start);
        let taps = first.ok().and_then(|first| samples.get(first..first + 4));
        // Of the whole frames only the last bits are part of a fraction.
        let fraction = ((place.frame << 32 | u64::from(place.fraction)) >> shift) as u32;
        taps.map_or(0.0, |taps| curve([taps[0], taps[1], taps[2], taps[3]], fraction))
    }
}

fn count_of((first, last): (i64, i64)) -> usize {
    usize::try_from(last - first + 1).map_or(0, |count| count.min(STRETCH))
}

/// Every second sample from `start` on, without the upper half of what the samples hold.
fn halve(samples: &[f32; STRETCH], start: i64, out: &mut [f32]) {
    let start = usize::try_from(start - REACH).unwrap_or_default();
    let windows = samples.get(start..).unwrap_or_default().windows(2 * REACH as usize + 1).step_by(2);
    for (out, window) in out.iter_mut().zip(windows) {
        *out = middle_of(window, &SHORT);
    }
}

/// The samples from `start` on, without what a rung must not hold.
fn soften(samples: &[f32; STRETCH], start: i64, rung: usize, out: &mut [f32]) {
    let start = usize::try_from(start).unwrap_or_default();
    let from = |first: usize| samples.get(first..).unwrap_or_default();
    let middle = if is_octave(rung) { 0.5 } else { THIRD[0] };
    for (out, sample) in out.iter_mut().zip(from(start)) {
        *out = middle * sample;
    }
    // Number by number of the filter, which the compiler turns into vector code.
    let mut add = |away: usize, weight: f32| {
        let sides = from(start - away).iter().zip(from(start + away));
        for (out, (before, behind)) in out.iter_mut().zip(sides) {
            *out += weight * (before + behind);
        }
    };
    if is_octave(rung) {
        SHORT.iter().enumerate().for_each(|(index, weight)| add(2 * index + 1, *weight));
    } else {
        THIRD.iter().enumerate().skip(1).for_each(|(away, weight)| add(away, *weight));
    }
}

/// Whether a rung is an octave, which a half-band filter makes.
fn is_octave(rung: usize) -> bool {
    rung % 2 == 1
}
