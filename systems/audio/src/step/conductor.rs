//! Inside a tick: the music that a bus is to have becomes a voice, and other music fades over.

use crate::step::course::{Extent, begin_frame, fade_at, place_at};
use playground_core_client::audio::{
    Moment, Music, MusicPlaying, Playing, SoundLength, SoundLengths, Tempo, Voice, frame_of_tick,
};
use playground_core_ecs::{Commands, CoreResult, Entity, Name, Row, Scope, Tick, TickRate, system};

/// Begins, changes and ends music.
///
/// # Errors
/// None but a world without the resources of audio.
#[system(
    reads(Music),
    looks(Voice),
    reads_resource(Tick, TickRate, SoundLengths),
    writes_resource(MusicPlaying, Tempo)
)]
pub fn conduct(scope: &mut Scope<'_>) -> CoreResult<()> {
    let mut wanted: Vec<(Entity, Music)> = Vec::new();
    scope.each(|page| {
        let music: &[Music] = page.read(Music::ID)?;
        wanted.extend(page.entities().iter().copied().zip(music.iter().copied()));
        Ok(())
    })?;
    let playing: MusicPlaying = scope.resource()?;
    let is_idle = playing.entries.iter().all(|entry| entry.bus == Name::NONE);
    if wanted.is_empty() && is_idle {
        return Ok(());
    }
    // Of several on one bus the last one counts.
    let mut last: Vec<(Entity, Music)> = Vec::new();
    for (entity, music) in wanted {
        match last.iter_mut().find(|(_, other)| other.bus == music.bus) {
            Some(place) => *place = (entity, music),
            None => last.push((entity, music)),
        }
    }
    let (tick, rate): (Tick, TickRate) = (scope.resource()?, scope.resource()?);
    let tempo: Tempo = scope.resource()?;
    let voices: CoreResult<Vec<Option<Voice>>> =
        playing.entries.iter().map(|entry| scope.look(entry.voice)).collect();
    let voices = voices?;
    let mut commands = scope.take_commands();
    let is_relooped = |music: &Music| {
        voices.iter().flatten().any(|voice| voice.sound == music.sound && with_loop(voice, music) != *voice)
    };
    // It is long: read only where it is asked for.
    let lengths =
        if last.iter().any(|(_, music)| is_relooped(music)) { Some(scope.resource()?) } else { None };
    let mut stand = Stand { playing, voices, lengths, tempo, tick: tick.number, hertz: rate.hertz };
    stand.end_vanished(&last, &mut commands);
    for (entity, music) in &last {
        stand.follow(*entity, music, &mut commands);
    }
    scope.put_commands(commands);
    if stand.playing != playing {
        scope.set_resource(&stand.playing)?;
    }
    if stand.tempo != tempo {
        scope.set_resource(&stand.tempo)?;
    }
    Ok(())
}

/// What is played in this tick, and by which clock.
struct Stand {
    playing: MusicPlaying,
    /// The voices of its entries.
    voices: Vec<Option<Voice>>,
    /// Where somebody wants another loop.
    lengths: Option<SoundLengths>,
    tempo: Tempo,
    tick: u64,
    hertz: u32,
}

impl Stand {
    /// Fades out what nobody wants any more.
    fn end_vanished(&mut self, wanted: &[(Entity, Music)], commands: &mut Commands) {
        for (entry, voice) in self.playing.entries.iter_mut().zip(&self.voices) {
            if entry.bus == Name::NONE || wanted.iter().any(|(_, music)| music.bus == entry.bus) {
                continue;
            }
            fade_out(entry, *voice, (self.tick, entry.fade_out_seconds), commands);
            *entry = Playing::default();
        }
    }

