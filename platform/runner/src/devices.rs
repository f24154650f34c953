//! What keyboard, mouse and fingers say to a window, as raw events.

use crate::clipboard::Clipboard;
use crate::convert;
use playground_core_client::Client;
use playground_core_client::input::{
    Control, DeviceId, MOUSE_PLACE_MAX, MouseControl, RawEvent, TEXT_LINE_BYTES_MAX, TextWish, TouchControl,
};
use playground_core_client::rendering::{SCREEN_TARGET, Viewport};
use playground_core_types::math::{Vec2, vec2};
use playground_core_types::{CoreResult, read_now, write_now};
use winit::dpi::PhysicalPosition;
use winit::event::{ElementState, Ime, KeyEvent, MouseScrollDelta, Touch, TouchPhase, WindowEvent};
use winit::keyboard::{Key, ModifiersState, NamedKey, PhysicalKey};
#[cfg(not(target_family = "wasm"))]
use winit::platform::modifier_supplement::KeyEventExtModifierSupplement;

/// The most fingers at a time; a further one is not felt.
const FINGER_COUNT_MAX: usize = 16;

/// The furthest place from the screen that is told. Unit: virtual pixels.
const FAR_PIXELS: f64 = 65_536.0;

/// How far a touchpad scrolls for one notch of a wheel. Unit: pixels.
const NOTCH_PIXELS: f64 = 40.0;

/// What is remembered of the devices between two events.
#[derive(Debug, Default)]
pub struct Devices {
    /// Where the movements that were told so far lead. Unit: virtual pixels.
    pointer: Vec2,
    /// Where the window system saw the pointer last. Unit: virtual pixels.
    seen: Vec2,
    /// Whether movements come without a place.
    is_locked: bool,
    /// The fingers on the screen by their number, as the window system calls them.
    fingers: [Option<u64>; FINGER_COUNT_MAX],
    modifiers: ModifiersState,
    clipboard: Clipboard,
}

