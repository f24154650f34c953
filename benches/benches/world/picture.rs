//! Cost against size, as a picture.

use crate::fixtures::{Body, Position, Runner, Velocity, body};
use playground_benches::duel::{solo, steady};
use playground_core_ecs::{CoreResult, Query, Row, Schema, World, component, system};
use playground_core_types::{CoreError, ErrorKind};
use playground_systems_ecs::hash::WorldHasher;
use std::fmt::Write;
use std::path::Path;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/pictures/world-cost.svg");

/// Ten marks, whose subsets are as many archetypes as one likes.
macro_rules! marks {
    ($($name:ident)*) => {
        $(
            /// A mark.
            #[component]
            #[derive(Default)]
            pub(crate) struct $name {}
        )*
        const MARKS: &[&Schema] = &[$($name::SCHEMA),*];
    };
}

marks!(M0 M1 M2 M3 M4 M5 M6 M7 M8 M9);

#[system]
fn movement(positions: &mut [Position], velocities: &[Velocity]) {
    for (position, velocity) in positions.iter_mut().zip(velocities) {
        position.place += velocity.step;
    }
}

/// A line of the picture: what is done, its colour, and nanoseconds for each size.
type Line = (&'static str, &'static str, Vec<f64>);

/// Measures, and draws `docs/pictures/world-cost.svg`.
pub(crate) fn draw() -> CoreResult<()> {
    let sizes = [1_000, 10_000, 100_000, 1_000_000];
    let kinds = [10, 100, 1_000];
    let by_size = lines(sizes.iter().map(|size| world_of(*size, 1)))?;
    let by_kind = lines(kinds.iter().map(|kinds| world_of(10_000, *kinds)))?;
    let labels = ["1k", "10k", "100k", "1M"];
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 860 300\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"860\" height=\"300\" fill=\"#fff\"/>\n",
    );
    chart(&mut svg, 50.0, "entities, one archetype", &labels, &by_size);
    chart(&mut svg, 480.0, "archetypes, 10k entities", &["10", "100", "1,000"], &by_kind);
    svg.push_str("</svg>\n");
    let written = std::fs::write(Path::new(PATH), svg);
    written.map_err(|error| CoreError::new(ErrorKind::NoDevice, format!("{PATH}: {error}")))
}

/// So many bodies, spread over so many archetypes.
fn world_of(count: usize, kinds: usize) -> CoreResult<World> {
    let mut world = World::new();
    for number in 0..count {
        let (matrix, position, rotation, velocity): Body = body(number);
        let row = Row::new().with(&matrix).with(&position).with(&rotation).with(&velocity);
        let chosen = MARKS.iter().enumerate().filter(|(place, _)| number % kinds >> place & 1 == 1);
        let row =
            chosen.map(|(_, schema)| *schema).try_fold(row, |row, schema| row.with_bytes(schema, []))?;
        world.spawn(&row)?;
    }
    Ok(world)
}

fn lines(worlds: impl Iterator<Item = CoreResult<World>>) -> CoreResult<Vec<Line>> {
    let mut lines: Vec<Line> = vec![
        ("hash, nothing kept", "#a33", Vec::new()),
        ("snapshot + write 1 of 4", "#b70", Vec::new()),
        ("iterate", "#27a", Vec::new()),
        ("hash, nothing written", "#777", Vec::new()),
        ("snapshot, nothing written", "#283", Vec::new()),
    ];
    for world in worlds {
        let (mut world, mut snapshot, mut hasher) = (world?, World::new(), WorldHasher::default());
        let (mut runner, query) = (Runner::new(movement::SYSTEM), Query::new().with(Position::ID));
        let first = world.first(&query);
        lines[0].2.push(solo(steady(|| WorldHasher::default().hash(&world))));
        lines[1].2.push(solo(steady(|| {
            world.snapshot_into(&mut snapshot);
            runner.run(&mut world)
        })));
        lines[2].2.push(solo(steady(|| runner.run(&mut world))));
        lines[3].2.push(solo(steady(|| hasher.hash(&world))));
        lines[4].2.push(solo(steady(|| world.snapshot_into(&mut snapshot))));
        println!("{} entities, {} archetypes: first is {first:?}", world.len(), world.archetypes().len());
    }
    Ok(lines)
}

/// One chart with both axes by powers of ten: 10 ns at the bottom, 100 ms at the top.
fn chart(svg: &mut String, left: f64, title: &str, labels: &[&str], lines: &[Line]) {
    let (top, height, width) = (30.0, 230.0, 180.0);
    let y = |nanos: f64| top + height - (nanos.max(10.0).log10() - 1.0) / 7.0 * height;
    let x = |place: usize| left + place as f64 * width / (labels.len() - 1) as f64;
    let mut add = |text: String| {
        svg.push_str(&text);
        svg.push('\n');
    };
    add(format!("<text x=\"{left}\" y=\"18\" font-weight=\"bold\">{title}</text>"));
    for (nanos, label) in
        [(1e2, "100 ns"), (1e3, "1 µs"), (1e4, "10 µs"), (1e5, "100 µs"), (1e6, "1 ms"), (1e7, "10 ms")]
    {
        let (y, end) = (y(nanos), left + width);
        add(format!("<line x1=\"{left}\" y1=\"{y:.0}\" x2=\"{end}\" y2=\"{y:.0}\" stroke=\"#ddd\"/>"));
        add(format!(
            "<text x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"end\" fill=\"#555\">{label}</text>",
            left - 4.0,
            y + 4.0
        ));
    }
    for (place, label) in labels.iter().enumerate() {
        add(format!(
            "<text x=\"{:.0}\" y=\"280\" text-anchor=\"middle\" fill=\"#555\">{label}</text>",
            x(place)
        ));
    }
    let ends: Vec<f64> =
        lines.iter().map(|(_, _, nanos)| y(nanos.last().copied().unwrap_or_default())).collect();
    for ((name, colour, nanos), label_y) in lines.iter().zip(apart(&ends)) {
        let mut points = String::new();
        for (place, nanos) in nanos.iter().enumerate() {
            // Writing to a text does not fail.
            write!(points, "{:.0},{:.0} ", x(place), y(*nanos)).unwrap_or_default();
        }
        add(format!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            points.trim()
        ));
        add(format!(
            "<text x=\"{:.0}\" y=\"{:.0}\" fill=\"{colour}\">{name}</text>",
            left + width + 5.0,
            label_y + 4.0
        ));
    }
}

/// How far the lines of labels lie apart at least. Unit: those of the picture.
const LABEL_HEIGHT: f64 = 14.0;

/// Places for labels as near as can be to where they are wanted, none of them over another: from the top down, each
/// under the one before.
fn apart(wanted: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut places = wanted.to_vec();
    let mut least = f64::MIN;
    for place in order {
        places[place] = wanted[place].max(least);
        least = places[place] + LABEL_HEIGHT;
    }
    places
}
