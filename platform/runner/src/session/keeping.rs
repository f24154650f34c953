//! The player's files are written behind the frames, one after the other.

use super::Session;
use playground_core_types::CoreResult;

impl Session {
    /// Writes behind the frames, after all that was to be written before. What fails is told.
    pub(super) fn keep<F>(&mut self, write: F)
    where
        F: Future<Output = CoreResult<()>> + Send + 'static,
    {
        let before = self.keeping.take();
        self.keeping = Some(self.executor.spawn(async move {
            if let Some(before) = before {
                before
                    .await
                    .unwrap_or_else(|error| log::error!("a file of the player was not kept: {error}"));
            }
            write.await.unwrap_or_else(|error| log::error!("a file of the player was not kept: {error}"));
        }));
    }

    /// Whether something is being written.
    pub(super) fn is_keeping(&self) -> bool {
        self.keeping.as_ref().is_some_and(|keeping| !keeping.is_finished())
    }

    /// Waits until all is on the disk.
    pub(super) async fn finish_keeping(&mut self) {
        if let Some(keeping) = self.keeping.take() {
            keeping.await.unwrap_or_else(|error| log::error!("a file of the player was not kept: {error}"));
        }
    }
}
