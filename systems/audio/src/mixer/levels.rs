//! What a voice's samples are multiplied with: its gains, and on top of them its fades.

use crate::mixer::glide::Glide;
use crate::mixer::ramp::{Line, Ramp};
use crate::mixer::{BLOCK_FRAMES, RAMP_FRAMES};
use playground_core_client::audio::Tween;

/// The levels of a voice.
#[derive(Debug, Clone, Copy)]
pub struct Levels {
    /// In the order of [`Gains::to_array`](crate::mixer::pan::Gains::to_array).
    pub gains: Glide<4>,
    /// Its fade in, and the one out.
    pub fade: Glide<1>,
    /// 0 while it is held.
    pub held: Ramp<1>,
}

/// The levels of the frames before the next corner.
#[derive(Debug, Clone, Copy)]
struct LevelLines {
    gains: Line<4>,
    fade: Line<1>,
    held: Line<1>,
}

impl LevelLines {
    fn is_flat(&self) -> bool {
        self.gains.is_flat() && self.fade.is_flat() && self.held.is_flat()
    }

    #[inline]
    fn at(&self, ahead: usize) -> [f32; 4] {
        let ([fade], [held]) = (self.fade.at(ahead), self.held.at(ahead));
        self.gains.at(ahead).map(|gain| gain * fade * held)
    }

    /// Whether the gains are all there is: neither a fade nor a hold.
    fn are_bare(&self) -> bool {
        let ([fade], [held]) = (self.fade.at(0), self.held.at(0));
        self.fade.is_flat() && self.held.is_flat() && fade == 1.0 && held == 1.0
    }
}

impl Levels {
    /// Levels that stay.
    pub const fn steady(gains: [f32; 4]) -> Self {
        Self { gains: Glide::steady(gains), fade: Glide::steady([1.0]), held: Ramp::steady([1.0]) }
    }

    /// Comes from silence to where it is going, in `frames`.
    pub fn rise(&mut self, gains: [f32; 4], frames: u32) {
        self.gains = Glide::steady([0.0; 4]);
        self.gains.start(gains, Tween::linear(frames));
    }

    /// Goes to 0 and stays there, or comes back.
    pub fn hold(&mut self, is_held: bool) {
        self.held.start([if is_held { 0.0 } else { 1.0 }], RAMP_FRAMES);
    }

    /// Whether it has come to be held.
    pub fn is_held(&self) -> bool {
        self.held.remaining() == 0 && self.held.value() == [0.0]
    }

    /// How many of `frames` pass before the next corner.
    pub fn cut(&self, frames: usize) -> usize {
        let ends = [self.gains.remaining(), self.fade.remaining(), self.held.remaining()];
        ends.into_iter().filter(|end| *end > 0).fold(frames, |frames, end| frames.min(end as usize))
    }

    /// Lets frames pass, at most those to the next corner.
    pub fn advance(&mut self, frames: usize) {
        self.gains.advance(frames as u32);
        self.fade.advance(frames as u32);
        self.held.advance(frames as u32);
    }

    fn lines(&self) -> LevelLines {
        LevelLines { gains: self.gains.line(), fade: self.fade.line(), held: self.held.line() }
    }

    /// Adds one or two channels to both sides, at these levels. All are equally long, and end before the next corner.
    pub fn add(&self, sources: (&[f32], Option<&[f32]>), left: &mut [f32], right: &mut [f32]) {
        match sources {
            (first, None) => add_mono(first, &self.lines(), left, right),
            (first, Some(second)) => add_stereo((first, second), &self.lines(), left, right),
        }
    }

    /// Adds what each ear hears to its side, at the first two levels.
    pub fn add_ears(&self, ears: &[[f32; BLOCK_FRAMES]; 2], left: &mut [f32], right: &mut [f32]) {
        let lines = self.lines();
        let sources = ears[0].iter().zip(&ears[1]);
        for (index, (((at_left, at_right), left), right)) in sources.zip(left).zip(right).enumerate() {
            let [to_left, to_right, ..] = lines.at(index);
            *left += at_left * to_left;
            *right += at_right * to_right;
        }
    }
}

// Out of line, over slices: in this form the compiler turns the loops into vector code.
#[inline(never)]
fn add_mono(source: &[f32], lines: &LevelLines, left: &mut [f32], right: &mut [f32]) {
    if lines.is_flat() {
        let [to_left, to_right, ..] = lines.at(0);
        for ((sample, left), right) in source.iter().zip(left).zip(right) {
            *left += sample * to_left;
            *right += sample * to_right;
        }
        return;
    }
    if lines.are_bare() {
        for (index, ((sample, left), right)) in source.iter().zip(left).zip(right).enumerate() {
            let [to_left, to_right, ..] = lines.gains.at(index);
            *left += sample * to_left;
            *right += sample * to_right;
        }
        return;
    }
    for (index, ((sample, left), right)) in source.iter().zip(left).zip(right).enumerate() {
        let [to_left, to_right, ..] = lines.at(index);
        *left += sample * to_left;
        *right += sample * to_right;
    }
}

#[inline(never)]
fn add_stereo(source: (&[f32], &[f32]), lines: &LevelLines, left: &mut [f32], right: &mut [f32]) {
    let samples = source.0.iter().zip(source.1);
    if lines.is_flat() {
        let [left_to_left, left_to_right, right_to_left, right_to_right] = lines.at(0);
        for (((first, second), left), right) in samples.zip(left).zip(right) {
            *left += first * left_to_left + second * right_to_left;
            *right += first * left_to_right + second * right_to_right;
        }
        return;
    }
    if lines.are_bare() {
        for (index, (((first, second), left), right)) in samples.zip(left).zip(right).enumerate() {
            let [left_to_left, left_to_right, right_to_left, right_to_right] = lines.gains.at(index);
            *left += first * left_to_left + second * right_to_left;
            *right += first * left_to_right + second * right_to_right;
        }
        return;
    }
    for (index, (((first, second), left), right)) in samples.zip(left).zip(right).enumerate() {
        let [left_to_left, left_to_right, right_to_left, right_to_right] = lines.at(index);
        *left += first * left_to_left + second * right_to_left;
        *right += first * left_to_right + second * right_to_right;
    }
}
