//! The operations of the system, all by name. Those of every frame are in `step.rs`.

use crate::backend::Backend;
use crate::binding::{Declared, build_game_map};
use crate::input_log::{read_log, write_log};
use crate::mapping::database::Database;
use crate::own::{Families, lay_over};
use crate::script::{TICK_MICROS_MAX, read_events};
use crate::state::{State, with_state};
use crate::step::{Held, observe, poll_payload, show_pads};
pub use crate::step::{handle_observe, handle_poll, handle_resolve, handle_touch};
use bytes::Bytes;
use playground_core_client::Client;
use playground_core_client::input::operations::{START, SYSTEM};
use playground_core_client::input::{
    ActionMap, Control, DeviceId, FeelPayload, InputSettings, MouseControl, PadSettings, PadSource,
    PollPayload, RUMBLE_PERCENT, RawEvent, Remap, RumblePayload, Tuning,
};
use playground_core_types::math::{Vec2, vec2};
use playground_core_types::{CoreError, ErrorKind, read_now, write_now};
use playground_core_vtable::{
    InstanceId, Reply, VTableError, VTableErrorKind, VTableResponse, current_instance,
};

/// Begins a new game: nothing is held, seats are given anew, actions are those of its manifest.
///
/// # Errors
/// A binding in the manifest that is none, or a line of the script beyond a tick of the game, with its place and cure;
/// busy data.
pub fn handle_reset(instance: InstanceId, _payload: &[u8], _reply: &mut Reply) -> Result<(), VTableError> {
    with_state(instance, |state, client| {
        let (map, screen) = read_game(client, &state.families)?;
        let (has_text, is_alone) = {
            let script = read_now(&client.input_script)?;
            (!script.text.is_empty(), script.is_alone)
        };
        if has_text {
            read_script(client)?;
        }
        observe(state, client)?;
        state.touch.forget_game(&mut *write_now(&client.touch_pad)?);
        state.screen = screen;
        state.map_revision += 1;
        let State { backend, held, shown, gestures, .. } = state;
        *gestures = Default::default();
        let mouse = held.restart(&map.seats, screen);
        *shown = is_alone.then(|| {
            let mut hands = Held::default();
            hands.restart(&map.seats, screen);
            hands
        });
        *write_now(&client.action_map)? = map;
        let mut events = write_now(&client.raw_events)?;
        // The log of a game is whole: it begins with the pads that were there before it, and with the place of
        // the mouse. Pads are seated at once, so that no seat hangs on what becomes of the log until the first
        // tick.
        backend.announce(0, &mut events);
        events.iter().for_each(|event| held.observe(event));
        announce_mouse(mouse, &mut events);
        drop(events);
        show_pads(&client.pads, backend, held)?;
        follow_families(state, client)
    })
}

/// Binds the actions of the running game anew.
///
/// # Errors
/// A binding in the manifest that is none, with its place and cure; busy data.
pub fn handle_rebuild(instance: InstanceId, _payload: &[u8], _reply: &mut Reply) -> Result<(), VTableError> {
    with_state(instance, bind_anew)
}

fn bind_anew(state: &mut State, client: &Client) -> Result<(), VTableError> {
    let (map, _) = read_game(client, &state.families)?;
    state.held.rebind(&map.seats);
    state.map_revision += 1;
    *write_now(&client.action_map)? = map;
    Ok(())
}

/// Binds the actions anew where the player has bindings for families, and a seat has a pad of another one now.
pub(crate) fn follow_families(state: &mut State, client: &Client) -> Result<(), VTableError> {
    let families = read_now(&client.pads)?.seat_families;
    let is_other = std::mem::replace(&mut state.families, families) != families;
    let is_bound = !read_now(&client.remap)?.pads.is_empty();
    if is_other && is_bound { bind_anew(state, client) } else { Ok(()) }
}

/// What players say of a game; a script that plays alone has none of it.
#[derive(Default)]
struct Players {
    settings: InputSettings,
    remap: Remap,
    tuning: Tuning,
}

