//! A list in copy-on-write pages: the first change after a snapshot copies one page, not the list.

use crate::column::PAGE_ROWS;
use crate::held::Held;
use std::ops::Range;

/// How many values are appended in one go where each follows from an earlier one.
pub(crate) const STEP_LEN: usize = 64;

/// A list of plain values. Every page knows the write that changed it last.
#[derive(Debug)]
pub(crate) struct Paged<T> {
    /// The pages before the last one, all of them full.
    full: Vec<Leaf<T>>,
    /// The last page, at hand for who appends and takes; without elements only where the list has none.
    last: Leaf<T>,
    len: usize,
}

#[derive(Debug)]
struct Leaf<T> {
    items: Held<Vec<T>>,
    version: u64,
}

impl<T> Default for Leaf<T> {
    fn default() -> Self {
        Self { items: Held::Own(Vec::new()), version: 0 }
    }
}

impl<T: Copy> Clone for Leaf<T> {
    fn clone(&self) -> Self {
        Self { items: self.items.clone(), version: self.version }
    }

    fn clone_from(&mut self, source: &Self) {
        self.items.clone_from(&source.items);
        self.version = source.version;
    }
}

impl<T: Copy> Clone for Paged<T> {
    fn clone(&self) -> Self {
        Self { full: self.full.clone(), last: self.last.clone(), len: self.len }
    }

    /// Keeps the list of pages, and the pages that both have.
    fn clone_from(&mut self, source: &Self) {
        self.full.clone_from(&source.full);
        self.last.clone_from(&source.last);
        self.len = source.len;
    }
}

impl<T> Default for Paged<T> {
    fn default() -> Self {
        Self { full: Vec::new(), last: Leaf::default(), len: 0 }
    }
}

impl<T: Copy> Paged<T> {
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many elements lie in page `page`.
    #[inline]
    pub(crate) fn page_len(&self, page: usize) -> usize {
        self.len.saturating_sub(page * PAGE_ROWS).min(PAGE_ROWS)
    }

    #[inline]
    fn leaf(&self, page: usize) -> Option<&Leaf<T>> {
        match self.full.get(page) {
            None => (page == self.full.len()).then_some(&self.last),
            leaf => leaf,
        }
    }

    #[inline]
    fn leaf_mut(&mut self, page: usize) -> Option<&mut Leaf<T>> {
        if page == self.full.len() { Some(&mut self.last) } else { self.full.get_mut(page) }
    }

    #[inline]
    pub(crate) fn get(&self, index: usize) -> Option<&T> {
        self.leaf(index / PAGE_ROWS)?.items.get().get(index % PAGE_ROWS)
    }

    /// An element to write; the write is noted down as `version`.
    #[inline]
    pub(crate) fn get_mut(&mut self, index: usize, version: u64) -> Option<&mut T> {
        let page = self.leaf_mut(index / PAGE_ROWS)?;
        page.version = version;
        page.items.get_mut().get_mut(index % PAGE_ROWS)
    }

    /// The same, of an element that is what is looked for; what is not is neither noted down nor copied.
    #[inline]
    pub(crate) fn get_mut_if(
        &mut self,
        index: usize,
        is_wanted: impl Fn(&T) -> bool,
        version: u64,
    ) -> Option<&mut T> {
        let page = self.leaf_mut(index / PAGE_ROWS)?;
        match &mut page.items {
            Held::Own(items) => {
                let item = items.get_mut(index % PAGE_ROWS).filter(|item| is_wanted(item))?;
                page.version = version;
                Some(item)
            }
            shared @ Held::Shared(..) => {
                shared.get().get(index % PAGE_ROWS).filter(|item| is_wanted(item))?;
                page.version = version;
                shared.get_mut().get_mut(index % PAGE_ROWS)
            }
        }
    }

    /// The elements of a page to write; the write is noted down as `version`.
    pub(crate) fn page_mut(&mut self, page: usize, version: u64) -> Option<&mut [T]> {
        let page = self.leaf_mut(page)?;
        page.version = version;
        Some(page.items.get_mut())
    }

