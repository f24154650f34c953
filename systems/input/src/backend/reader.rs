//! The controllers that gilrs finds: evdev on Linux, Windows.Gaming.Input on Windows, the HID manager on macOS.
//!
//! Owned by the thread that polls them; what happens goes out as [`Message`]s.

#![expect(
    clippy::disallowed_methods,
    reason = "an event of a pad carries the time of day, and is stamped by the machine's clock"
)]

mod recheck;

use super::family::family_of;
use super::motors::{Motors, PLAY_TIME};
use super::parts::Parts;
use super::slots::Slots;
use super::stamp::PadClock;
use crate::mapping::database::Database;
use crate::mapping::translator::Translator;
use gilrs_core::{Event, EventType, FfDevice, Gamepad, Gilrs, PowerInfo};
use playground_core_client::input::{
    Control, Guid, Mapping, MappingOrigin, PAD_COUNT_MAX, Pad, PadBattery, PadElement, PadFeature,
    RumblePayload, grid_steps, grid_value,
};
use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime};

/// After a plug gilrs is asked again once it has been quiet for so long.
const RECHECK_TIME: Duration = Duration::from_millis(300);

/// Something that happened to a controller.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Message {
    /// When.
    pub(super) at: Instant,
    /// To which.
    pub(super) slot: u32,
    /// What.
    pub(super) news: News,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum News {
    /// It is there.
    Connected(Box<Pad>),
    /// It is as before, but something about it is other.
    Described(Box<Pad>),
    /// It is gone.
    Disconnected,
    /// One of its controls moved.
    Moved(Control, f32),
}

/// gilrs, and all that is known of its controllers.
pub(super) struct PadReader {
    gilrs: Gilrs,
    database: Database,
    slots: Slots,
    /// By the number that gilrs has for them.
    devices: BTreeMap<usize, Device>,
    started: Instant,
    clock: PadClock,
    is_raw_wanted: bool,
    moved: Vec<(Control, f32)>,
    /// When to look whether gilrs has missed a plug; see `recheck`.
    recheck_at: Option<Instant>,
}

/// One controller.
struct Device {
    pad: Pad,
    parts: Parts,
    translator: Translator,
    motors: Motors,
    /// Opened when it rumbles first.
    force: Option<FfDevice>,
    /// When it said something last.
    heard: SystemTime,
    /// What is not newer was read already.
    known_until: Option<SystemTime>,
}

impl Device {
    /// Whether an event of this time was read before; notes the time.
    fn is_known(&mut self, time: SystemTime) -> bool {
        if self.known_until.is_some_and(|until| time <= until) {
            return true;
        }
        self.known_until = None;
        self.heard = time;
        false
    }
}

impl PadReader {
    /// Opens gilrs, and tells of the controllers that are there.
    pub(super) fn open(database: Database, out: &mut Vec<Message>) -> Result<Self, String> {
        let gilrs = Gilrs::new().map_err(|error| error.to_string())?;
        let mut reader = Self {
            gilrs,
            database,
            slots: Slots::default(),
            devices: BTreeMap::new(),
            started: Instant::now(),
            clock: PadClock::default(),
            is_raw_wanted: false,
            moved: Vec::new(),
            recheck_at: None,
        };
        for id in 0..reader.gilrs.last_gamepad_hint() {
            if reader.gilrs.gamepad(id).is_some_and(Gamepad::is_connected) {
                reader.connect(id, reader.started, out);
            }
        }
        Ok(reader)
    }

    /// Whether there is any controller.
    pub(super) fn has_pads(&self) -> bool {
        !self.devices.is_empty()
    }

    /// Whether unmapped parts are told too.
    pub(super) fn want_raw(&mut self, is_wanted: bool) {
        self.is_raw_wanted = is_wanted;
    }

    /// Waits for something to happen, at most so long, and tells all of it; false where nothing did.
    pub(super) fn read(&mut self, patience: Duration, out: &mut Vec<Message>) -> bool {
        let mut next = self.gilrs.next_event_blocking(Some(patience));
        let has_news = next.is_some();
        while let Some(event) = next {
            self.take(&event, out);
            next = self.gilrs.next_event();
        }
        let now = self.micros(Instant::now());
        self.clock.polled(now);
        if self.recheck_at.is_some_and(|at| at <= Instant::now()) {
            self.recheck_at = None;
            recheck::recheck(self, out);
        }
        has_news
    }

    /// The time of the machine since this began.
    fn micros(&self, at: Instant) -> u64 {
        (at - self.started).as_micros() as u64
    }

