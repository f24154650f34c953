//! The one page that names all systems.

use crate::program::Program;
use playground_core_assets::{Manifest, PluginName};
use playground_core_client::Client;
use playground_core_client::audio::{
    BusEffect, BusLevel, Cues, Music, SoundCue, SoundEmitter, SoundLengths, SoundListener, SoundTone, Tempo,
    Voice,
};
use playground_core_client::input::{
    ActionFrame, ActionSets, GestureFrame, LeaveWish, PointerWish, RumbleFrame, SceneActionSet, TextWish,
};
use playground_core_client::rendering::{Camera2d, Shape, Sprite, Text};
use playground_core_ecs::{
    Children, GlobalTransform2d, Parent, Plugin, Registry, SaveWish, Schema, TickRate, Transform2d,
};
use playground_core_types::{CoreError, CoreResult, ErrorKind, Handle, read_now, write_now};

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
    let find = |named| find_plugin(program.plugins, named);
    let plugins: CoreResult<Vec<&Plugin>> = manifest.plugins.iter().map(find).collect();
    register(client, &plugins?, manifest.tick_rate_hertz)
}

/// Fills the registry with all that the program has: what scenes may name when it is unknown which plugins
/// their game picks. Nothing is wanted beyond what the scenes name.
///
/// # Errors
/// A plugin that contradicts itself.
pub fn register_all(client: &Client, program: &Program) -> CoreResult<()> {
    let mut schemas: Vec<&'static Schema> = Vec::new();
    for plugin in program.plugins {
        // Each for itself: plugins of different games may call their systems alike.
        register(client, &[plugin], TickRate::default().hertz)?;
        for schema in read_now(&client.assets.schemas)?.iter() {
            if !schemas.iter().any(|known| known.is_same(schema)) {
                schemas.push(schema);
            }
        }
    }
    *write_now(&client.assets.schemas)? = schemas;
    write_now(&client.assets.wanted)?.clear();
    write_now(&client.assets.wanted_cues)?.clear();
    Ok(())
}

/// One error for each plugin of the manifest that the program has not.
pub fn find_missing_plugins(program: &Program, manifest: &Manifest) -> Vec<CoreError> {
    manifest.plugins.iter().filter_map(|named| find_plugin(program.plugins, named).err()).collect()
}

fn register(client: &Client, plugins: &[&Plugin], tick_rate_hertz: u32) -> CoreResult<()> {
    let mut registry = Registry::default();
    for schema in [
        Transform2d::SCHEMA,
        GlobalTransform2d::SCHEMA,
        Parent::SCHEMA,
        Children::SCHEMA,
        Sprite::SCHEMA,
        Shape::SCHEMA,
        Text::SCHEMA,
        Camera2d::SCHEMA,
        Voice::SCHEMA,
        BusLevel::SCHEMA,
        BusEffect::SCHEMA,
        SoundEmitter::SCHEMA,
        SoundListener::SCHEMA,
        SoundCue::SCHEMA,
        SoundTone::SCHEMA,
        Music::SCHEMA,
        SceneActionSet::SCHEMA,
    ] {
        registry.component(schema);
    }
    registry.resource(&TickRate { hertz: tick_rate_hertz });
    registry.resource(&ActionFrame::default()).resource(&SoundLengths::default());
    registry.resource(&ActionSets::default()).resource(&TextWish::default());
    registry.resource(&PointerWish::default());
    registry.resource(&GestureFrame::default()).resource(&LeaveWish::default());
    registry.resource(&RumbleFrame::default()).resource(&SaveWish::default());
    registry.resource(&Cues::default()).resource(&Tempo::default());
    for plugin in plugins {
        (plugin.register)(&mut registry)?;
    }
    playground_systems_audio::registration::register_systems(&mut registry)?;
    *write_now(&client.assets.wanted)? = registry.assets.iter().map(|path| (*path).to_owned()).collect();
    *write_now(&client.assets.wanted_cues)? = registry.cues.iter().map(|name| (*name).to_owned()).collect();
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
