//! The layer table on small workspaces.

use super::*;
use crate::workspace::Edge;

#[test]
fn the_table_holds() {
    check_edge("systems/audio", "core/client", true);
    check_edge("game/plugins/pong", "core/ecs", true);
    check_edge("game/player", "game/plugins/pong", true);
    check_edge("game/player", "platform/desktop", true);
    check_edge("platform/desktop", "systems/audio", true);
    check_edge("platform/desktop", "platform/runner", true);
    check_edge("tests", "systems/audio", true);
    check_edge("benches", "systems/ecs", true);
}

#[test]
fn a_system_knows_no_other_system() {
    check_edge("systems/audio", "systems/assets", false);
}

#[test]
fn core_knows_no_logic() {
    check_edge("core/client", "systems/audio", false);
    check_edge("core/client", "tests", false);
}

#[test]
fn games_know_contracts_only() {
    check_edge("game/plugins/pong", "systems/ecs", false);
    check_edge("game/plugins/pong", "game/plugins/shell", false);
    check_edge("game/plugins/pong", "platform/runner", false);
    check_edge("game/player", "systems/ecs", false);
}

#[test]
fn a_folder_is_not_a_prefix_of_letters() {
    check_edge("systems/audio", "core_extra/client", false);
    assert!(!is_within("coreless", "core"));
    assert!(is_within("core", "core"));
}

#[test]
fn a_package_outside_all_layers_is_found() {
    let findings = check(&[Package::for_test("extra/thing", "", &[])]);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].what, "package `playground-extra-thing` lies in no layer");
}

#[test]
fn every_kind_of_edge_counts_and_the_line_is_named() {
    let manifest = "[package]\n[dev-dependencies]\nplayground-systems-ecs.workspace = true\n";
    let edge = Edge::for_test("systems/ecs", "dev");
    let findings = check(&[Package::for_test("core/ecs", manifest, &[edge])]);
    assert_eq!(findings[0].path, "core/ecs/Cargo.toml");
    assert_eq!(findings[0].line, 3);
    assert_eq!(findings[0].what, "core must not depend on systems/ecs (dev dependency)");
    assert!(findings[0].cure.starts_with("core may use core"));
}

#[track_caller]
fn check_edge(from: &str, to: &str, is_allowed: bool) {
    let package = Package::for_test(from, "", &[Edge::for_test(to, "normal")]);
    assert_eq!(check(&[package]).is_empty(), is_allowed, "{from} -> {to}");
}
