//! The colours: of the night, of the ice, and of the four players, who differ in shape and number too.

use playground_core_client::rendering::linear_of_srgb;

/// The water.
pub const WATER: u32 = 0x12_2a_4a;
/// A wave on it.
pub const WAVE: u32 = 0x24_4a_74;
/// The floe.
pub const ICE: u32 = 0xe6_f2_fa;
/// A mark on the floe.
pub const MARK: u32 = 0xc3_dd_ee;
/// The side of the floe.
pub const SIDE: u32 = 0x6f_a6_cc;
/// The floe by night: the ice, a mark, its side, the snow around it.
pub const NIGHT: [u32; 4] = [0x2e_4a_7c, 0x3d_5c_92, 0x1c_36_60, 0x8f_ac_d6];
/// The rim that is about to break.
pub const DANGER: u32 = 0xf0_78_62;
/// The same, in the other half of its blinking.
pub const DANGER_PALE: u32 = 0xf7_b9_a4;
/// Snow that holds whoever runs into it.
pub const SNOW: u32 = 0xff_ff_ff;
/// Lines around players, and pupils.
pub const INK: u32 = 0x12_16_26;
/// Panels.
pub const PANEL: u32 = 0x0c_14_28;
/// Words.
pub const BRIGHT: u32 = 0xff_ff_ff;
/// Words that matter less.
pub const SOFT: u32 = 0xb4_c6_de;
/// Fireflies, and all that is won.
pub const GOLD: u32 = 0xff_d2_4a;
/// What burns.
pub const FIRE: u32 = 0xff_6a_2e;

/// The colours of the players, by seat - 1.
const SEATS: [u32; 4] = [0x2f_86_e8, 0xf0_92_1a, 0x16_a8_70, 0xdc_58_a4];
/// The same for words before something dark.
const SEATS_LIGHT: [u32; 4] = [0x7c_be_ff, 0xff_be_5c, 0x62_e0_ac, 0xff_9c_d2];

/// What players are called, by seat - 1.
pub const NAMES: [&str; 4] = ["Blue", "Amber", "Green", "Rose"];

/// Their shapes as letters, by seat - 1.
pub const SHAPES: [&str; 4] = ["●", "■", "▲", "★"];

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

/// The colour of a seat, from 1; grey for nobody.
pub fn seat_color(seat: u32) -> [f32; 4] {
    SEATS.get((seat as usize).wrapping_sub(1)).map_or([0.3, 0.3, 0.3, 1.0], |hex| color(*hex))
}

/// The same, light enough to be read before something dark.
pub fn seat_light(seat: u32) -> [f32; 4] {
    SEATS_LIGHT.get((seat as usize).wrapping_sub(1)).map_or([0.6, 0.6, 0.6, 1.0], |hex| color(*hex))
}

/// A colour with another alpha.
pub fn faded([red, green, blue, alpha]: [f32; 4], by: f32) -> [f32; 4] {
    [red, green, blue, alpha * by]
}
