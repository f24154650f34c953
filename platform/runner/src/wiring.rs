//! The one page that names all systems.

use crate::program::Program;
use playground_core_assets::{Manifest, PluginName};
use playground_core_client::Client;
use playground_core_client::audio::{SoundLengths, Voice};
use playground_core_client::input::ActionFrame;
use playground_core_client::rendering::{Camera2d, Sprite};
use playground_core_ecs::{
    Children, GlobalTransform2d, Parent, Plugin, Registry, Schema, TickRate, Transform2d,
};
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
    for named in &manifest.plugins {
        let plugin = find_plugin(program.plugins, named)?;
        (plugin.register)(&mut registry)?;
    }
    playground_systems_audio::registration::register_systems(&mut registry)?;
    *write_now(&client.assets.wanted)? = registry.assets.iter().map(|path| (*path).to_owned()).collect();
    *write_now(&client.assets.schemas)? = nameable(&registry);
    *write_now(&client.ecs.registry)? = registry;
    Ok(())
}

/// What scenes may name: the world knows the resources too, but they belong to no entity.
fn nameable(registry: &Registry) -> Vec<&'static Schema> {
    let is_resource = |schema: &&Schema| registry.resources.iter().any(|(id, _)| *id == schema.id);
    registry.schemas.iter().copied().filter(|schema| !is_resource(schema)).collect()
}

fn find_plugin<'p>(plugins: &'p [Plugin], named: &PluginName) -> CoreResult<&'p Plugin> {
    plugins.iter().find(|plugin| plugin.name == named.name).ok_or_else(|| {
        let carried: Vec<String> = plugins.iter().map(|plugin| format!("`{}`", plugin.name)).collect();
        let cure = match carried.as_slice() {
            [] => "take it out: this player has no plugins".to_owned(),
            _ => format!("take one of those it has: {}", carried.join(", ")),
        };
        let message = format!("this player has no plugin `{}`", named.name);
        let place = &named.place;
        CoreError::new(ErrorKind::BadContent, message)
            .at(place.file.clone(), place.line, place.column)
            .cure(cure)
    })
}

#[cfg(test)]
mod tests;
