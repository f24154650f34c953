//! One sound that the mixer plays for the world, and what it is told while that goes on.

use super::course::{
    Extent, begin_frame, fade_at, is_stopping, place_at, step_of as course_step, stop_frame,
};
use super::drift::{Correction, Drift, is_brought_along, sped};
use super::hearing::step_of as heard_step;
use super::timeline::Timeline;
use super::wanted::Wanted;
use crate::mixer::pitch::Place;
use crate::mixer::{RAMP_FRAMES, STEAL_FRAMES};
use playground_core_client::audio::{AudioAction, AudioCommand, Tween, Voice};

/// One sound of the world as it was last seen.
#[derive(Debug)]
pub struct Followed {
    /// What the world said.
    pub model: Wanted,
    /// `None` when the mixer is through with it, or it is virtual.
    pub voice: Option<u16>,
    /// Whether it goes on unheard: it is out of range, or there are too many.
    pub is_virtual: bool,
    /// What it plays.
    pub extent: Extent,
    /// Where the mixer has it.
    pub drift: Drift,
    /// Whether the mixer was told to fade it out.
    pub is_stopping: bool,
    /// How long it fades when it is cut short.
    pub cut_frames: u32,
    /// Whether the mixer played it before: what comes back into range is no other sound.
    pub was_heard: bool,
    /// The last round in which the world had it.
    pub round: u64,
}

impl Followed {
    /// Something that the world has since this round, and the mixer does not play.
    pub fn unheard(model: Wanted, extent: Extent, drift: Drift, round: u64) -> Self {
        Self {
            model,
            voice: None,
            is_virtual: true,
            extent,
            drift,
            is_stopping: false,
            cut_frames: RAMP_FRAMES,
            was_heard: false,
            round,
        }
    }

    /// Whether the mixer can make it into `wanted` while it plays.
    pub fn goes_on_as(&self, wanted: &Wanted) -> bool {
        let Voice { gain, pan, stop_tick, fade_out_seconds, priority, .. } = self.model.voice;
        let voice = &wanted.voice;
        let is_same =
            Voice { gain, pan, stop_tick, fade_out_seconds, priority, ..*voice } == self.model.voice;
        let has_same_end = (stop_tick, fade_out_seconds) == (voice.stop_tick, voice.fade_out_seconds);
        let is_same_tone = self.model.tone == wanted.tone;
        // What fades out does not come back; a voice that is no longer to stop is another one.
        let is_as_spatial = self.model.heard.is_some() == wanted.heard.is_some();
        is_same && is_same_tone && is_as_spatial && (has_same_end || !self.is_stopping)
    }

    /// Whether another part is to be repeated, or none.
    pub fn is_looped_otherwise(&self, wanted: &Wanted) -> bool {
        looped_as(&self.model.voice, &wanted.voice) != self.model.voice
    }

    /// Where it is by the newest tick, if it is `wanted` but for the loop from there on.
    pub fn relooped_at(&self, wanted: &Wanted, extent: Extent, timeline: &Timeline) -> Option<Place> {
        let (model, voice, hertz) = (&self.model.voice, &wanted.voice, timeline.hertz());
        let Voice { start_tick, start_frames, offset_frames, fade_in_seconds, .. } = *voice;
        let relooped = looped_as(model, voice);
        let relooped = Voice { start_tick, start_frames, offset_frames, fade_in_seconds, ..relooped };
        let other = Self { model: Wanted { voice: relooped, ..self.model }, ..*self };
        let now = timeline.world_frame(timeline.newest_tick());
        let is_full =
            |voice: &Voice| begin_frame(voice, hertz) <= now && fade_at(voice, now, hertz).level == 1.0;
        if self.is_stopping || !other.goes_on_as(wanted) || !is_full(model) || !is_full(voice) {
            return None;
        }
        let place = |voice: &Voice, extent| place_at(voice, now - begin_frame(voice, hertz), extent);
        let before = place(model, self.extent);
        let seam = Voice { offset_frames: u32::try_from(before.frame).ok()?, ..*voice };
        let after = Place { frame: place_at(&seam, 0, extent).frame, ..before };
        (after == place(voice, extent)).then_some(before)
    }

    /// Goes on from `place` in another loop, or in none.
    pub fn reloop(
        &mut self,
        wanted: &Wanted,
        (extent, place): (Extent, Place),
        timeline: &Timeline,
        commands: &mut Vec<AudioCommand>,
    ) {
        if let Some(voice) = self.voice {
            // The mixer is told where it has the voice itself.
            let ahead =
                i128::from(self.drift.frames_ahead(timeline)) * i128::from(course_step(&wanted.voice));
            let offset_frames = place.frame.saturating_add_signed((ahead >> 32) as i64);
            let action = AudioAction::Loop {
                voice,
                looped: wanted.voice.looped != 0,
                loop_start_frames: extent.loop_start,
                loop_end_frames: extent.loop_end,
                offset_frames,
                offset_fraction: place.fraction,
            };
            commands.push(AudioCommand { frame: timeline.last_tick_frame(), action });
        }
        self.extent = extent;
        // The rest may have changed too.
        let Voice { gain, pan, stop_tick, fade_out_seconds, priority, .. } = self.model.voice;
        self.model.voice = Voice { gain, pan, stop_tick, fade_out_seconds, priority, ..wanted.voice };
    }

