//! What of a run is kept for going back and for replays; and a replay that is played.

use super::Session;
use crate::files::write_whole;
use crate::replay_file;
use playground_core_assets::{EmbeddedGame, Manifest, Source};
use playground_core_client::shell::Phase;
use playground_core_ecs::api::{describe_replay, open_replay, write_replay};
use playground_core_ecs::{HistorySettings, ReplayHead};
use playground_core_types::{CoreError, CoreResult, ErrorKind, read_now, write_now};
use std::path::Path;

/// What snapshots and input may take together in a run that can go back: a minute of 10,000 entities. Unit: bytes.
const HISTORY_BYTES_MAX: usize = 64 << 20;

/// So many ticks lie at least between two times at which the recording is written.
const WRITE_TICKS_MIN: u64 = 600;

/// The setting under which a recording has how many players there are from the start.
const SEATS: &str = "seats";

/// What a session records, and what it plays of another recording.
#[derive(Debug, Default)]
pub(super) struct Recording {
    /// Whether a game has begun whose recording is nowhere yet.
    is_begun: bool,
    /// Whether the game lies in a folder that is no bundle, and so may be in the making, or a recording is watched.
    pub(super) is_looked_into: bool,
    /// The tick of the run after which the recording is written again, for the case that the program is killed.
    next_write: u64,
    replay: Option<Replay>,
    /// How many hashes of the recording that is played, or was, the world had too.
    compared: Option<u64>,
}

/// A recording that is played.
#[derive(Debug)]
struct Replay {
    bytes: Vec<u8>,
    head: ReplayHead,
}

impl Session {
    /// Whether the player may go back in time: the game lies in a folder, or a recording is watched, in a window.
    pub(super) fn may_go_back(&self) -> bool {
        self.recording.is_looked_into && !self.options.headless
    }

    /// Whether a recording is played.
    pub(crate) fn is_replaying(&self) -> bool {
        self.recording.replay.is_some()
    }

    /// Plays a recording, or the one in a report: in the game of the command line, or the one that the program
    /// carries.
    ///
    /// # Errors
    /// A file that is no recording; one of a game that the program does not carry.
    pub fn replay(&mut self, file: &Path) -> CoreResult<()> {
        let bytes = replay_file::read(file)?;
        let head = describe_replay(&self.client.ecs, &bytes)
            .map_err(|error| error.at(file.display().to_string(), 0, 0))?;
        let game = self.options.game.clone().or_else(|| self.options.own_game.clone());
        let source = match game {
            Some(folder) => Source::Folder(folder),
            None => Source::Embedded(self.find_game(&head.game)?),
        };
        self.options.seed = head.seed;
        // They are part of what is recorded of the replay, and the player may take over.
        let seats = head.settings.iter().find(|(name, _)| name == SEATS);
        self.options.seats = seats.and_then(|(_, count)| count.parse().ok());
        self.open(source);
        self.recording.is_looked_into = true;
        self.recording.replay = Some(Replay { bytes, head });
        self.recording.compared = Some(0);
        Ok(())
    }

    fn find_game(&self, id: &str) -> CoreResult<EmbeddedGame> {
        self.games.iter().find(|game| id_of(game).as_deref() == Some(id)).cloned().ok_or_else(|| {
            let message = format!("this is a recording of `{id}`, which the program does not carry");
            CoreError::new(ErrorKind::BadRequest, message)
                .cure("name the game's folder too: `playground replay FILE PATH`")
        })
    }

    /// Another game is opened: no recording is played in it.
    pub(super) fn forget_recording(&mut self) {
        self.recording = Recording::default();
    }

    /// What is kept of the game that begins.
    pub(super) fn set_history(&self) -> CoreResult<()> {
        let goes_back = self.may_go_back() || self.options.synctest.is_some();
        *write_now(&self.client.ecs.history_settings)? = HistorySettings {
            history_bytes_max: if goes_back { HISTORY_BYTES_MAX } else { 0 },
            recorded: !self.options.headless || self.options.record.is_some(),
            ..HistorySettings::default()
        };
        Ok(())
    }

    /// The world of the game is made: it is recorded from here on, or made that of the recording.
    pub(super) fn begin_recording(&mut self, manifest: &Manifest) -> CoreResult<()> {
        self.recording.is_begun = true;
        self.recording.next_write = self.run_ticks + WRITE_TICKS_MIN;
        let Some(Replay { bytes, head }) = &self.recording.replay else { return Ok(()) };
        if head.game != manifest.id {
            let message = format!("this is a recording of `{}`, and no game `{}`", head.game, manifest.id);
            return Err(CoreError::new(ErrorKind::BadContent, message)
                .cure("name the folder of the recorded game: `playground replay FILE PATH`"));
        }
        let game_hash = *read_now(&self.client.assets.game_hash)?;
        if head.game_hash != game_hash {
            let version = &head.version;
            log::warn!(
                "the game is not as it was when it was recorded (version {version}): the replay may differ"
            );
        }
        let is_changed = head.game_hash != game_hash;
        open_replay(&self.client.ecs, bytes)?;
        if is_changed {
            self.tell("the game is not as it was when it was recorded");
        }
        Ok(())
    }

