//! Where the virtual screen lies on the real one.

use playground_core_client::rendering::{Scaling, Viewport};

/// The rectangle of `target` that shows a virtual screen of `virtual_size`; empty when either is.
///
/// Whole-number scaling falls back to the fitting fraction on a target that is smaller than the virtual
/// screen, because a cut picture is worse than an uneven one.
pub(crate) fn letterbox(scaling: Scaling, virtual_size: [u32; 2], target: [u32; 2]) -> Viewport {
    let [width, height] = virtual_size.map(u64::from);
    let [target_width, target_height] = target.map(u64::from);
    if width == 0 || height == 0 || target_width == 0 || target_height == 0 {
        return Viewport::default();
    }
    let factor = (target_width / width).min(target_height / height);
    let scaled = match scaling {
        Scaling::Stretch => [target_width, target_height],
        Scaling::Integer if factor > 0 => [width * factor, height * factor],
        // The side that reaches the border first decides; products compare without rounding.
        _ if target_width * height <= target_height * width => {
            [target_width, (height * target_width / width).max(1)]
        }
        _ => [(width * target_height / height).max(1), target_height],
    };
    Viewport {
        x: ((target_width - scaled[0]) / 2) as u32,
        y: ((target_height - scaled[1]) / 2) as u32,
        width: scaled[0] as u32,
        height: scaled[1] as u32,
    }
}

#[cfg(test)]
mod tests;
