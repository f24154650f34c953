//! A small game without a runtime, for tests: the systems of audio run tick by tick, the follower follows, the mixer
//! mixes, and what was heard is kept.

use crate::mixer::rings::{AudioEvent, MixerRemote, connect};
use crate::mixer::{Mixer, render};
use crate::registration::register_systems;
use crate::step::Follower;
use crate::step::follower::Sounds;
use crate::step::streams::StreamBook;
use crate::step::timeline::Pace;
use playground_core_assets::{AssetId, BusDeclaration, Sound, StreamRequest, Streamed};
use playground_core_client::audio::{CueTable, Cues, FollowFrame, SoundCue, SoundLengths, frame_of_tick};
use playground_core_ecs::commands::Change;
use playground_core_ecs::matches::Matches;
use playground_core_ecs::{
    Bundle, Commands, Entity, GlobalTransform2d, Random, Registry, Row, Scope, Tick, TickRate, Transform2d,
    World,
};
use playground_core_types::math::Vec2;
use playground_core_types::{Bytes, Handle};
use playground_core_vtable::VTable;

/// The ticks of a second.
pub(crate) const HERTZ: u32 = 60;

/// The frames of a tick.
pub(crate) const TICK_FRAMES: usize = 800;

/// A world that sounds.
pub(crate) struct Game {
    pub(crate) world: World,
    pub(crate) sounds: Sounds,
    pub(crate) follower: Follower,
    pub(crate) next_tick: u64,
    /// All that was heard, interleaved.
    pub(crate) heard: Vec<f32>,
    registry: Registry,
    mixer: Box<Mixer>,
    remote: MixerRemote,
    vtable: VTable,
    streams: StreamBook,
    /// What is decoded ahead, with the whole of each sound.
    decoded: Vec<(StreamRequest, Handle<Sound>)>,
    whole: Sounds,
}

impl Game {
    /// A game of these sounds.
    pub(crate) fn new(sounds: &[(AssetId, Handle<Sound>)]) -> Self {
        let mut registry = Registry::default();
        registry.resource(&Tick::default()).resource(&TickRate { hertz: HERTZ }).resource(&Random::new(7));
        register_systems(&mut registry).unwrap();
        let mut world = World::new();
        for schema in &registry.schemas {
            world.register(schema).unwrap();
        }
        for (id, bytes) in &registry.resources {
            world.set_resource_bytes(*id, bytes);
        }
        let sounds: Sounds = sounds.iter().cloned().collect();
        world.set_resource(&SoundLengths::of(&sounds).unwrap());
        let (remote, port) = connect();
        let (mixer, follower) = (Box::new(Mixer::new(port, 1.0)), Follower::new());
        Self {
            world,
            sounds,
            follower,
            next_tick: 0,
            heard: Vec::new(),
            registry,
            mixer,
            remote,
            vtable: VTable::new(),
            streams: StreamBook::default(),
            decoded: Vec::new(),
            whole: Sounds::new(),
        }
    }

    /// The same, whose sounds are there to `kept` frames, and decoded ahead behind them.
    pub(crate) fn streaming(sounds: &[(AssetId, Handle<Sound>)], kept: usize) -> Self {
        let long = |(id, sound): &(AssetId, Handle<Sound>)| {
            let channels = sound.channels.iter().map(|channel| channel[..kept].to_vec()).collect();
            // Its loop may lie behind what is kept.
            let beginning =
                Sound { loop_region: sound.loop_region, ..Sound::from_channels(channels).unwrap() };
            let rest = Streamed { file: "long.ogg".to_owned(), bytes: Bytes::new(), frames: sound.frames() };
            (*id, Handle::new(beginning.with_rest(rest)))
        };
        let streamed: Vec<(AssetId, Handle<Sound>)> = sounds.iter().map(long).collect();
        Self { whole: sounds.iter().cloned().collect(), ..Self::new(&streamed) }
    }

    /// The same with cues.
    pub(crate) fn with_cues(mut self, cues: &[SoundCue]) -> Self {
        let mut table = CueTable { count: cues.len() as u64, ..CueTable::default() };
        table.cues[..cues.len()].copy_from_slice(cues);
        self.world.set_resource(&table);
        self
    }

    /// The same with buses.
    pub(crate) fn with_buses(mut self, buses: &[BusDeclaration]) -> Self {
        let mut commands = Vec::new();
        self.follower.reset(buses, &mut commands);
        self
    }

    pub(crate) fn spawn(&mut self, bundle: &impl Bundle) -> Entity {
        self.world.spawn(bundle).unwrap()
    }

    /// Something at a place, which needs no tick to be known.
    pub(crate) fn spawn_at(&mut self, place: Vec2, row: Row) -> Entity {
        let global = GlobalTransform2d { translation: place, ..GlobalTransform2d::default() };
        let row = row.with(&Transform2d::at(place.x, place.y)).with(&global);
        self.world.spawn(&row).unwrap()
    }

