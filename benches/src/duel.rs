//! Two ways to do the same, measured against each other with what prepares them left out.

use cpu_time::ThreadTime;
use std::hint::black_box;
use std::time::Duration;

/// Rounds of a duel at most; odd, so that there is a middle one.
const ROUND_COUNT: usize = 31;

/// Rounds of a duel at least.
const ROUND_COUNT_MIN: usize = 9;

/// What a sample should take at least, so that reading the clock does not weigh.
const SAMPLE_DURATION: Duration = Duration::from_millis(2);

/// What one side of a duel may take in all, preparations left out.
const SIDE_DURATION: Duration = Duration::from_millis(600);

/// Counts the CPU time of this thread while it runs.
#[derive(Debug, Default)]
pub struct Stopwatch {
    spent: Duration,
}

impl Stopwatch {
    /// Does the work that is measured.
    pub fn time<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let start = ThreadTime::now();
        let result = black_box(work());
        self.spent += start.elapsed();
        result
    }
}

/// One side of a duel: does its task so many times, and times what counts.
pub trait Side: FnMut(&mut Stopwatch, u64) {}

impl<F: FnMut(&mut Stopwatch, u64)> Side for F {}

/// A side that leaves all as it was, so that it can be repeated as it is.
pub fn steady<T>(mut work: impl FnMut() -> T) -> impl Side {
    move |watch: &mut Stopwatch, repeats: u64| {
        watch.time(|| {
            for _ in 0..repeats {
                black_box(work());
            }
        });
    }
}

/// A side that needs something fresh for each time, which is made and dropped beside the clock.
pub fn fresh<S, T>(mut prepare: impl FnMut() -> S, mut work: impl FnMut(&mut S) -> T) -> impl Side {
    move |watch: &mut Stopwatch, repeats: u64| {
        for _ in 0..repeats {
            let mut state = black_box(prepare());
            let result = watch.time(|| work(&mut state));
            drop((state, result));
        }
    }
}

/// The median nanoseconds of both sides, in rounds that take turns.
pub fn duel(mut ours: impl Side, mut theirs: impl Side) -> (f64, f64) {
    let repeats = (repeats_of(&mut ours), repeats_of(&mut theirs));
    let (mut own, mut other) = (Vec::new(), Vec::new());
    let mut spent = (Duration::ZERO, Duration::ZERO);
    for round in 0..ROUND_COUNT {
        if round >= ROUND_COUNT_MIN && round % 2 == 1 && spent.0.max(spent.1) > SIDE_DURATION {
            break;
        }
        // Whoever goes first finds the caches as the other left them.
        if round % 2 == 0 {
            spent.0 += sample(&mut ours, repeats.0, &mut own);
            spent.1 += sample(&mut theirs, repeats.1, &mut other);
        } else {
            spent.1 += sample(&mut theirs, repeats.1, &mut other);
            spent.0 += sample(&mut ours, repeats.0, &mut own);
        }
    }
    (median(own), median(other))
}

/// The median nanoseconds of one side alone.
pub fn solo(mut side: impl Side) -> f64 {
    let repeats = repeats_of(&mut side);
    let mut samples = Vec::new();
    for _ in 0..ROUND_COUNT_MIN {
        sample(&mut side, repeats, &mut samples);
    }
    median(samples)
}

fn sample(side: &mut impl Side, repeats: u64, samples: &mut Vec<f64>) -> Duration {
    let mut watch = Stopwatch::default();
    side(&mut watch, repeats);
    samples.push(watch.spent.as_nanos() as f64 / repeats as f64);
    watch.spent
}

/// How often a side is repeated to fill a sample; warms it up on the way.
fn repeats_of(side: &mut impl Side) -> u64 {
    let mut repeats = 1;
    loop {
        let mut watch = Stopwatch::default();
        side(&mut watch, repeats);
        if watch.spent >= SAMPLE_DURATION || repeats >= 1 << 30 {
            return repeats;
        }
        repeats *= 2;
    }
}

fn median(mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples.get(samples.len() / 2).copied().unwrap_or(f64::NAN)
}
