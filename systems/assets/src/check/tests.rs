//! Broken games, each with the first line of what is said, and one with many mistakes that tells them all.

mod icons;

use crate::register_assets_handlers;
use playground_core_assets::{
    AssetId, Assets, BusEffect, EmbeddedGame, Limits, Progress, SoundCue, Source, api,
};
use playground_core_ecs::{Entity, Name, Schema, component};
use playground_core_types::{Bytes, Handle};

#[component]
#[derive(Default)]
struct Picture {
    image: AssetId,
    region: [u16; 4],
    layer: i32,
    visible: u32,
}

#[component]
#[derive(Default)]
struct Door {
    opens: Entity,
    locked: u8,
    keys: [u8; 7],
}

const MANIFEST: &str = "id = \"a.b\"
name = \"B\"
version = \"1.0.0\"
runtime = 1
scene = \"scenes/main.ron\"
";
const SCENE: &str = "Scene(format: 1,
  prefabs: { \"coin\": [Picture(image: \"coin.png\")] },
  entities: [
    (name: \"first\", prefab: \"coin\"),
    (components: [Door(opens: entity(\"first\"), locked: 1)]),
  ])";

fn coin() -> Bytes {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 2, 2);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&[7; 16]).unwrap();
    file.into()
}

fn source(files: &[(&str, Bytes)]) -> Source {
    let files = files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.clone())).collect();
    Source::Embedded(EmbeddedGame { name: "coins".to_owned(), files })
}

fn whole_game() -> Vec<(&'static str, Bytes)> {
    vec![
        ("game.toml", Bytes::from_static(MANIFEST.as_bytes())),
        ("scenes/main.ron", Bytes::from_static(SCENE.as_bytes())),
        ("coin.png", coin()),
    ]
}

async fn served() -> Handle<Assets> {
    let assets = Assets::new();
    register_assets_handlers(&assets).unwrap();
    assets.schemas.write().await.extend([Picture::SCHEMA, Door::SCHEMA]);
    assets
}

/// The first lines of all that is said about a game.
async fn first_lines(files: &[(&str, Bytes)]) -> Vec<String> {
    let problems = api::check(&*served().await, source(files)).await.unwrap();
    let line = |text: String| text.lines().next().unwrap_or_default().to_owned();
    problems.iter().map(|problem| line(problem.to_string())).collect()
}

/// The whole game, with one text of a file in the place of another.
fn broken(file: &str, old: &str, new: &str) -> Vec<(&'static str, Bytes)> {
    let mut files = whole_game();
    let (_, bytes) = files.iter_mut().find(|(path, _)| *path == file).unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(text.contains(old), "{file} has `{old}`");
    *bytes = text.replacen(old, new, 1).into();
    files
}

/// What stands in a file, what stands there instead, and all that is said: one line.
const MANIFESTS: &[(&str, &str, &str)] = &[
    ("id = \"a.b\"\n", "", "game.toml:1:1: `id` is missing in game.toml"),
    ("\"a.b\"", "a", "game.toml:1:6: this is no TOML: string values must be quoted, expected literal string"),
    (
        "\"a.b\"",
        "\"A B\"",
        "game.toml:1:6: `id` is `A B`, but must be two or more parts of a-z, 0-9 and `-`, joined by dots",
    ),
    ("name = \"B\"", "name = 7", "game.toml:2:8: `name` is a whole number, but must be a text in quotes"),
    ("name = \"B\"", "name = \"\"", "game.toml:2:8: `name` must be 1 to 100 characters on one line"),
    ("1.0.0", "1.0", "game.toml:3:11: `version` is `1.0`, but must be three numbers joined by dots"),
    ("runtime = 1", "runtime = 2", "game.toml:4:11: `runtime` is 2, but this program reads format 1"),
    ("runtime = 1", "runtime = \"1\"", "game.toml:4:11: `runtime` is a text, but must be a whole number"),
    ("scenes/main.ron", "scenes/mian.ron", "game.toml:5:9: the game has no file `scenes/mian.ron`"),
    (
        "scenes/main.ron",
        "../main.ron",
        "game.toml:5:9: `scene` is `../main.ron`, which is no path inside the game: no part of it may be empty, `.` or `..`",
    ),
    (
        "scenes/main.ron",
        "scenes/main.txt",
        "game.toml:5:9: `scene` is `scenes/main.txt`, but must be a `.ron` file",
    ),
    (
        "scene = ",
        "seats = { min = 3, max = 2 }\nscene = ",
        "game.toml:5:26: `max` is 2, but must be at least `min`, which is 3",
    ),
    ("scene = ", "tick_rate = 60\nscene = ", "game.toml:5:1: `tick_rate` is no field of game.toml"),
    (
        "scene = ",
        "tick_rate_hertz = 0\nscene = ",
        "game.toml:5:19: `tick_rate_hertz` is 0, but must be 1 to 1000",
    ),
    ("scene = ", "plugins = [\"a\", \"a\"]\nscene = ", "game.toml:5:17: `plugins` has `a` twice"),
    (
        "scene = ",
        "attract = { log = \"demo.log\", idle_seconds = 30 }\nscene = ",
        "game.toml:5:19: the game has no file `demo.log`",
    ),
    (
        "scene = ",
        "attract = { log = \"../demo.log\" }\nscene = ",
        "game.toml:5:19: `log` is `../demo.log`, which is no path inside the game: no part of it may be empty, `.` or `..`",
    ),
    (
        "scene = ",
        "attract = { log = \"coin.png\", idle_seconds = 4 }\nscene = ",
        "game.toml:5:46: `idle_seconds` is 4, but must be 5 to 3600",
    ),
    ("scene = ", "attract = { idle_seconds = 9 }\nscene = ", "game.toml:5:11: `log` is missing in attract"),
    (
        "scene = ",
        "window = { size = [0, 180] }\nscene = ",
        "game.toml:5:20: `size` is 0, but must be 1 to 8192",
    ),
    (
        "scene = ",
        "actions = { jump = { kind = \"knob\" } }\nscene = ",
        "game.toml:5:29: `kind` is \"knob\", but must be one of \"button\", \"axis\", \"stick\"",
    ),
];
const SCENES: &[(&str, &str, &str)] = &[
    ("Scene(", "Scen(", "scenes/main.ron:1:1: a scene begins with `Scene(`"),
    ("format: 1", "format: 2", "scenes/main.ron:1:15: `format` is 2, but this program reads format 1"),
    ("format: 1,", "", "scenes/main.ron:1:1: `format` is missing in Scene"),
    ("  ])", "  )", "scenes/main.ron:6:3: this is no RON: unexpected char ')'"),
    ("entities:", "entitys:", "scenes/main.ron:3:3: `entitys` is no field of Scene"),
    ("prefab: \"coin\"", "prefab: \"cion\"", "scenes/main.ron:4:29: there is no prefab `cion`"),
    ("[Picture(", "[Pictur(", "scenes/main.ron:2:23: there is no component `Pictur`"),
    ("image:", "imag:", "scenes/main.ron:2:31: `imag` is no field of Picture"),
    ("image: \"coin.png\"", "image: 7", "scenes/main.ron:2:38: `image` is `7`, but must be a text in quotes"),
    ("coin.png", "cion.png", "scenes/main.ron:2:38: the game has no file `cion.png`"),
    ("coin.png", "coin.bmp", "scenes/main.ron:2:38: nothing reads `coin.bmp`"),
    (
        "coin.png",
        "../coin.png",
        "scenes/main.ron:2:38: `../coin.png` is no path inside the game: no part of it may be empty, `.` or `..`",
    ),
    ("locked: 1", "locked: 256", "scenes/main.ron:5:56: `locked` is `256`, but must be a whole number"),
    ("locked: 1", "locked: 1, locked: 2", "scenes/main.ron:5:59: `locked` is written twice"),
    (
        "entity(\"first\")",
        "entity(\"frist\")",
        "scenes/main.ron:5:31: there is no entity `frist` in this scene",
    ),
    (
        "entity(\"first\")",
        "\"first\"",
        "scenes/main.ron:5:31: `opens` is `\"first\"`, but must be `entity(\"name\")`",
    ),
    (
        "(components",
        "(name: \"first\", components",
        "scenes/main.ron:5:12: there is an entity `first` already, in line 4",
    ),
    ("[Door", "[Door, Door", "scenes/main.ron:5:25: the entity has a `Door` already"),
    (
        "coin.png\"",
        "coin.png\", region: (1, 2, 3)",
        "scenes/main.ron:2:58: `region` has 3 values, but must have 4",
    ),
    ("name: \"first\"", "nmae: \"first\"", "scenes/main.ron:4:6: `nmae` is no field of an entity"),
];

/// A mistake or more in nearly every line.
const WRONG_MANIFEST: &str = "id = \"A\"
nmae = \"B\"
version = 1
runtime = 1
scene = \"scenes/none.ron\"
authors = [1, \"Ada\", \"Ada\"]
seats = { min = 0, max = 9 }
[window]
size = [0, 9999]
scaling = \"big\"
[actions]
jump = { kind = \"knob\", bind = [1], buffer_ticks = 256 }
fire = { bind = [] }
";
const WRONG_SCENE: &str = "Scene(format: 1,
  prefabs: { \"coin\": [Picture(image: \"none.png\", layer: \"top\"), Coin] },
  entities: [
    (name: \"first\", prefab: \"coin\", components: [Dor, Door(opens: entity(\"frist\"), locked: 2000), Door]),
    (name: \"first\", prefab: \"cion\"),
    7,
    (components: [Picture(image: \"short.png\", region: (1, -1, 3, \"4\"), layr: 1)]),
  ])";

#[tokio::test]
async fn every_mistake_has_its_place_and_its_words() {
    for (file, table) in [("game.toml", MANIFESTS), ("scenes/main.ron", SCENES)] {
        for (old, new, expected) in table {
            let told = first_lines(&broken(file, old, new)).await;
            assert_eq!(told, [*expected], "`{old}` became `{new}`");
        }
    }
}

#[tokio::test]
async fn a_whole_game_has_no_mistake_and_stays_closed() {
    let assets = served().await;
    assert_eq!(api::check(&assets, source(&whole_game())).await.unwrap(), []);
    let all = Progress { done: 3, total: 3, current: String::new() };
    assert_eq!(*assets.progress.read().await, all, "manifest, scene, picture");
    assert!(assets.manifest.read().await.is_none() && assets.images.read().await.is_empty());
}

#[tokio::test]
async fn all_mistakes_are_told_at_once_in_the_order_of_the_files() {
    let text = |text: &'static str| Bytes::from_static(text.as_bytes());
    let files = [
        ("game.toml", text(WRONG_MANIFEST)),
        ("scenes/deep/level.ron", text(WRONG_SCENE)),
        (
            "scenes/end.ron",
            text("Scene(format: 3, entities: [(components: [Picture(image: \"none.png\")])])"),
        ),
        ("scenes/torn.ron", text("Scene(format: 1, entities: [")),
        ("notes/loose.ron", text("7")),
        ("short.png", coin().slice(..20)),
    ];
    let told = first_lines(&files).await;
    let expected = [
        "game.toml:1:1: `name` is missing in game.toml",
        "game.toml:1:6: `id` is `A`, but must be two or more parts of a-z, 0-9 and `-`, joined by dots",
        "game.toml:2:1: `nmae` is no field of game.toml",
        "game.toml:3:11: `version` is a whole number, but must be a text in quotes",
        "game.toml:5:9: the game has no file `scenes/none.ron`",
        "game.toml:6:12: `authors` is a whole number, but must be a text in quotes",
        "game.toml:6:22: `authors` has `Ada` twice",
        "game.toml:7:17: `min` is 0, but must be 1 to 8",
        "game.toml:7:26: `max` is 9, but must be 1 to 8",
        "game.toml:9:9: `size` is 0, but must be 1 to 8192",
        "game.toml:9:12: `size` is 9999, but must be 1 to 8192",
        "game.toml:10:11: `scaling` is \"big\", but must be one of \"integer\", \"fit\", \"stretch\"",
        "game.toml:12:17: `kind` is \"knob\", but must be one of \"button\", \"axis\", \"stick\"",
        "game.toml:12:33: `bind` is a whole number, but must be a text in quotes",
        "game.toml:12:52: `buffer_ticks` is 256, but must be 0 to 255",
        "game.toml:13:8: `kind` is missing in fire",
        "scenes/deep/level.ron:2:38: the game has no file `none.png`",
        "scenes/deep/level.ron:2:57: `layer` is `\"top\"`, but must be a whole number",
        "scenes/deep/level.ron:2:65: there is no component `Coin`",
        "scenes/deep/level.ron:4:50: there is no component `Dor`",
        "scenes/deep/level.ron:4:92: `locked` is `2000`, but must be a whole number",
        "scenes/deep/level.ron:4:99: the entity has a `Door` already",
        "scenes/deep/level.ron:5:12: there is an entity `first` already, in line 4",
        "scenes/deep/level.ron:5:29: there is no prefab `cion`",
        "scenes/deep/level.ron:6:5: `7` is no list of fields in `( )`",
        "scenes/deep/level.ron:7:59: `region` is `-1`, but must be a whole number",
        "scenes/deep/level.ron:7:66: `region` is `\"4\"`, but must be a whole number",
        "scenes/deep/level.ron:7:72: `layr` is no field of Picture",
        "scenes/end.ron:1:15: `format` is 3, but this program reads format 1",
        "scenes/end.ron:1:58: the game has no file `none.png`",
        "scenes/torn.ron:1:29: this is no RON: unexpected end of RON",
        "short.png: the PNG ends too early",
    ];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn what_follows_from_another_mistake_is_not_told() {
    // The name that is meant may be the one that could not be read.
    let told = first_lines(&broken("scenes/main.ron", "name: \"first\"", "name: first")).await;
    let expected = ["scenes/main.ron:4:12: `name` is `first`, but must be a text in quotes"];
    assert_eq!(told, expected);
    let told = first_lines(&broken("scenes/main.ron", "{ \"coin\": [", "{ coin: [")).await;
    let expected = ["scenes/main.ron:2:14: `the name of a prefab` is `coin`, but must be a text in quotes"];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn a_game_over_its_limits_is_told_once() {
    let assets = served().await;
    *assets.limits.write().await = Limits { scene_bytes_max: 16, ..Limits::default() };
    let problems = api::check(&assets, source(&whole_game())).await.unwrap();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].to_string().contains("the scene takes more than 16 bytes"), "{problems:?}");
    *assets.limits.write().await = Limits { loaded_bytes_max: 15, ..Limits::default() };
    let problems = api::check(&assets, source(&whole_game())).await.unwrap();
    let files: Vec<_> = problems.iter().filter_map(|problem| problem.place()).collect();
    let files: Vec<_> = files.iter().map(|place| place.file.as_str()).collect();
    assert_eq!(files, ["coin.png", "scenes/main.ron"], "too large each, and so all together");
}

#[tokio::test]
async fn what_a_plugin_wants_is_looked_for_too() {
    let assets = served().await;
    assets.wanted.write().await.insert("hit.ogg".to_owned());
    let problems = api::check(&assets, source(&whole_game())).await.unwrap();
    let told: Vec<String> = problems.iter().map(|problem| problem.message().to_owned()).collect();
    assert_eq!(told, ["the game has no file `hit.ogg`; a plugin of the game asks for it"]);
}

#[tokio::test]
async fn what_is_no_game_is_one_mistake() {
    assert_eq!(first_lines(&[]).await, ["`coins` is no game: it has no game.toml"]);
    let lone = Bytes::from_static(b"Scene(format: 1, entities: [(components: [Hero])])");
    assert_eq!(first_lines(&[("main.ron", lone)]).await, ["main.ron:1:43: there is no component `Hero`"]);
}

#[component]
#[derive(Default)]
struct SceneSet {
    set: Name,
}

#[tokio::test]
async fn sets_of_actions_that_nobody_declares_are_told_of_components_of_the_runtime() {
    let schema = Schema { name: "playground-core-client::SceneSet", ..*SceneSet::SCHEMA };
    let schema: &'static Schema = Box::leak(Box::new(schema));
    for (set, expected) in [
        ("drive", None),
        ("", None),
        (
            "drvie",
            Some(
                "there is no set of actions `drvie`: [action_sets] does not declare it\n  cure: did you mean `drive`?",
            ),
        ),
        ("menu", Some("`menu` is a layer: a scene names what lies below it\n  cure: choose from `drive`")),
    ] {
        let component = format!("[SceneSet(set: \"{set}\")]");
        let mut files = broken("scenes/main.ron", "[Door(opens: entity(\"first\"), locked: 1)]", &component);
        files[0].1 =
            format!("{MANIFEST}[action_sets]\ndrive = {{}}\nmenu = {{ over = [\"drive\"] }}\n").into();
        let assets = served().await;
        assets.schemas.write().await.push(schema);
        let problems = api::check(&assets, source(&files)).await.unwrap();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let expected = expected.map(|words| format!("scenes/main.ron:5:33: {words}"));
        assert_eq!(told, Vec::from_iter(expected));
    }
}

#[tokio::test]
async fn cues_and_buses_that_nobody_declares_are_told() {
    let cues = "[audio.buses]\ndrums = {}\n[audio.cues]\nhit = { sound = \"hit.ogg\", bus = \"drum\" }\nboom = { tone = {} }";
    let scene = "[SoundCue(name: \"ping\", bus: \"drums\"), BusEffect(bus: \"musik\")]";
    let mut files = broken("scenes/main.ron", "[Door(opens: entity(\"first\"), locked: 1)]", scene);
    files[0].1 = format!("{MANIFEST}{cues}").into();
    let assets = served().await;
    assets.schemas.write().await.extend([SoundCue::SCHEMA, BusEffect::SCHEMA]);
    assets.wanted_cues.write().await.extend(["boom", "ping", "jumped"].map(str::to_owned));
    let problems = api::check(&assets, source(&files)).await.unwrap();
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let expected = [
        "game.toml: a plugin of the game calls the cue `jumped`, which the game does not declare\n  cure: add `jumped = { sound = \"sounds/jumped.ogg\" }` under [audio.cues]",
        "game.toml:9:17: the game has no file `hit.ogg`\n  cure: add the file, or mend the path",
        "game.toml:9:34: `bus` is `drum`, which [audio.buses] does not declare\n  cure: did you mean `drums`?",
        "scenes/main.ron:5:72: there is no bus `musik`: [audio.buses] does not declare it\n  cure: did you mean `music`?",
    ];
    assert_eq!(told, expected);
}
