//! All that can be touched: where it is, what it is called, and what it does.

use playground_core_types::math::{Vec2, lerp, pow, vec2};

/// A thing to drag about; a press silences it.
pub const EMITTER: u32 = 0;
/// A number between two ends, and a press that switches it on and off.
pub const FADER: u32 = 1;
/// On or off.
pub const SWITCH: u32 = 2;
/// Something that happens.
pub const BUTTON: u32 = 3;

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Control {
    /// [`EMITTER`], [`FADER`], [`SWITCH`] or [`BUTTON`].
    pub kind: u32,
    /// Its middle. Unit: virtual pixels.
    pub place: Vec2,
    /// Unit: virtual pixels.
    pub size: Vec2,
    /// What is written on it.
    pub name: &'static str,
    /// What it does, in one line.
    pub help: &'static str,
    /// Its number, for a fader.
    pub range: Range,
    /// Where in its range it stands at first. Range: 0 to 1.
    pub initial: f32,
    /// Whether it is on at first.
    pub is_on: bool,
}

/// What a fader's way from 0 to 1 means.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    /// At 0.
    pub low: f32,
    /// At 1.
    pub high: f32,
    /// `Hz`, `dB` or `s`. Hertz go by octaves, the others evenly.
    pub unit: &'static str,
}

impl Range {
    /// The number at a share of the way.
    pub fn at(&self, share: f32) -> f32 {
        match self.unit {
            HERTZ => self.low * pow(self.high / self.low, share),
            _ => lerp(self.low, self.high, share),
        }
    }
}

/// [`Range::unit`] of frequencies.
pub const HERTZ: &str = "Hz";
/// [`Range::unit`] of levels.
pub const DECIBELS: &str = "dB";
/// [`Range::unit`] of times.
pub const SECONDS: &str = "s";

const NONE: Range = Range { low: 0.0, high: 1.0, unit: "" };

/// The emitters, of which there are [`EMITTER_COUNT`].
pub const EMITTERS: usize = 0;
/// How many emitters there are.
pub const EMITTER_COUNT: usize = 4;
/// A wall between the ears and what is behind it.
pub const WALL: usize = 4;
/// Whether what moves is heard to move.
pub const DOPPLER: usize = 5;
/// Whether there is a head between the ears.
pub const HEAD: usize = 6;
/// The buses, of which there are [`BUS_COUNT`].
pub const BUSES: usize = 7;
/// How many buses there are.
pub const BUS_COUNT: usize = 5;
/// Whether buses fade to their level.
pub const SLOW: usize = 12;
/// The effects, of which there are [`EFFECT_COUNT`].
pub const EFFECTS: usize = 13;
/// How many effects there are.
pub const EFFECT_COUNT: usize = 8;
/// The tune with an intro.
pub const DAY: usize = 21;
/// The other tune.
pub const NIGHT: usize = 22;
/// No tune.
pub const SILENCE: usize = 23;
/// When a tune begins.
pub const START: usize = 24;
/// How long tunes take to fade over.
pub const CROSS: usize = 25;
/// The next part of the tune.
pub const PART: usize = 26;
/// The cues, of which there are [`CUE_COUNT`].
pub const CUES: usize = 27;
/// How many cues there are.
pub const CUE_COUNT: usize = 10;
/// How many controls there are.
pub const COUNT: usize = CUES + CUE_COUNT;

