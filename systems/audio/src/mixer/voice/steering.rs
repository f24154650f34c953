//! What a voice is told while it plays, and what of it makes sense.

use super::{MixerVoice, STEP_MAX, State};
use crate::mixer::ears::Ears;
use crate::mixer::pitch::{Place, Track};
use crate::mixer::streams::{MixerStreams, Supply, TAKEN_FRAMES_MAX, has};
use crate::mixer::{GAIN_MAX, RAMP_FRAMES, STEAL_FRAMES};
use playground_core_assets::StreamRing;
use playground_core_client::audio::{Curve, Space, Tween};

impl MixerVoice {
    /// Moves to another level and place, on its way out too.
    pub fn set_level(&mut self, gain: f32, pan: f32, tween: Tween) {
        (self.gain, self.pan) = (sane_gain(gain), finite(pan));
        self.levels.gains.start(self.gains(), tween);
    }

    /// Moves to another speed.
    pub fn set_step(&mut self, step: u64, tween: Tween) {
        self.speed.start(step.min(STEP_MAX), tween);
    }

    /// Moves in space; the caller has made sure that it has ears if it needs them.
    pub fn set_space(&mut self, space: &Space, frames: u32) {
        let space = sane_space(*space);
        if let Some(ears) = &mut self.ears {
            ears.start(&space, frames);
        }
        self.space = Some(space);
        self.levels.gains.start(self.gains(), Tween::linear(frames));
    }

    /// Whether it cannot go over to a space without a new beginning.
    pub fn lacks_ears(&self, space: &Space) -> bool {
        self.ears.is_none() && Ears::are_needed(&sane_space(*space))
    }

    /// Goes on with ears of its own, from silence.
    pub fn take_ears(&mut self, space: &Space) {
        let space = sane_space(*space);
        self.ears = Some(Ears::new(&space));
        self.space = Some(space);
        self.rise(STEAL_FRAMES);
    }

    /// Goes on elsewhere, from silence.
    pub fn seek(&mut self, place: Place) {
        self.place = place;
        self.track.wrap(&mut self.place);
        if let Some(tone) = &mut self.tone {
            *tone = tone.moved_to(place.frame, self.speed.step());
        }
        self.drained = None;
        self.rise(STEAL_FRAMES);
    }

    /// Goes on elsewhere, out of another ring, from silence.
    pub fn seek_stream(&mut self, place: Place, (index, ring): (u16, &StreamRing)) {
        self.supply = Some(Supply::new(index, ring, place.frame));
        self.track = Track::once(ring.length());
        self.seek(place);
    }

    /// Whether it plays a ring that has not run dry.
    pub fn is_fed(&self) -> bool {
        self.supply.as_ref().is_some_and(Supply::is_fed)
    }

    /// Is at `frame` of a ring of this number, and goes on in it as soon as enough is there.
    pub fn await_stream(&mut self, frame: u64, index: u16) {
        if let Some(supply) = &mut self.supply {
            supply.wait_for(index, frame as i64 - self.place.frame as i64);
        }
    }

    /// The ring that it waits for, where enough is there by now.
    pub fn awaited<'a>(&self, streams: &'a MixerStreams) -> Option<&'a StreamRing> {
        let (index, further) = self.supply.as_ref()?.next()?;
        let place = self.place.frame.saturating_add_signed(further);
        streams.get(index).filter(|ring| has(ring, place + 2 * TAKEN_FRAMES_MAX as u64))
    }

    /// Goes on in the ring that it waited for.
    pub fn take_awaited(&mut self, ring: &StreamRing) {
        let Some((index, further)) = self.supply.as_ref().and_then(Supply::next) else { return };
        self.place.frame = self.place.frame.saturating_add_signed(further);
        self.supply = Some(Supply::new(index, ring, self.place.frame));
        self.track = Track::once(ring.length());
    }

    /// Fades out of what it has, and waits for nothing more.
    pub fn wait_no_more(&mut self) {
        if let Some(supply) = &mut self.supply {
            supply.wait_no_more();
        }
    }

    /// Comes out of silence in the midst of its sound, beside a tail that fades out where it played before.
    pub fn rise(&mut self, frames: u32) {
        match (&mut self.ears, &self.space) {
            (Some(ears), Some(space)) => {
                *ears = Ears::rising(space, frames);
                self.levels.gains.start(self.gains(), Tween::JUMP);
            }
            _ => self.levels.rise(self.gains(), frames),
        }
    }

    /// Repeats another part, or none; true where it is behind that part, and must seek into it.
    pub fn set_loop(&mut self, looped: bool, start: u64, end: u64, length: u64) -> bool {
        self.track = if looped { Track::looped(start, end, length) } else { Track::once(length) };
        looped && self.place.frame >= self.track.end()
    }

    /// Where it is.
    pub fn place(&self) -> Place {
        self.place
    }

    /// Fades out and stays where it is, or goes on.
    pub fn hold(&mut self, is_held: bool) {
        self.levels.hold(is_held);
    }

    /// Lets a tone fall silent by its envelope, a sound leave its loop.
    pub fn release(&mut self, length: u64) {
        match &mut self.tone {
            Some(tone) => tone.release(),
            None => self.track = Track::once(length),
        }
    }

    /// Fades out in `fade_frames`, or sooner where it is doing so already, and ends.
    pub fn stop(&mut self, fade_frames: u32) {
        // What is held is silent, and would fade only when it goes on.
        let is_silent = fade_frames == 0 || self.levels.is_held();
        match self.state {
            State::Playing | State::Stopping if is_silent => self.end(),
            State::Stopping if fade_frames >= self.levels.fade.remaining_in_all() => {}
            State::Playing | State::Stopping => {
                self.state = State::Stopping;
                let curve = match self.fade_curve {
                    Curve::EqualPower if fade_frames > RAMP_FRAMES => Curve::EqualPower,
                    _ => Curve::Linear,
                };
                self.levels.fade.start([0.0], Tween { frames: fade_frames, curve });
            }
            State::Free | State::Ended => {}
        }
    }
}

/// The number, or 0 for what is none.
pub(super) fn finite(value: f32) -> f32 {
    if value.is_finite() { value } else { 0.0 }
}

pub(super) fn sane_gain(gain: f32) -> f32 {
    finite(gain).clamp(0.0, GAIN_MAX)
}

pub(super) fn sane_space(space: Space) -> Space {
    Space {
        gains: space.gains.map(|gain| finite(gain).clamp(0.0, 64.0)),
        delays_frames: space.delays_frames.map(|delay| finite(delay).clamp(0.0, Space::DELAY_FRAMES_MAX)),
        cutoffs_hertz: space.cutoffs_hertz.map(|cutoff| {
            let cutoff = if cutoff.is_nan() { Space::OPEN_HERTZ } else { cutoff };
            cutoff.clamp(20.0, Space::OPEN_HERTZ)
        }),
    }
}
