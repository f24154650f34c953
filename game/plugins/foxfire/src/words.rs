//! What stands on the screen: title, counters, the name of a level, results.

use crate::game::{END, Game, PLAYING, Progress, TITLE};
use crate::level::Level;
use playground_core_client::rendering::{Sprite, TEXT_BYTES_MAX, Text};
use playground_core_ecs::{FixedText, Tick, component, system};
use std::fmt::Write;

/// [`Label::kind`]: what to press, under the title.
pub const PROMPT: u32 = 1;
/// [`Label::kind`]: the keys, and the best run.
pub const ADVICE: u32 = 2;
/// [`Label::kind`]: wisps of this run.
pub const WISPS: u32 = 3;
/// [`Label::kind`]: the time of this run.
pub const TIME: u32 = 4;
/// [`Label::kind`]: the level's name when it begins.
pub const NAME: u32 = 5;
/// [`Label::kind`]: the results at the end.
pub const RESULTS: u32 = 6;

/// [`Badge::kind`]: seen with the title.
pub const WITH_TITLE: u32 = 1;
/// [`Badge::kind`]: seen while one plays.
pub const WITH_PLAY: u32 = 2;
/// [`Badge::kind`]: seen with the results.
pub const WITH_RESULTS: u32 = 3;

const NAME_TICKS: u32 = 150;

/// Makes a text say something of the game.
#[component]
#[derive(Default)]
pub struct Label {
    /// One of the constants of this module.
    pub kind: u32,
}

/// Makes a sprite come and go.
#[component]
#[derive(Default)]
pub struct Badge {
    /// One of [`WITH_TITLE`], [`WITH_PLAY`] and [`WITH_RESULTS`].
    pub kind: u32,
    /// How opaque it is when it is there. Range: 0 to 1.
    pub alpha: f32,
}

/// Minutes, seconds and tenths of so many ticks.
pub fn clock(ticks: u32) -> FixedText<16> {
    let mut text = FixedText::default();
    let tenths = ticks / 6;
    // Text of a fixed size takes what fits, and never fails.
    write!(text, "{}:{:02}.{}", tenths / 600, tenths / 10 % 60, tenths % 10).unwrap_or_default();
    text
}

/// Lets labels say what is so.
#[system]
pub fn tell(
    labels: &[Label],
    texts: &mut [Text],
    game: &Game,
    level: &Level,
    progress: &Progress,
    tick: &Tick,
) {
    for (label, text) in labels.iter().zip(texts) {
        let (words, alpha) = words_of(label.kind, game, level, progress, tick);
        text.content = words;
        text.color[3] = alpha;
        text.outline[3] = alpha;
    }
}

fn words_of(
    kind: u32,
    game: &Game,
    level: &Level,
    progress: &Progress,
    tick: &Tick,
) -> (FixedText<TEXT_BYTES_MAX>, f32) {
    let mut words = FixedText::default();
    let in_play = !matches!(game.phase, TITLE | END);
    let written = match kind {
        PROMPT if game.phase == TITLE => write!(words, "press jump to begin"),
        PROMPT if game.phase == END && game.phase_ticks > 45 => write!(words, "press jump"),
        ADVICE if game.phase == TITLE && progress.best_ticks > 0 => {
            write!(words, "best {}   wisps {}", clock(progress.best_ticks), progress.best_wisps)
        }
        ADVICE if game.phase == TITLE => write!(words, "arrows or A D to run   space to jump"),
        WISPS if in_play => write!(words, "{}", game.wisps),
        TIME if in_play => write!(words, "{}", clock(game.run_ticks)),
        NAME if game.phase == PLAYING && game.level_ticks < NAME_TICKS => write!(words, "{}", level.name),
        RESULTS if game.phase == END => write_results(&mut words, game, progress),
        _ => Ok(()),
    };
    // Text of a fixed size takes what fits, and never fails.
    written.unwrap_or_default();
    let alpha = match kind {
        PROMPT => {
            if (tick.number / 28).is_multiple_of(2) {
                1.0
            } else {
                0.35
            }
        }
        NAME => (game.level_ticks.min(NAME_TICKS - game.level_ticks.min(NAME_TICKS)) as f32 / 20.0).min(1.0),
        _ => 1.0,
    };
    (words, alpha)
}

fn write_results(
    words: &mut FixedText<TEXT_BYTES_MAX>,
    game: &Game,
    progress: &Progress,
) -> std::fmt::Result {
    write!(words, "the way home is lit\n\ntime {}\n", clock(game.run_ticks))?;
    write!(words, "wisps {} of {}\nfalls {}\n\n", game.wisps, game.wisps_seen, game.falls)?;
    if game.is_record != 0 {
        return write!(words, "a new best time!");
    }
    write!(words, "best {}", clock(progress.best_ticks))
}

/// Lets badges come and go.
#[system]
pub fn badge(badges: &[Badge], sprites: &mut [Sprite], game: &Game) {
    for (badge, sprite) in badges.iter().zip(sprites) {
        let is_there = match badge.kind {
            WITH_TITLE => game.phase == TITLE,
            WITH_RESULTS => game.phase == END,
            _ => !matches!(game.phase, TITLE | END),
        };
        let goal = if is_there { badge.alpha } else { 0.0 };
        sprite.tint[3] += (goal - sprite.tint[3]) * 0.12;
    }
}
