//! The data of the assets system.

use crate::{
    AssetId, Font, Image, Limits, Manifest, Progress, Request, Scene, Sound, Source, Store, StreamRequest,
};
use playground_core_ecs::{Ecs, Schema};
use playground_core_types::{Bytes, CoreError, Handle, Shared, handle, shared};
use playground_core_vtable::VTable;
use std::collections::{BTreeMap, BTreeSet};

/// The game that is open, and what of it is loaded. `systems/assets` fills it; everyone reads it.
#[derive(Debug)]
pub struct Assets {
    /// The way to the system.
    pub vtable: VTable,
    /// The world that scenes are spawned into.
    pub ecs: Handle<Ecs>,
    /// What was asked for last; work for an older request ends at its next step.
    pub request: Shared<Request>,
    /// What a load may leave in memory.
    pub limits: Shared<Limits>,
    /// Where the open game comes from; written along with the manifest.
    pub source: Shared<Source>,
    /// What its `game.toml` says; `None` until a game is open.
    pub manifest: Shared<Option<Manifest>>,
    /// The picture that stands for the open game; `None` where it has none, or none that can be read.
    pub icon: Shared<Option<Handle<Image>>>,
    /// The file of its demonstration, of the game that was opened or checked last; `None` where there is none, or none
    /// that can be read. The system `input` knows what is in it.
    pub attract_log: Shared<Option<Bytes>>,
    /// The components that scenes may name; whoever registers the plugins fills it, before `load`.
    pub schemas: Shared<Vec<&'static Schema>>,
    /// Paths of assets that no scene names but the plugins use; loaded along with the scene.
    pub wanted: Shared<BTreeSet<String>>,
    /// The cues that the plugins call; the manifest or the scene must have them.
    pub wanted_cues: Shared<BTreeSet<String>>,
    /// The hash of all files of the game that are loaded, equal on every machine: manifest, scene, assets.
    pub game_hash: Shared<u64>,
    /// The scene that was loaded last.
    pub scene: Shared<Option<Scene>>,
    /// Pictures that are the program's own, and stay when another game is opened.
    pub resident: Shared<BTreeSet<AssetId>>,
    /// The pictures that are loaded.
    pub images: Shared<BTreeMap<AssetId, Handle<Image>>>,
    /// The sounds that are loaded.
    pub sounds: Shared<BTreeMap<AssetId, Handle<Sound>>>,
    /// Streams that are wanted, until [`PUMP_STREAMS`](crate::operations::PUMP_STREAMS) takes them.
    pub stream_requests: Shared<Vec<StreamRequest>>,
    /// The fonts that are loaded.
    pub fonts: Shared<BTreeMap<AssetId, Handle<Font>>>,
    /// Where the player's own files are kept.
    pub store: Shared<Store>,
    /// How far `load` or `check` is.
    pub progress: Shared<Progress>,
    /// All mistakes that the last `check` found, by file, line and column.
    pub problems: Shared<Vec<CoreError>>,
    /// What the manifest of the last `check` says as far as it can be read; what is wrong in it has some value.
    pub checked: Shared<Option<Manifest>>,
}

impl Assets {
    /// Assets of a world of their own.
    pub fn new() -> Handle<Self> {
        Self::with_ecs(Ecs::new())
    }

    /// Assets for a world that is there already; they share its VTable.
    pub fn with_ecs(ecs: Handle<Ecs>) -> Handle<Self> {
        handle(Self {
            vtable: ecs.vtable.clone(),
            ecs,
            request: shared(Request::default()),
            limits: shared(Limits::default()),
            source: shared(Source::default()),
            manifest: shared(None),
            icon: shared(None),
            attract_log: shared(None),
            schemas: shared(Vec::new()),
            wanted: shared(BTreeSet::new()),
            wanted_cues: shared(BTreeSet::new()),
            game_hash: shared(0),
            scene: shared(None),
            resident: shared(BTreeSet::new()),
            images: shared(BTreeMap::new()),
            sounds: shared(BTreeMap::new()),
            stream_requests: shared(Vec::new()),
            fonts: shared(BTreeMap::new()),
            store: shared(Store::default()),
            progress: shared(Progress::default()),
            problems: shared(Vec::new()),
            checked: shared(None),
        })
    }
}
