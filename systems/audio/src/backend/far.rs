//! A mixer that shares no memory with the game: commands go to it as bytes, and what it counts comes back as bytes.
//!
//! On the web the mixer runs inside of the browser's sound thread, in a module of its own. [`FarBackend`] stands at the
//! mixer's end of the rings and writes down what comes; whoever has [`FarMixer`] at the other end of the messages
//! puts it into the rings of the real one. So both ends of the rings are what they are everywhere.

use crate::mixer::rings::{AudioEvent, MixerPort, MixerRemote, connect};
use crate::mixer::{BLOCK_FRAMES, Mixer, render};
use playground_core_assets::Sound;
use playground_core_client::audio::{AudioAction, AudioCommand, VOICE_COUNT_MAX};
use playground_core_types::{CoreError, CoreResult, ErrorKind, handle};

/// What a part of a message is.
const COMMAND: u8 = 0;
const LOAD: u8 = 1;

/// The most that waits for somebody who takes it: a page that plays nothing must not fill the memory.
const OUTBOX_BYTES_MAX: usize = 256 << 20;

/// What the mixer counts, and which voices have ended, since its last report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FarReport {
    /// Frames rendered so far.
    pub frame: u64,
    /// Of those, the frames in which all voices were held where they are.
    pub held: u64,
    /// Voices that were started.
    pub played: u64,
    /// Voices that sound.
    pub voices: u32,
    /// The largest amplitude that went out.
    pub peak: f32,
    /// The voices that have ended.
    pub ended: Vec<u16>,
}

/// The game's side: a mixer's end of the rings, without a mixer.
#[derive(Debug)]
pub struct FarBackend {
    port: MixerPort,
    outbox: Vec<u8>,
    played: u64,
}

impl FarBackend {
    /// The game's side of a mixer whose level is `master_gain`.
    pub fn new(port: MixerPort, master_gain: f32) -> Self {
        let mut far = Self { port, outbox: Vec::new(), played: 0 };
        far.put(&AudioCommand { frame: 0, action: AudioAction::Master { gain: master_gain } });
        far
    }

    /// Writes down what was sent since the last call. Sounds are freed on this side at once: the other has a copy.
    pub fn advance(&mut self) {
        while self.port.has_room(1)
            && self.outbox.len() < OUTBOX_BYTES_MAX
            && let Some(command) = self.port.take_command()
        {
            self.put(&command);
            match command.action {
                AudioAction::Load { sound, .. } => self.port.send(AudioEvent::Released { sound }),
                // Sounds come whole where the mixer shares no memory; a stream would not be heard.
                AudioAction::PlayStream { ring, .. }
                | AudioAction::SeekStream { ring, .. }
                | AudioAction::LoopStream { ring, .. } => {
                    self.port.send(AudioEvent::StreamReleased { ring });
                }
                _ => {}
            }
        }
    }

    /// The message for the other side; empty when there is nothing to say.
    pub fn take_message(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.outbox)
    }

    /// Takes the other side's report.
    pub fn take_report(&mut self, report: &FarReport) {
        for voice in &report.ended {
            if self.port.has_room(1) && usize::from(*voice) < VOICE_COUNT_MAX {
                self.port.send(AudioEvent::Ended { voice: *voice });
            }
        }
        for _ in self.played..report.played {
            self.port.gauge.count_played();
        }
        self.played = self.played.max(report.played);
        self.port.gauge.raise_peak(report.peak.max(0.0));
        self.port.gauge.publish(report.frame, report.held, report.voices);
    }

    fn put(&mut self, command: &AudioCommand) {
        match &command.action {
            AudioAction::Load { slot, sound } => put_sound(&mut self.outbox, command.frame, *slot, sound),
            _ => {
                // What cannot be written down, such as shared memory, is not for this mixer.
                let Ok(bytes) = postcard::to_allocvec(command) else { return };
                self.outbox.push(COMMAND);
                self.outbox.extend((bytes.len() as u32).to_le_bytes());
                self.outbox.extend(bytes);
            }
        }
    }
}

