//! High scores: eight of them, saved, each with three letters.

use crate::board::{BLIP, Board, JOINED};
use crate::game::{Game, PHASE_ENTRY, PHASE_FALLEN, PHASE_TABLE, PHASE_TITLE, SCREEN};
use playground_core_client::input::ActionFrame;
use playground_core_ecs::{FixedText, component, system};

/// How many scores are kept.
pub const SCORE_COUNT: usize = 8;

/// How many letters stand for a team.
pub const LETTER_COUNT: usize = 3;

/// The letters to choose from.
pub const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-! ";

/// [`Entry::row`]: the score is not on the table.
pub const NO_ROW: u32 = u32::MAX;

/// How long the fallen arena is seen. Unit: seconds.
const FALLEN_SECONDS: f32 = 2.6;
/// After so long on the table the title comes back. Unit: seconds.
const TABLE_SECONDS: f32 = 30.0;
/// So long nothing is taken, so that who still fires does not skip it. Unit: seconds.
const DEAF_SECONDS: f32 = 0.6;
const REPEAT_SECONDS: f32 = 0.16;

/// One row of the table.
#[component]
#[derive(Default)]
pub struct HighScore {
    /// Three letters.
    pub initials: FixedText<4>,
    /// What they scored.
    pub points: u32,
    /// How far they came.
    pub wave: u32,
    /// How many they were.
    pub players: u32,
}

/// The table: a resource that is saved, the best first.
#[component]
pub struct HighScores {
    /// In descending order of points.
    pub rows: [HighScore; SCORE_COUNT],
}

impl Default for HighScores {
    /// A table to be beaten.
    fn default() -> Self {
        let row = |initials, points, wave| HighScore {
            initials: FixedText::new(initials),
            points,
            wave,
            players: 1,
        };
        Self {
            rows: [
                row("ACE", 100_000, 15),
                row("SOL", 60_000, 12),
                row("VEG", 40_000, 10),
                row("RIG", 25_000, 8),
                row("LYR", 15_000, 6),
                row("ORI", 8_000, 5),
                row("COM", 4_000, 3),
                row("NEB", 1_500, 2),
            ],
        }
    }
}

impl HighScores {
    /// The row that so many points would take; `None` when they are too few.
    pub fn row_for(&self, points: u32) -> Option<usize> {
        self.rows.iter().position(|row| points > row.points)
    }

    /// Puts a score into the table, and the last one out of it; returns its row.
    pub fn put(&mut self, score: HighScore) -> Option<usize> {
        let row = self.row_for(score.points)?;
        self.rows[row..].rotate_right(1);
        self.rows[row] = score;
        Some(row)
    }
}

/// The initials that are chosen just now: a resource.
#[component]
pub struct Entry {
    /// Indices of [`LETTERS`].
    pub letters: [u32; LETTER_COUNT],
    /// Which letter is chosen. Range: 0 to 2.
    pub cursor: u32,
    /// The row of the last score; [`NO_ROW`] for none.
    pub row: u32,
    /// Until the stick counts again. Unit: seconds.
    pub wait: f32,
}

impl Default for Entry {
    fn default() -> Self {
        Self { letters: [0; LETTER_COUNT], cursor: 0, row: NO_ROW, wait: 0.0 }
    }
}

impl Entry {
    /// What is chosen so far.
    pub fn initials(&self) -> FixedText<4> {
        let letters = self.letters.map(|letter| LETTERS[letter as usize % LETTERS.len()]);
        FixedText::new(std::str::from_utf8(&letters).unwrap_or_default())
    }

    fn turn(&mut self, step: i32) {
        let letter = &mut self.letters[self.cursor as usize % LETTER_COUNT];
        *letter = (*letter as i32 + step).rem_euclid(LETTERS.len() as i32) as u32;
    }
}

/// Goes from the end of a round over the initials to the table, and from there into the next round.
#[system]
pub fn enter(
    entry: &mut Entry,
    scores: &mut HighScores,
    game: &mut Game,
    board: &mut Board,
    input: &ActionFrame,
) {
    match game.phase {
        PHASE_FALLEN if game.phase_seconds > FALLEN_SECONDS => {
            // The letters of the last time are kept: the same team mostly plays again.
            (entry.cursor, entry.row, entry.wait) = (0, NO_ROW, 0.0);
            let good = scores.row_for(game.score).is_some();
            game.enter(if good { PHASE_ENTRY } else { PHASE_TABLE });
        }
        PHASE_ENTRY => choose(entry, scores, game, board, input),
        PHASE_TABLE if game.phase_seconds > DEAF_SECONDS => {
            if input.any_pressed("fire") {
                board.tell(JOINED, SCREEN / 2.0);
                game.start();
            } else if input.any_pressed("dash") || game.phase_seconds > TABLE_SECONDS {
                board.tell(BLIP, SCREEN / 2.0);
                *game = Game { sweep: 1, phase: PHASE_TITLE, ..Game::default() };
            }
        }
        _ => {}
    }
}

fn choose(
    entry: &mut Entry,
    scores: &mut HighScores,
    game: &mut Game,
    board: &mut Board,
    input: &ActionFrame,
) {
    let stick = input.any_stick("move");
    entry.wait -= game.seconds;
    if stick.length() < 0.5 {
        entry.wait = 0.0;
    } else if entry.wait <= 0.0 {
        entry.wait = REPEAT_SECONDS;
        board.tell(BLIP, SCREEN / 2.0);
        match (stick.y.abs() > stick.x.abs(), stick.y > 0.0, stick.x > 0.0) {
            (true, true, _) => entry.turn(1),
            (true, false, _) => entry.turn(-1),
            (false, _, true) => entry.cursor = (entry.cursor + 1).min(LETTER_COUNT as u32 - 1),
            (false, _, false) => entry.cursor = entry.cursor.saturating_sub(1),
        }
    }
    if game.phase_seconds < DEAF_SECONDS {
        return;
    }
    if input.any_pressed("dash") {
        entry.cursor = entry.cursor.saturating_sub(1);
    }
    if !input.any_pressed("fire") {
        return;
    }
    if entry.cursor + 1 < LETTER_COUNT as u32 {
        entry.cursor += 1;
        board.tell(BLIP, SCREEN / 2.0);
        return;
    }
    let (points, wave, players) = (game.score, game.wave, game.player_count());
    let row = scores.put(HighScore { initials: entry.initials(), points, wave, players });
    entry.row = row.map_or(NO_ROW, |row| row as u32);
    board.tell(JOINED, SCREEN / 2.0);
    game.enter(PHASE_TABLE);
}
