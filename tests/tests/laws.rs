//! The laws over the whole repository. Each finding says where, what, and how to mend it.

use std::fs;

use playground_tests::finding::{Finding, report};
use playground_tests::laws::{
    externals, heads, invariants, layers, leftovers, lengths, packages, places, purity, twins,
};
use playground_tests::tree::{SourceFile, read_tree, root};
use playground_tests::workspace::read_packages;

#[test]
fn packages_depend_on_allowed_layers_only() {
    check(&layers::check(&read_packages(&root()).unwrap()));
}

#[test]
fn crates_of_others_stay_at_home() {
    check(&externals::check(&read_packages(&root()).unwrap()));
}

#[test]
fn crates_of_others_are_used_and_explained() {
    let packages = read_packages(&root()).unwrap();
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    check(&externals::check_declared(&packages, &manifest));
    let page = "docs/dependencies.md";
    // Without the page nothing is explained, and each crate is a finding.
    let text = fs::read_to_string(root().join(page)).unwrap_or_default();
    check(&externals::check_explained(&packages, page, &text));
}

#[test]
fn packages_are_folders_and_inherit() {
    let packages = read_packages(&root()).unwrap();
    check(&packages::check(&packages));
    check(&packages::check_orphans(&packages, &read_tree(&root()).unwrap()));
}

#[test]
fn systems_have_contracts() {
    check(&twins::check(&read_packages(&root()).unwrap(), &read_tree(&root()).unwrap()));
}

#[test]
fn the_seeds_invariants_hold() {
    check_files(invariants::check);
}

#[test]
fn ticks_and_core_are_pure() {
    check_files(purity::check);
}

#[test]
fn nothing_is_left_behind() {
    check_files(leftovers::check);
}

#[test]
fn files_and_functions_fit_a_reader() {
    check_files(lengths::check);
}

#[test]
fn files_say_what_they_are() {
    check_files(heads::check);
}

#[test]
fn no_text_names_a_machine() {
    check_files(places::check);
}

#[track_caller]
fn check_files(law: fn(&SourceFile) -> Vec<Finding>) {
    let files = read_tree(&root()).unwrap_or_default();
    assert!(!files.is_empty(), "the repository could not be read");
    let findings: Vec<Finding> = files.iter().flat_map(law).collect();
    check(&findings);
}

#[track_caller]
fn check(findings: &[Finding]) {
    assert!(findings.is_empty(), "{}", report(findings));
}
