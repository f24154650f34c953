//! A bus: voices meet in it, and it goes with effects and a level of its own through another one.

use crate::mixer::effect::{EffectContext, EffectPlace, Lines};
use crate::mixer::glide::Glide;
use crate::mixer::ramp::Ramp;
use crate::mixer::{BLOCK_FRAMES, RAMP_FRAMES};
use playground_core_client::audio::{EFFECT_PLACE_COUNT, Effect, SEND_COUNT_MAX, Tween};

/// The most that goes into an effect: 60 dB over full scale. What is no number becomes silence there.
const INPUT_MAX: f32 = 1_000.0;

/// Left and right of a part of a block, equally long.
pub type Sides<'a> = (&'a mut [f32], &'a mut [f32]);

/// A way beside the one to the parent.
#[derive(Debug, Clone, Copy)]
struct Send {
    /// `None` while it is free.
    target: Option<u16>,
    gain: Ramp<1>,
}

impl Send {
    const FREE: Self = Self { target: None, gain: Ramp::steady([0.0]) };
}

/// One bus of the mixer, with the block that is mixed in it.
#[derive(Debug, Clone)]
pub struct MixerBus {
    parent: u16,
    gain: Glide<1>,
    sends: [Send; SEND_COUNT_MAX],
    effects: [EffectPlace; EFFECT_PLACE_COUNT],
    /// Whether anything was added to it in this block; one that is not used costs nothing.
    is_used: bool,
    /// Whether it was used in this cell.
    was_used: bool,
    /// Frames of whole cells in which nothing came in and nothing went out; more than its effects remember, and they
    /// sleep.
    silent_frames: u32,
    /// The largest amplitude that its effects gave out in this cell.
    peak: f32,
    left: [f32; BLOCK_FRAMES],
    right: [f32; BLOCK_FRAMES],
}

/// What counts as silence behind effects: -140 dB.
const SILENCE: f32 = 1e-7;

impl Default for MixerBus {
    fn default() -> Self {
        let silence = [0.0; BLOCK_FRAMES];
        Self {
            parent: 0,
            gain: Glide::steady([1.0]),
            sends: [Send::FREE; SEND_COUNT_MAX],
            effects: [EffectPlace::EMPTY; EFFECT_PLACE_COUNT],
            is_used: false,
            was_used: false,
            silent_frames: u32::MAX,
            peak: 0.0,
            left: silence,
            right: silence,
        }
    }
}

impl MixerBus {
    /// Goes through another bus from here on.
    pub fn route(&mut self, parent: u16) {
        self.parent = parent;
    }

    /// Moves to another level, or jumps there where nobody hears it.
    pub fn set(&mut self, gain: f32, tween: Tween, is_silent: bool) {
        self.gain.start([gain], if is_silent { Tween::JUMP } else { tween });
    }

    /// Goes to another bus too, or no longer.
    pub fn send(&mut self, target: u16, gain: f32, is_silent: bool) {
        let known = self.sends.iter().position(|send| send.target == Some(target));
        let free = || self.sends.iter().position(|send| send.target.is_none()).filter(|_| gain > 0.0);
        let Some(send) = known.or_else(free).and_then(|index| self.sends.get_mut(index)) else { return };
        send.target = Some(target);
        send.gain.start([gain], if is_silent { 0 } else { RAMP_FRAMES });
        free_silent(send);
    }

    /// Puts an effect in a place.
    pub fn set_effect(&mut self, place: usize, effect: &Effect, lines: &mut Lines) {
        let is_asleep = self.is_asleep() && !self.was_used;
        if let Some(place) = self.effects.get_mut(place) {
            place.set(effect, is_asleep, lines);
        }
    }

    /// The buses that its effects listen to.
    pub fn side_chains(&self) -> impl Iterator<Item = u16> {
        self.effects.iter().filter_map(EffectPlace::side_chain)
    }

    /// The block as far as `frames`, both sides of it, to add to.
    pub fn sides(&mut self, frames: usize) -> (&mut [f32], &mut [f32]) {
        self.begin(frames);
        self.was_used = true;
        (&mut self.left[..frames], &mut self.right[..frames])
    }

    /// Makes the block silent, as far as `frames`, where nothing was added yet.
    pub fn begin(&mut self, frames: usize) {
        if !self.is_used {
            self.left[..frames].fill(0.0);
            self.right[..frames].fill(0.0);
            self.is_used = true;
        }
    }

    /// Whether anything is in the block.
    pub fn is_used(&self) -> bool {
        self.is_used
    }

