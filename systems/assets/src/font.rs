//! Looks through fonts, which stay as they are in their files.

use crate::budget::Budget;
use playground_core_assets::Font;
use playground_core_assets::font::FONT_BYTES_MAX;
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};

/// The tables without which letters have no size, no names or no widths.
const TABLES: [&[u8; 4]; 5] = [b"head", b"maxp", b"hhea", b"hmtx", b"cmap"];

/// Takes a TrueType or OpenType font that fits into `budget`; `file` is what errors call it.
pub(crate) fn read(file: &str, bytes: Bytes, budget: Budget) -> CoreResult<Font> {
    if bytes.len() > FONT_BYTES_MAX {
        let message = format!("the font has more than {} MiB", FONT_BYTES_MAX >> 20);
        let error = CoreError::new(ErrorKind::LimitReached, message).at(file, 0, 0);
        return Err(error.cure("leave out characters that the game does not show"));
    }
    budget.check(file, bytes.len() as u64)?;
    if let Some((problem, cure)) = find_problem(&bytes) {
        let message = format!("this is no font that can be read: {problem}");
        return Err(CoreError::new(ErrorKind::BadContent, message).at(file, 0, 0).cure(cure));
    }
    Ok(Font { bytes })
}

/// What is wrong with a font's file, and what to do about it.
fn find_problem(bytes: &[u8]) -> Option<(String, &'static str)> {
    if bytes.starts_with(b"wOFF") || bytes.starts_with(b"wOF2") {
        return Some(("it is a web font".to_owned(), "convert it to ttf or otf"));
    }
    let again = "export it as ttf or otf again";
    let Ok(font) = FontRef::from_index(bytes, 0) else {
        return Some(("it is neither TrueType nor OpenType".to_owned(), again));
    };
    let lacks = |tag: &[u8; 4]| font.table_data(Tag::new(tag)).is_none();
    if let Some(tag) = TABLES.into_iter().find(|tag| lacks(tag)) {
        return Some((format!("its table `{}` is missing or cut off", String::from_utf8_lossy(tag)), again));
    }
    let is_drawn = !(lacks(b"glyf") || lacks(b"loca")) || !lacks(b"CFF ") || !lacks(b"CFF2");
    if !is_drawn {
        return Some(("it has no outlines".to_owned(), "take a font of outlines, not one of pictures"));
    }
    if font.head().map_or(0, |head| head.units_per_em()) == 0 {
        return Some(("its letters have no size".to_owned(), again));
    }
    let has_letters = font.charmap().mappings().any(|(_, glyph)| glyph != GlyphId::NOTDEF);
    (!has_letters).then(|| ("it has no characters".to_owned(), again))
}

#[cfg(test)]
mod tests;
