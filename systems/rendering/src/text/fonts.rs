//! The fonts that texts are set in: the runtime's own, and those of the game.

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use playground_core_assets::{AssetId, Font};
use playground_core_types::Handle;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The family of the runtime's own font; no game font can have it.
pub(crate) const OWN_FAMILY: &str = "\0own";

/// The runtime's own font: what is wanted of `DejaVu` Sans. A page loads it with every game, so it is no larger; it is
/// sent packed as a whole.
#[cfg(target_family = "wasm")]
const OWN_FONT: &[u8] = include_bytes!("../../fonts/sans.ttf");
/// The same font, half its size: a program is carried as it is.
#[cfg(not(target_family = "wasm"))]
const OWN_FONT_PACKED: &[u8] = include_bytes!("../../fonts/sans.ttf.gz");

/// What a gzip file has before and behind what it packs, where it has no name. Unit: bytes.
#[cfg(not(target_family = "wasm"))]
const GZIP_BYTES: (usize, usize) = (10, 8);

/// More than the font will ever have. Unit: bytes.
#[cfg(not(target_family = "wasm"))]
const OWN_FONT_BYTES_MAX: usize = 4 << 20;

/// The most fonts that are warned about one by one: a game can make up as many names as it likes.
const MISSING_COUNT_MAX: usize = 64;

/// All fonts, by name and as files.
pub(crate) struct Fonts {
    pub context: FontContext,
    loaded: BTreeMap<AssetId, Loaded>,
    /// Fonts that were warned about.
    missing: BTreeSet<AssetId>,
    /// Counts fonts, so that one that is loaded anew has another family.
    count: u32,
}

struct Loaded {
    /// The very font that was registered: a reloaded asset is another one.
    font: Handle<Font>,
    /// `None` for a file in which no font was found.
    family: Option<String>,
}

impl Fonts {
    pub(crate) fn new() -> Self {
        // No system fonts: a game looks the same on every machine.
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        collection.register_fonts(own_font(), Some(named(OWN_FAMILY)));
        let context = FontContext { collection, source_cache: SourceCache::default() };
        Self { context, loaded: BTreeMap::new(), missing: BTreeSet::new(), count: 0 }
    }

    /// Takes in fonts that are new or changed; tells whether any font that was known changed.
    pub(crate) fn refresh(&mut self, fonts: &BTreeMap<AssetId, Handle<Font>>) -> bool {
        let mut has_changed = false;
        let gone =
            |id: &AssetId, loaded: &Loaded| fonts.get(id).is_none_or(|font| !Arc::ptr_eq(font, &loaded.font));
        if self.loaded.iter().any(|(id, loaded)| gone(id, loaded)) {
            self.loaded.retain(|id, loaded| !gone(id, loaded));
            has_changed = true;
        }
        for (id, font) in fonts {
            if !self.loaded.contains_key(id) {
                let family = self.register(font);
                self.loaded.insert(*id, Loaded { font: font.clone(), family });
                self.missing.remove(id);
                has_changed = true;
            }
        }
        has_changed
    }

    fn register(&mut self, font: &Handle<Font>) -> Option<String> {
        self.count += 1;
        let family = format!("\0game{}", self.count);
        let data: Blob<u8> = Blob::new(Arc::new(font.bytes.clone()));
        let registered = self.context.collection.register_fonts(data, Some(named(&family)));
        (!registered.is_empty()).then_some(family)
    }

    /// The family of a font of the game; `None` is the runtime's own, in the place of what is missing.
    pub(crate) fn family(&mut self, id: AssetId) -> Option<&str> {
        if id.is_none() {
            return None;
        }
        if self.loaded.get(&id).is_none_or(|loaded| loaded.family.is_none()) {
            self.warn_once(id);
        }
        self.loaded.get(&id)?.family.as_deref()
    }

    fn warn_once(&mut self, id: AssetId) {
        if self.missing.len() > MISSING_COUNT_MAX || !self.missing.insert(id) {
            return;
        }
        if self.missing.len() > MISSING_COUNT_MAX {
            log::warn!("more than {MISSING_COUNT_MAX} fonts are not loaded: the others go unnamed");
        } else {
            log::warn!("font {:016x} is not loaded; the runtime's own is drawn in its place", id.0);
        }
    }
}

/// The file of the runtime's own font.
#[cfg(target_family = "wasm")]
fn own_font() -> Blob<u8> {
    Blob::new(Arc::new(OWN_FONT))
}

/// The file of the runtime's own font.
#[cfg(not(target_family = "wasm"))]
fn own_font() -> Blob<u8> {
    let (head, end) = GZIP_BYTES;
    let packed = &OWN_FONT_PACKED[head..OWN_FONT_PACKED.len() - end];
    let file = miniz_oxide::inflate::decompress_to_vec_with_limit(packed, OWN_FONT_BYTES_MAX);
    Blob::new(Arc::new(file.unwrap_or_default()))
}

fn named(family: &str) -> FontInfoOverride<'_> {
    FontInfoOverride { family_name: Some(family), ..FontInfoOverride::default() }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Fonts({})", self.loaded.len())
    }
}

#[cfg(test)]
mod tests {
    use super::own_font;

    #[test]
    fn the_own_font_is_the_same_packed_and_not() {
        assert!(own_font().data() == include_bytes!("../../fonts/sans.ttf"));
    }
}
