//! The functions that the page calls, in the order in which it does.
//!
//! The page gives files, then plays; while it plays it gives what winit does not tell, and takes what is to be kept.
//! There is one page, so there is one player: it waits here between two calls.

use crate::events::App;
use crate::simulate;
use playground_core_assets::Source;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use playground_platform_runner::own_game::BUNDLE_FILE;
use playground_platform_runner::saves_file::{StoredFiles, pack_saves, unpack_saves};
use playground_platform_runner::{Options, Program};
use playground_systems_assets::bundle::open_bytes;
use playground_systems_input::PadState;
use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::rc::Rc;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlCanvasElement;
use winit::event_loop::EventLoop;
use winit::platform::web::EventLoopExtWebSys;

/// What is gathered before the game begins, and the game once it has.
#[derive(Debug, Default)]
struct Page {
    game: Source,
    stored: StoredFiles,
    input: String,
    /// The files of a player's that came in as one, until the page has written them down.
    unpacked: StoredFiles,
    app: Option<Rc<RefCell<App>>>,
}

thread_local! {
    static PROGRAM: Cell<Option<Program>> = const { Cell::new(None) };
    static PAGE: RefCell<Page> = RefCell::new(Page::default());
    /// What a panic said; not a part of the page, which may be in use when one happens.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The player's parts are these; called once, when the module is there.
pub fn begin(program: Program) {
    PROGRAM.set(Some(program));
    std::panic::set_hook(Box::new(|panic| {
        let text = panic.to_string();
        PANIC.with(|slot| slot.try_borrow_mut().map(|mut slot| *slot = text)).unwrap_or_default();
    }));
    // There is no other logger yet: nothing was logged.
    log::set_logger(&crate::lines::LOGGER).unwrap_or_default();
    log::set_max_level(log::LevelFilter::Info);
}

/// What went wrong with the player itself; empty while nothing did.
#[wasm_bindgen]
pub fn panic_message() -> String {
    PANIC.with(|slot| slot.try_borrow().map(|text| text.clone()).unwrap_or_default())
}

/// The game: the bundle that errors call `name`.
///
/// # Errors
/// Bytes that are no bundle, or one that is broken.
#[wasm_bindgen]
pub fn set_game(name: &str, bytes: Vec<u8>) -> Result<(), JsError> {
    let bundle = open_bytes(name, &bytes.into()).map_err(|error| told(&error))?;
    PAGE.with_borrow_mut(|page| page.game = Source::Bundle(bundle));
    Ok(())
}

/// A file of the player's, as the page kept it.
#[wasm_bindgen]
pub fn add_stored(name: String, bytes: Vec<u8>) {
    PAGE.with_borrow_mut(|page| page.stored.insert(name, bytes.into()));
}

/// All files of the player's of the game `id` as one, to be kept elsewhere.
///
/// # Errors
/// Files that are too large for one.
#[wasm_bindgen]
pub fn export_saves(id: &str) -> Result<Vec<u8>, JsError> {
    let before = PAGE.with_borrow(|page| page.stored.clone());
    let files = with_app(before, |app| app.stored_files());
    pack_saves(id, &files).map_err(|error| told(&error))
}

/// Takes such a file apart, and gives the names in it; [`unpacked_bytes`] gives what they name.
///
/// # Errors
/// A file that is none, is torn, or is one of another game.
#[wasm_bindgen]
pub fn unpack(id: &str, bytes: &[u8]) -> Result<Vec<String>, JsError> {
    let files = unpack_saves(id, bytes).map_err(|error| told(&error))?;
    let names = files.keys().cloned().collect();
    PAGE.with_borrow_mut(|page| page.unpacked = files);
    Ok(names)
}

/// A file that [`unpack`] found.
#[wasm_bindgen]
pub fn unpacked_bytes(name: &str) -> Option<Vec<u8>> {
    PAGE.with_borrow(|page| page.unpacked.get(name).map(|bytes| bytes.to_vec()))
}

/// A script of input, in the language of `--input`.
#[wasm_bindgen]
pub fn add_input(text: String) {
    PAGE.with_borrow_mut(|page| page.input = text);
}

/// Makes ready what it takes to play the game in a canvas of the page, and goes on with it until [`play`]; its world will
/// stand still after `until` ticks, if there is such a number.
///
/// # Errors
/// No event loop, or a bad script of input.
#[wasm_bindgen]
pub fn prepare(canvas: HtmlCanvasElement, seed: u64, until: Option<u64>) -> Result<(), JsError> {
    start(canvas, seed, until).map_err(|error| told(&error))
}

/// Plays: the player has consented.
#[wasm_bindgen]
pub fn play() {
    with_app((), App::begin);
}

fn start(canvas: HtmlCanvasElement, seed: u64, until: Option<u64>) -> CoreResult<()> {
    let event_loop = EventLoop::new().map_err(|error| {
        CoreError::new(ErrorKind::NoDevice, format!("the page has no event loop: {error}"))
    })?;
    let given = PAGE.with_borrow_mut(|page| {
        let game = std::mem::take(&mut page.game);
        (game, std::mem::take(&mut page.stored), std::mem::take(&mut page.input))
    });
    // Not read, since the game is given: a page is one game and has no gallery to go back to.
    let own_game = Some(PathBuf::from(BUNDLE_FILE));
    let options = Options { seed, until, own_game, ..Options::default() };
    let app = Rc::new(RefCell::new(App::open((program()?, options), canvas, given)?));
    PAGE.with_borrow_mut(|page| page.app = Some(Rc::clone(&app)));
    event_loop.spawn_app(crate::events::Handler { app });
    Ok(())
}

/// Simulates so many ticks of the game, without a page, and gives the world's hash after every
/// `every` of them: lines of `tick N hash H`.
///
/// # Errors
/// A game that is wrong or fails, or a bad script of input.
#[wasm_bindgen]
pub fn hashes(seed: u64, ticks: u32, every: u32) -> Result<String, JsError> {
    let (game, input) =
        PAGE.with_borrow_mut(|page| (std::mem::take(&mut page.game), std::mem::take(&mut page.input)));
    let lines = program().and_then(|program| simulate::run(program, game, input, (seed, ticks, every)));
    lines.map_err(|error| told(&error))
}

/// What the browser says of its machine: how the parts of pads lie hangs on it.
#[wasm_bindgen]
pub fn set_machine(machine: String) {
    with_app((), |app| app.machine = machine);
}

/// What the pad that the browser calls `id` is called for people.
#[wasm_bindgen]
pub fn pad_name(id: &str) -> String {
    playground_systems_input::pad_name(id)
}

/// How a pad stands: buttons from 0 to 1, axes from -1 to 1, in the order of the web's standard mapping or in that of the
/// machine.
#[wasm_bindgen]
pub fn set_pad(
    slot: usize,
    id: String,
    is_standard: bool,
    can_rumble: bool,
    buttons: Vec<f32>,
    axes: Vec<f32>,
) {
    with_app((), |app| {
        let machine = app.machine.clone();
        app.tell_pad(slot, Some(PadState { id, machine, is_standard, can_rumble, buttons, axes }));
    });
}

/// The pad of a slot is gone.
#[wasm_bindgen]
pub fn remove_pad(slot: usize) {
    with_app((), |app| app.tell_pad(slot, None));
}

/// What the pad of a slot is to feel: its strong and its weak motor, from 0 to 1.
#[wasm_bindgen]
pub fn felt(slot: usize) -> Vec<f32> {
    with_app(Vec::new(), |app| app.felt(slot).to_vec())
}

/// Nobody sees the page any more, or it is about to go: the game waits, and what is to be kept can be taken.
#[wasm_bindgen]
pub fn hide() {
    with_app((), App::hide);
}

/// The canvas lost its WebGL context: nothing is drawn until [`restore_graphics`].
#[wasm_bindgen]
pub fn lose_graphics() {
    with_app((), App::lose_graphics);
}

/// The canvas has a WebGL context again: the renderer is made anew.
#[wasm_bindgen]
pub fn restore_graphics() {
    with_app((), App::restore_graphics);
}

/// Takes what the mixer counted (see its `report`; nothing where it is empty), and gives what it is to be told.
#[wasm_bindgen]
pub fn exchange_sound(report: &[f64]) -> Vec<u8> {
    with_app(Vec::new(), |app| app.exchange_sound(report))
}

/// The mixer was lost: another one is told all that sounds.
#[wasm_bindgen]
pub fn restart_sound() {
    with_app((), App::restart_sound);
}

/// The name of a file that is to be written down, or removed; none when all is.
#[wasm_bindgen]
pub fn next_changed() -> Option<String> {
    with_app(None, App::next_changed)
}

/// The bytes of a file of the player's; none when it is to be removed.
#[wasm_bindgen]
pub fn stored_bytes(name: &str) -> Option<Vec<u8>> {
    with_app(None, |app| app.stored_bytes(name))
}

/// What ended the player, for people; empty while it goes on.
#[wasm_bindgen]
pub fn failure() -> String {
    with_app(String::new(), |app| app.failure())
}

/// Whether the player has left the game.
#[wasm_bindgen]
pub fn has_ended() -> bool {
    with_app(false, |app| app.has_ended())
}

/// What the game is called; empty until it has begun.
#[wasm_bindgen]
pub fn title() -> String {
    with_app(String::new(), |app| app.title())
}

/// Whether the player wants the whole screen, or out of it, since the last call.
#[wasm_bindgen]
pub fn wants_fullscreen() -> bool {
    with_app(false, App::take_fullscreen_wish)
}

/// Whether the player wants a picture since the last call. It is in the canvas until the browser shows it.
#[wasm_bindgen]
pub fn wants_picture() -> bool {
    with_app(false, App::take_picture_wish)
}

/// Whether the player wants a report since the last call. Its picture is in the canvas until the browser shows it.
#[wasm_bindgen]
pub fn wants_report() -> bool {
    with_app(false, App::take_report_wish)
}

/// The report, with a picture that is a PNG file or empty; none where there is nothing to report.
#[wasm_bindgen]
pub fn report_file(picture: Vec<u8>) -> Option<Vec<u8>> {
    with_app(None, |app| app.report_with(picture))
}

/// Where the player writes: left, top, width, height in pixels of the screen; none while no text is wanted.
#[wasm_bindgen]
pub fn text_place() -> Option<Vec<f32>> {
    with_app(None, |app| app.text_place().unwrap_or_default().map(|place| place.to_vec()))
}

/// Text that no key of the canvas typed.
#[wasm_bindgen]
pub fn write_text(text: String) {
    with_app((), |app| app.write_text(text));
}

/// Text that an input method has not settled yet; empty when it gave up.
#[wasm_bindgen]
pub fn compose_text(text: String) {
    with_app((), |app| app.compose_text(text));
}

/// Text of the machine's clipboard.
#[wasm_bindgen]
pub fn paste_text(text: &str) {
    with_app((), |app| app.paste_text(text));
}

/// What was copied last, for the machine's clipboard; empty when nothing was.
#[wasm_bindgen]
pub fn copied_text() -> String {
    with_app(String::new(), |app| app.copied_text())
}

/// Whether the pointer is to be locked to the canvas, or to be let go, since the last call; none while it is right as it
/// is.
#[wasm_bindgen]
pub fn pointer_order() -> Option<bool> {
    with_app(None, |app| app.lock_order.take())
}

/// The canvas has the pointer, or has it no more.
#[wasm_bindgen]
pub fn note_pointer_lock(is_locked: bool) {
    with_app((), |app| app.note_pointer_lock(is_locked));
}

/// The window has lost the focus while it was not with the canvas.
#[wasm_bindgen]
pub fn lose_focus() {
    with_app((), App::lose_focus);
}

/// How far the run is, for tests and for whoever looks: lines of `key: value`.
#[wasm_bindgen]
pub fn report() -> String {
    with_app(String::new(), |app| app.report())
}

/// The log lines since the last call, one a line.
#[wasm_bindgen]
pub fn take_log() -> String {
    crate::lines::LOGGER.printer.take()
}

/// Works with the app; `otherwise` where none plays, or where it is in use, as after a panic.
fn with_app<R>(otherwise: R, work: impl FnOnce(&mut App) -> R) -> R {
    let app = PAGE.with(|page| page.try_borrow().ok().and_then(|page| page.app.clone()));
    let Some(app) = app else { return otherwise };
    match app.try_borrow_mut() {
        Ok(mut app) => work(&mut app),
        Err(_) => otherwise,
    }
}

fn program() -> CoreResult<Program> {
    PROGRAM.get().ok_or_else(|| CoreError::new(ErrorKind::NotInitialized, "the module has no player"))
}

fn told(error: &CoreError) -> JsError {
    JsError::new(&error.to_string())
}
