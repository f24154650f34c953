//! Texts as letters: set in lines, drawn once into an atlas, and placed on real pixels.
//!
//! Nothing here lives on the graphics card: when a device is lost, the next one takes the atlas as it is.

mod atlas;
mod fonts;
mod layout;
mod raster;

pub(crate) use self::atlas::Atlas;
use self::atlas::MARGIN;
use self::fonts::Fonts;
use self::layout::{Letter, Setting, Settings};
use self::raster::{Key, PART_STEPS, RIM_STEPS, Rasterizer, SIZE_STEPS, STRETCH_STEPS};
use playground_core_assets::{AssetId, Font};
use playground_core_client::rendering::{Placed, SpriteInstance, Text};
use playground_core_types::Handle;
use playground_core_types::math::{Affine2, Mat2, Vec2, vec2};
use std::collections::BTreeMap;

/// The largest letters that are drawn pixel by pixel; larger ones are enlarged. Unit: real pixels.
const EM_MAX: f32 = 384.0;

/// The widest rim that is drawn pixel by pixel. Unit: real pixels.
const RIM_MAX: f32 = 64.0;

/// The most letters that the atlas remembers, blank ones too.
const DRAWN_COUNT_MAX: usize = 16_384;

/// Sets, draws and places the letters of all texts.
#[derive(Debug)]
pub(crate) struct Typesetter {
    fonts: Fonts,
    settings: Settings,
    drawn: Drawn,
}

/// The letters that were drawn so far.
#[derive(Debug)]
struct Drawn {
    rasterizer: Rasterizer,
    atlas: Atlas,
    places: BTreeMap<Key, Place>,
    /// A letter found no room.
    is_overfull: bool,
}

/// Where a drawn letter lies in the atlas, and from its place on the line. Unit: pixels.
#[derive(Debug, Clone, Copy)]
struct Place {
    corner: [u32; 2],
    size: [u32; 2],
    left: i32,
    top: i32,
}

/// What of the letters is drawn in one go.
#[derive(Debug, Clone, Copy)]
struct Pass {
    color: [f32; 4],
    /// Unit: virtual pixels before scale.
    rim: f32,
    /// Unit: virtual pixels before scale.
    offset: Vec2,
}

impl Typesetter {
    pub(crate) fn new() -> Self {
        let drawn = Drawn {
            rasterizer: Rasterizer::new(),
            atlas: Atlas::new(),
            places: BTreeMap::new(),
            is_overfull: false,
        };
        Self { fonts: Fonts::new(), settings: Settings::new(), drawn }
    }

    pub(crate) fn atlas_mut(&mut self) -> &mut Atlas {
        &mut self.drawn.atlas
    }

    /// Takes in the fonts of a frame.
    pub(crate) fn begin_frame(&mut self, fonts: &BTreeMap<AssetId, Handle<Font>>) {
        if self.fonts.refresh(fonts) {
            self.settings.clear();
            self.drawn.clear();
        }
        self.settings.begin_frame();
    }

    /// Makes room in the atlas, when a letter found none.
    pub(crate) fn recover(&mut self) -> bool {
        let is_overfull = self.drawn.is_overfull;
        if is_overfull {
            self.drawn.clear();
        }
        is_overfull
    }

    /// By how much a text may grow at most so that it stays between both edges of a screen of so many virtual pixels;
    /// at least 1, and `most` for one that is turned, or that lies over an edge already.
    pub(crate) fn growth(&mut self, (affine, text): &Placed<Text>, width: f32, most: f32) -> f32 {
        let (along, turn) = (affine.matrix2.x_axis.x, affine.matrix2.x_axis.y);
        if along <= 0.0 || turn != 0.0 {
            return most;
        }
        let (setting, _) = self.settings.set(text, &mut self.fonts);
        // How far it reaches to both sides of its place.
        let left = (text.pivot.x + 0.5) * setting.size.x * along;
        let right = setting.size.x * along - left;
        let place = affine.translation.x;
        let share = |room: f32, reach: f32| if reach > 0.0 { room / reach } else { most };
        let room = share(place, left).min(share(width - place, right));
        if room < 1.0 { most } else { room.min(most) }
    }

