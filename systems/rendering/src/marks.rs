//! The shapes and letters of a frame, in real pixels, ready for any graphics card.

use crate::backend::Frame;
use crate::letterbox::letterbox;
use crate::shape::ShapeInstance;
use crate::sight::seen_text;
use crate::text::Typesetter;
use bytemuck::Zeroable;
use playground_core_client::rendering::{DrawList, Scaling, ScreenSettings, Sight, SpriteInstance, Viewport};
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
        let scale = |index| scale_of((index, frame.lists[index]), &frame.settings, size);
        let scales = [scale(GAME), scale(OVERLAY)];
        // What the player says of a game's words is not said of the runtime's own: those follow by their own size.
        let sights = [frame.settings.sight, Sight::default()];
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
            let lists = self.lists.iter_mut().zip(frame.lists);
            for (((marks, list), scale), sight) in lists.zip(scales).zip(&sights) {
                marks.place_letters((list, sight), scale, coarse, &mut self.typesetter);
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
    fn place_letters(
        &mut self,
        (list, sight): (&DrawList, &Sight),
        scale: Vec2,
        coarse: u32,
        typesetter: &mut Typesetter,
    ) {
        self.letters.clear();
        self.letter_ends.clear();
        for text in list.texts() {
            let width = list.virtual_size[0] as f32;
            match seen_text(sight, text, |most| typesetter.growth(text, width, most)) {
                Some(seen) => typesetter.place(&seen, scale, coarse, &mut self.letters),
                None => typesetter.place(text, scale, coarse, &mut self.letters),
            }
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

/// The number of the game's list among those of a frame.
const GAME: usize = 0;

/// The number of the list of the runtime's own screens.
const OVERLAY: usize = 1;

/// Where a list lies on the target: the game as its manifest says, the runtime's own screens from edge to edge.
pub(crate) fn area_of(
    (index, list): (usize, &DrawList),
    settings: &ScreenSettings,
    size: [u32; 2],
) -> Viewport {
    let is_own = index == OVERLAY && !list.virtual_size.contains(&0);
    let scaling = if is_own { Scaling::Stretch } else { settings.scaling };
    letterbox(scaling, virtual_size(list, settings), size)
}

/// Real pixels for each virtual one.
fn scale_of((index, list): (usize, &DrawList), settings: &ScreenSettings, size: [u32; 2]) -> Vec2 {
    let [width, height] = virtual_size(list, settings);
    let area = area_of((index, list), settings, size);
    vec2(area.width as f32 / width.max(1) as f32, area.height as f32 / height.max(1) as f32)
}

/// A list's own size of the virtual screen, or the one of the settings.
pub(crate) fn virtual_size(list: &DrawList, settings: &ScreenSettings) -> [u32; 2] {
    if list.virtual_size.contains(&0) { settings.virtual_size } else { list.virtual_size }
}