impl Devices {
    /// Tells the client what happened; nothing for what no device did.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub fn tell(&mut self, client: &Client, event: &WindowEvent, micros: u64) -> CoreResult<()> {
        match event {
            WindowEvent::KeyboardInput { event, is_synthetic: false, .. } => {
                press(client, event, self.modifiers, micros)?;
                self.write(client, event, micros)
            }
            WindowEvent::ModifiersChanged(modifiers) => {
                self.modifiers = modifiers.state();
                Ok(())
            }
            WindowEvent::Ime(ime) => compose(client, ime, micros),
            WindowEvent::CursorMoved { position, .. } => {
                self.seen = place(client, *position)?;
                // Where it cannot be held it is only confined; what the mouse itself says counts then.
                if self.is_locked { Ok(()) } else { self.go(client, self.seen - self.pointer, micros) }
            }
            WindowEvent::MouseInput { state, button, .. } => match convert::mouse_button(*button) {
                Some(control) => tell_mouse(client, micros, control, pressed_value(*state)),
                None => Ok(()),
            },
            WindowEvent::MouseWheel { delta, .. } => {
                let notches = match delta {
                    MouseScrollDelta::LineDelta(_, lines) => *lines,
                    MouseScrollDelta::PixelDelta(pixels) => (pixels.y / NOTCH_PIXELS) as f32,
                };
                if notches == 0.0 { Ok(()) } else { tell_mouse(client, micros, MouseControl::Wheel, notches) }
            }
            WindowEvent::Touch(touch) => self.touch(client, touch, micros),
            _ => Ok(()),
        }
    }

    /// The pointer is locked from now on, or free again: then it is where the window system saw it last.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub fn lock(&mut self, client: &Client, is_locked: bool, micros: u64) -> CoreResult<()> {
        let was_locked = std::mem::replace(&mut self.is_locked, is_locked);
        if !was_locked || is_locked || self.pointer == self.seen {
            return Ok(());
        }
        self.pointer = self.seen;
        tell_mouse(client, micros, MouseControl::PlaceX, self.seen.x)?;
        tell_mouse(client, micros, MouseControl::PlaceY, self.seen.y)
    }

    /// The mouse itself was moved by so many pixels of the window; it counts while the pointer is locked.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub fn tell_motion(&mut self, client: &Client, pixels: (f64, f64), micros: u64) -> CoreResult<()> {
        if !self.is_locked {
            return Ok(());
        }
        let origin = place(client, PhysicalPosition::new(0.0, 0.0))?;
        let movement = place(client, PhysicalPosition::new(pixels.0, pixels.1))? - origin;
        self.go(client, movement, micros)
    }

    /// Tells of a movement. Unit: virtual pixels.
    fn go(&mut self, client: &Client, movement: Vec2, micros: u64) -> CoreResult<()> {
        for (control, value) in [(MouseControl::MoveX, movement.x), (MouseControl::MoveY, movement.y)] {
            if value != 0.0 {
                tell_mouse(client, micros, control, value)?;
            }
        }
        // As the one who adds the movements up: the same numbers, with the same rounding and the same end.
        let reach = Vec2::splat(MOUSE_PLACE_MAX);
        self.pointer = (self.pointer + movement).clamp(-reach, reach);
        Ok(())
    }

    /// What a key does to a text that is wanted: it edits, copies, or asks for what was copied.
    fn write(&mut self, client: &Client, event: &KeyEvent, micros: u64) -> CoreResult<()> {
        let wish = read_now(&client.text_entry)?.wish;
        if wish.is_wanted == 0 || event.state != ElementState::Pressed {
            return Ok(());
        }
        let has_command =
            if cfg!(target_os = "macos") { self.modifiers.super_key() } else { self.modifiers.control_key() };
        match (&event.logical_key, convert::text_edit(&event.logical_key)) {
            (Key::Character(text), _) if has_command && text.eq_ignore_ascii_case("v") => {
                self.clipboard.ask();
            }
            (Key::Character(text), _) if has_command && text.eq_ignore_ascii_case("c") => {
                self.clipboard.copy(wish.text.as_str());
            }
            (Key::Named(NamedKey::Insert), _) if self.modifiers.shift_key() => self.clipboard.ask(),
            (_, Some(edit)) => return type_text(client, edit.character().encode_utf8(&mut [0; 4]), micros),
            _ => {}
        }
        Ok(())
    }

    /// Types what was pasted, once it is there; to be called in every frame.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub fn paste(&mut self, client: &Client, micros: u64) -> CoreResult<()> {
        let Some(text) = self.clipboard.answer() else { return Ok(()) };
        let is_wanted = read_now(&client.text_entry)?.wish.is_wanted != 0;
        // A tick takes no more than a line, and lines end where they break.
        let line = text.lines().next().filter(|_| is_wanted).unwrap_or_default();
        let line: String = line.chars().filter(|character| !character.is_control()).collect();
        type_text(client, &line[..line.floor_char_boundary(TEXT_LINE_BYTES_MAX)], micros)
    }

    /// Pastes a text of the machine's clipboard, which a browser gives without being asked.
    #[cfg(target_family = "wasm")]
    pub fn give_pasted(&mut self, text: &str) {
        self.clipboard.copy(text);
        self.clipboard.ask();
    }

    /// The text that was copied last, for the machine's clipboard; empty when none was.
    #[cfg(target_family = "wasm")]
    pub fn copied(&self) -> &str {
        self.clipboard.copied()
    }

    fn touch(&mut self, client: &Client, touch: &Touch, micros: u64) -> CoreResult<()> {
        let known = self.fingers.iter().position(|finger| *finger == Some(touch.id));
        let (number, control) = match touch.phase {
            TouchPhase::Started | TouchPhase::Moved => {
                (known.or_else(|| self.fingers.iter().position(Option::is_none)), TouchControl::Move)
            }
            TouchPhase::Ended | TouchPhase::Cancelled => (known, TouchControl::Up),
        };
        let Some(number) = number else { return Ok(()) };
        let is_down = control == TouchControl::Move;
        self.fingers[number] = is_down.then_some(touch.id);
        let Ok(finger) = u16::try_from(number) else { return Ok(()) };
        let mut event = RawEvent::new(micros, DeviceId::touch(finger), Control::Touch(control), 0.0);
        if is_down {
            [event.value, event.value_y] = place(client, touch.location)?.to_array();
        }
        tell(client, event)
    }
}

/// Whether the player pressed something: what a window system takes for their consent.
pub fn is_press(event: &WindowEvent) -> bool {
    match event {
        WindowEvent::KeyboardInput { event, .. } => event.state == ElementState::Pressed && !event.repeat,
        WindowEvent::MouseInput { state, .. } => *state == ElementState::Pressed,
        WindowEvent::Touch(touch) => touch.phase == TouchPhase::Started,
        _ => false,
    }
}

/// Tells of a key, of what it types, and of what is printed on it.
fn press(client: &Client, event: &KeyEvent, modifiers: ModifiersState, micros: u64) -> CoreResult<()> {
    let is_pressed = event.state == ElementState::Pressed;
    if let PhysicalKey::Code(code) = event.physical_key
        && let Some(key) = convert::key(code)
        && !event.repeat
    {
        if is_pressed && let Some(label) = convert::key_label(&plain_key(event)) {
            write_now(&client.key_labels)?.learn(key, &label);
        }
        tell(client, RawEvent::key(micros, key, is_pressed))?;
    }
    // A key that is held types on, though it is pressed once.
    let text = event.text.as_deref().filter(|_| is_pressed && !is_command(modifiers)).unwrap_or_default();
    let text: String = text.chars().filter(|character| !character.is_control()).collect();
    type_text(client, &text, micros)
}

