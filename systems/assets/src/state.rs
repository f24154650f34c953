//! Which assets an instance's commands are about; all that they need is in core.

use playground_core_assets::{Assets, operations};
use playground_core_types::Handle;
use playground_core_vtable::{InstanceId, Served, VTableError, VTableErrorKind};

thread_local! {
    static STATES: Served<Assets, ()> = const { Served::new(operations::SYSTEM) };
}

/// Notes an instance's assets, and forgets those of instances that are gone.
pub(crate) fn remember(assets: &Handle<Assets>) {
    STATES.with(|states| states.serve(assets.vtable.instance(), assets, || ()));
}

/// The assets of an instance.
pub(crate) fn find(instance: Option<InstanceId>) -> Result<Handle<Assets>, VTableError> {
    let instance = instance.ok_or_else(|| {
        let message = "commands come through the queue, which knows the instance";
        VTableError::new(VTableErrorKind::Closed, operations::SYSTEM, message)
    })?;
    STATES.with(|states| states.with(instance, |(), assets| Ok(Handle::clone(assets))))
}
