//! Which assets an instance's commands are about.

use playground_core_assets::Assets;
use playground_core_types::Handle;
use playground_core_vtable::{InstanceId, VTableError, VTableErrorKind};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

thread_local! {
    // Weak, because the assets own the VTable that owns the queue whose task looks them up here.
    static STATES: RefCell<BTreeMap<InstanceId, Weak<Assets>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Notes an instance's assets, and forgets those of instances that are gone.
pub(crate) fn remember(assets: &Handle<Assets>) {
    STATES.with_borrow_mut(|states| {
        states.retain(|_, assets| assets.strong_count() > 0);
        states.insert(assets.vtable.instance(), Arc::downgrade(assets));
    });
}

/// The assets of an instance.
pub(crate) fn find(instance: Option<InstanceId>) -> Result<Handle<Assets>, VTableError> {
    let found = instance.and_then(|id| STATES.with_borrow(|states| states.get(&id).and_then(Weak::upgrade)));
    found.ok_or_else(|| {
        VTableError::new(VTableErrorKind::Closed, "assets", "the instance has no assets any more")
    })
}
