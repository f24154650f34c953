//! Keys of winit as keys of the web.

use super::{key, key_label, text_edit};
use playground_core_client::input::{Key, TextEdit};
use winit::keyboard::{Key as Logical, KeyCode, NamedKey, SmolStr};

#[track_caller]
fn check(code: KeyCode, name: Option<&str>) {
    assert_eq!(key(code).map(Key::name), name, "{code:?}");
}

#[test]
fn keys_get_their_names_of_the_web() {
    check(KeyCode::KeyW, Some("KeyW"));
    check(KeyCode::ArrowUp, Some("ArrowUp"));
    check(KeyCode::Space, Some("Space"));
    check(KeyCode::SuperLeft, Some("MetaLeft"));
    check(KeyCode::Meta, Some("Super"));
    check(KeyCode::F24, Some("F24"));
    check(KeyCode::F25, None);
}

#[test]
fn only_keys_that_type_teach_a_label() {
    assert_eq!(key_label(&Logical::Character(SmolStr::new("ö"))).as_deref(), Some("ö"));
    assert_eq!(key_label(&Logical::Dead(Some('^'))).as_deref(), Some("^"));
    assert_eq!(key_label(&Logical::Named(NamedKey::Shift)), None);
}

#[test]
fn some_keys_edit_and_others_type() {
    let edit = |named| text_edit(&Logical::Named(named)).map(TextEdit::name);
    assert_eq!(
        [NamedKey::Backspace, NamedKey::Enter, NamedKey::Home].map(edit),
        [Some("Backspace"), Some("Enter"), Some("Home")]
    );
    assert_eq!([NamedKey::Escape, NamedKey::Tab, NamedKey::ArrowUp].map(edit), [None; 3]);
    assert_eq!(text_edit(&Logical::Character(SmolStr::new("a"))), None);
}
