//! One sound as it plays.

use crate::mixer::pan::Gains;
use crate::mixer::pitch::{Place, read_between};
use crate::mixer::ramp::Ramp;
use crate::mixer::{BLOCK_FRAMES, RAMP_FRAMES};
use playground_core_assets::Sound;
use playground_core_client::audio::VoiceStart;

/// The fastest that a voice plays: eight times its own speed.
const STEP_MAX: u64 = 8 * VoiceStart::STEP_ONE;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing to play.
    Free,
    /// Plays.
    Playing,
    /// Fades out.
    Stopping,
    /// Has ended, and nobody knows yet.
    Ended,
}

/// The state of one voice of the mixer.
#[derive(Debug, Clone)]
pub struct MixerVoice {
    state: State,
    slot: u16,
    bus: u16,
    looped: bool,
    place: Place,
    step: u64,
    levels: Levels,
}

/// What a voice's samples are multiplied with: its place and gain, and on top of them its fades.
#[derive(Debug, Clone, Copy)]
struct Levels {
    gains: Ramp<4>,
    fade: Ramp<1>,
}

impl Levels {
    const SILENT: Self = Self { gains: Ramp::steady([0.0; 4]), fade: Ramp::steady([1.0]) };

    /// The levels `ahead` frames from now.
    #[inline]
    fn at(&self, ahead: u32) -> [f32; 4] {
        let [fade] = self.fade.value_at(ahead);
        self.gains.value_at(ahead).map(|gain| gain * fade)
    }

    fn is_steady(&self) -> bool {
        self.gains.remaining() == 0 && self.fade.remaining() == 0
    }

    /// How many of `frames` pass before one of the ramps arrives.
    fn cut(&self, frames: usize) -> usize {
        let ends = [self.gains.remaining(), self.fade.remaining()];
        ends.into_iter().filter(|end| *end > 0).fold(frames, |frames, end| frames.min(end as usize))
    }

    fn advance(&mut self, frames: usize) {
        self.gains.advance(frames as u32);
        self.fade.advance(frames as u32);
    }
}

impl Default for MixerVoice {
    fn default() -> Self {
        let (slot, bus, looped) = (0, 0, false);
        let (place, step) = (Place::default(), VoiceStart::STEP_ONE);
        Self { state: State::Free, slot, bus, looped, place, step, levels: Levels::SILENT }
    }
}

impl MixerVoice {
    /// A voice that begins; in the midst of its sound it is faded in.
    pub fn playing(start: &VoiceStart, gains: Gains) -> Self {
        let place = Place { frame: start.offset_frames, fraction: start.offset_fraction };
        let mut levels = Levels { gains: Ramp::steady(gains.to_array()), fade: Ramp::steady([1.0]) };
        if place != Place::default() {
            levels.gains = Ramp::steady([0.0; 4]);
            levels.gains.start(gains.to_array(), RAMP_FRAMES);
        }
        if start.fade_frames > 0 {
            levels.fade = Ramp::steady([start.fade_from]);
            levels.fade.start([1.0], start.fade_frames);
        }
        let (slot, bus, looped, step) = (start.slot, start.bus, start.looped, start.step.min(STEP_MAX));
        Self { state: State::Playing, slot, bus, looped, place, step, levels }
    }

    /// The slot of its sound.
    pub fn slot(&self) -> usize {
        usize::from(self.slot)
    }

    /// The bus that it goes through.
    pub fn bus(&self) -> usize {
        usize::from(self.bus)
    }

    /// Whether it adds to what is heard.
    pub fn is_audible(&self) -> bool {
        matches!(self.state, State::Playing | State::Stopping)
    }

    /// Whether it has ended and this is still to be told.
    pub fn has_ended(&self) -> bool {
        self.state == State::Ended
    }

    /// Moves to other gains, on its way out too.
    pub fn set(&mut self, gains: Gains) {
        if self.is_audible() {
            self.levels.gains.start(gains.to_array(), RAMP_FRAMES);
        }
    }