    #[inline]
    pub(crate) fn push(&mut self, item: T, version: u64) {
        if self.len.is_multiple_of(PAGE_ROWS) {
            self.add_page();
        }
        self.last.version = version;
        self.last.items.get_mut().push(item);
        self.len += 1;
    }

    /// A second page says that the list is long: it takes its whole room at once.
    #[cold]
    fn add_page(&mut self) {
        if !self.is_empty() {
            let next = Leaf { items: Held::Own(Vec::with_capacity(PAGE_ROWS)), version: 0 };
            self.full.push(std::mem::replace(&mut self.last, next));
        }
    }

    /// Appends many, page by page.
    pub(crate) fn extend_from_slice(&mut self, items: &[T], version: u64) {
        self.extend_with(items.len(), |list, part| list.extend_from_slice(&items[part]), version);
    }

    /// Appends `count` values of their numbers, page by page. By number and not by an iterator that is cut at the
    /// ends of pages, for a range tells a list how long it is, and no element asks for room on its own. Copied for each
    /// page, so that what it holds is not read again for each element.
    pub(crate) fn extend(&mut self, count: usize, item: impl Fn(usize) -> T + Copy, version: u64) {
        self.extend_with(count, |list, part| list.extend(part.map(item)), version);
    }

    /// Appends `count` values, each of which follows by `step` from the one [`STEP_LEN`] places before, and the first
    /// ones from their numbers. Copies of many small values at once are quicker than the making of each.
    pub(crate) fn extend_by_steps(
        &mut self,
        count: usize,
        first: impl Fn(usize) -> T + Copy,
        step: impl Fn(&mut T) + Copy,
        version: u64,
    ) {
        self.extend_with(
            count,
            |list, part| {
                let mut next: [T; STEP_LEN] = std::array::from_fn(|place| first(part.start + place));
                list.reserve(part.len());
                for start in part.clone().step_by(STEP_LEN) {
                    list.extend_from_slice(&next[..STEP_LEN.min(part.end - start)]);
                    next.iter_mut().for_each(step);
                }
            },
            version,
        );
    }

    #[inline]
    fn extend_with(&mut self, count: usize, append: impl Fn(&mut Vec<T>, Range<usize>), version: u64) {
        let mut done = 0;
        while done < count {
            if self.len.is_multiple_of(PAGE_ROWS) {
                self.add_page();
            }
            let end = count.min(done + PAGE_ROWS - self.len % PAGE_ROWS);
            self.last.version = version;
            append(self.last.items.get_mut(), done..end);
            self.len += end - done;
            done = end;
        }
    }

    #[inline(always)]
    pub(crate) fn pop(&mut self, version: u64) -> Option<T> {
        let item = self.last.items.get_mut().pop()?;
        self.last.version = version;
        self.len -= 1;
        if self.len.is_multiple_of(PAGE_ROWS) {
            self.forget_page();
        }
        Some(item)
    }

    /// Out of line, for what a page takes with it is more than taking an element.
    #[cold]
    #[inline(never)]
    fn forget_page(&mut self) {
        self.last = self.full.pop().unwrap_or_default();
    }

    /// Removes an element by moving the last one into its place; the moved one, if there was another.
    #[inline]
    pub(crate) fn swap_remove(&mut self, index: usize, version: u64) -> Option<T> {
        let last = self.pop(version)?;
        let place = self.get_mut(index, version)?;
        *place = last;
        Some(last)
    }

    /// How many pages there are.
    pub(crate) fn page_count(&self) -> usize {
        self.full.len() + usize::from(!self.is_empty())
    }

    /// The elements of a page; none past the end.
    #[inline]
    pub(crate) fn page(&self, page: usize) -> &[T] {
        self.leaf(page).map_or(&[], |page| page.items.get())
    }

    /// The write that changed a page last; 0 past the end.
    pub(crate) fn page_version(&self, page: usize) -> u64 {
        self.leaf(page).map_or(0, |page| page.version)
    }

