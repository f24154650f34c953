//! Manifests, good and bad.

use super::*;

const GOOD: &str = "[package]
name = \"playground-core-ecs\"
version.workspace = true
edition.workspace = true
rust-version.workspace = true
license.workspace = true
publish.workspace = true
[dependencies]
serde.workspace = true
log = { workspace = true, features = [\"std\"] }
[lints]
workspace = true
";

#[test]
fn a_good_manifest_passes() {
    check_manifest(GOOD, &[]);
}

#[test]
fn what_is_repeated_is_found() {
    let own_edition = GOOD.replace("edition.workspace = true", "edition = \"2021\"");
    check_manifest(&own_edition, &["core/ecs/Cargo.toml:4: `edition` is not inherited"]);
    let no_licence = GOOD.replace("license.workspace = true\n", "");
    check_manifest(&no_licence, &["core/ecs/Cargo.toml:1: `license` is not inherited"]);
}

#[test]
fn lints_of_its_own_are_found() {
    let without = GOOD.replace("[lints]\nworkspace = true\n", "");
    check_manifest(&without, &["core/ecs/Cargo.toml:1: the lints are not inherited"]);
    let own = GOOD.replace("[lints]\nworkspace = true\n", "[lints.rust]\nmissing_docs = \"allow\"\n");
    check_manifest(&own, &["core/ecs/Cargo.toml:11: the lints are not inherited"]);
}

#[test]
fn a_version_of_its_own_is_found() {
    let pinned = GOOD.replace("serde.workspace = true", "serde = \"1\"");
    let found = "core/ecs/Cargo.toml:9: `serde` has a version or a path of its own";
    check_manifest(&pinned, &[found]);
    let target = format!("{GOOD}[target.'cfg(unix)'.dependencies]\nnix = {{ version = \"1\" }}\n");
    let found = "core/ecs/Cargo.toml:14: `nix` has a version or a path of its own";
    check_manifest(&target, &[found]);
}

#[test]
fn a_broken_manifest_is_found() {
    let findings = check(&[Package::for_test("core/ecs", "[package", &[])]);
    assert_eq!(findings.len(), 1);
}

#[test]
fn a_package_is_named_after_its_folder() {
    let mut package = Package::for_test("core/ecs", GOOD, &[]);
    package.name = "playground-ecs".to_owned();
    let findings = check(&[package]);
    assert_eq!(findings[0].what, "package `playground-ecs` lies in core/ecs");
    assert_eq!(findings[0].cure, "name it `playground-core-ecs`");
    assert_eq!(findings[0].line, 2);
}

#[test]
fn the_player_has_one_program() {
    let mut package = Package::for_test("game/player", GOOD, &[]);
    package.programs = vec!["player".to_owned()];
    assert_eq!(check(&[package.clone()]).len(), 1);
    package.programs = vec!["playground".to_owned()];
    assert!(check(&[package]).is_empty());
}

#[test]
fn a_workspace_of_its_own_inherits_nothing() {
    assert!(check(&[Package::for_test("benches", "[package]\nversion = \"0.1.0\"", &[])]).is_empty());
}

#[test]
fn an_orphan_is_found() {
    let packages = [Package::for_test("core/ecs", GOOD, &[])];
    let files = ["Cargo.toml", "core/ecs/Cargo.toml", "core/lost/Cargo.toml", "fuzz/Cargo.toml"];
    let files: Vec<SourceFile> = files.iter().map(|path| SourceFile::new(path, "")).collect();
    let findings = check_orphans(&packages, &files);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].path, "core/lost/Cargo.toml");
}

#[track_caller]
fn check_manifest(manifest: &str, expected: &[&str]) {
    let findings = check(&[Package::for_test("core/ecs", manifest, &[])]);
    let found: Vec<String> =
        findings.iter().map(|one| format!("{}:{}: {}", one.path, one.line, one.what)).collect();
    assert_eq!(found, expected);
}
