//! The way to the mixer and back: two rings without locks, and a few counters that both sides see.

use crate::mixer::streams::STREAM_COUNT_MAX;
use playground_core_assets::{Sound, StreamRing};
use playground_core_client::audio::{AudioCommand, SOUND_COUNT_MAX, VOICE_COUNT_MAX};
use playground_core_types::Handle;
use rtrb::{Consumer, Producer, RingBuffer};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// Commands that are under way, at most; further ones wait on the sending side.
pub const COMMAND_COUNT_MAX: usize = 4096;

/// What the mixer tells.
#[derive(Debug)]
pub enum AudioEvent {
    /// A voice has ended and may be used again.
    Ended {
        /// Which voice.
        voice: u16,
    },
    /// A sound that the mixer no longer holds, to be freed on this side.
    Released {
        /// The sound.
        sound: Handle<Sound>,
    },
    /// A stream that the mixer no longer plays, to be freed on this side.
    StreamReleased {
        /// Where it was decoded to.
        ring: Handle<StreamRing>,
    },
}

/// What the mixer counts; it writes, everyone reads.
#[derive(Debug, Default)]
pub struct MixerGauge {
    frame: AtomicU64,
    held: AtomicU64,
    played: AtomicU64,
    voices: AtomicU32,
    underruns: AtomicU64,
    /// Bits of an `f32` that is not negative: those are ordered as the numbers are.
    peak: AtomicU32,
}

impl MixerGauge {
    /// Frames rendered so far: a command that is stamped by this is on time.
    pub fn frame(&self) -> u64 {
        self.frame.load(Ordering::Acquire)
    }

    /// Of those, the frames in which all voices were held where they are.
    pub fn held(&self) -> u64 {
        self.held.load(Ordering::Relaxed)
    }

    /// Voices that were started.
    pub fn played(&self) -> u64 {
        self.played.load(Ordering::Relaxed)
    }

    /// Voices that sound.
    pub fn voices(&self) -> u32 {
        self.voices.load(Ordering::Relaxed)
    }

    /// Times that a stream was not decoded in time.
    pub fn underruns(&self) -> u64 {
        self.underruns.load(Ordering::Relaxed)
    }

    /// The largest amplitude that went out.
    pub fn peak(&self) -> f32 {
        f32::from_bits(self.peak.load(Ordering::Relaxed))
    }

    pub(crate) fn publish(&self, frame: u64, held: u64, voices: u32) {
        self.held.store(held, Ordering::Relaxed);
        self.voices.store(voices, Ordering::Relaxed);
        self.frame.store(frame, Ordering::Release);
    }

    pub(crate) fn count_underruns(&self, count: u64) {
        if count > 0 {
            self.underruns.fetch_add(count, Ordering::Relaxed);
        }
    }

    pub(crate) fn raise_peak(&self, peak: f32) {
        self.peak.fetch_max(peak.to_bits(), Ordering::Relaxed);
    }

    pub(crate) fn count_played(&self) {
        self.played.fetch_add(1, Ordering::Relaxed);
    }
}

/// The mixer's ends of the rings.
#[derive(Debug)]
pub struct MixerPort {
    commands: Consumer<AudioCommand>,
    events: Producer<AudioEvent>,
    pub(crate) gauge: Arc<MixerGauge>,
}

impl MixerPort {
    pub(crate) fn next_due_frame(&self) -> Option<u64> {
        self.commands.peek().ok().map(|command| command.frame)
    }

    pub(crate) fn take_command(&mut self) -> Option<AudioCommand> {
        self.commands.pop().ok()
    }

    /// Whether so many events can be sent.
    pub(crate) fn has_room(&self, events: usize) -> bool {
        self.events.slots() >= events
    }

    /// Sends an event; the caller has made sure of [`MixerPort::has_room`].
    pub(crate) fn send(&mut self, event: AudioEvent) {
        let sent = self.events.push(event);
        debug_assert!(sent.is_ok(), "there was room for one event");
    }
}

/// The other ends of the rings, on the thread that follows the world.
#[derive(Debug)]
pub struct MixerRemote {
    commands: Producer<AudioCommand>,
    events: Consumer<AudioEvent>,
    gauge: Arc<MixerGauge>,
}

impl MixerRemote {
    /// Sends a command.
    ///
    /// # Errors
    /// The command itself, when [`COMMAND_COUNT_MAX`] of them are under way already.
    #[expect(clippy::result_large_err, reason = "a command that waits takes no memory, so there is no box")]
    pub fn send(&mut self, command: AudioCommand) -> Result<(), AudioCommand> {
        self.commands.push(command).map_err(|rtrb::PushError::Full(command)| command)
    }

    /// The next event, in order; `None` when there is none yet.
    pub fn next_event(&mut self) -> Option<AudioEvent> {
        self.events.pop().ok()
    }

    /// What the mixer counts.
    pub fn gauge(&self) -> &MixerGauge {
        &self.gauge
    }
}

/// A pair of rings: one end to steer with, one for the mixer.
pub fn connect() -> (MixerRemote, MixerPort) {
    let (to_mixer, commands) = RingBuffer::new(COMMAND_COUNT_MAX);
    // Room for every voice to end and everything to come back twice between two looks.
    let (events, from_mixer) = RingBuffer::new(2 * (VOICE_COUNT_MAX + SOUND_COUNT_MAX + STREAM_COUNT_MAX));
    let gauge = Arc::new(MixerGauge::default());
    let port = MixerPort { commands, events, gauge: gauge.clone() };
    (MixerRemote { commands: to_mixer, events: from_mixer, gauge }, port)
}
