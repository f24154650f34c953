//! What the way from an emitter to the ears does to its sound: distance, direction, cone, occlusion, movement.

use crate::mixer::pan::Gains;
use playground_core_client::audio::{SoundEmitter, SoundListener, Space, VoiceStart};
use playground_core_ecs::{Entity, GlobalTransform2d};
use playground_core_types::math::{Vec2, Vec3, amplitude_of_decibels, atan2, pow, sin};
use std::f32::consts::{FRAC_PI_2, PI};

/// What full occlusion takes away. Unit: decibels.
const OCCLUSION_DECIBELS: f32 = -12.0;

/// Above here nothing comes through full occlusion. Unit: hertz.
const OCCLUSION_HERTZ: f32 = 400.0;

/// Above here the far ear hears nothing of what is wholly at a side. Unit: hertz.
const SHADOW_HERTZ: f32 = 1_500.0;

/// The radius of a head over the speed of sound: 8.75 cm at 343 m/s. Unit: frames of 48 kHz.
const HEAD_FRAMES: f32 = 0.0875 / 343.0 * 48_000.0;

/// What doppler can do to a pitch, either way.
const DOPPLER_MAX: f32 = 4.0;

/// An emitter as it is heard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heard {
    /// What each ear hears.
    pub space: Space,
    /// How many times its pitch it is heard at.
    pub doppler: f32,
}

/// Ears in the world.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ears {
    /// The entity that they belong to.
    pub entity: Entity,
    /// What they are like.
    pub listener: SoundListener,
    /// Where they are. Unit: virtual pixels.
    pub place: Vec2,
    /// Where right is for them; a unit long.
    pub right: Vec2,
    /// How they move. Unit: virtual pixels a second.
    pub velocity: Vec2,
}

impl Ears {
    /// The ears of a listener that stands still.
    pub fn of(entity: Entity, listener: &SoundListener, transform: &GlobalTransform2d) -> Self {
        let right = transform.x_axis.normalize_or_zero();
        let right = if right == Vec2::ZERO { Vec2::X } else { right };
        Self { entity, listener: *listener, place: transform.translation, right, velocity: Vec2::ZERO }
    }
}

impl Heard {
    /// Whether nothing of it is heard.
    pub fn is_silent(&self) -> bool {
        self.space.gains == [0.0; 2]
    }

    /// A step at its doppler.
    pub fn step(&self, step: u64) -> u64 {
        if self.doppler == 1.0 { step } else { (step as f64 * f64::from(self.doppler)) as u64 }
    }

    /// The louder ear's level.
    pub fn gain(&self) -> f32 {
        self.space.gains[0].max(self.space.gains[1])
    }
}

/// An emitter at its place, moving at `velocity` virtual pixels a second, in front of the picture too, to the nearest ears; `None` when it is heard
/// from everywhere.
pub fn hear(
    emitter: &SoundEmitter,
    transform: &GlobalTransform2d,
    velocity: Vec3,
    ears: &[Ears],
) -> Option<Heard> {
    let place = transform.translation;
    let square = |ears: &Ears| (place - ears.place).length_squared();
    let nearest = ears.iter().min_by(|one, other| square(one).total_cmp(&square(other)));
    let ears = nearest.filter(|_| emitter.spatial != 0 && place.is_finite())?;
    let way = (place - ears.place).extend(emitter.height);
    let distance = way.length();
    let occlusion = emitter.occlusion.clamp(0.0, 1.0);
    let gain = attenuation(emitter, distance)
        * cone(emitter, transform.x_axis, -way)
        * if occlusion > 0.0 { amplitude_of_decibels(OCCLUSION_DECIBELS * occlusion) } else { 1.0 }
        * ears.listener.gain.clamp(0.0, 4.0);
    if gain.is_nan() || gain <= 0.0 {
        return Some(Heard { space: Space::of_gains([0.0; 2]), doppler: 1.0 });
    }
    let space = to_ears(side(way, ears), gain, ears.listener.head.clamp(0.0, 1.0), occlusion);
    Some(Heard { space, doppler: doppler(emitter.doppler, way, velocity, ears) })
}

