//! The rules of foxfire, played through the functions of its systems.

use super::*;
use crate::game::{END, HURT, LEAVING, PLAYING, TITLE, WON};
use crate::hero::{BUFFER_TICKS, COYOTE_TICKS};
use crate::level::{TILE, middle_of_floor};
use playground_core_client::input::{ActionFrame, ActionState};
use playground_core_ecs::{Commands, Entity, FixedText, TickRate, Transform2d, World};
use playground_core_types::hash::name_hash;
use playground_core_types::math::{Vec2, vec2};

const RATE: TickRate = TickRate { hertz: 60 };

/// A field with a wall at its right end, thorns, a pit, and a board over it.
const FIELD: &str = "
..............................
..............................
..............................
..............................
..............................
..............................
...............--.............
.............................#
.............................#
@.........^.......^..........#
###############....###########
###############....###########";

/// A fox in a level, and who plays it.
struct Run {
    level: Level,
    planks: Planks,
    cues: Cues,
    game: Game,
    hero: Hero,
    progress: Progress,
    held: bool,
}

impl Run {
    /// In the field, at a tile of the ground.
    fn at(column: i32) -> Self {
        let level = Level::of(&LevelMap { map: FixedText::new(FIELD), ..LevelMap::default() });
        let mut game = Game { load: 0, level: 1, level_count: 2, fade: 0.0, ..Game::default() };
        game.enter(PLAYING);
        game.checkpoint = level.start;
        let hero = Hero::at(middle_of_floor(column, 9));
        let (planks, cues, progress) = (Planks::default(), Cues::default(), Progress::default());
        Self { level, planks, cues, game, hero, progress, held: false }
    }

    /// Lets ticks pass with the stick at `way` and the button down or not.
    fn hold(&mut self, ticks: u32, way: f32, jump: bool) -> &mut Self {
        for _ in 0..ticks {
            let pressed = jump && !self.held;
            self.held = jump;
            let input = input(way, jump, pressed);
            self.cues = Cues::default();
            game::direct(&mut self.game, &mut self.hero, &mut self.progress, &mut self.cues, &input, &RATE);
            hero::steer(&mut self.hero, &self.level, &self.planks, &mut self.cues, &self.game, &input);
            hazards::prick(&mut self.hero, &self.level, &mut self.game, &mut self.cues);
        }
        self
    }

    /// How high the fox comes above the ground when the button is held for so long. Unit: tiles.
    fn jump_height(&mut self, held_ticks: u32) -> f32 {
        let floor = self.hero.place.y;
        let mut highest = floor;
        for tick in 0..70 {
            self.hold(1, 0.0, tick < held_ticks);
            highest = highest.min(self.hero.place.y);
        }
        (floor - highest) / TILE
    }
}

fn input(way: f32, held: bool, pressed: bool) -> ActionFrame {
    let mut input = ActionFrame::default();
    (input.names[0], input.names[1]) = (name_hash("move"), name_hash("jump"));
    input.set_state_at(1, 0, ActionState { x: way, ..ActionState::default() });
    let jump = ActionState { held: u8::from(held), pressed: u8::from(pressed), ..ActionState::default() };
    input.set_state_at(1, 1, jump);
    input
}

/// Checks that a number lies in a range, and says which does not.
#[track_caller]
fn check(what: &str, value: f32, low: f32, high: f32) {
    assert!((low..=high).contains(&value), "{what}: {value} is not from {low} to {high}");
}

#[test]
fn a_map_is_read_letter_by_letter() {
    let level = Run::at(1).level;
    assert_eq!((level.width, level.height), (30, 12));
    assert_eq!(level.start, vec2(8.0, 160.0), "the middle of the tile's lower edge");
    assert_eq!([level.tile(0, 10), level.tile(15, 6), level.tile(10, 9)], *b"#-^");
    assert_eq!([level.tile(-1, 3), level.tile(30, 3), level.tile(3, -1), level.tile(3, 12)], *b"==..");
}