    fn take(&mut self, event: &Event, out: &mut Vec<Message>) {
        // Asked for each event: one that came meanwhile lies in no future.
        let age = SystemTime::now().duration_since(event.time).ok();
        let now = self.micros(Instant::now());
        let at = self.started + Duration::from_micros(self.clock.micros_of(age, now));
        if let Some(device) = self.devices.get_mut(&event.id) {
            // Two readings of one event, when gilrs was opened anew.
            if device.is_known(event.time) {
                return;
            }
        }
        if matches!(event.event, EventType::Connected | EventType::Disconnected) {
            self.recheck_at = Some(Instant::now() + RECHECK_TIME);
        }
        match event.event {
            EventType::Connected => {
                self.disconnect(event.id, at, out);
                self.connect(event.id, at, out);
            }
            EventType::Disconnected => self.disconnect(event.id, at, out),
            EventType::ButtonPressed(code) => {
                let part = self.devices.get(&event.id).and_then(|device| device.parts.button(code, true));
                self.change(event.id, part, at, out);
            }
            EventType::ButtonReleased(code) => {
                let part = self.devices.get(&event.id).and_then(|device| device.parts.button(code, false));
                self.change(event.id, part, at, out);
            }
            EventType::AxisValueChanged(value, code) => {
                let device = self.devices.get_mut(&event.id);
                let part = device.and_then(|device| device.parts.axis(code, value));
                self.change(event.id, part, at, out);
            }
            _ => {}
        }
    }

    fn change(&mut self, id: usize, part: Option<(PadElement, f32)>, at: Instant, out: &mut Vec<Message>) {
        let (Some(device), Some((part, value))) = (self.devices.get_mut(&id), part) else { return };
        let value = if matches!(part, PadElement::Hat(_)) { value } else { grid_value(grid_steps(value)) };
        let slot = device.pad.slot;
        if self.is_raw_wanted {
            out.push(Message { at, slot, news: News::Moved(Control::PadElement(part), value) });
        }
        self.moved.clear();
        device.translator.change(part, value, &mut self.moved);
        tell_moved(slot, &self.moved, at, out);
    }

    fn connect(&mut self, id: usize, at: Instant, out: &mut Vec<Message>) {
        let Some(pad) = self.gilrs.gamepad(id) else { return };
        let (name, guid) = (pad.name().to_owned(), Guid(pad.uuid()));
        let Some((slot, identity)) = self.slots.connect(guid, &place_of(pad)) else {
            log::warn!("controller `{name}` is not used: {PAD_COUNT_MAX} are connected already");
            return;
        };
        let parts = Parts::new(pad);
        let (mapping, mapping_origin) = self
            .database
            .find(guid)
            .unwrap_or_else(|| (parts.driver_mapping(guid, &name), MappingOrigin::Driver));
        let vendor = pad.vendor_id().unwrap_or(guid.vendor_product()[0]);
        let family = family_of(vendor, [&name, &mapping.name]);
        let battery = battery_of(pad.power_info());
        let mut described = Pad { slot, identity, family, battery, ..Pad::default() };
        describe(&mut described, &mapping, mapping_origin, pad, &name);
        log::info!("pad{slot} connected: {} ({guid}, {})", described.name, mapping_origin.words());
        let translator = Translator::new(&mapping);
        let pad = described.clone();
        let device = Device {
            pad,
            parts,
            translator,
            motors: Motors::default(),
            force: None,
            heard: SystemTime::UNIX_EPOCH,
            known_until: None,
        };
        self.devices.insert(id, device);
        out.push(Message { at, slot, news: News::Connected(Box::new(described)) });
    }

    fn disconnect(&mut self, id: usize, at: Instant, out: &mut Vec<Message>) {
        let Some(device) = self.devices.remove(&id) else { return };
        let slot = device.pad.slot;
        log::info!("pad{slot} disconnected");
        self.slots.disconnect(slot);
        out.push(Message { at, slot, news: News::Disconnected });
    }

    /// Other mappings count from now on; what is held moves with them.
    pub(super) fn remap(&mut self, database: Database, out: &mut Vec<Message>) {
        self.database = database;
        let at = Instant::now();
        for (id, device) in &mut self.devices {
            let Some(pad) = self.gilrs.gamepad(*id) else { continue };
            let (guid, name) = (device.pad.identity.guid, pad.name());
            let (mapping, origin) = self
                .database
                .find(guid)
                .unwrap_or_else(|| (device.parts.driver_mapping(guid, name), MappingOrigin::Driver));
            self.moved.clear();
            device.translator.remap(&mapping, &mut self.moved);
            tell_moved(device.pad.slot, &self.moved, at, out);
            describe(&mut device.pad, &mapping, origin, pad, name);
            let news = News::Described(Box::new(device.pad.clone()));
            out.push(Message { at, slot: device.pad.slot, news });
        }
    }

