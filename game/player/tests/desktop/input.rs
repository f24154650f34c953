//! What the real window hears of keys and mouse, by the log of `playground pads --log`.

use crate::close::ask_to_close;
use crate::folder::Folder;
use crate::player::Player;
use std::path::Path;
use std::process::Command;

/// Keys by xdotool's names, and what the log calls them. Those are left out that change the window.
const KEYS: &str = "a=KeyA b=KeyB c=KeyC d=KeyD e=KeyE f=KeyF g=KeyG h=KeyH i=KeyI j=KeyJ k=KeyK l=KeyL m=KeyM n=KeyN \
    o=KeyO p=KeyP q=KeyQ r=KeyR s=KeyS t=KeyT u=KeyU v=KeyV w=KeyW x=KeyX y=KeyY z=KeyZ 0=Digit0 1=Digit1 2=Digit2 \
    3=Digit3 4=Digit4 5=Digit5 6=Digit6 7=Digit7 8=Digit8 9=Digit9 minus=Minus equal=Equal bracketleft=BracketLeft \
    bracketright=BracketRight semicolon=Semicolon apostrophe=Quote grave=Backquote backslash=Backslash comma=Comma \
    period=Period slash=Slash space=Space Return=Enter Tab=Tab BackSpace=Backspace Delete=Delete Insert=Insert \
    Home=Home End=End Prior=PageUp Next=PageDown Up=ArrowUp Down=ArrowDown Left=ArrowLeft Right=ArrowRight \
    Shift_L=ShiftLeft Shift_R=ShiftRight Control_L=ControlLeft Control_R=ControlRight Alt_L=AltLeft \
    Super_L=MetaLeft Super_R=MetaRight F1=F1 F2=F2 F4=F4 F5=F5 F6=F6 F7=F7 F9=F9 F10=F10 KP_0=Numpad0 \
    KP_1=Numpad1 KP_2=Numpad2 KP_3=Numpad3 KP_4=Numpad4 KP_5=Numpad5 KP_6=Numpad6 KP_7=Numpad7 KP_8=Numpad8 \
    KP_9=Numpad9 KP_Add=NumpadAdd KP_Subtract=NumpadSubtract KP_Multiply=NumpadMultiply KP_Divide=NumpadDivide \
    KP_Decimal=NumpadDecimal KP_Enter=NumpadEnter";

/// Opens the screen of controllers, lets a hand do what it does, closes the window, and gives the log as lines.
#[track_caller]
fn logged(work: impl FnOnce(&mut Player)) -> Option<String> {
    // The folder of the player goes with the player.
    let place = Folder::new();
    let log = place.path().join("input.log");
    let mut command = Command::new(env!("CARGO_BIN_EXE_playground"));
    command.args(["pads", "--audio", "null", "--log"]).arg(&log);
    let mut player = Player::start(Folder::new(), command)?;
    work(&mut player);
    ask_to_close(player.screen.display(), &player.window);
    let (status, said) = player.wait_for_end();
    assert!(status.success(), "{status}: {said}");
    Some(lines_of(&log))
}

