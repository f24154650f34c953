//! The one macro for sets of named controls: an enum, its names, and its numbers.

/// Makes an enum whose variants are found by name and by number.
///
/// The number of a variant is its place in the list. Replays keep numbers, so new names go to the end.
macro_rules! named_controls {
    ($(#[$documentation:meta])* $set:ident: $($name:ident)+) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $set {
            $(#[doc = concat!("`", stringify!($name), "`.")] $name,)+
        }

        impl $set {
            /// All of them, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The name, as in bindings and input scripts.
            pub const fn name(self) -> &'static str {
                const NAMES: &[&str] = &[$(stringify!($name)),+];
                NAMES[self as usize]
            }

            /// The one with this name; upper and lower case count.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|candidate| candidate.name() == name)
            }

            /// The number, as in a raw event.
            pub const fn number(self) -> u32 {
                self as u32
            }

            /// The one with this number.
            pub fn from_number(number: u32) -> Option<Self> {
                Self::ALL.get(number as usize).copied()
            }
        }
    };
}

pub(crate) use named_controls;