    /// Asks all batteries; tells of those that changed.
    pub(super) fn ask_batteries(&mut self, out: &mut Vec<Message>) {
        let at = Instant::now();
        for (id, device) in &mut self.devices {
            let Some(pad) = self.gilrs.gamepad(*id) else { continue };
            let battery = battery_of(pad.power_info());
            if device.pad.battery != battery {
                device.pad.battery = battery;
                let news = News::Described(Box::new(device.pad.clone()));
                out.push(Message { at, slot: device.pad.slot, news });
            }
        }
    }

    /// Begins an effect.
    pub(super) fn play(&mut self, effect: RumblePayload) {
        let slot = effect.device.pad_slot();
        if let Some(device) = self.devices.values_mut().find(|device| Some(device.pad.slot) == slot) {
            device.motors.play(Instant::now(), effect);
        }
    }

    /// What the world wishes for the controller in a slot.
    pub(super) fn feel(&mut self, slot: u32, levels: [f32; 2]) {
        if let Some(device) = self.devices.values_mut().find(|device| device.pad.slot == slot) {
            device.motors.feel(Instant::now(), levels);
        }
    }

    /// Tells all motors what they are to do now; whether any is not at rest.
    pub(super) fn step_motors(&mut self) -> bool {
        let mut is_busy = false;
        for (id, device) in &mut self.devices {
            if device.motors.is_at_rest() || !device.pad.capabilities.supports(PadFeature::Rumble) {
                continue;
            }
            is_busy = true;
            let Some([strong, weak]) = device.motors.step(Instant::now()) else { continue };
            if device.force.is_none() {
                device.force = self.gilrs.gamepad(*id).and_then(Gamepad::ff_device);
            }
            if let Some(force) = &mut device.force {
                force.set_ff_state(strong, weak, PLAY_TIME);
            }
        }
        is_busy
    }

    /// All motors are at rest from now on.
    pub(super) fn stop_motors(&mut self) {
        for device in self.devices.values_mut() {
            if let Some(force) = &mut device.force {
                force.set_ff_state(0, 0, PLAY_TIME);
            }
        }
    }
}

fn tell_moved(slot: u32, moved: &[(Control, f32)], at: Instant, out: &mut Vec<Message>) {
    let on_grid = |value| grid_value(grid_steps(value));
    out.extend(moved.iter().map(|(control, value)| Message {
        at,
        slot,
        news: News::Moved(*control, on_grid(*value)),
    }));
}

/// Writes down what a mapping makes of a controller.
fn describe(described: &mut Pad, mapping: &Mapping, origin: MappingOrigin, pad: &Gamepad, name: &str) {
    let named = if mapping.name.is_empty() { name } else { &mapping.name };
    named.clone_into(&mut described.name);
    described.mapping_origin = origin;
    described.mapping = mapping.to_string();
    described.capabilities = mapping.capabilities();
    let has_battery = !matches!(described.battery, PadBattery::Unknown | PadBattery::Wired);
    for (feature, is_there) in
        [(PadFeature::Rumble, pad.is_ff_supported()), (PadFeature::Battery, has_battery)]
    {
        if is_there {
            described.capabilities = described.capabilities.with_feature(feature);
        }
    }
}

fn battery_of(power: PowerInfo) -> PadBattery {
    match power {
        PowerInfo::Unknown => PadBattery::Unknown,
        PowerInfo::Wired => PadBattery::Wired,
        PowerInfo::Discharging(percent) => PadBattery::Discharging(percent.min(100)),
        PowerInfo::Charging(percent) => PadBattery::Charging(percent.min(100)),
        PowerInfo::Charged => PadBattery::Full,
    }
}

#[cfg(target_os = "linux")]
fn place_of(pad: &Gamepad) -> String {
    use gilrs_core::LinuxGamepadExt;
    super::place::place_of(pad.devpath())
}

/// Other systems tell neither a port nor a serial number through gilrs.
#[cfg(not(target_os = "linux"))]
fn place_of(_: &Gamepad) -> String {
    String::new()
}
