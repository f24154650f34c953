//! What the player wants of the page itself: a picture, a report, text, the clipboard, the pointer.

use crate::events::App;
use playground_core_assets::PointerMode;
use playground_core_client::input::ActionFrame;
use playground_core_types::{CoreResult, read_now};
use playground_platform_runner::devices::text_area;
use playground_platform_runner::{bug_report, report};
use winit::event::{Ime, WindowEvent};

impl App {
    /// Whether a picture was asked for; the canvas holds it until the page's turn is over.
    pub(crate) fn take_picture_wish(&mut self) -> bool {
        let is_wanted = report::show_player_picture(&mut self.session);
        if is_wanted {
            self.session.tell("the browser keeps the picture");
        }
        is_wanted
    }

    /// Whether a report was asked for; the canvas holds its picture until the page's turn is over.
    pub(crate) fn take_report_wish(&mut self) -> bool {
        let is_wanted = bug_report::take_report_wish(&mut self.session);
        if is_wanted {
            report::draw_again(&mut self.session);
        }
        is_wanted
    }

    /// The report with its picture; none where nothing is recorded, which is told.
    pub(crate) fn report_with(&mut self, picture: Vec<u8>) -> Option<Vec<u8>> {
        let picture = (!picture.is_empty()).then_some(picture);
        match bug_report::report_bytes(&mut self.session, picture) {
            Ok(bytes) => {
                self.session.tell("the browser keeps the report");
                Some(bytes)
            }
            Err(error) => {
                log::error!("no report: {error}");
                self.session.tell(&format!("no report: {}", error.message()));
                None
            }
        }
    }

    /// Where text is written; none while nobody wants it.
    pub(crate) fn text_place(&self) -> CoreResult<Option<[f32; 4]>> {
        let wish = read_now(&self.session.client.text_entry)?.wish;
        if wish.is_wanted == 0 {
            return Ok(None);
        }
        text_area(&self.session.client, &wish).map(Some)
    }

    pub(crate) fn is_text_wanted(&self) -> bool {
        self.text_place().is_ok_and(|place| place.is_some())
    }

    /// What an input method or a keyboard on the screen has written.
    pub(crate) fn write_text(&mut self, text: String) {
        self.tell_devices(&WindowEvent::Ime(Ime::Commit(text)));
    }

    /// What an input method composes and may take back; its cursor is behind it.
    pub(crate) fn compose_text(&mut self, text: String) {
        let end = text.len();
        self.tell_devices(&WindowEvent::Ime(Ime::Preedit(text, Some((end, end)))));
    }

    pub(crate) fn paste_text(&mut self, text: &str) {
        self.devices.give_pasted(text);
    }

    pub(crate) fn copied_text(&self) -> String {
        self.devices.copied().to_owned()
    }

    /// Shows or hides the pointer, and orders its lock of the page: only the page hears why a browser refuses one.
    pub(crate) fn hold_pointer(&mut self) -> CoreResult<()> {
        let wish = read_now(&self.session.client.pointer_wish)?.word();
        if let Some(mode) = self.pointer.follow(wish) {
            self.lock_order = Some(mode == PointerMode::Locked);
            if let Some(window) = &self.window {
                window.set_cursor_visible(mode == PointerMode::Free);
            }
            self.tell_lock()?;
        }
        Ok(())
    }

    /// The browser has locked the pointer, or let it go. Who took it from the game with Escape, or by leaving the page,
    /// finds the game waiting.
    pub(crate) fn note_pointer_lock(&mut self, is_locked: bool) {
        let is_taken = self.pointer.note(is_locked);
        let told = self.tell_lock();
        self.note(told);
        if is_taken {
            let now_micros = self.now_micros();
            let lost = self.session.lose_pointer(now_micros);
            self.note(lost);
        }
    }

    /// The mouse itself was moved.
    pub(crate) fn tell_motion(&mut self, pixels: (f64, f64)) -> CoreResult<()> {
        let now_micros = self.now_micros();
        self.devices.tell_motion(&self.session.client, pixels, now_micros)
    }

    /// Whether the pointer is locked, and where the world has it.
    pub(crate) fn pointer_words(&self) -> String {
        let world = read_now(&self.session.client.ecs.world);
        let frame: ActionFrame = world.and_then(|world| world.resource()).unwrap_or_default();
        let [x, y] = frame.pointer.to_array();
        format!("{} {x:.1} {y:.1}", if self.pointer.is_locked() { "locked" } else { "free" })
    }

    fn tell_lock(&mut self) -> CoreResult<()> {
        let now_micros = self.now_micros();
        self.devices.lock(&self.session.client, self.pointer.is_locked(), now_micros)
    }

    fn tell_devices(&mut self, event: &WindowEvent) {
        let now_micros = self.now_micros();
        let told = self.devices.tell(&self.session.client, event, now_micros);
        self.note(told);
    }
}
