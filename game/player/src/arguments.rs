//! The command line: what it may say, and the errors when it says something else.

mod shipping;

use lexopt::Arg::{Long, Short, Value};
use lexopt::{Parser, ValueExt};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use playground_platform_desktop::{Hashes, Options, Screenshot, ShipOptions, SoundOptions, Template};
use shipping::Shipping;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// What the program is to do.
#[derive(Debug, PartialEq)]
pub(crate) enum Request {
    /// Say something and end.
    Print(String),
    /// Make a new game.
    New {
        /// Where it will be.
        path: PathBuf,
        /// What it begins with.
        template: Template,
    },
    /// Look for all mistakes of a game.
    Check {
        /// Where it is.
        game: PathBuf,
        /// Which log lines are shown, as `module=level`.
        log: String,
    },
    /// Make one file of a game.
    Pack {
        /// Where it is.
        game: PathBuf,
        /// The bundle to write.
        output: PathBuf,
        /// Which log lines are shown, as `module=level`.
        log: String,
    },
    /// Make of a game what a stranger can run.
    Ship {
        /// Which, for whom, and where to.
        options: ShipOptions,
        /// Which log lines are shown, as `module=level`.
        log: String,
    },
    /// Look at a sound, or at all of a game.
    Sound {
        /// Which, and whether it is played.
        options: SoundOptions,
        /// Which log lines are shown, as `module=level`.
        log: String,
    },
    /// Run a game, or the gallery.
    Run {
        /// How.
        options: Box<Options>,
        /// Which log lines are shown, as `module=level`.
        log: String,
    },
}

const HELP: &str = "\
playground: plays games made of a folder of scenes, sprites and sounds

usage: playground [run] [PATH] [OPTIONS]       without PATH: the gallery of games
       playground new PATH [--template NAME]   make a game: empty (a scene), or plugin (and its rules)
       playground check PATH                   tell all mistakes of a game at once
       playground pack PATH -o FILE            make one file of a game, which plays as its folder does
       playground ship PATH --target linux|windows|macos|web -o DIR [--fused] [--player FILE]
                                               make what a stranger can run; --fused: in one file
       playground replay FILE [PATH] [OPTIONS] play what --record or F8 wrote, in the game PATH or the one carried
       playground sound PATH [--play]          what a sound file is and how loud, or all sounds of a game
       playground pads [--log FILE | --replay FILE]   show what every controller does; keep it, or show it again

  --headless          no window and no devices; prints lines of `key: value`
  --ticks N           end after N ticks
  --seed N            seed of the game's random numbers (0)
  --input FILE        events from a file: TICK SOURCE CONTROL VALUE, one a line
  --hash [every|systems|systems@TICK]   headless: print the hash of the world at the end (it does so anyway),
                      or one a tick, or one a tick, system and part of the world, or those of one tick and
                      each field that a system changed in it: for `diff` of two runs
  --record FILE       record the run, for `playground replay`
  --synctest N        after every tick go back N ticks, simulate them again and compare
  --trace FILE        write times of frames, ticks and systems, for chrome://tracing
  --screenshot FILE[@TICK]   write a PNG picture, at the end or after TICK ticks
  --scale N           headless: pixels of a picture for each virtual pixel (1)
  --wav FILE          write the sound of the run; a window then plays none
  --renderer KIND     auto, vulkan, metal, dx12, gl or null
  --audio DEVICE      auto, rodio, null or the name of a device
  --seats N           N players from the start, in a game whose players join by pressing
  --saves FOLDER      where saves, settings and binds are kept; headless: keep them, from here
  --mute              no sound
  --fullscreen        the whole screen
  --verbose           more log lines
  --log FILTER        log lines by module, such as `playground=debug`
  --version, --help

keys in every game: Escape, Pause or pad Start pauses; F3 performance, F8 report, F11 whole screen, F12 picture,
Ctrl+M mute; in a game run from a folder: Backspace held goes back in time, period and comma step in a pause
";

