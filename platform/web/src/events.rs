//! The event loop: what the page and its canvas say becomes raw events, and each of the browser's frames one of ours.

use crate::graphics::Graphics;
use crate::opening::{Given, executor, open_session};
use playground_core_client::api::start_audio;
use playground_core_client::audio::operations as audio;
use playground_core_client::shell::PIXELS_PER_MILLIMETRE;
use playground_core_ecs::api::hash_world;
use playground_core_types::{CoreError, CoreResult, ErrorKind, Handle, handle, read_now, write_now};
use playground_core_vtable::{Reply, Route};
use playground_platform_runner::devices::{Devices, is_press};
use playground_platform_runner::pointer::PointerHold;
use playground_platform_runner::saves_file::StoredFiles;
use playground_platform_runner::{Flow, Options, Program, Session, frame};
use playground_systems_audio::backend::far::FarReport;
use playground_systems_audio::registration::exchange_far;
use playground_systems_input::{PadState, felt_by_pad, tell_pad};
use std::cell::RefCell;
use std::rc::Rc;
use tokio::runtime::Runtime;
use web_sys::HtmlCanvasElement;
use web_time::Instant;
use winit::application::ApplicationHandler;
use winit::event::{DeviceEvent, DeviceId, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow};
use winit::platform::web::WindowAttributesExtWebSys;
use winit::window::{Window, WindowId};

/// How often the executor looks round between two frames; a command takes a few turns from queue to answer.
const TASK_TURNS: usize = 8;

/// How long it looks round while a game is being loaded: nothing moves but a bar then.
const LOADING_MICROS: u128 = 30_000;

/// The player in a page.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) executor: Runtime,
    pub(crate) session: Session,
    /// The page's, until it is the window's.
    canvas: Option<HtmlCanvasElement>,
    pub(crate) graphics: Graphics,
    pub(crate) window: Option<Handle<Window>>,
    /// Whether the game waits for the player's consent; what it takes is made ready meanwhile.
    pub(crate) is_waiting: bool,
    pub(crate) devices: Devices,
    started: Instant,
    frames: u64,
    /// When the last frame began.
    frame_micros: u64,
    touches: u64,
    /// What the browser says of its machine.
    pub(crate) machine: String,
    pub(crate) pointer: PointerHold,
    /// Whether the page is to ask for a lock of the pointer, or to let it go; nothing where it did.
    pub(crate) lock_order: Option<bool>,
    fullscreen_wanted: bool,
    has_ended: bool,
    failure: Option<CoreError>,
}

/// What winit calls; the page's functions reach the same app between its calls.
#[derive(Debug)]
pub(crate) struct Handler {
    pub(crate) app: Rc<RefCell<App>>,
}

impl App {
    /// Opens what needs no canvas, and begins to load the game.
    pub(crate) fn open(
        (program, options): (Program, Options),
        canvas: HtmlCanvasElement,
        given: Given,
    ) -> CoreResult<Self> {
        let executor = executor()?;
        let session = executor.block_on(open_session(program, options, given))?;
        Ok(Self {
            executor,
            session,
            graphics: Graphics::of(&canvas),
            canvas: Some(canvas),
            window: None,
            is_waiting: true,
            devices: Devices::default(),
            started: Instant::now(),
            frames: 0,
            frame_micros: 0,
            touches: 0,
            machine: String::new(),
            pointer: PointerHold::default(),
            lock_order: None,
            fullscreen_wanted: false,
            has_ended: false,
            failure: None,
        })
    }

    pub(crate) fn now_micros(&self) -> u64 {
        self.started.elapsed().as_micros() as u64
    }

    /// The player wants to play: time begins.
    pub(crate) fn begin(&mut self) {
        self.is_waiting = false;
        self.started = Instant::now();
        if let Some(window) = &self.window {
            window.request_redraw();
        }
    }

    /// Hands the canvas to the renderer. Its size is the page's matter.
    fn open_window(&mut self, event_loop: &ActiveEventLoop) -> CoreResult<()> {
        let canvas = self.canvas.take();
        let size = canvas.as_ref().map(|canvas| (canvas.width(), canvas.height()));
        // The browser keeps its own keys; the page refuses what would scroll it.
        let attributes = Window::default_attributes().with_canvas(canvas).with_prevent_default(false);
        let window = event_loop.create_window(attributes).map_err(|error| {
            CoreError::new(ErrorKind::NoDevice, format!("the canvas cannot be drawn to: {error}"))
        })?;
        let window = handle(window);
        let client = &self.session.client;
        let display = event_loop.owned_display_handle();
        playground_systems_rendering::attach(client.vtable.instance(), Handle::clone(&window), display)?;
        self.open_renderer()?;
        // The browser tells it a frame later, which would be one without a picture.
        if let Some((width, height)) = size {
            self.session.resize(width, height);
        }
        self.session.set_pixels_per_millimetre(PIXELS_PER_MILLIMETRE * window.scale_factor() as f32);
        window.request_redraw();
        self.window = Some(window);
        Ok(())
    }

