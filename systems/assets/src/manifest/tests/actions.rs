//! Actions and their sets in a manifest: what is read, and what is told.

use super::*;
use playground_core_assets::{ActionSetDeclaration, DeadZoneShape};

#[test]
fn wrong_actions_are_told() {
    check_line(
        "[actions]\njump = { kind = \"buton\", bind = [] }",
        "game.toml:7:17: `kind` is \"buton\", but must be one of \"button\", \"axis\", \"stick\"\n  cure: write it like `kind = \"button\"`",
    );
    check_line(
        "[actions]\njump = { bind = [] }",
        "game.toml:7:8: `kind` is missing in jump\n  cure: add `kind = \"button\"`",
    );
    check_line(
        "[actions]\njump = \"Space\"",
        "game.toml:7:8: `jump` is a text, but must be a table\n  cure: write it like `jump = { kind = \"button\", bind = [\"Space\", \"pad:South\"] }`",
    );
    check_line(
        "[actions]\njump = [1]",
        "game.toml:7:9: `jump` is a whole number, but must be a text in quotes\n  cure: write it like `jump = { kind = \"button\", bind = [\"Space\", \"pad:South\"] }`",
    );
    check_line(
        "[actions]\nmove = { kind = \"axis\", seat = { 9 = [] } }",
        "game.toml:7:34: `9` is no seat: a seat is 1 to 8\n  cure: write it like `seat = { 2 = [\"Enter\"] }`",
    );
    check_line(
        "[actions]\nmove = { kind = \"axis\", buffer_ticks = 1 }",
        "game.toml:7:25: `buffer_ticks` is only for actions of kind \"button\"\n  cure: write it like `buffer_ticks = 6`",
    );
    let many: String = (0..33).map(|index| format!("\na{index:02} = []")).collect();
    check_line(
        &format!("[actions]{many}"),
        "game.toml:39:1: `a32` is one too many: a game has at most 32 actions\n  cure: write it like `jump = { kind = \"button\", bind = [\"Space\", \"pad:South\"] }`",
    );
    check_line(
        "[actions]\njump = { kind = \"button\", curve = 2 }",
        "game.toml:7:27: `curve` is only for actions of kind \"axis\" and \"stick\"\n  cure: write it like `curve = 2`",
    );
    check_line(
        "[actions]\nmove = { kind = \"axis\", dead_zone_shape = \"axial\" }",
        "game.toml:7:25: `dead_zone_shape` is only for actions of kind \"stick\"\n  cure: write it like `dead_zone_shape = \"axial\"`",
    );
}

const SETS: &str =
    "[action_sets]\nplay = {}\nvehicle = {}\nmenu = { over = [\"play\", \"vehicle\"], hides = true }";

#[test]
fn a_stick_has_a_shape_and_a_curve() {
    let actions = good(&format!(
        "{SMALLEST}[actions]\nmove = {{ kind = \"stick\" }}\nlook = {{ kind = \"stick\", dead_zone_shape = \"axial\", curve = 1.5 }}"
    ))
    .actions;
    let found = actions.iter().map(|action| (action.dead_zone_shape, action.curve_hundredths));
    let found: Vec<_> = found.collect();
    assert_eq!(found, [(DeadZoneShape::Radial, 100), (DeadZoneShape::Axial, 150)]);
}

#[test]
fn sets_and_layers_keep_their_order_and_actions_name_theirs() {
    let manifest = good(&format!(
        "{SMALLEST}{SETS}\n[actions]\nconfirm = {{ kind = \"button\", sets = [\"menu\"] }}\npause = [\"Escape\"]"
    ));
    let found: Vec<_> = manifest.action_sets.iter().map(|set| (set.name.as_str(), set.hides)).collect();
    assert_eq!(found, [("play", false), ("vehicle", false), ("menu", true)]);
    let layers: Vec<bool> = manifest.action_sets.iter().map(ActionSetDeclaration::is_layer).collect();
    assert_eq!(layers, [false, false, true]);
    assert_eq!(manifest.actions[0].sets, ["menu"]);
    assert!(manifest.actions[1].sets.is_empty(), "it is in every set");
}

#[test]
fn wrong_sets_are_told() {
    check_line(
        "[action_sets]\nmenu = { over = [\"play\"] }\nplay = {}",
        "game.toml:7:1: `menu` is a layer, but the first set is the one that is active when a game begins\n  cure: put a set without `over` before it",
    );
    check_line(
        "[action_sets]\nplay = {}\nmenu = { over = [\"paly\"] }",
        "game.toml:8:1: `menu` lies over `paly`, which is no set of actions\n  cure: did you mean `play`?",
    );
    check_line(
        "[action_sets]\nplay = {}\nmenu = { over = [\"play\"] }\nhelp = { over = [\"menu\"] }",
        "game.toml:9:1: `help` lies over `menu`, which is a layer itself\n  cure: choose from `play`",
    );
    check_line(
        "[action_sets]\nplay = {}\nmenu = { over = [] }",
        "game.toml:8:17: `over` names no set\n  cure: write it like `over = [\"play\"]`",
    );
    check_line(
        "[action_sets]\nplay = { hides = true }",
        "game.toml:7:10: `hides` is only for layers, which have `over`\n  cure: write it like `hides = true`",
    );
    check_line(
        "[action_sets]\nplay = { hides = 1 }",
        "game.toml:7:10: `hides` is only for layers, which have `over`\n  cure: write it like `hides = true`",
    );
    check_line(
        &format!("{SETS}\n[actions]\njump = {{ kind = \"button\", sets = [\"plays\"] }}"),
        "game.toml:11:35: `sets` has `plays`, which is none of `[action_sets]`\n  cure: did you mean `play`?",
    );
}
