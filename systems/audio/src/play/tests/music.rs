//! Music: cross-fades, the beat, and where it is after the world has gone back.

use super::{BEEP, HERTZ, RULER, beep, check_level, frame_of, ruler};
use crate::measure::{amplitude_at, roughness, tone};
use crate::play::Game;
use playground_core_assets::{AssetId, BusDeclaration, BusEffect};
use playground_core_client::audio::{
    BUS_MUSIC, BusLevel, Compressor, CueCall, Effect, Filter, Moment, Music, SoundCue, Tempo, Voice,
};
use playground_core_ecs::{Entity, Name, Row};

const OTHER: AssetId = AssetId::of("music/other.ogg");

#[test]
fn other_music_on_the_bus_fades_over() {
    let mut game = Game::new(&[beep(), (OTHER, tone(2.0 * HERTZ, 0.5, 48_000))]);
    let music = game.spawn(&Row::new().with(&Music::new(BEEP)));
    game.run(10);
    let fades = Music { fade_in_seconds: 0.5, fade_out_seconds: 0.5, ..Music::new(OTHER) };
    game.world.set(music, &fades);
    game.run(40);
    let middle = std::f64::consts::FRAC_1_SQRT_2;
    check_level(&game, 0, 9, middle);
    // Half-way through the half of a second, in the middle of its tick.
    for hertz in [HERTZ, 2.0 * HERTZ] {
        let level = amplitude_at(&game.side(0, 24..26), hertz) / 0.5;
        assert!((level - middle * middle).abs() < 0.001, "{hertz} Hz is at {level}");
    }
    let whole = amplitude_at(&game.side(0, 45..46), 2.0 * HERTZ) / 0.5;
    assert!((whole - middle).abs() < 1e-4 && amplitude_at(&game.side(0, 45..46), HERTZ) < 1e-4, "{whole}");
    assert!(roughness(&game.side(0, 1..50)) < 0.06, "nothing clicks");
    game.world.despawn(music);
    game.run(40);
    assert!(game.side(0, 85..90).iter().all(|sample| *sample == 0.0), "no music is silence");
}

#[test]
fn a_beat_begins_at_its_very_frame() {
    let cue = SoundCue { name: Name::of("tick"), sound: RULER, ..SoundCue::default() };
    let mut game = Game::new(&[ruler()]).with_cues(&[cue]);
    game.world.set_resource(&Tempo { beats_per_minute: 97.0, ..Tempo::default() });
    game.run(3);
    game.call(|cues| cues.call(CueCall::new("tick").pan(-1.0).on_beat()));
    game.run(60);
    let left = game.side(0, 0..63);
    let begin = left.iter().position(|sample| *sample != 0.0).unwrap();
    // 60 seconds over 97, in frames.
    assert_eq!((begin, frame_of(left[begin])), (29_690, 0));
    assert_eq!(frame_of(left[begin + 9_999]), 9_999);
}

#[test]
fn beats_and_bars_are_counted_without_a_drift() {
    let tempo =
        Tempo { start_tick: 10, start_frames: 7, beats_per_minute: 97.0, beats_per_bar: 3, reserved: 0 };
    for hertz in [60, 50, 144] {
        let begin = playground_core_client::audio::frame_of_tick(10, hertz) + 7;
        for number in [0, 1, 2, 97, 970_000] {
            let Moment { tick, frames } = tempo.beat(number, hertz);
            let frame = playground_core_client::audio::frame_of_tick(tick, hertz) + u64::from(frames);
            assert_eq!(frame, begin + number * 2_880_000 / 97, "beat {number} at {hertz}");
            assert_eq!(tempo.next_beat(tick + 1, hertz), tempo.beat(number + 1, hertz));
        }
        let fifth = tempo.beat(5, hertz);
        assert_eq!(tempo.next_bar(fifth.tick, hertz), tempo.beat(6, hertz));
        assert_eq!(tempo.next_beat(0, hertz), tempo.beat(0, hertz));
    }
    let even = Tempo { beats_per_minute: 120.0, ..Tempo::default() };
    assert_eq!(even.next_beat(30, 60), Moment { tick: 30, frames: 0 }, "one that begins now counts");
    assert_eq!(even.next_bar(1, 60), Moment { tick: 120, frames: 0 });
    assert!((even.beats_at(45, 60) - 1.5).abs() < 1e-12);
}

