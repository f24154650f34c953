//! Colours: linear red, green, blue and straight alpha, 0 to 1 each.

use playground_core_types::math::pow;

/// Opaque white; as a tint it changes nothing.
pub const WHITE: [f32; 4] = [1.0; 4];

/// Opaque black.
pub const BLACK: [f32; 4] = [0.0, 0.0, 0.0, 1.0];

/// Nothing at all.
pub const TRANSPARENT: [f32; 4] = [0.0; 4];

/// The linear colour of the sRGB bytes that colour pickers show.
///
/// # Source
/// IEC 61966-2-1, the sRGB transfer function.
pub fn linear_of_srgb([red, green, blue, alpha]: [u8; 4]) -> [f32; 4] {
    [linear_of_byte(red), linear_of_byte(green), linear_of_byte(blue), f32::from(alpha) / 255.0]
}

fn linear_of_byte(byte: u8) -> f32 {
    let encoded = f32::from(byte) / 255.0;
    if encoded <= 0.04045 { encoded / 12.92 } else { pow((encoded + 0.055) / 1.055, 2.4) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_srgb_scale_is_a_fifth_of_the_light() {
        assert_eq!(linear_of_srgb([0, 255, 0, 255]), [0.0, 1.0, 0.0, 1.0], "the ends are exact");
        // 188 is the byte of half the light: the table of IEC 61966-2-1 gives 0.5029.
        assert!((linear_of_srgb([188, 0, 0, 0])[0] - 0.5029).abs() < 1e-4, "the middle follows the curve");
    }
}
