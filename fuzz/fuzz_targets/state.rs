//! Bytes as a saved world.
#![no_main]

use libfuzzer_sys::fuzz_target;
use playground_fuzz::{game, give_state, with_sum};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(ecs) = game() {
        give_state(&ecs, bytes);
        give_state(&ecs, &with_sum(bytes));
    }
});