    /// Adds the letters of a text, on a viewport with so many real pixels for each virtual one. `coarse` halves
    /// the size at which they are drawn so many times.
    pub(crate) fn place(
        &mut self,
        (affine, text): &Placed<Text>,
        scale: Vec2,
        coarse: u32,
        letters: &mut Vec<SpriteInstance>,
    ) {
        let axes = Mat2::from_cols(affine.matrix2.x_axis * scale, affine.matrix2.y_axis * scale);
        let origin = Affine2 { matrix2: axes, translation: affine.translation * scale };
        let evenly = axes.determinant().abs().sqrt();
        if !(evenly > 0.0 && evenly.is_finite() && origin.translation.is_finite()) {
            return;
        }
        let (setting, faces) = self.settings.set(text, &mut self.fonts);
        let corner = (text.pivot + 0.5) * -setting.size;
        let mut brush = Brush { faces, drawn: &mut self.drawn, letters, size: text.size, coarse };
        let rim = if text.is_outlined() { text.outline_width } else { 0.0 };
        let passes = [
            Pass { color: text.shadow, rim, offset: text.shadow_offset },
            Pass { color: if rim > 0.0 { text.outline } else { [0.0; 4] }, rim, offset: Vec2::ZERO },
            Pass { color: text.color, rim: 0.0, offset: Vec2::ZERO },
        ];
        let is_upright = axes.x_axis.x > 0.0
            && axes.y_axis.y > 0.0
            && axes.x_axis.y.abs() + axes.y_axis.x.abs() < 1e-4 * evenly;
        for pass in passes.iter().filter(|pass| pass.color[3] > 0.0 && pass.offset.is_finite()) {
            if is_upright && brush.is_sharp(axes.y_axis.y, pass) {
                brush.place_upright(setting, (origin, corner), pass);
            } else {
                brush.place_turned(setting, (origin, corner), evenly, pass);
            }
        }
    }
}

/// Places the letters of one text.
struct Brush<'a> {
    faces: &'a layout::Faces,
    drawn: &'a mut Drawn,
    letters: &'a mut Vec<SpriteInstance>,
    /// The em. Unit: virtual pixels.
    size: f32,
    coarse: u32,
}

