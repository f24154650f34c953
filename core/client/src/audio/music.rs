//! Music, and the beat that it goes by.

use crate::audio::SAMPLE_RATE_HERTZ;
use crate::audio::voice::BUS_MUSIC;
use playground_core_assets::AssetId;
use playground_core_ecs::{BadValue, Entity, Name, component};

/// The buses that have music at the same time, at most.
pub const MUSIC_COUNT_MAX: usize = 8;

/// The music of a bus, while the entity lives. Another sound in it, or another entity's music on the same bus, fades
/// over; of several on one bus the last one in the order of the world is heard.
///
/// What lies before its loop is heard once. Its place follows from the tick in which it began, so a rewind, a load
/// or a replay has it where it was.
#[component(check(check_music))]
pub struct Music {
    /// What plays; [`AssetId::NONE`] is silence.
    pub sound: AssetId,
    /// The bus that it goes through.
    pub bus: Name,
    /// Level. Unit: linear amplitude. Range: 0 to 4.
    pub gain: f32,
    /// How long it takes to come. Unit: seconds. Range: 0 to 60.
    pub fade_in_seconds: f32,
    /// How long it takes to go when other music comes, or none. Unit: seconds. Range: 0 to 60.
    pub fade_out_seconds: f32,
    /// Where the part begins that repeats. Unit: frames of 48 kHz.
    pub loop_start_frames: u32,
    /// Where that part ends; 0 takes the part that the file says, or else all of it.
    pub loop_end_frames: u32,
    /// 1 when it plays once, and silence follows.
    pub once: u32,
    /// When it begins: [`AT_ONCE`](Self::AT_ONCE), [`NEXT_BEAT`](Self::NEXT_BEAT) or [`NEXT_BAR`](Self::NEXT_BAR) of
    /// the [`Tempo`] that holds until then.
    pub starts: u32,
    /// Its own tempo, which becomes the world's [`Tempo`] when it begins; 0 leaves that alone. Range: 0, or 1 to 1,000.
    pub beats_per_minute: f32,
    /// Beats of a bar. Range: 1 to 64.
    pub beats_per_bar: u32,
    /// Always 0: fills the gap to the next row.
    pub reserved: u32,
}

impl Music {
    /// In the tick that sees it.
    pub const AT_ONCE: u32 = 0;
    /// On the next beat.
    pub const NEXT_BEAT: u32 = 1;
    /// On the first beat of the next bar.
    pub const NEXT_BAR: u32 = 2;

    /// Music that repeats, on the bus of music.
    pub fn new(sound: AssetId) -> Self {
        Self { sound, ..Self::default() }
    }
}

impl Default for Music {
    fn default() -> Self {
        Self {
            sound: AssetId::NONE,
            bus: BUS_MUSIC,
            gain: 1.0,
            fade_in_seconds: 0.0,
            fade_out_seconds: 1.0,
            loop_start_frames: 0,
            loop_end_frames: 0,
            once: 0,
            starts: Self::AT_ONCE,
            beats_per_minute: 0.0,
            beats_per_bar: 4,
            reserved: 0,
        }
    }
}

fn check_music(music: &Music) -> Result<(), BadValue> {
    let Music { loop_start_frames, loop_end_frames, beats_per_minute, .. } = *music;
    let is_tempo = beats_per_minute == 0.0 || (1.0..=1_000.0).contains(&beats_per_minute);
    let is_loop = loop_end_frames == 0 || loop_start_frames < loop_end_frames;
    BadValue::unless((0.0..=4.0).contains(&music.gain), "gain", "0 to 4")?;
    BadValue::unless((0.0..=60.0).contains(&music.fade_in_seconds), "fade_in_seconds", "0 to 60")?;
    BadValue::unless((0.0..=60.0).contains(&music.fade_out_seconds), "fade_out_seconds", "0 to 60")?;
    BadValue::unless(is_loop, "loop_end_frames", "0, or above `loop_start_frames`")?;
    BadValue::unless(
        music.starts <= Music::NEXT_BAR,
        "starts",
        "0 (at once), 1 (next beat) or 2 (next bar)",
    )?;
    BadValue::unless(is_tempo, "beats_per_minute", "0, or 1 to 1000")?;
    BadValue::unless((1..=64).contains(&music.beats_per_bar), "beats_per_bar", "1 to 64")
}

/// A frame of the world's time: what begins there begins exactly there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The tick in which it lies.
    pub tick: u64,
    /// How far behind the tick's beginning. Unit: frames of 48 kHz.
    pub frames: u32,
}

/// A clock of beats: a resource, which music with a tempo sets; a game may keep further ones in resources of its own.
#[component]
pub struct Tempo {
    /// The tick in which beat 0 was.
    pub start_tick: u64,
    /// How far behind that tick's beginning it was. Unit: frames of 48 kHz.
    pub start_frames: u32,
    /// Range: 1 to 1,000; others count as the nearer end.
    pub beats_per_minute: f32,
    /// Range: 1 and above.
    pub beats_per_bar: u32,
    /// Always 0: fills the gap to the next row.
    pub reserved: u32,
}

