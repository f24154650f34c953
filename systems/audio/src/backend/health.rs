//! How a device is doing: written by its threads, read by the one that follows the world.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Counters of one opened device.
#[derive(Debug, Default)]
pub struct Health {
    late_blocks: AtomicU64,
    underruns: AtomicU64,
    errors: AtomicU64,
    is_lost: AtomicBool,
    is_runaway: AtomicBool,
    first_error: OnceLock<String>,
}

impl Health {
    /// Blocks that took longer to mix than to play.
    pub fn late_blocks(&self) -> u64 {
        self.late_blocks.load(Ordering::Relaxed)
    }

    /// Times that the device ran out of samples, where the platform tells.
    pub fn underruns(&self) -> u64 {
        self.underruns.load(Ordering::Relaxed)
    }

    /// Errors that the device may recover from, underruns included.
    pub fn errors(&self) -> u64 {
        self.errors.load(Ordering::Relaxed)
    }

    /// Whether the device plays no more.
    pub fn is_lost(&self) -> bool {
        self.is_lost.load(Ordering::Acquire)
    }

    /// Whether the device takes sound much faster than it could play it.
    pub fn is_runaway(&self) -> bool {
        self.is_runaway.load(Ordering::Relaxed)
    }

    /// The first error that was no underrun, for people.
    pub fn reason(&self) -> String {
        self.first_error.get().cloned().unwrap_or_else(|| "it stopped asking for sound".to_owned())
    }

    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn count_late_block(&self) {
        self.late_blocks.fetch_add(1, Ordering::Relaxed);
    }

    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn note_runaway(&self) {
        self.is_runaway.store(true, Ordering::Relaxed);
    }

    /// Notes an error of the device, on whatever thread it comes.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn note(&self, kind: cpal::ErrorKind) {
        match kind {
            cpal::ErrorKind::DeviceChanged | cpal::ErrorKind::RealtimeDenied => return,
            cpal::ErrorKind::Xrun => {
                self.underruns.fetch_add(1, Ordering::Relaxed);
            }
            _ => {
                // The first one tells the cause; those behind it are its consequences.
                self.first_error.set(kind.to_string()).unwrap_or_default();
            }
        }
        self.errors.fetch_add(1, Ordering::Relaxed);
        let is_final = matches!(
            kind,
            cpal::ErrorKind::DeviceNotAvailable
                | cpal::ErrorKind::StreamInvalidated
                | cpal::ErrorKind::HostUnavailable
        );
        if is_final {
            self.is_lost.store(true, Ordering::Release);
        }
    }
}