impl Brush<'_> {
    /// Whether letters are drawn at the very size that they are shown in.
    fn is_sharp(&self, pixels: f32, pass: &Pass) -> bool {
        self.coarse == 0 && self.size * pixels <= EM_MAX && pass.rim * pixels <= RIM_MAX
    }

    /// Each letter lies on whole pixels of the screen: what is made of squares stays so.
    fn place_upright(&mut self, setting: &Setting, (origin, corner): (Affine2, Vec2), pass: &Pass) {
        let pixels = vec2(origin.matrix2.x_axis.x, origin.matrix2.y_axis.y);
        let stretch = stretch_steps(pixels.x / pixels.y);
        let (size, rim) = (size_steps(self.size * pixels.y), rim_steps(pass.rim * pixels.y));
        let shift = (pass.offset * pixels).round();
        let mut start = 0;
        for line in &setting.lines {
            let begin = origin.translation + (corner + vec2(line.left, line.baseline)) * pixels;
            let begin = begin.round() + shift;
            for letter in &setting.letters[start..line.end] {
                // In steps, from the line's whole pixel.
                let x = (letter.x * pixels.x * PART_STEPS + 0.5).floor();
                let whole = (x / PART_STEPS).floor();
                let part = (x - whole * PART_STEPS) as u8;
                let key = Key { face: letter.face, glyph: letter.glyph, size, stretch, rim, part };
                let Some(place) = self.drawn.find(key, self.faces) else { continue };
                let down = (letter.y * pixels.y).round() - place.top as f32;
                let left_top = begin + vec2(whole + place.left as f32, down);
                let [width, height] = place.size.map(|side| side as f32);
                let [left, top] = place.corner.map(|side| side as f32);
                let part = [left, top, left + width, top + height];
                let shown = vec2(width, height);
                self.letters.push(SpriteInstance::rectangle(left_top, shown, part, pass.color));
            }
            start = line.end;
        }
    }

    /// Each letter is drawn at about its size, and turned and enlarged as a picture.
    fn place_turned(
        &mut self,
        setting: &Setting,
        (origin, corner): (Affine2, Vec2),
        evenly: f32,
        pass: &Pass,
    ) {
        let wanted = self.size * evenly;
        let most = EM_MAX.min(RIM_MAX / pass.rim.max(1e-6) * self.size);
        let em = wanted.min(most) / (1 << self.coarse) as f32;
        let size = size_steps(em);
        // Pixels of the atlas for each virtual one.
        let density = f32::from(size) / SIZE_STEPS / self.size;
        let rim = rim_steps(pass.rim * density);
        let mut start = 0;
        for line in &setting.lines {
            let begin = corner + vec2(line.left, line.baseline) + pass.offset;
            for Letter { face, glyph, x, y } in &setting.letters[start..line.end] {
                let stretch = stretch_steps(1.0);
                let key = Key { face: *face, glyph: *glyph, size, stretch, rim, part: 0 };
                let Some(place) = self.drawn.find(key, self.faces) else { continue };
                // With the empty margin, so that the edges are smooth.
                let margin = MARGIN as f32;
                let shown = vec2(place.size[0] as f32, place.size[1] as f32) + 2.0 * margin;
                let left_top = vec2(place.left as f32 - margin, -(place.top as f32) - margin);
                let middle = begin + vec2(*x, *y) + (left_top + shown * 0.5) / density;
                let affine =
                    Affine2 { matrix2: origin.matrix2, translation: origin.transform_point2(middle) };
                let [left, top] = place.corner.map(|side| side as f32 - margin);
                let part = [left, top, left + shown.x, top + shown.y];
                self.letters.push(SpriteInstance::new(affine, shown / density, part, pass.color));
            }
            start = line.end;
        }
    }
}

impl Drawn {
    fn clear(&mut self) {
        self.atlas.clear();
        self.places.clear();
        self.is_overfull = false;
    }

    /// The place of a letter, which is drawn if it was not yet; `None` for a blank one, and for one that finds
    /// no room.
    fn find(&mut self, key: Key, faces: &layout::Faces) -> Option<Place> {
        let place = match self.places.get(&key) {
            Some(place) => *place,
            None => {
                if self.places.len() >= DRAWN_COUNT_MAX {
                    self.is_overfull = true;
                    return None;
                }
                let coverage = self.rasterizer.draw(&key, faces);
                let size = coverage.size;
                let is_blank = size.contains(&0);
                let corner = if is_blank { Some([0; 2]) } else { self.atlas.insert(size, &coverage.pixels) };
                let Some(corner) = corner else {
                    self.is_overfull = true;
                    return None;
                };
                let place = Place { corner, size, left: coverage.left, top: coverage.top };
                self.places.insert(key, place);
                place
            }
        };
        (!place.size.contains(&0)).then_some(place)
    }
}

/// The height of letters in steps that grow with it, so that a text that grows is not drawn anew for each hair.
fn size_steps(pixels: f32) -> u16 {
    let steps = (pixels * SIZE_STEPS).round().max(1.0);
    let coarse = match pixels {
        small if small < 24.0 => 1.0,
        middle if middle < 64.0 => 2.0,
        large if large < 160.0 => 4.0,
        _ => 8.0,
    };
    (steps / coarse).round() as u16 * coarse as u16
}

fn rim_steps(pixels: f32) -> u16 {
    if pixels > 0.0 { (pixels * RIM_STEPS).round().max(1.0) as u16 } else { 0 }
}

fn stretch_steps(stretch: f32) -> u16 {
    (stretch * STRETCH_STEPS).round().clamp(1.0, 64.0 * STRETCH_STEPS) as u16
}

#[cfg(test)]
mod tests;
