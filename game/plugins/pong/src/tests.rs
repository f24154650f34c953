//! The rules of pong, played through its systems' functions.
