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

impl<const COUNT: usize> Ramp<COUNT> {
    /// Values that stay.
    pub const fn steady(values: [f32; COUNT]) -> Self {
        Self { from: values, to: values, step: [0.0; COUNT], elapsed: 0, length: 0 }
    }

    /// Sends the values from where they are now to `values`, in `length` frames; 0 jumps.
    pub fn start(&mut self, values: [f32; COUNT], length: u32) {
        let from = self.value();
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
        std::array::from_fn(|index| self.from[index] + self.step[index] * passed as f32)
    }

    /// Lets frames pass.
    pub fn advance(&mut self, frames: u32) {
        self.elapsed = self.elapsed.saturating_add(frames).min(self.length);
    }

    /// Frames until the values have arrived; 0 when they stay.
    pub fn remaining(&self) -> u32 {
        self.length - self.elapsed
    }
}
