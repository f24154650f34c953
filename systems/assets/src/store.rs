//! The player's own small files: each is replaced as a whole, so that a crash or a full disk leaves the one before.

use crate::load::in_background;
use playground_core_assets::store::{PREVIOUS_SUFFIX, STORED_BYTES_MAX, is_store_name};
use playground_core_assets::{
    Assets,
    operations::{FetchStartPayload, StorePayload},
};
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The bytes of a stored file; none where there is no such file.
pub(crate) async fn fetch(assets: &Assets, name: String) -> CoreResult<Bytes> {
    match find(assets, &name).await? {
        Place::Nowhere => Ok(Bytes::new()),
        Place::Memory => {
            let store = assets.store.read().await;
            Ok(store.memory.as_ref().and_then(|memory| memory.files.get(&name)).cloned().unwrap_or_default())
        }
        Place::Disk(file) => in_background(move || read(&file)).await,
    }
}

/// The first bytes of a stored file; none where there is no such file.
pub(crate) async fn fetch_start(assets: &Assets, payload: FetchStartPayload) -> CoreResult<Bytes> {
    let FetchStartPayload { name, bytes_max } = payload;
    if let Place::Disk(file) = find(assets, &name).await? {
        return in_background(move || read_start(&file, u64::from(bytes_max))).await;
    }
    let bytes = fetch(assets, name).await?;
    Ok(bytes.slice(..bytes.len().min(bytes_max as usize)))
}

/// Replaces a stored file.
pub(crate) async fn store(assets: &Assets, payload: StorePayload) -> CoreResult<()> {
    let place = find(assets, &payload.name).await?;
    if payload.bytes.len() > STORED_BYTES_MAX {
        let message = format!("{} bytes are too many for one file", payload.bytes.len());
        return Err(CoreError::new(ErrorKind::LimitReached, message).at(payload.name, 0, 0));
    }
    let Place::Disk(file) = place else {
        if let Some(memory) = &mut assets.store.write().await.memory {
            // As `keep_previous` on a disk.
            if memory.files.get(&payload.name).is_some_and(|bytes| !bytes.is_empty()) {
                memory.rename(&payload.name, &format!("{}{PREVIOUS_SUFFIX}", payload.name));
            }
            memory.replace(&payload.name, payload.bytes.into());
        }
        return Ok(());
    };
    in_background(move || {
        replace(&file, &payload.bytes).map_err(|error| file_error(&file, "cannot be written", &error))
    })
    .await
}

/// Puts a file that cannot be used aside, so that the next store does not overwrite it.
pub(crate) async fn set_aside(assets: &Assets, name: String) -> CoreResult<()> {
    let Place::Disk(file) = find(assets, &name).await? else {
        if let Some(memory) = &mut assets.store.write().await.memory {
            memory.rename(&name, &format!("{name}.old"));
        }
        return Ok(());
    };
    in_background(move || {
        let aside = (1..ASIDE_COUNT_MAX).map(|count| aside_name(&file, count)).find(|aside| !aside.exists());
        let aside = aside.unwrap_or_else(|| aside_name(&file, ASIDE_COUNT_MAX));
        fs::rename(&file, aside).map_err(|error| file_error(&file, "cannot be renamed", &error))
    })
    .await
}

/// How many files of one name are kept aside; the last one is replaced.
const ASIDE_COUNT_MAX: u32 = 10;

/// `NAME.old`, `NAME.old2` and so on.
fn aside_name(file: &Path, count: u32) -> PathBuf {
    if count > 1 { named(file, &format!(".old{count}")) } else { named(file, ".old") }
}

/// Where a stored file lies.
enum Place {
    /// Nothing is kept.
    Nowhere,
    /// With the platform, which writes it down itself.
    Memory,
    Disk(PathBuf),
}

async fn find(assets: &Assets, name: &str) -> CoreResult<Place> {
    if !is_store_name(name) {
        let message = format!("`{name}` is no name of a stored file");
        return Err(CoreError::new(ErrorKind::BadRequest, message).cure("use a-z, 0-9, `.`, `-` and `_`"));
    }
    let store = assets.store.read().await;
    Ok(match (&store.folder, &store.memory) {
        (Some(folder), _) => Place::Disk(folder.join(name)),
        (None, Some(_)) => Place::Memory,
        (None, None) => Place::Nowhere,
    })
}

