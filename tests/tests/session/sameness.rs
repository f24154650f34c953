//! The same game, seed and input are the same world: on one thread and many, put back at random ticks, gone back over.
//!
//! `PLAYGROUND_SOAK=1` plays 100,000 ticks instead of 1,000. `./dev soak builds` compares the lines that a debug and a
//! release build print.

use crate::player::Player;
use playground_core_client::input::{Control, DeviceChange, DeviceId, Key, PadAxis, PadButton};
use playground_core_ecs::api::{read_state, rewind_world, run_tick, write_state};
use playground_core_ecs::{HistorySettings, ScheduleSettings};
use playground_core_types::hash::StableHasher;
use playground_core_types::random::Pcg32;
use playground_core_types::write_now;
use playground_platform_runner::Options;

/// The games that the program carries, by their number in the gallery.
pub(crate) const FOXFIRE: usize = 0;
pub(crate) const PONG: usize = 1;
pub(crate) const SOUNDBOARD: usize = 2;
pub(crate) const SWARM: usize = 3;
pub(crate) const TUMBLE: usize = 4;

/// The keys and pads of a player who does anything.
const KEYS: &[&str] = &[
    "KeyW",
    "KeyA",
    "KeyS",
    "KeyD",
    "ArrowUp",
    "ArrowLeft",
    "ArrowDown",
    "ArrowRight",
    "Space",
    "KeyF",
    "KeyX",
    "KeyZ",
    "Enter",
    "Slash",
    "ShiftLeft",
    "KeyG",
    "ShiftRight",
];
const BUTTONS: &[PadButton] = &[PadButton::South, PadButton::West, PadButton::East, PadButton::North];
const AXES: &[PadAxis] =
    &[PadAxis::LeftStickX, PadAxis::LeftStickY, PadAxis::RightStickX, PadAxis::RightStickY];

/// Plays on to tick `ticks`, pressing whatever `seed` says.
pub(crate) fn act(player: &mut Player, seed: u64, ticks: u64) {
    let mut dice = Pcg32::new(seed, 1);
    let is_new = player.session.ticks() == 0;
    for slot in [0, 1].into_iter().filter(|_| is_new) {
        player.push(DeviceId::pad(slot).unwrap(), Control::Device(DeviceChange::Connected), 1.0);
    }
    while player.session.ticks() < ticks {
        for _ in 0..dice.below(3) {
            press(player, &mut dice);
        }
        player.pass_frames(1);
    }
    assert_eq!(player.session.ticks(), ticks, "one tick a frame");
}

fn press(player: &mut Player, dice: &mut Pcg32) {
    let mut pick = |count: usize| dice.below(count as u32) as usize;
    let (pad, is_down) = (DeviceId::pad(pick(2) as u32).unwrap(), pick(2) as f32);
    match pick(3) {
        0 => {
            let key = Key::from_name(KEYS[pick(KEYS.len())]).unwrap();
            player.push(DeviceId::KEYBOARD, Control::Key(key), is_down);
        }
        1 => player.push(pad, Control::PadButton(BUTTONS[pick(BUTTONS.len())]), is_down),
        _ => {
            let push = pick(201) as f32 / 100.0 - 1.0;
            player.push(pad, Control::PadAxis(AXES[pick(AXES.len())]), push);
        }
    }
}

/// After how many ticks each the hashes are compared.
const LOOK_TICKS: usize = 50;

/// What went into a run, and what came out.
struct Run {
    /// Of each tick.
    payloads: Vec<Vec<u8>>,
    /// After every [`LOOK_TICKS`].
    hashes: Vec<u64>,
}

