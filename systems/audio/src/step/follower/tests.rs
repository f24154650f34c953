//! The follower: what the mixer is told when the world changes.

use super::{Follower, Sounds};
use crate::measure::tone;
use crate::mixer::RAMP_FRAMES;
use crate::step::timeline::{LEAD_FRAMES, Pace};
use playground_core_assets::AssetId;
use playground_core_client::audio::{
    AudioAction, AudioCommand, FollowFrame, VOICE_COUNT_MAX, Voice, VoiceStart, frame_of_tick,
};
use playground_core_ecs::{Entity, Row, TickRate, World};

mod drift;
mod fades;

const HIT: AssetId = AssetId::of("sounds/hit.ogg");

/// The number of the bus that a voice goes through where it does not say.
const EFFECTS: u16 = 2;

/// A world, its sounds, and a follower of a mixer that renders tick by tick.
struct Scene {
    world: World,
    sounds: Sounds,
    follower: Follower,
    next_tick: u64,
    mixer_frame: u64,
}

impl Scene {
    /// At 60 ticks a second, 800 frames each; the one sound is ten ticks long.
    fn new() -> Self {
        let mut world = World::new();
        world.set_resource(&TickRate { hertz: 60 });
        let sounds = Sounds::from([(HIT, tone(440.0, 0.5, 8_000))]);
        Self { world, sounds, follower: Follower::new(), next_tick: 0, mixer_frame: 0 }
    }

    fn spawn(&mut self, voice: Voice) -> Entity {
        self.world.spawn(&Row::new().with(&voice)).unwrap()
    }

    /// Follows after so many ticks more, and gives what the mixer is told, as text.
    fn ticks(&mut self, ticks: u32) -> Vec<String> {
        self.next_tick += u64::from(ticks);
        let told = self.follow(ticks, Pace::Exact { mixer_frame: self.mixer_frame });
        self.mixer_frame += 800 * u64::from(ticks);
        told
    }

    fn follow(&mut self, ticks: u32, pace: Pace) -> Vec<String> {
        let frame = FollowFrame { next_tick: self.next_tick, ticks, ..FollowFrame::default() };
        let mut commands = Vec::new();
        self.follower.follow(&self.world, &self.sounds, frame, pace, &mut commands).unwrap();
        commands.iter().map(told).collect()
    }
}

/// One command as a line.
fn told(command: &AudioCommand) -> String {
    let frame = command.frame;
    match command.action {
        AudioAction::Load { slot, .. } => format!("load slot {slot}"),
        AudioAction::Unload { slot } => format!("unload slot {slot}"),
        AudioAction::Play { voice, start } => {
            let VoiceStart { slot, gain, pan, offset_frames, .. } = start;
            let mut line =
                format!("at {frame}: play {voice} of slot {slot} from {offset_frames}, {gain} at {pan}");
            if start.step != VoiceStart::STEP_ONE {
                let step = start.step as f64 / VoiceStart::STEP_ONE as f64;
                let more = f64::from(start.offset_fraction) / VoiceStart::STEP_ONE as f64;
                line += &format!(", {step} times as fast from {more} on");
            }
            if start.fade_frames > 0 {
                line += &format!(", rising from {} in {}", start.fade_from, start.fade_frames);
            }
            if start.bus != EFFECTS {
                line += &format!(", through bus {}", start.bus);
            }
            line
        }
        AudioAction::Set { voice, gain, pan } => format!("at {frame}: set {voice} to {gain} at {pan}"),
        AudioAction::Stop { voice, fade_frames: RAMP_FRAMES } => format!("at {frame}: stop {voice}"),
        AudioAction::Stop { voice, fade_frames } => format!("at {frame}: stop {voice} in {fade_frames}"),
        AudioAction::Bus { bus, gain } => format!("at {frame}: bus {bus} to {gain}"),
        AudioAction::Route { bus, parent } => format!("bus {bus} through {parent}"),
        _ => format!("at {frame}: {:?}", command.action),
    }
}

#[track_caller]
fn check<const COUNT: usize>(told: impl AsRef<[String]>, expected: [&str; COUNT]) {
    assert_eq!(told.as_ref(), expected);
}

#[test]
fn a_voice_that_is_spawned_is_played_once_from_its_tick_on() {
    let mut scene = Scene::new();
    check(scene.ticks(5), []);
    scene.spawn(Voice::new(HIT, 6).gain(0.5).pan(-1.0));
    check(scene.ticks(3), ["load slot 0", "at 4800: play 0 of slot 0 from 0, 0.5 at -1"]);
    check(scene.ticks(1), []);
}

