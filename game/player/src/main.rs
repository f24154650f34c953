//! The `playground` program: its command line and the list of its plugins, nothing else.

mod arguments;
mod plugins;

use arguments::Request;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use playground_platform_desktop::logging::KeepingLogger;
use playground_platform_desktop::{
    Findings, Outcome, Program, SoundOptions, WebOptions, pads_text, play, prepare_web, run_check,
    run_headless, run_new, run_pack, run_ship, run_sound,
};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

const PROGRAM: Program = Program { plugins: plugins::PLUGINS, shell: playground_game_plugins_shell::SHELL };

fn main() -> ExitCode {
    match run() {
        Ok(status) => status,
        Err(error) => {
            // A closed terminal is no reason to fail in another way.
            writeln!(std::io::stderr(), "playground: {error}").unwrap_or_default();
            ExitCode::from(exit_status(error.kind()))
        }
    }
}

fn run() -> CoreResult<ExitCode> {
    match arguments::parse(std::env::args_os().skip(1))? {
        Request::Print(text) => print(&text)?,
        Request::New { path, template } => print(&run_new(&path, template)?.to_string())?,
        Request::Check { game, log } => {
            start_log(&log);
            tell_panics();
            return check(game);
        }
        Request::Pack { game, output, log } => {
            start_log(&log);
            tell_panics();
            return hand_on(run_pack(PROGRAM, &game, &output)?);
        }
        Request::Ship { options, log } => {
            start_log(&log);
            tell_panics();
            return hand_on(run_ship(PROGRAM, &options)?);
        }
        Request::Web { options, log } => {
            start_log(&log);
            tell_panics();
            return show(&options);
        }
        Request::Sound { options, log } => {
            start_log(&log);
            tell_panics();
            return sound(options);
        }
        Request::Run { options, log } => {
            start_log(&log);
            tell_panics();
            if let (true, Some(log)) = (options.headless && options.pads, &options.pads_replay) {
                print(&pads_text(log)?)?;
            } else if options.headless {
                let report = run_headless(PROGRAM, *options)?;
                print(&report.to_string())?;
                if report.was_ended {
                    return Ok(ExitCode::from(ENDED));
                }
            } else {
                play(PROGRAM, *options)?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Mistakes go where every other error does.
fn check(game: PathBuf) -> CoreResult<ExitCode> {
    let findings = run_check(PROGRAM, game)?;
    if findings.problems.is_empty() {
        print(&findings.to_string())?;
        return Ok(ExitCode::SUCCESS);
    }
    Ok(refuse(&findings))
}

/// Tells what was written, or why a game with mistakes is not handed on.
fn hand_on<T: std::fmt::Display>(outcome: Outcome<T>) -> CoreResult<ExitCode> {
    match outcome {
        Outcome::Done(done) => {
            print(&done.to_string())?;
            Ok(ExitCode::SUCCESS)
        }
        Outcome::Refused(findings) => Ok(refuse(&findings)),
    }
}

/// Shows a page until the program is ended.
fn show(options: &WebOptions) -> CoreResult<ExitCode> {
    match prepare_web(PROGRAM, options)? {
        Outcome::Done(showing) => {
            print(&showing.to_string())?;
            showing.run();
            Ok(ExitCode::SUCCESS)
        }
        Outcome::Refused(findings) => Ok(refuse(&findings)),
    }
}

fn refuse(findings: &Findings) -> ExitCode {
    write!(std::io::stderr(), "{findings}").unwrap_or_default();
    ExitCode::FAILURE
}

/// The table stands whole, whatever of it cannot be played.
fn sound(options: SoundOptions) -> CoreResult<ExitCode> {
    let report = run_sound(PROGRAM, options)?;
    print(&report.lines)?;
    for problem in &report.problems {
        writeln!(std::io::stderr(), "{problem}").unwrap_or_default();
    }
    Ok(if report.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The exit status of a headless run that a signal ended before its time, as of any program.
const ENDED: u8 = 130;

/// 0 done, 1 the game failed, 2 usage, 3 no device that was asked for.
fn exit_status(kind: ErrorKind) -> u8 {
    match kind {
        ErrorKind::BadRequest => 2,
        ErrorKind::NoDevice => 3,
        _ => 1,
    }
}

fn print(text: &str) -> CoreResult<()> {
    let written = std::io::stdout().write_all(text.as_bytes());
    written.map_err(|error| CoreError::new(ErrorKind::File, format!("the output cannot be written: {error}")))
}

/// A panic is contained where it happens and told as one line; the whole of it is there at `--log debug`.
fn tell_panics() {
    std::panic::set_hook(Box::new(|panic| {
        log::error!("{panic}");
        log::debug!("{}", std::backtrace::Backtrace::force_capture());
    }));
}

/// Log lines of ours go to the standard error, those of libraries only when they are errors; the last ones are kept.
fn start_log(filter: &str) {
    let printer = env_logger::Builder::new().parse_filters(filter).format_timestamp(None).build();
    log::set_max_level(printer.filter());
    // There is no other logger yet: nothing was logged.
    log::set_boxed_logger(Box::new(KeepingLogger { printer })).unwrap_or_default();
}
