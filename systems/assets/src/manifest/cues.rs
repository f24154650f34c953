//! The `[audio.cues]` of a game.

use super::buses::read_bus_name;
use super::table::{Field, Known, Table};
use crate::source::refuse_path;
use playground_core_assets::cue::{CUE_VARIANT_COUNT_MAX, check_cue};
use playground_core_assets::manifest::CUE_COUNT_MAX;
use playground_core_assets::{AssetId, CueDeclaration, SoundCue, SoundTone};
use playground_core_ecs::Name;
use playground_core_types::{CoreResult, Place};

const EXAMPLE: &str = "landed = { sound = \"sounds/thud.ogg\", pitch = [0.9, 1.1] }";
const CUE: Known = &[
    ("sound", "sound = \"sounds/thud.ogg\""),
    ("tone", "tone = { wave = \"square\", hertz = 660 }"),
    ("bus", "bus = \"effects\""),
    ("gain_decibels", "gain_decibels = [-3, 0]"),
    ("pitch", "pitch = [0.9, 1.1]"),
    ("limit", "limit = 4"),
    ("priority", "priority = 100"),
    ("cooldown_ticks", "cooldown_ticks = 6"),
    ("steal", "steal = \"oldest\""),
    ("min_distance", "min_distance = 40"),
    ("max_distance", "max_distance = 400"),
    ("attenuation", "attenuation = \"linear\""),
];
const TONE: Known = &[
    ("wave", "wave = \"square\""),
    ("hertz", "hertz = 660"),
    ("sweep_hertz", "sweep_hertz = 220"),
    ("sweep_seconds", "sweep_seconds = 0.2"),
    ("duty", "duty = 0.25"),
    ("seed", "seed = 1"),
    ("attack_seconds", "attack_seconds = 0.01"),
    ("decay_seconds", "decay_seconds = 0.1"),
    ("sustain", "sustain = 0.5"),
    ("held_seconds", "held_seconds = 0.2"),
    ("release_seconds", "release_seconds = 0.1"),
];
const STEALS: &[(&str, u32)] = &[
    ("none", SoundCue::STEAL_NONE),
    ("oldest", SoundCue::STEAL_OLDEST),
    ("quietest", SoundCue::STEAL_QUIETEST),
];
const ATTENUATIONS: &[(&str, u32)] = &[("linear", 0), ("inverse", 1), ("exponential", 2)];
const WAVES: &[(&str, u32)] = &[
    ("sine", SoundTone::SINE),
    ("square", SoundTone::SQUARE),
    ("saw", SoundTone::SAW),
    ("triangle", SoundTone::TRIANGLE),
    ("noise", SoundTone::NOISE),
];
const LIMIT_MAX: u32 = 1_024;
const COOLDOWN_TICKS_MAX: u32 = 60_000;
const DISTANCE_MAX: f64 = 1e6;

/// Reads the table of cues, in the order of the file; `buses` are all that there are.
pub(super) fn read(field: &Field<'_>, buses: &[&str]) -> CoreResult<Vec<CueDeclaration>> {
    let entries = field.entries(EXAMPLE)?;
    if let Some(excess) = entries.get(CUE_COUNT_MAX) {
        let message = format!("is one too many: a game has at most {CUE_COUNT_MAX} cues");
        field.note(excess.refuse_key(&message))?;
    }
    field.read_each(&entries, |cue| read_cue(cue, buses))
}

