//! The real way of a pad on Linux: gilrs reads a fake evdev device, and actions come out.
//!
//! The test runs itself again under `tests/fakepad/run.sh`, where a preloaded library serves the device.

#![cfg(test)]

use bytes::Bytes;
use playground_core_assets::{ActionDeclaration, ActionKind, BindText, Join, Manifest, Seats, Window};
use playground_core_client::Client;
use playground_core_client::input::operations::{POLL, RESET, RESOLVE, START, SYSTEM};
use playground_core_client::input::{
    Action, ActionFrame, ActionMap, Bind, BindSource, Control, DeviceChange, DeviceId, PadAxis, PadButton,
    PadSource, PollPayload, RawEvent, ResolvePayload, SeatSet,
};
use playground_core_types::{Handle, Place, write_now};
use playground_core_vtable::Reply;
use playground_systems_input::register_input_handlers;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};

const LAUNCHER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fakepad/run.sh");

/// Set by this test for its second half.
const INSIDE: &str = "PLAYGROUND_FAKEPAD_INSIDE";

/// How often a device is asked before it counts as silent: some seconds, which only a failure waits for.
const POLL_COUNT_MAX: u32 = 2_000_000;

#[test]
fn a_pad_is_mapped_seated_pulled_out_and_back() {
    if std::env::var_os(INSIDE).is_some() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(play());
        return;
    }
    if let Some(reason) = missing() {
        eprintln!("SKIPPED a_pad_is_mapped_seated_pulled_out_and_back: {reason}");
        return;
    }
    let mut launcher = Command::new(LAUNCHER);
    launcher.arg(std::env::current_exe().unwrap());
    launcher.args(["--exact", "a_pad_is_mapped_seated_pulled_out_and_back", "--nocapture"]);
    let status = launcher.env(INSIDE, "1").status().unwrap();
    assert!(status.success(), "the half under {LAUNCHER} failed: {status}");
}

/// Why the fake pad cannot be had here, if so.
fn missing() -> Option<&'static str> {
    let can_run = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    if !cfg!(target_os = "linux") {
        Some("the fake pad is a Linux device")
    } else if !can_run("cc", &["--version"]) {
        Some("no C compiler")
    } else if !can_run("unshare", &["-m", "true"]) {
        Some("no mount namespace of our own: not root")
    } else {
        None
    }
}

/// The player's machine, and the hand on its pads.
struct Machine {
    client: Handle<Client>,
    folder: PathBuf,
    tick: u64,
}

async fn play() {
    let mut machine = Machine::start().await;
    let button = |name| Control::PadButton(name);
    let axis = |name| Control::PadAxis(name);

    machine.check_pads(&[(0, 0)]);
    machine.check(0, "South down", button(PadButton::South), 1.0);
    machine.check_jump(1, (1, 1));
    machine.check_pads(&[(0, 1)]);
    machine.check(0, "West down", button(PadButton::West), 1.0);
    machine.check(0, "North down", button(PadButton::North), 1.0);
    machine.check(0, "LeftStickX -1", axis(PadAxis::LeftStickX), -1.0);
    machine.check(0, "LeftStickY 1", axis(PadAxis::LeftStickY), 1.0);
    machine.check(0, "RightStickY -1", axis(PadAxis::RightStickY), -1.0);
    machine.check(0, "RightTrigger2 1", button(PadButton::RightTrigger2), 1.0);
    machine.check(0, "DPadLeft down", button(PadButton::DPadLeft), 1.0);
    machine.check(0, "DPadLeft up", button(PadButton::DPadLeft), 0.0);
    machine.check(0, "DPadUp down", button(PadButton::DPadUp), 1.0);

    machine.check(1, "connect", Control::Device(DeviceChange::Connected), 0.0);
    machine.check(1, "South down", button(PadButton::South), 1.0);
    machine.check_jump(2, (1, 1));
    machine.check_pads(&[(0, 1), (1, 2)]);

    machine.check(0, "disconnect", Control::Device(DeviceChange::Disconnected), 0.0);
    machine.check_jump(1, (0, 0));
    machine.check_pads(&[(1, 2)]);
    machine.check(0, "connect", Control::Device(DeviceChange::Connected), 0.0);
    machine.check(0, "South down", button(PadButton::South), 1.0);
    machine.check_jump(1, (1, 1));
    machine.check_pads(&[(0, 1), (1, 2)]);

    machine.call(RESET, &[]);
    // Seats of a new game hang on no event: these are gone.
    write_now(&machine.client.raw_events).unwrap().clear();
    machine.check_pads(&[(0, 1), (1, 2)]);

    machine.begin_party();
    machine.check_pads(&[(0, 0), (1, 0)]);
    machine.check(1, "South up", button(PadButton::South), 0.0);
    machine.check(1, "South down", button(PadButton::South), 1.0);
    machine.check_jump(1, (1, 1));
    machine.check_pads(&[(0, 0), (1, 1)]);
    machine.check(0, "South up", button(PadButton::South), 0.0);
    machine.check(0, "South down", button(PadButton::South), 1.0);
    machine.check_jump(2, (1, 1));
    machine.check_pads(&[(0, 2), (1, 1)]);
    machine.check(1, "disconnect", Control::Device(DeviceChange::Disconnected), 0.0);
    machine.check_jump(1, (0, 0));
    machine.check_pads(&[(0, 2)]);
    machine.check(1, "connect", Control::Device(DeviceChange::Connected), 0.0);
    machine.check(1, "South down", button(PadButton::South), 1.0);
    machine.check_jump(1, (1, 1));
    machine.check_pads(&[(0, 2), (1, 1)]);
}

