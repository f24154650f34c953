//! The words and bars on the screen.

use crate::game::{COMBO_SECONDS, Game, PHASE_ENTRY, PHASE_FALLEN, PHASE_PLAY, PHASE_TABLE, PHASE_TITLE};
use crate::scores::{Entry, HighScores, LETTER_COUNT, LETTERS};
use crate::waves::{BOSS_EVERY, STAGE_BANNER, STAGE_CLEAR, Waves};
use playground_core_assets::AssetId;
use playground_core_client::rendering::{Sprite, TEXT_BYTES_MAX, Text};
use playground_core_ecs::{FixedText, component, system};
use std::fmt::Write;

/// The file of the font.
pub const FONT_PATH: &str = "fonts/pixel.ttf";

/// The font of all words.
pub const FONT: AssetId = AssetId::of(FONT_PATH);

/// [`Label::slot`]: the score.
pub const SCORE: u32 = 0;
/// [`Label::slot`]: the wave.
pub const WAVE: u32 = 1;
/// [`Label::slot`]: the combo.
pub const COMBO: u32 = 2;
/// [`Label::slot`]: large words in the middle.
pub const BANNER: u32 = 3;
/// [`Label::slot`]: small words below them.
pub const BANNER_BELOW: u32 = 4;
/// [`Label::slot`]: what one can do just now.
pub const HINT: u32 = 5;
/// [`Label::slot`]: the best score, on the title.
pub const BEST: u32 = 6;
/// [`Label::slot`]: the table's points and places.
pub const TABLE: u32 = 7;
/// [`Label::slot`]: the row of the table that is new.
pub const TABLE_NEW: u32 = 8;
/// [`Label::slot`]: the initials.
pub const INITIALS: u32 = 9;
/// [`Label::slot`]: the keys, on the title.
pub const KEYS: u32 = 10;
/// [`Label::slot`]: the name of the boss.
pub const BOSS_NAME: u32 = 11;
/// [`Label::slot`]: large words over the initials and the table.
pub const HEADING: u32 = 12;
/// [`Label::slot`]: small words below them.
pub const HEADING_BELOW: u32 = 13;
/// [`Label::slot`] of the first player's lives; the others follow.
pub const LIVES_FIRST: u32 = 20;
/// [`Label::slot`] of the first player's place on the title; the others follow.
pub const PLACE_FIRST: u32 = 30;

type Words = FixedText<TEXT_BYTES_MAX>;

/// Words on the screen.
#[component]
#[derive(Default)]
pub struct Label {
    /// What they tell.
    pub slot: u32,
}

/// Writes what labels tell.
#[system]
pub fn write(
    labels: &[Label],
    texts: &mut [Text],
    game: &Game,
    waves: &Waves,
    scores: &HighScores,
    entry: &Entry,
) {
    for (label, text) in labels.iter().zip(texts) {
        let mut words = Words::default();
        // A text takes what fits and never fails.
        match label.slot {
            TABLE | TABLE_NEW if game.phase == PHASE_TABLE => {
                tell_table(label.slot, scores, entry, &mut words)
            }
            INITIALS if game.phase == PHASE_ENTRY => tell_initials(entry, game, &mut words),
            HINT | KEYS | BEST => tell_menu(label.slot, game, scores, &mut words),
            HEADING | HEADING_BELOW => tell_heading(label.slot, game, &mut words),
            BANNER | BANNER_BELOW => tell_banner(label.slot, game, waves, &mut words),
            slot @ LIVES_FIRST.. if slot < PLACE_FIRST => {
                tell_lives(slot - LIVES_FIRST + 1, game, &mut words)
            }
            slot @ PLACE_FIRST.. => tell_place(slot - PLACE_FIRST + 1, game, &mut words),
            slot => tell_round(slot, game, &mut words),
        }
        .unwrap_or_default();
        text.content = words;
    }
}

fn tell_round(slot: u32, game: &Game, words: &mut Words) -> std::fmt::Result {
    if !matches!(game.phase, PHASE_PLAY | PHASE_FALLEN) {
        return Ok(());
    }
    match slot {
        SCORE => write!(words, "{:07}", game.score),
        WAVE => write!(words, "WAVE {}", game.wave),
        COMBO if game.combo > 1 => write!(words, "X{}  {} IN A ROW", game.multiplier(), game.combo),
        BOSS_NAME if game.boss_share > 0.0 => words.write_str(boss_name(game.wave)),
        _ => Ok(()),
    }
}

fn boss_name(wave: u32) -> &'static str {
    match (wave / BOSS_EVERY) % 4 {
        1 => "QUEEN OF EMBERS",
        2 => "MOTHER OF WASPS",
        3 => "THE UNBLINKING",
        _ => "HEART OF THE SWARM",
    }
}

fn tell_banner(slot: u32, game: &Game, waves: &Waves, words: &mut Words) -> std::fmt::Result {
    let large = slot == BANNER;
    match game.phase {
        PHASE_PLAY if waves.stage == STAGE_BANNER && game.wave.is_multiple_of(BOSS_EVERY) => {
            words.write_str(if large { "WARNING" } else { boss_name(game.wave) })
        }
        PHASE_PLAY if waves.stage == STAGE_BANNER => match (large, game.wave) {
            (true, wave) => write!(words, "WAVE {wave}"),
            (false, 1) => words.write_str("HOLD FIRE TO LOCK YOUR AIM"),
            (false, 2) => words.write_str("DASH THROUGH SHOTS AND ENEMIES"),
            (false, 3) => words.write_str("KEEP KILLING: THE MULTIPLIER GROWS"),
            (false, _) => Ok(()),
        },
        PHASE_PLAY if waves.stage == STAGE_CLEAR && large => words.write_str("CLEAR"),
        PHASE_FALLEN => words.write_str(if large { "GAME OVER" } else { "" }),
        _ => Ok(()),
    }
}

