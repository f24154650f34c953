//! Fingers on the touch pad, by what the game hears of them.

use super::*;
use playground_core_assets::ActionKind;
use playground_core_client::input::{Action, Bind, BindSource, Key, PadAxis, SeatSet};
use playground_core_types::math::{cos, sin};
use std::f32::consts::PI;

/// A game that moves with a stick and has two buttons and a key, on a screen of 1280 by 720 pixels.
struct Play {
    touch: Touch,
    pad: TouchPad,
    map: ActionMap,
    payload: TouchPayload,
    /// The bits of the actions that are active.
    active: u32,
    /// All that the game hears.
    heard: Vec<RawEvent>,
    micros: u64,
}

fn action(name: &str, kind: ActionKind, sources: &[BindSource]) -> Action {
    let binds = sources.iter().map(|source| Bind::new(SeatSet::ALL, *source)).collect();
    Action { binds, ..Action::new(name, kind) }
}

fn button(button: PadButton) -> BindSource {
    BindSource::Button(Control::PadButton(button))
}

fn map() -> ActionMap {
    let stick = BindSource::Stick {
        x: Control::PadAxis(PadAxis::LeftStickX),
        y: Control::PadAxis(PadAxis::LeftStickY),
    };
    let actions = vec![
        action("move", ActionKind::Stick, &[stick]),
        action("jump", ActionKind::Button, &[button(PadButton::South)]),
        action("fire", ActionKind::Button, &[button(PadButton::West), button(PadButton::East)]),
        action("start", ActionKind::Button, &[BindSource::Button(Control::Key(Key::Enter))]),
    ];
    ActionMap { actions, ..ActionMap::default() }
}

impl Play {
    fn new() -> Self {
        Self::with(map(), [1280, 720])
    }

    fn with(map: ActionMap, size: [u32; 2]) -> Self {
        let payload = TouchPayload {
            now_micros: 0,
            seen: 0,
            is_playing: 1,
            pixels_per_millimetre: 4.0,
            size,
            viewport: [0, 0, size[0], size[1]],
            virtual_size: size,
        };
        let (touch, pad) = (Touch::default(), TouchPad::default());
        let mut play = Self { touch, pad, map, payload, active: u32::MAX, heard: Vec::new(), micros: 0 };
        play.frame(&[]);
        play
    }

    /// With the pad on the screen: a finger was there already.
    fn shown() -> Self {
        let mut play = Self::new();
        play.put(9, vec2(640.0, 300.0));
        play.lift(9);
        play.heard.clear();
        play
    }

    fn frame(&mut self, events: &[RawEvent]) {
        self.micros += 1_000;
        self.payload.now_micros = self.micros;
        let mut events: Vec<RawEvent> =
            events.iter().map(|event| RawEvent { micros: self.micros, ..*event }).collect();
        self.touch.step(&self.payload, (&self.map, 1, self.active), &mut self.pad, &mut events);
        self.heard.append(&mut events);
    }

    fn put(&mut self, finger: u16, place: Vec2) {
        let event = RawEvent::new(0, DeviceId::touch(finger), Control::Touch(TouchControl::Move), place.x);
        self.frame(&[RawEvent { value_y: place.y, ..event }]);
    }

    fn lift(&mut self, finger: u16) {
        self.frame(&[RawEvent::new(0, DeviceId::touch(finger), Control::Touch(TouchControl::Up), 0.0)]);
    }

    fn middle(&self, label: &str) -> Vec2 {
        self.pad.spots.iter().find(|spot| spot.label == label).unwrap().middle
    }

    /// What the game hears, as text: the controls that changed and what they are at.
    fn heard(&mut self) -> Vec<String> {
        let said = self.heard.drain(..).map(|event| {
            let control = match event.control.control().unwrap() {
                Control::PadButton(button) => button.name().to_owned(),
                Control::PadAxis(axis) => axis.name().to_owned(),
                Control::Key(key) => key.name().to_owned(),
                Control::Touch(touch) => format!("touch {}", touch.name()),
                Control::Device(change) => format!("{change:?}"),
                other => format!("{other:?}"),
            };
            format!("{} {control} {:.1}", event.device, event.value)
        });
        said.collect()
    }

    /// What is held by what the game heard from the beginning.
    fn held(heard: &[RawEvent]) -> Vec<(DeviceId, Control)> {
        let mut held: Vec<(DeviceId, Control)> = Vec::new();
        for event in heard {
            let control = event.control.control().unwrap();
            if matches!(control, Control::PadButton(_) | Control::PadAxis(_) | Control::Key(_)) {
                held.retain(|known| *known != (event.device, control));
                if event.value != 0.0 {
                    held.push((event.device, control));
                }
            }
        }
        held
    }
}

#[test]
fn the_pad_has_what_the_game_moves_and_a_pause() {
    let play = Play::shown();
    let labels: Vec<&str> = play.pad.spots.iter().map(|spot| spot.label.as_str()).collect();
    assert_eq!(labels, ["move", "jump", "fire", "start", "II"]);
    assert!(play.middle("move").x < 640.0 && play.middle("jump").x > 640.0);
}

