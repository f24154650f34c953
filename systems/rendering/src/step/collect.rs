//! From the world to the draw list: what is seen, and where it is between two ticks.

use crate::step::view::View;
use bytemuck::Pod;
use playground_core_assets::{AssetId, Image};
use playground_core_client::rendering::instance::WHOLE;
use playground_core_client::rendering::{
    Blend, DrawList, FLIP_X, FLIP_Y, Shape, Sight, Sprite, SpriteInstance, Text,
};
use playground_core_ecs::{ComponentId, Entity, GlobalTransform2d, PageRef, Query, World};
use playground_core_types::math::{Affine2, Mat2, Vec2, lerp, vec2};
use playground_core_types::{CoreResult, Handle};
use std::collections::BTreeMap;
use std::iter::Peekable;

/// How large a sprite is whose image is missing and which names no size. Unit: virtual pixels.
pub(crate) const MISSING_SIDE: u32 = 16;

/// A moment between two ticks: 0 is the one before, 1 the last.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment<'a> {
    pub previous: &'a World,
    pub world: &'a World,
    pub alpha: f32,
    /// How the player sees it.
    pub sight: Sight,
}

/// Fills `list` with all sprites, shapes and texts of the world as they are at the moment, in the camera's view.
pub(crate) fn collect(
    moment: &Moment<'_>,
    images: &BTreeMap<AssetId, Handle<Image>>,
    virtual_size: [u32; 2],
    list: &mut DrawList,
) -> CoreResult<()> {
    let view = View::at(moment, virtual_size);
    list.begin(virtual_size, view.background);
    list.fade = view.fade;
    let mut sizes = ImageSizes { images, last: (AssetId::NONE, [0.0; 2]) };
    let share = |sprite: &Sprite| sprite.parallax;
    visit(moment, Sprite::ID, &view, share, |sprite, affine, view| {
        push_sprite(list, sprite, (affine, view), &mut sizes);
    })?;
    let share = |shape: &Shape| shape.parallax;
    visit(moment, Shape::ID, &view, share, |shape, affine, view| {
        list.push_shape(view.look(affine), shape);
    })?;
    let share = |text: &Text| text.parallax;
    visit(moment, Text::ID, &view, share, |text, affine, view| {
        list.push_text(view.look(affine), text);
    })?;
    list.sort();
    Ok(())
}

/// Shows every row of a component where it is at the moment, with the view of which its `share` counts.
fn visit<T: Pod>(
    moment: &Moment<'_>,
    component: ComponentId,
    view: &View,
    share: impl Fn(&T) -> f32,
    mut draw: impl FnMut(&T, Affine2, &View),
) -> CoreResult<()> {
    // Neighbours mostly share their parallax, so that a view is seldom made.
    let mut shared = (1.0, *view);
    let query = Query::new().read(component).read(GlobalTransform2d::ID);
    let mut earlier = moment.previous.pages(&query).peekable();
    for page in moment.world.pages(&query) {
        let rows: &[T] = page.read(component)?;
        let transforms: &[GlobalTransform2d] = page.read(GlobalTransform2d::ID)?;
        let same_rows = find_same_rows(&mut earlier, &page)?;
        for (index, row) in rows.iter().enumerate() {
            let before = match same_rows {
                Some(rows) => Some(&rows[index]),
                None => transform_before(moment, page.entities()[index]),
            };
            let parallax = share(row);
            if shared.0 != parallax {
                shared = (parallax, if parallax == 1.0 { *view } else { view.share(parallax) });
            }
            draw(row, affine_between(before, &transforms[index], moment.alpha), &shared.1);
        }
    }
    Ok(())
}

