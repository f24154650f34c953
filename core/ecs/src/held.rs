//! A value that is owned until a snapshot shares it, and owned again when it is written.

use std::sync::Arc;

/// A value of one owner, or one that snapshots look at too.
///
/// Writing an owned value costs a branch and no atomic operation. Sharing moves the value behind a counted
/// pointer, which for a list is its three words, not its elements; the first write after that copies it, if
/// somebody still looks.
#[derive(Debug)]
pub(crate) enum Held<T> {
    Own(T),
    Shared(Arc<T>),
}

impl<T> Held<T> {
    #[inline]
    pub(crate) fn get(&self) -> &T {
        match self {
            Self::Own(value) => value,
            Self::Shared(shared) => shared,
        }
    }
}

impl<T: Clone + Default> Held<T> {
    /// The value to write, copied first if a snapshot shares it.
    #[inline]
    pub(crate) fn get_mut(&mut self) -> &mut T {
        match self {
            Self::Own(value) => value,
            Self::Shared(_) => self.own(),
        }
    }

    /// Makes clones cheap until the next write.
    pub(crate) fn share(&mut self) {
        if let Self::Own(value) = self {
            *self = Self::Shared(Arc::new(std::mem::take(value)));
        }
    }

    /// Out of line, so that writing what is owned stays small wherever it is inlined.
    #[cold]
    #[inline(never)]
    fn own(&mut self) -> &mut T {
        if let Self::Shared(shared) = std::mem::replace(self, Self::Own(T::default())) {
            *self = Self::Own(Arc::unwrap_or_clone(shared));
        }
        match self {
            Self::Own(value) => value,
            Self::Shared(shared) => Arc::make_mut(shared),
        }
    }
}

impl<T: Default> Default for Held<T> {
    fn default() -> Self {
        Self::Own(T::default())
    }
}

impl<T: Clone> Clone for Held<T> {
    /// Cheap for a shared value; an owned one is copied.
    fn clone(&self) -> Self {
        match self {
            Self::Own(value) => Self::Own(value.clone()),
            Self::Shared(shared) => Self::Shared(Arc::clone(shared)),
        }
    }

    /// Nothing is counted up and down where both share the same value already.
    fn clone_from(&mut self, source: &Self) {
        match (&mut *self, source) {
            (Self::Shared(own), Self::Shared(shared)) if Arc::ptr_eq(own, shared) => {}
            (Self::Own(own), Self::Own(value)) => own.clone_from(value),
            _ => *self = source.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_either_side_leaves_the_other() {
        let mut list = Held::Own(vec![1, 2]);
        list.share();
        let mut other = list.clone();
        list.get_mut().push(3);
        other.get_mut().push(4);
        assert_eq!(
            (list.get().as_slice(), other.get().as_slice()),
            ([1, 2, 3].as_slice(), [1, 2, 4].as_slice())
        );
    }

    #[test]
    fn what_nobody_else_looks_at_is_not_copied() {
        let mut list = Held::Own(vec![1, 2]);
        let place = list.get().as_ptr();
        list.share();
        drop(list.clone());
        list.get_mut()[0] = 5;
        assert!(std::ptr::eq(list.get().as_ptr(), place));
        assert!(matches!(list, Held::Own(_)));
    }
}
