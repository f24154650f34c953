//! What audio counts.

/// Counts since the last `start`, as of the last `stats`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AudioStats {
    /// Voices that sound now.
    pub voices: u32,
    /// The largest amplitude that went out.
    ///
    /// Unit: linear amplitude. Range: 0 to 1.
    pub peak: f32,
    /// Frames that were mixed.
    pub frames: u64,
    /// Sounds that were heard; one that fell silent for a while, out of range or too quiet among many, counts once.
    pub played: u64,
    /// Voices that stayed silent when they began, for want of a free one.
    pub dropped: u64,
    /// Blocks that took longer to mix than to play.
    pub late_blocks: u64,
    /// Times that the device ran out of samples, where the platform tells, and that long sounds were not decoded in time.
    pub underruns: u64,
    /// Where the sound goes, for people.
    pub device: String,
}
