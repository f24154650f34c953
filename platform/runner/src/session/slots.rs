//! Whole worlds that the player or the game keeps, by slot, and goes on with.

use super::Session;
use super::saves::stored_name;
use playground_core_assets::Manifest;
use playground_core_assets::api::{fetch, fetch_previous};
use playground_core_client::Client;
use playground_core_client::shell::{Phase, SavedWorld, SavedWorlds};
use playground_core_ecs::history::SAVE_SLOT_COUNT;
use playground_core_ecs::operations::resource_payload;
use playground_core_ecs::{SaveVerb, SaveWish};
use playground_core_types::{Bytes, CoreResult, Handle, read_now};
use tokio::sync::oneshot;
use tokio::sync::oneshot::error::TryRecvError;

/// The saved worlds of the open game.
#[derive(Debug, Default)]
pub(super) struct Slots {
    pub(super) worlds: SavedWorlds,
    fetching: Option<Fetching>,
    /// What slots held before the worlds that are being written, until these are on the disk.
    before: Vec<(u32, Option<SavedWorld>)>,
}

/// A world that is on its way from the store.
#[derive(Debug)]
struct Fetching {
    slot: u32,
    answer: oneshot::Receiver<Generations>,
}

/// What the store has of a slot: the file, and the one that it took the place of.
type Generations = [CoreResult<Bytes>; 2];

/// What a file begins with, before the world: for the list of slots, which reads no worlds.
const MAGIC: &[u8; 8] = b"PLAYSLT1";
const HEAD_LENGTH: usize = 24;

/// The head of a file: magic, ticks, seconds.
fn head(world: SavedWorld) -> Vec<u8> {
    [MAGIC.as_slice(), &world.ticks.to_le_bytes(), &world.seconds.to_le_bytes()].concat()
}

/// The head of a file, and the world behind it; `None` for any other file.
fn split_head(bytes: &[u8]) -> Option<(SavedWorld, &[u8])> {
    let (head, state) = bytes.split_at_checked(HEAD_LENGTH)?;
    let (ticks, seconds) = head.strip_prefix(MAGIC.as_slice())?.split_first_chunk()?;
    let seconds = seconds.try_into().ok()?;
    Some((SavedWorld { ticks: u64::from_le_bytes(*ticks), seconds: u64::from_le_bytes(seconds) }, state))
}

/// The file of a slot in the store; people count from 1.
fn slot_name(manifest: &Manifest, slot: u32) -> String {
    stored_name(manifest, &format!("slot-{}.state", slot + 1))
}

/// What there is to load of a game. A slot that cannot be read is told of when somebody wants it.
pub(super) async fn list(client: &Client, manifest: &Manifest) -> SavedWorlds {
    let mut worlds = SavedWorlds::default();
    for (slot, world) in worlds.iter_mut().enumerate() {
        let Ok(bytes) = fetch(&client.assets, &slot_name(manifest, slot as u32)).await else { continue };
        // Of a damaged file the time is not known, but there is one.
        let found = (!bytes.is_empty()).then(SavedWorld::default);
        *world = split_head(&bytes).map(|(world, _)| world).or(found);
    }
    worlds
}

/// What is there of a slot that nothing was asked about.
fn nothing() -> Generations {
    [Ok(Bytes::new()), Ok(Bytes::new())]
}

