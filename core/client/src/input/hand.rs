//! Layouts for who plays with one hand: a game's actions, laid on the keys and the half of a pad that it reaches.

use super::remap::{BindPlace, Hand, Remap, is_on_pad};
use playground_core_assets::{ActionDeclaration, ActionKind};

/// What one hand reaches, the best first.
struct Reach {
    /// Four keys: up, left, down, right.
    crosses: &'static [[&'static str; 4]],
    keys: &'static [&'static str],
    /// Sticks of a pad, then what else moves two ways.
    sticks: &'static [&'static str],
    buttons: &'static [&'static str],
}

const LEFT: Reach = Reach {
    crosses: &[["KeyW", "KeyA", "KeyS", "KeyD"], ["KeyT", "KeyF", "KeyG", "KeyH"]],
    keys: &[
        "Space",
        "KeyE",
        "KeyQ",
        "ShiftLeft",
        "KeyR",
        "Tab",
        "KeyC",
        "KeyX",
        "KeyZ",
        "KeyV",
        "ControlLeft",
        "Digit1",
        "Digit2",
        "Digit3",
        "Digit4",
        "Digit5",
    ],
    sticks: &["LeftStick", "DPad"],
    buttons: &[
        "LeftTrigger",
        "LeftTrigger2",
        "LeftThumb",
        "DPadDown",
        "DPadRight",
        "DPadLeft",
        "DPadUp",
        "Select",
    ],
};

const RIGHT: Reach = Reach {
    crosses: &[["ArrowUp", "ArrowLeft", "ArrowDown", "ArrowRight"], ["KeyI", "KeyJ", "KeyK", "KeyL"]],
    keys: &[
        "Enter",
        "ShiftRight",
        "ControlRight",
        "Slash",
        "Period",
        "Comma",
        "KeyM",
        "KeyN",
        "KeyP",
        "KeyO",
        "Semicolon",
        "Quote",
        "BracketLeft",
        "BracketRight",
        "Minus",
        "Equal",
    ],
    sticks: &["RightStick"],
    buttons: &["RightTrigger", "RightTrigger2", "South", "East", "West", "North", "RightThumb"],
};

/// The player's binds with a layout for one hand in the place of all that they had; with both hands the game's own.
///
/// An action for which the hand has nothing left stays as the game has it. Halves of the keyboard and seats of their
/// own keep their keys but the first: they are other players.
pub fn laid_for(actions: &[ActionDeclaration], hand: Hand, before: &Remap) -> Remap {
    let mut remap = before.clone();
    remap.clear_all();
    remap.hand = hand;
    let reach = match hand {
        Hand::Both => return remap,
        Hand::Left => &LEFT,
        Hand::Right => &RIGHT,
    };
    let mut layout = Layout { reach, crosses: 0, keys: 0, buttons: 0, sticks: 0, keyed: None, pushed: None };
    for action in actions {
        let place =
            [BindPlace::Shared, BindPlace::Seat(1)].into_iter().find(|place| has_keys(action, *place));
        if let (Some(place), Some(text)) = (place, place.and_then(|_| layout.keys_for(action))) {
            let pads = remap.binds(action, place).into_iter().filter(|bind| is_on_pad(bind));
            let binds = [text].into_iter().chain(pads).collect();
            remap.set(&action.name, place, binds);
        }
        let is_padded = action.binds.iter().any(|bind| is_on_pad(&bind.text));
        if is_padded && let Some(text) = layout.pad_for(action) {
            remap.set_pads(&action.name, (0, ""), vec![text]);
        }
    }
    remap
}

fn has_keys(action: &ActionDeclaration, place: BindPlace) -> bool {
    place.texts(action).iter().any(|bind| !is_on_pad(&bind.text))
}

/// What of a reach is given away.
struct Layout {
    reach: &'static Reach,
    crosses: usize,
    keys: usize,
    buttons: usize,
    sticks: usize,
    /// The cross of which only one way is given to an axis so far: its number, and whether that way is upright.
    keyed: Option<(usize, bool)>,
    /// The same of sticks.
    pushed: Option<(usize, bool)>,
}

impl Layout {
    fn keys_for(&mut self, action: &ActionDeclaration) -> Option<String> {
        match action.kind {
            ActionKind::Button => {
                let key = self.reach.keys.get(self.keys)?;
                self.keys += 1;
                Some((*key).to_owned())
            }
            ActionKind::Stick => {
                let cross = self.reach.crosses.get(self.crosses)?;
                self.crosses += 1;
                Some(format!("keys:{}", cross.join(",")))
            }
            ActionKind::Axis => {
                let is_upright = is_upright(action);
                let number = share(&mut self.keyed, &mut self.crosses, is_upright);
                let [up, left, down, right] = self.reach.crosses.get(number)?;
                let (less, more) = if is_upright { (up, down) } else { (left, right) };
                Some(format!("keys:{less},{more}"))
            }
        }
    }

    fn pad_for(&mut self, action: &ActionDeclaration) -> Option<String> {
        match action.kind {
            ActionKind::Button => {
                // A pad of directions that is a stick already has no buttons left.
                let is_taken = |button: &str| self.sticks > 1 && button.starts_with("DPad");
                let mut rest = self.reach.buttons.iter().enumerate().skip(self.buttons);
                let (index, button) = rest.find(|(_, button)| !is_taken(button))?;
                self.buttons = index + 1;
                Some(format!("pad:{button}"))
            }
            ActionKind::Stick => {
                let stick = self.reach.sticks.get(self.sticks)?;
                self.sticks += 1;
                Some(format!("pad:{stick}"))
            }
            ActionKind::Axis => {
                let is_upright = is_upright(action);
                let number = share(&mut self.pushed, &mut self.sticks, is_upright);
                let stick = self.reach.sticks.get(number)?;
                Some(format!("pad:{stick}{}", if is_upright { "Y" } else { "X" }))
            }
        }
    }
}

/// The number of what an axis takes one way of: the one whose other way is free, or else the next.
fn share(half: &mut Option<(usize, bool)>, next: &mut usize, is_upright: bool) -> usize {
    match half.take() {
        Some((number, taken)) if taken != is_upright => number,
        _ => {
            let number = *next;
            *next += 1;
            *half = Some((number, is_upright));
            number
        }
    }
}

/// Whether an axis goes up and down, by what the game binds it to.
fn is_upright(action: &ActionDeclaration) -> bool {
    let seats = action.seat_binds.values().flatten();
    let mut binds = action.binds.iter().chain(&action.left_binds).chain(seats);
    binds.any(|bind| {
        let text = &bind.text;
        text.ends_with('Y') || text.contains("Up") || text.contains("KeyW")
    })
}

#[cfg(test)]
mod tests;
