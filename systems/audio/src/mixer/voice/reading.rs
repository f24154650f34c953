//! How a voice reads what it plays: out of a sound, ahead of a decoder, from a tone.

use super::{MixerVoice, Source, Workbench};
use crate::mixer::BLOCK_FRAMES;
use crate::mixer::bus::Sides;
use crate::mixer::pitch::{Track, neighbours, read_between};
use crate::mixer::streams::TAKEN_FRAMES_MAX;
use playground_core_assets::{Sound, StreamRing};

/// One or two channels of equal length.
type Channels<'a> = (&'a [f32], Option<&'a [f32]>);

impl MixerVoice {
    /// Adds as many frames as the sides are long, none of which lies behind a corner.
    pub(super) fn add_part(&mut self, source: Source<'_>, bench: &mut Workbench, sides: Sides<'_>) {
        if self.drained.is_some() {
            let silence = [0.0; BLOCK_FRAMES];
            self.add_samples((&silence[..sides.0.len()], None), &mut bench.ears, sides);
            return;
        }
        if self.tone.is_some() {
            self.add_tone(bench, sides);
            return;
        }
        match source {
            Source::Sound(sound) => {
                if let Some(channels) = channels(sound) {
                    self.add_sound(channels, bench, sides);
                }
            }
            Source::Stream(ring) => self.add_stream(ring, bench, sides),
            Source::Nothing => {}
        }
    }

    /// Tells a ring what is not wanted any more.
    pub(super) fn go_on_in_stream(&mut self, source: Source<'_>, frames: usize) {
        if let (Source::Stream(ring), Some(supply)) = (source, &mut self.supply) {
            supply.advance(frames);
            ring.release(self.place.frame.saturating_sub(1));
        }
    }

    fn add_stream(&mut self, ring: &StreamRing, bench: &mut Workbench, sides: Sides<'_>) {
        let Workbench { between: [first_between, second_between], ears, taken, underruns } = bench;
        let frames = sides.0.len();
        let is_copied = self.is_copied();
        let step = self.speed.step();
        let fastest = step.max(step.saturating_add_signed(self.speed.slope() * frames as i64));
        let moved = (u64::from(self.place.fraction) + fastest * frames as u64) >> 32;
        let (before, behind, unit) = neighbours(fastest);
        // What is left out must be the same for blocks of all sizes.
        let from = self.place.frame.saturating_sub(before) / unit * unit;
        let from = if is_copied { self.place.frame } else { from };
        let until = self.place.frame + if is_copied { frames as u64 } else { moved + behind };
        let count = ((until - from) as usize).min(TAKEN_FRAMES_MAX);
        let Some(supply) = &mut self.supply else { return };
        *underruns += u64::from(supply.look(ring, until, (fastest >> 32) + 1));
        let [first, second] = taken;
        let (first, second) = (&mut first[..count], &mut second[..count]);
        ring.copy(from, &mut [first, second]);
        let has_second = ring.channel_count() > 1;
        if !is_copied {
            let (track, place) = (Track::once(count as u64), self.place.within(from));
            read_between(first, track, place, &self.speed, &mut first_between[..frames]);
            if has_second {
                read_between(second, track, place, &self.speed, &mut second_between[..frames]);
            }
        }
        let (first, second) = match is_copied {
            true => (first, second),
            false => (&mut first_between[..frames], &mut second_between[..frames]),
        };
        supply.apply(first);
        supply.apply(second);
        self.add_samples((first, has_second.then_some(&*second)), ears, sides);
    }

    fn add_sound(&mut self, (first, second): Channels<'_>, bench: &mut Workbench, sides: Sides<'_>) {
        let frames = sides.0.len();
        let Workbench { between: [first_between, second_between], ears, .. } = bench;
        if self.is_copied() {
            let start = usize::try_from(self.place.frame).unwrap_or(usize::MAX);
            let part =
                |samples| <[f32]>::get(samples, start..start.saturating_add(frames)).unwrap_or_default();
            self.add_samples((part(first), second.map(part)), ears, sides);
            return;
        }
        let first_between = &mut first_between[..frames];
        read_between(first, self.track, self.place, &self.speed, first_between);
        let second_between = second.map(|second| {
            read_between(second, self.track, self.place, &self.speed, &mut second_between[..frames]);
            &second_between[..frames]
        });
        self.add_samples((first_between, second_between), ears, sides);
    }

    fn add_tone(&mut self, bench: &mut Workbench, sides: Sides<'_>) {
        let Workbench { between: [wave, _], ears, .. } = bench;
        let wave = &mut wave[..sides.0.len()];
        if let Some(tone) = &mut self.tone {
            tone.fill(&self.speed, wave);
        }
        self.add_samples((wave, None), ears, sides);
    }

    fn add_samples(
        &mut self,
        sources: Channels<'_>,
        heard: &mut [[f32; BLOCK_FRAMES]; 2],
        (left, right): Sides<'_>,
    ) {
        let Some(ears) = &mut self.ears else {
            self.levels.add(sources, left, right);
            return;
        };
        match sources {
            (first, None) => ears.hear(first, heard),
            (first, Some(second)) => {
                // Their levels halve the sum.
                let mut both = [0.0; BLOCK_FRAMES];
                let both = &mut both[..first.len()];
                for ((both, first), second) in both.iter_mut().zip(first).zip(second) {
                    *both = first + second;
                }
                ears.hear(both, heard);
            }
        }
        self.levels.add_ears(heard, left, right);
    }
}

/// The frames of a sound that all its channels have.
pub fn sound_frames(sound: &Sound) -> u64 {
    channels(sound).map_or(0, |(first, _)| first.len() as u64)
}

/// The channels of a sound, cut to equal length; `None` for a sound without any.
fn channels(sound: &Sound) -> Option<Channels<'_>> {
    let first = sound.channels.first()?.as_slice();
    match sound.channels.get(1) {
        None => Some((first, None)),
        Some(second) => {
            let length = first.len().min(second.len());
            Some((&first[..length], Some(&second[..length])))
        }
    }
}
