//! What a game may put on a bus, as names and numbers.

use playground_core_ecs::{BadValue, Name, component};

/// The numbers of an effect, at most.
pub const EFFECT_NUMBER_COUNT_MAX: usize = 7;

/// The effects of a bus, at most, one after the other.
pub const BUS_EFFECT_COUNT_MAX: usize = 4;

/// The echoes of a game, at most: each takes memory when the mixer is made. One more stays silent.
pub const DELAY_COUNT_MAX: usize = 8;

/// The reverbs of a game, at most, as [`DELAY_COUNT_MAX`].
pub const REVERB_COUNT_MAX: usize = 4;

/// The kinds of which a game has only so many, on all its buses together.
pub const COUNTED_KINDS: [(&str, usize); 2] = [("delay", DELAY_COUNT_MAX), ("reverb", REVERB_COUNT_MAX)];

/// A kind of effect: its name, and its numbers in order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EffectKind {
    /// What `game.toml` and scenes call it.
    pub name: &'static str,
    /// Its numbers. Range: at most [`EFFECT_NUMBER_COUNT_MAX`].
    pub numbers: &'static [EffectNumber],
}

/// A number of an effect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EffectNumber {
    /// What `game.toml` calls it, its unit last.
    pub name: &'static str,
    /// The lowest value.
    pub min: f32,
    /// The highest value.
    pub max: f32,
    /// What it is where nobody says.
    pub default: f32,
}

const fn number(name: &'static str, min: f32, max: f32, default: f32) -> EffectNumber {
    EffectNumber { name, min, max, default }
}

const FILTER: &[EffectNumber] = &[
    number("cutoff_hertz", 10.0, 20_000.0, 1_000.0),
    number("resonance", 0.1, 20.0, std::f32::consts::FRAC_1_SQRT_2),
];

/// All kinds of effects.
pub const EFFECT_KINDS: &[EffectKind] = &[
    EffectKind { name: "low_pass", numbers: FILTER },
    EffectKind { name: "high_pass", numbers: FILTER },
    EffectKind { name: "band_pass", numbers: FILTER },
    EffectKind {
        name: "equalizer",
        numbers: &[
            number("low_hertz", 10.0, 20_000.0, 200.0),
            number("low_decibels", -40.0, 24.0, 0.0),
            number("middle_hertz", 10.0, 20_000.0, 1_000.0),
            number("middle_decibels", -40.0, 24.0, 0.0),
            number("middle_resonance", 0.1, 20.0, std::f32::consts::FRAC_1_SQRT_2),
            number("high_hertz", 10.0, 20_000.0, 5_000.0),
            number("high_decibels", -40.0, 24.0, 0.0),
        ],
    },
    EffectKind {
        name: "compressor",
        numbers: &[
            number("threshold_decibels", -60.0, 0.0, -18.0),
            number("ratio", 1.0, 100.0, 4.0),
            number("knee_decibels", 0.0, 24.0, 6.0),
            number("attack_seconds", 0.0, 1.0, 0.005),
            number("release_seconds", 0.001, 5.0, 0.1),
            number("makeup_decibels", 0.0, 24.0, 0.0),
        ],
    },
    EffectKind {
        name: "delay",
        numbers: &[
            number("delay_seconds", 0.001, 2.0, 0.3),
            number("feedback", 0.0, 0.98, 0.4),
            number("wet", 0.0, 1.0, 0.35),
            number("dry", 0.0, 1.0, 1.0),
        ],
    },
    EffectKind {
        name: "reverb",
        numbers: &[
            number("decay_seconds", 0.1, 20.0, 1.5),
            number("damping_hertz", 200.0, 24_000.0, 6_000.0),
            number("before_seconds", 0.0, 0.2, 0.01),
            number("wet", 0.0, 1.0, 0.3),
            number("dry", 0.0, 1.0, 1.0),
        ],
    },
    EffectKind {
        name: "distortion",
        numbers: &[
            number("drive_decibels", 0.0, 60.0, 18.0),
            number("level_decibels", -60.0, 12.0, -6.0),
            number("wet", 0.0, 1.0, 1.0),
        ],
    },
    EffectKind {
        name: "limiter",
        numbers: &[number("ceiling_decibels", -24.0, 0.0, -1.0), number("release_seconds", 0.001, 5.0, 0.1)],
    },
];

/// The one kind that listens to another bus.
pub const SIDE_CHAIN_KIND: &str = "compressor";

impl EffectKind {
    /// The kind of a name.
    pub fn of(name: Name) -> Option<&'static Self> {
        EFFECT_KINDS.iter().find(|kind| Name::of(kind.name) == name)
    }

    /// Its numbers where nobody says others; those that it has not are 0.
    pub fn defaults(&self) -> [f32; EFFECT_NUMBER_COUNT_MAX] {
        let mut numbers = [0.0; EFFECT_NUMBER_COUNT_MAX];
        for (value, number) in numbers.iter_mut().zip(self.numbers) {
            *value = number.default;
        }
        numbers
    }
}

/// An effect on a bus, while the entity lives: it stands in place of what `game.toml` has there.
///
/// Whatever changes moves within 5 ms; one kind fades over into another. `Effect::on` of `core/client` makes one of
/// numbers with names.
#[component(check(check_effect))]
pub struct BusEffect {
    /// The bus.
    pub bus: Name,
    /// Which of [`EFFECT_KINDS`], by its name.
    pub kind: Name,
    /// For a compressor: the bus whose level counts; [`Name::NONE`] for its own.
    pub side_chain: Name,
    /// Which of the bus's places. Range: below [`BUS_EFFECT_COUNT_MAX`].
    pub place: u32,
    /// Its numbers in the order of [`EffectKind::numbers`]; the rest is 0.
    pub numbers: [f32; EFFECT_NUMBER_COUNT_MAX],
}

impl Default for BusEffect {
    /// A low-pass on everything.
    fn default() -> Self {
        let kind = &EFFECT_KINDS[0];
        Self {
            bus: Name::of("master"),
            kind: Name::of(kind.name),
            side_chain: Name::NONE,
            place: 0,
            numbers: kind.defaults(),
        }
    }
}

fn check_effect(effect: &BusEffect) -> Result<(), BadValue> {
    let kinds = "low_pass, high_pass, band_pass, equalizer, compressor, delay, reverb, distortion or limiter";
    let kind = EffectKind::of(effect.kind).ok_or(BadValue { field: "kind", expected: kinds })?;
    BadValue::unless((effect.place as usize) < BUS_EFFECT_COUNT_MAX, "place", "0 to 3")?;
    let is_good = |(value, number): (&f32, &EffectNumber)| (number.min..=number.max).contains(value);
    let are_good = effect.numbers.iter().zip(kind.numbers).all(is_good);
    BadValue::unless(
        are_good,
        "numbers",
        "within the ranges of its kind (docs/audio.md lists them), in their order",
    )
}
