//! Long sounds that are decoded ahead: their rings, and how a voice fares with one.

use crate::mixer::pitch::NEIGHBOUR_FRAMES;
use crate::mixer::ramp::Ramp;
use crate::mixer::rings::{AudioEvent, MixerPort};
use crate::mixer::voices::Voices;
use crate::mixer::{BLOCK_FRAMES, STEAL_FRAMES};
use playground_core_assets::StreamRing;
use playground_core_types::Handle;

/// Streams that are heard at once, tails included, at most; one more is silent.
pub const STREAM_COUNT_MAX: usize = 64;

/// What a voice takes out of a ring at a time, at most: a block at eight times the speed, and its neighbours.
pub const TAKEN_FRAMES_MAX: usize = 8 * BLOCK_FRAMES + 2 * NEIGHBOUR_FRAMES as usize + 16;

/// How much more than it needs is to be there before a voice that ran dry is heard again: 50 ms.
const RECOVERY_FRAMES: u64 = 2_400;

/// The rings that voices play from.
#[derive(Debug)]
pub struct MixerStreams {
    rings: Vec<Option<Handle<StreamRing>>>,
}

impl Default for MixerStreams {
    fn default() -> Self {
        Self { rings: vec![None; STREAM_COUNT_MAX] }
    }
}

impl MixerStreams {
    /// A ring by its number.
    pub fn get(&self, index: u16) -> Option<&StreamRing> {
        self.rings.get(usize::from(index)).and_then(Option::as_deref)
    }

    /// Takes a ring in, and gives its number.
    ///
    /// # Errors
    /// The ring itself, when there is no place for it.
    pub fn put(&mut self, ring: Handle<StreamRing>) -> Result<u16, Handle<StreamRing>> {
        match self.rings.iter().position(Option::is_none) {
            Some(free) => {
                self.rings[free] = Some(ring);
                Ok(free as u16)
            }
            None => Err(ring),
        }
    }

    /// Gives those back that nothing plays from any more.
    pub fn release_left(&mut self, voices: &Voices, port: &mut MixerPort) {
        for (index, place) in self.rings.iter_mut().enumerate() {
            if place.is_some()
                && port.has_room(1)
                && !voices.play_stream(index as u16)
                && let Some(ring) = place.take()
            {
                port.send(AudioEvent::StreamReleased { ring });
            }
        }
    }
}

/// How a voice fares with its ring.
#[derive(Debug, Clone, Copy)]
pub struct Supply {
    index: u16,
    is_fed: bool,
    /// The ring that it goes on in as soon as enough is there, and how much further on frames are counted in it.
    next: Option<(u16, i64)>,
    /// 1 while there is enough, 0 when it has run dry.
    level: Ramp<1>,
}

impl Supply {
    /// A voice that begins at a place of a ring: at once where it is there already, faded in when it comes.
    pub fn new(index: u16, ring: &StreamRing, frame: u64) -> Self {
        let is_fed = has(ring, frame + BLOCK_FRAMES as u64);
        Self { index, is_fed, next: None, level: Ramp::steady([if is_fed { 1.0 } else { 0.0 }]) }
    }

    /// The number of the ring.
    pub fn index(&self) -> u16 {
        self.index
    }

    /// Whether there is enough.
    pub fn is_fed(&self) -> bool {
        self.is_fed
    }

    /// Waits for another ring, in which frames are counted from so much further on.
    pub fn wait_for(&mut self, index: u16, further: i64) {
        self.next = Some((index, further));
    }

    /// Waits for nothing any more.
    pub fn wait_no_more(&mut self) {
        self.next = None;
    }

    /// The ring that it waits for, and how much further on frames are counted in it.
    pub fn next(&self) -> Option<(u16, i64)> {
        self.next
    }

    /// Looks whether the ring reaches to `frame`, and far enough beyond to fade out if no more comes; true when it has
    /// just run dry. `speed` is in frames of the sound for each that is heard.
    pub fn look(&mut self, ring: &StreamRing, frame: u64, speed: u64) -> bool {
        let reserve = (u64::from(STEAL_FRAMES) + BLOCK_FRAMES as u64) * speed;
        match self.is_fed {
            true if !has(ring, frame + reserve) => {
                self.is_fed = false;
                self.level.start([0.0], STEAL_FRAMES);
                true
            }
            false if has(ring, frame + reserve + RECOVERY_FRAMES * speed) => {
                self.is_fed = true;
                self.level.start([1.0], STEAL_FRAMES);
                false
            }
            _ => false,
        }
    }

    /// Lets frames pass.
    pub fn advance(&mut self, frames: usize) {
        self.level.advance(frames as u32);
    }

    /// Brings samples to the level.
    pub fn apply(&self, samples: &mut [f32]) {
        if self.level.remaining() == 0 && self.level.value() == [1.0] {
            return;
        }
        for (index, sample) in samples.iter_mut().enumerate() {
            *sample *= self.level.value_at(index as u32)[0];
        }
    }
}

/// Whether a ring reaches to a frame, or to the end of its sound.
pub fn has(ring: &StreamRing, frame: u64) -> bool {
    ring.written() >= frame.min(ring.length())
}
