//! A report of what went on until now: one zip file with the recording, the last lines of the log and a picture.

use crate::archive;
use crate::files::write_whole;
use crate::logging::last_lines;
use crate::report::{capture, encode_png, unused_file};
use crate::session::Session;
use playground_core_ecs::api::hash_world;
use playground_core_types::{CoreError, CoreResult, ErrorKind, read_now};
use std::fmt::Write as _;
use std::path::PathBuf;

/// The recording in a report.
pub const REPLAY_FILE: &str = "run.replay";
/// The last lines of the log in a report.
pub const LOG_FILE: &str = "log.txt";
/// The picture in a report.
pub const PICTURE_FILE: &str = "picture.png";
/// In a report: what was played, on what.
pub const ABOUT_FILE: &str = "about.txt";

/// Writes the report that the player asked for with a key, and tells where it is. What fails is told too, and the game
/// goes on.
pub fn take_report(session: &mut Session) {
    if !std::mem::take(&mut session.report_wanted) {
        return;
    }
    match write_report(session) {
        Ok(file) => {
            log::info!("report: {}", file.display());
            session.tell(&format!("report: {}", file.display()));
        }
        Err(error) => {
            log::error!("no report: {error}");
            session.tell(&format!("no report: {}", error.message()));
        }
    }
}

fn write_report(session: &mut Session) -> CoreResult<PathBuf> {
    let Some(folder) = session.options.pictures.clone() else {
        return Err(CoreError::new(ErrorKind::File, "there is no folder for reports"));
    };
    // A report without a picture is still one.
    let picture = match capture(session).and_then(|picture| encode_png(&picture)) {
        Ok(png) => Some(png),
        Err(error) => {
            log::warn!("{error}");
            None
        }
    };
    let bytes = report_bytes(session, picture)?;
    let file = unused_file(&folder, &format!("{}-report", session.title), ".zip")?;
    write_whole(&file, &bytes)?;
    Ok(file)
}

/// Whether the player asked for a report, where the platform itself hands it on.
pub fn take_report_wish(session: &mut Session) -> bool {
    std::mem::take(&mut session.report_wanted)
}

/// A report, with a picture that is a PNG file.
///
/// # Errors
/// When nothing is recorded, or core's data is held by somebody else.
pub fn report_bytes(session: &mut Session, picture: Option<Vec<u8>>) -> CoreResult<Vec<u8>> {
    let replay = session.recorded_bytes()?;
    let mut entries = vec![(REPLAY_FILE, replay), (ABOUT_FILE, about(session)?.into_bytes())];
    entries.extend(picture.map(|picture| (PICTURE_FILE, picture)));
    let lines: String = last_lines().into_iter().flat_map(|line| [line, "\n".to_owned()]).collect();
    entries.push((LOG_FILE, lines.into_bytes()));
    archive::pack(&entries)
}

/// What was played, on what: one `key: value` a line.
fn about(session: &Session) -> CoreResult<String> {
    let client = &session.client;
    let mut lines = String::new();
    let mut line = |key: &str, value: &str| writeln!(lines, "{key}: {value}").unwrap_or_default();
    line("program", env!("CARGO_PKG_VERSION"));
    line("system", &format!("{} {}", std::env::consts::OS, std::env::consts::ARCH));
    line("adapter", &read_now(&client.render_stats)?.adapter);
    if let Some(manifest) = &*read_now(&client.assets.manifest)? {
        line("game", &manifest.id);
        line("version", &manifest.version);
    }
    line("ticks", &session.ticks().to_string());
    line("hash", &format!("{:016x}", hash_world(&client.ecs)?));
    if let Some(failure) = &session.failure {
        line("failure", &failure.to_string());
    }
    Ok(lines)
}

/// Whether a file is a report.
pub(crate) fn is_report(bytes: &[u8]) -> bool {
    archive::is_archive(bytes)
}

/// The recording in the bytes of a report.
pub(crate) fn replay_in(bytes: &[u8]) -> CoreResult<Vec<u8>> {
    let found = archive::find(bytes, REPLAY_FILE);
    found.map(<[u8]>::to_vec).ok_or_else(|| {
        CoreError::new(ErrorKind::BadContent, "this report holds no recording, or it is torn")
            .cure("take a file that F8 or `--record` wrote, as it was written")
    })
}
