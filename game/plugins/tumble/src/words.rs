//! The words on the screen. `{ready@2}` in them becomes what seat 2 presses for it.

use crate::arena::Arena;
use crate::flies::BONUS_FROM;
use crate::game::{
    Game, HUMAN, NOBODY, PHASE_CARD, PHASE_COUNT, PHASE_LOBBY, PHASE_PLAY, PHASE_PODIUM, PHASE_SCORES,
    PHASE_WHISTLE, PLACE_COUNT, ROBOT, ROUND_COUNT, ROUND_FLIES, ROUND_FLOE, ROUND_FUSE,
};
use crate::palette::{BRIGHT, GOLD, NAMES, SHAPES, SOFT, color, seat_light};
use crate::rounds::{COUNT_SECONDS, PODIUM_SECONDS, podium_place, podium_top};
use crate::{flies, floe, fuse};
use playground_core_client::rendering::{ALIGN_CENTER, ALIGN_LEFT, ALIGN_RIGHT, TEXT_BYTES_MAX, Text};
use playground_core_ecs::{FixedText, Transform2d, component, system};
use playground_core_types::math::{Vec2, vec2};
use std::fmt::{Result, Write};

/// The middles of the players' panels, by seat - 1.
pub const PANEL_PLACES: [Vec2; PLACE_COUNT] =
    [vec2(82.0, 29.0), vec2(558.0, 29.0), vec2(82.0, 331.0), vec2(558.0, 331.0)];

const TITLE: u32 = 0;
const TIMER: u32 = 1;
const BANNER: u32 = 2;
const BANNER_BELOW: u32 = 3;
const HINT: u32 = 4;
const CARD_ROUND: u32 = 5;
const CARD_TITLE: u32 = 6;
const CARD_TEXT: u32 = 7;
const CARD_KEYS: u32 = 8;
const CARD_READY: u32 = 9;
/// The rows of the table of points: names, what was gained, all points.
const ROW_NAME: u32 = 20;
const ROW_GAIN: u32 = 30;
const ROW_TOTAL: u32 = 40;
/// The number on a player's panel: this and the seat.
pub const SEAT_NUMBER: u32 = 50;
/// The upper line of a player's panel: this and the seat.
pub const SEAT_FIRST: u32 = 60;
/// The lower line: this and the seat.
pub const SEAT_SECOND: u32 = 70;
/// What stands on a block of the podium.
const BLOCK_RANK: u32 = 80;
const BLOCK_POINTS: u32 = 90;

