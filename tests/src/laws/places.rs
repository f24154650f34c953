//! No text names a folder of somebody's machine, or the host of a package registry.
//!
//! A path of one machine is wrong on every other; a registry's host is chosen by whoever builds.

use crate::finding::Finding;
use crate::tree::SourceFile;

/// Beginnings of paths that exist on one machine only. Split, so that this file passes its own law.
const MACHINE_PATHS: &[&str] =
    &[concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/")];

/// Hosts of registries, split likewise.
const HOSTS: &[&str] = &[
    concat!("crates", ".io"),
    concat!("pypi", ".org"),
    concat!("registry", ".npmjs.org"),
    concat!("deb", ".debian.org"),
];

/// Finds machine paths and registry hosts in any text but a lock file, whose sources must stay.
#[must_use]
pub fn check(file: &SourceFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    if file.path == "Cargo.lock" || file.path.ends_with("/Cargo.lock") {
        return findings;
    }
    for (index, line) in file.text.lines().enumerate() {
        for path in MACHINE_PATHS.iter().filter(|path| names_path(line, path)) {
            let cure = "write the path relative to the root, or take it from the environment";
            findings.push(Finding::new(&file.path, index + 1, &format!("the machine path `{path}`"), cure));
        }
        for host in HOSTS.iter().filter(|host| line.contains(**host)) {
            let cure = "name the package; its documentation is a better link than its registry";
            findings.push(Finding::new(&file.path, index + 1, &format!("the registry host `{host}`"), cure));
        }
    }
    findings
}

/// Whether a line names something below `path`, where `path` is not the tail of a longer path.
fn names_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(index, _)| {
        let before = line[..index].chars().next_back();
        let after = line[index + path.len()..].chars().next();
        let continues = |character: char| character.is_alphanumeric() || "._-})".contains(character);
        !before.is_some_and(continues) && after.is_some_and(|character| !character.is_whitespace())
    })
}

#[cfg(test)]
mod tests;
