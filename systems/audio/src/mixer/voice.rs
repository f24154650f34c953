//! One sound as it plays.

use crate::mixer::RAMP_FRAMES;
use crate::mixer::pan::Gains;
use crate::mixer::ramp::Ramp;
use playground_core_assets::Sound;

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
    looped: bool,
    position: u64,
    gains: Ramp<4>,
}

impl Default for MixerVoice {
    fn default() -> Self {
        Self { state: State::Free, slot: 0, looped: false, position: 0, gains: Ramp::steady([0.0; 4]) }
    }
}

impl MixerVoice {
    /// A voice that begins; in the midst of its sound it is faded in.
    pub fn playing(slot: u16, gains: Gains, looped: bool, offset_frames: u64) -> Self {
        let mut ramp = Ramp::steady(gains.to_array());
        if offset_frames > 0 {
            ramp = Ramp::steady([0.0; 4]);
            ramp.start(gains.to_array(), RAMP_FRAMES);
        }
        Self { state: State::Playing, slot, looped, position: offset_frames, gains: ramp }
    }

    /// The slot of its sound.
    pub fn slot(&self) -> usize {
        usize::from(self.slot)
    }

    /// Whether it adds to what is heard.
    pub fn is_audible(&self) -> bool {
        matches!(self.state, State::Playing | State::Stopping)
    }

    /// Whether it has ended and this is still to be told.
    pub fn has_ended(&self) -> bool {
        self.state == State::Ended
    }

    /// Moves to other gains; a voice that is on its way out goes on leaving.
    pub fn set(&mut self, gains: Gains) {
        if self.state == State::Playing {
            self.gains.start(gains.to_array(), RAMP_FRAMES);
        }
    }

    /// Fades out in `fade_frames` and ends.
    pub fn stop(&mut self, fade_frames: u32) {
        match self.state {
            State::Playing if fade_frames > 0 => {
                self.state = State::Stopping;
                self.gains.start([0.0; 4], fade_frames);
            }
            State::Playing | State::Stopping if fade_frames == 0 => self.end(),
            _ => {}
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

    /// Adds its next frames to both sides, which are equally long.
    pub fn add(&mut self, sound: Option<&Sound>, left: &mut [f32], right: &mut [f32]) {
        let Some((first, second)) = sound.and_then(channels) else {
            self.end();
            return;
        };
        let mut done = 0;
        while done < left.len() && self.is_audible() {
            let Some(start) = self.place_in(first.len()) else {
                self.end();
                return;
            };
            let ramp_frames = self.gains.remaining() as usize;
            let mut frames = (left.len() - done).min(first.len() - start);
            if ramp_frames > 0 {
                frames = frames.min(ramp_frames);
            }
            let (from, to) = (start..start + frames, done..done + frames);
            let (left, right) = (&mut left[to.clone()], &mut right[to]);
            match second {
                None => add_mono(&first[from], &self.gains, left, right),
                Some(second) => add_stereo((&first[from.clone()], &second[from]), &self.gains, left, right),
            }
            self.gains.advance(frames as u32);
            self.position += frames as u64;
            done += frames;
            let is_through = !self.looped && self.position >= first.len() as u64;
            let is_faded = self.state == State::Stopping && self.gains.remaining() == 0;
            if is_through || is_faded {
                self.end();
            }
        }
    }

    /// Where in a sound of `length` frames the voice is, past its end too when it is looped.
    fn place_in(&mut self, length: usize) -> Option<usize> {
        let length = length as u64;
        if self.position >= length {
            if !self.looped || length == 0 {
                return None;
            }
            self.position %= length;
        }
        usize::try_from(self.position).ok()
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
fn add_mono(source: &[f32], gains: &Ramp<4>, left: &mut [f32], right: &mut [f32]) {
    if gains.remaining() == 0 {
        let [to_left, to_right, ..] = gains.value();
        for ((sample, left), right) in source.iter().zip(left).zip(right) {
            *left += sample * to_left;
            *right += sample * to_right;
        }
        return;
    }
    for (index, ((sample, left), right)) in source.iter().zip(left).zip(right).enumerate() {
        let [to_left, to_right, ..] = gains.value_at(index as u32);
        *left += sample * to_left;
        *right += sample * to_right;
    }
}

#[inline(never)]
fn add_stereo(source: (&[f32], &[f32]), gains: &Ramp<4>, left: &mut [f32], right: &mut [f32]) {
    let samples = source.0.iter().zip(source.1);
    if gains.remaining() == 0 {
        let [left_to_left, left_to_right, right_to_left, right_to_right] = gains.value();
        for (((first, second), left), right) in samples.zip(left).zip(right) {
            *left += first * left_to_left + second * right_to_left;
            *right += first * left_to_right + second * right_to_right;
        }
        return;
    }
    for (index, (((first, second), left), right)) in samples.zip(left).zip(right).enumerate() {
        let [left_to_left, left_to_right, right_to_left, right_to_right] = gains.value_at(index as u32);
        *left += first * left_to_left + second * right_to_left;
        *right += first * left_to_right + second * right_to_right;
    }
}
