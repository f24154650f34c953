//! What a game can name of what this player has.

use super::{find_plugin, nameable};
use playground_core_assets::PluginName;
use playground_core_client::rendering::Sprite;
use playground_core_ecs::{Plugin, Registry, TickRate};
use playground_core_types::Place;

const PLUGINS: &[Plugin] =
    &[Plugin { name: "pong", register: |_| Ok(()) }, Plugin { name: "storm", register: |_| Ok(()) }];

#[track_caller]
fn check(plugins: &[Plugin], name: &str, expected: Result<&str, &str>) {
    let place = Place { file: "game.toml".to_owned(), line: 7, column: 12 };
    let found = find_plugin(plugins, &PluginName { name: name.to_owned(), place });
    let found = found.map(|plugin| plugin.name).map_err(|error| error.to_string());
    assert_eq!(found.as_ref().copied().map_err(String::as_str), expected);
}

#[test]
fn a_plugin_is_found_by_its_name() {
    check(PLUGINS, "storm", Ok("storm"));
    let message = "game.toml:7:12: this player has no plugin `pnog`\n  cure: ";
    check(PLUGINS, "pnog", Err(&format!("{message}take one of those it has: `pong`, `storm`")));
    check(&[], "pnog", Err(&format!("{message}take it out: this player has no plugins")));
}

#[test]
fn scenes_name_components_but_no_resources() {
    let mut registry = Registry::default();
    registry.component(Sprite::SCHEMA).resource(&TickRate { hertz: 60 });
    let names: Vec<&str> = nameable(&registry).iter().map(|schema| schema.short_name()).collect();
    assert_eq!(names, ["Sprite"]);
    assert_eq!(registry.schemas.len(), 2, "the world knows both");
}
