//! A blob is no column.

use playground_core_ecs::{component, system};

/// What is written on it.
#[component(blob)]
#[derive(Default)]
pub struct Label {
    /// In the player's language.
    pub text: String,
}

#[system]
fn shout(labels: &mut [Label]) {
    labels.iter_mut().for_each(|label| label.text.push('!'));
}

fn main() {}
