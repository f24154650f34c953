//! Sources at their bound and one line over it.

use super::*;

#[test]
fn a_file_at_its_bound_passes() {
    check_file("core/a/src/lib.rs", &"\n".repeat(FILE_LINES_MAX), &[]);
    let over = "\n".repeat(FILE_LINES_MAX + 1);
    check_file("core/a/src/lib.rs", &over, &["401: 401 lines, at most 400 fit"]);
}

#[test]
fn pages_have_their_own_bound() {
    check_file("docs/ARCHITECTURE.md", &"\n".repeat(200), &[]);
    check_file("docs/ARCHITECTURE.md", &"\n".repeat(201), &["201: 201 lines, at most 200 fit"]);
    check_file("docs/other.md", &"\n".repeat(900), &[]);
}

#[test]
fn a_function_at_its_bound_passes() {
    check_file("core/a/src/lib.rs", &function("", 68), &[]);
    let found = "1: function `long` has 71 lines, at most 70 fit";
    check_file("core/a/src/lib.rs", &function("", 69), &[found]);
}

#[test]
fn functions_in_macros_and_blocks_are_seen() {
    let found = "1: function `long` has 71 lines, at most 70 fit";
    check_file("core/a/src/lib.rs", &format!("m! {{ {} }}", function("", 69)), &[found]);
    check_file("core/a/src/lib.rs", &format!("impl A {{ {} }}", function("", 69)), &[found]);
}

#[test]
fn what_is_nested_belongs_to_its_function() {
    let inner = "fn inner() {\n}\n";
    let found = "1: function `long` has 71 lines, at most 70 fit";
    check_file("core/a/src/lib.rs", &function(inner, 67), &[found]);
}

#[test]
fn signatures_and_pointers_have_no_body() {
    let lines = "\n".repeat(80);
    check_file("core/a/src/lib.rs", &format!("trait A {{ fn f(&self);{lines} }}"), &[]);
    check_file("core/a/src/lib.rs", &format!("type A = fn(u8) -> u8;{lines}"), &[]);
    check_file("core/a/src/lib.rs", &format!("fn f() -> Row<{{ N }}> {{}}{lines}"), &[]);
}

/// A function of the given number of empty lines inside its braces.
fn function(inner: &str, lines: usize) -> String {
    format!("fn long() {{\n{inner}{}}}", "\n".repeat(lines))
}

#[track_caller]
fn check_file(path: &str, text: &str, expected: &[&str]) {
    let findings = check(&SourceFile::new(path, text));
    let found: Vec<String> = findings.iter().map(|one| format!("{}: {}", one.line, one.what)).collect();
    assert_eq!(found, expected);
}
