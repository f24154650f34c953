//! The runtime's own screens: what the shell sees, what it draws, and what follows from its choices.

use super::Session;
use crate::frame::Flow;
use bytemuck::bytes_of;
use playground_core_assets::Source;
use playground_core_client::input::{RawEvent, SEAT_COUNT_MAX, TouchPayload};
use playground_core_client::rendering::{SCREEN_TARGET, ScreenSettings, TRANSPARENT, Viewport};
use playground_core_client::settings::Settings;
use playground_core_client::shell::{Choice, Phase, Shell, ShellView, Surface};
use playground_core_ecs::World;
use playground_core_types::{CoreResult, handle, read_now, write_now};

impl Session {
    /// Shows the shell what happened since the last frame, one event after the other, and does what the player chose
    /// by each: what a key means depends on what came of the one before, however long a frame is.
    pub(crate) fn update_shell(&mut self, now_micros: u64) -> CoreResult<Flow> {
        self.shell_micros = now_micros;
        self.touch(now_micros)?;
        let events = self.fresh_events()?;
        self.attract.watch(&events, now_micros);
        let nothing: Option<&[RawEvent]> = events.is_empty().then_some(&[]);
        let mut flow = Flow::Continue;
        for event in events.chunks(1).chain(nothing) {
            let mut state = std::mem::take(&mut self.shell_state);
            let choice = self.with_view(event, |shell, view| (shell.update)(&mut state, view))?;
            self.shell_state = state;
            let said = std::mem::take(&mut self.shell_state.said);
            if !said.is_empty() {
                self.tell(&said);
            }
            self.list_outputs();
            flow = match (flow, self.choose(choice, now_micros)?) {
                (_, Flow::End) => return Ok(Flow::End),
                // There and back again.
                (Flow::ToggleFullscreen, Flow::ToggleFullscreen) => Flow::Continue,
                (before, Flow::Continue) => before,
                (_, now) => now,
            };
        }
        Ok(flow)
    }

    /// Draws the shell's screen of the phase into the overlay.
    pub(crate) fn draw_shell(&mut self) -> CoreResult<()> {
        let mut overlay = write_now(&self.client.overlay)?;
        self.with_view(&[], |shell, view| {
            overlay.begin(view.virtual_size, TRANSPARENT);
            (shell.draw)(&self.shell_state, view, &mut overlay);
            overlay.sort();
        })
    }

