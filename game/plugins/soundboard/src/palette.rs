//! The colours of the board: ink, four greys, and one bright colour for each panel.

use crate::controls::{BUSES, CUES, DAY, EFFECTS};
use playground_core_client::rendering::linear_of_srgb;

/// Behind everything.
pub const INK: u32 = 0x10_13_1c;
/// The field of the emitters.
pub const DEEP: u32 = 0x0b_0e_17;
/// A panel.
pub const PANEL: u32 = 0x1a_1f_2e;
/// What lies in a panel.
pub const WELL: u32 = 0x26_2d_40;
/// Edges.
pub const EDGE: u32 = 0x35_3e_57;
/// Words of less weight.
pub const DIM: u32 = 0x8f_99_b3;
/// Words.
pub const BRIGHT: u32 = 0xe8_ec_f5;
/// Space.
pub const TEAL: u32 = 0x4f_d1_c5;
/// Buses.
pub const AMBER: u32 = 0xf6_b4_4b;
/// Effects.
pub const VIOLET: u32 = 0xb0_8c_ff;
/// Music.
pub const CORAL: u32 = 0xff_7d_6e;
/// Cues.
pub const LIME: u32 = 0xa8_da_5f;

/// The bright colour of a control's panel.
pub fn accent(control: usize) -> u32 {
    match control {
        CUES.. => LIME,
        DAY.. => CORAL,
        EFFECTS.. => VIOLET,
        BUSES.. => AMBER,
        _ => TEAL,
    }
}

/// A colour of `0xrrggbb`.
pub fn color(hex: u32) -> [f32; 4] {
    let [_, red, green, blue] = hex.to_be_bytes();
    linear_of_srgb([red, green, blue, 255])
}

/// The same, seen through. Range of `alpha`: 0 to 1.
pub fn sheer(hex: u32, alpha: f32) -> [f32; 4] {
    let [red, green, blue, _] = color(hex);
    [red, green, blue, alpha]
}
