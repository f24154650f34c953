//! Which voices play sounds that are decoded ahead: their commands get rings, and `systems/assets` is asked to fill them.
//!
//! The follower says what plays and from where, and need not know of it. A stream that begins with its sound begins at
//! once, for the beginning is kept; elsewhere it is heard when the decoder has got there.

use crate::backend::{Backend, Passed};
use crate::state::State;
use playground_core_assets::operations::{PUMP_STREAMS, SYSTEM, StreamPump};
use playground_core_assets::stream::ENDLESS;
use playground_core_assets::{LoopRegion, Sound, StreamRequest, StreamRing};
use playground_core_client::Client;
use playground_core_client::audio::{AudioAction, AudioCommand, VoiceStart};
use playground_core_types::{Handle, handle, write_now};
use playground_core_vtable::{Reply, Route};
use std::collections::BTreeMap;

/// What is mixed between two looks at the rings where nothing runs beside: at eight times the speed that is less than
/// a ring holds. Unit: frames.
const STEP_FRAMES: u64 = 1_024;

/// How far before the seam of a loop its beginning stands as it is kept: there the filter hears across the seam.
const SEAM_FRAMES: u64 = 1_024;

/// What the mixer was told of sounds that are decoded ahead.
#[derive(Debug)]
pub struct StreamBook {
    /// By slot.
    sounds: BTreeMap<u16, Handle<Sound>>,
    /// By voice: its slot, and the part that it repeats.
    voices: BTreeMap<u16, (u16, Option<LoopRegion>)>,
    requests: Vec<StreamRequest>,
    /// Rings that the mixer has, or will have.
    ring_count: u64,
    route: Route,
    is_told: bool,
}

impl Default for StreamBook {
    fn default() -> Self {
        Self {
            sounds: BTreeMap::new(),
            voices: BTreeMap::new(),
            requests: Vec::new(),
            ring_count: 0,
            route: Route::new(SYSTEM, PUMP_STREAMS),
            is_told: false,
        }
    }
}

impl StreamBook {
    /// Gives rings to the commands that need one; those that have one already stay as they are.
    pub fn prepare(&mut self, commands: &mut [AudioCommand]) {
        for command in commands {
            match &command.action {
                AudioAction::Load { slot, sound } => {
                    match sound.streamed {
                        Some(_) => self.sounds.insert(*slot, sound.clone()),
                        None => self.sounds.remove(slot),
                    };
                }
                AudioAction::Unload { slot } => {
                    self.sounds.remove(slot);
                }
                AudioAction::PlayTone { voice, .. } => {
                    self.voices.remove(voice);
                }
                AudioAction::Play { voice, start } => {
                    if let Some(action) = self.play(*voice, *start) {
                        command.action = action;
                    }
                }
                AudioAction::Seek { voice, offset_frames, offset_fraction } => {
                    let place = (*offset_frames, *offset_fraction);
                    if let Some(action) = self.seek(*voice, place) {
                        command.action = action;
                    }
                }
                AudioAction::Loop {
                    voice,
                    looped,
                    loop_start_frames,
                    loop_end_frames,
                    offset_frames,
                    offset_fraction,
                } => {
                    let start = VoiceStart {
                        looped: *looped,
                        loop_start_frames: *loop_start_frames,
                        loop_end_frames: *loop_end_frames,
                        offset_frames: *offset_frames,
                        offset_fraction: *offset_fraction,
                        ..VoiceStart::default()
                    };
                    if let Some(action) = self.change_loop(*voice, &start) {
                        command.action = action;
                    }
                }
                _ => {}
            }
        }
    }

    /// What nobody decodes yet.
    #[cfg(test)]
    pub(crate) fn take_requests(&mut self) -> Vec<StreamRequest> {
        std::mem::take(&mut self.requests)
    }

    /// Notes a ring that came back.
    pub fn released(&mut self) {
        self.ring_count = self.ring_count.saturating_sub(1);
    }

    fn play(&mut self, voice: u16, start: VoiceStart) -> Option<AudioAction> {
        let Some(sound) = self.sounds.get(&start.slot).cloned() else {
            self.voices.remove(&voice);
            return None;
        };
        let region = region_of(&start, sound.frames());
        self.voices.insert(voice, (start.slot, region));
        let offset_frames = unwrapped(start.offset_frames, region);
        let ring = self.request(sound, region, offset_frames);
        Some(AudioAction::PlayStream { voice, start: VoiceStart { offset_frames, ..start }, ring })
    }

