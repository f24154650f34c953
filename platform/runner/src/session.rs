//! A run of the program: which phase it is in, and what leads from one to the next.

pub(crate) mod alone;
mod attract;
mod captions;
mod controls;
mod keeping;
mod loading;
pub mod pads;
mod pointer;
mod recording;
mod rewind;
mod routes;
mod saves;
mod screens;
mod settings;
mod slots;
mod text;
mod ticks;
mod times;

use crate::clock::TickClock;
use crate::hashes::HashPrinter;
use crate::program::{Options, Program};
use crate::trace::Trace;
use attract::Attract;
use bytemuck::bytes_of;
use keeping::Unkept;
use loading::Loading;
use pads::PadsLog;
use playground_core_assets::EmbeddedGame;
use playground_core_client::Client;
use playground_core_client::api::{stop_audio, stop_renderer};
use playground_core_client::audio::FollowFrame;
use playground_core_client::input::PollPayload;
use playground_core_client::rendering::operations::Resize;
use playground_core_client::settings::Settings;
use playground_core_client::shell::{PIXELS_PER_MILLIMETRE, Page, Performance, Phase, ShellState};
use playground_core_types::{CoreError, CoreResult, ErrorKind, Handle, read_now};
use playground_core_vtable::{Reply, Route};
use recording::Recording;
use routes::Routes;
use saves::Saves;
use settings::Output;
use slots::Slots;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use times::SystemTimes;
use tokio::runtime;
use tokio::task::JoinHandle;

/// A menu that nobody touches is drawn every so many frames; a swap chain has fewer pictures than that.
const STILL_FRAMES: u32 = 10;

/// What the window is called without a game.
const PROGRAM_TITLE: &str = "playground";

/// All that a run keeps between frames.
#[derive(Debug)]
pub struct Session {
    /// What the systems share.
    pub client: Handle<Client>,
    /// What the program is doing.
    pub phase: Phase,
    /// What the window is called: the game's title while one is open.
    pub title: String,
    /// What the desktop takes the window for: the program, or the id of the game that it is.
    pub desktop_id: String,
    /// The failure that [`Phase::Failed`] shows.
    pub failure: Option<CoreError>,
    pub(crate) program: Program,
    pub(crate) options: Options,
    pub(crate) routes: Routes,
    /// The payload of a tick and the answer of a call, kept so that no tick allocates them.
    pub(crate) payload: Vec<u8>,
    pub(crate) reply: Reply,
    /// Whether a game waits behind the screen of controllers.
    is_paused_behind: bool,
    games: Vec<EmbeddedGame>,
    titles: Vec<String>,
    shell_state: ShellState,
    /// When the shell was last asked. Unit: microseconds.
    shell_micros: u64,
    /// How many pixels of the window a millimetre is long.
    pixels_per_millimetre: f32,
    /// How many of the raw events the shell has seen.
    events_seen: usize,
    clock: TickClock,
    /// Where tasks of the session run; a frame is no task itself.
    executor: runtime::Handle,
    loading: Option<Loading>,
    saves: Saves,
    settings: Settings,
    /// Where the player wants the sound to go.
    output: Output,
    /// The player's files that are being written.
    keeping: Option<JoinHandle<()>>,
    /// What of them could not be written.
    unkept: Unkept,
    /// What the player is told, and for how long still.
    notice: String,
    notice_micros: u64,
    /// Whether the player wants a picture of the next frame.
    pub(crate) picture_wanted: bool,
    /// Whether the player wants a report of what went on until now.
    pub(crate) report_wanted: bool,
    recording: Recording,
    attract: Attract,
    pads_log: PadsLog,
    slots: Slots,
    /// Until when time was gone back over, while it is. Unit: microseconds.
    rewound_micros: Option<u64>,
    /// Whether somebody outside wants the run to end.
    ending: Handle<AtomicBool>,
    /// The tick to which the mixer followed the world last.
    sounded_tick: u64,
    /// How many ticks were simulated, those included that were gone back over.
    run_ticks: u64,
    hash_printer: Option<HashPrinter>,
    trace: Option<Trace>,
    times: SystemTimes,
    performance: Performance,
    /// Operations that failed when they were called last.
    troubled: BTreeSet<&'static str>,
    /// Whether the last tick had a gesture, which the next one is to forget.
    has_gestures: bool,
    /// When the last frame was.
    frame_micros: u64,
    /// Where the last frame lay between two ticks.
    alpha: f32,
    /// Whether nothing was wished to be felt in the last frame.
    is_still: bool,
    /// How many frames nothing has happened on a screen that does not move by itself.
    still_frames: u32,
}