    /// Runs `look` on what the shell may see.
    fn with_view<R>(
        &self,
        events: &[RawEvent],
        look: impl FnOnce(&Shell, &ShellView<'_>) -> R,
    ) -> CoreResult<R> {
        let progress = read_now(&self.client.assets.progress)?;
        let message = self.failure.as_ref().map(ToString::to_string).unwrap_or_default();
        let (manifest, pads) = (read_now(&self.client.assets.manifest)?, read_now(&self.client.pads)?);
        let (remap, labels) = (read_now(&self.client.remap)?, read_now(&self.client.key_labels)?);
        let (outputs, touch_pad) = (read_now(&self.client.audio_devices)?, read_now(&self.client.touch_pad)?);
        let surface = self.surface()?;
        // The game that was played last is no part of the gallery.
        let is_open = matches!(self.phase, Phase::Playing | Phase::Paused);
        let game = manifest.as_ref().filter(|_| is_open);
        let view = ShellView {
            phase: self.phase,
            is_alone: self.is_alone(),
            is_demo: self.is_demo(),
            titles: &self.titles,
            progress: &progress,
            message: &message,
            notice: if self.notice_micros > 0 { &self.notice } else { "" },
            events,
            now_micros: self.shell_micros,
            virtual_size: overlay_size(surface.size, self.settings.access.text_percent),
            surface,
            settings: &self.settings,
            outputs: &outputs,
            output: &self.output.name,
            actions: game.map_or(&[], |game| &game.actions),
            action_sets: game.map_or(&[], |game| &game.action_sets),
            remap: &remap,
            labels: &labels,
            pads: &pads,
            seat_count: game.map_or(1, |game| game.seats.max).clamp(1, SEAT_COUNT_MAX as u32),
            touch_pad: &touch_pad,
            performance: &self.performance,
            saved: &self.slots.worlds,
            next_tick: self.may_go_back().then(|| self.clock.next_tick()),
        };
        Ok(look(&self.program.shell, &view))
    }

    /// Does what the player chose.
    fn choose(&mut self, choice: Choice, now_micros: u64) -> CoreResult<Flow> {
        match choice {
            Choice::Stay => {}
            Choice::Open(index) => {
                if let Some(game) = self.games.get(index).cloned() {
                    self.open(Source::Embedded(game));
                }
            }
            Choice::ShowPads => {
                self.is_paused_behind = self.phase == Phase::Paused;
                self.phase = Phase::Pads;
            }
            Choice::Leave if self.phase == Phase::Pads && self.is_paused_behind => {
                self.phase = Phase::Paused;
            }
            Choice::Rumble(slot) => self.test_rumble(slot),
            Choice::Map => {
                let line = std::mem::take(&mut self.shell_state.mapping);
                self.map_pad(&line)?;
            }
            Choice::Pause => self.phase = Phase::Paused,
            Choice::Resume => {
                self.attempt(|routes| &mut routes.resume_input, &[]);
                self.clock.resume(now_micros, self.alpha);
                self.phase = Phase::Playing;
            }
            Choice::Restart => {
                self.save_at_leave();
                if let Err(error) = self.begin(now_micros) {
                    self.fail(&error);
                }
            }
            Choice::Save(slot) => self.save_world(slot),
            Choice::Load(slot) => self.load_world(slot),
            Choice::StepForward => self.step_forward(now_micros)?,
            Choice::StepBack => {
                self.step_back(1, now_micros)?;
            }
            Choice::Report => self.report_wanted = true,
            Choice::Leave if self.is_alone() => return Ok(Flow::End),
            Choice::Leave => self.leave()?,
            Choice::Change(mut settings) => {
                if settings.muted != self.settings.muted {
                    // A run that was told to be silent is not any more, once the player asks for sound.
                    settings.muted &= !std::mem::take(&mut self.options.mute);
                    self.tell(if settings.muted { "sound off" } else { "sound on" });
                }
                self.change_settings(settings, now_micros)?;
            }
            Choice::Output(index) => self.choose_output(index)?,
            Choice::Rebind => {
                let remap = std::mem::take(&mut self.shell_state.remap);
                self.rebind(remap)?;
            }
            Choice::Screenshot => self.picture_wanted = true,
            Choice::ToggleFullscreen => {
                self.options.fullscreen = !self.options.fullscreen;
                let fullscreen = self.options.fullscreen;
                self.change_settings(Settings { fullscreen, ..self.settings }, now_micros)?;
                return Ok(Flow::ToggleFullscreen);
            }
            Choice::Quit => return Ok(Flow::End),
        }
        Ok(Flow::Continue)
    }

    /// Tells the player something for a while.
    pub fn tell(&mut self, notice: &str) {
        notice.clone_into(&mut self.notice);
        self.notice_micros = NOTICE_MICROS;
    }

    /// What the player was told last.
    pub fn notice(&self) -> &str {
        &self.notice
    }

    /// Counts a frame: how long it is since the last one, what the program computed in it, and what there was to
    /// draw. Unit: microseconds.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub fn count_frame(&mut self, frame_micros: u64, work_micros: u64) -> CoreResult<()> {
        self.notice_micros = self.notice_micros.saturating_sub(frame_micros);
        let short = |micros: u64| u32::try_from(micros).unwrap_or(u32::MAX);
        self.performance.push(short(frame_micros), short(work_micros));
        self.count_inputs(work_micros)?;
        if !self.shell_state.performance_shown {
            return Ok(());
        }
        self.attempt(|routes| &mut routes.stats, &[]);
        self.performance.ticks = self.clock.next_tick();
        self.performance.entities = read_now(&self.client.ecs.world)?.len() as u64;
        let (render, audio) = (read_now(&self.client.render_stats)?, read_now(&self.client.audio_stats)?);
        (self.performance.draws, self.performance.sprites) = (render.draws, render.sprites);
        (self.performance.voices, self.performance.late_blocks) = (audio.voices, audio.late_blocks);
        self.performance.underruns = audio.underruns;
        self.performance.adapter.clone_from(&render.adapter);
        Ok(())
    }

    /// Back to the gallery: the game's world, and what it showed and sounded, are gone.
    fn leave(&mut self) -> CoreResult<()> {
        self.loading = None;
        playground_core_assets::api::cancel(&self.client.assets)?;
        self.end_game()?;
        self.set_screen(ScreenSettings::default())?;
        super::PROGRAM_TITLE.clone_into(&mut self.title);
        self.failure = None;
        self.phase = Phase::Gallery;
        Ok(())
    }

