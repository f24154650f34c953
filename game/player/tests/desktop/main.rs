//! The whole program in a window, with typed keys, a loudspeaker that is recorded, and pads.
//!
//! Everything is private to a test: the screen (Xvfb), the sound server, the pads. Where one of them is not
//! installed a test says so and checks nothing.
//!
//! Reading order: `folder` and `picture`, `screen`, `player` (the program on that screen); then the journeys.

#![cfg(test)]
#![cfg(target_os = "linux")]

mod close;
mod folder;
mod picture;
mod player;
mod screen;

mod input;
mod pads;
mod pointer;
mod shipped;
mod sound;
mod window;