/// The rows of the earlier world, where they are the same entities in the same order: the common case,
/// which costs one comparison of memory for a whole page instead of a search for every row.
fn find_same_rows<'w>(
    earlier: &mut Peekable<impl Iterator<Item = PageRef<'w>>>,
    page: &PageRef<'_>,
) -> CoreResult<Option<&'w [GlobalTransform2d]>> {
    let place = (page.archetype(), page.page());
    while earlier.next_if(|found| (found.archetype(), found.page()) < place).is_some() {}
    match earlier.peek() {
        Some(found) if found.entities() == page.entities() => Ok(Some(found.read(GlobalTransform2d::ID)?)),
        _ => Ok(None),
    }
}

/// Where the entity was, if it was.
pub(crate) fn transform_before<'a>(moment: &Moment<'a>, entity: Entity) -> Option<&'a GlobalTransform2d> {
    moment.previous.get(entity)
}

/// An entity that is new stands where it is: there is nothing to come from.
pub(crate) fn affine_between(
    before: Option<&GlobalTransform2d>,
    now: &GlobalTransform2d,
    alpha: f32,
) -> Affine2 {
    match before {
        Some(before) if before != now => Affine2 {
            matrix2: Mat2::from_cols(
                axis_between(before.x_axis, now.x_axis, alpha),
                axis_between(before.y_axis, now.y_axis, alpha),
            ),
            translation: vec_between(before.translation, now.translation, alpha),
        },
        _ => now.as_affine(),
    }
}

/// Between two directions with lengths: the straight way alone would shrink what turns.
fn axis_between(from: Vec2, to: Vec2, alpha: f32) -> Vec2 {
    if from == to {
        return to;
    }
    let straight = vec_between(from, to, alpha);
    let (length, wanted) = (straight.length(), lerp(from.length(), to.length(), alpha));
    // Opposite directions meet in the middle, where there is no direction to give a length to.
    if length > wanted * 1e-3 { straight * (wanted / length) } else { straight }
}

/// Exact at both ends.
pub(crate) fn vec_between(from: Vec2, to: Vec2, alpha: f32) -> Vec2 {
    if alpha >= 1.0 { to } else { vec2(lerp(from.x, to.x, alpha), lerp(from.y, to.y, alpha)) }
}

fn push_sprite(
    list: &mut DrawList,
    sprite: &Sprite,
    (mut affine, view): (Affine2, &View),
    sizes: &mut ImageSizes<'_>,
) {
    let [image_width, image_height] = sizes.find(sprite.image);
    let [left, top, width, height] = match sprite.region {
        [_, _, width, height] if width == 0.0 || height == 0.0 => [0.0, 0.0, image_width, image_height],
        region => region,
    };
    let size = match sprite.size {
        size if size.x == 0.0 || size.y == 0.0 => vec2(width, height),
        size => size,
    };
    if size.x == 0.0 || size.y == 0.0 {
        return;
    }
    let mut uv = WHOLE;
    if image_width > 0.0 && image_height > 0.0 {
        let (right, bottom) = (left + width, top + height);
        uv = [left / image_width, top / image_height, right / image_width, bottom / image_height];
    }
    if sprite.flip & FLIP_X != 0 {
        uv.swap(0, 2);
    }
    if sprite.flip & FLIP_Y != 0 {
        uv.swap(1, 3);
    }
    if sprite.pivot != Vec2::ZERO {
        affine.translation -= affine.matrix2 * (sprite.pivot * size);
    }
    let instance = SpriteInstance::new(view.look(affine), size, uv, sprite.tint);
    list.push_blended(sprite.layer, sprite.image, Blend::of_number(sprite.blend), instance);
}

/// The sizes of images; neighbours in the world mostly show the same one.
struct ImageSizes<'a> {
    images: &'a BTreeMap<AssetId, Handle<Image>>,
    last: (AssetId, [f32; 2]),
}

impl ImageSizes<'_> {
    fn find(&mut self, id: AssetId) -> [f32; 2] {
        if self.last.0 != id {
            let missing = [MISSING_SIDE as f32; 2];
            let found = self.images.get(&id).map(|image| [image.width as f32, image.height as f32]);
            self.last = (id, found.unwrap_or(missing));
        }
        self.last.1
    }
}

#[cfg(test)]
mod tests;
