//! What each verb wants beside it, and what it has no use for.

use super::{Refusal, Request, usage};
use playground_platform_desktop::{Options, SoundOptions, Template};

/// A new game has a path, perhaps a template, and no other option.
pub(super) fn read_new(
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
pub(super) fn read_check(mut options: Options, log: String) -> Result<Request, Refusal> {
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
pub(super) fn read_sound(
    mut options: Options,
    (play, devices): (bool, bool),
    log: String,
) -> Result<Request, Refusal> {
    if devices && !play && options == Options::default() {
        let options = SoundOptions { devices, ..SoundOptions::default() };
        return Ok(Request::Sound { options, log });
    }
    if devices {
        return Err(Refusal::Said(usage("`sound --devices` takes no PATH and no other option")));
    }
    let Some(path) = options.game.take() else {
        return Err(Refusal::Said(usage(
            "`sound` needs the PATH of a sound or a game; `./sound` plays a game of that name",
        )));
    };
    let audio = std::mem::take(&mut options.audio);
    if options != Options::default() {
        return Err(Refusal::Said(usage("`sound` takes no option but --play, --audio, --verbose and --log")));
    }
    Ok(Request::Sound { options: SoundOptions { path, play, audio, devices }, log })
}

/// A replay has a file; its seed, seats and input are in it.
pub(super) fn check_replay(options: &Options) -> Result<(), Refusal> {
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
