//! What input does in every frame, door included: pads into the log, the events of a tick into its actions,
//! and those of a frame that can have no tick into what is remembered.

mod gate;
mod gates;
mod gestures;
mod held;
mod levels;
mod picture;
mod plan;
mod pointer;
mod resolve;
mod seats;
mod track;
mod value;
mod values;

pub(crate) use gestures::Gestures;
pub use held::Held;
pub use levels::Chosen;
pub use resolve::{Window, resolve};

use crate::backend::Backend;
use crate::input_log::keep_devices;
use crate::state::{State, with_state};
use crate::vtable_handlers::follow_families;
use playground_core_client::Client;
use playground_core_client::input::{
    DeviceId, INPUT_TIME_COUNT_MAX, InputTimes, LeaveWish, Pad, Pads, PollPayload, RAW_EVENT_COUNT_MAX,
    RawEvent, ResolvePayload, SceneActionSet, ScriptEvent, TouchPayload,
};
use playground_core_ecs::Query;
use playground_core_types::{Shared, read_now, write_now};
use playground_core_vtable::{InstanceId, Reply, VTableError};

/// Reads the pads into the log of raw events.
///
/// # Errors
/// A malformed payload; busy data.
pub fn handle_poll(instance: InstanceId, payload: &[u8], _reply: &mut Reply) -> Result<(), VTableError> {
    let PollPayload { now_micros } = poll_payload("input.poll", payload)?;
    with_state(instance, |state, client| {
        let State { backend, held, is_log_full, .. } = state;
        backend.want_raw(read_now(&client.input_log)?.is_raw_wanted);
        let mut events = write_now(&client.raw_events)?;
        let mut has_changed = backend.poll(now_micros, &mut events);
        if events.len() > RAW_EVENT_COUNT_MAX {
            drop_oldest(&mut events, held);
            has_changed = true;
            if !*is_log_full {
                log::warn!(
                    "more than {RAW_EVENT_COUNT_MAX} input events wait for a tick: the oldest are lost, and all is let go"
                );
            }
            *is_log_full = true;
        } else {
            *is_log_full = false;
        }
        drop(events);
        if has_changed {
            show_pads(&client.pads, backend, held)?;
            follow_families(state, client)?;
        }
        Ok(())
    })
}

/// Lets fingers steer by the touch pad on the screen.
///
/// # Errors
/// A malformed payload; busy data.
pub fn handle_touch(instance: InstanceId, payload: &[u8], _reply: &mut Reply) -> Result<(), VTableError> {
    let request: TouchPayload = bytemuck::try_pod_read_unaligned(payload)
        .map_err(|_| VTableError::malformed_payload("input.touch", "a TouchPayload"))?;
    with_state(instance, |state, client| {
        let map = read_now(&client.action_map)?;
        let mut pad = write_now(&client.touch_pad)?;
        let mut events = write_now(&client.raw_events)?;
        let active = state.held.active_on_touch_pad();
        state.touch.step(&request, (&map, state.map_revision, active), &mut pad, &mut events);
        Ok(())
    })
}

/// Takes in the events of a frame that can have no tick.
///
/// # Errors
/// Busy data.
pub fn handle_observe(instance: InstanceId, _: &[u8], _: &mut Reply) -> Result<(), VTableError> {
    with_state(instance, observe)
}

/// Empties the log into what is remembered of the devices.
pub(crate) fn observe(state: &mut State, client: &Client) -> Result<(), VTableError> {
    let State { backend, held, recorder, .. } = state;
    let seats_before = held.pad_seats();
    let mut events = write_now(&client.raw_events)?;
    let mut log = write_now(&client.input_log)?;
    if log.is_wanted && !events.is_empty() {
        keep_devices(&mut log, &backend.pads());
        recorder.keep_frame(&mut log, &events);
    }
    for event in events.drain(..) {
        held.observe(&event);
    }
    drop((events, log));
    if held.pad_seats() != seats_before {
        show_pads(&client.pads, backend, held)?;
        follow_families(state, client)?;
    }
    Ok(())
}

