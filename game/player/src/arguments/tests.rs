//! Command lines, as they are typed.

use super::{Request, parse};
use playground_core_types::ErrorKind;
use playground_platform_desktop::{Hashes, Options, Screenshot, SoundOptions, Template, WebOptions};
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
fn a_look_at_sounds_has_a_path_and_may_play() {
    let asked = |line: &str| match parse(line.split_whitespace().map(Into::into)) {
        Ok(Request::Sound { options, .. }) => options,
        other => panic!("{line}: {other:?}"),
    };
    let hit = SoundOptions { path: PathBuf::from("hit.wav"), ..SoundOptions::default() };
    assert_eq!(asked("sound hit.wav"), hit);
    assert_eq!(asked("sound hit.wav --play --verbose"), SoundOptions { play: true, ..hit.clone() });
    let Ok(audio) = "null".parse();
    assert_eq!(asked("sound --audio null hit.wav"), SoundOptions { audio, ..hit });
    check("./sound", &Options { game: Some(PathBuf::from("./sound")), ..Options::default() });
    check_refused("sound", "needs the PATH");
    check_refused("sound hit.wav --headless", "takes no option");
    check_refused("sound a b", "unexpected argument");
    check_refused("games/pong --play", "--play is for `sound`");
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
            hashes: Hashes::End,
            wav: Some(PathBuf::from("out.wav")),
            scale: 4,
            ..Options::default()
        },
    );
}

#[test]
fn hashes_are_told_at_the_end_every_tick_or_for_every_system() {
    let told = |hashes| Options {
        game: Some(PathBuf::from("pong")),
        headless: true,
        ticks: Some(9),
        hashes,
        ..Options::default()
    };
    check("--headless --ticks 9 --hash pong", &told(Hashes::End));
    check("pong --headless --hash every --ticks 9", &told(Hashes::Every));
    check("--hash systems pong --headless --ticks=9", &told(Hashes::Systems));
    check("--hash=every pong --headless --ticks 9", &told(Hashes::Every));
    check("pong --headless --hash systems@7 --ticks 9", &told(Hashes::Changes(7)));
    check_refused("pong --headless --ticks 9 --hash=systems@0", "takes `every`, `systems`, `systems@TICK`");
    check_refused("pong --headless --ticks 9 --hash=often", "takes `every`, `systems`");
    check_refused("pong --hash every", "--headless");
}

#[test]
fn a_recording_is_made_checked_and_played() {
    let file = |name: &str| Some(PathBuf::from(name));
    let pong = Options { game: file("pong"), ..Options::default() };
    check("pong --record a.replay", &Options { record: file("a.replay"), ..pong.clone() });
    check("pong --synctest 8", &Options { synctest: Some(8), ..pong.clone() });
    check("pong --trace a.json", &Options { trace: file("a.json"), ..pong.clone() });
    check("replay a.replay", &Options { replay: file("a.replay"), ..Options::default() });
    check("replay a.replay pong", &Options { replay: file("a.replay"), ..pong.clone() });
    check("replay --mute a.replay pong", &Options { replay: file("a.replay"), mute: true, ..pong });
    check("./replay", &Options { game: file("./replay"), ..Options::default() });
    check_refused("replay", "needs the FILE");
    check_refused("replay a b c", "\"c\"");
    check_refused("replay a --seed 7", "--seed is for runs");
    check_refused("replay a --input keys.txt", "--input is for runs");
    check_refused("pong --synctest 0", "1 to 600");
    check_refused("pong --replay a", "no option --replay");
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
    check_refused("--screenshot a.png@", "lacks the number");
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
    check_refused("pong --headless --hash every --hash systems", "--hash stands there twice");
    check_refused("pong --record a --ticks 0", "--ticks is 0");
}

#[test]
fn controllers_are_logged_and_a_log_is_shown_again() {
    let pads = Options { pads: true, ..Options::default() };
    check("pads", &pads);
    check("pads --log a.log", &Options { pads_log: Some(PathBuf::from("a.log")), ..pads.clone() });
    let replay = Options { pads_replay: Some(PathBuf::from("a.log")), ..pads };
    check("pads --replay a.log", &replay);
    check("pads --replay a.log --headless", &Options { headless: true, ..replay });
    check_refused("pads --headless", "needs a window");
    check_refused("pads --log a.log --replay b.log", "--log or --replay");
    check_refused("pads games/pong", "unexpected argument");
    check_refused("games/pong --replay a.log", "there is no option --replay");
}

#[test]
fn a_page_is_shown_at_a_port() {
    let asked = |line: &str| match parse(line.split_whitespace().map(Into::into)) {
        Ok(Request::Web { options, .. }) => options,
        other => panic!("{line}: {other:?}"),
    };
    let storm = WebOptions { game: PathBuf::from("storm"), port: None, opens: false, player: None };
    assert_eq!(asked("web storm"), storm);
    let other = WebOptions { port: Some(9000), opens: true, player: Some("page".into()), ..storm };
    assert_eq!(asked("web --port 9000 storm --open --player page"), other);
    check_refused("web storm --port 70000", "70000");
    check_refused("web storm -o out", "writes nothing");
    check_refused("web storm --headless", "takes no option of a run");
    check_refused("storm --port 9000", "--port and --open for `web`");
}
