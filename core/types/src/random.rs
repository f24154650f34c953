//! Random numbers that are part of the state: the same seed gives the same numbers everywhere.

use bytemuck::{Pod, Zeroable};

const MULTIPLIER: u64 = 6_364_136_223_846_793_005;

/// A PCG32 generator: 64 bits of state, a stream, 32 bits a number.
///
/// Shape: plain data, so that it lives in the world and in every snapshot.
///
/// # Source
/// M. E. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for
/// Random Number Generation", variant XSH-RR 64/32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Pcg32 {
    state: u64,
    increment: u64,
}

impl Pcg32 {
    /// A generator of `seed` on `stream`; different streams of one seed are independent.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut generator = Self { state: 0, increment: (stream << 1) | 1 };
        generator.next_u32();
        generator.state = generator.state.wrapping_add(seed);
        generator.next_u32();
        generator
    }

    /// The next 32 random bits.
    pub fn next_u32(&mut self) -> u32 {
        let old = self.state;
        self.state = old.wrapping_mul(MULTIPLIER).wrapping_add(self.increment);
        let xorshifted = (((old >> 18) ^ old) >> 27) as u32;
        xorshifted.rotate_right((old >> 59) as u32)
    }

    /// A number from 0 up to but not including 1, in steps of 2⁻²⁴.
    pub fn next_f32(&mut self) -> f32 {
        (self.next_u32() >> 8) as f32 / 16_777_216.0
    }

    /// A number from `low` up to but not including `high`.
    pub fn range_f32(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.next_f32()
    }

    /// A number below `bound`, without bias; 0 when `bound` is 0.
    pub fn below(&mut self, bound: u32) -> u32 {
        if bound == 0 {
            return 0;
        }
        let threshold = bound.wrapping_neg() % bound;
        loop {
            let number = self.next_u32();
            if number >= threshold {
                return number % bound;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_equal_the_published_test_vector() {
        // The output of the reference program `pcg32-demo` with seed 42 and stream 54.
        let mut generator = Pcg32::new(42, 54);
        let numbers = [0; 6].map(|_: u32| generator.next_u32());
        assert_eq!(numbers, [0xa15c_02b7, 0x7b47_f409, 0xba1d_3330, 0x83d2_f293, 0xbfa4_784b, 0xcbed_606e]);
    }

    #[test]
    fn numbers_below_a_bound_stay_below_it() {
        let mut generator = Pcg32::new(1, 1);
        assert!((0..1000).all(|_| generator.below(6) < 6), "a die has six sides");
        assert_eq!(generator.below(0), 0);
    }
}
