//! The walk finds the same files with git and without.

use super::*;

#[test]
fn both_ways_of_listing_find_this_file() {
    let here = "tests/src/tree/tests.rs".to_owned();
    assert!(list_by_walk(&root()).unwrap().contains(&here));
    if let Some(paths) = list_by_git(&root()) {
        assert!(paths.contains(&here));
    }
}

#[test]
fn build_output_is_not_ours() {
    let files = read_tree(&root()).unwrap();
    assert!(files.iter().all(|file| !file.path.starts_with("target/")));
}

#[test]
fn tests_are_told_from_source() {
    check("tests/src/tree.rs", true);
    check("core/ecs/tests/world.rs", true);
    check("core/ecs/src/world/tests.rs", true);
    check("core/ecs/src/contests.rs", false);
    check("core/ecs/src/world.rs", false);
}

#[track_caller]
fn check(path: &str, is_test: bool) {
    assert_eq!(SourceFile::new(path, "").is_test(), is_test, "{path}");
}
