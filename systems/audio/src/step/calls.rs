//! Inside a tick: the cues that rules called become voices, as far as their limits let them.

use playground_core_assets::AssetId;
use playground_core_client::audio::{
    CueCall, CueTable, CueTimes, CueVoice, Cues, Moment, Music, SoundCue, SoundEmitter, SoundTone, Tempo,
    Voice,
};
use playground_core_ecs::{
    Commands, CoreResult, Entity, Name, Random, Row, Scope, Tick, TickRate, Transform2d, system,
};
use playground_core_types::math::amplitude_of_decibels;
use playground_core_types::random::Pcg32;

/// Plays the cues that were called in this tick.
///
/// # Errors
/// None but a world without the resources of audio.
#[system(
    reads(CueVoice),
    reads_resource(CueTable, Tick, TickRate, Tempo),
    writes_resource(Cues, CueTimes, Random)
)]
pub fn play_cues(scope: &mut Scope<'_>) -> CoreResult<()> {
    let mut cues: Cues = scope.resource()?;
    if cues.count == 0 {
        return Ok(());
    }
    let mut playing: Vec<(Entity, CueVoice)> = Vec::new();
    scope.each(|page| {
        let marks: &[CueVoice] = page.read(CueVoice::ID)?;
        playing.extend(page.entities().iter().copied().zip(marks.iter().copied()));
        Ok(())
    })?;
    let (tick, rate): (Tick, TickRate) = (scope.resource()?, scope.resource()?);
    let random: Random = scope.resource()?;
    let mut caller = Caller {
        table: scope.resource()?,
        times: scope.resource()?,
        tempo: scope.resource()?,
        luck: random.generator,
        tick: tick.number,
        hertz: rate.hertz,
        playing,
    };
    let mut commands = scope.take_commands();
    for call in cues.iter() {
        caller.take(call, &mut commands);
    }
    scope.put_commands(commands);
    cues = Cues { dropped: cues.dropped, ..Cues::default() };
    scope.set_resource(&cues)?;
    scope.set_resource(&caller.times)?;
    scope.set_resource(&Random { generator: caller.luck })
}

/// What the calls of a tick are answered with.
struct Caller {
    table: CueTable,
    times: CueTimes,
    tempo: Tempo,
    luck: Pcg32,
    tick: u64,
    hertz: u32,
    /// What cues made and what still sounds.
    playing: Vec<(Entity, CueVoice)>,
}

impl Caller {
    fn take(&mut self, call: &CueCall, commands: &mut Commands) {
        let Some(cue) = self.table.find(call.cue).copied() else {
            self.times.unknown = call.cue;
            return;
        };
        let gain = amplitude_of_decibels(self.draw(cue.gain_decibels)) * call.gain.clamp(0.0, 4.0);
        let pitch = self.draw(cue.pitch) * call.pitch;
        let sound = self.draw_sound(&cue);
        if self.is_too_soon(&cue) || !self.make_room(&cue, commands) {
            return;
        }
        let moment = match call.starts {
            Music::NEXT_BEAT => self.tempo.next_beat(self.tick, self.hertz),
            Music::NEXT_BAR => self.tempo.next_bar(self.tick, self.hertz),
            _ => Moment { tick: self.tick, frames: 0 },
        };
        let voice = Voice::new(sound, self.tick).starting(moment).bus(cue.bus).gain(gain.clamp(0.0, 4.0));
        let voice = Voice { priority: cue.priority, ..voice.pitch(pitch.clamp(0.125, 8.0)).pan(call.pan) };
        let (priority, bus) = (cue.priority, cue.bus);
        let mark = CueVoice { cue: cue.name, bus, start_tick: self.tick, gain: voice.gain, priority };
        let mut row = Row::new().with(&mark);
        if cue.tone.wave != SoundTone::SILENT && sound.is_none() {
            row = row.with(&cue.tone);
        }
        let row = if call.is_placed == 0 {
            row.with(&voice)
        } else {
            row.with(&Transform2d::at(call.place.x, call.place.y)).with(&emitter_of(&cue, &voice))
        };
        self.playing.push((commands.spawn(row), mark));
        self.note(&cue);
    }