#[test]
fn a_tile_is_chosen_by_its_neighbours() {
    let level = Run::at(1).level;
    let masks = [(5, 10), (5, 11), (14, 10), (19, 10), (29, 7)].map(|(x, y)| tiles::mask(&level, x, y));
    assert_eq!(masks, [0b1110, 0b1111, 0b1100, 0b0110, 0b0110], "above 1, right 2, below 4, left 8");
}

#[test]
fn a_jump_is_as_high_as_the_button_is_held() {
    check("a tap", Run::at(3).jump_height(1), 0.4, 1.4);
    check("half", Run::at(3).jump_height(8), 1.5, 3.0);
    check("held", Run::at(3).jump_height(40), 3.3, 3.9);
}

#[test]
fn the_fox_runs_up_to_its_speed_and_stops_at_a_wall() {
    let mut run = Run::at(1);
    run.hold(6, 1.0, false);
    check("after a tenth of a second", run.hero.velocity.x, 60.0, 100.0);
    run.hold(6, 1.0, false);
    check("at full speed", run.hero.velocity.x, 111.9, 112.1);
    run.hold(12, 0.0, false);
    assert_eq!(run.hero.velocity.x, 0.0, "it does not slide on");
    let mut run = Run::at(26);
    run.hold(60, 1.0, false);
    assert_eq!((run.hero.place.x, run.hero.velocity.x), (29.0 * TILE - hero::REACH.x, 0.0));
}

/// Runs off the edge before the pit, presses so many ticks later, and tells whether the fox rose.
#[track_caller]
fn check_coyote(late_ticks: u32, rises: bool) {
    let mut run = Run::at(13);
    while run.hero.grounded != 0 {
        run.hold(1, 1.0, false);
    }
    run.hold(late_ticks, 1.0, false).hold(1, 1.0, true);
    assert_eq!(run.hero.velocity.y < -100.0, rises, "{late_ticks} ticks after the edge");
}

#[test]
fn a_jump_just_after_the_edge_still_counts() {
    check_coyote(0, true);
    check_coyote(COYOTE_TICKS - 1, true);
    check_coyote(COYOTE_TICKS, false);
}

/// Presses so many ticks before the fox lands, and tells whether it jumps again.
#[track_caller]
fn check_buffer(early_ticks: u32, jumps: bool) {
    let in_air = || {
        let mut run = Run::at(3);
        run.hero.place.y -= 40.0;
        run.hero.grounded = 0;
        run
    };
    let landing = {
        let mut run = in_air();
        (1..100).find(|_| run.hold(1, 0.0, false).hero.grounded != 0).unwrap()
    };
    let mut run = in_air();
    run.hold(landing - early_ticks, 0.0, false).hold(early_ticks + 2, 0.0, true);
    assert_eq!(run.hero.velocity.y < 0.0, jumps, "{early_ticks} ticks before the ground");
}

#[test]
fn a_press_just_before_the_ground_is_kept() {
    check_buffer(2, true);
    check_buffer(BUFFER_TICKS - 1, true);
    check_buffer(BUFFER_TICKS + 5, false);
}

#[test]
fn one_press_is_one_jump() {
    let mut run = Run::at(3);
    run.hold(90, 0.0, true);
    assert_eq!((run.hero.grounded, run.hero.place.y), (1, 160.0), "held, it stays on the ground");
}

#[test]
fn a_board_is_jumped_through_from_below_and_stood_on() {
    let mut run = Run::at(14);
    run.hero.place.x = 15.5 * TILE;
    run.hero.place.y = 9.0 * TILE;
    run.hero.launch(300.0);
    run.hold(70, 0.0, true);
    assert_eq!((run.hero.place.y, run.hero.grounded), (6.0 * TILE, 1));
}

