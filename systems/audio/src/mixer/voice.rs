//! One voice: a sound or a tone as it plays.
//!
//! Reading order: this file, [`reading`], [`steering`].

pub mod reading;
pub mod steering;

use crate::mixer::bus::Sides;
use crate::mixer::ears::Ears;
use crate::mixer::glide::StepGlide;
use crate::mixer::levels::Levels;
use crate::mixer::pan::Gains;
use crate::mixer::pitch::{Place, Track};
use crate::mixer::streams::{Supply, TAKEN_FRAMES_MAX};
use crate::mixer::tone::ToneCourse;
use crate::mixer::{BLOCK_FRAMES, RAMP_FRAMES};
use playground_core_assets::{Sound, StreamRing};
use playground_core_client::audio::{Curve, Space, Tone, Tween, VoiceStart};

/// The fastest that a voice plays: eight times its own speed.
const STEP_MAX: u64 = 8 * VoiceStart::STEP_ONE;

pub use reading::sound_frames;
use steering::{finite, sane_gain, sane_space};

/// What a voice plays, tones aside.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// Nothing: what it played from is gone.
    Nothing,
    /// A sound that is all there.
    Sound(&'a Sound),
    /// A sound that is decoded ahead.
    Stream(&'a StreamRing),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing to play, or the end was told.
    Free,
    /// Plays.
    Playing,
    /// Fades out.
    Stopping,
    /// Has ended, and nobody knows yet.
    Ended,
}

/// Where voices work, one after the other: memory that nobody has to empty for each of them.
#[derive(Debug)]
pub struct Workbench {
    between: [[f32; BLOCK_FRAMES]; 2],
    ears: [[f32; BLOCK_FRAMES]; 2],
    taken: [[f32; TAKEN_FRAMES_MAX]; 2],
    /// Times that a stream ran dry.
    pub(super) underruns: u64,
}

impl Default for Workbench {
    fn default() -> Self {
        let silence = [[0.0; BLOCK_FRAMES]; 2];
        Self { between: silence, ears: silence, taken: [[0.0; TAKEN_FRAMES_MAX]; 2], underruns: 0 }
    }
}

/// The state of one voice of the mixer.
#[derive(Debug, Clone)]
pub struct MixerVoice {
    state: State,
    slot: u16,
    bus: u16,
    /// What plays in place of the sound in its slot.
    tone: Option<ToneCourse>,
    /// What it plays from in place of that, where the sound is decoded ahead.
    supply: Option<Supply>,
    /// The channels of what plays.
    channels: usize,
    track: Track,
    place: Place,
    speed: StepGlide,
    gain: f32,
    pan: f32,
    space: Option<Space>,
    ears: Option<Ears>,
    /// Behind the end of what plays: frames in which the ears still hear something of it.
    drained: Option<u32>,
    levels: Levels,
    /// How it fades in, and out where that takes longer than is needed not to click.
    fade_curve: Curve,
}

/// How long ears hear something of a sound that is over.
const DRAIN_FRAMES: u32 = 512;

impl Default for MixerVoice {
    fn default() -> Self {
        Self {
            state: State::Free,
            slot: 0,
            bus: 0,
            tone: None,
            supply: None,
            channels: 1,
            track: Track::once(0),
            place: Place::default(),
            speed: StepGlide::steady(VoiceStart::STEP_ONE),
            gain: 0.0,
            pan: 0.0,
            space: None,
            ears: None,
            drained: None,
            levels: Levels::steady([0.0; 4]),
            fade_curve: Curve::Linear,
        }
    }
}

impl MixerVoice {
    /// A voice that begins to play a sound; in the midst of it, it is faded in.
    pub fn playing(start: &VoiceStart, sound: &Sound) -> Self {
        let length = sound_frames(sound);
        let track = match start.looped {
            true => Track::looped(start.loop_start_frames, start.loop_end_frames, length),
            false => Track::once(length),
        };
        let voice = Self { channels: sound.channels.len(), track, ..Self::default() };
        voice.begun(start)
    }

    /// A voice that begins to play a tone; in the midst of it, it is faded in.
    pub fn sounding(start: &VoiceStart, tone: &Tone) -> Self {
        let course = ToneCourse::new(tone, start.offset_frames, start.step.min(STEP_MAX));
        Self { tone: Some(course), ..Self::default() }.begun(start)
    }

    /// A voice that begins to play a stream out of a ring of this number; in the midst of it, it is faded in.
    pub fn streaming(start: &VoiceStart, (index, ring): (u16, &StreamRing)) -> Self {
        let supply = Some(Supply::new(index, ring, start.offset_frames));
        let (channels, track) = (ring.channel_count(), Track::once(ring.length()));
        Self { channels, track, supply, ..Self::default() }.begun(start)
    }

    fn begun(mut self, start: &VoiceStart) -> Self {
        self.state = State::Playing;
        (self.slot, self.bus) = (start.slot, start.bus);
        self.place = Place { frame: start.offset_frames, fraction: start.offset_fraction };
        self.speed = StepGlide::steady(start.step.min(STEP_MAX));
        (self.gain, self.pan) = (sane_gain(start.gain), finite(start.pan));
        self.space = start.space.map(sane_space);
        self.ears = self.space.as_ref().filter(|space| Ears::are_needed(space)).map(Ears::new);
        self.levels = Levels::steady(self.gains());
        if self.place != Place::default() {
            self.rise(RAMP_FRAMES);
        }
        self.fade_curve = start.fade_curve;
        if start.fade_frames > 0 {
            self.levels.fade.start([finite(start.fade_from).clamp(0.0, 1.0)], Tween::JUMP);
            self.levels.fade.start([1.0], Tween { frames: start.fade_frames, curve: start.fade_curve });
        }
        self
    }

    /// The slot of its sound.
    pub fn slot(&self) -> usize {
        usize::from(self.slot)
    }

    /// Whether it plays from a slot.
    pub fn plays_from(&self, slot: usize) -> bool {
        self.is_audible() && self.tone.is_none() && self.slot() == slot
    }

    /// The number of the ring that it plays from.
    pub fn stream(&self) -> Option<u16> {
        self.supply.as_ref().map(Supply::index)
    }

    /// Whether it plays from a ring of this number, or waits for it.
    pub fn plays_stream(&self, index: u16) -> bool {
        let is_of =
            |supply: &Supply| supply.index() == index || supply.next().is_some_and(|(next, _)| next == index);
        self.is_audible() && self.supply.as_ref().is_some_and(is_of)
    }

    /// Goes on with the same sound out of another slot.
    pub fn move_to_slot(&mut self, slot: u16) {
        self.slot = slot;
    }

    /// The bus that it goes through.
    pub fn bus(&self) -> usize {
        usize::from(self.bus)
    }

    /// Whether it plays, or is held.
    pub fn is_audible(&self) -> bool {
        matches!(self.state, State::Playing | State::Stopping)
    }

    /// Whether it is to add to what is heard now.
    pub fn is_running(&self) -> bool {
        self.is_audible() && !self.levels.is_held()
    }

    /// Whether it has ended and this is still to be told.
    pub fn has_ended(&self) -> bool {
        self.state == State::Ended
    }

    /// Frames until its fade out is over.
    pub fn fade_remaining(&self) -> u32 {
        self.levels.fade.remaining_in_all()
    }

    /// Ends here and now.
    pub fn end(&mut self) {
        self.state = State::Ended;
    }

    /// Can be used again.
    pub fn free(&mut self) {
        self.state = State::Free;
    }

    /// Adds its next frames to both sides, which are equally long and at most a block.
    pub fn add(&mut self, source: Source<'_>, bench: &mut Workbench, (left, right): Sides<'_>) {
        let is_empty = match source {
            Source::Nothing => true,
            Source::Sound(sound) => sound.channels.is_empty(),
            Source::Stream(_) => false,
        };
        if is_empty && self.tone.is_none() {
            self.end();
            return;
        }
        let mut done = 0;
        while done < left.len() && self.is_running() {
            let frames = self.cut(left.len() - done);
            if frames == 0 {
                // It begins behind its end.
                self.end();
                return;
            }
            let sides = (&mut left[done..done + frames], &mut right[done..done + frames]);
            self.add_part(source, bench, sides);
            self.levels.advance(frames);
            self.place.advance(self.speed.step(), self.speed.slope(), frames);
            self.track.wrap(&mut self.place);
            self.speed.advance(frames as u32);
            self.go_on_in_stream(source, frames);
            done += frames;
            let is_faded = self.state == State::Stopping && self.levels.fade.remaining() == 0;
            if is_faded || self.is_through(frames) {
                self.end();
            }
        }
    }

    /// Whether nothing of what plays will be heard any more, `frames` after the last look.
    fn is_through(&mut self, frames: usize) -> bool {
        if let Some(left) = &mut self.drained {
            *left = left.saturating_sub(frames as u32);
            return *left == 0;
        }
        let is_over = match &self.tone {
            Some(tone) => tone.remaining() == 0,
            None => self.track.is_over(self.place),
        };
        if is_over && self.ears.is_some() {
            self.drained = Some(DRAIN_FRAMES);
            return false;
        }
        is_over
    }

    /// How many of `frames` can be had at a time; 0 at the end of the sound.
    fn cut(&mut self, frames: usize) -> usize {
        let mut frames = self.levels.cut(frames.min(BLOCK_FRAMES));
        if self.speed.remaining() > 0 {
            frames = frames.min(self.speed.remaining() as usize);
        }
        if let Some(ears) = &self.ears {
            frames = ears.cut(frames);
        }
        if let Some(left) = self.drained {
            return frames.min(left as usize);
        }
        if let Some(tone) = &self.tone {
            return frames.min(usize::try_from(tone.remaining()).unwrap_or(usize::MAX));
        }
        self.track.wrap(&mut self.place);
        if self.is_copied() {
            // Up to the end, or to the seam.
            let left = self.track.end().saturating_sub(self.place.frame);
            return frames.min(usize::try_from(left).unwrap_or(usize::MAX));
        }
        if self.track.is_over(Place { frame: self.track.end(), fraction: 0 }) {
            let step = self.speed.step();
            let fastest = step.max(step.saturating_add_signed(self.speed.slope() * frames as i64));
            frames = frames.min(self.place.steps_to(self.track.end(), fastest));
        }
        frames
    }

    /// Whether its samples come out unchanged.
    fn is_copied(&self) -> bool {
        let is_as_recorded = self.speed.step() == VoiceStart::STEP_ONE && self.speed.slope() == 0;
        is_as_recorded && self.place.fraction == 0
    }

    fn gains(&self) -> [f32; 4] {
        match &self.space {
            None => Gains::of(self.gain, self.pan, self.channels).to_array(),
            Some(Space { gains, .. }) => {
                let share = if self.channels < 2 { 1.0 } else { 0.5 };
                let [left, right] = gains.map(|gain| gain * self.gain * share);
                let second = if self.channels < 2 { 0.0 } else { 1.0 };
                [left, right, left * second, right * second]
            }
        }
    }
}

#[cfg(test)]
mod tests;
