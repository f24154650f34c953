//! From the start of the program to its first picture, next to that of a window with nothing but the same libraries.
//!
//! Both are started in turn on an Xvfb of their own, and watched from outside, in the memory of the screen: what counts
//! is what somebody sees, loading and linking and all.

mod bare;
mod race;
mod screen;

fn main() {
    // The bench is its own peer: cargo builds no other program for it.
    if std::env::args().any(|argument| argument == bare::ARGUMENT) {
        bare::run();
    } else {
        race::measure();
    }
}