    /// Makes the payload of the next tick from the recording that is played; false when it is over, and the player
    /// may go on by themselves.
    pub(crate) fn take_replayed(&mut self) -> CoreResult<bool> {
        if !self.is_replaying() {
            return Ok(true);
        }
        self.routes.next_replayed.call(&self.client.vtable, &[], &mut self.reply)?;
        if let Some((_, payload)) = self.reply.as_bytes().split_first() {
            self.payload.clear();
            self.payload.extend_from_slice(payload);
            return Ok(true);
        }
        self.end_replay();
        self.phase = Phase::Paused;
        self.tell(&format!("the replay ended at tick {}", self.clock.next_tick()));
        Ok(false)
    }

    /// The player goes on by themselves.
    pub(super) fn end_replay(&mut self) {
        self.recording.replay = None;
    }

    /// Compares the world with what the recording says of it.
    pub(super) fn check_replayed(&mut self) -> CoreResult<()> {
        if self.is_replaying() {
            self.routes.check_replayed.call(&self.client.vtable, &[], &mut self.reply)?;
            let has_hash = !self.reply.as_bytes().is_empty();
            self.recording.compared = self.recording.compared.map(|count| count + u64::from(has_hash));
        }
        Ok(())
    }

    /// How many hashes of the recording the world had too: each that was reached, since a difference ends a run.
    /// `None` where none was played.
    pub(crate) fn compared_hashes(&self) -> Option<u64> {
        self.recording.compared
    }

    /// Simulates the last ticks once more, where that is asked for.
    pub(super) fn check_again(&mut self) -> CoreResult<()> {
        let Some(wanted) = self.options.synctest else { return Ok(()) };
        Ok(self.routes.synctest.call(&self.client.vtable, &wanted.to_le_bytes(), &mut self.reply)?)
    }

    /// How many ticks the history goes back.
    pub(super) fn reachable_ticks(&mut self) -> CoreResult<u64> {
        self.routes.history.call(&self.client.vtable, &[], &mut self.reply)?;
        let [first, last]: [u64; 2] = self.reply.value().unwrap_or_default();
        Ok(last.saturating_sub(first))
    }

    /// What the program has recorded since the game began, as the bytes of a file.
    ///
    /// # Errors
    /// When no game has begun, or the world is busy.
    pub(crate) fn recorded_bytes(&self) -> CoreResult<Vec<u8>> {
        let head = self.replay_head()?;
        Ok(write_replay(&self.client.ecs, &head)?.as_bytes().to_vec())
    }

    /// Writes the file that was asked for, of the game that is over now.
    pub(crate) fn write_recording(&mut self) -> CoreResult<()> {
        if !std::mem::take(&mut self.recording.is_begun) {
            return Ok(());
        }
        let Some(file) = &self.options.record else { return Ok(()) };
        write_whole(file, &self.recorded_bytes()?)
    }

    /// Writes it now and then while the run goes on, so that what a killed program leaves is a recording too. What
    /// fails is told; the end tries once more.
    pub(super) fn keep_recording(&mut self) {
        let Some(file) = self.options.record.as_ref().filter(|_| self.run_ticks >= self.recording.next_write)
        else {
            return;
        };
        let written = self.recorded_bytes().and_then(|bytes| write_whole(file, &bytes));
        written.unwrap_or_else(|error| log::warn!("the recording is not kept yet: {error}"));
        // A longer one takes longer to write: all of it together stays a small part of the run.
        self.recording.next_write = self.run_ticks + WRITE_TICKS_MIN.max(self.run_ticks / 8);
    }

    fn replay_head(&self) -> CoreResult<ReplayHead> {
        let manifest = read_now(&self.client.assets.manifest)?;
        let Some(manifest) = &*manifest else {
            return Err(CoreError::new(ErrorKind::NotInitialized, "no game is open"));
        };
        let seats = self.options.seats.map(|seats| (SEATS.to_owned(), seats.to_string()));
        Ok(ReplayHead {
            game: manifest.id.clone(),
            version: manifest.version.clone(),
            game_hash: *read_now(&self.client.assets.game_hash)?,
            seed: self.options.seed,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            settings: seats.into_iter().collect(),
        })
    }
}

/// The id in the manifest of a game that the program carries.
fn id_of(game: &EmbeddedGame) -> Option<String> {
    /// The part of a manifest that names the game for programs.
    #[derive(serde::Deserialize)]
    struct Named {
        id: String,
    }
    let manifest: Named = toml::from_slice(game.files.get("game.toml")?).ok()?;
    Some(manifest.id)
}
