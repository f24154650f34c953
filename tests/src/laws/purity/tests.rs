//! Small plugins and contracts, pure and not.

use super::*;

const PLUGIN: &str = "game/plugins/pong/src/ball.rs";
const CONTRACT: &str = "core/client/src/input.rs";

#[test]
fn state_outside_the_world_is_found() {
    check_source(PLUGIN, "static SCORE: u32 = 0;", &["1: `static` in game/plugins"]);
    check_source(PLUGIN, "thread_local! { }", &["1: `thread_local` in game/plugins"]);
    check_source(
        PLUGIN,
        "struct A { a: Cell<u8>,\n b: AtomicU32 }",
        &["1: `Cell` in game/plugins", "2: `AtomicU32` in game/plugins"],
    );
}

#[test]
fn clocks_and_unordered_maps_are_found() {
    check_source(PLUGIN, "fn f() { Instant::now() }", &["1: `Instant` in game/plugins"]);
    check_source(PLUGIN, "fn f(m: HashMap<u8, u8>) {}", &["1: `HashMap` in game/plugins"]);
}

#[test]
fn a_tick_keeps_nothing_to_itself() {
    check_source(
        "core/ecs/src/world.rs",
        "static NEXT: AtomicU64 = f();",
        &["1: `static` in core/ecs/src", "1: `AtomicU64` in core/ecs/src"],
    );
    let step = "systems/ecs/src/step/schedule.rs";
    check_source(
        step,
        "struct A(Mutex<u8>,\n OnceLock<u8>);",
        &["1: `Mutex` in systems/ecs/src", "2: `OnceLock` in systems/ecs/src"],
    );
    check_source(step, "use std::time::Duration;", &["1: `std::time` in systems/ecs/src"]);
    check_source(step, "fn f(m: HashSet<u8>) {}", &["1: `HashSet` in systems/ecs/src"]);
    check_source("systems/ecs/src/clock.rs", "use std::time::Instant;", &[]);
    check_source("core/ecs/src/api.rs", "static A: Lazy<u8> = f();", &[]);
    check_source("core/ecs/src/api.rs", "use std::fs;", &["1: `std::fs` in core"]);
}

#[test]
fn lifetimes_constants_and_cells_of_a_board_pass() {
    check_source(PLUGIN, "const NAME: &'static str = \"a\"; struct BoardCell; fn atomic() {}", &[]);
}

#[test]
fn core_knows_no_outside() {
    check_source(CONTRACT, "use std::fs;", &["1: `std::fs` in core"]);
    check_source(CONTRACT, "fn f() { std::thread::spawn(g); }", &["1: `std::thread` in core"]);
    check_source(CONTRACT, "use std::{fmt, net::TcpStream};", &["1: `std::net` in core"]);
    check_source(CONTRACT, "fn f() -> Instant {}", &["1: `Instant` in core"]);
}

#[test]
fn core_may_hold_globals_and_duration() {
    check_source(CONTRACT, "static A: Lazy<u8> = f(); use std::time::Duration;", &[]);
    check_source(CONTRACT, "use std::{fmt, sync::Arc}; use crate::fs;", &[]);
}

#[test]
fn tests_and_systems_may() {
    check_source("game/plugins/pong/src/ball/tests.rs", "static A: u8 = 0;", &[]);
    check_source("systems/audio/src/lib.rs", "use std::thread;", &[]);
}

#[track_caller]
fn check_source(path: &str, text: &str, expected: &[&str]) {
    let findings = check(&SourceFile::new(path, text));
    let found: Vec<String> = findings.iter().map(|one| format!("{}: {}", one.line, one.what)).collect();
    assert_eq!(found, expected);
}