impl Machine {
    /// A client with the action `jump` on South, and with this machine's pads open.
    async fn start() -> Self {
        let client = Client::new();
        register_input_handlers(&client).unwrap();
        let source = BindSource::Button(Control::PadButton(PadButton::South));
        let binds = vec![Bind { seats: SeatSet::ALL, part: None, source }];
        let jump = Action {
            name: "jump".to_owned(),
            kind: ActionKind::Button,
            buffer_ticks: 0,
            dead_zone_hundredths: 15,
            binds,
        };
        *write_now(&client.action_map).unwrap() = ActionMap { actions: vec![jump], ..ActionMap::default() };
        let auto = Bytes::from_static(PadSource::Auto.as_bytes());
        client.vtable.send_command(SYSTEM, START, auto).await.unwrap();
        Self { client, folder: std::env::var_os("FAKEPAD_DIR").unwrap().into(), tick: 0 }
    }

    /// Opens a game whose players press South to join, and lets what waits reach nobody.
    fn begin_party(&mut self) {
        let place = Place { file: "game.toml".to_owned(), line: 1, column: 1 };
        let jump = ActionDeclaration {
            name: "jump".to_owned(),
            place: place.clone(),
            kind: ActionKind::Button,
            binds: vec![BindText { text: "pad:South".to_owned(), place: place.clone() }],
            left_binds: Vec::new(),
            right_binds: Vec::new(),
            dead_zone_hundredths: 15,
            seat_binds: BTreeMap::new(),
            buffer_ticks: 0,
        };
        let manifest = Manifest {
            id: "org.example.party".to_owned(),
            name: "Party".to_owned(),
            version: "1.0.0".to_owned(),
            authors: Vec::new(),
            runtime: 1,
            scene: "party.ron".to_owned(),
            scene_place: place,
            plugins: Vec::new(),
            tick_rate_hertz: 60,
            seats: Seats { min: 1, max: 4, join: Join::Press },
            window: Window::default(),
            actions: vec![jump],
            buses: Vec::new(),
            cues: Vec::new(),
            permissions: BTreeMap::new(),
        };
        *write_now(&self.client.assets.manifest).unwrap() = Some(manifest);
        self.call(RESET, &[]);
    }

    /// Moves the pad as `command` says, and checks that `control` of it reports `value`.
    #[track_caller]
    fn check(&mut self, pad: u32, command: &str, control: Control, value: f32) {
        let mut hand = Command::new(self.folder.join("pad_event"));
        hand.arg(self.folder.join(format!("event{pad}"))).args(command.split(' '));
        assert!(hand.status().unwrap().success(), "pad{pad} {command}");
        let device = DeviceId::pad(pad).unwrap();
        for _ in 0..POLL_COUNT_MAX {
            let now = self.tick;
            // The log holds what happened since the last tick only.
            let is_it = |event: &RawEvent| {
                // The range of a stick is not symmetric: its ends are a few hundred-thousandths off.
                let is_value = (event.value - value).abs() < 1e-4;
                event.micros <= now && event.device == device && event.control == control.into() && is_value
            };
            if self.poll().iter().any(is_it) {
                return;
            }
            std::thread::yield_now();
        }
        panic!("pad{pad} {command}: no {control:?} at {value}");
    }

    /// Reads the pads; gives the log, which the next tick takes.
    fn poll(&mut self) -> Vec<RawEvent> {
        self.call(POLL, bytemuck::bytes_of(&PollPayload { now_micros: self.tick }));
        write_now(&self.client.raw_events).unwrap().clone()
    }

    /// Checks how often `jump` of a seat went down in this tick, and whether it is held.
    #[track_caller]
    fn check_jump(&mut self, seat: u32, expected: (u8, u8)) {
        let payload = ResolvePayload { tick: self.tick, start_micros: self.tick, end_micros: self.tick + 1 };
        self.tick += 1;
        let frame: ActionFrame = self.call(RESOLVE, bytemuck::bytes_of(&payload)).value().unwrap();
        let state = frame.state(seat, "jump");
        assert_eq!((state.pressed, state.held), expected, "jump of seat {seat}");
    }

    /// Checks slot and seat of the pads that are plugged in.
    #[track_caller]
    fn check_pads(&self, expected: &[(u32, u32)]) {
        let pads = write_now(&self.client.pads).unwrap();
        let places: Vec<_> = pads.connected.iter().map(|pad| (pad.slot, pad.seat)).collect();
        assert_eq!((pads.source.as_str(), places.as_slice()), ("gilrs", expected));
        assert!(pads.connected.iter().all(|pad| pad.name.contains("360")), "{pads:?}");
    }

    fn call(&self, operation: &str, payload: &[u8]) -> Reply {
        let mut reply = Reply::default();
        let id = self.client.vtable.resolve(SYSTEM, operation).unwrap();
        self.client.vtable.call(id, payload, &mut reply).unwrap();
        reply
    }
}
