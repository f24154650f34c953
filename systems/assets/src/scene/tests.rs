//! Scenes that are right and scenes that are wrong, with the exact words of each error.

mod limits;

use super::ParsedScene;
use crate::text::Text;
use playground_core_assets::{AssetId, Reference, Scene};
use playground_core_ecs::{Children, ComponentId, Entity, Schema, Storage, component};
use playground_core_types::CoreResult;
use playground_core_types::hash::name_hash;
use playground_core_types::math::{Vec2, vec2};

const FILE: &str = "scenes/a.ron";

#[component]
struct Place {
    position: Vec2,
    rotation: f32,
    scale: Vec2,
}

impl Default for Place {
    fn default() -> Self {
        Self { position: Vec2::ZERO, rotation: 0.0, scale: Vec2::ONE }
    }
}

#[component]
#[derive(Default)]
struct Picture {
    image: AssetId,
    region: [u16; 4],
    layer: i32,
    visible: u32,
}

#[component]
struct Tag {
    name: ComponentId,
}

impl Default for Tag {
    fn default() -> Self {
        Self { name: ComponentId(0) }
    }
}

#[component]
#[derive(Default)]
struct Hero;

#[component]
#[derive(Default)]
struct Opens {
    by: Entity,
    also: [Entity; 2],
}

#[component]
#[derive(Default)]
struct Body {
    mass: f64,
    frame: Place,
    small: u8,
    tiny: i8,
    wide: i16,
    range: [u32; 2],
}

#[component]
#[derive(Default)]
struct Pair(u32, f32);

/// The values are only written and read as bytes here, so that each kind of field is tried once.
const SCHEMAS: &[&Schema] =
    &[Place::SCHEMA, Picture::SCHEMA, Tag::SCHEMA, Hero::SCHEMA, Opens::SCHEMA, Body::SCHEMA, Pair::SCHEMA];