impl Tempo {
    /// Where a beat is, rounded down to a frame; nothing accumulates. Unit of `hertz`: ticks a second.
    pub fn beat(&self, number: u64, hertz: u32) -> Moment {
        self.moment(self.frame_of_beat(number), hertz)
    }

    /// The first beat that is not before the beginning of `tick`.
    pub fn next_beat(&self, tick: u64, hertz: u32) -> Moment {
        self.beat(self.beats_before(tick, hertz), hertz)
    }

    /// The first beginning of a bar that is not before the beginning of `tick`.
    pub fn next_bar(&self, tick: u64, hertz: u32) -> Moment {
        let bar = u64::from(self.beats_per_bar.max(1));
        self.beat(self.beats_before(tick, hertz).div_ceil(bar) * bar, hertz)
    }

    /// How many beats, with fractions, have passed when `tick` begins; below 0 before beat 0.
    pub fn beats_at(&self, tick: u64, hertz: u32) -> f64 {
        let (now, start) = (frame_of_tick(tick, hertz), self.start(hertz));
        (now as f64 - start as f64) / self.frames_per_beat()
    }

    fn beats_before(&self, tick: u64, hertz: u32) -> u64 {
        let passed = frame_of_tick(tick, hertz).saturating_sub(self.start(hertz));
        let frame = self.start(hertz) + passed;
        let near = (passed as f64 / self.frames_per_beat()) as u64;
        // The quotient may have been rounded over a whole number either way.
        let first = near.saturating_sub(1);
        (first..).find(|beat| self.frame_of_beat_after(*beat, hertz) >= frame).unwrap_or(near)
    }

    fn frame_of_beat_after(&self, number: u64, hertz: u32) -> u64 {
        self.start(hertz) + self.frame_of_beat(number)
    }

    fn moment(&self, after_start: u64, hertz: u32) -> Moment {
        let frame = self.start(hertz).saturating_add(after_start);
        Moment::of_frame(frame, hertz)
    }

    fn start(&self, hertz: u32) -> u64 {
        frame_of_tick(self.start_tick, hertz).saturating_add(self.start_frames.into())
    }

    fn frame_of_beat(&self, number: u64) -> u64 {
        (number as f64 * self.frames_per_beat()) as u64
    }

    fn frames_per_beat(&self) -> f64 {
        let beats =
            if self.beats_per_minute.is_nan() { 1.0 } else { self.beats_per_minute.clamp(1.0, 1_000.0) };
        f64::from(SAMPLE_RATE_HERTZ) * 60.0 / f64::from(beats)
    }
}

impl Default for Tempo {
    fn default() -> Self {
        Self { start_tick: 0, start_frames: 0, beats_per_minute: 120.0, beats_per_bar: 4, reserved: 0 }
    }
}

impl Moment {
    /// The tick in which a frame lies, counted from the beginning of tick 0, and how far in it.
    pub fn of_frame(frame: u64, hertz: u32) -> Self {
        let hertz = u64::from(hertz.max(1));
        let rate = u64::from(SAMPLE_RATE_HERTZ);
        // The last tick that begins at or before the frame.
        let tick = ((u128::from(frame) + 1) * u128::from(hertz)).div_ceil(u128::from(rate)).saturating_sub(1);
        let tick = u64::try_from(tick).unwrap_or(u64::MAX);
        let frames = frame.saturating_sub(frame_of_tick(tick, hertz as u32));
        Self { tick, frames: u32::try_from(frames).unwrap_or(u32::MAX) }
    }
}

/// The first frame of a tick, counted from the beginning of tick 0.
pub fn frame_of_tick(tick: u64, hertz: u32) -> u64 {
    let frames = u128::from(tick) * u128::from(SAMPLE_RATE_HERTZ) / u128::from(hertz.max(1));
    // Keeps sums of two of these within an i64.
    u64::try_from(frames).unwrap_or(u64::MAX).min(1 << 61)
}

/// What plays on a bus by order of its [`Music`].
#[component]
#[derive(Default)]
pub struct Playing {
    /// The bus; [`Name::NONE`] for an entry that is free.
    pub bus: Name,
    /// What plays.
    pub sound: AssetId,
    /// Its voice.
    pub voice: Entity,
    /// The entity of the music.
    pub music: Entity,
    /// How long it takes to go.
    pub fade_out_seconds: f32,
    /// Always 0: fills the gap to the next row.
    pub reserved: u32,
}

/// The music that plays: a resource of the runtime's own.
#[component]
#[derive(Default)]
pub struct MusicPlaying {
    /// One for each bus that has music.
    pub entries: [Playing; MUSIC_COUNT_MAX],
}
