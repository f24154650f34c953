//! How much a game may take, so that none can take all of the memory.

/// The largest scene file: some 300,000 entities of one line each. Reading takes several times as much.
/// Unit: bytes.
pub const SCENE_TEXT_BYTES_MAX: u64 = 16 << 20;

/// The largest `game.toml`: a hundred times what one with every field has. Unit: bytes.
pub const MANIFEST_TEXT_BYTES_MAX: u64 = 256 << 10;

/// The largest log of a demonstration: hours of four players. Unit: bytes.
pub const ATTRACT_LOG_BYTES_MAX: u64 = 8 << 20;

/// The most samples that a sound's file may have, all channels together: 20 minutes of two channels at
/// 48,000 a second, which take 440 MiB while they are decoded.
pub const SOUND_SAMPLE_COUNT_MAX: u64 = 20 * 60 * 48_000 * 2;

/// What one load may leave in memory; whoever runs on a small machine lowers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Decoded pictures and sounds, and the scene's rows. Unit: bytes.
    pub loaded_bytes_max: u64,
    /// The rows of the scene's entities, each with its names and references. Unit: bytes.
    pub scene_bytes_max: u64,
    /// Sounds that last as long are decoded as they play, and only their beginning is kept in memory. Unit: seconds.
    pub stream_seconds_min: u64,
}

impl Default for Limits {
    /// 1 GiB in all, which leaves a machine of 4 GiB three for the rest; of it 256 MiB for rows, because
    /// the scene, the world and the world of the last tick hold each of them. Twenty seconds are 7 MiB decoded.
    fn default() -> Self {
        Self { loaded_bytes_max: 1 << 30, scene_bytes_max: 256 << 20, stream_seconds_min: 20 }
    }
}