    /// Tells the mixer what has changed.
    pub fn go_on(
        &mut self,
        wanted: &Wanted,
        is_chosen: bool,
        timeline: &Timeline,
        commands: &mut Vec<AudioCommand>,
    ) {
        let frame = timeline.last_tick_frame();
        if let Some(index) = self.voice {
            self.tell_level(&wanted.voice, index, frame, commands);
            self.tell_space(wanted, index, timeline, commands);
            self.bring_along(wanted, index, timeline, commands);
            if is_stopping(&wanted.voice, timeline.next_tick()) && !self.is_stopping {
                self.is_stopping = true;
                commands.push(fade_out(timeline, &wanted.voice, index));
            }
            // What fades out anyway keeps its place until it has.
            if !is_chosen && !self.is_stopping {
                let action = AudioAction::Stop { voice: index, fade_frames: STEAL_FRAMES };
                commands.push(AudioCommand { frame, action });
                (self.voice, self.is_virtual) = (None, true);
            }
        }
        self.model = *wanted;
    }

    /// Lets what came away from the world come back to it.
    fn bring_along(
        &mut self,
        wanted: &Wanted,
        voice: u16,
        timeline: &Timeline,
        commands: &mut Vec<AudioCommand>,
    ) {
        if !timeline.is_live() || self.is_stopping || !is_brought_along(wanted, self.extent) {
            return;
        }
        let (frame, step) = (timeline.last_tick_frame(), course_step(&wanted.voice));
        let speed = |thousandths| {
            let action = AudioAction::Pitch { voice, step: sped(step, thousandths), tween: Tween::SHORT };
            AudioCommand { frame, action }
        };
        match self.drift.correct(timeline) {
            Correction::None => {}
            Correction::Speed(thousandths) => commands.push(speed(thousandths)),
            Correction::Seek => {
                let now = timeline.world_frame(timeline.newest_tick());
                let passed = now.saturating_sub(begin_frame(&wanted.voice, timeline.hertz()));
                let Place { frame: offset_frames, fraction: offset_fraction } =
                    place_at(&wanted.voice, passed, self.extent);
                let action = AudioAction::Seek { voice, offset_frames, offset_fraction };
                commands.extend([speed(1_000), AudioCommand { frame, action }]);
            }
        }
    }

    fn tell_level(&self, voice: &Voice, index: u16, frame: u64, commands: &mut Vec<AudioCommand>) {
        let (gain, pan) = (voice.gain, voice.pan);
        if (self.model.voice.gain, self.model.voice.pan) != (gain, pan) {
            commands.push(AudioCommand { frame, action: AudioAction::Set { voice: index, gain, pan } });
        }
    }

    fn tell_space(&self, wanted: &Wanted, index: u16, timeline: &Timeline, commands: &mut Vec<AudioCommand>) {
        let Some(heard) = wanted.heard.filter(|heard| self.model.heard != Some(*heard)) else { return };
        let newest = timeline.newest_tick();
        let frames = timeline.frames_between(newest, newest + 1) as u32;
        let step = heard_step(Some(&heard), course_step(&wanted.voice));
        let action = AudioAction::Space { voice: index, space: heard.space, step, frames };
        commands.push(AudioCommand { frame: timeline.last_tick_frame(), action });
    }

    /// Fades it out, if the mixer plays it.
    pub fn stop(&self, frame: u64, commands: &mut Vec<AudioCommand>) {
        if let Some(voice) = self.voice {
            let action = AudioAction::Stop { voice, fade_frames: self.cut_frames };
            commands.push(AudioCommand { frame, action });
        }
    }
}

/// A voice with the loop of another one.
fn looped_as(voice: &Voice, other: &Voice) -> Voice {
    let Voice { looped, loop_start_frames, loop_end_frames, .. } = *other;
    Voice { looped, loop_start_frames, loop_end_frames, ..*voice }
}

/// Fades a voice out as it wants: from its tick on, or from where it must be by the first tick.
pub fn fade_out(timeline: &Timeline, voice: &Voice, index: u16) -> AudioCommand {
    let hertz = timeline.hertz();
    let from = stop_frame(voice, hertz).max(timeline.world_frame(timeline.first_tick()));
    let rest = fade_at(voice, from, hertz).out_frames.unwrap_or_default();
    // A shorter one would click.
    let action = AudioAction::Stop { voice: index, fade_frames: rest.max(RAMP_FRAMES) };
    AudioCommand { frame: timeline.mixer_frame(from), action }
}
