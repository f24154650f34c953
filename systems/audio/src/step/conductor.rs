//! Inside a tick: the music that a bus is to have becomes a voice, and other music fades over.

use playground_core_client::audio::{Moment, Music, MusicPlaying, Playing, Tempo, Voice};
use playground_core_ecs::{Commands, CoreResult, Entity, Name, Row, Scope, Tick, TickRate, system};

/// Begins, changes and ends music.
///
/// # Errors
/// None but a world without the resources of audio.
#[system(reads(Music), looks(Voice), reads_resource(Tick, TickRate), writes_resource(MusicPlaying, Tempo))]
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
    let mut stand = Stand { playing, voices, tempo, tick: tick.number, hertz: rate.hertz };
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
            if let Some(voice) = self.voices[index].filter(|voice| voice.gain != music.gain) {
                commands.insert(entry.voice, &Voice { gain: music.gain, ..voice });
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
