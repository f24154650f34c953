//! Joining, falling, the table of high scores, and the next round.

use super::*;
use crate::board::JOINED;
use crate::game::{PHASE_ENTRY, PHASE_FALLEN, PHASE_TABLE, PHASE_TITLE};
use crate::scores::{Entry, HighScore, HighScores, enter};
use crate::title::{START_SECONDS, join};
use playground_core_client::input::SEAT_PAD;
use playground_core_ecs::FixedText;
use playground_core_ecs::Tick;

/// Some tick of a run that began before.
const LATER: Tick = Tick { number: 7 };

/// Presses on the title one after another, and compares who has joined and whether the round began.
#[track_caller]
fn check_title(presses: &[(u32, &str)], joined: [u32; 4], phase: u32) {
    let mut game = Game::default();
    for (seat, action) in presses {
        join(&mut game, &mut Board::default(), &press(*seat, action), &LATER, &RATE);
        // Half a second between them.
        for _ in 0..30 {
            join(&mut game, &mut Board::default(), &ActionFrame::default(), &LATER, &RATE);
        }
    }
    assert_eq!((game.players.map(|player| player.joined), game.phase), (joined, phase), "{presses:?}");
}

#[test]
fn who_presses_fire_joins_and_who_presses_again_begins() {
    check_title(&[], [0; 4], PHASE_TITLE);
    check_title(&[(1, "fire")], [1, 0, 0, 0], PHASE_TITLE);
    check_title(&[(3, "fire"), (1, "fire")], [1, 0, 1, 0], PHASE_TITLE);
    check_title(&[(2, "fire"), (2, "dash")], [0; 4], PHASE_TITLE);
    // The second press begins the countdown, in which others still join; a third ends it.
    check_title(&[(1, "fire"), (1, "fire"), (4, "fire")], [1, 0, 0, 1], PHASE_TITLE);
    check_title(&[(1, "fire"), (1, "fire"), (1, "fire")], [1, 0, 0, 0], PHASE_PLAY);
    check_title(&[(5, "fire"), (8, "fire")], [0; 4], PHASE_TITLE);
}

#[test]
fn the_countdown_begins_the_round_by_itself() {
    let mut game = Game::default();
    for _ in 0..2 {
        join(&mut game, &mut Board::default(), &press(2, "fire"), &LATER, &RATE);
    }
    let ticks = (0..600).take_while(|_| {
        join(&mut game, &mut Board::default(), &ActionFrame::default(), &LATER, &RATE);
        game.phase == PHASE_TITLE
    });
    let expected = (START_SECONDS * 60.0) as usize;
    assert!(ticks.count().abs_diff(expected) <= 1);
    assert_eq!((game.sweep, game.players[1].joined), (1, 1));
}

#[test]
fn who_comes_late_joins_the_round() {
    let (mut game, mut board) = (round(1, 3), Board::default());
    join(&mut game, &mut board, &press(2, "fire"), &LATER, &RATE);
    assert_eq!((game.players[1].joined, game.players[1].lives, count_of(&board, JOINED)), (1, 0, 1));
}

/// Puts points into the table to beat, and compares the row and what stands last.
#[track_caller]
fn check_row(points: u32, row: Option<usize>, last: u32) {
    let mut scores = HighScores::default();
    let put = scores.put(HighScore { points, ..HighScore::default() });
    assert_eq!((put, scores.rows[7].points), (row, last), "{points}");
    assert!(scores.rows.is_sorted_by(|one, other| one.points >= other.points));
}

#[test]
fn a_score_stands_below_all_that_are_as_good() {
    check_row(1_500, None, 1_500);
    check_row(1_501, Some(7), 1_501);
    check_row(40_000, Some(3), 4_000);
    check_row(999_999, Some(0), 4_000);
}

/// Plays the ends of a round with frames of input, each followed by one without.
fn play_on(game: &mut Game, entry: &mut Entry, scores: &mut HighScores, frames: &[ActionFrame]) {
    for input in frames {
        for input in [input, &ActionFrame::default()] {
            game.phase_seconds += 1.0;
            enter(entry, scores, game, &mut Board::default(), input);
        }
    }
}

#[test]
fn a_good_score_gets_its_initials_and_is_saved() {
    let (mut entry, mut scores) = (Entry::default(), HighScores::default());
    let mut game = Game { phase: PHASE_FALLEN, phase_seconds: 3.0, score: 50_000, wave: 9, ..round(2, 0) };
    play_on(&mut game, &mut entry, &mut scores, &[ActionFrame::default()]);
    assert_eq!(game.phase, PHASE_ENTRY);
    let (down, up, fire) = (push(2, 0.0, 1.0), push(1, 0.0, -1.0), press(1, "fire"));
    play_on(&mut game, &mut entry, &mut scores, &[down, down, fire, down, fire, up, fire]);
    let saved = scores.rows[2];
    assert_eq!((game.phase, entry.row), (PHASE_TABLE, 2));
    assert_eq!((saved.initials.as_str(), saved.points, saved.wave, saved.players), ("CB ", 50_000, 9, 2));
    let kept: FixedText<4> = entry.initials();
    assert_eq!(kept.as_str(), "CB ", "the letters are there the next time");
}

#[test]
fn a_poor_score_goes_to_the_table_at_once() {
    let (mut entry, mut scores) = (Entry::default(), HighScores::default());
    let mut game = Game { phase: PHASE_FALLEN, phase_seconds: 3.0, score: 10, ..round(1, 0) };
    play_on(&mut game, &mut entry, &mut scores, &[ActionFrame::default()]);
    assert_eq!((game.phase, scores), (PHASE_TABLE, HighScores::default()));
}

#[test]
fn from_the_table_fire_plays_again_and_dash_leads_to_the_title() {
    let (mut entry, mut scores) = (Entry::default(), HighScores::default());
    let table = Game { phase: PHASE_TABLE, score: 10, wave: 4, ..round(3, 0) };
    let mut again = table;
    play_on(&mut again, &mut entry, &mut scores, &[press(2, "fire")]);
    assert_eq!(
        (again.phase, again.player_count(), again.score, again.wave, again.sweep),
        (PHASE_PLAY, 3, 0, 0, 1)
    );
    let mut title = table;
    play_on(&mut title, &mut entry, &mut scores, &[press(1, "dash")]);
    assert_eq!((title.phase, title.player_count(), title.sweep), (PHASE_TITLE, 0, 1));
}

#[test]
fn who_has_a_seat_from_the_start_has_joined() {
    let mut game = Game::default();
    let mut input = ActionFrame::default();
    input.seat_devices[..2].fill(SEAT_PAD);
    join(&mut game, &mut Board::default(), &input, &Tick::default(), &RATE);
    assert_eq!(game.players.map(|player| player.joined), [1, 1, 0, 0]);
    input.seat_devices[2] = SEAT_PAD;
    join(&mut game, &mut Board::default(), &input, &LATER, &RATE);
    assert_eq!(game.player(3).joined, 0, "a seat that is taken later joins by its press");
}
