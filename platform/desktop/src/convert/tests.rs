//! Keys of winit as keys of the web.

use super::key;
use playground_core_client::input::Key;
use winit::keyboard::KeyCode;

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
