//! What a game's cues are: sounds that rules ask for by name.

use crate::AssetId;
use playground_core_ecs::{BadValue, Name, component};

/// The other sounds of a cue at most, beside its first.
pub const CUE_VARIANT_COUNT_MAX: usize = 7;

/// A sound that is called by name: which files, how loud, how high, how often at once.
///
/// A game declares it under `[audio.cues]` of its `game.toml`, or as a component in a scene, which comes before one of
/// the same name in `game.toml`; both are read when the game begins. Numbers in pairs are the ends of a range, from
/// which each call draws by chance.
#[component(check(check_cue))]
pub struct SoundCue {
    /// What rules call it by.
    pub name: Name,
    /// The sound; [`AssetId::NONE`] for a cue that plays its [`tone`](Self::tone).
    pub sound: AssetId,
    /// Further sounds, one of which may be played instead by chance; [`AssetId::NONE`] for none.
    pub variants: [AssetId; CUE_VARIANT_COUNT_MAX],
    /// The bus that it goes through.
    pub bus: Name,
    /// What plays where there is no sound.
    pub tone: SoundTone,
    /// Level. Unit: decibels. Range: -96 to 12.
    pub gain_decibels: [f32; 2],
    /// How fast it plays, and how much higher it sounds. Range: 0.125 to 8.
    pub pitch: [f32; 2],
    /// How many of it sound at once, at most; 0 is no limit.
    pub limit: u32,
    /// What is heard where not all can be: the higher, the rather. Range: 0 to 255.
    pub priority: u32,
    /// For so many ticks after a call no other one is heard; 1 is once a tick.
    pub cooldown_ticks: u32,
    /// What happens to a call beyond a limit: [`STEAL_NONE`](Self::STEAL_NONE) or another of these constants.
    pub steal: u32,
    /// For calls with a place: where it begins to be quieter with distance. Unit: virtual pixels. Range: above 0.
    pub min_distance: f32,
    /// Where it is not heard any more. Unit: virtual pixels. Range: above `min_distance`.
    pub max_distance: f32,
    /// How it becomes quieter between: 0 linear, 1 inverse, 2 exponential.
    pub attenuation: u32,
}

impl SoundCue {
    /// The [`steal`](Self::steal) of a cue whose call beyond a limit is not heard.
    pub const STEAL_NONE: u32 = 0;

    /// The [`steal`](Self::steal) of a cue whose call beyond a limit takes the place of the one that began first.
    pub const STEAL_OLDEST: u32 = 1;

    /// The [`steal`](Self::steal) of a cue whose call beyond a limit takes the place of the one of the lowest level.
    pub const STEAL_QUIETEST: u32 = 2;

    /// The [`priority`](Self::priority) of what says none.
    pub const PRIORITY: u32 = 100;

    /// All its sounds, in order; none where it plays a tone.
    pub fn sounds(&self) -> impl Iterator<Item = AssetId> {
        [self.sound].into_iter().chain(self.variants).filter(|sound| !sound.is_none())
    }
}

impl Default for SoundCue {
    fn default() -> Self {
        Self {
            name: Name::NONE,
            sound: AssetId::NONE,
            variants: [AssetId::NONE; CUE_VARIANT_COUNT_MAX],
            bus: Name::of("effects"),
            tone: SoundTone { wave: SoundTone::SILENT, ..SoundTone::default() },
            gain_decibels: [0.0; 2],
            pitch: [1.0; 2],
            limit: 0,
            priority: Self::PRIORITY,
            cooldown_ticks: 1,
            steal: Self::STEAL_OLDEST,
            min_distance: 40.0,
            max_distance: 400.0,
            attenuation: 0,
        }
    }
}

/// What is wrong with a cue.
///
/// # Errors
/// The first field that is out of its range.
pub fn check_cue(cue: &SoundCue) -> Result<(), BadValue> {
    let is_range =
        |ends: [f32; 2], min: f32, max: f32| ends[0] >= min && ends[0] <= ends[1] && ends[1] <= max;
    BadValue::unless(cue.name != Name::NONE, "name", "a name")?;
    BadValue::unless(is_range(cue.gain_decibels, -96.0, 12.0), "gain_decibels", "a range within -96 to 12")?;
    BadValue::unless(is_range(cue.pitch, 0.125, 8.0), "pitch", "a range within 0.125 to 8")?;
    BadValue::unless(cue.priority <= 255, "priority", "0 to 255")?;
    BadValue::unless(cue.steal <= SoundCue::STEAL_QUIETEST, "steal", "0 (none), 1 (oldest) or 2 (quietest)")?;
    BadValue::unless(cue.attenuation <= 2, "attenuation", "0 (linear), 1 (inverse) or 2 (exponential)")?;
    BadValue::unless(cue.min_distance > 0.0, "min_distance", "above 0")?;
    BadValue::unless(cue.max_distance > cue.min_distance, "max_distance", "above `min_distance`")?;
    match cue.tone.wave {
        SoundTone::SILENT => Ok(()),
        _ => check_tone(&cue.tone),
    }
}