/// The words that stand at places of their own. Shape: slot, place, size, alignment.
pub const TABLE: &[(u32, [f32; 2], f32, u32)] = &[
    (TITLE, [320.0, 27.0], 40.0, ALIGN_CENTER),
    (TIMER, [320.0, 22.0], 26.0, ALIGN_CENTER),
    (BANNER, [320.0, 150.0], 46.0, ALIGN_CENTER),
    (BANNER_BELOW, [320.0, 190.0], 15.0, ALIGN_CENTER),
    (HINT, [320.0, 337.0], 11.0, ALIGN_CENTER),
    (CARD_ROUND, [320.0, 92.0], 12.0, ALIGN_CENTER),
    (CARD_TITLE, [320.0, 116.0], 30.0, ALIGN_CENTER),
    (CARD_TEXT, [320.0, 166.0], 14.0, ALIGN_CENTER),
    (CARD_KEYS, [320.0, 230.0], 13.0, ALIGN_CENTER),
    (CARD_READY, [320.0, 282.0], 12.0, ALIGN_CENTER),
    (ROW_NAME, [130.0, 156.0], 16.0, ALIGN_LEFT),
    (ROW_NAME + 1, [130.0, 184.0], 16.0, ALIGN_LEFT),
    (ROW_NAME + 2, [130.0, 212.0], 16.0, ALIGN_LEFT),
    (ROW_NAME + 3, [130.0, 240.0], 16.0, ALIGN_LEFT),
    (ROW_GAIN, [436.0, 156.0], 17.0, ALIGN_RIGHT),
    (ROW_GAIN + 1, [436.0, 184.0], 17.0, ALIGN_RIGHT),
    (ROW_GAIN + 2, [436.0, 212.0], 17.0, ALIGN_RIGHT),
    (ROW_GAIN + 3, [436.0, 240.0], 17.0, ALIGN_RIGHT),
    (ROW_TOTAL, [502.0, 156.0], 19.0, ALIGN_RIGHT),
    (ROW_TOTAL + 1, [502.0, 184.0], 19.0, ALIGN_RIGHT),
    (ROW_TOTAL + 2, [502.0, 212.0], 19.0, ALIGN_RIGHT),
    (ROW_TOTAL + 3, [502.0, 240.0], 19.0, ALIGN_RIGHT),
    (BLOCK_RANK + 1, [0.0, 0.0], 30.0, ALIGN_CENTER),
    (BLOCK_RANK + 2, [0.0, 0.0], 30.0, ALIGN_CENTER),
    (BLOCK_RANK + 3, [0.0, 0.0], 30.0, ALIGN_CENTER),
    (BLOCK_RANK + 4, [0.0, 0.0], 30.0, ALIGN_CENTER),
    (BLOCK_POINTS + 1, [0.0, 0.0], 12.0, ALIGN_CENTER),
    (BLOCK_POINTS + 2, [0.0, 0.0], 12.0, ALIGN_CENTER),
    (BLOCK_POINTS + 3, [0.0, 0.0], 12.0, ALIGN_CENTER),
    (BLOCK_POINTS + 4, [0.0, 0.0], 12.0, ALIGN_CENTER),
];

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
    transforms: &mut [Transform2d],
    game: &Game,
    arena: &Arena,
) {
    for ((label, text), transform) in labels.iter().zip(texts).zip(transforms) {
        let mut words = Words::default();
        text.color = color(BRIGHT);
        // A text takes what fits and never fails.
        match label.slot {
            ROW_NAME..SEAT_NUMBER => tell_row(label.slot, game, text, &mut words),
            SEAT_NUMBER..BLOCK_RANK => tell_seat(label.slot, (game, arena), text, &mut words),
            BLOCK_RANK.. => tell_block(label.slot, game, &mut transform.position, &mut words),
            CARD_ROUND..=CARD_READY => tell_card(label.slot, game, text, &mut words),
            BANNER | BANNER_BELOW => tell_banner(label.slot, game, text, &mut words),
            slot => tell_screen(slot, (game, arena), text, &mut words),
        }
        .unwrap_or_default();
        text.content = words;
    }
}

fn tell_screen(slot: u32, (game, arena): (&Game, &Arena), text: &mut Text, words: &mut Words) -> Result {
    match (slot, game.phase) {
        (TITLE, PHASE_LOBBY) => words.write_str("Tumble"),
        (TITLE, PHASE_PODIUM) => tell_winner(game, "wins!", words),
        (TIMER, PHASE_PLAY) => {
            let whole =
                [floe::ROUND_SECONDS, fuse::ROUND_SECONDS, flies::ROUND_SECONDS][game.round as usize % 3];
            let left = (whole - arena.seconds).max(0.0).ceil() as u32;
            if left <= 10 {
                text.color = color(GOLD);
            }
            write!(words, "{left}")
        }
        (HINT, PHASE_LOBBY) if game.start_seconds >= 0.0 => {
            write!(words, "Off we go in {}", game.start_seconds.ceil().max(1.0) as u32)
        }
        (HINT, PHASE_LOBBY) if game.count_of(HUMAN) == 0 => words.write_str("{ready}: join, with any device"),
        (HINT, PHASE_LOBBY) => {
            text.color = color(SOFT);
            write!(words, "{{robots}}: computer players: {}\n{{leave}}: out again", game.robots_to_come())
        }
        (HINT, PHASE_PODIUM) if game.phase_seconds > PODIUM_SECONDS => {
            words.write_str("{ready}: once more\n{leave}: lobby")
        }
        _ => Ok(()),
    }
}

