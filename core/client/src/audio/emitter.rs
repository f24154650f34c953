//! Sounds that are somewhere, and the ears that hear them.

use crate::audio::voice::{BUS_EFFECTS, Voice};
use playground_core_assets::{AssetId, SoundCue};
use playground_core_ecs::{BadValue, GlobalTransform2d, Name, Transform2d, component};

/// The points of an attenuation of one's own.
pub const ATTENUATION_POINT_COUNT: usize = 4;

/// A sound that comes from its entity: from where its `Transform2d` is, to the nearest [`SoundListener`].
///
/// It begins when its entity comes into the world, unless [`start_tick`](Self::start_tick) says otherwise; a rule that
/// sets that to [`SoundEmitter::NOW`] lets it begin again. Without a transform, without a listener in the world, or
/// with [`spatial`](Self::spatial) at 0 it is heard in the middle at its own level. What is too far away, or one too
/// many for the mixer, is silent and goes on all the same.
#[component(check(check_emitter))]
pub struct SoundEmitter {
    /// The sound that plays, unless a `SoundTone` beside it does.
    pub sound: AssetId,
    /// The tick in which it began; [`SoundEmitter::NOW`] becomes the tick that sees it.
    pub start_tick: u64,
    /// As [`Voice::stop_tick`].
    pub stop_tick: u64,
    /// The bus that it goes through.
    pub bus: Name,
    /// Level. Unit: linear amplitude. Range: 0 to 4.
    pub gain: f32,
    /// As [`Voice::pitch`]; fixed when it begins.
    pub pitch: f32,
    /// As [`Voice::fade_in_seconds`].
    pub fade_in_seconds: f32,
    /// As [`Voice::fade_out_seconds`].
    pub fade_out_seconds: f32,
    /// 1 when it repeats the part that its file says, or else all of it; 0 when it ends.
    pub looped: u32,
    /// 1 when it is heard from where it is, 0 when from everywhere.
    pub spatial: u32,
    /// How it becomes quieter: [`LINEAR`](Self::LINEAR) or another of these constants.
    pub attenuation: u32,
    /// 1 when its entity leaves the world with the end of the sound.
    pub leaves: u32,
    /// Up to here it is at its own level. Unit: virtual pixels. Range: above 0.
    pub min_distance: f32,
    /// From here on it is not heard. Unit: virtual pixels. Range: above `min_distance`.
    pub max_distance: f32,
    /// How steep an inverse or exponential attenuation is. Range: 0.1 to 10.
    pub rolloff: f32,
    /// How much its movement and that of the listener bend its pitch: 0 not at all, 1 as in air. Range: 0 to 4.
    pub doppler: f32,
    /// How much stands between: at 1 it is 12 dB quieter and nothing above 400 Hz comes through. Range: 0 to 1.
    pub occlusion: f32,
    /// Within this angle around its own x axis it is at its own level. Range: 0 to 360, and so the next.
    pub cone_inner_degrees: f32,
    /// Outside of this angle it is at `cone_outer_gain`; between the two it goes over in a straight line.
    pub cone_outer_degrees: f32,
    /// Range: 0 to 1.
    pub cone_outer_gain: f32,
    /// For [`POINTS`](Self::POINTS): distance and level, distances ascending; straight lines between them.
    pub points: [[f32; 2]; ATTENUATION_POINT_COUNT],
    /// As [`Voice::priority`].
    pub priority: u32,
    /// As [`Voice::start_frames`].
    pub start_frames: u32,
    /// How far in front of the ears it is, as seen on the picture, or behind them: the third axis beside the two of its
    /// transform. What is before one and what is behind sound alike. Unit: virtual pixels.
    pub height: f32,
    /// Always 0: fills the gap to the next row.
    pub reserved: u32,
}

impl SoundEmitter {
    /// The [`start_tick`](Self::start_tick) of a sound that begins in the tick that sees it.
    pub const NOW: u64 = u64::MAX;

    /// In a straight line from `min_distance` to silence at `max_distance`.
    pub const LINEAR: u32 = 0;

    /// As in the open: min / (min + rolloff · (d - min)), shifted so far that it is silent at `max_distance`.
    pub const INVERSE: u32 = 1;

    /// (d / min) to the power of -rolloff, shifted so far that it is silent at `max_distance`.
    pub const EXPONENTIAL: u32 = 2;

    /// By its [`points`](Self::points).
    pub const POINTS: u32 = 3;

    /// A sound that plays once, at its own level.
    pub fn new(sound: AssetId) -> Self {
        Self { sound, ..Self::default() }
    }

    /// The same, repeating until its entity goes.
    #[must_use]
    pub fn looped(self) -> Self {
        Self { looped: 1, ..self }
    }

    /// The same, heard at its own level up to `min`, and no further than `max` virtual pixels.
    #[must_use]
    pub fn distances(self, min: f32, max: f32) -> Self {
        Self { min_distance: min, max_distance: max, ..self }
    }

    /// The same as a voice, for who asks about its course.
    pub const fn voice(&self) -> Voice {
        Voice {
            sound: self.sound,
            start_tick: self.start_tick,
            stop_tick: self.stop_tick,
            bus: self.bus,
            gain: self.gain,
            pan: 0.0,
            pitch: self.pitch,
            fade_in_seconds: self.fade_in_seconds,
            fade_out_seconds: self.fade_out_seconds,
            looped: self.looped,
            offset_frames: 0,
            start_frames: self.start_frames,
            loop_start_frames: 0,
            loop_end_frames: 0,
            priority: self.priority,
            fade_curve: Voice::LINEAR,
        }
    }
}

