//! Controllers for a session: the player's mappings, what the world wishes to be felt, logs of what devices say.

use super::Session;
use crate::files::write_whole;
use crate::report::file_error;
use bytemuck::bytes_of;
use playground_core_assets::api::fetch;
use playground_core_client::input::{
    DeviceId, FeelPayload, PadSource, RumbleFrame, RumblePayload, SEAT_COUNT_MAX,
};
use playground_core_client::shell::Phase;
use playground_core_types::{CoreError, CoreResult, ErrorKind, read_now, write_now};
use std::path::Path;

/// The player's own mappings, in their store.
const PADS_FILE: &str = "pads.txt";

/// Ticks in a second of a log of controllers. Unit: hertz.
const LOG_HERTZ: u32 = 60;

/// A rumble by which somebody tests a controller: first the heavy motor swells, then both fade.
const TEST_MILLIS: [u32; 3] = [400, 400, 400];

/// How long a log of controllers grows until its file follows. Unit: microseconds.
const PADS_LOG_MICROS: u64 = 5_000_000;

/// How far the file of a log of controllers is.
#[derive(Debug, Default)]
pub(super) struct PadsLog {
    /// When it is written next. Unit: microseconds.
    due_micros: u64,
    /// How many events it had then.
    event_count: usize,
}

