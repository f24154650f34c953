//! Bytes as a replay.
#![no_main]

use libfuzzer_sys::fuzz_target;
use playground_fuzz::{game, give_replay, with_sum};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(ecs) = game() {
        give_replay(&ecs, bytes);
        give_replay(&ecs, &with_sum(bytes));
    }
});
