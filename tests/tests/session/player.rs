//! Somebody at the controls of a session, with a clock of their own.

use playground_core_assets::Source;
use playground_core_client::Client;
use playground_core_client::audio::AudioDevice;
use playground_core_client::input::{Control, DeviceChange, DeviceId, Key, PadAxis, RawEvent};
use playground_core_client::shell::{Phase, Shell};
use playground_core_ecs::api::{hash_world, reset_world, run_tick};
use playground_core_ecs::{CoreResult, Ecs, Query, Stage, Transform2d, component, system};
use playground_core_types::{read_now, write_now};
use playground_core_vtable::{InstanceId, RecordedCommand, Reply, System, VTable, VTableError};
use playground_game_plugins_pong::{Ball, Paddle};
use playground_platform_runner::{Options, Program, Session, frame};
use playground_systems_ecs::registration::register_ecs_handlers;
use std::path::Path;
use tokio::runtime::{Builder, Runtime};

const PROGRAM: Program = Program {
    plugins: &[
        playground_game_plugins_foxfire::PLUGIN,
        playground_game_plugins_pong::PLUGIN,
        playground_game_plugins_soundboard::PLUGIN,
        playground_game_plugins_swarm::PLUGIN,
        playground_game_plugins_tumble::PLUGIN,
        crate::keeping::PLUGIN,
        crate::slots::PLUGIN,
    ],
    shell: playground_game_plugins_shell::SHELL,
};

/// A frame at 60 a second, with a little more than a tick, so that each has one.
const FRAME_MICROS: u64 = 16_667;

/// A file takes some turns of the executor and a thread; more than this is a hang.
const FRAME_COUNT_MAX: u32 = 100_000;

pub(crate) struct Player {
    executor: Runtime,
    pub(crate) session: Session,
    now_micros: u64,
}

impl Player {
    /// In the gallery, without pads, sound and graphics card.
    pub(crate) fn new() -> Self {
        Self::with_options(Options::default())
    }

    /// The same, with what a command line says.
    pub(crate) fn with_options(options: Options) -> Self {
        Self::of(PROGRAM, options)
    }

    /// In front of a program that carries no games.
    pub(crate) fn without_games(options: Options) -> Self {
        let shell = Shell { games: Vec::new, images: Vec::new, ..PROGRAM.shell };
        Self::of(Program { shell, ..PROGRAM }, options)
    }

    fn of(program: Program, options: Options) -> Self {
        let executor = Builder::new_current_thread().build().unwrap();
        let client = Client::new();
        write_now(&client.audio_settings).unwrap().device = AudioDevice::Null;
        let session = executor.block_on(async { Session::new(client, program, options) }).unwrap();
        let mut player = Self { executor, session, now_micros: 1_000_000 };
        player.pass_frames(1);
        player
    }

    /// In pong, with the first ball on its way.
    pub(crate) fn in_pong() -> Self {
        let mut player = Self::new();
        player.choose_pong();
        player.wait_for(Phase::Playing);
        player.pass_frames(70);
        player
    }

    /// Opens pong from the gallery: the second of its games by name.
    pub(crate) fn choose_pong(&mut self) {
        self.tap("ArrowDown");
        self.tap("Enter");
    }

    /// Before the first tick of a game that the program carries.
    pub(crate) fn in_carried(options: Options, number: usize) -> Self {
        let mut player = Self::with_options(options);
        let game = (PROGRAM.shell.games)().swap_remove(number);
        player.session.open(Source::Embedded(game));
        player.wait_for(Phase::Playing);
        player
    }

    /// In the game of a folder, with a store of the player's files.
    pub(crate) fn in_folder(game: &Path, store: &Path) -> Self {
        Self::in_folder_with(Options::default(), game, store)
    }

    /// The same, with what a command line says.
    pub(crate) fn in_folder_with(options: Options, game: &Path, store: &Path) -> Self {
        let mut player = Self::with_options(options);
        write_now(&player.session.client.assets.store).unwrap().folder = Some(store.to_owned());
        player.executor.block_on(player.session.load_settings()).unwrap();
        player.session.open(Source::Folder(game.to_owned()));
        player.wait_for(Phase::Playing);
        player
    }