    /// Lets the tasks of the systems go on, for longer while they load a game.
    fn turn_tasks(&self) {
        let began = Instant::now();
        self.executor.block_on(async {
            let mut turns = 0;
            while turns < TASK_TURNS
                || (self.session.is_loading() && began.elapsed().as_micros() < LOADING_MICROS)
            {
                tokio::task::yield_now().await;
                turns += 1;
            }
        });
    }

    /// Loads and makes what the first frame needs; whether there is more of it.
    fn warm_up(&mut self) -> CoreResult<bool> {
        self.turn_tasks();
        if let Some(error) = self.session.refusal() {
            return Err(error);
        }
        let is_cold = self.has_graphics() && self.session.warm_up()?;
        Ok(is_cold || self.session.is_loading())
    }

    /// Lets the tasks of the systems go on, then runs one frame.
    fn draw(&mut self) -> CoreResult<()> {
        self.turn_tasks();
        let now_micros = self.now_micros();
        match frame(&mut self.session, now_micros)? {
            Flow::Continue => {}
            Flow::ToggleFullscreen => self.fullscreen_wanted = true,
            Flow::End => {
                self.has_ended = true;
                self.hide();
                return Ok(());
            }
        }
        self.devices.paste(&self.session.client, now_micros)?;
        self.hold_pointer()?;
        self.frames += 1;
        let frame_micros = now_micros.saturating_sub(self.frame_micros);
        self.frame_micros = now_micros;
        self.session.count_frame(frame_micros, self.now_micros().saturating_sub(now_micros))
    }

    fn handle(&mut self, event_loop: &ActiveEventLoop, event: &WindowEvent) -> CoreResult<()> {
        let now_micros = self.now_micros();
        match event {
            WindowEvent::RedrawRequested if self.is_waiting && !event_loop.exiting() => {
                if self.warm_up()?
                    && let Some(window) = &self.window
                {
                    window.request_redraw();
                }
            }
            WindowEvent::Resized(size) => self.session.resize(size.width, size.height),
            WindowEvent::ScaleFactorChanged { scale_factor, .. } => {
                self.session.set_pixels_per_millimetre(PIXELS_PER_MILLIMETRE * *scale_factor as f32);
            }
            // The page's field for text has the focus then.
            WindowEvent::Focused(false) if self.is_text_wanted() => {}
            // What somebody does at the cover is not the game's.
            _ if self.is_waiting => {}
            WindowEvent::Focused(has_focus) => {
                self.pointer.focus(*has_focus);
                if !has_focus {
                    self.session.lose_focus(now_micros);
                }
            }
            WindowEvent::Occluded(true) => self.session.hide(now_micros)?,
            WindowEvent::RedrawRequested if !event_loop.exiting() && !self.has_ended => {
                if self.has_graphics() {
                    self.draw()?;
                }
                if let Some(window) = &self.window {
                    window.request_redraw();
                }
            }
            other => {
                self.touches += u64::from(matches!(other, WindowEvent::Touch(_)));
                if is_press(other) {
                    self.pointer.press();
                }
                self.devices.tell(&self.session.client, other, now_micros)?;
            }
        }
        Ok(())
    }

    /// Stops with a failure where there is one; the page shows it.
    fn check(&mut self, event_loop: &ActiveEventLoop, result: CoreResult<()>) {
        if let Err(error) = result {
            // The first failure is the cause; what follows it is its consequence.
            self.failure.get_or_insert(error);
            self.window = None;
            event_loop.exit();
        }
    }

    /// Nobody types or steers any more.
    pub(crate) fn lose_focus(&mut self) {
        let now_micros = self.now_micros();
        self.session.lose_focus(now_micros);
    }

    /// The game waits, and its saved resources are ready to be taken.
    pub(crate) fn hide(&mut self) {
        let now_micros = self.now_micros();
        let hidden = self.session.hide(now_micros);
        self.session.keep_now();
        self.turn_tasks();
        self.note(hidden);
    }

    pub(crate) fn tell_pad(&mut self, slot: usize, pad: Option<PadState>) {
        let told = tell_pad(self.session.client.vtable.instance(), slot, pad);
        self.note(told);
    }

    pub(crate) fn felt(&self, slot: usize) -> [f32; 2] {
        felt_by_pad(self.session.client.vtable.instance(), slot).unwrap_or_default()
    }