// A decoder's own words about a file that it cannot read only repeat ours.
const LOG: &str = "error,symphonia=off,playground=info";
const LOG_VERBOSE: &str = "warn,playground=debug";

/// Reads the arguments after the program's name.
pub(crate) fn parse<I: Iterator<Item = OsString>>(arguments: I) -> CoreResult<Request> {
    read(Parser::from_args(arguments)).map_err(|error| match error {
        Refusal::Usage(error) => usage(&error.to_string()),
        Refusal::Said(error) => error,
    })
}

/// Why a command line is refused: by the parser, or by whoever reads a value.
enum Refusal {
    Usage(lexopt::Error),
    Said(CoreError),
}

impl From<lexopt::Error> for Refusal {
    fn from(error: lexopt::Error) -> Self {
        Self::Usage(error)
    }
}

fn read(mut parser: Parser) -> Result<Request, Refusal> {
    let mut options = Box::new(Options::default());
    let mut log = LOG.to_owned();
    let mut verb: Option<Verb> = None;
    let mut template: Option<Template> = None;
    let mut play = false;
    let mut shipping = Shipping::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Ok(Request::Print(HELP.to_owned())),
            Long("version") | Short('V') => {
                return Ok(Request::Print(format!("playground {}\n", env!("CARGO_PKG_VERSION"))));
            }
            Long("verbose") => LOG_VERBOSE.clone_into(&mut log),
            Long("log") if verb == Some(Verb::Pads) => {
                options.pads_log = Some(PathBuf::from(parser.value()?))
            }
            Long("replay") if verb == Some(Verb::Pads) => {
                options.pads_replay = Some(PathBuf::from(parser.value()?));
            }
            Long("log") => log = parser.value()?.string()?,
            Long("template") => {
                template = Some(parser.value()?.string()?.parse().map_err(Refusal::Said)?);
            }
            Long("play") => play = true,
            Short('o') => shipping.output = Some(PathBuf::from(parser.value()?)),
            Long(name) if shipping::OPTIONS.contains(&name) => {
                let name = name.to_owned();
                shipping.read(&name, &mut parser)?;
            }
            Long(name) => {
                let name = name.to_owned();
                read_option(&mut options, &name, &mut parser)?;
            }
            Value(word) if verb.is_none() && options.game.is_none() && Verb::of(&word).is_some() => {
                verb = Verb::of(&word);
            }
            Value(file) if verb == Some(Verb::Replay) && options.replay.is_none() => {
                options.replay = Some(PathBuf::from(file));
            }
            Value(path) if options.game.is_none() && verb != Some(Verb::Pads) => {
                options.game = Some(PathBuf::from(path));
            }
            other => return Err(Refusal::Usage(other.unexpected())),
        }
    }
    options.pads = verb == Some(Verb::Pads);
    if verb == Some(Verb::New) {
        return read_new(*options, template, log == LOG);
    }
    if let Some(Verb::Pack | Verb::Ship) = verb {
        return shipping.finish(*options, verb == Some(Verb::Ship), log);
    }
    if shipping != Shipping::default() {
        return Err(Refusal::Said(usage("-o, --target, --fused and --player are for `pack` and `ship`")));
    }
    if template.is_some() {
        return Err(Refusal::Said(usage("--template is for `new`")));
    }
    if verb == Some(Verb::Sound) {
        return read_sound(*options, play, log);
    }
    if play {
        return Err(Refusal::Said(usage("--play is for `sound`; a game plays without it")));
    }
    if verb == Some(Verb::Check) {
        return read_check(*options, log);
    }
    if verb == Some(Verb::Replay) {
        check_replay(&options)?;
    }
    check_together(&options)?;
    Ok(Request::Run { options, log })
}

/// The first word, where it is no path; `./check` is a path.
#[derive(Clone, Copy, PartialEq)]
enum Verb {
    Run,
    Check,
    Pads,
    New,
    Replay,
    Sound,
    Pack,
    Ship,
}

