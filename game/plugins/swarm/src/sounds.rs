//! What one hears of what happened, and the music. How each cue sounds is in `game.toml`.

use crate::board::{
    BLIP, BOSS_CAME, BOSS_DIED, Board, COMBO_UP, DASHED, DOWN, ENEMY_SHOT, GAME_OVER, HURT, Happening,
    JOINED, KILLED, NOVA, PICKED, PORTAL, SHIELD_BROKEN, SHOT, STRUCK, WAVE_BEGAN, WAVE_DONE,
};
use crate::game::{Game, PHASE_PLAY, SCREEN};
use playground_core_assets::AssetId;
use playground_core_client::audio::{CueCall, Cues, Music};
use playground_core_ecs::system;

/// The cues that are called.
pub const CUES: &[&str] = &[
    "shot",
    "hit",
    "burst_small",
    "burst_large",
    "hurt",
    "down",
    "shield",
    "dash",
    "pickup",
    "nova",
    "wave",
    "boss",
    "boss_burst",
    "clear",
    "join",
    "blip",
    "over",
    "orb",
    "portal",
    "combo",
];

/// The music that no scene names, because it comes with the play.
pub const FIGHT_PATH: &str = "music/fight.ogg";

const TITLE_MUSIC: AssetId = AssetId::of("music/title.ogg");
const FIGHT_MUSIC: AssetId = AssetId::of(FIGHT_PATH);

fn cue_of(happening: &Happening) -> Option<&'static str> {
    Some(match happening.kind {
        SHOT => "shot",
        STRUCK if happening.strength > 0.0 => "hit",
        KILLED if happening.strength > 8.5 => "burst_large",
        KILLED => "burst_small",
        HURT => "hurt",
        DOWN => "down",
        SHIELD_BROKEN => "shield",
        DASHED => "dash",
        PICKED => "pickup",
        NOVA => "nova",
        WAVE_BEGAN => "wave",
        BOSS_CAME => "boss",
        BOSS_DIED => "boss_burst",
        WAVE_DONE => "clear",
        JOINED => "join",
        BLIP => "blip",
        GAME_OVER => "over",
        ENEMY_SHOT => "orb",
        PORTAL => "portal",
        COMBO_UP => "combo",
        _ => return None,
    })
}

/// Makes what happened heard; what happens twice in one tick is heard once.
#[system]
pub fn play(board: &Board, cues: &mut Cues) {
    for happening in board.told() {
        let Some(cue) = cue_of(happening) else { continue };
        let pitch = if happening.kind == COMBO_UP { 1.0 + 0.08 * happening.value as f32 } else { 1.0 };
        let pan = ((happening.place.x / SCREEN.x) * 2.0 - 1.0).clamp(-1.0, 1.0) * 0.6;
        let call = CueCall::new(cue).pan(pan).pitch(pitch);
        if cues.iter().all(|other| other.cue != call.cue) {
            cues.call(call);
        }
    }
}

/// Changes the music with the phase.
#[system]
pub fn change_music(tunes: &mut [Music], game: &Game) {
    let (sound, gain) = if game.phase == PHASE_PLAY { (FIGHT_MUSIC, 0.75) } else { (TITLE_MUSIC, 0.7) };
    for tune in tunes {
        (tune.sound, tune.gain) = (sound, gain);
    }
}
