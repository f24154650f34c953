//! What one hears of what happened, and the music.

use crate::board::{
    BLIP, BOSS_CAME, BOSS_DIED, Board, COMBO_UP, DASHED, DOWN, ENEMY_SHOT, GAME_OVER, HURT, Happening,
    JOINED, KILLED, NOVA, PICKED, PORTAL, SHIELD_BROKEN, SHOT, STRUCK, WAVE_BEGAN, WAVE_DONE,
};
use crate::game::{Game, PHASE_PLAY, SCREEN};
use playground_core_assets::AssetId;
use playground_core_client::audio::{BUS_MUSIC, Voice};
use playground_core_ecs::{Commands, Entity, Row, Tick, component, system};

/// The files of all sounds.
pub const PATHS: &[&str] = &[
    "sounds/shot.wav",
    "sounds/hit.wav",
    "sounds/burst_small.wav",
    "sounds/burst_large.wav",
    "sounds/hurt.wav",
    "sounds/down.wav",
    "sounds/shield.wav",
    "sounds/dash.wav",
    "sounds/pickup.wav",
    "sounds/nova.wav",
    "sounds/wave.wav",
    "sounds/boss.wav",
    "sounds/boss_burst.wav",
    "sounds/clear.wav",
    "sounds/join.wav",
    "sounds/blip.wav",
    "sounds/over.wav",
    "sounds/orb.wav",
    "sounds/portal.wav",
    "sounds/combo.wav",
    "music/title.ogg",
    "music/fight.ogg",
];

const TITLE_MUSIC: AssetId = AssetId::of("music/title.ogg");
const FIGHT_MUSIC: AssetId = AssetId::of("music/fight.ogg");

/// The music that plays: a resource.
#[component]
#[derive(Default)]
pub struct Jukebox {
    /// The voice.
    pub voice: Entity,
    /// What it plays.
    pub music: AssetId,
}

/// How something sounds.
struct Cue {
    sound: AssetId,
    gain: f32,
    /// How far the pitch may be away from 1.
    spread: f32,
}

const fn cue(path: &str, gain: f32, spread: f32) -> Option<Cue> {
    Some(Cue { sound: AssetId::of(path), gain, spread })
}

fn cue_of(happening: &Happening) -> Option<Cue> {
    match happening.kind {
        SHOT => cue("sounds/shot.wav", 0.34, 0.07),
        STRUCK if happening.strength > 0.0 => cue("sounds/hit.wav", 0.4, 0.12),
        KILLED if happening.strength > 8.5 => cue("sounds/burst_large.wav", 0.7, 0.1),
        KILLED => cue("sounds/burst_small.wav", 0.6, 0.15),
        HURT => cue("sounds/hurt.wav", 0.9, 0.03),
        DOWN => cue("sounds/down.wav", 1.0, 0.0),
        SHIELD_BROKEN => cue("sounds/shield.wav", 0.8, 0.03),
        DASHED => cue("sounds/dash.wav", 0.5, 0.08),
        PICKED => cue("sounds/pickup.wav", 0.7, 0.02),
        NOVA => cue("sounds/nova.wav", 0.9, 0.0),
        WAVE_BEGAN => cue("sounds/wave.wav", 0.7, 0.0),
        BOSS_CAME => cue("sounds/boss.wav", 0.9, 0.0),
        BOSS_DIED => cue("sounds/boss_burst.wav", 1.0, 0.0),
        WAVE_DONE => cue("sounds/clear.wav", 0.7, 0.0),
        JOINED => cue("sounds/join.wav", 0.7, 0.0),
        BLIP => cue("sounds/blip.wav", 0.5, 0.0),
        GAME_OVER => cue("sounds/over.wav", 0.9, 0.0),
        ENEMY_SHOT => cue("sounds/orb.wav", 0.3, 0.1),
        PORTAL => cue("sounds/portal.wav", 0.3, 0.1),
        COMBO_UP => cue("sounds/combo.wav", 0.6, 0.0),
        _ => None,
    }
}

/// Makes what happened heard; what happens twice in one tick is heard once.
#[system]
pub fn play(board: &mut Board, tick: &Tick, commands: &mut Commands) {
    let told = *board;
    let mut heard = Vec::new();
    for happening in told.told() {
        let Some(Cue { sound, gain, spread }) = cue_of(happening) else { continue };
        if heard.contains(&sound) {
            continue;
        }
        heard.push(sound);
        let step = if happening.kind == COMBO_UP { 0.08 * happening.value as f32 } else { 0.0 };
        let pitch = 1.0 + step + board.luck.range_f32(-1.0, 1.0) * spread;
        let pan = ((happening.place.x / SCREEN.x) * 2.0 - 1.0).clamp(-1.0, 1.0) * 0.6;
        let voice = Voice::new(sound, tick.number).gain(gain).pan(pan).pitch(pitch);
        commands.spawn(Row::new().with(&voice));
    }
}

/// Changes the music with the phase.
#[system]
pub fn change_music(jukebox: &mut Jukebox, game: &Game, tick: &Tick, commands: &mut Commands) {
    let (music, gain) = if game.phase == PHASE_PLAY { (FIGHT_MUSIC, 0.75) } else { (TITLE_MUSIC, 0.7) };
    if jukebox.music == music {
        return;
    }
    if !jukebox.music.is_none() {
        commands.despawn(jukebox.voice);
    }
    let voice = Voice::new(music, tick.number).gain(gain).bus(BUS_MUSIC).fade_in(0.4).looped();
    *jukebox = Jukebox { voice: commands.spawn(Row::new().with(&voice)), music };
}