    pub(crate) fn exchange_sound(&mut self, numbers: &[f64]) -> Vec<u8> {
        let report = if let [frame, held, played, voices, peak, ended @ ..] = numbers {
            let ended = ended.iter().map(|voice| *voice as u16).collect();
            let [frame, held, played] = [frame, held, played].map(|count| *count as u64);
            Some(FarReport { frame, held, played, voices: *voices as u32, peak: *peak as f32, ended })
        } else {
            None
        };
        let exchanged = exchange_far(self.session.client.vtable.instance(), report);
        exchanged.unwrap_or_else(|error| {
            self.note(Err(error));
            Vec::new()
        })
    }

    pub(crate) fn restart_sound(&mut self) {
        let started = self.executor.block_on(start_audio(&self.session.client));
        self.note(started);
    }

    pub(crate) fn next_changed(&mut self) -> Option<String> {
        let mut store = write_now(&self.session.client.assets.store).ok()?;
        store.memory.as_mut()?.changed.pop_first()
    }

    pub(crate) fn stored_bytes(&self, name: &str) -> Option<Vec<u8>> {
        let store = read_now(&self.session.client.assets.store).ok()?;
        store.memory.as_ref()?.files.get(name).map(|bytes| bytes.to_vec())
    }

    /// All files of the player's, as they are now.
    pub(crate) fn stored_files(&self) -> StoredFiles {
        let store = read_now(&self.session.client.assets.store);
        store.ok().and_then(|store| Some(store.memory.as_ref()?.files.clone())).unwrap_or_default()
    }

    pub(crate) fn failure(&self) -> String {
        self.failure.as_ref().map(ToString::to_string).unwrap_or_default()
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.has_ended
    }

    pub(crate) fn title(&self) -> String {
        self.session.title.clone()
    }

    pub(crate) fn take_fullscreen_wish(&mut self) -> bool {
        std::mem::take(&mut self.fullscreen_wanted)
    }

    /// How far the run is, for tests and for whoever looks.
    pub(crate) fn report(&self) -> String {
        let client = &self.session.client;
        let mut stats = Route::new(audio::SYSTEM, audio::STATS);
        // What is not counted stays as it was.
        stats.call(&client.vtable, &[], &mut Reply::default()).unwrap_or_default();
        let hash = hash_world(&client.ecs).unwrap_or_default();
        let failed = self.session.failure.as_ref().map(ToString::to_string).unwrap_or_default();
        let (sounds, peak) =
            read_now(&client.audio_stats).map(|stats| (stats.played, stats.peak)).unwrap_or_default();
        let pads = read_now(&client.pads).map(|pads| pads.connected.clone()).unwrap_or_default();
        let pads: Vec<String> = pads.into_iter().map(|pad| pad.name).collect();
        let size = self.window.as_ref().map(|window| window.inner_size()).unwrap_or_default();
        let (page, line) = self.session.menu_place();
        let lines = [
            ("phase", format!("{:?}", self.session.phase)),
            ("ready", (!self.session.is_loading()).to_string()),
            ("ticks", self.session.ticks().to_string()),
            ("frames", self.frames.to_string()),
            ("hash", format!("{hash:016x}")),
            ("sounds", sounds.to_string()),
            ("peak", format!("{peak:.4}")),
            ("size", format!("{}x{}", size.width, size.height)),
            ("pads", pads.join(", ")),
            ("touches", self.touches.to_string()),
            ("menu", format!("{page:?} {line}")),
            ("pointer", self.pointer_words()),
            ("failed", failed.replace('\n', " ")),
        ];
        lines.iter().map(|(key, value)| format!("{key}: {value}\n")).collect()
    }

    pub(crate) fn note(&mut self, result: CoreResult<()>) {
        if let Err(error) = result {
            log::error!("{error}");
            self.failure.get_or_insert(error);
        }
    }
}

impl ApplicationHandler for Handler {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        event_loop.set_control_flow(ControlFlow::Wait);
        let mut app = self.app.borrow_mut();
        if app.window.is_none() {
            let result = app.open_window(event_loop);
            app.check(event_loop, result);
        }
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        let mut app = self.app.borrow_mut();
        let result = app.handle(event_loop, &event);
        app.check(event_loop, result);
    }

    fn device_event(&mut self, event_loop: &ActiveEventLoop, _: DeviceId, event: DeviceEvent) {
        let mut app = self.app.borrow_mut();
        if let DeviceEvent::MouseMotion { delta } = event
            && !app.is_waiting
        {
            let result = app.tell_motion(delta);
            app.check(event_loop, result);
        }
    }
}
