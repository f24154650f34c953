//! From winit's names to core's.

use playground_core_client::input::{Key, MouseControl, TextEdit};
use winit::event::MouseButton;
use winit::keyboard::{KeyCode, NamedKey};

/// Makes the match: keys that winit and the web name alike, then the others.
macro_rules! convert_keys {
    ($code:expr; $($same:ident)+; $($theirs:ident => $ours:ident)+) => {
        match $code {
            $(KeyCode::$same => Some(Key::$same),)+
            $(KeyCode::$theirs => Some(Key::$ours),)+
            // F25 to F35 have no name on the web, and winit may learn further keys.
            _ => None,
        }
    };
}

/// The key in core's terms; `None` for one without a W3C code name.
pub fn key(code: KeyCode) -> Option<Key> {
    convert_keys! {
        code;
        Backquote Backslash BracketLeft BracketRight Comma Digit0 Digit1 Digit2 Digit3 Digit4 Digit5 Digit6
        Digit7 Digit8 Digit9 Equal IntlBackslash IntlRo IntlYen KeyA KeyB KeyC KeyD KeyE KeyF KeyG KeyH KeyI
        KeyJ KeyK KeyL KeyM KeyN KeyO KeyP KeyQ KeyR KeyS KeyT KeyU KeyV KeyW KeyX KeyY KeyZ Minus Period
        Quote Semicolon Slash AltLeft AltRight Backspace CapsLock ContextMenu ControlLeft ControlRight Enter
        ShiftLeft ShiftRight Space Tab Convert KanaMode Lang1 Lang2 Lang3 Lang4 Lang5 NonConvert Delete End
        Help Home Insert PageDown PageUp ArrowDown ArrowLeft ArrowRight ArrowUp NumLock Numpad0 Numpad1
        Numpad2 Numpad3 Numpad4 Numpad5 Numpad6 Numpad7 Numpad8 Numpad9 NumpadAdd NumpadBackspace
        NumpadClear NumpadClearEntry NumpadComma NumpadDecimal NumpadDivide NumpadEnter NumpadEqual
        NumpadHash NumpadMemoryAdd NumpadMemoryClear NumpadMemoryRecall NumpadMemoryStore
        NumpadMemorySubtract NumpadMultiply NumpadParenLeft NumpadParenRight NumpadStar NumpadSubtract
        Escape Fn FnLock PrintScreen ScrollLock Pause BrowserBack BrowserFavorites BrowserForward
        BrowserHome BrowserRefresh BrowserSearch BrowserStop Eject LaunchApp1 LaunchApp2 LaunchMail
        MediaPlayPause MediaSelect MediaStop MediaTrackNext MediaTrackPrevious Power Sleep AudioVolumeDown
        AudioVolumeMute AudioVolumeUp WakeUp Hyper Turbo Abort Resume Suspend Again Copy Cut Find Open Paste
        Props Select Undo Hiragana Katakana F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 F13 F14 F15 F16 F17 F18
        F19 F20 F21 F22 F23 F24;
        SuperLeft => MetaLeft
        SuperRight => MetaRight
        Meta => Super
    }
}

/// The button in core's terms; `None` for one that no game can be bound to.
pub fn mouse_button(button: MouseButton) -> Option<MouseControl> {
    match button {
        MouseButton::Left => Some(MouseControl::Left),
        MouseButton::Right => Some(MouseControl::Right),
        MouseButton::Middle => Some(MouseControl::Middle),
        MouseButton::Back | MouseButton::Forward | MouseButton::Other(_) => None,
    }
}

/// What is printed on a key that the layout calls `key`; `None` for one that types nothing, such as Shift.
pub fn key_label(key: &winit::keyboard::Key) -> Option<String> {
    match key {
        winit::keyboard::Key::Character(text) => Some(text.to_string()),
        winit::keyboard::Key::Dead(accent) => accent.map(String::from),
        winit::keyboard::Key::Named(_) | winit::keyboard::Key::Unidentified(_) => None,
    }
}

/// What a key does to a text; `None` for one that does nothing, or types.
pub fn text_edit(key: &winit::keyboard::Key) -> Option<TextEdit> {
    let winit::keyboard::Key::Named(named) = key else { return None };
    match named {
        NamedKey::Home => Some(TextEdit::Home),
        NamedKey::ArrowLeft => Some(TextEdit::Left),
        NamedKey::End => Some(TextEdit::End),
        NamedKey::ArrowRight => Some(TextEdit::Right),
        NamedKey::Backspace => Some(TextEdit::Backspace),
        NamedKey::Enter => Some(TextEdit::Enter),
        NamedKey::Delete => Some(TextEdit::Delete),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
