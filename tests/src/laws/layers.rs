//! Which layer may depend on which, for every kind of dependency edge.

use crate::finding::Finding;
use crate::workspace::{Package, line_of};

/// A folder of packages and the folders that its packages may depend on.
#[derive(Clone, Copy, Debug)]
struct Layer {
    folder: &'static str,
    may_use: &'static [&'static str],
}

/// The whole table. A package belongs to the first layer whose folder holds it.
const LAYERS: &[Layer] = &[
    Layer { folder: "core", may_use: &["core"] },
    Layer { folder: "systems", may_use: &["core"] },
    Layer { folder: "game/plugins", may_use: &["core"] },
    Layer { folder: "game/player", may_use: &["core", "game/plugins", "platform"] },
    Layer { folder: "platform", may_use: &["core", "systems", "platform"] },
    Layer { folder: "tests", may_use: &["core", "systems", "game", "platform"] },
    Layer { folder: "benches", may_use: &["core", "systems", "game", "platform", "benches"] },
    Layer { folder: "fuzz", may_use: &["core", "systems"] },
];

/// Finds every edge that the table does not allow, and every package outside it.
#[must_use]
pub fn check(packages: &[Package]) -> Vec<Finding> {
    packages.iter().flat_map(check_package).collect()
}

/// Whether `path` is `folder` or lies in it.
#[must_use]
pub fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn check_package(package: &Package) -> Vec<Finding> {
    let manifest = package.manifest_path();
    let Some(layer) = LAYERS.iter().find(|layer| is_within(&package.folder, layer.folder)) else {
        let what = format!("package `{}` lies in no layer", package.name);
        let cure = "move it into core, systems, game, platform, tests, benches or fuzz";
        return vec![Finding::new(&manifest, 1, &what, cure)];
    };
    let mut findings = Vec::new();
    for edge in &package.edges {
        let Some(target) = &edge.folder else { continue };
        if layer.may_use.iter().any(|folder| is_within(target, folder)) {
            continue;
        }
        let what = format!("{} must not depend on {} ({} dependency)", layer.folder, target, edge.kind);
        let allowed = layer.may_use.join(", ");
        let cure = format!(
            "{} may use {allowed}; put what both need into core, and reach logic through the VTable",
            layer.folder
        );
        findings.push(Finding::new(&manifest, line_of(&package.manifest, &edge.name), &what, &cure));
    }
    findings
}

#[cfg(test)]
mod tests;
