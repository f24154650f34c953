//! The one page that names all systems.

use crate::program::Program;
use playground_core_assets::Manifest;
use playground_core_client::Client;
use playground_core_client::audio::{SoundLengths, Voice};
use playground_core_client::input::ActionFrame;
use playground_core_client::rendering::{Camera2d, Sprite};
use playground_core_ecs::{Children, GlobalTransform2d, Parent, Plugin, Registry, TickRate, Transform2d};
use playground_core_types::{CoreError, CoreResult, ErrorKind, Handle, write_now};

/// Puts every system behind the client's VTable; called within the executor that will serve their queues.
///
/// # Errors
/// When the VTable is full.
pub fn wire(client: &Handle<Client>) -> CoreResult<()> {
    playground_systems_ecs::registration::register_ecs_handlers(&client.ecs)?;
    playground_systems_assets::registration::register_assets_handlers(&client.assets)?;
    playground_systems_input::registration::register_input_handlers(client)?;
    playground_systems_audio::registration::register_audio_handlers(client)?;
    playground_systems_rendering::registration::register_rendering_handlers(client)
}

/// Fills the registry of a game: what every game has, then the plugins that its manifest picks.
///
/// # Errors
/// A plugin that this player does not carry, or that contradicts itself.
pub fn register_game(client: &Client, program: &Program, manifest: &Manifest) -> CoreResult<()> {
    let mut registry = Registry::default();
    for schema in [
        Transform2d::SCHEMA,
        GlobalTransform2d::SCHEMA,
        Parent::SCHEMA,
        Children::SCHEMA,
        Sprite::SCHEMA,
        Camera2d::SCHEMA,
        Voice::SCHEMA,
    ] {
        registry.component(schema);
    }
    registry.resource(&TickRate { hertz: manifest.tick_rate_hertz });
    registry.component(ActionFrame::SCHEMA).resource(&ActionFrame::default());
    registry.component(SoundLengths::SCHEMA).resource(&SoundLengths::default());
    for name in &manifest.plugins {
        let plugin = find_plugin(program.plugins, name)?;
        (plugin.register)(&mut registry)?;
    }
    playground_systems_audio::registration::register_systems(&mut registry)?;
    *write_now(&client.assets.wanted)? = registry.assets.iter().map(|path| (*path).to_owned()).collect();
    *write_now(&client.assets.schemas)? = registry.schemas.clone();
    *write_now(&client.ecs.registry)? = registry;
    Ok(())
}

fn find_plugin<'p>(plugins: &'p [Plugin], name: &str) -> CoreResult<&'p Plugin> {
    plugins.iter().find(|plugin| plugin.name == name).ok_or_else(|| {
        let carried: Vec<&str> = plugins.iter().map(|plugin| plugin.name).collect();
        let message = format!("this player has no plugin `{name}`");
        CoreError::new(ErrorKind::BadContent, message)
            .at("game.toml", 0, 0)
            .cure(format!("take one of those it has: {}", carried.join(", ")))
    })
}
