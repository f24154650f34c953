//! Systems with and without their contracts.

use super::*;

#[test]
fn a_contract_is_a_package_or_a_file_of_the_client() {
    check_workspace(&["core/ecs", "systems/ecs"], &[], &[]);
    check_workspace(&["core/client", "systems/audio"], &["core/client/src/audio.rs"], &[]);
}

#[test]
fn a_system_without_contract_is_found() {
    check_workspace(&["core/client", "systems/audio"], &[], &["systems/audio has no contract in core"]);
}

#[test]
fn a_system_without_registration_is_found() {
    let packages = ["core/ecs", "systems/ecs"].map(|folder| Package::for_test(folder, "", &[]));
    let files = [SourceFile::new("systems/ecs/src/vtable_handlers.rs", "")];
    let findings = check(&packages, &files);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].what, "systems/ecs has no registration.rs");
}

#[track_caller]
fn check_workspace(folders: &[&str], files: &[&str], expected: &[&str]) {
    let packages: Vec<Package> = folders.iter().map(|folder| Package::for_test(folder, "", &[])).collect();
    let mut files: Vec<SourceFile> = files.iter().map(|path| SourceFile::new(path, "")).collect();
    for folder in folders {
        for part in ["registration.rs", "vtable_handlers.rs"] {
            files.push(SourceFile::new(&format!("{folder}/src/{part}"), ""));
        }
    }
    let findings = check(&packages, &files);
    let found: Vec<&str> = findings.iter().map(|finding| finding.what.as_str()).collect();
    assert_eq!(found, expected);
}