impl Session {
    /// A run of `program`, in its gallery, whose systems are wired; made within the executor.
    ///
    /// # Errors
    /// When no executor runs, the VTable is full, or the file of `--trace` cannot be written.
    pub fn new(client: Handle<Client>, program: Program, options: Options) -> CoreResult<Self> {
        let executor = runtime::Handle::try_current();
        let executor =
            executor.map_err(|error| CoreError::new(ErrorKind::NotInitialized, error.to_string()))?;
        crate::wiring::wire(&client)?;
        let games = (program.shell.games)();
        let titles = games.iter().map(title_of).collect();
        let phase = if options.pads { Phase::Pads } else { Phase::Gallery };
        let trace = options.trace.as_deref().map(Trace::create).transpose()?;
        let hash_printer = HashPrinter::of(options.hashes);
        let session = Self {
            client,
            phase,
            title: PROGRAM_TITLE.to_owned(),
            desktop_id: PROGRAM_TITLE.to_owned(),
            failure: None,
            program,
            options,
            routes: Routes::new(),
            payload: Vec::new(),
            reply: Reply::default(),
            is_paused_behind: false,
            games,
            titles,
            shell_state: ShellState::default(),
            shell_micros: 0,
            pixels_per_millimetre: PIXELS_PER_MILLIMETRE,
            events_seen: 0,
            clock: TickClock::new(60, 0, 0),
            executor,
            loading: None,
            saves: Saves::default(),
            settings: Settings::default(),
            output: Output::default(),
            keeping: None,
            unkept: Unkept::default(),
            notice: String::new(),
            notice_micros: 0,
            picture_wanted: false,
            report_wanted: false,
            recording: Recording::default(),
            attract: Attract::default(),
            pads_log: PadsLog::default(),
            slots: Slots::default(),
            rewound_micros: None,
            ending: Handle::default(),
            sounded_tick: 0,
            run_ticks: 0,
            hash_printer,
            trace,
            times: SystemTimes::default(),
            performance: Performance::default(),
            troubled: BTreeSet::new(),
            has_gestures: false,
            frame_micros: 0,
            alpha: 1.0,
            is_still: true,
            still_frames: 0,
        };
        session.add_shell_images()?;
        Ok(session)
    }

    /// What the command line said.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The tick of the world that is next: how many led to it.
    pub fn ticks(&self) -> u64 {
        self.clock.next_tick()
    }

    /// The page of the menu, and the line of it that is chosen.
    pub fn menu_place(&self) -> (Page, usize) {
        (self.shell_state.page, self.shell_state.selected)
    }

    /// How many ticks this run has simulated.
    pub fn run_ticks(&self) -> u64 {
        self.run_ticks
    }

    /// Whoever sets it ends the run after the tick or frame that runs: a signal, from another thread.
    pub fn ending(&self) -> Handle<AtomicBool> {
        Handle::clone(&self.ending)
    }

    /// Whether the run was told to end.
    pub fn is_ending(&self) -> bool {
        self.ending.load(Ordering::Relaxed)
    }

    /// Writes what is to be kept, and closes the devices. A graphics card must be let go before its thread ends.
    ///
    /// # Errors
    /// What could not be kept; the devices are closed all the same.
    pub async fn close(&mut self) -> CoreResult<()> {
        self.loading = None;
        self.save_at_leave();
        let written = self.finish_outputs();
        let kept = self.finish_keeping().await;
        self.tell_sound();
        for closed in [stop_renderer(&self.client).await, stop_audio(&self.client).await] {
            closed.unwrap_or_else(|error| log::warn!("a device was not closed: {error}"));
        }
        written.and(kept)
    }

    /// What a run with a window or a device says of its sound at its end.
    fn tell_sound(&mut self) {
        let told = self.routes.stats.call(&self.client.vtable, &[], &mut self.reply);
        let Ok(stats) = read_now(&self.client.audio_stats) else { return };
        if told.is_ok() && !self.options.headless {
            let (late, dry) = (stats.late_blocks, stats.underruns);
            log::info!("sound by {}: {late} late blocks, ran dry {dry} times", stats.device);
        }
    }

