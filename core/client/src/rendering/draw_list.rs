//! What one frame draws, in order.

use crate::rendering::{Blend, Shape, SpriteInstance, TRANSPARENT, Text};
use playground_core_assets::AssetId;
use playground_core_types::math::Affine2;
use std::ops::Range;

/// Neighbours in the list that show the same image in the same way: one draw call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The image; [`AssetId::NONE`] is plain white.
    pub image: AssetId,
    /// How they meet what was drawn before.
    pub blend: Blend,
    /// Which of [`DrawList::instances`].
    pub range: Range<u32>,
}

/// The sprites of a frame, sorted by layer, then image, then blend, then the order in which they were
/// pushed.
///
/// [`push`](Self::push) what is seen, then [`sort`](Self::sort) once. Its memory is kept from frame to frame.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawList {
    /// Width and height of the virtual screen; 0 takes those of the screen settings.
    pub virtual_size: [u32; 2],
    /// Drawn over the whole virtual screen before all sprites. Shape: linear red, green, blue, alpha.
    pub background: [f32; 4],
    instances: Vec<SpriteInstance>,
    batches: Vec<Batch>,
    pushed: Vec<SpriteInstance>,
    keys: Vec<Key>,
    shapes: Vec<(Affine2, Shape)>,
    texts: Vec<(Affine2, Text)>,
}

/// Compared field by field, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    layer: i32,
    image: AssetId,
    blend: Blend,
    index: u32,
}

impl Default for DrawList {
    fn default() -> Self {
        Self {
            virtual_size: [0; 2],
            background: TRANSPARENT,
            instances: Vec::new(),
            batches: Vec::new(),
            pushed: Vec::new(),
            keys: Vec::new(),
            shapes: Vec::new(),
            texts: Vec::new(),
        }
    }
}

impl DrawList {
    /// Empties the list for a new frame.
    pub fn begin(&mut self, virtual_size: [u32; 2], background: [f32; 4]) {
        self.virtual_size = virtual_size;
        self.background = background;
        self.instances.clear();
        self.batches.clear();
        self.pushed.clear();
        self.keys.clear();
        self.shapes.clear();
        self.texts.clear();
    }

    /// Adds a sprite that covers what lies below it; it is drawn from the next [`sort`](Self::sort) on.
    #[inline]
    pub fn push(&mut self, layer: i32, image: AssetId, instance: SpriteInstance) {
        self.push_blended(layer, image, Blend::Alpha, instance);
    }

    /// Adds a sprite that meets what lies below it in the way of `blend`.
    #[inline]
    pub fn push_blended(&mut self, layer: i32, image: AssetId, blend: Blend, instance: SpriteInstance) {
        self.keys.push(Key { layer, image, blend, index: self.pushed.len() as u32 });
        self.pushed.push(instance);
    }

    /// Adds a shape whose origin and axes are those of `affine`, on the virtual screen. Its parallax does not count.
    pub fn push_shape(&mut self, affine: Affine2, shape: &Shape) {
        self.shapes.push((affine, *shape));
    }

    /// Adds a text whose origin and axes are those of `affine`, on the virtual screen. Its parallax does not count.
    pub fn push_text(&mut self, affine: Affine2, text: &Text) {
        self.texts.push((affine, *text));
    }

    /// Brings what was pushed into order and into batches.
    pub fn sort(&mut self) {
        self.instances.clear();
        if self.keys.is_sorted() {
            // The common case of one image on one layer: nothing moves.
            self.instances.extend_from_slice(&self.pushed);
        } else {
            // The index makes every key unique, so that an unstable sort keeps ties in order.
            self.keys.sort_unstable();
            let pushed = &self.pushed;
            self.instances.extend(self.keys.iter().map(|key| pushed[key.index as usize]));
        }
        self.batches.clear();
        for (position, key) in (0_u32..).zip(&self.keys) {
            match self.batches.last_mut() {
                Some(batch) if (batch.image, batch.blend) == (key.image, key.blend) => {
                    batch.range.end = position + 1;
                }
                _ => {
                    let range = position..position + 1;
                    self.batches.push(Batch { image: key.image, blend: key.blend, range });
                }
            }
        }
    }

    /// The sprites in the order in which they are drawn.
    pub fn instances(&self) -> &[SpriteInstance] {
        &self.instances
    }

    /// The draw calls in order; their ranges cover all of [`instances`](Self::instances).
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