fn parse(file: &str, text: &str, schemas: &[&'static Schema]) -> CoreResult<ParsedScene> {
    super::read(&Text::new(file, text), schemas, 64 << 20)
}

#[track_caller]
fn good(text: &str) -> Scene {
    let parsed: ParsedScene = parse(FILE, text, SCHEMAS).unwrap_or_else(|error| panic!("{error}"));
    parsed.scene
}

/// One entity with `components`.
#[track_caller]
fn good_bytes(components: &str) -> Vec<u8> {
    let scene = good(&format!("Scene(format: 1, entities: [(components: [{components}])])"));
    scene.entities[0].components[0].1.clone()
}

#[track_caller]
fn check_bytes(components: &str, expected: &[u8]) {
    assert_eq!(good_bytes(components), expected);
}

#[track_caller]
fn check(text: &str, expected: &str) {
    match parse(FILE, text, SCHEMAS) {
        Ok(parsed) => panic!("it is accepted: {:?}", parsed.scene),
        Err(error) => assert_eq!(error.to_string(), expected),
    }
}

/// The components begin in line 2, column 1.
#[track_caller]
fn check_components(components: &str, expected: &str) {
    check(&format!("Scene(format: 1, entities: [(components: [\n{components}\n])])"), expected);
}

#[test]
fn an_entity_is_its_components_as_bytes() {
    let bytes = good_bytes("Place(position: (40, 96.5), rotation: -1)");
    let expected = Place { position: vec2(40.0, 96.5), rotation: -1.0, scale: Vec2::ONE };
    assert_eq!(bytes, bytemuck::bytes_of(&expected), "what is not written keeps its default");
    let picture = Picture { image: AssetId::of("a.png"), region: [0, 0, 16, 65535], layer: -2, visible: 1 };
    let expected = bytemuck::bytes_of(&picture);
    check_bytes("Picture(image: \"a.png\", region: (0, 0, 16, 65535), layer: -2, visible: true)", expected);
    check_bytes("Picture(visible: 1, layer: -2, region: [0, 0, 16, 65535,], image: r\"a.png\",)", expected);
    check_bytes("Hero", &[]);
    check_bytes("Hero()", &[]);
    check_bytes("Pair(3, 0.5)", bytemuck::bytes_of(&Pair(3, 0.5)));
    let tag = name_hash("coin").to_le_bytes();
    check_bytes("Tag(\"coin\")", &tag);
    check_bytes("Tag(name: \"coin\")", &tag);
    let frame = Place { rotation: 2.0, ..Place::default() };
    let body = Body { mass: 1e300, frame, small: 255, tiny: -128, wide: -32768, range: [0, u32::MAX] };
    let text =
        "mass: 1e300, frame: (rotation: 2), small: 255, tiny: -128, wide: -0x8000, range: (0, 4294967295)";
    check_bytes(&format!("Body({text})"), bytemuck::bytes_of(&body));
    check_bytes("r#playground-systems-assets.Hero", &[]);
}

#[test]
fn prefabs_are_overridden_by_component() {
    let scene = good(
        "Scene(format: 1,
          prefabs: { \"coin\": [ Place(position: (1, 2), rotation: 3), Picture(image: \"coin.png\"), Tag(\"coin\") ] },
          entities: [ (prefab: \"coin\", components: [ Place(position: (88, 64)) ]), (prefab: \"coin\") ])",
    );
    let [own, plain] = scene.entities.as_slice() else { panic!("two entities") };
    let ids: Vec<ComponentId> = own.components.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, [Picture::ID, Tag::ID, Place::ID]);
    let place = Place { position: vec2(88.0, 64.0), ..Place::default() };
    assert_eq!(own.components[2].1, bytemuck::bytes_of(&place));
    assert_eq!((plain.components.len(), plain.components[0].0), (3, Place::ID));
    assert_eq!(scene.assets, ["coin.png"]);
}

#[test]
fn references_reach_forward_and_back() {
    let scene = good(
        "Scene(format: 1, entities: [
          (name: \"door\", components: [ Opens(by: entity(\"hero\"), also: (entity(\"door\"), entity(\"hero\"))) ]),
          (),
          (name: \"hero\", components: [ Hero ]),
        ])",
    );
    let reference = |offset, target| Reference { component: Opens::ID, offset, target };
    assert_eq!(scene.entities[0].references, [reference(0, 2), reference(8, 0), reference(16, 2)]);
    let none = bytemuck::bytes_of(&Opens::default()).to_vec();
    assert_eq!(scene.entities[0].components[0].1, none, "whoever spawns the scene fills it");
    assert_eq!((scene.name.as_str(), scene.entities[2].name.as_deref()), (FILE, Some("hero")));
}

#[test]
fn comments_and_blanks_do_not_shift_places() {
    good("// first\nScene(\n/* a /* b */ */ format: 1, // two\n entities: [ /* c */ ( // d\n) ] ) // end");
    check_components(
        "/* é \n */ // x\n Place(rotation: /* here */ \"a\")",
        "scenes/a.ron:4:29: `rotation` is `\"a\"`, but must be a number\n  cure: write a number here",
    );
}

#[test]
fn what_is_no_ron_is_told_with_its_place() {
    let cure = "look here and just before for a bracket, comma or quote";
    check_components(
        "Place(position: (0 0))",
        &format!("scenes/a.ron:2:20: this is no RON: expected comma\n  cure: {cure}"),
    );
    check_components(
        "Place(position: (0, 0)",
        &format!("scenes/a.ron:3:1: this is no RON: expected comma\n  cure: {cure}"),
    );
    check("Scene(format: 1", &format!("scenes/a.ron:1:16: this is no RON: expected comma\n  cure: {cure}"));
    check("", &format!("scenes/a.ron:1:1: this is no RON: unexpected end of RON\n  cure: {cure}"));
    check(
        "Scene(format: 1) x",
        &format!("scenes/a.ron:1:18: this is no RON: non-whitespace trailing characters\n  cure: {cure}"),
    );
}

#[test]
fn the_head_of_a_scene_is_checked() {
    check(
        "(format: 1)",
        "scenes/a.ron:1:1: a scene begins with `Scene(`\n  cure: write `Scene(format: 1, entities: [ ... ])`",
    );
    check("Scene(entities: [])", "scenes/a.ron:1:1: `format` is missing in Scene\n  cure: add `format: 1`");
    check(
        "Scene(format: 2)",
        "scenes/a.ron:1:15: `format` is 2, but this program reads format 1\n  cure: get a newer playground, or the scene's release for this one",
    );
    check(
        "Scene(format: 1,\n  entitys: [])",
        "scenes/a.ron:2:3: `entitys` is no field of Scene\n  cure: did you mean `entities`?",
    );
    check(
        "Scene(format: 1, format: 1)",
        "scenes/a.ron:1:18: `format` is written twice\n  cure: remove one of them",
    );
    check(
        "Scene(format: 1, entities: ())",
        "scenes/a.ron:1:28: `entities` is `()`, but must be a list in `[ ]`\n  cure: write a list in `[ ]` here",
    );
    check(
        "Scene(format: 1, entities: [3])",
        "scenes/a.ron:1:29: `3` is no list of fields in `( )`\n  cure: write an entity as `(name: ...)`",
    );
    check(
        "Scene(format: 1, prefabs: [])",
        "scenes/a.ron:1:27: `prefabs` is `[]`, but must be a map in `{ }`\n  cure: write a map in `{ }` here",
    );
}

#[test]
fn unknown_names_are_told() {
    check_components(
        "Plaec",
        "scenes/a.ron:2:1: there is no component `Plaec`\n  cure: did you mean `Place`?",
    );
    check_components(
        "Place(positon: (0, 0))",
        "scenes/a.ron:2:7: `positon` is no field of Place\n  cure: did you mean `position`?",
    );
    check_components(
        "Opens(by: entity(\"heroo\"))",
        "scenes/a.ron:2:11: there is no entity `heroo` in this scene\n  cure: there is none to choose from",
    );
    check(
        "Scene(format: 1, prefabs: {\"coin\": []}, entities: [(prefab: \"cion\")])",
        "scenes/a.ron:1:61: there is no prefab `cion`\n  cure: did you mean `coin`?",
    );
    check_components(
        "3",
        "scenes/a.ron:2:1: `3` is no component\n  cure: write it like `Transform2d(position: (40, 96))`",
    );
}

/// A plugin's component that shares its short name with [`Hero`].
const OTHER_HERO: Schema = Schema {
    id: ComponentId::of("pong::Hero"),
    name: "pong::Hero",
    size: 0,
    storage: Storage::Plain,
    fields: &[],
    default: |_| {},
    requires: &[],
    check: |_| Ok(()),
};

#[test]
fn components_that_a_scene_cannot_name_are_told() {
    let scene = |component: &str| format!("Scene(format: 1, entities: [(components: [{component}])])");
    let schemas: &[&Schema] = &[Hero::SCHEMA, &OTHER_HERO, Children::SCHEMA];
    let error = |component: &str| parse(FILE, &scene(component), schemas).unwrap_err().to_string();
    assert_eq!(
        error("Hero"),
        "scenes/a.ron:1:43: `Hero` is the name of 2 components\n  cure: write `r#playground-systems-assets.Hero` or `r#pong.Hero`"
    );
    assert_eq!(
        error("Children(entities: [])"),
        "scenes/a.ron:1:43: `Children` has no fields that a scene could write\n  cure: leave it out; a plugin makes it"
    );
    let parsed = parse(FILE, &scene("r#pong.Hero"), schemas).unwrap();
    assert_eq!(parsed.scene.entities[0].components, [(OTHER_HERO.id, Vec::new())]);
}

#[test]
fn names_are_given_once() {
    check(
        "Scene(format: 1, entities: [(name: \"a\"),\n(name: \"a\")])",
        "scenes/a.ron:2:8: there is an entity `a` already, in line 1\n  cure: give one of them another name",
    );
    check(
        "Scene(format: 1, prefabs: {\"a\": [], \"a\": []})",
        "scenes/a.ron:1:37: there is a prefab `\"a\"` already\n  cure: choose another name",
    );
    check_components(
        "Hero,\nHero",
        "scenes/a.ron:3:1: the entity has a `Hero` already\n  cure: remove one of them",
    );
    check_components(
        "Place(rotation: 1, rotation: 2)",
        "scenes/a.ron:2:20: `rotation` is written twice\n  cure: remove one of them",
    );
}

#[test]
fn wrong_values_are_told() {
    check_components(
        "Picture(layer: 1.5)",
        "scenes/a.ron:2:16: `layer` is `1.5`, but must be a whole number\n  cure: write a whole number from -2147483648 to 2147483647",
    );
    check_components(
        "Picture(region: (0, 0, 16, 65536))",
        "scenes/a.ron:2:28: `region` is `65536`, but must be a whole number\n  cure: write a whole number from 0 to 65535",
    );
    check_components(
        "Place(position: (1, 2, 3))",
        "scenes/a.ron:2:17: `position` has 3 values, but must have 2\n  cure: write 2 values in `( )`",
    );
    check_components(
        "Place(position: 1)",
        "scenes/a.ron:2:17: `position` is `1`, but must be 2 values in `( )`\n  cure: write 2 values in `( )` here",
    );
    check_components(
        "Place(rotation: NaN)",
        "scenes/a.ron:2:17: `rotation` is `NaN`, but must be a number\n  cure: write a number here",
    );
    check_components(
        "Place(rotation: 1e99)",
        "scenes/a.ron:2:17: `rotation` is `1e99`, but must be a number\n  cure: write a number here",
    );
    check_components(
        "Tag(3)",
        "scenes/a.ron:2:5: `name` is `3`, but must be a text in quotes\n  cure: write a text in quotes here",
    );
    check_components(
        "Opens(by: \"hero\")",
        "scenes/a.ron:2:11: `by` is `\"hero\"`, but must be `entity(\"name\")`\n  cure: write `entity(\"name\")` here",
    );
    check_components(
        "Picture(image: \"../a.png\")",
        "scenes/a.ron:2:16: `../a.png` is no path inside the game: no part of it may be empty, `.` or `..`\n  cure: write it like `sprites/hero.png`",
    );
    check_components(
        "Place(1, 2)",
        "scenes/a.ron:2:6: `(1, 2)` are not the fields of Place\n  cure: write it like `Place(position: ...)`",
    );
    check_components(
        "Pair(1)",
        "scenes/a.ron:2:5: `(1)` are not the fields of Pair\n  cure: write its 2 values in `( )`",
    );
    check_components(
        "Hero(1)",
        "scenes/a.ron:2:5: `(1)` are not the fields of Hero\n  cure: write `Hero` alone",
    );
}

#[test]
fn broken_text_never_panics() {
    let text = "Scene(format: 1, prefabs: { \"é\": [ Tag(\"c\\u{e9}\"), /* x */ ] }, entities: [\n\
                (name: \"a\", prefab: \"é\", components: [ Place(position: (4, -1.5e3)), Opens(by: entity(\"a\")) ]), // end\n])";
    good(text);
    for (end, _) in text.char_indices() {
        assert!(parse(FILE, &text[..end], SCHEMAS).is_err(), "{end} bytes");
        let changed = format!("{}#{}", &text[..end], &text[end..]);
        let outcome = parse(FILE, &changed, SCHEMAS);
        assert!(outcome.is_ok() || outcome.is_err_and(|error| error.place().is_some()), "# at {end}");
    }
    assert!(parse(FILE, &"[".repeat(100_000), SCHEMAS).is_err(), "deep nesting ends in an error");
    assert!(parse(FILE, &format!("Scene(format: 1, entities: {}", "(a:".repeat(100_000)), SCHEMAS).is_err());
}
