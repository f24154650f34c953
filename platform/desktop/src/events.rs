//! The event loop: what the window system says becomes raw events, and time becomes frames.

#![expect(clippy::disallowed_methods, reason = "frames are paced by the machine's clock")]

use crate::play::reason;
use playground_core_assets::{Image, PointerMode, Source};
use playground_core_client::api::start_renderer;
use playground_core_client::input::TextWish;
use playground_core_client::rendering::operations::{Start, Surface};
use playground_core_client::shell::{PIXELS_PER_MILLIMETRE, Phase};
use playground_core_types::{CoreError, CoreResult, ErrorKind, Handle, handle, read_now};
use playground_platform_runner::devices::{Devices, is_press, text_area};
use playground_platform_runner::icon::default_icon;
use playground_platform_runner::pointer::PointerHold;
use playground_platform_runner::{Flow, Session, bug_report, frame, report};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use winit::application::ApplicationHandler;
use winit::dpi::{LogicalSize, PhysicalPosition, PhysicalSize};
use winit::event::{DeviceEvent, DeviceId, StartCause, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow};
#[cfg(all(unix, not(target_os = "macos")))]
use winit::platform::x11::WindowAttributesExtX11;
use winit::window::{CursorGrabMode, Fullscreen, Icon, Window, WindowId};

/// The frame rate where the monitor does not tell its own. Unit: thousandths of a hertz.
const REFRESH_MILLIHERTZ: u32 = 60_000;

/// The program in its event loop.
#[derive(Debug)]
pub(crate) struct App {
    executor: Runtime,
    session: Session,
    window: Option<Handle<Window>>,
    devices: Devices,
    /// What the window is called now.
    title: String,
    /// The icon that it shows now; `None` for the program's own.
    icon: Option<Handle<Image>>,
    started: Instant,
    next_frame: Instant,
    frame_interval: Duration,
    /// When the last frame began.
    frame_micros: u64,
    /// What the window was told of text last.
    text_wish: TextWish,
    pointer: PointerHold,
    failure: Option<CoreError>,
}

impl App {
    pub(crate) fn new(executor: Runtime, session: Session) -> Self {
        let started = Instant::now();
        let frame_interval = Duration::from_millis(16);
        Self {
            executor,
            session,
            window: None,
            devices: Devices::default(),
            title: String::new(),
            icon: None,
            started,
            next_frame: started,
            frame_interval,
            frame_micros: 0,
            text_wish: TextWish::default(),
            pointer: PointerHold::default(),
            failure: None,
        }
    }

    /// Leaves behind what was asked for, or tells why the loop ended.
    pub(crate) fn finish(mut self) -> CoreResult<()> {
        let failure = self.failure.take().or(self.session.failure.take());
        let session = &mut self.session;
        let written = self.executor.block_on(async {
            let written = report::write_wav(session).await;
            written.and(session.close().await)
        });
        // A file that is still being decoded is nobody's any more: the program does not wait for it.
        self.executor.shutdown_background();
        failure.map_or(written, Err)
    }

    fn now_micros(&self) -> u64 {
        self.started.elapsed().as_micros() as u64
    }

    /// Opens the window, hands it to the renderer, and waits for the graphics card.
    fn open(&mut self, event_loop: &ActiveEventLoop) -> CoreResult<()> {
        let options = self.session.options();
        let fullscreen = options.fullscreen.then_some(Fullscreen::Borderless(None));
        let attributes = Window::default_attributes()
            .with_title(&self.session.title)
            .with_inner_size(LogicalSize::new(1280, 720))
            .with_min_inner_size(LogicalSize::new(320, 180))
            .with_window_icon(window_icon(default_icon().as_ref()))
            .with_fullscreen(fullscreen);
        // What a desktop knows the window by, when it looks for the entry of its menu.
        #[cfg(all(unix, not(target_os = "macos")))]
        let attributes =
            WindowAttributesExtX11::with_name(attributes, &self.session.desktop_id, "playground");
        let renderer = options.renderer;
        let window = event_loop.create_window(attributes).map_err(|error| {
            CoreError::new(ErrorKind::NoDevice, format!("no window can be opened: {}", reason(&error)))
        })?;
        let window = handle(window);
        let monitor = window.current_monitor().and_then(|monitor| monitor.refresh_rate_millihertz());
        let millihertz = monitor.unwrap_or(REFRESH_MILLIHERTZ).max(1_000);
        self.frame_interval = Duration::from_secs(1_000) / millihertz;
        let client = &self.session.client;
        let display = event_loop.owned_display_handle();
        playground_systems_rendering::attach(client.vtable.instance(), Handle::clone(&window), display)?;
        self.executor.block_on(start_renderer(client, Start { renderer, surface: Surface::Window }))?;
        self.session.set_pixels_per_millimetre(pixels_per_millimetre(window.scale_factor()));
        self.window = Some(window);
        self.next_frame = Instant::now();
        Ok(())
    }