    /// Ends the program as closing its window does.
    pub(crate) fn end(mut self) {
        self.executor.block_on(self.session.close()).unwrap();
    }

    /// Plays a recording, to its end.
    pub(crate) fn replay(&mut self, file: &Path) {
        self.session.replay(file).unwrap();
        self.wait_for(Phase::Paused);
    }

    /// Ends the program, which could not keep something.
    #[track_caller]
    pub(crate) fn end_unkept(mut self, words: &str) {
        let error = self.executor.block_on(self.session.close()).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }

    /// Taps keys one after the other.
    pub(crate) fn tap_all(&mut self, keys: &str) {
        keys.split_whitespace().for_each(|key| self.tap(key));
    }

    #[track_caller]
    pub(crate) fn wait_for(&mut self, phase: Phase) {
        self.wait_until(&format!("{phase:?}"), |player| player.session.phase == phase);
    }

    /// Waits until the player is told something.
    #[track_caller]
    pub(crate) fn wait_for_notice(&mut self, words: &str) {
        self.wait_until(words, |player| player.session.notice().starts_with(words));
    }

    /// Passes one frame, and then more until it is so.
    #[track_caller]
    pub(crate) fn wait_until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let has_ended = (0..FRAME_COUNT_MAX).any(|_| {
            self.pass_frames(1);
            // Nothing comes after a failure.
            is_so(self) || self.session.phase == Phase::Failed
        });
        let Session { phase, failure, .. } = &self.session;
        assert!(
            has_ended && is_so(self),
            "{what} never came: {phase:?} {failure:?} {}",
            self.session.notice()
        );
    }

    pub(crate) fn pass_frames(&mut self, frames: u32) {
        for _ in 0..frames {
            self.pass_micros(FRAME_MICROS);
        }
    }

    pub(crate) fn pass_seconds(&mut self, seconds: u64) {
        let end = self.now_micros + seconds * 1_000_000;
        while self.now_micros < end {
            self.pass_micros(FRAME_MICROS.min(end - self.now_micros));
        }
    }

    /// Lets the tasks go on, and draws one frame so much later.
    pub(crate) fn pass_micros(&mut self, micros: u64) {
        self.now_micros += micros;
        self.executor.block_on(async {
            for _ in 0..8 {
                tokio::task::yield_now().await;
            }
        });
        frame(&mut self.session, self.now_micros).unwrap();
    }

    /// Unit: microseconds since the session started.
    pub(crate) fn now(&self) -> u64 {
        self.now_micros
    }

    /// A key down and up again, a frame each.
    pub(crate) fn tap(&mut self, key: &str) {
        self.press(key);
        self.pass_frames(1);
        self.release(key);
        self.pass_frames(1);
    }

    pub(crate) fn press(&mut self, key: &str) {
        self.push(DeviceId::KEYBOARD, Control::Key(Key::from_name(key).unwrap()), 1.0);
    }

    pub(crate) fn release(&mut self, key: &str) {
        self.push(DeviceId::KEYBOARD, Control::Key(Key::from_name(key).unwrap()), 0.0);
    }

    /// Up is positive on a pad.
    pub(crate) fn push_stick(&mut self, slot: u32, value: f32) {
        self.push(DeviceId::pad(slot).unwrap(), Control::PadAxis(PadAxis::LeftStickY), value);
    }

    pub(crate) fn push(&mut self, device: DeviceId, control: Control, value: f32) {
        let event = RawEvent::new(self.now_micros, device, control, value);
        write_now(&self.session.client.raw_events).unwrap().push(event);
    }

    pub(crate) fn plug(&mut self, slot: u32) {
        self.push(DeviceId::pad(slot).unwrap(), Control::Device(DeviceChange::Connected), 1.0);
        self.pass_frames(1);
    }

    pub(crate) fn pull(&mut self, slot: u32) {
        self.push(DeviceId::pad(slot).unwrap(), Control::Device(DeviceChange::Disconnected), 1.0);
        self.pass_frames(1);
    }

    pub(crate) fn lose_focus(&mut self) {
        self.session.lose_focus(self.now_micros);
    }

    pub(crate) fn hide(&mut self) {
        self.session.hide(self.now_micros).unwrap();
    }

    /// How high a seat's paddle stands; 0 is the top.
    pub(crate) fn paddle(&self, seat: u32) -> f32 {
        let world = read_now(&self.session.client.ecs.world).unwrap();
        let query = Query::new().read(Paddle::ID).read(Transform2d::ID);
        let mut heights = world.pages(&query).flat_map(|page| {
            let paddles: &[Paddle] = page.read(Paddle::ID).unwrap();
            let transforms: &[Transform2d] = page.read(Transform2d::ID).unwrap();
            paddles.iter().zip(transforms)
        });
        heights.find(|(paddle, _)| paddle.seat == seat).unwrap().1.position.y
    }

    /// Where the frame shows the ball, from the left.
    pub(crate) fn ball_shown(&self) -> f32 {
        let ball = read_now(&self.session.client.ecs.world).unwrap().first(&Query::new().read(Ball::ID));
        assert!(ball.is_some(), "a ball is in play");
        let list = read_now(&self.session.client.draw_list).unwrap();
        let balls = list
            .instances()
            .iter()
            .filter(|sprite| sprite.x_axis == [6.0, 0.0] && sprite.y_axis == [0.0, 6.0]);
        balls.map(|sprite| sprite.center[0]).next().unwrap()
    }

    pub(crate) fn sprites_of_game(&self) -> u32 {
        read_now(&self.session.client.draw_list).unwrap().sprites()
    }

    /// The world's hash when so many ticks of the run are over.
    pub(crate) fn hash_after(&mut self, ticks: u64) -> u64 {
        while self.session.ticks() < ticks {
            self.pass_frames(1);
        }
        assert_eq!(self.session.ticks(), ticks, "one tick a frame");
        hash_world(&self.session.client.ecs).unwrap()
    }

    pub(crate) fn hash(&self) -> u64 {
        hash_world(&self.session.client.ecs).unwrap()
    }

    /// The world's hash after commands of another client's recording were given to this one.
    pub(crate) fn hash_of_replay(&self, commands: &[RecordedCommand]) -> u64 {
        let vtable = &self.session.client.vtable;
        for command in commands {
            let id = vtable.resolve(&command.system, &command.operation).unwrap();
            vtable.call(id, &command.payload, &mut Reply::default()).unwrap();
        }
        self.hash()
    }
}

