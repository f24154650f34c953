//! All voices of the mixer, and the tails of those that were cut short.

use crate::mixer::STEAL_FRAMES;
use crate::mixer::bus::MixerBus;
use crate::mixer::rings::{AudioEvent, MixerPort};
use crate::mixer::sounds::Sounds;
use crate::mixer::streams::MixerStreams;
use crate::mixer::voice::{MixerVoice, Source, Workbench};
use playground_core_client::audio::VOICE_COUNT_MAX;

/// Voices that fade out beside what took their place, at most: one for each, as all may move in one tick. One more
/// ends one that is near to its end.
const TAIL_COUNT_MAX: usize = VOICE_COUNT_MAX;

/// Of so many tails the one that is nearest to its end gives way. It divides [`TAIL_COUNT_MAX`].
const TAILS_LOOKED_AT: usize = 16;

const WORD_BITS: usize = u64::BITS as usize;

/// Numbers of voices, in order.
#[derive(Debug, Clone, Copy, Default)]
struct VoiceSet([u64; VOICE_COUNT_MAX / WORD_BITS]);

impl VoiceSet {
    fn put(&mut self, index: usize, is_in: bool) {
        let (word, bit) = (index / WORD_BITS, 1 << (index % WORD_BITS));
        if is_in {
            self.0[word] |= bit;
        } else {
            self.0[word] &= !bit;
        }
    }

    fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// The smallest number that is at least `from`.
    fn next(&self, from: usize) -> Option<usize> {
        let mut word = from / WORD_BITS;
        let mut rest = self.0.get(word)? & (u64::MAX << (from % WORD_BITS));
        while rest == 0 {
            word += 1;
            rest = *self.0.get(word)?;
        }
        Some(word * WORD_BITS + rest.trailing_zeros() as usize)
    }

    /// The smallest number that is not there.
    fn first_free(&self) -> Option<usize> {
        let word = self.0.iter().position(|word| *word != u64::MAX)?;
        Some(word * WORD_BITS + self.0[word].trailing_ones() as usize)
    }

    /// All numbers, in order.
    fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.next(0), |index| self.next(index + 1))
    }
}

/// The voices by number, and their tails.
#[derive(Debug)]
pub struct Voices {
    voices: Vec<MixerVoice>,
    /// Those that play or are held.
    audible: VoiceSet,
    /// Those whose end is still to be told.
    ended: VoiceSet,
    tails: Vec<MixerVoice>,
    /// Those of the tails that are heard.
    fading: VoiceSet,
    /// Where the next one that has to give way is looked for.
    next_tail: usize,
    bench: Workbench,
}

impl Default for Voices {
    fn default() -> Self {
        Self {
            voices: vec![MixerVoice::default(); VOICE_COUNT_MAX],
            audible: VoiceSet::default(),
            ended: VoiceSet::default(),
            tails: vec![MixerVoice::default(); TAIL_COUNT_MAX],
            fading: VoiceSet::default(),
            next_tail: 0,
            bench: Workbench::default(),
        }
    }
}

impl Voices {
    /// How many play.
    pub fn count(&self) -> u32 {
        self.audible.count()
    }

    /// Whether anything sounds.
    pub fn is_any_audible(&self) -> bool {
        self.count() > 0 || self.fading.count() > 0
    }

    /// Starts a voice; what it played before fades out beside it. False for a number that is none.
    pub fn start(&mut self, index: u16, voice: MixerVoice) -> bool {
        let index = usize::from(index);
        self.leave_tail(index);
        let Some(place) = self.voices.get_mut(index) else { return false };
        *place = voice;
        self.audible.put(index, true);
        self.ended.put(index, false);
        true
    }

    /// Lets what a voice plays fade out by itself, whatever becomes of the voice.
    pub fn leave_tail(&mut self, index: usize) {
        let Some(voice) = self.voices.get(index).filter(|voice| voice.is_running()) else { return };
        let place = self.fading.first_free().or_else(|| {
            // Of a few in turn: looking through all of them for each of a burst would make the block late.
            let first = self.next_tail;
            self.next_tail = (first + TAILS_LOOKED_AT) % TAIL_COUNT_MAX;
            let rest = |index: &usize| self.tails.get(*index).map_or(0, MixerVoice::fade_remaining);
            (first..first + TAILS_LOOKED_AT).min_by_key(rest)
        });
        let Some((place, tail)) = place.and_then(|place| Some((place, self.tails.get_mut(place)?))) else {
            return;
        };
        tail.clone_from(voice);
        tail.wait_no_more();
        tail.stop(STEAL_FRAMES);
        self.fading.put(place, tail.is_audible());
    }

