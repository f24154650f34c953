//! What one hears of what happened, and the music. How each cue sounds is in `game.toml`.

use crate::game::{Game, PHASE_LOBBY, PHASE_PLAY, PHASE_PODIUM, SCREEN};
use crate::told::{self, Happening, Told};
use playground_core_assets::AssetId;
use playground_core_client::audio::{CueCall, Cues, Music};
use playground_core_ecs::system;

/// The cues, and what calls them.
pub const CUES: &[(u32, &str)] = &[
    (told::JOINED, "join"),
    (told::LEFT, "leave"),
    (told::READY, "ready"),
    (told::BLIP, "blip"),
    (told::DASHED, "dash"),
    (told::HIT, "hit"),
    (told::PARRIED, "parry"),
    (told::BUMPED, "bump"),
    (told::FELL, "splash"),
    (told::CRACKED, "crack"),
    (told::BROKE, "break"),
    (told::RETURNED, "return"),
    (told::LIT, "lit"),
    (told::PASSED, "pass"),
    (told::TICKED, "tick"),
    (told::BOOMED, "boom"),
    (told::CAUGHT, "catch"),
    (told::BANKED, "bank"),
    (told::SPILT, "spill"),
    (told::QUEEN, "queen"),
    (told::COUNTED, "count"),
    (told::BEGAN, "go"),
    (told::WHISTLED, "whistle"),
    (told::SCORED, "score"),
    (told::CROWNED, "crown"),
    (told::CALLED, "call"),
    (told::LOST, "lost"),
    (told::FOUND, "found"),
    (told::CHARGED, "charged"),
];

/// The music that no scene names, because it comes with a round.
pub const ROUND_PATH: &str = "music/round.ogg";

const LOBBY_MUSIC: AssetId = AssetId::of("music/lobby.ogg");
const ROUND_MUSIC: AssetId = AssetId::of(ROUND_PATH);

/// How much higher a happening sounds.
fn pitch_of(happening: &Happening) -> f32 {
    match happening.kind {
        told::CAUGHT => 1.0 + 0.09 * happening.strength,
        told::TICKED => 1.0 + 0.7 * happening.strength,
        told::HIT => 1.15 - 0.3 * happening.strength,
        // Everybody has a voice of their own.
        told::CALLED => [1.0, 1.2, 0.8, 1.45][(happening.seat.wrapping_sub(1) % 4) as usize],
        _ => 1.0,
    }
}

/// Makes what happened heard; what happens twice in one tick is heard once.
#[system]
pub fn sound(told: &Told, cues: &mut Cues) {
    for happening in told.iter() {
        let Some((_, cue)) = CUES.iter().find(|(kind, _)| *kind == happening.kind) else { continue };
        let pan = ((happening.place.x / SCREEN.x) * 2.0 - 1.0).clamp(-1.0, 1.0) * 0.6;
        let gain = if happening.kind == told::BUMPED { 0.3 + 0.7 * happening.strength } else { 1.0 };
        let call = CueCall::new(cue).pan(pan).pitch(pitch_of(happening)).gain(gain);
        if cues.iter().all(|other| other.cue != call.cue) {
            cues.call(call);
        }
    }
}

/// Changes the music with the phase: in a round it is fast, around it low.
#[system]
pub fn change_music(tunes: &mut [Music], game: &Game) {
    let (sound, gain) = match game.phase {
        PHASE_PLAY => (ROUND_MUSIC, 0.8),
        PHASE_LOBBY | PHASE_PODIUM => (LOBBY_MUSIC, 0.8),
        _ => (LOBBY_MUSIC, 0.45),
    };
    for tune in tunes {
        (tune.sound, tune.gain) = (sound, gain);
    }
}
