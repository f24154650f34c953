//! The shapes and letters of a frame, in real pixels, ready for any graphics card.

use crate::backend::Frame;
use crate::letterbox::letterbox;
use crate::shape::ShapeInstance;
use crate::text::Typesetter;
use bytemuck::Zeroable;
use playground_core_client::rendering::{DrawList, ScreenSettings, SpriteInstance};
use playground_core_types::math::{Vec2, vec2};

/// How often the letters of a frame that do not fit into the atlas are drawn at half of their size.
const COARSE_MAX: u32 = 5;

/// What lists show beside sprites. Kept from frame to frame for its memory, and for the letters drawn.
#[derive(Debug)]
pub(crate) struct Marks {
    pub typesetter: Typesetter,
    /// By list.
    pub lists: [ListMarks; 2],
    /// How often the letters' size is halved, and for how many texts that had to be.
    coarse: (u32, usize),
}

/// The same of one list.
#[derive(Debug, Default)]
pub(crate) struct ListMarks {
    /// One for each shape of the list, in order.
    pub shapes: Vec<ShapeInstance>,
    /// The letters of all texts, in order; parts of the atlas in pixels.
    pub letters: Vec<SpriteInstance>,
    /// For each text of the list, one behind the last of its letters.
    letter_ends: Vec<u32>,
}

impl Marks {
    pub(crate) fn new() -> Self {
        let lists = [ListMarks::default(), ListMarks::default()];
        Self { typesetter: Typesetter::new(), lists, coarse: (0, 0) }
    }

    /// Places everything for a target of `size` pixels.
    pub(crate) fn place(&mut self, frame: &Frame<'_>, size: [u32; 2]) {
        self.typesetter.begin_frame(frame.fonts);
        let scales = frame.lists.map(|list| scale_of(list, &frame.settings, size));
        for ((marks, list), scale) in self.lists.iter_mut().zip(frame.lists).zip(scales) {
            let placed = list.shapes().map(|shape| ShapeInstance::new(shape, scale));
            marks.shapes.clear();
            // One that is not seen covers nothing.
            marks.shapes.extend(placed.map(|shape| shape.unwrap_or_else(ShapeInstance::zeroed)));
        }
        // A full atlas is emptied of what earlier frames showed; if one frame is too much for it, letters are
        // drawn smaller and enlarged.
        let texts = frame.lists.iter().map(|list| list.texts().len()).sum();
        let (before, had) = self.coarse;
        let mut coarse = if texts < had { 0 } else { before };
        let mut is_emptied = false;
        loop {
            for ((marks, list), scale) in self.lists.iter_mut().zip(frame.lists).zip(scales) {
                marks.place_letters(list, scale, coarse, &mut self.typesetter);
            }
            if !self.typesetter.recover() || coarse >= COARSE_MAX {
                break;
            }
            coarse += u32::from(is_emptied);
            is_emptied = true;
        }
        if coarse > before {
            log::warn!(
                "the texts of one frame have more letters than fit into one picture; they are blurred"
            );
        }
        self.coarse = (coarse, texts);
    }
}

impl ListMarks {
    fn place_letters(&mut self, list: &DrawList, scale: Vec2, coarse: u32, typesetter: &mut Typesetter) {
        self.letters.clear();
        self.letter_ends.clear();
        for text in list.texts() {
            typesetter.place(text, scale, coarse, &mut self.letters);
            self.letter_ends.push(self.letters.len() as u32);
        }
    }

    /// The letters of some of the list's texts.
    pub(crate) fn letters_of(&self, texts: std::ops::Range<u32>) -> std::ops::Range<u32> {
        let end_of = |count: u32| match count {
            0 => 0,
            _ => self.letter_ends.get(count as usize - 1).copied().unwrap_or_default(),
        };
        end_of(texts.start)..end_of(texts.end)
    }
}

/// Real pixels for each virtual one.
fn scale_of(list: &DrawList, settings: &ScreenSettings, size: [u32; 2]) -> Vec2 {
    let [width, height] = virtual_size(list, settings);
    let area = letterbox(settings.scaling, [width, height], size);
    vec2(area.width as f32 / width.max(1) as f32, area.height as f32 / height.max(1) as f32)
}

/// A list's own size of the virtual screen, or the one of the settings.
pub(crate) fn virtual_size(list: &DrawList, settings: &ScreenSettings) -> [u32; 2] {
    if list.virtual_size.contains(&0) { settings.virtual_size } else { list.virtual_size }
}