/// What a system asked and heard: a resource.
#[component]
#[derive(Default)]
pub(crate) struct Question {
    number: u32,
    answer: u32,
}

#[system]
fn ask(question: &mut Question, vtable: &VTable) -> CoreResult<()> {
    let id = vtable.resolve("maths", "double")?;
    let mut reply = Reply::with_capacity(4);
    vtable.call(id, &question.number.to_le_bytes(), &mut reply)?;
    question.answer = reply.value().unwrap_or_default();
    Ok(())
}

/// Lets a plugin's system ask another system for the double of a number, inside a tick.
pub(crate) fn ask_from_a_tick(number: u32) -> u32 {
    let ecs = Ecs::new();
    register_ecs_handlers(&ecs).unwrap();
    ecs.vtable.register(System::new("maths").operation("double", double)).unwrap();
    {
        let mut registry = write_now(&ecs.registry).unwrap();
        registry.resource(&Question { number, answer: 0 }).system(Stage::Update, ask::SYSTEM).unwrap();
    }
    reset_world(&ecs, 0).unwrap();
    run_tick(&ecs, &[]).unwrap();
    let question: Question = read_now(&ecs.world).unwrap().resource().unwrap();
    question.answer
}

fn double(_: InstanceId, payload: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    let number = payload.try_into().map_err(|_| VTableError::malformed_payload("maths.double", "a u32"))?;
    reply.write_value(&(u32::from_le_bytes(number) * 2));
    Ok(())
}
