//! What a line turns: each setting as a number in a range, and in words.

use super::lines::{Step, lines};
use super::wish::MENU_REPEAT_MILLIS_MAX;
use playground_core_client::input::{Hand, laid_for};
use playground_core_client::settings::{ColorFilter, SETTINGS_SEAT_COUNT, Settings, TouchShown};
use playground_core_client::shell::{Choice, ShellState, ShellView};

/// A setting that a line adjusts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// The level of everything.
    Master,
    /// The level of music.
    Music,
    /// The level of all other sounds.
    Effects,
    /// Whether anything is heard.
    Sound,
    /// Whether the window has the whole screen.
    Fullscreen,
    /// Whether frames wait for the screen.
    Vsync,
    /// Whether controllers rumble.
    Rumble,
    /// How strong that of a seat does. Range: 1 to 8.
    RumbleOf(u32),
    /// How fast games run.
    Speed,
    /// How far the screen shakes.
    Shake,
    /// How bright the screen flashes.
    Flash,
    /// How large words are.
    TextSize,
    /// Whether menus are black and white.
    Contrast,
    /// Whose eyes colours are for.
    Filter,
    /// Whether sticks are the other way round.
    SwapSticks,
    /// How long a direction is held until it goes on.
    RepeatDelay,
    /// When the touch pad is there.
    TouchShown,
    /// Whether it is the other way round.
    TouchLeft,
    /// How large it is.
    TouchSize,
    /// With which hand the game is played.
    Hand,
    /// Whose controller is bound.
    Seat,
}

/// A setting as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dial {
    /// Range: `min` to `max`.
    pub value: u32,
    /// The lower end.
    pub min: u32,
    /// The upper end.
    pub max: u32,
    /// By how much one turn moves it.
    pub step: u32,
}

/// Which way a setting is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Down; a level ends at the lower end.
    Less,
    /// Up; a level ends at the upper end.
    More,
    /// Up, and from the upper end to the lower one.
    Round,
}

impl Dial {
    fn level(value: u32, [min, max]: [u32; 2], step: u32) -> Self {
        Self { value: value.clamp(min, max), min, max, step }
    }

    fn switch(is_on: bool) -> Self {
        Self { value: u32::from(is_on), min: 0, max: 1, step: 1 }
    }

    /// One of several, by its place among them.
    fn choice<T: PartialEq>(all: &[T], chosen: &T) -> Self {
        let value = all.iter().position(|one| one == chosen).unwrap_or_default();
        Self { value: value as u32, min: 0, max: all.len().saturating_sub(1) as u32, step: 1 }
    }

    /// Whether it is more or less of something, and not one of several things.
    pub fn is_level(self) -> bool {
        self.step > 1
    }

    /// How far up it is. Range: 0 to 1.
    pub fn share(self) -> f32 {
        (self.value - self.min) as f32 / (self.max - self.min).max(1) as f32
    }

    /// The value of a place between both ends, on a step.
    pub fn at(self, share: f32) -> u32 {
        let steps = (self.max - self.min) / self.step;
        self.min + (share.clamp(0.0, 1.0) * steps as f32).round() as u32 * self.step
    }

    /// The value after a turn. What is one of several goes round both ways.
    pub fn turned(self, turn: Turn) -> u32 {
        let Self { value, min, max, step } = self;
        match turn {
            Turn::Less if value <= min && !self.is_level() => max,
            Turn::Less => value.saturating_sub(step).max(min),
            Turn::More if value >= max && self.is_level() => max,
            Turn::More | Turn::Round if value >= max => min,
            Turn::More | Turn::Round => (value + step).min(max),
        }
    }
}

const PERCENT: [u32; 2] = [0, 100];

/// What a setting is at.
pub fn dial(setting: Setting, state: &ShellState, view: &ShellView<'_>) -> Dial {
    let Settings { access, touch, .. } = view.settings;
    let percent = |value: u32| Dial::level(value, PERCENT, 10);
    match setting {
        Setting::Master => percent(view.settings.master_percent),
        Setting::Music => percent(view.settings.music_percent),
        Setting::Effects => percent(view.settings.effects_percent),
        Setting::Sound => Dial::switch(!view.settings.muted),
        Setting::Fullscreen => Dial::switch(view.settings.fullscreen),
        Setting::Vsync => Dial::switch(view.settings.vsync),
        Setting::Rumble => Dial::switch(view.settings.rumble),
        Setting::RumbleOf(seat) => percent(view.settings.rumble_percent[seat_index(seat)]),
        Setting::Speed => Dial::level(access.speed_percent, [50, 100], 5),
        Setting::Shake => percent(access.shake_percent),
        Setting::Flash => percent(access.flash_percent),
        Setting::TextSize => Dial::level(access.text_percent, [100, 150], 10),
        Setting::Contrast => Dial::switch(access.high_contrast),
        Setting::Filter => Dial::choice(&ColorFilter::ALL, &access.color_filter),
        Setting::SwapSticks => Dial::switch(access.swap_sticks),
        Setting::RepeatDelay => Dial::level(access.repeat_delay_millis, [0, MENU_REPEAT_MILLIS_MAX], 100),
        Setting::TouchShown => Dial::choice(&TouchShown::ALL, &touch.shown),
        Setting::TouchLeft => Dial::switch(touch.left_handed),
        Setting::TouchSize => Dial::level(touch.size_percent, [60, 160], 10),
        Setting::Hand => Dial::choice(&Hand::ALL, &view.remap.hand),
        Setting::Seat => {
            Dial { value: state.remap_seat.min(view.seat_count), min: 0, max: view.seat_count, step: 1 }
        }
    }
}

