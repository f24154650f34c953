//! The table of crates on small workspaces.

use super::*;
use crate::workspace::Edge;

const TABLE_FOR_TEST: &[Allowance] = &[("wgpu", &["systems/rendering"]), ("serde", &["core", "systems"])];

#[test]
fn a_crate_at_home_passes() {
    check_uses(&[("systems/rendering", "wgpu"), ("core/ecs", "serde"), ("systems/assets", "serde")], &[]);
}

#[test]
fn a_crate_elsewhere_is_found() {
    let uses = [
        ("systems/rendering", "wgpu"),
        ("core/ecs", "serde"),
        ("systems/assets", "serde"),
        ("platform/desktop", "wgpu"),
    ];
    check_uses(&uses, &["platform/desktop must not use `wgpu`"]);
}

#[test]
fn a_crate_outside_the_table_is_found() {
    let uses = [
        ("systems/rendering", "wgpu"),
        ("core/ecs", "serde"),
        ("systems/assets", "serde"),
        ("core/ecs", "rand"),
    ];
    check_uses(&uses, &["core/ecs must not use `rand`"]);
}

#[test]
fn a_stale_entry_is_found() {
    let uses = [("systems/rendering", "wgpu"), ("core/ecs", "serde")];
    check_uses(&uses, &["no package in systems uses `serde` any more"]);
}

#[test]
fn benches_are_free() {
    let uses = [
        ("systems/rendering", "wgpu"),
        ("core/ecs", "serde"),
        ("systems/assets", "serde"),
        ("benches", "hecs"),
    ];
    check_uses(&uses, &[]);
}

#[test]
fn the_table_is_sorted_and_without_doubles() {
    let names: Vec<&str> = ALLOWED.iter().map(|(name, _)| *name).collect();
    assert!(names.is_sorted_by(|left, right| left < right), "sort the table of {TABLE} by name");
}

#[test]
fn the_page_must_explain_each_crate() {
    let packages = packages(&[("core/ecs", "serde"), ("core/ecs", "ron"), ("core/types", "serde")]);
    let findings = check_explained(&packages, "docs/dependencies.md", "| `serde` | derives |");
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].what, "the page does not explain `ron`");
}

#[test]
fn a_declared_crate_that_nobody_uses_is_found() {
    let manifest = "[workspace.dependencies]\nserde = \"1\"\nron = { version = \"1\" }\n";
    let findings = check_declared(&packages(&[("core/ecs", "serde")]), manifest);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].what, "no package uses `ron`");
    assert_eq!(findings[0].line, 3);
}

#[track_caller]
fn check_uses(uses: &[(&str, &str)], expected: &[&str]) {
    let findings = check_against(&packages(uses), TABLE_FOR_TEST);
    let found: Vec<&str> = findings.iter().map(|finding| finding.what.as_str()).collect();
    assert_eq!(found, expected);
}

fn packages(uses: &[(&str, &str)]) -> Vec<Package> {
    uses.iter().map(|(folder, name)| Package::for_test(folder, "", &[Edge::to_other(name)])).collect()
}