    /// Ends the files that the run wrote or is to leave behind.
    fn finish_outputs(&mut self) -> CoreResult<()> {
        let recorded = self.write_recording().and(self.write_pads_log());
        let traced = self.trace.take().map_or(Ok(()), |mut trace| trace.end());
        recorded.and(traced).and(self.flush_hashes())
    }

    /// Shows a failure in place of the game.
    pub fn fail(&mut self, error: &CoreError) {
        // A headless run ends with the error, and says it then.
        if !self.options.headless {
            log::error!("{error}");
        }
        self.failure = Some(error.clone());
        self.phase = Phase::Failed;
    }

    /// The window has another size in pixels; 0 while it is minimised.
    pub fn resize(&mut self, width: u32, height: u32) {
        self.still_frames = 0;
        self.attempt(|routes| &mut routes.resize, bytes_of(&Resize { width, height }));
    }

    /// The window lost the focus: what is held is let go, in the order of events.
    pub fn lose_focus(&mut self, now_micros: u64) {
        self.attempt(|routes| &mut routes.focus_lost, bytes_of(&PollPayload { now_micros }));
    }

    /// Nobody can see the window: the game waits, and its sound with it.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub fn hide(&mut self, now_micros: u64) -> CoreResult<()> {
        if self.is_demo() {
            // Who comes back finds the game at its beginning.
            self.begin(now_micros)?;
        }
        if self.phase == Phase::Playing {
            self.phase = Phase::Paused;
        }
        self.rest(now_micros)
    }

    /// Calls an operation without which the game goes on: a failure is one log line, until it works again.
    pub(crate) fn attempt(&mut self, route: fn(&mut Routes) -> &mut Route, payload: &[u8]) {
        let route = route(&mut self.routes);
        match route.call(&self.client.vtable, payload, &mut self.reply) {
            Ok(()) if self.troubled.is_empty() => {}
            Ok(()) => {
                self.troubled.remove(route.operation());
            }
            Err(error) => {
                if self.troubled.insert(route.operation()) {
                    log::error!("{error}; the game goes on without it");
                }
                self.reply.clear();
            }
        }
    }

    /// Where the frame lies between the last two ticks; while no tick runs, where the last frame did.
    pub(crate) fn alpha(&mut self, now_micros: u64) -> f32 {
        if self.phase == Phase::Playing {
            self.alpha = if self.is_standing() { 1.0 } else { self.clock.fraction(now_micros) };
        }
        self.alpha
    }

    /// Whether the frame may differ from the last. A menu that nobody touches is drawn now and then only, in
    /// case that the window system lost some of it: a software renderer needs no core for a still picture.
    pub(crate) fn is_worth_drawing(&mut self) -> bool {
        // What a pad or the counts show moves all the time.
        let moves = matches!(self.phase, Phase::Playing | Phase::Loading | Phase::Pads)
            || self.shell_state.performance_shown
            || self.notice_micros > 0
            || self.shell_state.asking.is_some()
            || self.shell_state.repeating.is_some()
            || self.picture_wanted;
        self.still_frames = if moves { 0 } else { self.still_frames.saturating_add(1) };
        self.still_frames < STILL_FRAMES || self.still_frames.is_multiple_of(STILL_FRAMES)
    }

    /// Ends the ticks of a frame: the shell has seen what they left, and a frame without ticks still
    /// tells the mixer that time passes.
    pub(crate) fn rest(&mut self, now_micros: u64) -> CoreResult<()> {
        self.note_events()?;
        let elapsed_micros = now_micros.saturating_sub(self.frame_micros);
        self.frame_micros = now_micros;
        if self.phase == Phase::Playing {
            return Ok(());
        }
        // A mixer that waits seeks when it goes on, and not for every step of a pause.
        let next_tick = self.sounded_tick;
        let follow = FollowFrame { next_tick, elapsed_micros, ticks: 0, paused: 1 };
        self.attempt(|routes| &mut routes.follow, bytes_of(&follow));
        Ok(())
    }
}

/// What the gallery calls a game: the name in its manifest.
pub(crate) fn title_of(game: &EmbeddedGame) -> String {
    /// The part of a manifest that is a title.
    #[derive(serde::Deserialize)]
    struct Titled {
        name: String,
    }
    let manifest = game.files.get("game.toml").map(|text| toml::from_slice(text));
    match manifest {
        Some(Ok(Titled { name })) => name,
        _ => game.name.clone(),
    }
}
