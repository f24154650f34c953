//! What is going on: title, play, a fall, the way to the next level, the end.

use crate::cues::{Cues, MENU};
use crate::hero::Hero;
use playground_core_client::input::ActionFrame;
use playground_core_ecs::{TickRate, component, system};
use playground_core_types::math::Vec2;

/// [`Game::phase`]: the title over the first level.
pub const TITLE: u32 = 0;
/// [`Game::phase`]: the fox is the player's.
pub const PLAYING: u32 = 1;
/// [`Game::phase`]: the fox is hurt, and will be back at the last lantern.
pub const HURT: u32 = 2;
/// [`Game::phase`]: the shrine is reached.
pub const WON: u32 = 3;
/// [`Game::phase`]: all levels are done, and the results stand there.
pub const END: u32 = 4;
/// [`Game::phase`]: from the end back to the title.
pub const LEAVING: u32 = 5;

const FADE_SECONDS: f32 = 0.18;
const HURT_TICKS: u32 = 18;
const WON_TICKS: u32 = 100;
/// Before that a press at the end is one that was meant for the game.
const READ_TICKS: u32 = 45;

/// The state of a run: a resource.
#[component]
pub struct Game {
    /// One of [`TITLE`], [`PLAYING`], [`HURT`], [`WON`], [`END`] and [`LEAVING`].
    pub phase: u32,
    /// Ticks since the phase began.
    pub phase_ticks: u32,
    /// The level to be built in this tick; 0 for none.
    pub load: u32,
    /// The level that is played.
    pub level: u32,
    /// How many levels the scene has.
    pub level_count: u32,
    /// Wisps that were gathered in this run.
    pub wisps: u32,
    /// Wisps of the levels that were entered in this run.
    pub wisps_seen: u32,
    /// How often the fox was hurt.
    pub falls: u32,
    /// Ticks since the level was entered by who plays.
    pub level_ticks: u32,
    /// Ticks that were played, without the title.
    pub run_ticks: u32,
    /// Ticks for which everything stands still, for weight.
    pub freeze_ticks: u32,
    /// Wisps that were gathered in quick succession.
    pub chain: u32,
    /// Ticks until the succession ends.
    pub chain_ticks: u32,
    /// 1 when the camera has to be where the fox is at once.
    pub cut: u32,
    /// 1 when this run is the best so far.
    pub is_record: u32,
    /// How black the screen is. Range: 0 to 1.
    pub fade: f32,
    /// How much the screen shakes. Range: 0 to 1.
    pub shake: f32,
    /// Where the fox comes back: the middle of its lower edge.
    pub checkpoint: Vec2,
}

impl Default for Game {
    fn default() -> Self {
        Self {
            phase: TITLE,
            phase_ticks: 0,
            load: 1,
            level: 0,
            level_count: 0,
            wisps: 0,
            wisps_seen: 0,
            falls: 0,
            level_ticks: 0,
            run_ticks: 0,
            freeze_ticks: 0,
            chain: 0,
            chain_ticks: 0,
            cut: 1,
            is_record: 0,
            fade: 1.0,
            shake: 0.0,
            checkpoint: Vec2::ZERO,
        }
    }
}

impl Game {
    /// Begins a phase.
    pub fn enter(&mut self, phase: u32) {
        (self.phase, self.phase_ticks) = (phase, 0);
    }

    /// Whether the things of the level move.
    pub fn is_moving(&self) -> bool {
        self.freeze_ticks == 0
    }
}

/// The best run so far: a resource that outlives the run.
#[component]
#[derive(Default)]
pub struct Progress {
    /// Ticks of the fastest whole run; 0 before there was one.
    pub best_ticks: u32,
    /// The most wisps of a whole run.
    pub best_wisps: u32,
    /// The furthest level that was entered.
    pub furthest_level: u32,
}

/// Goes from phase to phase.
#[system]
pub fn direct(
    game: &mut Game,
    hero: &mut Hero,
    progress: &mut Progress,
    cues: &mut Cues,
    input: &ActionFrame,
    rate: &TickRate,
) {
    game.phase_ticks += 1;
    game.freeze_ticks = game.freeze_ticks.saturating_sub(1);
    game.chain_ticks = game.chain_ticks.saturating_sub(1);
    game.shake = (game.shake - 2.6 * rate.tick_seconds()).max(0.0);
    let step = rate.tick_seconds() / FADE_SECONDS;
    let is_asked = input.any_pressed("jump") || input.any_pressed("start");
    match game.phase {
        TITLE => {
            brighten(game, step);
            if is_asked && game.phase_ticks > 10 {
                cues.push(MENU, hero.place, 1.0);
                // The press is spent on the title.
                hero.asked.take();
                begin_run(game);
            }
        }
        PLAYING => {
            game.run_ticks += 1;
            game.level_ticks += 1;
            brighten(game, step);
            progress.furthest_level = progress.furthest_level.max(game.level);
        }
        HURT => {
            game.run_ticks += 1;
            if game.phase_ticks >= HURT_TICKS && darken(game, step) {
                *hero = Hero::at(game.checkpoint);
                game.cut = 1;
                game.enter(PLAYING);
            }
        }
        WON if game.level < game.level_count => {
            if game.phase_ticks >= WON_TICKS && darken(game, step) {
                game.load = game.level + 1;
                game.enter(PLAYING);
            }
        }
        WON => {
            if game.phase_ticks >= WON_TICKS {
                keep_best(game, progress);
                game.enter(END);
            }
        }
        END => {
            if is_asked && game.phase_ticks > READ_TICKS {
                cues.push(MENU, hero.place, 1.0);
                game.enter(LEAVING);
            }
        }
        _ => {
            if darken(game, step) {
                game.load = 1;
                game.enter(TITLE);
            }
        }
    }
}

fn begin_run(game: &mut Game) {
    (game.wisps, game.falls, game.run_ticks, game.level_ticks, game.is_record) = (0, 0, 0, 0, 0);
    game.enter(PLAYING);
}

fn keep_best(game: &mut Game, progress: &mut Progress) {
    progress.best_wisps = progress.best_wisps.max(game.wisps);
    if progress.best_ticks == 0 || game.run_ticks < progress.best_ticks {
        progress.best_ticks = game.run_ticks;
        game.is_record = 1;
    }
}

fn brighten(game: &mut Game, step: f32) {
    game.fade = (game.fade - step).max(0.0);
}

/// Whether all is black now.
fn darken(game: &mut Game, step: f32) -> bool {
    game.fade = (game.fade + step).min(1.0);
    game.fade >= 1.0
}