    pub(crate) fn move_to(&mut self, entity: Entity, place: Vec2) {
        let global = GlobalTransform2d { translation: place, ..GlobalTransform2d::default() };
        self.world.set(entity, &global);
    }

    /// Changes what was called in this tick.
    pub(crate) fn call(&mut self, call: impl FnOnce(&mut Cues)) {
        let mut cues: Cues = self.world.resource().unwrap();
        call(&mut cues);
        self.world.set_resource(&cues);
    }

    /// Runs so many ticks, and hears them.
    pub(crate) fn run(&mut self, ticks: u64) {
        for _ in 0..ticks {
            self.tick();
        }
    }

    fn tick(&mut self) {
        self.world.set_resource(&Tick { number: self.next_tick });
        let systems = self.registry.systems.clone();
        for (_, system) in systems {
            let mut matches = Matches::of(&system);
            matches.extend(&self.world);
            let mut commands = Commands::default();
            commands.begin(&mut self.world);
            let mut scope = Scope::new(&mut self.world, &self.vtable, system, &matches, &mut commands);
            (system.run)(&mut scope).unwrap();
            commands.end();
            self.apply(&commands);
        }
        self.next_tick += 1;
        self.follow(1);
    }

    /// Applies what a system asked for; what has a place is there at once.
    fn apply(&mut self, commands: &Commands) {
        for change in commands.changes() {
            if let Change::Spawn { .. } = change {
                self.world.reserve();
            }
        }
        for change in commands.changes() {
            match *change {
                Change::Spawn { entity, row } => {
                    self.world.spawn_reserved(entity, commands.row(row)).unwrap();
                    let place: Option<Transform2d> = self.world.get(entity).copied();
                    if let Some(place) = place {
                        self.move_to(entity, place.position);
                    }
                }
                Change::Insert { entity, schema, start, end } => {
                    self.world.insert_bytes(entity, schema, commands.bytes(start, end)).unwrap();
                }
                Change::Remove { entity, component } => {
                    self.world.remove(entity, component);
                }
                Change::Despawn { entity } => {
                    self.world.despawn(entity);
                }
            }
        }
    }

    /// Lets the mixer follow ticks that were simulated, and play them.
    pub(crate) fn follow(&mut self, ticks: u32) {
        while let Some(event) = self.remote.next_event() {
            match event {
                AudioEvent::Ended { voice } => self.follower.voice_ended(voice),
                AudioEvent::Released { .. } => {}
                AudioEvent::StreamReleased { ring } => {
                    self.decoded.retain(|(request, _)| !Handle::ptr_eq(&request.ring, &ring));
                    self.streams.released();
                }
            }
        }
        let frame = FollowFrame { next_tick: self.next_tick, ticks, ..FollowFrame::default() };
        let pace = Pace::Exact { mixer_frame: self.remote.gauge().frame() };
        let mut commands = Vec::new();
        self.follower.follow(&self.world, &self.sounds, frame, pace, &mut commands).unwrap();
        self.streams.prepare(&mut commands);
        for command in commands {
            self.remote.send(command).unwrap();
        }
        self.decode();
        let first = self.next_tick - u64::from(ticks);
        let frames = frame_of_tick(self.next_tick, HERTZ) - frame_of_tick(first, HERTZ);
        let start = self.heard.len();
        self.heard.resize(start + 2 * frames as usize, 0.0);
        render(&mut self.mixer, &mut self.heard[start..]);
    }

    /// Decodes ahead as far as there is room.
    fn decode(&mut self) {
        for request in self.streams.take_requests() {
            let id = self.sounds.iter().find(|(_, sound)| Handle::ptr_eq(sound, &request.sound)).unwrap().0;
            let whole = self.whole[id].clone();
            self.decoded.push((request, whole));
        }
        for (request, whole) in &self.decoded {
            let (ring, first) = (&request.ring, request.ring.written());
            let until = (first + ring.room() as u64).min(ring.length());
            let heard = |frame| match request.region {
                Some(region) if frame >= region.end_frame => {
                    region.start_frame + (frame - region.end_frame) % region.frames()
                }
                _ => frame,
            };
            let decode = |channel: &Vec<f32>| -> Vec<f32> {
                (first..until).map(|frame| channel[heard(frame) as usize]).collect()
            };
            let block: Vec<Vec<f32>> = whole.channels.iter().map(decode).collect();
            ring.write(&block);
        }
    }

    /// One side of what was heard in some ticks.
    pub(crate) fn side(&self, side: usize, ticks: std::ops::Range<usize>) -> Vec<f32> {
        let frames = 2 * TICK_FRAMES * ticks.start..2 * TICK_FRAMES * ticks.end;
        crate::measure::side(&self.heard[frames], side)
    }

    /// How many voices sound.
    pub(crate) fn voices(&self) -> u32 {
        self.remote.gauge().voices()
    }
}

#[cfg(test)]
mod tests;
