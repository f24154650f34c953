//! What a system may take.

use playground_core_ecs::{Scope, system};

#[system]
fn by_value(count: u32) {
    drop(count);
}

#[system]
fn no_component(numbers: &[f32]) {
    drop(numbers);
}

#[system]
fn scope_and_more(scope: &mut Scope<'_>, numbers: &[f32]) {
    drop((scope, numbers));
}

#[system(sometimes(Position))]
fn filtered() {}

fn main() {}
