//! Effects of a bus: four places, each of which fades over to what is put there.
//!
//! Every effect goes sample by sample, or in parts that lie on the mixer's own clock, so that the same frames come
//! out however they are cut into blocks. Their numbers move in straight lines of 5 ms. Long memories lie in
//! [`Lines`], taken when the mixer is made.
//!
//! Reading order: this file, [`svf`], [`filter`], [`equalizer`], [`compressor`], [`limiter`], [`distortion`],
//! [`tap`], [`delay`], [`reverb`].

pub mod compressor;
pub mod delay;
pub mod distortion;
pub mod equalizer;
pub mod filter;
pub mod limiter;
pub mod reverb;
pub mod svf;
pub mod tap;

use crate::mixer::bus::Sides;
use crate::mixer::ramp::Ramp;
use crate::mixer::{BLOCK_FRAMES, RAMP_FRAMES};
use compressor::CompressorCourse;
use delay::{DelayCourse, DelayLine};
use distortion::DistortionCourse;
use equalizer::EqualizerCourse;
use filter::FilterCourse;
use limiter::LimiterCourse;
use playground_core_client::audio::{DELAY_COUNT_MAX, Effect, REVERB_COUNT_MAX};
use playground_core_types::math::amplitude_of_decibels;
use reverb::{ReverbCourse, Room};

/// The frames of which a level is told: a part of a cell.
pub const PART_FRAMES: usize = 16;

/// The parts of a cell.
pub const PART_COUNT: usize = BLOCK_FRAMES / PART_FRAMES;

/// Below here a memory is emptied: processors are slow with ever smaller numbers.
const FLUSHED: f32 = 1e-15;

/// The largest amplitudes of the parts of a cell.
pub type PartLevels = [f32; PART_COUNT];

/// What an effect sees beside its own bus.
#[derive(Debug, Clone, Copy)]
pub struct EffectContext<'a> {
    /// The first frame of what is to be done, by the mixer's clock.
    pub frame: u64,
    /// The levels of all buses in the cell before.
    pub levels: &'a [PartLevels],
}

/// The long memories of effects, each of which is held by one at most.
#[derive(Debug)]
pub struct Lines {
    /// Of echoes.
    pub delays: Vec<DelayLine>,
    /// Of reverbs.
    pub rooms: Vec<Room>,
}

impl Default for Lines {
    // Takes the memory.
    fn default() -> Self {
        Self {
            delays: (0..DELAY_COUNT_MAX).map(|_| DelayLine::default()).collect(),
            rooms: (0..REVERB_COUNT_MAX).map(|_| Room::default()).collect(),
        }
    }
}

/// An effect at work.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "the audio thread takes no memory, so there is no box")]
enum Course {
    None,
    Filter(FilterCourse),
    Equalizer(EqualizerCourse),
    Compressor(CompressorCourse),
    Delay(DelayCourse),
    Reverb(ReverbCourse),
    Distortion(DistortionCourse),
    Limiter(LimiterCourse),
}

/// One place of a bus.
#[derive(Debug, Clone)]
pub struct EffectPlace {
    course: Course,
    /// How much goes in: an effect that comes in the midst of a sound hears it rise, before it is heard itself.
    fed: Ramp<1>,
    /// How much of it is heard in place of what comes in.
    share: Ramp<1>,
    /// What comes in its place when it has faded out.
    next: Option<Effect>,
}

impl EffectPlace {
    /// A place without an effect.
    pub const EMPTY: Self =
        Self { course: Course::None, fed: Ramp::steady([0.0]), share: Ramp::steady([0.0]), next: None };

    /// Whether it does nothing.
    pub fn is_empty(&self) -> bool {
        matches!(self.course, Course::None)
    }

    /// Goes on as `effect`, or fades over to it; at once where nothing sounds.
    pub fn set(&mut self, effect: &Effect, is_asleep: bool, lines: &mut Lines) {
        if self.aim(effect) {
            if self.next.take().is_some() && self.fed.remaining() == 0 {
                self.share.start([1.0], RAMP_FRAMES);
            }
            return;
        }
        if self.is_empty() || is_asleep {
            self.begin(effect, is_asleep, lines);
        } else {
            self.next = Some(*effect);
            self.share.start([0.0], RAMP_FRAMES);
        }
    }

    /// Sends the effect that works here to other numbers; false where it is another one.
    fn aim(&mut self, effect: &Effect) -> bool {
        match (&mut self.course, effect) {
            (Course::None, Effect::None) => {}
            (Course::Filter(course), Effect::Filter(aim)) => course.aim(aim),
            (Course::Equalizer(course), Effect::Equalizer(aim)) => course.aim(aim),
            (Course::Compressor(course), Effect::Compressor(aim)) => course.aim(aim),
            (Course::Delay(course), Effect::Delay(aim)) => course.aim(aim),
            (Course::Reverb(course), Effect::Reverb(aim)) => course.aim(aim),
            (Course::Distortion(course), Effect::Distortion(aim)) => course.aim(aim),
            (Course::Limiter(course), Effect::Limiter(aim)) => course.aim(aim),
            _ => return false,
        }
        true
    }

