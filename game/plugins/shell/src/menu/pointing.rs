//! Mouse and fingers on the screens: what lies under them is chosen, a click or a tap does it, a drag moves it.

use super::dial::{Turn, adjust, dial, put};
use super::layout::{Layout, way_back};
use super::lines::Step;
use super::{accept, go_back};
use playground_core_client::input::{
    Control, DeviceKind, MOUSE_PLACE_MAX, MouseControl, RawEvent, TouchControl,
};
use playground_core_client::shell::{Choice, Drag, InHand, Phase, ShellState, ShellView, Touching};
use playground_core_types::math::{Vec2, vec2};

/// How far a finger goes before it drags and taps no more. Unit: virtual pixels.
const DRAG_PIXELS: f32 = 6.0;

/// Follows the mouse; it is followed in every phase, so that its place is known when a menu comes.
pub fn track(state: &mut ShellState, view: &ShellView<'_>, event: &RawEvent) {
    let mouse = state.pointing.mouse;
    let place = match event.control.control() {
        Some(Control::Mouse(MouseControl::MoveX)) => mouse + vec2(event.value, 0.0),
        Some(Control::Mouse(MouseControl::MoveY)) => mouse + vec2(0.0, event.value),
        Some(Control::Mouse(MouseControl::PlaceX)) => vec2(event.value, mouse.y),
        Some(Control::Mouse(MouseControl::PlaceY)) => vec2(mouse.x, event.value),
        _ => return,
    };
    if place.is_finite() {
        state.pointing.mouse = place.clamp(Vec2::splat(-MOUSE_PLACE_MAX), Vec2::splat(MOUSE_PLACE_MAX));
    }
    let arrived_micros = *state.pointing.arrived_micros.get_or_insert(event.micros);
    if view.phase != Phase::Playing && event.micros != arrived_micros {
        state.in_hand = InHand::Mouse;
    }
}

/// Where a finger's event is, or else the mouse. Unit: virtual pixels of the shell.
pub fn place_of(state: &ShellState, view: &ShellView<'_>, event: &RawEvent) -> Vec2 {
    let place = if event.device.kind() == DeviceKind::Touch {
        vec2(event.value, event.value_y)
    } else {
        state.pointing.mouse
    };
    view.surface.on_shell(view.surface.pixel(place), view.virtual_size)
}

/// Does what mouse and fingers ask of a screen; `None` for what neither of them did.
pub fn point(state: &mut ShellState, view: &ShellView<'_>, event: &RawEvent) -> Option<Choice> {
    track(state, view, event);
    let control = event.control.control()?;
    if view.phase == Phase::Playing {
        return None;
    }
    let place = place_of(state, view, event);
    match control {
        Control::Mouse(mouse)
            if mouse.is_movement() && state.pointing.arrived_micros == Some(event.micros) =>
        {
            Some(Choice::Stay)
        }
        Control::Mouse(mouse) => Some(point_mouse(state, view, (mouse, event.value), place)),
        Control::Touch(TouchControl::Move) if place.is_finite() => Some(touch(state, view, event, place)),
        Control::Touch(TouchControl::Up) => Some(lift(state, view, event)),
        _ => None,
    }
}

fn point_mouse(
    state: &mut ShellState,
    view: &ShellView<'_>,
    (control, value): (MouseControl, f32),
    place: Vec2,
) -> Choice {
    let layout = Layout::of(state, view);
    let under = layout.line_at(place);
    let is_down = value > 0.5;
    match control {
        mouse if mouse.is_movement() => {
            if let Drag::Value(index) = state.pointing.drag {
                return drag_value(state, view, &layout, (index, place.x));
            }
            state.selected = under.unwrap_or(state.selected);
        }
        MouseControl::Left if is_down => {
            state.in_hand = InHand::Mouse;
            return press(state, view, &layout, place);
        }
        MouseControl::Left => state.pointing.drag = Drag::Nothing,
        MouseControl::Right if is_down => return go_back(state, view),
        MouseControl::Wheel => return turn_wheel(state, view, (&layout, under), value),
        _ => {}
    }
    Choice::Stay
}

fn press(state: &mut ShellState, view: &ShellView<'_>, layout: &Layout, place: Vec2) -> Choice {
    if is_on_way_back(state, view, place) {
        return go_back(state, view);
    }
    let Some(index) = layout.line_at(place) else { return Choice::Stay };
    state.selected = index;
    match layout.track(index, state, view) {
        Some([left, right]) if (left - 6.0..=right + 6.0).contains(&place.x) => {
            state.pointing.drag = Drag::Value(index);
            drag_value(state, view, layout, (index, place.x))
        }
        // The value of a level is dragged; a click beside it changes nothing by mistake.
        Some(_) => Choice::Stay,
        None => accept(state, view),
    }
}

