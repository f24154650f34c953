//! Fast voices: what would lie above half of the rate is taken out before it folds down.
//!
//! A voice an octave up reads the sound without its upper half, which is taken out on the spot, two octaves up without
//! the upper half of every second sample of that, and so on. So it needs no other sound, a loop has no seam, and a glide
//! goes over from one octave to the next without a step. An octave is heard alone from three quarters of its speed on.

use super::{Place, Track, curve};
use crate::mixer::half_band::{SHORT, middle_of};
use playground_core_client::audio::VoiceStart;

/// Up to here voices are read out of their samples.
pub(super) const FAST: u64 = VoiceStart::STEP_ONE / 8 * 10;

/// Octaves above a sound.
const OCTAVE_COUNT: usize = 3;

/// Samples that are made from one stretch of the sound.
const CHUNK: usize = 32;

/// What a half-band filter reaches to either side.
const REACH: i64 = 2 * SHORT.len() as i64 - 1;

/// What a chunk needs at eight times its speed, rounded up: of the sound, and of each octave the half.
const STRETCH: usize = 512;

/// The sound around a chunk, and what is left of it an octave up each.
struct Stretch {
    /// The sound, its octave made of every second sample, and the next one.
    coarse: [[f32; STRETCH]; OCTAVE_COUNT],
    /// The octaves with twice as many samples as they need, so that a cubic goes through them well.
    fine: [[f32; STRETCH]; OCTAVE_COUNT],
    /// The first sample of each of the coarse ones, in its own samples from frame 0 on.
    coarse_firsts: [i64; OCTAVE_COUNT],
    fine_firsts: [i64; OCTAVE_COUNT],
}

const EMPTY: Stretch = Stretch {
    coarse: [[0.0; STRETCH]; OCTAVE_COUNT],
    fine: [[0.0; STRETCH]; OCTAVE_COUNT],
    coarse_firsts: [0; OCTAVE_COUNT],
    fine_firsts: [0; OCTAVE_COUNT],
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
        let octaves = (lowest_of((*step).min(last)), octaves_of((*step).max(last)).0);
        stretch.fill((samples, track), (*place, end), octaves);
        for sample in chunk {
            *sample = stretch.sample(*place, *step);
            let moved = u64::from(place.fraction).saturating_add(*step);
            *place = Place { frame: place.frame.saturating_add(moved >> 32), fraction: moved as u32 };
            *step = step.saturating_add_signed(slope);
        }
    }
}

/// The octave of a speed, and how much of it is heard in place of the one below.
fn octaves_of(step: u64) -> (usize, f32) {
    let mut octave = 0;
    while octave < OCTAVE_COUNT && step > FAST << octave {
        octave += 1;
    }
    if octave == 0 {
        return (0, 1.0);
    }
    let from = FAST << (octave - 1);
    // A fifth of it: 1.25 to 1.5 times the speed of the octave below.
    let share = (step - from) as f64 / (from / 5) as f64;
    (octave, share.min(1.0) as f32)
}

/// The lowest octave that is heard at a speed.
fn lowest_of(step: u64) -> usize {
    let (octave, share) = octaves_of(step);
    if share < 1.0 { octave - 1 } else { octave }
}

impl Stretch {
    /// Takes what lies between two places, and what the octaves from the lowest to the highest need around it.
    fn fill(
        &mut self,
        (samples, track): (&[f32], &Track),
        (from, to): (Place, Place),
        (lowest, highest): (usize, usize),
    ) {
        let bounds = |shift: usize| ((from.frame >> shift) as i64 - 1, (to.frame >> shift) as i64 + 2);
        let top = highest.saturating_sub(1);
        let (first, last) = bounds(top);
        let mut all = [(0, 0); OCTAVE_COUNT];
        all[top] = (first - REACH, last + REACH);
        for octave in (0..top).rev() {
            let (first, last) = all[octave + 1];
            all[octave] = (2 * first - REACH, 2 * last + REACH);
        }
        self.coarse_firsts = all.map(|(first, _)| first);
        let offset = all[0].0 - from.frame as i64;
        track.fill(samples, from.frame, offset, &mut self.coarse[0][..count_of(all[0])]);
        for octave in 1..=top {
            let (below, above) = self.coarse.split_at_mut(octave);
            let start = 2 * all[octave].0 - REACH - all[octave - 1].0;
            soften(&below[octave - 1], (start, 2), &mut above[0][..count_of(all[octave])]);
        }
        for octave in lowest.max(1)..=highest {
            let below = octave - 1;
            let (first, last) = bounds(below);
            self.fine_firsts[below] = first;
            let start = first - REACH - all[below].0;
            soften(&self.coarse[below], (start, 1), &mut self.fine[below][..count_of((first, last))]);
        }
    }

    fn sample(&self, place: Place, step: u64) -> f32 {
        let (octave, share) = octaves_of(step);
        let upper = self.sample_of(octave, place);
        if share == 1.0 {
            return upper;
        }
        let lower = self.sample_of(octave - 1, place);
        lower + (upper - lower) * share
    }

    fn sample_of(&self, octave: usize, place: Place) -> f32 {
        let shift = octave.saturating_sub(1);
        let (samples, start) = match octave {
            0 => (&self.coarse[0], self.coarse_firsts[0]),
            _ => (&self.fine[shift], self.fine_firsts[shift]),
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

/// Takes away the upper half of what samples hold; the first one reaches back to `start`, the next ones `stride` on.
fn soften(samples: &[f32; STRETCH], (start, stride): (i64, usize), out: &mut [f32]) {
    let start = usize::try_from(start).unwrap_or_default();
    let windows = samples.get(start..).unwrap_or_default().windows(2 * REACH as usize + 1).step_by(stride);
    for (out, window) in out.iter_mut().zip(windows) {
        *out = middle_of(window, &SHORT);
    }
}
