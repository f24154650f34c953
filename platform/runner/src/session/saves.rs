//! What outlives a run: the saved resources of a game.

use super::Session;
use playground_core_assets::Manifest;
use playground_core_ecs::api::read_save;
use playground_core_types::{Bytes, CoreResult};

/// How long changes are gathered before they are written. Unit: microseconds.
const GATHER_MICROS: u64 = 1_000_000;

/// After how long a write that failed is tried again. Unit: microseconds.
const RETRY_MICROS: u64 = 10_000_000;

/// The save of the open game, as it was read or written last.
#[derive(Debug, Default)]
pub(crate) struct Saves {
    /// The file in the store; empty while no game is open.
    name: String,
    /// What the file holds, or will hold once it is written.
    bytes: Vec<u8>,
    /// What the file before it held, for one that is damaged.
    previous: Bytes,
    /// When a change is written next.
    next_micros: u64,
}

/// The name of a game's file in the player's store.
pub(super) fn stored_name(manifest: &Manifest, file: &str) -> String {
    format!("{}/{file}", manifest.id)
}

/// The file of saved resources of each game.
pub(super) const SAVE_FILE: &str = "saved.bin";

impl Session {
    /// Takes over what was stored for the game that begins: the file, and the one that it took the place of.
    pub(super) fn take_save(&mut self, manifest: &Manifest, [newest, previous]: [Bytes; 2]) {
        self.saves.name = stored_name(manifest, SAVE_FILE);
        self.saves.bytes = newest.to_vec();
        self.saves.previous = previous;
    }

    /// The saved resources for a new world. A save that cannot be read is put aside, and told; the one before it
    /// takes its place, as it does for one that is lost.
    pub(super) fn read_saved_resources(&mut self) -> CoreResult<Vec<u8>> {
        let previous = std::mem::take(&mut self.saves.previous);
        let read_previous = || {
            let read = if previous.is_empty() { None } else { read_save(&self.client.ecs, &previous).ok() };
            read.map(|resources| resources.as_bytes().to_vec())
        };
        if self.saves.bytes.is_empty() {
            let name = &self.saves.name;
            return Ok(read_previous()
                .inspect(|_| log::warn!("{name} is lost; the game goes on with the save before it"))
                .unwrap_or_default());
        }
        let error = match read_save(&self.client.ecs, &self.saves.bytes) {
            Ok(resources) => return Ok(resources.as_bytes().to_vec()),
            Err(error) => error,
        };
        let before = read_previous();
        let name = self.saves.name.clone();
        self.saves.bytes.clear();
        self.put_aside(name.clone());
        let goes_on = before.as_ref().map_or("", |_| ", and the game goes on with the save before it");
        log::warn!("{name}: {error}; it is kept as {name}.old{goes_on}");
        Ok(before.unwrap_or_default())
    }

    /// Tells of what could not be kept; looks once a second whether a saved resource changed, and writes it.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub(crate) fn save(&mut self, now_micros: u64, has_ticked: bool) -> CoreResult<()> {
        if self.is_keeping() {
            return Ok(());
        }
        if self.tell_unkept()? {
            // Tried again after a while: a disk that was full may have room then.
            self.saves.next_micros = now_micros + RETRY_MICROS;
            self.saves.bytes.clear();
        } else if has_ticked && now_micros >= self.saves.next_micros {
            // Every look encodes the resources, so that it is not one of every frame.
            self.saves.next_micros = now_micros + GATHER_MICROS;
            if self.note_changes() {
                self.write_save();
            }
        }
        Ok(())
    }

    /// A save of which the game no longer knows a part is put aside before it is written anew.
    pub(super) fn put_aside_what_is_left_out(&mut self) {
        let known = std::mem::take(&mut self.saves.bytes);
        if known.is_empty() || !self.note_changes() {
            self.saves.bytes = known;
            return;
        }
        // Equal resources are equal files: the world has not all that the file has.
        if self.saves.bytes != known {
            let name = self.saves.name.clone();
            log::warn!("{name}: another version of the game wrote it; it is kept as {name}.old");
            self.put_aside(name);
            self.write_save();
        }
    }

    /// Writes what changed at once: nobody knows whether there will be another frame.
    pub fn keep_now(&mut self) {
        self.save_at_leave();
    }

    /// Writes what changed: the world of the game is about to go.
    pub(super) fn save_at_leave(&mut self) {
        if self.note_changes() {
            self.write_save();
        }
    }

    fn write_save(&mut self) {
        self.keep_file(self.saves.name.clone(), self.saves.bytes.clone());
    }

    /// No game is open any more.
    pub(super) fn forget_save(&mut self) {
        self.saves = Saves { next_micros: self.saves.next_micros, ..Saves::default() };
    }

    /// Whether the saved resources are others than those of the file; they are the file's from now on.
    fn note_changes(&mut self) -> bool {
        // What a demonstration leaves is nobody's.
        if self.saves.name.is_empty() || self.is_demo() {
            return false;
        }
        self.attempt(|routes| &mut routes.save, &[]);
        let is_changed = self.reply.as_bytes() != self.saves.bytes;
        // The file of a game that saves nothing any more stays as it is.
        if !is_changed || self.reply.as_bytes().is_empty() {
            return false;
        }
        self.saves.bytes.clear();
        self.saves.bytes.extend_from_slice(self.reply.as_bytes());
        true
    }
}