fn play(game: usize, ticks: usize) -> Run {
    let mut player = Player::in_carried(Options { seed: 11, ..Options::default() }, game);
    let mut recording = player.session.client.vtable.record();
    let mut run = Run { payloads: Vec::new(), hashes: Vec::new() };
    // One player at the controls, whose looks at the world change nothing.
    for end in (LOOK_TICKS..=ticks).step_by(LOOK_TICKS) {
        act(&mut player, end as u64, end as u64);
        run.hashes.push(player.hash());
        let commands = std::iter::from_fn(|| recording.next_command());
        run.payloads
            .extend(commands.filter(|command| command.operation == "tick").map(|c| c.payload.to_vec()));
    }
    assert_eq!((recording.lost(), run.payloads.len()), (0, ticks));
    run
}

/// How a run is played again.
#[derive(Debug, Clone, Copy)]
enum Again {
    /// On so many threads, with nothing else.
    Threads(usize),
    /// Put into bytes and back at random ticks.
    Restored,
    /// Gone back over at random ticks.
    Rewound,
}

/// Plays a run again, and gives how often it was put back.
#[track_caller]
fn check(game: usize, run: &Run, again: Again) -> usize {
    let player = Player::in_carried(Options { seed: 11, ..Options::default() }, game);
    let ecs = &player.session.client.ecs;
    let threads = if let Again::Threads(threads) = again { threads } else { 1 };
    // Nothing is too small to be spread.
    *write_now(&ecs.schedule_settings).unwrap() = ScheduleSettings { threads, inline_nanos: 0 };
    let history_bytes_max = if let Again::Rewound = again { 32 << 20 } else { 0 };
    *write_now(&ecs.history_settings).unwrap() =
        HistorySettings { history_bytes_max, ..HistorySettings::default() };
    let mut dice = Pcg32::new(3, 2);
    let (mut tick, mut turns) = (0, 0);
    while tick < run.payloads.len() {
        run_tick(ecs, &run.payloads[tick]).unwrap();
        tick += 1;
        if tick.is_multiple_of(LOOK_TICKS) {
            let expected = run.hashes[tick / LOOK_TICKS - 1];
            assert_eq!(player.hash(), expected, "game {game}, {again:?}, after {tick} ticks");
        }
        if dice.below(100) > 0 {
            continue;
        }
        turns += 1;
        match again {
            Again::Threads(_) => {}
            Again::Restored => {
                let state = write_state(ecs).unwrap();
                // Ticks that are undone leave nothing behind.
                run.payloads[tick..].iter().take(7).for_each(|payload| run_tick(ecs, payload).unwrap());
                read_state(ecs, state.as_bytes()).unwrap();
            }
            Again::Rewound => {
                tick = tick.saturating_sub(dice.below(60) as usize);
                rewind_world(ecs, tick as u64).unwrap();
            }
        }
    }
    turns
}

/// How long a run is.
fn ticks() -> usize {
    if std::env::var_os("PLAYGROUND_SOAK").is_some() { 100_000 } else { 1_000 }
}

#[track_caller]
#[expect(clippy::print_stdout, reason = "`./dev soak` shows and compares the lines")]
fn check_game(name: &str, game: usize) {
    let run = play(game, ticks());
    let mut hasher = StableHasher::new();
    run.hashes.iter().for_each(|hash| hasher.write_u64(*hash));
    println!("run {name}: {} ticks, hashes {:016x}", ticks(), hasher.finish());
    if std::env::var_os("PLAYGROUND_STRAIGHT").is_some() {
        return;
    }
    for again in [Again::Threads(1), Again::Threads(4), Again::Restored, Again::Rewound] {
        let turns = check(game, &run, again);
        println!("{name} {again:?}: the same, {turns} times");
    }
}

#[test]
fn foxfire_is_the_same_however_it_is_played() {
    check_game("foxfire", FOXFIRE);
}

#[test]
fn swarm_is_the_same_however_it_is_played() {
    check_game("swarm", SWARM);
}

#[test]
fn tumble_is_the_same_however_it_is_played() {
    check_game("tumble", TUMBLE);
}

#[test]
fn the_sound_board_is_the_same_however_it_is_played() {
    check_game("soundboard", SOUNDBOARD);
}
