//! Which player a game is shipped with.

use super::Target;
use crate::own_game::MARK;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use playground_systems_assets::bundle::find_attached;
use std::fs;
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// The folder of players beside a program.
pub(super) fn players_folder(executable: &Path) -> PathBuf {
    executable.parent().unwrap_or(Path::new(".")).join("players")
}

/// The bytes of the player for `target`: the one that is named, the one that lies beside `executable`, or `executable`
/// itself. What it carries of another game is left out.
pub(super) fn find(target: Target, given: Option<&Path>, executable: &Path) -> CoreResult<Vec<u8>> {
    let suffix = if target == Target::Windows { ".exe" } else { "" };
    let beside = players_folder(executable).join(target.name()).join(format!("playground{suffix}"));
    let path = match given {
        Some(given) => given.to_path_buf(),
        None if beside.is_file() => beside,
        None if is_own(target) => executable.to_path_buf(),
        None => {
            let message = format!("there is no player for {} at `{}`", target.name(), beside.display());
            let verb = target.name();
            let cure = match target {
                Target::Macos => "build playground on a Mac, and name it: `--player FILE`".to_owned(),
                _ => {
                    format!("fill it from a clone: `./dev players {verb}`; or name a player: `--player FILE`")
                }
            };
            return Err(CoreError::new(ErrorKind::File, message).cure(cure));
        }
    };
    let mut bytes = fs::read(&path).map_err(|error| {
        let message = format!("the player `{}` cannot be read: {error}", path.display());
        CoreError::new(ErrorKind::File, message).cure("name another: `--player FILE`")
    })?;
    if let Some(start) = find_attached(&path) {
        bytes.truncate(start as usize);
    }
    if !is_program(target, &bytes) {
        let message = format!("`{}` is no program for {}", path.display(), target.name());
        return Err(CoreError::new(ErrorKind::BadRequest, message).cure("name a player of that system"));
    }
    if !is_player(&bytes) {
        let message = format!("`{}` is a program, but no player of games", path.display());
        let cure = format!("name what `./dev players {}` built", target.name());
        return Err(CoreError::new(ErrorKind::BadRequest, message).cure(cure));
    }
    Ok(bytes)
}

/// Whether the words are in it that every player has. Only what stands before a quotation mark is compared: a program
/// is large.
fn is_player(bytes: &[u8]) -> bool {
    let (mut rest, mut at) = (bytes, 0);
    loop {
        match rest.skip_until(b'`') {
            Ok(0) | Err(_) => return false,
            Ok(read) => at += read,
        }
        if bytes[..at].ends_with(MARK.as_bytes()) {
            return true;
        }
    }
}

/// Whether the program that runs now is one of the target.
fn is_own(target: Target) -> bool {
    match target {
        Target::Linux => cfg!(target_os = "linux"),
        Target::Windows => cfg!(target_os = "windows"),
        Target::Macos => cfg!(target_os = "macos"),
        Target::Web => false,
    }
}

/// Whether a file begins as programs of the target do.
fn is_program(target: Target, bytes: &[u8]) -> bool {
    let begins: &[&[u8]] = match target {
        Target::Linux => &[b"\x7fELF"],
        Target::Windows => &[b"MZ"],
        Target::Macos => &[b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe"],
        Target::Web => &[],
    };
    begins.iter().any(|begin| bytes.starts_with(begin))
}
