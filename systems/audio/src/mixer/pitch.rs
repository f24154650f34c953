//! Sound between its samples: how a voice plays faster or slower than it was recorded.
//!
//! Faster than it was recorded, what lies above half of the rate folds down. A sound keeps what it has: a voice
//! that plays an octave up should be recorded without what lies above 12 kHz.

use crate::mixer::glide::StepGlide;

/// Fixed point: where a voice is in its sound, exact at every speed, so that no error adds up in a loop.
///
/// Unit: frames, and 2^-32 frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Whole frames.
    pub frame: u64,
    /// The part of a frame beyond them.
    pub fraction: u32,
}

/// Which part of a sound is played, and which of it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Track {
    start: u64,
    end: u64,
    looped: bool,
    /// Whether the end was passed: then what lies before the start is what lies before the end.
    wrapped: bool,
}

/// Samples that are weighed at once.
const LANES: usize = 8;

/// 2^24, as a factor: as many bits of a fraction as a number has.
const FRACTION_ONE: f32 = 16_777_216.0;

impl Place {
    /// Goes on by `count` steps, each by `slope` larger than the one before.
    pub fn advance(&mut self, step: u64, slope: i64, count: usize) {
        let count = count as i128;
        let moved = i128::from(step) * count + i128::from(slope) * (count * (count - 1) / 2);
        let moved = u128::try_from(moved).unwrap_or_default() + u128::from(self.fraction);
        self.frame = self.frame.saturating_add(u64::try_from(moved >> 32).unwrap_or(u64::MAX));
        self.fraction = moved as u32;
    }

    /// The same place, counted from a frame before it.
    pub fn within(self, from: u64) -> Self {
        Self { frame: self.frame - from, ..self }
    }

    /// How many steps there are from here to the end of a sound of `length` frames: the next one begins behind it.
    pub fn steps_to(&self, length: u64, step: u64) -> usize {
        if self.frame >= length {
            return 0;
        }
        if step == 0 {
            return usize::MAX;
        }
        if length - self.frame < 1 << 31 {
            // The same in half as many bits, which is many times as fast.
            let rest = ((length - self.frame) << 32) - u64::from(self.fraction);
            return rest.div_ceil(step) as usize;
        }
        let rest = (u128::from(length - self.frame) << 32) - u128::from(self.fraction);
        usize::try_from(rest.div_ceil(u128::from(step))).unwrap_or(usize::MAX)
    }
}

impl Track {
    /// All of a sound of `length` frames, once.
    pub fn once(length: u64) -> Self {
        Self { start: 0, end: length, looped: false, wrapped: false }
    }

    /// A sound of `length` frames of which the part from `start` to `end` is repeated.
    pub fn looped(start: u64, end: u64, length: u64) -> Self {
        let start = if start < length { start } else { 0 };
        let end = if end > start { end.min(length) } else { length };
        // What begins with the sound is repeated as if it had been so for ever.
        Self { start, end, looped: end > start, wrapped: start == 0 }
    }

    /// Whether a place is behind all that is played.
    pub fn is_over(&self, place: Place) -> bool {
        !self.looped && place.frame >= self.end
    }

    /// The frame behind the last one that is played before the end or the seam.
    pub fn end(&self) -> u64 {
        self.end
    }

    /// Brings a place behind the seam back to where it stands for.
    pub fn wrap(&mut self, place: &mut Place) {
        if self.looped && place.frame >= self.end {
            place.frame = self.start + (place.frame - self.start) % (self.end - self.start);
            self.wrapped = true;
        }
    }

    /// The first frame whose neighbour before it is the sample before it.
    fn inner_start(&self) -> u64 {
        if self.looped && self.wrapped { self.start + 1 } else { 1 }
    }

    /// The sample of a frame, or of its neighbours, one before to two behind.
    fn sample(&self, samples: &[f32], frame: u64, offset: i64) -> f32 {
        let mut target = frame.saturating_add_signed(offset);
        if offset < 0 && frame == 0 && !self.looped {
            return 0.0;
        }
        if self.looped {
            if offset < 0 && frame == self.start && self.wrapped {
                target = self.end - 1;
            } else if offset < 0 && frame == 0 {
                return 0.0;
            } else if target >= self.end {
                target = self.start + (target - self.start) % (self.end - self.start);
            }
        }
        usize::try_from(target).ok().and_then(|target| samples.get(target)).copied().unwrap_or_default()
    }
}

