//! What `cargo metadata` and the manifests say about our packages, in small structs.

use std::fs;
use std::path::Path;

use cargo_metadata::{DependencyKind, Error, Metadata, MetadataCommand};

/// A package of ours.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its name in its manifest.
    pub name: String,
    /// Its folder, relative to the root, with `/` on every system.
    pub folder: String,
    /// The text of its manifest.
    pub manifest: String,
    /// The names of its programs.
    pub programs: Vec<String>,
    /// What it depends on, of every kind and for every target.
    pub edges: Vec<Edge>,
}

/// One dependency of a package.
#[derive(Clone, Debug)]
pub struct Edge {
    /// The name of the package depended on.
    pub name: String,
    /// Its folder when it is ours, nothing when it comes from a registry.
    pub folder: Option<String>,
    /// `normal`, `dev` or `build`, with the target where there is one.
    pub kind: String,
}

impl Package {
    /// The path of the manifest, relative to the root.
    #[must_use]
    pub fn manifest_path(&self) -> String {
        format!("{}/Cargo.toml", self.folder)
    }

    /// A package named after its folder, for tests.
    #[must_use]
    pub fn for_test(folder: &str, manifest: &str, edges: &[Edge]) -> Self {
        Self {
            name: format!("playground-{}", folder.replace('/', "-")),
            folder: folder.to_owned(),
            manifest: manifest.to_owned(),
            programs: Vec::new(),
            edges: edges.to_vec(),
        }
    }
}

impl Edge {
    /// An edge to a package of ours, for tests.
    #[must_use]
    pub fn for_test(folder: &str, kind: &str) -> Self {
        let name = format!("playground-{}", folder.replace('/', "-"));
        Self { name, folder: Some(folder.to_owned()), kind: kind.to_owned() }
    }

    /// An edge to a crate of others, for tests.
    #[must_use]
    pub fn to_other(name: &str) -> Self {
        Self { name: name.to_owned(), folder: None, kind: "normal".to_owned() }
    }
}

/// Reads the packages of the root workspace, and of `benches` and `fuzz`, which are workspaces of their own.
///
/// Needs neither network nor lock file: dependencies are read as declared, not as resolved.
///
/// # Errors
/// A manifest is missing or refused by cargo.
pub fn read_packages(root: &Path) -> Result<Vec<Package>, Error> {
    let mut packages = Vec::new();
    for manifest in ["Cargo.toml", "benches/Cargo.toml", "fuzz/Cargo.toml"] {
        let manifest = root.join(manifest);
        if !manifest.exists() {
            continue;
        }
        let metadata = MetadataCommand::new().manifest_path(&manifest).no_deps().exec()?;
        // cargo may spell the root in another way than we do, where a link lies on the way to it.
        let is_root = manifest.parent() == Some(root);
        let spelled = metadata.workspace_root.as_std_path();
        let base = if is_root { spelled } else { spelled.parent().unwrap_or(spelled) };
        packages.extend(packages_of(&metadata, base)?);
    }
    packages.sort_by(|left, right| left.folder.cmp(&right.folder));
    Ok(packages)
}

/// The line of a manifest that names a dependency, or 1 where none does.
#[must_use]
pub fn line_of(manifest: &str, name: &str) -> usize {
    let names_it = |line: &str| {
        let after = line.trim_start().strip_prefix(name).and_then(|rest| rest.chars().next());
        after.is_some_and(|character| matches!(character, '.' | ' ' | '='))
    };
    manifest.lines().position(names_it).map_or(1, |index| index + 1)
}

fn packages_of(metadata: &Metadata, base: &Path) -> Result<Vec<Package>, Error> {
    let mut packages = Vec::new();
    for package in metadata.workspace_packages() {
        let path = package.manifest_path.as_std_path();
        let manifest = fs::read_to_string(path)?;
        let edges = package.dependencies.iter().map(|dependency| Edge {
            name: dependency.name.clone(),
            folder: dependency.path.as_ref().map(|path| relative(path.as_std_path(), base)),
            kind: kind_of(dependency),
        });
        let programs = package.targets.iter().filter(|target| target.is_bin());
        packages.push(Package {
            name: package.name.to_string(),
            folder: relative(path.parent().unwrap_or(path), base),
            manifest,
            programs: programs.map(|target| target.name.clone()).collect(),
            edges: edges.collect(),
        });
    }
    Ok(packages)
}

fn kind_of(dependency: &cargo_metadata::Dependency) -> String {
    let kind = match dependency.kind {
        DependencyKind::Development => "dev",
        DependencyKind::Build => "build",
        _ => "normal",
    };
    match &dependency.target {
        Some(target) => format!("{kind}, {target}"),
        None => kind.to_owned(),
    }
}

fn relative(path: &Path, base: &Path) -> String {
    let inside = path.strip_prefix(base).unwrap_or(path);
    inside.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests;
