//! What was done to the disk, so that all of it can be undone.

use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One change, with what takes it back.
#[derive(Debug)]
enum Deed {
    /// A folder or a file is new.
    Added(PathBuf),
    /// A folder is new, and in it may be what others put there since.
    Made(PathBuf),
    /// A file had another text.
    Rewritten(PathBuf, String),
}

/// All changes, in their order.
#[derive(Debug, Default)]
pub(super) struct Journal {
    deeds: Vec<Deed>,
}

impl Journal {
    /// Adds a folder with its files, whole or not at all. An empty folder that is there already stays the same
    /// one: somebody may stand in it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn add_folder(&mut self, folder: &Path, files: &[(&str, Vec<u8>)]) -> CoreResult<()> {
        let fail = |error: io::Error| file_error(folder, "cannot be made", &error);
        let is_there = folder.is_dir();
        if !is_there {
            self.make_parents(folder).map_err(fail)?;
        }
        let staged = if is_there { folder.join(staged_name(folder)) } else { staged_beside(folder) };
        self.stage(&staged, files).map_err(fail)?;
        if is_there {
            self.move_into(&staged, folder).map_err(fail)
        } else {
            fs::rename(&staged, folder).map_err(fail)?;
            self.deeds.push(Deed::Added(folder.to_path_buf()));
            Ok(())
        }
    }

    /// Gives a file another text; whoever reads it meanwhile sees one of the two.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn rewrite(&mut self, file: &Path, old: &str, new: &str) -> CoreResult<()> {
        replace(file, new).map_err(|error| file_error(file, "cannot be written", &error))?;
        self.deeds.push(Deed::Rewritten(file.to_path_buf(), old.to_owned()));
        Ok(())
    }

    /// Takes all changes back, the last one first; goes on where one cannot be.
    pub(super) fn undo(self) {
        for deed in self.deeds.into_iter().rev() {
            let undone = match &deed {
                Deed::Added(path) if path.is_dir() => fs::remove_dir_all(path),
                Deed::Added(path) if path.exists() => fs::remove_file(path),
                // It was staged, and has moved on.
                Deed::Added(_) => Ok(()),
                Deed::Made(path) => fs::remove_dir(path),
                Deed::Rewritten(path, old) => replace(path, old),
            };
            if let Err(error) = undone {
                log::error!("could not take back {deed:?}: {error}");
            }
        }
    }

    fn make_parents(&mut self, folder: &Path) -> io::Result<()> {
        let missing = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
        let missing: Vec<&Path> = folder.ancestors().skip(1).take_while(missing).collect();
        for parent in missing.into_iter().rev() {
            fs::create_dir(parent)?;
            self.deeds.push(Deed::Made(parent.to_path_buf()));
        }
        Ok(())
    }

    fn stage(&mut self, staged: &Path, files: &[(&str, Vec<u8>)]) -> io::Result<()> {
        fs::create_dir(staged)?;
        self.deeds.push(Deed::Added(staged.to_path_buf()));
        for (inside, bytes) in files {
            let file = staged.join(inside);
            fs::create_dir_all(file.parent().unwrap_or(staged))?;
            fs::write(file, bytes)?;
        }
        Ok(())
    }

    fn move_into(&mut self, staged: &Path, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(staged)? {
            let entry = entry?;
            let target = folder.join(entry.file_name());
            fs::rename(entry.path(), &target)?;
            self.deeds.push(Deed::Added(target));
        }
        fs::remove_dir(staged)
    }
}

fn replace(file: &Path, text: &str) -> io::Result<()> {
    let staged = staged_beside(file);
    let written = fs::write(&staged, text)
        .and_then(|()| fs::set_permissions(&staged, fs::metadata(file)?.permissions()))
        .and_then(|()| fs::rename(&staged, file));
    written.inspect_err(|_| fs::remove_file(&staged).unwrap_or_default())
}

/// On the same disk, so that moving it is one step.
fn staged_beside(path: &Path) -> PathBuf {
    path.with_file_name(staged_name(path))
}

fn staged_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!(".{name}-{}.new", std::process::id())
}

/// The error of a file or folder that the disk refuses.
pub(super) fn file_error(path: &Path, what: &str, error: &io::Error) -> CoreError {
    CoreError::new(ErrorKind::File, format!("`{}` {what}: {error}", path.display()))
        .cure("check the path, its permissions and the room on the disk")
}
