//! `[audio.buses]` and `[audio.cues]`, right and wrong.

use super::{SMALLEST, check_line, good};
use playground_core_assets::bus_effect::EFFECT_KINDS;
use playground_core_assets::{AssetId, BusSend, SoundCue, SoundTone};
use playground_core_ecs::Name;

#[test]
fn a_bus_has_sends_effects_and_a_limit() {
    let manifest = good(&format!(
        "{SMALLEST}\n[audio.buses]\nroom = {{ effects = [{{ kind = \"reverb\", decay_seconds = 2, dry = 0 }}] }}\n\
         speech = {{ limit = 2 }}\n\
         music = {{ gain_decibels = -6, sends = {{ room = -12 }}, effects = [\n\
         {{ kind = \"low_pass\", cutoff_hertz = 8000 }}, {{ kind = \"compressor\", side_chain = \"speech\" }}] }}"
    ));
    let [room, speech, music] = manifest.buses.as_slice() else { panic!("three buses") };
    assert_eq!(room.effects[0].numbers[..5], [2.0, 6_000.0, 0.01, 0.3, 0.0]);
    assert_eq!((speech.limit, music.gain_millibels), (2, -600));
    assert_eq!(music.sends, [BusSend { target: "room".to_owned(), gain_millibels: -1_200 }]);
    let [filter, compressor] = music.effects.as_slice() else { panic!("two effects") };
    assert_eq!((filter.bus, filter.place, filter.numbers[0]), (Name::of("music"), 0, 8_000.0));
    assert_eq!((compressor.place, compressor.side_chain), (1, Name::of("speech")));
    for kind in EFFECT_KINDS {
        let plain =
            format!("{SMALLEST}\n[audio.buses]\na = {{ effects = [{{ kind = \"{}\" }}] }}", kind.name);
        assert_eq!(good(&plain).buses[0].effects[0].numbers, kind.defaults());
    }
}

#[test]
fn a_cue_has_sounds_ranges_and_limits_or_a_tone() {
    let manifest = good(&format!(
        "{SMALLEST}\n[audio.cues]\nlanded = {{ sound = [\"sounds/a.ogg\", \"sounds/b.ogg\"], bus = \"music\", \
         pitch = [0.9, 1.1], gain_decibels = -3, limit = 4, priority = 7, cooldown_ticks = 0, steal = \"quietest\", \
         attenuation = \"inverse\", max_distance = 900 }}\n\
         ping = {{ tone = {{ wave = \"square\", hertz = 660, duty = 0.25 }} }}"
    ));
    let [landed, ping] = manifest.cues.as_slice() else { panic!("two cues") };
    let SoundCue { pitch, gain_decibels, limit, priority, cooldown_ticks, steal, attenuation, .. } =
        landed.cue;
    assert_eq!((pitch, gain_decibels, limit, priority), ([0.9, 1.1], [-3.0; 2], 4, 7));
    assert_eq!((cooldown_ticks, steal, attenuation), (0, SoundCue::STEAL_QUIETEST, 1));
    let sounds: Vec<AssetId> = landed.cue.sounds().collect();
    assert_eq!(sounds, ["sounds/a.ogg", "sounds/b.ogg"].map(AssetId::of));
    assert_eq!((landed.cue.name, landed.cue.bus), (Name::of("landed"), Name::of("music")));
    assert_eq!(landed.files[1].0, "sounds/b.ogg");
    assert_eq!((landed.files[1].1.line, landed.files[1].1.column), (9, 37));
    assert_eq!((ping.cue.tone.wave, ping.cue.tone.duty), (SoundTone::SQUARE, 0.25));
    assert_eq!((ping.cue.sound, ping.cue.bus), (AssetId::NONE, Name::of("effects")));
}