impl Session {
    /// Reads the player's own mappings; to be called before controllers are opened.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub async fn load_pads(&mut self) -> CoreResult<()> {
        match fetch(&self.client.assets, PADS_FILE).await {
            Ok(bytes) => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                write_now(&self.client.pad_settings)?.mappings = text;
            }
            Err(error) => log::warn!("{error}"),
        }
        Ok(())
    }

    /// Where controllers come from: this machine, or the log that is to be shown again. The log that is asked for
    /// begins, empty.
    ///
    /// # Errors
    /// A log that cannot be read, or cannot be written.
    pub fn open_pads_log(&mut self) -> CoreResult<PadSource> {
        {
            let mut log = write_now(&self.client.input_log)?;
            log.is_wanted = self.options.pads_log.is_some();
            log.hertz = LOG_HERTZ;
        }
        self.store_pads_log()?;
        let Some(file) = self.options.pads_replay.clone() else { return Ok(PadSource::Auto) };
        let bytes = read_log_file(&file)?;
        let called = self.routes.read_log.call(&self.client.vtable, &bytes, &mut self.reply);
        called.map_err(|error| CoreError::from(error).at(file.display().to_string(), 0, 0))?;
        Ok(PadSource::Log)
    }

    /// Writes the log that was asked for to its end.
    pub(super) fn write_pads_log(&mut self) -> CoreResult<()> {
        if self.options.pads_log.is_none() {
            return Ok(());
        }
        // What came after the last frame belongs to it too.
        self.attempt(|routes| &mut routes.observe, &[]);
        self.store_pads_log()
    }

    /// Writes the log that was asked for while it grows: a program that is killed leaves all but the last seconds.
    pub(crate) fn keep_pads_log(&mut self, now_micros: u64) -> CoreResult<()> {
        if self.options.pads_log.is_none() || now_micros < self.pads_log.due_micros {
            return Ok(());
        }
        let event_count = read_now(&self.client.input_log)?.events.len();
        if self.pads_log.event_count != event_count
            && let Err(error) = self.store_pads_log()
        {
            self.tell(&error.to_string());
        }
        self.pads_log = PadsLog { due_micros: now_micros + PADS_LOG_MICROS, event_count };
        Ok(())
    }

    fn store_pads_log(&mut self) -> CoreResult<()> {
        let Some(file) = self.options.pads_log.clone() else { return Ok(()) };
        self.routes.write_log.call(&self.client.vtable, &[], &mut self.reply)?;
        write_whole(&file, self.reply.as_bytes())
    }

    /// Unmapped parts are heard while somebody looks at controllers, or keeps a log of them.
    pub(crate) fn want_raw(&mut self) -> CoreResult<()> {
        let is_wanted = self.phase == Phase::Pads || self.options.pads_log.is_some();
        write_now(&self.client.input_log)?.is_raw_wanted = is_wanted;
        Ok(())
    }

    /// Lets the players feel what the world wishes; in a pause and in a demonstration nothing.
    pub(crate) fn feel(&mut self) -> CoreResult<()> {
        let mut wish = FeelPayload::default();
        if self.phase == Phase::Playing && !self.is_demo() && self.rewound_micros.is_none() {
            let last_tick = self.clock.next_tick().saturating_sub(1);
            let rumble: RumbleFrame = read_now(&self.client.ecs.world)?.resource().unwrap_or_default();
            for (seat, levels) in (1..=SEAT_COUNT_MAX as u32).zip(&mut wish.levels) {
                *levels = rumble.levels(seat, last_tick);
            }
        }
        // Silence is told once, and then every frame goes without it.
        let is_silent = wish == FeelPayload::default();
        if !(is_silent && self.is_still) {
            self.attempt(|routes| &mut routes.feel, bytes_of(&wish));
        }
        self.is_still = is_silent;
        Ok(())
    }

    /// Tries the motors of a controller; tells where there are none.
    pub(super) fn test_rumble(&mut self, slot: u32) {
        let Some(device) = DeviceId::pad(slot) else { return };
        let [attack_millis, hold_millis, release_millis] = TEST_MILLIS;
        let effect =
            RumblePayload { device, strong: 1.0, weak: 0.5, attack_millis, hold_millis, release_millis };
        let called = self.routes.rumble.call(&self.client.vtable, bytes_of(&effect), &mut self.reply);
        match called {
            Ok(()) => self.tell(&format!("pad{slot} rumbles")),
            Err(error) => self.tell(CoreError::from(error).message()),
        }
    }

    /// A line of SDL's format counts from now on, in the place of one for the same model; without links that one is
    /// forgotten.
    pub(super) fn map_pad(&mut self, line: &str) -> CoreResult<()> {
        let guid = line.get(..32).unwrap_or_default().to_owned();
        let text = {
            let mut settings = write_now(&self.client.pad_settings)?;
            let mut lines: Vec<&str> =
                settings.mappings.lines().filter(|known| !known.trim_start().starts_with(&guid)).collect();
            if line.len() > 32 {
                lines.push(line);
                log::info!("mapping: {line}");
            }
            settings.mappings = lines.iter().map(|line| format!("{line}\n")).collect();
            settings.mappings.clone()
        };
        self.attempt(|routes| &mut routes.load_pads, &[]);
        self.keep_file(PADS_FILE.to_owned(), text.into_bytes());
        self.tell(if line.len() > 32 {
            "the mapping counts from now on"
        } else {
            "your mapping is forgotten"
        });
        Ok(())
    }
}

/// A log of a day is smaller. Unit: bytes.
const LOG_BYTES_MAX: u64 = 256 << 20;

/// A log of devices as lines that people read.
///
/// # Errors
/// A file that cannot be read, or is no log.
pub fn pads_text(file: &Path) -> CoreResult<String> {
    let bytes = read_log_file(file)?;
    let log = playground_systems_input::input_log::read_log(&file.display().to_string(), &bytes)?;
    Ok(playground_systems_input::input_log::log_text(&log))
}

/// The bytes of a regular file of a bearable size.
fn read_log_file(file: &Path) -> CoreResult<Vec<u8>> {
    let metadata = std::fs::metadata(file).map_err(|error| file_error(file, "cannot be read", &error))?;
    if !metadata.is_file() || metadata.len() > LOG_BYTES_MAX {
        let message = format!("a log of input is a regular file of at most {LOG_BYTES_MAX} bytes");
        return Err(CoreError::new(ErrorKind::BadRequest, message).at(file.display().to_string(), 0, 0));
    }
    std::fs::read(file).map_err(|error| file_error(file, "cannot be read", &error))
}