#[test]
fn a_head_beside_an_edge_slips_past_it() {
    let mut map = LevelMap {
        map: FixedText::new("\n.....\n.....\n.##..\n.....\n.....\n.....\n#####"),
        ..LevelMap::default()
    };
    map.number = 1;
    let (level, planks) = (Level::of(&map), Planks::default());
    let rise = |x: f32| {
        let mut body = body::Body { place: vec2(x, 62.0), reach: hero::REACH };
        let contact = body.lift(&level, &planks, -4.0, false);
        (contact.ceiling, body.place.x)
    };
    assert_eq!(rise(32.0), (true, 32.0), "in the middle it is stopped");
    assert_eq!(rise(50.0), (false, 53.0), "three pixels under the edge it is moved aside");
}

#[test]
fn thorns_and_pits_hurt_and_the_last_lantern_is_where_one_comes_back() {
    for column in [10, 16] {
        let mut run = Run::at(8);
        run.game.checkpoint = vec2(40.0, 160.0);
        run.hero.place = middle_of_floor(column, 9);
        run.hero.grounded = 0;
        let hurt = (0..120).any(|_| run.hold(1, 0.0, false).game.phase == HURT);
        assert!(hurt && run.game.falls == 1, "tile {column}");
        let back = (0..120).find(|_| run.hold(1, 0.0, false).game.phase == PLAYING);
        check("ticks until it is back", back.unwrap() as f32, 20.0, 45.0);
        assert_eq!((run.hero.place, run.game.falls), (vec2(40.0, 160.0), 1));
    }
}

#[test]
fn a_lantern_that_is_passed_is_lit_once() {
    let mut run = Run::at(5);
    let (mut lanterns, mut strips) = ([lanterns::Lantern::default()], [things::Strip::default()]);
    for expected in [1, 0] {
        run.cues = Cues::default();
        let places = [Transform2d::at(84.0, 160.0)];
        lanterns::light(&mut lanterns, &mut strips, &places, &run.hero, &mut run.game, &mut run.cues);
        assert_eq!((run.cues.count, lanterns[0].is_lit), (expected, 1));
    }
    assert_eq!(run.game.checkpoint, vec2(84.0, 160.0));
}

#[test]
fn wisps_in_a_row_sound_higher_and_higher() {
    let mut run = Run::at(5);
    let at = run.hero.place - vec2(0.0, 6.0);
    for strength in 0..3 {
        assert!(wisps::touch(&run.hero, at, &mut run.game, &mut run.cues));
        assert_eq!(run.cues.iter().last().map(|cue| cue.strength), Some(strength as f32));
    }
    assert!(!wisps::touch(&run.hero, at + vec2(40.0, 0.0), &mut run.game, &mut run.cues));
    assert_eq!(run.game.wisps, 3);
    run.hold(60, 0.0, false);
    wisps::touch(&run.hero, at, &mut run.game, &mut run.cues);
    assert_eq!(run.game.chain, 0, "after a pause the scale begins again");
}

/// Lets the fox meet a foe, and compares phase, speed upwards and whether the foe goes.
#[track_caller]
fn check_foe(above: f32, speed: f32, expected: (u32, bool, usize)) {
    let mut run = Run::at(5);
    let foe = run.hero.place;
    run.hero.place.y -= above;
    run.hero.velocity.y = speed;
    let mut commands = Commands::default();
    foes::meet(Entity::NONE, foe, (&mut run.hero, &mut run.game, &mut run.cues), &mut commands);
    assert_eq!((run.game.phase, run.hero.velocity.y < 0.0, commands.changes().len()), expected);
}

#[test]
fn a_foe_is_jumped_on_from_above_and_hurts_from_the_side() {
    check_foe(8.0, 120.0, (PLAYING, true, 1));
    check_foe(0.0, 0.0, (HURT, true, 0));
    check_foe(8.0, -120.0, (HURT, true, 0));
    check_foe(30.0, 120.0, (PLAYING, false, 0));
}

#[test]
fn a_mushroom_throws_seven_tiles_high() {
    let mut run = Run::at(5);
    let place = run.hero.place;
    let (mut springs, mut strips) = ([springs::Spring::default()], [things::Strip::default()]);
    springs::bounce(
        &mut springs,
        &mut strips,
        &[Transform2d::at(place.x, place.y)],
        &mut run.hero,
        &run.game,
        &mut run.cues,
    );
    check("the throw", run.jump_height(0), 6.4, 7.6);
}

