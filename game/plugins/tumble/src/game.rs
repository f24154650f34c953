//! The state of the whole game: who plays, which phase it is, how fast time passes.

use crate::told::Told;
use playground_core_ecs::{TickRate, component, system};
use playground_core_types::math::{Vec2, vec2};

/// The places of players; the place of a seat has its number less 1.
pub const PLACE_COUNT: usize = 4;

/// The virtual screen. Unit: virtual pixels.
pub const SCREEN: Vec2 = vec2(640.0, 360.0);

/// [`Game::phase`]: players join.
pub const PHASE_LOBBY: u32 = 0;
/// [`Game::phase`]: the rules of the next round are told.
pub const PHASE_CARD: u32 = 1;
/// [`Game::phase`]: three, two, one.
pub const PHASE_COUNT: u32 = 2;
/// [`Game::phase`]: a round is played.
pub const PHASE_PLAY: u32 = 3;
/// [`Game::phase`]: the round is over, and is still seen.
pub const PHASE_WHISTLE: u32 = 4;
/// [`Game::phase`]: the points of the round.
pub const PHASE_SCORES: u32 = 5;
/// [`Game::phase`]: the winner.
pub const PHASE_PODIUM: u32 = 6;

/// [`Game::round`]: push each other off the floe.
pub const ROUND_FLOE: u32 = 0;
/// [`Game::round`]: pass the lit fuse.
pub const ROUND_FUSE: u32 = 1;
/// [`Game::round`]: catch fireflies and bring them home.
pub const ROUND_FLIES: u32 = 2;
/// How many rounds there are.
pub const ROUND_COUNT: u32 = 3;

/// [`Player::kind`]: the place is free.
pub const NOBODY: u32 = 0;
/// [`Player::kind`]: somebody at a device.
pub const HUMAN: u32 = 1;
/// [`Player::kind`]: a computer player.
pub const ROBOT: u32 = 2;

/// How many computer players one may ask for.
pub const ROBOT_COUNT_MAX: u32 = 3;

/// A player, as far as it outlives the rounds.
#[component]
#[derive(Default)]
pub struct Player {
    /// One of [`NOBODY`], [`HUMAN`] and [`ROBOT`].
    pub kind: u32,
    /// 1 for one who waits for the others to be so far.
    pub is_ready: u32,
    /// 1 while the controller is gone.
    pub is_lost: u32,
    /// The points of all rounds so far.
    pub points: u32,
    /// Those of the last round.
    pub gained: u32,
    /// The place in the last round, from 1; on the podium that of the whole game. 0 before any.
    pub rank: u32,
    /// How many rounds it won.
    pub wins: u32,
    /// Always 0: fills the gap to the next row.
    pub reserved: u32,
}

/// The state of the game: a resource.
#[component]
pub struct Game {
    /// By seat - 1.
    pub players: [Player; PLACE_COUNT],
    /// One of the phases.
    pub phase: u32,
    /// One of the rounds.
    pub round: u32,
    /// How long the phase has lasted. Unit: seconds.
    pub phase_seconds: f32,
    /// How long this tick is. Unit: seconds.
    pub seconds: f32,
    /// How long until the game begins; below 0 while not all are ready. Unit: seconds.
    pub start_seconds: f32,
    /// How many computer players are wished for.
    pub robots: u32,
}

impl Default for Game {
    fn default() -> Self {
        Self {
            players: [Player::default(); PLACE_COUNT],
            phase: PHASE_LOBBY,
            round: ROUND_FLOE,
            phase_seconds: 0.0,
            seconds: 1.0 / 60.0,
            start_seconds: -1.0,
            robots: ROBOT_COUNT_MAX,
        }
    }
}

impl Game {
    /// Goes on to another phase; whoever was ready has to say so again.
    pub fn enter(&mut self, phase: u32) {
        (self.phase, self.phase_seconds, self.start_seconds) = (phase, 0.0, -1.0);
        for player in &mut self.players {
            player.is_ready = 0;
        }
    }

    /// Begins a game: computer players take free places, and nobody has points.
    pub fn begin_rounds(&mut self) {
        let mut wanted = self.robots_to_come();
        for player in &mut self.players {
            let is_robot = player.kind != HUMAN && wanted > 0;
            let kind = match (player.kind, is_robot) {
                (HUMAN, _) => HUMAN,
                (_, true) => ROBOT,
                _ => NOBODY,
            };
            wanted -= u32::from(is_robot);
            *player = Player { kind, is_lost: player.is_lost, ..Player::default() };
        }
        self.round = ROUND_FLOE;
        self.enter(PHASE_CARD);
    }

    /// How many computer players will come: as many as are wished for and find a place; one at least for one alone.
    pub fn robots_to_come(&self) -> u32 {
        let humans = self.count_of(HUMAN);
        let least = u32::from(humans == 1);
        self.robots.max(least).min(PLACE_COUNT as u32 - humans)
    }

    /// How many players of a kind there are.
    pub fn count_of(&self, kind: u32) -> u32 {
        self.players.iter().filter(|player| player.kind == kind).count() as u32
    }

    /// Whether all who could be are ready, and somebody is.
    pub fn are_all_ready(&self) -> bool {
        let mut here = self.players.iter().filter(|player| player.kind == HUMAN && player.is_lost == 0);
        let is_anybody = here.clone().count() > 0;
        is_anybody && here.all(|player| player.is_ready == 1)
    }

    /// Whether players move about.
    pub fn is_moving(&self) -> bool {
        matches!(self.phase, PHASE_LOBBY | PHASE_PLAY)
    }

    /// How often points count: the last round counts twice.
    pub fn factor(&self) -> u32 {
        if self.round + 1 == ROUND_COUNT { 2 } else { 1 }
    }

    /// The places that are taken.
    pub fn taken(&self) -> impl Iterator<Item = usize> + use<> {
        let kinds = self.players.map(|player| player.kind);
        (0..PLACE_COUNT).filter(move |index| kinds[*index] != NOBODY)
    }
}

/// Lets the time of the tick pass.
#[system]
pub fn begin(game: &mut Game, told: &mut Told, rate: &TickRate) {
    game.seconds = rate.tick_seconds();
    game.phase_seconds += game.seconds;
    told.clear();
}