impl Default for SoundEmitter {
    fn default() -> Self {
        Self {
            sound: AssetId::NONE,
            start_tick: Self::NOW,
            stop_tick: Voice::NEVER,
            bus: BUS_EFFECTS,
            gain: 1.0,
            pitch: 1.0,
            fade_in_seconds: 0.0,
            fade_out_seconds: 0.0,
            looped: 0,
            spatial: 1,
            attenuation: Self::LINEAR,
            leaves: 0,
            min_distance: 40.0,
            max_distance: 400.0,
            rolloff: 1.0,
            doppler: 0.0,
            occlusion: 0.0,
            cone_inner_degrees: 360.0,
            cone_outer_degrees: 360.0,
            cone_outer_gain: 0.0,
            points: [[0.0; 2]; ATTENUATION_POINT_COUNT],
            priority: SoundCue::PRIORITY,
            start_frames: 0,
            height: 0.0,
            reserved: 0,
        }
    }
}

fn check_emitter(emitter: &SoundEmitter) -> Result<(), BadValue> {
    let SoundEmitter { min_distance, max_distance, points, .. } = emitter;
    BadValue::unless((0.0..=4.0).contains(&emitter.gain), "gain", "0 to 4")?;
    BadValue::unless((0.125..=8.0).contains(&emitter.pitch), "pitch", "0.125 to 8")?;
    BadValue::unless((0.0..=60.0).contains(&emitter.fade_in_seconds), "fade_in_seconds", "0 to 60")?;
    BadValue::unless((0.0..=60.0).contains(&emitter.fade_out_seconds), "fade_out_seconds", "0 to 60")?;
    let kinds = "0 (linear), 1 (inverse), 2 (exponential) or 3 (by its points)";
    BadValue::unless(emitter.attenuation <= SoundEmitter::POINTS, "attenuation", kinds)?;
    BadValue::unless(*min_distance > 0.0, "min_distance", "above 0")?;
    BadValue::unless(max_distance > min_distance, "max_distance", "above `min_distance`")?;
    BadValue::unless((0.1..=10.0).contains(&emitter.rolloff), "rolloff", "0.1 to 10")?;
    BadValue::unless((0.0..=4.0).contains(&emitter.doppler), "doppler", "0 to 4")?;
    BadValue::unless((0.0..=1.0).contains(&emitter.occlusion), "occlusion", "0 to 1")?;
    let angles = [emitter.cone_inner_degrees, emitter.cone_outer_degrees];
    let is_cone = angles[0] >= 0.0 && angles[0] <= angles[1] && angles[1] <= 360.0;
    BadValue::unless(is_cone, "cone_outer_degrees", "0 to 360, and not below `cone_inner_degrees`")?;
    BadValue::unless((0.0..=1.0).contains(&emitter.cone_outer_gain), "cone_outer_gain", "0 to 1")?;
    BadValue::unless(emitter.priority <= 255, "priority", "0 to 255")?;
    BadValue::unless(emitter.height.is_finite(), "height", "a number")?;
    if emitter.attenuation != SoundEmitter::POINTS {
        return Ok(());
    }
    let ascends = points.windows(2).all(|pair| pair[0][0] < pair[1][0]);
    let are_levels = points.iter().all(|[_, gain]| (0.0..=4.0).contains(gain));
    BadValue::unless(
        ascends && are_levels,
        "points",
        "four pairs of an ascending distance and a level of 0 to 4",
    )
}

/// Ears, where their entity is: at the camera, or at the hero. Of several the one that is nearest hears an emitter.
#[component(requires(Transform2d, GlobalTransform2d), check(check_listener))]
pub struct SoundListener {
    /// Level of what it hears from emitters. Unit: linear amplitude. Range: 0 to 4.
    pub gain: f32,
    /// How far in front of the picture it is: what is nearer than this hardly moves to a side.
    ///
    /// Unit: virtual pixels. Range: 0 and above.
    pub height: f32,
    /// How much of a head is between the ears: at 0 emitters are only panned, at 1 they also arrive later at the far
    /// ear, and duller. For headphones. Range: 0 to 1.
    pub head: f32,
    /// For doppler. Unit: virtual pixels a second. Range: above 0.
    pub speed_of_sound: f32,
}

impl Default for SoundListener {
    /// At the height of a small picture, without a head; 10 virtual pixels are a metre.
    fn default() -> Self {
        Self { gain: 1.0, height: 80.0, head: 0.0, speed_of_sound: 3_430.0 }
    }
}

fn check_listener(listener: &SoundListener) -> Result<(), BadValue> {
    BadValue::unless((0.0..=4.0).contains(&listener.gain), "gain", "0 to 4")?;
    BadValue::unless(listener.height >= 0.0, "height", "0 or above")?;
    BadValue::unless((0.0..=1.0).contains(&listener.head), "head", "0 to 1")?;
    BadValue::unless(listener.speed_of_sound > 0.0, "speed_of_sound", "above 0")
}
