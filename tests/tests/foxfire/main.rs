//! Foxfire from the title to a gate: the committed keys play each level through, the same every time.

#![expect(clippy::unwrap_used, reason = "a test ends where its preparation fails")]

mod prover;