impl Players {
    fn of(client: &Client) -> Result<Self, VTableError> {
        let settings = *read_now(&client.input_settings)?;
        let (remap, tuning) = (read_now(&client.remap)?.clone(), read_now(&client.tuning)?.clone());
        Ok(Self { settings, remap, tuning })
    }
}

/// The actions of the game that is open, and its virtual screen; none while there is no game.
fn read_game(client: &Client, families: &Families) -> Result<(ActionMap, Vec2), VTableError> {
    let manifest = read_now(&client.assets.manifest)?;
    let is_alone = read_now(&client.input_script)?.is_alone;
    let players = if is_alone { Players::default() } else { Players::of(client)? };
    let Players { settings, remap, tuning } = &players;
    let mut map = match &*manifest {
        Some(game) => {
            let declared = Declared { actions: &game.actions, sets: &game.action_sets, seats: game.seats };
            build_game_map(declared, *settings, remap, tuning)?
        }
        None => ActionMap::default(),
    };
    lay_over(&mut map, remap, families);
    let window = manifest.as_ref().map(|game| game.window.clone()).unwrap_or_default();
    let [width, height] = window.size.map(|side| side as f32);
    Ok((map, vec2(width, height)))
}

/// Appends what puts the pointer where the mouse is: nobody has moved it.
fn announce_mouse(place: Vec2, events: &mut Vec<RawEvent>) {
    for (control, value) in [(MouseControl::PlaceX, place.x), (MouseControl::PlaceY, place.y)] {
        if value != 0.0 {
            events.push(RawEvent::new(0, DeviceId::MOUSE, Control::Mouse(control), value));
        }
    }
}

/// Goes on after frames without ticks: actions hold what is down now.
///
/// # Errors
/// Busy data.
pub fn handle_resume(instance: InstanceId, _payload: &[u8], _reply: &mut Reply) -> Result<(), VTableError> {
    with_state(instance, |state, client| {
        observe(state, client)?;
        state.held.resume();
        Ok(())
    })
}

/// Releases everything from now on.
///
/// # Errors
/// A malformed payload; busy data.
pub fn handle_focus_lost(
    instance: InstanceId,
    payload: &[u8],
    _reply: &mut Reply,
) -> Result<(), VTableError> {
    let PollPayload { now_micros } = poll_payload("input.focus_lost", payload)?;
    with_state(instance, |_, client| {
        write_now(&client.raw_events)?.push(RawEvent::focus_lost(now_micros));
        Ok(())
    })
}

/// Parses the text of the client's input script, or reads its log.
///
/// # Errors
/// A line that is no event, with its place and cure; bytes that are no log; busy data.
pub fn handle_load_script(
    instance: InstanceId,
    _payload: &[u8],
    _reply: &mut Reply,
) -> Result<(), VTableError> {
    with_state(instance, |_, client| {
        read_script(client)?;
        Ok(())
    })
}

/// The events of the client's script, whose times must lie within a tick of the game, once one is open.
fn read_script(client: &Client) -> Result<(), VTableError> {
    let hertz =
        read_now(&client.assets.manifest)?.as_ref().map(|game| u64::from(game.tick_rate_hertz.max(1)));
    let tick_micros = hertz.map_or(TICK_MICROS_MAX, |hertz| TICK_MICROS_MAX / hertz);
    let mut script = write_now(&client.input_script)?;
    let bytes = if script.log.is_empty() { script.text.as_bytes() } else { &script.log };
    script.events = read_events(&script.file, bytes, tick_micros)?;
    Ok(())
}

/// Lets one pad rumble.
///
/// # Errors
/// A malformed payload; a pad that is not there or cannot rumble; busy data.
pub fn handle_rumble(instance: InstanceId, payload: &[u8], _reply: &mut Reply) -> Result<(), VTableError> {
    let effect: RumblePayload = bytemuck::try_pod_read_unaligned(payload)
        .map_err(|_| VTableError::malformed_payload("input.rumble", "a RumblePayload"))?;
    with_state(instance, |state, client| {
        let settings = read_now(&client.pad_settings)?;
        let seat = effect.device.pad_slot().map_or(0, |slot| state.held.seat_of_pad(slot));
        let share = rumble_share(&settings, seat);
        let effect = RumblePayload { strong: effect.strong * share, weak: effect.weak * share, ..effect };
        let played = state.backend.play(effect);
        Ok(played.map_err(|reason| CoreError::new(ErrorKind::NoDevice, reason))?)
    })
}

