//! The mixer: a pure function of its state and its commands, safe to run on an audio thread.
//!
//! Inside, sound is planar `f32` at 48 kHz; out come interleaved stereo frames. A block is split wherever a
//! command is due or a level turns a corner, and everything is a function of the frame and not of the block, so the
//! output is the same, bit for bit, however it is cut into blocks. Every 256 frames of its own clock, a cell, it
//! looks which effects have nothing left to say. Nothing here allocates, locks or frees: sounds come in by
//! one ring and go back by another.
//!
//! Reading order: this file, [`rings`], [`commands`], [`sounds`], [`streams`], [`voices`], [`voice`], [`half_band`], [`pitch`],
//! [`tone`], [`ramp`], [`glide`], [`levels`], [`pan`], [`ears`], [`buses`], [`bus`], [`effect`], [`ceiling`].

pub mod rings;

pub mod commands;
pub mod sounds;
pub mod streams;

pub mod voice;
pub mod voices;

pub mod ears;
pub mod glide;
pub mod half_band;
pub mod levels;
pub mod pan;
pub mod pitch;
pub mod ramp;
pub mod tone;

pub mod bus;
pub mod buses;
pub mod effect;

pub mod ceiling;

#[cfg(test)]
mod tests;

use bus::{MixerBus, bounded};
use buses::Buses;
use ceiling::apply_ceiling;
use ramp::Ramp;
use rings::MixerPort;
use sounds::{EXCHANGE_EVENT_COUNT_MAX, Sounds};
use streams::MixerStreams;
use voices::Voices;

/// Frames that are mixed at a time, at most: two blocks of this size stay in the fastest cache.
pub const BLOCK_FRAMES: usize = 256;

/// How long a change of level takes, so that it does not click: 5 ms.
pub const RAMP_FRAMES: u32 = 240;

/// How long what is cut short still fades out: 2 ms.
pub const STEAL_FRAMES: u32 = 96;

/// The loudest that a level is: 60 dB over full scale.
pub const GAIN_MAX: f32 = 1_000.0;

/// Everything that sounds, and the way in and out. All its memory is taken when it is made.
#[derive(Debug)]
pub struct Mixer {
    port: MixerPort,
    /// Frames rendered so far: the clock that commands are stamped by.
    frame: u64,
    /// Frames of those in which all voices were held.
    held_frames: u64,
    sounds: Sounds,
    streams: MixerStreams,
    voices: Voices,
    buses: Buses,
    master: Ramp<1>,
    /// 1 while voices go on, 0 while they are held.
    running: Ramp<1>,
}

impl Mixer {
    /// A silent mixer at the far end of `port`, whose level is `master_gain` from the first frame on.
    pub fn new(port: MixerPort, master_gain: f32) -> Self {
        Self {
            port,
            frame: 0,
            held_frames: 0,
            sounds: Sounds::default(),
            streams: MixerStreams::default(),
            voices: Voices::default(),
            buses: Buses::default(),
            master: Ramp::steady([master_gain]),
            running: Ramp::steady([1.0]),
        }
    }

    /// Whether all voices stay where they are.
    fn is_held(&self) -> bool {
        self.running.remaining() == 0 && self.running.value() == [0.0]
    }
}

/// Fills `out` with the next frames, interleaved left and right; an odd last sample becomes silence.
pub fn render(mixer: &mut Mixer, out: &mut [f32]) {
    let mut rest = out;
    while rest.len() >= 2 {
        apply_due_commands(mixer);
        let frames = segment_frames(mixer, rest.len() / 2);
        let (segment, behind) = rest.split_at_mut(frames * 2);
        mix(mixer, segment);
        rest = behind;
    }
    rest.fill(0.0);
    mixer.sounds.release_left(&mixer.voices, &mut mixer.port);
    mixer.streams.release_left(&mixer.voices, &mut mixer.port);
    mixer.voices.report_ended(&mut mixer.port);
    mixer.port.gauge.count_underruns(mixer.voices.take_underruns());
    mixer.port.gauge.publish(mixer.frame, mixer.held_frames, mixer.voices.count());
}

/// How many frames can be mixed before a command is due, a level turns, the cell ends or all voices come to be held.
fn segment_frames(mixer: &Mixer, wanted: usize) -> usize {
    let in_cell = (mixer.frame % BLOCK_FRAMES as u64) as usize;
    let mut frames = wanted.min(BLOCK_FRAMES - in_cell);
    if let Some(due) = mixer.port.next_due_frame()
        && due > mixer.frame
    {
        frames = frames.min(usize::try_from(due - mixer.frame).unwrap_or(BLOCK_FRAMES));
    }
    mixer.buses.cut(mixer.running.cut(frames))
}

fn mix(mixer: &mut Mixer, out: &mut [f32]) {
    let frames = out.len() / 2;
    let is_held = mixer.is_held();
    if !is_held {
        mixer.voices.add((&mixer.sounds, &mixer.streams), mixer.buses.all_mut(), frames);
        mixer.buses.mix(mixer.frame, frames);
    }
    if let Some(heard) = mixer.buses.heard(frames) {
        let peak = write_out(heard, &mixer.master, &mixer.running, out);
        mixer.port.gauge.raise_peak(peak);
    }
    mixer.frame += frames as u64;
    mixer.held_frames += if is_held { frames as u64 } else { 0 };
    mixer.buses.advance(mixer.frame, frames, is_held);
    mixer.master.advance(frames as u32);
    mixer.running.advance(frames as u32);
}

/// Brings what is heard to its level and into `out`; gives the largest amplitude.
fn write_out(heard: &MixerBus, master: &Ramp<1>, running: &Ramp<1>, out: &mut [f32]) -> f32 {
    let mut peak = 0.0_f32;
    let gain = heard.gain().line();
    for (index, pair) in out.chunks_exact_mut(2).enumerate() {
        let ahead = index as u32;
        let ([gain], [master], [running]) = (gain.at(index), master.value_at(ahead), running.value_at(ahead));
        let gain = gain * master * running;
        let [left, right] = heard.frame(index);
        pair[0] = apply_ceiling(bounded(left) * gain);
        pair[1] = apply_ceiling(bounded(right) * gain);
        peak = peak.max(pair[0].abs()).max(pair[1].abs());
    }
    peak
}

fn apply_due_commands(mixer: &mut Mixer) {
    // A command may send sounds back, and a sound must not be freed here: without room on the ring
    // commands wait.
    while mixer.port.next_due_frame().is_some_and(|due| due <= mixer.frame)
        && mixer.port.has_room(EXCHANGE_EVENT_COUNT_MAX)
    {
        let Some(command) = mixer.port.take_command() else { return };
        commands::apply(mixer, command.action);
    }
}
