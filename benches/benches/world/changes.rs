//! What changed since the last time.

use crate::fixtures::Data;
use crate::report::{Report, Task};
use bevy_ecs::prelude::{Changed, QueryState};
use playground_benches::duel::steady;
use playground_core_ecs::{CoreResult, Entity, World};

const COUNT: usize = 50_000;

/// Measures finding the changed ones and adding them up: none, every tenth, all.
pub(crate) fn measure(report: &mut Report) -> CoreResult<()> {
    for (name, step, bar, aim) in [
        ("changed of 50k: none", None, 0.02, 0.003),
        ("changed of 50k: every 10th, exact", Some(10), 1.25, 0.7),
        ("changed of 50k: all, exact", Some(1), 1.1, 0.6),
    ] {
        let (mut own, mut other) = (World::new(), bevy_ecs::world::World::new());
        let data = |number: usize| Data { number: number as f32 };
        let names: CoreResult<Vec<Entity>> = (0..COUNT).map(|number| own.spawn(&(data(number),))).collect();
        let (names, bevy_names) =
            (names?, Vec::from_iter((0..COUNT).map(|number| other.spawn(data(number)).id())));
        let earlier = own.snapshot();
        other.clear_trackers();
        for number in (0..COUNT).step_by(step.unwrap_or(COUNT + 1)).skip(usize::from(step.is_none())) {
            own.set(names[number], &data(number + 1));
            if let Some(mut data) = other.get_mut(bevy_names[number]) {
                let data: &mut Data = &mut data;
                data.number += 1.0;
            }
        }
        let mut query: QueryState<&Data, Changed<Data>> = other.query_filtered();
        report.compare(
            Task { name, peer: "bevy Changed", bar, aim },
            steady(|| {
                let mut total = 0.0;
                own.each_changed(&earlier, |_, data: &Data| total += data.number);
                total
            }),
            steady(|| {
                let mut total = 0.0;
                query.iter(&other).for_each(|data| total += data.number);
                total
            }),
        );
    }
    Ok(())
}
