//! What the player bound otherwise in a game: read with it, applied at once, written when it changes.

use super::Session;
use super::saves::stored_name;
use playground_core_assets::Manifest;
use playground_core_client::input::Remap;
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind, read_now, write_now};

/// The file of the player's binds for each game.
pub(super) const CONTROLS_FILE: &str = "controls.toml";

impl Session {
    /// Takes over what was stored for the game that begins. A file that cannot be read is put aside, and told.
    pub(super) fn take_controls(&mut self, manifest: &Manifest, bytes: &Bytes) -> CoreResult<()> {
        let read: Result<Remap, toml::de::Error> =
            if bytes.is_empty() { Ok(Remap::default()) } else { toml::from_slice(bytes) };
        let remap = read.unwrap_or_else(|error| {
            let name = stored_name(manifest, CONTROLS_FILE);
            log::warn!("{name}: the binds cannot be read: {}; it is kept as {name}.old", error.message());
            self.put_aside(name);
            Remap::default()
        });
        *write_now(&self.client.remap)? = remap;
        self.tune()
    }

    /// The player bound something otherwise: it counts at once, and is kept.
    pub(super) fn rebind(&mut self, remap: Remap) -> CoreResult<()> {
        let text = toml::to_string(&remap);
        let text = text.map_err(|error| CoreError::new(ErrorKind::BadRequest, error.to_string()))?;
        *write_now(&self.client.remap)? = remap;
        self.tune()?;
        self.attempt(|routes| &mut routes.rebuild_input, &[]);
        let Some(name) = read_now(&self.client.assets.manifest)?
            .as_ref()
            .map(|manifest| stored_name(manifest, CONTROLS_FILE))
        else {
            return Ok(());
        };
        self.keep_file(name, text.into_bytes());
        Ok(())
    }
}