/// Makes the action frame of one tick from the events of its window.
///
/// # Errors
/// A malformed payload; busy data.
pub fn handle_resolve(instance: InstanceId, payload: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    let request: ResolvePayload = bytemuck::try_pod_read_unaligned(payload)
        .map_err(|_| VTableError::malformed_payload("input.resolve", "a ResolvePayload"))?;
    let window = Window { start_micros: request.start_micros, end_micros: request.end_micros };
    with_state(instance, |state, client| {
        let State { backend, held, shown, window: events, recorder, gestures, screen, .. } = state;
        events.clear();
        take_window(&mut *write_now(&client.raw_events)?, window, events);
        note_times(&mut *write_now(&client.input_times)?, events);
        let seats_before = held.pad_seats();
        if shown.is_some() {
            // Nobody's hands are on the demonstration; what they do is remembered for the time after it.
            events.drain(..).for_each(|event| held.observe(&event));
        }
        add_script(&read_now(&client.input_script)?.events, request.tick, window, events);
        // Stable: what happened at one time keeps its order.
        events.sort_by_key(|event| event.micros);
        let mut log = write_now(&client.input_log)?;
        if log.is_wanted {
            keep_devices(&mut log, &backend.pads());
            recorder.keep_tick(&mut log, request.tick, window.start_micros, events);
        }
        let hands = shown.as_mut().unwrap_or(held);
        hands.choose(chosen(client)?);
        let leaves: LeaveWish = read_now(&client.ecs.world)?.resource().unwrap_or_default();
        hands.leave(leaves.seats_at(request.tick));
        let frame = resolve(hands, &*read_now(&client.action_map)?, events, window);
        *write_now(&client.gestures)? = gestures.read(events, screen.min_element());
        reply.write_value(&frame);
        if held.pad_seats() != seats_before {
            show_pads(&client.pads, backend, held)?;
            follow_families(state, client)?;
        }
        Ok(())
    })
}

/// The sets of actions that the world has chosen; what it does not say is as in a new one.
fn chosen(client: &Client) -> Result<Chosen, VTableError> {
    if read_now(&client.action_map)?.sets.is_empty() {
        return Ok(Chosen::default());
    }
    let world = read_now(&client.ecs.world)?;
    let scene = world.first(&Query::new().read(SceneActionSet::ID));
    let scene: Option<&SceneActionSet> = scene.and_then(|entity| world.get(entity));
    Ok(Chosen { sets: world.resource().unwrap_or_default(), scene: scene.copied().unwrap_or_default() })
}

/// Makes room in a full log. The newest stay, because a release that is lost leaves a key down for good;
/// what the lost ones pressed is let go.
fn drop_oldest(log: &mut Vec<RawEvent>, held: &mut Held) {
    let count = (log.len() + 1).saturating_sub(RAW_EVENT_COUNT_MAX);
    for event in log.drain(..count) {
        held.observe(&event);
    }
    let first_micros = log.iter().map(|event| event.micros).min().unwrap_or_default();
    log.insert(0, RawEvent::focus_lost(first_micros));
}

/// Moves the events before the window's end out of the log.
fn take_window(log: &mut Vec<RawEvent>, window: Window, events: &mut Vec<RawEvent>) {
    log.retain(|event| {
        let is_later = event.micros >= window.end_micros;
        if !is_later {
            events.push(*event);
        }
        is_later
    });
}

/// Notes when events happened that a tick takes now, for those who measure.
fn note_times(times: &mut InputTimes, events: &[RawEvent]) {
    let room = INPUT_TIME_COUNT_MAX.saturating_sub(times.event_micros.len());
    times.event_micros.extend(events.iter().take(room).map(|event| event.micros));
}

/// Adds the script's events of `tick`, at their place inside the window.
fn add_script(script: &[ScriptEvent], tick: u64, window: Window, events: &mut Vec<RawEvent>) {
    let first = script.partition_point(|scripted| scripted.tick < tick);
    let of_tick = script[first..].iter().take_while(|scripted| scripted.tick == tick);
    events.extend(of_tick.map(|scripted| RawEvent {
        micros: window.start_micros + scripted.event.micros.min(window.last_offset()),
        ..scripted.event
    }));
}

pub(crate) fn poll_payload(target: &str, payload: &[u8]) -> Result<PollPayload, VTableError> {
    bytemuck::try_pod_read_unaligned(payload)
        .map_err(|_| VTableError::malformed_payload(target, "a PollPayload"))
}

/// Writes down which pads there are, for those who show them.
pub(crate) fn show_pads(pads: &Shared<Pads>, backend: &Backend, held: &Held) -> Result<(), VTableError> {
    let mut pads = write_now(pads)?;
    pads.source = backend.name().to_owned();
    let mut connected = backend.pads();
    for slot in held.virtual_pads() {
        let name = DeviceId::pad(slot).map(|device| device.to_string()).unwrap_or_default();
        connected.push(Pad { slot, name, ..Pad::default() });
    }
    for pad in &mut connected {
        pad.seat = held.seat_of_pad(pad.slot);
    }
    pads.show(connected);
    Ok(())
}

#[cfg(test)]
mod tests;
