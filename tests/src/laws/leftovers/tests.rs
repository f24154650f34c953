//! Small sources with something left behind.

use super::*;

#[test]
fn notes_are_found_in_source_and_manifests() {
    let note = NOTES[0];
    check_file("core/a/src/lib.rs", &format!("fn f() {{}} // {note}: more"), &["1: a note"]);
    check_file("Cargo.toml", &format!("\n# {}", NOTES[1]), &["2: a note"]);
    check_file("core/a/src/lib.rs", &format!("const {note}S: u8 = 0; // {note}_LIST"), &[]);
    check_file("docs/page.md", note, &[]);
}

#[test]
fn code_that_is_not_there_is_found() {
    check_file("core/a/src/lib.rs", "fn f() { todo!() }", &["1: `todo!`"]);
    check_file("core/a/src/lib.rs", "fn f() { unimplemented!(\"b\") }", &["1: `unimplemented!`"]);
    check_file("core/a/src/lib.rs", "fn todo() {}", &[]);
}

#[test]
fn weakened_tests_are_found() {
    check_file("core/a/src/tests.rs", "#[test]\n#[ignore]\nfn f() {}", &["2: the attribute `ignore`"]);
    check_file("core/a/src/tests.rs", "#[ignore = \"slow\"] fn f() {}", &["1: the attribute `ignore`"]);
    let conditional = "#[cfg_attr(unix, ignore)] fn f() {}";
    check_file("core/a/src/tests.rs", conditional, &["1: the attribute `ignore`"]);
    check_file("core/a/src/tests.rs", "#[should_panic] fn f() {}", &["1: the attribute `should_panic`"]);
    check_file("core/a/src/lib.rs", "fn ignore() { ignore(); }", &[]);
}

#[test]
fn sleep_is_found_in_tests_only() {
    let sleep = "fn f() { std::thread::sleep(d); }";
    check_file("tests/tests/journeys.rs", sleep, &["1: `thread::sleep` in a test"]);
    check_file("core/a/src/tests.rs", "use tokio::time::sleep;", &["1: `time::sleep` in a test"]);
    check_file("platform/runner/src/frame.rs", sleep, &[]);
}

#[track_caller]
fn check_file(path: &str, text: &str, expected: &[&str]) {
    let findings = check(&SourceFile::new(path, text));
    let found: Vec<String> = findings.iter().map(|one| format!("{}: {}", one.line, one.what)).collect();
    let agree = found.len() == expected.len()
        && found.iter().zip(expected).all(|(found, expected)| found.starts_with(expected));
    assert!(agree, "found {found:?}, expected {expected:?}");
}
