//! What can go wrong between a caller and a system, each with a kind of its own.

use bytes::Bytes;
use playground_core_types::{CoreError, ErrorKind};
use std::fmt;

/// What a handler of the seed's lane answers.
pub type VTableResponse = Result<Bytes, VTableError>;

/// The ways in which a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum VTableErrorKind {
    /// No system of that name is registered.
    UnknownSystem,
    /// The system does not know the operation.
    UnknownOperation,
    /// The queue of the system holds as many commands as it may; nothing was sent.
    QueueFull,
    /// The system went away, before the command or while it waited.
    Closed,
    /// The payload is not what the operation takes.
    MalformedPayload,
    /// The handler panicked; the process goes on.
    Panicked,
    /// The system was replaced since the operation was resolved; resolve again.
    Stale,
    /// More systems than [`SYSTEM_COUNT_MAX`](crate::vtable::SYSTEM_COUNT_MAX).
    TooManySystems,
    /// The handler ran and failed; the message is its own.
    Failed(ErrorKind),
}

/// A failed call: its kind, and which system and operation it concerns.
#[derive(Clone, PartialEq, Eq)]
pub struct VTableError {
    // Boxed, so that the result of a direct call is one word.
    detail: Box<Detail>,
}

#[derive(Clone, PartialEq, Eq)]
enum Detail {
    /// The call did not come to an answer.
    Call { kind: VTableErrorKind, target: String, message: String },
    /// The handler's own error, whole, so that its place and cure come through.
    Failed(CoreError),
}

impl VTableError {
    /// A failure of `kind` at `target` (a system, or `system.operation`).
    #[cold]
    pub fn new(kind: VTableErrorKind, target: impl Into<String>, message: impl Into<String>) -> Self {
        Self { detail: Box::new(Detail::Call { kind, target: target.into(), message: message.into() }) }
    }

    /// For a handler: `operation` is not one of this system's.
    #[cold]
    pub fn unknown_operation(system: &str, operation: &str) -> Self {
        let target = format!("{system}.{operation}");
        Self::new(VTableErrorKind::UnknownOperation, target, "the system has no such operation")
    }

    /// For a handler: the payload does not decode; `expected` names what would.
    #[cold]
    pub fn malformed_payload(target: &str, expected: &str) -> Self {
        Self::new(VTableErrorKind::MalformedPayload, target, format!("the payload is not {expected}"))
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> VTableErrorKind {
        match &*self.detail {
            Detail::Call { kind, .. } => *kind,
            Detail::Failed(error) => VTableErrorKind::Failed(error.kind()),
        }
    }

    /// The system or `system.operation` that the call was for; empty for a handler's own error.
    pub fn target(&self) -> &str {
        match &*self.detail {
            Detail::Call { target, .. } => target,
            Detail::Failed(_) => "",
        }
    }

    /// What happened, in one line; without the place and the cure of a handler's own error.
    pub fn message(&self) -> &str {
        match &*self.detail {
            Detail::Call { message, .. } => message,
            Detail::Failed(error) => error.message(),
        }
    }
}

impl fmt::Display for VTableError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.detail {
            Detail::Call { kind: VTableErrorKind::Failed(_), message, .. } => write!(formatter, "{message}"),
            Detail::Call { target, message, .. } => write!(formatter, "{target}: {message}"),
            Detail::Failed(error) => write!(formatter, "{error}"),
        }
    }
}

impl fmt::Debug for VTableError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}({self})", self.kind())
    }
}

impl std::error::Error for VTableError {}

impl From<CoreError> for VTableError {
    fn from(error: CoreError) -> Self {
        Self { detail: Box::new(Detail::Failed(error)) }
    }
}

impl From<VTableError> for CoreError {
    fn from(error: VTableError) -> Self {
        let text = error.to_string();
        match *error.detail {
            Detail::Failed(error) => error,
            Detail::Call { kind: VTableErrorKind::Failed(kind), .. } => Self::new(kind, text),
            Detail::Call { .. } => Self::new(ErrorKind::Dispatch, text),
        }
    }
}
