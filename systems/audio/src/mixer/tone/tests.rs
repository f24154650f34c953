//! Tones against formulas.
