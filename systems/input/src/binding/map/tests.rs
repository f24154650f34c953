//! Whose each binding of a game is, and the player's own over it.

use super::*;
use playground_core_client::input::BindSource;

fn place() -> Place {
    Place { file: "game.toml".to_owned(), line: 7, column: 20 }
}

fn texts(binds: &[&str]) -> Vec<BindText> {
    binds.iter().map(|text| BindText { text: (*text).to_owned(), place: place() }).collect()
}

/// The action `jump`, a button.
fn jump(binds: &[&str], left: &[&str], right: &[&str], seat_binds: &[(u32, &str)]) -> ActionDeclaration {
    let seat_binds = seat_binds.iter().map(|(seat, text)| (*seat, texts(&[text]))).collect();
    ActionDeclaration {
        place: place(),
        binds: texts(binds),
        left_binds: texts(left),
        right_binds: texts(right),
        seat_binds,
        buffer_ticks: 6,
        ..ActionDeclaration::new("jump", ActionKind::Button)
    }
}

fn press(max: u32) -> Seats {
    Seats { min: 1, max, join: Join::Press }
}

fn build(declaration: &ActionDeclaration, seats: Seats, count: Option<u32>, remap: &Remap) -> ActionMap {
    let settings = InputSettings { seats: count };
    let game = Declared { actions: std::slice::from_ref(declaration), sets: &[], seats };
    build_game_map(game, settings, remap, &Tuning::default()).unwrap()
}

/// Checks whose the bindings of an action are: its seats, and its part of the keyboard.
#[track_caller]
fn check_owners(map: &ActionMap, expected: &[(SeatSet, Option<KeyboardPart>)]) {
    let owners: Vec<_> = map.actions[0].binds.iter().map(|bind| (bind.seats, bind.part)).collect();
    assert_eq!(owners, expected);
}

/// Checks the keys that move `jump` under the player's own bindings.
#[track_caller]
fn check_keys(entry: (&str, BindPlace, &[&str]), expected: &[&str]) {
    let mut remap = Remap::default();
    let (action, place, binds) = entry;
    remap.set(action, place, binds.iter().map(|text| (*text).to_owned()).collect());
    let map = build(&jump(&["Space"], &["KeyW"], &[], &[]), Seats::default(), None, &remap);
    let keys = map.actions[0].binds.iter().map(|bind| match bind.source {
        BindSource::Button(Control::Key(key)) => key.name(),
        _ => "no key",
    });
    let keys: Vec<_> = keys.collect();
    assert_eq!(keys, expected, "{entry:?}");
}

#[test]
fn a_shared_bind_is_each_seats_pad_and_the_first_seats_keyboard() {
    let map =
        build_action_map(&[jump(&["Space", "pad:South"], &["KeyW"], &["ArrowUp"], &[(3, "Enter")])]).unwrap();
    let action = &map.actions[0];
    assert_eq!((action.name.as_str(), action.buffer_ticks), ("jump", 6));
    let (first, second, third) = (SeatSet::only(1), SeatSet::only(2), SeatSet::only(3));
    check_owners(&map, &[(first, None), (SeatSet::ALL, None), (first, None), (second, None), (third, None)]);
    assert_eq!(map.seats.keyboard_seats, first.with(second).with(third));
    assert_eq!(map.seats.seat_count_max, SEAT_COUNT_MAX as u32);
}

#[test]
fn where_players_press_to_join_keys_are_those_of_a_part() {
    use KeyboardPart::{Left, Right, Whole};
    let none = Remap::default();
    let all = SeatSet::ALL;
    let halves = build(&jump(&["Space", "pad:South"], &["KeyW"], &["ArrowUp"], &[]), press(4), None, &none);
    check_owners(&halves, &[(all, Some(Whole)), (all, None), (all, Some(Left)), (all, Some(Right))]);
    assert_eq!(halves.seats.parts, [Left, Right]);
    assert_eq!((halves.seats.seat_count_max, halves.seats.ready_count), (4, 0));
    let whole = build(&jump(&["Space", "pad:South"], &[], &[], &[]), press(4), Some(9), &none);
    assert_eq!(whole.seats.parts, [Whole]);
    assert_eq!((whole.seats.seat_count_max, whole.seats.ready_count), (4, 4), "no more than the game takes");
    let pads = build(&jump(&["pad:South"], &[], &[], &[]), press(4), Some(2), &none);
    assert_eq!(pads.seats.parts, []);
    assert_eq!((pads.seats.seat_count_max, pads.seats.ready_count), (2, 2));
}

#[test]
fn the_players_own_binds_lie_over_the_games() {
    let seat = BindPlace::Seat(1);
    check_keys(("jump", BindPlace::Shared, &["KeyJ", "KeyK"]), &["KeyJ", "KeyK", "KeyW"]);
    check_keys(("jump", BindPlace::Left, &["KeyE"]), &["Space", "KeyE"]);
    check_keys(("jump", seat, &["KeyE"]), &["Space", "KeyW", "KeyE"]);
    check_keys(("jump", BindPlace::Shared, &[]), &["KeyW"]);
}

#[test]
fn what_is_wrong_in_the_players_binds_is_left_out() {
    let game: &[&str] = &["Space", "KeyW"];
    check_keys(("fly", BindPlace::Shared, &["KeyF"]), game);
    check_keys(("jump", BindPlace::Shared, &["KeyJ", "pad:A"]), game);
    check_keys(("jump", BindPlace::Shared, &["keys:KeyA,KeyD"]), game);
    check_keys(("jump", BindPlace::Left, &["pad:South"]), game);
    check_keys(("jump", BindPlace::Right, &["KeyL"]), game);
    check_keys(("jump", BindPlace::Seat(9), &["KeyL"]), game);
}

#[test]
fn a_wrong_bind_is_reported_at_its_place() {
    for (declaration, wrong) in [
        (jump(&["Space", "pad:B"], &[], &[], &[]), "pad:B"),
        (jump(&[], &["pad:South"], &[], &[]), "pad:South"),
        (jump(&[], &[], &["mouse:Left"], &[]), "mouse:Left"),
    ] {
        let error = build_action_map(&[declaration]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BadContent);
        let text = error.to_string();
        let start = format!("game.toml:7:20: `{wrong}` cannot move the action `jump`\n  cure: ");
        assert!(text.starts_with(&start), "{text}");
    }
}
