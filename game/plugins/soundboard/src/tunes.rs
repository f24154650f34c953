//! The tunes: which one, when it begins, how it fades over, and which part of it repeats.

use crate::board::Board;
use crate::controls::{CROSS, DAY, NIGHT, PART, SILENCE, START};
use playground_core_assets::AssetId;
use playground_core_client::audio::{BUS_MUSIC, Moment, Music, MusicPlaying, Tempo, Voice, frame_of_tick};
use playground_core_ecs::{Commands, Look, Tick, TickRate, component, system};

/// The tune with an intro.
pub const DAY_PATH: &str = "music/day.ogg";
/// The other tune.
pub const NIGHT_PATH: &str = "music/night.ogg";

const DAY_TUNE: AssetId = AssetId::of(DAY_PATH);
const NIGHT_TUNE: AssetId = AssetId::of(NIGHT_PATH);

/// A bar of four beats at 120 a minute. Unit: frames of 48 kHz.
pub const BAR_FRAMES: u32 = 96_000;
/// The bars before the loop of the tune with an intro.
const INTRO_BARS: u32 = 2;
/// The bars of each loop.
const LOOP_BARS: u32 = 8;
/// The bars of a part.
const PART_BARS: u32 = 2;
/// How many parts there are; part 0 is all of it.
pub const PART_COUNT: u32 = LOOP_BARS / PART_BARS;

/// What the tunes are at: a resource.
#[component]
#[derive(Default)]
pub struct Deck {
    /// When the jump is to be. Unit: ticks, and frames of 48 kHz behind it; tick 0 for no jump.
    pub jump_tick: u64,
    /// See [`jump_tick`](Self::jump_tick).
    pub jump_frames: u32,
    /// When tunes begin: as [`Music::starts`].
    pub starts: u32,
    /// The part that repeats; 0 is all.
    pub part: u32,
    /// The part to jump to.
    pub next_part: u32,
    /// How far the beat is, in beats since its first; below 0 before it.
    pub beat: f32,
    /// How far the tune is. Range: 0 to 1, or below 0 without one.
    pub progress: f32,
    /// The frames before the loop, for the picture. Unit: bars.
    pub intro_bars: u32,
    /// Always 0: fills the gap to the next row.
    pub reserved: u32,
}

fn intro_bars(tune: AssetId) -> u32 {
    if tune == DAY_TUNE { INTRO_BARS } else { 0 }
}

/// The part of a tune that repeats: where it begins and ends. Unit: frames of 48 kHz.
pub fn region(tune: AssetId, part: u32) -> (u32, u32) {
    let (first, bars) = match part {
        0 => (0, LOOP_BARS),
        part => ((part - 1) * PART_BARS, PART_BARS),
    };
    let start = intro_bars(tune) + first;
    (start * BAR_FRAMES, (start + bars) * BAR_FRAMES)
}

/// Takes what is pressed in the panel of music.
#[system]
pub fn choose(
    tunes: &mut [Music],
    board: &Board,
    deck: &mut Deck,
    tempo: &Tempo,
    tick: &Tick,
    rate: &TickRate,
) {
    if board.was_pressed(START) {
        deck.starts = (deck.starts + 1) % 3;
    }
    deck.beat = tempo.beats_at(tick.number, rate.hertz) as f32;
    let wished = match () {
        () if board.was_pressed(DAY) => Some(DAY_TUNE),
        () if board.was_pressed(NIGHT) => Some(NIGHT_TUNE),
        () if board.was_pressed(SILENCE) => Some(AssetId::NONE),
        () => None,
    };
    let cross = if board.is_on(CROSS) { board.number(CROSS) } else { 0.0 };
    for tune in tunes {
        (tune.fade_in_seconds, tune.fade_out_seconds) = (cross, cross);
        if let Some(sound) = wished.filter(|sound| *sound != tune.sound) {
            let (loop_start_frames, loop_end_frames) = region(sound, 0);
            let starts = deck.starts;
            *tune = Music { sound, starts, loop_start_frames, loop_end_frames, ..*tune };
            (deck.part, deck.next_part, deck.jump_tick) = (0, 0, 0);
        }
        if board.was_pressed(PART) && !tune.sound.is_none() {
            let Moment { tick, frames } = tempo.next_bar(tick.number + 1, rate.hertz);
            deck.next_part = (deck.next_part + 1) % (PART_COUNT + 1);
            (deck.jump_tick, deck.jump_frames) = (tick, frames);
        }
    }
}

/// Jumps in the voice that plays when its bar comes, and sees how far it is.
#[system]
pub fn jump(
    deck: &mut Deck,
    playing: &MusicPlaying,
    voices: Look<'_, Voice>,
    tick: &Tick,
    rate: &TickRate,
    commands: &mut Commands,
) {
    deck.progress = -1.0;
    let entry = playing.entries.iter().find(|entry| entry.bus == BUS_MUSIC);
    let Some((entry, voice)) = entry.and_then(|entry| Some((entry, *voices.get(entry.voice)?))) else {
        return;
    };
    let mut voice = voice;
    if deck.jump_tick == tick.number && deck.jump_tick > 0 {
        let moment = Moment { tick: deck.jump_tick, frames: deck.jump_frames };
        let (loop_start_frames, loop_end_frames) = region(voice.sound, deck.next_part);
        voice = Voice {
            offset_frames: loop_start_frames,
            loop_start_frames,
            loop_end_frames,
            fade_in_seconds: 0.0,
            ..voice.starting(moment)
        };
        commands.insert(entry.voice, &voice);
        (deck.part, deck.jump_tick) = (deck.next_part, 0);
    }
    let whole = region(voice.sound, 0).1;
    deck.intro_bars = intro_bars(voice.sound);
    deck.progress = place_of(&voice, tick.number, rate.hertz) as f32 / whole as f32;
}

/// Where in its sound a voice is that repeats. Unit: frames of 48 kHz.
pub fn place_of(voice: &Voice, tick: u64, hertz: u32) -> u64 {
    let begin = frame_of_tick(voice.start_tick, hertz) + u64::from(voice.start_frames);
    let passed = frame_of_tick(tick, hertz).saturating_sub(begin) as f64 * f64::from(voice.pitch);
    let place = u64::from(voice.offset_frames) + passed as u64;
    let (start, end) = (u64::from(voice.loop_start_frames), u64::from(voice.loop_end_frames));
    if start < end && place >= end { start + (place - start) % (end - start) } else { place }
}