fn tell_heading(slot: u32, game: &Game, words: &mut Words) -> std::fmt::Result {
    match (game.phase, slot == HEADING) {
        (PHASE_ENTRY, true) => words.write_str("NEW HIGH SCORE"),
        (PHASE_ENTRY, false) => write!(words, "{} POINTS IN {} WAVES", game.score, game.wave),
        (PHASE_TABLE, true) => words.write_str("HALL OF FAME"),
        (PHASE_TABLE, false) => write!(words, "YOUR SCORE {}", game.score),
        _ => Ok(()),
    }
}

fn tell_menu(slot: u32, game: &Game, scores: &HighScores, words: &mut Words) -> std::fmt::Result {
    let shown = (game.phase_seconds * 1.6) as u32 % 4 != 3;
    match (slot, game.phase) {
        (BEST, PHASE_TITLE) => {
            let best = scores.rows[0];
            write!(words, "BEST {} BY {}", best.points, best.initials)
        }
        (KEYS, PHASE_TITLE) => words.write_str(
            "KEYS LEFT  WASD  SPACE FIRE  SHIFT DASH\nKEYS RIGHT  ARROWS  ENTER FIRE  R-SHIFT DASH\nPAD  STICKS  A FIRE  X DASH",
        ),
        (HINT, PHASE_TITLE) if game.start_seconds >= 0.0 => {
            write!(words, "LAUNCH IN {}", game.start_seconds as u32 + 1)
        }
        (HINT, PHASE_TITLE) if shown && game.player_count() == 0 => words.write_str("PRESS FIRE TO JOIN"),
        (HINT, PHASE_TITLE) if shown => words.write_str("FIRE AGAIN TO LAUNCH"),
        (HINT, PHASE_ENTRY) => words.write_str("MOVE TO CHOOSE   FIRE TO CONFIRM"),
        (HINT, PHASE_TABLE) if shown => words.write_str("FIRE: PLAY AGAIN   DASH: TITLE"),
        _ => Ok(()),
    }
}

fn tell_table(slot: u32, scores: &HighScores, entry: &Entry, words: &mut Words) -> std::fmt::Result {
    for (row, score) in (0..).zip(&scores.rows) {
        // Two labels lie over each other: one has the new row, the other one the rest.
        if (row == entry.row) == (slot == TABLE_NEW) {
            let (place, initials) = (row + 1, score.initials.as_str());
            write!(
                words,
                "{place}  {initials:<3}  {:>7}  {:>2}  {}P",
                score.points, score.wave, score.players
            )?;
        }
        words.write_str("\n")?;
    }
    Ok(())
}

fn tell_initials(entry: &Entry, game: &Game, words: &mut Words) -> std::fmt::Result {
    for index in 0..LETTER_COUNT {
        let letter = char::from(LETTERS[entry.letters[index] as usize % LETTERS.len()]);
        let chosen = index as u32 == entry.cursor;
        let dark = chosen && (game.phase_seconds * 4.0) as u32 % 4 == 3;
        words.write_char(if dark { '_' } else { letter })?;
        if index + 1 < LETTER_COUNT {
            words.write_char(' ')?;
        }
    }
    Ok(())
}

fn tell_lives(seat: u32, game: &Game, words: &mut Words) -> std::fmt::Result {
    let player = game.player(seat);
    if player.joined == 0 || !matches!(game.phase, PHASE_PLAY | PHASE_FALLEN) {
        return Ok(());
    }
    write!(words, "{seat}P ")?;
    for _ in 0..player.lives {
        words.write_char('\u{2665}')?;
    }
    if player.lives == 0 {
        words.write_str("DOWN")?;
    }
    Ok(())
}

fn tell_place(seat: u32, game: &Game, words: &mut Words) -> std::fmt::Result {
    match (game.phase, game.player(seat).joined) {
        (PHASE_TITLE, 1) => write!(words, "{seat}P READY"),
        (PHASE_TITLE, _) => write!(words, "{seat}P"),
        _ => Ok(()),
    }
}

/// A bar that grows and shrinks.
#[component]
#[derive(Default)]
pub struct Gauge {
    /// 0 for the combo's time, 1 for the boss, 2 for what lies behind the boss's bar.
    pub kind: u32,
    /// How wide it is when it is full. Unit: virtual pixels.
    pub width: f32,
}

/// Fills bars.
#[system]
pub fn fill(gauges: &[Gauge], sprites: &mut [Sprite], game: &Game) {
    for (gauge, sprite) in gauges.iter().zip(sprites) {
        let boss = game.boss_share > 0.0 && game.phase == PHASE_PLAY;
        let share = match gauge.kind {
            0 if game.combo > 1 && game.phase == PHASE_PLAY => game.combo_seconds / COMBO_SECONDS,
            1 if boss => game.boss_share,
            2 if boss => 1.0,
            _ => 0.0,
        };
        sprite.size.x = (gauge.width * share).max(0.01);
        sprite.tint[3] = if share > 0.0 { 1.0 } else { 0.0 };
    }
}
