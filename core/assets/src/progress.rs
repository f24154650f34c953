//! How far loading is.

/// What the loading screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    /// Assets that are loaded. Range: 0 to `total`.
    pub done: u32,
    /// Assets that the scene needs.
    pub total: u32,
    /// The path of the asset that is being loaded; empty before and after.
    pub current: String,
}

impl Progress {
    /// The part that is done. Range: 0.0 to 1.0; a scene without assets is all done.
    pub fn fraction(&self) -> f32 {
        if self.total == 0 {
            return 1.0;
        }
        self.done as f32 / self.total as f32
    }
}
