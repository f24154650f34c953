//! Packages are named after their folders, inherit what is shared, and all belong to a workspace.

use toml::{Table, Value};

use crate::finding::Finding;
use crate::laws::layers::is_within;
use crate::tree::SourceFile;
use crate::workspace::Package;

/// What every manifest takes from the root.
const INHERITED: &[&str] = &["version", "edition", "rust-version", "license", "publish"];

/// The one package whose program is named after the whole.
const PLAYER: &str = "game/player";

/// Folders with a workspace of their own, which cannot inherit from the root.
const OWN_WORKSPACES: &[&str] = &["benches", "fuzz"];

/// Finds wrong names, and settings that a package repeats where it should inherit.
#[must_use]
pub fn check(packages: &[Package]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in packages {
        findings.extend(check_name(package));
        if !has_own_workspace(&package.folder) {
            findings.extend(check_inheritance(package));
        }
    }
    findings
}

/// Finds manifests that no workspace lists: their tests would never run.
#[must_use]
pub fn check_orphans(packages: &[Package], files: &[SourceFile]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        let Some(folder) = file.path.strip_suffix("/Cargo.toml") else { continue };
        if has_own_workspace(folder) || packages.iter().any(|package| package.folder == folder) {
            continue;
        }
        let cure = "add the folder to `members` in the root Cargo.toml";
        findings.push(Finding::new(&file.path, 1, "no workspace lists this package", cure));
    }
    findings
}

fn has_own_workspace(folder: &str) -> bool {
    OWN_WORKSPACES.iter().any(|own| is_within(folder, own))
}

fn check_name(package: &Package) -> Vec<Finding> {
    let mut findings = Vec::new();
    let path = package.manifest_path();
    let expected = format!("playground-{}", package.folder.replace('/', "-"));
    if package.name != expected {
        let what = format!("package `{}` lies in {}", package.name, package.folder);
        let cure = format!("name it `{expected}`");
        findings.push(Finding::new(&path, line_with(&package.manifest, "name"), &what, &cure));
    }
    if package.folder == PLAYER && package.programs != ["playground"] {
        let what = format!("the player's programs are {:?}", package.programs);
        let cure = "give it one [[bin]] with name = \"playground\"";
        findings.push(Finding::new(&path, 1, &what, cure));
    }
    findings
}

fn check_inheritance(package: &Package) -> Vec<Finding> {
    let path = package.manifest_path();
    let parsed: Result<Table, toml::de::Error> = package.manifest.parse();
    let manifest = match parsed {
        Ok(manifest) => manifest,
        Err(error) => return vec![Finding::new(&path, 1, error.message(), "mend the manifest")],
    };
    let mut findings = Vec::new();
    let section = manifest.get("package").and_then(Value::as_table);
    for key in INHERITED {
        if !section.and_then(|table| table.get(*key)).is_some_and(is_inherited) {
            let what = format!("`{key}` is not inherited");
            let cure = format!("write `{key}.workspace = true` under [package]");
            findings.push(Finding::new(&path, line_with(&package.manifest, key), &what, &cure));
        }
    }
    if !manifest.get("lints").is_some_and(is_inherited) {
        let line = line_with(&package.manifest, "[lints");
        let cure = "end the manifest with [lints] and workspace = true, and nothing else there";
        findings.push(Finding::new(&path, line, "the lints are not inherited", cure));
    }
    findings.extend(check_dependencies(package, &manifest));
    findings
}

fn check_dependencies(package: &Package, manifest: &Table) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, value) in dependencies(manifest) {
        if !is_inherited(value) {
            let what = format!("`{name}` has a version or a path of its own");
            let cure = format!("put it into [workspace.dependencies], here `{name}.workspace = true`");
            let line = line_with(&package.manifest, name);
            findings.push(Finding::new(&package.manifest_path(), line, &what, &cure));
        }
    }
    findings
}

/// All entries of all dependency tables, those of a single target too.
fn dependencies(manifest: &Table) -> Vec<(&String, &Value)> {
    let targets = manifest.get("target").and_then(Value::as_table);
    let of_targets = targets.into_iter().flatten().filter_map(|(_, value)| value.as_table());
    let mut entries = Vec::new();
    for table in std::iter::once(manifest).chain(of_targets) {
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            entries.extend(table.get(section).and_then(Value::as_table).into_iter().flatten());
        }
    }
    entries
}

/// Whether a value is a table that says `workspace = true`; a list of lints beside it does not pass.
fn is_inherited(value: &Value) -> bool {
    value.get("workspace").and_then(Value::as_bool) == Some(true) && value.get("version").is_none()
}

fn line_with(manifest: &str, start: &str) -> usize {
    let position = manifest.lines().position(|line| line.trim_start().starts_with(start));
    position.map_or(1, |index| index + 1)
}

#[cfg(test)]
mod tests;
