//! Effects against formulas.
