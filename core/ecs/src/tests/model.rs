//! The world against a plain model of it: a map from names to values, and random changes to both.

use super::{Frozen, Health, Label, Position, at, labelled};
use crate::{Entity, Query, Row, World};
use playground_core_types::random::Pcg32;
use std::collections::{BTreeMap, BTreeSet};

const OPERATION_COUNT: usize = 20_000;

/// What the model knows of one thing.
#[derive(Debug, Clone, Default, PartialEq)]
struct Thing {
    x: Option<u32>,
    points: Option<u32>,
    text: Option<String>,
    frozen: bool,
}

/// Both sides, and where to return to.
#[derive(Clone, Default)]
struct Pair {
    world: World,
    model: BTreeMap<Entity, Thing>,
}

impl Pair {
    fn spawn(&mut self, chance: &mut Pcg32) -> Entity {
        let number = chance.below(1000);
        let (mut row, mut thing) = (Row::new(), Thing::default());
        if chance.below(4) > 0 {
            row = row.with(&at(number as f32, 0.0));
            thing.x = Some(number);
        }
        if chance.below(3) == 0 {
            row = row.with_blob(&labelled(&number.to_string())).unwrap();
            thing.text = Some(number.to_string());
        }
        if chance.below(5) == 0 {
            row = row.with(&Frozen {});
            thing.frozen = true;
        }
        let entity = self.world.spawn(&row).unwrap();
        self.model.insert(entity, thing);
        entity
    }

    /// Changes one component of a thing that may be gone already.
    fn change(&mut self, entity: Entity, chance: &mut Pcg32) {
        let number = chance.below(1000);
        let mut gone = Thing::default();
        let lives = self.model.contains_key(&entity);
        let thing = self.model.get_mut(&entity).unwrap_or(&mut gone);
        let done = match chance.below(8) {
            0 | 1 => {
                thing.x = Some(number);
                self.world.insert(entity, &at(number as f32, 0.0)).is_ok()
            }
            2 => {
                thing.points = Some(number);
                self.world.insert(entity, &Health { points: number }).is_ok()
            }
            3 => {
                thing.text = Some(number.to_string());
                self.world.insert_blob(entity, &labelled(&number.to_string())).is_ok()
            }
            4 => {
                thing.frozen = true;
                self.world.insert(entity, &Frozen {}).is_ok()
            }
            5 => self.world.remove(entity, Position::ID) == (lives && thing.x.take().is_some()) && lives,
            6 => self.world.remove(entity, Label::ID) == (lives && thing.text.take().is_some()) && lives,
            _ => {
                let frozen = std::mem::take(&mut thing.frozen);
                self.world.remove(entity, Frozen::ID) == frozen && lives
            }
        };
        assert_eq!(done, lives, "{entity:?}");
    }

    fn despawn(&mut self, entity: Entity) {
        assert_eq!(self.world.despawn(entity), self.model.remove(&entity).is_some());
    }

    #[track_caller]
    fn check(&self) {
        assert_eq!(self.world.len(), self.model.len());
        for (entity, thing) in &self.model {
            let (position, health): (Option<&Position>, Option<&Health>) =
                (self.world.get(*entity), self.world.get(*entity));
            let label: Option<Label> = self.world.blob(*entity);
            let found = Thing {
                x: position.map(|position| position.place.x as u32),
                points: health.map(|health| health.points),
                text: label.map(|label| label.text),
                frozen: self.world.has(*entity, Frozen::ID),
            };
            assert_eq!(found, *thing, "{entity:?}");
        }
        self.check_pages();
    }

    /// Every thing with a place is on one page, next to its place.
    #[track_caller]
    fn check_pages(&self) {
        let mut seen = BTreeSet::new();
        for page in self.world.pages(&Query::new().read(Position::ID)) {
            let positions: &[Position] = page.read(Position::ID).unwrap();
            assert_eq!(positions.len(), page.entities().len());
            for (entity, position) in page.entities().iter().zip(positions) {
                assert_eq!(self.model[entity].x, Some(position.place.x as u32));
                assert!(seen.insert(*entity), "{entity:?} is on two pages");
            }
        }
        assert_eq!(seen.len(), self.model.values().filter(|thing| thing.x.is_some()).count());
    }
}

fn play(seed: u64) {
    let mut chance = Pcg32::new(seed, 7);
    let (mut pair, mut snapshot) = (Pair::default(), Pair::default());
    let mut names = vec![Entity::NONE];
    let mut given = BTreeSet::new();
    for operation in 0..OPERATION_COUNT {
        let name = names[chance.below(names.len() as u32) as usize];
        match chance.below(16) {
            // More come than go, until there are several pages.
            0..=5 => {
                let entity = pair.spawn(&mut chance);
                assert!(given.insert(entity), "{entity:?} was given out before");
                names.push(entity);
            }
            6..=8 => pair.despawn(name),
            _ => pair.change(name, &mut chance),
        }
        if operation % 2_500 == 0 {
            pair.check();
            snapshot.check();
            snapshot = pair.clone();
        }
    }
    pair.check();
    snapshot.check();
    assert!(pair.world.len() > 1024 && given.len() > pair.world.len());
    pair.world.restore(&snapshot.world);
    pair.model = snapshot.model;
    pair.check();
}

#[test]
fn the_world_is_what_its_model_is() {
    play(1);
    play(2);
}
