//! Which assets an instance's commands are about, and the streams that are decoded for it; the rest is in core.

use crate::stream::StreamDesk;
use playground_core_assets::operations::StreamPump;
use playground_core_assets::{Assets, operations};
use playground_core_types::{Handle, write_now};
use playground_core_vtable::{InstanceId, Served, VTableError, VTableErrorKind};

thread_local! {
    static STATES: Served<Assets, StreamDesk> = const { Served::new(operations::SYSTEM) };
}

/// Notes an instance's assets, and forgets those of instances that are gone.
pub(crate) fn remember(assets: &Handle<Assets>) {
    STATES.with(|states| states.serve(assets.vtable.instance(), assets, StreamDesk::default));
}

/// The assets of an instance.
pub(crate) fn find(instance: Option<InstanceId>) -> Result<Handle<Assets>, VTableError> {
    let instance = instance.ok_or_else(|| {
        let message = "commands come through the queue, which knows the instance";
        VTableError::new(VTableErrorKind::Closed, operations::SYSTEM, message)
    })?;
    STATES.with(|states| states.with(instance, |_, assets| Ok(Handle::clone(assets))))
}

/// Takes the streams that are wanted, and decodes.
pub(crate) fn pump_streams(instance: InstanceId, pump: StreamPump) -> Result<(), VTableError> {
    STATES.with(|states| {
        states.with(instance, |desk, assets| {
            let requests = std::mem::take(&mut *write_now(&assets.stream_requests)?);
            desk.pump(requests, pump);
            Ok(())
        })
    })
}