/// Who is first: one by name, several together.
fn tell_winner(game: &Game, does: &str, words: &mut Words) -> Result {
    let mut first = game.taken().filter(|index| game.players[*index].rank == 1);
    match (first.next(), first.next()) {
        (Some(index), None) => write!(words, "{} {} {does}", SHAPES[index], NAMES[index]),
        (Some(_), Some(_)) => words.write_str("A draw!"),
        _ => Ok(()),
    }
}

fn tell_banner(slot: u32, game: &Game, text: &mut Text, words: &mut Words) -> Result {
    match (game.phase, slot) {
        (PHASE_COUNT, BANNER) => {
            write!(words, "{}", 3 - ((game.phase_seconds / COUNT_SECONDS * 3.0) as u32).min(2))
        }
        (PHASE_PLAY, BANNER) if game.phase_seconds < 0.7 => words.write_str("Go!"),
        (PHASE_WHISTLE, BANNER) => {
            text.size = 34.0;
            tell_winner(game, "wins", words)
        }
        _ => {
            text.size = if slot == BANNER { 46.0 } else { 15.0 };
            Ok(())
        }
    }
}

/// What a round is called, its rules, and what its buttons do there.
fn rules_of(round: u32) -> [&'static str; 3] {
    match round {
        ROUND_FLOE => [
            "Last on the floe",
            "Push the others into the water. The rim breaks off bit by bit: red ice is about to go. Three lives each.",
            "Hold {charge}, let go: dash\nHold {brace}: stand firm, tap: call",
        ],
        ROUND_FUSE => [
            "Hot fuse",
            "Who holds the fuse runs faster: touch somebody, and it is theirs. Be rid of it before it goes off! Two lives each.",
            "Hold {charge}, let go: dash\nHold {brace}: refuse it, tap: call",
        ],
        _ => [
            "Fireflies",
            "Catch fireflies and bring them to your lantern: five or more at once bring two extra. Who is hit loses half. Points count twice!",
            "Hold {charge}, let go: dash\nHold {brace}: stand firm, tap: call",
        ],
    }
}

fn tell_card(slot: u32, game: &Game, text: &mut Text, words: &mut Words) -> Result {
    let [title, rules, keys] = rules_of(game.round);
    let is_last = game.round + 1 == ROUND_COUNT;
    match (game.phase, slot) {
        (PHASE_CARD, CARD_ROUND) => {
            text.color = color(GOLD);
            write!(words, "Round {} of {ROUND_COUNT}", game.round + 1)
        }
        (PHASE_CARD, CARD_TITLE) => words.write_str(title),
        (PHASE_CARD, CARD_TEXT) => words.write_str(rules),
        (PHASE_CARD, CARD_KEYS) => {
            text.color = color(GOLD);
            words.write_str(keys)
        }
        (PHASE_SCORES, CARD_TITLE) => words.write_str(if is_last { "Final points" } else { "Points" }),
        (PHASE_CARD | PHASE_SCORES, CARD_READY) => {
            text.color = color(SOFT);
            let ready: u32 = game.players.iter().map(|player| player.is_ready).sum();
            write!(words, "{{ready}}: go on      {ready} of {} ready", game.count_of(HUMAN))
        }
        _ => Ok(()),
    }
}

/// The table of points: the best first.
fn tell_row(slot: u32, game: &Game, text: &mut Text, words: &mut Words) -> Result {
    if game.phase != PHASE_SCORES {
        return Ok(());
    }
    let mut order: Vec<usize> = game.taken().collect();
    order.sort_by_key(|index| std::cmp::Reverse(game.players[*index].points));
    let Some(index) = order.get((slot % 10) as usize) else { return Ok(()) };
    let player = game.players[*index];
    let points = player.points;
    text.color = seat_light(*index as u32 + 1);
    match slot / 10 * 10 {
        ROW_NAME => {
            let place = 1 + order.iter().filter(|other| game.players[**other].points > points).count();
            let robot = if player.kind == ROBOT { "  (computer)" } else { "" };
            write!(words, "{place}.  {} {}  {}{robot}", SHAPES[*index], index + 1, NAMES[*index])
        }
        ROW_GAIN => write!(words, "+{}", player.gained),
        _ => write!(words, "{points}"),
    }
}

