//! The whole program without window and devices: what it prints, what it writes, and how it refuses.
//!
//! Reading order: `place` (a folder with a game, and the program run there), then by what is looked at.

#![cfg(test)]

mod place;

mod check;
mod ending;
mod input;
mod lines;
mod listen;
mod new;
mod pictures;
mod refusals;
mod shipping;
mod soundboard;
mod sounds;
mod swarm;
mod time;
mod tumble;
