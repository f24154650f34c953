//! A whole game through the `VTable`: open, load, and what is said when a part of it is missing.

use crate::register_assets_handlers;
use playground_core_assets::{AssetId, Assets, EmbeddedGame, Progress, Source, api};
use playground_core_ecs::component;
use playground_core_types::{Bytes, Handle};

#[component]
#[derive(Default)]
struct Picture {
    image: AssetId,
    layer: i32,
    other: u32,
}

const MANIFEST: &str =
    "id = \"a.b\"\nname = \"B\"\nversion = \"1.0.0\"\nruntime = 1\nscene = \"scenes/main.ron\"";
const SCENE: &str =
    "Scene(format: 1, entities: [(components: [\nPicture(image: \"sprites/coin.png\", layer: 2)])])";

fn coin() -> Bytes {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 1, 1);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&[1, 2, 3, 4]).unwrap();
    file.into()
}

fn game(files: &[(&str, Bytes)]) -> Source {
    let files = files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.clone())).collect();
    Source::Embedded(EmbeddedGame { name: "coins".to_owned(), files })
}

fn whole_game() -> Vec<(&'static str, Bytes)> {
    let hit = include_bytes!("../../tests/data/tone.ogg");
    vec![
        ("game.toml", Bytes::from_static(MANIFEST.as_bytes())),
        ("scenes/main.ron", Bytes::from_static(SCENE.as_bytes())),
        ("sprites/coin.png", coin()),
        ("sounds/hit.ogg", Bytes::from_static(hit)),
    ]
}

async fn served() -> Handle<Assets> {
    let assets = Assets::new();
    register_assets_handlers(&assets).unwrap();
    assets.schemas.write().await.push(Picture::SCHEMA);
    assets
}

/// Opens and loads a game that fails.
async fn check(files: &[(&str, Bytes)], expected: &str) {
    let assets = served().await;
    let mut outcome = api::open(&assets, game(files)).await;
    if outcome.is_ok() {
        outcome = api::load(&assets).await;
    }
    assert_eq!(outcome.unwrap_err().to_string(), expected);
}

#[tokio::test]
async fn a_game_is_opened_and_loaded() {
    let assets = served().await;
    api::open(&assets, game(&whole_game())).await.unwrap();
    assert_eq!(assets.manifest.read().await.as_ref().map(|manifest| manifest.name.as_str()), Some("B"));
    assets.wanted.write().await.insert("sounds/hit.ogg".to_owned());
    api::load(&assets).await.unwrap();
    let image = assets.images.read().await[&AssetId::of("sprites/coin.png")].clone();
    assert_eq!((image.width, image.rgba.as_ref()), (1, [1, 2, 3, 4].as_slice()));
    assert_eq!(assets.sounds.read().await[&AssetId::of("sounds/hit.ogg")].frames(), 4_800);
    let scene = assets.scene.read().await.clone().unwrap();
    assert_eq!((scene.entities.len(), scene.assets), (1, vec!["sprites/coin.png".to_owned()]));
    let all = Progress { done: 2, total: 2, current: String::new() };
    assert_eq!(*assets.progress.read().await, all);
    // Another game takes the place of the first one as a whole.
    api::open(&assets, game(&whole_game())).await.unwrap();
    assert!(assets.scene.read().await.is_none() && assets.images.read().await.is_empty());
}

#[tokio::test]
async fn what_is_missing_is_told_where_it_is_named() {
    let mut files = whole_game();
    files[2].0 = "sprites/coins.png";
    check(
        &files,
        "scenes/main.ron:2:16: the game has no file `sprites/coin.png`\n  cure: did you mean `sprites/coins.png`?",
    )
    .await;
    files[1].0 = "scenes/mian.ron";
    check(&files, "the game has no file `scenes/main.ron`\n  cure: did you mean `scenes/mian.ron`?").await;
}

#[tokio::test]
async fn what_is_broken_is_told_by_its_name() {
    let mut files = whole_game();
    files[2].1 = files[2].1.slice(..20);
    check(&files, "sprites/coin.png: the PNG ends too early\n  cure: copy or export the file again").await;
    files[1].1 =
        Bytes::from_static(b"Scene(format: 1, entities: [(components: [Picture(image: \"a.bmp\")])])");
    let kinds = "use a file of one of these kinds: png, wav, ogg, flac, mp3";
    check(&files, &format!("scenes/main.ron:1:58: nothing reads `a.bmp`\n  cure: {kinds}")).await;
    files[0].1 = Bytes::from_static(b"id = 1");
    check(
        &files,
        "game.toml:1:6: `id` is a whole number, but must be a text in quotes\n  cure: write it like `id = \"org.example.storm\"`",
    )
    .await;
}

#[tokio::test]
async fn load_wants_an_open_game_and_each_instance_has_its_own() {
    let (first, second) = (served().await, served().await);
    api::open(&first, game(&whole_game())).await.unwrap();
    let error = api::load(&second).await.unwrap_err();
    assert_eq!(error.to_string(), "no game is open\n  cure: send `open` before `load`");
    assert!(api::load(&first).await.is_ok());
    let unknown = first.vtable.send_command("assets", "close", Bytes::new()).await.unwrap_err();
    assert_eq!(unknown.to_string(), "assets.close: the system has no such operation");
}
