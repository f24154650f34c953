//! Bytes as saved resources.
#![no_main]

use libfuzzer_sys::fuzz_target;
use playground_fuzz::{game, give_saved, with_sum};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(ecs) = game() {
        give_saved(&ecs, bytes);
        give_saved(&ecs, &with_sum(bytes));
    }
});
