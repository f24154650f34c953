//! The mapping of a controller, looked up as at the start.

use playground_core_client::input::Guid;
use playground_systems_input::mapping::database::{Database, bundled, survey};
use std::hint::black_box;
use std::time::Instant;

/// The most that eight controllers may take. Unit: milliseconds.
const MILLIS_MAX: f64 = 5.0;

/// Models from both ends of the database, and those that are in none.
const MODELS: [&str; 8] = [
    "030000005e0400008e02000014010000",
    "030000004c050000c405000011010000",
    "030000007e0500000920000011010000",
    "05000000de2800000212000001000000",
    "03000000790000000600000010010000",
    "030000000df00000feca000014010000",
    "030000001234000078560000ffff0000",
    "05000000506572666f726d616e636500",
];

pub(crate) fn measure() {
    let database = Database::new("", "");
    let text = bundled();
    let mut best = f64::MAX;
    for _ in 0..20 {
        let start = Instant::now();
        for model in MODELS {
            black_box(Guid::from_hex(black_box(model)).map(|guid| database.find(guid)));
        }
        best = best.min(start.elapsed().as_secs_f64() * 1e3);
    }
    println!(
        "\nmappings of 8 controllers, each looked up in all {} lines: {best:.2} ms (at most {MILLIS_MAX})",
        text.lines().count()
    );
    let start = Instant::now();
    let found = survey(black_box(&text));
    let millis = start.elapsed().as_secs_f64() * 1e3;
    println!(
        "all {} mappings read (not done at the start): {millis:.1} ms; left out: {}",
        found.mapping_count,
        found.left_out.len()
    );
}