/// All controls.
pub const CONTROLS: [Control; COUNT] = [
    emitter(
        84.0,
        92.0,
        "Fire",
        "A file that loops. Linear: as loud as it is inside of the small circle, silent outside of the large one.",
    ),
    emitter(
        246.0,
        156.0,
        "Beacon",
        "No file: a triangle wave of a few numbers. Inverse attenuation, as in the open.",
    ),
    emitter(86.0, 164.0, "Radio", "A cone: loud in front of it, quiet behind. It turns like a lighthouse."),
    emitter(
        236.0,
        90.0,
        "Bee",
        "It flies in a circle. With doppler on it is higher while it comes and lower while it goes.",
    ),
    switch(62.0, 212.0, 92.0, "Wall", false, "What the wall hides from you is 12 dB quieter, and dull."),
    switch(164.0, 212.0, 92.0, "Doppler", true, "Whether movement bends the pitch."),
    switch(
        266.0,
        212.0,
        92.0,
        "Head",
        false,
        "For headphones: what is at a side reaches the far ear later, and duller.",
    ),
    bus(0, "Master", 0.87, "Everything goes through here."),
    bus(1, "Music", 0.8, "The two tunes."),
    bus(2, "Effects", 0.87, "Emitters and cues. It also sends to the room, 8 dB quieter."),
    bus(3, "Speech", 0.87, "A bus of its own, so that music can duck below it."),
    bus(4, "Room", 0.6, "A reverb alone: what others send to it comes back as a room."),
    switch(
        598.0,
        38.0,
        56.0,
        "Slow",
        false,
        "Buses take 1.5 seconds to their level, in a straight line and without a step.",
    ),
    effect(0, "Low-pass", hertz(200.0, 12_000.0), 0.4, "On music: takes away what lies above."),
    effect(
        1,
        "Equalizer",
        decibels(-18.0, 18.0),
        0.8,
        "On music: to the right brighter, to the left darker.",
    ),
    effect(
        2,
        "Ducking",
        decibels(-60.0, -10.0),
        0.5,
        "A compressor on music that listens to the speech bus. Turn it on, and press Speech.",
    ),
    effect(3, "Limiter", decibels(-24.0, 0.0), 0.75, "On master: nothing comes out louder than this."),
    effect(4, "Distortion", decibels(0.0, 48.0), 0.5, "On effects: bends the wave until it is rough."),
    effect(
        5,
        "Compress",
        decibels(-60.0, 0.0),
        0.5,
        "On effects: what is louder than this rises by a fifth only.",
    ),
    effect(6, "Delay", seconds(0.05, 1.0), 0.3, "On effects: echoes, each quieter than the last."),
    effect(7, "Reverb", seconds(0.3, 8.0), 0.3, "On effects: a room that takes this long to fall silent."),
    button(46.0, 256.0, 62.0, "Day", "A tune with an intro of two bars, heard once, and a loop of eight."),
    button(114.0, 256.0, 62.0, "Night", "The same chords by night. It fades over from the other tune."),
    button(182.0, 256.0, 62.0, "Silence", "The tune fades out."),
    button(
        265.0,
        256.0,
        92.0,
        "Start",
        "When the next tune begins: at once, on the next beat, or on the next bar; to the frame.",
    ),
    fader(
        (vec2(125.0, 277.0), 220.0),
        "Cross-fade",
        seconds(0.0, 4.0),
        (0.375, true),
        "How long one tune takes to go and the other to come. Off: they cut.",
    ),
    button(
        279.0,
        277.0,
        64.0,
        "Part",
        "Jumps on the next bar, and repeats two bars of the tune; after the last part all of it.",
    ),
    cue(0, "Pitch", "One sound, each time at another pitch of its range."),
    cue(1, "Oldest", "At most two at once: a third fades out the oldest within 2 ms."),
    cue(2, "Refuse", "At most two at once: a third is not heard."),
    cue(3, "Tone", "No file: a saw wave that falls three octaves."),
    cue(4, "Placed", "From a place by chance, heard by the ears in the field."),
    cue(
        5,
        "Low",
        "Priority 50, on a bus with room for two: it gives way to High, and never the other way round.",
    ),
    cue(6, "High", "Priority 200, on a bus with room for two."),
    cue(7, "On beat", "Waits for the next beat of the tune, to the frame."),
    cue(8, "Speech", "On the speech bus. With Ducking on, the music makes room for it."),
    cue(9, "100 voices", "A hundred tones from places by chance, five in a tick."),
];