impl Verb {
    fn of(word: &OsStr) -> Option<Self> {
        match word.to_str()? {
            "run" => Some(Self::Run),
            "check" => Some(Self::Check),
            "pads" => Some(Self::Pads),
            "new" => Some(Self::New),
            "replay" => Some(Self::Replay),
            "sound" => Some(Self::Sound),
            "pack" => Some(Self::Pack),
            "ship" => Some(Self::Ship),
            _ => None,
        }
    }
}

/// A new game has a path, perhaps a template, and no other option.
fn read_new(
    mut options: Options,
    template: Option<Template>,
    is_log_default: bool,
) -> Result<Request, Refusal> {
    let Some(path) = options.game.take() else {
        return Err(Refusal::Said(usage(
            "`new` needs the PATH of the game to make; `./new` plays one of that name",
        )));
    };
    if options != Options::default() || !is_log_default {
        return Err(Refusal::Said(usage("`new` takes no option but --template")));
    }
    Ok(Request::New { path, template: template.unwrap_or_default() })
}

/// A check has a path, and none of the options of a run.
fn read_check(mut options: Options, log: String) -> Result<Request, Refusal> {
    let Some(game) = options.game.take() else {
        return Err(Refusal::Said(usage(
            "`check` needs the PATH of a game; `./check` plays one of that name",
        )));
    };
    if options != Options::default() {
        return Err(Refusal::Said(usage("`check` takes no option but --verbose and --log")));
    }
    Ok(Request::Check { game, log })
}

/// A look at sounds has a path, and of the options of a run only the device.
fn read_sound(mut options: Options, play: bool, log: String) -> Result<Request, Refusal> {
    let Some(path) = options.game.take() else {
        return Err(Refusal::Said(usage(
            "`sound` needs the PATH of a sound or a game; `./sound` plays a game of that name",
        )));
    };
    let audio = std::mem::take(&mut options.audio);
    if options != Options::default() {
        return Err(Refusal::Said(usage("`sound` takes no option but --play, --audio, --verbose and --log")));
    }
    Ok(Request::Sound { options: SoundOptions { path, play, audio }, log })
}

/// A replay has a file; its seed, seats and input are in it.
fn check_replay(options: &Options) -> Result<(), Refusal> {
    if options.replay.is_none() {
        return Err(Refusal::Said(usage(
            "`replay` needs the FILE of a recording; `./replay` plays a game of that name",
        )));
    }
    let Options { seed, seats, input, .. } = options;
    let in_vain = [("--seed", *seed != 0), ("--seats", seats.is_some()), ("--input", input.is_some())];
    match in_vain.into_iter().find(|(_, is_given)| *is_given) {
        Some((option, _)) => {
            Err(Refusal::Said(usage(&format!("{option} is for runs: a recording has its own"))))
        }
        None => Ok(()),
    }
}

fn read_option(options: &mut Options, name: &str, parser: &mut Parser) -> Result<(), Refusal> {
    match name {
        "headless" => options.headless = true,
        "hash" => options.hashes = read_hashes(parser)?,
        "synctest" => options.synctest = Some(read_count(parser, "--synctest", SYNCTEST_TICKS_MAX)?.into()),
        "record" => options.record = Some(PathBuf::from(parser.value()?)),
        "trace" => options.trace = Some(PathBuf::from(parser.value()?)),
        "mute" => options.mute = true,
        "fullscreen" => options.fullscreen = true,
        "ticks" => options.ticks = Some(parser.value()?.parse()?),
        "seats" => options.seats = Some(read_count(parser, "--seats", SEAT_COUNT_MAX)?),
        "saves" => options.saves = Some(PathBuf::from(parser.value()?)),
        "seed" => options.seed = parser.value()?.parse()?,
        "scale" => options.scale = read_count(parser, "--scale", SCALE_MAX)?,
        "input" => options.input = Some(PathBuf::from(parser.value()?)),
        "wav" => options.wav = Some(PathBuf::from(parser.value()?)),
        "screenshot" => options.screenshot = Some(read_screenshot(parser.value()?)?),
        "renderer" => options.renderer = parser.value()?.string()?.parse().map_err(Refusal::Said)?,
        "audio" => {
            // Every text is a device, if only one that is not there.
            let Ok(device) = parser.value()?.string()?.parse();
            options.audio = device;
        }
        unknown => return Err(Refusal::Said(usage(&format!("there is no option --{unknown}")))),
    }
    Ok(())
}

