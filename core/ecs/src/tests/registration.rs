//! What a plugin registers: order, names, limits.

use super::{Health, Label, Position, Score, Velocity, at, check_refused};
use crate::system::Mode;
use crate::{Access, Component, CoreResult, Registry, Scope, Stage, System};
use playground_core_types::ErrorKind;

fn idle(_: &mut Scope<'_>) -> CoreResult<()> {
    Ok(())
}

fn named(name: &'static str) -> System {
    System { name, access: &[], is_pure: false, run: idle }
}

#[test]
fn systems_run_by_stage_then_in_order_of_registration() {
    let mut registry = Registry::default();
    let order = [
        (Stage::Last, "show"),
        (Stage::Update, "move"),
        (Stage::First, "read"),
        (Stage::Update, "hit"),
        (Stage::First, "aim"),
    ];
    for (stage, name) in order {
        registry.system(stage, named(name)).unwrap();
    }
    let names: Vec<&str> = registry.systems.iter().map(|(_, system)| system.name).collect();
    assert_eq!(names, ["read", "aim", "move", "hit", "show"]);
}

#[test]
fn two_systems_of_one_name_are_refused() {
    let mut registry = Registry::default();
    registry.system(Stage::First, named("move")).unwrap();
    let again = registry.system(Stage::Last, named("move")).map(|_| ());
    check_refused(again, ErrorKind::Conflict, "two systems are called `move`");
}

#[test]
fn what_a_system_touches_is_known() {
    const ACCESS: &[Access] = &[
        Access::new(Position::SCHEMA, Mode::Write),
        Access::new(Velocity::SCHEMA, Mode::Without),
        Access::new(Score::SCHEMA, Mode::ReadResource),
    ];
    let mut registry = Registry::default();
    registry.component(Label::SCHEMA).component(Label::SCHEMA).resource(&Health::default());
    registry.system(Stage::First, System { access: ACCESS, ..named("move") }).unwrap();
    let names: Vec<&str> = registry.schemas.iter().map(|schema| schema.short_name()).collect();
    assert_eq!(names, ["Label", "Health", "Position", "Velocity", "Score"]);
}

#[test]
fn a_resource_begins_with_the_value_given_last() {
    let mut registry = Registry::default();
    registry.resource(&Score { points: 1 }).resource(&at(0.0, 0.0)).resource(&Score { points: 2 });
    let score = registry.resources.iter().find(|(id, _)| *id == Score::ID);
    assert_eq!(score.map(|(_, bytes)| bytes.as_slice()), Some([2, 0, 0, 0, 0, 0, 0, 0].as_slice()));
    assert_eq!(registry.resources.len(), 2);
}

/// Seventeen components in as many lines.
mod crowd {
    use crate::component;

    macro_rules! crowd {
        ($($name:ident)*) => {
            $(
                /// One of many.
                #[component]
                #[derive(Default)]
                pub(crate) struct $name {
                    /// A number.
                    pub number: u32,
                }
            )*
        };
    }

    crowd!(A B C D E F G H I J K L M N O P Q);
}

#[test]
fn a_system_has_so_many_columns_and_any_number_of_resources() {
    use crowd::{A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q};
    const READS: [Access; 17] = [
        Access::new(A::SCHEMA, Mode::Read),
        Access::new(B::SCHEMA, Mode::Read),
        Access::new(C::SCHEMA, Mode::Read),
        Access::new(D::SCHEMA, Mode::Read),
        Access::new(E::SCHEMA, Mode::Read),
        Access::new(F::SCHEMA, Mode::Read),
        Access::new(G::SCHEMA, Mode::Read),
        Access::new(H::SCHEMA, Mode::Read),
        Access::new(I::SCHEMA, Mode::Read),
        Access::new(J::SCHEMA, Mode::Read),
        Access::new(K::SCHEMA, Mode::Read),
        Access::new(L::SCHEMA, Mode::Read),
        Access::new(M::SCHEMA, Mode::Read),
        Access::new(N::SCHEMA, Mode::Read),
        Access::new(O::SCHEMA, Mode::Read),
        Access::new(P::SCHEMA, Mode::Read),
        Access::new(Q::SCHEMA, Mode::Read),
    ];
    const SIXTEEN_AND_A_RESOURCE: [Access; 17] = {
        let mut access = READS;
        access[16] = Access::new(Q::SCHEMA, Mode::WriteResource);
        access
    };
    let too_many = System { access: &READS, ..named("crowd") };
    check_refused(too_many.check(), ErrorKind::LimitReached, "system `crowd`: more than 16 columns");
    System { access: &SIXTEEN_AND_A_RESOURCE, ..named("crowd") }.check().unwrap();
    assert_eq!(<A as Component>::SCHEMA.short_name(), "A");
}

mod elsewhere {
    //! A plugin of the same package that declares another `Health`.

    use crate::component;

    /// In per cent.
    #[component]
    #[derive(Default)]
    pub(crate) struct Health {
        /// Of the whole.
        pub percent: f32,
    }
}

#[test]
fn two_components_of_one_name_are_both_kept_to_be_refused() {
    let mut registry = Registry::default();
    registry.component(Health::SCHEMA).component(elsewhere::Health::SCHEMA);
    assert_eq!(registry.schemas.len(), 2, "the world that is made of them says which clash");
}
