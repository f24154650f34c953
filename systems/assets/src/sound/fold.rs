//! Any number of channels to one or two.

use std::f32::consts::FRAC_1_SQRT_2;
use symphonia::core::audio::{Channels, Position};

/// How loud each channel is on the left and on the right.
type Gains = Vec<[f32; 2]>;

/// How channels become two; none for one or two, which stay.
///
/// The front stays, centre and surround come in at -3 dB, the low channel is left out; the whole is made as much
/// softer as keeps a side in full scale, whatever its channels hold.
///
/// # Source
/// ITU-R BS.775-4, annex 4, table 2, "downward conversion" to 2/0.
pub(super) struct Fold {
    gains: Option<Gains>,
}

impl Fold {
    /// For a sound with these channels.
    pub(super) fn new(channels: &Channels) -> Self {
        let count = channels.count();
        if count <= 2 {
            return Self { gains: None };
        }
        let mut gains = match channels {
            Channels::Positioned(positions) => positions.iter().map(gains_of).collect(),
            _ => gains_by_order(count),
        };
        let sum = |side: usize| gains.iter().map(|gain: &[f32; 2]| gain[side]).fold(0.0, |a, b| a + b);
        let loudest = sum(0).max(sum(1));
        if loudest > 0.0 {
            gains.iter_mut().flatten().for_each(|gain| *gain /= loudest);
        }
        Self { gains: Some(gains) }
    }

    /// How many channels there are afterwards, of `count`.
    pub(super) fn channel_count(&self, count: usize) -> usize {
        if self.gains.is_some() { 2 } else { count }
    }

    /// Folds a block in place: afterwards the first two channels are the whole of it.
    pub(super) fn apply(&self, planes: &mut Vec<Vec<f32>>) {
        let Some(gains) = &self.gains else { return };
        let frames = planes.first().map_or(0, Vec::len);
        let mut sides = vec![vec![0.0; frames]; 2];
        for (side, folded) in sides.iter_mut().enumerate() {
            for (plane, gain) in planes.iter().zip(gains).filter(|(_, gain)| gain[side] > 0.0) {
                for (sum, sample) in folded.iter_mut().zip(plane) {
                    *sum += gain[side] * sample;
                }
            }
        }
        *planes = sides;
    }
}

/// The gains of one place; those that are neither left nor right are on both sides.
fn gains_of(place: Position) -> [f32; 2] {
    const LEFT: Position = Position::REAR_LEFT.union(Position::SIDE_LEFT).union(Position::FRONT_LEFT_CENTER);
    const RIGHT: Position =
        Position::REAR_RIGHT.union(Position::SIDE_RIGHT).union(Position::FRONT_RIGHT_CENTER);
    match place {
        Position::FRONT_LEFT => [1.0, 0.0],
        Position::FRONT_RIGHT => [0.0, 1.0],
        Position::LFE1 | Position::LFE2 => [0.0, 0.0],
        place if LEFT.contains(place) => [FRAC_1_SQRT_2, 0.0],
        place if RIGHT.contains(place) => [0.0, FRAC_1_SQRT_2],
        Position::REAR_CENTER => [0.5, 0.5],
        _ => [FRAC_1_SQRT_2, FRAC_1_SQRT_2],
    }
}

/// Channels without places: pairs of left and right, and a last one alone in the middle.
fn gains_by_order(count: usize) -> Gains {
    let gain = |channel: usize| match channel {
        last if last + 1 == count && count % 2 == 1 => [FRAC_1_SQRT_2, FRAC_1_SQRT_2],
        left if left % 2 == 0 => [1.0, 0.0],
        _ => [0.0, 1.0],
    };
    (0..count).map(gain).collect()
}

#[cfg(test)]
mod tests {
    use super::Fold;
    use symphonia::core::audio::{Channels, Position};

    /// One frame in which only one channel has a sample.
    #[track_caller]
    fn check(positions: Position, place: usize, expected: [f32; 2]) {
        let channels = Channels::Positioned(positions);
        let mut planes: Vec<Vec<f32>> =
            (0..channels.count()).map(|plane| vec![f32::from(u8::from(plane == place))]).collect();
        let fold = Fold::new(&channels);
        fold.apply(&mut planes);
        assert_eq!(planes.len(), fold.channel_count(channels.count()));
        for (plane, expected) in planes.iter().zip(expected) {
            assert!((plane[0] - expected).abs() < 1e-6, "{place} of {positions:?}: {planes:?}");
        }
    }

    #[test]
    fn each_place_is_heard_where_it_belongs() {
        let front = Position::FRONT_LEFT | Position::FRONT_RIGHT;
        check(front, 1, [0.0, 1.0]);
        // A side of 5.1: the front, half the power of the centre and of what is behind.
        let surround =
            front | Position::FRONT_CENTER | Position::LFE1 | Position::REAR_LEFT | Position::REAR_RIGHT;
        let sum = 1.0 + 2.0 * 0.5_f32.sqrt();
        check(surround, 0, [1.0 / sum, 0.0]);
        check(surround, 1, [0.0, 1.0 / sum]);
        check(surround, 2, [0.5_f32.sqrt() / sum, 0.5_f32.sqrt() / sum]);
        check(surround, 3, [0.0, 0.0]);
        check(surround, 4, [0.5_f32.sqrt() / sum, 0.0]);
        check(surround, 5, [0.0, 0.5_f32.sqrt() / sum]);
        // 7.1 has another pair at the sides.
        let more = surround | Position::SIDE_LEFT | Position::SIDE_RIGHT;
        let sum = 1.0 + 3.0 * 0.5_f32.sqrt();
        check(more, 6, [0.5_f32.sqrt() / sum, 0.0]);
        check(more, 7, [0.0, 0.5_f32.sqrt() / sum]);
    }
}
