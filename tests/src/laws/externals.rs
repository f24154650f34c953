//! Which package may use which crate of others. A line that nobody needs any more is refused too.

use toml::{Table, Value};

use crate::finding::Finding;
use crate::laws::layers::is_within;
use crate::workspace::{Package, line_of};

/// A crate of others and the folders whose packages may use it.
type Allowance = (&'static str, &'static [&'static str]);

/// The whole table, by name. Each crate has its reason in `docs/dependencies.md`.
///
/// `benches` and `fuzz` are free: the peers and tools that they measure and search with are used nowhere else and
/// never shipped.
const ALLOWED: &[Allowance] = &[
    ("alsa", &["systems/audio"]),
    ("arboard", &["platform/runner"]),
    ("brotli", &["platform/web/package"]),
    ("bytemuck", &["core", "systems", "platform/runner"]),
    ("bytes", &["core", "systems"]),
    ("cargo_metadata", &["tests"]),
    ("cpal", &["systems/audio"]),
    ("crc32fast", &["platform/runner", "systems/assets"]),
    ("ctrlc", &["platform/desktop"]),
    ("directories", &["platform/desktop"]),
    ("env_logger", &["game/player"]),
    ("gilrs-core", &["systems/input"]),
    ("glam", &["core"]),
    ("include_dir", &["game/plugins/shell"]),
    ("lexopt", &["game/player"]),
    ("libm", &["core/types"]),
    ("log", &["core/vtable", "systems", "platform", "game/player"]),
    ("miniz_oxide", &["platform/runner", "systems"]),
    ("once_cell", &["core", "tests"]),
    ("parley", &["systems/rendering"]),
    ("png", &["game/player", "game/plugins/shell", "platform/runner", "systems/assets", "systems/rendering"]),
    ("postcard", &["core", "systems"]),
    ("proc-macro2", &["core/ecs/derive", "tests"]),
    ("qrcodegen", &["platform/runner"]),
    ("quote", &["core/ecs/derive"]),
    ("rayon", &["systems/ecs"]),
    ("rodio", &["systems/audio"]),
    ("ron", &["systems/assets"]),
    ("rtrb", &["systems/audio"]),
    ("serde", &["core", "platform/runner", "systems"]),
    ("skrifa", &["systems/assets", "systems/rendering"]),
    ("stats_alloc", &["systems/assets", "systems/audio", "systems/ecs"]),
    ("symphonia", &["systems/assets"]),
    ("syn", &["core/ecs/derive", "tests"]),
    (
        "tempfile",
        &["game/player", "platform/runner", "systems/assets", "systems/audio", "systems/input", "tests"],
    ),
    ("tokio", &["core", "systems", "platform", "tests"]),
    ("toml", &["platform/runner", "systems/assets", "tests"]),
    ("trybuild", &["core/ecs"]),
    ("twox-hash", &["core/types"]),
    ("wasm-bindgen", &["game/player", "platform/web"]),
    ("wasm-bindgen-cli-support", &["platform/web/package"]),
    ("web-sys", &["platform/web"]),
    ("web-time", &["platform/web"]),
    ("wgpu", &["systems/rendering"]),
    ("winit", &["platform/desktop", "platform/runner", "platform/web", "systems/rendering"]),
    ("xxhash-rust", &["core/types"]),
    ("zeno", &["systems/rendering"]),
];

/// Folders whose packages may use anything.
const FREE: &[&str] = &["benches", "fuzz"];

const TABLE: &str = "tests/src/laws/externals.rs";

/// Finds every crate used outside its folders, and every folder of the table that does not use its crate.
#[must_use]
pub fn check(packages: &[Package]) -> Vec<Finding> {
    check_against(packages, ALLOWED)
}

/// Finds every crate that the page of dependencies does not explain.
#[must_use]
pub fn check_explained(packages: &[Package], path: &str, page: &str) -> Vec<Finding> {
    let mut names: Vec<&str> = Vec::new();
    for (_, edge_name) in others(packages) {
        if !names.contains(&edge_name) {
            names.push(edge_name);
        }
    }
    let unexplained = names.into_iter().filter(|name| !page.contains(&format!("`{name}`")));
    let cure = "add a line: what it is for, and why not something smaller";
    unexplained
        .map(|name| Finding::new(path, 1, &format!("the page does not explain `{name}`"), cure))
        .collect()
}

/// Finds every entry of the root's `[workspace.dependencies]` that no package uses.
#[must_use]
pub fn check_declared(packages: &[Package], root_manifest: &str) -> Vec<Finding> {
    let parsed: Result<Table, toml::de::Error> = root_manifest.parse();
    let manifest = match parsed {
        Ok(manifest) => manifest,
        Err(error) => return vec![Finding::new("Cargo.toml", 1, error.message(), "mend the manifest")],
    };
    let workspace = manifest.get("workspace").and_then(|value| value.get("dependencies"));
    let declared = workspace.and_then(Value::as_table).into_iter().flatten().map(|(name, _)| name);
    let is_used =
        |name: &&String| packages.iter().flat_map(|package| &package.edges).any(|edge| edge.name == **name);
    let unused = declared.filter(|name| !is_used(name));
    unused
        .map(|name| {
            let what = format!("no package uses `{name}`");
            Finding::new("Cargo.toml", line_of(root_manifest, name), &what, "delete the line")
        })
        .collect()
}

fn check_against(packages: &[Package], allowed: &[Allowance]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (package, name) in others(packages) {
        let row = allowed.iter().find(|(other, _)| *other == name);
        let folders = row.map_or([].as_slice(), |(_, folders)| *folders);
        if !folders.iter().any(|folder| is_within(&package.folder, folder)) {
            let what = format!("{} must not use `{name}`", package.folder);
            let cure = if folders.is_empty() {
                format!("do without it, or add it to {TABLE} and give its reason in docs/dependencies.md")
            } else {
                format!("move the code to {}, where `{name}` is at home (see {TABLE})", folders.join(" or "))
            };
            let line = line_of(&package.manifest, name);
            findings.push(Finding::new(&package.manifest_path(), line, &what, &cure));
        }
    }
    for (name, folders) in allowed {
        let is_used = |folder: &str| {
            others(packages).any(|(package, other)| other == *name && is_within(&package.folder, folder))
        };
        for folder in folders.iter().filter(|folder| !is_used(folder)) {
            let what = format!("no package in {folder} uses `{name}` any more");
            findings.push(Finding::new(TABLE, 1, &what, "delete the stale entry from the table"));
        }
    }
    findings
}

/// Every package with each crate of others that it uses.
fn others(packages: &[Package]) -> impl Iterator<Item = (&Package, &str)> {
    let bound = packages.iter().filter(|package| !FREE.iter().any(|free| is_within(&package.folder, free)));
    bound.flat_map(|package| {
        let edges = package.edges.iter().filter(|edge| edge.folder.is_none());
        edges.map(move |edge| (package, edge.name.as_str()))
    })
}

#[cfg(test)]
mod tests;
