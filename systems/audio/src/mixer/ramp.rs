//! Values that move in a straight line.

/// `COUNT` values on their way from where they were to where they go.
///
/// The value of a frame depends on how many frames passed since the ramp began and on nothing else, so
/// that blocks of any size give the same bits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ramp<const COUNT: usize> {
    from: [f32; COUNT],
    to: [f32; COUNT],
    step: [f32; COUNT],
    elapsed: u32,
    length: u32,
}

/// Values of the frames before a corner: what loops over samples work with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line<const COUNT: usize> {
    from: [f32; COUNT],
    step: [f32; COUNT],
    elapsed: i32,
}

impl<const COUNT: usize> Line<COUNT> {
    /// The values `ahead` frames from now.
    #[inline]
    pub fn at(&self, ahead: usize) -> [f32; COUNT] {
        let passed = self.elapsed.wrapping_add(ahead as i32) as f32;
        std::array::from_fn(|index| self.from[index] + self.step[index] * passed)
    }

    /// Whether the values are the same for all frames.
    pub fn is_flat(&self) -> bool {
        self.step == [0.0; COUNT]
    }
}

impl<const COUNT: usize> Ramp<COUNT> {
    /// Values that stay.
    pub const fn steady(values: [f32; COUNT]) -> Self {
        Self { from: values, to: values, step: [0.0; COUNT], elapsed: 0, length: 0 }
    }

    /// Sends the values from where they are now to `values`, in `length` frames; 0 jumps.
    pub fn start(&mut self, values: [f32; COUNT], length: u32) {
        let from = self.value();
        let length = length.min(i32::MAX as u32);
        let step = std::array::from_fn(|index| (values[index] - from[index]) / length.max(1) as f32);
        *self = Self { from, to: values, step, elapsed: 0, length };
    }

    /// The values of this frame.
    pub fn value(&self) -> [f32; COUNT] {
        self.value_at(0)
    }

    /// The values `ahead` frames from now.
    #[inline]
    pub fn value_at(&self, ahead: u32) -> [f32; COUNT] {
        let passed = self.elapsed.saturating_add(ahead);
        if passed >= self.length {
            return self.to;
        }
        std::array::from_fn(|index| self.from[index] + self.step[index] * passed as i32 as f32)
    }

    /// The values until the ramp arrives, or for ever when it has.
    #[inline]
    pub fn line(&self) -> Line<COUNT> {
        if self.elapsed >= self.length {
            return Line { from: self.to, step: [0.0; COUNT], elapsed: 0 };
        }
        Line { from: self.from, step: self.step, elapsed: self.elapsed as i32 }
    }

    /// Lets frames pass.
    pub fn advance(&mut self, frames: u32) {
        self.elapsed = self.elapsed.saturating_add(frames).min(self.length);
    }

    /// Frames until the values have arrived; 0 when they stay.
    pub fn remaining(&self) -> u32 {
        self.length - self.elapsed
    }

    /// How many of `frames` pass before the ramp arrives; all of them when it has.
    pub fn cut(&self, frames: usize) -> usize {
        if self.remaining() == 0 { frames } else { frames.min(self.remaining() as usize) }
    }
}