fn seat_index(seat: u32) -> usize {
    (seat.max(1) as usize - 1).min(SETTINGS_SEAT_COUNT - 1)
}

/// A value of a setting in words.
pub fn words(setting: Setting, value: u32) -> String {
    let switch = |[off, on]: [&str; 2]| if value == 0 { off } else { on }.to_owned();
    let one_of = |words: &[&str]| words.get(value as usize).copied().unwrap_or_default().to_owned();
    match setting {
        Setting::Sound
        | Setting::Fullscreen
        | Setting::Vsync
        | Setting::Rumble
        | Setting::Contrast
        | Setting::SwapSticks => switch(["off", "on"]),
        Setting::TouchLeft => switch(["right hand", "left hand"]),
        Setting::Filter => one_of(&["as they are", "protanopia", "deuteranopia", "tritanopia"]),
        Setting::TouchShown => one_of(&["with fingers", "always", "never"]),
        Setting::Hand => one_of(&["both", "left", "right"]),
        Setting::Seat if value == 0 => "everyone".to_owned(),
        Setting::Seat => format!("player {value}"),
        Setting::RepeatDelay if value == 0 => "never".to_owned(),
        Setting::RepeatDelay => format!("{:.1} s", f64::from(value) / 1e3),
        Setting::Master
        | Setting::Music
        | Setting::Effects
        | Setting::RumbleOf(_)
        | Setting::Speed
        | Setting::Shake
        | Setting::Flash
        | Setting::TextSize
        | Setting::TouchSize => format!("{value} %"),
    }
}

/// What follows from turning a setting.
pub fn adjust(setting: Setting, turn: Turn, state: &mut ShellState, view: &ShellView<'_>) -> Choice {
    put(setting, dial(setting, state, view).turned(turn), state, view)
}

/// What follows from setting it to a value.
pub fn put(setting: Setting, value: u32, state: &mut ShellState, view: &ShellView<'_>) -> Choice {
    let mut changed = *view.settings;
    let (access, touch) = (&mut changed.access, &mut changed.touch);
    let is_on = value > 0;
    match setting {
        Setting::Master => changed.master_percent = value,
        Setting::Music => changed.music_percent = value,
        Setting::Effects => changed.effects_percent = value,
        Setting::Sound => changed.muted = !is_on,
        Setting::Fullscreen => return Choice::ToggleFullscreen,
        Setting::Vsync => changed.vsync = is_on,
        Setting::Rumble => changed.rumble = is_on,
        Setting::RumbleOf(seat) => changed.rumble_percent[seat_index(seat)] = value,
        Setting::Speed => access.speed_percent = value,
        Setting::Shake => access.shake_percent = value,
        Setting::Flash => access.flash_percent = value,
        Setting::TextSize => access.text_percent = value,
        Setting::Contrast => access.high_contrast = is_on,
        Setting::Filter => access.color_filter = one_of(&ColorFilter::ALL, value),
        Setting::SwapSticks => access.swap_sticks = is_on,
        Setting::RepeatDelay => access.repeat_delay_millis = value,
        Setting::TouchShown => touch.shown = one_of(&TouchShown::ALL, value),
        Setting::TouchLeft => touch.left_handed = is_on,
        Setting::TouchSize => touch.size_percent = value,
        Setting::Hand => {
            state.remap = laid_for(view.actions, one_of(&Hand::ALL, value), view.remap);
            return Choice::Rebind;
        }
        Setting::Seat => {
            state.remap_seat = value;
            // A seat has lines for what pads move only: this one lies elsewhere then.
            let lines = lines(state, view);
            let this = lines.iter().position(|line| line.step == Step::Adjust(Setting::Seat));
            state.selected = this.unwrap_or(state.selected);
            return Choice::Stay;
        }
    }
    if changed == *view.settings { Choice::Stay } else { Choice::Change(changed) }
}

fn one_of<T: Copy + Default>(all: &[T], value: u32) -> T {
    all.get(value as usize).copied().unwrap_or_default()
}
