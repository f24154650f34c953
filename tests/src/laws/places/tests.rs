//! Texts that name a place, and texts that only look like it.

use super::*;

#[test]
fn machine_paths_are_found() {
    for path in MACHINE_PATHS {
        let what = format!("2: the machine path `{path}`");
        check_file("docs/page.md", &format!("one\ncd {path}anna/game\n"), &[&what]);
        check_file("dev", &format!("\nFOLDER=\"{path}x\""), &[&what]);
    }
}

#[test]
fn tails_of_longer_paths_pass() {
    for path in MACHINE_PATHS {
        check_file("docs/page.md", &format!("systems{path}lib.rs, ${{X}}{path}a"), &[]);
    }
}

#[test]
fn registry_hosts_are_found_but_in_lock_files() {
    for host in HOSTS {
        let text = format!("source = \"https://index.{host}/\"");
        check_file("docs/page.md", &text, &[&format!("1: the registry host `{host}`")]);
        check_file("Cargo.lock", &text, &[]);
        check_file("benches/Cargo.lock", &text, &[]);
    }
}

#[track_caller]
fn check_file(path: &str, text: &str, expected: &[&str]) {
    let findings = check(&SourceFile::new(path, text));
    let found: Vec<String> = findings.iter().map(|one| format!("{}: {}", one.line, one.what)).collect();
    assert_eq!(found, expected);
}
