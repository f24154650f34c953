//! How far the mixer has a voice from where the world has it, and how the voice gets back there.
//!
//! Ticks move on the clock of a device: it stood still for a moment, or is slower than the machine. What begins then
//! begins in the right place; what plays already has to be brought along, or music would come away from the beat. A
//! little is made good by a speed that nobody hears, more by a seek, which fades over. A mixer that renders exactly the
//! ticks is never off, and is told nothing.

use super::course::Extent;
use super::timeline::Timeline;
use super::wanted::Wanted;
use playground_core_client::audio::{SAMPLE_RATE_HERTZ, VoiceStart};

/// So far off nothing is done: 10 ms. Unit: thousandths of a frame, as all here.
const NEAR: i64 = 480 * FRAME;

/// Further off than this a voice seeks: 30 ms.
const FAR: i64 = 1_440 * FRAME;

const FRAME: i64 = 1_000;

/// How much slower or faster a voice is meanwhile, in thousandths: five hundredths of a semitone.
const SLEW: i64 = 3;

/// For how many ticks all must have stayed where it is: a pause and a hitch come in several steps.
const STEADY_TICKS: u32 = 4;

/// What a voice is to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correction {
    /// Nothing new.
    None,
    /// Go to where the world has it, at the speed that it should have.
    Seek,
    /// Play at this speed instead of that it should have, in thousandths of it.
    Speed(u64),
}

/// Where the mixer has a voice.
#[derive(Debug, Clone, Copy)]
pub struct Drift {
    /// Where tick 0 would lie by what is heard of it, on the clock of voices.
    origin: i64,
    /// 1 while it is slowed, -1 while it is quicker, 0 while it is neither.
    slew: i64,
    /// The frame of that clock up to which that is reckoned in.
    since_frame: i64,
}

impl Drift {
    /// Of a voice that is told to begin at a frame of the world; where that has passed it begins as soon as it can.
    pub fn beginning(timeline: &Timeline, world_frame: u64) -> Self {
        let late = timeline.frames_late(timeline.mixer_frame(world_frame));
        Self { origin: (timeline.voice_origin() + late as i64) * FRAME, slew: 0, since_frame: 0 }
    }

    /// How much further in its sound it is than the world has it; negative where it lags behind. Unit: frames.
    pub fn frames_ahead(&self, timeline: &Timeline) -> i64 {
        if timeline.is_live() { self.off(timeline) / FRAME } else { 0 }
    }

    /// What is to be done from the newest tick on.
    pub fn correct(&mut self, timeline: &Timeline) -> Correction {
        let now = timeline.voice_frame();
        self.origin += self.slew * SLEW * (now - self.since_frame).max(0);
        self.since_frame = now;
        let off = self.off(timeline);
        if off.abs() > FAR && timeline.steady_ticks() >= STEADY_TICKS {
            (self.origin, self.slew) = (timeline.voice_origin() * FRAME, 0);
            return Correction::Seek;
        }
        if self.slew != 0 {
            if off * self.slew < FRAME {
                self.slew = 0;
                return Correction::Speed(1_000);
            }
        } else if off.abs() > NEAR && timeline.steady_ticks() >= STEADY_TICKS {
            self.slew = off.signum();
            return Correction::Speed((1_000 - self.slew * SLEW) as u64);
        }
        Correction::None
    }

    fn off(&self, timeline: &Timeline) -> i64 {
        timeline.voice_origin() * FRAME - self.origin
    }
}

/// Whether something is brought along: it lasts, and its speed is its own. A tone has no place to come away from, and
/// what is somewhere in space plays at the speed that its way to the ears gives it.
pub fn is_brought_along(wanted: &Wanted, extent: Extent) -> bool {
    let lasts = wanted.voice.looped != 0 || extent.frames > u64::from(SAMPLE_RATE_HERTZ);
    lasts && !extent.is_tone && wanted.heard.is_none()
}

/// A speed, in so many thousandths of it.
pub fn sped(step: u64, thousandths: u64) -> u64 {
    if thousandths == 1_000 { step } else { step.min(VoiceStart::STEP_ONE * 8) / 1_000 * thousandths }
}
