//! Files say what they are: by a name that means something, and in their first line.

use crate::finding::Finding;
use crate::tree::SourceFile;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] =
    &["mod", "util", "utils", "helper", "helpers", "common", "misc", "manager", "managers"];

/// Finds empty names, and files of Rust that do not begin with what they are.
#[must_use]
pub fn check(file: &SourceFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !file.is_rust() {
        return findings;
    }
    let parts = file.path.trim_end_matches(".rs").split('/');
    for name in parts.filter(|part| EMPTY_NAMES.contains(part)) {
        let cure = if name == "mod" {
            "write `shape.rs` beside the folder `shape`, not `shape/mod.rs`"
        } else {
            "name the file after the noun that it holds"
        };
        findings.push(Finding::new(&file.path, 1, &format!("the name `{name}` says nothing"), cure));
    }
    if !file.text.starts_with("//!") {
        let cure = "begin with `//! What this file is, in one sentence.`";
        findings.push(Finding::new(&file.path, 1, "the file does not say what it is", cure));
    }
    findings
}

#[cfg(test)]
mod tests;