/// A log as lines.
#[track_caller]
fn lines_of(log: &Path) -> String {
    let mut reader = Command::new(env!("CARGO_BIN_EXE_playground"));
    reader.args(["pads", "--headless", "--replay"]).arg(log);
    let output = reader.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The lines without their times.
fn words(log: &str) -> Vec<&str> {
    log.lines()
        .filter_map(|line| line.trim_start_matches("# ").split_once(' '))
        .map(|(_, words)| words)
        .collect()
}

#[track_caller]
fn check_count(log: &str, words_of_line: &str, is_right: impl Fn(usize) -> bool) {
    let count = words(log).into_iter().filter(|words| *words == words_of_line).count();
    assert!(is_right(count), "{count} times `{words_of_line}`:\n{log}");
}

#[test]
fn every_key_is_heard_down_and_up() {
    let names = || KEYS.split_whitespace().filter_map(|pair| pair.split_once('='));
    let log = logged(|player| {
        let hand: Vec<&str> = names().map(|(key, _)| key).collect();
        player.screen.hand(&format!("key {}", hand.join(" ")));
    });
    let Some(log) = log else { return };
    for (_, key) in names() {
        // The hand holds some of these by itself, to reach others.
        let is_modifier = ["Shift", "Control", "Alt", "Meta"].iter().any(|name| key.starts_with(name));
        let most = if is_modifier { 99 } else { 1 };
        check_count(&log, &format!("key {key} down"), |count| (1..=most).contains(&count));
        check_count(&log, &format!("key {key} up"), |count| (1..=most).contains(&count));
    }
    let ends = |end: &str| log.lines().filter(|line| line.contains(" key ") && line.ends_with(end)).count();
    assert_eq!(ends(" down"), ends(" up"), "what was pressed is let go");
}

#[test]
fn a_held_key_types_on_and_is_pressed_once_and_typed_letters_are_those_of_the_layout() {
    let log = logged(|player| {
        // As long as it takes until a keyboard repeats.
        player.screen.hand("keydown x sleep 1.5 keyup x");
        player.screen.lay_out("fr");
        player.screen.hand("type Aé");
    });
    let Some(log) = log else { return };
    check_count(&log, "key KeyX down", |count| count == 1);
    check_count(&log, "key KeyX up", |count| count == 1);
    check_count(&log, "text x", |count| count > 1);
    check_count(&log, "text A", |count| count == 1);
    check_count(&log, "text é", |count| count == 1);
}

#[test]
fn a_log_of_a_program_that_is_killed_has_all_but_its_last_seconds() {
    let place = Folder::new();
    let log = place.path().join("input.log");
    let mut command = Command::new(env!("CARGO_BIN_EXE_playground"));
    command.args(["pads", "--audio", "null", "--log"]).arg(&log);
    let Some(mut player) = Player::start(Folder::new(), command) else { return };
    player.tap("x");
    player.wait_for("the log that grows", |_| lines_of(&log).contains("key KeyX down"));
    // That kills the program.
    drop(player);
    check_count(&lines_of(&log), "key KeyX down", |count| count == 1);
}

#[test]
fn keys_that_edit_a_text_are_told_in_their_order() {
    let log = logged(|player| {
        player.screen.hand("key A d Left BackSpace Home End Delete Return");
    });
    let Some(log) = log else { return };
    let told: Vec<_> = words(&log).into_iter().filter(|words| !words.starts_with("key ")).collect();
    let text = told.iter().position(|words| *words == "text A").expect("A is typed");
    let expected = [
        "text A",
        "text d",
        "edit Left",
        "edit Backspace",
        "edit Home",
        "edit End",
        "edit Delete",
        "edit Enter",
    ];
    assert_eq!(told[text..text + expected.len()], expected, "{log}");
}

#[test]
fn the_mouse_moves_clicks_turns_and_leaves_and_focus_that_is_lost_is_told() {
    let log = logged(|player| {
        let window = player.window.clone();
        player.screen.hand(&format!("windowsize --sync {window} 640 360"));
        player
            .screen
            .hand(&format!("mousemove --window {window} 100 100 mousemove --window {window} 320 180"));
        player.screen.hand("click 1 click 3 click 4 click 5");
        player.screen.hand("mousemove 1200 700 click 1 mousemove 100 100");
        let root = player.screen.hand("search --maxdepth 0 .*");
        let root = root.lines().next().expect("a root window");
        player.screen.hand(&format!("windowfocus {window} keydown w windowfocus {root} keyup w"));
        player.screen.focus(&window);
    });
    let Some(log) = log else { return };
    check_count(&log, "mouse Left down", |count| count == 1);
    check_count(&log, "mouse Left up", |count| count == 1);
    check_count(&log, "mouse Right down", |count| count == 1);
    // A wheel of XTEST is a button, whose release the window library takes for a notch too; real wheels are axes.
    check_count(&log, "mouse Wheel 1", |count| (1..=2).contains(&count));
    check_count(&log, "mouse Wheel -1", |count| (1..=2).contains(&count));
    let lines = words(&log);
    let held = lines.iter().position(|words| *words == "key KeyW down").expect("W is held");
    assert!(lines[held..].contains(&"focus lost"), "the focus goes while W is held:\n{log}");
}
