//! What input takes: a storm of devices, the lookup of mappings, and the way of a key through the whole program.
//!
//! There are no peers in it: the libraries that read controllers have no ticks, seats or actions.

mod lookup;
mod storm;
mod window;

fn main() {
    storm::measure();
    lookup::measure();
    window::measure();
}