    /// Fades out in `fade_frames`, or sooner where it is doing so already, and ends.
    pub fn stop(&mut self, fade_frames: u32) {
        match self.state {
            State::Playing | State::Stopping if fade_frames == 0 => self.end(),
            State::Stopping if fade_frames >= self.levels.fade.remaining() => {}
            State::Playing | State::Stopping => {
                self.state = State::Stopping;
                self.levels.fade.start([0.0], fade_frames);
            }
            State::Free | State::Ended => {}
        }
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
    pub fn add(&mut self, sound: Option<&Sound>, left: &mut [f32], right: &mut [f32]) {
        let Some((first, second)) = sound.and_then(channels) else {
            self.end();
            return;
        };
        let mut done = 0;
        while done < left.len() && self.is_audible() {
            let frames = self.levels.cut(left.len() - done);
            let (left, right) = (&mut left[done..done + frames], &mut right[done..done + frames]);
            let Some(frames) = self.add_part(first, second, left, right) else {
                self.end();
                return;
            };
            self.levels.advance(frames);
            self.place.advance(self.step, frames);
            done += frames;
            let is_through = !self.looped && self.place.frame >= first.len() as u64;
            let is_faded = self.state == State::Stopping && self.levels.fade.remaining() == 0;
            if is_through || is_faded {
                self.end();
            }
        }
    }

    /// Adds as many frames as can be had at a time; gives how many, `None` at the end of the sound.
    fn add_part(
        &mut self,
        first: &[f32],
        second: Option<&[f32]>,
        left: &mut [f32],
        right: &mut [f32],
    ) -> Option<usize> {
        let length = first.len() as u64;
        if self.looped && self.place.frame >= length {
            self.place.frame = self.place.frame.checked_rem(length)?;
        }
        let start = usize::try_from(self.place.frame).ok().filter(|start| *start < first.len())?;
        if self.step == VoiceStart::STEP_ONE && self.place.fraction == 0 {
            let frames = left.len().min(first.len() - start);
            let from = start..start + frames;
            let sources = (&first[from.clone()], second.map(|second| &second[from]));
            add(sources, &self.levels, &mut left[..frames], &mut right[..frames]);
            return Some(frames);
        }
        let mut frames = left.len().min(BLOCK_FRAMES);
        if !self.looped {
            frames = frames.min(self.place.steps_to(length, self.step));
        }
        let mut between = [[0.0; BLOCK_FRAMES]; 2];
        let [first_between, second_between] = &mut between;
        let first_between = &mut first_between[..frames];
        read_between(first, self.place, self.step, self.looped, first_between);
        let second_between = second.map(|second| {
            read_between(second, self.place, self.step, self.looped, &mut second_between[..frames]);
            &second_between[..frames]
        });
        add((first_between, second_between), &self.levels, &mut left[..frames], &mut right[..frames]);
        Some(frames)
    }
}

fn add(sources: (&[f32], Option<&[f32]>), levels: &Levels, left: &mut [f32], right: &mut [f32]) {
    match sources {
        (first, None) => add_mono(first, levels, left, right),
        (first, Some(second)) => add_stereo((first, second), levels, left, right),
    }
}

/// The channels of a sound, cut to equal length; `None` for a sound without any.
fn channels(sound: &Sound) -> Option<(&[f32], Option<&[f32]>)> {
    let first = sound.channels.first()?.as_slice();
    match sound.channels.get(1) {
        None => Some((first, None)),
        Some(second) => {
            let length = first.len().min(second.len());
            Some((&first[..length], Some(&second[..length])))
        }
    }
}

// Out of line, over slices: in this form the compiler turns the steady loops into vector code.
#[inline(never)]
fn add_mono(source: &[f32], levels: &Levels, left: &mut [f32], right: &mut [f32]) {
    if levels.is_steady() {
        let [to_left, to_right, ..] = levels.at(0);
        for ((sample, left), right) in source.iter().zip(left).zip(right) {
            *left += sample * to_left;
            *right += sample * to_right;
        }
        return;
    }
    for (index, ((sample, left), right)) in source.iter().zip(left).zip(right).enumerate() {
        let [to_left, to_right, ..] = levels.at(index as u32);
        *left += sample * to_left;
        *right += sample * to_right;
    }
}

#[inline(never)]
fn add_stereo(source: (&[f32], &[f32]), levels: &Levels, left: &mut [f32], right: &mut [f32]) {
    let samples = source.0.iter().zip(source.1);
    if levels.is_steady() {
        let [left_to_left, left_to_right, right_to_left, right_to_right] = levels.at(0);
        for (((first, second), left), right) in samples.zip(left).zip(right) {
            *left += first * left_to_left + second * right_to_left;
            *right += first * left_to_right + second * right_to_right;
        }
        return;
    }
    for (index, (((first, second), left), right)) in samples.zip(left).zip(right).enumerate() {
        let [left_to_left, left_to_right, right_to_left, right_to_right] = levels.at(index as u32);
        *left += first * left_to_left + second * right_to_left;
        *right += first * left_to_right + second * right_to_right;
    }
}

#[cfg(test)]
mod tests;
