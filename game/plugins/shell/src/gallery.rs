//! The games that are part of the program.

use include_dir::{Dir, DirEntry, include_dir};
use playground_core_assets::{AssetId, EmbeddedGame, Image};
use playground_core_types::Bytes;
use std::collections::BTreeMap;
use std::io::Cursor;

const GAMES: &Dir<'static> = &include_dir!("$CARGO_MANIFEST_DIR/../../../assets/games");

/// Every folder of `assets/games`, in order of name.
pub fn games() -> Vec<EmbeddedGame> {
    let mut games: Vec<EmbeddedGame> = GAMES.dirs().map(game).collect();
    games.sort_by(|one, other| one.name.cmp(&other.name));
    games
}

/// The picture of each game, from its `cover.png`; plain where it has none.
pub fn covers() -> Vec<(AssetId, Image)> {
    let covers = games().into_iter().enumerate();
    let picture = |game: &EmbeddedGame| game.files.get(COVER).and_then(|bytes| decode(bytes));
    covers.map(|(index, game)| (cover(index), picture(&game).unwrap_or_else(plain))).collect()
}

/// The name of the picture of the game with this number in the gallery.
pub fn cover(index: usize) -> AssetId {
    AssetId::of(&format!("gallery/{index}"))
}

/// Beside the `game.toml`: what a game looks like.
const COVER: &str = "cover.png";

/// A picture of one dark pixel.
fn plain() -> Image {
    Image { width: 1, height: 1, rgba: Bytes::from_static(&[24, 32, 48, 255]) }
}

/// The pixels of a PNG file of eight bits a channel; none for any other: it is ours, and a test looks at it.
fn decode(bytes: &[u8]) -> Option<Image> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let mut rgba = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut rgba).ok()?;
    let is_whole = info.color_type == png::ColorType::Rgba && rgba.len() == info.buffer_size();
    is_whole.then(|| Image { width: info.width, height: info.height, rgba: Bytes::from(rgba) })
}

fn game(folder: &Dir<'static>) -> EmbeddedGame {
    let mut files = BTreeMap::new();
    collect(folder, folder, &mut files);
    let name = folder.path().file_name().map(|name| name.to_string_lossy().into_owned());
    EmbeddedGame { name: name.unwrap_or_default(), files }
}

/// The files below `folder`, by their path inside `root`.
fn collect(root: &Dir<'static>, folder: &Dir<'static>, files: &mut BTreeMap<String, Bytes>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => collect(root, inner, files),
            DirEntry::File(file) => {
                let inside = file.path().strip_prefix(root.path()).unwrap_or(file.path());
                let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
                files.insert(parts.join("/"), Bytes::from_static(file.contents()));
            }
        }
    }
}
