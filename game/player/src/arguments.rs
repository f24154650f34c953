//! The command line: what it may say, and the errors when it says something else.

mod options;
mod shipping;
mod verbs;

use lexopt::Arg::{Long, Short, Value};
use lexopt::{Parser, ValueExt};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use playground_platform_desktop::{Options, ShipOptions, SoundOptions, Template, WebOptions};
use shipping::Shipping;
use std::collections::BTreeSet;
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
    /// Show the page of a game.
    Web {
        /// Which, and where.
        options: WebOptions,
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
       playground web PATH [--port N] [--open] [--player FOLDER]
                                               show its page to browsers near here, anew whenever it changes
       playground replay FILE [PATH] [OPTIONS] play what --record or F8 wrote, in the game PATH or the one carried
       playground sound PATH [--play]          what a sound file is and how loud, or all sounds of a game
       playground sound --devices              the outputs of this machine, which --audio takes
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
  --audio DEVICE      auto, rodio, null, or (a part of) a name of `playground sound --devices`
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

// A decoder's own words about a file that it cannot read only repeat ours; PulseAudio's client takes each end of a stream
// for an error.
const LOG: &str = "error,symphonia=off,pulseaudio=off,playground=info";
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
    let mut line = Line::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Ok(Request::Print(HELP.to_owned())),
            Long("version") | Short('V') => {
                return Ok(Request::Print(format!("playground {}\n", env!("CARGO_PKG_VERSION"))));
            }
            Short('o') => line.shipping.output = Some(PathBuf::from(parser.value()?)),
            Long(name) => {
                let name = name.to_owned();
                line.read_option(&name, &mut parser)?;
            }
            Value(word) if word == "help" && line.is_empty() => return Ok(Request::Print(HELP.to_owned())),
            Value(word) => line.read_word(word)?,
            other @ Short(_) => return Err(Refusal::Usage(other.unexpected())),
        }
    }
    line.finish()
}

/// What a command line said, before it is looked at whether it fits together.
struct Line {
    options: Box<Options>,
    log: String,
    verb: Option<Verb>,
    template: Option<Template>,
    play: bool,
    devices: bool,
    shipping: Shipping,
    /// The options that stood there, by name.
    given: BTreeSet<String>,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            options: Box::default(),
            log: LOG.to_owned(),
            verb: None,
            template: None,
            play: false,
            devices: false,
            shipping: Shipping::default(),
            given: BTreeSet::new(),
        }
    }
}

impl Line {
    fn read_option(&mut self, name: &str, parser: &mut Parser) -> Result<(), Refusal> {
        let is_of_pads = self.verb == Some(Verb::Pads);
        if !self.given.insert(name.to_owned()) {
            return Err(Refusal::Said(usage(&format!("--{name} stands there twice"))));
        }
        match name {
            "verbose" => LOG_VERBOSE.clone_into(&mut self.log),
            "log" if is_of_pads => self.options.pads_log = Some(PathBuf::from(parser.value()?)),
            "replay" if is_of_pads => self.options.pads_replay = Some(PathBuf::from(parser.value()?)),
            "log" => self.log = parser.value()?.string()?,
            "template" => self.template = Some(parser.value()?.string()?.parse().map_err(Refusal::Said)?),
            "play" => self.play = true,
            "devices" => self.devices = true,
            name if shipping::OPTIONS.contains(&name) => self.shipping.read(name, parser)?,
            name => options::read(&mut self.options, name, parser)?,
        }
        Ok(())
    }

    /// Whether no word stood there yet.
    fn is_empty(&self) -> bool {
        self.verb.is_none() && self.options.game.is_none()
    }

    /// The first word may be a verb; what follows is a path.
    fn read_word(&mut self, word: OsString) -> Result<(), Refusal> {
        if let (true, Some(verb)) = (self.is_empty(), Verb::of(&word)) {
            self.verb = Some(verb);
        } else if self.verb == Some(Verb::Replay) && self.options.replay.is_none() {
            self.options.replay = Some(PathBuf::from(word));
        } else if self.options.game.is_none() && self.verb != Some(Verb::Pads) {
            self.options.game = Some(PathBuf::from(word));
        } else {
            return Err(Refusal::Usage(Value(word).unexpected()));
        }
        Ok(())
    }

    fn finish(self) -> Result<Request, Refusal> {
        let Self { mut options, log, verb, template, play, devices, shipping, .. } = self;
        options.pads = verb == Some(Verb::Pads);
        if verb == Some(Verb::New) {
            return verbs::read_new(*options, template, log == LOG);
        }
        if let Some(Verb::Pack | Verb::Ship) = verb {
            return shipping.finish(*options, verb == Some(Verb::Ship), log);
        }
        if verb == Some(Verb::Web) {
            return shipping.finish_web(*options, log);
        }
        if shipping != Shipping::default() {
            return Err(Refusal::Said(usage(
                "-o, --target, --fused and --player are for `pack` and `ship`, --port and --open for `web`",
            )));
        }
        if template.is_some() {
            return Err(Refusal::Said(usage("--template is for `new`")));
        }
        if verb == Some(Verb::Sound) {
            return verbs::read_sound(*options, (play, devices), log);
        }
        if devices {
            return Err(Refusal::Said(usage("--devices is for `sound`, which lists what --audio takes")));
        }
        if play {
            return Err(Refusal::Said(usage("--play is for `sound`; a game plays without it")));
        }
        if verb == Some(Verb::Check) {
            return verbs::read_check(*options, log);
        }
        if verb == Some(Verb::Replay) {
            verbs::check_replay(&options)?;
        }
        options::check_together(&options)?;
        Ok(Request::Run { options, log })
    }
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
    Web,
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
            "web" => Some(Self::Web),
            _ => None,
        }
    }
}

fn usage(message: &str) -> CoreError {
    CoreError::new(ErrorKind::BadRequest, message).cure("`playground --help` lists what there is")
}

#[cfg(test)]
mod tests;
