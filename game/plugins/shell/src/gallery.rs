//! The games that are part of the program: none, where it was built without the feature `gallery`.

use playground_core_assets::{AssetId, EmbeddedGame, Image};
use playground_core_types::Bytes;
use std::io::Cursor;

#[cfg(feature = "gallery")]
mod embedded;

/// Every folder of `assets/games`, in order of name.
pub fn games() -> Vec<EmbeddedGame> {
    #[cfg(feature = "gallery")]
    let games = embedded::games();
    #[cfg(not(feature = "gallery"))]
    let games = Vec::new();
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