/// A sound of a few numbers: a wave, how high, and how it comes and goes. Beside a `Voice` or a `SoundEmitter` it plays
/// in place of their sound.
#[component(check(check_tone))]
pub struct SoundTone {
    /// What swings: [`SINE`](Self::SINE) or another of these constants.
    pub wave: u32,
    /// How often it swings in a second when it begins; for noise how often another random value is drawn.
    ///
    /// Unit: hertz. Range: 1 to 20,000.
    pub hertz: f32,
    /// How often it swings at the end of its sweep; 0 for no sweep.
    ///
    /// Unit: hertz. Range: 0 to 20,000.
    pub sweep_hertz: f32,
    /// How long the sweep takes. Unit: seconds. Range: 0 to 60.
    pub sweep_seconds: f32,
    /// The part of each period in which a square is up. Range: 0.01 to 0.99.
    pub duty: f32,
    /// Which noise it is.
    pub seed: u32,
    /// From silence to its level. Unit: seconds. Range: 0 to 60, as the other times.
    pub attack_seconds: f32,
    /// From there to `sustain`. Unit: seconds.
    pub decay_seconds: f32,
    /// The level that is kept. Range: 0 to 1.
    pub sustain: f32,
    /// From its beginning until it falls; what is looped is held until it stops. Unit: seconds.
    pub held_seconds: f32,
    /// From there to silence. Unit: seconds.
    pub release_seconds: f32,
}

impl SoundTone {
    /// The [`wave`](Self::wave) of no tone at all.
    pub const SILENT: u32 = 0;
    /// One pure tone.
    pub const SINE: u32 = 1;
    /// Up and down: hollow.
    pub const SQUARE: u32 = 2;
    /// A slope and a fall: bright.
    pub const SAW: u32 = 3;
    /// Two slopes: soft.
    pub const TRIANGLE: u32 = 4;
    /// Random values.
    pub const NOISE: u32 = 5;
}

impl Default for SoundTone {
    /// A sine of 440 Hz, a fifth of a second long.
    fn default() -> Self {
        Self {
            wave: Self::SINE,
            hertz: 440.0,
            sweep_hertz: 0.0,
            sweep_seconds: 0.0,
            duty: 0.5,
            seed: 0,
            attack_seconds: 0.002,
            decay_seconds: 0.0,
            sustain: 1.0,
            held_seconds: 0.15,
            release_seconds: 0.05,
        }
    }
}

/// What is wrong with a tone.
///
/// # Errors
/// The first field that is out of its range.
pub fn check_tone(tone: &SoundTone) -> Result<(), BadValue> {
    let (hertz, seconds) = (0.0..=20_000.0, 0.0..=60.0);
    BadValue::unless(
        (SoundTone::SINE..=SoundTone::NOISE).contains(&tone.wave),
        "wave",
        "1 (sine) to 5 (noise)",
    )?;
    BadValue::unless(tone.hertz >= 1.0 && hertz.contains(&tone.hertz), "hertz", "1 to 20000")?;
    BadValue::unless(hertz.contains(&tone.sweep_hertz), "sweep_hertz", "0 to 20000")?;
    BadValue::unless(seconds.contains(&tone.sweep_seconds), "sweep_seconds", "0 to 60")?;
    BadValue::unless((0.01..=0.99).contains(&tone.duty), "duty", "0.01 to 0.99")?;
    BadValue::unless(seconds.contains(&tone.attack_seconds), "attack_seconds", "0 to 60")?;
    BadValue::unless(seconds.contains(&tone.decay_seconds), "decay_seconds", "0 to 60")?;
    BadValue::unless((0.0..=1.0).contains(&tone.sustain), "sustain", "0 to 1")?;
    BadValue::unless(seconds.contains(&tone.held_seconds), "held_seconds", "0 to 60")?;
    BadValue::unless(seconds.contains(&tone.release_seconds), "release_seconds", "0 to 60")
}