    /// A voice that plays or is held, to change it.
    pub fn audible_mut(&mut self, index: u16) -> Option<&mut MixerVoice> {
        self.voices.get_mut(usize::from(index)).filter(|voice| voice.is_audible())
    }

    /// Ends a voice here and now.
    pub fn end(&mut self, index: u16) {
        if let Some(voice) = self.voices.get_mut(usize::from(index)) {
            voice.end();
            self.note_end(usize::from(index));
        }
    }

    /// Notes whether a voice has ended since.
    pub fn note_end(&mut self, index: usize) {
        if self.voices.get(index).is_some_and(MixerVoice::has_ended) {
            self.audible.put(index, false);
            self.ended.put(index, true);
        }
    }

    /// Whether anything plays from a slot.
    pub fn play_from(&self, slot: usize) -> bool {
        self.sounding().any(|voice| voice.plays_from(slot))
    }

    /// Whether anything plays from a stream.
    pub fn play_stream(&self, index: u16) -> bool {
        self.sounding().any(|voice| voice.plays_stream(index))
    }

    /// All that plays, is held or fades out.
    fn sounding(&self) -> impl Iterator<Item = &MixerVoice> {
        let voices = self.audible.iter().map(|index| &self.voices[index]);
        voices.chain(self.fading.iter().map(|index| &self.tails[index]))
    }

    /// Times that a stream ran dry, since this was asked last.
    pub fn take_underruns(&mut self) -> u64 {
        std::mem::take(&mut self.bench.underruns)
    }

    /// Fades out all that plays from a slot; it goes on meanwhile out of another, or ends at once without one.
    pub fn leave_slot(&mut self, slot: usize, other: Option<u16>, is_held: bool) {
        let mut from = 0;
        while let Some(index) = self.audible.next(from) {
            from = index + 1;
            leave(&mut self.voices[index], slot, other, is_held);
            self.note_end(index);
        }
        let mut from = 0;
        while let Some(index) = self.fading.next(from) {
            from = index + 1;
            leave(&mut self.tails[index], slot, other, is_held);
            self.fading.put(index, self.tails[index].is_audible());
        }
    }

    /// Adds the next frames of all to their buses.
    pub fn add(&mut self, sources: (&Sounds, &MixerStreams), buses: &mut [MixerBus], frames: usize) {
        let mut from = 0;
        while let Some(index) = self.audible.next(from) {
            from = index + 1;
            if let Some(ring) = self.voices[index].awaited(sources.1) {
                // The ring that it had may have gone on otherwise by now.
                self.leave_tail(index);
                self.voices[index].take_awaited(ring);
                self.voices[index].rise(STEAL_FRAMES);
            }
            add((&mut self.voices[index], &mut self.bench), sources, buses, frames);
            self.note_end(index);
        }
        let mut from = 0;
        while let Some(index) = self.fading.next(from) {
            from = index + 1;
            add((&mut self.tails[index], &mut self.bench), sources, buses, frames);
            self.fading.put(index, self.tails[index].is_audible());
        }
    }

    /// Tells which voices have ended; what finds no room on the ring is told after the next block.
    pub fn report_ended(&mut self, port: &mut MixerPort) {
        let mut from = 0;
        while let Some(index) = self.ended.next(from) {
            from = index + 1;
            if !port.has_room(1) {
                return;
            }
            port.send(AudioEvent::Ended { voice: index as u16 });
            self.ended.put(index, false);
            self.voices[index].free();
        }
    }
}

/// Fades a voice out if it plays from a slot, meanwhile out of another one; or ends it without one.
fn leave(voice: &mut MixerVoice, slot: usize, other: Option<u16>, is_held: bool) {
    if !voice.plays_from(slot) {
        return;
    }
    match other {
        Some(other) => {
            voice.move_to_slot(other);
            voice.stop(if is_held { 0 } else { STEAL_FRAMES });
        }
        None => voice.end(),
    }
}

fn add(
    (voice, bench): (&mut MixerVoice, &mut Workbench),
    (sounds, streams): (&Sounds, &MixerStreams),
    buses: &mut [MixerBus],
    frames: usize,
) {
    if !voice.is_running() {
        return;
    }
    let Some(bus) = buses.get_mut(voice.bus()) else { return };
    let source = match voice.stream() {
        Some(index) => streams.get(index).map_or(Source::Nothing, Source::Stream),
        None => sounds.get(voice.slot()).map_or(Source::Nothing, Source::Sound),
    };
    voice.add(source, bench, bus.sides(frames));
}
