//! A tick and all that happens in it.
