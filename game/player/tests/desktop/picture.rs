//! What is on a screen: read from the frame buffer that Xvfb keeps in a file.

use std::path::Path;

/// The screen's size in pixels.
pub(crate) const SIZE: [usize; 2] = [1280, 720];

/// Brighter than all that is not a paddle, a digit or the ball, and than all under the veil of a pause.
const BRIGHT: u8 = 150;

/// The height of a paddle in virtual pixels, without its rounded ends.
const PADDLE_HEIGHT: usize = 28;

/// A picture of the screen; rows of pixels, each blue, green, red and nothing.
#[derive(Clone, PartialEq)]
pub(crate) struct Picture(Vec<u8>);

impl Picture {
    /// Reads an X window dump: a header of big-endian numbers, a colour map, the pixels.
    pub(crate) fn read(file: &Path) -> Option<Self> {
        let bytes = std::fs::read(file).ok()?;
        let number = |index: usize| {
            let bytes = bytes.get(index * 4..index * 4 + 4)?;
            Some(u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize)
        };
        assert_eq!([number(4)?, number(5)?, number(11)?], [SIZE[0], SIZE[1], 32], "Xvfb's frame buffer");
        let start = number(0)? + number(19)? * 12;
        Some(Self(bytes.get(start..start + SIZE[0] * SIZE[1] * 4)?.to_vec()))
    }

    /// Red, green and blue.
    pub(crate) fn pixel(&self, x: usize, y: usize) -> [u8; 3] {
        let start = (y * SIZE[0] + x) * 4;
        [2, 1, 0].map(|channel| self.0[start + channel])
    }

    /// How many pixels are as bright as text.
    pub(crate) fn bright_count(&self) -> usize {
        self.0.chunks_exact(4).filter(|pixel| pixel[1] > BRIGHT).count()
    }

    /// The row in which the left and the right paddle begin; nothing while there is no game to see.
    pub(crate) fn paddles(&self) -> Option<[usize; 2]> {
        Some([self.paddle_top(16)?, self.paddle_top(304)?])
    }

    /// The paddle of a column of the court, which is four times as large on the screen.
    fn paddle_top(&self, column: usize) -> Option<usize> {
        let mut bright = 0;
        let end = (0..SIZE[1]).find(|row| {
            bright = if self.pixel(column * 4, *row)[1] > BRIGHT { bright + 1 } else { 0 };
            bright == PADDLE_HEIGHT * 4
        });
        end.map(|row| row + 1 - PADDLE_HEIGHT * 4)
    }
}