/// Fills `out` with what lies at `place` and every step behind it, along smooth curves through the samples.
///
/// A track's part is repeated as if it stood there once more; before and behind a sound it is silent. Where
/// `place` is a whole frame and the step one, the samples come out unchanged.
///
/// # Source
/// E. Catmull, R. Rom, "A class of local interpolating splines", 1974: the cubic through the two nearest samples
/// with the slopes of their neighbours.
#[inline(never)]
pub fn read_between(samples: &[f32], mut track: Track, mut place: Place, speed: &StepGlide, out: &mut [f32]) {
    let (mut step, slope) = (speed.step(), speed.slope());
    let length = track.end.min(samples.len() as u64);
    let mut done = 0;
    while done < out.len() {
        track.wrap(&mut place);
        let left = out.len() - done;
        // The fastest of these steps is at one of the ends.
        let fastest = step.max(step.saturating_add_signed(slope.saturating_mul(left as i64)));
        // As long as all four samples lie within the sound they are one slice.
        let inner = match place.steps_to(length.saturating_sub(2), fastest) {
            inner if place.frame >= track.inner_start() => inner.min(left),
            _ => 0,
        };
        if inner > 0 {
            read_inner(samples, &mut place, (&mut step, slope), &mut out[done..done + inner]);
            done += inner;
            continue;
        }
        let taps = [-1, 0, 1, 2].map(|offset| track.sample(samples, place.frame, offset));
        out[done] = curve(taps, place.fraction);
        place.advance(step, 0, 1);
        step = step.saturating_add_signed(slope);
        done += 1;
    }
}

/// The part of [`read_between`] that lies within the sound, some samples at a time: first they are fetched, one by
/// one, then all of them are weighed at once, which the compiler turns into vector code.
#[inline(never)]
pub fn read_inner(samples: &[f32], place: &mut Place, (step, slope): (&mut u64, i64), out: &mut [f32]) {
    // Within a slice of memory frames fit into 32 bits, together with their fractions.
    let window = &samples[place.frame as usize - 1..];
    let mut at = u64::from(place.fraction);
    let mut speed = *step;
    let (chunks, rest): (&mut [[f32; LANES]], &mut [f32]) = out.as_chunks_mut();
    // Made once: to empty them for every chunk would cost as much as to fill them.
    let ([mut before, mut from, mut to, mut behind], mut fractions) = ([[0.0; LANES]; 4], [0; LANES]);
    for chunk in chunks {
        for lane in 0..LANES {
            let frame = (at >> 32) as usize;
            // The caller has made sure of them.
            if let Some(taps) = window.get(frame..frame + 4) {
                (before[lane], from[lane], to[lane], behind[lane]) = (taps[0], taps[1], taps[2], taps[3]);
            }
            fractions[lane] = at as u32;
            at += speed;
            speed = speed.wrapping_add_signed(slope);
        }
        for lane in 0..LANES {
            chunk[lane] = curve([before[lane], from[lane], to[lane], behind[lane]], fractions[lane]);
        }
    }
    for sample in rest {
        let frame = (at >> 32) as usize;
        if let Some(taps) = window.get(frame..frame + 4) {
            *sample = curve([taps[0], taps[1], taps[2], taps[3]], at as u32);
        }
        at += speed;
        speed = speed.wrapping_add_signed(slope);
    }
    *step = speed;
    *place = Place { frame: place.frame + (at >> 32), fraction: at as u32 };
}

/// The cubic at a fraction of the way from the second of four samples to the third.
#[inline]
pub fn curve([before, from, to, behind]: [f32; 4], fraction: u32) -> f32 {
    let fraction = (fraction >> 8) as i32 as f32 / FRACTION_ONE;
    let slope = 0.5 * (to - before);
    let square = before - 2.5 * from + 2.0 * to - 0.5 * behind;
    let cube = 0.5 * (behind - before) + 1.5 * (from - to);
    from + fraction * (slope + fraction * (square + fraction * cube))
}

#[cfg(test)]
mod tests;
