//! Tunes: which, when, and which part of them.

use super::RATE;
use crate::board::Board;
use crate::controls::{CROSS, DAY, NIGHT, PART, SILENCE, START};
use crate::levels::LEVELS;
use crate::tunes::{BAR_FRAMES, DAY_PATH, Deck, NIGHT_PATH, PART_COUNT, choose, place_of, region};
use playground_core_assets::AssetId;
use playground_core_client::audio::{Music, Tempo, Voice};
use playground_core_ecs::Tick;

/// A deck with music, in one tick of which a control is pressed.
#[derive(Default)]
struct Player {
    board: Board,
    music: Music,
    deck: Deck,
}

impl Player {
    fn press(&mut self, control: usize, tick: u64) {
        self.board.press(control);
        let tunes = std::slice::from_mut(&mut self.music);
        choose(tunes, &self.board, &mut self.deck, &Tempo::default(), &Tick { number: tick }, &RATE);
    }
}

#[test]
fn a_tune_begins_as_the_board_says_and_fades_over() {
    let mut player = Player::default();
    player.press(DAY, 10);
    assert_eq!((player.music.sound, player.music.starts), (AssetId::of(DAY_PATH), Music::AT_ONCE));
    assert_eq!(player.music.loop_start_frames, 2 * BAR_FRAMES, "the intro is heard once");
    player.press(START, 20);
    player.press(START, 21);
    player.press(NIGHT, 30);
    assert_eq!((player.music.sound, player.music.starts), (AssetId::of(NIGHT_PATH), Music::NEXT_BAR));
    assert_eq!(player.music.fade_out_seconds, 1.5);
    player.press(CROSS, 40);
    assert_eq!(player.music.fade_out_seconds, 0.0, "off: they cut");
    player.press(SILENCE, 50);
    assert!(player.music.sound.is_none());
}

#[test]
fn parts_come_on_the_next_bar_one_after_the_other() {
    let mut player = Player::default();
    player.press(PART, 5);
    assert_eq!(player.deck.jump_tick, 0, "no tune has no parts");
    player.press(DAY, 10);
    player.press(PART, 20);
    // A bar of the tempo has 120 ticks.
    assert_eq!((player.deck.jump_tick, player.deck.jump_frames, player.deck.next_part), (120, 0, 1));
    for part in (2..=PART_COUNT).chain([0]) {
        player.press(PART, 30);
        assert_eq!(player.deck.next_part, part);
    }
}

#[test]
fn regions_lie_within_their_tune_bar_by_bar() {
    for path in [DAY_PATH, NIGHT_PATH] {
        let tune = AssetId::of(path);
        let frames = LEVELS.iter().find(|levels| levels.sound == tune).unwrap().frames;
        assert_eq!(u64::from(region(tune, 0).1), frames, "{path} is as long as its loop says");
        let mut end = region(tune, 0).0;
        for part in 1..=PART_COUNT {
            assert_eq!(region(tune, part).0, end, "{path}, part {part}");
            end = region(tune, part).1;
        }
        assert_eq!(end, region(tune, 0).1, "{path}");
    }
}

#[test]
fn a_voice_goes_round_in_its_loop() {
    let voice =
        Voice { loop_start_frames: 800, loop_end_frames: 2_400, ..Voice::new(AssetId::NONE, 10).looped() };
    for (tick, expected) in [(10, 0), (12, 1_600), (13, 800), (14, 1_600), (15, 800)] {
        assert_eq!(place_of(&voice, tick, 60), expected, "tick {tick}");
    }
}
