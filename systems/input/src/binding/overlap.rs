//! Which bindings share controls, and which of two wins.

use playground_core_client::input::{Bind, BindSource, Control, Modifier};

/// Whether two bindings are used in the same way: the same controls moved, with the same held.
///
/// Of axes and sticks it is enough that one control is in both.
pub(crate) fn is_same(one: &Bind, other: &Bind) -> bool {
    one.length() == other.length()
        && has_modifiers(one, other)
        && has_modifiers(other, one)
        && meets(one, other)
}

/// Whether `longer` is used where `shorter` is, with more held, so that only the longer one counts.
pub(crate) fn shadows(longer: &Bind, shorter: &Bind) -> bool {
    if longer.length() <= shorter.length() {
        return false;
    }
    let is_held = |control: Control| has_control(longer, control);
    let shares_modifiers =
        shorter.modifiers.iter().flatten().all(|modifier| reads_modifier(longer, *modifier));
    let shares_source = match (longer.source, shorter.source) {
        // One that is moved wins over what moves the same; what is merely held along stays what it is.
        (BindSource::Button(_) | BindSource::Chord(_) | BindSource::Push { .. }, source)
            if is_button(source) =>
        {
            source.controls().into_iter().all(is_held)
        }
        _ => meets(longer, shorter),
    };
    shares_modifiers && shares_source
}

fn is_button(source: BindSource) -> bool {
    matches!(source, BindSource::Button(_) | BindSource::Chord(_) | BindSource::Push { .. })
}

/// Whether two bindings move by one control.
fn meets(one: &Bind, other: &Bind) -> bool {
    match (one.source, other.source) {
        // The same stick, pushed to another side.
        (
            BindSource::Push { control, is_positive },
            BindSource::Push { control: other, is_positive: other_is_positive },
        ) => (control, is_positive) == (other, other_is_positive),
        (BindSource::Chord(controls), BindSource::Chord(others)) => {
            controls.iter().all(|control| others.contains(control))
                && others.iter().all(|control| controls.contains(control))
        }
        (source, other) => source.controls().iter().any(|control| other.controls().contains(control)),
    }
}

/// Whether `one` holds all that `other` holds.
fn has_modifiers(one: &Bind, other: &Bind) -> bool {
    other.modifiers.iter().flatten().all(|modifier| {
        one.modifiers
            .iter()
            .flatten()
            .any(|held| held.controls.iter().any(|key| modifier.controls.contains(key)))
    })
}

fn reads_modifier(bind: &Bind, modifier: Modifier) -> bool {
    modifier.controls.into_iter().any(|control| has_control(bind, control))
}

fn has_control(bind: &Bind, control: Control) -> bool {
    bind.controls().any(|held| held == control)
}