/// Refuses what would be asked for in vain.
fn check_together(options: &Options) -> Result<(), Refusal> {
    let is_hashed = options.hashes != Hashes::None;
    if !options.headless && (is_hashed || options.scale > 0) {
        let option = if is_hashed { "--hash" } else { "--scale" };
        return Err(Refusal::Said(usage(&format!("{option} is for runs with --headless"))));
    }
    if options.headless && options.pads && options.pads_replay.is_none() {
        return Err(Refusal::Said(usage(
            "`pads` needs a window, but to print a log: `pads --headless --replay FILE`",
        )));
    }
    if options.headless && options.fullscreen {
        return Err(Refusal::Said(usage("--fullscreen is for runs without --headless")));
    }
    Ok(())
}

/// Pictures beyond this are more than any graphics card holds.
const SCALE_MAX: u32 = 32;

/// A roll back of more ticks is no test that ends.
const SYNCTEST_TICKS_MAX: u32 = 600;

/// `--hash`, `--hash every`, `--hash systems`, `--hash systems@TICK`; another word after it is another argument.
fn read_hashes(parser: &mut Parser) -> Result<Hashes, Refusal> {
    let changes = |tick: &str| tick.parse().ok().filter(|tick| *tick > 0).map(Hashes::Changes);
    let hashes = |word: &OsStr| match word.to_str()? {
        "every" => Some(Hashes::Every),
        "systems" => Some(Hashes::Systems),
        word => word.strip_prefix("systems@").and_then(changes),
    };
    if let Some(word) = parser.optional_value() {
        let refused =
            || Refusal::Said(usage("--hash takes `every`, `systems`, `systems@TICK` from 1 on, or nothing"));
        return hashes(&word).ok_or_else(refused);
    }
    let next = parser.try_raw_args().and_then(|mut rest| rest.next_if(|word| hashes(word).is_some()));
    Ok(next.as_deref().and_then(hashes).unwrap_or(Hashes::End))
}

/// As many players as any game takes.
const SEAT_COUNT_MAX: u32 = 8;

fn read_count(parser: &mut Parser, option: &str, most: u32) -> Result<u32, Refusal> {
    let count: u32 = parser.value()?.parse()?;
    if (1..=most).contains(&count) {
        return Ok(count);
    }
    Err(Refusal::Said(usage(&format!("{option} is 1 to {most}, not {count}"))))
}

/// `FILE` or `FILE@TICK`; an `@` that no number follows belongs to the file's name, unless nothing follows it.
fn read_screenshot(value: OsString) -> Result<Screenshot, Refusal> {
    let text = value.string()?;
    if text.ends_with('@') {
        return Err(Refusal::Said(usage("--screenshot FILE@TICK lacks the number of its tick")));
    }
    let at_tick = text.rsplit_once('@').filter(|(file, _)| !file.is_empty()).and_then(|(file, tick)| {
        let tick: u64 = tick.parse().ok()?;
        Some(Screenshot { file: PathBuf::from(file), tick: Some(tick) })
    });
    Ok(at_tick.unwrap_or_else(|| Screenshot { file: PathBuf::from(text), tick: None }))
}

fn usage(message: &str) -> CoreError {
    CoreError::new(ErrorKind::BadRequest, message).cure("`playground --help` lists what there is")
}

#[cfg(test)]
mod tests;
