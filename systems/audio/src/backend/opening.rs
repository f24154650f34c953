//! Opens and closes devices on threads of their own: a driver may take seconds, and no frame waits for it.

use crate::backend::Backend;
#[cfg(not(target_family = "wasm"))]
use crate::backend::cpal::list_devices;
use crate::mixer::rings::MixerRemote;
use playground_core_client::audio::AudioDevice;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::thread;
use tokio::sync::oneshot;

/// A backend, and the end to steer its mixer by.
pub type Opened = (Backend, MixerRemote);

/// What opens a device whose mixer has this level.
pub type Opener = fn(&AudioDevice, f32) -> CoreResult<Opened>;

/// A device that is being opened. Dropped before its time, the device is closed as soon as it is open.
#[derive(Debug)]
pub struct Opening {
    answer: oneshot::Receiver<Answer>,
    /// What it is for.
    pub purpose: Purpose,
}

/// What a device is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To play first of all.
    Start,
    /// To play again: its failure is no news.
    Retry,
    /// To play in place of another one, which plays until then.
    Return,
}

/// What came of it.
#[derive(Debug)]
pub struct Answer {
    /// The first of the devices that opened, or the error of the last one.
    pub result: CoreResult<Opened>,
    /// Whether it is another one than the first that was wanted.
    pub is_other: bool,
}

/// What is to be out of the way before a device is opened: it may be the same one, and take one player only.
#[derive(Debug)]
pub struct Former {
    /// What played so far.
    pub backend: Backend,
    /// What was to play instead and is wanted no more.
    pub opening: Option<Opening>,
}

impl Opening {
    /// Begins to open the first of `devices` that opens, once `former` is closed.
    pub fn begin(
        opener: Opener,
        devices: Vec<AudioDevice>,
        master_gain: f32,
        purpose: Purpose,
        former: Former,
    ) -> Self {
        let (sender, answer) = oneshot::channel();
        let work = move || {
            close(former);
            let mut answer = Answer { result: Err(unanswered()), is_other: false };
            for (index, device) in devices.iter().enumerate() {
                answer = Answer { result: opener(device, master_gain), is_other: index > 0 };
                if answer.result.is_ok() {
                    break;
                }
            }
            // Where nobody wants it any more the device comes back and is closed here.
            drop(sender.send(answer));
        };
        spawn("audio open", work);
        Self { answer, purpose }
    }

    /// What came of it; `None` while it is under way.
    pub fn take(&mut self) -> Option<Answer> {
        match self.answer.try_recv() {
            Ok(answer) => Some(answer),
            Err(oneshot::error::TryRecvError::Empty) => None,
            Err(oneshot::error::TryRecvError::Closed) => {
                Some(Answer { result: Err(unanswered()), is_other: false })
            }
        }
    }

    /// Waits for what comes of it.
    ///
    /// # Errors
    /// Those of the opener.
    pub async fn wait(self) -> CoreResult<Opened> {
        self.answer.await.map_or_else(|_| Err(unanswered()), |answer| answer.result)
    }
}

/// The names of the machine's outputs, its own choice first.
///
/// # Errors
/// A machine that does not tell.
pub async fn list() -> CoreResult<Vec<String>> {
    let (sender, answer) = oneshot::channel();
    spawn("audio list", move || sender.send(list_devices()).unwrap_or_default());
    answer.await.unwrap_or_else(|_| Err(unanswered()))
}

impl Former {
    /// Closes it on a thread of its own.
    pub fn close_aside(self) {
        // What is no device closes at once.
        if self.opening.is_some() || self.backend.health().is_some() {
            spawn("audio close", move || close(self));
        }
    }
}

fn close(former: Former) {
    drop(former.backend);
    if let Some(opening) = former.opening {
        drop(opening.answer.blocking_recv());
    }
}

/// Without a thread the work is dropped: who waits for it hears that there is no answer. The web has none, and its
/// devices open at once.
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    if cfg!(target_family = "wasm") {
        return work();
    }
    if let Err(error) = thread::Builder::new().name(name.to_owned()).spawn(work) {
        log::warn!("no thread for an audio device: {error}");
    }
}

/// A page has the one output that the browser chose.
#[cfg(target_family = "wasm")]
fn list_devices() -> CoreResult<Vec<String>> {
    Ok(Vec::new())
}

fn unanswered() -> CoreError {
    CoreError::new(ErrorKind::NoDevice, "the audio device gave no answer")
}
