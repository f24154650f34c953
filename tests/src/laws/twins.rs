//! Every system has its contract in core: a package of the same noun, or a feature of core/client.

use crate::finding::Finding;
use crate::tree::SourceFile;
use crate::workspace::Package;

/// Core packages that hold the contracts of several systems, one file each.
const SHARED_CONTRACTS: &[&str] = &["core/client/src", "core/server/src"];

/// Finds systems without a contract, and systems without the file that registers them.
#[must_use]
pub fn check(packages: &[Package], files: &[SourceFile]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in packages {
        let Some(noun) = package.folder.strip_prefix("systems/") else { continue };
        let in_shared = |folder: &&str| {
            let path = format!("{folder}/{noun}.rs");
            files.iter().any(|file| file.path == path)
        };
        let has_package = packages.iter().any(|other| other.folder == format!("core/{noun}"));
        if !has_package && !SHARED_CONTRACTS.iter().any(in_shared) {
            let cure = format!("add core/{noun}, or core/client/src/{noun}.rs as a feature of the client");
            let what = format!("systems/{noun} has no contract in core");
            findings.push(Finding::new(&package.manifest_path(), 1, &what, &cure));
        }
        for part in ["registration.rs", "vtable_handlers.rs"] {
            let path = format!("{}/src/{part}", package.folder);
            if !files.iter().any(|file| file.path == path) {
                let what = format!("systems/{noun} has no {part}");
                let cure = format!("add {path}: it is where every reader looks first");
                findings.push(Finding::new(&package.manifest_path(), 1, &what, &cure));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests;