    /// Lets the tasks of the systems go on, then runs one frame.
    fn draw(&mut self, event_loop: &ActiveEventLoop) -> CoreResult<()> {
        let turns = if self.session.phase == Phase::Loading { LOADING_TIME } else { Duration::ZERO };
        self.executor.block_on(async {
            tokio::time::sleep(turns).await;
            for _ in 0..TASK_TURNS {
                tokio::task::yield_now().await;
            }
        });
        let now_micros = self.now_micros();
        let flow = frame(&mut self.session, now_micros)?;
        self.executor.block_on(report::take_screenshot(&mut self.session, flow == Flow::End))?;
        report::take_player_picture(&mut self.session);
        bug_report::take_report(&mut self.session);
        let frame_micros = now_micros.saturating_sub(self.frame_micros);
        self.frame_micros = now_micros;
        self.session.count_frame(frame_micros, self.now_micros().saturating_sub(now_micros))?;
        self.show_title();
        self.show_icon()?;
        self.show_text_wish()?;
        self.hold_pointer()?;
        self.devices.paste(&self.session.client, self.now_micros())?;
        match flow {
            Flow::Continue => {}
            Flow::ToggleFullscreen => self.toggle_fullscreen(),
            Flow::End => event_loop.exit(),
        }
        Ok(())
    }

    fn show_title(&mut self) {
        if let Some(window) = self.window.as_ref().filter(|_| self.title != self.session.title) {
            self.title.clone_from(&self.session.title);
            window.set_title(&self.title);
        }
    }

    /// Shows the icon of the game that is open.
    fn show_icon(&mut self) -> CoreResult<()> {
        let icon = read_now(&self.session.client.assets.icon)?.clone();
        let is_same = match (&icon, &self.icon) {
            (Some(icon), Some(shown)) => Handle::ptr_eq(icon, shown),
            (icon, shown) => icon.is_none() && shown.is_none(),
        };
        if let Some(window) = self.window.as_ref().filter(|_| !is_same) {
            let shown = icon.as_deref().cloned().or_else(default_icon);
            window.set_window_icon(window_icon(shown.as_ref()));
            self.icon = icon;
        }
        Ok(())
    }

    /// Tells the window whether text is wanted, and where, so that input methods are on and near it.
    fn show_text_wish(&mut self) -> CoreResult<()> {
        let wish = read_now(&self.session.client.text_entry)?.wish;
        let (Some(window), true) = (&self.window, wish != self.text_wish) else { return Ok(()) };
        if wish.is_wanted != self.text_wish.is_wanted {
            window.set_ime_allowed(wish.is_wanted != 0);
        }
        let [x, y, width, height] = text_area(&self.session.client, &wish)?;
        window.set_ime_cursor_area(PhysicalPosition::new(x, y), PhysicalSize::new(width, height));
        self.text_wish = wish;
        Ok(())
    }

    /// Asks the window for what the game wishes of the pointer. Where it cannot be locked it is confined: what the mouse
    /// says counts in both, and where neither is to be had, what the pointer does.
    fn hold_pointer(&mut self) -> CoreResult<()> {
        let wish = read_now(&self.session.client.pointer_wish)?.word();
        let Some(window) = &self.window else { return Ok(()) };
        let Some(mode) = self.pointer.follow(wish) else { return Ok(()) };
        window.set_cursor_visible(mode == PointerMode::Free);
        let is_locked = mode == PointerMode::Locked && {
            let locked = window.set_cursor_grab(CursorGrabMode::Locked);
            let locked = locked.or_else(|_| window.set_cursor_grab(CursorGrabMode::Confined));
            locked.inspect_err(|error| log::warn!("the pointer is not locked: {}", reason(error))).is_ok()
        };
        if !is_locked {
            // What is not held can always be let go.
            window.set_cursor_grab(CursorGrabMode::None).unwrap_or_default();
        }
        self.pointer.note(is_locked);
        let now_micros = self.now_micros();
        self.devices.lock(&self.session.client, is_locked, now_micros)
    }

