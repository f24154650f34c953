//! An open table of numbers by hashes: for keys that are hashes already, such as ids of components.

/// Finds numbers by 64-bit hashes. Whether a number with the hash is the wanted one is for the caller to say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    /// A power of two of them, at most half in use; [`NOTHING`] is an empty one.
    slots: Vec<(u64, u32)>,
    used: usize,
}

const NOTHING: u32 = u32::MAX;

impl Table {
    /// The first number under the hash that is the wanted one.
    #[inline]
    pub(crate) fn find(&self, hash: u64, is_wanted: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut place = hash as usize & mask;
        loop {
            let (known, number) = self.slots[place];
            if number == NOTHING {
                return None;
            }
            if known == hash && is_wanted(number) {
                return Some(number);
            }
            place = (place + 1) & mask;
        }
    }

    /// Adds a number, which is not `u32::MAX`, under a hash.
    pub(crate) fn insert(&mut self, hash: u64, number: u32) {
        if self.used * 2 >= self.slots.len() {
            self.grow();
        }
        self.place(hash, number);
        self.used += 1;
    }

    fn grow(&mut self) {
        let room = (self.slots.len() * 2).max(16);
        let old = std::mem::replace(&mut self.slots, vec![(0, NOTHING); room]);
        let used = old.into_iter().filter(|(_, number)| *number != NOTHING);
        used.for_each(|(hash, number)| self.place(hash, number));
    }

    fn place(&mut self, hash: u64, number: u32) {
        let mask = self.slots.len() - 1;
        let mut place = hash as usize & mask;
        while self.slots[place].1 != NOTHING {
            place = (place + 1) & mask;
        }
        self.slots[place] = (hash, number);
    }
}

/// A hash of hashes, in order; stays within the process.
#[inline]
pub(crate) const fn mixed(hash: u64, next: u64) -> u64 {
    // The multiplier is 2^64 divided by the golden ratio; the upper half comes down, for masks look there.
    let product = (hash.rotate_left(23) ^ next).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    product ^ (product >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_by_hash_and_by_look() {
        let mut table = Table::default();
        assert_eq!(table.find(5, |_| true), None);
        (0..100).for_each(|number| table.insert(u64::from(number % 50), number));
        for number in 0..100 {
            assert_eq!(table.find(u64::from(number % 50), |found| found == number), Some(number));
        }
        assert_eq!(table.find(7, |_| false), None);
        assert_eq!(table.find(50, |_| true), None);
    }
}