fn is_on_way_back(state: &ShellState, view: &ShellView<'_>, place: Vec2) -> bool {
    way_back(state, view).is_some_and(|(middle, size)| {
        let away = (place - middle).abs();
        away.x <= size.x * 0.5 && away.y <= size.y * 0.5
    })
}

/// Sets the level of a line to what lies at `x`.
fn drag_value(
    state: &mut ShellState,
    view: &ShellView<'_>,
    layout: &Layout,
    (index, x): (usize, f32),
) -> Choice {
    let Some([left, right]) = layout.track(index, state, view) else { return Choice::Stay };
    let Some(Step::Adjust(setting)) = layout.lines.get(index).map(|line| line.step) else {
        return Choice::Stay;
    };
    let value = dial(setting, state, view).at((x - left) / (right - left).max(1.0));
    put(setting, value, state, view)
}

/// The wheel turns the level under the mouse, and moves the lines everywhere else.
fn turn_wheel(
    state: &mut ShellState,
    view: &ShellView<'_>,
    (layout, under): (&Layout, Option<usize>),
    notches: f32,
) -> Choice {
    let level = under.filter(|index| layout.track(*index, state, view).is_some());
    if let Some(Step::Adjust(setting)) = level.map(|index| layout.lines[index].step) {
        return adjust(setting, if notches > 0.0 { Turn::More } else { Turn::Less }, state, view);
    }
    let last = layout.lines.len() - layout.shown;
    state.first_line =
        if notches > 0.0 { layout.first.saturating_sub(1) } else { (layout.first + 1).min(last) };
    state.selected = state.selected.clamp(state.first_line, (state.first_line + layout.shown).max(1) - 1);
    Choice::Stay
}

fn touch(state: &mut ShellState, view: &ShellView<'_>, event: &RawEvent, place: Vec2) -> Choice {
    // A finger that comes touches what was seen before lines grew for it.
    let seen = Layout::of(state, view);
    state.in_hand = InHand::Touch;
    let layout = Layout::of(state, view);
    let Some(touching) = state.pointing.touching else {
        let line = seen.line_at(place);
        state.selected = line.unwrap_or(state.selected);
        let (finger, first_line) = (event.device, layout.first);
        let touching = Touching { finger, begin: place, place, line, first_line, drag: Drag::Nothing };
        state.pointing.touching = Some(touching);
        return Choice::Stay;
    };
    // Of several fingers the first one counts.
    if touching.finger != event.device {
        return Choice::Stay;
    }
    let way = place - touching.begin;
    let drag = match touching.drag {
        Drag::Nothing if way.length() < DRAG_PIXELS => Drag::Nothing,
        Drag::Nothing => match touching.line.filter(|_| way.x.abs() > way.y.abs()) {
            Some(line) if layout.track(line, state, view).is_some() => Drag::Value(line),
            _ => Drag::Lines,
        },
        drag => drag,
    };
    state.pointing.touching = Some(Touching { place, drag, ..touching });
    match drag {
        Drag::Nothing => Choice::Stay,
        Drag::Value(line) => drag_value(state, view, &layout, (line, place.x)),
        Drag::Lines => {
            let rows = (-way.y / layout.row).round() as i64;
            let last = (layout.lines.len() - layout.shown) as i64;
            state.first_line = (touching.first_line as i64 + rows).clamp(0, last) as usize;
            Choice::Stay
        }
    }
}

/// A finger that was lifted where it came is a tap.
fn lift(state: &mut ShellState, view: &ShellView<'_>, event: &RawEvent) -> Choice {
    let Some(touching) = state.pointing.touching.take_if(|touching| touching.finger == event.device) else {
        return Choice::Stay;
    };
    if touching.drag != Drag::Nothing {
        return Choice::Stay;
    }
    if is_on_way_back(state, view, touching.place) {
        return go_back(state, view);
    }
    let Some(line) = touching.line else { return Choice::Stay };
    state.selected = line;
    let layout = Layout::of(state, view);
    match layout.track(line, state, view) {
        Some(_) => drag_value(state, view, &layout, (line, touching.place.x)),
        None => accept(state, view),
    }
}
