//! Eight controllers and two keyboards that say something a thousand times a second, while controllers come and go
//! a hundred times a second.

use playground_core_assets::ActionKind;
use playground_core_client::Client;
use playground_core_client::input::operations::{POLL, RESOLVE, SYSTEM};
use playground_core_client::input::{
    Action, ActionFrame, ActionMap, Bind, BindSource, Control, DeviceChange, DeviceId, Key, PAD_COUNT_MAX,
    PadAxis, PadButton, PollPayload, RawEvent, ResolvePayload, SeatSet,
};
use playground_core_types::{Handle, write_now};
use playground_core_vtable::Reply;
use playground_systems_input::register_input_handlers;
use std::time::Instant;

const TICKS: u64 = 3_000;
const TICK_MICROS: u64 = 16_667;
/// The most that a tick may take. Unit: milliseconds.
const MILLIS_MAX: f64 = 0.1;

pub(crate) fn measure() {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let Ok(runtime) = runtime else { return println!("no executor, so no storm") };
    runtime.block_on(async {
        let client = Client::new();
        if register_input_handlers(&client).is_err() {
            return println!("the system cannot be registered, so there is no storm");
        }
        if let Ok(mut map) = write_now(&client.action_map) {
            *map = ActionMap { actions: actions(), ..ActionMap::default() };
        }
        run(&client);
    });
}

fn run(client: &Handle<Client>) {
    let mut millis = Vec::new();
    let (mut presses, mut felt, mut events_sum) = (0_u64, 0_u64, 0_u64);
    let mut reply = Reply::default();
    for tick in 0..TICKS {
        let events = storm(tick);
        events_sum += events.len() as u64;
        presses += events.iter().filter(|event| is_press(event)).count() as u64;
        let Ok(mut log) = write_now(&client.raw_events) else { return };
        log.extend_from_slice(&events);
        drop(log);
        let start_micros = tick * TICK_MICROS;
        let window = ResolvePayload { tick, start_micros, end_micros: start_micros + TICK_MICROS };
        let start = Instant::now();
        for (operation, payload) in [
            (POLL, bytemuck::bytes_of(&PollPayload { now_micros: window.end_micros })),
            (RESOLVE, bytemuck::bytes_of(&window)),
        ] {
            reply.clear();
            let id = client.vtable.resolve(SYSTEM, operation);
            if id.and_then(|id| client.vtable.call(id, payload, &mut reply)).is_err() {
                return println!("a tick of the storm failed");
            }
        }
        millis.push(start.elapsed().as_secs_f64() * 1e3);
        let frame: ActionFrame = reply.value().unwrap_or_default();
        felt += (1..=8).fold(0, |sum, seat| sum + u64::from(frame.state(seat, "jump").pressed));
    }
    millis.sort_by(f64::total_cmp);
    let at = |share: usize| millis.get(millis.len() * share / 100).copied().unwrap_or_default();
    println!(
        "8 controllers and 2 keyboards at 1 kHz, 100 plugs a second: {} events a tick",
        events_sum / TICKS
    );
    println!("a tick: median {:.4} ms, 95 % {:.4} ms (at most {MILLIS_MAX})", at(50), at(95));
    println!("presses: {presses} sent, {felt} felt");
}

/// What happens in a tick: axes and keys every millisecond, a press of each controller, and a plug or two.
fn storm(tick: u64) -> Vec<RawEvent> {
    let mut events = Vec::new();
    let start = tick * TICK_MICROS;
    let pads: Vec<DeviceId> = (0..PAD_COUNT_MAX as u32).filter_map(DeviceId::pad).collect();
    for millisecond in 0..16 {
        let micros = start + millisecond * 1_000;
        let wave = (((tick * 16 + millisecond) % 200) as f32 - 100.0) / 100.0;
        for pad in &pads {
            events.push(RawEvent::new(micros, *pad, Control::PadAxis(PadAxis::LeftStickX), wave).on_grid());
        }
        // All keyboards are one device: two of them are twice as many keys.
        for key in [Key::KeyA, Key::ArrowLeft] {
            events.push(RawEvent::key(micros, key, millisecond.is_multiple_of(2)));
        }
    }
    for pad in &pads {
        for (offset, value) in [(8_000, 1.0), (9_000, 0.0)] {
            events.push(RawEvent::new(start + offset, *pad, Control::PadButton(PadButton::South), value));
        }
    }
    // A hundred changes a second are five in three ticks.
    for change in 0..1 + u64::from(!tick.is_multiple_of(3)) {
        let Some(pad) = pads.get(((tick + change) % 8) as usize) else { continue };
        let micros = start + 12_000 + change;
        for change in [DeviceChange::Disconnected, DeviceChange::Connected] {
            events.push(RawEvent::new(micros, *pad, Control::Device(change), 0.0));
        }
    }
    events.sort_by_key(|event| event.micros);
    events
}

fn is_press(event: &RawEvent) -> bool {
    event.control == Control::PadButton(PadButton::South).into() && event.value > 0.5
}

/// The actions of a usual game.
fn actions() -> Vec<Action> {
    let button = |name: &str, controls: &[Control]| Action {
        buffer_ticks: 6,
        binds: controls.iter().map(|control| Bind::new(SeatSet::ALL, BindSource::Button(*control))).collect(),
        ..Action::new(name, ActionKind::Button)
    };
    vec![
        button("jump", &[Control::PadButton(PadButton::South)]),
        button("fire", &[Control::PadButton(PadButton::West), Control::Key(Key::KeyX)]),
        button("left", &[Control::PadAxis(PadAxis::LeftStickX), Control::Key(Key::KeyA)]),
        button("other", &[Control::Key(Key::ArrowLeft)]),
        button("use", &[Control::PadButton(PadButton::North), Control::Key(Key::KeyE)]),
        button("map", &[Control::PadButton(PadButton::Select)]),
    ]
}