    /// Brings a bus to the music that it is to have.
    fn follow(&mut self, entity: Entity, music: &Music, commands: &mut Commands) {
        let entries = &mut self.playing.entries;
        let known = entries.iter().position(|entry| entry.bus == music.bus);
        let free = || entries.iter().position(|entry| entry.bus == Name::NONE);
        let Some(index) = known.or_else(free) else { return };
        let entry = &mut entries[index];
        if known.is_some() && (entry.sound, entry.music) == (music.sound, entity) {
            if let Some(voice) = self.voices[index] {
                let length = self.lengths.as_ref().and_then(|lengths| lengths.find(music.sound));
                let moment = (self.tick, self.hertz);
                let looped = length.map_or(voice, |length| relooped(&voice, music, length, moment));
                let now = Voice { gain: music.gain, ..looped };
                if now != voice {
                    commands.insert(entry.voice, &now);
                }
            }
            entry.fade_out_seconds = music.fade_out_seconds;
            return;
        }
        let moment = begin_of(music, &self.tempo, self.tick, self.hertz);
        fade_out(entry, self.voices[index], (moment.tick, music.fade_out_seconds), commands);
        *entry = Playing {
            bus: music.bus,
            sound: music.sound,
            voice: Entity::NONE,
            music: entity,
            fade_out_seconds: music.fade_out_seconds,
            reserved: 0,
        };
        if !music.sound.is_none() {
            entry.voice = commands.spawn(Row::new().with(&voice_of(music, moment)));
        }
        if music.beats_per_minute > 0.0 {
            self.tempo = Tempo {
                start_tick: moment.tick,
                start_frames: moment.frames,
                beats_per_minute: music.beats_per_minute,
                beats_per_bar: music.beats_per_bar.max(1),
                reserved: 0,
            };
        }
    }
}

/// When music begins.
fn begin_of(music: &Music, tempo: &Tempo, tick: u64, hertz: u32) -> Moment {
    match music.starts {
        Music::NEXT_BEAT => tempo.next_beat(tick, hertz),
        Music::NEXT_BAR => tempo.next_bar(tick, hertz),
        _ => Moment { tick, frames: 0 },
    }
}

/// The voice with the loop that the music wants.
fn with_loop(voice: &Voice, music: &Music) -> Voice {
    let Music { loop_start_frames, loop_end_frames, .. } = *music;
    Voice { looped: u32::from(music.once == 0), loop_start_frames, loop_end_frames, ..*voice }
}

/// The voice as it goes on from where it is when the music wants another part repeated, or none; while it fades in it
/// goes on as it was.
fn relooped(voice: &Voice, music: &Music, length: &SoundLength, (tick, hertz): (u64, u32)) -> Voice {
    let wanted = with_loop(voice, music);
    let (now, begin) = (frame_of_tick(tick, hertz), begin_frame(voice, hertz));
    if wanted == *voice || now <= begin {
        return wanted;
    }
    if fade_at(voice, now, hertz).level < 1.0 {
        return *voice;
    }
    let place = place_at(voice, now - begin, Extent::of_length(voice, length));
    let offset_frames = u32::try_from(place.frame).unwrap_or(u32::MAX);
    Voice { start_tick: tick, start_frames: 0, offset_frames, fade_in_seconds: 0.0, ..wanted }
}

fn voice_of(music: &Music, moment: Moment) -> Voice {
    let voice = Voice::new(music.sound, moment.tick).starting(moment).bus(music.bus).gain(music.gain);
    Voice {
        fade_in_seconds: music.fade_in_seconds,
        looped: u32::from(music.once == 0),
        loop_start_frames: music.loop_start_frames,
        loop_end_frames: music.loop_end_frames,
        // Music is never what gives way.
        priority: 255,
        fade_curve: Voice::EQUAL_POWER,
        ..voice
    }
}

fn fade_out(entry: &Playing, voice: Option<Voice>, (tick, seconds): (u64, f32), commands: &mut Commands) {
    if let Some(voice) = voice.filter(|voice| voice.stop_tick == Voice::NEVER) {
        commands.insert(entry.voice, &voice.fade_out(tick, seconds));
    }
}