#[test]
fn music_waits_for_the_bar_and_brings_its_own_tempo() {
    let mut game = Game::new(&[ruler()]);
    game.run(10);
    let music = Music { starts: Music::NEXT_BAR, beats_per_minute: 90.0, ..Music::new(RULER) };
    game.spawn(&Row::new().with(&music));
    game.run(150);
    let left = game.side(0, 0..160);
    // Four beats at 120 are two seconds.
    assert_eq!(left.iter().position(|sample| *sample != 0.0), Some(96_000));
    let tempo: Tempo = game.world.resource().unwrap();
    assert_eq!((tempo.start_tick, tempo.beats_per_minute), (120, 90.0));
}

#[test]
fn music_whose_loop_changes_goes_on_from_where_it_is() {
    let mut game = Game::new(&[ruler()]);
    let looped = |start, end| Music { loop_start_frames: start, loop_end_frames: end, ..Music::new(RULER) };
    let entity = game.spawn(&Row::new().with(&looped(4_000, 24_000)));
    game.run(10);
    game.world.set(entity, &looped(2_000, 12_000));
    game.run(20);
    // By then it is at 4,000: behind the part, so that it goes on within it.
    game.world.set(entity, &looped(500, 1_500));
    game.run(5);
    game.world.set(entity, &Music { once: 1, ..looped(500, 1_500) });
    game.run(10);
    let left = game.side(0, 0..45);
    let course = |frame: usize| match frame {
        0..12_000 => frame,
        12_000..24_000 => 2_000 + (frame - 12_000) % 10_000,
        24_000..28_000 => 500 + (frame - 24_000 + 500) % 1_000,
        _ => 1_000 + frame - 28_000,
    };
    for frame in (0..24_000).chain(24_096..36_000) {
        let sample = f64::from(left[frame]) / std::f64::consts::FRAC_1_SQRT_2;
        assert_eq!(frame_of(sample as f32), course(frame), "frame {frame}");
    }
}

/// What is heard on the left of ninety ticks of music at 120 beats a minute, to which something happens in tick 20.
fn ninety_ticks(happens: impl Fn(&mut Game, Entity)) -> Vec<f32> {
    let mut game = Game::new(&[beep(), (OTHER, tone(2.0 * HERTZ, 0.5, 48_000))]);
    let first = Music { beats_per_minute: 120.0, beats_per_bar: 1, fade_in_seconds: 0.1, ..Music::new(BEEP) };
    let entity = game.spawn(&Row::new().with(&first));
    game.run(20);
    happens(&mut game, entity);
    game.run(70);
    game.side(0, 0..90)
}

#[test]
fn a_tempo_that_changes_does_not_click() {
    let steady = ninety_ticks(|_, _| {});
    let other_tempo =
        |game: &mut Game| game.world.set_resource(&Tempo { beats_per_minute: 211.0, ..Tempo::default() });
    assert!(ninety_ticks(|game, _| other_tempo(game)) == steady, "what plays goes on as it was");
    let next =
        Music { beats_per_minute: 173.0, fade_in_seconds: 0.05, fade_out_seconds: 0.05, ..Music::new(OTHER) };
    // The second tone is the roughest; a cut would be seven times that.
    let smooth = roughness(&tone(2.0 * HERTZ, 0.5, 48_000).channels[0]);
    for starts in [Music::AT_ONCE, Music::NEXT_BEAT, Music::NEXT_BAR] {
        let rough = roughness(&ninety_ticks(|game, entity| {
            game.world.set(entity, &Music { starts, ..next });
            game.run(11);
            // Behind the bar: music of a third tempo, and a beat of that in its midst.
            other_tempo(game);
            game.world.set(entity, &Music { starts, beats_per_minute: 90.0, sound: BEEP, ..next });
        }));
        assert!(rough < 1.1 * smooth, "{starts}: {rough}, smooth is {smooth}");
    }
}

#[test]
fn a_world_that_goes_back_has_its_music_where_it_was_and_starts_no_short_sound_again() {
    let mut game = Game::new(&[ruler(), (OTHER, tone(2_400.0, 0.5, 4_000))]);
    game.spawn(&Row::new().with(&Music {
        loop_start_frames: 8_000,
        loop_end_frames: 24_000,
        ..Music::new(RULER)
    }));
    game.run(10);
    game.spawn(&Row::new().with(&Voice::new(OTHER, 10).bus(BUS_MUSIC)));
    game.run(2);
    let (before, tick) = (game.world.snapshot(), game.next_tick);
    game.run(50);
    game.world.restore(&before);
    game.next_tick = tick;
    game.follow(0);
    game.run(20);
    let (first, again) = (game.side(0, 12..32), game.side(0, 62..82));
    let worst =
        first.iter().zip(&again).skip(240).map(|(one, other)| (one - other).abs()).fold(0.0, f32::max);
    assert!(worst < 1e-6, "off by {worst}");
}