#[test]
fn the_pad_comes_with_a_finger_and_goes_with_a_key() {
    let mut play = Play::new();
    assert!(!play.pad.is_shown);
    let jump = play.middle("jump");
    play.put(0, jump);
    assert!(play.pad.is_shown);
    assert_eq!(play.heard(), [format!("touch0 touch Move {:.1}", jump.x)], "nobody saw the button yet");
    play.lift(0);
    play.put(1, jump);
    play.heard();
    play.frame(&[RawEvent::key(0, Key::KeyA, true)]);
    assert!(!play.pad.is_shown);
    assert_eq!(play.heard(), ["virtual7 South 0.0", "key KeyA 1.0"]);
    play.put(1, jump + vec2(1.0, 0.0));
    play.lift(1);
    assert_eq!(play.heard(), [] as [&str; 0], "the finger that held the button does nothing else");
}

#[test]
fn a_finger_on_a_button_is_a_press_and_nothing_else() {
    let mut play = Play::shown();
    let jump = play.middle("jump");
    play.put(2, jump);
    play.put(2, jump + vec2(3.0, 3.0));
    play.lift(2);
    assert_eq!(play.heard(), ["virtual7 Connected 1.0", "virtual7 South 1.0", "virtual7 South 0.0"]);
    let start = play.middle("start");
    play.put(2, start);
    play.lift(2);
    assert_eq!(play.heard(), ["key Enter 1.0", "key Enter 0.0"]);
}

#[test]
fn a_stick_follows_its_own_finger_wherever_others_go() {
    let mut play = Play::shown();
    let (stick, jump) = (play.middle("move"), play.middle("jump"));
    play.put(0, stick + vec2(4.0, 0.0));
    play.put(1, jump);
    play.heard();
    play.put(0, stick + vec2(400.0, 0.0));
    assert_eq!(play.heard(), ["virtual7 LeftStickX 1.0"]);
    play.put(2, stick);
    assert_eq!(play.heard().len(), 1, "the second finger on it is the game's");
    play.put(0, stick + vec2(0.0, -400.0));
    assert_eq!(play.heard(), ["virtual7 LeftStickX 0.0", "virtual7 LeftStickY 1.0"]);
    play.lift(0);
    play.lift(1);
    assert_eq!(play.heard(), ["virtual7 LeftStickY 0.0", "virtual7 South 0.0"]);
}

#[test]
fn a_menu_has_the_fingers_and_nothing_stays_down_for_it() {
    let mut play = Play::shown();
    let jump = play.middle("jump");
    play.put(0, jump);
    play.heard();
    play.payload.is_playing = 0;
    play.frame(&[]);
    assert_eq!((play.heard(), play.pad.is_shown), (vec!["virtual7 South 0.0".to_owned()], false));
    play.put(0, jump);
    assert!(play.heard().is_empty(), "the finger that was on the pad is not the menu's");
    play.put(1, jump);
    play.lift(1);
    assert_eq!(play.heard().len(), 2, "one that comes now is");
    play.lift(0);
    play.payload.is_playing = 1;
    play.frame(&[]);
    assert!(play.heard().is_empty() && play.pad.is_shown);
}

#[test]
fn the_left_hand_has_it_the_other_way_round_and_sizes_follow_the_screen() {
    let mut play = Play::shown();
    let right = play.middle("move");
    play.pad.settings.left_handed = true;
    play.frame(&[]);
    assert_eq!(play.middle("move"), vec2(1280.0 - right.x, right.y));
    let radius = play.pad.spots[0].radius;
    assert!((radius - 52.0).abs() < 0.1, "13 mm at 4 pixels each: {radius}");
    play.payload.pixels_per_millimetre = 8.0;
    play.frame(&[]);
    assert!((play.pad.spots[0].radius - 104.0).abs() < 0.1);
    play.pad.settings.size_percent = 50;
    play.frame(&[]);
    assert!((play.pad.spots[0].radius - 52.0).abs() < 0.1);
}

/// Of every game, hand and screen, down to a small phone: inside of the screen, and not one over the other.
#[test]
fn controls_lie_apart_and_inside_of_the_screen() {
    for size in [[1280, 720], [480, 270], [640, 1136], [2400, 1080]] {
        for left_handed in [false, true] {
            let mut play = Play::with(map(), size);
            play.pad.settings.left_handed = left_handed;
            play.frame(&[]);
            for (index, spot) in play.pad.spots.iter().enumerate() {
                let [width, height] = size.map(|side| side as f32);
                let edge = spot.middle.min(vec2(width, height) - spot.middle).min_element();
                assert!(edge >= spot.radius, "{size:?} {}", spot.label);
                for other in &play.pad.spots[index + 1..] {
                    let between = (spot.middle - other.middle).length();
                    assert!(between > spot.radius + other.radius, "{size:?} {} {}", spot.label, other.label);
                }
            }
        }
    }
}