fn tell_seat(slot: u32, (game, arena): (&Game, &Arena), text: &mut Text, words: &mut Words) -> Result {
    let seat = slot % 10;
    let index = (seat as usize).wrapping_sub(1) % PLACE_COUNT;
    let player = game.players[index];
    let is_first = slot < SEAT_SECOND;
    if player.kind == NOBODY && game.phase != PHASE_LOBBY {
        return Ok(());
    }
    if slot < SEAT_FIRST {
        return write!(words, "{seat}");
    }
    if is_first {
        text.color = seat_light(seat);
    } else {
        text.color = color(SOFT);
    }
    match (game.phase, player.kind, is_first) {
        (_, HUMAN, false) if player.is_lost == 1 => words.write_str("Controller is gone"),
        (PHASE_LOBBY, HUMAN, true) => {
            write!(words, "{}{}", NAMES[index], if player.is_ready == 1 { ": ready!" } else { "" })
        }
        (PHASE_LOBBY, HUMAN, false) if player.is_ready == 1 => write!(words, "{{leave@{seat}}}: not yet"),
        (PHASE_LOBBY, HUMAN, false) => write!(words, "{{ready@{seat}}}: ready"),
        (PHASE_LOBBY, _, true) => words.write_str("Free"),
        (PHASE_LOBBY, ..) => Ok(()),
        (_, _, true) => write!(words, "{}  {}", NAMES[index], player.points),
        (PHASE_PODIUM, _, false) => {
            write!(words, "{} {} won", player.wins, if player.wins == 1 { "round" } else { "rounds" })
        }
        _ => tell_state(index, (game, arena), words),
    }
}

/// The lower line in a round: lives, or fireflies.
fn tell_state(index: usize, (game, arena): (&Game, &Arena), words: &mut Words) -> Result {
    let body = arena.bodies[index];
    let player = game.players[index];
    if game.phase == PHASE_CARD && player.kind == HUMAN && player.is_ready == 0 {
        // What this very player holds in hands.
        return write!(words, "{{charge@{0}}}   {{brace@{0}}}", index + 1);
    }
    if game.phase == PHASE_CARD || game.phase == PHASE_SCORES {
        let robot = player.kind == ROBOT;
        return words.write_str(if robot {
            "Computer"
        } else if player.is_ready == 1 {
            "Ready"
        } else {
            ""
        });
    }
    match game.round {
        ROUND_FLIES if body.carried >= BONUS_FROM => {
            write!(words, "Home {}, has {}!", body.banked, body.carried)
        }
        ROUND_FLIES => write!(words, "Home {}, has {}", body.banked, body.carried),
        ROUND_FLOE | ROUND_FUSE if body.is_out == 1 => words.write_str("Out"),
        _ => {
            (0..body.lives).try_for_each(|_| words.write_str("♥ "))?;
            if body.pushes > 0 { write!(words, "  {} pushed", body.pushes) } else { Ok(()) }
        }
    }
}

fn tell_block(slot: u32, game: &Game, place: &mut Vec2, words: &mut Words) -> Result {
    let index = ((slot % 10) as usize).wrapping_sub(1) % PLACE_COUNT;
    let player = game.players[index];
    if game.phase != PHASE_PODIUM || player.kind == NOBODY {
        return Ok(());
    }
    let is_rank = slot < BLOCK_POINTS;
    *place = vec2(podium_place(index, game).x, podium_top(player.rank) + if is_rank { 22.0 } else { 42.0 });
    if is_rank { write!(words, "{}", player.rank) } else { write!(words, "{} points", player.points) }
}
