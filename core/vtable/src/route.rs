//! An operation that its caller names once and calls again and again.

use crate::error::{VTableError, VTableErrorKind};
use crate::reply::Reply;
use crate::vtable::{OperationId, VTable};

/// A direct operation by name, resolved on its first call and again when its system was replaced.
///
/// So a caller that keeps a route pays for the names once, and a system can be replaced under it.
#[derive(Debug, Clone)]
pub struct Route {
    system: &'static str,
    operation: &'static str,
    id: Option<OperationId>,
}

impl Route {
    /// The route to `operation` of `system`; neither need be registered yet.
    pub const fn new(system: &'static str, operation: &'static str) -> Self {
        Self { system, operation, id: None }
    }

    /// The operation that the route leads to.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Calls the operation; the reply is cleared first.
    ///
    /// # Errors
    /// Those of [`VTable::resolve`] and [`VTable::call`], apart from `Stale`.
    #[inline]
    pub fn call(&mut self, vtable: &VTable, payload: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
        reply.clear();
        if let Some(id) = self.id {
            match vtable.call(id, payload, reply) {
                Err(error) if error.kind() == VTableErrorKind::Stale => {}
                answered => return answered,
            }
        }
        self.call_anew(vtable, payload, reply)
    }

    #[cold]
    fn call_anew(&mut self, vtable: &VTable, payload: &[u8], reply: &mut Reply) -> Result<(), VTableError> {
        let id = vtable.resolve(self.system, self.operation)?;
        self.id = Some(id);
        vtable.call(id, payload, reply)
    }
}
