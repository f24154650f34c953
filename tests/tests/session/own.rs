//! What a player has of their own in every game: menus by mouse and finger, slower time, a touch pad, settings kept.

use crate::keeping::Place;
use crate::player::Player;
use playground_core_client::input::{Control, DeviceId, MouseControl, RawEvent, TouchControl};
use playground_core_client::rendering::Sight;
use playground_core_client::settings::Settings;
use playground_core_client::shell::Phase;
use playground_core_types::{read_now, write_now};
use playground_platform_runner::Options;
use std::fs;

impl Player {
    /// Puts a finger down, moves it, or lifts it; a frame each.
    fn finger(&mut self, number: u16, place: Option<[f32; 2]>) {
        let control = if place.is_some() { TouchControl::Move } else { TouchControl::Up };
        let [x, y] = place.unwrap_or_default();
        let event = RawEvent::new(self.now(), DeviceId::touch(number), Control::Touch(control), x);
        write_now(&self.session.client.raw_events).unwrap().push(RawEvent { value_y: y, ..event });
        self.pass_frames(1);
    }

    /// Moves the mouse.
    fn mouse(&mut self, x: f32, y: f32) {
        self.push(DeviceId::MOUSE, Control::Mouse(MouseControl::MoveX), x);
        self.push(DeviceId::MOUSE, Control::Mouse(MouseControl::MoveY), y);
        self.pass_frames(1);
    }

    fn click(&mut self) {
        for value in [1.0, 0.0] {
            self.push(DeviceId::MOUSE, Control::Mouse(MouseControl::Left), value);
            self.pass_frames(1);
        }
    }

    /// Where the middle of a menu's line lies that is written so.
    fn line(&self, words: &str) -> [f32; 2] {
        let overlay = read_now(&self.session.client.overlay).unwrap();
        let found = overlay.texts().find(|(_, text)| text.content.as_str() == words);
        assert!(found.is_some(), "{words} is written");
        found.unwrap().0.translation.to_array()
    }
}

#[test]
fn a_player_that_lost_its_game_says_so() {
    let mut player = Player::without_games(Options::default());
    player.session.open_wanted().unwrap();
    player.pass_frames(1);
    assert_eq!(player.session.phase, Phase::Failed);
    player.line("Quit");
    let told = player.session.failure.as_ref().unwrap().to_string();
    assert!(told.contains("no game in this program") && told.contains("cure: a part was lost"), "{told}");
    let mut pads = Player::without_games(Options { pads: true, ..Options::default() });
    pads.session.open_wanted().unwrap();
    assert_ne!(pads.session.phase, Phase::Failed, "who asks for controllers misses no game");
}

#[test]
fn a_menu_is_used_with_the_mouse_alone() {
    let mut player = Player::in_pong();
    player.tap("Escape");
    let [x, y] = player.line("Settings");
    player.mouse(x, y);
    player.click();
    let [back_x, back_y] = player.line("Accessibility");
    player.mouse(back_x - x, back_y - y);
    player.click();
    player.line("Game speed");
    player.tap_all("Escape Escape");
    let [resume_x, resume_y] = player.line("Resume");
    player.mouse(resume_x - back_x, resume_y - back_y);
    player.click();
    assert_eq!(player.session.phase, Phase::Playing);
}

#[test]
fn a_menu_is_used_with_a_finger_alone() {
    let mut player = Player::new();
    let [x, y] = player.line("Pong");
    player.finger(0, Some([x, y]));
    player.finger(0, None);
    player.wait_for(Phase::Playing);
    assert_eq!(player.session.title, "Pong");
}

#[test]
fn a_finger_steers_by_the_touch_pad_and_pauses() {
    let mut player = Player::in_pong();
    player.finger(0, Some([160.0, 60.0]));
    player.finger(0, None);
    let spots = read_now(&player.session.client.touch_pad).unwrap().spots.clone();
    let labels: Vec<&str> = spots.iter().map(|spot| spot.label.as_str()).collect();
    assert_eq!(labels, ["move", "II"]);
    let (stick, pause) = (spots[0].middle, spots[1].middle);
    let before = player.paddle(1);
    player.finger(0, Some([stick.x, stick.y - 30.0]));
    player.pass_frames(10);
    player.finger(0, None);
    let after = player.paddle(1);
    assert!(after < before - 15.0, "up is towards 0: from {before} to {after}");
    player.pass_frames(5);
    assert_eq!(player.paddle(1), after, "let go");
    player.finger(1, Some(pause.to_array()));
    player.finger(1, None);
    assert_eq!(player.session.phase, Phase::Paused);
    player.tap("Escape");
    assert!(!read_now(&player.session.client.touch_pad).unwrap().is_shown, "a key is in hand");
}

#[test]
fn a_slower_game_comes_to_the_same_world() {
    let mut usual = Player::in_carried(Options::default(), 1);
    let mut slow = Player::in_carried(Options::default(), 1);
    slow.tap("Escape");
    slow.tap_all("ArrowUp ArrowUp ArrowUp ArrowUp Enter");
    // With keys alone: where the mouse is, the world is told.
    (0..7).for_each(|_| slow.tap("ArrowDown"));
    slow.tap("Enter");
    slow.line("Game speed");
    (0..10).for_each(|_| slow.tap("ArrowLeft"));
    slow.tap_all("Escape Escape Escape");
    let begun = slow.session.ticks();
    slow.pass_frames(60);
    let ticks = slow.session.ticks() - begun;
    assert!((29..=31).contains(&ticks), "half of the ticks: {ticks}");
    while usual.session.ticks() < 200 {
        usual.pass_frames(1);
    }
    while slow.session.ticks() < 200 {
        slow.pass_frames(1);
    }
    assert_eq!(slow.hash(), usual.hash(), "of a game in which nobody pressed anything");
}

#[test]
fn what_makes_games_easier_is_kept_and_no_part_of_the_world() {
    let place = Place::new();
    let mut player = place.play();
    let before = player.hash();
    player.tap_all("Escape ArrowUp ArrowUp ArrowUp ArrowUp Enter");
    let [x, y] = player.line("Accessibility");
    player.mouse(x, y);
    player.click();
    // Less shaking, larger words, high contrast, other colours.
    player.tap_all("ArrowDown ArrowLeft ArrowDown ArrowLeft ArrowDown ArrowRight ArrowDown ArrowRight");
    player.tap_all("ArrowDown ArrowRight");
    assert_eq!(player.hash(), before, "a pause changes nothing");
    player.end();
    let kept: Settings = toml::from_str(&fs::read_to_string(place.store("settings.toml")).unwrap()).unwrap();
    assert_eq!((kept.access.shake_percent, kept.access.flash_percent), (90, 90));
    assert!(kept.access.high_contrast);
    let player = place.play();
    let sight = read_now(&player.session.client.screen_settings).unwrap().sight;
    assert_eq!(sight, Sight::of(&kept.access));
}

#[test]
fn binds_are_kept_for_the_family_of_the_pad_that_pressed_them() {
    let place = Place::new();
    let mut player = place.play();
    player.plug(0);
    player.tap_all("Escape ArrowUp ArrowUp ArrowUp Enter Enter");
    use playground_core_client::input::PadButton;
    for value in [1.0, 0.0] {
        player.push(DeviceId::pad(0).unwrap(), Control::PadButton(PadButton::North), value);
        player.pass_frames(1);
    }
    player.end();
    let text = fs::read_to_string(place.store("test.counter/controls.toml")).unwrap();
    assert!(text.contains("family = \"generic\"") && text.contains("pad:North"), "{text}");
}