const fn emitter(x: f32, y: f32, name: &'static str, help: &'static str) -> Control {
    let size = vec2(16.0, 16.0);
    Control { kind: EMITTER, place: vec2(x, y), size, name, help, range: NONE, initial: 0.0, is_on: true }
}

const fn switch(x: f32, y: f32, wide: f32, name: &'static str, is_on: bool, help: &'static str) -> Control {
    let size = vec2(wide, 14.0);
    Control { kind: SWITCH, place: vec2(x, y), size, name, help, range: NONE, initial: 0.0, is_on }
}

const fn button(x: f32, y: f32, wide: f32, name: &'static str, help: &'static str) -> Control {
    let size = vec2(wide, 15.0);
    Control { kind: BUTTON, place: vec2(x, y), size, name, help, range: NONE, initial: 0.0, is_on: false }
}

/// A fader: its middle and width, and where it stands at first and whether it is on.
const fn fader(
    (place, wide): (Vec2, f32),
    name: &'static str,
    range: Range,
    (initial, is_on): (f32, bool),
    help: &'static str,
) -> Control {
    let size = vec2(wide, 15.0);
    Control { kind: FADER, place, size, name, help, range, initial, is_on }
}

const fn bus(row: u32, name: &'static str, initial: f32, help: &'static str) -> Control {
    let place = vec2(439.0, 57.0 + row as f32 * 18.0);
    fader((place, 206.0), name, decibels(-40.0, 6.0), (initial, true), help)
}

const fn effect(place: u32, name: &'static str, range: Range, initial: f32, help: &'static str) -> Control {
    let (column, row) = (place / 4, place % 4);
    let place = vec2(407.0 + column as f32 * 146.0, 173.0 + row as f32 * 17.0);
    fader((place, 142.0), name, range, (initial, false), help)
}

const fn hertz(low: f32, high: f32) -> Range {
    Range { low, high, unit: HERTZ }
}

const fn decibels(low: f32, high: f32) -> Range {
    Range { low, high, unit: DECIBELS }
}

const fn seconds(low: f32, high: f32) -> Range {
    Range { low, high, unit: SECONDS }
}

const fn cue(place: u32, name: &'static str, help: &'static str) -> Control {
    let (column, row) = (place % 5, place / 5);
    let size = vec2(54.0, 21.0);
    let place = vec2(363.0 + column as f32 * 58.5, 276.0 + row as f32 * 26.0);
    Control { kind: BUTTON, place, size, name, help, range: NONE, initial: 0.0, is_on: false }
}

/// How wide the name of a fader is, which is its switch as well. Unit: virtual pixels.
pub const NAME_WIDTH: f32 = 56.0;
/// How wide the number of a fader is. Unit: virtual pixels.
pub const NUMBER_WIDTH: f32 = 38.0;

impl Control {
    /// The left end and the length of a fader's way. Unit: virtual pixels.
    pub fn way(&self) -> (f32, f32) {
        let left = self.place.x - self.size.x / 2.0 + NAME_WIDTH + 6.0;
        (left, self.size.x - NAME_WIDTH - NUMBER_WIDTH - 12.0)
    }

    /// Whether a point is on it, were its middle at `place`.
    pub fn covers(&self, place: Vec2, point: Vec2) -> bool {
        let apart = (point - place).abs();
        apart.x <= self.size.x / 2.0 && apart.y <= self.size.y / 2.0
    }
}

/// What is in the field of the emitters: its left top corner. Unit: virtual pixels.
pub const FIELD_MIN: Vec2 = vec2(14.0, 46.0);
/// Its right bottom corner.
pub const FIELD_MAX: Vec2 = vec2(314.0, 200.0);
/// Where the ears are.
pub const EARS: Vec2 = vec2(164.0, 123.0);
