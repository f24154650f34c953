//! When something that failed is tried again: after more and more frames.

/// The longest wait, in frames: a few seconds.
const FRAMES_MAX: u32 = 240;

/// Frames until the next try.
#[derive(Debug, Default)]
pub(crate) struct Retry {
    frames_left: u32,
    last_wait_frames: u32,
}

impl Retry {
    /// Counts a frame, and tells whether to try in it.
    pub(crate) fn is_due(&mut self) -> bool {
        let is_due = self.frames_left == 0;
        self.frames_left = self.frames_left.saturating_sub(1);
        is_due
    }

    /// Notes a try that failed; tells whether it was the first, which is news.
    pub(crate) fn fail(&mut self) -> bool {
        let is_first = self.last_wait_frames == 0;
        self.last_wait_frames = (2 * self.last_wait_frames).clamp(1, FRAMES_MAX);
        self.frames_left = self.last_wait_frames;
        is_first
    }

    /// Notes that all is well again.
    pub(crate) fn succeed(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests;
