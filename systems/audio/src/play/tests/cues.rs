//! Cues: limits, stealing, cooldowns, chance, places.

use super::{BEEP, HERTZ, beep};
use crate::measure::{amplitude_at, roughness, tone};
use crate::play::Game;
use playground_core_assets::{AssetId, BusDeclaration};
use playground_core_client::audio::{
    BUS_EFFECTS, BusLimit, CueCall, CueTable, CueTimes, CueVoice, Cues, SoundCue, SoundEmitter, SoundTone,
    Voice,
};
use playground_core_ecs::{Name, Query};
use playground_core_types::math::vec2;

const LOW: AssetId = AssetId::of("sounds/low.ogg");

fn landed() -> SoundCue {
    SoundCue { name: Name::of("landed"), sound: BEEP, cooldown_ticks: 0, ..SoundCue::default() }
}

/// The voices that cues made, in the order of the world.
fn voices(game: &Game) -> Vec<Voice> {
    let query = Query::new().read(Voice::ID).with(CueVoice::ID);
    let mut found = Vec::new();
    for page in game.world.pages(&query) {
        let voices: &[Voice] = page.read(Voice::ID).unwrap();
        found.extend_from_slice(voices);
    }
    found.sort_by_key(|voice| voice.start_tick);
    found
}

#[test]
fn a_cue_is_one_line_and_sounds_in_its_tick() {
    let cue = SoundCue { gain_decibels: [-6.0; 2], pitch: [2.0; 2], ..landed() };
    let mut game = Game::new(&[beep()]).with_cues(&[cue]);
    game.run(3);
    game.call(|cues| cues.play("landed"));
    game.run(1);
    let level = amplitude_at(&game.side(0, 3..4), 2.0 * HERTZ) / 0.5;
    let expected = 0.501_187 * std::f64::consts::FRAC_1_SQRT_2;
    assert!((level - expected).abs() < 1e-3, "{level}");
    let cues: Cues = game.world.resource().unwrap();
    assert_eq!(cues.count, 0, "it is forgotten");
    game.run(40);
    assert!(voices(&game).is_empty(), "and gone when it has ended");
}

#[test]
fn beyond_its_limit_a_cue_steals_as_it_says_and_nothing_clicks() {
    let check = |steal, gains: [f32; 3], left: [u64; 2]| {
        let cue = SoundCue { limit: 2, steal, ..landed() };
        let mut game = Game::new(&[beep()]).with_cues(&[cue]);
        for gain in gains {
            game.call(|cues| cues.call(CueCall::new("landed").gain(gain)));
            game.run(2);
        }
        let begun: Vec<u64> = voices(&game).iter().map(|voice| voice.start_tick).collect();
        assert_eq!(begun, left);
        assert!(roughness(&game.side(0, 1..6)) < 0.06, "nothing clicks: {}", roughness(&game.side(0, 1..6)));
    };
    check(SoundCue::STEAL_OLDEST, [0.5, 0.2, 0.4], [2, 4]);
    check(SoundCue::STEAL_QUIETEST, [0.5, 0.2, 0.4], [0, 4]);
    check(SoundCue::STEAL_NONE, [0.5, 0.2, 0.4], [0, 2]);
}

#[test]
fn a_bus_has_a_limit_of_its_own_and_the_lower_priority_gives_way() {
    let weak = SoundCue { name: Name::of("weak"), priority: 10, ..landed() };
    let strong = SoundCue { name: Name::of("strong"), priority: 20, ..landed() };
    let mut game = Game::new(&[beep()]).with_cues(&[weak, strong]);
    let mut table: CueTable = game.world.resource().unwrap();
    table.limits[0] = BusLimit { bus: BUS_EFFECTS, limit: 1, reserved: 0 };
    game.world.set_resource(&table);
    for (name, begun) in [("weak", 0), ("weak", 1), ("strong", 2), ("weak", 2), ("strong", 4)] {
        game.call(|cues| cues.play(name));
        game.run(1);
        let ticks: Vec<u64> = voices(&game).iter().map(|voice| voice.start_tick).collect();
        assert_eq!(ticks, [begun], "{name}");
    }
}

#[test]
fn a_cue_is_not_heard_again_within_its_cooldown() {
    let mut game = Game::new(&[beep()]).with_cues(&[SoundCue { cooldown_ticks: 3, ..landed() }]);
    for _ in 0..8 {
        game.call(|cues| {
            cues.play("landed");
            cues.play("landed");
        });
        game.run(1);
    }
    let begun: Vec<u64> = voices(&game).iter().map(|voice| voice.start_tick).collect();
    assert_eq!(begun, [0, 3, 6]);
}

#[test]
fn chance_is_the_worlds_and_stays_within_its_ranges() {
    let cue = SoundCue { pitch: [0.9, 1.1], gain_decibels: [-3.0, 0.0], ..landed() };
    let cue = SoundCue {
        variants: [
            LOW,
            AssetId::NONE,
            AssetId::NONE,
            AssetId::NONE,
            AssetId::NONE,
            AssetId::NONE,
            AssetId::NONE,
        ],
        ..cue
    };
    let play = || {
        let mut game = Game::new(&[beep(), (LOW, tone(600.0, 0.5, 48_000))]).with_cues(&[cue]);
        for _ in 0..20 {
            game.call(|cues| cues.play("landed"));
            game.run(1);
        }
        (voices(&game), game.heard)
    };
    let (voices, heard) = play();
    assert!(
        voices.iter().all(|voice| (0.9..1.1).contains(&voice.pitch) && (0.7..=1.0).contains(&voice.gain))
    );
    let low = voices.iter().filter(|voice| voice.sound == LOW).count();
    assert!((4..=16).contains(&low), "{low} of 20");
    assert_eq!(play().1, heard, "the same seed sounds the same, to the bit");
}

#[test]
fn a_cue_with_a_place_is_an_emitter_and_one_without_a_file_a_tone() {
    let tone = SoundTone { hertz: 600.0, ..SoundTone::default() };
    let cue = SoundCue { name: Name::of("ping"), tone, max_distance: 200.0, ..SoundCue::default() };
    let mut game = Game::new(&[]).with_cues(&[cue]);
    game.call(|cues| cues.play_at("ping", vec2(30.0, 4.0)));
    game.run(1);
    let query = Query::new().read(SoundEmitter::ID);
    let entity = game.world.first(&query).unwrap();
    let emitter: SoundEmitter = *game.world.get(entity).unwrap();
    assert_eq!((emitter.max_distance, emitter.start_tick), (200.0, 0));
    assert_eq!(game.world.get(entity), Some(&tone));
    assert!(game.side(0, 0..1).iter().any(|sample| *sample != 0.0));
    game.run(20);
    assert!(!game.world.contains(entity), "it leaves with its sound");
}

#[test]
fn what_nobody_declares_and_what_is_one_too_many_is_counted() {
    let mut game =
        Game::new(&[beep()]).with_cues(&[landed()]).with_buses(&[BusDeclaration::new("a", "master")]);
    game.call(|cues| {
        cues.play("jumped");
        (0..80).for_each(|_| cues.play("landed"));
    });
    game.run(1);
    let (times, cues): (CueTimes, Cues) = (game.world.resource().unwrap(), game.world.resource().unwrap());
    assert_eq!((times.unknown, cues.dropped, voices(&game).len()), (Name::of("jumped"), 17, 63));
}
