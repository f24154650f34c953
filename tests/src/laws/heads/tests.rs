//! Names and first lines.

use super::*;

#[test]
fn a_file_that_says_what_it_is_passes() {
    check_file("core/a/src/shape.rs", "//! Shapes.\n", &[]);
    check_file("README.md", "", &[]);
}

#[test]
fn a_file_without_first_line_is_found() {
    check_file("core/a/build.rs", "fn main() {}\n", &["the file does not say what it is"]);
    check_file("core/a/tests/b.rs", "// One.\n", &["the file does not say what it is"]);
}

#[test]
fn empty_names_are_found() {
    check_file("core/a/src/shape/mod.rs", "//! A.", &["the name `mod` says nothing"]);
    check_file("core/a/src/utils.rs", "//! A.", &["the name `utils` says nothing"]);
    check_file("core/a/src/common/shape.rs", "//! A.", &["the name `common` says nothing"]);
    check_file("core/a/src/model.rs", "//! A.", &[]);
}

#[track_caller]
fn check_file(path: &str, text: &str, expected: &[&str]) {
    let findings = check(&SourceFile::new(path, text));
    let found: Vec<&str> = findings.iter().map(|finding| finding.what.as_str()).collect();
    assert_eq!(found, expected);
}
