//! A scene as it comes out of its file: entities as bytes, ready to be spawned.

use playground_core_ecs::ComponentId;

/// A scene whose names are resolved, prefabs applied and values checked against the schemas.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scene {
    /// The path inside the game.
    pub name: String,
    /// The entities, in the order of the file; a reference names one by its index here.
    pub entities: Vec<SceneEntity>,
    /// Paths of all assets that the entities name: sorted, each once.
    pub assets: Vec<String>,
}

/// One entity of a scene.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SceneEntity {
    /// What the scene calls it, where it does.
    pub name: Option<String>,
    /// Its components as the bytes of their columns, each component once.
    pub components: Vec<(ComponentId, Vec<u8>)>,
    /// Fields that hold another entity: whoever spawns the scene writes them.
    pub references: Vec<Reference>,
}

/// A field that holds an entity of the same scene. Its bytes hold `Entity::NONE` until then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The component with the field.
    pub component: ComponentId,
    /// Where the field starts. Unit: bytes from the start of the component.
    pub offset: usize,
    /// The entity it names, as an index into [`Scene::entities`].
    pub target: usize,
}