#[test]
fn a_board_carries_who_stands_on_it_and_one_falls() {
    let carried = |kind: u32, ticks: u32| {
        let mut run = Run::at(3);
        let home = vec2(16.5 * TILE, 9.0 * TILE);
        let mut boards = [Plank { number: 1, kind, width: 32.0, path: 64.0, home, ..Plank::default() }];
        let mut places = [Transform2d { position: home, ..Transform2d::default() }];
        run.hero = Hero::at(home);
        for _ in 0..ticks {
            planks::glide(&mut boards, &mut places, &mut run.planks, &run.hero, &run.game, &mut run.cues);
            run.hold(1, 0.0, false);
        }
        (run.hero.place - home, run.hero.grounded, places[0].position - home)
    };
    let (way, grounded, board): (Vec2, u32, Vec2) = carried(planks::ACROSS, 60);
    assert!(grounded == 1 && way == board && way.x > 10.0, "{way} {board}");
    let (way, grounded, board) = carried(planks::UPWARDS, 60);
    assert!(grounded == 1 && way == board && way.y > 10.0, "{way} {board}");
    let (way, ..) = carried(planks::FALLING, 20);
    check("it shakes before it falls", way.y, 0.0, 0.5);
    let (way, ..) = carried(planks::FALLING, 60);
    check("then it falls", way.y, 20.0, 200.0);
}

/// Lets the phase run with the button pressed every second tick, and compares where it leads.
#[track_caller]
fn check_phase(level: u32, from: u32, leads_to: u32, loads: u32) {
    let mut run = Run::at(3);
    run.game.level = level;
    run.game.enter(from);
    let mut tick = 0;
    while run.game.phase == from && tick < 300 {
        run.hold(1, 0.0, tick % 2 == 0);
        tick += 1;
    }
    assert_eq!((run.game.phase, run.game.load), (leads_to, loads), "from phase {from} of level {level}");
}

#[test]
fn a_gate_leads_on_and_the_last_one_to_the_end_and_back_to_the_title() {
    check_phase(1, TITLE, PLAYING, 0);
    check_phase(1, WON, PLAYING, 2);
    check_phase(2, WON, END, 0);
    check_phase(2, END, LEAVING, 0);
    check_phase(2, LEAVING, TITLE, 1);
    let mut run = Run::at(3);
    let place = run.hero.place;
    shrine::arrive(
        &[shrine::Shrine {}],
        &[Transform2d::at(place.x, place.y)],
        &mut run.hero,
        &mut run.game,
        &mut run.cues,
    );
    assert_eq!(run.game.phase, WON);
}

#[test]
fn the_best_run_is_kept() {
    let mut run = Run::at(3);
    for (ticks, best, is_record) in [(5000, 5000, 1), (6000, 5000, 0), (4000, 4000, 1)] {
        (run.game.level, run.game.run_ticks, run.game.is_record) = (2, ticks, 0);
        run.game.enter(WON);
        run.hold(110, 0.0, false);
        assert_eq!((run.progress.best_ticks, run.game.is_record), (best, is_record));
    }
    assert_eq!(words::clock(4000).as_str(), "1:06.6");
}

#[test]
fn a_level_is_spawned_once_and_cleared_for_the_next() {
    let mut run = Run::at(1);
    run.game.load = 1;
    let mut commands = Commands::default();
    commands.begin(&mut World::new());
    level::build(&mut run.game, &run.level, &mut run.hero, &mut run.planks, &mut commands);
    assert!(commands.changes().len() > 50 && run.game.load == 0, "{}", commands.changes().len());
    let count = commands.changes().len();
    level::build(&mut run.game, &run.level, &mut run.hero, &mut run.planks, &mut commands);
    assert_eq!(commands.changes().len(), count, "nothing is asked for, nothing is built");
    run.game.load = 2;
    let mut commands = Commands::default();
    level::clear(&[Entity::NONE; 3], &run.game, &mut commands);
    assert_eq!(commands.changes().len(), 3);
}
