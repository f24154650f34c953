//! The one module for mathematics: vectors, and functions that give the same bits on every machine.
//!
//! The platform's `sin`, `exp` and their kin differ between native and wasm in up to a tenth of all
//! inputs; `libm` is plain Rust and does not. `sqrt`, `floor` and the four operations are exact in
//! IEEE 754 and need no replacement.

pub use glam::{Affine2, Mat2, Mat4, Vec2, Vec3, Vec4, vec2, vec3, vec4};

/// Sine of an angle in radians.
pub fn sin(radians: f32) -> f32 {
    libm::sinf(radians)
}

/// Cosine of an angle in radians.
pub fn cos(radians: f32) -> f32 {
    libm::cosf(radians)
}

/// Tangent of an angle in radians.
pub fn tan(radians: f32) -> f32 {
    libm::tanf(radians)
}

/// Angle of the vector (`x`, `y`) in radians, -π to π.
pub fn atan2(y: f32, x: f32) -> f32 {
    libm::atan2f(y, x)
}

/// e to the power of `exponent`.
pub fn exp(exponent: f32) -> f32 {
    libm::expf(exponent)
}

/// Natural logarithm.
pub fn ln(value: f32) -> f32 {
    libm::logf(value)
}

/// `base` to the power of `exponent`.
pub fn pow(base: f32, exponent: f32) -> f32 {
    libm::powf(base, exponent)
}

/// Sine in double precision, for tables made at load.
pub fn sin_f64(radians: f64) -> f64 {
    libm::sin(radians)
}

/// Cosine in double precision, for tables made at load.
pub fn cos_f64(radians: f64) -> f64 {
    libm::cos(radians)
}

/// Linear amplitude of a level in decibels; 0 dB is 1.0.
///
/// # Source
/// 10^(dB / 20), the definition of a level of a field quantity.
pub fn amplitude_of_decibels(decibels: f32) -> f32 {
    pow(10.0, decibels / 20.0)
}

/// `from` at 0, `to` at 1, on the straight line between.
pub fn lerp(from: f32, to: f32, fraction: f32) -> f32 {
    from + (to - from) * fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transcendental_functions_give_fixed_bits() {
        assert_eq!(sin(1.0).to_bits(), 0x3f57_6aa4);
        assert_eq!(cos(1.0).to_bits(), 0x3f0a_5140);
        assert_eq!(exp(1.0).to_bits(), 0x402d_f854);
    }

    #[test]
    fn six_decibels_are_about_twice_the_amplitude() {
        assert!((amplitude_of_decibels(6.0206) - 2.0).abs() < 1e-4, "20·log10(2) = 6.0206");
    }
}
