//! Command lines, as they are typed.

use super::{Request, parse};
use playground_core_types::ErrorKind;
use playground_platform_desktop::{Options, Screenshot, Template};
use std::path::PathBuf;

/// Types a command line, and compares the run that it asks for.
#[track_caller]
fn check(line: &str, expected: &Options) {
    match parse(line.split_whitespace().map(Into::into)) {
        Ok(Request::Run { options, .. }) => assert_eq!(&*options, expected, "{line}"),
        other => panic!("{line}: {other:?}"),
    }
}

#[track_caller]
fn check_refused(line: &str, message: &str) {
    let error = parse(line.split_whitespace().map(Into::into)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BadRequest, "{line}");
    assert!(error.message().contains(message), "{line}: {error}");
}

#[test]
fn a_path_alone_plays() {
    let pong = Options { game: Some(PathBuf::from("games/pong")), ..Options::default() };
    check("", &Options::default());
    check("games/pong", &pong);
    check("run games/pong", &pong);
    check("run", &Options::default());
    check("run run", &Options { game: Some(PathBuf::from("run")), ..Options::default() });
    check("--mute run games/pong", &Options { mute: true, ..pong.clone() });
    check("games/pong --mute", &Options { mute: true, ..pong });
}

#[test]
fn a_check_has_a_path_and_no_options_of_a_run() {
    let asked = |line: &str| match parse(line.split_whitespace().map(Into::into)) {
        Ok(Request::Check { game, .. }) => game,
        other => panic!("{line}: {other:?}"),
    };
    assert_eq!(asked("check games/pong"), PathBuf::from("games/pong"));
    assert_eq!(asked("check check --verbose"), PathBuf::from("check"));
    assert_eq!(asked("check run"), PathBuf::from("run"));
    check("./check", &Options { game: Some(PathBuf::from("./check")), ..Options::default() });
    check("run check", &Options { game: Some(PathBuf::from("check")), ..Options::default() });
    check_refused("check", "needs the PATH");
    check_refused("check games/pong --headless", "takes no option");
    check_refused("check a b", "unexpected argument");
}

#[test]
fn a_new_game_has_a_path_and_perhaps_a_template() {
    let asked = |line: &str| match parse(line.split_whitespace().map(Into::into)) {
        Ok(Request::New { path, template }) => (path, template),
        other => panic!("{line}: {other:?}"),
    };
    assert_eq!(asked("new storm"), (PathBuf::from("storm"), Template::Empty));
    assert_eq!(asked("new new --template plugin"), (PathBuf::from("new"), Template::Plugin));
    assert_eq!(asked("--template=empty new a/b"), (PathBuf::from("a/b"), Template::Empty));
    check("./new", &Options { game: Some(PathBuf::from("./new")), ..Options::default() });
    check("run new", &Options { game: Some(PathBuf::from("new")), ..Options::default() });
    check_refused("new", "needs the PATH");
    check_refused("new a b", "unexpected argument");
    check_refused("new a --template", "--template");
    check_refused("new a --template platformer", "no template `platformer`");
    check_refused("new a --mute", "no option but --template");
    check_refused("new a --verbose", "no option but --template");
    check_refused("new a --frobnicate", "no option --frobnicate");
    check_refused("run a --template empty", "--template is for `new`");
}

#[test]
fn a_headless_run_says_how_long_and_with_what() {
    check(
        "run pong --headless --ticks 600 --seed=7 --input keys.txt --hash --wav out.wav --scale 4",
        &Options {
            game: Some(PathBuf::from("pong")),
            headless: true,
            ticks: Some(600),
            seed: 7,
            input: Some(PathBuf::from("keys.txt")),
            hash: true,
            wav: Some(PathBuf::from("out.wav")),
            scale: 4,
            ..Options::default()
        },
    );
}

#[test]
fn a_screenshot_names_a_file_and_perhaps_a_tick() {
    let shot = |file: &str, tick| Options {
        screenshot: Some(Screenshot { file: PathBuf::from(file), tick }),
        ..Options::default()
    };
    check("--screenshot a.png", &shot("a.png", None));
    check("--screenshot a.png@30", &shot("a.png", Some(30)));
    check("--screenshot a@home.png", &shot("a@home.png", None));
    check("--screenshot @30", &shot("@30", None));
}

#[test]
fn what_is_not_known_is_an_error() {
    check_refused("--headles", "no option --headles");
    check_refused("-x", "-x");
    check_refused("a b", "\"b\"");
    check_refused("--ticks many", "many");
    check_refused("--ticks", "--ticks");
    check_refused("--renderer opengl", "opengl");
    check_refused("--scale 0", "1 to 32");
    check_refused("pong --hash", "--headless");
    check_refused("pong --scale 2", "--headless");
    check_refused("pong --headless --fullscreen", "--headless");
    check_refused("--mute=yes", "--mute");
}
