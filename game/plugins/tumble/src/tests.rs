//! The rules of Tumble, played through the functions of its systems.
