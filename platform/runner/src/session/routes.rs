//! The direct operations that a session calls.

use playground_core_client::{audio, input, rendering};
use playground_core_ecs::operations as ecs;
use playground_core_vtable::Route;

/// One route for each operation, resolved on its first call.
#[derive(Debug)]
pub(crate) struct Routes {
    pub(crate) poll: Route,
    pub(crate) touch: Route,
    pub(crate) resolve: Route,
    pub(crate) observe: Route,
    pub(crate) resume_input: Route,
    pub(crate) focus_lost: Route,
    pub(crate) load_script: Route,
    pub(crate) reset_input: Route,
    pub(crate) rebuild_input: Route,
    pub(crate) rumble: Route,
    pub(crate) feel: Route,
    pub(crate) load_pads: Route,
    pub(crate) read_log: Route,
    pub(crate) write_log: Route,
    pub(crate) tick: Route,
    pub(crate) save: Route,
    pub(crate) rewind: Route,
    pub(crate) history: Route,
    pub(crate) write_state: Route,
    pub(crate) read_state: Route,
    pub(crate) synctest: Route,
    pub(crate) next_replayed: Route,
    pub(crate) check_replayed: Route,
    pub(crate) follow: Route,
    pub(crate) stats: Route,
    pub(crate) reset_audio: Route,
    pub(crate) collect: Route,
    pub(crate) draw: Route,
    pub(crate) resize: Route,
    pub(crate) capture: Route,
    pub(crate) reset_rendering: Route,
}

impl Routes {
    pub(crate) fn new() -> Self {
        let world = |operation| Route::new(ecs::SYSTEM, operation);
        let input = |operation| Route::new(input::operations::SYSTEM, operation);
        let audio = |operation| Route::new(audio::operations::SYSTEM, operation);
        let rendering = |operation| Route::new(rendering::operations::SYSTEM, operation);
        Self {
            poll: input(input::operations::POLL),
            touch: input(input::operations::TOUCH),
            resolve: input(input::operations::RESOLVE),
            observe: input(input::operations::OBSERVE),
            resume_input: input(input::operations::RESUME),
            focus_lost: input(input::operations::FOCUS_LOST),
            load_script: input(input::operations::LOAD_SCRIPT),
            reset_input: input(input::operations::RESET),
            rebuild_input: input(input::operations::REBUILD),
            rumble: input(input::operations::RUMBLE),
            feel: input(input::operations::FEEL),
            load_pads: input(input::operations::LOAD_PADS),
            read_log: input(input::operations::READ_LOG),
            write_log: input(input::operations::WRITE_LOG),
            tick: world(ecs::TICK),
            save: world(ecs::SAVE),
            rewind: world(ecs::REWIND),
            history: world(ecs::HISTORY),
            write_state: world(ecs::WRITE_STATE),
            read_state: world(ecs::READ_STATE),
            synctest: world(ecs::SYNCTEST),
            next_replayed: world(ecs::NEXT_REPLAYED),
            check_replayed: world(ecs::CHECK_REPLAYED),
            follow: audio(audio::operations::FOLLOW),
            stats: audio(audio::operations::STATS),
            reset_audio: audio(audio::operations::RESET),
            collect: rendering(rendering::operations::COLLECT),
            draw: rendering(rendering::operations::DRAW),
            resize: rendering(rendering::operations::RESIZE),
            capture: rendering(rendering::operations::CAPTURE),
            reset_rendering: rendering(rendering::operations::RESET),
        }
    }
}