    pub(crate) fn pages(&self) -> impl ExactSizeIterator<Item = &[T]> {
        (0..self.page_count()).map(|page| self.page(page))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.pages().flatten()
    }

    /// Appends the pages of another list, without copying elements where this one ends with a full page.
    pub(crate) fn append(&mut self, other: &mut Self, version: u64) {
        let mut taken = std::mem::take(other);
        if taken.is_empty() {
            return;
        }
        if self.len.is_multiple_of(PAGE_ROWS) {
            taken.leaves_mut().for_each(|page| page.version = version);
            if !self.is_empty() {
                self.full.push(std::mem::take(&mut self.last));
            }
            self.full.append(&mut taken.full);
            (self.last, self.len) = (taken.last, self.len + taken.len);
        } else {
            taken.pages().for_each(|page| self.extend_from_slice(page, version));
        }
    }

    /// What pages of this list hold that `other`, which was a copy of it or it of that one, does not share.
    /// Unit: bytes.
    pub(crate) fn bytes_apart(&self, other: &Self) -> usize {
        let pages = 0..self.page_count();
        let own = pages.filter(|page| self.page_version(*page) != other.page_version(*page));
        own.map(|page| size_of_val(self.page(page))).sum()
    }

    fn leaves_mut(&mut self) -> impl Iterator<Item = &mut Leaf<T>> {
        self.full.iter_mut().chain(std::iter::once(&mut self.last))
    }

    /// Makes clones of the pages cheap that were written after `since`; the others are shared already.
    pub(crate) fn share(&mut self, since: u64) {
        for page in self.leaves_mut().filter(|page| page.version > since) {
            page.items.share();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(list: &Paged<usize>, expected: impl ExactSizeIterator<Item = usize>) {
        assert_eq!((list.len(), list.page_count()), (expected.len(), expected.len().div_ceil(PAGE_ROWS)));
        assert!(list.iter().copied().eq(expected));
    }

    fn up_to(count: usize) -> Paged<usize> {
        let mut list = Paged::default();
        (0..count).for_each(|number| list.push(number, 1));
        list
    }

    #[test]
    fn a_list_grows_and_shrinks_by_pages() {
        let mut list = up_to(PAGE_ROWS + 1);
        check(&list, 0..PAGE_ROWS + 1);
        assert_eq!(list.pop(2), Some(PAGE_ROWS));
        check(&list, 0..PAGE_ROWS);
        assert_eq!(list.swap_remove(0, 2), Some(PAGE_ROWS - 1));
        assert_eq!((list.get(0), list.get(PAGE_ROWS - 1)), (Some(&(PAGE_ROWS - 1)), None));
        assert_eq!(list.swap_remove(PAGE_ROWS - 2, 2), None, "the last one leaves no gap");
        list.extend(3 * PAGE_ROWS, |number| number, 3);
        assert_eq!((list.len(), list.page_count()), (4 * PAGE_ROWS - 2, 4));
    }

    #[test]
    fn lists_are_appended_to_any_end() {
        for count in [0, 5, PAGE_ROWS, PAGE_ROWS + 5] {
            let (mut list, mut other) = (up_to(count), up_to(2 * PAGE_ROWS + 3));
            list.append(&mut other, 2);
            let expected: Vec<usize> = (0..count).chain(0..2 * PAGE_ROWS + 3).collect();
            check(&list, expected.into_iter());
            check(&other, 0..0);
        }
    }

    #[test]
    fn only_the_written_page_is_copied() {
        let mut list = up_to(2 * PAGE_ROWS);
        list.share(0);
        let snapshot = list.clone();
        if let Some(number) = list.get_mut(0, 2) {
            *number = 7;
        }
        check(&snapshot, 0..2 * PAGE_ROWS);
        assert_eq!((list.page_version(0), list.page_version(1)), (2, 1));
        let places = |list: &Paged<usize>| [list.page(0).as_ptr(), list.page(1).as_ptr()];
        assert!(!std::ptr::eq(places(&list)[0], places(&snapshot)[0]));
        assert!(std::ptr::eq(places(&list)[1], places(&snapshot)[1]));
    }
}
