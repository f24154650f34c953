//! Which actions are active for a seat, and how high their sets lie over each other.

use playground_core_client::input::{
    ACTION_COUNT_MAX, ActionMap, ActionSets, SEAT_COUNT_MAX, SceneActionSet, SeatActionSets,
};
use playground_core_ecs::Name;

/// By place of the action: 0 for one that is at rest, 1 for those of the set, more for those of each layer above it.
pub(super) type SeatLevels = [u8; ACTION_COUNT_MAX];

/// The sets that the world has chosen.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Chosen {
    /// By rules.
    pub sets: ActionSets,
    /// By the scene, for seats whose rules chose none.
    pub scene: SceneActionSet,
}

/// The levels of all actions for all seats.
pub(super) fn levels_of(map: &ActionMap, chosen: &Chosen) -> [SeatLevels; SEAT_COUNT_MAX] {
    let mut levels = [[0; ACTION_COUNT_MAX]; SEAT_COUNT_MAX];
    for (levels, seat) in levels.iter_mut().zip(&chosen.sets.seats) {
        *levels = levels_of_seat(map, seat, chosen.scene.set);
    }
    levels
}

fn levels_of_seat(map: &ActionMap, seat: &SeatActionSets, scene: Name) -> SeatLevels {
    let find = |name: Name| map.sets.iter().position(|set| name != Name::NONE && set.name == name);
    let find_set = |name| find(name).filter(|place| map.sets[*place].over == 0);
    let set = find_set(seat.set).or_else(|| find_set(scene)).unwrap_or_default();
    let is_over_it = |place: &usize| map.sets[*place].over & bit(set) != 0;
    let mut levels = [0; ACTION_COUNT_MAX];
    raise(&mut levels, map, set, 1);
    let layers = seat.layers.iter().filter_map(|layer| find(*layer)).filter(is_over_it);
    for (layer, level) in layers.zip(2_u8..) {
        if map.sets[layer].hides {
            let hidden = levels.iter_mut().zip(&map.actions).filter(|(_, action)| action.sets != 0);
            hidden.for_each(|(level, _)| *level = 0);
        }
        raise(&mut levels, map, layer, level);
    }
    levels
}

/// Puts the actions of a set on a level; those of every set are there from the lowest on.
fn raise(levels: &mut SeatLevels, map: &ActionMap, set: usize, level: u8) {
    for (place, action) in levels.iter_mut().zip(&map.actions) {
        if action.sets & bit(set) != 0 || (action.sets == 0 && level == 1) {
            *place = level;
        }
    }
}

fn bit(place: usize) -> u32 {
    1_u32.checked_shl(place as u32).unwrap_or_default()
}
