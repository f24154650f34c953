//! The real way of a pad on Linux: gilrs reads a fake evdev device, and actions come out.
//!
//! The test runs itself again under `tests/fakepad/run.sh`, where a preloaded library serves the device.

#![cfg(test)]
#![expect(clippy::disallowed_methods, reason = "motors live in the time of the machine")]

use bytes::Bytes;
use playground_core_assets::{ActionDeclaration, ActionKind, Join, Manifest, Seats};
use playground_core_client::Client;
use playground_core_client::input::operations::{LOAD_PADS, POLL, RESET, RESOLVE, RUMBLE, START, SYSTEM};
use playground_core_client::input::{
    Action, ActionFrame, ActionMap, Bind, BindSource, Control, DeviceChange, DeviceId, MappingOrigin,
    PadAxis, PadBattery, PadButton, PadFamily, PadFeature, PadSource, PollPayload, RawEvent, ResolvePayload,
    RumblePayload, SeatSet,
};
use playground_core_types::{Handle, write_now};
use playground_core_vtable::{Reply, VTableError};
use playground_systems_input::register_input_handlers;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const LAUNCHER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fakepad/run.sh");

/// The device that no database knows.
const STRANGE_PAD: u32 = 8;

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
    let output = launcher.env(INSIDE, "1").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the half under {LAUNCHER} failed: {}\n{said}", output.status);
    check_motors(&said);
}

