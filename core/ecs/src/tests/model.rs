//! The world against a plain model of it: a map from names to values, and random changes to both.

use super::{Frozen, Health, Label, Position, at, labelled};
use crate::column::PAGE_ROWS;
use crate::{Batch, Entity, Query, Row, World};
use playground_core_types::random::Pcg32;
use std::collections::{BTreeMap, BTreeSet};

const OPERATION_COUNT: usize = 50_000;

/// Ten times as many where a soak is asked for: `PLAYGROUND_SOAK=1`.
const SOAK_COUNT: usize = 500_000;

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

    /// Many at once, with a place or with points too.
    fn spawn_many(&mut self, chance: &mut Pcg32, count: usize) -> Vec<Entity> {
        let places: Vec<Position> = (0..count).map(|number| at(number as f32, 0.0)).collect();
        let healths: Vec<Health> = (0..count).map(|number| Health { points: number as u32 }).collect();
        let has_points = chance.below(2) == 0;
        let mut batch = Batch::new(count).column(&places).unwrap();
        if has_points {
            batch = batch.column(&healths).unwrap();
        }
        let names: Vec<Entity> = self.world.spawn_batch(&batch).unwrap().collect();
        for (number, name) in names.iter().enumerate() {
            let points = has_points.then_some(number as u32);
            self.model.insert(*name, Thing { x: Some(number as u32), points, ..Thing::default() });
        }
        names
    }

    /// One change to all things that have, or lack, something.
    fn change_all(&mut self, chance: &mut Pcg32) {
        let number = chance.below(1000);
        let found = match chance.below(4) {
            0 => {
                let query = Query::new().with(Position::ID).without(Frozen::ID);
                let chosen =
                    self.chosen(|thing| thing.x.is_some() && !thing.frozen, |thing| thing.frozen = true);
                (self.world.insert_all(&query, &Frozen {}).unwrap(), chosen)
            }
            1 => {
                let chosen = self.chosen(|thing| thing.frozen, |thing| thing.frozen = false);
                (self.world.remove_all(&Query::new(), Frozen::ID), chosen)
            }
            2 => {
                let chosen = self.chosen(|thing| thing.text.is_some(), |thing| thing.points = Some(number));
                let query = Query::new().with(Label::ID);
                (self.world.insert_all(&query, &Health { points: number }).unwrap(), chosen)
            }
            _ => {
                let had = |thing: &Thing| thing.points.is_some() && thing.x.is_none();
                let chosen = self.chosen(had, |thing| thing.points = None);
                (self.world.remove_all(&Query::new().without(Position::ID), Health::ID), chosen)
            }
        };
        assert_eq!(found.0, found.1);
    }

    /// Changes the things of the model that are meant; how many they are.
    fn chosen(&mut self, is_meant: impl Fn(&Thing) -> bool, change: impl Fn(&mut Thing)) -> usize {
        let meant: Vec<&mut Thing> = self.model.values_mut().filter(|thing| is_meant(thing)).collect();
        let count = meant.len();
        meant.into_iter().for_each(change);
        count
    }

    /// As a tick takes it: what is written later is written on either side.
    fn snapshot(&mut self) -> Self {
        Self { world: self.world.snapshot(), model: self.model.clone() }
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

    fn has_full_page(&self) -> bool {
        self.world.pages(&Query::new()).any(|page| page.entities().len() == PAGE_ROWS)
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

fn play(seed: u64, count: usize) {
    let mut chance = Pcg32::new(seed, 7);
    let (mut pair, mut snapshot) = (Pair::default(), Pair::default());
    let mut names = vec![Entity::NONE];
    let mut given = BTreeSet::new();
    // Kinds that fill several pages from the start, and lose rows out of all of them.
    for _ in 0..2 {
        names.extend(pair.spawn_many(&mut chance, 2 * PAGE_ROWS));
    }
    given.extend(names.iter().skip(1));
    let mut has_full_page = false;
    for operation in 0..count {
        let name = names[chance.below(names.len() as u32) as usize];
        match chance.below(16) {
            // More come than go, until there are several pages.
            0..=5 => {
                let entity = pair.spawn(&mut chance);
                assert!(given.insert(entity), "{entity:?} was given out before");
                names.push(entity);
            }
            6..=8 => pair.despawn(name),
            9 if chance.below(20) == 0 => {
                let count = chance.below(40) as usize;
                let many = pair.spawn_many(&mut chance, count);
                assert!(many.iter().all(|entity| given.insert(*entity)));
                names.extend(many);
            }
            9 if chance.below(60) == 0 => pair.change_all(&mut chance),
            _ => pair.change(name, &mut chance),
        }
        if operation % 2_500 == 0 {
            pair.check();
            has_full_page |= operation > count / 4 && pair.has_full_page();
            snapshot.check();
            snapshot = if operation % 5_000 == 0 { pair.snapshot() } else { pair.clone() };
        }
        // Now and then all is undone; names that were given out since may come again then.
        if operation % 12_500 == 12_499 {
            pair.world.restore(&snapshot.world);
            pair.model.clone_from(&snapshot.model);
            given = names.iter().filter(|name| pair.world.contains(**name)).copied().collect();
            names.retain(|name| given.contains(name));
            names.push(Entity::NONE);
            pair.check();
        }
    }
    pair.check();
    snapshot.check();
    assert!(has_full_page, "a kind of thing has several pages");
    pair.world.restore(&snapshot.world);
    pair.model = snapshot.model;
    pair.check();
}

#[test]
fn the_world_is_what_its_model_is() {
    let count = if std::env::var_os("PLAYGROUND_SOAK").is_some() { SOAK_COUNT } else { OPERATION_COUNT };
    play(1, count);
    play(2, count);
}
