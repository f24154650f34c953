//! What the last frames took and drew, for those who look.

use std::collections::VecDeque;

/// How many frames are remembered: two seconds of a usual screen.
pub const FRAME_COUNT_MAX: usize = 120;

/// The most systems whose times are shown.
pub const SYSTEM_COUNT_MAX: usize = 8;

/// What a system of the game took in the last second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SystemMean {
    /// The name of the system.
    pub name: &'static str,
    /// The mean of all ticks. Unit: nanoseconds.
    pub mean_nanos: u64,
}

/// What one event of a device took until the picture with it was handed to the graphics card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InputDelay {
    /// From the event to the frame whose tick took it. Unit: microseconds.
    pub wait_micros: u32,
    /// From the beginning of that frame to the end of its picture. Unit: microseconds.
    pub work_micros: u32,
}

/// The most inputs that are remembered.
pub const INPUT_COUNT_MAX: usize = 256;

/// The last frames, and the counts of the last one.
#[derive(Debug, Clone, PartialEq)]
pub struct Performance {
    /// From one frame to the next, the oldest first. Unit: microseconds; 0 where there was no frame yet.
    pub frame_micros: [u32; FRAME_COUNT_MAX],
    /// What the program computed for each of them. Unit: microseconds.
    pub work_micros: [u32; FRAME_COUNT_MAX],
    /// Ticks that were simulated.
    pub ticks: u64,
    /// Entities of the world.
    pub entities: u64,
    /// Draw calls of the last frame.
    pub draws: u32,
    /// Sprites of the last frame.
    pub sprites: u32,
    /// Voices that sound.
    pub voices: u32,
    /// Blocks of sound that took longer to mix than to play.
    pub late_blocks: u64,
    /// What the last inputs took, the oldest first.
    pub inputs: VecDeque<InputDelay>,
    /// Times that a device, or a long sound, ran dry.
    pub underruns: u64,
    /// The graphics card and its interface.
    pub adapter: String,
    /// What takes most of a tick, the slowest first. Shape: at most [`SYSTEM_COUNT_MAX`].
    pub systems: Vec<SystemMean>,
}

impl Performance {
    /// Notes a frame; the oldest is forgotten.
    pub fn push(&mut self, frame_micros: u32, work_micros: u32) {
        for (frames, now) in [(&mut self.frame_micros, frame_micros), (&mut self.work_micros, work_micros)] {
            frames.rotate_left(1);
            frames[FRAME_COUNT_MAX - 1] = now;
        }
    }

    /// The mean of what frames and work took, of those frames that there were. Unit: microseconds.
    pub fn mean_micros(&self) -> [u32; 2] {
        let count = self.frame_micros.iter().filter(|micros| **micros > 0).count().max(1) as u64;
        [&self.frame_micros, &self.work_micros].map(|frames| {
            let sum: u64 = frames.iter().map(|micros| u64::from(*micros)).sum();
            u32::try_from(sum / count).unwrap_or(u32::MAX)
        })
    }
}

impl Performance {
    /// Notes what an event took.
    pub fn push_input(&mut self, delay: InputDelay) {
        if self.inputs.len() >= INPUT_COUNT_MAX {
            self.inputs.pop_front();
        }
        self.inputs.push_back(delay);
    }

    /// The mean wait for a tick, and what 95 of 100 events took at most beside it. Unit: microseconds.
    pub fn input_micros(&self) -> [u32; 2] {
        let count = self.inputs.len().max(1);
        let waits: u64 = self.inputs.iter().map(|delay| u64::from(delay.wait_micros)).sum();
        let mut works: Vec<u32> = self.inputs.iter().map(|delay| delay.work_micros).collect();
        works.sort_unstable();
        let late = works.get(works.len() * 95 / 100).copied().unwrap_or_default();
        [u32::try_from(waits / count as u64).unwrap_or(u32::MAX), late]
    }
}

impl Default for Performance {
    fn default() -> Self {
        Self {
            frame_micros: [0; FRAME_COUNT_MAX],
            work_micros: [0; FRAME_COUNT_MAX],
            ticks: 0,
            entities: 0,
            draws: 0,
            sprites: 0,
            voices: 0,
            late_blocks: 0,
            inputs: VecDeque::new(),
            underruns: 0,
            adapter: String::new(),
            systems: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_of_inputs_is_a_mean_wait_and_a_late_one_of_many() {
        let mut performance = Performance::default();
        assert_eq!(performance.input_micros(), [0, 0]);
        for micros in 0..300 {
            performance.push_input(InputDelay { wait_micros: 8_000, work_micros: micros });
        }
        assert_eq!(performance.inputs.len(), INPUT_COUNT_MAX);
        assert_eq!(performance.input_micros(), [8_000, 287]);
    }

    #[test]
    fn the_mean_is_of_the_frames_that_there_were() {
        let mut performance = Performance::default();
        assert_eq!(performance.mean_micros(), [0, 0]);
        performance.push(16_000, 2_000);
        performance.push(18_000, 4_000);
        assert_eq!(performance.mean_micros(), [17_000, 3_000]);
        (0..FRAME_COUNT_MAX).for_each(|_| performance.push(10_000, 1_000));
        assert_eq!(performance.mean_micros(), [10_000, 1_000], "old frames are forgotten");
    }
}
