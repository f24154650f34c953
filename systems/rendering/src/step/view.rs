//! What the camera sees: from places in the world to places on the virtual screen.

use crate::sight::seen_fade;
use crate::step::collect::{Moment, affine_between, transform_before, vec_between};
use playground_core_client::rendering::Camera2d;
use playground_core_ecs::{Entity, GlobalTransform2d, Query};
use playground_core_types::math::{Affine2, Mat2, Vec2, cos, lerp, sin, vec2};
use std::f32::consts::TAU;

/// The camera of a moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View {
    pub background: [f32; 4],
    pub fade: [f32; 4],
    /// The world position of the screen's corner as it is without zoom and rotation.
    corner: Vec2,
    /// Half of the virtual screen.
    half: Vec2,
    zoom: f32,
    rotation: f32,
    /// Zoom and rotation, or `None` where they change nothing: then no rounding moves a pixel.
    lens: Option<Mat2>,
}

impl View {
    /// The view of the world's first camera.
    pub(crate) fn at(moment: &Moment<'_>, virtual_size: [u32; 2]) -> Self {
        let half = vec2(virtual_size[0] as f32, virtual_size[1] as f32) * 0.5;
        let camera = camera_at(moment);
        let corner = match followed(moment, camera.follow) {
            Some(place) => place - half,
            None => camera.position,
        };
        let shake = match moment.sight.shake_percent {
            0..100 => camera.offset * (moment.sight.shake_percent as f32 / 100.0),
            _ => camera.offset,
        };
        let corner = bound(corner, half, &camera) + shake;
        let (background, fade) = (camera.background, seen_fade(&moment.sight, camera.fade));
        let (zoom, rotation) = (camera.zoom, camera.rotation);
        Self { background, fade, corner, half, zoom, rotation, lens: lens(zoom, rotation) }
    }

    /// The view of which only a share counts.
    pub(crate) fn share(&self, parallax: f32) -> Self {
        let (zoom, rotation) = (positive(lerp(1.0, self.zoom, parallax)), self.rotation * parallax);
        Self { corner: self.corner * parallax, zoom, rotation, lens: lens(zoom, rotation), ..*self }
    }

    /// From the world to the virtual screen.
    pub(crate) fn look(&self, affine: Affine2) -> Affine2 {
        let place = affine.translation - self.corner;
        match self.lens {
            None => Affine2 { translation: place, ..affine },
            Some(lens) => Affine2 {
                matrix2: lens * affine.matrix2,
                translation: lens * (place - self.half) + self.half,
            },
        }
    }
}

/// The corner at which the view stays inside of the camera's bounds, or in the middle of those that it exceeds.
fn bound(corner: Vec2, half: Vec2, camera: &Camera2d) -> Vec2 {
    let [left, top, width, height] = camera.bounds;
    let along = |corner: f32, half: f32, start: f32, length: f32| {
        if !(length > 0.0 && length.is_finite() && start.is_finite()) {
            return corner;
        }
        let (reach, middle) = (half / camera.zoom, start + length * 0.5);
        let (low, high) = (start + reach, start + length - reach);
        // The shown point in the middle of the screen; the corner is that of a view without zoom.
        let shown = if low > high { middle } else { (corner + half).clamp(low, high) };
        shown - half
    };
    vec2(along(corner.x, half.x, left, width), along(corner.y, half.y, top, height))
}

/// What turns the world against the camera and enlarges it.
fn lens(zoom: f32, rotation: f32) -> Option<Mat2> {
    if zoom == 1.0 && rotation == 0.0 {
        return None;
    }
    let (cosine, sine) = (cos(rotation) * zoom, sin(rotation) * zoom);
    Some(Mat2::from_cols(vec2(cosine, -sine), vec2(sine, cosine)))
}

fn camera_at(moment: &Moment<'_>) -> Camera2d {
    let Some(entity) = moment.world.first(&Query::new().read(Camera2d::ID)) else {
        return Camera2d::default();
    };
    let mut camera: Camera2d = moment.world.get(entity).copied().map(repair).unwrap_or_default();
    let before: Option<&Camera2d> = moment.previous.get(entity);
    if let Some(before) = before.copied().map(repair) {
        // A position that did not count is nowhere to come from.
        if before.follow == camera.follow {
            camera.position = vec_between(before.position, camera.position, moment.alpha);
        }
        camera.offset = vec_between(before.offset, camera.offset, moment.alpha);
        if moment.alpha < 1.0 {
            for (channel, earlier) in camera.fade.iter_mut().zip(before.fade) {
                *channel = lerp(earlier, *channel, moment.alpha);
            }
            camera.zoom = lerp(before.zoom, camera.zoom, moment.alpha);
            camera.rotation = angle_between(before.rotation, camera.rotation, moment.alpha);
        }
    }
    camera
}

/// A camera whose numbers can be drawn with, whatever the game wrote.
fn repair(mut camera: Camera2d) -> Camera2d {
    camera.zoom = positive(camera.zoom);
    if !camera.rotation.is_finite() {
        camera.rotation = 0.0;
    }
    if !camera.offset.is_finite() {
        camera.offset = Vec2::ZERO;
    }
    camera
}

fn positive(zoom: f32) -> f32 {
    if zoom.is_finite() && zoom > 0.0 { zoom } else { 1.0 }
}

/// The short way round.
fn angle_between(from: f32, to: f32, alpha: f32) -> f32 {
    let way = to - from;
    from + (way - (way / TAU).round() * TAU) * alpha
}

/// Where the entity is that the camera follows, if there is one.
fn followed(moment: &Moment<'_>, entity: Entity) -> Option<Vec2> {
    let now: &GlobalTransform2d = moment.world.get(entity)?;
    Some(affine_between(transform_before(moment, entity), now, moment.alpha).translation)
}
