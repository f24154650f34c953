//! The player's files are written behind the frames.

use super::Session;
use playground_core_assets::api::{set_aside, store};
use playground_core_types::{CoreError, CoreResult, Handle, Shared, read_now, write_now};

/// What could not be kept last, until somebody looks.
pub(crate) type Unkept = Shared<Option<CoreError>>;

impl Session {
    /// Replaces a file of the player's store.
    pub(super) fn keep_file(&mut self, name: String, bytes: Vec<u8>) {
        let assets = Handle::clone(&self.client.assets);
        self.keep(async move { store(&assets, &name, &bytes).await });
    }

    /// Puts a file of the player's store aside that cannot be used.
    pub(super) fn put_aside(&mut self, name: String) {
        let assets = Handle::clone(&self.client.assets);
        self.keep(async move { set_aside(&assets, &name).await });
    }

    /// Works behind the frames. The queue of the assets has the order in which this is called.
    fn keep<F>(&mut self, write: F)
    where
        F: Future<Output = CoreResult<()>> + Send + 'static,
    {
        let (before, unkept) = (self.keeping.take(), Unkept::clone(&self.unkept));
        self.keeping = Some(self.executor.spawn(async move {
            if let Err(error) = write.await {
                log::error!("not kept: {error}");
                *unkept.write().await = Some(error);
            }
            if let Some(before) = before {
                before.await.unwrap_or_else(|error| log::error!("not kept: {error}"));
            }
        }));
    }

    /// Whether something is being written.
    pub(super) fn is_keeping(&self) -> bool {
        self.keeping.as_ref().is_some_and(|keeping| !keeping.is_finished())
    }

    /// Tells the player of a file that could not be kept; whether there was one.
    pub(super) fn tell_unkept(&mut self) -> CoreResult<bool> {
        if read_now(&self.unkept)?.is_none() {
            return Ok(false);
        }
        self.forget_unkept_worlds();
        let error = write_now(&self.unkept)?.take();
        if let Some(error) = &error {
            self.tell(&format!("not saved: {}", error.message()));
        }
        Ok(error.is_some())
    }

    /// Waits until all is on the disk.
    ///
    /// # Errors
    /// What could not be kept.
    pub(super) async fn finish_keeping(&mut self) -> CoreResult<()> {
        if let Some(keeping) = self.keeping.take() {
            keeping.await.unwrap_or_else(|error| log::error!("not kept: {error}"));
        }
        let error = self.unkept.write().await.take();
        error.map_or(Ok(()), Err)
    }
}
