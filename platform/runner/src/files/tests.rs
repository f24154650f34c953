//! Files that come whole, or not at all.

use super::{name_beside, write_whole};
use std::fs;
use std::path::Path;
use tempfile::{TempDir, tempdir};

/// What lies in a folder.
fn names(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_is_made_and_replaced() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("run.replay");
    for content in ["one", "another"] {
        write_whole(&file, content.as_bytes()).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), content);
    }
    assert_eq!(names(&folder), ["run.replay"]);
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
    let folder = tempdir().unwrap();
    let file = folder.path().join("report.zip");
    let fill = || std::os::unix::fs::symlink("/dev/full", name_beside(&file)).unwrap();
    fill();
    let error = write_whole(&file, b"one").unwrap_err();
    assert!(error.message().contains("No space left"), "{error}");
    assert_eq!(names(&folder), [""; 0]);
    write_whole(&file, b"one").unwrap();
    fill();
    write_whole(&file, b"another").unwrap_err();
    assert_eq!((names(&folder), fs::read(&file).unwrap()), (vec!["report.zip".to_owned()], b"one".to_vec()));
}

#[cfg(unix)]
#[test]
fn a_link_stays_one_and_a_device_is_written_itself() {
    let folder = tempdir().unwrap();
    let (file, link) = (folder.path().join("file"), folder.path().join("link"));
    write_whole(&file, b"one").unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    write_whole(&link, b"another").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&file).unwrap(), b"another");
    write_whole(Path::new("/dev/null"), b"gone").unwrap();
}