    fn begin(&mut self, effect: &Effect, is_asleep: bool, lines: &mut Lines) {
        self.leave(lines);
        self.next = None;
        self.course = match effect {
            Effect::None => Course::None,
            Effect::Filter(aim) => Course::Filter(FilterCourse::new(aim)),
            Effect::Equalizer(aim) => Course::Equalizer(EqualizerCourse::new(aim)),
            Effect::Compressor(aim) => Course::Compressor(CompressorCourse::new(aim)),
            Effect::Delay(aim) => DelayCourse::new(aim, lines).map_or(Course::None, Course::Delay),
            Effect::Reverb(aim) => ReverbCourse::new(aim, lines).map_or(Course::None, Course::Reverb),
            Effect::Distortion(aim) => Course::Distortion(DistortionCourse::new(aim)),
            Effect::Limiter(aim) => Course::Limiter(LimiterCourse::new(aim)),
        };
        let begun = Ramp::steady([if is_asleep { 1.0 } else { 0.0 }]);
        (self.fed, self.share) = (begun, begun);
        self.fed.start([1.0], if is_asleep { 0 } else { RAMP_FRAMES });
    }

    /// Gives the memory back that the effect holds.
    fn leave(&mut self, lines: &mut Lines) {
        match &self.course {
            Course::Delay(course) => course.leave(lines),
            Course::Reverb(course) => course.leave(lines),
            _ => {}
        }
        self.course = Course::None;
    }

    /// The bus that it listens to.
    pub fn side_chain(&self) -> Option<u16> {
        match &self.course {
            Course::Compressor(course) => course.side_chain(),
            _ => None,
        }
    }

    /// How long something may still come out after nothing has gone in and nothing came out.
    pub fn memory_frames(&self) -> u32 {
        match &self.course {
            Course::Delay(course) => course.memory_frames(),
            Course::Reverb(course) => course.memory_frames(),
            Course::Compressor(course) => course.memory_frames(),
            Course::Distortion(course) => course.memory_frames(),
            _ => 0,
        }
    }

    /// Does its work on both sides.
    pub fn process(&mut self, (left, right): Sides<'_>, context: &EffectContext<'_>, lines: &mut Lines) {
        let mut done = 0;
        while done < left.len() && !self.is_empty() {
            let frames = self.share.cut(self.fed.cut(left.len() - done));
            let context = EffectContext { frame: context.frame + done as u64, ..*context };
            let sides = (&mut left[done..done + frames], &mut right[done..done + frames]);
            self.process_part(sides, &context, lines);
            self.share.advance(frames as u32);
            done += frames;
            if self.fed.remaining() > 0 {
                self.fed.advance(frames as u32);
                if self.fed.remaining() == 0 && self.next.is_none() {
                    self.share.start([1.0], RAMP_FRAMES);
                }
            }
            if self.share.remaining() == 0
                && let Some(next) = self.next
            {
                self.begin(&next, false, lines);
            }
        }
    }

    fn process_part(&mut self, (left, right): Sides<'_>, context: &EffectContext<'_>, lines: &mut Lines) {
        if self.share.remaining() == 0 && self.share.value() == [1.0] {
            self.course.process((left, right), context, lines);
            return;
        }
        let mut dry = [[0.0; BLOCK_FRAMES]; 2];
        dry[0][..left.len()].copy_from_slice(left);
        dry[1][..right.len()].copy_from_slice(right);
        let fed = self.fed.line();
        if self.fed.remaining() > 0 {
            for side in [&mut *left, &mut *right] {
                for (index, sample) in side.iter_mut().enumerate() {
                    let [fed] = fed.at(index);
                    *sample *= fed;
                }
            }
        }
        self.course.process((&mut *left, &mut *right), context, lines);
        let share = self.share.line();
        for (side, dry) in [left, right].into_iter().zip(&dry) {
            for (index, (sample, dry)) in side.iter_mut().zip(dry).enumerate() {
                let [share] = share.at(index);
                *sample = dry + (*sample - dry) * share;
            }
        }
    }

    /// Empties what is far below silence.
    pub fn flush(&mut self) {
        match &mut self.course {
            Course::Filter(course) => course.flush(),
            Course::Equalizer(course) => course.flush(),
            _ => {}
        }
    }

    /// Forgets what it heard: nothing of it would be heard again.
    pub fn rest(&mut self, lines: &mut Lines) {
        match &mut self.course {
            Course::None => {}
            Course::Distortion(course) => course.rest(),
            Course::Filter(course) => course.rest(),
            Course::Equalizer(course) => course.rest(),
            Course::Compressor(course) => course.rest(),
            Course::Delay(course) => course.rest(lines),
            Course::Reverb(course) => course.rest(lines),
            Course::Limiter(course) => course.rest(),
        }
    }
}

impl Course {
    fn process(&mut self, sides: Sides<'_>, context: &EffectContext<'_>, lines: &mut Lines) {
        match self {
            Self::None => {}
            Self::Filter(course) => course.process(sides),
            Self::Equalizer(course) => course.process(sides),
            Self::Compressor(course) => course.process(sides, context),
            Self::Delay(course) => course.process(sides, lines),
            Self::Reverb(course) => course.process(sides, lines),
            Self::Distortion(course) => course.process(sides),
            Self::Limiter(course) => course.process(sides),
        }
    }
}

/// A number within its range, or the default's for what is none.
fn within(value: f32, default: f32, low: f32, high: f32) -> f32 {
    if value.is_nan() { default } else { value.clamp(low, high) }
}

/// An amplitude of a level within a range of decibels.
fn amplitude(decibels: f32, default: f32, low: f32, high: f32) -> f32 {
    match within(decibels, default, low, high) {
        0.0 => 1.0,
        decibels => amplitude_of_decibels(decibels),
    }
}

fn flushed(value: f32) -> f32 {
    if value.abs() < FLUSHED { 0.0 } else { value }
}

#[cfg(test)]
pub(crate) mod tests;
