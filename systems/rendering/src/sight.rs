//! How a player sees what a game shows: colours for their eyes, words with a rim.
//!
//! The colour filters do not show what the player sees, but move what they cannot tell apart to where they can. What
//! eyes without one kind of cones see is by G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based
//! Model for Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009,
//! at severity 1.0; what is lost by it is added to the other channels as by O. Fidaner, P. Lin and N. Ozguven, "Analysis of
//! Color Blindness", Stanford University, 2005. Both are for linear light.

use playground_core_client::rendering::{BLACK, Sight, Text, WHITE};
use playground_core_client::settings::ColorFilter;
use playground_core_types::math::Affine2;

/// Three rows by three columns.
pub(crate) type Matrix = [[f32; 3]; 3];

const PROTANOPIA: Matrix = [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
];

const DEUTERANOPIA: Matrix = [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_820, 0.042_940, 0.968_881],
];

const TRITANOPIA: Matrix = [
    [1.255_528, -0.076_749, -0.178_779],
    [-0.078_411, 0.930_809, 0.147_602],
    [0.004_733, 0.691_367, 0.303_900],
];

/// Where what is lost of red goes.
const FROM_RED: Matrix = [[0.0, 0.0, 0.0], [0.7, 1.0, 0.0], [0.7, 0.0, 1.0]];

/// Where what is lost of blue goes.
const FROM_BLUE: Matrix = [[1.0, 0.0, 0.7], [0.0, 1.0, 0.7], [0.0, 0.0, 0.0]];

/// How wide a rim is, of the size of its letters.
const RIM_SHARE: f32 = 0.09;

/// What colours become; `None` where they stay as they are.
pub(crate) fn matrix(filter: ColorFilter) -> Option<Matrix> {
    let (seen, spread) = match filter {
        ColorFilter::Off => return None,
        ColorFilter::Protanopia => (PROTANOPIA, FROM_RED),
        ColorFilter::Deuteranopia => (DEUTERANOPIA, FROM_RED),
        ColorFilter::Tritanopia => (TRITANOPIA, FROM_BLUE),
    };
    let one = |row: usize, column: usize| if row == column { 1.0 } else { 0.0 };
    let lost = |row: usize, column: usize| one(row, column) - seen[row][column];
    let moved = |row: usize, column: usize| -> f32 {
        let parts = [0, 1, 2].map(|middle| spread[row][middle] * lost(middle, column));
        one(row, column) + parts[0] + parts[1] + parts[2]
    };
    Some([0, 1, 2].map(|row| [0, 1, 2].map(|column| moved(row, column))))
}

/// A text of the game as the player wants it; `None` where that is as it is. `growth` says how much of a wanted growth
/// there is room for.
pub(crate) fn seen_text(
    sight: &Sight,
    placed: &(Affine2, Text),
    growth: impl FnOnce(f32) -> f32,
) -> Option<(Affine2, Text)> {
    let (mut affine, mut text) = *placed;
    if sight.text_percent == 100 && (!sight.is_rimmed || text.is_outlined()) {
        return None;
    }
    if sight.text_percent != 100 {
        affine.matrix2 *= growth(sight.text_percent as f32 / 100.0);
    }
    if sight.is_rimmed && !text.is_outlined() {
        let [red, green, blue, _] = text.color;
        let is_dark = red * 0.2126 + green * 0.7152 + blue * 0.0722 < 0.18;
        text.outline = if is_dark { WHITE } else { BLACK };
        text.outline[3] = text.color[3].clamp(0.0, 1.0);
        text.outline_width = text.size * RIM_SHARE;
    }
    Some((affine, text))
}

/// What is left of a colour that covers the whole screen: a bright one is a flash, one to black is none.
pub(crate) fn seen_fade(sight: &Sight, fade: [f32; 4]) -> [f32; 4] {
    if sight.flash_percent >= 100 {
        return fade;
    }
    let [red, green, blue, alpha] = fade;
    // Red flashes are the worst, however dark they are: the brightest channel counts.
    let brightness = red.max(green).max(blue).clamp(0.0, 1.0);
    let lost = brightness * (1.0 - sight.flash_percent as f32 / 100.0);
    [red, green, blue, alpha * (1.0 - lost)]
}

#[cfg(test)]
mod tests;
