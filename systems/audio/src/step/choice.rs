//! Which of all sounds are heard where there are too many.

use super::wanted::Wanted;
use std::cmp::Reverse;

/// Whether each of `wanted` is heard, when at most `budget` are. `standing` is `None` for what is silent anyway, and
/// else whether the mixer plays it.
///
/// The higher priority comes first, then what is louder, then what plays already, then what began later.
pub fn choose(wanted: &[Wanted], budget: usize, standing: impl Fn(&Wanted) -> Option<bool>) -> Vec<bool> {
    let mut candidates: Vec<(usize, bool)> = Vec::with_capacity(wanted.len());
    for (index, one) in wanted.iter().enumerate() {
        candidates.extend(standing(one).map(|is_playing| (index, is_playing)));
    }
    if candidates.len() > budget {
        candidates.sort_by(|(index, is_playing), (other_index, other_is_playing)| {
            let (one, other) = (&wanted[*index], &wanted[*other_index]);
            let rank = |one: &Wanted, is_playing: bool| (is_playing, one.voice.start_tick, Reverse(one.key));
            let by_priority = other.voice.priority.cmp(&one.voice.priority);
            let by_loudness = other.loudness().total_cmp(&one.loudness());
            let by_rank = rank(other, *other_is_playing).cmp(&rank(one, *is_playing));
            by_priority.then(by_loudness).then(by_rank)
        });
        candidates.truncate(budget);
    }
    let mut chosen = vec![false; wanted.len()];
    for (index, _) in candidates {
        chosen[index] = true;
    }
    chosen
}
