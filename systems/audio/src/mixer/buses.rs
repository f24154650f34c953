//! All buses, from the last to the one that is heard, with the memory of their effects.

use crate::mixer::BLOCK_FRAMES;
use crate::mixer::bus::{MixerBus, mix_down};
use crate::mixer::effect::{EffectContext, Lines, PART_COUNT, PART_FRAMES, PartLevels};
use playground_core_client::audio::{Effect, MIXER_BUS_COUNT};

/// The buses by number: each goes through those of a lower one.
#[derive(Debug)]
pub struct Buses {
    buses: Vec<MixerBus>,
    lines: Lines,
    /// The levels of this cell, so far, and of the one before; of the buses that effects listen to.
    levels: Vec<PartLevels>,
    levels_before: Vec<PartLevels>,
    is_heard: [bool; MIXER_BUS_COUNT],
}

impl Default for Buses {
    // Buses that go through the first one as they are.
    fn default() -> Self {
        Self {
            buses: vec![MixerBus::default(); MIXER_BUS_COUNT],
            lines: Lines::default(),
            levels: vec![[0.0; PART_COUNT]; MIXER_BUS_COUNT],
            levels_before: vec![[0.0; PART_COUNT]; MIXER_BUS_COUNT],
            is_heard: [false; MIXER_BUS_COUNT],
        }
    }
}

impl Buses {
    /// All of them, for voices to add to.
    pub fn all_mut(&mut self) -> &mut [MixerBus] {
        &mut self.buses
    }

    /// One of them.
    pub fn get_mut(&mut self, bus: u16) -> Option<&mut MixerBus> {
        self.buses.get_mut(usize::from(bus))
    }

    /// Puts an effect on a bus.
    pub fn set_effect(&mut self, bus: u16, place: u16, effect: &Effect) {
        if let Some(bus) = self.buses.get_mut(usize::from(bus)) {
            bus.set_effect(usize::from(place), effect, &mut self.lines);
        }
    }

    /// How many of `frames` pass before the next corner of a level.
    pub fn cut(&self, frames: usize) -> usize {
        self.buses.iter().fold(frames, |frames, bus| bus.cut(frames))
    }

    /// Lets effects work and adds every bus to those that it goes to; the first holds all in the end.
    ///
    /// `frame` is the first one by the mixer's clock; all lie in one cell.
    pub fn mix(&mut self, frame: u64, frames: usize) {
        self.is_heard = [false; MIXER_BUS_COUNT];
        for bus in self.buses.iter().flat_map(MixerBus::side_chains) {
            if let Some(is_heard) = self.is_heard.get_mut(usize::from(bus)) {
                *is_heard = true;
            }
        }
        let context = EffectContext { frame, levels: &self.levels_before };
        for index in (0..self.buses.len()).rev() {
            let bus = &mut self.buses[index];
            bus.process(frames, &context, &mut self.lines);
            if self.is_heard[index] && bus.is_used() {
                note_levels(bus, (frame as usize) % BLOCK_FRAMES, frames, &mut self.levels[index]);
            }
            mix_down(&mut self.buses, index, frames);
        }
    }

    /// The bus that is heard, with its block.
    pub fn heard(&mut self, frames: usize) -> Option<&MixerBus> {
        let heard = self.buses.first_mut()?;
        heard.begin(frames);
        Some(heard)
    }

    /// Lets frames pass; `frame` is the one behind them, by the mixer's clock.
    pub fn advance(&mut self, frame: u64, frames: usize, is_held: bool) {
        self.buses.iter_mut().for_each(|bus| bus.advance(frames));
        if frame.is_multiple_of(BLOCK_FRAMES as u64) && !is_held {
            std::mem::swap(&mut self.levels, &mut self.levels_before);
            self.levels.iter_mut().for_each(|levels| *levels = [0.0; PART_COUNT]);
            self.buses.iter_mut().for_each(|bus| bus.end_cell(&mut self.lines));
        }
    }
}

fn note_levels(bus: &MixerBus, first: usize, frames: usize, levels: &mut PartLevels) {
    let mut done = 0;
    while done < frames {
        let part = (first + done) / PART_FRAMES;
        let count = ((part + 1) * PART_FRAMES - first - done).min(frames - done);
        let level = &mut levels[part];
        *level = level.max(bus.peak_of(done..done + count));
        done += count;
    }
}