/// Whether a key means something else than its letter: Ctrl+V is no `v`. Ctrl and Alt together are the `AltGr` of some
/// keyboards, which types.
fn is_command(modifiers: ModifiersState) -> bool {
    modifiers.super_key() || (modifiers.control_key() && !modifiers.alt_key())
}

/// What an input method composes, and what it types in the end.
fn compose(client: &Client, ime: &Ime, micros: u64) -> CoreResult<()> {
    let mut entry = write_now(&client.text_entry)?;
    let (preedit, cursor) = match ime {
        Ime::Preedit(text, cursor) => (text.as_str(), *cursor),
        Ime::Enabled | Ime::Disabled | Ime::Commit(_) => ("", None),
    };
    entry.preedit = preedit.to_owned();
    entry.preedit_cursor = cursor;
    drop(entry);
    match ime {
        Ime::Commit(text) => {
            let text: String = text.chars().filter(|character| !character.is_control()).collect();
            type_text(client, &text, micros)
        }
        Ime::Enabled | Ime::Disabled | Ime::Preedit(..) => Ok(()),
    }
}

fn type_text(client: &Client, text: &str, micros: u64) -> CoreResult<()> {
    for character in text.chars() {
        tell(client, RawEvent::new(micros, DeviceId::KEYBOARD, Control::Text(character), 1.0))?;
    }
    Ok(())
}

/// What the layout calls the key when it is pressed alone.
#[cfg(not(target_family = "wasm"))]
fn plain_key(event: &KeyEvent) -> Key {
    event.key_without_modifiers()
}

/// What the layout calls the key as it was pressed: a browser tells no more.
#[cfg(target_family = "wasm")]
fn plain_key(event: &KeyEvent) -> Key {
    event.logical_key.clone()
}

/// Where the text is in the window that is shown in `viewport`: its left top, and its size. Unit: real pixels.
///
/// # Errors
/// When core's data is held by somebody else.
pub fn text_area(client: &Client, wish: &TextWish) -> CoreResult<[f32; 4]> {
    let target = read_now(&client.render_targets)?.get(&SCREEN_TARGET).copied().unwrap_or_default();
    let [width, height] = read_now(&client.screen_settings)?.virtual_size;
    let viewport = target.viewport;
    let scale =
        vec2(viewport.width as f32 / width.max(1) as f32, viewport.height as f32 / height.max(1) as f32);
    let place = vec2(viewport.x as f32, viewport.y as f32) + wish.place * scale;
    let size = wish.size * scale;
    Ok([place.x, place.y, size.x, size.y])
}

/// The place on the virtual screen that lies at `position` of the window; beside the screen for a bar there.
fn place(client: &Client, position: PhysicalPosition<f64>) -> CoreResult<Vec2> {
    let target = read_now(&client.render_targets)?.get(&SCREEN_TARGET).copied().unwrap_or_default();
    let virtual_size = read_now(&client.screen_settings)?.virtual_size;
    Ok(virtual_place(target.viewport, virtual_size, position))
}

/// The same, for a virtual screen that is shown in `viewport`.
fn virtual_place(viewport: Viewport, virtual_size: [u32; 2], position: PhysicalPosition<f64>) -> Vec2 {
    let along = |position: f64, start: u32, length: u32, virtual_length: u32| {
        let virtual_length = f64::from(virtual_length);
        // A window without a size shows nothing to point at.
        let part = (position - f64::from(start)) / f64::from(length.max(1));
        (part * virtual_length).clamp(-FAR_PIXELS, FAR_PIXELS) as f32
    };
    let [width, height] = virtual_size;
    vec2(
        along(position.x, viewport.x, viewport.width, width),
        along(position.y, viewport.y, viewport.height, height),
    )
}

fn pressed_value(state: ElementState) -> f32 {
    if state == ElementState::Pressed { 1.0 } else { 0.0 }
}

fn tell_mouse(client: &Client, micros: u64, control: MouseControl, value: f32) -> CoreResult<()> {
    tell(client, RawEvent::new(micros, DeviceId::MOUSE, Control::Mouse(control), value))
}

fn tell(client: &Client, event: RawEvent) -> CoreResult<()> {
    write_now(&client.raw_events)?.push(event);
    Ok(())
}

#[cfg(test)]
mod tests;