fn put_sound(out: &mut Vec<u8>, frame: u64, slot: u16, sound: &Sound) {
    let samples: usize = sound.channels.iter().map(Vec::len).sum();
    out.push(LOAD);
    out.extend(((8 + 2 + 2 + 4 * samples) as u32).to_le_bytes());
    out.extend(frame.to_le_bytes());
    out.extend(slot.to_le_bytes());
    out.extend((sound.channels.len() as u16).to_le_bytes());
    for channel in &sound.channels {
        channel.iter().for_each(|sample| out.extend(sample.to_le_bytes()));
    }
}

/// The other side: a mixer, and the game's end of its rings.
#[derive(Debug)]
pub struct FarMixer {
    mixer: Box<Mixer>,
    remote: MixerRemote,
    /// Commands that found no room on the ring yet, in order.
    waiting: Vec<AudioCommand>,
}

impl Default for FarMixer {
    fn default() -> Self {
        let (remote, port) = connect();
        Self { mixer: Box::new(Mixer::new(port, 1.0)), remote, waiting: Vec::new() }
    }
}

impl FarMixer {
    /// Takes a message of the game's side.
    ///
    /// # Errors
    /// A message that is none; what came before the mistake counts.
    pub fn take_message(&mut self, message: &[u8]) -> CoreResult<()> {
        let mut rest = message;
        while let Some((kind, behind)) = rest.split_first() {
            let (size, behind) = behind.split_first_chunk().ok_or_else(torn)?;
            let size = u32::from_le_bytes(*size) as usize;
            let (part, behind) = behind.split_at_checked(size).ok_or_else(torn)?;
            self.waiting.push(read(*kind, part)?);
            rest = behind;
        }
        self.send_waiting();
        Ok(())
    }

    /// The next frames, interleaved left and right.
    pub fn render(&mut self, out: &mut [f32]) {
        self.send_waiting();
        for block in out.chunks_mut(2 * BLOCK_FRAMES) {
            render(&mut self.mixer, block);
        }
    }

    /// What there is to tell since the last report. Sounds that nothing plays from any more are freed.
    pub fn report(&mut self) -> FarReport {
        let mut ended = Vec::new();
        while let Some(event) = self.remote.next_event() {
            match event {
                AudioEvent::Ended { voice } => ended.push(voice),
                // Their memory is freed here.
                AudioEvent::Released { .. } | AudioEvent::StreamReleased { .. } => {}
            }
        }
        let gauge = self.remote.gauge();
        let (frame, held, played) = (gauge.frame(), gauge.held(), gauge.played());
        FarReport { frame, held, played, voices: gauge.voices(), peak: gauge.peak(), ended }
    }

    fn send_waiting(&mut self) {
        let remote = &mut self.remote;
        let sent = self.waiting.iter().take_while(|command| remote.send((*command).clone()).is_ok()).count();
        self.waiting.drain(..sent);
    }
}

fn read(kind: u8, part: &[u8]) -> CoreResult<AudioCommand> {
    match kind {
        COMMAND => postcard::from_bytes(part).map_err(|_| torn()),
        LOAD => read_sound(part).ok_or_else(torn)?,
        _ => Err(torn()),
    }
}

fn read_sound(part: &[u8]) -> Option<CoreResult<AudioCommand>> {
    let (frame, part) = part.split_first_chunk()?;
    let (slot, part) = part.split_first_chunk()?;
    let (count, samples) = part.split_first_chunk()?;
    let count = usize::from(u16::from_le_bytes(*count));
    let size = samples.len().checked_div(count)?;
    if !size.is_multiple_of(4) || size * count != samples.len() {
        return None;
    }
    let sample = |bytes: &[u8]| bytes.first_chunk().map_or(0.0, |bytes| f32::from_le_bytes(*bytes));
    let channel = |bytes: &[u8]| bytes.chunks_exact(4).map(sample).collect();
    let channels = if size == 0 {
        vec![Vec::new(); count.min(2)]
    } else {
        samples.chunks_exact(size).map(channel).collect()
    };
    let command = |sound| AudioCommand {
        frame: u64::from_le_bytes(*frame),
        action: AudioAction::Load { slot: u16::from_le_bytes(*slot), sound: handle(sound) },
    };
    Some(Sound::from_channels(channels).map(command))
}

fn torn() -> CoreError {
    CoreError::new(ErrorKind::BadRequest, "this is no message to a mixer")
}

#[cfg(test)]
mod tests;