#[test]
fn a_voice_of_a_later_tick_waits_for_it() {
    let mut scene = Scene::new();
    scene.spawn(Voice::new(HIT, 2));
    check(scene.ticks(2), []);
    check(scene.ticks(1), ["load slot 0", "at 1600: play 0 of slot 0 from 0, 1 at 0"]);
}

#[test]
fn a_voice_that_moves_is_set_and_one_that_changes_is_started_over() {
    let mut scene = Scene::new();
    let voice = Voice::new(HIT, 0);
    let entity = scene.spawn(voice);
    scene.ticks(1);
    scene.world.set(entity, &voice.gain(0.25).pan(f32::NAN));
    check(scene.ticks(1), ["at 800: set 0 to 0.25 at 0"]);
    scene.world.set(entity, &Voice::new(HIT, 2).gain(9.0));
    check(scene.ticks(1), ["at 1600: stop 0", "at 1600: play 1 of slot 0 from 0, 4 at 0"]);
}

#[test]
fn a_voice_that_is_despawned_is_stopped_unless_it_is_at_its_end() {
    let mut scene = Scene::new();
    let entity = scene.spawn(Voice::new(HIT, 0));
    let looped = scene.spawn(Voice::new(HIT, 0).looped());
    let early = scene.spawn(Voice::new(HIT, 0));
    scene.ticks(1);
    scene.world.despawn(early);
    check(scene.ticks(1), ["at 800: stop 2"]);
    scene.ticks(7);
    scene.world.despawn(entity);
    scene.world.despawn(looped);
    check(scene.ticks(1), ["at 7200: stop 1"]);
}

#[test]
fn a_restored_world_makes_the_mixer_seek() {
    let mut scene = Scene::new();
    scene.spawn(Voice::new(HIT, 1));
    scene.spawn(Voice::new(HIT, 2).looped());
    scene.ticks(4);
    let snapshot = scene.world.clone();
    scene.spawn(Voice::new(HIT, 15));
    scene.ticks(20);
    scene.world.restore(&snapshot);
    scene.next_tick = 4;
    // The mixer stands at tick 24 of its own: frame 19,200.
    check(
        scene.ticks(0),
        [
            "at 0: stop 0",
            "at 0: stop 1",
            "at 0: stop 2",
            "at 19200: play 3 of slot 0 from 2400, 1 at 0",
            "at 19200: play 4 of slot 0 from 1600, 1 at 0",
        ],
    );
    check(scene.ticks(1), []);
}

#[test]
fn a_mixer_made_anew_is_told_everything() {
    let mut scene = Scene::new();
    scene.spawn(Voice::new(HIT, 0));
    scene.spawn(Voice::new(HIT, 5).looped());
    scene.ticks(12);
    scene.follower.forget();
    scene.mixer_frame = 0;
    // The first one is over by now; the second is seven ticks in.
    check(scene.ticks(0), ["load slot 0", "at 0: play 0 of slot 0 from 5600, 1 at 0"]);
    scene.follower.forget();
    scene.mixer_frame = 0;
    scene.ticks(8);
    scene.follower.forget();
    scene.mixer_frame = 0;
    check(scene.ticks(0), ["load slot 0", "at 0: play 0 of slot 0 from 4000, 1 at 0"]);
}

#[test]
fn a_voice_too_many_waits_until_one_is_free() {
    let mut scene = Scene::new();
    for _ in 0..=VOICE_COUNT_MAX {
        scene.spawn(Voice::new(HIT, 0).looped());
    }
    assert_eq!(scene.ticks(1).len(), 1 + VOICE_COUNT_MAX, "the sound, and all the voices that there are");
    assert_eq!(scene.follower.dropped(), 1);
    check(scene.ticks(1), []);
    scene.follower.voice_ended(7);
    check(scene.ticks(1), ["at 1600: play 7 of slot 0 from 1600, 1 at 0"]);
    assert_eq!(scene.follower.dropped(), 1);
}

#[test]
fn a_voice_that_the_mixer_is_through_with_is_not_started_again() {
    let mut scene = Scene::new();
    let entity = scene.spawn(Voice::new(HIT, 0));
    scene.ticks(1);
    scene.follower.voice_ended(0);
    check(scene.ticks(1), []);
    scene.world.despawn(entity);
    check(scene.ticks(1), []);
}

#[test]
fn a_sound_that_is_loaded_again_gets_another_slot() {
    let mut scene = Scene::new();
    scene.spawn(Voice::new(HIT, 0));
    scene.ticks(1);
    scene.sounds.insert(HIT, tone(880.0, 0.5, 8_000));
    scene.spawn(Voice::new(HIT, 1));
    check(scene.ticks(1), ["load slot 1", "at 800: play 1 of slot 1 from 0, 1 at 0"]);
    scene.follower.voice_ended(0);
    check(scene.ticks(1), ["unload slot 0"]);
}