    /// Lets its effects do their work, where they have anything to do.
    pub fn process(&mut self, frames: usize, context: &EffectContext<'_>, lines: &mut Lines) {
        if self.effects.iter().all(EffectPlace::is_empty) || (!self.is_used && self.is_asleep()) {
            return;
        }
        self.begin(frames);
        let (left, right) = (&mut self.left[..frames], &mut self.right[..frames]);
        left.iter_mut().chain(right.iter_mut()).for_each(|sample| *sample = bounded(*sample));
        for place in &mut self.effects {
            place.process((&mut *left, &mut *right), context, lines);
        }
        let peak = left.iter().chain(right.iter()).fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
        self.peak = self.peak.max(peak);
        self.silent_frames = self.silent_frames.min(u32::MAX - 1);
    }

    fn is_asleep(&self) -> bool {
        self.silent_frames == u32::MAX
    }

    /// Looks back at a cell that is over: who has been silent for longer than its effects remember sleeps.
    pub fn end_cell(&mut self, lines: &mut Lines) {
        let is_silent = !self.was_used && self.peak < SILENCE;
        let memory = self.effects.iter().map(EffectPlace::memory_frames).max().unwrap_or(0);
        if !self.is_asleep() || self.was_used {
            self.silent_frames =
                if is_silent { self.silent_frames.saturating_add(BLOCK_FRAMES as u32) } else { 0 };
            self.effects.iter_mut().for_each(EffectPlace::flush);
            if self.silent_frames > memory {
                self.silent_frames = u32::MAX;
                self.effects.iter_mut().for_each(|place| place.rest(lines));
            }
        }
        (self.was_used, self.peak) = (false, 0.0);
    }

    /// What one frame of the block holds, left and right.
    #[inline]
    pub fn frame(&self, index: usize) -> [f32; 2] {
        [self.left[index], self.right[index]]
    }

    /// The largest amplitude of these frames of the block, behind its level.
    pub fn peak_of(&self, frames: std::ops::Range<usize>) -> f32 {
        let gain = self.gain.line();
        let sides = self.left.iter().zip(&self.right).enumerate().take(frames.end).skip(frames.start);
        sides.fold(0.0, |peak, (index, (left, right))| {
            let [gain] = gain.at(index);
            peak.max(left.abs().max(right.abs()) * gain)
        })
    }

    /// Lets a block be over.
    pub fn advance(&mut self, frames: usize) {
        self.gain.advance(frames as u32);
        for send in &mut self.sends {
            send.gain.advance(frames as u32);
            free_silent(send);
        }
        self.is_used = false;
    }

    /// Its level.
    pub fn gain(&self) -> &Glide<1> {
        &self.gain
    }

    /// How many of `frames` pass before the next corner of its level.
    pub fn cut(&self, frames: usize) -> usize {
        let frames = match self.gain.remaining() {
            0 => frames,
            remaining => frames.min(remaining as usize),
        };
        self.sends.iter().fold(frames, |frames, send| send.gain.cut(frames))
    }
}

fn free_silent(send: &mut Send) {
    if send.gain.remaining() == 0 && send.gain.value() == [0.0] {
        send.target = None;
    }
}

/// A number that effects can take.
#[inline]
pub fn bounded(sample: f32) -> f32 {
    let bounded = sample.clamp(-INPUT_MAX, INPUT_MAX);
    if bounded.is_nan() { 0.0 } else { bounded }
}

/// Adds a bus to those that it goes to, all of which have lower numbers.
pub fn mix_down(buses: &mut [MixerBus], index: usize, frames: usize) {
    let (above, below) = buses.split_at_mut(index);
    let Some(bus) = below.first().filter(|bus| bus.is_used) else { return };
    if let Some(parent) = above.get_mut(usize::from(bus.parent)) {
        add(bus, None, parent.sides(frames));
    }
    for send in &bus.sends {
        let Some(target) = send.target else { continue };
        if let Some(target) = above.get_mut(usize::from(target)) {
            add(bus, Some(&send.gain), target.sides(frames));
        }
    }
}

// Out of line, over slices: in this form the compiler turns the loops into vector code.
#[inline(never)]
fn add(bus: &MixerBus, send: Option<&Ramp<1>>, (left, right): (&mut [f32], &mut [f32])) {
    let sources = bus.left.iter().zip(&bus.right);
    let gain = bus.gain.line();
    let send = send.map_or(Ramp::steady([1.0]).line(), Ramp::line);
    if gain.is_flat() && send.is_flat() {
        let ([gain], [send]) = (gain.at(0), send.at(0));
        let gain = gain * send;
        for (((from_left, from_right), left), right) in sources.zip(left).zip(right) {
            *left += from_left * gain;
            *right += from_right * gain;
        }
        return;
    }
    for (index, (((from_left, from_right), left), right)) in sources.zip(left).zip(right).enumerate() {
        let ([gain], [send]) = (gain.at(index), send.at(index));
        let gain = gain * send;
        *left += from_left * gain;
        *right += from_right * gain;
    }
}

#[cfg(test)]
mod tests;
