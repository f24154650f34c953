//! The last step before the device: nothing leaves louder than full scale.

/// Below this, sound passes unchanged.
const KNEE: f32 = 0.9;

/// Bends what is louder than 0.9 towards 1, which nothing exceeds; the curve has no corner.
///
/// # Source
/// k + d / (1 + d / (1 - k)) for the excess d over the knee k: slope 1 at the knee, limit 1.
#[inline]
pub fn apply_ceiling(sample: f32) -> f32 {
    let excess = (sample.abs() - KNEE).max(0.0);
    let bent = KNEE + excess / (1.0 + excess / (1.0 - KNEE));
    if excess > 0.0 { bent.min(1.0).copysign(sample) } else { sample }
}
