//! One picture of all letters: how much of each pixel a letter covers.

/// The side at first, and the most that every card takes. Unit: pixels.
const SIDE_FIRST: u32 = 256;
const SIDE_MAX: u32 = 2048;

/// Empty pixels around each letter, so that none shows its neighbour when it is turned or enlarged.
pub(crate) const MARGIN: u32 = 1;

/// A square of coverage, one byte a pixel, in rows of letters of about the same height.
#[derive(Debug)]
pub(crate) struct Atlas {
    side: u32,
    pixels: Vec<u8>,
    shelves: Vec<Shelf>,
    /// Rows that changed since they were last taken: first, and one behind the last.
    changed: [u32; 2],
}

#[derive(Debug)]
struct Shelf {
    top: u32,
    height: u32,
    used: u32,
}

impl Atlas {
    pub(crate) fn new() -> Self {
        let side = SIDE_FIRST;
        let pixels = vec![0; (side * side) as usize];
        Self { side, pixels, shelves: Vec::new(), changed: [0, side] }
    }

    /// Unit: pixels.
    pub(crate) fn side(&self) -> u32 {
        self.side
    }

    /// One byte a pixel.
    pub(crate) fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// The rows that changed since the last call: first, and one behind the last.
    pub(crate) fn take_changed(&mut self) -> [u32; 2] {
        std::mem::replace(&mut self.changed, [self.side, 0])
    }

    /// Forgets all letters.
    pub(crate) fn clear(&mut self) {
        self.shelves.clear();
        self.pixels.fill(0);
        self.changed = [0, self.side];
    }

    /// Puts a letter where there is room, and gives its left top corner without the margin; `None` when there
    /// is none even in the largest picture.
    pub(crate) fn insert(&mut self, [width, height]: [u32; 2], coverage: &[u8]) -> Option<[u32; 2]> {
        let outer = [width + 2 * MARGIN, height + 2 * MARGIN];
        let [left, top] = self.find_room(outer)?;
        let (left, top) = (left + MARGIN, top + MARGIN);
        if width > 0 {
            for (row, bytes) in (top..).zip(coverage.chunks_exact(width as usize)) {
                let start = (row * self.side + left) as usize;
                self.pixels[start..start + width as usize].copy_from_slice(bytes);
            }
        }
        self.changed = [self.changed[0].min(top), self.changed[1].max(top + height)];
        Some([left, top])
    }

    fn find_room(&mut self, [width, height]: [u32; 2]) -> Option<[u32; 2]> {
        loop {
            let side = self.side;
            let bottom = self.shelves.last().map_or(0, |shelf| shelf.top + shelf.height);
            // Heights in steps let letters of neighbouring sizes share a shelf.
            let new_height = height.next_multiple_of(8);
            let fits = |shelf: &&mut Shelf| shelf.height >= height && side - shelf.used >= width;
            let lowest = self.shelves.iter_mut().filter(fits).min_by_key(|shelf| shelf.height);
            let can_open = side - bottom >= new_height && side >= width;
            if let Some(shelf) = lowest.filter(|shelf| shelf.height <= 2 * new_height || !can_open) {
                shelf.used += width;
                return Some([shelf.used - width, shelf.top]);
            }
            if can_open {
                self.shelves.push(Shelf { top: bottom, height: new_height, used: width });
                return Some([0, bottom]);
            }
            if !self.grow() {
                return None;
            }
        }
    }

    /// Doubles the side; letters stay where they are.
    fn grow(&mut self) -> bool {
        if self.side >= SIDE_MAX {
            return false;
        }
        let (old, side) = (self.side as usize, self.side * 2);
        let mut pixels = vec![0; (side * side) as usize];
        for (from, to) in self.pixels.chunks_exact(old).zip(pixels.chunks_exact_mut(side as usize)) {
            to[..old].copy_from_slice(from);
        }
        self.pixels = pixels;
        self.side = side;
        self.changed = [0, side];
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters that come one after the other never lie on each other, margins included.
    #[track_caller]
    fn check(sizes: &[[u32; 2]], side: u32) {
        let mut atlas = Atlas::new();
        let mut taken: Vec<[u32; 4]> = Vec::new();
        for &[width, height] in sizes {
            let coverage = vec![255; (width * height) as usize];
            let [left, top] = atlas.insert([width, height], &coverage).expect("there is room");
            let place = [left - MARGIN, top - MARGIN, left + width + MARGIN, top + height + MARGIN];
            assert!(place[2] <= atlas.side() && place[3] <= atlas.side(), "{place:?} is inside");
            let meets = |other: &&[u32; 4]| {
                place[0] < other[2] && other[0] < place[2] && place[1] < other[3] && other[1] < place[3]
            };
            assert_eq!(taken.iter().find(meets), None, "{place:?}");
            taken.push(place);
        }
        let area: u32 = sizes.iter().map(|[width, height]| width * height).sum();
        let covered = atlas.pixels().iter().filter(|byte| **byte > 0).count();
        assert_eq!((covered, atlas.side()), (area as usize, side), "every letter is whole");
    }

    #[test]
    fn letters_lie_apart_and_the_picture_grows() {
        check(&[[10, 12], [3, 20], [0, 0], [200, 9], [30, 30]], 256);
        check(&[[300, 100], [300, 100], [10, 10]], 512);
        let many: Vec<_> = (0..900).map(|index| [index % 17, index * 7 % 40]).collect();
        check(&many, 512);
    }

    #[test]
    fn a_full_picture_takes_no_more_until_it_is_cleared() {
        let mut atlas = Atlas::new();
        let letter = vec![255; 1000 * 1000];
        for _ in 0..4 {
            assert!(atlas.insert([1000, 1000], &letter).is_some());
        }
        assert_eq!(atlas.insert([1000, 1000], &letter), None);
        assert_eq!(atlas.insert([3000, 10], &letter), None, "wider than any picture");
        atlas.clear();
        assert_eq!(atlas.insert([1000, 1000], &letter), Some([1, 1]));
    }
}
