//! What the player chose for all games: read at the start, applied at once, written when it changes.

use super::Session;
use playground_core_assets::api::{fetch, set_aside};
use playground_core_client::settings::{Settings, gain_of_percent};
use playground_core_types::{CoreError, CoreResult, ErrorKind, write_now};

const SETTINGS_FILE: &str = "settings.toml";

impl Session {
    /// Reads the player's settings and applies them. A file that cannot be read is put aside, and told.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub async fn load_settings(&mut self) -> CoreResult<()> {
        match self.read_settings().await {
            Ok(settings) => self.settings = settings,
            Err(error) => {
                log::warn!("{error}");
                set_aside(&self.client.assets, SETTINGS_FILE)
                    .await
                    .unwrap_or_else(|error| log::warn!("{error}"));
            }
        }
        // What the command line says holds for this run, and is no choice that is kept.
        self.options.fullscreen |= self.settings.fullscreen;
        self.apply_settings()
    }

    async fn read_settings(&self) -> CoreResult<Settings> {
        let bytes = fetch(&self.client.assets, SETTINGS_FILE).await?;
        let read: Result<Settings, toml::de::Error> = toml::from_slice(&bytes);
        let settings = read.map_err(|error| {
            let message = format!("the settings cannot be read: {}", error.message());
            CoreError::new(ErrorKind::BadContent, message)
                .at(SETTINGS_FILE, 0, 0)
                .cure("the game goes on with the defaults; the file is kept as settings.toml.old")
        })?;
        Ok(settings.in_range())
    }

    /// The player changed settings: they count at once and are kept.
    pub(super) fn change_settings(&mut self, settings: Settings) -> CoreResult<()> {
        self.settings = settings.in_range();
        self.apply_settings()?;
        let text = toml::to_string(&self.settings);
        let text = text.map_err(|error| CoreError::new(ErrorKind::BadRequest, error.to_string()))?;
        self.keep_file(SETTINGS_FILE.to_owned(), text.into_bytes());
        Ok(())
    }

    fn apply_settings(&self) -> CoreResult<()> {
        let Settings { master_percent, music_percent, effects_percent, muted, vsync, .. } = self.settings;
        {
            let mut audio = write_now(&self.client.audio_settings)?;
            audio.gain = gain_of_percent(master_percent);
            audio.bus_gains.music = gain_of_percent(music_percent);
            audio.bus_gains.effects = gain_of_percent(effects_percent);
            audio.muted = muted || self.options.mute;
        }
        write_now(&self.client.screen_settings)?.vsync = vsync;
        Ok(())
    }
}