/// Lets all pads feel what the world wishes.
///
/// # Errors
/// A malformed payload; busy data.
pub fn handle_feel(instance: InstanceId, payload: &[u8], _reply: &mut Reply) -> Result<(), VTableError> {
    let wish: FeelPayload = bytemuck::try_pod_read_unaligned(payload)
        .map_err(|_| VTableError::malformed_payload("input.feel", "a FeelPayload"))?;
    with_state(instance, |state, client| {
        let settings = read_now(&client.pad_settings)?;
        for (slot, seat) in (0..).zip(state.held.pad_seats()) {
            let levels = wish.levels.get((seat as usize).wrapping_sub(1));
            let share = rumble_share(&settings, seat);
            if let Some(levels) = levels {
                state.backend.feel(slot, levels.map(|level| level * share));
            }
        }
        Ok(())
    })
}

/// How much of a rumble the player of a seat wants.
fn rumble_share(settings: &PadSettings, seat: u32) -> f32 {
    let percent = settings.rumble_percent.get((seat as usize).wrapping_sub(1));
    let percent = percent.copied().unwrap_or(RUMBLE_PERCENT).min(100);
    if settings.is_rumble_off { 0.0 } else { f32::from(percent) / 100.0 }
}

/// The settings of pads changed.
///
/// # Errors
/// Busy data.
pub fn handle_load_pads(
    instance: InstanceId,
    _payload: &[u8],
    _reply: &mut Reply,
) -> Result<(), VTableError> {
    with_state(instance, |state, client| {
        state.backend.remap(database(client)?);
        Ok(())
    })
}

/// The player's mappings and those of the environment; lines that are none are told.
fn database(client: &Client) -> Result<Database, VTableError> {
    let environment = std::env::var("SDL_GAMECONTROLLERCONFIG").unwrap_or_default();
    let database = Database::new(&read_now(&client.pad_settings)?.mappings, &environment);
    database.report();
    Ok(database)
}

/// Reads a log of input.
///
/// # Errors
/// Bytes that are no log; busy data.
pub fn handle_read_log(instance: InstanceId, payload: &[u8], _reply: &mut Reply) -> Result<(), VTableError> {
    with_state(instance, |_, client| {
        *write_now(&client.input_log)? = read_log("the log of input", payload)?;
        Ok(())
    })
}

/// Writes the log of input.
///
/// # Errors
/// Busy data.
pub fn handle_write_log(instance: InstanceId, _payload: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
    with_state(instance, |_, client| {
        reply.write(&write_log(&*read_now(&client.input_log)?));
        Ok(())
    })
}

/// Serves the queue.
///
/// # Errors
/// An unknown operation; a malformed payload; no current instance.
pub async fn handle_input_operations(operation: String, payload: Bytes) -> VTableResponse {
    let Some(instance) = current_instance() else {
        return Err(VTableError::new(VTableErrorKind::Closed, SYSTEM, "the queue serves no instance"));
    };
    match operation.as_str() {
        START => handle_start(instance, &payload),
        _ => Err(VTableError::unknown_operation(SYSTEM, &operation)),
    }
}

fn handle_start(instance: InstanceId, payload: &[u8]) -> VTableResponse {
    let source = PadSource::from_bytes(payload)
        .ok_or_else(|| VTableError::malformed_payload("input.start", "`auto`, `null` or `log`"))?;
    with_state(instance, |state, client| {
        let State { backend, held, .. } = state;
        // The one before is closed first: two cannot read one pad.
        *backend = Backend::closed();
        *backend = Backend::open(source, database(client)?, &*read_now(&client.input_log)?);
        backend.announce(0, &mut *write_now(&client.raw_events)?);
        show_pads(&client.pads, backend, held)?;
        Ok(Bytes::new())
    })
}
