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
    /// Takes over what was stored for the game that begins.
    pub(super) fn take_save(&mut self, manifest: &Manifest, bytes: &Bytes) {
        self.saves.name = stored_name(manifest, SAVE_FILE);
        self.saves.bytes = bytes.to_vec();
    }

    /// The saved resources for a new world. A save that cannot be read is put aside, and told.
    pub(super) fn read_saved_resources(&mut self) -> CoreResult<Vec<u8>> {
        if self.saves.bytes.is_empty() {
            return Ok(Vec::new());
        }
        match read_save(&self.client.ecs, &self.saves.bytes) {
            Ok(resources) => Ok(resources.as_bytes().to_vec()),
            Err(error) => {
                let name = self.saves.name.clone();
                log::warn!("{name}: {error}; it is kept as {name}.old");
                self.saves.bytes.clear();
                self.put_aside(name);
                Ok(Vec::new())
            }
        }
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
            log::warn!("{name}: this version of the game does not know all of it; it is kept as {name}.old");
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
        self.saves.name.clear();
        self.saves.bytes.clear();
    }

    /// Whether the saved resources are others than those of the file; they are the file's from now on.
    fn note_changes(&mut self) -> bool {
        if self.saves.name.is_empty() {
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
