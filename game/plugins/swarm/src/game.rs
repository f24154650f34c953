//! The state of the whole game: its phase, its players, how fast time passes.

use crate::board::Board;
use playground_core_ecs::{Commands, Entity, Random, TickRate, component, system};
use playground_core_types::math::{Vec2, vec2};
use playground_core_types::random::Pcg32;

/// The most players.
pub const SEAT_COUNT: usize = 4;

/// The virtual screen. Unit: virtual pixels.
pub const SCREEN: Vec2 = vec2(480.0, 270.0);

/// The left and top walls of the arena.
pub const ARENA_MIN: Vec2 = vec2(16.0, 26.0);

/// The right and bottom walls of the arena.
pub const ARENA_MAX: Vec2 = vec2(464.0, 256.0);

/// [`Game::phase`]: players join.
pub const PHASE_TITLE: u32 = 0;

/// [`Game::phase`]: waves come.
pub const PHASE_PLAY: u32 = 1;

/// [`Game::phase`]: all have fallen, the arena is still seen.
pub const PHASE_FALLEN: u32 = 2;

/// [`Game::phase`]: a high score gets its initials.
pub const PHASE_ENTRY: u32 = 3;

/// [`Game::phase`]: the table of high scores.
pub const PHASE_TABLE: u32 = 4;

/// The lives with which a player begins.
pub const LIVES_START: u32 = 3;

/// The most lives of a player.
pub const LIVES_MAX: u32 = 5;

/// How long a combo waits for the next kill. Unit: seconds.
pub const COMBO_SECONDS: f32 = 3.0;

/// Kills for one step of the multiplier.
pub const COMBO_STEP: u32 = 6;

/// The highest multiplier.
pub const MULTIPLIER_MAX: u32 = 9;

/// How fast time passes in slow motion.
const SLOW_PACE: f32 = 0.3;

/// A player, as far as it outlives the ship.
#[component]
#[derive(Default)]
pub struct Player {
    /// 1 for one who plays.
    pub joined: u32,
    /// How often the ship may still be hit; 0 for one who has fallen, or does not play.
    pub lives: u32,
    /// 1 while the next hit costs nothing.
    pub shield: u32,
    /// What this player alone has scored.
    pub points: u32,
    /// How long shots still come in threes. Unit: seconds.
    pub spread_seconds: f32,
    /// How long shots still come faster. Unit: seconds.
    pub rapid_seconds: f32,
}

/// The state of the game: a resource.
#[component]
pub struct Game {
    /// By seat - 1.
    pub players: [Player; SEAT_COUNT],
    /// One of the phases.
    pub phase: u32,
    /// How long the phase has lasted. Unit: seconds of the player's clock.
    pub phase_seconds: f32,
    /// How long this tick is inside of the arena: shorter in slow motion, 0 in a hit-stop. Unit: seconds.
    pub seconds: f32,
    /// How long the hit-stop still lasts. Unit: seconds.
    pub freeze_seconds: f32,
    /// How long slow motion still lasts. Unit: seconds.
    pub slow_seconds: f32,
    /// How long until the round begins; below 0 while nobody has asked. Unit: seconds.
    pub start_seconds: f32,
    /// The wave, from 1.
    pub wave: u32,
    /// What all have scored together.
    pub score: u32,
    /// Kills in a row.
    pub combo: u32,
    /// How long the combo still waits. Unit: seconds.
    pub combo_seconds: f32,
    /// How much of the boss is left; 0 without a boss. Range: 0 to 1.
    pub boss_share: f32,
    /// Kills until something is dropped.
    pub kills_to_drop: u32,
    /// 1 in the tick in which all of the last round goes.
    pub sweep: u32,
}

