//! The player's files are written behind the frames.

use super::Session;
use playground_core_assets::api::{set_aside, store};
use playground_core_types::{CoreError, CoreResult, Handle, Shared, write_now};

/// The files that could not be kept, and why, until somebody looks.
pub(crate) type Unkept = Shared<Vec<(String, CoreError)>>;

impl Session {
    /// Replaces a file of the player's store.
    pub(super) fn keep_file(&mut self, name: String, bytes: Vec<u8>) {
        let assets = Handle::clone(&self.client.assets);
        self.keep(name.clone(), async move { store(&assets, &name, &bytes).await });
    }

    /// Puts a file of the player's store aside that cannot be used.
    pub(super) fn put_aside(&mut self, name: String) {
        let assets = Handle::clone(&self.client.assets);
        self.keep(name.clone(), async move { set_aside(&assets, &name).await });
    }

    /// Works behind the frames. The queue of the assets has the order in which this is called.
    fn keep<F>(&mut self, name: String, write: F)
    where
        F: Future<Output = CoreResult<()>> + Send + 'static,
    {
        let (before, unkept) = (self.keeping.take(), Unkept::clone(&self.unkept));
        self.keeping = Some(self.executor.spawn(async move {
            if let Err(error) = write.await {
                log::error!("not kept: {error}");
                unkept.write().await.push((name, error));
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

    /// Tells the player of files that could not be kept, once nothing is being written; whether there were some.
    pub(super) fn tell_unkept(&mut self) -> CoreResult<bool> {
        let unkept = std::mem::take(&mut *write_now(&self.unkept)?);
        let names: Vec<String> = unkept.iter().map(|(name, _)| name.clone()).collect();
        self.settle_slots(&names)?;
        if let Some((_, error)) = unkept.last() {
            self.tell(&format!("not saved: {}", error.message()));
        }
        Ok(!unkept.is_empty())
    }

    /// Waits until all is on the disk.
    ///
    /// # Errors
    /// What could not be kept.
    pub(super) async fn finish_keeping(&mut self) -> CoreResult<()> {
        if let Some(keeping) = self.keeping.take() {
            keeping.await.unwrap_or_else(|error| log::error!("not kept: {error}"));
        }
        let last = self.unkept.write().await.pop();
        last.map_or(Ok(()), |(_, error)| Err(error))
    }
}