    /// A number of a range, without a draw where it has one value only.
    fn draw(&mut self, [low, high]: [f32; 2]) -> f32 {
        if low < high { self.luck.range_f32(low, high) } else { low }
    }

    fn draw_sound(&mut self, cue: &SoundCue) -> AssetId {
        let count = cue.sounds().count() as u32;
        let chosen = if count > 1 { self.luck.below(count) } else { 0 };
        cue.sounds().nth(chosen as usize).unwrap_or_default()
    }

    fn is_too_soon(&self, cue: &SoundCue) -> bool {
        let last = self.times.entries.iter().find(|time| time.cue == cue.name);
        last.is_some_and(|time| self.tick.saturating_sub(time.tick) < u64::from(cue.cooldown_ticks))
    }

    /// Notes when a cue was heard, in the place of the one that was heard longest ago where there is no other.
    fn note(&mut self, cue: &SoundCue) {
        let entries = &mut self.times.entries;
        let known = entries.iter().position(|time| time.cue == cue.name);
        let free = || entries.iter().position(|time| time.cue == Name::NONE);
        let index = known.or_else(free).unwrap_or_else(|| {
            let oldest = entries.iter().enumerate().min_by_key(|(_, time)| time.tick);
            oldest.map_or(0, |(index, _)| index)
        });
        entries[index].cue = cue.name;
        entries[index].tick = self.tick;
    }

    /// Whether the limits of the cue and of its bus leave room, or what sounds there gives way.
    fn make_room(&mut self, cue: &SoundCue, commands: &mut Commands) -> bool {
        let limit = (cue.limit > 0).then_some(cue.limit as usize);
        let of_cue = |mark: &CueVoice| mark.cue == cue.name;
        let bus_limit = self.table.limit(cue.bus);
        let bus_limit = (bus_limit > 0).then_some(bus_limit as usize);
        let of_bus = |mark: &CueVoice| mark.bus == cue.bus;
        self.keep_limit(cue, limit, of_cue, commands) && self.keep_limit(cue, bus_limit, of_bus, commands)
    }

    fn keep_limit(
        &mut self,
        cue: &SoundCue,
        limit: Option<usize>,
        counts: impl Fn(&CueVoice) -> bool,
        commands: &mut Commands,
    ) -> bool {
        let Some(limit) = limit else { return true };
        let rivals = self.playing.iter().enumerate().filter(|(_, (_, mark))| counts(mark));
        if rivals.clone().count() < limit {
            return true;
        }
        let may_go = rivals.filter(|(_, (_, mark))| mark.priority <= cue.priority);
        let victim = match cue.steal {
            SoundCue::STEAL_NONE => None,
            SoundCue::STEAL_QUIETEST => may_go.min_by(|(_, (_, one)), (_, (_, other))| {
                one.priority.cmp(&other.priority).then(one.gain.total_cmp(&other.gain))
            }),
            _ => may_go.min_by_key(|(_, (_, mark))| (mark.priority, mark.start_tick)),
        };
        let Some((index, _)) = victim else { return false };
        let (entity, _) = self.playing.remove(index);
        commands.despawn(entity);
        true
    }
}

/// The same as the voice, from a place.
fn emitter_of(cue: &SoundCue, voice: &Voice) -> SoundEmitter {
    SoundEmitter {
        sound: voice.sound,
        start_tick: voice.start_tick,
        start_frames: voice.start_frames,
        bus: voice.bus,
        gain: voice.gain,
        pitch: voice.pitch,
        priority: voice.priority,
        attenuation: cue.attenuation,
        min_distance: cue.min_distance,
        max_distance: cue.max_distance,
        leaves: 1,
        ..SoundEmitter::default()
    }
}