/// How loud it is at a distance, 0 to 1, or to what its points say.
pub fn attenuation(emitter: &SoundEmitter, distance: f32) -> f32 {
    let min = emitter.min_distance.max(f32::MIN_POSITIVE);
    let (max, rolloff) = (emitter.max_distance.max(min), emitter.rolloff);
    if distance >= max {
        return 0.0;
    }
    // What falls by itself is shifted to reach silence where the emitter says.
    let shifted = |level: fn(f32, f32, f32) -> f32| {
        let (here, there) = (level(distance.max(min), min, rolloff), level(max, min, rolloff));
        if there < 1.0 { (here - there) / (1.0 - there) } else { 1.0 }
    };
    match emitter.attenuation {
        SoundEmitter::INVERSE => shifted(|distance, min, rolloff| min / (min + rolloff * (distance - min))),
        SoundEmitter::EXPONENTIAL => shifted(|distance, min, rolloff| pow(distance / min, -rolloff)),
        SoundEmitter::POINTS => by_points(&emitter.points, distance),
        _ if distance <= min => 1.0,
        _ => 1.0 - (distance - min) / (max - min),
    }
}

fn by_points(points: &[[f32; 2]], distance: f32) -> f32 {
    let behind = points.iter().position(|[at, _]| distance < *at);
    match behind {
        None => points.last().map_or(0.0, |[_, gain]| *gain),
        Some(0) => points[0][1],
        Some(index) => {
            let ([from, low], [to, high]) = (points[index - 1], points[index]);
            low + (high - low) * ((distance - from) / (to - from))
        }
    }
}

/// What is left outside of the cone; `way` leads from the emitter to the ears.
fn cone(emitter: &SoundEmitter, forward: Vec2, way: Vec3) -> f32 {
    let (inner, outer) = (emitter.cone_inner_degrees, emitter.cone_outer_degrees);
    if inner >= 360.0 || way == Vec3::ZERO {
        return 1.0;
    }
    let forward = forward.extend(0.0);
    let angle = atan2(forward.cross(way).length(), forward.dot(way)) * (360.0 / PI);
    if angle <= inner {
        return 1.0;
    }
    if angle >= outer {
        return emitter.cone_outer_gain;
    }
    1.0 + (emitter.cone_outer_gain - 1.0) * ((angle - inner) / (outer - inner))
}

/// How far at a side it is, from -1 (left) to 1 (right): the sine of its angle, seen from the listener's height.
pub fn side(way: Vec3, ears: &Ears) -> f32 {
    let height = ears.listener.height.max(0.0);
    let far = (way.length_squared() + height * height).sqrt();
    if far > 0.0 { (way.truncate().dot(ears.right) / far).clamp(-1.0, 1.0) } else { 0.0 }
}

/// Both ears, for a sound at `side` and `gain`.
fn to_ears(side: f32, gain: f32, head: f32, occlusion: f32) -> Space {
    let Gains { left_to_left, left_to_right, .. } = Gains::of(gain, side, 1);
    let open = Space::OPEN_HERTZ;
    let muffled = if occlusion > 0.0 { open * pow(OCCLUSION_HERTZ / open, occlusion) } else { open };
    let mut space = Space { cutoffs_hertz: [muffled; 2], ..Space::of_gains([left_to_left, left_to_right]) };
    if head > 0.0 && side != 0.0 {
        // The way round a sphere: its angle and its sine, in radii.
        let angle = atan2(side.abs(), (1.0 - side * side).max(0.0).sqrt()).min(FRAC_PI_2);
        let far_ear = usize::from(side < 0.0);
        space.delays_frames[far_ear] =
            (HEAD_FRAMES * (angle + sin(angle)) * head).min(Space::DELAY_FRAMES_MAX);
        let shadow = open * pow(SHADOW_HERTZ / open, side.abs() * head);
        space.cutoffs_hertz[far_ear] = shadow.min(muffled);
    }
    space
}

/// How many times its pitch is heard: (c - v of the ears) / (c - v of the emitter), both along the way to each other.
pub fn doppler(factor: f32, way: Vec3, velocity: Vec3, ears: &Ears) -> f32 {
    let distance = way.length();
    if factor <= 0.0 || distance <= 0.0 {
        return 1.0;
    }
    let away = way / distance;
    let speed = ears.listener.speed_of_sound.max(1.0);
    // Away from each other is positive.
    let (of_ears, of_emitter) = (-ears.velocity.dot(away.truncate()) * factor, velocity.dot(away) * factor);
    let (heard, sent) = (speed - of_ears, speed + of_emitter);
    if sent <= 0.0 { DOPPLER_MAX } else { (heard / sent).clamp(1.0 / DOPPLER_MAX, DOPPLER_MAX) }
}

/// As [`VoiceStart::step`], of an emitter that may move.
pub fn step_of(heard: Option<&Heard>, step: u64) -> u64 {
    heard.map_or(step, |heard| heard.step(step)).min(8 * VoiceStart::STEP_ONE)
}

#[cfg(test)]
mod tests;