fn read(file: &Path) -> CoreResult<Bytes> {
    let bytes = read_start(file, STORED_BYTES_MAX as u64 + 1)?;
    if bytes.len() > STORED_BYTES_MAX {
        return Err(foreign(file));
    }
    Ok(bytes)
}

/// As many bytes of a file as that, from its beginning.
fn read_start(file: &Path, bytes_max: u64) -> CoreResult<Bytes> {
    let failed = |error| file_error(file, "cannot be read", &error);
    match fs::metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Bytes::new()),
        Err(error) => return Err(failed(error)),
        // Who opens a pipe waits until somebody writes into it.
        Ok(metadata) if !metadata.is_file() => return Err(foreign(file)),
        Ok(_) => {}
    }
    let opened = File::open(file).map_err(failed)?;
    let mut bytes = Vec::new();
    opened.take(bytes_max).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes.into())
}

fn foreign(file: &Path) -> CoreError {
    let error = CoreError::new(ErrorKind::File, "this is no file that the player wrote");
    error.at(file.display().to_string(), 0, 0).cure("move it away")
}

/// Writes beside the file and renames: there is always either the old file or the new one, whole. The old one stays
/// under another name, as a whole from one moment to the next too.
fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder)?;
    sweep(folder, file);
    // Two programs that play the same game do not write into each other's file.
    let beside = named(file, &format!(".{}{BESIDE_SUFFIX}", std::process::id()));
    let written = write_through(&beside, bytes)
        .and_then(|()| keep_previous(file))
        .and_then(|()| fs::rename(&beside, file));
    if written.is_err() {
        // What is half written is nobody's; that it cannot be removed changes nothing.
        fs::remove_file(&beside).unwrap_or_default();
    }
    written?;
    sync_folder(folder)
}

const BESIDE_SUFFIX: &str = ".new";

/// A file beside this one, whose name begins like it.
fn named(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Gives the file its second name, under which it stays when it is replaced.
fn keep_previous(file: &Path) -> io::Result<()> {
    // A file that was torn to nothing is no generation: the one before it is kept.
    if fs::metadata(file).is_ok_and(|metadata| metadata.len() == 0) {
        return Ok(());
    }
    let beside = named(file, &format!(".{}.link{BESIDE_SUFFIX}", std::process::id()));
    fs::remove_file(&beside).unwrap_or_default();
    match fs::hard_link(file, &beside) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        // Not every disk can give a file two names.
        Err(_) => write_through(&beside, &fs::read(file)?)?,
        Ok(()) => {}
    }
    fs::rename(&beside, named(file, PREVIOUS_SUFFIX))
}

/// How long a file beside may be written, before it is taken for one that a killed program left.
const LEFT_BEHIND: Duration = Duration::from_secs(60);

/// Removes what programs that were killed left beside the file; what cannot be removed harms nobody.
fn sweep(folder: &Path, file: &Path) {
    let (Some(name), Ok(entries)) = (file.file_name(), fs::read_dir(folder)) else { return };
    let name = name.as_encoded_bytes();
    for entry in entries.flatten() {
        let other = entry.file_name();
        let rest = other.as_encoded_bytes().strip_prefix(name);
        let is_beside =
            rest.is_some_and(|rest| rest.starts_with(b".") && rest.ends_with(BESIDE_SUFFIX.as_bytes()));
        let age =
            entry.metadata().and_then(|metadata| metadata.modified()).ok().and_then(|at| at.elapsed().ok());
        if is_beside && age.is_some_and(|age| age > LEFT_BEHIND) {
            fs::remove_file(entry.path()).unwrap_or_default();
        }
    }
}

fn write_through(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(file)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// The new name is on the disk once its folder is; Windows has no folder to sync.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

fn file_error(file: &Path, what: &str, error: &io::Error) -> CoreError {
    CoreError::new(ErrorKind::File, format!("the file {what}: {error}"))
        .at(file.display().to_string(), 0, 0)
        .cure("check the folder's permissions and the space on the disk")
}

#[cfg(test)]
mod tests;