#[test]
fn the_world_puts_effects_and_levels_on_buses_and_takes_them_away() {
    let mut game = Game::new(&[beep()]);
    game.spawn(&Row::new().with(&Music::new(BEEP)));
    game.run(2);
    let filter = Effect::Filter(Filter { cutoff_hertz: 120.0, ..Filter::default() }).on(BUS_MUSIC, 0);
    let filter = game.spawn(&Row::new().with(&filter));
    game.run(6);
    let level = amplitude_at(&game.side(0, 7..8), HERTZ) / 0.5;
    // Two poles, a decade above: 40 dB less.
    assert!((level - 0.01 * std::f64::consts::FRAC_1_SQRT_2).abs() < 0.001, "{level}");
    game.world.despawn(filter);
    game.run(6);
    check_level(&game, 0, 13, std::f64::consts::FRAC_1_SQRT_2);
    let duck = game.spawn(&Row::new().with(&BusLevel { bus: BUS_MUSIC, gain: 0.0, fade_seconds: 0.2 }));
    game.run(6);
    let level = amplitude_at(&game.side(0, 19..20), HERTZ) / 0.5;
    // In the middle of the sixth tick of twelve.
    assert!((level - std::f64::consts::FRAC_1_SQRT_2 * 6.5 / 12.0).abs() < 0.001, "{level}");
    game.world.despawn(duck);
    game.run(14);
    check_level(&game, 0, 33, std::f64::consts::FRAC_1_SQRT_2);
}

#[test]
fn music_ducks_under_what_another_bus_says() {
    let compressor =
        Compressor { threshold_decibels: -30.0, ratio: 100.0, knee_decibels: 0.0, ..Compressor::default() };
    let music = Effect::Compressor(compressor).on(BUS_MUSIC, 0);
    let music = BusDeclaration {
        effects: vec![BusEffect { side_chain: Name::of("speech"), ..music }],
        ..BusDeclaration::new("music", "master")
    };
    let speech = BusDeclaration { gain_millibels: 0, ..BusDeclaration::new("speech", "master") };
    let mut game = Game::new(&[beep(), (OTHER, tone(2.0 * HERTZ, 0.5, 48_000))]).with_buses(&[music, speech]);
    game.spawn(&Row::new().with(&Voice::new(BEEP, 0).pan(-1.0).looped().bus(BUS_MUSIC)));
    game.run(30);
    check_level(&game, 0, 29, 1.0);
    game.spawn(&Row::new().with(&Voice::new(OTHER, 30).pan(1.0).looped().bus(Name::of("speech"))));
    game.run(60);
    let level = amplitude_at(&game.side(0, 80..81), HERTZ) / 0.5;
    // The speech is at -6 dBFS, 24 dB over the threshold.
    assert!((0.04..0.1).contains(&level), "it is at {level}");
}

#[test]
fn music_fades_over_at_equal_power() {
    let low = AssetId::of("music/low.ogg");
    let high = AssetId::of("music/high.ogg");
    let sounds = [(low, tone(600.0, 0.5, 480_000)), (high, tone(900.0, 0.5, 480_000))];
    let mut game = Game::new(&sounds);
    let entity = game.spawn(&Row::new().with(&Music::new(low)));
    game.run(10);
    let next = Music { fade_in_seconds: 0.5, fade_out_seconds: 0.5, ..Music::new(high) };
    game.world.set(entity, &next);
    game.run(15);
    // In its midst all is told anew, and is heard as it was after a tick.
    game.follower.forget();
    game.run(25);
    for tick in (11..40).filter(|tick| *tick != 25) {
        let side = game.side(0, tick..tick + 1);
        let [low, high] = [600.0, 900.0].map(|hertz| amplitude_at(&side, hertz) / 0.5);
        let power = low * low + high * high;
        assert!((power - 0.5).abs() < 0.005, "{low} and {high} in tick {tick}");
    }
}
