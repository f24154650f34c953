//! Reading of manifests.

use super::*;
use crate::tree::root;

#[test]
fn this_package_is_read_as_it_is() {
    let packages = read_packages(&root()).unwrap();
    let this = packages.iter().find(|package| package.folder == "tests").unwrap();
    assert_eq!(this.name, "playground-tests");
    assert!(this.edges.iter().any(|edge| edge.name == "cargo_metadata" && edge.folder.is_none()));
}

#[test]
fn a_dependency_is_found_by_its_line() {
    let manifest = "[dependencies]\nserde_json.workspace = true\nserde.workspace = true\nron = \"1\"\n";
    check(manifest, "serde", 3);
    check(manifest, "serde_json", 2);
    check(manifest, "ron", 4);
    check(manifest, "absent", 1);
}

#[track_caller]
fn check(manifest: &str, name: &str, line: usize) {
    assert_eq!(line_of(manifest, name), line, "{name}");
}