#[test]
fn axes_and_directions_are_a_stick_and_a_cross() {
    let axis = |axis| BindSource::Axis(Control::PadAxis(axis));
    let pair = |negative, positive| BindSource::Pair {
        negative: Control::PadButton(negative),
        positive: Control::PadButton(positive),
    };
    let actions = vec![
        action(
            "walk",
            ActionKind::Axis,
            &[axis(PadAxis::LeftStickX), pair(PadButton::DPadLeft, PadButton::DPadRight)],
        ),
        action("look", ActionKind::Axis, &[axis(PadAxis::LeftStickY)]),
        action("tool", ActionKind::Axis, &[pair(PadButton::DPadUp, PadButton::DPadDown)]),
    ];
    let mut play = Play::with(ActionMap { actions, ..ActionMap::default() }, [1280, 720]);
    let labels: Vec<&str> = play.pad.spots.iter().map(|spot| spot.label.as_str()).collect();
    assert_eq!(labels, ["walk · look", "tool", "II"]);
    play.put(0, vec2(640.0, 100.0));
    play.heard();
    let cross = play.middle("tool");
    play.put(1, cross + vec2(0.0, 30.0));
    play.put(1, cross + vec2(30.0, 30.0));
    play.put(1, cross);
    play.lift(1);
    assert_eq!(
        play.heard(),
        [
            "virtual7 Connected 1.0",
            "virtual7 DPadDown 1.0",
            "virtual7 DPadRight 1.0",
            "virtual7 DPadDown 0.0",
            "virtual7 DPadRight 0.0"
        ]
    );
}

/// Whatever fingers, keys and menus come in whatever order: once all fingers are lifted, nothing is held.
#[test]
fn nothing_stays_down_when_all_fingers_are_lifted() {
    for seed in 0..400_u64 {
        let mut play = if seed % 2 == 0 { Play::shown() } else { Play::new() };
        let mut heard = Vec::new();
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut next = |bound: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state % bound
        };
        let mut keys = [false; 2];
        for _ in 0..120 {
            let finger = next(6) as u16;
            match next(12) {
                0..6 => {
                    // Mostly on a control, or near one.
                    let spots = play.pad.spots.len() as u64;
                    let spot = play.pad.spots[next(spots.max(1)) as usize].middle;
                    let angle = next(64) as f32 * PI / 32.0;
                    let away = next(90) as f32;
                    let place = spot + vec2(sin(angle), cos(angle)) * away;
                    play.put(finger, if next(9) == 0 { vec2(f32::NAN, 3.0) } else { place });
                }
                6..9 => play.lift(finger),
                9 => {
                    let key = next(2) as usize;
                    keys[key] = !keys[key];
                    play.frame(&[RawEvent::key(0, [Key::KeyA, Key::KeyB][key], keys[key])]);
                }
                10 => {
                    play.payload.is_playing ^= 1;
                    play.frame(&[]);
                }
                _ => match next(4) {
                    0 => play.frame(&[RawEvent::focus_lost(0)]),
                    1 => play.pad.settings.left_handed ^= true,
                    2 => play.payload.pixels_per_millimetre = 3.0 + next(4) as f32,
                    _ => play.pad.settings.shown = TouchShown::ALL[next(3) as usize],
                },
            }
            heard.append(&mut play.heard);
        }
        (0..6).for_each(|finger| play.lift(finger));
        heard.append(&mut play.heard);
        let held = Play::held(&heard);
        let own = |(_, control): &(DeviceId, Control)| {
            *control != Control::Key(Key::KeyA) && *control != Control::Key(Key::KeyB)
        };
        assert!(!held.iter().any(own), "seed {seed}: {held:?}");
        assert!(play.pad.spots.iter().all(|spot| spot.push == Vec2::ZERO));
    }
}

#[test]
fn another_set_of_actions_has_its_own_controls_and_takes_no_finger_off_the_others() {
    let mut play = Play::shown();
    let stick = play.middle("move");
    play.put(0, stick + vec2(60.0, 0.0));
    play.put(1, play.middle("jump"));
    play.heard();
    // Only `move` and `fire`.
    play.active = 0b101;
    play.frame(&[]);
    let labels: Vec<&str> = play.pad.spots.iter().map(|spot| spot.label.as_str()).collect();
    assert_eq!(labels, ["move", "fire", "II"]);
    assert_eq!(play.heard(), ["virtual7 South 0.0"], "the stick is held on");
    play.put(0, stick);
    assert_eq!(play.heard(), ["virtual7 LeftStickX 0.0"]);
    play.put(1, play.middle("fire"));
    assert_eq!(play.heard(), [""; 0], "a finger whose button went does nothing until it is lifted");
    play.lift(1);
    play.put(1, play.middle("fire"));
    assert_eq!(play.heard(), ["virtual7 West 1.0"]);
}
