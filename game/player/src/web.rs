//! The player of a page: the list of its plugins, nothing else; on other targets nothing at all.

#[cfg(target_family = "wasm")]
mod plugins;

#[cfg(target_family = "wasm")]
use playground_core_client::shell::Shell;
#[cfg(target_family = "wasm")]
use playground_platform_web::Program;

/// Called when the module is there.
#[cfg(target_family = "wasm")]
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    // A page brings its one game along; those of the gallery would only weigh on it.
    let shell = Shell { games: Vec::new, images: Vec::new, ..playground_game_plugins_shell::SHELL };
    playground_platform_web::begin(Program { plugins: plugins::PLUGINS, shell });
}