/// Checks what the motors of the fake pad were told: the strong one swells to its end, and both come to rest.
#[track_caller]
fn check_motors(said: &str) {
    let levels: Vec<u32> = said
        .lines()
        .filter_map(|line| {
            line.strip_prefix("fakepad: effect ")?.split(' ').find_map(|word| word.strip_prefix("strong="))
        })
        .filter_map(|level| level.parse().ok())
        .collect();
    let peak = levels.iter().position(|level| *level == 65_535).expect("the end of the swell");
    assert!(levels[..peak].iter().any(|level| (1..65_535).contains(level)), "it swells: {levels:?}");
    assert_eq!(levels.last(), Some(&0), "it ends: {levels:?}");
    assert!(said.contains("weak=32767"), "the light motor has its own level: {said}");
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

    machine.check_press_of_a_millisecond();
    machine.check_unplugged_in_a_press();
    machine.check_strange_pad();
    machine.check_rumble();
    machine.check_two_at_once();
    machine.check(0, "South down", button(PadButton::South), 1.0);

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
        let binds = vec![Bind::new(SeatSet::ALL, source)];
        let jump = Action { binds, ..Action::new("jump", ActionKind::Button) };
        *write_now(&client.action_map).unwrap() = ActionMap { actions: vec![jump], ..ActionMap::default() };
        let auto = Bytes::from_static(PadSource::Auto.as_bytes());
        client.vtable.send_command(SYSTEM, START, auto).await.unwrap();
        Self { client, folder: std::env::var_os("FAKEPAD_DIR").unwrap().into(), tick: 0 }
    }

    /// A press that is over long before anybody looks: both ends are there, in order, each at its time.
    fn check_press_of_a_millisecond(&mut self) {
        self.check(0, "South up", Control::PadButton(PadButton::South), 0.0);
        self.check_jump(1, (0, 0));
        self.hand(0, "South down");
        self.hand(0, "South up");
        self.hand(0, "East down");
        let east = Control::PadButton(PadButton::East);
        self.wait_for("the press behind it", |event| event.control == east.into());
        let payload = ResolvePayload { tick: self.tick, start_micros: 0, end_micros: u64::MAX };
        let frame: ActionFrame = self.call(RESOLVE, bytemuck::bytes_of(&payload)).value().unwrap();
        let jump = frame.state(1, "jump");
        assert_eq!((jump.pressed, jump.released, jump.held), (1, 1, 0), "both ends of the press");
        self.tick += 1;
    }

    /// What a pad held is let go when it is pulled out, whatever it says no more.
    fn check_unplugged_in_a_press(&mut self) {
        let south = Control::PadButton(PadButton::South);
        self.check(0, "South down", south, 1.0);
        self.check_jump(1, (1, 1));
        self.check(0, "disconnect", Control::Device(DeviceChange::Disconnected), 0.0);
        let frame = self.resolve();
        let jump = frame.state(1, "jump");
        assert_eq!((jump.pressed, jump.released, jump.held), (0, 1, 0), "the press ends with the pad");
        let before = write_now(&self.client.pads).unwrap().connected.clone();
        self.check(0, "connect", Control::Device(DeviceChange::Connected), 0.0);
        self.resolve();
        let pads = write_now(&self.client.pads).unwrap().clone();
        let back = pads.in_slot(0).unwrap();
        assert!(before.iter().all(|pad| pad.identity != back.identity), "two that are alike are two");
        assert_eq!((back.identity.order, back.seat, back.family), (0, 1, PadFamily::Xbox));
        assert_eq!(pads.in_slot(1).map(|pad| pad.identity.order), Some(1));
        assert_eq!(back.mapping_origin, MappingOrigin::Database);
    }

    /// A pad that no database knows is mapped as its driver says: its d-pad is four buttons.
    fn check_strange_pad(&mut self) {
        let button = |button| Control::PadButton(button);
        self.check(8, "connect", Control::Device(DeviceChange::Connected), 0.0);
        for (name, control) in [
            ("South", PadButton::South),
            ("North", PadButton::North),
            ("DPadUp", PadButton::DPadUp),
            ("DPadRight", PadButton::DPadRight),
            ("LeftThumb", PadButton::LeftThumb),
            ("LeftTrigger2", PadButton::LeftTrigger2),
        ] {
            self.check(8, &format!("{name} down"), button(control), 1.0);
        }
        self.check(8, "RightStickX -1", Control::PadAxis(PadAxis::RightStickX), -1.0);
        let pads = write_now(&self.client.pads).unwrap().clone();
        let strange = pads.in_slot(2).unwrap();
        assert_eq!((strange.name.as_str(), strange.family), ("Nobody's pad", PadFamily::Generic));
        assert_eq!((strange.mapping_origin, strange.battery), (MappingOrigin::Driver, PadBattery::Wired));
        assert!(strange.capabilities.has_button(PadButton::DPadLeft));
        assert!(PadFeature::ALL.into_iter().all(|feature| !strange.capabilities.supports(feature)));

        // The player's own mapping counts at once.
        let line = format!("{},Mine,x:b0,b:b1,", strange.identity.guid);
        write_now(&self.client.pad_settings).unwrap().mappings = line;
        self.call(LOAD_PADS, &[]);
        let west = Control::PadButton(PadButton::West);
        self.wait_for("West in the place of South", |event| {
            event.control == west.into() && event.value == 1.0
        });
        self.check(8, "South up", west, 0.0);
        let refused = self.rumble(2);
        assert!(refused.unwrap_err().to_string().contains("not supported by pad2 (Mine)"));
        assert!(self.rumble(7).unwrap_err().to_string().contains("pad7 is not plugged in"));
        self.check(8, "disconnect", Control::Device(DeviceChange::Disconnected), 0.0);
        self.resolve();
    }

    /// Two pads in one moment, of which gilrs tells one: both are there, and both go. The third slot still belongs to the
    /// pad that no database knows.
    fn check_two_at_once(&mut self) {
        let nodes = [4, 5].map(|pad| self.folder.join(format!("event{pad}")));
        let made = Command::new("mkfifo").arg("-m").arg("600").args(&nodes).status().unwrap();
        assert!(made.success());
        for slot in [3, 4] {
            self.wait_for_change(slot, DeviceChange::Connected);
        }
        assert!(Command::new("rm").args(&nodes).status().unwrap().success());
        for slot in [3, 4] {
            self.wait_for_change(slot, DeviceChange::Disconnected);
        }
        self.resolve();
    }

    #[track_caller]
    fn wait_for_change(&mut self, slot: u32, change: DeviceChange) {
        let (device, control) = (DeviceId::pad(slot).unwrap(), Control::Device(change));
        self.wait_for(&format!("{device}: {change:?}"), |event| {
            event.device == device && event.control == control.into()
        });
    }

    /// A rumble that swells and fades; what the motors were told is looked at outside.
    fn check_rumble(&mut self) {
        self.rumble(0).unwrap();
        let started = Instant::now();
        // The motors live in the time of the machine.
        while started.elapsed() < Duration::from_millis(700) {
            self.poll();
            std::thread::yield_now();
        }
    }

    fn rumble(&self, slot: u32) -> Result<(), VTableError> {
        let device = DeviceId::pad(slot).unwrap();
        let (attack_millis, hold_millis, release_millis) = (100, 300, 100);
        let effect =
            RumblePayload { device, strong: 1.0, weak: 0.5, attack_millis, hold_millis, release_millis };
        let id = self.client.vtable.resolve(SYSTEM, RUMBLE).unwrap();
        self.client.vtable.call(id, bytemuck::bytes_of(&effect), &mut Reply::default())
    }

    /// Opens a game whose players press South to join, and lets what waits reach nobody.
    fn begin_party(&mut self) {
        let manifest = Manifest {
            seats: Seats { min: 1, max: 4, join: Join::Press },
            actions: vec![ActionDeclaration::new("jump", ActionKind::Button).bound(&["pad:South"])],
            ..Manifest::bare("org.example.party", "Party", "party.ron")
        };
        *write_now(&self.client.assets.manifest).unwrap() = Some(manifest);
        self.call(RESET, &[]);
    }

    /// Moves the pad as `command` says, and checks that `control` of it reports `value`.
    #[track_caller]
    fn check(&mut self, pad: u32, command: &str, control: Control, value: f32) {
        self.hand(pad, command);
        // A pad that no database knows comes third here.
        let device = DeviceId::pad(if pad == STRANGE_PAD { 2 } else { pad }).unwrap();
        self.wait_for(&format!("pad{pad} {command}: {control:?} at {value}"), |event| {
            // The range of a stick is not symmetric: this hand does not reach its lower end.
            let is_value = (event.value - value).abs() < 1e-4;
            event.device == device && event.control == control.into() && is_value
        });
    }

    #[track_caller]
    fn hand(&self, pad: u32, command: &str) {
        let mut hand = Command::new(self.folder.join("pad_event"));
        hand.arg(self.folder.join(format!("event{pad}"))).args(command.split(' '));
        assert!(hand.status().unwrap().success(), "pad{pad} {command}");
    }

    /// Reads the pads until an event is there; the log holds what happened since the last tick only.
    #[track_caller]
    fn wait_for(&mut self, what: &str, is_it: impl Fn(&RawEvent) -> bool) {
        for _ in 0..POLL_COUNT_MAX {
            let now = self.tick;
            if self.poll().iter().any(|event| event.micros <= now && is_it(event)) {
                return;
            }
            std::thread::yield_now();
        }
        panic!("never came: {what}");
    }

    /// Reads the pads; gives the log, which the next tick takes.
    fn poll(&mut self) -> Vec<RawEvent> {
        self.call(POLL, bytemuck::bytes_of(&PollPayload { now_micros: self.tick }));
        write_now(&self.client.raw_events).unwrap().clone()
    }

    /// Checks how often `jump` of a seat went down in this tick, and whether it is held.
    #[track_caller]
    fn check_jump(&mut self, seat: u32, expected: (u8, u8)) {
        let state = self.resolve().state(seat, "jump");
        assert_eq!((state.pressed, state.held), expected, "jump of seat {seat}");
    }

    fn resolve(&mut self) -> ActionFrame {
        let payload = ResolvePayload { tick: self.tick, start_micros: self.tick, end_micros: self.tick + 1 };
        self.tick += 1;
        self.call(RESOLVE, bytemuck::bytes_of(&payload)).value().unwrap()
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