#[test]
fn a_sound_that_comes_late_is_played_from_where_it_would_be() {
    let mut scene = Scene::new();
    let sounds = std::mem::take(&mut scene.sounds);
    scene.spawn(Voice::new(HIT, 0));
    check(scene.ticks(2), []);
    scene.sounds = sounds;
    check(scene.ticks(1), ["load slot 0", "at 1600: play 0 of slot 0 from 1600, 1 at 0"]);
}

#[test]
fn sounds_that_a_game_makes_up_are_remembered_to_a_limit() {
    let mut scene = Scene::new();
    for number in 0..200 {
        scene.spawn(Voice::new(AssetId(number), 0));
    }
    check(scene.ticks(2), []);
    assert_eq!(scene.follower.missing.len(), super::MISSING_COUNT_MAX + 1, "and one for all the others");
}

#[test]
fn another_game_fades_all_out_and_lets_the_sounds_go() {
    let mut scene = Scene::new();
    scene.spawn(Voice::new(HIT, 0));
    scene.ticks(1);
    let mut commands = Vec::new();
    scene.follower.reset(&[], &mut commands);
    let told: Vec<String> = commands.iter().map(told).collect();
    check(told, ["at 0: stop 0"]);
    (scene.world, scene.next_tick) = (World::new(), 0);
    check(scene.ticks(1), []);
    scene.follower.voice_ended(0);
    check(scene.ticks(1), ["unload slot 0"]);
}

#[test]
fn on_a_device_ticks_keep_their_distance_and_late_ones_are_moved() {
    let mut scene = Scene::new();
    let mut live = |ticks: u32, mixer_frame: u64| {
        scene.next_tick += u64::from(ticks);
        scene.spawn(Voice::new(HIT, scene.next_tick - 1));
        let told = scene.follow(ticks, Pace::Live { mixer_frame });
        told.into_iter()
            .filter(|line| line.contains("play"))
            .map(|line| {
                let frame: u64 = line[3..line.find(':').unwrap()].parse().unwrap();
                frame
            })
            .collect()
    };
    let mut start_of = |ticks, mixer_frame| -> u64 {
        let starts: Vec<u64> = live(ticks, mixer_frame);
        assert_eq!(starts.len(), 1, "one voice is new each time");
        starts[0]
    };
    assert_eq!(start_of(1, 10_000), 10_000 + LEAD_FRAMES);
    // Within the lead: 800 frames after the first, wherever the device stands by now.
    assert_eq!(start_of(1, 10_512), 10_800 + LEAD_FRAMES);
    assert_eq!(start_of(1, 11_800), 11_600 + LEAD_FRAMES);
    // Too late, then far too early: the lead is taken anew.
    assert_eq!(start_of(1, 14_000), 14_000 + LEAD_FRAMES);
    assert_eq!(start_of(6, 14_100), 14_100 + LEAD_FRAMES);
}

#[test]
fn ticks_that_came_to_lie_too_far_ahead_of_a_device_come_nearer() {
    let mut scene = Scene::new();
    scene.next_tick = 1;
    scene.follow(1, Pace::Live { mixer_frame: 10_000 });
    // The device stood still for 21 ms, and asks for blocks of 384 frames.
    let device = |tick: u64| (9_000 + 800 * tick) / 384 * 384;
    let lead = |scene: &Scene| scene.follower.timeline().last_tick_frame() - device(scene.next_tick - 1);
    for _ in 0..63 {
        scene.next_tick += 1;
        scene.follow(1, Pace::Live { mixer_frame: device(scene.next_tick - 1) });
    }
    assert!(lead(&scene) >= 1_000 + LEAD_FRAMES, "a moment is not enough");
    let leads: Vec<u64> = (0..200)
        .map(|_| {
            scene.next_tick += 1;
            scene.follow(1, Pace::Live { mixer_frame: device(scene.next_tick - 1) });
            lead(&scene)
        })
        .collect();
    assert!(leads[1..].iter().all(|lead| *lead < LEAD_FRAMES / 2 + 384), "{leads:?}");
    assert_eq!(leads[1..].iter().min(), Some(&(LEAD_FRAMES / 2)), "and no nearer than that");
}

#[test]
fn ticks_that_are_no_whole_number_of_frames_add_up() {
    assert_eq!(frame_of_tick(144, 144), 48_000);
    assert_eq!(frame_of_tick(1, 144), 333);
    assert_eq!(frame_of_tick(u64::MAX, 1), 1 << 61, "an absurd tick is no overflow");
}