fn read_cue(field: &Field<'_>, buses: &[&str]) -> CoreResult<CueDeclaration> {
    let table = field.table(CUE)?;
    let default = SoundCue::default();
    let files = table.optional("sound", read_files)?.unwrap_or_default();
    let tone = table.optional("tone", read_tone)?;
    match (table.find("sound"), table.find("tone")) {
        // What is there under another name was told.
        (None, None) if !table.has_unknown() => {
            return Err(field.refuse_key("has neither a `sound` nor a `tone`"));
        }
        (Some(_), Some(tone)) => field.note(tone.refuse_key("is for cues without a `sound`"))?,
        _ => {}
    }
    let mut sounds = files.iter().map(|(path, _)| AssetId::of(path));
    let sound = sounds.next().unwrap_or(AssetId::NONE);
    let mut variants = default.variants;
    for (place, sound) in variants.iter_mut().zip(sounds) {
        *place = sound;
    }
    let number = |key, min, max| table.optional(key, |field| field.number(min, max));
    let distance = |key| table.optional(key, |field| field.real(0.001, DISTANCE_MAX));
    let cue = SoundCue {
        name: Name::of(field.key),
        sound,
        variants,
        bus: table.optional("bus", |bus| read_bus_name(bus, buses))?.unwrap_or(default.bus),
        tone: tone.unwrap_or(default.tone),
        gain_decibels: table
            .optional("gain_decibels", |gain| read_range(gain, -96.0, 12.0))?
            .unwrap_or(default.gain_decibels),
        pitch: table.optional("pitch", |pitch| read_range(pitch, 0.125, 8.0))?.unwrap_or(default.pitch),
        limit: number("limit", 1, LIMIT_MAX)?.unwrap_or(default.limit),
        priority: number("priority", 0, 255)?.unwrap_or(default.priority),
        cooldown_ticks: number("cooldown_ticks", 0, COOLDOWN_TICKS_MAX)?.unwrap_or(default.cooldown_ticks),
        steal: table.optional("steal", |steal| steal.choice(STEALS))?.unwrap_or(default.steal),
        min_distance: distance("min_distance")?.map_or(default.min_distance, |distance| distance as f32),
        max_distance: distance("max_distance")?.map_or(default.max_distance, |distance| distance as f32),
        attenuation: table
            .optional("attenuation", |attenuation| attenuation.choice(ATTENUATIONS))?
            .unwrap_or(default.attenuation),
    };
    if let Err(bad) = check_cue(&cue) {
        field.note(field.refuse_key(&format!("has a `{}` that is not {}", bad.field, bad.expected)))?;
    }
    Ok(CueDeclaration { name: field.key.to_owned(), place: field.key_place(), cue, files })
}

/// One path, or several in a list.
fn read_files(field: &Field<'_>) -> CoreResult<Vec<(String, Place)>> {
    if !field.is_array() {
        return Ok(vec![read_file(field)?]);
    }
    let elements = field.elements()?;
    if elements.is_empty() || elements.len() > CUE_VARIANT_COUNT_MAX + 1 {
        let most = CUE_VARIANT_COUNT_MAX + 1;
        let error = field.refuse(&format!("has {} sounds, but must have 1 to {most}", elements.len()));
        return match elements.len() {
            0 => Err(error),
            _ => Err(error.cure(format!("leave {} of them out, or make two cues", elements.len() - most))),
        };
    }
    field.read_each(&elements, read_file)
}

fn read_file(field: &Field<'_>) -> CoreResult<(String, Place)> {
    let path = field.string()?;
    match refuse_path(path) {
        Some(reason) => {
            Err(field.refuse(&format!("is `{path}`, which is no path inside the game: {reason}")))
        }
        None => Ok((path.to_owned(), field.place())),
    }
}

/// One number, or the two ends of a range.
fn read_range(field: &Field<'_>, min: f64, max: f64) -> CoreResult<[f32; 2]> {
    if !field.is_array() {
        let number = field.real(min, max)? as f32;
        return Ok([number; 2]);
    }
    let elements = field.elements()?;
    let numbers = field.read_each(&elements, |element| element.real(min, max))?;
    match (elements.as_slice(), numbers.as_slice()) {
        ([_, _], [low, high]) if low <= high => Ok([*low as f32, *high as f32]),
        // What is wrong with one of them is noted.
        ([_, _], numbers) if numbers.len() < 2 => Ok([min as f32; 2]),
        _ => Err(field.refuse("must be one number, or two of which the second is not the lower one")),
    }
}

fn read_tone(field: &Field<'_>) -> CoreResult<SoundTone> {
    let table = field.table(TONE)?;
    let default = SoundTone::default();
    let number = |key, min, max, default: f32| real(&table, key, (min, max), default);
    let seconds = |key, default| number(key, 0.0, 60.0, default);
    Ok(SoundTone {
        wave: table.optional("wave", |wave| wave.choice(WAVES))?.unwrap_or(default.wave),
        hertz: number("hertz", 1.0, 20_000.0, default.hertz)?,
        sweep_hertz: number("sweep_hertz", 1.0, 20_000.0, default.sweep_hertz)?,
        sweep_seconds: seconds("sweep_seconds", default.sweep_seconds)?,
        duty: number("duty", 0.01, 0.99, default.duty)?,
        seed: table.optional("seed", |seed| seed.number(0, u32::MAX))?.unwrap_or(default.seed),
        attack_seconds: seconds("attack_seconds", default.attack_seconds)?,
        decay_seconds: seconds("decay_seconds", default.decay_seconds)?,
        sustain: number("sustain", 0.0, 1.0, default.sustain)?,
        held_seconds: seconds("held_seconds", default.held_seconds)?,
        release_seconds: seconds("release_seconds", default.release_seconds)?,
    })
}

fn real(table: &Table<'_>, key: &str, (min, max): (f64, f64), default: f32) -> CoreResult<f32> {
    let number = table.optional(key, |field| field.real(min, max))?;
    Ok(number.map_or(default, |number| number as f32))
}