#[test]
fn wrong_buses_are_told() {
    check_line(
        "[audio.buses]\na = { sends = { b = 0 } }",
        "game.toml:7:17: `b` is no bus above this one\n  cure: choose from `effects`, `master`, `music`",
    );
    check_line(
        "[audio.buses]\na = { effects = [{ kind = \"reverv\" }] }",
        "game.toml:7:27: `kind` is `reverv`, which is no effect\n  cure: did you mean `reverb`?",
    );
    check_line(
        "[audio.buses]\na = { effects = [{ kind = \"reverb\", dray = 1 }] }",
        "game.toml:7:37: `dray` is no field of `reverb`\n  cure: did you mean `dry`?",
    );
    check_line(
        "[audio.buses]\na = { effects = [{ kind = \"reverb\", dry = 2 }] }",
        "game.toml:7:43: `dry` is 2, but must be 0 to 1\n  cure: write it like `dry = 1`",
    );
    check_line(
        "[audio.buses]\na = { effects = [{ kind = \"reverb\", decay_seconds = 0 }] }",
        "game.toml:7:53: `decay_seconds` is 0, but must be 0.1 to 20\n  cure: write it like `decay_seconds = 1.5`",
    );
    check_line(
        "[audio.buses]\na = { effects = [{ kind = \"compressor\", side_chain = \"speach\" }] }",
        "game.toml:7:54: `side_chain` is `speach`, which [audio.buses] does not declare\n  cure: choose from `a`, `effects`, `master`, `music`",
    );
}

/// So many buses, each with an effect of `kind`.
fn buses_with(kind: &str, count: usize) -> String {
    let bus = |index| format!("\nb{index} = {{ effects = [{{ kind = \"{kind}\" }}] }}");
    (0..count).map(bus).fold("[audio.buses]".to_owned(), |text, bus| text + &bus)
}

#[test]
fn buses_and_effects_beyond_what_the_mixer_has_are_told() {
    for (kind, most) in [("reverb", 4), ("delay", 8)] {
        good(&format!("{SMALLEST}\n{}", buses_with(kind, most)));
        check_line(
            &buses_with(kind, most + 1),
            &format!(
                "game.toml:{}:1: `b{most}` has a {kind} too many: all buses of a game have at most {most}\n  cure: leave it out, and send to a bus that has one: `sends = {{ {kind} = -9 }}`",
                7 + most
            ),
        );
    }
    check_line(
        &buses_with("limiter", 17),
        "game.toml:23:1: `b16` is one too many: a game has at most 16 buses\n  cure: leave it out, and let what goes through it go through another one",
    );
}

#[test]
fn wrong_cues_are_told() {
    check_line(
        "[audio.cues]\na = { sond = \"a.ogg\" }",
        "game.toml:7:7: `sond` is no field of a\n  cure: did you mean `sound`?",
    );
    check_line(
        "[audio.cues]\na = { sound = [\"a\", \"a\", \"a\", \"a\", \"a\", \"a\", \"a\", \"a\", \"a\"] }",
        "game.toml:7:15: `sound` has 9 sounds, but must have 1 to 8\n  cure: leave 1 of them out, or make two cues",
    );
    check_line(
        "[audio.cues]\na = { limit = 4 }",
        "game.toml:7:1: `a` has neither a `sound` nor a `tone`\n  cure: write it like `landed = { sound = \"sounds/thud.ogg\", pitch = [0.9, 1.1] }`",
    );
    check_line(
        "[audio.cues]\na = { sound = \"a.ogg\", bus = \"efects\" }",
        "game.toml:7:30: `bus` is `efects`, which [audio.buses] does not declare\n  cure: did you mean `effects`?",
    );
    check_line(
        "[audio.cues]\na = { sound = \"a.ogg\", pitch = [1.1, 0.9] }",
        "game.toml:7:32: `pitch` must be one number, or two of which the second is not the lower one\n  cure: write it like `pitch = [0.9, 1.1]`",
    );
    check_line(
        "[audio.cues]\na = { sound = \"../a.ogg\" }",
        "game.toml:7:15: `sound` is `../a.ogg`, which is no path inside the game: no part of it may be empty, `.` or `..`\n  cure: write it like `sound = \"sounds/thud.ogg\"`",
    );
    check_line(
        "[audio.cues]\na = { sound = \"a.ogg\", min_distance = 500 }",
        "game.toml:7:1: `a` has a `max_distance` that is not above `min_distance`\n  cure: write it like `landed = { sound = \"sounds/thud.ogg\", pitch = [0.9, 1.1] }`",
    );
}
