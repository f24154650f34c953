//! The cues: what each button calls. How each sounds is in `game.toml`.

use crate::board::Board;
use crate::controls::{CUE_COUNT, CUES as FIRST, FIELD_MAX, FIELD_MIN};
use crate::palette::{LIME, sheer};
use playground_core_client::audio::{CueCall, CueVoice, Cues, SoundEmitter};
use playground_core_client::rendering::Shape;
use playground_core_ecs::{Commands, Entity, Random, system};
use playground_core_types::math::{Vec2, vec2};

/// The cues in the order of the buttons, and how each is called.
pub const CUES: [(&str, Way); CUE_COUNT] = [
    ("drop", Way::Plain),
    ("gong_oldest", Way::Plain),
    ("gong_refuse", Way::Plain),
    ("zap", Way::Plain),
    ("knock", Way::Placed),
    ("low", Way::Plain),
    ("high", Way::Plain),
    ("chime", Way::OnBeat),
    ("speech", Way::Plain),
    ("grain", Way::Hundred),
];

/// How a cue is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// As it is.
    Plain,
    /// From a place by chance.
    Placed,
    /// On the next beat.
    OnBeat,
    /// A hundred times, from places by chance.
    Hundred,
}

/// How many voices a press of the last button makes.
pub const HUNDRED: u32 = 100;

/// Of the hundred, how many begin in a tick.
const BURST_PER_TICK: u32 = 5;

/// Calls the cue whose button was pressed, and what is left of a hundred.
#[system]
pub fn call(board: &mut Board, cues: &mut Cues, random: &mut Random) {
    let pressed = CUES.iter().enumerate().find(|(index, _)| board.was_pressed(FIRST + index));
    if let Some((_, (cue, way))) = pressed {
        match way {
            Way::Plain => cues.play(cue),
            Way::Placed => cues.play_at(cue, draw_place(random)),
            Way::OnBeat => cues.call(CueCall::new(cue).on_beat()),
            Way::Hundred => board.burst += HUNDRED,
        }
    }
    let count = board.burst.min(BURST_PER_TICK);
    board.burst -= count;
    for _ in 0..count {
        // Steps of a scale of five notes.
        let step = [1.0, 1.125, 1.25, 1.5, 1.667, 2.0, 2.25, 2.5][random.generator.below(8) as usize];
        cues.call(CueCall::new("grain").at(draw_place(random)).pitch(step));
    }
}

fn draw_place(random: &mut Random) -> Vec2 {
    let edge = vec2(8.0, 8.0);
    let (min, max) = (FIELD_MIN + edge, FIELD_MAX - edge);
    vec2(random.generator.range_f32(min.x, max.x), random.generator.range_f32(min.y, max.y))
}

/// Shows where in the field a cue sounds.
#[system(with(CueVoice, SoundEmitter), without(Shape))]
pub fn mark(entities: &[Entity], commands: &mut Commands) {
    for entity in entities {
        commands.insert(*entity, &Shape::circle(2.2, sheer(LIME, 0.85)).on_layer(5));
    }
}
