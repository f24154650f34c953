//! The rules of foxfire.
