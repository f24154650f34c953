//! A program that is one game: it has that game's name and folders, and no gallery.

use super::Session;
use crate::own_game::carries_none;
use crate::program::{Options, Program};
use playground_core_assets::{Manifest, Source};
use playground_core_types::{CoreResult, write_now};
use std::path::PathBuf;

impl Session {
    /// Whether the program is one game.
    pub fn is_alone(&self) -> bool {
        self.options.own_game.is_some()
    }

    /// Takes the name of the game that the program is, before it is loaded; `None` for any other program, and where the
    /// game cannot be read, which loading it tells.
    pub async fn read_own_game(&mut self) -> Option<Manifest> {
        let path = self.options.own_game.clone()?;
        let assets = &self.client.assets;
        playground_core_assets::open(assets, Source::Folder(path)).await.ok()?;
        let manifest = assets.manifest.read().await.clone()?;
        self.title.clone_from(manifest.window.title.as_ref().unwrap_or(&manifest.name));
        self.desktop_id.clone_from(&manifest.id);
        Some(manifest)
    }

    /// Where the player's files and pictures are kept from now on; `None` keeps none.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub fn set_folders(&mut self, saves: Option<PathBuf>, pictures: Option<PathBuf>) -> CoreResult<()> {
        self.options.pictures = pictures;
        write_now(&self.client.assets.store)?.folder = saves;
        Ok(())
    }

    /// Opens what the command line says: a recording, a game, or the game that the program is; without any of them the
    /// session stays in its gallery, or says that it has none.
    ///
    /// # Errors
    /// Those of [`Session::replay`].
    pub fn open_wanted(&mut self) -> CoreResult<()> {
        let game = self.options.game.clone().or_else(|| self.options.own_game.clone());
        match (self.options.replay.clone(), game) {
            (Some(replay), _) => self.replay(&replay)?,
            (None, Some(game)) => self.open(Source::Folder(game)),
            (None, None) if is_without_game(self.program, &self.options) => self.fail(&carries_none()),
            (None, None) => {}
        }
        Ok(())
    }
}

/// Whether there is nothing to play: the player is one that games are shipped with, and its game was lost on the way.
pub(crate) fn is_without_game(program: Program, options: &Options) -> bool {
    let has_game = options.game.is_some() || options.own_game.is_some() || options.replay.is_some();
    !has_game && !options.pads && (program.shell.games)().is_empty()
}
