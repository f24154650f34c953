//! What counts as a game.

use super::{chosen_source, find_game, open, publish};
use playground_core_assets::{Assets, EmbeddedGame, Source, api};
use playground_core_types::ErrorKind;
use std::path::PathBuf;

const MANIFEST: &str =
    "id = \"a.b\"\nname = \"B\"\nversion = \"1.0.0\"\nruntime = 1\nscene = \"scenes/title.ron\"";

fn embedded(files: &[(&str, &str)]) -> Source {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.to_string().into())).collect();
    Source::Embedded(EmbeddedGame { name: "level".to_owned(), files })
}

/// Expects the game's id and its first scene.
#[track_caller]
fn check(source: &Source, expected: Result<(&str, &str), &str>) {
    let found = find_game(source).map(|(_, manifest)| (manifest.id, manifest.scene));
    let found = found.map_err(|error| error.to_string());
    let found = found.as_ref().map(|(id, scene)| (id.as_str(), scene.as_str())).map_err(String::as_str);
    assert_eq!(found, expected);
}

#[test]
fn a_game_has_a_manifest_or_a_lone_scene() {
    check(&embedded(&[("game.toml", MANIFEST), ("scenes/main.ron", "")]), Ok(("a.b", "scenes/title.ron")));
    check(
        &embedded(&[("scenes/main.ron", ""), ("scenes/other.ron", "")]),
        Ok(("bare.level", "scenes/main.ron")),
    );
    check(&embedded(&[("cave.ron", ""), ("readme.txt", "")]), Ok(("bare.level", "cave.ron")));
    let none =
        "`level` is no game: it has no game.toml\n  cure: add a game.toml, or one scene as scenes/main.ron";
    check(&embedded(&[("a.ron", ""), ("b.ron", "")]), Err(none));
    check(&embedded(&[]), Err(none));
}

#[test]
fn a_file_stands_for_its_folder() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    for (name, text) in [("game.toml", MANIFEST), ("Cave 2.ron", ""), ("notes.txt", "")] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    check(&Source::Folder(folder.to_owned()), Ok(("a.b", "scenes/title.ron")));
    check(&Source::Folder(folder.join("game.toml")), Ok(("a.b", "scenes/title.ron")));
    check(&Source::Folder(folder.join("Cave 2.ron")), Ok(("bare.cave2", "Cave 2.ron")));
    let notes = folder.join("notes.txt");
    let error = format!(
        "`{}` is no game\n  cure: choose a folder with a game.toml, a bundle, or a scene file that ends in .ron",
        notes.display()
    );
    check(&Source::Folder(notes), Err(&error));
    check(
        &Source::Folder(PathBuf::from("nowhere/at/all")),
        Err(
            "there is no game at `nowhere/at/all`\n  cure: check the path; a game is a folder with a game.toml, or a bundle",
        ),
    );
}

#[tokio::test]
async fn a_game_that_was_given_up_while_it_was_read_is_not_the_open_one() {
    let assets = Assets::new();
    let (first, second) = (embedded(&[("a.ron", "")]), embedded(&[("b.ron", "")]));
    let slow = assets.request.write().await.supersede(first);
    let (source, manifest) = find_game(&chosen_source(&assets, slow).await.unwrap()).unwrap();
    // The player leaves and opens another game before the first one was looked through.
    api::cancel(&assets).unwrap();
    let quick = assets.request.write().await.supersede(second.clone());
    open(&assets, quick).await.unwrap();
    let error = publish(&assets, slow, source, manifest).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert_eq!(*assets.source.read().await, second);
    assert_eq!(
        assets.manifest.read().await.as_ref().map(|manifest| manifest.scene.clone()).as_deref(),
        Some("b.ron")
    );
    assert!(open(&assets, slow).await.is_err() && assets.manifest.read().await.is_some());
}
