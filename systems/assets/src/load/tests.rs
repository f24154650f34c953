//! A whole game through the `VTable`: open, load, and what is said when a part of it is missing.

use crate::register_assets_handlers;
use playground_core_assets::{AssetId, Assets, EmbeddedGame, Limits, Progress, Source, api};
use playground_core_ecs::component;
use playground_core_types::{Bytes, CoreResult, ErrorKind, Handle};
use std::future::poll_fn;
use std::task::Poll;

#[component]
#[derive(Default)]
struct Picture {
    image: AssetId,
    layer: i32,
    other: u32,
}

const SUPERSEDED: &str = "another request took the place of this one";
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
    check_limited(Limits::default(), files, expected).await;
}

/// The same within other limits.
async fn check_limited(limits: Limits, files: &[(&str, Bytes)], expected: &str) {
    let assets = served().await;
    *assets.limits.write().await = limits;
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
    check(
        &files,
        "game.toml:5:9: the game has no file `scenes/main.ron`\n  cure: did you mean `scenes/mian.ron`?",
    )
    .await;
}

#[tokio::test]
async fn what_is_broken_is_told_by_its_name() {
    let mut files = whole_game();
    files[2].1 = files[2].1.slice(..20);
    check(&files, "sprites/coin.png: the PNG ends too early\n  cure: copy or export the file again").await;
    files[1].1 =
        Bytes::from_static(b"Scene(format: 1, entities: [(components: [Picture(image: \"a.bmp\")])])");
    let kinds = "use a file of one of these kinds: png, wav, ogg, flac, mp3, ttf, otf";
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

#[tokio::test]
async fn a_game_has_a_limit_of_memory() {
    let mut files = whole_game();
    let small = "cure: make pictures smaller and sounds shorter, or load fewer of them";
    let rows = Limits { scene_bytes_max: 16, ..Limits::default() };
    check_limited(
        rows,
        &files,
        "scenes/main.ron:1:29: the scene takes more than 16 bytes of memory\n  cure: use fewer entities, or smaller components",
    )
    .await;
    let none = Limits { loaded_bytes_max: 0, ..Limits::default() };
    let error = "scenes/main.ron: with this file, the game takes more than 0 bytes of memory";
    check_limited(none, &files, &format!("{error}\n  {small}")).await;
    files[1].1 = Bytes::from_static(b"Scene(format: 1)");
    let assets = served().await;
    api::open(&assets, game(&files)).await.unwrap();
    // A picture of 4 bytes and 4,800 samples of 4 bytes each.
    *assets.limits.write().await = Limits { loaded_bytes_max: 19_203, ..Limits::default() };
    assets.wanted.write().await.extend(["sounds/hit.ogg".to_owned(), "sprites/coin.png".to_owned()]);
    let error = "sprites/coin.png: with this file, the game takes more than 19203 bytes of memory";
    assert_eq!(api::load(&assets).await.unwrap_err().to_string(), format!("{error}\n  {small}"));
    // What the load before this one left counts as well.
    assert_eq!(api::load(&assets).await.unwrap_err().to_string(), format!("{error}\n  {small}"));
    assets.limits.write().await.loaded_bytes_max = 19_204;
    api::load(&assets).await.unwrap();
}

#[tokio::test]
async fn texts_have_a_largest_size() {
    let mut files = whole_game();
    let cure = "cure: make it smaller, or part it into several";
    files[1].1 = vec![b' '; (16 << 20) + 1].into();
    check(&files, &format!("scenes/main.ron: the file is larger than 16 MiB\n  {cure}")).await;
    files[0].1 = vec![b' '; (256 << 10) + 1].into();
    check(&files, &format!("game.toml: the file is larger than 256 KiB\n  {cure}")).await;
}

/// A game of many files, so that giving it up has a middle.
fn long_game() -> Vec<(&'static str, Bytes)> {
    const NAMES: [&str; 8] = ["a.png", "b.png", "c.png", "d.png", "e.png", "f.png", "g.png", "h.png"];
    let mut files = whole_game();
    files.extend(NAMES.map(|name| (name, coin())));
    files
}

/// Gives up a load of `assets` at its first file, which nobody can put among the pictures meanwhile.
async fn load_and_give_up(assets: &Assets) -> CoreResult<()> {
    let held = assets.images.read().await;
    let number = assets.request.read().await.number();
    // One task polls both, the load first: wherever it waits, the giving up is looked at after it.
    let give_up = async move {
        poll_fn(|_| {
            let begun = assets.progress.try_read().is_ok_and(|progress| !progress.current.is_empty());
            if begun { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        api::cancel(assets).unwrap();
        drop(held);
    };
    let (outcome, ()) = tokio::join!(biased; super::load(assets, number), give_up);
    outcome
}

#[track_caller]
fn check_superseded(outcome: CoreResult<()>) {
    let error = outcome.unwrap_err();
    assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Conflict, SUPERSEDED));
}

#[tokio::test]
async fn a_load_that_was_given_up_ends_at_its_next_step() {
    let assets = served().await;
    api::open(&assets, game(&long_game())).await.unwrap();
    let paths = long_game().into_iter().map(|(path, _)| path.to_owned());
    assets.wanted.write().await.extend(paths.filter(|path| path.ends_with(".png")));
    check_superseded(load_and_give_up(&assets).await);
    // The file that was being decoded may still arrive; no other one.
    assert!(assets.scene.read().await.is_none() && assets.images.read().await.len() <= 1);
    // The queue is free for the next one at once, and nothing is left of the old.
    api::open(&assets, game(&long_game())).await.unwrap();
    assert_eq!(*assets.progress.read().await, Progress::default());
    api::load(&assets).await.unwrap();
    assert_eq!(assets.images.read().await.len(), 9);
}

#[tokio::test]
async fn commands_that_were_given_up_do_not_pile_up() {
    let assets = served().await;
    let other = game(&[("game.toml", Bytes::from_static(MANIFEST.replace("a.b", "c.d").leak().as_bytes()))]);
    let (first, second, third) = tokio::join!(
        api::open(&assets, game(&whole_game())),
        api::load(&assets),
        api::open(&assets, other.clone())
    );
    check_superseded(first);
    check_superseded(second);
    third.unwrap();
    assert_eq!(*assets.source.read().await, other);
    assert_eq!(
        assets.manifest.read().await.as_ref().map(|manifest| manifest.id.clone()).as_deref(),
        Some("c.d")
    );
}
