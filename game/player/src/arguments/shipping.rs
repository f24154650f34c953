//! What the command line says about games that are handed on: `pack` and `ship`.

use super::{Refusal, Request, usage};
use lexopt::{Parser, ValueExt};
use playground_platform_desktop::{Options, ShipOptions, Target};
use std::path::PathBuf;

/// The long options that are for these verbs only.
pub(super) const OPTIONS: &[&str] = &["target", "fused", "player"];

/// What was said until now.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Shipping {
    pub(super) output: Option<PathBuf>,
    target: Option<Target>,
    fused: bool,
    player: Option<PathBuf>,
}

impl Shipping {
    /// Reads one of [`OPTIONS`].
    pub(super) fn read(&mut self, name: &str, parser: &mut Parser) -> Result<(), Refusal> {
        match name {
            "target" => self.target = Some(parser.value()?.string()?.parse().map_err(Refusal::Said)?),
            "fused" => self.fused = true,
            _ => self.player = Some(PathBuf::from(parser.value()?)),
        }
        Ok(())
    }

    /// A bundle or a shipment has a path and a place to be written to, and none of the options of a run.
    pub(super) fn finish(self, mut options: Options, is_ship: bool, log: String) -> Result<Request, Refusal> {
        let verb = if is_ship { "ship" } else { "pack" };
        let refuse = |message: String| Err(Refusal::Said(usage(&message)));
        let Some(game) = options.game.take() else {
            return refuse(format!("`{verb}` needs the PATH of a game; `./{verb}` plays one of that name"));
        };
        if options != Options::default() {
            return refuse(format!("`{verb}` takes no option of a run"));
        }
        let Self { output, target, fused, player } = self;
        match (is_ship, output, target) {
            (false, Some(output), None) if !fused && player.is_none() => {
                Ok(Request::Pack { game, output, log })
            }
            (false, Some(_), _) => refuse("--target, --fused and --player are for `ship`".to_owned()),
            (false, None, _) => refuse("`pack` needs the file to write: -o FILE.pack".to_owned()),
            (true, Some(output), Some(target)) => {
                Ok(Request::Ship { options: ShipOptions { game, target, output, fused, player }, log })
            }
            (true, _, None) => {
                refuse("`ship` needs a target: --target linux, windows, macos or web".to_owned())
            }
            (true, None, _) => refuse("`ship` needs the folder to write into: -o DIR".to_owned()),
        }
    }
}
