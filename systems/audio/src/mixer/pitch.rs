//! Sound between its samples: how a voice plays faster or slower than it was recorded.
//!
//! Faster than it was recorded, what would lie above half of the rate is taken out first: `octaves`.

mod octaves;

use crate::mixer::glide::StepGlide;
use playground_core_client::audio::VoiceStart;

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

/// What a voice reads on either side of its place, at most.
pub const NEIGHBOUR_FRAMES: u64 = 144;

/// The frames before and behind a place that count at a speed, and what they are counted from a multiple of.
pub fn neighbours(fastest: u64) -> (u64, u64, u64) {
    if fastest > octaves::FAST { (NEIGHBOUR_FRAMES, NEIGHBOUR_FRAMES, 8) } else { (1, 3, 1) }
}

/// The speed at which a sound plays as it was recorded.
const ONE: u64 = VoiceStart::STEP_ONE;

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

    /// The sample that is heard so many frames before or behind a frame.
    fn sample(&self, samples: &[f32], frame: u64, offset: i64) -> f32 {
        let Ok(frame) = i64::try_from(frame) else { return 0.0 };
        let mut target = frame.saturating_add(offset);
        // No slice of memory is longer.
        let (start, end) = (self.start as i64, self.end as i64);
        if self.looped && target >= end {
            target = start + (target - start) % (end - start);
        } else if self.looped && self.wrapped && target < start && frame >= start {
            target = end - 1 - (start - 1 - target) % (end - start);
        }
        usize::try_from(target).ok().and_then(|target| samples.get(target)).copied().unwrap_or_default()
    }

    /// Fills `out` with the samples around a frame, the first of them so many frames before or behind it.
    fn fill(&self, samples: &[f32], frame: u64, offset: i64, out: &mut [f32]) {
        let first = frame.saturating_add_signed(offset);
        let is_inner = first >= self.inner_start() && first + out.len() as u64 <= self.end;
        let inner = usize::try_from(first).ok().and_then(|first| samples.get(first..)?.get(..out.len()));
        if is_inner && let Some(inner) = inner {
            out.copy_from_slice(inner);
            return;
        }
        for (out, offset) in out.iter_mut().zip(offset..) {
            *out = self.sample(samples, frame, offset);
        }
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
        if fastest > octaves::FAST {
            let count = if track.looped { place.steps_to(track.end, fastest) } else { left };
            let part = done..done + count.clamp(1, left);
            octaves::read(samples, &track, (&mut place, &mut step, slope), &mut out[part.clone()]);
            done = part.end;
            continue;
        }
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

/// The part of [`read_between`] that lies within the sound, some samples at a time: first they are fetched, four by
/// four, then all of them are weighed at once, which the compiler turns into vector code.
#[inline(never)]
pub fn read_inner(samples: &[f32], place: &mut Place, (step, slope): (&mut u64, i64), out: &mut [f32]) {
    // Within a slice of memory frames fit into 32 bits, together with their fractions.
    let window = &samples[place.frame as usize - 1..];
    let mut walk = Walk { at: u64::from(place.fraction), speed: *step, slope };
    // The fastest of these steps is at one of the ends.
    let last = walk.speed.saturating_add_signed(slope.saturating_mul(out.len() as i64));
    let fastest = walk.speed.max(last);
    let (chunks, rest): (&mut [[f32; LANES]], &mut [f32]) = out.as_chunks_mut();
    for chunk in chunks {
        // Looked at as a whole, so that no sample has to be looked at.
        let first = (walk.at >> 32) as usize;
        let ahead = window.get(first..).unwrap_or_default();
        if fastest <= 2 * ONE
            && let Some(near) = near_window(ahead)
        {
            walk.read_all(near, first, chunk);
        } else if fastest <= 8 * ONE
            && let Some(far) = far_window(ahead)
        {
            walk.read_all(far, first, chunk);
        } else {
            walk.read_each(window, chunk);
        }
    }
    walk.read_each(window, rest);
    *step = walk.speed;
    *place = Place { frame: place.frame + (walk.at >> 32), fraction: walk.at as u32 };
}

/// What eight steps of at most two frames reach, rounded up to a power of two, and four samples.
fn near_window(samples: &[f32]) -> Option<&[f32; 16 + 4]> {
    samples.first_chunk()
}

/// What eight steps of at most eight frames reach, rounded up to a power of two, and four samples.
fn far_window(samples: &[f32]) -> Option<&[f32; 64 + 4]> {
    samples.first_chunk()
}

/// A walk over samples: where it is, in 2^-32 frames, and how fast.
struct Walk {
    at: u64,
    speed: u64,
    slope: i64,
}

impl Walk {
    #[inline(always)]
    fn go_on(&mut self) {
        self.at += self.speed;
        self.speed = self.speed.wrapping_add_signed(self.slope);
    }

    /// Reads from a window that begins with frame `first` and holds all samples that these steps reach.
    #[inline(always)]
    fn read_all<const WINDOW: usize>(
        &mut self,
        window: &[f32; WINDOW],
        first: usize,
        out: &mut [f32; LANES],
    ) {
        let (mut taps, mut fractions) = ([[0.0; 4]; LANES], [0; LANES]);
        for (taps, fraction) in taps.iter_mut().zip(&mut fractions) {
            // The remainder is the frame itself; it tells the compiler that the window is long enough.
            let frame = ((self.at >> 32) as usize - first) % (WINDOW - 4);
            *taps = [window[frame], window[frame + 1], window[frame + 2], window[frame + 3]];
            *fraction = self.at as u32;
            self.go_on();
        }
        for ((sample, taps), fraction) in out.iter_mut().zip(&taps).zip(&fractions) {
            *sample = curve(*taps, *fraction);
        }
    }

    /// Reads sample by sample.
    fn read_each(&mut self, samples: &[f32], out: &mut [f32]) {
        for sample in out {
            let frame = (self.at >> 32) as usize;
            if let Some(taps) = samples.get(frame..frame + 4) {
                *sample = curve([taps[0], taps[1], taps[2], taps[3]], self.at as u32);
            }
            self.go_on();
        }
    }
}

/// The cubic at a fraction of the way from the second of four samples to the third.
#[inline]
pub fn curve([before, from, to, behind]: [f32; 4], fraction: u32) -> f32 {
    let there = (fraction >> 8) as i32 as f32 / FRACTION_ONE;
    let back = 1.0 - there;
    // The straight line, and how far the slopes of both ends lead away from it.
    let rise = to - from;
    let (bent_from, bent_to) = ((from - before) - rise, (behind - to) - rise);
    from + there * (rise + 0.5 * back * (back * bent_from - there * bent_to))
}

#[cfg(test)]
mod tests;
