//! The options of a run, and what their values may be.

use super::{Refusal, usage};
use lexopt::{Parser, ValueExt};
use playground_core_client::audio::AudioDevice;
use playground_platform_desktop::{Hashes, Options, Screenshot};
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// Reads one option of a run.
pub(super) fn read(options: &mut Options, name: &str, parser: &mut Parser) -> Result<(), Refusal> {
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
pub(super) fn check_together(options: &Options) -> Result<(), Refusal> {
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
    if options.pads_log.is_some() && options.pads_replay.is_some() {
        return Err(Refusal::Said(usage("`pads` keeps a log or shows one: --log or --replay")));
    }
    if options.record.is_some() && options.ticks == Some(0) {
        return Err(Refusal::Said(usage("--record needs a tick to record: --ticks is 0")));
    }
    if let (true, AudioDevice::Named(name)) = (options.headless, &options.audio) {
        let message = format!(
            "no audio output is called `{name}` in a run with --headless, which plays into none; \
             --audio takes auto, offline or null there, and --wav FILE writes what would be heard"
        );
        return Err(Refusal::Said(usage(&message)));
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
