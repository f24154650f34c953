//! What the player chose for all games: read at the start, applied at once, written when it changes.

use super::Session;
use playground_core_assets::api::{fetch, set_aside};
use playground_core_client::api::list_audio_devices;
use playground_core_client::input::{ActionTuning, SeatTuning, Tuning};
use playground_core_client::rendering::Sight;
use playground_core_client::settings::{Settings, gain_of_percent};
use playground_core_client::shell::Page;
use playground_core_types::{CoreError, CoreResult, ErrorKind, Handle, read_now, write_now};
use serde::{Deserialize, Serialize};

const SETTINGS_FILE: &str = "settings.toml";

/// The output that the player chose.
#[derive(Debug, Default)]
pub(super) struct Output {
    /// Its name; empty for the machine's own.
    pub(super) name: String,
    /// Whether the page is open that needs the names of all.
    is_listed: bool,
}

/// What the file holds: it lies with the machine, as its outputs do.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    #[serde(default)]
    output: String,
    #[serde(flatten)]
    settings: Settings,
}

impl Session {
    /// Reads the player's settings and applies them. A file that cannot be read is put aside, and told.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub async fn load_settings(&mut self) -> CoreResult<()> {
        match self.read_settings().await {
            Ok(kept) => (self.settings, self.output.name) = (kept.settings.in_range(), kept.output),
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

    async fn read_settings(&self) -> CoreResult<Kept> {
        let bytes = fetch(&self.client.assets, SETTINGS_FILE).await?;
        let read: Result<Kept, toml::de::Error> = toml::from_slice(&bytes);
        read.map_err(|error| {
            let message = format!("the settings cannot be read: {}", error.message());
            CoreError::new(ErrorKind::BadContent, message)
                .at(SETTINGS_FILE, 0, 0)
                .cure("the game goes on with the defaults; the file is kept as settings.toml.old")
        })
    }

    /// The player changed settings: they count at once and are kept.
    pub(super) fn change_settings(&mut self, settings: Settings, now_micros: u64) -> CoreResult<()> {
        let before = std::mem::replace(&mut self.settings, settings.in_range());
        self.keep_settings()?;
        self.clock.set_pace(self.settings.access.speed_percent, now_micros);
        let answers =
            |settings: &Settings| (settings.access.swap_sticks, settings.access.repeat_delay_millis);
        if answers(&self.settings) != answers(&before) {
            self.attempt(|routes| &mut routes.rebuild_input, &[]);
        }
        self.show_rumble(&before)
    }

    /// Lets the player of a seat feel a strength that was changed.
    fn show_rumble(&mut self, before: &Settings) -> CoreResult<()> {
        let strengths = self.settings.rumble_percent.into_iter().zip(before.rumble_percent);
        let changed = (1..).zip(strengths).find(|(_, (now, before))| now != before);
        let Some((seat, _)) = changed else { return Ok(()) };
        let slot = read_now(&self.client.pads)?.of_seat(seat).map(|pad| pad.slot);
        if let Some(slot) = slot {
            self.test_rumble(slot);
        }
        Ok(())
    }

    /// The player chose an output of those that were listed, or the machine's own.
    pub(super) fn choose_output(&mut self, index: Option<usize>) -> CoreResult<()> {
        let listed = read_now(&self.client.audio_devices)?;
        let name = index.and_then(|index| listed.get(index)).cloned();
        drop(listed);
        self.output.name = name.unwrap_or_default();
        self.keep_settings()
    }

    /// Lists the outputs whenever their page or the way to it is opened.
    pub(super) fn list_outputs(&mut self) {
        let is_open = matches!(self.shell_state.page, Page::Settings | Page::Outputs);
        if is_open && !std::mem::replace(&mut self.output.is_listed, is_open) {
            let client = Handle::clone(&self.client);
            self.executor.spawn(async move {
                let listed = list_audio_devices(&client).await;
                listed.unwrap_or_else(|error| log::debug!("outputs are not listed: {error}"));
            });
        }
        self.output.is_listed = is_open;
    }

    fn keep_settings(&mut self) -> CoreResult<()> {
        self.apply_settings()?;
        let text = toml::to_string(&Kept { output: self.output.name.clone(), settings: self.settings });
        let text = text.map_err(|error| CoreError::new(ErrorKind::BadRequest, error.to_string()))?;
        self.keep_file(SETTINGS_FILE.to_owned(), text.into_bytes());
        Ok(())
    }

    /// How sticks and buttons answer: sticks as the player has them in every game, buttons as in this one.
    pub(super) fn tune(&self) -> CoreResult<()> {
        let are_sticks_swapped = self.settings.access.swap_sticks;
        let toggled = |action: &String| ActionTuning {
            action: action.clone(),
            is_toggled: true,
            ..ActionTuning::default()
        };
        let repeat_delay_millis = u16::try_from(self.settings.access.repeat_delay_millis).ok();
        *write_now(&self.client.tuning)? = Tuning {
            repeat_delay_millis,
            seats: vec![SeatTuning { are_sticks_swapped, ..SeatTuning::default() }],
            actions: read_now(&self.client.remap)?.toggled.iter().map(toggled).collect(),
        };
        Ok(())
    }

    fn apply_settings(&self) -> CoreResult<()> {
        let Settings { master_percent, music_percent, effects_percent, muted, vsync, .. } = self.settings;
        {
            let mut audio = write_now(&self.client.audio_settings)?;
            self.output.name.clone_into(&mut audio.output);
            audio.gain = gain_of_percent(master_percent);
            audio.bus_gains.music = gain_of_percent(music_percent);
            audio.bus_gains.effects = gain_of_percent(effects_percent);
            audio.muted = muted || self.options.mute;
        }
        {
            let mut screen = write_now(&self.client.screen_settings)?;
            (screen.vsync, screen.sight) = (vsync, Sight::of(&self.settings.access));
        }
        {
            let mut pads = write_now(&self.client.pad_settings)?;
            pads.is_rumble_off = !self.settings.rumble;
            pads.rumble_percent = self.settings.rumble_percent.map(|percent| percent.min(100) as u8);
        }
        self.tune()?;
        write_now(&self.client.touch_pad)?.settings = self.settings.touch;
        Ok(())
    }
}