impl Session {
    /// Clears the wish that the game has had granted, in what is written before the next tick: so it is recorded.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub(crate) fn clear_save_wish(&mut self) -> CoreResult<()> {
        if self.save_wish()? != SaveWish::default() {
            resource_payload(&mut self.payload, &SaveWish::default());
        }
        Ok(())
    }

    /// Does what the game wishes after a tick. In a replay it was done when the recording was made.
    pub(super) fn grant_save_wish(&mut self) -> CoreResult<()> {
        let wish = self.save_wish()?;
        if self.is_replaying() || wish.verb == SaveVerb::None as u32 {
            return Ok(());
        }
        if wish.slot >= SAVE_SLOT_COUNT {
            log::warn!("the game asks for the save {}, but there are only {SAVE_SLOT_COUNT}", wish.slot);
        } else if wish.verb == SaveVerb::Save as u32 {
            self.save_world(wish.slot);
        } else if wish.verb == SaveVerb::Load as u32 {
            self.load_world(wish.slot);
        } else {
            log::warn!("the game asks for {} with a save, which is nothing", wish.verb);
        }
        Ok(())
    }

    fn save_wish(&self) -> CoreResult<SaveWish> {
        Ok(read_now(&self.client.ecs.world)?.resource().unwrap_or_default())
    }

    /// Writes the world as it is into a slot.
    pub(super) fn save_world(&mut self, slot: u32) {
        match self.write_world(slot) {
            Ok(()) => self.tell(&format!("saved in slot {}", slot + 1)),
            Err(error) => {
                log::error!("not saved: {error}");
                self.tell(&format!("not saved: {}", error.message()));
            }
        }
    }

    fn write_world(&mut self, slot: u32) -> CoreResult<()> {
        let Some(name) = self.slot_name(slot)? else { return Ok(()) };
        self.routes.write_state.call(&self.client.vtable, &[], &mut self.reply)?;
        let ticks = self.clock.next_tick();
        let world = SavedWorld { ticks, seconds: ticks / u64::from(self.clock.hertz()) };
        let bytes = [head(world).as_slice(), self.reply.as_bytes()].concat();
        if !self.is_keeping() {
            self.slots.before.clear();
        }
        self.keep_file(name, bytes);
        if let Some(known) = self.slots.worlds.get_mut(slot as usize) {
            self.slots.before.push((slot, known.replace(world)));
        }
        Ok(())
    }

    /// The disk took something not: slots hold what they held before.
    pub(super) fn forget_unkept_worlds(&mut self) {
        for (slot, world) in self.slots.before.drain(..).rev() {
            self.slots.worlds[slot as usize] = world;
        }
    }

    /// Fetches the world of a slot; no tick runs until it is there.
    pub(super) fn load_world(&mut self, slot: u32) {
        let name = match self.slot_name(slot) {
            Ok(Some(name)) => name,
            Ok(None) => return,
            Err(error) => return self.tell_unloaded(slot, error.message()),
        };
        let (sender, answer) = oneshot::channel();
        let assets = Handle::clone(&self.client.assets);
        self.executor.spawn(async move {
            // A session that opened another game meanwhile does not wait for it any more.
            let generations = [fetch(&assets, &name).await, fetch_previous(&assets, &name).await];
            sender.send(generations).unwrap_or_default();
        });
        self.slots.fetching = Some(Fetching { slot, answer });
    }

    /// The name of a slot's file; `None` while no game is open.
    fn slot_name(&self, slot: u32) -> CoreResult<Option<String>> {
        let manifest = read_now(&self.client.assets.manifest)?;
        Ok(manifest.as_ref().map(|manifest| slot_name(manifest, slot)))
    }

    /// Whether a world is on its way.
    pub(crate) fn is_fetching_world(&self) -> bool {
        self.slots.fetching.is_some()
    }

    /// Goes on with the world that was fetched, once it is there.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub(crate) fn continue_fetching(&mut self, now_micros: u64) -> CoreResult<()> {
        let Some(fetching) = &mut self.slots.fetching else { return Ok(()) };
        let slot = fetching.slot;
        let answer = match fetching.answer.try_recv() {
            Err(TryRecvError::Empty) => return Ok(()),
            Err(TryRecvError::Closed) => nothing(),
            Ok(answer) => answer,
        };
        self.finish_fetching(slot, answer, now_micros)
    }

    /// Waits for the world that is on its way, where there is no frame to draw meanwhile.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub(crate) async fn wait_for_world(&mut self, now_micros: u64) -> CoreResult<()> {
        let Some(fetching) = &mut self.slots.fetching else { return Ok(()) };
        let slot = fetching.slot;
        let answer = (&mut fetching.answer).await.unwrap_or_else(|_| nothing());
        self.finish_fetching(slot, answer, now_micros)
    }

    fn finish_fetching(&mut self, slot: u32, answer: Generations, now_micros: u64) -> CoreResult<()> {
        self.slots.fetching = None;
        // The time that the fetching took is not made up for, whatever comes of it.
        self.clock.resume(now_micros, self.alpha);
        let number = slot + 1;
        let [newest, previous] = answer;
        let newest = self.read_world(newest);
        let previous = if newest == Ok(true) { Ok(false) } else { self.read_world(previous) };
        let told = match (newest, previous) {
            (Ok(true), _) => format!("slot {number} loaded"),
            (Err(error), Ok(true)) => {
                log::error!("slot {number}: {error}");
                format!("slot {number} is damaged; the save before it was loaded")
            }
            (Ok(false), Ok(true)) => format!("slot {number} is lost; the save before it was loaded"),
            (Ok(false), Ok(false)) => {
                self.tell(&format!("slot {number} is empty"));
                return Ok(());
            }
            (Err(error), _) | (Ok(false), Err(error)) => {
                self.tell_unloaded(slot, error.message());
                return Ok(());
            }
        };
        self.land(now_micros)?;
        self.attempt(|routes| &mut routes.resume_input, &[]);
        self.note_events()?;
        // What was recorded led to another world.
        self.end_replay();
        self.phase = Phase::Playing;
        self.tell(&told);
        Ok(())
    }

    /// Puts the world of a file in the place of the world; false where there is no file.
    fn read_world(&mut self, bytes: CoreResult<Bytes>) -> CoreResult<bool> {
        let bytes = bytes?;
        if bytes.is_empty() {
            return Ok(false);
        }
        // A file without our head gets the error of one that is no world.
        let state = split_head(&bytes).map_or(&*bytes, |(_, state)| state);
        self.routes.read_state.call(&self.client.vtable, state, &mut self.reply)?;
        Ok(true)
    }

    fn tell_unloaded(&mut self, slot: u32, why: &str) {
        log::error!("slot {} is not loaded: {why}", slot + 1);
        self.tell(&format!("slot {} is not loaded: {why}", slot + 1));
    }

    /// Another game begins, with these worlds.
    pub(super) fn take_slots(&mut self, worlds: SavedWorlds) {
        self.slots = Slots { worlds, ..Slots::default() };
    }
}
