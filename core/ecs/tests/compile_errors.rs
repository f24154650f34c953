//! What the compiler says to who declares a component or a system wrongly.
//!
//! `TRYBUILD=overwrite cargo test -p playground-core-ecs --test compile_errors` writes what it says now.

use std::process::Command;

/// The compiler whose words are written down; others say the same in words of their own.
const COMPILER: &str = "rustc 1.95.";

#[test]
fn errors_say_what_is_wrong() {
    let compiler = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let version = Command::new(compiler).arg("--version").output().unwrap();
    let version = String::from_utf8_lossy(&version.stdout);
    if !version.starts_with(COMPILER) {
        println!("SKIPPED: the words of {COMPILER} are written down, not those of {version}");
        return;
    }
    trybuild::TestCases::new().compile_fail("tests/compile_errors/*.rs");
}
