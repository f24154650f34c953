//! What the command line says about games that are handed on: `pack`, `ship` and `web`.

use super::{Refusal, Request, usage};
use lexopt::{Parser, ValueExt};
use playground_platform_desktop::{Options, ShipOptions, Target, WebOptions};
use std::path::PathBuf;

/// The long options that are for these verbs only.
pub(super) const OPTIONS: &[&str] = &["target", "fused", "player", "port", "open"];

/// What was said until now.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Shipping {
    pub(super) output: Option<PathBuf>,
    target: Option<Target>,
    fused: bool,
    player: Option<PathBuf>,
    port: Option<u16>,
    opens: bool,
}

impl Shipping {
    /// Reads one of [`OPTIONS`].
    pub(super) fn read(&mut self, name: &str, parser: &mut Parser) -> Result<(), Refusal> {
        match name {
            "target" => self.target = Some(parser.value()?.string()?.parse().map_err(Refusal::Said)?),
            "fused" => self.fused = true,
            "port" => self.port = Some(parser.value()?.parse()?),
            "open" => self.opens = true,
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
        let Self { output, target, fused, player, port, opens } = self;
        if port.is_some() || opens {
            return refuse("--port and --open are for `web`".to_owned());
        }
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

    /// A page that is shown has a path and none of the options of a run.
    pub(super) fn finish_web(self, mut options: Options, log: String) -> Result<Request, Refusal> {
        let refuse = |message: &str| Err(Refusal::Said(usage(message)));
        let Some(game) = options.game.take() else {
            return refuse("`web` needs the PATH of a game; `./web` plays one of that name");
        };
        let Self { output, target, fused, player, port, opens } = self;
        if options != Options::default() {
            return refuse("`web` takes no option of a run");
        }
        if output.is_some() || target.is_some() || fused {
            return refuse("`web` writes nothing: -o, --target and --fused are for `pack` and `ship`");
        }
        Ok(Request::Web { options: WebOptions { game, port, opens, player }, log })
    }
}