    fn seek(&mut self, voice: u16, (frame, offset_fraction): (u64, u32)) -> Option<AudioAction> {
        let (slot, region) = *self.voices.get(&voice)?;
        let sound = self.sounds.get(&slot)?.clone();
        let offset_frames = unwrapped(frame, region);
        let ring = self.request(sound, region, offset_frames);
        Some(AudioAction::SeekStream { voice, offset_frames, offset_fraction, ring })
    }

    /// Another part is repeated from where the voice is; where that lies behind the part, it goes on within it.
    fn change_loop(&mut self, voice: u16, start: &VoiceStart) -> Option<AudioAction> {
        let (slot, _) = *self.voices.get(&voice)?;
        let sound = self.sounds.get(&slot)?.clone();
        let region = region_of(start, sound.frames());
        self.voices.insert(voice, (slot, region));
        let offset_frames = unwrapped(start.offset_frames, region);
        let ring = self.request(sound, region, offset_frames);
        if offset_frames == start.offset_frames {
            return Some(AudioAction::LoopStream { voice, offset_frames, ring });
        }
        let offset_fraction = start.offset_fraction;
        Some(AudioAction::SeekStream { voice, offset_frames, offset_fraction, ring })
    }

    fn request(
        &mut self,
        sound: Handle<Sound>,
        region: Option<LoopRegion>,
        frame: u64,
    ) -> Handle<StreamRing> {
        let length = region.map_or(sound.frames(), |_| ENDLESS);
        // Between samples a voice takes the one before, too.
        let start = frame.saturating_sub(1);
        let ring = handle(StreamRing::new(sound.channels.len(), start, length));
        let kept = sound.channels.first().map_or(0, Vec::len);
        let is_before_seam = region.is_none_or(|region| region.end_frame > kept as u64 + SEAM_FRAMES);
        if start < kept as u64 && is_before_seam {
            let beginning: Vec<&[f32]> =
                sound.channels.iter().map(|channel| &channel[start as usize..]).collect();
            ring.write(&beginning);
        }
        self.ring_count += 1;
        self.requests.push(StreamRequest { sound, region, ring: ring.clone() });
        ring
    }

    /// Hands the new ones over and lets all be decoded.
    fn pump(&mut self, client: &Client, pump: StreamPump) {
        if self.ring_count == 0 {
            return;
        }
        if !self.requests.is_empty() {
            // While somebody else writes there they wait for the next call.
            let Ok(mut wanted) = write_now(&client.assets.stream_requests) else { return };
            wanted.append(&mut self.requests);
        }
        let pumped = self.route.call(&client.vtable, &[pump as u8], &mut Reply::default());
        if let Err(error) = pumped
            && !std::mem::replace(&mut self.is_told, true)
        {
            log::warn!("long sounds are not decoded: {error}");
        }
    }
}

impl State {
    /// Lets time pass for the backend, and streams be decoded for it: before a recording they are there to the last
    /// frame, beside a device they are decoded ahead.
    pub(crate) fn advance_backend(&mut self, client: &Client, passed: Passed) {
        let is_in_step = matches!(self.backend, Backend::Offline(_));
        if !is_in_step || self.streams.ring_count == 0 {
            self.streams.pump(client, StreamPump::Ahead);
            self.backend.advance(passed, &mut self.mixed);
            return;
        }
        let mut left = passed.tick_frames;
        while left > 0 {
            let tick_frames = left.min(STEP_FRAMES);
            self.streams.pump(client, StreamPump::InStep);
            self.backend.advance(Passed { tick_frames, elapsed_micros: 0 }, &mut self.mixed);
            left -= tick_frames;
        }
    }
}

/// The part that a voice repeats of a sound of `length` frames, as the mixer takes it.
fn region_of(start: &VoiceStart, length: u64) -> Option<LoopRegion> {
    let start_frame = if start.loop_start_frames < length { start.loop_start_frames } else { 0 };
    let end_frame =
        if start.loop_end_frames > start_frame { start.loop_end_frames.min(length) } else { length };
    (start.looped && end_frame > start_frame).then_some(LoopRegion { start_frame, end_frame })
}

/// A place before the seam that is heard as this one is.
fn unwrapped(frame: u64, region: Option<LoopRegion>) -> u64 {
    match region {
        Some(region) if frame >= region.end_frame => {
            region.start_frame + (frame - region.end_frame) % region.frames()
        }
        _ => frame,
    }
}