impl Default for Game {
    fn default() -> Self {
        Self {
            players: [Player::default(); SEAT_COUNT],
            phase: PHASE_TITLE,
            phase_seconds: 0.0,
            seconds: 0.0,
            freeze_seconds: 0.0,
            slow_seconds: 0.0,
            start_seconds: -1.0,
            wave: 0,
            score: 0,
            combo: 0,
            combo_seconds: 0.0,
            boss_share: 0.0,
            kills_to_drop: 6,
            sweep: 0,
        }
    }
}

impl Game {
    /// Goes on to another phase.
    pub fn enter(&mut self, phase: u32) {
        self.phase = phase;
        self.phase_seconds = 0.0;
    }

    /// Begins a round with all who have joined.
    pub fn start(&mut self) {
        let joined = self.players.map(|player| player.joined);
        *self = Self { sweep: 1, ..Self::default() };
        for (player, joined) in self.players.iter_mut().zip(joined) {
            player.joined = joined;
        }
        self.enter(PHASE_PLAY);
    }

    /// How many play.
    pub fn player_count(&self) -> u32 {
        self.players.iter().map(|player| player.joined).sum()
    }

    /// How often points count.
    pub fn multiplier(&self) -> u32 {
        (1 + self.combo / COMBO_STEP).min(MULTIPLIER_MAX)
    }

    /// Counts a kill of `seat`, and returns what it brought.
    pub fn score_kill(&mut self, seat: u32, points: u32) -> u32 {
        self.combo += 1;
        self.combo_seconds = COMBO_SECONDS;
        let gain = points * self.multiplier();
        self.score = self.score.saturating_add(gain);
        if let Some(player) = self.player_mut(seat) {
            player.points = player.points.saturating_add(gain);
        }
        gain
    }

    /// The player of a seat, from 1.
    pub fn player_mut(&mut self, seat: u32) -> Option<&mut Player> {
        self.players.get_mut((seat as usize).wrapping_sub(1))
    }

    /// The player of a seat, from 1; one who does not play for a seat that is none.
    pub fn player(&self, seat: u32) -> Player {
        self.players.get((seat as usize).wrapping_sub(1)).copied().unwrap_or_default()
    }

    /// Stops time for a moment, so that a blow is felt.
    pub fn freeze(&mut self, seconds: f32) {
        self.freeze_seconds = self.freeze_seconds.max(seconds);
    }

    /// Slows time down for a while.
    pub fn slow(&mut self, seconds: f32) {
        self.slow_seconds = self.slow_seconds.max(seconds);
    }
}

/// A tag: what goes when a new round begins.
#[component]
#[derive(Default)]
pub struct Round {}

/// Lets the time of the tick pass, and clears the board.
#[system]
pub fn begin(game: &mut Game, board: &mut Board, random: &mut Random, rate: &TickRate) {
    let seconds = rate.tick_seconds();
    let pace = match (game.freeze_seconds > 0.0, game.slow_seconds > 0.0) {
        (true, _) => 0.0,
        (false, true) => SLOW_PACE,
        (false, false) => 1.0,
    };
    game.freeze_seconds = (game.freeze_seconds - seconds).max(0.0);
    game.slow_seconds = (game.slow_seconds - seconds).max(0.0);
    game.phase_seconds += seconds;
    game.seconds = seconds * pace;
    if game.phase == PHASE_PLAY {
        game.combo_seconds = (game.combo_seconds - game.seconds).max(0.0);
        if game.combo_seconds == 0.0 {
            game.combo = 0;
        }
        for player in &mut game.players {
            player.spread_seconds = (player.spread_seconds - game.seconds).max(0.0);
            player.rapid_seconds = (player.rapid_seconds - game.seconds).max(0.0);
        }
    }
    board.begin(Pcg32::new(u64::from(random.generator.next_u32()), 0));
}

/// Takes away all of the last round when a new one begins.
#[system(with(Round))]
pub fn sweep(entities: &[Entity], game: &Game, commands: &mut Commands) {
    if game.sweep == 1 {
        entities.iter().for_each(|entity| commands.despawn(*entity));
    }
}
