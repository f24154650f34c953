//! The names of the system and of what it can be asked: `open` and `load` on the queue, `spawn` direct.

/// The system's name on the `VTable`.
pub const SYSTEM: &str = "assets";

/// Reads and checks the manifest of [`Assets::source`](crate::Assets::source). No payload, no answer.
pub const OPEN: &str = "open";

/// Reads the first scene and loads all it needs, counting in
/// [`Assets::progress`](crate::Assets::progress). No payload, no answer.
pub const LOAD: &str = "load";

/// Spawns [`Assets::scene`](crate::Assets::scene) into the world of
/// [`Assets::ecs`](crate::Assets::ecs). Direct. No payload, no answer.
pub const SPAWN: &str = "spawn";
