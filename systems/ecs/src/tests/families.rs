//! Hundreds of random changes to families, each tick compared with a plain model of them.

use super::{MOVEMENT, game, hash, tick, with_world};
use playground_core_ecs::{Children, Ecs, Entity, GlobalTransform2d, Parent, Row, Transform2d};
use playground_core_types::Handle;
use playground_core_types::math::Vec2;
use playground_core_types::random::Pcg32;
use std::collections::BTreeMap;

const TICK_COUNT: usize = 400;

/// What the model knows of one thing.
#[derive(Debug, Clone, Copy)]
struct Thing {
    parent: Option<Entity>,
    place: Vec2,
    /// Only elders become parents, so that there are no circles.
    age: usize,
}

/// A game and a model of its things.
struct Village {
    ecs: Handle<Ecs>,
    things: BTreeMap<Entity, Thing>,
    chance: Pcg32,
    born: usize,
}

impl Village {
    fn new(seed: u64) -> Self {
        let chance = Pcg32::new(seed, 3);
        Self { ecs: game(MOVEMENT), things: BTreeMap::new(), chance, born: 0 }
    }

    fn anybody(&mut self) -> Option<Entity> {
        let index = self.chance.below(self.things.len() as u32) as usize;
        self.things.keys().nth(index).copied()
    }

    /// One change to the world and to the model.
    fn change(&mut self) {
        match (self.chance.below(8), self.anybody()) {
            (0..=2, _) | (_, None) => self.arrive(),
            (3..=5, Some(thing)) => self.adopt(thing),
            (6, Some(thing)) => {
                with_world(&self.ecs, |world| world.remove(thing, Parent::ID));
                self.things.entry(thing).and_modify(|thing| thing.parent = None);
            }
            (_, Some(thing)) => self.leave(thing),
        }
    }

    fn arrive(&mut self) {
        let place = Vec2::new(self.chance.below(100) as f32, self.chance.below(100) as f32);
        let row = Row::new().with(&Transform2d { position: place, ..Transform2d::default() });
        let thing = super::spawn(&self.ecs, &row);
        self.born += 1;
        assert!(self.things.insert(thing, Thing { parent: None, place, age: self.born }).is_none());
    }

    fn adopt(&mut self, child: Entity) {
        let elder = self.anybody().filter(|elder| self.things[elder].age < self.things[&child].age);
        let parent = Parent { entity: elder.unwrap_or(Entity::NONE) };
        with_world(&self.ecs, |world| world.insert(child, &parent).unwrap());
        self.things.entry(child).and_modify(|thing| thing.parent = elder);
    }

    /// Out of the world at once; the family follows at the end of the tick.
    fn leave(&mut self, thing: Entity) {
        assert!(with_world(&self.ecs, |world| world.despawn(thing)));
        self.things.remove(&thing);
        let mut gone = vec![thing];
        while let Some(parent) = gone.pop() {
            gone.extend(self.children_of(parent));
            self.things.retain(|_, thing| thing.parent != Some(parent));
        }
    }

    fn children_of(&self, parent: Entity) -> Vec<Entity> {
        let hangs = |thing: &Thing| thing.parent == Some(parent);
        self.things.iter().filter(|(_, thing)| hangs(thing)).map(|(name, _)| *name).collect()
    }

    /// Where a thing is by the model: the sum of all places above it.
    fn place_of(&self, thing: Entity) -> Vec2 {
        let thing = self.things[&thing];
        thing.place + thing.parent.map_or(Vec2::ZERO, |parent| self.place_of(parent))
    }

    #[track_caller]
    fn check(&self) {
        with_world(&self.ecs, |world| {
            assert_eq!(world.len(), self.things.len());
            for thing in self.things.keys() {
                let children: Option<Children> = world.blob(*thing);
                assert_eq!(children.unwrap_or_default().entities, self.children_of(*thing));
                let global: Option<&GlobalTransform2d> = world.get(*thing);
                assert_eq!(global.map(|global| global.translation), Some(self.place_of(*thing)), "{thing:?}");
            }
        });
    }
}

/// The hashes of a village's ticks.
fn live(seed: u64) -> Vec<u64> {
    let mut village = Village::new(seed);
    let ticks = (0..TICK_COUNT).map(|_| {
        for _ in 0..village.chance.below(4) {
            village.change();
        }
        tick(&village.ecs, 1);
        village.check();
        hash(&village.ecs)
    });
    ticks.collect()
}

#[test]
fn families_are_what_their_model_is() {
    assert_eq!(live(1), live(1));
    assert_ne!(live(1), live(2));
}
