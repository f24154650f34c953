//! How many voices a core mixes, next to rodio and kira: the same sounds, loops of 44.1 kHz, in blocks of 128 frames.

mod kira_peer;
mod ours;
mod rodio_peer;

use crate::kira_peer::KiraMix;
use crate::ours::{Kind, OurMix};
use crate::rodio_peer::RodioMix;
use cpu_time::ThreadTime;
use playground_benches::race::{Clock, Race, Task};
use playground_benches::{INSTRUMENTED_SYSTEM, StatsAlloc};
use playground_core_types::CoreResult;
use std::alloc::System as SystemAllocator;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<SystemAllocator> = &INSTRUMENTED_SYSTEM;

/// Voices of each mixer.
const VOICE_COUNT: usize = 256;

/// Frames of a block.
const BLOCK_FRAMES: usize = 128;

/// A block at 48 kHz.
const BLOCK_NANOSECONDS: f64 = BLOCK_FRAMES as f64 / 48_000.0 * 1e9;

/// Blocks of a pass, of which the slowest hundredth is told.
const BLOCK_COUNT: usize = 2_000;

/// Passes, of which the quietest counts.
const PASS_COUNT: usize = 7;

/// The bar for it.
const SLOWEST_MICROSECONDS: f64 = 500.0;

const CUBIC: usize = 0;
const SPACE: usize = 2;
const KIRA: usize = 5;
const KIRA_SPACE: usize = 6;
const RODIO_PLAYER: usize = 8;

/// The waves of the sounds, half of them mono and half stereo, interleaved.
fn sounds() -> Vec<(u16, Vec<f32>)> {
    let wave = |sound: u32, channels: u16| {
        let count = 88_200 * u32::from(channels);
        let noise = |index: u32| (index.wrapping_mul(7_919 + sound) % 1_009) as f32 / 1_009.0 - 0.5;
        (channels, (0..count).map(noise).collect())
    };
    (0..16).map(|sound| wave(sound, 1 + sound as u16 % 2)).collect()
}

fn main() -> CoreResult<()> {
    let sounds = sounds();
    let mut ours = [
        OurMix::new(&sounds, Kind::Cubic)?,
        OurMix::new(&sounds, Kind::Recorded)?,
        OurMix::new(&sounds, Kind::Space)?,
        OurMix::new(&sounds, Kind::Ears)?,
        OurMix::new(&sounds, Kind::Effects)?,
    ];
    let (mut kira, mut kira_space) = (KiraMix::flat(&sounds)?, KiraMix::space(&sounds)?);
    let (mut rodio, mut rodio_player) = (RodioMix::raw(&sounds)?, RodioMix::players(&sounds)?);
    let race = Race::default()
        .enter("ours: cubic, gain ramp, pan", Clock::Thread)
        .enter("ours: as recorded, gain ramp, pan", Clock::Thread)
        .enter("ours in space: pan, attenuation, doppler", Clock::Thread)
        .enter("ours in space, with delays and shadows", Clock::Thread)
        .enter("ours: 8 buses, 4 effects", Clock::Thread)
        .enter("kira: static sounds, gain ramp, pan", Clock::Thread)
        .enter("kira: a spatial track each", Clock::Thread)
        .enter("rodio: mixer, gain", Clock::Thread)
        .enter("rodio: a Player each, gain", Clock::Thread);
    let tasks = race.run(|task, blocks| match task {
        KIRA => kira.work(blocks),
        KIRA_SPACE => kira_space.work(blocks),
        RODIO_PLAYER => rodio_player.work(blocks),
        task if task < KIRA => ours[task].work(blocks),
        _ => rodio.work(blocks),
    });
    print_voices(&tasks);
    print_ratio(&tasks, (CUBIC, KIRA), 3.3);
    print_ratio(&tasks, (CUBIC, RODIO_PLAYER), 6.5);
    print_ratio(&tasks, (SPACE, KIRA_SPACE), 9.0);
    print_slowest(&mut ours[KIRA - 1]);
    Ok(())
}

fn print_voices(tasks: &[Task]) {
    println!(
        "{:<44} {:>14} {:>16} {:>18}",
        "256 voices", "µs for a block", "voices of a core", "allocations/block"
    );
    for task in tasks {
        let block = task.median_nanoseconds();
        let voices = voices_of(task);
        println!("{:<44} {:>14.1} {voices:>16.0} {:>18.3}", task.name, block / 1e3, task.allocations);
    }
}

/// How many voices a core mixes in real time.
fn voices_of(task: &Task) -> f64 {
    VOICE_COUNT as f64 * BLOCK_NANOSECONDS / task.median_nanoseconds()
}

fn print_ratio(tasks: &[Task], (task, base): (usize, usize), bar: f64) {
    let (task, base) = (&tasks[task], &tasks[base]);
    let ratio = voices_of(task) / voices_of(base);
    let verdict = if ratio >= bar { "holds" } else { "MISSED" };
    println!("bar {verdict}: {} has {ratio:.2} times the voices of {}, at least {bar}", task.name, base.name);
}

/// The quietest of a few passes: what other programs of the machine cost is no figure of ours.
fn print_slowest(mix: &mut OurMix) {
    let mut passes = [(); PASS_COUNT].map(|()| pass(mix));
    passes.sort_by(|one, other| one[1].total_cmp(&other[1]));
    let [middle, slowest, worst] = passes[0];
    let verdict = if slowest <= SLOWEST_MICROSECONDS { "holds" } else { "MISSED" };
    println!(
        "bar {verdict}: a block of 256 voices, 8 buses, 4 effects takes {middle:.0} µs, one of a hundred \
         {slowest:.0} µs, the slowest {worst:.0} µs; at most {SLOWEST_MICROSECONDS} for 99 of a hundred"
    );
}

/// The middle block of a pass, the slowest of a hundred, and the slowest, in microseconds.
fn pass(mix: &mut OurMix) -> [f64; 3] {
    let mut spent: Vec<f64> = (0..BLOCK_COUNT)
        .map(|_| {
            let start = ThreadTime::now();
            mix.work(1);
            start.elapsed().as_nanos() as f64 / 1e3
        })
        .collect();
    spent.sort_by(f64::total_cmp);
    [0.5, 0.99, 1.0].map(|part| spent[((spent.len() - 1) as f64 * part) as usize])
}
