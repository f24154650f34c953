//! A thread that decodes streams ahead.

use super::{Stream, Streams};
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How often the thread looks whether a ring has room: twenty-five times in the half second that it holds.
const LOOK: Duration = Duration::from_millis(20);

/// A thread that keeps streams decoded ahead; it ends when this is dropped.
#[derive(Debug)]
pub struct StreamThread {
    new: Option<Sender<Stream>>,
    thread: Option<JoinHandle<()>>,
}

impl StreamThread {
    /// Starts the thread, without a stream.
    ///
    /// # Errors
    /// A machine that gives no thread.
    pub fn start() -> CoreResult<Self> {
        let (new, streams) = channel();
        let work = move || {
            let mut all = Streams::default();
            loop {
                match streams.recv_timeout(LOOK) {
                    Ok(stream) => all.add(stream),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                }
                all.pump(usize::MAX);
            }
        };
        let thread = std::thread::Builder::new().name("streams".to_owned()).spawn(work);
        let thread = thread.map_err(|error| {
            CoreError::new(ErrorKind::NoDevice, format!("no thread for streams: {error}"))
        })?;
        Ok(Self { new: Some(new), thread: Some(thread) })
    }

    /// Lets the thread decode a stream too.
    pub fn add(&self, stream: Stream) {
        if let Some(new) = &self.new
            && new.send(stream).is_err()
        {
            log::error!("the thread of the streams is gone");
        }
    }
}

impl Drop for StreamThread {
    fn drop(&mut self) {
        self.new = None;
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap_or_default();
        }
    }
}
