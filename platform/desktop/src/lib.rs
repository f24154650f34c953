//! The desktop: the one event loop, the one window, the one executor.
//!
//! Does NOT: decide what a frame does (platform/runner does), know a game or a plugin.
//!
//! Reading order: [`play`](mod@play), `events`, `signals`.

mod events;
pub mod play;
mod signals;

pub use play::{play, prepare_web, run_check, run_headless, run_new, run_pack, run_ship, run_sound};
pub use playground_platform_runner::check::Findings;
pub use playground_platform_runner::new::{Made, Template};
pub use playground_platform_runner::pack::{Outcome, Packed};
pub use playground_platform_runner::session::pads::pads_text;
pub use playground_platform_runner::ship::{ShipOptions, Shipped, Target};
pub use playground_platform_runner::sound::{SoundOptions, SoundReport};
pub use playground_platform_runner::web::{Showing, WebOptions};
pub use playground_platform_runner::{Hashes, Options, Program, Screenshot, logging};