    /// What the game saved is kept; its world, and what it showed and sounded, are gone.
    pub(super) fn end_game(&mut self) -> CoreResult<()> {
        self.save_at_leave();
        self.end_demo()?;
        self.write_recording()?;
        self.forget_save();
        *write_now(&self.client.ecs.world)? = World::new();
        *write_now(&self.client.ecs.previous)? = World::new();
        self.forget_game()
    }

    /// The pictures of the shell stand beside those of every game.
    pub(super) fn add_shell_images(&self) -> CoreResult<()> {
        let assets = &self.client.assets;
        for (id, image) in (self.program.shell.images)() {
            write_now(&assets.resident)?.insert(id);
            write_now(&assets.images)?.insert(id, handle(image));
        }
        Ok(())
    }

    /// The window behind the screens; the game's own screen where nothing is drawn.
    fn surface(&self) -> CoreResult<Surface> {
        let game_size = read_now(&self.client.screen_settings)?.virtual_size;
        let target = read_now(&self.client.render_targets)?.get(&SCREEN_TARGET).copied().unwrap_or_default();
        if target.width == 0 || target.height == 0 {
            return Ok(Surface::filled(game_size));
        }
        let size = [target.width, target.height];
        let pixels_per_millimetre = self.pixels_per_millimetre;
        Ok(Surface { size, game: target.viewport, game_size, pixels_per_millimetre })
    }

    /// How many pixels of the window a millimetre is long, as far as the platform knows.
    pub fn set_pixels_per_millimetre(&mut self, pixels: f32) {
        if pixels.is_finite() && pixels > 0.0 {
            self.pixels_per_millimetre = pixels;
        }
    }

    /// Lets fingers steer by the touch pad, before anybody sees what they did.
    fn touch(&mut self, now_micros: u64) -> CoreResult<()> {
        let Surface { size, game, game_size, pixels_per_millimetre } = self.surface()?;
        let Viewport { x, y, width, height } = game;
        let payload = TouchPayload {
            now_micros,
            seen: self.events_seen as u64,
            is_playing: u32::from(self.phase == Phase::Playing && !self.is_demo()),
            pixels_per_millimetre,
            size,
            viewport: [x, y, width, height],
            virtual_size: game_size,
        };
        self.attempt(|routes| &mut routes.touch, bytes_of(&payload));
        Ok(())
    }

    /// The raw events that the shell has not seen. Where no tick will read them, input takes them in here:
    /// a pad that comes or goes in a menu is seated all the same.
    fn fresh_events(&mut self) -> CoreResult<Vec<RawEvent>> {
        let events = read_now(&self.client.raw_events)?;
        let fresh = events[self.events_seen.min(events.len())..].to_vec();
        self.events_seen = events.len();
        drop(events);
        if !fresh.is_empty() {
            self.still_frames = 0;
        }
        if self.phase != Phase::Playing {
            self.attempt(|routes| &mut routes.observe, &[]);
            self.note_events()?;
        }
        Ok(fresh)
    }

    /// After ticks have taken events away, the shell has seen all that are left.
    pub(super) fn note_events(&mut self) -> CoreResult<()> {
        self.events_seen = read_now(&self.client.raw_events)?.len();
        Ok(())
    }
}

/// How long the player is told something. Unit: microseconds.
const NOTICE_MICROS: u64 = 3_000_000;

/// The smallest width and height for which the shell's screens are made. Unit: virtual pixels.
const SHELL_SIZE: [f32; 2] = [240.0, 180.0];

/// A screen of the window's shape that is just large enough for the shell's; with larger words there is room for
/// fewer of them.
fn overlay_size([width, height]: [u32; 2], text_percent: u32) -> [u32; 2] {
    let [width, height] = [width, height].map(|side| side.max(1) as f32);
    let scale = (SHELL_SIZE[0] / width).max(SHELL_SIZE[1] / height) * 100.0 / text_percent.max(100) as f32;
    [width * scale, height * scale].map(|side| side.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::overlay_size;

    #[test]
    fn the_overlay_has_the_windows_shape_and_room_for_the_shell() {
        for (window, overlay) in [
            ([320, 180], [320, 180]),
            ([480, 270], [320, 180]),
            ([1920, 1080], [320, 180]),
            ([64, 64], [240, 240]),
            ([90, 160], [240, 427]),
            ([256, 240], [240, 225]),
            ([0, 0], [240, 240]),
        ] {
            assert_eq!(overlay_size(window, 100), overlay, "{window:?}");
        }
        assert_eq!(overlay_size([1920, 1080], 150), [213, 120], "larger words");
    }
}