    fn toggle_fullscreen(&self) {
        if let Some(window) = &self.window {
            let wanted = window.fullscreen().is_none().then_some(Fullscreen::Borderless(None));
            window.set_fullscreen(wanted);
        }
    }

    fn handle(&mut self, event_loop: &ActiveEventLoop, event: &WindowEvent) -> CoreResult<()> {
        match event {
            WindowEvent::CloseRequested => {
                self.executor.block_on(report::take_screenshot(&mut self.session, true))?;
                event_loop.exit();
            }
            WindowEvent::Destroyed => {
                // Somebody else took the window away: nothing can be drawn into it any more.
                self.window = None;
                event_loop.exit();
            }
            WindowEvent::ScaleFactorChanged { scale_factor, .. } => {
                self.session.set_pixels_per_millimetre(pixels_per_millimetre(*scale_factor));
            }
            WindowEvent::Resized(size) => {
                let (width, height) = (size.width, size.height);
                self.session.resize(width, height);
            }
            // A program that is one game plays no other.
            WindowEvent::DroppedFile(_) if self.session.is_alone() => {}
            WindowEvent::DroppedFile(path) => self.session.open(Source::Folder(path.clone())),
            WindowEvent::Focused(has_focus) => {
                self.pointer.focus(*has_focus);
                if !has_focus {
                    let now_micros = self.now_micros();
                    self.session.lose_focus(now_micros);
                    // Another window wants it now, and there may be no frame for a while.
                    self.hold_pointer()?;
                }
            }
            WindowEvent::Occluded(true) => {
                let now_micros = self.now_micros();
                self.session.hide(now_micros)?;
            }
            WindowEvent::RedrawRequested if !event_loop.exiting() => self.draw(event_loop)?,
            other => {
                if is_press(other) {
                    self.pointer.press();
                }
                let now_micros = self.now_micros();
                self.devices.tell(&self.session.client, other, now_micros)?;
            }
        }
        Ok(())
    }

    /// Ends the loop with a failure where there is one.
    fn check(&mut self, event_loop: &ActiveEventLoop, result: CoreResult<()>) {
        if let Err(error) = result {
            // The first failure is the cause; what follows it is its consequence.
            self.failure.get_or_insert(error);
            event_loop.exit();
        }
    }
}

/// How many pixels a millimetre has on a screen of this scale; 1 is 96 pixels to the inch.
fn pixels_per_millimetre(scale_factor: f64) -> f32 {
    PIXELS_PER_MILLIMETRE * scale_factor as f32
}

/// The picture as the window system takes it.
fn window_icon(image: Option<&Image>) -> Option<Icon> {
    let image = image?;
    Icon::from_rgba(image.rgba.to_vec(), image.width, image.height).ok()
}

/// How long the tasks have the thread in a frame that only draws the loading bar; it sleeps where they wait.
const LOADING_TIME: Duration = Duration::from_millis(12);

/// How often the executor looks round between two frames; a command takes a few turns from queue to answer.
const TASK_TURNS: usize = 8;

impl ApplicationHandler for App {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        if self.window.is_none() {
            let result = self.open(event_loop);
            self.check(event_loop, result);
        }
    }

    fn new_events(&mut self, event_loop: &ActiveEventLoop, cause: StartCause) {
        // The loop sleeps until the next frame is due; late frames are not caught up one by one.
        if let (StartCause::ResumeTimeReached { .. } | StartCause::Init, Some(window)) = (cause, &self.window)
        {
            self.next_frame = (self.next_frame + self.frame_interval).max(Instant::now());
            window.request_redraw();
        }
        if self.session.is_ending() {
            // A hidden window has no frame that would notice.
            event_loop.exit();
        }
        event_loop.set_control_flow(ControlFlow::WaitUntil(self.next_frame));
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        let result = self.handle(event_loop, &event);
        self.check(event_loop, result);
    }

    fn device_event(&mut self, event_loop: &ActiveEventLoop, _: DeviceId, event: DeviceEvent) {
        if let DeviceEvent::MouseMotion { delta } = event {
            let now_micros = self.now_micros();
            let result = self.devices.tell_motion(&self.session.client, delta, now_micros);
            self.check(event_loop, result);
        }
    }
}
