//! The object that the player, the platform and the systems of a machine share.

#[cfg(feature = "audio")]
use crate::audio::{AudioSettings, AudioStats};
#[cfg(feature = "input")]
use crate::input::{
    ActionMap, GestureFrame, InputLog, InputScript, InputSettings, InputTimes, KeyLabels, PadSettings, Pads,
    PointerWish, RawEvent, Remap, TextEntry, TouchPad, Tuning,
};
#[cfg(feature = "rendering")]
use crate::rendering::{DrawList, Picture, RenderStats, RenderTarget, ScreenSettings};
use playground_core_assets::Assets;
use playground_core_ecs::Ecs;
#[cfg(feature = "audio")]
use playground_core_types::Bytes;
#[cfg(any(feature = "rendering", feature = "input", feature = "audio"))]
use playground_core_types::Shared;
use playground_core_types::{Handle, handle};
use playground_core_vtable::VTable;
#[cfg(feature = "rendering")]
use std::collections::HashMap;

/// One player's machine: a world, its assets, and what is drawn, pressed and heard. Data only.
#[derive(Debug)]
pub struct Client {
    /// The way to the systems; the world and the assets share it.
    pub vtable: VTable,
    /// The world that is played.
    pub ecs: Handle<Ecs>,
    /// The game that is open.
    pub assets: Handle<Assets>,

    /// What is drawn into, by number; 0 is the screen.
    #[cfg(feature = "rendering")]
    pub render_targets: Shared<HashMap<u32, RenderTarget>>,
    /// The game's picture of this frame.
    #[cfg(feature = "rendering")]
    pub draw_list: Shared<DrawList>,
    /// The runtime's own screens, drawn over the game.
    #[cfg(feature = "rendering")]
    pub overlay: Shared<DrawList>,
    /// A frame that was read back.
    #[cfg(feature = "rendering")]
    pub capture: Shared<Option<Picture>>,
    /// How the virtual screen is fitted into the real one.
    #[cfg(feature = "rendering")]
    pub screen_settings: Shared<ScreenSettings>,
    /// What the renderer counted.
    #[cfg(feature = "rendering")]
    pub render_stats: Shared<RenderStats>,

    /// What happened on the devices since the last tick.
    #[cfg(feature = "input")]
    pub raw_events: Shared<Vec<RawEvent>>,
    /// The game's actions and what they are bound to.
    #[cfg(feature = "input")]
    pub action_map: Shared<ActionMap>,
    /// The controllers that are connected.
    #[cfg(feature = "input")]
    pub pads: Shared<Pads>,
    /// Events that come from a file instead of a device.
    #[cfg(feature = "input")]
    pub input_script: Shared<InputScript>,
    /// How many play; read when a game begins.
    #[cfg(feature = "input")]
    pub input_settings: Shared<InputSettings>,
    /// The player's own bindings for the game that is open.
    #[cfg(feature = "input")]
    pub remap: Shared<Remap>,
    /// Who wants text, and what an input method is composing.
    #[cfg(feature = "input")]
    pub text_entry: Shared<TextEntry>,
    /// What the game that plays wants of the window's pointer; free while none does.
    #[cfg(feature = "input")]
    pub pointer_wish: Shared<PointerWish>,
    /// How the players want sticks and buttons to answer in the game that is open.
    #[cfg(feature = "input")]
    pub tuning: Shared<Tuning>,
    /// What is printed on the keys.
    #[cfg(feature = "input")]
    pub key_labels: Shared<KeyLabels>,
    /// What the player says of pads, for all games.
    #[cfg(feature = "input")]
    pub pad_settings: Shared<PadSettings>,
    /// What devices said, where somebody keeps it.
    #[cfg(feature = "input")]
    pub input_log: Shared<InputLog>,
    /// When the events of the last frame happened.
    #[cfg(feature = "input")]
    pub input_times: Shared<InputTimes>,
    /// The touch pad on the screen.
    #[cfg(feature = "input")]
    pub touch_pad: Shared<TouchPad>,
    /// What fingers did in the last tick.
    #[cfg(feature = "input")]
    pub gestures: Shared<GestureFrame>,

    /// Which device, how loud.
    #[cfg(feature = "audio")]
    pub audio_settings: Shared<AudioSettings>,
    /// What the mixer counted.
    #[cfg(feature = "audio")]
    pub audio_stats: Shared<AudioStats>,
    /// The outputs that the machine had when it was asked last.
    #[cfg(feature = "audio")]
    pub audio_devices: Shared<Vec<String>>,
    /// What the offline device mixed: interleaved stereo at 48 kHz.
    #[cfg(feature = "audio")]
    pub recorded_audio: Shared<Vec<f32>>,
    /// The same as a WAV file.
    #[cfg(feature = "audio")]
    pub recorded_wav: Shared<Bytes>,
}

impl Client {
    /// A client with a world, assets and a VTable of its own.
    pub fn new() -> Handle<Self> {
        Self::with_assets(Assets::new())
    }

    /// A client of assets and a world that are there already; it shares their VTable.
    pub fn with_assets(assets: Handle<Assets>) -> Handle<Self> {
        handle(Self {
            vtable: assets.vtable.clone(),
            ecs: Handle::clone(&assets.ecs),
            assets,
            #[cfg(feature = "rendering")]
            render_targets: Shared::default(),
            #[cfg(feature = "rendering")]
            draw_list: Shared::default(),
            #[cfg(feature = "rendering")]
            overlay: Shared::default(),
            #[cfg(feature = "rendering")]
            capture: Shared::default(),
            #[cfg(feature = "rendering")]
            screen_settings: Shared::default(),
            #[cfg(feature = "rendering")]
            render_stats: Shared::default(),
            #[cfg(feature = "input")]
            raw_events: Shared::default(),
            #[cfg(feature = "input")]
            action_map: Shared::default(),
            #[cfg(feature = "input")]
            pads: Shared::default(),
            #[cfg(feature = "input")]
            input_script: Shared::default(),
            #[cfg(feature = "input")]
            input_settings: Shared::default(),
            #[cfg(feature = "input")]
            remap: Shared::default(),
            #[cfg(feature = "input")]
            text_entry: Shared::default(),
            #[cfg(feature = "input")]
            pointer_wish: Shared::default(),
            #[cfg(feature = "input")]
            tuning: Shared::default(),
            #[cfg(feature = "input")]
            key_labels: Shared::default(),
            #[cfg(feature = "input")]
            pad_settings: Shared::default(),
            #[cfg(feature = "input")]
            input_log: Shared::default(),
            #[cfg(feature = "input")]
            input_times: Shared::default(),
            #[cfg(feature = "input")]
            touch_pad: Shared::default(),
            #[cfg(feature = "input")]
            gestures: Shared::default(),
            #[cfg(feature = "audio")]
            audio_settings: Shared::default(),
            #[cfg(feature = "audio")]
            audio_stats: Shared::default(),
            #[cfg(feature = "audio")]
            audio_devices: Shared::default(),
            #[cfg(feature = "audio")]
            recorded_audio: Shared::default(),
            #[cfg(feature = "audio")]
            recorded_wav: Shared::default(),
        })
    }
}
