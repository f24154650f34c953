//! Files that come whole, or not at all.

use super::{name_beside, write_whole};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder that goes with its test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("playground-files-{name}-{}", std::process::id()));
        fs::remove_dir_all(&path).unwrap_or_default();
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// What lies in it.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

#[test]
fn a_file_is_made_and_replaced() {
    let folder = Folder::new("made");
    let file = folder.0.join("run.replay");
    for content in ["one", "another"] {
        write_whole(&file, content.as_bytes()).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), content);
    }
    assert_eq!(folder.names(), ["run.replay"]);
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let error = write_whole(Path::new("/nowhere/at/all.zip"), b"one").unwrap_err();
    assert!(error.to_string().contains("/nowhere/at/all.zip"), "{error}");
}

/// A disk that is full, as the system's own device for it is.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_what_was_there_and_nothing_beside_it() {
    let folder = Folder::new("full");
    let file = folder.0.join("report.zip");
    let fill = || std::os::unix::fs::symlink("/dev/full", name_beside(&file)).unwrap();
    fill();
    let error = write_whole(&file, b"one").unwrap_err();
    assert!(error.message().contains("No space left"), "{error}");
    assert_eq!(folder.names(), [""; 0]);
    write_whole(&file, b"one").unwrap();
    fill();
    write_whole(&file, b"another").unwrap_err();
    assert_eq!((folder.names(), fs::read(&file).unwrap()), (vec!["report.zip".to_owned()], b"one".to_vec()));
}

#[cfg(unix)]
#[test]
fn a_link_stays_one_and_a_device_is_written_itself() {
    let folder = Folder::new("link");
    let (file, link) = (folder.0.join("file"), folder.0.join("link"));
    write_whole(&file, b"one").unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    write_whole(&link, b"another").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&file).unwrap(), b"another");
    write_whole(Path::new("/dev/null"), b"gone").unwrap();
}
