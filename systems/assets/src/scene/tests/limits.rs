//! Scenes that are large: in their text, and in memory.

use super::{FILE, SCHEMAS, good, parse};
use crate::text::Text;
use playground_core_ecs::{ComponentId, Schema, Storage};

/// Hours when every name cost a walk through the file, most of all in a file of one line.
#[test]
fn many_names_are_read_in_one_go() {
    for separator in ["\n", " "] {
        let entity = |index: usize| {
            format!("(name: \"e{index}\", components: [Picture(image: \"{index}.png\")]),{separator}")
        };
        let entities: String = (0..50_000).map(entity).collect();
        let scene = good(&format!("Scene(format: 1, entities: [{entities}])"));
        assert_eq!((scene.entities.len(), scene.assets.len()), (50_000, 50_000));
    }
}

/// A component that is large in memory and short in the text.
const LARGE: Schema = Schema {
    id: ComponentId::of("pong::Large"),
    name: "pong::Large",
    size: 16 << 10,
    storage: Storage::Plain,
    fields: &[],
    default: |_| {},
    requires: &[],
    check: |_| Ok(()),
};

/// One that is small itself, but brings a large one into its row.
const BRINGER: Schema = Schema {
    id: ComponentId::of("pong::Bringer"),
    name: "pong::Bringer",
    size: 0,
    storage: Storage::Plain,
    fields: &[],
    default: |_| {},
    requires: &[&LARGE],
    check: |_| Ok(()),
};

/// Of 64 entities, one a line from the second on, each 16 KiB and a bit, the last ones are too many.
#[track_caller]
fn check_rows(prefabs: &str, entity: &str) {
    let entities = format!("{entity},\n").repeat(64);
    let text = format!("Scene(format: 1, prefabs: {{{prefabs}}}, entities: [\n{entities}])");
    let schemas: &[&Schema] = &[&LARGE, &BRINGER];
    assert!(crate::scene::read(&Text::new(FILE, &text), schemas, 2 << 20).is_ok(), "{entity}");
    let error = crate::scene::read(&Text::new(FILE, &text), schemas, 1 << 20).unwrap_err();
    let line = error.place().map_or(0, |place| place.line);
    assert!((60..=65).contains(&line), "{entity}: {error}");
    assert_eq!(error.message(), "the scene takes more than 1 MiB of memory", "{entity}");
    assert!(error.to_string().ends_with("cure: use fewer entities, or smaller components"), "{error}");
}

#[test]
fn a_scene_has_a_limit_of_memory() {
    check_rows("", "(components: [Large])");
    check_rows("", "(components: [Bringer])");
    check_rows("\"a\": [Large]", "(prefab: \"a\")");
}

#[test]
fn entities_and_names_without_rows_count_too() {
    let text = format!("Scene(format: 1, entities: [{}])", "(),".repeat(1000));
    assert!(crate::scene::read(&Text::new(FILE, &text), SCHEMAS, 64 << 10).is_err(), "empty entities");
    let name = "x".repeat(1000);
    let prefab = format!("Opens(by: entity(\"{name}\"))");
    let text = format!(
        "Scene(format: 1, prefabs: {{\"a\": [{prefab}]}}, entities: [(name: \"{name}\"), {}])",
        "(prefab: \"a\"),".repeat(100)
    );
    assert!(parse(FILE, &text, SCHEMAS).is_ok());
    assert!(crate::scene::read(&Text::new(FILE, &text), SCHEMAS, 100_000).is_err(), "names that are copied");
}
