//! What one frame draws, in order.

use crate::rendering::{Blend, Shape, SpriteInstance, TRANSPARENT, Text};
use playground_core_assets::AssetId;
use playground_core_types::math::Affine2;
use std::ops::Range;

/// What a draw call is made of, in the order in which it is drawn inside of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BatchKind {
    /// Some of [`DrawList::instances`].
    Sprites,
    /// Some of [`DrawList::shapes`].
    Shapes,
    /// Some of [`DrawList::texts`].
    Texts,
}

impl BatchKind {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Sprites, Self::Shapes, Self::Texts];
}

/// Neighbours in the list that are drawn in the same way: one draw call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Whether these are sprites, shapes or texts.
    pub kind: BatchKind,
    /// The image of sprites; [`AssetId::NONE`] is plain white. Shapes and texts have none.
    pub image: AssetId,
    /// How they meet what was drawn before.
    pub blend: Blend,
    /// Which of the list's sprites, shapes or texts.
    pub range: Range<u32>,
}

/// A shape or a text, and where its origin and axes lie on the virtual screen.
pub type Placed<T> = (Affine2, T);

/// The sprites, shapes and texts of a frame, sorted by layer, then kind, then image, then blend, then the order
/// in which they were pushed.
///
/// [`push`](Self::push) what is seen, then [`sort`](Self::sort) once. Its memory is kept from frame to frame.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawList {
    /// Width and height of the virtual screen; 0 takes those of the screen settings.
    pub virtual_size: [u32; 2],
    /// Drawn over the whole virtual screen before all sprites. Shape: linear red, green, blue, alpha.
    pub background: [f32; 4],
    /// Drawn over the whole virtual screen after everything else of the list. Shape: linear red, green, blue,
    /// alpha. [`begin`](Self::begin) makes it transparent.
    pub fade: [f32; 4],
    instances: Vec<SpriteInstance>,
    batches: Vec<Batch>,
    pushed: Vec<SpriteInstance>,
    keys: Vec<Key>,
    shapes: Vec<Placed<Shape>>,
    shape_order: Vec<u32>,
    texts: Vec<Placed<Text>>,
    text_order: Vec<u32>,
}

/// Compared field by field, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    layer: i32,
    kind: BatchKind,
    image: AssetId,
    blend: Blend,
    index: u32,
}

impl Default for DrawList {
    fn default() -> Self {
        Self {
            virtual_size: [0; 2],
            background: TRANSPARENT,
            fade: TRANSPARENT,
            instances: Vec::new(),
            batches: Vec::new(),
            pushed: Vec::new(),
            keys: Vec::new(),
            shapes: Vec::new(),
            shape_order: Vec::new(),
            texts: Vec::new(),
            text_order: Vec::new(),
        }
    }
}

impl DrawList {
    /// Empties the list for a new frame.
    pub fn begin(&mut self, virtual_size: [u32; 2], background: [f32; 4]) {
        self.virtual_size = virtual_size;
        self.background = background;
        self.fade = TRANSPARENT;
        self.instances.clear();
        self.batches.clear();
        self.pushed.clear();
        self.keys.clear();
        self.shapes.clear();
        self.shape_order.clear();
        self.texts.clear();
        self.text_order.clear();
    }

    /// Adds a sprite that covers what lies below it; it is drawn from the next [`sort`](Self::sort) on.
    #[inline]
    pub fn push(&mut self, layer: i32, image: AssetId, instance: SpriteInstance) {
        self.push_blended(layer, image, Blend::Alpha, instance);
    }

    /// Adds a sprite that meets what lies below it in the way of `blend`.
    #[inline]
    pub fn push_blended(&mut self, layer: i32, image: AssetId, blend: Blend, instance: SpriteInstance) {
        self.push_key(layer, BatchKind::Sprites, image, blend, self.pushed.len());
        self.pushed.push(instance);
    }

    /// Adds a shape whose origin and axes are those of `affine`, on the virtual screen. Its parallax does not
    /// count. One of which nothing can be seen is left out.
    pub fn push_shape(&mut self, affine: Affine2, shape: &Shape) {
        if shape.is_visible() && affine.is_finite() {
            let blend = Blend::of_number(shape.blend);
            self.push_key(shape.layer, BatchKind::Shapes, AssetId::NONE, blend, self.shapes.len());
            self.shapes.push((affine, *shape));
        }
    }

    /// Adds a text whose origin and axes are those of `affine`, on the virtual screen. Its parallax does not
    /// count. One of which nothing can be seen is left out.
    pub fn push_text(&mut self, affine: Affine2, text: &Text) {
        if text.is_visible() && affine.is_finite() {
            let blend = Blend::of_number(text.blend);
            self.push_key(text.layer, BatchKind::Texts, AssetId::NONE, blend, self.texts.len());
            self.texts.push((affine, *text));
        }
    }

    fn push_key(&mut self, layer: i32, kind: BatchKind, image: AssetId, blend: Blend, index: usize) {
        self.keys.push(Key { layer, kind, image, blend, index: index as u32 });
    }

    /// Brings what was pushed into order and into batches.
    pub fn sort(&mut self) {
        let is_sorted = self.keys.is_sorted();
        if !is_sorted {
            // The index makes every key unique, so that an unstable sort keeps ties in order.
            self.keys.sort_unstable();
        }
        self.instances.clear();
        self.shape_order.clear();
        self.text_order.clear();
        self.batches.clear();
        if is_sorted {
            // The common case of one image on one layer: nothing moves.
            self.instances.extend_from_slice(&self.pushed);
        }
        let mut counts = [0_u32; 3];
        for key in &self.keys {
            match key.kind {
                BatchKind::Sprites if is_sorted => {}
                BatchKind::Sprites => self.instances.push(self.pushed[key.index as usize]),
                BatchKind::Shapes => self.shape_order.push(key.index),
                BatchKind::Texts => self.text_order.push(key.index),
            }
            let count = &mut counts[key.kind as usize];
            let position = *count;
            *count += 1;
            match self.batches.last_mut() {
                Some(batch) if (batch.kind, batch.image, batch.blend) == (key.kind, key.image, key.blend) => {
                    batch.range.end = position + 1;
                }
                _ => self.batches.push(Batch {
                    kind: key.kind,
                    image: key.image,
                    blend: key.blend,
                    range: position..position + 1,
                }),
            }
        }
    }

    /// The sprites in the order in which they are drawn.
    pub fn instances(&self) -> &[SpriteInstance] {
        &self.instances
    }

    /// The shapes in the order in which they are drawn.
    pub fn shapes(&self) -> impl ExactSizeIterator<Item = &Placed<Shape>> {
        self.shape_order.iter().map(|index| &self.shapes[*index as usize])
    }

    /// The texts in the order in which they are drawn.
    pub fn texts(&self) -> impl ExactSizeIterator<Item = &Placed<Text>> {
        self.text_order.iter().map(|index| &self.texts[*index as usize])
    }

    /// The texts in any order, to change what they say; where they lie and on which layer stays as it is.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        self.texts.iter_mut().map(|(_, text)| text)
    }

    /// The draw calls in order; their ranges cover all sprites, shapes and texts.
    pub fn batches(&self) -> &[Batch] {
        &self.batches
    }

    /// How many draw calls the list takes.
    pub fn draws(&self) -> u32 {
        self.batches.len() as u32
    }

    /// How many sprites the list holds.
    pub fn sprites(&self) -> u32 {
        self.instances.len() as u32
    }
}

#[cfg(test)]
mod tests;
