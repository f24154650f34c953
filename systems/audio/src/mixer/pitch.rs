//! Sound between its samples: how a voice plays faster or slower than it was recorded.

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

/// Samples that are weighed at once.
const LANES: usize = 16;

/// 2^24, as a factor: as many bits of a fraction as a number has.
const FRACTION_ONE: f32 = 16_777_216.0;

impl Place {
    /// Goes on by `count` steps.
    pub fn advance(&mut self, step: u64, count: usize) {
        let moved = u128::from(step) * count as u128 + u128::from(self.fraction);
        self.frame = self.frame.saturating_add(u64::try_from(moved >> 32).unwrap_or(u64::MAX));
        self.fraction = moved as u32;
    }

    /// How many steps there are from here to the end of a sound of `length` frames: the next one begins behind it.
    pub fn steps_to(&self, length: u64, step: u64) -> usize {
        if self.frame >= length {
            return 0;
        }
        if step == 0 {
            return usize::MAX;
        }
        let rest = (u128::from(length - self.frame) << 32) - u128::from(self.fraction);
        usize::try_from(rest.div_ceil(u128::from(step))).unwrap_or(usize::MAX)
    }
}

/// Fills `out` with what lies at `place` and every `step` behind it, along smooth curves through the samples.
///
/// A looped sound goes on at its beginning as if it stood there once more; before and behind any other it is
/// silent. Where `place` is a whole frame and `step` one, the samples come out unchanged.
///
/// # Source
/// E. Catmull, R. Rom, "A class of local interpolating splines", 1974: the cubic through the two nearest samples
/// with the slopes of their neighbours.
#[inline(never)]
pub fn read_between(samples: &[f32], mut place: Place, step: u64, looped: bool, out: &mut [f32]) {
    let length = samples.len();
    let mut done = 0;
    while done < out.len() {
        if looped && place.frame >= length as u64 {
            place.frame %= (length as u64).max(1);
        }
        let first = usize::try_from(place.frame).unwrap_or(usize::MAX);
        // As long as all four samples lie within the sound they are one slice.
        let inner = match place.steps_to((length as u64).saturating_sub(2), step) {
            inner if first > 0 => inner.min(out.len() - done),
            _ => 0,
        };
        if inner > 0 {
            read_inner(samples, &mut place, step, &mut out[done..done + inner]);
            done += inner;
            continue;
        }
        let taps = [first.wrapping_sub(1), first, first.saturating_add(1), first.saturating_add(2)];
        out[done] = curve(taps.map(|tap| sample_at(samples, tap, looped)), place.fraction);
        place.advance(step, 1);
        done += 1;
    }
}

/// The part of [`read_between`] that lies within the sound, some samples at a time: first they are fetched, one by
/// one, then all of them are weighed at once, which the compiler turns into vector code.
fn read_inner(samples: &[f32], place: &mut Place, step: u64, out: &mut [f32]) {
    // Within a slice of memory frames fit into 64 bits together with their fractions' carry.
    let mut frame = place.frame as usize;
    let mut fraction = u64::from(place.fraction);
    for chunk in out.chunks_mut(LANES) {
        let ([mut before, mut from, mut to, mut behind], mut fractions) = ([[0.0; LANES]; 4], [0; LANES]);
        for lane in 0..chunk.len() {
            if let Some(taps) = samples.get(frame - 1..frame + 3) {
                (before[lane], from[lane], to[lane], behind[lane]) = (taps[0], taps[1], taps[2], taps[3]);
            }
            fractions[lane] = fraction as u32;
            fraction += step;
            frame += (fraction >> 32) as usize;
            fraction &= u64::from(u32::MAX);
        }
        let mut curved = [0.0; LANES];
        for lane in 0..LANES {
            curved[lane] = curve([before[lane], from[lane], to[lane], behind[lane]], fractions[lane]);
        }
        chunk.copy_from_slice(&curved[..chunk.len()]);
    }
    *place = Place { frame: frame as u64, fraction: fraction as u32 };
}

/// The sample of a frame, which may lie one before or two behind the sound.
fn sample_at(samples: &[f32], frame: usize, looped: bool) -> f32 {
    let length = samples.len();
    let frame = match frame {
        _ if !looped || length == 0 => frame,
        usize::MAX => length - 1,
        frame => frame % length,
    };
    samples.get(frame).copied().unwrap_or_default()
}

#[inline]
fn curve([before, from, to, behind]: [f32; 4], fraction: u32) -> f32 {
    let fraction = (fraction >> 8) as i32 as f32 / FRACTION_ONE;
    let slope = 0.5 * (to - before);
    let square = before - 2.5 * from + 2.0 * to - 0.5 * behind;
    let cube = 0.5 * (behind - before) + 1.5 * (from - to);
    from + fraction * (slope + fraction * (square + fraction * cube))
}

#[cfg(test)]
mod tests;
