//! Where each letter of a text lies: shaped, broken into lines and aligned, in virtual pixels.

use super::fonts::{Fonts, OWN_FAMILY};
use parley::fontique::Blob;
use parley::{
    FontFamily, FontFamilyName, LayoutContext, LineHeight, OverflowWrap, PositionedLayoutItem, StyleProperty,
};
use playground_core_client::rendering::{ALIGN_CENTER, ALIGN_RIGHT, Text};
use playground_core_types::hash::StableHasher;
use playground_core_types::math::{Vec2, vec2};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How many layouts are kept that the last frame did not need.
const IDLE_COUNT_MAX: usize = 512;

/// A text that was set. Unit of all places: virtual pixels before the entity's scale, from the left top.
#[derive(Debug, Default)]
pub(crate) struct Setting {
    pub size: Vec2,
    pub lines: Vec<Line>,
    pub letters: Vec<Letter>,
}

#[derive(Debug)]
pub(crate) struct Line {
    pub left: f32,
    pub baseline: f32,
    /// One behind the last of its letters.
    pub end: usize,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Letter {
    /// Which of the [`Faces`].
    pub face: u32,
    pub glyph: u16,
    /// From the line's left and baseline.
    pub x: f32,
    pub y: f32,
}

/// The font files that letters come from.
#[derive(Debug, Default)]
pub(crate) struct Faces {
    list: Vec<(Blob<u8>, u32)>,
}

impl Faces {
    /// A font's file, and which of the fonts in it.
    pub(crate) fn data(&self, face: u32) -> Option<(&[u8], usize)> {
        let (blob, index) = self.list.get(face as usize)?;
        Some((blob.data(), *index as usize))
    }

    fn find(&mut self, blob: &Blob<u8>, index: u32) -> u32 {
        let same = |(known, number): &(Blob<u8>, u32)| (known.id(), *number) == (blob.id(), index);
        let found = self.list.iter().position(same);
        let face = found.unwrap_or_else(|| {
            self.list.push((blob.clone(), index));
            self.list.len() - 1
        });
        face as u32
    }
}

/// Sets texts, and keeps what it set as long as it is drawn.
pub(crate) struct Settings {
    context: LayoutContext<()>,
    pub faces: Faces,
    /// By the hash of all that decides about them, with the frame that needed them last.
    kept: BTreeMap<u64, (u64, Setting)>,
    frame: u64,
}

/// All of a text that decides where its letters lie.
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
struct Key {
    font: u64,
    size: f32,
    line_height: f32,
    wrap_width: f32,
    align: u32,
}

impl Settings {
    pub(crate) fn new() -> Self {
        Self { context: LayoutContext::new(), faces: Faces::default(), kept: BTreeMap::new(), frame: 0 }
    }

    /// Forgets everything: the fonts are others.
    pub(crate) fn clear(&mut self) {
        self.kept.clear();
        self.faces.list.clear();
    }

    /// Counts a frame, and forgets what was not needed for long once that is much.
    pub(crate) fn begin_frame(&mut self) {
        if self.kept.len() > IDLE_COUNT_MAX {
            let last = self.frame;
            self.kept.retain(|_, (frame, _)| *frame == last);
        }
        self.frame += 1;
    }

    /// How a text is set; found again while nothing of it changes.
    pub(crate) fn set(&mut self, text: &Text, fonts: &mut Fonts) -> (&Setting, &Faces) {
        let content = text.content.as_str();
        let Text { size, line_height, wrap_width, align, .. } = *text;
        let key = Key { font: text.font.0, size, line_height, wrap_width, align };
        let mut hasher = StableHasher::new();
        hasher.write(bytemuck::bytes_of(&key));
        hasher.write(content.as_bytes());
        let key = hasher.finish();
        let (context, faces, frame) = (&mut self.context, &mut self.faces, self.frame);
        let kept = self.kept.entry(key).or_insert_with(|| (frame, set(text, context, fonts, faces)));
        kept.0 = frame;
        (&kept.1, &self.faces)
    }
}

fn set(text: &Text, context: &mut LayoutContext<()>, fonts: &mut Fonts, faces: &mut Faces) -> Setting {
    let content = text.content.as_str();
    let own = FontFamilyName::named(OWN_FAMILY);
    let families = match fonts.family(text.font) {
        Some(family) => vec![FontFamilyName::Named(Cow::Owned(family.to_owned())), own],
        None => vec![own],
    };
    let line_height = match text.line_height {
        multiple if multiple > 0.0 && multiple.is_finite() => LineHeight::FontSizeRelative(multiple),
        _ => LineHeight::MetricsRelative(1.0),
    };
    let wrap_width = (text.wrap_width > 0.0 && text.wrap_width.is_finite()).then_some(text.wrap_width);
    let mut builder = context.ranged_builder(&mut fonts.context, content, 1.0, false);
    builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Owned(families))));
    builder.push_default(StyleProperty::FontSize(text.size));
    builder.push_default(StyleProperty::LineHeight(line_height));
    builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
    let mut layout = builder.build(content);
    layout.break_all_lines(wrap_width);

    let widths = layout.lines().map(|line| line.metrics().advance - line.metrics().hanging_advance);
    let width = wrap_width.unwrap_or_else(|| widths.fold(0.0, f32::max));
    let mut setting = Setting { size: vec2(width, layout.height()), ..Setting::default() };
    for line in layout.lines() {
        let metrics = line.metrics();
        let free = width - (metrics.advance - metrics.hanging_advance);
        let left = match text.align {
            ALIGN_CENTER => free * 0.5,
            ALIGN_RIGHT => free,
            _ => 0.0,
        };
        for item in line.items() {
            let PositionedLayoutItem::GlyphRun(run) = item else { continue };
            let font = run.run().font();
            let face = faces.find(&font.data, font.index);
            let placed = run.positioned_glyphs().map(|glyph| Letter {
                face,
                glyph: glyph.id as u16,
                x: glyph.x - metrics.offset,
                y: glyph.y - metrics.baseline,
            });
            setting.letters.extend(placed);
        }
        setting.lines.push(Line { left, baseline: metrics.baseline, end: setting.letters.len() });
    }
    setting
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Settings({})", self.kept.len())
    }
}
